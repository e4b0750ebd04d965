/*
 * vcard-decode.c - parameters and encodings of a vCard property
 *
 * A parameter that is not on the list, or has a value that is not, is a finding: parameters are
 * not shown and could carry anything.
 */
#include "inspect/charset.h"
#include "inspect/format/vcard.h"

#include "base/ascii.h"
#include "base/encode.h"
#include "base/utf8.h"

#include <string.h>

/* param_next - the next parameter of ";A=1;B" in *rest, quotes respected */
static bool param_next(struct slice *rest, struct slice *name, struct slice *value)
{
    size_t end = 1, equals;
    bool quoted = false;
    struct slice param;

    if (rest->len < 1)
        return false;
    while (end < rest->len && (quoted || rest->data[end] != ';')) {
        quoted = rest->data[end] == '"' ? !quoted : quoted;
        end++;
    }
    param = slice_trim(slice_sub(*rest, 1, end - 1));
    *rest = slice_sub(*rest, end, rest->len - end);
    equals = slice_find_byte(param, '=', 0);
    if (equals == SIZE_MAX) {
        *name = slice_of(NULL, 0);
        *value = param;
        return true;
    }
    *name = slice_sub(param, 0, equals);
    *value = slice_sub(param, equals + 1, param.len);
    if (value->len >= 2 && value->data[0] == '"' && value->data[value->len - 1] == '"')
        *value = slice_sub(*value, 1, value->len - 2);
    return true;
}

bool card_quoted_printable(struct slice params)
{
    struct slice name, value;

    while (param_next(&params, &name, &value))
        if (slice_is_nocase(value, "QUOTED-PRINTABLE"))
            return true;
    return false;
}

bool card_label_next(struct slice *rest, struct slice *label)
{
    struct slice name;

    while (param_next(rest, &name, label))
        if (slice_is_nocase(name, "LABEL"))
            return true;
    return false;
}

/* types - a comma list of what telephones and addresses are for */
static bool types(struct slice value)
{
    static const char *const known[] = {"home",       "work",    "cell",      "voice", "pref",
                                        "internet",   "postal",  "parcel",    "dom",   "intl",
                                        "iphone",     "main",    "other",     "text",  "mobile",
                                        "msg",        "fax",     "car",       "pager", "x-mobile",
                                        "x-internet", "x-other", "textphone", "",      NULL};
    size_t from = 0;

    while (from <= value.len) {
        size_t comma = slice_find_byte(value, ',', from);
        size_t end = comma == SIZE_MAX ? value.len : comma;

        if (!slice_in_nocase(slice_sub(value, from, end - from), known))
            return false;
        from = end + 1;
    }
    return true;
}

/* language - "nl" or "nl-BE" */
static bool language(struct slice value)
{
    for (size_t i = 0; i < value.len; i++)
        if (i == 2 ? value.data[i] != '-' : !ascii_letter(value.data[i]))
            return false;
    return value.len == 2 || value.len == 5;
}

/* preference - 1 to 100, no other figure */
static bool preference(struct slice value)
{
    for (size_t i = 0; i < value.len; i++)
        if (value.data[i] < '0' || value.data[i] > '9')
            return false;
    return value.len == 1 || value.len == 2 || slice_is(value, "100");
}

static bool param_known(struct slice name, struct slice value)
{
    static const char *const encodings[] = {"QUOTED-PRINTABLE", "8BIT", "7BIT", NULL};
    static const char *const kinds[] = {
        "uri",       "text",         "phone-number",     "date-time",
        "timestamp", "language-tag", "date-and-or-time", "boolean",
        NULL};

    if (name.len == 0)
        return types(value) || slice_in_nocase(value, encodings);
    if (slice_is_nocase(name, "TYPE"))
        return types(value);
    if (slice_is_nocase(name, "ENCODING"))
        return slice_in_nocase(value, encodings);
    if (slice_is_nocase(name, "CHARSET"))
        return charset_by_name(value) != CHARSET_UNKNOWN;
    if (slice_is_nocase(name, "LANGUAGE"))
        return language(value);
    if (slice_is_nocase(name, "PREF"))
        return preference(value);
    return slice_is_nocase(name, "VALUE") && slice_in_nocase(value, kinds);
}

