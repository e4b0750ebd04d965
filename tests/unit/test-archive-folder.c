/* Archives bent in their folders: coders, what they are joined by, their properties */
#include "crafted.h"
#include "test.h"

#include <stdio.h>

static struct fixture fixture;

static void refuses_malformed_folders(void)
{
    static const struct {
        struct slice info;
        const char *expected;
    } cases[] = {
        {BYTES("\x07"), "archive-damaged"},
        {BYTES("\x07\x0c\x00"), "archive-damaged"},
        {BYTES("\x07\x0b\x00\x00\x0c\x00"), "archive-damaged"},
        {BYTES("\x07\x0b\x01\x01\x00\x0c\x00"), "archive-damaged"}, /* external */
        {BYTES("\x07\x0b\x01\x00\x00\x0c\x00"), "archive-damaged"}, /* no coder */
        {BYTES("\x07\x0b\x01\x00\x09"), "archive-method"},
        {BYTES("\x07\x0b\x01\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff"), "archive-method"},
    };
    struct sz_archive a = crafted_good();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        a.unpack_info = cases[i].info;
        EXPECT(cases[i].expected, &a);
    }
}

/* Coder chains: count, coders, bind pairs (input, output), packed streams */
static void judges_coder_chains(void)
{
    static const struct {
        struct slice folder;
        unsigned sizes_extra;
        const char *expected;
    } cases[] = {
        /* bind pairs: to itself, out of range, reversed (so that the cipher comes last) */
        {BYTES("\x02" AES_CODER "\x21\x21\x01\x18\x00\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x21\x21\x01\x18\x01\x01"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x21\x21\x01\x18\x02\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x21\x21\x01\x18\x01\x02"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x21\x21\x01\x18\x00\x01"), 0, "archive-method"},
        /* twice the same */
        {BYTES("\x03" AES_CODER "\x21\x21\x01\x18\x01\x00\x01\x00\x01\x00"), 1, "archive-damaged"},
        {BYTES("\x03" AES_CODER "\x01\x00\x21\x21\x01\x18\x01\x00\x02\x00"), 1, "archive-damaged"},
        {BYTES("\x03" AES_CODER "\x01\x00\x21\x21\x01\x18\x01\x00\x01\x01"), 1, "archive-damaged"},
        {BYTES("\x03" AES_CODER "\x01\x00\x21\x21\x01\x18\x01\x00\x01\x02"), 1, "archive-damaged"},
        /* cipher twice; a filter, PPMd, zstd; Copy eight and nine times */
        {BYTES("\x02" AES_CODER AES_CODER "\x01\x00"), 0, "archive-method"},
        {BYTES("\x03" AES_CODER "\x21\x21\x01\x18\x04\x03\x03\x01\x03\x01\x00\x02\x01"), 1,
         "archive-method"},
        {BYTES("\x02" AES_CODER "\x23\x03\x04\x01\x05\x06\xff\xff\xff\xff\x01\x00"), 0,
         "archive-method"},
        {BYTES("\x02" AES_CODER "\x04\x04\xf7\x11\x01\x01\x00"), 0, "archive-method"},
        {BYTES("\x02\x04\x03\x03\x01\x03\x21\x21\x01\x18\x01\x00"), 0,
         "archive-not-encrypted archive-method"},
        {BYTES("\x08" AES_CODER "\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0"
               "\x01\0\x02\x01\x03\x02\x04\x03\x05\x04\x06\x05\x07\x06"),
         6, "archive-method"},
        {BYTES("\x09" AES_CODER "\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0"
               "\x01\0\x02\x01\x03\x02\x04\x03\x05\x04\x06\x05\x07\x06\x08\x07"),
         7, "archive-method"},
        /* of eight all is read, of nine nothing */
        {BYTES("\x08\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0"
               "\x01\0\x02\x01\x03\x02\x04\x03\x05\x04\x06\x05\x07\x06"),
         6, "archive-not-encrypted archive-method"},
        {BYTES("\x09\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0"
               "\x01\0\x02\x01\x03\x02\x04\x03\x05\x04\x06\x05\x07\x06\x08\x07"),
         7, "archive-method"},
        /* ids that only look like others: a zero in front, nothing at all */
        {BYTES("\x02\x25\0\x06\xf1\x07\x01\x12\x53\x0f"
               "ABCDEFGHIJKLMNOP"
               "\x21\x21\x01\x18\x01\x00"),
         0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x00\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x02\x00\x21\x01\x00"), 0, "archive-damaged"},
        /* reserved flags; inputs and outputs */
        {BYTES("\x02" AES_CODER "\x61\x21\x01\x18\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\xa1\x21\x01\x18\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x31\x21\x01\x01\x01\x18\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x31\x21\x02\x01\x01\x18\x01\x00\x02"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x31\x21\x02\x01\x01\x18\x01\x00\x00\x02"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x01\x02\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x00\x01\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x11\x01\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x10\x01\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x02\x00\x01\x00\x00\x02"), 0,
         "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x02\x02\x01\x00\x00\x02"), 0,
         "archive-damaged"},
        /* 16 inputs of all coders, and 17 */
        {BYTES("\x02" AES_CODER
               "\x14\x03\x03\x01\x1b\x0f\x01\x0f\x00\x00\x01\x02\x03\x04\x05\x06\x07"
               "\x08\x09\x0a\x0b\x0c\x0d\x0e"),
         0, "archive-damaged archive-not-encrypted archive-method"},
        {BYTES("\x02" AES_CODER
               "\x14\x03\x03\x01\x1b\x10\x01\x10\x00\x00\x01\x02\x03\x04\x05\x06\x07"
               "\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f"),
         0, "archive-damaged"},
        /* no input at all; so many that the sum of all would be 3 again */
        {BYTES("\x03" AES_CODER "\x14\x03\x03\x01\x1b\x00\x01\x14\x03\x03\x01\x1b\x02\x01"
               "\x01\x00\x02\x01"),
         1, "archive-damaged"},
        {BYTES("\x03" AES_CODER "\x14\x03\x03\x01\x1b\xf0\xff\xff\xff\xff\x01"
               "\x14\x03\x03\x01\x1b\x03\x01\x01\x00\x02\x02"),
         1, "archive-damaged"},
        /* three packed streams that are read: not all of them through the cipher */
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x04\x01\x01\x00\x00\x02\x03\x04"), 0,
         "archive-damaged archive-not-encrypted archive-method"},
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x04\x01\x01\x00\x00\x02\x03\x01"), 0,
         "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x04\x01\x01\x00\x00\x02\x03\x05"), 0,
         "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x04\x01\x01\x00\x00\x02\x03\x03"), 0,
         "archive-damaged"},
        /* properties of the methods */
        {BYTES("\x02" AES_CODER "\x21\x21\x01\x29\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x01\x21\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x21\x21\x02\x18\x18\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x21\x00\x01\x18\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x23\x03\x01\x01\x05\xe1\0\0\x01\0\x01\x00"), 0,
         "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x23\x03\x01\x01\x04\x5d\0\0\x01\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x23\x03\x01\x01\x05\x08\0\0\x01\0\x01\x00"), 0, "archive-method"},
        {BYTES("\x02" AES_CODER "\x23\x03\x01\x01\x05\x0d\0\0\x01\0\x01\x00"), 0, "archive-method"},
        /* cut */
        {BYTES("\x02" AES_CODER), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x21\x21\x7f"), 0, "archive-damaged"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sz_archive a = crafted_good();
        char number[16];

        snprintf(number, sizeof number, "chain %zu", i);
        check_case(number);
        a.folders[0].folder = cases[i].folder;
        a.folders[0].sizes_extra = cases[i].sizes_extra;
        EXPECT(cases[i].expected, &a);
        CHECK_INT(0, fixture.keyholder.decrypts);
    }
    check_case(NULL);
}

