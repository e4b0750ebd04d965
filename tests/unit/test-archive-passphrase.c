/* What is told of a wrong passphrase, and of damage behind the right one */
#include "crafted.h"
#include "test.h"

#include <string.h>

static struct fixture fixture;

static void tells_damage_from_a_wrong_passphrase(void)
{
    struct sz_archive a = crafted_good();
    struct buffer stream, properties;

    a.change_sum = 1;
    EXPECT("archive-damaged", &a); /* the first chunk is right */
    CHECK(fixture.verdict.archive_opened);
    a = crafted_good();
    a.folders[0].packed =
        (struct slice)BYTES("\xe0\x00\x00\x00\x00"); /* not even a chunk's header */
    EXPECT("archive-wrong-passphrase", &a);
    a.folders[0].packed = (struct slice)BYTES("\x01\x00\x00");
    EXPECT("archive-wrong-passphrase", &a);
    a = crafted_good();
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
        a = crafted_with_method((enum contents_method)m);
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
    a = crafted_good();
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

/* Behind a stored chunk, chunks of both kinds with long and short headers must lead to the end. */
static void follows_the_chunks(void)
{
    enum { TEXT = 5 << 20, STORED = 100 };
    struct sz_archive a = crafted_good();
    struct buffer text, stream, properties;
    size_t end;

    buffer_init(&text, TEXT + 64);
    buffer_init(&stream, TEXT);
    buffer_init(&properties, 8);
    for (unsigned i = 0; text.len < TEXT; i++) /* more than one chunk holds */
        buffer_printf(&text, "regel %u;", i * 7919 % 10007);
    sz_stored_chunk(&stream, slice_sub(buffer_slice(&text), 0, STORED), true);
    sz_compress(METHOD_LZMA2, slice_sub(buffer_slice(&text), STORED, text.len), &stream,
                &properties);
    end = stream.len;
    a.folders[0].contents[0] = buffer_slice(&text);
    a.folders[0].packed = buffer_slice(&stream);
    a.folders[0].method_properties = buffer_slice(&properties);
    fixture.protocol.max_unpacked_bytes = text.len;
    EXPECT("accepted", &a);
    CHECK(member_is(&fixture, buffer_slice(&text)));
    a.folders[0].damage_at = end / 2; /* in the data of some chunk */
    EXPECT("archive-damaged", &a);
    a.folders[0].damage_at = end; /* no end */
    EXPECT("archive-wrong-passphrase", &a);
    a.folders[0].damage_at = 3 + STORED + 1; /* no chunk behind the first */
    EXPECT("archive-wrong-passphrase", &a);
    a.folders[0].damage_at = 0;
    fixture.protocol.max_unpacked_bytes = 262144;
    EXPECT("archive-too-large", &a);
    CHECK(fixture.verdict.archive_opened);
    buffer_free(&text);
    buffer_free(&stream);
    buffer_free(&properties);
}

/* What a wrong key makes of a stream without padding is anything; it begins as a stored chunk once
 * in 256 times, of a size that fits in so long a stream. */
static void takes_no_chance_for_a_passphrase(void)
{
    enum { TRIALS = 1500, STREAM = 65536 + 16 };
    struct sz_archive a = crafted_good();
    struct buffer stream;

    buffer_init(&stream, STREAM);
    CHECK(buffer_reserve(&stream, STREAM));
    memset(stream.data, 'x', STREAM);
    stream.len = STREAM;
    a.folders[0].packed = buffer_slice(&stream);
    a.folders[0].passphrase = "een heel andere zin";
    for (unsigned i = 0; i < TRIALS; i++) {
        stream.data[0] = (unsigned char)i; /* from here on all of the ciphertext differs */
        stream.data[1] = (unsigned char)(i >> 8);
        EXPECT("archive-wrong-passphrase", &a);
        CHECK(!fixture.verdict.archive_opened);
    }
    buffer_free(&stream);
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
            a = crafted_with_method((enum contents_method)m);
            a.folders[0].size_delta = deltas[i];
            EXPECT(expected, &a);
            a.header = SZ_HEADER_ENCODED;
            EXPECT("archive-damaged", &a);
        }
        a = crafted_with_method((enum contents_method)m);
        a.folders[0].stream_suffix = slice_from("staart");
        EXPECT(expected, &a);
        a.folders[0].stream_suffix = (struct slice)BYTES("\0");
        EXPECT(expected, &a);
        if (m == METHOD_COPY) /* sizes that differ are seen before a passphrase is tried */
            continue;
        a.folders[0].size_delta = 1; /* too much is wrong to be sure of the passphrase */
        EXPECT("archive-wrong-passphrase", &a);
    }
}

