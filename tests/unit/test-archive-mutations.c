/* Changed archives: whatever is accepted, 7-Zip finds sound and unpacks to the same bytes */
#include "crafted.h"
#include "sevenzip-oracle.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHANGES = 10000, RANDOM_ARCHIVES = 2500 };

static struct fixture fixture;
static struct oracle oracle;

/* The same numbers in every run */
static uint32_t state = 20261123;

static uint32_t random_below(uint32_t bound)
{
    state = state * 1664525 + 1013904223;
    return (uint32_t)((uint64_t)(state >> 8) * bound >> 24);
}

/* Whatever is accepted is shown to 7-Zip */
static bool judge_change(struct slice archive)
{
    if (strcmp(judge(&fixture, archive), "accepted") != 0) {
        CHECK(!fixture.judged || fixture.verdict.finding_count > 0);
        return false;
    }
    oracle_add(&oracle, archive, fixture.member.name, buffer_slice(&fixture.member.content));
    return true;
}

/* The same, and no other content than this may come of it */
static void judge_changed_document(struct slice archive)
{
    if (judge_change(archive))
        CHECK(member_is(&fixture, slice_from(DOCUMENT)));
}

static struct sz_archive variant(unsigned i)
{
    struct sz_archive a = sz_simple("aanmelding.txt", DOCUMENT);

    a.folders[0].method = (enum contents_method)(i % 3);
    a.folders[0].aes_alone = i % 2;
    a.header = i / 3 % 3 == 0 ? SZ_HEADER_PLAIN : SZ_HEADER_ENCODED;
    a.header_folder.method = METHOD_LZMA;
    a.header_folder.cipher = i / 3 % 3 == 1 ? SZ_PLAIN : SZ_AES;
    return a;
}

static bool written_is_sound(const struct sz_archive *a)
{
    struct buffer bytes;
    bool sound;

    buffer_init(&bytes, 4096);
    sz_write(a, &bytes);
    sound = oracle_sound(buffer_slice(&bytes), "aanmelding.txt");
    buffer_free(&bytes);
    return sound;
}

/* An oracle that finds fault with nothing would prove nothing. */
static void asks_one_that_finds_fault(void)
{
    struct sz_archive a = variant(0);

    CHECK(written_is_sound(&a));
    a.suffix = slice_from("x"); /* 7-Zip warns, and ends well */
    CHECK(!written_is_sound(&a));
    a = variant(0);
    a.change_sum = 1;
    CHECK(!written_is_sound(&a));
    a = variant(0);
    a.files[0].name = "aanmelding.csv";
    CHECK(!written_is_sound(&a));
    a = variant(0); /* the same content comes of it, and there is more */
    a.files[1].name = "map";
    a.files[1].no_stream = a.files[1].directory = true;
    a.files[1].attributes = 0x10;
    a.file_count = 2;
    CHECK(!written_is_sound(&a));
}

/* Without sums mended: nothing but what the sums do not cover could pass, and there is nothing */
static void accepts_no_changed_byte(void)
{
    for (unsigned i = 0; i < 9; i++) {
        struct sz_archive a = variant(i);
        struct buffer bytes;

        buffer_init(&bytes, 4096);
        sz_write(&a, &bytes);
        CHECK_STRING("accepted", judge(&fixture, buffer_slice(&bytes)));
        judge_changed_document(buffer_slice(&bytes));
        for (size_t at = 0; at < bytes.len; at++) {
            unsigned char was = bytes.data[at];

            for (unsigned bit = 0; bit < 8; bit++) {
                bytes.data[at] = was ^ (unsigned char)(1u << bit);
                /* the minor version is a choice, and covered by no sum */
                if (at == 7 && bytes.data[at] >= 2 && bytes.data[at] <= 4)
                    continue;
                CHECK(strcmp(judge(&fixture, buffer_slice(&bytes)), "accepted") != 0);
            }
            bytes.data[at] = was;
        }
        buffer_free(&bytes);
    }
    oracle_ask(&oracle);
}

/* The plain header of an archive as the writer makes it */
static void header_of(struct buffer *header)
{
    struct sz_archive a = variant(0);
    struct buffer bytes;
    size_t offset = 0;

    buffer_init(&bytes, 4096);
    sz_write(&a, &bytes);
    for (unsigned i = 2; i > 0; i--)
        offset = offset << 8 | bytes.data[12 + i - 1];
    buffer_append_slice(header, slice_sub(buffer_slice(&bytes), 32 + offset, bytes.len));
    buffer_free(&bytes);
}

