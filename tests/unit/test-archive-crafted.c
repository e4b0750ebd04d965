/* Archives bent in one place each: every one has a finding, and the right one */
#include "archive-fixture.h"
#include "run-command.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static struct fixture fixture;

#define DOCUMENT "Voornaam: Jan\r\nNaam: Peeters\r\nTelefoon: 0470 12 34 56\r\n"
#define BYTES(text)                                     \
    {                                                   \
        (const unsigned char *)(text), sizeof(text) - 1 \
    }
#define AES_CODER                      \
    "\x24\x06\xf1\x07\x01\x12\x53\x0f" \
    "ABCDEFGHIJKLMNOP"

static struct sz_archive good(void)
{
    return sz_simple("aanmelding.txt", DOCUMENT);
}

static struct sz_archive with_method(enum contents_method method)
{
    struct sz_archive a = good();

    a.folders[0].method = method;
    return a;
}

static struct sz_archive encrypted_header(enum contents_method method)
{
    struct sz_archive a = good();

    a.header = SZ_HEADER_ENCODED;
    a.header_folder.method = method;
    a.header_folder.aes_alone = method == METHOD_COPY;
    return a;
}

static struct sz_archive packed_header(enum contents_method method)
{
    struct sz_archive a = encrypted_header(method);

    a.header_folder.cipher = SZ_PLAIN;
    return a;
}

/* The same archive with another file in a folder of its own */
static struct sz_archive with_second(struct sz_archive a)
{
    a.folder_count = a.file_count = 2;
    a.folders[1] = a.folders[0];
    a.folders[1].contents[0] = slice_from("Voornaam: An\r\n");
    a.files[1].name = "tweede.txt";
    return a;
}

#define EXPECT(findings, archive) CHECK_STRING(findings, judge_written(&fixture, (archive)))

/* --- what is accepted beside what 7-Zip writes by default --- */

static void accepts_all_forms(void)
{
    static const enum contents_method methods[] = {METHOD_COPY, METHOD_LZMA, METHOD_LZMA2};

    for (unsigned m = 0; m < 3; m++) {
        for (unsigned h = 0; h < 3; h++) {
            for (unsigned bits = 0; bits < 16; bits++) {
                struct sz_archive a = encrypted_header(methods[h]);

                a.folders[0].method = methods[m];
                a.folders[0].aes_alone = bits & 1;
                a.header_folder.cipher = bits & 2 ? SZ_PLAIN : SZ_AES;
                a.folder_sums = a.no_substreams_info = bits & 4;
                a.pack_sums = bits & 8;
                EXPECT("accepted", &a);
                CHECK(member_is(&fixture, slice_from(DOCUMENT)));
                CHECK_INT(!(bits & 2), fixture.verdict.names_encrypted);
            }
        }
    }
}

static void accepts_salts_and_short_vectors(void)
{
    for (unsigned salt = 0; salt <= 16; salt += 8) {
        for (unsigned iv = 8; iv <= 16; iv += 8) {
            struct sz_archive a = encrypted_header(METHOD_LZMA);

            a.folders[0].salt_len = a.header_folder.salt_len = salt;
            a.folders[0].iv_len = a.header_folder.iv_len = iv;
            EXPECT("accepted", &a);
            CHECK(fixture.keyholder.distinct == 1);
        }
    }
}

static void accepts_powers_of_the_protocol(void)
{
    struct sz_archive a = good();

    for (unsigned power = 18; power <= 21; power++) {
        a.folders[0].power = power;
        EXPECT(power == 19 || power == 20 ? "accepted" : "archive-weak-encryption", &a);
        CHECK_INT(power, fixture.verdict.kdf_power);
    }
    /* header and content may differ; the lower one counts */
    a = encrypted_header(METHOD_COPY);
    a.folders[0].power = 20;
    EXPECT("accepted", &a);
    CHECK_INT(19, fixture.verdict.kdf_power);
    CHECK_INT(2, fixture.keyholder.distinct);
}

static void accepts_old_versions(void)
{
    struct sz_archive a = good();

    for (a.minor = 2; a.minor <= 4; a.minor++)
        EXPECT("accepted", &a);
    EXPECT("archive-damaged", &a); /* 0.5 */
    a.minor = 1;
    EXPECT("archive-damaged", &a);
    a.minor_zero = true;
    EXPECT("archive-damaged", &a);
    a = good();
    a.major = 1;
    EXPECT("archive-damaged", &a);
}

