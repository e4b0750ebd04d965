/*
 * html-put - pieces of an HTML source as the text they mean
 */
#include "inspect/html-put.h"

#include "base/encode.h"
#include "base/utf8.h"
#include "inspect/html-entity.h"

bool html_is_blank(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* put_blank - white space of the source: one blank, none at the start of a line */
static void put_blank(struct buffer *out, size_t start)
{
    if (out->len > start && out->data[out->len - 1] != ' ' && out->data[out->len - 1] != '\n')
        buffer_append_byte(out, ' ');
}

/* html_put_text - text with its character references; keep_lines leaves white space as it is */
void html_put_text(struct slice text, bool attribute, bool keep_lines, struct buffer *out,
                   size_t start)
{
    for (size_t i = 0; i < text.len;) {
        unsigned char c = text.data[i];
        size_t taken = c == '&' ? html_entity(slice_sub(text, i, text.len - i), attribute, out) : 0;

        if (taken == 0 && html_is_blank(c) && !keep_lines)
            put_blank(out, start);
        else if (taken == 0 && c != '\r')
            buffer_append_byte(out, c);
        i += taken > 0 ? taken : 1;
    }
}

void html_put_line(struct slice text, bool attribute, struct buffer *out)
{
    size_t start = out->len;

    html_put_text(text, attribute, false, out, start);
    if (out->len > start)
        buffer_append_byte(out, '\n');
}

/* put_escapes - value with its percent escapes undone, those below 0x80 only or all of them */
static void put_escapes(struct slice value, bool all, struct buffer *out)
{
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = value.data[i];
        int high = c == '%' && i + 2 < value.len ? hex_digit(value.data[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(value.data[i + 2]) : -1;

        if (low >= 0 && (all || high < 8)) {
            c = (unsigned char)(high << 4 | low);
            i += 2;
        }
        buffer_append_byte(out, c == '\n' || c == '\r' ? ' ' : c);
    }
}

/* html_put_unescaped - "Anna%20Peeters" in an address once more, as words, and as UTF-8 */
void html_put_unescaped(struct slice value, struct buffer *out)
{
    size_t start = out->len + 1;

    if (slice_find_byte(value, '%', 0) == SIZE_MAX)
        return;
    buffer_append_byte(out, ' ');
    put_escapes(value, true, out);
    if (out->failed || utf8_valid(slice_sub(buffer_slice(out), start, out->len - start)))
        return;
    buffer_truncate(out, start);
    put_escapes(value, false, out);
}