/* params_judge - *charset_r stays as it is when none is named */
static bool params_judge(const struct card_property *p, enum charset *charset_r)
{
    struct slice rest = p->params, name, value;
    bool known = true;

    while (param_next(&rest, &name, &value)) {
        /* the label of an address is read with it */
        bool label = slice_is_nocase(name, "LABEL") && slice_is_nocase(p->name, "ADR");

        known = known && (label || param_known(name, value));
        if (slice_is_nocase(name, "CHARSET"))
            *charset_r = charset_by_name(value);
    }
    return known;
}

/* unquote - quoted-printable (RFC 2045 section 6.7); false for a '=' without two digits */
static bool unquote(struct slice text, struct buffer *out)
{
    for (size_t i = 0; i < text.len; i++) {
        int high, low;

        if (text.data[i] != '=') {
            buffer_append_byte(out, text.data[i]);
            continue;
        }
        if (i + 2 >= text.len || (high = hex_digit(text.data[i + 1])) < 0 ||
            (low = hex_digit(text.data[i + 2])) < 0)
            return false;
        buffer_append_byte(out, (unsigned char)(high * 16 + low));
        i += 2;
    }
    return true;
}

/* line_feeds - CR LF and CR become LF */
static void line_feeds(struct buffer *text)
{
    size_t to = 0;

    for (size_t i = 0; i < text->len; i++) {
        if (text->data[i] == '\r' && i + 1 < text->len && text->data[i + 1] == '\n')
            continue;
        text->data[to++] = text->data[i] == '\r' ? '\n' : text->data[i];
    }
    buffer_truncate(text, to);
}

bool card_decode(struct card_property *p, struct referral_sink *sink)
{
    enum charset charset;
    struct buffer bytes;
    bool good = true;

    buffer_init(&bytes, CARD_LINE_MAX);
    if (card_quoted_printable(p->params))
        good = unquote(p->value, &bytes);
    else
        buffer_append_slice(&bytes, p->value);
    charset = utf8_valid(buffer_slice(&bytes)) ? CHARSET_UTF8 : CHARSET_WINDOWS_1252;
    if (!params_judge(p, &charset))
        sink_finding(sink, REASON_CONTENT_HIDDEN, p->place);
    if (charset == CHARSET_UNKNOWN)
        charset = CHARSET_UTF8;
    good = good && charset_decode(charset, buffer_slice(&bytes), &p->text);
    if (!good)
        sink_finding(sink, REASON_CONTENT_FORMAT, p->place);
    line_feeds(&p->text);
    good = !bytes.failed && !p->text.failed;
    buffer_free(&bytes);
    return good;
}

/* unescape - appends one character; the escape of 3.0 and 4.0 also serves for 2.1, which knows \;
 * alone */
static void unescape(struct slice text, size_t *i, struct buffer *out)
{
    unsigned char c = text.data[*i];

    if (c == '\\' && *i + 1 < text.len) {
        c = text.data[++*i];
        c = c == 'n' || c == 'N' ? '\n' : c;
    }
    buffer_append_byte(out, c);
}

bool card_component(struct slice text, unsigned n, struct buffer *out)
{
    unsigned component = 0;

    for (size_t i = 0; i < text.len && component <= n; i++) {
        if (text.data[i] == ';') {
            component++;
        } else if (component == n) {
            unescape(text, &i, out);
        } else if (text.data[i] == '\\') {
            i++;
        }
    }
    return !out->failed;
}

bool card_text(struct slice text, struct buffer *out)
{
    for (size_t i = 0; i < text.len; i++)
        unescape(text, &i, out);
    return !out->failed;
}
