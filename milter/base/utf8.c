/*
 * utf8 - strict UTF-8 (RFC 3629, section 4)
 *
 * The table of that section is followed literally: the first byte fixes how many follow and within
 * which bounds the second must lie, which alone rules out overlong forms, surrogates and values
 * above U+10FFFF.
 */
#include "base/utf8.h"

struct form {
    unsigned char first_min, first_max;
    unsigned char second_min, second_max;
    unsigned char following;
    unsigned char bits; /* of the first byte that belong to the value */
};

static const struct form FORMS[] = {
    {0xc2, 0xdf, 0x80, 0xbf, 1, 0x1f}, {0xe0, 0xe0, 0xa0, 0xbf, 2, 0x0f},
    {0xe1, 0xec, 0x80, 0xbf, 2, 0x0f}, {0xed, 0xed, 0x80, 0x9f, 2, 0x0f},
    {0xee, 0xef, 0x80, 0xbf, 2, 0x0f}, {0xf0, 0xf0, 0x90, 0xbf, 3, 0x07},
    {0xf1, 0xf3, 0x80, 0xbf, 3, 0x07}, {0xf4, 0xf4, 0x80, 0x8f, 3, 0x07},
};

static const struct form *form_of(unsigned char first)
{
    for (size_t i = 0; i < sizeof(FORMS) / sizeof(FORMS[0]); i++)
        if (first >= FORMS[i].first_min && first <= FORMS[i].first_max)
            return &FORMS[i];
    return NULL;
}

/* sequence - the value of one sequence of that form at the start of s; -1 when it is malformed */
static int32_t sequence(struct slice s, const struct form *form)
{
    if (s.len <= form->following)
        return -1;
    if (s.data[1] < form->second_min || s.data[1] > form->second_max)
        return -1;
    int32_t value = s.data[0] & form->bits;
    for (size_t i = 1; i <= form->following; i++) {
        if ((s.data[i] & 0xc0) != 0x80)
            return -1;
        value = value << 6 | (s.data[i] & 0x3f);
    }
    return value;
}

int32_t utf8_next(struct slice s, size_t *offset)
{
    if (*offset >= s.len)
        return -1;
    unsigned char first = s.data[*offset];
    if (first < 0x80) {
        *offset += 1;
        return first;
    }
    const struct form *form = form_of(first);
    if (!form)
        return -1;
    int32_t value = sequence(slice_sub(s, *offset, 4), form);
    if (value >= 0)
        *offset += (size_t)form->following + 1;
    return value;
}

bool utf8_valid(struct slice s)
{
    size_t offset = 0;
    while (offset < s.len)
        if (utf8_next(s, &offset) < 0)
            return false;
    return true;
}

bool utf8_append(struct buffer *out, uint32_t c)
{
    unsigned char bytes[4];
    size_t len = 0;
    if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return false;
    if (c < 0x80) {
        bytes[len++] = (unsigned char)c;
    } else if (c < 0x800) {
        bytes[len++] = (unsigned char)(0xc0 | c >> 6);
    } else if (c < 0x10000) {
        bytes[len++] = (unsigned char)(0xe0 | c >> 12);
        bytes[len++] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
    } else {
        bytes[len++] = (unsigned char)(0xf0 | c >> 18);
        bytes[len++] = (unsigned char)(0x80 | (c >> 12 & 0x3f));
        bytes[len++] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
    }
    if (c >= 0x80)
        bytes[len++] = (unsigned char)(0x80 | (c & 0x3f));
    return buffer_append(out, bytes, len);
}
