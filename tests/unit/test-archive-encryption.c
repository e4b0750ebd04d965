/* Archives bent in their encryption */
#include "crafted.h"
#include "test.h"

#include <string.h>

static struct fixture fixture;

/* --- what is accepted beside what 7-Zip writes by default --- */

static void accepts_all_forms(void)
{
    static const enum contents_method methods[] = {METHOD_COPY, METHOD_LZMA, METHOD_LZMA2};

    for (unsigned m = 0; m < 3; m++) {
        for (unsigned h = 0; h < 3; h++) {
            for (unsigned bits = 0; bits < 16; bits++) {
                struct sz_archive a = crafted_encrypted_header(methods[h]);

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
            struct sz_archive a = crafted_encrypted_header(METHOD_LZMA);

            a.folders[0].salt_len = a.header_folder.salt_len = salt;
            a.folders[0].iv_len = a.header_folder.iv_len = iv;
            EXPECT("accepted", &a);
            CHECK(fixture.keyholder.distinct == 1);
        }
    }
}

static void accepts_powers_of_the_protocol(void)
{
    struct sz_archive a = crafted_good();

    for (unsigned power = 18; power <= 21; power++) {
        a.folders[0].power = power;
        EXPECT(power == 19 || power == 20 ? "accepted" : "archive-weak-encryption", &a);
        CHECK_INT(power, fixture.verdict.kdf_power);
    }
    /* header and content may differ; the lower one counts */
    a = crafted_encrypted_header(METHOD_COPY);
    a.folders[0].power = 20;
    EXPECT("accepted", &a);
    CHECK_INT(19, fixture.verdict.kdf_power);
    CHECK_INT(2, fixture.keyholder.distinct);
    a = crafted_with_second(crafted_good());
    for (unsigned i = 0; i < 2; i++) {
        a.folders[i].power = 20;
        a.folders[1 - i].power = 19;
        EXPECT("archive-members:2", &a);
        CHECK_INT(19, fixture.verdict.kdf_power);
    }
}

static void accepts_old_versions(void)
{
    struct sz_archive a = crafted_good();

    for (a.minor = 2; a.minor <= 4; a.minor++)
        EXPECT("accepted", &a);
    EXPECT("archive-damaged", &a); /* 0.5 */
    a.minor = 1;
    EXPECT("archive-damaged", &a);
    a.minor_zero = true;
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    a.major = 1;
    EXPECT("archive-damaged", &a);
}

static void accepts_stored_chunks(void)
{
    struct sz_archive a = crafted_good();
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
    struct sz_archive a = crafted_good();

    a.folders[0].method_first = true;
    EXPECT("accepted", &a);
}

/* Sums of packed streams may be there for some of them. */
static void accepts_some_pack_sums(void)
{
    struct sz_archive a = crafted_with_method(METHOD_COPY);

    a.folders[0].contents[0] = slice_from("32 tekens, of twee blokken groot");
    a.pack_info = (struct slice)BYTES("\x06\x00\x01\x09\x20\x0a\x00\x00\x00");
    EXPECT("accepted", &a);
    a = crafted_with_second(a);
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
    memory_keyholder_load(&fixture.keyholder, slice_of(NULL, 0));
    CHECK(archive_inspect(&fixture.keyholder.keyholder, FIXTURE_CAPACITY, &fixture.protocol,
                          20261123, &verdict, &member));
    archive_member_clear(&member);
}

/* --- encryption --- */

static void refuses_mixed_archives(void)
{
    struct sz_archive a = crafted_with_second(crafted_good());

    a.folders[1].cipher = SZ_PLAIN;
    EXPECT("archive-not-encrypted archive-members:2", &a);
    CHECK(!fixture.verdict.archive_encrypted);
    a.folders[0].cipher = SZ_PLAIN;
    a.folders[1].cipher = SZ_AES;
    EXPECT("archive-not-encrypted archive-members:2", &a);
    a = crafted_packed_header(METHOD_LZMA);
    a.folders[0].cipher = SZ_PLAIN;
    EXPECT("archive-not-encrypted", &a);
    /* an encrypted header hides a plain file no better */
    a = crafted_encrypted_header(METHOD_LZMA);
    a.folders[0].cipher = SZ_PLAIN;
    EXPECT("archive-not-encrypted", &a);
    CHECK(fixture.verdict.names_encrypted && fixture.verdict.archive_opened);
}

static void refuses_decoy_folders(void)
{
    struct sz_archive a = crafted_with_second(crafted_good());

    a.file_count = 1;
    a.folders[1].content_count = 0;
    a.folders[1].packed = slice_from("lokaas, van niemand");
    EXPECT("archive-damaged", &a);
    a.folders[0].cipher = SZ_PLAIN;
    EXPECT("archive-damaged archive-not-encrypted", &a);
    /* more parts than files, and fewer */
    a = crafted_good();
    a.folders[0].content_count = 2;
    a.folders[0].contents[1] = slice_from("verborgen");
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    a.file_count = 2;
    a.files[1].name = "tweede.txt";
    EXPECT("archive-damaged", &a);
}

static void refuses_weak_ciphers(void)
{
    struct sz_archive a = crafted_good();

    for (unsigned power = 0; power < 64; power++) {
        if (power == 19 || power == 20)
            continue;
        a.folders[0].declare_power = true;
        a.folders[0].declare_as = power;
        EXPECT("archive-weak-encryption", &a);
        CHECK_INT(0, fixture.keyholder.decrypts);
    }
    a = crafted_good();
    a.folders[0].no_iv = true;
    EXPECT("archive-weak-encryption", &a);
    a = crafted_good();
    for (unsigned len = 1; len <= 16; len++) {
        a.folders[0].iv_len = len;
        EXPECT(len == 8 || len == 16 ? "accepted" : "archive-weak-encryption", &a);
    }
    a = crafted_good();
    a.folders[0].aes_properties = (struct slice)BYTES("\x13"); /* power only */
    EXPECT("archive-weak-encryption", &a);
    a.folders[0].aes_properties = (struct slice)BYTES(""); /* nothing */
    EXPECT("archive-weak-encryption", &a);
    a = crafted_encrypted_header(METHOD_COPY);
    a.header_folder.no_iv = true;
    EXPECT("archive-weak-encryption", &a);
    CHECK_INT(0, fixture.keyholder.decrypts);
    /* every folder counts */
    a = crafted_with_second(crafted_good());
    a.folders[1].power = 8;
    EXPECT("archive-weak-encryption archive-members:2", &a);
    a.folders[1].power = 0;
    a.folders[1].declare_power = true;
    a.folders[1].declare_as = 24;
    EXPECT("archive-weak-encryption archive-members:2", &a);
    a.folders[1].declare_power = false;
    a.folders[1].iv_len = 4;
    EXPECT("archive-weak-encryption archive-members:2", &a);
    CHECK_INT(0, fixture.keyholder.decrypts);
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
        struct sz_archive a = crafted_good();

        a.folders[0].aes_properties = properties[i];
        EXPECT("archive-damaged", &a);
    }
}

