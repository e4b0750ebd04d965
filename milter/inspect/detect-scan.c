/*
 * detect-scan.c - one line of text as the detectors see it: folded bytes and groups of digits
 */
#include "inspect/detect-scan.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "inspect/fold.h"
#include "inspect/value-parts.h"
#include "inspect/value.h"

#include <stdlib.h>
#include <string.h>

enum { SEPARATORS_MAX = 3 };

static unsigned char plain_byte(int32_t c)
{
    if (c < 0x80)
        return (unsigned char)c;
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        return '-';
    return c == 0xB0 ? SCAN_DEGREE : SCAN_OTHER;
}

static enum scan_result fold_plain(struct slice line, struct buffer *text)
{
    struct buffer folded;
    size_t offset = 0;
    int32_t c;
    enum scan_result result = SCAN_DONE;

    buffer_init(&folded, SIZE_MAX / 2);
    if (!fold_text(line, &folded))
        result = folded.failed ? SCAN_NO_MEMORY : SCAN_NOT_UTF8;
    while (result == SCAN_DONE && (c = utf8_next(buffer_slice(&folded), &offset)) >= 0)
        if (!buffer_append_byte(text, plain_byte(c)))
            result = SCAN_NO_MEMORY;
    buffer_free(&folded);
    return result;
}

/* separated - may text[from, to) stand inside one number? */
static bool separated(const struct buffer *text, size_t from, size_t to)
{
    if (to - from > SEPARATORS_MAX)
        return false;
    for (size_t i = from; i < to; i++)
        if (text->data[i] == '\0' || strchr(" .-/()+_:", text->data[i]) == NULL)
            return false;
    return true;
}

static bool find_groups(struct scan *scan)
{
    const struct buffer *text = &scan->text;
    size_t i = 0, end = 0;

    while (i < text->len) {
        struct group *g = &scan->groups[scan->count];

        if (!ascii_digit(text->data[i])) {
            i++;
            continue;
        }
        g->start = i;
        while (i < text->len && ascii_digit(text->data[i]))
            i++;
        g->len = i - g->start;
        g->first = scan->digits.len;
        if (!buffer_append(&scan->digits, text->data + g->start, g->len))
            return false;
        g->linked = scan->count > 0 && separated(text, end, g->start);
        g->owner = GROUP_FREE;
        end = i;
        scan->count++;
    }
    for (i = scan->count; i > 0; i--) {
        bool last = i == scan->count || !scan->groups[i].linked;

        scan->groups[i - 1].run_end = last ? i : scan->groups[i].run_end;
    }
    return true;
}

enum scan_result scan_line(struct slice line, struct scan *scan)
{
    enum scan_result result;

    scan->groups = NULL;
    scan->count = 0;
    buffer_init(&scan->text, SIZE_MAX / 2);
    buffer_init(&scan->digits, SIZE_MAX / 2);
    result = fold_plain(line, &scan->text);
    if (result != SCAN_DONE)
        return result;
    scan->groups = calloc(scan->text.len / 2 + 1, sizeof *scan->groups);
    if (scan->groups == NULL || !find_groups(scan))
        return SCAN_NO_MEMORY;
    scan_telephones(scan);
    return SCAN_DONE;
}

void scan_free(struct scan *scan)
{
    buffer_free(&scan->text);
    buffer_free(&scan->digits);
    free(scan->groups);
    scan->groups = NULL;
}

