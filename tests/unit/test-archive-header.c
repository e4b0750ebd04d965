/* Headers of which every sum is right: some sums left out, every cut, an encoded one by hand */
#include "crafted.h"
#include "test.h"

#include <string.h>

static struct fixture fixture;

/* --- the sums that stand there for some only --- */

#define COPY_FOLDER "\x01\x01\x00"
#define TWO_FILES          \
    "\x05\x02\x11\x09\x00" \
    "a\0\0\0"              \
    "b\0\0\0"

/* Two bytes stored in clear, in one folder or two: what is wrong besides says how it was read */
static void reads_partial_sums(void)
{
    static const struct {
        const char *what;
        struct slice streams; /* behind the packed streams */
        const char *expected;
    } cases[] = {
        {"with the first folder, and with the file of the second",
         BYTES("\x07\x0b\x02\x00" COPY_FOLDER COPY_FOLDER "\x0c\x01\x01\x0a\x00\x80"
               "ABCD\x00"
               "\x08\x0a\x01"
               "EFGH\x00\x00"),
         "archive-not-encrypted archive-members:2"},
        {"with the second folder, and with the file of the first",
         BYTES("\x07\x0b\x02\x00" COPY_FOLDER COPY_FOLDER "\x0c\x01\x01\x0a\x00\x40"
               "ABCD\x00"
               "\x08\x0a\x00\x80"
               "EFGH\x00\x00"),
         "archive-not-encrypted archive-members:2"},
        {"with the first folder alone",
         BYTES("\x07\x0b\x02\x00" COPY_FOLDER COPY_FOLDER "\x0c\x01\x01\x0a\x00\x80"
               "ABCD\x00\x00"),
         "archive-damaged archive-not-encrypted archive-members:2"},
        {"with the first file alone",
         BYTES("\x07\x0b\x02\x00" COPY_FOLDER COPY_FOLDER "\x0c\x01\x01\x00"
               "\x08\x0a\x00\x80"
               "EFGH\x00\x00"),
         "archive-damaged archive-not-encrypted archive-members:2"},
        {"with a third that is not there",
         BYTES("\x07\x0b\x02\x00" COPY_FOLDER COPY_FOLDER "\x0c\x01\x01\x0a\x00\xe0"
               "ABCDEFGHIJKL\x00\x00"),
         "archive-damaged archive-not-encrypted"},
        {"a folder of no file and one of two",
         BYTES("\x07\x0b\x02\x00" COPY_FOLDER COPY_FOLDER "\x0c\x01\x01\x00"
               "\x08\x0d\x00\x02\x09\x00\x0a\x01"
               "ABCDEFGH\x00\x00"),
         "archive-damaged archive-not-encrypted archive-members:2"},
    };
    struct sz_archive a = {.gap_behind = slice_from("xy")};
    struct buffer header;

    buffer_init(&header, 1024);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_case(cases[i].what);
        buffer_clear(&header);
        buffer_append_slice(&header, (struct slice)BYTES("\x01\x04\x06\x00\x02\x09\x01\x01\x00"));
        buffer_append_slice(&header, cases[i].streams);
        buffer_append_slice(&header, (struct slice)BYTES(TWO_FILES "\x00\x00"));
        a.header_bytes = buffer_slice(&header);
        EXPECT(cases[i].expected, &a);
    }
    check_case(NULL);
    buffer_free(&header);
}

/* --- ids, flags and ends --- */

/* Two bytes stored in clear: sound but for that, until another byte stands where a structure begins
 * or ends, or where it says that all is defined and nothing external */
static void needs_every_id(void)
{
    static const struct slice sound =
        BYTES("\x01\x04\x06\0\x01\x09\x02\0\x07\x0b\x01\0" COPY_FOLDER "\x0c\x02\x0a\x01"
              "ABCD\0"
              "\x08\0\0\x05\x01\x11\x05\0"
              "a\0\0\0\0\0");
    static const size_t ids[] = {0,  1,  2,  5,  7,  8,  9,  11, 15, 17,
                                 18, 23, 24, 25, 26, 27, 29, 31, 36, 37};
    struct sz_archive a = {.gap_behind = slice_from("xy")};
    unsigned char bytes[64];

    a.header_bytes = sound;
    EXPECT("archive-not-encrypted", &a);
    a.header_bytes = slice_of(bytes, sound.len);
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        for (unsigned value = 0; value < 256; value++) {
            memcpy(bytes, sound.data, sound.len);
            bytes[ids[i]] = (unsigned char)value;
            CHECK(value == sound.data[ids[i]] ||
                  strncmp("archive-damaged", judge_written(&fixture, &a), 15) == 0);
        }
    }
}

/* --- headers cut anywhere, with every sum right --- */

static void cut_header(struct sz_archive a)
{
    struct buffer file;
    size_t len;

    buffer_init(&file, 1 << 16);
    sz_write(&a, &file);
    len = file.data[20]; /* of the header: below 256 bytes in all of these */
    a.gap_behind = slice_of(file.data + 32, file.len - 32 - len);
    a.folder_count = 0;
    a.header = SZ_HEADER_PLAIN;
    for (size_t cut = 1; cut < len; cut++) {
        a.header_bytes = slice_of(file.data + file.len - len, cut);
        CHECK(strncmp("archive-damaged", judge_written(&fixture, &a), 15) == 0);
        CHECK(!fixture.member.complete);
    }
    a.header_bytes = slice_of(file.data + file.len - len, len);
    CHECK_STRING(judge(&fixture, buffer_slice(&file)), judge_written(&fixture, &a));
    buffer_free(&file);
}