/* Different salts in one archive: never more than two keys are asked for. */
static void asks_for_two_keys_at_most(void)
{
    struct sz_archive a = crafted_with_second(crafted_encrypted_header(METHOD_LZMA));

    a.folder_count = a.file_count = 4;
    a.folders[2] = a.folders[3] = a.folders[1];
    a.files[2].name = "c.txt";
    a.files[3].name = "d.txt";
    for (unsigned i = 0; i < 4; i++)
        a.folders[i].salt_len = 2 * i;
    EXPECT("archive-members:2", &a);
    CHECK(fixture.keyholder.distinct <= 2);
    CHECK_INT(1, fixture.keyholder.decrypts); /* the header has proved the passphrase */
    a.header = SZ_HEADER_PLAIN;
    EXPECT("archive-members:2", &a);
    CHECK(fixture.keyholder.distinct == 1 && fixture.verdict.archive_opened);
}

static void refuses_two_passphrases_in_one_archive(void)
{
    struct sz_archive a = crafted_encrypted_header(METHOD_LZMA);

    a.header_folder.passphrase = "andere-zin-2027";
    EXPECT("archive-damaged", &a);
    CHECK_INT(1, fixture.verdict.passphrase);
    for (unsigned m = 0; m < 3; m++) { /* whatever the method of the content */
        a.folders[0].method = (enum contents_method)m;
        EXPECT("archive-damaged", &a);
    }
}

