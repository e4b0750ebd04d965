/* The cursor on the bytes of a 7z header */
#include "inspect/archive-cursor.h"

#include "crafted.h"
#include "test.h"

static struct cursor at(struct slice bytes)
{
    return cursor_of(bytes);
}
#define AT(text) at((struct slice)BYTES(text))

static void number_is(uint64_t expected, struct slice bytes, int line)
{
    struct cursor c = cursor_of(bytes);

    check_int((long long)expected, (long long)cursor_number(&c), __FILE__, line, "number");
    check_true(cursor_done(&c), __FILE__, line, "read to its end");
}
#define NUMBER(expected, text) number_is((expected), (struct slice)BYTES(text), __LINE__)

static void reads_numbers(void)
{
    NUMBER(0, "\x00");
    NUMBER(0x7f, "\x7f");
    NUMBER(0x80, "\x80\x80");
    NUMBER(0x3fff, "\xbf\xff");
    NUMBER(0x4000, "\xc0\x00\x40");
    NUMBER(0x1fffff, "\xdf\xff\xff");
    NUMBER(0x0123456789abcd, "\xfd\xcd\xab\x89\x67\x45\x23");
    NUMBER(0x0223456789abcd, "\xfe\xcd\xab\x89\x67\x45\x23\x02");
    NUMBER(0x8123456789abcdef, "\xff\xef\xcd\xab\x89\x67\x45\x23\x81");
    NUMBER(UINT64_MAX, "\xff\xff\xff\xff\xff\xff\xff\xff\xff");
}

/* In more bytes than it needs, or cut short */
static void refuses_numbers(void)
{
    static const struct slice bad[] = {
        BYTES(""),
        BYTES("\x80"),
        BYTES("\x80\x00"),
        BYTES("\x80\x7f"),
        BYTES("\xc0\xff\x3f"),
        BYTES("\xfe\xff\xff\xff\xff\xff\xff\x00"),
        BYTES("\xff\xff\xff\xff\xff\xff\xff\xff\x00"),
        BYTES("\xff\xff\xff\xff\xff\xff\xff\xff"),
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct cursor c = cursor_of(bad[i]);

        CHECK_INT(0, cursor_number(&c));
        CHECK(c.failed && c.rest.len == 0 && !cursor_done(&c));
    }
}

static void stays_failed(void)
{
    struct cursor c = AT("\x01\x02");

    CHECK_INT(0, cursor_le32(&c));
    CHECK(c.failed);
    CHECK_INT(0, cursor_byte(&c));
    CHECK_INT(0, cursor_take(&c, 1).len);
    CHECK(!cursor_expect(&c, 0));
    c = AT("\x01\x02\x03\x04\x05\x06\x07\x08");
    CHECK_INT(0x0807060504030201, cursor_le64(&c));
    CHECK(cursor_done(&c));
    c = AT("\x01");
    CHECK_INT(0, cursor_take(&c, UINT64_MAX).len);
    CHECK(c.failed);
    c = AT("\x01");
    CHECK_INT(0, cursor_take(&c, UINT64_C(1) << 32).len);
    CHECK(c.failed);
    c = AT("\x01\x02");
    CHECK(cursor_expect(&c, 1) && !cursor_expect(&c, 1));
    CHECK(c.failed);
}

static void reads_bits(void)
{
    struct cursor c = AT("\xa5");
    struct slice bits = cursor_bits(&c, 8);

    CHECK(cursor_done(&c) && bits.len == 1);
    CHECK(bit_at(bits, 0) && !bit_at(bits, 1) && bit_at(bits, 7));
    CHECK(!bit_at(bits, 8) && !bit_at(bits, UINT64_MAX));
    CHECK_INT(4, bits_set(bits));
    c = AT("\xff\x80");
    CHECK_INT(9, bits_set(cursor_bits(&c, 9)));
    c = AT("\xc0"); /* a spare one is set */
    CHECK_INT(0, cursor_bits(&c, 1).len);
    CHECK(c.failed);
    c = AT("\xff\xc0");
    CHECK_INT(0, cursor_bits(&c, 9).len);
    CHECK(c.failed);
    c = AT("\xff");
    CHECK_INT(0, cursor_bits(&c, 9).len);
    CHECK(c.failed);
    c = AT("");
    CHECK_INT(0, cursor_bits(&c, 0).len);
    CHECK(cursor_done(&c));
}

static void reads_which_are_defined(void)
{
    struct cursor c = AT("\x01");
    struct slice bits;

    cursor_defined(&c, 8, &bits);
    CHECK(cursor_done(&c) && bits.len == 0);
    c = AT("\x00\x40");
    cursor_defined(&c, 2, &bits);
    CHECK(cursor_done(&c) && !bit_at(bits, 0) && bit_at(bits, 1));
    c = AT("\x02\x40");
    cursor_defined(&c, 2, &bits);
    CHECK(c.failed && bits.len == 0);
}

static void adds_up(void)
{
    uint64_t sum = UINT64_MAX - 1;

    CHECK(sum64(&sum, 1) && sum == UINT64_MAX);
    CHECK(!sum64(&sum, 1));
}

int main(void)
{
    static const struct test tests[] = {
        TEST(reads_numbers), TEST(refuses_numbers),         TEST(stays_failed),
        TEST(reads_bits),    TEST(reads_which_are_defined), TEST(adds_up),
    };

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
