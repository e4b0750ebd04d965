/*
 * text.c - plain text, as Notepad and other editors save it, and tables of text as Excel does
 */
#include "inspect/format/text.h"

#include "inspect/charset.h"
#include "inspect/format/csv.h"
#include "inspect/format/lines.h"

/* line_end - where the line that starts at from ends; *skip_r is the length of CR LF, LF or CR */
static size_t line_end(struct slice text, size_t from, size_t *skip_r)
{
    size_t i = from;

    while (i < text.len && text.data[i] != '\n' && text.data[i] != '\r')
        i++;
    *skip_r = i + 1 < text.len && text.data[i] == '\r' && text.data[i + 1] == '\n' ? 2 : 1;
    return i;
}

static bool text_lines(struct lines *t, struct slice text)
{
    uint32_t number = 1;
    size_t skip;

    for (size_t from = 0; from < text.len; from += skip, number++) {
        size_t end = line_end(text, from, &skip);

        if (!lines_line(t, slice_sub(text, from, end - from), place_at(PLACE_LINE, number, 0, 0)))
            return false;
        from = end;
    }
    return lines_end(t);
}

/* is_table - does the first line that is not blank begin with two labels and a tab between? */
static bool is_table(struct slice text, struct referral_sink *sink)
{
    size_t from = 0, tab, next, skip;

    while (from < text.len && (text.data[from] == '\n' || text.data[from] == '\r'))
        from++;
    text = slice_sub(text, from, line_end(text, from, &skip) - from);
    tab = slice_find_byte(text, '\t', 0);
    if (tab == SIZE_MAX)
        return false;
    next = slice_find_byte(text, '\t', tab + 1);
    next = next == SIZE_MAX ? text.len : next;
    return sink_is_label(sink, slice_sub(text, 0, tab)) &&
           sink_is_label(sink, slice_sub(text, tab + 1, next - tab - 1));
}

/* read_lines - or, where it is one, a table. No value is longer than the text. */
static bool read_lines(struct slice text, struct referral_sink *sink)
{
    struct lines t;
    bool good;

    if (is_table(text, sink))
        return csv_read_text(text, sink);
    lines_init(&t, sink, text.len);
    good = text_lines(&t, text);
    lines_free(&t);
    return good;
}

bool text_of_document(struct slice file,
                      bool (*read)(struct slice text, struct referral_sink *sink),
                      struct referral_sink *sink)
{
    struct buffer utf8;
    struct slice text;
    bool good;

    buffer_init(&utf8, 3 * file.len + 16);
    if (charset_decode_document(file, &utf8, &text, NULL) &&
        slice_find_byte(text, '\0', 0) == SIZE_MAX) {
        good = read(text, sink);
    } else {
        good = !utf8.failed;
        sink_finding(sink, REASON_CONTENT_FORMAT, place_none());
    }
    buffer_free(&utf8);
    return good;
}

bool format_txt_read(struct slice file, struct referral_sink *sink)
{
    sink_origin(sink, place_at(PLACE_LINE, 1, 0, 0));
    return text_of_document(file, read_lines, sink);
}