static void refuses_padding(void)
{
    struct sz_archive a = crafted_with_method(METHOD_COPY);

    CHECK(strlen(DOCUMENT) % 16 != 0);
    a.folders[0].padding = 1;
    EXPECT("archive-wrong-passphrase", &a);
    a = crafted_encrypted_header(METHOD_LZMA);
    a.folders[0].method = METHOD_COPY;
    a.folders[0].padding = 1;
    EXPECT("archive-damaged", &a);
    a = crafted_encrypted_header(METHOD_COPY);
    a.header_folder.padding = 1;
    EXPECT("archive-wrong-passphrase", &a);
}

static void refuses_sizes_that_do_not_fit(void)
{
    static const int64_t deltas[] = {-1000, -32, -16, 16, 1000};

    for (unsigned m = 0; m < 3; m++) {
        struct sz_archive a;

        for (size_t i = 0; i < sizeof deltas / sizeof deltas[0]; i++) {
            a = crafted_with_method((enum contents_method)m);
            a.folders[0].aes_size_delta = deltas[i];
            EXPECT("archive-damaged", &a);
            a = crafted_encrypted_header((enum contents_method)m);
            a.header_folder.aes_alone = false;
            a.header_folder.aes_size_delta = deltas[i];
            EXPECT("archive-damaged", &a);
        }
        a = crafted_with_method((enum contents_method)m);
        a.folders[0].pack_suffix = slice_from("x");
        EXPECT("archive-damaged", &a);
        a.folders[0].pack_suffix = slice_from("zestien tekens!!");
        EXPECT("archive-damaged", &a);
        CHECK_INT(0, fixture.keyholder.decrypts);
    }
}

/* Blocks that nothing says the use of, and none at all: the padding is less than one. */
static void refuses_a_block_too_many_or_none(void)
{
    static const char text[] = "32 tekens, of twee blokken groot";
    struct sz_archive a = crafted_with_method(METHOD_COPY);
    struct buffer stream;

    buffer_init(&stream, 64);
    buffer_append_string(&stream, text);
    a.folders[0].contents[0] = slice_from(text);
    a.folders[0].packed = buffer_slice(&stream);
    EXPECT("accepted", &a);
    buffer_append_slice(&stream, (struct slice)BYTES("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
    a.folders[0].packed = buffer_slice(&stream);
    a.folders[0].aes_size_delta = -16;
    EXPECT("archive-damaged", &a);
    a.folders[0].aes_size_delta = -15; /* what is less, the methods notice */
    EXPECT("archive-damaged", &a);
    CHECK_INT(0, fixture.keyholder.decrypts);
    for (unsigned m = 0; m < 3; m++) {
        a = crafted_with_method((enum contents_method)m);
        a.folders[0].packed = (struct slice)BYTES("");
        EXPECT("archive-damaged", &a);
        CHECK_INT(0, fixture.keyholder.decrypts);
        a = crafted_encrypted_header((enum contents_method)m);
        a.header_folder.packed = (struct slice)BYTES("");
        EXPECT("archive-damaged", &a);
        CHECK_INT(0, fixture.keyholder.decrypts);
    }
    buffer_free(&stream);
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
        TEST(refuses_sizes_that_do_not_fit),
        TEST(refuses_a_block_too_many_or_none),
    };
    int status;

    fixture_start(&fixture);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    return status;
}
