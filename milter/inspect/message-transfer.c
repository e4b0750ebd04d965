/*
 * message-transfer - transfer encodings of a body, a line at a time (RFC 2045 section 6)
 *
 * Base64 is the bulk of every mail and is decoded whole lines at a time, straight into the output.
 */
#include "inspect/message-transfer.h"

#include <string.h>

/* VALUE - of a character of base64; BAD, a bit above those of a quantum, for all others */
#define BAD (1u << 24)
#define VALUE(c, shift)                                   \
    ((c) >= 'A' && (c) <= 'Z'   ? (c - 'A') << shift      \
     : (c) >= 'a' && (c) <= 'z' ? (c - 'a' + 26) << shift \
     : (c) >= '0' && (c) <= '9' ? (c - '0' + 52) << shift \
     : (c) == '+'               ? 62u << shift            \
     : (c) == '/'               ? 63u << shift            \
                                : BAD)
#define VALUES_4(c, shift) \
    VALUE((c), shift), VALUE((c + 1), shift), VALUE((c + 2), shift), VALUE((c + 3), shift)
#define VALUES_16(c, shift) \
    VALUES_4(c, shift), VALUES_4(c + 4, shift), VALUES_4(c + 8, shift), VALUES_4(c + 12, shift)
#define VALUES_64(c, shift)                                                  \
    VALUES_16(c, shift), VALUES_16(c + 16, shift), VALUES_16(c + 32, shift), \
        VALUES_16(c + 48, shift)
#define VALUES(shift)                                                        \
    {                                                                        \
        VALUES_64(0u, shift), VALUES_64(64u, shift), VALUES_64(128u, shift), \
            VALUES_64(192u, shift)                                           \
    }

/* For each character of a quantum its value where it stands in the three bytes: decoding is four
 * look-ups joined */
static const uint32_t FIRST[256] = VALUES(18), SECOND[256] = VALUES(12), THIRD[256] = VALUES(6),
                      FOURTH[256] = VALUES(0);

enum transfer_encoding transfer_by_name(struct slice name)
{
    if (slice_is_nocase(name, "7bit"))
        return TRANSFER_7BIT;
    if (slice_is_nocase(name, "8bit"))
        return TRANSFER_8BIT;
    if (slice_is_nocase(name, "quoted-printable"))
        return TRANSFER_QUOTED_PRINTABLE;
    return slice_is_nocase(name, "base64") ? TRANSFER_BASE64 : TRANSFER_UNKNOWN;
}

void transfer_start(struct transfer *t, enum transfer_encoding encoding)
{
    *t = (struct transfer){.encoding = encoding};
}

/* quanta - decodes count characters, a multiple of four, to 3/4 as many bytes; false when one is
 * not of the alphabet */
static bool quanta(const unsigned char *in, size_t count, unsigned char *out)
{
    uint32_t seen = 0;
    for (const unsigned char *end = in + count; in < end; in += 4, out += 3) {
        uint32_t x = FIRST[in[0]] | SECOND[in[1]] | THIRD[in[2]] | FOURTH[in[3]];
        seen |= x;
        out[0] = (unsigned char)(x >> 16);
        out[1] = (unsigned char)(x >> 8);
        out[2] = (unsigned char)x;
    }
    return (seen & BAD) == 0;
}

static bool base64_whole(struct slice s, struct buffer *out)
{
    if (!buffer_reserve(out, s.len / 4 * 3))
        return false;
    if (!quanta(s.data, s.len, out->data + out->len))
        return false;
    out->len += s.len / 4 * 3;
    return true;
}

/* base64_last - the quantum that ends in one or two "=", spare bits zero */
static bool base64_last(const unsigned char *q, struct buffer *out)
{
    uint32_t x = FIRST[q[0]] | SECOND[q[1]] | (q[2] == '=' ? 0 : THIRD[q[2]]);
    uint32_t spare = q[2] == '=' ? 0xffff : 0xff;
    if ((x & (BAD | spare)) != 0)
        return false;
    unsigned char bytes[2] = {(unsigned char)(x >> 16), (unsigned char)(x >> 8)};
    return buffer_append(out, bytes, q[2] == '=' ? 1 : 2);
}

/* base64_slow - lines that do not consist of whole quanta, and the last one */
static bool base64_slow(struct transfer *t, struct slice line, struct buffer *out)
{
    for (size_t i = 0; i < line.len; i++) {
        if (t->ended)
            return false;
        t->held[t->count++] = line.data[i];
        if (t->count < 4)
            continue;
        t->count = 0;
        t->ended = t->held[3] == '=';
        if (!(t->ended ? base64_last(t->held, out) : base64_whole(slice_of(t->held, 4), out)))
            return false;
    }
    return true;
}

static bool base64_line(struct transfer *t, struct slice line, struct buffer *out)
{
    if (line.len == 0) {
        t->ended = true;
        return t->count == 0;
    }
    if (t->ended)
        return false;
    if (t->count == 0 && line.len % 4 == 0 && line.data[line.len - 1] != '=')
        return base64_whole(line, out);
    return base64_slow(t, line, out);
}

size_t transfer_run(struct transfer *t, struct slice bytes, size_t width, struct buffer *out)
{
    size_t at = 0;

    if (t->encoding != TRANSFER_BASE64 || t->count > 0 || t->ended || width == 0 || width % 4 != 0)
        return 0;
    while (bytes.len - at >= width + 2 && memcmp(bytes.data + at + width, "\r\n", 2) == 0 &&
           base64_whole(slice_of(bytes.data + at, width), out))
        at += width + 2;
    return at;
}

/* hexadecimal - of an upper-case digit, as RFC 2045 section 6.7 asks; above 15 for any other byte
 */
static unsigned hexadecimal(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10u : 16;
}

static bool quoted_printable_line(struct transfer *t, struct slice line, struct buffer *out)
{
    size_t len = line.len;
    t->soft = len > 0 && line.data[len - 1] == '=';
    if (t->soft)
        len--;
    else if (len > 0 && (line.data[len - 1] == ' ' || line.data[len - 1] == '\t'))
        return false;
    if (!buffer_reserve(out, len))
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = line.data[i];
        if (c == '=') {
            if (len - i < 3)
                return false;
            unsigned high = hexadecimal(line.data[i + 1]), low = hexadecimal(line.data[i + 2]);
            if ((high | low) > 15)
                return false;
            c = (unsigned char)(high << 4 | low);
            i += 2;
        } else if ((c < ' ' && c != '\t') || c > '~') {
            return false;
        }
        out->data[out->len++] = c;
    }
    return true;
}

static bool plain_line(struct transfer *t, struct slice line, struct buffer *out)
{
    if (t->encoding == TRANSFER_7BIT)
        for (size_t i = 0; i < line.len; i++)
            if (line.data[i] > 127)
                return false;
    return buffer_append_slice(out, line);
}

bool transfer_line(struct transfer *t, struct slice line, struct buffer *out)
{
    if (t->encoding == TRANSFER_BASE64)
        return base64_line(t, line, out);
    if (t->line_due && !t->soft && !buffer_append(out, "\r\n", 2))
        return false;
    t->line_due = true;
    return t->encoding == TRANSFER_QUOTED_PRINTABLE ? quoted_printable_line(t, line, out)
                                                    : plain_line(t, line, out);
}

bool transfer_end(struct transfer *t, bool line_end, struct buffer *out)
{
    if (t->encoding == TRANSFER_BASE64)
        return t->count == 0;
    if (t->soft)
        return false;
    return !line_end || !t->line_due || buffer_append(out, "\r\n", 2);
}
