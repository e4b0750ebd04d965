/*
 * utf8 - strict UTF-8 (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buffer.h"

/* utf8_next - the code point at *offset, which moves on; -1 at a malformed byte (offset unmoved) or
 * the end */
int32_t utf8_next(struct slice s, size_t *offset);
bool utf8_valid(struct slice s);
/* utf8_append - false for a surrogate or a value above U+10FFFF */
bool utf8_append(struct buffer *out, uint32_t code_point);

#endif
