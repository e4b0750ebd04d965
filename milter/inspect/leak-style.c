/*
 * leak-style - what style sheets, tags, addresses and conditional comments of an HTML body do to
 * what is read there
 */
#include "inspect/leak-style.h"

#include "base/encode.h"
#include "base/utf8.h"
#include "inspect/html-put.h"
#include "inspect/html.h"

enum { ESCAPE_DIGITS_MAX = 6, REPLACEMENT = 0xfffd };

/* read_escape - rest is what stands after a backslash; how much of it is the escape: hexadecimal
 * digits and one white space, or a byte that stands for itself */
static size_t read_escape(struct slice rest, struct buffer *out)
{
    uint32_t number = 0;
    size_t digits = 0;

    while (digits < rest.len && digits < ESCAPE_DIGITS_MAX && hex_digit(rest.data[digits]) >= 0)
        number = number * 16 + (uint32_t)hex_digit(rest.data[digits++]);
    if (digits == 0) {
        buffer_append_slice(out, slice_sub(rest, 0, 1));
        return rest.len > 0;
    }
    if (number == 0 || !utf8_append(out, number))
        utf8_append(out, REPLACEMENT);
    return digits + (digits < rest.len && html_is_blank(rest.data[digits]));
}

bool leak_style_unescape(struct slice machinery, struct buffer *out)
{
    for (size_t i = 0; i < machinery.len;) {
        if (machinery.data[i] == '\\')
            i += 1 + read_escape(slice_sub(machinery, i + 1, machinery.len - i - 1), out);
        else
            buffer_append_byte(out, machinery.data[i++]);
    }
    return !out->failed;
}

/* compact - text in lower case without blanks, which do not count in an address */
static bool compact(struct slice text, struct buffer *out)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = text.data[i];

        if (!html_is_blank(c))
            buffer_append_byte(out, c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    return !out->failed;
}

static bool holds(struct slice text, const char *what)
{
    return slice_find(text, slice_from(what), 0) != SIZE_MAX;
}

/* has_bdo - each tag is a line */
static bool has_bdo(struct slice machinery)
{
    for (size_t at = 0, end; at < machinery.len; at = end + 1) {
        end = slice_find_byte(machinery, '\n', at);
        end = end == SIZE_MAX ? machinery.len : end;
        struct slice tag = slice_sub(machinery, at, end - at);

        if (slice_starts_nocase(tag, "bdo") && (tag.len == 3 || tag.data[3] == ' '))
            return true;
    }
    return false;
}

bool leak_style_signs(struct slice machinery, unsigned *signs_r)
{
    struct buffer b;
    bool good;

    buffer_init(&b, machinery.len);
    good = compact(machinery, &b);
    struct slice text = buffer_slice(&b);

    *signs_r = 0;
    if (holds(text, "data:image/") || holds(text, ";base64,"))
        *signs_r |= LEAK_STYLE_EMBEDS;
    if (holds(text, "bidi-override") || holds(text, "isolate-override") || has_bdo(machinery))
        *signs_r |= LEAK_STYLE_TURNS;
    buffer_free(&b);
    return good;
}

/* --- conditional comments --- */

/* find_tag - where "<xml" or the like stands next as a whole name; the end when it does not */
static size_t find_tag(struct slice html, const char *tag, size_t at)
{
    size_t len = slice_from(tag).len;

    while ((at = slice_find_byte(html, '<', at)) != SIZE_MAX) {
        struct slice rest = slice_sub(html, at, html.len - at);

        if (slice_starts_nocase(rest, tag) &&
            (rest.len == len || rest.data[len] == '>' || html_is_blank(rest.data[len])))
            return at;
        at++;
    }
    return html.len;
}

/* put_shown - the text of html but for its <xml> elements; one without end is text */
static void put_shown(struct slice html, const struct html_texts *out)
{
    size_t at = 0, xml, end;

    do {
        xml = find_tag(html, "<xml", at);
        end = find_tag(html, "</xml", xml);
        html_text(slice_sub(html, at, (end < html.len ? xml : html.len) - at), out);
        at = end;
    } while (at < html.len);
}

/* condition - does this stand behind "<!--" of a conditional comment? */
static bool condition(struct slice text)
{
    size_t at = 0;

    while (at < text.len && html_is_blank(text.data[at]))
        at++;
    return slice_starts_nocase(slice_sub(text, at, text.len), "[if");
}

/* put_conditional - the comment whose text that is, behind its condition */
static void put_conditional(struct slice text, const struct html_texts *out)
{
    size_t end = slice_find_byte(text, '>', 0);

    if (end != SIZE_MAX)
        put_shown(slice_sub(text, end + 1, text.len), out);
}

bool leak_style_conditional(struct slice html, struct buffer *out)
{
    struct buffer hidden, tags; /* tags are looked at elsewhere */
    struct html_texts texts = {out, &hidden, &tags};
    size_t at = 0;

    buffer_init(&hidden, html.len * HTML_GROWTH);
    buffer_init(&tags, html.len * HTML_GROWTH);
    while ((at = slice_find(html, slice_from("<!--"), at)) != SIZE_MAX) {
        struct slice text = slice_sub(html, at += 4, html.len);

        if (!condition(text))
            continue;
        text = slice_sub(text, 0, slice_find(text, slice_from("-->"), 0));
        put_conditional(text, &texts);
        at += text.len;
    }
    bool good = !hidden.failed && !tags.failed && buffer_append_slice(out, buffer_slice(&hidden));
    buffer_free(&hidden);
    buffer_free(&tags);
    return good && !out->failed;
}
