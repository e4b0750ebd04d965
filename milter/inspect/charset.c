/*
 * charset - bytes to UTF-8, strictly
 *
 * Where mail programs and standards disagree about a byte, it has no meaning here: the C1 controls
 * of the ISO 8859 family (0x80 to 0x9f), which most programs show as Windows-1252, are refused.
 */
#include "inspect/charset.h"

#include "base/utf8.h"

enum { UNDEFINED = 0xffff };

struct charset_name {
    const char *name;
    enum charset charset;
};

static const struct charset_name NAMES[] = {
    {"us-ascii", CHARSET_ASCII},
    {"utf-8", CHARSET_UTF8},
    {"iso-8859-1", CHARSET_LATIN1},
    {"iso-8859-15", CHARSET_LATIN9},
    {"windows-1252", CHARSET_WINDOWS_1252},
};

/* Windows-1252, 0x80 to 0x9f (Unicode's CP1252.TXT) */
static const uint16_t WINDOWS_1252[32] = {
    0x20ac,    UNDEFINED, 0x201a, 0x0192, 0x201e, 0x2026,    0x2020, 0x2021,
    0x02c6,    0x2030,    0x0160, 0x2039, 0x0152, UNDEFINED, 0x017d, UNDEFINED,
    UNDEFINED, 0x2018,    0x2019, 0x201c, 0x201d, 0x2022,    0x2013, 0x2014,
    0x02dc,    0x2122,    0x0161, 0x203a, 0x0153, UNDEFINED, 0x017e, 0x0178,
};

enum charset charset_by_name(struct slice name)
{
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
        if (slice_is_nocase(name, NAMES[i].name))
            return NAMES[i].charset;
    return CHARSET_UNKNOWN;
}

/* latin9 - where ISO 8859-15 differs from ISO 8859-1 */
static uint32_t latin9(unsigned char byte)
{
    switch (byte) {
    case 0xa4:
        return 0x20ac;
    case 0xa6:
        return 0x0160;
    case 0xa8:
        return 0x0161;
    case 0xb4:
        return 0x017d;
    case 0xb8:
        return 0x017e;
    case 0xbc:
        return 0x0152;
    case 0xbd:
        return 0x0153;
    case 0xbe:
        return 0x0178;
    default:
        return byte;
    }
}

/* single_byte - the character of a byte above 0x7f */
static uint32_t single_byte(enum charset charset, unsigned char byte)
{
    if (byte < 0xa0)
        return charset == CHARSET_WINDOWS_1252 ? WINDOWS_1252[byte - 0x80] : UNDEFINED;
    if (charset == CHARSET_ASCII)
        return UNDEFINED;
    return charset == CHARSET_LATIN9 ? latin9(byte) : byte;
}

static bool decode_single(enum charset charset, struct slice bytes, struct buffer *utf8)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = bytes.data[i];
        uint32_t c = byte < 0x80 ? byte : single_byte(charset, byte);
        if (c == UNDEFINED || !utf8_append(utf8, c))
            return false;
    }
    return true;
}

static uint32_t unit_at(struct slice bytes, size_t offset, bool big)
{
    unsigned first = bytes.data[offset], second = bytes.data[offset + 1];
    return big ? first << 8 | second : second << 8 | first;
}

static bool decode_utf16(bool big, struct slice bytes, struct buffer *utf8)
{
    if (bytes.len % 2 != 0)
        return false;
    for (size_t i = 0; i < bytes.len; i += 2) {
        uint32_t c = unit_at(bytes, i, big);
        if (c >= 0xd800 && c <= 0xdbff && bytes.len - i >= 4) {
            uint32_t low = unit_at(bytes, i + 2, big);
            if (low < 0xdc00 || low > 0xdfff)
                return false;
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            i += 2;
        }
        if (!utf8_append(utf8, c)) /* a lone surrogate is refused there */
            return false;
    }
    return true;
}

static bool decode(enum charset charset, struct slice bytes, struct buffer *utf8)
{
    switch (charset) {
    case CHARSET_UTF8:
        return utf8_valid(bytes) && buffer_append_slice(utf8, bytes);
    case CHARSET_UTF16_LE:
    case CHARSET_UTF16_BE:
        return decode_utf16(charset == CHARSET_UTF16_BE, bytes, utf8);
    case CHARSET_ASCII:
    case CHARSET_LATIN1:
    case CHARSET_LATIN9:
    case CHARSET_WINDOWS_1252:
        return decode_single(charset, bytes, utf8);
    case CHARSET_UNKNOWN:
        break;
    }
    return false;
}

bool charset_decode(enum charset charset, struct slice bytes, struct buffer *utf8)
{
    size_t start = utf8->len;
    if (decode(charset, bytes, utf8) && !utf8->failed)
        return true;
    buffer_truncate(utf8, start);
    return false;
}

bool charset_decode_document(struct slice file, struct buffer *utf8, struct slice *text_r,
                             enum charset *charset_r)
{
    enum charset charset;
    size_t mark = 0, start = utf8->len;
    if (slice_starts(file, "\xef\xbb\xbf")) {
        charset = CHARSET_UTF8;
        mark = 3;
    } else if (slice_starts(file, "\xff\xfe") || slice_starts(file, "\xfe\xff")) {
        charset = file.data[0] == 0xff ? CHARSET_UTF16_LE : CHARSET_UTF16_BE;
        mark = 2;
    } else {
        charset = utf8_valid(file) ? CHARSET_UTF8 : CHARSET_WINDOWS_1252;
    }
    if (charset_r)
        *charset_r = charset;
    *text_r = slice_sub(file, mark, file.len);
    if (charset == CHARSET_UTF8)
        return mark == 0 || utf8_valid(*text_r);
    if (!charset_decode(charset, *text_r, utf8))
        return false;
    *text_r = slice_sub(buffer_slice(utf8), start, utf8->len);
    return true;
}
