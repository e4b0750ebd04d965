/*
 * message-transfer - transfer encodings of a body, a line at a time (RFC 2045 section 6)
 *
 * Base64 is the bulk of every mail and is decoded whole lines at a time, straight into the output.
 */
#include "inspect/message-transfer.h"

#include <string.h>

/* The value of each character of base64, BAD for all others */
#define BAD 0xff
static const unsigned char VALUES[256] = {
    /* 00 */ BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD,
    BAD,          BAD, BAD, BAD, BAD,
    /* 10 */ BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD,
    BAD,          BAD, BAD, BAD, BAD,
    /* 20 */ BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD,
    62,           BAD, BAD, BAD, 63,
    /* 30 */ 52,  53,  54,  55,  56,  57,  58,  59,  60,  61,  BAD,
    BAD,          BAD, BAD, BAD, BAD,
    /* 40 */ BAD, 0,   1,   2,   3,   4,   5,   6,   7,   8,   9,
    10,           11,  12,  13,  14,
    /* 50 */ 15,  16,  17,  18,  19,  20,  21,  22,  23,  24,  25,
    BAD,          BAD, BAD, BAD, BAD,
    /* 60 */ BAD, 26,  27,  28,  29,  30,  31,  32,  33,  34,  35,
    36,           37,  38,  39,  40,
    /* 70 */ 41,  42,  43,  44,  45,  46,  47,  48,  49,  50,  51,
    BAD,          BAD, BAD, BAD, BAD,
    /* 80 */ BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD,
    BAD,          BAD, BAD, BAD, BAD,
    /* 90 */ BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD,
    BAD,          BAD, BAD, BAD, BAD,
    /* a0 */ BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD,
    BAD,          BAD, BAD, BAD, BAD,
    /* b0 */ BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD,
    BAD,          BAD, BAD, BAD, BAD,
    /* c0 */ BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD,
    BAD,          BAD, BAD, BAD, BAD,
    /* d0 */ BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD,
    BAD,          BAD, BAD, BAD, BAD,
    /* e0 */ BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD,
    BAD,          BAD, BAD, BAD, BAD,
    /* f0 */ BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD,
    BAD,          BAD, BAD, BAD, BAD,
};

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

/* quanta - decodes count characters, a multiple of four, to 3/4 as many bytes; the or of all
 * values, above 63 when one was no character of the alphabet */
static unsigned quanta(const unsigned char *in, size_t count, unsigned char *out)
{
    unsigned seen = 0;
    for (const unsigned char *end = in + count; in < end; in += 4, out += 3) {
        unsigned a = VALUES[in[0]], b = VALUES[in[1]], c = VALUES[in[2]], d = VALUES[in[3]];
        seen |= a | b | c | d;
        out[0] = (unsigned char)(a << 2 | b >> 4);
        out[1] = (unsigned char)(b << 4 | c >> 2);
        out[2] = (unsigned char)(c << 6 | d);
    }
    return seen;
}

static bool base64_whole(struct slice s, struct buffer *out)
{
    if (!buffer_reserve(out, s.len / 4 * 3))
        return false;
    if (quanta(s.data, s.len, out->data + out->len) > 63)
        return false;
    out->len += s.len / 4 * 3;
    return true;
}

/* base64_last - the quantum that ends in one or two "=", spare bits zero */
static bool base64_last(const unsigned char *q, struct buffer *out)
{
    unsigned a = VALUES[q[0]], b = VALUES[q[1]], c = q[2] == '=' ? 0 : VALUES[q[2]];
    unsigned spare = q[2] == '=' ? b & 15 : c & 3;
    if ((a | b | c) > 63 || spare != 0)
        return false;
    unsigned char bytes[2] = {(unsigned char)(a << 2 | b >> 4), (unsigned char)(b << 4 | c >> 2)};
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