/* What liblzma writes of bytes that hardly compress: a chunk that goes on from the one before */
static void accepts_chunks_that_reset_nothing(void)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct sz_archive a = crafted_good();
    struct buffer text, stream, properties;
    size_t second;
    uint32_t state = 1;

    buffer_init(&text, 1 << 20);
    buffer_init(&stream, 1 << 20);
    buffer_init(&properties, 8);
    while (text.len < 120000) {
        state = state * 1664525 + 1013904223;
        buffer_append_byte(&text, (unsigned char)letters[state >> 26]);
    }
    sz_compress(METHOD_LZMA2, buffer_slice(&text), &stream, &properties);
    second = 6 + (size_t)(stream.data[3] << 8) + stream.data[4] + 1;
    CHECK(second < stream.len && stream.data[second] == 0x80);
    a.folders[0].contents[0] = buffer_slice(&text);
    EXPECT("accepted", &a);
    CHECK(member_is(&fixture, buffer_slice(&text)));
    a.folders[0].damage_at = second + 100;
    EXPECT("archive-damaged", &a);
    a.folders[0].damage_at = 0;
    stream.data[second] = 0x7f; /* no chunk begins so: too much is wrong to be sure */
    a.folders[0].packed = buffer_slice(&stream);
    EXPECT("archive-wrong-passphrase", &a);
    buffer_free(&text);
    buffer_free(&stream);
    buffer_free(&properties);
}

/* Stored chunks prove the passphrase when they lead to an end: that of the stream, or where the
 * output has its size. */
static void needs_an_end_behind_stored_chunks(void)
{
    static const struct {
        struct slice behind;
        const char *expected;
    } cases[] = {
        {BYTES("\0"), "accepted"},
        {BYTES(""), "archive-wrong-passphrase"},
        {BYTES("\x02\0\0x\0"), "archive-damaged"}, /* more than the size, to the end */
        {BYTES("\0x"), "archive-damaged"},         /* all of the size, and something behind */
        {BYTES("\0\0\0x\x02\xff\xff"), "archive-damaged"},
        {BYTES("\x02\0\0x\0\0"), "archive-wrong-passphrase"}, /* neither */
        {BYTES("\x02\0\0x\x03"), "archive-wrong-passphrase"},
        {BYTES("\x03\0\0x\0"), "archive-wrong-passphrase"},
        {BYTES("\x7f\0\0x\0"), "archive-wrong-passphrase"},
    };
    struct sz_archive a = crafted_good();
    struct buffer stream;

    buffer_init(&stream, 4096);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        buffer_clear(&stream);
        sz_stored_chunk(&stream, slice_from(DOCUMENT), true);
        buffer_append_slice(&stream, cases[i].behind);
        a.folders[0].packed = buffer_slice(&stream);
        EXPECT(cases[i].expected, &a);
    }
    buffer_clear(&stream); /* the first one resets the dictionary, or is none */
    sz_stored_chunk(&stream, slice_from(DOCUMENT), false);
    buffer_append_byte(&stream, 0);
    a.folders[0].packed = buffer_slice(&stream);
    EXPECT("archive-wrong-passphrase", &a);
    buffer_free(&stream);
}

/* What the wrong ones made of it leaves no trace. */
static void opens_with_the_second_whatever_the_method(void)
{
    for (unsigned m = 0; m < 3; m++) {
        struct sz_archive a = crafted_with_method((enum contents_method)m);

        a.folders[0].passphrase = "andere-zin-2027";
        EXPECT("accepted", &a);
        CHECK(member_is(&fixture, slice_from(DOCUMENT)));
        CHECK_INT(1, fixture.verdict.passphrase);
        CHECK_INT(2, fixture.keyholder.decrypts);
        a.change_sum = 1;
        CHECK(strcmp("accepted", judge_written(&fixture, &a)) != 0);
        CHECK_INT(0, fixture.member.content.len);
    }
}

/* Of stored bytes, what stands in them proves nothing. */
static void takes_no_chunks_where_there_are_none(void)
{
    struct sz_archive a = crafted_with_method(METHOD_COPY);

    a.folders[0].contents[0] = (struct slice)BYTES("\x01\0\0x\0");
    EXPECT("accepted", &a);
    a.change_sum = 1;
    EXPECT("archive-wrong-passphrase", &a);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(tells_damage_from_a_wrong_passphrase),      TEST(follows_the_chunks),
        TEST(takes_no_chance_for_a_passphrase),          TEST(refuses_hidden_tails),
        TEST(accepts_chunks_that_reset_nothing),         TEST(needs_an_end_behind_stored_chunks),
        TEST(opens_with_the_second_whatever_the_method), TEST(takes_no_chunks_where_there_are_none),
    };
    int status;

    fixture_start(&fixture);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    return status;
}