static void accepts_stored_chunks(void)
{
    struct sz_archive a = good();
    struct buffer stream;

    buffer_init(&stream, 4096);
    sz_stored_chunk(&stream, slice_sub(slice_from(DOCUMENT), 0, 20), true);
    sz_stored_chunk(&stream, slice_sub(slice_from(DOCUMENT), 20, 1000), false);
    buffer_append_byte(&stream, 0);
    a.folders[0].packed = buffer_slice(&stream);
    EXPECT("accepted", &a);
    CHECK(member_is(&fixture, slice_from(DOCUMENT)));
    a.change_sum = 1;
    EXPECT("archive-damaged", &a);
    CHECK(fixture.verdict.archive_opened && !fixture.member.complete);
    buffer_free(&stream);
}

static void accepts_the_method_listed_first(void)
{
    struct sz_archive a = good();

    a.folders[0].method_first = true;
    EXPECT("accepted", &a);
}

/* Sums of packed streams may be there for some of them. */
static void accepts_some_pack_sums(void)
{
    struct sz_archive a = with_method(METHOD_COPY);

    a.folders[0].contents[0] = slice_from("32 tekens, of twee blokken groot");
    a.pack_info = (struct slice)BYTES("\x06\x00\x01\x09\x20\x0a\x00\x00\x00");
    EXPECT("accepted", &a);
    a = with_second(a);
    a.folders[1].contents[0] = a.folders[0].contents[0];
    a.pack_info = (struct slice)BYTES("\x06\x00\x02\x09\x20\x20\x0a\x00\x40wxyz\x00");
    EXPECT("archive-members:2", &a);
}

static void needs_room_for_the_archive(void)
{
    struct archive_member member;
    struct verdict verdict;

    verdict_init(&verdict);
    CHECK(!archive_inspect(&fixture.keyholder.keyholder, FIXTURE_CAPACITY + 1, &fixture.protocol,
                           20261123, &verdict, &member));
    archive_member_clear(&member);
    CHECK_INT(0, verdict.archive_seen);
}

/* --- encryption --- */

static void refuses_mixed_archives(void)
{
    struct sz_archive a = with_second(good());

    a.folders[1].cipher = SZ_PLAIN;
    EXPECT("archive-not-encrypted archive-members:2", &a);
    CHECK(!fixture.verdict.archive_encrypted);
    a.folders[0].cipher = SZ_PLAIN;
    a.folders[1].cipher = SZ_AES;
    EXPECT("archive-not-encrypted archive-members:2", &a);
    a = packed_header(METHOD_LZMA);
    a.folders[0].cipher = SZ_PLAIN;
    EXPECT("archive-not-encrypted", &a);
    /* an encrypted header hides a plain file no better */
    a = encrypted_header(METHOD_LZMA);
    a.folders[0].cipher = SZ_PLAIN;
    EXPECT("archive-not-encrypted", &a);
    CHECK(fixture.verdict.names_encrypted && fixture.verdict.archive_opened);
}

static void refuses_decoy_folders(void)
{
    struct sz_archive a = with_second(good());

    a.file_count = 1;
    a.folders[1].content_count = 0;
    a.folders[1].packed = slice_from("lokaas, van niemand");
    EXPECT("archive-damaged", &a);
    a.folders[0].cipher = SZ_PLAIN;
    EXPECT("archive-damaged archive-not-encrypted", &a);
    /* more parts than files, and fewer */
    a = good();
    a.folders[0].content_count = 2;
    a.folders[0].contents[1] = slice_from("verborgen");
    EXPECT("archive-damaged", &a);
    a = good();
    a.file_count = 2;
    a.files[1].name = "tweede.txt";
    EXPECT("archive-damaged", &a);
}

static void refuses_weak_ciphers(void)
{
    struct sz_archive a = good();

    for (unsigned power = 0; power < 64; power++) {
        if (power == 19 || power == 20)
            continue;
        a.folders[0].declare_power = true;
        a.folders[0].declare_as = power;
        EXPECT("archive-weak-encryption", &a);
        CHECK_INT(0, fixture.keyholder.decrypts);
    }
    a = good();
    a.folders[0].no_iv = true;
    EXPECT("archive-weak-encryption", &a);
    a = good();
    for (unsigned len = 1; len <= 16; len++) {
        a.folders[0].iv_len = len;
        EXPECT(len == 8 || len == 16 ? "accepted" : "archive-weak-encryption", &a);
    }
    a = good();
    a.folders[0].aes_properties = (struct slice)BYTES("\x13"); /* power only */
    EXPECT("archive-weak-encryption", &a);
    a.folders[0].aes_properties = (struct slice)BYTES(""); /* nothing */
    EXPECT("archive-weak-encryption", &a);
    a = encrypted_header(METHOD_COPY);
    a.header_folder.no_iv = true;
    EXPECT("archive-weak-encryption", &a);
    CHECK_INT(0, fixture.keyholder.decrypts);
    /* every folder counts */
    a = with_second(good());
    a.folders[1].power = 8;
    EXPECT("archive-weak-encryption archive-members:2", &a);
}

