/*
 * archive-open - which passphrase opens a packed stream, and what stands in it
 *
 * Holds no key and no passphrase, and of the plaintext no more than the key holder's window.
 */
#include "inspect/archive-open.h"

#include "inspect/archive-window.h"

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

/* A stream under one passphrase: what the method reads, len bytes, and behind them the padding */
struct plaintext {
    const struct archive_stream *stream;
    size_t len;
    struct archive_window window;
};

static bool padding_is_zero(struct plaintext *p)
{
    struct slice padding = archive_window_show(&p->window, p->len, CIPHER_IV_SIZE - 1);
    unsigned char any = 0;

    for (size_t i = 0; i < padding.len; i++)
        any |= padding.data[i];
    return any == 0;
}

static struct slice piece_of_stream(void *context, size_t at)
{
    struct plaintext *p = context;

    return slice_sub(archive_window_show(&p->window, at, 1), 0, p->len - at);
}

/* --- LZMA2 chunks: control byte, sizes (big-endian, less one), properties, data --- */

enum {
    CONTROL_END = 0,
    CONTROL_STORED_RESET = 1, /* and a new dictionary */
    CONTROL_STORED = 2,
    CONTROL_LZMA = 0x80,       /* and above */
    CONTROL_PROPERTIES = 0xc0, /* and above: with properties */
    CONTROL_RESET = 0xe0,      /* and above: and a new dictionary */
    CHUNK_HEADER_MAX = 6
};
_Static_assert((int)CHUNK_HEADER_MAX <= (int)ARCHIVE_WINDOW_ASK_MAX,
               "the header of a chunk must fit any window");

struct chunk {
    unsigned control;
    size_t len;  /* with its header */
    size_t size; /* unpacked */
};

static bool control_valid(unsigned control)
{
    return control <= CONTROL_STORED || control >= CONTROL_LZMA;
}

/* control_at - a byte of the stream that can begin a chunk or end the stream */
static bool control_at(struct plaintext *p, size_t at)
{
    struct slice bytes = archive_window_show(&p->window, at, 1);

    return bytes.len > 0 && control_valid(bytes.data[0]);
}

/* A chunk lies inside the stream, and is followed by a byte that can begin another one or end the
 * stream. */
static bool read_chunk(struct plaintext *p, size_t at, struct chunk *chunk)
{
    struct slice bytes =
        slice_sub(archive_window_show(&p->window, at, CHUNK_HEADER_MAX), 0, p->len - at);
    const unsigned char *h = bytes.data;
    size_t header = 3;

    if (bytes.len < 4 || h[0] == CONTROL_END || !control_valid(h[0]))
        return false;
    chunk->control = h[0];
    chunk->size = ((size_t)(h[1] << 8) | h[2]) + 1;
    chunk->len = header + chunk->size;
    if (h[0] >= CONTROL_LZMA) {
        header = h[0] >= CONTROL_PROPERTIES ? 6 : 5;
        if (bytes.len < header)
            return false;
        chunk->size += (size_t)(h[0] & 0x1fu) << 16;
        chunk->len = header + ((size_t)(h[3] << 8) | h[4]) + 1;
    }
    return chunk->len < p->len - at && control_at(p, at + chunk->len);
}

/* The first chunk must reset dictionary and properties. */
static bool read_first_chunk(struct plaintext *p, struct chunk *chunk)
{
    return read_chunk(p, 0, chunk) &&
           (chunk->control == CONTROL_STORED_RESET || chunk->control >= CONTROL_RESET);
}

/* Do the chunks lead one to the next, to an end that is the stream's, or where the output has its
 * size? (Of a damaged one, either may be wrong.) */
static bool chunks_fit(struct plaintext *p)
{
    struct chunk chunk;
    struct slice end;
    uint64_t size = 0;
    size_t at = 0;

    while (read_chunk(p, at, &chunk)) {
        size += chunk.size;
        at += chunk.len;
    }
    end = archive_window_show(&p->window, at, 1);
    return end.len > 0 && end.data[0] == CONTROL_END &&
           (p->len - at == 1 || size == archive_unpacked_size(p->stream->folder));
}

