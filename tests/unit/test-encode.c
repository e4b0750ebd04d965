/* test-encode - hexadecimal and base64 */
#include "base/encode.h"
#include "test.h"

#include <string.h>

static void writes_hex(void)
{
    char out[7];
    hex_encode((const unsigned char *)"\x00\xff\x5a", 3, out);
    CHECK_STRING("00ff5a", out);
    hex_encode(NULL, 0, out);
    CHECK_STRING("", out);
}

static void reads_hex(void)
{
    unsigned char out[4] = {0, 0, 0, 0x77};
    CHECK(hex_decode(slice_from("00Ff5a"), out, 3));
    CHECK(memcmp(out, "\x00\xff\x5a\x77", 4) == 0);
    CHECK(!hex_decode(slice_from("00ff5"), out, 3));
    CHECK(hex_only(slice_from("00Ff5")) && hex_only(slice_of(NULL, 0)));
    CHECK(!hex_only(slice_from("00g")) && !hex_only(slice_of("0\0", 2)));
    CHECK(!hex_decode(slice_from("00ff5a0"), out, 3));
    CHECK(!hex_decode(slice_from("00ff5a00"), out, 3));
    CHECK(!hex_decode(slice_from("00ff5"), out, 2));
    CHECK(!hex_decode(slice_from("00fg5a"), out, 3));
    CHECK(!hex_decode(slice_from("0 ff5a"), out, 3));
    CHECK(!hex_decode(slice_from("@0ff5a"), out, 3));
    CHECK(!hex_decode(slice_from("`0ff5a"), out, 3));
    CHECK(!hex_decode(slice_from("/0ff5a"), out, 3));
    CHECK(!hex_decode(slice_from(":0ff5a"), out, 3));
    CHECK(hex_decode(slice_of(NULL, 0), out, 0));
}

/* The examples of RFC 4648 section 10 */
static const struct {
    const char *plain, *coded;
} VECTORS[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
};

static void knows_the_examples(void)
{
    for (size_t i = 0; i < sizeof(VECTORS) / sizeof(VECTORS[0]); i++) {
        struct buffer b;
        unsigned char out[8];
        size_t len = 99;
        buffer_init(&b, 100);
        CHECK(base64_append(&b, slice_from(VECTORS[i].plain)));
        CHECK_STRING(VECTORS[i].coded, buffer_string(&b));
        CHECK(base64_decode(slice_from(VECTORS[i].coded), out, sizeof(out), &len));
        CHECK(slice_is(slice_of(out, len), VECTORS[i].plain));
        buffer_free(&b);
    }
}

static void every_byte_comes_back(void)
{
    unsigned char data[256], back[256];
    struct buffer b;
    for (unsigned i = 0; i < 256; i++)
        data[i] = (unsigned char)i;
    buffer_init(&b, 1000);
    for (size_t from = 0; from < 3; from++) {
        size_t len = 0;
        buffer_clear(&b);
        CHECK(base64_append(&b, slice_of(data + from, 256 - from)));
        CHECK(base64_decode(buffer_slice(&b), back, sizeof(back), &len));
        CHECK(slice_equal(slice_of(data + from, 256 - from), slice_of(back, len)));
    }
    buffer_free(&b);
}

static void refuses_what_is_not_canonical(void)
{
    static const char *const BAD[] = {
        "Z",    "Zg",       "Zg=",      "Zg===", "Zh==", "Zm9=", "Z===",    "====",     "Zg==\n",
        "Z g=", "Zg==Zg==", "Zm8=Zm8=", "Zg-_",  "=g==", "Z=g=", "Zm9vZg=", "Zm9v\r\n", "Zm\0v",
    };
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        unsigned char out[16];
        size_t len = 99;
        check_case(BAD[i]);
        CHECK(!base64_decode(slice_from(BAD[i]), out, sizeof(out), &len));
        CHECK_INT(99, len);
    }
    unsigned char out[4];
    size_t len;
    CHECK(!base64_decode(slice_of("Zm\0v", 4), out, sizeof(out), &len));
}

static void decodes_into_what_room_there_is(void)
{
    unsigned char out[4] = {0, 0, 0, 0x77};
    size_t len;
    CHECK(base64_decode(slice_from("Zm9v"), out, 3, &len));
    CHECK(!base64_decode(slice_from("Zm9v"), out, 2, &len));
    CHECK(base64_decode(slice_from("Zm8="), out, 2, &len));
    CHECK(!base64_decode(slice_from("Zm8="), out, 1, &len));
    CHECK(!base64_decode(slice_from("Zm9vZg=="), out, 3, &len));
    CHECK_INT(0x77, out[3]);
}

static void appends_all_or_nothing(void)
{
    struct buffer b;
    buffer_init(&b, 9);
    CHECK(buffer_append_string(&b, "x"));
    CHECK(base64_append(&b, slice_from("foobar")));
    CHECK_STRING("xZm9vYmFy", buffer_string(&b));
    buffer_clear(&b);
    CHECK(buffer_append_string(&b, "xy"));
    CHECK(!base64_append(&b, slice_from("foobar")));
    CHECK(slice_is(buffer_slice(&b), "xy"));
    buffer_free(&b);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(writes_hex),
        TEST(reads_hex),
        TEST(knows_the_examples),
        TEST(every_byte_comes_back),
        TEST(refuses_what_is_not_canonical),
        TEST(decodes_into_what_room_there_is),
        TEST(appends_all_or_nothing),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
