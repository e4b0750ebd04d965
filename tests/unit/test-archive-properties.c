/* Archives bent in the properties of their files: each once, and as long as it says */
#include "crafted.h"
#include "test.h"

#include <stdio.h>

static struct fixture fixture;

/* Behind those that are there */
static void refuses_each(struct sz_archive a, const struct slice *properties, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char number[32];

        snprintf(number, sizeof number, "property %zu", i);
        check_case(number);
        a.properties_behind = properties[i];
        EXPECT("archive-damaged", &a);
    }
    check_case(NULL);
}

static void refuses_properties(void)
{
    static const struct slice properties[] = {
        BYTES("\x10\x01\x00"),                     /* anti-item */
        BYTES("\x16\x03\x00x\0"),                  /* comment */
        BYTES("\x18\x0a\x01\x00\0\0\0\0\0\0\0\0"), /* start position */
        BYTES("\x1a\x01\x00"),                     /* unknown */
        BYTES("\x40\x01\x00"),
        BYTES("\x81\x00\x01\x00"),
        BYTES("\x19\x04\x00\x00\x01\x00"), /* padding that is none */
        BYTES("\x19\x7f\x00"),             /* longer than the header */
        BYTES("\x11\x05\x00"
              "b\0\0\0"),                          /* names again */
        BYTES("\x14\x0a\x01\x00\0\0\0\0\0\0\0\0"), /* times and attributes again */
        BYTES("\x15\x06\x01\x00\x20\0\0\0"),
        BYTES("\x12\x0b\x01\x00\0\0\0\0\0\0\0\0\0"), /* longer and shorter than its values */
        BYTES("\x12\x09\x01\x00\0\0\0\0\0\0\0"),
        BYTES("\x12\x0a\x01\x01\0\0\0\0\0\0\0\0"), /* external */
        BYTES("\x12\x0a\x02\x00\0\0\0\0\0\0\0\0"),
        BYTES("\x0e\x01\x00"), /* no file without content */
        BYTES("\x0e\x01\x40"),
        BYTES("\x0e\x02\x00\x00"),
        BYTES("\x0e\x00"),
        BYTES("\x0f\x01\x80"), /* an empty file among none */
    };

    refuses_each(crafted_good(), properties, sizeof properties / sizeof properties[0]);
}

/* Each property once: doubled, the archive is damaged, whatever the second one says. */
static void refuses_properties_twice(void)
{
    static const struct slice properties[] = {
        BYTES("\x0e\x01\x40"), /* the second has no content, as said before */
        BYTES("\x0f\x01\x80"),
        BYTES("\x11\x09\x00"
              "a\0\0\0b\0\0\0"),
        BYTES("\x12\x03\x00\x00\x00"),
        BYTES("\x13\x03\x00\x00\x00"),
        BYTES("\x14\x03\x00\x00\x00"),
        BYTES("\x15\x03\x00\x00\x00"),
    };
    struct sz_archive a = crafted_good();

    a.file_count = 2;
    a.files[1].name = "leeg.txt";
    a.files[1].no_stream = true;
    a.properties_before = (struct slice)BYTES("\x12\x03\x00\x00\x00\x13\x03\x00\x00\x00");
    EXPECT("archive-members:2", &a);
    refuses_each(a, properties, sizeof properties / sizeof properties[0]);
}

/* Which files have no content: of two, in one byte and no more */
static void reads_which_files_have_none(void)
{
    static const struct {
        struct slice bits;
        const char *expected;
    } cases[] = {
        {BYTES("\x0e\x01\x40"), "archive-members:2"},
        {BYTES("\x0e\x02\x40\x00"), "archive-damaged"},
        {BYTES("\x0e\x01\x60"), "archive-damaged"},
        {BYTES("\x0e\x01\x00"), "archive-damaged"},
    };
    struct sz_archive a = crafted_good();

    a.file_count = 2;
    a.files[1].name = "leeg.txt";
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        a.properties_behind = cases[i].bits;
        EXPECT(cases[i].expected, &a);
    }
}

static void takes_times_and_padding(void)
{
    static const struct slice properties[] = {
        BYTES("\x12\x0a\x01\x00\1\2\3\4\5\6\7\x08"),
        BYTES("\x13\x0b\x00\x80\x00\1\2\3\4\5\6\7\x08"),
        BYTES("\x12\x03\x00\x00\x00"),
        BYTES("\x19\x00"),
        BYTES("\x19\x04\0\0\0\0\x19\x02\0\0"),
    };

    for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++) {
        struct sz_archive a = crafted_good();

        a.properties_behind = properties[i];
        EXPECT("accepted", &a);
        a = crafted_good();
        a.properties_before = properties[i];
        EXPECT("accepted", &a);
    }
}

/* Attributes with a bit a file that has some; a directory's would be refused */
static void reads_attributes_of_some(void)
{
    static const struct {
        struct slice attributes;
        const char *expected;
    } cases[] = {
        {BYTES("\x15\x07\x00\x80\x00\x20\0\0\0"), "accepted"},
        {BYTES("\x15\x07\x00\x80\x00\x10\0\0\0"), "archive-members:1"},
        {BYTES("\x15\x03\x00\x00\x00"), "accepted"},
        {BYTES("\x15\x07\x00\x00\x00\x20\0\0\0"), "archive-damaged"},
        {BYTES("\x15\x03\x00\x80\x00"), "archive-damaged"},
        {BYTES("\x15\x07\x00\x80\x01\x20\0\0\0"), "archive-damaged"}, /* external */
    };
    static const struct slice name = BYTES("\x05\x01\x11\x0b\x00"
                                           "a\0.\0t\0x\0t\0");
    struct sz_archive a = crafted_good();
    struct buffer files;

    buffer_init(&files, 256);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        buffer_clear(&files);
        buffer_append_slice(&files, name);
        files.data[3] = (unsigned char)(name.len - 4 + 2);
        buffer_append_slice(&files, (struct slice)BYTES("\0\0"));
        buffer_append_slice(&files, cases[i].attributes);
        buffer_append_byte(&files, 0);
        a.files_info = buffer_slice(&files);
        EXPECT(cases[i].expected, &a);
    }
    buffer_free(&files);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(refuses_properties),          TEST(refuses_properties_twice),
        TEST(reads_which_files_have_none), TEST(takes_times_and_padding),
        TEST(reads_attributes_of_some),
    };
    int status;

    fixture_start(&fixture);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    return status;
}