static void refuses_malformed_cipher_properties(void)
{
    static const struct slice properties[] = {
        BYTES("\x13\x00"), /* one byte is all there is without flags */
        BYTES("\x53"),     /* lengths missing */
        BYTES("\x53\x0f"
              "ABCDEFGHIJKLMNO"), /* vector too short */
        BYTES("\x53\x0f"
              "ABCDEFGHIJKLMNOPQ"), /* too long */
        BYTES("\xd3\xff"
              "ABCDEFGHIJKLMNOP"), /* salt without bytes */
    };

    for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++) {
        struct sz_archive a = good();

        a.folders[0].aes_properties = properties[i];
        EXPECT("archive-damaged", &a);
    }
}

/* Different salts in one archive: never more than two keys are asked for. */
static void asks_for_two_keys_at_most(void)
{
    struct sz_archive a = with_second(encrypted_header(METHOD_LZMA));

    a.folder_count = a.file_count = 4;
    a.folders[2] = a.folders[3] = a.folders[1];
    a.files[2].name = "c.txt";
    a.files[3].name = "d.txt";
    for (unsigned i = 0; i < 4; i++)
        a.folders[i].salt_len = 2 * i;
    EXPECT("archive-members:2", &a);
    CHECK(fixture.keyholder.distinct <= 2);
    a.header = SZ_HEADER_PLAIN;
    EXPECT("archive-members:2", &a);
    CHECK(fixture.keyholder.distinct == 1 && fixture.verdict.archive_opened);
}

static void refuses_two_passphrases_in_one_archive(void)
{
    struct sz_archive a = encrypted_header(METHOD_LZMA);

    a.header_folder.passphrase = "andere-zin-2027";
    EXPECT("archive-damaged", &a);
    CHECK_INT(1, fixture.verdict.passphrase);
    for (unsigned m = 0; m < 3; m++) { /* whatever the method of the content */
        a.folders[0].method = (enum contents_method)m;
        EXPECT("archive-damaged", &a);
    }
}

/* --- wrong passphrase, or damage behind the right one --- */

static void refuses_padding(void)
{
    struct sz_archive a = with_method(METHOD_COPY);

    CHECK(strlen(DOCUMENT) % 16 != 0);
    a.folders[0].padding = 1;
    EXPECT("archive-wrong-passphrase", &a);
    a = encrypted_header(METHOD_LZMA);
    a.folders[0].method = METHOD_COPY;
    a.folders[0].padding = 1;
    EXPECT("archive-damaged", &a);
    a = encrypted_header(METHOD_COPY);
    a.header_folder.padding = 1;
    EXPECT("archive-wrong-passphrase", &a);
}

static void tells_damage_from_a_wrong_passphrase(void)
{
    struct sz_archive a = good();
    struct buffer stream, properties;

    a.change_sum = 1;
    EXPECT("archive-damaged", &a); /* the first chunk is right */
    CHECK(fixture.verdict.archive_opened);
    a = good();
    a.folders[0].packed =
        (struct slice)BYTES("\xe0\x00\x00\x00\x00"); /* not even a chunk's header */
    EXPECT("archive-wrong-passphrase", &a);
    a.folders[0].packed = (struct slice)BYTES("\x01\x00\x00");
    EXPECT("archive-wrong-passphrase", &a);
    a = good();
    a.folders[0].damage_at = 12; /* of a stored chunk, which is as good as any */
    EXPECT("archive-damaged", &a);
    a.folders[0].contents[0] = slice_from(DOCUMENT DOCUMENT DOCUMENT DOCUMENT);
    a.folders[0].damage_at = 0;
    EXPECT("accepted", &a);
    for (size_t i = 1; i < 40; i++) { /* a chunk that does not unpack proves nothing */
        a.folders[0].damage_at = i;
        EXPECT("archive-wrong-passphrase", &a);
    }
    for (unsigned m = METHOD_COPY; m <= METHOD_LZMA; m++) {
        a = with_method((enum contents_method)m);
        a.change_sum = 1;
        EXPECT("archive-wrong-passphrase", &a);
        a.header = SZ_HEADER_ENCODED; /* here the header has proved the passphrase */
        EXPECT("archive-damaged", &a);
    }

    /* a chunk further on is damaged */
    buffer_init(&stream, 4096);
    buffer_init(&properties, 8);
    sz_compress(METHOD_LZMA2, slice_from(DOCUMENT), &stream, &properties);
    buffer_truncate(&stream, stream.len - 1);
    sz_stored_chunk(&stream, slice_from("nog een deel"), false);
    buffer_append_byte(&stream, 0);
    a = good();
    a.folders[0].content_count = 1;
    a.folders[0].contents[0] = slice_from(DOCUMENT "nog een deel");
    a.folders[0].packed = buffer_slice(&stream);
    EXPECT("accepted", &a);
    for (size_t i = 1; i < 5; i++) {
        a.folders[0].damage_at = stream.len - i;
        EXPECT("archive-damaged", &a);
        CHECK(fixture.verdict.archive_opened && !fixture.member.complete);
    }
    buffer_free(&stream);
    buffer_free(&properties);
}

