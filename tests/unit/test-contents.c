/* Streams must fill their declared size to the byte, whatever stands in them */
#include "base/secret.h"
#include "inspect/contents.h"
#include "sevenzip-writer.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static const enum contents_method METHODS[] = {METHOD_COPY, METHOD_LZMA, METHOD_LZMA2,
                                               METHOD_DEFLATE};
enum { ALL = 4, SEVENZIP = 3 }; /* deflate is that of ZIP packages */

static struct buffer text, stream, properties, out;

/* As it stands in a ZIP: without a header of its own */
static void deflate_text(void)
{
    z_stream z = {.next_in = text.data, .avail_in = (unsigned)text.len};

    CHECK(buffer_reserve(&stream, text.len + 1024));
    z.next_out = stream.data;
    z.avail_out = (unsigned)text.len + 1024;
    CHECK_INT(Z_OK, deflateInit2(&z, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY));
    CHECK_INT(Z_STREAM_END, deflate(&z, Z_FINISH));
    stream.len = z.total_out;
    deflateEnd(&z);
}

static void prepare(enum contents_method method, size_t size)
{
    buffer_clear(&text);
    buffer_clear(&stream);
    buffer_clear(&properties);
    for (unsigned i = 0; text.len < size; i++)
        buffer_printf(&text, "regel %u van %u;", i * 7919 % 10007, i);
    buffer_truncate(&text, size);
    if (method == METHOD_DEFLATE)
        deflate_text();
    else
        sz_compress(method, buffer_slice(&text), &stream, &properties);
}

static enum contents_result unpack(enum contents_method method, uint64_t size)
{
    buffer_clear(&out);
    return contents_unpack(method, buffer_slice(&properties), buffer_slice(&stream), size, &out);
}

static void unpacks_every_size(void)
{
    static const size_t sizes[] = {1, 15, 16, 4095, 4096, 4097, 65536, 300000, 3 << 20};

    for (size_t m = 0; m < ALL; m++) {
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            prepare(METHODS[m], sizes[i]);
            CHECK_INT(CONTENTS_OK, unpack(METHODS[m], sizes[i]));
            CHECK(slice_equal(buffer_slice(&out), buffer_slice(&text)));
        }
    }
}

static void appends_and_leaves_the_rest(void)
{
    prepare(METHOD_LZMA2, 1000);
    buffer_clear(&out);
    buffer_append_string(&out, "voor");
    CHECK_INT(CONTENTS_OK, contents_unpack(METHOD_LZMA2, buffer_slice(&properties),
                                           buffer_slice(&stream), 1000, &out));
    CHECK_INT(1004, out.len);
    CHECK_INT(CONTENTS_DAMAGED, contents_unpack(METHOD_LZMA2, buffer_slice(&properties),
                                                buffer_slice(&stream), 999, &out));
    CHECK_INT(1004, out.len);
    CHECK(memcmp(out.data, "voor", 4) == 0);
}

static void refuses_any_other_size(void)
{
    static const int64_t wrong[] = {-999, -10, -1, 1, 2, 1000, 65536};

    for (size_t m = 0; m < ALL; m++) {
        prepare(METHODS[m], 1000);
        for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
            CHECK_INT(CONTENTS_DAMAGED, unpack(METHODS[m], (uint64_t)(1000 + wrong[i])));
        CHECK_INT(0, out.len);
    }
}

static void refuses_bytes_behind_the_end(void)
{
    for (size_t m = 0; m < ALL; m++) {
        for (unsigned byte = 0; byte < 256; byte++) {
            prepare(METHODS[m], 500);
            buffer_append_byte(&stream, (unsigned char)byte);
            CHECK_INT(CONTENTS_DAMAGED, unpack(METHODS[m], 500));
        }
        prepare(METHODS[m], 500);
        for (unsigned i = 0; i < 100000; i++)
            buffer_append_byte(&stream, 0);
        CHECK_INT(CONTENTS_DAMAGED, unpack(METHODS[m], 500));
    }
}

