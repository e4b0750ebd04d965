/*
 * text.c - plain text, as Notepad and other editors save it
 *
 * A line is "Label: value", "Label = value", label and value parted by a tab or by several blanks,
 * a label alone with its value on the next line, a further line of an address, a fixed text, a
 * ruled line, or blank. Any other line is a finding.
 */
#include "inspect/charset.h"
#include "inspect/format/line.h"
#include "inspect/referral.h"

enum {
    LINE_MAX_BYTES = 1000,
    BLANKS_MAX = 100,      /* in a row, in a line */
    BLANK_LINES_MAX = 100, /* in a row */
    VALUE_LINES_MAX = 5    /* of an address */
};

struct text {
    struct referral_sink *sink;
    struct slice label; /* the entry that may still take lines; empty when there is none */
    struct buffer value;
    unsigned lines;
    bool takes_lines;
    struct place place;
    unsigned blank_lines;
};

/* flush - hands over the entry that waited for more lines */
static bool flush(struct text *t)
{
    bool good = true;

    if (t->label.len > 0)
        good = !t->value.failed && sink_entry(t->sink, t->label, buffer_slice(&t->value), t->place);
    t->label.len = 0;
    buffer_clear(&t->value);
    return good;
}

static void begin(struct text *t, struct slice label, struct slice value, struct place place)
{
    t->label = label;
    t->lines = value.len > 0 ? 1 : 0;
    t->takes_lines = sink_takes_lines(t->sink, label);
    t->place = place;
    buffer_append_slice(&t->value, value);
}

/* continues - may the line be a further line of the entry that waits? */
static bool continues(const struct text *t, struct slice line)
{
    if (t->label.len == 0 || slice_find_byte(line, ':', 0) != SIZE_MAX ||
        slice_find_byte(line, '=', 0) != SIZE_MAX)
        return false;
    return t->lines < (t->takes_lines ? VALUE_LINES_MAX : 1);
}

static void judge_shape(struct text *t, struct slice line, struct place place)
{
    size_t blanks = 0, longest = 0;

    for (size_t i = 0; i < line.len; i++) {
        blanks = line.data[i] == ' ' || line.data[i] == '\t' ? blanks + 1 : 0;
        longest = blanks > longest ? blanks : longest;
    }
    if (line.len > LINE_MAX_BYTES || longest > BLANKS_MAX)
        sink_finding(t->sink, REASON_CONTENT_HIDDEN, place);
}

static bool blank_line(struct text *t, struct place place)
{
    if (++t->blank_lines > BLANK_LINES_MAX)
        sink_finding(t->sink, REASON_CONTENT_HIDDEN, place);
    if (!flush(t))
        return false;
    sink_gap(t->sink);
    return true;
}

static bool text_line(struct text *t, struct slice raw, struct place place)
{
    struct slice line = slice_trim(raw), label, value;

    judge_shape(t, raw, place);
    if (line.len == 0)
        return blank_line(t, place);
    t->blank_lines = 0;
    if (sink_is_label(t->sink, line)) {
        if (!flush(t))
            return false;
        begin(t, line, slice_of(NULL, 0), place);
        return true;
    }
    if (!sink_is_fixed(t->sink, line)) {
        if (line_split(t->sink, line, &label, &value)) {
            if (!flush(t))
                return false;
            begin(t, label, value, place);
            return true;
        }
        if (continues(t, line)) {
            t->lines++;
            return (t->value.len == 0 || buffer_append_byte(&t->value, '\n')) &&
                   buffer_append_slice(&t->value, line);
        }
    }
    if (!flush(t))
        return false;
    sink_gap(t->sink);
    return sink_text(t->sink, line, place);
}

/* line_end - where the line that starts at from ends; *skip_r is the length of CR LF, LF or CR */
static size_t line_end(struct slice text, size_t from, size_t *skip_r)
{
    size_t i = from;

    while (i < text.len && text.data[i] != '\n' && text.data[i] != '\r')
        i++;
    *skip_r = i + 1 < text.len && text.data[i] == '\r' && text.data[i + 1] == '\n' ? 2 : 1;
    return i;
}

static bool text_lines(struct text *t, struct slice text)
{
    uint32_t number = 1;
    size_t skip;

    for (size_t from = 0; from < text.len; from += skip, number++) {
        size_t end = line_end(text, from, &skip);

        if (!text_line(t, slice_sub(text, from, end - from), place_at(PLACE_LINE, number, 0, 0)))
            return false;
        from = end;
    }
    return flush(t);
}

bool format_txt_read(struct slice file, struct referral_sink *sink)
{
    struct text t = {.sink = sink};
    struct buffer utf8;
    bool good = true;

    sink_origin(sink, place_at(PLACE_LINE, 1, 0, 0));
    buffer_init(&utf8, 3 * file.len + 16);
    buffer_init(&t.value, 3 * file.len + 16);
    if (!charset_decode_document(file, &utf8, NULL)) {
        good = !utf8.failed;
        sink_finding(sink, REASON_CONTENT_FORMAT, place_none());
    } else if (slice_find_byte(buffer_slice(&utf8), '\0', 0) != SIZE_MAX) {
        sink_finding(sink, REASON_CONTENT_FORMAT, place_none());
    } else {
        good = text_lines(&t, buffer_slice(&utf8));
    }
    buffer_free(&t.value);
    buffer_free(&utf8);
    return good;
}