/* The stream must end where its size says. */
static void refuses_hidden_tails(void)
{
    static const int64_t deltas[] = {-40, -1, 1, 40};

    for (unsigned m = 0; m < 3; m++) {
        const char *expected = m == METHOD_LZMA2  ? "archive-damaged"
                               : m == METHOD_COPY ? "archive-damaged"
                                                  : "archive-wrong-passphrase";
        struct sz_archive a;

        for (size_t i = 0; i < sizeof deltas / sizeof deltas[0]; i++) {
            a = with_method((enum contents_method)m);
            a.folders[0].size_delta = deltas[i];
            EXPECT(expected, &a);
            a.header = SZ_HEADER_ENCODED;
            EXPECT("archive-damaged", &a);
        }
        a = with_method((enum contents_method)m);
        a.folders[0].stream_suffix = slice_from("staart");
        EXPECT(expected, &a);
        a.folders[0].stream_suffix = (struct slice)BYTES("\0");
        EXPECT(expected, &a);
    }
}

static void refuses_sizes_that_do_not_fit(void)
{
    static const int64_t deltas[] = {-1000, -32, -16, 16, 1000};

    for (unsigned m = 0; m < 3; m++) {
        struct sz_archive a;

        for (size_t i = 0; i < sizeof deltas / sizeof deltas[0]; i++) {
            a = with_method((enum contents_method)m);
            a.folders[0].aes_size_delta = deltas[i];
            EXPECT("archive-damaged", &a);
            a = encrypted_header((enum contents_method)m);
            a.header_folder.aes_alone = false;
            a.header_folder.aes_size_delta = deltas[i];
            EXPECT("archive-damaged", &a);
        }
        a = with_method((enum contents_method)m);
        a.folders[0].pack_suffix = slice_from("x");
        EXPECT("archive-damaged", &a);
        a.folders[0].pack_suffix = slice_from("zestien tekens!!");
        EXPECT("archive-damaged", &a);
        CHECK_INT(0, fixture.keyholder.decrypts);
    }
}

/* --- every byte has its place --- */

static void refuses_bytes_without_a_place(void)
{
    struct sz_archive a = good();

    a.prefix = slice_from("x");
    EXPECT("archive-damaged", &a);
    a = good();
    a.suffix = (struct slice)BYTES("\0");
    EXPECT("archive-damaged", &a);
    a = good();
    a.header_suffix = (struct slice)BYTES("\0");
    EXPECT("archive-damaged", &a);
    a = good();
    a.unused_pack = slice_from("een stroom die niemand leest");
    EXPECT("archive-damaged", &a);
    for (unsigned h = 0; h < 3; h++) { /* plain, packed, encrypted */
        struct sz_archive base = h == 0   ? good()
                                 : h == 1 ? packed_header(METHOD_LZMA)
                                          : encrypted_header(METHOD_LZMA);

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
    struct sz_archive a = good();

    a.change_start_sum = 1;
    EXPECT("archive-damaged", &a);
    a = good();
    a.change_next_sum = 1;
    EXPECT("archive-damaged", &a);
    a = good();
    a.pack_sums = true;
    EXPECT("accepted", &a);
    a.change_pack_sum = 1;
    EXPECT("archive-damaged", &a);
    a.header = SZ_HEADER_ENCODED;
    EXPECT("archive-damaged", &a);
    a = packed_header(METHOD_LZMA);
    a.change_header_sum = 1;
    EXPECT("archive-damaged", &a);
    a = encrypted_header(METHOD_LZMA);
    a.change_header_sum = 1;
    EXPECT("archive-wrong-passphrase", &a);
}

static void refuses_missing_sums(void)
{
    struct sz_archive a;

    for (unsigned m = 0; m < 3; m++) {
        a = with_method((enum contents_method)m);
        a.no_sums = true;
        EXPECT("archive-damaged", &a);
        CHECK_INT(0, fixture.keyholder.decrypts);
        a.no_substreams_info = true;
        EXPECT("archive-damaged", &a);
        a = encrypted_header((enum contents_method)m);
        a.no_header_sum = true;
        EXPECT("archive-damaged", &a);
        CHECK_INT(0, fixture.keyholder.decrypts);
        a = packed_header((enum contents_method)m); /* as py7zr writes it */
        a.no_header_sum = true;
        EXPECT("accepted", &a);
    }
    a = good();
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
        struct sz_archive a = good();

        a.next_offset_delta = deltas[i];
        EXPECT("archive-damaged", &a);
        a = good();
        a.next_size_delta = deltas[i];
        EXPECT("archive-damaged", &a);
    }
}

