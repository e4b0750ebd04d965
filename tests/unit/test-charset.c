/* test-charset - bytes to UTF-8, strictly */
#include "inspect/charset.h"
#include "test.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static void knows_names_in_any_case(void)
{
    CHECK_INT(CHARSET_ASCII, charset_by_name(slice_from("us-ascii")));
    CHECK_INT(CHARSET_ASCII, charset_by_name(slice_from("US-ASCII")));
    CHECK_INT(CHARSET_UTF8, charset_by_name(slice_from("UTF-8")));
    CHECK_INT(CHARSET_LATIN1, charset_by_name(slice_from("ISO-8859-1")));
    CHECK_INT(CHARSET_LATIN9, charset_by_name(slice_from("iso-8859-15")));
    CHECK_INT(CHARSET_WINDOWS_1252, charset_by_name(slice_from("Windows-1252")));
    static const char *const OTHER[] = {"",           "utf8",        "utf-7",  "utf-16", "latin1",
                                        "iso-8859-2", "iso-8859-1 ", "utf-8x", "x"};
    for (size_t i = 0; i < sizeof(OTHER) / sizeof(OTHER[0]); i++)
        CHECK_INT(CHARSET_UNKNOWN, charset_by_name(slice_from(OTHER[i])));
}

struct decoding {
    enum charset charset;
    const char *bytes;
    size_t len;
    const char *utf8; /* NULL: refused */
};

static const struct decoding ROWS[] = {
    {CHARSET_ASCII, "abc\r\n\t~", 7, "abc\r\n\t~"},
    {CHARSET_ASCII, "", 0, ""},
    {CHARSET_ASCII, "ab\x80", 3, NULL},
    {CHARSET_ASCII, "\xe9", 1, NULL},
    {CHARSET_ASCII, "\xff", 1, NULL},
    {CHARSET_UTF8, "\xc3\xa9", 2, "\xc3\xa9"},
    {CHARSET_UTF8, "a\xe9", 2, NULL},
    {CHARSET_UTF8, "\xc0\x80", 2, NULL},
    {CHARSET_LATIN1, "\xe9", 1, "\xc3\xa9"},
    {CHARSET_LATIN1, "\xa4\xff", 2, "\xc2\xa4\xc3\xbf"},
    {CHARSET_LATIN1, "\x80", 1, NULL},
    {CHARSET_LATIN1, "\x9f", 1, NULL},
    {CHARSET_LATIN1, "\xa0", 1, "\xc2\xa0"},
    {CHARSET_LATIN9, "\xa4", 1, "\xe2\x82\xac"},
    {CHARSET_LATIN9, "\xa6\xa8\xb4\xb8", 4, "\xc5\xa0\xc5\xa1\xc5\xbd\xc5\xbe"},
    {CHARSET_LATIN9, "\xbc\xbd\xbe", 3, "\xc5\x92\xc5\x93\xc5\xb8"},
    {CHARSET_LATIN9, "\xe9\xa5", 2, "\xc3\xa9\xc2\xa5"},
    {CHARSET_LATIN9, "\x93", 1, NULL},
    {CHARSET_WINDOWS_1252, "\x80\x93\x94\x9f", 4, "\xe2\x82\xac\xe2\x80\x9c\xe2\x80\x9d\xc5\xb8"},
    {CHARSET_WINDOWS_1252, "\x92\xe9", 2, "\xe2\x80\x99\xc3\xa9"},
    {CHARSET_WINDOWS_1252, "\x81", 1, NULL},
    {CHARSET_WINDOWS_1252, "\x8d", 1, NULL},
    {CHARSET_WINDOWS_1252, "\x8f", 1, NULL},
    {CHARSET_WINDOWS_1252, "\x90", 1, NULL},
    {CHARSET_WINDOWS_1252, "\x9d", 1, NULL},
    {CHARSET_UTF16_LE, "a\0\xe9\0", 4, "a\xc3\xa9"},
    {CHARSET_UTF16_BE, "\0a\0\xe9", 4, "a\xc3\xa9"},
    {CHARSET_UTF16_LE, "\x3d\xd8\x00\xde", 4, "\xf0\x9f\x98\x80"},
    {CHARSET_UTF16_BE, "\xd8\x3d\xde\x00", 4, "\xf0\x9f\x98\x80"},
    {CHARSET_UTF16_BE, "\xdb\xff\xdf\xff", 4, "\xf4\x8f\xbf\xbf"},
    {CHARSET_UTF16_BE, "\0a\0", 3, NULL},
    {CHARSET_UTF16_LE, "a", 1, NULL},
    {CHARSET_UTF16_BE, "\xd8\x3d", 2, NULL},
    {CHARSET_UTF16_BE, "\xd8\x3d\0a", 4, NULL},
    {CHARSET_UTF16_BE, "\xd8\x3d\xd8\x3d", 4, NULL},
    {CHARSET_UTF16_BE, "\xde\x00\xd8\x3d", 4, NULL},
    {CHARSET_UTF16_BE, "\xde\x00", 2, NULL},
    {CHARSET_UNKNOWN, "a", 1, NULL},
};

