/* test-complaint - what is wrong with a user's input */
#include "base/complaint.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

static struct complaints *fresh(void)
{
    struct complaints *c = complaints_new();
    if (!c)
        abort();
    return c;
}

static void says_where_and_what(void)
{
    struct complaints *c = fresh();
    complain(c, COMPLAINT_ERROR, "a.conf", 12, "unknown setting %s", "foo");
    complain(c, COMPLAINT_WARNING, "a.conf", 3, "short");
    complain(c, COMPLAINT_ERROR, "b.conf", 0, "missing");
    complain(c, COMPLAINT_ERROR, NULL, 0, "no memory");
    complain(c, COMPLAINT_ERROR, NULL, 5, "odd");
    CHECK_INT(5, complaints_count(c));
    CHECK_INT(4, complaints_errors(c));
    CHECK_STRING("a.conf:12: unknown setting foo", complaints_text(c, 0));
    CHECK_STRING("a.conf:3: warning: short", complaints_text(c, 1));
    CHECK_STRING("b.conf: missing", complaints_text(c, 2));
    CHECK_STRING("no memory", complaints_text(c, 3));
    CHECK_STRING("odd", complaints_text(c, 4));
    CHECK_STRING("", complaints_text(c, 5));
    complaints_free(c);
    complaints_free(NULL);
}

static void hides_control_characters(void)
{
    struct complaints *c = fresh();
    complain(c, COMPLAINT_ERROR, "a\nb", 1, "x\x1b[31my\x7f\tz \xc3\xa9");
    CHECK_STRING("a?b:1: x?[31my??z \xc3\xa9", complaints_text(c, 0));
    complaints_free(c);
}

static void long_texts_count(void)
{
    struct complaints *c = fresh();
    char text[4200];
    memset(text, 'x', sizeof(text));
    text[4096] = '\0';
    complain(c, COMPLAINT_ERROR, NULL, 0, "%s", text);
    CHECK_STRING(text, complaints_text(c, 0));
    text[4096] = 'x';
    text[4097] = '\0';
    complain(c, COMPLAINT_ERROR, NULL, 0, "%s", text);
    CHECK_STRING("a complaint that is too long to show", complaints_text(c, 1));
    CHECK_INT(2, complaints_errors(c));
    complaints_free(c);
}

static char *printed(const struct complaints *c)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    if (!out)
        abort();
    complaints_print(c, "prog", out);
    fclose(out);
    return text;
}

static void prints_a_line_each(void)
{
    struct complaints *c = fresh();
    char *text = printed(c);
    CHECK_STRING("", text);
    free(text);
    complain(c, COMPLAINT_ERROR, "f", 1, "a");
    complain(c, COMPLAINT_WARNING, "f", 2, "b");
    text = printed(c);
    CHECK_STRING("prog: f:1: a\nprog: f:2: warning: b\n", text);
    free(text);
    complaints_free(c);
}

static void counts_beyond_its_room(void)
{
    struct complaints *c = fresh();
    for (unsigned i = 0; i < COMPLAINTS_MAX; i++)
        complain(c, COMPLAINT_WARNING, NULL, 0, "w");
    CHECK_INT(COMPLAINTS_MAX, complaints_count(c));
    char *text = printed(c);
    CHECK(strstr(text, "more") == NULL);
    free(text);
    complain(c, COMPLAINT_ERROR, NULL, 0, "e");
    CHECK_INT(COMPLAINTS_MAX, complaints_count(c));
    CHECK_INT(1, complaints_errors(c)); /* an error is never lost */
    text = printed(c);
    CHECK(strstr(text, "prog: and 1 more\n") != NULL);
    free(text);
    complaints_free(c);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(says_where_and_what), TEST(hides_control_characters), TEST(long_texts_count),
        TEST(prints_a_line_each),  TEST(counts_beyond_its_room),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