static void refuses_every_cut(void)
{
    struct sz_archive a = good();
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
    struct sz_archive a = packed_header(METHOD_LZMA);

    a.nested = true;
    EXPECT("archive-damaged", &a);
    a = encrypted_header(METHOD_LZMA);
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

    /* encoded, but two folders, or two parts of one */
    a.gap_behind = slice_from("xy");
    a.header_bytes = (struct slice)BYTES(
        "\x17\x06\x00\x02\x09\x01\x01\x00\x07\x0b\x02\x00\x01\x01\x00\x01\x01\x00"
        "\x0c\x01\x01\x00\x00");
    EXPECT("archive-damaged", &a);
    a.header_bytes =
        (struct slice)BYTES("\x17\x06\x00\x01\x09\x02\x00\x07\x0b\x01\x00\x01\x01\x00\x0c\x02\x00"
                            "\x08\x0d\x02\x09\x01\x00\x00");
    EXPECT("archive-damaged", &a);
    a.gap_behind = slice_of(NULL, 0);
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
    struct sz_archive a = good();

    a.before_streams = (struct slice)BYTES("\x02\x00"); /* archive properties */
    EXPECT("archive-damaged", &a);
    a.before_streams = (struct slice)BYTES("\x02\x19\x01\x00\x00");
    EXPECT("archive-damaged", &a);
    a.before_streams = (struct slice)BYTES("\x03\x00"); /* additional streams */
    EXPECT("archive-damaged", &a);
    a = good();
    a.no_files_info = true;
    EXPECT("archive-damaged", &a);
    a = good();
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
    struct sz_archive a = good();

    for (size_t i = 0; i < sizeof packs / sizeof packs[0]; i++) {
        a.pack_info = packs[i];
        EXPECT("archive-damaged", &a);
    }
    a = good();
    for (size_t i = 0; i < sizeof substreams / sizeof substreams[0]; i++) {
        a.substreams_info = substreams[i];
        EXPECT("archive-damaged", &a);
    }
    a = with_second(good()); /* more parts than can be counted */
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
    struct sz_archive a = good();

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
        /* cipher twice; a filter, PPMd, zstd; Copy eight and nine times */
        {BYTES("\x02" AES_CODER AES_CODER "\x01\x00"), 0, "archive-method"},
        {BYTES("\x03" AES_CODER "\x21\x21\x01\x18\x04\x03\x03\x01\x03\x01\x00\x02\x01"), 1,
         "archive-method"},
        {BYTES("\x02" AES_CODER "\x23\x03\x04\x01\x05\x06\xff\xff\xff\xff\x01\x00"), 0,
         "archive-method"},
        {BYTES("\x02" AES_CODER "\x04\x04\xf7\x11\x01\x01\x00"), 0, "archive-method"},
        {BYTES("\x08" AES_CODER "\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0"
               "\x01\0\x02\x01\x03\x02\x04\x03\x05\x04\x06\x05\x07\x06"),
         6, "archive-method"},
        {BYTES("\x09" AES_CODER "\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0\x01\0"
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
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x01\x02\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x00\x01\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x11\x01\x01\x00"), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x14\x03\x03\x01\x1b\x10\x01\x01\x00"), 0, "archive-damaged"},
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
        /* cut */
        {BYTES("\x02" AES_CODER), 0, "archive-damaged"},
        {BYTES("\x02" AES_CODER "\x21\x21\x7f"), 0, "archive-damaged"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sz_archive a = good();
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

/* An encoded header of a form that cannot be read says nothing else. */
static void judges_the_chain_of_the_header(void)
{
    struct sz_archive a = packed_header(METHOD_LZMA);

    a.header_folder.folder = (struct slice)BYTES("\x01\x23\x03\x04\x01\x05\x06\xff\xff\xff\xff");
    EXPECT("archive-method", &a);
    a = packed_header(METHOD_LZMA);
    a.header_folder.packed = slice_from("geen LZMA");
    EXPECT("archive-damaged", &a);
    a = packed_header(METHOD_LZMA);
    a.header_folder.size_delta = 65536;
    EXPECT("archive-members:2", &a);
    a = encrypted_header(METHOD_LZMA);
    a.header_folder.size_delta = 1;
    EXPECT("archive-wrong-passphrase", &a);
    a = packed_header(METHOD_COPY);
    a.header_bytes = slice_from("");
    EXPECT("archive-damaged", &a);
}

/* --- files --- */

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

    for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++) {
        struct sz_archive a = good();
        char number[24];

        snprintf(number, sizeof number, "property %zu", i);
        check_case(number);
        a.properties_behind = properties[i];
        EXPECT("archive-damaged", &a);
    }
    check_case(NULL);
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
        struct sz_archive a = good();

        a.properties_behind = properties[i];
        EXPECT("accepted", &a);
        a = good();
        a.properties_before = properties[i];
        EXPECT("accepted", &a);
    }
}

