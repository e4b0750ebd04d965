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

enum contents_result { CONTENTS_OK, CONTENTS_DAMAGED, CONTENTS_TOO_LARGE, CONTENTS_NO_MEMORY };

/* contents_unpack - appends exactly size bytes to out; properties are the coder's own (LZMA: 5
 * bytes, LZMA2: 1, else none). The caller compares the checksum of its container. */
enum contents_result contents_unpack(enum contents_method method, struct slice properties,
                                     struct slice stream, uint64_t size, struct buffer *out);

#endif
