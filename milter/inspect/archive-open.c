/*
 * archive-open - which passphrase opens a packed stream, and what stands in it
 *
 * Asks the key holder once a passphrase at most. Holds no key and no passphrase.
 */
#include "inspect/archive-open.h"

#include <string.h>
#include <zlib.h>

/* What one passphrase makes of a stream */
enum trial { TRIAL_OPENS, TRIAL_BREAKS, TRIAL_WRONG, TRIAL_FAILED };

uint64_t archive_unpacked_size(const struct archive_folder *folder)
{
    return folder->sizes[folder->main_coder];
}

/* Length of what the method reads: the packed bytes, without the padding of the cipher */
static uint64_t stream_len(const struct archive_stream *s)
{
    return s->folder->ciphers > 0 ? s->folder->sizes[s->folder->cipher_coder] : s->packed;
}

bool archive_sizes_fit(const struct archive_stream *s)
{
    uint64_t len = stream_len(s);

    if (s->folder->ciphers > 0 &&
        (s->packed % CIPHER_IV_SIZE != 0 || len > s->packed || s->packed - len >= CIPHER_IV_SIZE))
        return false;
    return len > 0 && (s->folder->method != METHOD_COPY || len == archive_unpacked_size(s->folder));
}

static bool padding_is_zero(struct slice padding)
{
    unsigned char any = 0;

    for (size_t i = 0; i < padding.len; i++)
        any |= padding.data[i];
    return any == 0;
}

/* --- LZMA2 chunks: control byte, sizes (big-endian, less one), properties, data --- */

enum {
    CONTROL_END = 0,
    CONTROL_STORED_RESET = 1, /* and a new dictionary */
    CONTROL_STORED = 2,
    CONTROL_LZMA = 0x80,       /* and above */
    CONTROL_PROPERTIES = 0xc0, /* and above: with properties */
    CONTROL_RESET = 0xe0       /* and above: and a new dictionary */
};

struct chunk {
    bool stored;
    size_t len;  /* with its header */
    size_t size; /* unpacked */
};

static bool control_valid(unsigned control)
{
    return control <= CONTROL_STORED || control >= CONTROL_LZMA;
}

/* A chunk lies inside the stream, and is followed by a byte that can begin another one or end the
 * stream. */
static bool read_chunk(struct slice stream, struct chunk *chunk)
{
    const unsigned char *p = stream.data;
    size_t header = 3;

    if (stream.len < 4 || p[0] == CONTROL_END || !control_valid(p[0]))
        return false;
    chunk->stored = p[0] < CONTROL_LZMA;
    chunk->size = ((size_t)(p[1] << 8) | p[2]) + 1;
    chunk->len = header + chunk->size;
    if (!chunk->stored) {
        header = p[0] >= CONTROL_PROPERTIES ? 6 : 5;
        if (stream.len < header)
            return false;
        chunk->size += (size_t)(p[0] & 0x1fu) << 16;
        chunk->len = header + ((size_t)(p[3] << 8) | p[4]) + 1;
    }
    return chunk->len < stream.len && control_valid(p[chunk->len]);
}

/* The first chunk must reset dictionary and properties. */
static bool read_first_chunk(struct slice stream, struct chunk *chunk)
{
    return read_chunk(stream, chunk) &&
           (stream.data[0] == CONTROL_STORED_RESET || stream.data[0] >= CONTROL_RESET);
}

/* Do the chunks lead one to the next, to an end that is the stream's, or where the output has its
 * size? (Of a damaged one, either may be wrong.) */
static bool chunks_fit(const struct archive_stream *s, struct slice stream)
{
    struct chunk chunk;
    uint64_t size = 0;

    while (read_chunk(stream, &chunk)) {
        size += chunk.size;
        stream = slice_sub(stream, chunk.len, stream.len);
    }
    return stream.data[0] == CONTROL_END &&
           (stream.len == 1 || size == archive_unpacked_size(s->folder));
}

/* Unpacked by itself: an end byte behind it makes it a whole stream. A wrong key has no chance
 * worth the name to survive that. */
static enum contents_result unpack_first_chunk(struct slice properties, struct slice stream,
                                               const struct chunk *chunk)
{
    struct buffer alone, out;
    enum contents_result result = CONTENTS_NO_MEMORY;

    buffer_init(&alone, chunk->len + 1);
    buffer_init(&out, chunk->size);
    if (buffer_append_slice(&alone, slice_sub(stream, 0, chunk->len)) &&
        buffer_append_byte(&alone, 0))
        result = contents_unpack(METHOD_LZMA2, properties, buffer_slice(&alone), chunk->size, &out);
    buffer_free(&alone);
    buffer_free(&out);
    return result;
}

static enum trial prove(const struct archive_stream *s, struct slice stream, enum trial proved)
{
    struct chunk chunk;
    enum contents_result result;