static void refuses_malformed_names(void)
{
    static const struct {
        struct slice units;
        const char *expected;
    } cases[] = {
        {BYTES("a\0.\0t\0x\0t\0"), "archive-damaged"}, /* no end */
        {BYTES("a\0\0\0b\0\0\0"), "archive-damaged"},  /* two for one file */
        {BYTES("a\0\0\0\0\0"), "archive-damaged"},
        {BYTES("a\0\0"), "archive-damaged"},  /* half a unit */
        {BYTES("\0\0"), "archive-members:1"}, /* empty */
        {BYTES("\x00\xd8"
               "a\0\0\0"),
         "archive-members:1"}, /* half a pair */
        {BYTES("\x00\xdc"
               "a\0\0\0"),
         "archive-members:1"},
    };
    struct sz_archive a = good();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        a.files[0].units = cases[i].units;
        EXPECT(cases[i].expected, &a);
    }
    a.files[0].units = slice_of("", 0);
    a.files[0].units.data = (const unsigned char *)"";
    EXPECT("archive-damaged", &a);
    a = good();
    a.external_names = true;
    EXPECT("archive-damaged", &a);
    a = good();
    a.files_info = (struct slice)BYTES("\x05\x01\x14\x0a\x01\x00\1\2\3\4\5\6\7\x08\x00"); /* none */
    EXPECT("archive-damaged", &a);
}

static void refuses_unsafe_names(void)
{
    static const char *const names[] = {"/etc/passwd",
                                        "../a.txt",
                                        "a/b.txt",
                                        "a\\b.txt",
                                        "C:a.txt",
                                        "\\\\server\\a.txt",
                                        "a.csv:ads",
                                        "a\tb.txt",
                                        "a\nb.txt",
                                        "\xe2\x80\xae.txt",
                                        "a.txt ",
                                        "a.txt.",
                                        " a.txt",
                                        ".txt",
                                        "..",
                                        "con.txt",
                                        "LPT1",
                                        "nul.txt",
                                        "a*.txt",
                                        "a?.txt",
                                        "\xd0\xb0.txt",
                                        "a\xf0\x9f\x98\x80.txt",
                                        "a\xe2\x80\x8b.txt",
                                        "a\"b.txt",
                                        "a|b.txt"};
    struct sz_archive a = good();
    char long_name[30001];

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        a.files[0].name = names[i];
        check_case(names[i]);
        EXPECT("archive-members:1", &a);
        CHECK(fixture.member.complete && fixture.member.name != NULL);
    }
    check_case(NULL);
    memset(long_name, 'a', sizeof long_name);
    long_name[100] = '\0';
    a.files[0].name = long_name;
    EXPECT("accepted", &a);
    long_name[100] = 'a';
    long_name[101] = '\0';
    EXPECT("archive-members:1", &a);
    long_name[101] = 'a';
    long_name[30000] = '\0';
    EXPECT("archive-members:1", &a);
}

static void takes_names_as_people_have_them(void)
{
    static const char *const names[] = {
        "Aanmelding Peeters-Janssens (2), Ren\xc3\xa9 & Zo\xc3\xab's.txt",
        "\xc5\x81ukasz.csv",
        "Nguy\xe1\xbb\x85n.txt",
        "e\xcc\x81\xc3\xa9.txt",
        "a",
        "console.txt",
        "-a+b_c.xlsx"};
    struct sz_archive a = good();

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        a.files[0].name = names[i];
        check_case(names[i]);
        EXPECT("accepted", &a);
        CHECK_STRING(names[i], fixture.member.name);
    }
    check_case(NULL);
}

