/*
 * archive-cursor - bounded reading of the bytes of a 7z header
 *
 * A read past the end, or of a value in a form that no writer gives it, sets failed and empties the
 * cursor; reads then give zeros. Callers read many values and look once, and look before they loop.
 */
#ifndef INSPECT_ARCHIVE_CURSOR_H
#define INSPECT_ARCHIVE_CURSOR_H

#include "base/slice.h"

struct cursor {
    struct slice rest; /* not read yet */
    bool failed;
};

struct cursor cursor_of(struct slice bytes);
bool cursor_done(const struct cursor *c); /* all read, nothing failed */

uint8_t cursor_byte(struct cursor *c);
uint32_t cursor_le32(struct cursor *c);
uint64_t cursor_le64(struct cursor *c);
/* cursor_number - 7z's own integer: the leading ones of the first byte count the bytes that follow,
 * little-endian; the bits after the first zero are the highest. Only the shortest form is taken. */
uint64_t cursor_number(struct cursor *c);
/* cursor_take - the next len bytes; empty when there are fewer */
struct slice cursor_take(struct cursor *c, uint64_t len);
/* cursor_bits - count bits, the first in bit 7 of the first byte; the spare ones must be zero.
 * Ask bit_at() for one of them. */
struct slice cursor_bits(struct cursor *c, uint64_t count);
/* cursor_defined - a byte 1 for "all of them", or 0 and count bits: *bits_r is then not empty */
void cursor_defined(struct cursor *c, uint64_t count, struct slice *bits_r);
/* cursor_expect - the next byte must be this one */
bool cursor_expect(struct cursor *c, uint8_t byte);

bool bit_at(struct slice bits, uint64_t index);
/* bits_set - how many are one */
uint64_t bits_set(struct slice bits);

/* sum64 - adds to *sum; false when it would not fit */
bool sum64(uint64_t *sum, uint64_t more);

#endif