static void refuses_every_cut_of_a_header(void)
{
    struct sz_archive a = crafted_good();

    cut_header(a);
    a.pack_sums = a.folder_sums = true;
    cut_header(a);
    a = crafted_with_second(crafted_good());
    a.pack_sums = true;
    cut_header(a);
    a.folders[0].contents[1] = slice_from("Naam: Peeters\r\n");
    a.folders[0].content_count = 2;
    a.folders[1].contents[1] = slice_from("Naam: Peeters\r\n");
    a.folders[1].content_count = 2;
    a.files[2].name = "c.txt";
    a.files[3].name = "d.txt";
    a.file_count = 4;
    cut_header(a);
    cut_header(crafted_packed_header(METHOD_LZMA));
    cut_header(crafted_encrypted_header(METHOD_COPY));
}

/* --- an encoded header around a sound one --- */

/* Folders that are Copy; the first is the real header, a second one holds nothing */
static void put_encoded(struct buffer *out, uint64_t position, uint64_t len, unsigned folders,
                        struct slice behind)
{
    buffer_append_slice(out, (struct slice)BYTES("\x17\x06"));
    sz_number(out, position);
    sz_number(out, folders);
    buffer_append_byte(out, 0x09);
    sz_number(out, len);
    if (folders == 2)
        buffer_append_byte(out, 0);
    buffer_append_slice(out, (struct slice)BYTES("\0\x07\x0b"));
    sz_number(out, folders);
    buffer_append_byte(out, 0);
    for (unsigned i = 0; i < folders; i++)
        buffer_append_slice(out, (struct slice)BYTES("\x01\x01\x00"));
    buffer_append_byte(out, 0x0c);
    sz_number(out, len);
    if (folders == 2)
        buffer_append_byte(out, 0);
    buffer_append_byte(out, 0);
    buffer_append_slice(out, behind);
}

/* It is one stream and nothing more, though all of the real header is there. */
static void refuses_more_than_one_stream_for_a_header(void)
{
    static const struct {
        const char *what;
        unsigned folders;
        struct slice behind;
        const char *expected;
    } cases[] = {
        {"sound", 1, BYTES("\0"), "accepted"},
        {"one part, said", 1, BYTES("\x08\x0d\x01\0\0"), "accepted"},
        {"a byte behind the end", 1, BYTES("\0\0"), "archive-damaged"},
        {"two parts", 1, BYTES("\x08\x0d\x02\x09\x01\0\0"), "archive-damaged"},
        {"no part", 1, BYTES("\x08\x0d\x00\0\0"), "archive-damaged"},
        {"two folders", 2, BYTES("\0"), "archive-damaged"},
        {"two folders, one without a part", 2, BYTES("\x08\x0d\x01\0\0\0"), "archive-damaged"},
    };
    struct sz_archive sound = crafted_good(), a = {.folder_count = 0};
    struct buffer file, encoded;
    size_t len;

    buffer_init(&file, 4096);
    buffer_init(&encoded, 1024);
    sz_write(&sound, &file);
    len = file.data[20];
    a.gap_behind = slice_sub(buffer_slice(&file), 32, file.len);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_case(cases[i].what);
        buffer_clear(&encoded);
        put_encoded(&encoded, file.len - 32 - len, len, cases[i].folders, cases[i].behind);
        a.header_bytes = buffer_slice(&encoded);
        EXPECT(cases[i].expected, &a);
    }
    check_case(NULL);
    buffer_free(&file);
    buffer_free(&encoded);
}

/* The packed header begins where the content ends, and ends where the encoded one begins. */
static void refuses_a_packed_header_elsewhere(void)
{
    struct sz_archive sound = crafted_good(), a = {.folder_count = 0};
    struct buffer file, encoded;
    size_t packs, len;

    buffer_init(&file, 4096);
    buffer_init(&encoded, 1024);
    sz_write(&sound, &file);
    len = file.data[20];
    packs = file.len - 32 - len;
    buffer_append_byte(&file, 0); /* one more than its size, between it and the encoded one */
    for (unsigned i = 0; i < 5; i++) {
        const struct {
            uint64_t position, len;
            bool gap;
            const char *expected;
        } cases[] = {
            {packs, len, false, "accepted"},
            {packs, len, true, "archive-damaged"},
            {packs, len - 1, false, "archive-damaged"},
            {packs, 70000, false, "archive-damaged"}, /* not even there */
            {UINT64_MAX - 69999, packs + len + 70000, false, "archive-damaged"}, /* wraps */
        };

        buffer_clear(&encoded);
        put_encoded(&encoded, cases[i].position, cases[i].len, 1, (struct slice)BYTES("\0"));
        a.gap_behind = slice_of(file.data + 32, packs + len + cases[i].gap);
        a.header_bytes = buffer_slice(&encoded);
        EXPECT(cases[i].expected, &a);
    }
    buffer_free(&file);
    buffer_free(&encoded);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(reads_partial_sums),
        TEST(needs_every_id),
        TEST(refuses_every_cut_of_a_header),
        TEST(refuses_more_than_one_stream_for_a_header),
        TEST(refuses_a_packed_header_elsewhere),
    };
    int status;

    fixture_start(&fixture);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    return status;
}
