/* Plaintext is seen through a window: whatever its size, the verdict is the same */
#include "crafted.h"
#include "inspect/archive-window.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static struct fixture fixture;
static struct buffer text; /* two windows of a worker and more, that hardly shrink when packed */

static const size_t WINDOWS[] = {KEYHOLDER_WINDOW_MIN, 48, 64, 4096, 65536, KEYHOLDER_WINDOW};
enum { WINDOW_COUNT = 6, TEXT = 600000 };

static struct sz_archive archive_of(struct slice content, unsigned method)
{
    struct sz_archive a = crafted_with_method((enum contents_method)(method % 3));

    a.folders[0].contents[0] = content;
    if (method >= 3) {
        a.header = SZ_HEADER_ENCODED;
        a.header_folder.method = (enum contents_method)(method % 3);
    }
    return a;
}

static void shows_any_piece(void)
{
    struct sz_archive a = archive_of(slice_sub(buffer_slice(&text), 0, 1000), METHOD_COPY);
    struct keyholder *k = &fixture.keyholder.keyholder;
    struct cipher_params params = {.power = 19};
    struct archive_window w = {.keyholder = k, .params = &params, .offset = 32, .packed = 1008};
    struct slice shown;

    k->window = KEYHOLDER_WINDOW_MIN;
    EXPECT("accepted", &a); /* and the archive stands with the key holder */
    fixture.keyholder.decrypts = 0;
    for (size_t at = 16; at < 1000; at += at % 7 * 31 + 1) { /* the first block needs the vector */
        size_t wanted = 1 + at % ARCHIVE_WINDOW_ASK_MAX;

        if (wanted > 1000 - at)
            wanted = 1000 - at;
        shown = archive_window_show(&w, at, wanted);
        CHECK(shown.len >= wanted);
        CHECK(memcmp(shown.data, text.data + at, wanted) == 0);
    }
    CHECK_INT(8, archive_window_show(&w, 1000, ARCHIVE_WINDOW_ASK_MAX).len); /* the padding */
    CHECK_INT(0, archive_window_show(&w, 1008, 1).len);
    CHECK(!w.failed);
    k->window = KEYHOLDER_WINDOW;
}

/* What stands there is not asked for again. */
static void asks_once_for_what_it_shows(void)
{
    struct cipher_params params = {.power = 19};
    struct archive_window w = {.keyholder = &fixture.keyholder.keyholder,
                               .params = &params,
                               .offset = 32,
                               .packed = 3 * KEYHOLDER_WINDOW};

    fixture.keyholder.decrypts = 0;
    for (size_t at = 0; at < 3 * KEYHOLDER_WINDOW; at += 1000)
        archive_window_show(&w, at, 1);
    CHECK_INT(3, fixture.keyholder.decrypts);
    archive_window_show(&w, 3 * KEYHOLDER_WINDOW - 1, 1);
    CHECK_INT(3, fixture.keyholder.decrypts);
    fixture.keyholder.fail_after = 4;
    CHECK_INT(0, archive_window_show(&w, 0, 1).len);
    CHECK(w.failed && fixture.keyholder.decrypts == 4);
    fixture.keyholder.fail_after = 0;
    CHECK_INT(0, archive_window_show(&w, 0, 1).len); /* and not after a failure */
    CHECK_INT(4, fixture.keyholder.decrypts);
}

static void accepts_through_any_window(void)
{
    fixture.protocol.max_unpacked_bytes = TEXT;
    for (size_t i = 0; i < WINDOW_COUNT; i++) {
        fixture.keyholder.keyholder.window = WINDOWS[i];
        for (unsigned method = 0; method < 6; method++) {
            /* sizes around a block and a window, and one of several windows of a worker */
            for (size_t size = 1; size <= 3 * WINDOWS[i] && size < TEXT;
                 size += WINDOWS[i] / 2 - 3) {
                struct slice content = slice_sub(buffer_slice(&text), 0, size);
                struct sz_archive a = archive_of(content, method);

                EXPECT("accepted", &a);
                CHECK(member_is(&fixture, content));
            }
        }
    }
    for (unsigned method = 0; method < 6; method++) {
        struct sz_archive a = archive_of(buffer_slice(&text), method);

        EXPECT("accepted", &a);
        CHECK(member_is(&fixture, buffer_slice(&text)));
        a.folders[0].passphrase = "andere-zin-2027";
        a.header_folder.passphrase = "andere-zin-2027";
        EXPECT("accepted", &a);
        a.folders[0].passphrase = a.header_folder.passphrase = "een heel andere zin";
        EXPECT("archive-wrong-passphrase", &a);
    }
    fixture.protocol.max_unpacked_bytes = 262144;
}

