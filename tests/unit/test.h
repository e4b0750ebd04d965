/*
 * test - the little that unit tests need
 *
 * A test is a function without arguments; TESTS lists them; a failed CHECK says where and the test
 * goes on.
 *
 *     static void adds_up(void) { CHECK(1 + 1 == 2); }
 *     int main(void) { static const struct test tests[] = { TEST(adds_up) }; return
 * run_tests(tests, 1); }
 */
#ifndef TESTS_UNIT_TEST_H
#define TESTS_UNIT_TEST_H

#include <stdbool.h>
#include <stddef.h>

struct test {
    const char *name;
    void (*run)(void);
};
#define TEST(function)      \
    {                       \
#function, function \
    }

/* run_tests - "ok NAME" or "not ok NAME: why" for each; 0 when all passed */
int run_tests(const struct test *tests, size_t count);

void check_failed(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void check_true(bool good, const char *file, int line, const char *what);
void check_int(long long expected, long long got, const char *file, int line, const char *what);
void check_string(const char *expected, const char *got, const char *file, int line,
                  const char *what);
/* check_case - names the row of a table that the following checks are about; NULL ends that */
void check_case(const char *name);

#define CHECK(condition) check_true((condition), __FILE__, __LINE__, #condition)
#define CHECK_INT(expected, got) \
    check_int((long long)(expected), (long long)(got), __FILE__, __LINE__, #got)
#define CHECK_STRING(expected, got) check_string((expected), (got), __FILE__, __LINE__, #got)

#endif