static void refuses_a_cut(void)
{
    for (size_t m = 0; m < ALL; m++) {
        prepare(METHODS[m], 500);
        while (stream.len > 0) {
            buffer_truncate(&stream, stream.len - 1);
            CHECK_INT(CONTENTS_DAMAGED, unpack(METHODS[m], 500));
        }
    }
}

/* Far behind the beginning, where bytes have been given out already */
static void refuses_late_damage(void)
{
    for (size_t m = 1; m < SEVENZIP; m++) {
        prepare(METHODS[m], 3 << 20);
        stream.data[stream.len - 1000] ^= 0x10;
        CHECK_INT(CONTENTS_DAMAGED, unpack(METHODS[m], 3 << 20));
        CHECK_INT(0, out.len);
    }
}

/* A second stream of the same format behind the first is no content either. */
static void refuses_a_second_stream(void)
{
    prepare(METHOD_LZMA2, 500);
    buffer_append_slice(&stream, slice_of("\x01\0\0x\0", 5));
    CHECK_INT(CONTENTS_DAMAGED, unpack(METHOD_LZMA2, 500));
    CHECK_INT(CONTENTS_DAMAGED, unpack(METHOD_LZMA2, 501));
}

static void takes_the_coders_properties_only(void)
{
    prepare(METHOD_LZMA2, 500);
    for (unsigned byte = 0; byte < 256; byte++) {
        properties.data[0] = (unsigned char)byte;
        CHECK_INT(byte <= 40 ? CONTENTS_OK : CONTENTS_DAMAGED, unpack(METHOD_LZMA2, 500));
    }
    properties.data[0] = 24;
    buffer_append_byte(&properties, 0);
    CHECK_INT(CONTENTS_DAMAGED, unpack(METHOD_LZMA2, 500));
    CHECK_INT(CONTENTS_DAMAGED, unpack(METHOD_LZMA, 500));
    CHECK_INT(CONTENTS_DAMAGED, unpack(METHOD_COPY, stream.len));
    prepare(METHOD_LZMA, 500);
    for (unsigned byte = 0; byte < 256; byte++) { /* a dictionary of any size is enough */
        memset(properties.data + 1, (int)byte, 4);
        CHECK_INT(CONTENTS_OK, unpack(METHOD_LZMA, 500));
    }
    properties.data[0] = 225;
    CHECK_INT(CONTENTS_DAMAGED, unpack(METHOD_LZMA, 500));
    properties.data[0] = 0x5d;
    buffer_append_byte(&properties, 0);
    CHECK_INT(CONTENTS_DAMAGED, unpack(METHOD_LZMA, 500));
    buffer_truncate(&properties, 4);
    CHECK_INT(CONTENTS_DAMAGED, unpack(METHOD_LZMA, 500));
    prepare(METHOD_DEFLATE, 500);
    buffer_append_byte(&properties, 0);
    CHECK_INT(CONTENTS_DAMAGED, unpack(METHOD_DEFLATE, 500));
}

/* Room is the caller's; sizes that a file declares are believed by nobody. */
static void keeps_to_the_room(void)
{
    struct buffer small;

    buffer_init(&small, 499);
    for (size_t m = 0; m < ALL; m++) {
        prepare(METHODS[m], 500);
        CHECK_INT(CONTENTS_TOO_LARGE, contents_unpack(METHODS[m], buffer_slice(&properties),
                                                      buffer_slice(&stream), 500, &small));
        CHECK_INT(CONTENTS_TOO_LARGE, contents_unpack(METHODS[m], buffer_slice(&properties),
                                                      buffer_slice(&stream), UINT64_MAX, &small));
    }
    buffer_append_string(&small, "voor"); /* what stands there already counts */
    prepare(METHOD_COPY, 496);
    CHECK_INT(CONTENTS_TOO_LARGE, contents_unpack(METHOD_COPY, buffer_slice(&properties),
                                                  buffer_slice(&stream), 496, &small));
    prepare(METHOD_COPY, 495);
    CHECK_INT(CONTENTS_OK, contents_unpack(METHOD_COPY, buffer_slice(&properties),
                                           buffer_slice(&stream), 495, &small));
    buffer_free(&small);
}