size_t group_at(const struct scan *scan, size_t offset)
{
    size_t low = 0, high = scan->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (scan->groups[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct slice group_digits(const struct scan *scan, size_t i, size_t last)
{
    const struct group *from = &scan->groups[i], *to = &scan->groups[last];

    return slice_of(scan->digits.data + from->first, to->first + to->len - from->first);
}

/* plus_before - index of the + before a group, with one blank between at most; SIZE_MAX when there
 * is none */
static size_t plus_before(const struct scan *scan, size_t start)
{
    size_t blank = start > 1 && scan->text.data[start - 1] == ' ' ? 1 : 0;

    return start > blank && scan->text.data[start - blank - 1] == '+' ? start - blank - 1
                                                                      : SIZE_MAX;
}

/* telephone_at - groups i to last as a telephone number, with the + and the bracket before them */
static enum telephone_form telephone_at(const struct scan *scan, size_t i, size_t last)
{
    char canonical[TELEPHONE_SIZE];
    size_t start = scan->groups[i].start, end = scan->groups[last].start + scan->groups[last].len;
    enum telephone_form form;

    if (plus_before(scan, start) != SIZE_MAX)
        start = plus_before(scan, start);
    if (start > 0 && scan->text.data[start - 1] == '(')
        start--;
    form = telephone_parse(slice_of(scan->text.data + start, end - start), canonical);
    bytes_wipe(canonical, sizeof canonical);
    return form;
}

/* telephone_begins - by +, or by the 0 of the trunk or of 00 */
static bool telephone_begins(const struct scan *scan, size_t i)
{
    size_t start = scan->groups[i].start;

    return scan->text.data[start] == '0' || plus_before(scan, start) != SIZE_MAX;
}

/* telephone_end - index after the telephone number that starts at group i, i itself when none does.
 * Belgian numbers have a fixed length; a foreign one takes the rest of its run. */
static size_t telephone_end(const struct scan *scan, size_t i, size_t end,
                            enum telephone_form *form_r)
{
    enum { GROUPS_MAX = 10, DIGITS_MIN = 8, DIGITS_MAX = 18 }; /* 00, E.164's 15, and a (0) */
    size_t last = end - i > GROUPS_MAX ? i + GROUPS_MAX : end, foreign = i;

    for (size_t to = i; to < last && telephone_begins(scan, i); to++) {
        size_t digits = group_digits(scan, i, to).len;
        enum telephone_form form = digits >= DIGITS_MIN && digits <= DIGITS_MAX
                                       ? telephone_at(scan, i, to)
                                       : TELEPHONE_NONE;

        if (form == TELEPHONE_NATIONAL || form == TELEPHONE_BELGIAN) {
            *form_r = form;
            return to + 1;
        }
        if (form == TELEPHONE_FOREIGN)
            foreign = to + 1;
    }
    *form_r = foreign > i ? TELEPHONE_FOREIGN : TELEPHONE_NONE;
    return foreign;
}

static void own(struct scan *scan, size_t from, size_t to, enum group_owner owner)
{
    for (size_t i = from; i < to; i++)
        scan->groups[i].owner = owner;
}

/* own_run - a run that is wholly made of telephone numbers: "03 457 12 34 / 0470 12 34 56". A part
 * of a run that looks like one counts only when it carries +32 or 0032: the first nine digits of a
 * national register number may look like a telephone number. */
static void own_run(struct scan *scan, size_t from, size_t end)
{
    enum telephone_form form;
    size_t i = from, to = from;

    while (i < end && (to = telephone_end(scan, i, end, &form)) > i)
        i = to;
    if (i == end) {
        for (i = from; i < end; i = to) {
            to = telephone_end(scan, i, end, &form);
            own(scan, i, to, form == TELEPHONE_FOREIGN ? GROUP_FOREIGN : GROUP_TELEPHONE);
        }
        return;
    }
    for (i = from; i<end; i = to> i ? to : i + 1) {
        to = telephone_end(scan, i, end, &form);
        if (to > i && form == TELEPHONE_BELGIAN)
            own(scan, i, to, GROUP_TELEPHONE);
        else if (to > i && form == TELEPHONE_NATIONAL)
            own(scan, i, to, GROUP_PERHAPS);
    }
}

void scan_telephones(struct scan *scan)
{
    for (size_t i = 0, end; i < scan->count; i = end) {
        end = scan->groups[i].run_end;
        own_run(scan, i, end);
    }
}
