/*
 * The spool: what the MTA shows, byte for byte, with CRLF line ends.
 */
#include "daemon/spool.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* the spool's bytes as a string; the caller frees */
static char *content(struct spool *s)
{
    int fd;
    size_t len;
    char *text;

    CHECK(spool_finish(s, &fd, &len));
    text = calloc(len + 1, 1);
    CHECK(text != NULL && spool_read(s, 0, text, len));
    CHECK_INT(len, spool_length(s));
    CHECK(!spool_read(s, 1, text, len)); /* nothing behind the end */
    CHECK(spool_read(s, 0, text, len));
    return text;
}

static void expect_header(const char *expected, const char *name, const char *value, bool leading)
{
    struct spool *s = spool_new();
    char *text;

    CHECK(spool_header(s, slice_from(name), slice_from(value), leading));
    CHECK_INT(spool_length(s), spool_header_size(slice_from(name), slice_from(value), leading));
    text = content(s);
    CHECK_STRING(expected, text);
    free(text);
    spool_free(s);
}

static void header_keeps_its_blanks_and_folds(void)
{
    expect_header("Subject: x\r\n\r\n", "Subject", " x", true);
    expect_header("Subject:x\r\n\r\n", "Subject", "x", true);
    expect_header("Subject: x\r\n\r\n", "Subject", "x", false);
    expect_header("A: b\r\n\tc\r\n  d\r\n\r\n", "A", " b\n\tc\n  d", true);
    expect_header("A: b\r\n\tc\r\n\r\n", "A", " b\r\n\tc", true);
    expect_header("A: \rb\r\n\r\n", "A", " \rb", true); /* not ours to mend */
    expect_header("A:\r\n\r\n", "A", "", true);
    expect_header("A:\r\n\r\n\r\n", "A", "\n", true);
}

static void body_follows_one_empty_line(void)
{
    struct spool *s = spool_new();
    char *text;

    CHECK(spool_header(s, slice_from("A"), slice_from(" b"), true));
    CHECK(spool_body(s, slice_from("one\r\n")));
    CHECK(spool_body(s, slice_from("two\r\n")));
    text = content(s);
    CHECK_STRING("A: b\r\n\r\none\r\ntwo\r\n", text);
    free(text);
    spool_free(s);
}

static void pieces_of_every_size_around_the_gathering(void)
{
    static const size_t sizes[] = {0, 1, 65533, 65534, 65535, 65536, 65537, 200000};
    static unsigned char data[200000];

    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (unsigned char)('a' + i % 23);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct spool *s = spool_new();
        char *text;

        CHECK(spool_body(s, slice_of(data, sizes[i])));
        CHECK(spool_body(s, slice_of(data, 3)));
        text = content(s);
        CHECK_INT(sizes[i] + 5, spool_length(s));
        CHECK(memcmp(text + 2, data, sizes[i]) == 0);
        CHECK(memcmp(text + 2 + sizes[i], data, 3) == 0);
        free(text);
        spool_free(s);
    }
}

int main(void)
{
    static const struct test tests[] = {
        TEST(header_keeps_its_blanks_and_folds),
        TEST(body_follows_one_empty_line),
        TEST(pieces_of_every_size_around_the_gathering),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
