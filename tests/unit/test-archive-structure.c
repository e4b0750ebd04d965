/* Archives bent in the structures of the container: every byte has its place */
#include "crafted.h"
#include "test.h"

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
    for (unsigned h = 0; h < 2; h++) { /* that of the packed header alone */
        a = h == 0 ? crafted_packed_header(METHOD_LZMA) : crafted_encrypted_header(METHOD_LZMA);
        a.pack_sums = true;
        EXPECT("accepted", &a);
        a.change_header_pack_sum = 1;
        EXPECT("archive-damaged", &a);
    }
    a = crafted_packed_header(METHOD_LZMA);
    a.change_header_sum = 1;
    EXPECT("archive-damaged", &a);
    a = crafted_encrypted_header(METHOD_LZMA);
    a.change_header_sum = 1;
    EXPECT("archive-wrong-passphrase", &a);
}

static void needs_the_signature(void)
{
    struct sz_archive a = crafted_good();
    struct buffer bytes;

    buffer_init(&bytes, 1 << 16);
    sz_write(&a, &bytes);
    for (size_t i = 0; i < 6; i++) { /* no sum covers it */
        bytes.data[i] ^= 0x20;
        CHECK_STRING("archive-damaged", judge(&fixture, buffer_slice(&bytes)));
        CHECK_INT(0, fixture.verdict.archive_seen);
        bytes.data[i] ^= 0x20;
    }
    CHECK_STRING("accepted", judge(&fixture, buffer_slice(&bytes)));
    buffer_free(&bytes);
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

/* Packed streams that would reach into the header, all other sizes being right */
static void refuses_packs_beyond_their_end(void)
{
    struct sz_archive a = crafted_good();

    a.pack_info = (struct slice)BYTES("\x06\x00\x01\x09\x50\x00");
    a.folders[0].aes_size_delta = 16;
    EXPECT("archive-damaged", &a);
    CHECK_INT(0, fixture.keyholder.decrypts);
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
        a = crafted_good(); /* the end is right again once it has wrapped */
        a.next_offset_delta = deltas[i] > 0 ? 70000 : -70000;
        a.next_size_delta = -a.next_offset_delta;
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
        CHECK_INT(0, fixture.verdict.archive_encrypted); /* not all was read */
    }
    a = crafted_with_second(crafted_good()); /* more parts than can be counted */
    a.substreams_info = (struct slice)BYTES("\x08\x0d\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00");
    EXPECT("archive-damaged", &a);
}

/* As many files as parts, and all their sums: only the sizes of the parts decide. */
static void measures_the_parts_of_a_folder(void)
{
    static const struct {
        unsigned files;
        struct slice info;
        const char *expected;
    } cases[] = {
        {2,
         BYTES("\x08\x0d\x02\x09\x01\x0a\x01"
               "ABCDEFGH\0"),
         "archive-members:2"},
        {2,
         BYTES("\x08\x0d\x02\x09\x37\x0a\x01"
               "ABCDEFGH\0"),
         "archive-members:2"},
        {2,
         BYTES("\x08\x0d\x02\x09\x38\x0a\x01"
               "ABCDEFGH\0"),
         "archive-damaged"},
        {3,
         BYTES("\x08\x0d\x03\x09\x01\x01\x0a\x01"
               "ABCDEFGHIJKL\0"),
         "archive-members:2"},
        {3,
         BYTES("\x08\x0d\x03\x09\x37\x01\x0a\x01"
               "ABCDEFGHIJKL\0"),
         "archive-damaged"},
        {3,
         BYTES("\x08\x0d\x03\x09\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x0a\x01"
               "ABCDEFGHIJKL\0"),
         "archive-damaged"},
        {2,
         BYTES("\x08\x0d\x02\x09\x00\x0a\x01"
               "ABCDEFGH\0"),
         "archive-members:1 archive-members:2"},
        {2,
         BYTES("\x08\x0d\x02\x08\x01\x0a\x01"
               "ABCDEFGH\0"),
         "archive-damaged"},
        {2,
         BYTES("\x08\x0d\x02\x09\x01\x0a\x00\x80"
               "ABCD\0"),
         "archive-damaged archive-members:2"},
        {2,
         BYTES("\x08\x0d\x02\x09\x01\x0a\x00\xc0"
               "ABCDEFGH\0"),
         "archive-members:2"},
        {2, BYTES("\x08\x0d\x02\x09\x01\0"), "archive-damaged archive-members:2"},
    };
    struct sz_archive a = crafted_with_method(METHOD_COPY);

    a.files[1].name = "b.txt";
    a.files[2].name = "c.txt";
    CHECK_INT(0x37, strlen(DOCUMENT));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        a.file_count = cases[i].files;
        a.substreams_info = cases[i].info;
        for (unsigned sums = 0; sums < 2; sums++) { /* the folder's own says nothing of its parts */
            a.folder_sums = sums;
            EXPECT(cases[i].expected, &a);
        }
    }
}

int main(void)
{
    static const struct test tests[] = {
        TEST(refuses_bytes_without_a_place),
        TEST(refuses_wrong_sums),
        TEST(needs_the_signature),
        TEST(recovers_no_archive),
        TEST(refuses_packs_beyond_their_end),
        TEST(refuses_missing_sums),
        TEST(refuses_a_start_header_that_lies),
        TEST(refuses_every_cut),
        TEST(refuses_nested_headers),
        TEST(refuses_malformed_headers),
        TEST(refuses_forbidden_structures),
        TEST(refuses_malformed_streams),
        TEST(measures_the_parts_of_a_folder),
    };
    int status;

    fixture_start(&fixture);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    return status;
}
