/*
 * message-word - readable text of header fields: unfolding, RFC 2047 words, RFC 2231 values
 *
 * Some programs split a character over two adjacent words (RFC 2047 section 5 forbids it, many
 * decoders join them), so the bytes of adjacent words of one character set are decoded together.
 */
#include "inspect/message-word.h"

#include "inspect/charset.h"
#include "inspect/message-field.h"
#include "inspect/message-transfer.h"

#include <string.h>

enum { VALUE_MAX = 4 * 65536 }; /* bytes of a decoded value; a block of 64 KiB cannot give more */

struct word {
    enum charset charset;
    bool base64;
    struct slice text; /* still encoded */
    size_t end;        /* offset behind the word */
};

/* state of one value: bytes of adjacent words that await their character set */
struct decoding {
    struct buffer *out;
    struct buffer bytes;
    enum charset charset;
};

bool text_has_control(struct slice utf8)
{
    for (size_t i = 0; i < utf8.len; i++) {
        unsigned char c = utf8.data[i];
        if ((c < ' ' && c != '\t') || c == 0x7f)
            return true;
        if (c == 0xc2 && i + 1 < utf8.len && utf8.data[i + 1] < 0xa0)
            return true;
    }
    return false;
}

static bool is_space(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct slice trim(struct slice s)
{
    while (s.len > 0 && is_space(s.data[0]))
        s = slice_sub(s, 1, s.len);
    while (s.len > 0 && is_space(s.data[s.len - 1]))
        s.len--;
    return s;
}

/* append_unfolded - a fold is the line end alone: the blank after it is text */
static bool append_unfolded(struct slice s, struct buffer *out)
{
    for (size_t at = 0; at < s.len;) {
        size_t end = slice_find_byte(s, '\r', at);
        size_t len = end == SIZE_MAX ? s.len - at : end - at;
        if (!buffer_append_slice(out, slice_sub(s, at, len)))
            return false;
        at += len + 2;
    }
    return true;
}

bool word_unfold(struct slice value, struct buffer *out)
{
    return append_unfolded(trim(value), out);
}

/* word_at - is there an encoded word at offset? 1: yes, in *w; 0: no, plain text; -1: something
 * that some programs take for one */
static int word_at(struct slice s, size_t at, struct word *w)
{
    size_t charset = at + 2, i = charset;
    if (s.len - at < 2 || s.data[at] != '=' || s.data[at + 1] != '?')
        return 0;
    while (i < s.len && !is_space(s.data[i]) && s.data[i] != '?')
        i++;
    if (i == charset || s.len - i < 3 || s.data[i] != '?' || s.data[i + 2] != '?')
        return 0;
    unsigned char encoding = s.data[i + 1] | 0x20;
    if (encoding != 'b' && encoding != 'q')
        return 0;
    w->charset = charset_by_name(slice_sub(s, charset, i - charset));
    w->base64 = encoding == 'b';
    size_t text = i + 3;
    for (i = text; i < s.len && !is_space(s.data[i]) && s.data[i] != '?';)
        i++;
    if (w->charset == CHARSET_UNKNOWN || s.len - i < 2 || s.data[i] != '?' || s.data[i + 1] != '=')
        return -1;
    w->text = slice_sub(s, text, i - text);
    w->end = i + 2;
    return 1;
}

/* word_bytes - Q differs from quoted-printable in "_" alone (RFC 2047 section 4.2) */
static bool word_bytes(const struct word *w, struct buffer *out)
{
    struct transfer t;
    size_t start = out->len;

    transfer_start(&t, w->base64 ? TRANSFER_BASE64 : TRANSFER_QUOTED_PRINTABLE);
    if (w->base64)
        return (w->text.len == 0 || transfer_line(&t, w->text, out)) &&
               transfer_end(&t, false, out);
    struct buffer text;
    buffer_init(&text, VALUE_MAX);
    bool good = buffer_append_slice(&text, w->text);
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] == '_')
            text.data[i] = ' ';
    /* a blank at the end is no padding here: keep it from the line rule, then cut the guard off */
    good = good && buffer_append_byte(&text, '.') && transfer_line(&t, buffer_slice(&text), out) &&
           transfer_end(&t, false, out);
    if (good)
        buffer_truncate(out, out->len - 1);
    else
        buffer_truncate(out, start);
    buffer_free(&text);
    return good;
}

