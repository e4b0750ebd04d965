/* test-json - JSON on one line */
#include "base/json.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static void writes_the_usual(void)
{
    struct buffer b;
    struct json j;
    buffer_init(&b, 1000);
    json_init(&j, &b);
    json_object_open(&j);
    json_member(&j, "a", "x");
    json_member_number(&j, "n", UINT64_MAX);
    json_member_bool(&j, "t", true);
    json_member_bool(&j, "f", false);
    json_key(&j, "list");
    json_array_open(&j);
    json_number(&j, 0);
    json_text(&j, slice_from("y"), 0);
    json_object_open(&j);
    json_object_close(&j);
    json_array_open(&j);
    json_array_close(&j);
    json_bool(&j, true);
    json_array_close(&j);
    json_key(&j, "raw");
    json_raw(&j, slice_from("{\"z\":1}"));
    json_raw(&j, slice_from("\"m\":2,\"k\":3"));
    json_member(&j, "end", "");
    json_object_close(&j);
    CHECK_STRING("{\"a\":\"x\",\"n\":18446744073709551615,\"t\":true,\"f\":false,"
                 "\"list\":[0,\"y\",{},[],true],\"raw\":{\"z\":1},\"m\":2,\"k\":3,\"end\":\"\"}",
                 buffer_string(&b));
    buffer_free(&b);
}

static void every_byte_is_written_as_printable_ascii(void)
{
    for (unsigned c = 0; c < 256; c++) {
        unsigned char byte = (unsigned char)c;
        char expected[16];
        struct buffer b;
        struct json j;
        if (c == '"' || c == '\\')
            snprintf(expected, sizeof(expected), "\"\\%c\"", (int)c);
        else if (c >= 0x20 && c <= 0x7e)
            snprintf(expected, sizeof(expected), "\"%c\"", (int)c);
        else
            snprintf(expected, sizeof(expected), "\"\\u00%02x\"", c);
        buffer_init(&b, 100);
        json_init(&j, &b);
        json_text(&j, slice_of(&byte, 1), 0);
        CHECK_STRING(expected, buffer_string(&b));
        buffer_free(&b);
    }
}

static void keys_are_escaped_too(void)
{
    struct buffer b;
    struct json j;
    buffer_init(&b, 100);
    json_init(&j, &b);
    json_object_open(&j);
    json_member(&j, "a\"b", "c");
    json_object_close(&j);
    CHECK_STRING("{\"a\\\"b\":\"c\"}", buffer_string(&b));
    buffer_free(&b);
}

static void cuts_long_strings(void)
{
    struct buffer b;
    struct json j;
    buffer_init(&b, 100);
    json_init(&j, &b);
    json_array_open(&j);
    json_text(&j, slice_from("abc"), 4);
    json_text(&j, slice_from("abcd"), 4);
    json_text(&j, slice_from("abcde"), 4);
    json_text(&j, slice_of("\xff\xff", 2), 1); /* bytes of the string, not of what is written */
    json_text(&j, slice_of(NULL, 0), 4);
    json_array_close(&j);
    CHECK_STRING("[\"abc\",\"abcd\",\"abcd\",\"\\u00ff\",\"\"]", buffer_string(&b));
    buffer_free(&b);
}

static void errors_stick_in_the_buffer(void)
{
    for (size_t max = 0; max < 9; max++) {
        struct buffer b;
        struct json j;
        buffer_init(&b, max);
        json_init(&j, &b);
        json_object_open(&j);
        json_member(&j, "a", "x");
        json_object_close(&j);
        CHECK(b.failed);
        buffer_free(&b);
    }
    struct buffer b;
    struct json j;
    buffer_init(&b, 9);
    json_init(&j, &b);
    json_object_open(&j);
    json_member(&j, "a", "x");
    json_object_close(&j);
    CHECK_STRING("{\"a\":\"x\"}", buffer_string(&b));
    buffer_free(&b);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(writes_the_usual),           TEST(every_byte_is_written_as_printable_ascii),
        TEST(keys_are_escaped_too),       TEST(cuts_long_strings),
        TEST(errors_stick_in_the_buffer),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