static void decodes_what_has_a_meaning(void)
{
    for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
        char name[16];
        struct buffer b;
        snprintf(name, sizeof(name), "row %zu", i);
        check_case(name);
        buffer_init(&b, 100);
        buffer_append_string(&b, "<");
        bool good = charset_decode(ROWS[i].charset, slice_of(ROWS[i].bytes, ROWS[i].len), &b);
        CHECK_INT(ROWS[i].utf8 != NULL, good);
        CHECK(slice_is(slice_sub(buffer_slice(&b), 1, 100), ROWS[i].utf8 ? ROWS[i].utf8 : ""));
        buffer_free(&b);
    }
}

static void single_bytes_have_one_meaning(void)
{
    static const struct {
        enum charset charset;
        unsigned defined;
    } COUNTS[] = {{CHARSET_ASCII, 128},
                  {CHARSET_LATIN1, 224},
                  {CHARSET_LATIN9, 224},
                  {CHARSET_WINDOWS_1252, 251}};
    for (size_t i = 0; i < sizeof(COUNTS) / sizeof(COUNTS[0]); i++) {
        unsigned defined = 0;
        for (unsigned c = 0; c < 256; c++) {
            unsigned char byte = (unsigned char)c;
            struct buffer b;
            buffer_init(&b, 4);
            if (charset_decode(COUNTS[i].charset, slice_of(&byte, 1), &b)) {
                size_t offset = 0;
                defined++;
                CHECK(utf8_next(buffer_slice(&b), &offset) >= 0);
                CHECK_INT(b.len, offset);
            }
            buffer_free(&b);
        }
        CHECK_INT(COUNTS[i].defined, defined);
    }
}

static void a_full_buffer_is_told(void)
{
    struct buffer b;
    buffer_init(&b, 4);
    CHECK(charset_decode(CHARSET_LATIN1, slice_from("\xe9\xe9"), &b));
    buffer_clear(&b);
    CHECK(!charset_decode(CHARSET_LATIN1, slice_from("\xe9\xe9\xe9"), &b));
    CHECK_INT(0, b.len);
    buffer_free(&b);
}

struct document {
    const char *bytes;
    size_t len;
    enum charset charset;
    const char *utf8; /* NULL: refused */
};

static const struct document DOCUMENTS[] = {
    {"", 0, CHARSET_UTF8, ""},
    {"abc", 3, CHARSET_UTF8, "abc"},
    {"\xc3\xa9", 2, CHARSET_UTF8, "\xc3\xa9"},
    {"\xef\xbb\xbf", 3, CHARSET_UTF8, ""},
    {"\xef\xbb\xbf\xc3\xa9", 5, CHARSET_UTF8, "\xc3\xa9"},
    {"\xef\xbb\xbf\xe9", 4, CHARSET_UTF8, NULL}, /* the mark was a promise */
    {"\xff\xfe"
     "a\0",
     4, CHARSET_UTF16_LE, "a"},
    {"\xfe\xff\0a", 4, CHARSET_UTF16_BE, "a"},
    {"\xff\xfe", 2, CHARSET_UTF16_LE, ""},
    {"\xff\xfe"
     "a",
     3, CHARSET_UTF16_LE, NULL},
    {"\xff", 1, CHARSET_WINDOWS_1252, "\xc3\xbf"},
    {"\xe9t\xe9 \x80", 5, CHARSET_WINDOWS_1252, "\xc3\xa9t\xc3\xa9 \xe2\x82\xac"},
    {"\xe9\x81", 2, CHARSET_WINDOWS_1252, NULL},
    {"\xef\xbb", 2, CHARSET_WINDOWS_1252, "\xc3\xaf\xc2\xbb"},
};

static void finds_the_charset_of_a_document(void)
{
    for (size_t i = 0; i < sizeof(DOCUMENTS) / sizeof(DOCUMENTS[0]); i++) {
        const struct document *row = &DOCUMENTS[i];
        enum charset charset = CHARSET_UNKNOWN;
        char name[16];
        struct slice file = slice_of(row->bytes, row->len), text;
        struct buffer b;
        snprintf(name, sizeof(name), "row %zu", i);
        check_case(name);
        buffer_init(&b, 100);
        buffer_append_byte(&b, '<');
        CHECK_INT(row->utf8 != NULL, charset_decode_document(file, &b, &text, &charset));
        CHECK_INT(row->charset, charset);
        CHECK(row->utf8 == NULL || slice_is(text, row->utf8));
        /* what is UTF-8 is not copied; what failed leaves nothing behind */
        CHECK((b.len > 1) == (row->utf8 != NULL && *row->utf8 != '\0' && charset != CHARSET_UTF8));
        CHECK_INT(row->utf8 != NULL, charset_decode_document(file, &b, &text, NULL));
        buffer_free(&b);
    }
}

int main(void)
{
    static const struct test tests[] = {
        TEST(knows_names_in_any_case),         TEST(decodes_what_has_a_meaning),
        TEST(single_bytes_have_one_meaning),   TEST(a_full_buffer_is_told),
        TEST(finds_the_charset_of_a_document),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
