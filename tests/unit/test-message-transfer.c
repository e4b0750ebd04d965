/*
 * Transfer encodings line by line; base64 also against base64_append() over all lengths and line
 * widths
 */
#include "test.h"

#include "base/encode.h"
#include "inspect/message-transfer.h"

#include <string.h>

static void names(void)
{
    static const struct {
        const char *name;
        enum transfer_encoding encoding;
    } rows[] = {
        {"7bit", TRANSFER_7BIT},
        {"8BIT", TRANSFER_8BIT},
        {"Quoted-Printable", TRANSFER_QUOTED_PRINTABLE},
        {"BASE64", TRANSFER_BASE64},
        {"binary", TRANSFER_UNKNOWN},
        {"", TRANSFER_UNKNOWN},
        {"base64 ", TRANSFER_UNKNOWN},
        {"base6", TRANSFER_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        CHECK_INT(rows[i].encoding, transfer_by_name(slice_from(rows[i].name)));
}

/* decode - lines separated by '|'; false when refused */
static bool decode(enum transfer_encoding encoding, const char *lines, bool line_end,
                   struct buffer *out)
{
    struct transfer t;
    struct slice all = slice_from(lines);

    transfer_start(&t, encoding);
    for (size_t at = 0; at < all.len;) {
        size_t end = slice_find_byte(all, '|', at);
        size_t len = end == SIZE_MAX ? all.len - at : end - at;
        if (!transfer_line(&t, slice_sub(all, at, len), out))
            return false;
        at += len + 1;
    }
    return transfer_end(&t, line_end, out);
}

static const struct {
    enum transfer_encoding encoding;
    const char *lines, *bytes; /* NULL: refused */
    bool line_end;
} ROWS[] = {
    {TRANSFER_7BIT, "", "", false},
    {TRANSFER_7BIT, "", "", true},
    {TRANSFER_7BIT, "a|b", "a\r\nb", false},
    {TRANSFER_7BIT, "a|b", "a\r\nb\r\n", true},
    {TRANSFER_7BIT, "a\x80", NULL, false},
    {TRANSFER_7BIT, "a\x7f", "a\x7f", false},
    {TRANSFER_8BIT, "a\x80\xff", "a\x80\xff", false},
    {TRANSFER_QUOTED_PRINTABLE, "a=|b|c", "ab\r\nc", false},
    {TRANSFER_QUOTED_PRINTABLE, "=|a", "a", false},
    {TRANSFER_QUOTED_PRINTABLE, "a=20|=09=3D=FF", "a \r\n\t=\xff", false},
    {TRANSFER_QUOTED_PRINTABLE, "a =|b\tc", "a b\tc", false},
    {TRANSFER_QUOTED_PRINTABLE, "a=", NULL, false},
    {TRANSFER_QUOTED_PRINTABLE, "a=", NULL, true},
    {TRANSFER_QUOTED_PRINTABLE, "a ", NULL, false},
    {TRANSFER_QUOTED_PRINTABLE, "=4", NULL, false},
    {TRANSFER_QUOTED_PRINTABLE, "=4=", NULL, false},
    {TRANSFER_QUOTED_PRINTABLE, "==41", NULL, false},
    {TRANSFER_QUOTED_PRINTABLE, "=/0", NULL, false},
    {TRANSFER_QUOTED_PRINTABLE, "=:0", NULL, false},
    {TRANSFER_QUOTED_PRINTABLE, "=@0", NULL, false},
    {TRANSFER_QUOTED_PRINTABLE, "=G0", NULL, false},
    {TRANSFER_QUOTED_PRINTABLE, "=0a", NULL, false},
    {TRANSFER_QUOTED_PRINTABLE, "\x1f", NULL, false},
    {TRANSFER_QUOTED_PRINTABLE, "\x7f", NULL, false},
    {TRANSFER_BASE64, "", "", false},
    {TRANSFER_BASE64, "YWJj", "abc", true},
    {TRANSFER_BASE64, "Y|W|J|j|YWI=", "abcab", false},
    {TRANSFER_BASE64, "YWJjY|Q==||", "abca", false},
    {TRANSFER_BASE64, "Y", NULL, false},
    {TRANSFER_BASE64, "YW", NULL, false},
    {TRANSFER_BASE64, "YWJ", NULL, false},
    {TRANSFER_BASE64, "Y===", NULL, false},
    {TRANSFER_BASE64, "Y=Jj", NULL, false},
    {TRANSFER_BASE64, "YQ=j", NULL, false},
    {TRANSFER_BASE64, "YR==", NULL, false},
    {TRANSFER_BASE64, "YWJ=YWJj", NULL, false},
    {TRANSFER_BASE64, "YWI=|YWJj", NULL, false},
    {TRANSFER_BASE64, "YWI=|=", NULL, false},
    {TRANSFER_BASE64, "YWI=YWI=", NULL, false},
    {TRANSFER_BASE64, "Y||WJj", NULL, false},
    {TRANSFER_BASE64, "YWJj||YWJj", NULL, false},
    {TRANSFER_BASE64, "YWJ\xff", NULL, false},
    {TRANSFER_BASE64, "YWJ*", NULL, false},
    {TRANSFER_BASE64, "YWJj ", NULL, false},
    {TRANSFER_BASE64, "YW J", NULL, false},
    {TRANSFER_BASE64, "*WI=", NULL, false},
};

static void lines(void)
{
    for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
        struct buffer out;
        buffer_init(&out, 4096);
        check_case(ROWS[i].lines);
        bool good = decode(ROWS[i].encoding, ROWS[i].lines, ROWS[i].line_end, &out);
        CHECK_INT(ROWS[i].bytes != NULL, good);
        if (good && ROWS[i].bytes)
            CHECK_STRING(ROWS[i].bytes, buffer_string(&out));
        buffer_free(&out);
    }
    check_case(NULL);
}

/* every byte in every place of a quantum: taken exactly when it is of the alphabet */
static void alphabet(void)
{
    static const char good[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (unsigned place = 0; place < 4; place++)
        for (unsigned c = 0; c < 256; c++) {
            unsigned char quantum[8] = "AAAAAAAA";
            struct transfer t;
            struct buffer out;
            bool valid = c != 0 && strchr(good, (int)c) != NULL;

            quantum[place] = (unsigned char)c;
            buffer_init(&out, 100);
            transfer_start(&t, TRANSFER_BASE64);
            CHECK_INT(valid, transfer_line(&t, slice_of(quantum, 8), &out));
            buffer_free(&out);
        }
}

/* what base64_append() writes, in lines of every width from 1 to 90, is read back */
static void round_trip(void)
{
    unsigned char data[200];
    for (size_t i = 0; i < sizeof(data); i++)
        data[i] = (unsigned char)(i * 151 + 7);
    for (size_t len = 0; len <= sizeof(data); len += 7)
        for (size_t width = 1; width <= 90; width++) {
            struct buffer text, out;
            struct transfer t;
            buffer_init(&text, 1000);
            buffer_init(&out, 1000);
            CHECK(base64_append(&text, slice_of(data, len)));
            transfer_start(&t, TRANSFER_BASE64);
            for (size_t at = 0; at < text.len; at += width)
                CHECK(transfer_line(&t, slice_sub(buffer_slice(&text), at, width), &out));
            CHECK(transfer_end(&t, false, &out));
            CHECK(slice_equal(buffer_slice(&out), slice_of(data, len)));
            buffer_free(&text);
            buffer_free(&out);
        }
}

/* lines that are decoded at once: only whole quanta, of one width, while none is held or ended */
static void runs(void)
{
    static const struct {
        const char *before; /* a line read by itself; NULL: none */
        enum transfer_encoding encoding;
        size_t width;
        const char *lines;
        size_t taken;
    } rows[] = {
        {NULL, TRANSFER_BASE64, 4, "YWJj\r\nYWJj\r\n", 12},
        {"YWJj", TRANSFER_BASE64, 4, "YWJj\r\n", 6},
        {NULL, TRANSFER_BASE64, 4, "YWJj\r\nYWJjYWJj\r\n", 6},
        {NULL, TRANSFER_BASE64, 4, "YWJj\r\nYWI=\r\nYWJj\r\n", 6},
        {NULL, TRANSFER_BASE64, 4, "YWJj\r\nYW*j\r\n", 6},
        {NULL, TRANSFER_BASE64, 4, "YWJj\r\n--BB\r\n", 6},
        {NULL, TRANSFER_BASE64, 4, "YWJj\nxYWJj\r\n", 0},
        {NULL, TRANSFER_BASE64, 4, "YWJj\r", 0},
        {NULL, TRANSFER_BASE64, 4, "YWJj", 0},
        {NULL, TRANSFER_BASE64, 0, "\r\n\r\n", 0},
        {NULL, TRANSFER_BASE64, 3, "YWJ\r\n", 0},
        {"Y", TRANSFER_BASE64, 4, "WJjY\r\n", 0},
        {"YQ==", TRANSFER_BASE64, 4, "YWJj\r\n", 0},
        {"", TRANSFER_BASE64, 4, "YWJj\r\n", 0},
        {NULL, TRANSFER_7BIT, 4, "YWJj\r\n", 0},
        {NULL, TRANSFER_QUOTED_PRINTABLE, 4, "YWJj\r\n", 0},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct transfer t;
        struct buffer out;

        buffer_init(&out, 100);
        transfer_start(&t, rows[i].encoding);
        check_case(rows[i].lines);
        CHECK(!rows[i].before || transfer_line(&t, slice_from(rows[i].before), &out));
        buffer_clear(&out);
        CHECK_INT(rows[i].taken, transfer_run(&t, slice_from(rows[i].lines), rows[i].width, &out));
        CHECK_INT(rows[i].taken / 6 * 3, out.len);
        CHECK(out.len == 0 || memcmp(out.data, "abcabc", out.len) == 0);
        buffer_free(&out);
    }
    check_case(NULL);
}

static void full_buffers(void)
{
    static const struct {
        enum transfer_encoding encoding;
        const char *lines;
    } rows[] = {
        {TRANSFER_7BIT, "abcd|efgh"},       {TRANSFER_QUOTED_PRINTABLE, "abcd|efgh"},
        {TRANSFER_BASE64, "YWJjYWJj|YWJj"}, {TRANSFER_BASE64, "YWJjYWJjYQ=="},
        {TRANSFER_BASE64, "YWJjYWJjY|Q=="},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        for (size_t max = 0; max < 7; max++) {
            struct buffer out;
            buffer_init(&out, max);
            CHECK(!decode(rows[i].encoding, rows[i].lines, true, &out));
            CHECK(out.failed);
            buffer_free(&out);
        }
}

int main(void)
{
    static const struct test tests[] = {TEST(names),      TEST(lines), TEST(alphabet),
                                        TEST(round_trip), TEST(runs),  TEST(full_buffers)};
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