static void refuses_what_is_no_regular_file(void)
{
    static const struct {
        uint32_t attributes;
        bool regular;
    } cases[] = {
        {0x00000020, true},  {0x00000001, true},  {0x81a48020, true},  {0x01a48020, true},
        {0x00000010, false}, {0x00000040, false}, {0x00000400, false}, {0x41ed8010, false},
        {0xa1ff8020, false}, {0x21a48020, false}, {0x61a48020, false}, {0x11a48020, false},
        {0xc1a48020, false}, {0x89ed8020, false}, {0x85ed8020, false}, {0x83ed8020, false},
        {0x41ed0020, true}, /* without the flag the upper half means nothing */
    };
    struct sz_archive a = good();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        a.files[0].attributes = cases[i].attributes;
        EXPECT(cases[i].regular ? "accepted" : "archive-members:1", &a);
    }
}

static void refuses_files_without_content(void)
{
    struct sz_archive a = good();

    a.file_count = 2;
    a.files[1].name = "leeg.txt";
    a.files[1].no_stream = true;
    EXPECT("archive-members:2", &a);
    a.files[1].directory = true;
    a.files[1].attributes = 0x10;
    EXPECT("archive-members:2", &a);
    a = good(); /* content of no bytes */
    a.folders[0].contents[0] = slice_from("");
    a.folders[0].packed = (struct slice)BYTES("\x01\x00\x00x\x00");
    EXPECT("archive-members:1", &a);
    CHECK_INT(0, fixture.keyholder.decrypts);
    a = good(); /* a file that only pretends */
    a.folder_count = 0;
    a.files[0].no_stream = true;
    EXPECT("archive-not-encrypted archive-members:1", &a);
}

static void refuses_two_files_of_one_name(void)
{
    struct sz_archive a = with_second(good());

    a.files[1].name = a.files[0].name;
    EXPECT("archive-members:2", &a);
    a = good(); /* solid */
    a.file_count = 2;
    a.files[1].name = "AANMELDING.TXT";
    a.folders[0].content_count = 2;
    a.folders[0].contents[1] = slice_from("nog een");
    EXPECT("archive-members:2", &a);
    CHECK(fixture.verdict.archive_opened && !fixture.member.complete);
    a.folders[0].method = METHOD_LZMA;
    EXPECT("archive-members:2", &a);
    CHECK(!fixture.verdict.archive_opened);
    a.header = SZ_HEADER_ENCODED;
    EXPECT("archive-members:2", &a);
    CHECK(fixture.verdict.archive_opened);
}

/* --- sizes --- */

static void bounds_what_is_declared(void)
{
    struct sz_archive a = good();

    a.folders[0].size_delta = INT64_C(1) << 62;
    EXPECT("archive-too-large", &a);
    a.folders[0].size_delta = -1 - (int64_t)strlen(DOCUMENT); /* 2^64 - 1 */
    EXPECT("archive-too-large", &a);
    a = with_second(good()); /* both together do not even fit in a number */
    a.folders[0].size_delta = a.folders[1].size_delta = INT64_C(1) << 62;
    EXPECT("archive-members:2 archive-too-large", &a);
    a.folders[0].size_delta = -1 - (int64_t)strlen(DOCUMENT);
    EXPECT("archive-damaged", &a);
    a = good();
    a.files_declared = UINT64_C(1) << 31;
    EXPECT("archive-damaged", &a);
    a.files_declared = UINT64_MAX;
    EXPECT("archive-damaged", &a);
    a.files_declared = 2;
    EXPECT("archive-damaged", &a);
    a = good();
    a.unpack_info =
        (struct slice)BYTES("\x07\x0b\xf0\x80\xf0\xfa\x02\x00"); /* 50 million folders */
    EXPECT("archive-damaged", &a);
}

/* As many folders as can be told of, and one more */
static void bounds_the_folders(void)
{
    struct buffer info;
    struct sz_archive a = good();

    for (unsigned count = 1024; count <= 1025; count++) {
        buffer_init(&info, 1 << 16);
        buffer_append_slice(&info, (struct slice)BYTES("\x07\x0b"));
        sz_number(&info, count);
        buffer_append_byte(&info, 0);
        for (unsigned i = 0; i < count; i++)
            buffer_append_slice(&info, (struct slice)BYTES("\x01\x01\x00"));
        buffer_append_slice(&info, (struct slice)BYTES("\x0c"));
        for (unsigned i = 0; i < count; i++)
            buffer_append_byte(&info, 1);
        buffer_append_byte(&info, 0);
        a.unpack_info = buffer_slice(&info);
        EXPECT(count == 1024 ? "archive-damaged archive-not-encrypted"
                             : "archive-not-encrypted archive-members:2",
               &a);
        buffer_free(&info);
    }
}

