#include "test.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *running;
static const char *current_case;
static unsigned failures;

void check_failed(const char *file, int line, const char *format, ...)
{
    va_list args;

    failures++;
    printf("not ok %s: %s:%d: ", running, file, line);
    if (current_case != NULL)
        printf("[%s] ", current_case);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
}

void check_case(const char *name)
{
    current_case = name;
}

void check_true(bool good, const char *file, int line, const char *what)
{
    if (!good)
        check_failed(file, line, "%s", what);
}

void check_int(long long expected, long long got, const char *file, int line, const char *what)
{
    if (expected != got)
        check_failed(file, line, "%s is %lld, not %lld", what, got, expected);
}

void check_string(const char *expected, const char *got, const char *file, int line,
                  const char *what)
{
    if (got == NULL)
        got = "(null)";
    if (strcmp(expected, got) != 0)
        check_failed(file, line, "%s is \"%s\", not \"%s\"", what, got, expected);
}

int run_tests(const struct test *tests, size_t count)
{
    unsigned failed_tests = 0;

    for (size_t i = 0; i < count; i++) {
        unsigned before = failures;

        running = tests[i].name;
        current_case = NULL;
        tests[i].run();
        if (failures == before)
            printf("ok %s\n", running);
        else
            failed_tests++;
        fflush(stdout);
    }
    return failed_tests == 0 ? 0 : 1;
}
