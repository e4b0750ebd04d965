/*
 * Without memory: every third allocation fails in turn while a document is read. It is then not
 * judged, or refused; never passed where it was refused, nor with other values than it has. (expat
 * may give an attribute without its namespace when it gets no memory, which is refused.)
 *
 * The allocator is replaced by one that fails on request (glibc). Sanitizers bring their own: under
 * them nothing fails. Each reading has a process of its own, as a worker is: libarchive may end it.
 */
#include "document.h"
#include "package-edit.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static long calls, fail_at = -1;

#ifndef __SANITIZE_ADDRESS__
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool fails(void)
{
    return calls++ == fail_at;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails() ? NULL : __libc_realloc(old, size);
}
#endif

enum { AS_EVER = 10, OTHERWISE, NOT_JUDGED, ENOUGH, STEP = 3, READINGS_MAX = 20000 };

/* Of the process that reads */
static struct document found, expected;

static int read_short(enum format format, struct slice file, const struct protocol *p, long n)
{
    calls = 0;
    fail_at = n;
    document_read(format, file, p, &found);
    fail_at = -1;
    if (strcmp(found.findings, "no memory") == 0)
        return NOT_JUDGED;
    if (found.findings[0] == '\0' &&
        (expected.findings[0] != '\0' || strcmp(found.values, expected.values) != 0)) {
        printf("allocation %ld: passed\n", n);
        return OTHERWISE;
    }
    return calls > n ? AS_EVER : ENOUGH;
}

static int read_apart(enum format format, struct slice file, const struct protocol *p, long n)
{
    int status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0 && close(STDERR_FILENO) == 0)
        exit(read_short(format, file, p, n));
    if (child < 0 || waitpid(child, &status, 0) != child)
        return OTHERWISE;
    if (!WIFEXITED(status) || WEXITSTATUS(status) < AS_EVER)
        return NOT_JUDGED;
    return WEXITSTATUS(status);
}

static void every_allocation(enum format format, struct slice file, const char *findings)
{
    struct protocol *p = document_protocol();
    unsigned unjudged = 0;
    int result = AS_EVER;

    document_read(format, file, p, &expected);
    CHECK_STRING(findings, expected.findings);
    CHECK(expected.values[0] != '\0');
    for (long n = 0; n < READINGS_MAX && result != ENOUGH; n += STEP) {
        result = read_apart(format, file, p, n);
        CHECK(result != OTHERWISE);
        unjudged += result == NOT_JUDGED;
    }
#ifndef __SANITIZE_ADDRESS__
    CHECK(result == ENOUGH && unjudged > 100);
#else
    (void)unjudged;
#endif
    protocol_free(p);
}

static void spreadsheet(void)
{
    static const struct package_edit comment = {
        "content.xml", "<text:p>Jan",
        "<office:annotation><text:p>85.07.30-033.28</text:p></office:annotation><text:p>Jan"};
    struct buffer file;

    CHECK(package_edit("calc-table.ods", &comment, 1, &file));
    every_allocation(FORMAT_ODS, buffer_slice(&file),
                     "content-hidden sheet 1 row 2 column 1; forbidden-national-number sheet 1 row "
                     "2 column 1");
    buffer_free(&file);
}

static void text(void)
{
    struct buffer file;

    CHECK(package_fixture("writer-table.odt", &file));
    every_allocation(FORMAT_ODT, buffer_slice(&file), "");
    buffer_free(&file);
}

int main(void)
{
    static const struct test tests[] = {TEST(spreadsheet), TEST(text)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