static void judges_every_folder(void)
{
    struct sz_archive a = crafted_with_second(crafted_good());

    a.folders[1].folder = (struct slice)BYTES("\x02" AES_CODER "\x04\x04\xf7\x11\x01\x01\x00");
    EXPECT("archive-method archive-members:2", &a);
    a.folders[1].folder = (struct slice)BYTES("\x02\x21" AES_CODER "\x00\x01");
    EXPECT("archive-damaged", &a);
}

/* A coder's properties have no room for anything else, also where all the rest is right. */
static void refuses_surplus_properties(void)
{
    static const struct slice properties[] = {BYTES("\0"), BYTES("\x5d\0\0\x01\0\0"),
                                              BYTES("\x18\0")};

    for (unsigned m = 0; m < 3; m++) {
        struct sz_archive a = crafted_with_method((enum contents_method)m);

        a.folders[0].method_properties = properties[m];
        EXPECT("archive-damaged", &a);
        CHECK_INT(0, fixture.keyholder.decrypts);
    }
}

/* An encoded header of a form that cannot be read says nothing else. */
static void judges_the_chain_of_the_header(void)
{
    struct sz_archive a = crafted_packed_header(METHOD_LZMA);

    a.header_folder.folder = (struct slice)BYTES("\x01\x23\x03\x04\x01\x05\x06\xff\xff\xff\xff");
    EXPECT("archive-method", &a);
    a = crafted_packed_header(METHOD_LZMA);
    a.header_folder.packed = slice_from("geen LZMA");
    EXPECT("archive-damaged", &a);
    a = crafted_packed_header(METHOD_LZMA);
    a.header_folder.size_delta = 65536;
    EXPECT("archive-members:2", &a);
    a = crafted_encrypted_header(METHOD_LZMA);
    a.header_folder.size_delta = 1;
    EXPECT("archive-wrong-passphrase", &a);
    a = crafted_packed_header(METHOD_COPY);
    a.header_bytes = slice_from("");
    EXPECT("archive-damaged", &a);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(refuses_malformed_folders),
        TEST(judges_coder_chains),
        TEST(judges_every_folder),
        TEST(refuses_surplus_properties),
        TEST(judges_the_chain_of_the_header),
    };
    int status;

    fixture_start(&fixture);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    return status;
}