/* However much a stream unpacks to, no more than its size is kept. */
static void stops_at_the_size(void)
{
    for (size_t m = 1; m < ALL; m++) {
        struct buffer fresh;

        prepare(METHODS[m], 3 << 20);
        buffer_init(&fresh, 8 << 20);
        CHECK_INT(CONTENTS_DAMAGED, contents_unpack(METHODS[m], buffer_slice(&properties),
                                                    buffer_slice(&stream), 1000, &fresh));
        CHECK(fresh.len == 0 && fresh.capacity < 8192);
        buffer_free(&fresh);
    }
}

/* --- streams that come in pieces --- */

struct drip {
    struct slice stream;
    size_t size;   /* of a piece, at most */
    unsigned left; /* so many pieces are given */
    unsigned asked;
};

static struct slice drip_piece(void *context, size_t at)
{
    struct drip *d = context;

    CHECK(at < d->stream.len);
    d->asked++;
    if (d->left == 0)
        return slice_of(NULL, 0);
    d->left--;
    return slice_sub(d->stream, at, d->size);
}

static enum contents_result unpack_dripping(enum contents_method method, struct drip *d)
{
    struct contents_source source = {d->stream.len, d, drip_piece};

    buffer_clear(&out);
    return contents_unpack_from(method, buffer_slice(&properties), &source, text.len, &out);
}

/* Also where the cut falls into the end of the stream */
static void takes_pieces_of_any_size(void)
{
    static const size_t sizes[] = {1, 2, 20, 31, 32, 33, 200, 5000};

    for (size_t m = 0; m < ALL; m++) {
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            prepare(METHODS[m], sizes[i]);
            for (size_t piece = 1; piece <= stream.len; piece += 1 + piece / 50) {
                struct drip d = {.stream = buffer_slice(&stream), .size = piece, .left = 100000};

                CHECK_INT(CONTENTS_OK, unpack_dripping(METHODS[m], &d));
                CHECK(slice_equal(buffer_slice(&out), buffer_slice(&text)));
            }
        }
    }
}

/* A source that stops is not a damaged stream, and is not tried again. */
static void tells_a_source_that_fails(void)
{
    for (size_t m = 0; m < ALL; m++) {
        unsigned needed;
        struct drip all;

        prepare(METHODS[m], 200);
        all = (struct drip){.stream = buffer_slice(&stream), .size = 10, .left = 100000};
        CHECK_INT(CONTENTS_OK, unpack_dripping(METHODS[m], &all));
        needed = all.asked;
        CHECK(needed >= stream.len / 10);
        for (unsigned n = 0; n < needed; n++) {
            struct drip d = {.stream = buffer_slice(&stream), .size = 10, .left = n};

            CHECK_INT(CONTENTS_UNREAD, unpack_dripping(METHODS[m], &d));
            CHECK_INT(n + 1, d.asked);
            CHECK_INT(0, out.len);
        }
    }
}

int main(void)
{
    static const struct test tests[] = {
        TEST(unpacks_every_size),
        TEST(appends_and_leaves_the_rest),
        TEST(refuses_any_other_size),
        TEST(refuses_bytes_behind_the_end),
        TEST(refuses_a_cut),
        TEST(refuses_late_damage),
        TEST(refuses_a_second_stream),
        TEST(takes_the_coders_properties_only),
        TEST(keeps_to_the_room),
        TEST(stops_at_the_size),
        TEST(takes_pieces_of_any_size),
        TEST(tells_a_source_that_fails),
    };
    int status;

    if (!secret_heap_start(1 << 16))
        return 1;
    buffer_init(&text, 8 << 20);
    buffer_init(&stream, 8 << 20);
    buffer_init(&properties, 16);
    buffer_init(&out, 8 << 20);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    buffer_free(&text);
    buffer_free(&stream);
    buffer_free(&properties);
    buffer_free(&out);
    return status;
}