    if (s->folder->method != METHOD_LZMA2 || !read_first_chunk(stream, &chunk))
        return TRIAL_WRONG;
    if (chunk.stored) /* says nothing by itself: a wrong key begins so once in 256 times */
        return chunks_fit(s, stream) ? proved : TRIAL_WRONG;
    result = unpack_first_chunk(s->folder->properties, stream, &chunk);
    if (result == CONTENTS_NO_MEMORY)
        return TRIAL_FAILED;
    return result == CONTENTS_OK ? proved : TRIAL_WRONG;
}

/* --- trying --- */

static bool sum_matches(const struct archive_sum *sum, struct slice bytes)
{
    return !sum->defined || crc32_z(0, bytes.data, bytes.len) == sum->value;
}

static enum contents_result unpack(const struct archive_stream *s, struct slice stream,
                                   struct buffer *out)
{
    enum contents_result result = contents_unpack(s->folder->method, s->folder->properties, stream,
                                                  archive_unpacked_size(s->folder), out);

    if (result == CONTENTS_OK && !sum_matches(&s->sum, buffer_slice(out)))
        result = CONTENTS_DAMAGED;
    return result;
}

static enum trial try_passphrase(const struct archive_opener *o, const struct archive_stream *s,
                                 unsigned passphrase, struct buffer *out)
{
    const struct keyholder *k = o->keyholder;
    struct slice plain = slice_of(k->plain + s->offset, (size_t)s->packed);
    struct slice stream = slice_sub(plain, 0, (size_t)stream_len(s));
    enum contents_result result;
    struct chunk chunk;

    if (k->decrypt(k->context, passphrase, &s->folder->cipher.params, s->offset, s->packed) !=
        KEYHOLDER_YES)
        return TRIAL_FAILED;
    if (!padding_is_zero(slice_sub(plain, stream.len, plain.len)))
        return TRIAL_WRONG;
    if (out == NULL)
        return prove(s, stream, TRIAL_OPENS);
    if (s->folder->method == METHOD_LZMA2 && !read_first_chunk(stream, &chunk))
        return TRIAL_WRONG; /* no need to set up a decoder */
    result = unpack(s, stream, out);
    if (result == CONTENTS_OK)
        return TRIAL_OPENS;
    buffer_clear(out);
    return result == CONTENTS_NO_MEMORY ? TRIAL_FAILED : prove(s, stream, TRIAL_BREAKS);
}

static bool valid_today(const struct archive_opener *o, unsigned passphrase)
{
    const struct protocol_passphrase *p = &o->protocol->passphrases[passphrase];

    return day_within(o->day, p->valid_from, p->valid_until);
}

static void remember(struct archive_opener *o, unsigned passphrase)
{
    o->proved = true;
    o->passphrase = passphrase;
}

/* The passphrases in the order of trying: those valid on the day, then the others; only the one
 * that has proved right, if one has. Returns how many. */
static unsigned candidates(const struct archive_opener *o, unsigned list[PROTOCOL_PASSPHRASES_MAX])
{
    unsigned count = 0;

    if (o->proved) {
        list[0] = o->passphrase;
        return 1;
    }
    for (unsigned valid = 2; valid-- > 0;)
        for (unsigned i = 0; i < o->protocol->passphrase_count; i++)
            if (valid_today(o, i) == (valid == 1))
                list[count++] = i;
    return count;
}

static enum archive_outcome open_encrypted(struct archive_opener *o, const struct archive_stream *s,
                                           struct buffer *out)
{
    unsigned list[PROTOCOL_PASSPHRASES_MAX];
    unsigned count = candidates(o, list);
    bool breaks = false;
    unsigned broken = 0;

    for (unsigned i = 0; i < count; i++) {
        switch (try_passphrase(o, s, list[i], out)) {
        case TRIAL_OPENS:
            remember(o, list[i]);
            return STREAM_READ;
        case TRIAL_BREAKS: /* the right one, unless another opens all of it */
            broken = breaks ? broken : list[i];
            breaks = true;
            break;
        case TRIAL_WRONG:
            break;
        case TRIAL_FAILED:
            return STREAM_FAILED;
        }
    }
    if (breaks)
        remember(o, broken);
    return o->proved ? STREAM_DAMAGED : STREAM_LOCKED;
}

enum archive_outcome archive_open(struct archive_opener *o, const struct archive_stream *s,
                                  struct buffer *out)
{
    struct slice packed = slice_of(o->keyholder->archive + s->offset, (size_t)s->packed);

    if (s->folder->ciphers > 0)
        return open_encrypted(o, s, out);
    switch (unpack(s, packed, out)) {
    case CONTENTS_OK:
        return STREAM_READ;
    case CONTENTS_NO_MEMORY:
        return STREAM_FAILED;
    default:
        return STREAM_DAMAGED;
    }
}

enum archive_outcome archive_prove(struct archive_opener *o, const struct archive_stream *s)
{
    return open_encrypted(o, s, NULL);
}
