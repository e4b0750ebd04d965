/*
 * Header blocks and structured values by themselves: every byte that may stand somewhere, and every
 * one that may not
 */
#include "test.h"

#include "inspect/message-field.h"

#include <string.h>

static const char ALNUM[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/* among - is c one of the characters of either set? */
static bool among(unsigned c, const char *one, const char *other)
{
    return c != 0 && (strchr(one, (int)c) != NULL || strchr(other, (int)c) != NULL);
}

/* with_byte - the text with every '*' replaced by c */
static struct slice with_byte(const char *text, unsigned c, char out[100])
{
    size_t len = strlen(text);

    for (size_t i = 0; i < len; i++)
        out[i] = text[i] == '*' ? (char)c : text[i];
    return slice_of(out, len);
}

/* every byte but NUL, CR and LF, which no block has by themselves */
static void bytes_of_a_block(void)
{
    for (unsigned c = 1; c < 256; c++) {
        bool name = c > ' ' && c < 0x7f && c != ':', value = c == '\t' || (c >= ' ' && c < 0x7f);
        struct field f;
        size_t at = 0;
        char text[100];

        if (c == '\r' || c == '\n' || c == ':')
            continue;
        CHECK_INT(name, field_next(with_byte("X*A: b\r\n", c, text), &at, &f));
        at = 0;
        CHECK_INT(name, field_next(with_byte("*: b\r\n", c, text), &at, &f));
        at = 0;
        CHECK_INT(value, field_next(with_byte("X-A: b*b\r\n", c, text), &at, &f));
        at = 0;
        CHECK_INT(value, field_next(with_byte("X-A: b\r\n b*b\r\n", c, text), &at, &f));
    }
}

/* RFC 2045 section 5.1 */
static void bytes_of_a_token(void)
{
    for (unsigned c = 1; c < 256; c++) {
        bool good = among(c, ALNUM, "!#$%&'*+-.^_`{|}~");
        struct structured s;
        char text[100];

        if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ';')
            continue; /* end a token */
        CHECK_INT(good, structured_read(with_byte("te*t/plain", c, text), true, &s));
        CHECK_INT(good, structured_read(with_byte("text/pl*in", c, text), true, &s));
        CHECK_INT(good, structured_read(with_byte("text/plain; cha*set=x", c, text), true, &s));
        CHECK_INT(good, structured_read(with_byte("text/plain; charset=x*x", c, text), true, &s));
        CHECK_INT(good, structured_read(with_byte("text/plain; charset=*", c, text), true, &s));
    }
}

static void bytes_of_a_quoted_string(void)
{
    for (unsigned c = 1; c < 256; c++) {
        struct structured s;
        char text[100];
        /* above ASCII nothing comes here: field_next() refuses it */
        bool good = c >= ' ' && c != '"' && c != '\\';

        CHECK_INT(good, structured_read(with_byte("text/plain; x=\"a*a\"", c, text), true, &s));
        if (good)
            CHECK(slice_equal(structured_find(&s, "x"), with_byte("a*a", c, text)));
    }
}

static void structured_values(void)
{
    static const struct {
        const char *value;
        bool with_subtype, good;
    } rows[] = {
        {"text/plain", true, true},
        {" \t\r\n text/plain\r\n ; a=b ;\r\n\tc=\"d\" ", true, true},
        {"attachment", false, true},
        {"attachment;a=b", false, true},
        {"", false, false},
        {"", true, false},
        {"text", true, false},
        {"text/", true, false},
        {"/plain", true, false},
        {"text /plain", true, false},
        {"text/ plain", true, false},
        {"text/plain/x", true, false},
        {"attachment/x", false, false},
        {"text/plain a=b", true, false},
        {"text/plain;", true, false},
        {"text/plain;;a=b", true, false},
        {"text/plain; ;a=b", true, false},
        {"text/plain; a", true, false},
        {"text/plain; a=", true, false},
        {"text/plain; a =b", true, false},
        {"text/plain; a= b", true, false},
        {"text/plain; =b", true, false},
        {"text/plain; a=\"\"", true, false},
        {"text/plain; a=\"b", true, false},
        {"text/plain; a=\"b\"c", true, false},
        {"text/plain; a=b \"c\"", true, false},
        {"text/plain; a=b; A=b", true, false},
        {"text/plain; a=b; a*=b", true, true},
        {"(x) text/plain", true, false},
        {"text/plain (x)", true, false},
        {"text/plain; a=b (x)", true, false},
        {"text/plain; a=\"b\r\n c\"", true, false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct structured s;

        check_case(rows[i].value);
        CHECK_INT(rows[i].good,
                  structured_read(slice_from(rows[i].value), rows[i].with_subtype, &s));
    }
    check_case(NULL);
}

static void plain_values(void)
{
    static const struct {
        const char *value, *plain; /* NULL: refused */
    } rows[] = {
        {"base64", "base64"},  {" \t base64", "base64"}, {"base64 ", NULL},
        {"base64\t", NULL},    {"base 64", NULL},        {"\r\n base64", NULL},
        {"base64\r\n ", NULL}, {"base64\r\n x", NULL},   {"", NULL},
        {" \t", NULL},         {"7bit;", "7bit;"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct slice plain;

        check_case(rows[i].value);
        CHECK_INT(rows[i].plain != NULL, field_plain(slice_from(rows[i].value), &plain));
        if (rows[i].plain != NULL)
            CHECK(slice_is(plain, rows[i].plain));
    }
    check_case(NULL);
}

static void versions(void)
{
    static const struct {
        const char *value;
        bool good;
    } rows[] = {
        {"1.0", true},
        {"\t1.0 ", true},
        {"1.0 (1.0)", true},
        {"1.0(x)", true},
        {"1.0\r\n\t(Mac OS X Mail 16.0 \\(3826.300.87\\))", true},
        {"1.0 ()", true},
        {"1.0 (\\\\)", true},
        {"", false},
        {"1", false},
        {"1.", false},
        {"1.1", false},
        {"1.00", false},
        {"2.0", false},
        {"1 . 0", false},
        {"1.0 x", false},
        {"1.0 (x", false},
        {"1.0 (x)y", false},
        {"1.0 (x) (y)", false},
        {"1.0 (x(y)", false},
        {"1.0 (x(y))", false},
        {"1.0 (x\\)", false},
        {"1.0 (x\\", false},
        {"1.0 (x\\ y)", false},
        {"1.0 (x\\\ty)", false},
        {"1.0 (x\ty)", false},
        {"1.0 (x\r\n y)", false},
        {"(x) 1.0", false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        check_case(rows[i].value);
        CHECK_INT(rows[i].good, mime_version_valid(slice_from(rows[i].value)));
    }
    check_case(NULL);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(bytes_of_a_block),  TEST(bytes_of_a_token), TEST(bytes_of_a_quoted_string),
        TEST(structured_values), TEST(plain_values),     TEST(versions)};
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