/* A salted key is derived once a passphrase, and not once a window. */
static void derives_a_salted_key_once(void)
{
    struct sz_archive a = archive_of(slice_sub(buffer_slice(&text), 0, 1000), METHOD_LZMA2);

    fixture.keyholder.keyholder.window = KEYHOLDER_WINDOW_MIN;
    a.folders[0].salt_len = 16;
    EXPECT("accepted", &a);
    CHECK(fixture.keyholder.decrypts > 20);
    CHECK_INT(1, fixture.keyholder.salted.derived);
    a.folders[0].passphrase = "andere-zin-2027";
    fixture.keyholder.salted.derived = 0;
    EXPECT("accepted", &a);
    CHECK_INT(2, fixture.keyholder.salted.derived);
    fixture.keyholder.keyholder.window = KEYHOLDER_WINDOW;
}

/* Damage far behind, and at every place of a short stream, is told as without a window. */
static void finds_the_same_through_any_window(void)
{
    struct slice content = slice_sub(buffer_slice(&text), 0, 700);
    char whole[1024];

    for (unsigned method = 0; method < 6; method++) {
        for (size_t at = 1; at < 600; at += 1 + at / 9) {
            struct sz_archive a = archive_of(content, method);

            a.folders[0].damage_at = at;
            snprintf(whole, sizeof whole, "%s", judge_written(&fixture, &a));
            for (size_t i = 0; i < WINDOW_COUNT; i++) {
                fixture.keyholder.keyholder.window = WINDOWS[i];
                EXPECT(whole, &a);
            }
        }
    }
}

/* Stored chunks are followed from one window to the next. */
static void follows_chunks_through_any_window(void)
{
    struct sz_archive a = crafted_good();
    struct buffer stream;

    buffer_init(&stream, TEXT);
    for (size_t at = 0; at < 3000; at += 30)
        sz_stored_chunk(&stream, slice_sub(buffer_slice(&text), at, 30), at == 0);
    buffer_append_byte(&stream, 0);
    a.folders[0].contents[0] = slice_sub(buffer_slice(&text), 0, 3000);
    a.folders[0].packed = buffer_slice(&stream);
    for (size_t i = 0; i < WINDOW_COUNT; i++) {
        fixture.keyholder.keyholder.window = WINDOWS[i];
        a.change_sum = 0;
        EXPECT("accepted", &a);
        a.change_sum = 1;
        EXPECT("archive-damaged", &a);
        CHECK(fixture.verdict.archive_opened);
        stream.data[33 * 50] ^= 0x80;
        EXPECT("archive-wrong-passphrase", &a);
        stream.data[33 * 50] ^= 0x80;
    }
    buffer_free(&stream);
}

/* failing - judged with a key holder that fails at its nth question, for every n */
static void failing(const struct sz_archive *a, const char *expected)
{
    unsigned questions;

    EXPECT(expected, a);
    questions = fixture.keyholder.decrypts;
    CHECK(questions > 3);
    for (unsigned n = 1; n <= questions; n++) {
        fixture.keyholder.fail_after = n;
        EXPECT("not judged", a);
        CHECK_INT(n, fixture.keyholder.decrypts); /* it is not asked again */
    }
    fixture.keyholder.fail_after = questions + 1;
    EXPECT(expected, a);
    fixture.keyholder.fail_after = 0;
}

static void gives_up_when_the_key_holder_fails(void)
{
    struct slice content = slice_sub(buffer_slice(&text), 0, 150);
    struct buffer stream;

    buffer_init(&stream, 4096);
    fixture.keyholder.keyholder.window = KEYHOLDER_WINDOW_MIN;
    for (unsigned method = 0; method < 6; method++) {
        struct sz_archive a = archive_of(content, method);

        failing(&a, "accepted");
        a.change_sum = 1;
        failing(&a, method == METHOD_COPY || method == METHOD_LZMA ? "archive-wrong-passphrase"
                                                                   : "archive-damaged");
    }
    for (unsigned i = 0; i < 5; i++) { /* where stored chunks are followed */
        struct sz_archive a = crafted_good();

        buffer_clear(&stream);
        for (size_t at = 0; at < 150; at += 30)
            sz_stored_chunk(&stream, slice_sub(content, at, 30), at == 0);
        buffer_append_byte(&stream, 0);
        a.folders[0].contents[0] = content;
        a.folders[0].packed = buffer_slice(&stream);
        a.change_sum = 1;
        failing(&a, "archive-damaged");
    }
    buffer_free(&stream);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(shows_any_piece),
        TEST(asks_once_for_what_it_shows),
        TEST(accepts_through_any_window),
        TEST(derives_a_salted_key_once),
        TEST(finds_the_same_through_any_window),
        TEST(follows_chunks_through_any_window),
        TEST(gives_up_when_the_key_holder_fails),
    };
    uint32_t random = 1;
    int status;

    buffer_init(&text, TEXT + 16);
    while (text.len < TEXT) {
        random = random * 1103515245 + 12345;
        buffer_append_byte(&text, (unsigned char)(32 + (random >> 16) % 90));
    }
    fixture_start(&fixture);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    buffer_free(&text);
    return status;
}