static void bounds_the_header(void)
{
    static const enum sz_header headers[] = {SZ_HEADER_PLAIN, SZ_HEADER_ENCODED};
    struct buffer padding;

    for (unsigned h = 0; h < 2; h++) {
        struct sz_archive a = packed_header(METHOD_LZMA);
        size_t room = 65536;

        a.header = headers[h];
        while (true) { /* grow the padding until the header is 64 KiB exactly, then one more */
            const char *found;

            buffer_init(&padding, 1 << 17);
            buffer_append_byte(&padding, 0x19);
            sz_number(&padding, room);
            while (room > 0 && padding.len < room + 4)
                buffer_append_byte(&padding, 0);
            a.properties_behind = buffer_slice(&padding);
            found = judge_written(&fixture, &a);
            buffer_free(&padding);
            if (strcmp(found, "accepted") == 0)
                break;
            CHECK_STRING("archive-members:2", found);
            if (room-- < 65000)
                break;
        }
        CHECK(room > 65300 && room < 65536);
    }
}

/* Room for so many bytes more than the process has now; 0: no limit again */
static void limit_memory(rlim_t more)
{
#ifdef __SANITIZE_ADDRESS__
    (void)more; /* its shadow needs all of the address space */
#else
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    struct buffer statm;

    buffer_init(&statm, 256);
    if (more > 0 && load_file("/proc/self/statm", &statm))
        limit.rlim_cur = strtoull(buffer_string(&statm), NULL, 10) * 4096 + more;
    CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
    buffer_free(&statm);
#endif
}

/* A dictionary of 4 GiB costs no memory; neither does what unpacks to more than it says. */
static void bounds_memory(void)
{
    struct sz_archive a = good();
    struct buffer zeros;

    limit_memory(256 << 20); /* the writer of the test needs most of it */
    a.folders[0].method_properties = (struct slice)BYTES("\x28");
    EXPECT("accepted", &a);
    a = with_method(METHOD_LZMA);
    a.folders[0].method_properties = (struct slice)BYTES("\x5d\xff\xff\xff\xff");
    EXPECT("accepted", &a);
    a.folders[0].method_properties = (struct slice)BYTES("\x5d\x00\x00\x00\x00");
    EXPECT("accepted", &a);
    limit_memory(0);
    buffer_init(&zeros, 8 << 20);
    buffer_reserve(&zeros, 8 << 20);
    memset(zeros.data, 0, 8 << 20);
    zeros.len = 8 << 20;
    for (unsigned m = METHOD_LZMA; m <= METHOD_LZMA2; m++) {
        a = with_method((enum contents_method)m);
        a.folders[0].contents[0] = buffer_slice(&zeros);
        EXPECT("archive-too-large", &a);
        a.folders[0].size_delta = 1000 - (8 << 20);
        EXPECT(m == METHOD_LZMA ? "archive-wrong-passphrase" : "archive-damaged", &a);
    }
    buffer_free(&zeros);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(accepts_all_forms),
        TEST(accepts_salts_and_short_vectors),
        TEST(accepts_powers_of_the_protocol),
        TEST(accepts_old_versions),
        TEST(accepts_stored_chunks),
        TEST(accepts_the_method_listed_first),
        TEST(accepts_some_pack_sums),
        TEST(needs_room_for_the_archive),
        TEST(refuses_mixed_archives),
        TEST(refuses_decoy_folders),
        TEST(refuses_weak_ciphers),
        TEST(refuses_malformed_cipher_properties),
        TEST(asks_for_two_keys_at_most),
        TEST(refuses_two_passphrases_in_one_archive),
        TEST(refuses_padding),
        TEST(tells_damage_from_a_wrong_passphrase),
        TEST(refuses_hidden_tails),
        TEST(refuses_sizes_that_do_not_fit),
        TEST(refuses_bytes_without_a_place),
        TEST(refuses_wrong_sums),
        TEST(refuses_missing_sums),
        TEST(refuses_a_start_header_that_lies),
        TEST(refuses_every_cut),
        TEST(refuses_nested_headers),
        TEST(refuses_malformed_headers),
        TEST(refuses_forbidden_structures),
        TEST(refuses_malformed_streams),
        TEST(refuses_malformed_folders),
        TEST(judges_coder_chains),
        TEST(judges_the_chain_of_the_header),
        TEST(refuses_properties),
        TEST(takes_times_and_padding),
        TEST(refuses_malformed_names),
        TEST(refuses_unsafe_names),
        TEST(takes_names_as_people_have_them),
        TEST(refuses_what_is_no_regular_file),
        TEST(refuses_files_without_content),
        TEST(refuses_two_files_of_one_name),
        TEST(bounds_what_is_declared),
        TEST(bounds_the_folders),
        TEST(bounds_the_header),
        TEST(bounds_memory),
    };
    int status;

    fixture_start(&fixture);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    return status;
}