static void judge_header(unsigned i, struct slice header)
{
    struct sz_archive a = variant(i);
    struct buffer bytes;

    a.folders[0].method = METHOD_COPY; /* as header_of() has it */
    a.header_bytes = header;
    buffer_init(&bytes, 8192);
    sz_write(&a, &bytes);
    judge_changed_document(buffer_slice(&bytes));
    buffer_free(&bytes);
}

/* Every value of every byte of the header, all sums right */
static void agrees_with_7zip_on_changed_headers(void)
{
    struct buffer header;

    buffer_init(&header, 4096);
    header_of(&header);
    for (size_t at = 0; at < header.len; at++) {
        unsigned char was = header.data[at];

        for (unsigned value = 0; value < 256; value++) {
            header.data[at] = (unsigned char)value;
            judge_header(0, buffer_slice(&header));
        }
        header.data[at] = was;
    }
    CHECK(oracle.count > header.len); /* the unchanged ones at least, and times, letters ... */
    oracle_ask(&oracle);
    buffer_free(&header);
}

/* One to three of: a byte changed, dropped, doubled, a run copied to another place */
static void mutate(struct buffer *b)
{
    struct buffer old;

    for (unsigned n = random_below(3) + 1; n > 0 && b->len > 4; n--) {
        size_t at = random_below((uint32_t)b->len), from = random_below((uint32_t)b->len);
        size_t run = random_below(8) + 1;

        buffer_init(&old, 8192);
        buffer_append_slice(&old, buffer_slice(b));
        switch (random_below(4)) {
        case 0:
            b->data[at] = (unsigned char)random_below(256);
            break;
        case 1:
            buffer_truncate(b, at);
            buffer_append_slice(b, slice_sub(buffer_slice(&old), at + run, old.len));
            break;
        case 2:
            buffer_truncate(b, at);
            buffer_append_slice(b, slice_sub(buffer_slice(&old), from, run));
            buffer_append_slice(b, slice_sub(buffer_slice(&old), at, old.len));
            break;
        default:
            for (size_t i = 0; i < run && at + i < b->len && from + i < old.len; i++)
                b->data[at + i] = old.data[from + i];
        }
        buffer_free(&old);
    }
}

static void agrees_with_7zip_on_mutated_headers(void)
{
    struct buffer header;

    buffer_init(&header, 8192);
    for (unsigned i = 0; i < CHANGES; i++) {
        buffer_clear(&header);
        header_of(&header);
        mutate(&header);
        judge_header(i, buffer_slice(&header));
    }
    oracle_ask(&oracle);
    buffer_free(&header);
}

/* The compressed stream changed behind the right passphrase: only the same content passes */
static void agrees_with_7zip_on_mutated_streams(void)
{
    for (unsigned m = METHOD_COPY; m <= METHOD_LZMA2; m++) {
        for (unsigned i = 0; i < CHANGES / 10; i++) {
            struct sz_archive a = variant(m);
            struct buffer stream, properties, bytes;

            buffer_init(&stream, 8192);
            buffer_init(&properties, 16);
            buffer_init(&bytes, 8192);
            sz_compress((enum contents_method)m, slice_from(DOCUMENT), &stream, &properties);
            mutate(&stream);
            a.folders[0].packed = buffer_slice(&stream);
            sz_write(&a, &bytes);
            judge_changed_document(buffer_slice(&bytes));
            buffer_free(&stream);
            buffer_free(&properties);
            buffer_free(&bytes);
        }
    }
    oracle_ask(&oracle);
}

/* A sound archive of any form, around random content; salted ones are few: each costs a key */
static struct sz_archive random_archive(struct buffer *content)
{
    static const char *const names[] = {"a.txt", "aanmelding.csv", "Ren\xc3\xa9 (2).vcf",
                                        "x y.json"};
    struct sz_archive a = sz_simple(names[random_below(4)], "");
    size_t len = 1 + random_below(random_below(8) == 0 ? 4000 : 200);
    unsigned letters = 1 + random_below(255);

    buffer_clear(content);
    while (content->len < len)
        buffer_append_byte(content, (unsigned char)random_below(letters));
    a.folders[0].contents[0] = buffer_slice(content);
    a.folders[0].method = (enum contents_method)random_below(3);
    a.folders[0].aes_alone = random_below(2);
    a.folders[0].iv_len = random_below(2) ? 16 : 8;
    a.folders[0].salt_len = random_below(200) == 0 ? 16 : 0;
    a.pack_sums = random_below(8) == 0;
    a.folder_sums = random_below(8) == 0;
    a.header = random_below(3) == 0 ? SZ_HEADER_PLAIN : SZ_HEADER_ENCODED;
    a.header_folder = (struct sz_folder){.method = (enum contents_method)random_below(3),
                                         .cipher = random_below(3) ? SZ_AES : SZ_PLAIN,
                                         .salt_len = a.folders[0].salt_len};
    return a;
}

