/*
 * contents - all decompression, by libarchive
 *
 * Reads memory and writes memory: opens no file, starts no program. libarchive gets the dressed
 * stream in pieces (what stands before it, the stream itself as it comes, what stands behind it),
 * so that the stream is never copied.
 */
#include "inspect/contents.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    DICTIONARY_MIN = 4096,
    DICTIONARY_STEP = 16,     /* those of liblzma are multiples of it */
    FRONT_MAX = 48,           /* .xz: stream header 12, block header at most 36 */
    BEHIND_MAX = 48,          /* padding 3, index at most 32, footer 12 */
    TAIL = 32,                /* more than the end marker of LZMA takes */
    DECODER_ROOM = 256 * 1024 /* bytes a decoder takes beside its dictionary, with some to spare */
};

struct cover {
    unsigned char bytes[FRONT_MAX];
    size_t len;
};

/* What of a dressed stream is read next */
enum part { PART_FRONT, PART_STREAM, PART_BEHIND, PART_END };

struct dressed {
    struct cover front, tail, behind;
    const struct contents_source *stream;
    enum part next;
    size_t at;   /* of the stream, so much has been read */
    bool unread; /* the stream did not give its bytes */
};

static void put(struct cover *p, const void *bytes, size_t len)
{
    memcpy(p->bytes + p->len, bytes, len);
    p->len += len;
}

static void put_byte(struct cover *p, unsigned byte)
{
    p->bytes[p->len++] = (unsigned char)byte;
}

static void put_le(struct cover *p, uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        put_byte(p, (unsigned)(value >> 8 * i & 0xff));
}

/* Integer of .xz (section 1.2 of its format): 7 bits a byte, lowest first, bit 7: more follow */
static void put_vli(struct cover *p, uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        put_byte(p, (unsigned)(value & 0x7f) | 0x80u);
    put_byte(p, (unsigned)value);
}

static void put_crc(struct cover *p, size_t from)
{
    put_le(p, crc32_z(0, p->bytes + from, p->len - from), 4);
}

static uint64_t clamped(uint64_t dictionary, uint64_t size)
{
    if (dictionary > size)
        dictionary = size;
    return dictionary < DICTIONARY_MIN ? DICTIONARY_MIN : dictionary;
}

/* --- LZMA2 as .xz: stream header, one block without check, index, footer --- */

static uint64_t lzma2_dictionary(unsigned byte)
{
    return byte == 40 ? UINT32_MAX : (uint64_t)(2 | (byte & 1)) << (byte / 2 + 11);
}

/* The smallest dictionary byte that is enough */
static unsigned lzma2_dictionary_byte(unsigned declared, uint64_t size)
{
    uint64_t needed = clamped(lzma2_dictionary(declared), size);
    unsigned byte = 0;

    while (lzma2_dictionary(byte) < needed)
        byte++;
    return byte;
}

static void put_block_header(struct cover *p, unsigned dictionary, uint64_t packed, uint64_t size)
{
    size_t start = p->len;

    put_byte(p, 0);    /* its size in units of 4, less one: set below */
    put_byte(p, 0xc0); /* one filter; both sizes are here */
    put_vli(p, packed);
    put_vli(p, size);
    put_byte(p, 0x21); /* LZMA2, one byte of properties */
    put_byte(p, 1);
    put_byte(p, dictionary);
    while ((p->len - start) % 4 != 0)
        put_byte(p, 0);
    p->bytes[start] = (unsigned char)((p->len - start) / 4);
    put_crc(p, start);
}

static void dress_xz(struct dressed *d, unsigned dictionary, uint64_t size)
{
    static const unsigned char magic[] = {0xfd, '7', 'z', 'X', 'Z', 0};
    static const unsigned char flags[] = {0, 0}; /* no check: the container has its own */
    struct cover footer = {.len = 0};
    size_t index, block_header;

    put(&d->front, magic, sizeof magic);
    put(&d->front, flags, sizeof flags);
    put_crc(&d->front, sizeof magic);
    block_header = d->front.len;
    put_block_header(&d->front, lzma2_dictionary_byte(dictionary, size), d->stream->len, size);

    while ((d->stream->len + d->behind.len) % 4 != 0)
        put_byte(&d->behind, 0);
    index = d->behind.len;
    put_byte(&d->behind, 0); /* index of one record */
    put_vli(&d->behind, 1);
    put_vli(&d->behind, d->front.len - block_header + d->stream->len);
    put_vli(&d->behind, size);
    while ((d->behind.len - index) % 4 != 0)
        put_byte(&d->behind, 0);
    put_crc(&d->behind, index);

    put_le(&footer, (d->behind.len - index) / 4 - 1, 4);
    put(&footer, flags, sizeof flags);
    put_le(&d->behind, crc32_z(0, footer.bytes, footer.len), 4);
    put(&d->behind, footer.bytes, footer.len);
    put(&d->behind, "YZ", 2);
}

