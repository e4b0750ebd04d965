/*
 * encode - hexadecimal and base64 (RFC 4648 section 4) for short values
 */
#ifndef BASE_ENCODE_H
#define BASE_ENCODE_H

#include "base/buffer.h"

/* hex_encode - 2 * len lower-case digits and a NUL; out has room for 2 * len + 1 */
void hex_encode(const unsigned char *data, size_t len, char *out);
/* hex_digit - its value, either case; -1 for anything else */
int hex_digit(unsigned char c);
/* hex_only - are all bytes such digits? */
bool hex_only(struct slice text);
/* hex_decode - exactly 2 * len digits, either case; false for anything else */
bool hex_decode(struct slice text, unsigned char *out, size_t len);

bool base64_append(struct buffer *out, struct slice data);
/* base64_decode - canonical only: alphabet, padding, zero spare bits; *len_r bytes of at most max
 */
bool base64_decode(struct slice text, unsigned char *out, size_t max, size_t *len_r);

#endif
