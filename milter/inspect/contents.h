/*
 * contents - all decompression, by libarchive
 *
 * A decrypted stream of a 7z folder, or a part of a ZIP package, is dressed in the single-stream
 * file format made for its coder (.xz around LZMA2, .lzma around LZMA, .gz around deflate) and must
 * fill it exactly: one byte too many or too few is an error. Dictionaries are clamped to what the
 * output needs. Nothing here trusts a size that a file declares.
 */
#ifndef INSPECT_CONTENTS_H
#define INSPECT_CONTENTS_H

#include "base/buffer.h"

enum contents_method { METHOD_COPY, METHOD_LZMA, METHOD_LZMA2, METHOD_DEFLATE };

enum contents_result {
    CONTENTS_OK,
    CONTENTS_DAMAGED,
    CONTENTS_TOO_LARGE,
    CONTENTS_NO_MEMORY,
    CONTENTS_UNREAD /* the source did not give its bytes */
};

/* A packed stream that need not stand in memory as a whole; it may be read more than once */
struct contents_source {
    size_t len; /* bytes of the stream */
    void *context;
    /* piece - bytes of the stream from at on (at < len): as many as are at hand, at least one,
     * valid until the next call; none when they cannot be had */
    struct slice (*piece)(void *context, size_t at);
};

/* contents_source_of - a stream that stands in memory, as long as it does */
struct contents_source contents_source_of(struct slice *stream);

/* contents_unpack - appends exactly size bytes to out; properties are the coder's own (LZMA: 5
 * bytes, LZMA2: 1, else none). The caller compares the checksum of its container. */
enum contents_result contents_unpack(enum contents_method method, struct slice properties,
                                     struct slice stream, uint64_t size, struct buffer *out);
/* contents_unpack_from - the same, of a stream that comes in pieces */
enum contents_result contents_unpack_from(enum contents_method method, struct slice properties,
                                          const struct contents_source *source, uint64_t size,
                                          struct buffer *out);

#endif
