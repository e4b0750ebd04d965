/* Archives bent in the structures of the container: every byte has its place */
#include "crafted.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static struct fixture fixture;

/* --- every byte has its place --- */

static void refuses_bytes_without_a_place(void)
{
    struct sz_archive a = crafted_good();

    a.prefix = slice_from("x");
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    a.suffix = (struct slice)BYTES("\0");
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    a.header_suffix = (struct slice)BYTES("\0");
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    a.unused_pack = slice_from("een stroom die niemand leest");
    EXPECT("archive-damaged", &a);
    for (unsigned h = 0; h < 3; h++) { /* plain, packed, encrypted */
        struct sz_archive base = h == 0   ? crafted_good()
                                 : h == 1 ? crafted_packed_header(METHOD_LZMA)
                                          : crafted_encrypted_header(METHOD_LZMA);

        a = base;
        a.gap_before = slice_from("zestien tekens!!");
        a.pack_position = 16;
        EXPECT("archive-damaged", &a);
        a.pack_position = 0;
        EXPECT(h == 0 ? "archive-damaged" : "archive-damaged", &a);
        a = base;
        a.gap_behind = slice_from("zestien tekens!!");
        EXPECT("archive-damaged", &a);
        a = base;
        a.pack_position = 1;
        EXPECT("archive-damaged", &a);
        a.pack_position = UINT64_MAX;
        EXPECT("archive-damaged", &a);
        a = base;
        a.header_suffix = slice_from("x");
        EXPECT("archive-damaged", &a);
    }
}

static void refuses_wrong_sums(void)
{
    struct sz_archive a = crafted_good();

    a.change_start_sum = 1;
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    a.change_next_sum = 1;
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    a.pack_sums = true;
    EXPECT("accepted", &a);
    a.change_pack_sum = 1;
    EXPECT("archive-damaged", &a);
    a.header = SZ_HEADER_ENCODED;
    EXPECT("archive-damaged", &a);
    a = crafted_packed_header(METHOD_LZMA);
    a.change_header_sum = 1;
    EXPECT("archive-damaged", &a);
    a = crafted_encrypted_header(METHOD_LZMA);
    a.change_header_sum = 1;
    EXPECT("archive-wrong-passphrase", &a);
}

/* 7-Zip looks for a header by itself when there is none in the start header. */
static void recovers_no_archive(void)
{
    struct sz_archive a = crafted_good();
    struct buffer bytes;

    buffer_init(&bytes, 1 << 16);
    sz_write(&a, &bytes);
    memset(bytes.data + 8, 0, 24);
    CHECK_STRING("archive-damaged", judge(&fixture, buffer_slice(&bytes)));
    memcpy(bytes.data + 8, "\x8d\x9b\xd5\x0f", 4); /* the sum of so many zeros */
    CHECK_STRING("archive-damaged", judge(&fixture, buffer_slice(&bytes)));
    buffer_free(&bytes);
}

static void refuses_missing_sums(void)
{
    struct sz_archive a;

    for (unsigned m = 0; m < 3; m++) {
        a = crafted_with_method((enum contents_method)m);
        a.no_sums = true;
        EXPECT("archive-damaged", &a);
        CHECK_INT(0, fixture.keyholder.decrypts);
        a.no_substreams_info = true;
        EXPECT("archive-damaged", &a);
        a = crafted_encrypted_header((enum contents_method)m);
        a.no_header_sum = true;
        EXPECT("archive-damaged", &a);
        CHECK_INT(0, fixture.keyholder.decrypts);
        a = crafted_packed_header((enum contents_method)m); /* as py7zr writes it */
        a.no_header_sum = true;
        EXPECT("accepted", &a);
    }
    a = crafted_good();
    a.substreams_info = (struct slice)BYTES("\x08\x0a\x00\x00\x00"); /* bits: none is defined */
    EXPECT("archive-damaged", &a);
    a.substreams_info = (struct slice)BYTES("\x08\x0a\x00\x40\x00"); /* a spare bit is set */
    EXPECT("archive-damaged", &a);
    a.substreams_info = (struct slice)BYTES("\x08\x0a\x02\x00");
    EXPECT("archive-damaged", &a);
}

static void refuses_a_start_header_that_lies(void)
{
    static const int64_t deltas[] = {-1, 1, INT64_MAX, INT64_MIN};

    for (size_t i = 0; i < sizeof deltas / sizeof deltas[0]; i++) {
        struct sz_archive a = crafted_good();

        a.next_offset_delta = deltas[i];
        EXPECT("archive-damaged", &a);
        a = crafted_good();
        a.next_size_delta = deltas[i];
        EXPECT("archive-damaged", &a);
    }
}

static void refuses_every_cut(void)
{
    struct sz_archive a = crafted_good();
    struct buffer bytes;

    buffer_init(&bytes, 1 << 16);
    sz_write(&a, &bytes);
    for (size_t len = 0; len < bytes.len; len++)
        CHECK_STRING("archive-damaged", judge(&fixture, slice_of(bytes.data, len)));
    CHECK_STRING("accepted", judge(&fixture, buffer_slice(&bytes)));
    buffer_free(&bytes);
}

static void refuses_nested_headers(void)
{
    struct sz_archive a = crafted_packed_header(METHOD_LZMA);

    a.nested = true;
    EXPECT("archive-damaged", &a);
    a = crafted_encrypted_header(METHOD_LZMA);
    a.nested = true;
    EXPECT("archive-damaged", &a);
}

/* --- the structures of the header --- */