/* Unpacked by itself: an end byte behind it makes it a whole stream. A wrong key has no chance
 * worth the name to survive that. */
static enum contents_result unpack_first_chunk(struct plaintext *p, const struct chunk *chunk)
{
    struct buffer alone, out;
    enum contents_result result = CONTENTS_NO_MEMORY;

    buffer_init(&alone, chunk->len + 1);
    buffer_init(&out, chunk->size);
    while (alone.len < chunk->len && !alone.failed && !p->window.failed)
        buffer_append_slice(&alone,
                            slice_sub(piece_of_stream(p, alone.len), 0, chunk->len - alone.len));
    if (alone.len == chunk->len && buffer_append_byte(&alone, CONTROL_END))
        result = contents_unpack(METHOD_LZMA2, p->stream->folder->properties, buffer_slice(&alone),
                                 chunk->size, &out);
    buffer_free(&alone);
    buffer_free(&out);
    return result;
}

static enum trial prove(struct plaintext *p, enum trial proved)
{
    enum contents_result result = CONTENTS_DAMAGED;
    struct chunk chunk;

    if (p->stream->folder->method == METHOD_LZMA2 && read_first_chunk(p, &chunk)) {
        if (chunk.control >= CONTROL_LZMA)
            result = unpack_first_chunk(p, &chunk);
        else if (chunks_fit(p)) /* by itself it says nothing: a wrong key begins so, once in 256 */
            result = CONTENTS_OK;
    }
    if (p->window.failed || result == CONTENTS_NO_MEMORY)
        return TRIAL_FAILED;
    return result == CONTENTS_OK ? proved : TRIAL_WRONG;
}

/* --- trying --- */

static bool sum_matches(const struct archive_sum *sum, struct slice bytes)
{
    return !sum->defined || crc32_z(0, bytes.data, bytes.len) == sum->value;
}

static enum contents_result unpack(const struct archive_stream *s,
                                   const struct contents_source *source, struct buffer *out)
{
    enum contents_result result = contents_unpack_from(
        s->folder->method, s->folder->properties, source, archive_unpacked_size(s->folder), out);

    if (result == CONTENTS_OK && !sum_matches(&s->sum, buffer_slice(out)))
        result = CONTENTS_DAMAGED;
    return result;
}

/* read_through - all of the stream */
static enum trial read_through(struct plaintext *p, struct buffer *out)
{
    struct contents_source source = {p->len, p, piece_of_stream};
    struct chunk chunk;

    if (p->stream->folder->method == METHOD_LZMA2 && !read_first_chunk(p, &chunk))
        return p->window.failed ? TRIAL_FAILED : TRIAL_WRONG; /* no need to set up a decoder */
    switch (unpack(p->stream, &source, out)) {
    case CONTENTS_OK:
        return TRIAL_OPENS;
    case CONTENTS_NO_MEMORY:
    case CONTENTS_UNREAD:
        return TRIAL_FAILED;
    default:
        buffer_clear(out);
        return prove(p, TRIAL_BREAKS);
    }
}

static enum trial try_passphrase(const struct archive_opener *o, const struct archive_stream *s,
                                 unsigned passphrase, struct buffer *out)
{
    struct plaintext p = {.stream = s,
                          .len = (size_t)stream_len(s),
                          .window = {.keyholder = o->keyholder,
                                     .params = &s->folder->cipher.params,
                                     .offset = s->offset,
                                     .packed = (size_t)s->packed,
                                     .passphrase = passphrase}};

    (void)archive_window_show(&p.window, 0, 1); /* of a short stream that is all of it */
    if (!padding_is_zero(&p))
        return TRIAL_WRONG;
    if (p.window.failed)
        return TRIAL_FAILED;
    return out == NULL ? prove(&p, TRIAL_OPENS) : read_through(&p, out);
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
    struct contents_source source = contents_source_of(&packed);

    if (s->folder->ciphers > 0)
        return open_encrypted(o, s, out);
    switch (unpack(s, &source, out)) {
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