/* --- deflate as .gz (RFC 1952): header; checksum and size, which libarchive passes over --- */

static void dress_gzip(struct dressed *d, uint64_t size)
{
    static const unsigned char header[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff};

    put(&d->front, header, sizeof header);
    put_le(&d->behind, 0, 4);
    put_le(&d->behind, size, 4);
}

/* --- LZMA as .lzma: properties, dictionary, size --- */

static void dress_lzma(struct dressed *d, struct slice properties, uint64_t size)
{
    uint64_t dictionary = 0;

    for (size_t i = 4; i > 0; i--)
        dictionary = dictionary << 8 | properties.data[i];
    put_byte(&d->front, properties.data[0]);
    /* liblzma would round it up, and go back further in the output than 7-Zip does */
    put_le(&d->front, clamped(dictionary - dictionary % DICTIONARY_STEP, size), 4);
    put_le(&d->front, size, 8);
}

/* --- reading --- */

static struct slice piece_at(struct dressed *d, size_t at)
{
    struct slice piece = d->stream->piece(d->stream->context, at);

    d->unread = piece.len == 0;
    return piece;
}

/* tail - what is left of the stream, a few bytes, in one piece */
static struct slice tail(struct dressed *d, size_t left)
{
    while (d->tail.len < left && !d->unread) {
        struct slice piece = piece_at(d, d->at + d->tail.len);

        put(&d->tail, piece.data, piece.len);
    }
    return slice_of(d->tail.bytes, d->tail.len);
}

/* The stream as it comes, but its end is never cut: liblzma 5.4 calls an end marker damaged that it
 * gets in two pieces when it knows the size. */
static struct slice next_of_stream(struct dressed *d)
{
    size_t left = d->stream->len - d->at;
    struct slice piece = left > 0 ? piece_at(d, d->at) : slice_of(NULL, 0);

    if (piece.len > 0 && piece.len < left) { /* more is to come */
        if (left <= TAIL)
            piece = tail(d, left);
        else if (left - piece.len < TAIL)
            piece.len = left - TAIL;
    }
    d->at += piece.len;
    if (d->at == d->stream->len)
        d->next = PART_BEHIND;
    return piece;
}

static la_ssize_t next_piece(struct archive *a, void *context, const void **bytes_r)
{
    struct dressed *d = context;
    struct slice piece = slice_of(NULL, 0);

    (void)a;
    switch (d->next) {
    case PART_FRONT:
        piece = slice_of(d->front.bytes, d->front.len);
        d->next = PART_STREAM;
        break;
    case PART_STREAM:
        piece = next_of_stream(d);
        break;
    case PART_BEHIND:
        piece = slice_of(d->behind.bytes, d->behind.len);
        d->next = PART_END;
        break;
    case PART_END:
        break;
    }
    *bytes_r = piece.data;
    return d->unread ? ARCHIVE_FATAL : (la_ssize_t)piece.len;
}

/* Is there room for so much? The pointer is volatile, or compilers would believe it unseen. */
static bool room_for(size_t bytes)
{
    void *volatile tried = malloc(bytes);
    bool there = tried != NULL;

    free(tried);
    return there;
}

/* Why reading failed. libarchive does not always say that memory ran out: while it looks for the
 * format, that too is "unrecognized". So whether there is room for a decoder is tried: a mail is
 * not to be refused as damaged because this machine is short of memory. */
static enum contents_result failure(struct archive *a, uint64_t size)
{
    if (archive_errno(a) == ENOMEM || !room_for(2 * (size_t)size + DECODER_ROOM))
        return CONTENTS_NO_MEMORY;
    return CONTENTS_DAMAGED;
}

/* All bytes of the one entry: exactly size of them, then the end */
static enum contents_result read_bytes(struct archive *a, uint64_t size, struct buffer *out)
{
    uint64_t left = size;
    const void *block;
    size_t len;
    la_int64_t offset;

