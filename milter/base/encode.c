/*
 * encode - hexadecimal and base64 for short values
 *
 * Decoders accept one spelling of each value only; mail bodies are decoded elsewhere.
 */
#include "base/encode.h"

static const char HEX[] = "0123456789abcdef";
static const char BASE64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void hex_encode(const unsigned char *data, size_t len, char *out)
{
    for (size_t i = 0; i < len; i++) {
        out[2 * i] = HEX[data[i] >> 4];
        out[2 * i + 1] = HEX[data[i] & 15];
    }
    out[2 * len] = '\0';
}

int hex_digit(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool hex_only(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (hex_digit(text.data[i]) < 0)
            return false;
    return true;
}

bool hex_decode(struct slice text, unsigned char *out, size_t len)
{
    if (text.len / 2 != len || text.len % 2 != 0)
        return false;
    for (size_t i = 0; i < len; i++) {
        int high = hex_digit(text.data[2 * i]);
        int low = hex_digit(text.data[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

/* base64_group - four characters for one to three bytes */
static void base64_group(struct slice bytes, unsigned char out[4])
{
    uint32_t bits = (uint32_t)bytes.data[0] << 16;
    if (bytes.len > 1)
        bits |= (uint32_t)bytes.data[1] << 8;
    if (bytes.len > 2)
        bits |= bytes.data[2];
    for (unsigned i = 0; i < 4; i++)
        out[i] = i > bytes.len ? '=' : (unsigned char)BASE64[bits >> (18 - 6 * i) & 63];
}

bool base64_append(struct buffer *out, struct slice data)
{
    unsigned char group[4];
    size_t start = out->len;
    for (size_t offset = 0; offset < data.len; offset += 3) {
        base64_group(slice_sub(data, offset, 3), group);
        if (!buffer_append(out, group, sizeof(group))) {
            buffer_truncate(out, start);
            return false;
        }
    }
    return !out->failed;
}

static int base64_value(unsigned char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* base64_ungroup - the bits of four characters, of which the last pad are '=' */
static bool base64_ungroup(const unsigned char *group, size_t pad, uint32_t *bits_r)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < 4; i++) {
        int value = i < 4 - pad ? base64_value(group[i]) : 0;
        if (value < 0)
            return false;
        bits = bits << 6 | (uint32_t)value;
    }
    *bits_r = bits;
    return (bits & ((1u << 8 * pad) - 1)) == 0;
}

bool base64_decode(struct slice text, unsigned char *out, size_t max, size_t *len_r)
{
    size_t len = 0;
    if (text.len % 4 != 0)
        return false;
    for (size_t offset = 0; offset < text.len; offset += 4) {
        const unsigned char *group = text.data + offset;
        size_t pad = 0;
        uint32_t bits;
        if (offset + 4 == text.len && group[3] == '=')
            pad = group[2] == '=' ? 2 : 1;
        if (!base64_ungroup(group, pad, &bits) || max - len < 3 - pad)
            return false;
        for (unsigned i = 0; i < 3 - pad; i++)
            out[len++] = (unsigned char)(bits >> (16 - 8 * i));
    }
    *len_r = len;
    return true;
}
