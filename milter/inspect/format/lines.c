/*
 * lines.c - lines of running text to entries
 */
#include "inspect/format/lines.h"

#include "inspect/format/line.h"

enum { VALUE_LINES_MAX = 5 }; /* of an address */

void lines_init(struct lines *t, struct referral_sink *sink, size_t max)
{
    *t = (struct lines){.sink = sink};
    buffer_init(&t->label, max);
    buffer_init(&t->value, max);
}

void lines_free(struct lines *t)
{
    buffer_free(&t->label);
    buffer_free(&t->value);
}

/* lines_end - hands over the entry that waited for more lines */
bool lines_end(struct lines *t)
{
    bool good = true;

    if (t->label.len > 0)
        good = !t->value.failed &&
               sink_entry(t->sink, buffer_slice(&t->label), buffer_slice(&t->value), t->place);
    buffer_clear(&t->label);
    buffer_clear(&t->value);
    return good;
}

static bool begin(struct lines *t, struct slice label, struct slice value, struct place place)
{
    t->count = value.len > 0 ? 1 : 0;
    t->takes_lines = sink_takes_lines(t->sink, label);
    t->place = place;
    return buffer_append_slice(&t->label, label) && buffer_append_slice(&t->value, value);
}

/* continues - may the line be a further line of the entry that waits? */
static bool continues(const struct lines *t, struct slice line)
{
    if (t->label.len == 0 || slice_find_byte(line, ':', 0) != SIZE_MAX ||
        slice_find_byte(line, '=', 0) != SIZE_MAX)
        return false;
    return t->count < (t->takes_lines ? VALUE_LINES_MAX : 1);
}

static void judge_shape(struct lines *t, struct slice line, struct place place)
{
    size_t blanks = 0, longest = 0;

    for (size_t i = 0; i < line.len; i++) {
        blanks = line.data[i] == ' ' || line.data[i] == '\t' ? blanks + 1 : 0;
        longest = blanks > longest ? blanks : longest;
    }
    if (line.len > LINES_LINE_MAX || longest > LINES_BLANKS_MAX)
        sink_finding(t->sink, REASON_CONTENT_HIDDEN, place);
}

static bool blank_line(struct lines *t, struct place place)
{
    if (++t->blank_lines == LINES_BLANKS_MAX + 1) /* said once, however many follow */
        sink_finding(t->sink, REASON_CONTENT_HIDDEN, place);
    if (!lines_end(t))
        return false;
    sink_gap(t->sink);
    return true;
}

bool lines_line(struct lines *t, struct slice raw, struct place place)
{
    struct slice line = slice_trim(raw), label, value;

    judge_shape(t, raw, place);
    if (line.len == 0)
        return blank_line(t, place);
    t->blank_lines = 0;
    if (sink_is_label(t->sink, line)) {
        return lines_end(t) && begin(t, line, slice_of(NULL, 0), place);
    }
    if (!sink_is_fixed(t->sink, line)) {
        if (line_split(t->sink, line, &label, &value)) {
            return lines_end(t) && begin(t, label, value, place);
        }
        if (continues(t, line)) {
            t->count++;
            return (t->value.len == 0 || buffer_append_byte(&t->value, '\n')) &&
                   buffer_append_slice(&t->value, line);
        }
    }
    if (!lines_end(t))
        return false;
    sink_gap(t->sink);
    return sink_text(t->sink, line, place);
}

bool lines_text(struct lines *t, struct slice text, struct place place)
{
    size_t from = 0, end;

    do {
        end = slice_find_byte(text, '\n', from);
        end = end == SIZE_MAX ? text.len : end;
        if (!lines_line(t, slice_sub(text, from, end - from), place))
            return false;
        from = end + 1;
    } while (end < text.len);
    return true;
}