    for (;;) {
        int status = archive_read_data_block(a, &block, &len, &offset);

        if (status == ARCHIVE_EOF)
            return left == 0 ? CONTENTS_OK : CONTENTS_DAMAGED;
        if (status != ARCHIVE_OK)
            return failure(a, size);
        if (len > left)
            return CONTENTS_DAMAGED;
        buffer_append(out, block, len); /* the room was reserved */
        left -= len;
    }
}

/* The filter is named, not guessed: the reader that guesses would refuse some dictionaries. */
static enum contents_result read_dressed(struct dressed *d, int filter, uint64_t size,
                                         struct buffer *out)
{
    enum contents_result result;
    struct archive *a = archive_read_new();
    struct archive_entry *entry =
        archive_entry_new(); /* its own is not checked when memory is out */

    if (a == NULL || entry == NULL)
        result = CONTENTS_NO_MEMORY;
    else if (archive_read_append_filter(a, filter) != ARCHIVE_OK ||
             archive_read_support_format_raw(a) != ARCHIVE_OK ||
             archive_read_open(a, d, NULL, next_piece, NULL) != ARCHIVE_OK ||
             archive_read_next_header2(a, entry) != ARCHIVE_OK)
        result = failure(a, size);
    else
        result = read_bytes(a, size, out);
    /* the readers of .lzma and .gz do not notice what stands behind the end: count what they took
     */
    if (result == CONTENTS_OK &&
        (uint64_t)archive_filter_bytes(a, -1) != d->front.len + d->stream->len + d->behind.len)
        result = CONTENTS_DAMAGED;
    if (d->unread)
        result = CONTENTS_UNREAD;
    archive_read_free(a);
    archive_entry_free(entry);
    return result;
}

/* unpack_once - dressed anew each time, since reading uses a dress up */
static enum contents_result unpack_once(enum contents_method method, struct slice properties,
                                        const struct contents_source *source, uint64_t size,
                                        struct buffer *out)
{
    struct dressed d = {.stream = source};

    if (method == METHOD_LZMA2 && properties.len == 1 && properties.data[0] <= 40) {
        dress_xz(&d, properties.data[0], size);
        return read_dressed(&d, ARCHIVE_FILTER_XZ, size, out);
    }
    if (method == METHOD_LZMA && properties.len == 5) {
        dress_lzma(&d, properties, size);
        return read_dressed(&d, ARCHIVE_FILTER_LZMA, size, out);
    }
    if (method == METHOD_DEFLATE && properties.len == 0) {
        dress_gzip(&d, size);
        return read_dressed(&d, ARCHIVE_FILTER_GZIP, size, out);
    }
    return CONTENTS_DAMAGED;
}

/* copy - a stored stream, of the size that there is room for */
static enum contents_result copy(const struct contents_source *source, struct buffer *out)
{
    struct slice piece;

    for (size_t at = 0; at < source->len; at += piece.len) {
        piece = source->piece(source->context, at);
        if (piece.len == 0)
            return CONTENTS_UNREAD;
        buffer_append_slice(out, piece);
    }
    return CONTENTS_OK;
}

enum contents_result contents_unpack_from(enum contents_method method, struct slice properties,
                                          const struct contents_source *source, uint64_t size,
                                          struct buffer *out)
{
    size_t before = out->len;
    enum contents_result result = CONTENTS_DAMAGED;

    if (size > out->max - out->len)
        return CONTENTS_TOO_LARGE;
    if (!buffer_reserve(out, (size_t)size))
        return CONTENTS_NO_MEMORY;
    if (method == METHOD_COPY && properties.len == 0 && source->len == size)
        result = copy(source, out);
    /* What is damaged is so twice. An allocation that failed in between, which libarchive may
     * report as damage too, will hardly do so at the same place again. */
    for (unsigned tries = 0; tries < 2 && result == CONTENTS_DAMAGED; tries++) {
        buffer_truncate(out, before);
        result = unpack_once(method, properties, source, size, out);
    }
    if (result != CONTENTS_OK)
        buffer_truncate(out, before);
    return result;
}

static struct slice piece_of_slice(void *context, size_t at)
{
    const struct slice *stream = context;

    return slice_sub(*stream, at, stream->len);
}

struct contents_source contents_source_of(struct slice *stream)
{
    return (struct contents_source){stream->len, stream, piece_of_slice};
}

enum contents_result contents_unpack(enum contents_method method, struct slice properties,
                                     struct slice stream, uint64_t size, struct buffer *out)
{
    struct contents_source source = contents_source_of(&stream);

    return contents_unpack_from(method, properties, &source, size, out);
}
