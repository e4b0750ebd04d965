/*
 * Readable text of header fields: what is a word, what is none, and what makes a value bad
 */
#include "test.h"

#include "inspect/message-word.h"

#include <string.h>

typedef bool (*decoder)(struct slice value, struct buffer *out);

struct row {
    const char *value, *text; /* text NULL: refused */
};

static void check_rows(decoder decode, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer out;
        buffer_init(&out, 4096);
        buffer_append_string(&out, "before ");
        check_case(rows[i].value);
        bool good = decode(slice_from(rows[i].value), &out);
        CHECK_INT(rows[i].text != NULL, good);
        CHECK(!out.failed);
        if (good && rows[i].text)
            CHECK_STRING(rows[i].text, buffer_string(&out) + 7);
        else
            CHECK_STRING("before ", buffer_string(&out)); /* nothing is left behind */
        buffer_free(&out);
    }
    check_case(NULL);
}
#define CHECK_ROWS(decode, rows) check_rows(decode, rows, sizeof(rows) / sizeof(rows[0]))

static void words(void)
{
    static const struct row rows[] = {
        {"", ""},
        {" \t\r\n Jan \r\n", "Jan"},
        {"Jan\r\n Peeters", "Jan Peeters"},
        {"=?utf-8?Q?a_b=20c?=", "a b c"},
        {"=?utf-8?q?=C3=A9_?=", "\xc3\xa9 "},
        {"=?UTF-8?b?w6k=?=", "\xc3\xa9"},
        {"=?iso-8859-1?Q?=E9?= =?windows-1252?Q?=80?=", "\xc3\xa9\xe2\x82\xac"},
        {"=?utf-8?Q?a?= \r\n\t=?utf-8?Q?b?=", "ab"},
        {"=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c"},
        {"a=?utf-8?Q?b?=c", "abc"},
        {"=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"},
        {"=?utf-8?Q?=C3?= =?utf-8?B?qQ==?=", "\xc3\xa9"}, /* a character over two words */
        {"=?utf-8?Q?_?=", " "},
        {"=?utf-8?B?"
         "?=",
         ""},
        {"=?utf-8?Q?"
         "?=",
         ""},
        {"=?utf-8?Q?=09?=", "\t"},
        {"=", "="},
        {"=?", "=?"},
        {"=?=", "=?="},
        {"=??Q?a?=", "=??Q?a?="},
        {"=?utf-8", "=?utf-8"},
        {"=?utf-8?", "=?utf-8?"},
        {"=?utf-8?Q", "=?utf-8?Q"},
        {"=?utf-8?X?a?=", "=?utf-8?X?a?="},
        {"=?utf-8?QQ?a?=", "=?utf-8?QQ?a?="},
        {"=?utf 8?Q?a?=", "=?utf 8?Q?a?="},
        {"a =?b", "a =?b"},
        {"=?utf-8?Q?", NULL},
        {"=?utf-8?Q?a", NULL},
        {"=?utf-8?Q?a?", NULL},
        {"=?utf-8?Q?a?b", NULL},
        {"=?utf-8?Q?a b?=", NULL},
        {"=?utf-8?Q?a\r\n b?=", NULL},
        {"=?utf-8*nl?Q?a?=", NULL},
        {"=?utf-16?B?AGE=?=", NULL},
        {"=?utf-7?Q?"
         "?=",
         NULL},
        {"=?us-ascii?Q?=E9?=", NULL},
        {"=?utf-8?Q?=C3?=", NULL},
        {"=?utf-8?Q?=C3?= =?iso-8859-1?Q?a?=", NULL},
        {"=?utf-8?Q?=C3?= a", NULL},
        {"=?utf-8?Q?=?=", NULL},
        {"=?utf-8?Q?a=?=", NULL},
        {"=?utf-8?Q?=4?=", NULL},
        {"=?utf-8?Q?=c3=a9?=", NULL},
        {"=?utf-8?B?w6k?=", NULL},
        {"=?utf-8?B?w6k=w6k=?=", NULL},
        {"=?utf-8?B?=?=", NULL},
        {"=?utf-8?Q?=00?=", NULL},
        {"=?utf-8?Q?=0D=0A?=", NULL},
        {"=?utf-8?Q?=7F?=", NULL},
        {"=?utf-8?Q?=C2=85?=", NULL},
    };
    CHECK_ROWS(word_decode, rows);
}

