/*
 * archive-cursor - bounded reading of the bytes of a 7z header
 *
 * May not allocate and may not look at a byte outside the slice it was given.
 */
#include "inspect/archive-cursor.h"

struct cursor cursor_of(struct slice bytes)
{
    return (struct cursor){.rest = bytes, .failed = false};
}

bool cursor_done(const struct cursor *c)
{
    return !c->failed && c->rest.len == 0;
}

static void fail(struct cursor *c)
{
    c->failed = true;
    c->rest = slice_of(NULL, 0);
}

struct slice cursor_take(struct cursor *c, uint64_t len)
{
    struct slice taken = slice_of(NULL, 0);

    if (len > c->rest.len) {
        fail(c);
        return taken;
    }
    taken = slice_of(c->rest.data, (size_t)len);
    c->rest = slice_sub(c->rest, (size_t)len, c->rest.len - (size_t)len);
    return taken;
}

static uint64_t little_endian(struct cursor *c, unsigned bytes)
{
    struct slice s = cursor_take(c, bytes);
    uint64_t value = 0;

    for (size_t i = s.len; i > 0; i--)
        value = value << 8 | s.data[i - 1];
    return value;
}

uint8_t cursor_byte(struct cursor *c)
{
    return (uint8_t)little_endian(c, 1);
}

uint32_t cursor_le32(struct cursor *c)
{
    return (uint32_t)little_endian(c, 4);
}

uint64_t cursor_le64(struct cursor *c)
{
    return little_endian(c, 8);
}

uint64_t cursor_number(struct cursor *c)
{
    unsigned first = cursor_byte(c);
    unsigned extra = 0;
    uint64_t value;

    while (extra < 8 && (first & 0x80u >> extra) != 0)
        extra++;
    value = little_endian(c, extra);
    if (extra < 7)
        value |= (uint64_t)(first & (0x7fu >> extra)) << (8 * extra);
    /* one byte fewer holds 7 bits a byte */
    if (extra > 0 && value >> (7 * extra) == 0)
        fail(c);
    return c->failed ? 0 : value;
}

struct slice cursor_bits(struct cursor *c, uint64_t count)
{
    struct slice bits = cursor_take(c, count / 8 + (count % 8 != 0));

    if (bits.len > 0 && count % 8 != 0 && (bits.data[bits.len - 1] & 0xffu >> count % 8) != 0) {
        fail(c);
        return slice_of(NULL, 0);
    }
    return bits;
}

void cursor_defined(struct cursor *c, uint64_t count, struct slice *bits_r)
{
    uint8_t all = cursor_byte(c);

    *bits_r = slice_of(NULL, 0);
    if (all == 0)
        *bits_r = cursor_bits(c, count);
    else if (all != 1)
        fail(c);
}

bool cursor_expect(struct cursor *c, uint8_t byte)
{
    if (cursor_byte(c) != byte)
        fail(c);
    return !c->failed;
}

bool bit_at(struct slice bits, uint64_t index)
{
    return index / 8 < bits.len && (bits.data[index / 8] & 0x80u >> index % 8) != 0;
}

uint64_t bits_set(struct slice bits)
{
    uint64_t count = 0;

    for (uint64_t i = 0; i < (uint64_t)bits.len * 8; i++)
        count += bit_at(bits, i);
    return count;
}

bool sum64(uint64_t *sum, uint64_t more)
{
    return !__builtin_add_overflow(*sum, more, sum);
}