/* flush - the bytes gathered from adjacent words, decoded */
static bool flush(struct decoding *d)
{
    size_t start = d->out->len;
    if (d->bytes.len == 0)
        return true;
    bool good = charset_decode(d->charset, buffer_slice(&d->bytes), d->out) &&
                !text_has_control(slice_of(d->out->data + start, d->out->len - start));
    buffer_clear(&d->bytes);
    return good;
}

static bool add_word(struct decoding *d, const struct word *w)
{
    if (d->bytes.len > 0 && d->charset != w->charset && !flush(d))
        return false;
    d->charset = w->charset;
    return word_bytes(w, &d->bytes);
}

/* decode_from - text and words in turn; between two words only the blanks are left out */
static bool decode_all(struct decoding *d, struct slice value)
{
    size_t plain = 0; /* start of text not yet written */
    bool after_word = false;
    struct word w;

    for (size_t at = slice_find_byte(value, '=', 0); at != SIZE_MAX;
         at = slice_find_byte(value, '=', at)) {
        int found = word_at(value, at, &w);
        if (found < 0)
            return false;
        if (found == 0) {
            at++;
            continue;
        }
        struct slice between = slice_sub(value, plain, at - plain);
        if (!after_word || trim(between).len > 0)
            if (!flush(d) || !append_unfolded(between, d->out))
                return false;
        if (!add_word(d, &w))
            return false;
        after_word = true;
        plain = at = w.end;
    }
    return flush(d) && append_unfolded(slice_sub(value, plain, value.len), d->out);
}

bool word_decode(struct slice value, struct buffer *out)
{
    struct decoding d = {.out = out, .charset = CHARSET_UNKNOWN};
    size_t start = out->len;

    buffer_init(&d.bytes, VALUE_MAX);
    bool good = decode_all(&d, trim(value)) && !d.bytes.failed && !out->failed;
    if (d.bytes.failed)
        out->failed = true;
    buffer_free(&d.bytes);
    if (!good)
        buffer_truncate(out, start);
    return good;
}

bool word_decode_name(struct slice value, struct buffer *out)
{
    struct slice mark = slice_from("=?");
    struct word w;
    if (slice_find(value, mark, 0) == SIZE_MAX)
        return buffer_append_slice(out, value);
    return word_at(value, 0, &w) == 1 && w.end == value.len && word_decode(value, out);
}

/* attribute_char - RFC 2231 section 7 */
static bool attribute_char(unsigned char c)
{
    return c > ' ' && c < 0x7f && !field_char_in(c, "*'%()<>@,;:\\\"/[]?=");
}

static bool percent_decode(struct slice s, struct buffer *out)
{
    for (size_t i = 0; i < s.len; i++) {
        if (attribute_char(s.data[i])) {
            if (!buffer_append_byte(out, s.data[i]))
                return false;
            continue;
        }
        unsigned value = 0;
        if (s.data[i] != '%' || s.len - i < 3)
            return false;
        for (size_t k = 1; k <= 2; k++) {
            unsigned char c = s.data[i + k], letter = c | 0x20;
            bool digit = c >= '0' && c <= '9';
            if (!digit && !(letter >= 'a' && letter <= 'f'))
                return false;
            value = value << 4 | (digit ? c - (unsigned)'0' : letter - 'a' + 10u);
        }
        if (!buffer_append_byte(out, (unsigned char)value))
            return false;
        i += 2;
    }
    return true;
}

static bool language_tag(struct slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char letter = s.data[i] | 0x20;
        if (!(letter >= 'a' && letter <= 'z') && s.data[i] != '-')
            return false;
    }
    return true;
}

bool word_decode_extended(struct slice value, struct buffer *out)
{
    size_t first = slice_find_byte(value, '\'', 0);
    size_t second = first == SIZE_MAX ? SIZE_MAX : slice_find_byte(value, '\'', first + 1);
    if (second == SIZE_MAX)
        return false;
    enum charset charset = charset_by_name(slice_sub(value, 0, first));
    struct slice language = slice_sub(value, first + 1, second - first - 1);
    size_t start = out->len;
    struct buffer bytes;

    buffer_init(&bytes, VALUE_MAX);
    bool good = charset != CHARSET_UNKNOWN && language_tag(language) &&
                percent_decode(slice_sub(value, second + 1, value.len), &bytes) &&
                charset_decode(charset, buffer_slice(&bytes), out);
    if (bytes.failed)
        out->failed = true;
    buffer_free(&bytes);
    if (!good)
        buffer_truncate(out, start);
    return good;
}
