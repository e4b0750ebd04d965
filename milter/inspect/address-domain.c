/*
 * address-domain - domains of addresses in their ASCII form
 *
 * libidn2 does UTS 46; what it is not asked are plain ASCII names, which may hold an underscore.
 */
#include "inspect/address-domain.h"

#include "base/utf8.h"

#include <idn2.h>
#include <stdio.h>
#include <string.h>

enum { DOMAIN_BYTES_MAX = 253, LABEL_MAX = 63 }; /* RFC 1035 section 2.3.4 */

static bool is_dot(int32_t c)
{
    return c == '.' || c == 0x2024 || c == 0x3002 || c == 0xff0e || c == 0xff61;
}

/* plain_dots - every character that maps to a dot as one, none at the ends */
static bool plain_dots(struct slice text, struct buffer *out)
{
    size_t offset = 0, dots = 0;
    while (offset < text.len) {
        int32_t c = utf8_next(text, &offset);
        if (c < 0)
            return false;
        if (is_dot(c)) {
            dots++;
            continue;
        }
        for (; dots > 0 && out->len > 0; dots--)
            buffer_append_byte(out, '.');
        dots = 0;
        utf8_append(out, (uint32_t)c);
    }
    return !out->failed;
}

static bool is_ascii(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] > 0x7f)
            return false;
    return true;
}

static bool is_host_byte(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* host_valid - labels of 1 to 63 letters, digits, hyphens, underscores */
static bool host_valid(const char *host)
{
    size_t label = 0;
    if (*host == '\0' || strlen(host) > DOMAIN_BYTES_MAX)
        return false;
    for (const char *p = host; *p; p++) {
        if (*p == '.' && label == 0)
            return false;
        label = *p == '.' ? 0 : label + 1;
        if (label > LABEL_MAX || (*p != '.' && !is_host_byte((unsigned char)*p)))
            return false;
    }
    return label > 0;
}

/* literal_valid - "[192.0.2.1]", "[ipv6:2001:db8::1]", by alphabet only: it is compared, not used
 */
static bool literal_valid(const char *host)
{
    size_t len = strlen(host);
    if (len < 3 || host[0] != '[' || host[len - 1] != ']')
        return false;
    return strspn(host + 1, "0123456789abcdefipv:.") == len - 2;
}

static bool copy_lower(struct slice s, char out[DOMAIN_SIZE])
{
    if (s.len >= DOMAIN_SIZE)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = s.data[i];
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    out[s.len] = '\0';
    return strlen(out) == s.len;
}

static bool map(const char *text, enum domain_form form, char out[DOMAIN_SIZE])
{
    int flags =
        IDN2_NFC_INPUT | (form == DOMAIN_TRANSITIONAL ? IDN2_TRANSITIONAL : IDN2_NONTRANSITIONAL);
    uint8_t *ascii = NULL;
    if (idn2_lookup_u8((const uint8_t *)text, &ascii, flags) != IDN2_OK)
        return false;
    bool good = copy_lower(slice_from((const char *)ascii), out);
    idn2_free(ascii);
    return good;
}

bool domain_to_ascii(struct slice text, enum domain_form form, char out[DOMAIN_SIZE])
{
    struct buffer dotted;
    bool good = false;
    out[0] = '\0';
    if (text.len > DOMAIN_TEXT_MAX)
        return false;
    buffer_init(&dotted, DOMAIN_TEXT_MAX);
    if (plain_dots(text, &dotted) && buffer_string(&dotted)) {
        struct slice name = buffer_slice(&dotted);
        good = is_ascii(name) ? copy_lower(name, out) : map(buffer_string(&dotted), form, out);
    }
    buffer_free(&dotted);
    good = good && (host_valid(out) || literal_valid(out));
    if (!good)
        out[0] = '\0';
    return good;
}