static void refuses_malformed_headers(void)
{
    static const struct slice headers[] = {
        BYTES("\x01"),
        BYTES("\x01\x01"),
        BYTES("\x02\x00"),
        BYTES("\x17"),
        BYTES("\x17\x00"),
        BYTES("\x17\x06\x00\x00\x09\x00\x07\x0b\x00\x00\x0c\x00\x00"),
        BYTES("\x01\x04\x00\x00"),
        BYTES("\x01\x05\x00\x00\x00"),
        BYTES("\x01\x05\x01\x00\x00"),
        BYTES("\x01\x04\x06\x00\x00\x09\x00\x07\x0b\x00\x00\x0c\x00\x00\x00"),
        BYTES("\x01\x05\x01\x11\x05\x00"
              "a\0\0\0"),
    };
    struct sz_archive a = {.folder_count = 0};

    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        a.header_bytes = headers[i];
        EXPECT("archive-damaged", &a);
    }
    a.header_bytes = (struct slice)BYTES("\x01\x00"); /* of nothing, said the long way */
    EXPECT("archive-not-encrypted", &a);
    a.gap_behind = slice_from("x");
    EXPECT("archive-damaged archive-not-encrypted", &a);
    a.header_bytes = slice_of("", 0);
    EXPECT("archive-damaged", &a);
}

static void refuses_forbidden_structures(void)
{
    struct sz_archive a = crafted_good();

    a.before_streams = (struct slice)BYTES("\x02\x00"); /* archive properties */
    EXPECT("archive-damaged", &a);
    a.before_streams = (struct slice)BYTES("\x02\x19\x01\x00\x00");
    EXPECT("archive-damaged", &a);
    a.before_streams = (struct slice)BYTES("\x03\x00"); /* additional streams */
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    a.no_files_info = true;
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    a.no_streams_info = true;
    EXPECT("archive-damaged", &a);
}

static void refuses_malformed_streams(void)
{
    static const struct slice packs[] = {
        BYTES("\x06\x00\x01\x09\x40"),                     /* no end */
        BYTES("\x06\x00\x01\x0a\x40\x00"),                 /* sums for sizes */
        BYTES("\x06\x00\x01\x00"),                         /* no sizes */
        BYTES("\x06\x00\x01\x09\x40\x0a\x01\x00\x00\x00"), /* sum cut short by what follows */
        BYTES("\x06\x00\x01\x09\x40\x0b\x00"),
        BYTES("\x06\x00\x02\x09\x20\x20\x00"), /* two for one folder */
        BYTES("\x06\x00\x00\x09\x00"),
        BYTES("\x06\x00\x02\x09\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00"), /* overflow */
        BYTES("\x06\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\x09\x00"),
        BYTES("\x06\x80\x00\x01\x09\x40\x00"), /* a number in more bytes than it needs */
        BYTES("\x06\x00\x01\x09\x80\x40\x00"),
    };
    static const struct slice substreams[] = {
        BYTES("\x08"),
        BYTES("\x08\x0d\x00"),
        BYTES("\x08\x0d"),
        BYTES("\x08\x0d\x80\x01\x00"),
        BYTES("\x08\x0d\x02\x09\x7f\x00"), /* a part larger than the folder */
        BYTES("\x08\x0d\x03\x09\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00"),
        BYTES("\x08\x0d\x02\x00"), /* sizes missing */
        BYTES("\x08\x09\x00"),     /* sizes for nothing */
        BYTES("\x08\x0d\xff\xff\xff\xff\xff\xff\xff\xff\xff\x09\x00"),
        BYTES("\x08\x0d\xf0\xff\xff\xff\x7f\x0a\x01\x00"),
        BYTES("\x08\x0a\x01"),
        BYTES("\x08\x0b"),
    };
    struct sz_archive a = crafted_good();

    a.pack_info =
        (struct slice)BYTES("\x06\x00\x01\x09\x40\x00"); /* sound: the others differ by one */
    EXPECT("accepted", &a);
    for (size_t i = 0; i < sizeof packs / sizeof packs[0]; i++) {
        a.pack_info = packs[i];
        EXPECT("archive-damaged", &a);
    }
    a = crafted_with_second(crafted_with_method(METHOD_COPY)); /* the sum would be right again */
    EXPECT("archive-members:2", &a);
    a.pack_info =
        (struct slice)BYTES("\x06\x00\x02\x09\xff\xf0\xff\xff\xff\xff\xff\xff\xff\x60\x00");
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    for (size_t i = 0; i < sizeof substreams / sizeof substreams[0]; i++) {
        a.substreams_info = substreams[i];
        EXPECT("archive-damaged", &a);
    }
    a = crafted_with_second(crafted_good()); /* more parts than can be counted */
    a.substreams_info = (struct slice)BYTES("\x08\x0d\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00");
    EXPECT("archive-damaged", &a);
}

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
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x0f\x01\x01\x00\x00\x02\x03\x04\x05\x06\x07"
               "\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f"),
         0, "archive-damaged archive-not-encrypted archive-method"},
        {BYTES("\x02\x14\x03\x03\x01\x1b\x10\x01" AES_CODER "\x00\x01\x01\x02\x03\x04\x05\x06\x07"
               "\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10"),
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
        TEST(refuses_bytes_without_a_place),
        TEST(refuses_wrong_sums),
        TEST(recovers_no_archive),
        TEST(refuses_missing_sums),
        TEST(refuses_a_start_header_that_lies),
        TEST(refuses_every_cut),
        TEST(refuses_nested_headers),
        TEST(refuses_malformed_headers),
        TEST(refuses_forbidden_structures),
        TEST(refuses_malformed_streams),
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