/* Each is accepted and is the same to 7-Zip; then one byte of it is changed */
static void agrees_with_7zip_on_random_archives(void)
{
    struct buffer content, bytes;

    buffer_init(&content, 8192);
    buffer_init(&bytes, 16384);
    for (unsigned i = 0; i < RANDOM_ARCHIVES; i++) {
        struct sz_archive a = random_archive(&content);

        buffer_clear(&bytes);
        sz_write(&a, &bytes);
        CHECK(judge_change(buffer_slice(&bytes)));
        CHECK(member_is(&fixture, buffer_slice(&content)));
        bytes.data[random_below((uint32_t)bytes.len)] ^= (unsigned char)(1 + random_below(255));
        judge_change(buffer_slice(&bytes));
    }
    oracle_ask(&oracle);
    buffer_free(&content);
    buffer_free(&bytes);
}

/* Lengths of salt and vector are flags plus nibbles: the one without the other counts as well. */
static void agrees_with_7zip_on_lengths_without_flags(void)
{
    static const struct {
        struct slice properties;
        unsigned salt_len, iv_len;
    } cases[] = {
        {BYTES("\x53\x2f\xa0\xa1\1\2\3\4\5\6\7\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10"), 2, 16},
        {BYTES("\x93\x08\xa0\1\2\3\4\5\6\7\x08"), 1, 8},
    };
    struct buffer bytes;

    buffer_init(&bytes, 4096);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sz_archive a = sz_simple("aanmelding.txt", DOCUMENT);

        a.folders[0].salt_len = cases[i].salt_len;
        a.folders[0].iv_len = cases[i].iv_len;
        a.folders[0].aes_properties = cases[i].properties;
        buffer_clear(&bytes);
        sz_write(&a, &bytes);
        CHECK(judge_change(buffer_slice(&bytes)));
    }
    oracle_ask(&oracle);
    buffer_free(&bytes);
}

/* Bytes of which the only repetition stands at this distance */
static void repeat_at(size_t distance, struct buffer *content)
{
    enum { REPEATED = 300 };

    buffer_clear(content);
    while (content->len < distance)
        buffer_append_byte(content, (unsigned char)random_below(256));
    for (size_t i = 0; i < REPEATED; i++)
        buffer_append_byte(content, content->data[i]);
}

/* A dictionary that is declared too small for the stream: what 7-Zip refuses is never accepted.
 * Only where it is no multiple of 16, which no writer declares, less is accepted than 7-Zip does.
 */
static void agrees_with_7zip_on_small_dictionaries(void)
{
    static const unsigned dictionaries[] = {4096, 4097, 4100, 4111, 4112, 5000};
    struct buffer content, bytes;

    buffer_init(&content, 8192);
    buffer_init(&bytes, 16384);
    for (size_t i = 0; i < sizeof dictionaries / sizeof dictionaries[0]; i++) {
        unsigned dictionary = dictionaries[i];
        unsigned char properties[5] = {0x5d, dictionary & 0xff, (unsigned char)(dictionary >> 8)};

        for (unsigned distance = dictionary - 16; distance < dictionary + 17; distance++) {
            struct sz_archive a = sz_simple("a.txt", "");
            bool accepted;

            repeat_at(distance, &content);
            a.folders[0].method = METHOD_LZMA;
            a.folders[0].method_properties = slice_of(properties, sizeof properties);
            a.folders[0].contents[0] = buffer_slice(&content);
            buffer_clear(&bytes);
            sz_write(&a, &bytes);
            accepted = judge_change(buffer_slice(&bytes));
            CHECK(accepted || distance > dictionary / 16 * 16);
            CHECK(!accepted || distance <= dictionary);
        }
    }
    oracle_ask(&oracle);
    buffer_free(&content);
    buffer_free(&bytes);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(asks_one_that_finds_fault),
        TEST(accepts_no_changed_byte),
        TEST(agrees_with_7zip_on_changed_headers),
        TEST(agrees_with_7zip_on_mutated_headers),
        TEST(agrees_with_7zip_on_mutated_streams),
        TEST(agrees_with_7zip_on_random_archives),
        TEST(agrees_with_7zip_on_lengths_without_flags),
        TEST(agrees_with_7zip_on_small_dictionaries),
    };
    int status;

    fixture_start(&fixture);
    oracle_start(&oracle);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    return status;
}