static void names(void)
{
    static const struct row rows[] = {
        {"a.7z", "a.7z"},
        {" a =b", " a =b"},
        {"=?utf-8?Q?a.7z?=", "a.7z"},
        {"=?utf-8?Q?a?=.7z", NULL},
        {"a=?utf-8?Q?.7z?=", NULL},
        {"=?utf-8?Q?a?= =?utf-8?Q?.7z?=", NULL},
        {"=?utf-8?X?a?=", NULL},
        {"=?utf-8?Q?=C3?=", NULL},
        {"=?", NULL},
    };
    CHECK_ROWS(word_decode_name, rows);
}

static void extended(void)
{
    static const struct row rows[] = {
        {"utf-8''a.7z", "a.7z"},
        {"UTF-8'nl-BE'%C3%a9", "\xc3\xa9"},
        {"iso-8859-1''%e9", "\xc3\xa9"},
        {"utf-8''", ""},
        {"a.7z", NULL},
        {"utf-8'a.7z", NULL},
        {"''a.7z", NULL},
        {"utf-7''a.7z", NULL},
        {"utf-8'n1'a", NULL},
        {"utf-8''a'b", NULL},
        {"utf-8''%", NULL},
        {"utf-8''%4", NULL},
        {"utf-8''%4g", NULL},
        {"utf-8''%/0", NULL},
        {"utf-8''%`0", NULL},
        {"utf-8''a b", NULL},
        {"utf-8''a\x7f", NULL},
        {"utf-8''%C3", NULL},
        {"us-ascii''%E9", NULL},
    };
    CHECK_ROWS(word_decode_extended, rows);
}

/* RFC 2231 section 7: what is no attribute-char needs its escape */
static void bytes_of_an_extended_value(void)
{
    for (unsigned c = 1; c < 256; c++) {
        char value[] = "utf-8''a?b";
        struct buffer out;
        bool good = c > ' ' && c < 0x7f && strchr("*'%()<>@,;:\\\"/[]?=", (int)c) == NULL;

        value[8] = (char)c;
        buffer_init(&out, 100);
        CHECK_INT(good, word_decode_extended(slice_from(value), &out));
        if (good)
            CHECK(slice_equal(buffer_slice(&out), slice_of(value + 7, 3)));
        buffer_free(&out);
    }
}

static void controls(void)
{
    CHECK(!text_has_control(slice_from("Jan\tPeeters \xc2\xa0\xc3\xa9")));
    CHECK(!text_has_control(slice_of("\xc2", 1)));
    CHECK(text_has_control(slice_of("\0", 1)));
    CHECK(text_has_control(slice_from("a\n")));
    CHECK(text_has_control(slice_from("\x7f")));
    CHECK(text_has_control(slice_from("\xc2\x80")));
    CHECK(text_has_control(slice_from("\xc2\x9f")));
}

/* no room: false, and the buffer says why */
static void full_buffers(void)
{
    static const struct {
        decoder decode;
        const char *value;
    } rows[] = {
        {word_unfold, "Jan Peeters"},
        {word_decode, "Jan Peeters"},
        {word_decode, "Jan =?utf-8?Q?Peeters?="},
        {word_decode, "=?utf-8?Q?Jan_Peeters?="},
        {word_decode_name, "Jan Peeters"},
        {word_decode_extended, "utf-8''Jan%20Peeters"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        for (size_t max = 0; max < 11; max++) {
            struct buffer out;
            buffer_init(&out, max);
            check_case(rows[i].value);
            CHECK(!rows[i].decode(slice_from(rows[i].value), &out));
            CHECK(out.failed);
            buffer_free(&out);
        }
    check_case(NULL);
}

int main(void)
{
    static const struct test tests[] = {TEST(words),    TEST(names),
                                        TEST(extended), TEST(bytes_of_an_extended_value),
                                        TEST(controls), TEST(full_buffers)};
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
