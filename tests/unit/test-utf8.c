/* test-utf8 - strict UTF-8 */
#include "base/utf8.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static void every_code_point_comes_back(void)
{
    struct buffer b;
    buffer_init(&b, 4);
    for (uint32_t c = 0; c <= 0x110000; c++) {
        bool character = c < 0x110000 && (c < 0xd800 || c > 0xdfff);
        buffer_clear(&b);
        if (utf8_append(&b, c) != character)
            check_failed(__FILE__, __LINE__, "U+%04X", (unsigned)c);
        size_t offset = 0;
        if (character && (utf8_next(buffer_slice(&b), &offset) != (int32_t)c || offset != b.len))
            check_failed(__FILE__, __LINE__, "U+%04X", (unsigned)c);
    }
    CHECK(!utf8_append(&b, UINT32_MAX));
    buffer_free(&b);
}

static void lengths_change_where_they_should(void)
{
    static const struct {
        uint32_t c;
        size_t len;
    } ROWS[] = {{0, 1},     {0x7f, 1},   {0x80, 2},    {0x7ff, 2},
                {0x800, 3}, {0xffff, 3}, {0x10000, 4}, {0x10ffff, 4}};
    for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
        struct buffer b;
        buffer_init(&b, 4);
        CHECK(utf8_append(&b, ROWS[i].c));
        CHECK_INT(ROWS[i].len, b.len);
        buffer_free(&b);
    }
}

/* Every string of one and two bytes, and of three and four from the interesting ones, against a
 * count of what RFC 3629 section 4 allows */
static void counts_of_valid_strings_are_right(void)
{
    unsigned ones = 0, twos = 0;
    for (unsigned a = 0; a < 256; a++) {
        unsigned char bytes[2] = {(unsigned char)a, 0};
        ones += utf8_valid(slice_of(bytes, 1));
        for (unsigned b = 0; b < 256; b++) {
            bytes[1] = (unsigned char)b;
            twos += utf8_valid(slice_of(bytes, 2));
        }
    }
    CHECK_INT(128, ones);
    CHECK_INT(128 * 128 + 30 * 64, twos); /* two characters, or one of C2..DF and a tail */

    unsigned threes = 0, fours = 0;
    for (unsigned a = 0xe0; a <= 0xff; a++) {
        for (unsigned b = 0x80; b < 0xc0; b++) {
            unsigned char bytes[4] = {(unsigned char)a, (unsigned char)b, 0x80, 0xbf};
            threes += utf8_valid(slice_of(bytes, 3));
            fours += utf8_valid(slice_of(bytes, 4));
        }
    }
    CHECK_INT(16 * 64 - 32 - 32, threes); /* without overlong forms and surrogates */
    CHECK_INT(5 * 64 - 16 - 48, fours);   /* without overlong forms and above U+10FFFF */
}

static void refuses_malformed_bytes(void)
{
    static const char *const BAD[] = {
        "\x80",
        "\xbf",
        "\xc0\x80",
        "\xc1\xbf",
        "\xc2",
        "\xc2\x41",
        "\xe0\x80\x80",
        "\xe0\x9f\xbf",
        "\xe1\x80",
        "\xe1\x80\x41",
        "\xed\xa0\x80",
        "\xed\xbf\xbf",
        "\xf0\x80\x80\x80",
        "\xf0\x8f\xbf\xbf",
        "\xf1\x80\x80",
        "\xf1\x80\x80\x41",
        "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80",
        "\xfe",
        "\xff",
    };
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        size_t offset = 0;
        char name[8];
        snprintf(name, sizeof(name), "row %zu", i);
        check_case(name);
        CHECK(!utf8_valid(slice_from(BAD[i])));
        CHECK_INT(-1, utf8_next(slice_from(BAD[i]), &offset));
        CHECK_INT(0, offset);
    }
}

static void stops_at_the_malformed_byte(void)
{
    struct slice s = slice_from("a\xc3\xa9\xff");
    size_t offset = 0;
    CHECK_INT('a', utf8_next(s, &offset));
    CHECK_INT(0xe9, utf8_next(s, &offset));
    CHECK_INT(3, offset);
    CHECK_INT(-1, utf8_next(s, &offset));
    CHECK_INT(3, offset);
    offset = s.len;
    CHECK_INT(-1, utf8_next(s, &offset));
    offset = SIZE_MAX;
    CHECK_INT(-1, utf8_next(s, &offset));
    CHECK(utf8_valid(slice_of(NULL, 0)));
    CHECK(utf8_valid(slice_of("a\0b", 3)));
}

static void does_not_read_past_the_end(void)
{
    /* the missing tail stands right behind the view */
    CHECK(!utf8_valid(slice_of("\xc3\xa9", 1)));
    CHECK(!utf8_valid(slice_of("\xe2\x82\xac", 2)));
    CHECK(!utf8_valid(slice_of("\xf0\x9f\x98\x80", 3)));
    CHECK(utf8_valid(slice_of("\xf0\x9f\x98\x80", 4)));
}

int main(void)
{
    static const struct test tests[] = {
        TEST(every_code_point_comes_back),       TEST(lengths_change_where_they_should),
        TEST(counts_of_valid_strings_are_right), TEST(refuses_malformed_bytes),
        TEST(stops_at_the_malformed_byte),       TEST(does_not_read_past_the_end),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
