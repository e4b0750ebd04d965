/*
 * table.c - cells of a table to entries
 *
 * Every cell that is not empty is handed over exactly once: as a label, a value or a free text.
 */
#include "inspect/format/table.h"

#include "inspect/format/line.h"

#include <stdlib.h>
#include <string.h>

struct cell {
    uint32_t row, column;
    struct slice text; /* owned; never empty */
    bool number;
    bool label; /* known while reading */
};

struct table {
    enum place_kind kind;
    uint32_t number;
    struct cell *cells;
    size_t count, capacity;
    bool overflow;
    uint32_t overflow_row, overflow_column;
};

/* Reading state */
struct reading {
    const struct table *table;
    struct referral_sink *sink;
    size_t header, header_end; /* cells of the header row; equal when there is none */
    /* an address of a form, which may go on below */
    struct slice label;
    struct buffer value;
    struct place place;
    uint32_t value_row, value_column;
};

struct table *table_new(enum place_kind kind, uint32_t number)
{
    struct table *t = calloc(1, sizeof *t);

    if (t != NULL) {
        t->kind = kind;
        t->number = number;
    }
    return t;
}

void table_free(struct table *t)
{
    if (t == NULL)
        return;
    for (size_t i = 0; i < t->count; i++) {
        void *text = (void *)(uintptr_t)t->cells[i].text.data;

        bytes_wipe(text, t->cells[i].text.len);
        free(text);
    }
    free(t->cells);
    free(t);
}

struct place table_place(const struct table *t, uint32_t row, uint32_t column)
{
    return place_at(t->kind, t->number, row, t->kind == PLACE_CELL ? column : 0);
}

static struct place cell_place(const struct reading *r, const struct cell *c)
{
    return table_place(r->table, c->row, c->column);
}

static bool grow(struct table *t)
{
    size_t capacity = t->capacity == 0 ? 64 : 2 * t->capacity;
    struct cell *cells;

    if (t->count < t->capacity)
        return true;
    cells = realloc(t->cells, capacity * sizeof *cells);
    if (cells == NULL)
        return false;
    t->cells = cells;
    t->capacity = capacity;
    return true;
}

static bool is_blank(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] != ' ' && text.data[i] != '\t' && text.data[i] != '\n')
            return false;
    return true;
}

bool table_cell(struct table *t, uint32_t row, uint32_t column, struct slice text, bool number)
{
    unsigned char *copy;
    struct cell *cell;

    if (is_blank(text))
        return true;
    if (t->count >= TABLE_CELLS_MAX || column > TABLE_COLUMNS_MAX) {
        if (!t->overflow) {
            t->overflow_row = row;
            t->overflow_column = column;
        }
        t->overflow = true;
        return true;
    }
    copy = malloc(text.len);
    if (copy == NULL || !grow(t)) {
        free(copy);
        return false;
    }
    memcpy(copy, text.data, text.len);
    cell = &t->cells[t->count++];
    *cell = (struct cell){.row = row, .column = column, .number = number};
    cell->text.data = copy;
    cell->text.len = text.len;
    return true;
}

/* flush - hands over the address that waited for a cell below */
static bool flush(struct reading *r)
{
    bool good = true;

    if (r->label.len > 0)
        good = !r->value.failed && sink_entry(r->sink, r->label, buffer_slice(&r->value), r->place);
    r->label.len = 0;
    buffer_clear(&r->value);
    return good;
}

static bool give(struct reading *r, struct slice label, const struct cell *value)
{
    struct place place = cell_place(r, value);

    return value->number ? sink_number(r->sink, label, value->text, place)
                         : sink_entry(r->sink, label, value->text, place);
}

/* wait - an address may go on in the cell below its value */
static bool wait_below(struct reading *r, const struct cell *label, const struct cell *value)
{
    if (!flush(r))
        return false;
    r->label = label->text;
    r->place = cell_place(r, value);
    r->value_row = value->row;
    r->value_column = value->column;
    return buffer_append_slice(&r->value, value->text);
}

static bool goes_on(const struct reading *r, const struct cell *c)
{
    return r->label.len > 0 && c->row == r->value_row + 1 && c->column == r->value_column &&
           !c->number;
}

/* free_cell - "Label: value" in one cell, or free text */
static bool free_cell(struct reading *r, const struct cell *c)
{
    struct slice label, value;

    if (!sink_is_fixed(r->sink, c->text) && line_split(r->sink, c->text, &label, &value))
        return sink_entry(r->sink, label, value, cell_place(r, c));
    return sink_text(r->sink, c->text, cell_place(r, c));
}

/* form_row - cells [from, to) of one row as pairs of label and value */
static bool form_row(struct reading *r, size_t from, size_t to)
{
    const struct cell *cells = r->table->cells;

    for (size_t i = from; i < to; i++) {
        const struct cell *c = &cells[i], *next = i + 1 < to ? c + 1 : NULL;
        bool pair = c->label && next != NULL && next->column == c->column + 1 && !next->label;

        if (!c->label && goes_on(r, c)) {
            r->value_row = c->row;
            if (!buffer_append_byte(&r->value, '\n') || !buffer_append_slice(&r->value, c->text))
                return false;
            continue;
        }
        if (pair && sink_takes_lines(r->sink, c->text)) {
            if (!wait_below(r, c, next))
                return false;
        } else if (pair) {
            if (!flush(r) || !give(r, c->text, next))
                return false;
        } else if (!flush(r) ||
                   !(c->label ? sink_entry(r->sink, c->text, slice_of(NULL, 0), cell_place(r, c))
                              : free_cell(r, c))) {
            return false;
        }
        i += pair ? 1 : 0;
    }
    return true;
}

/* header_begin - labels above columns; what is no label there is free text */
static bool header_begin(struct reading *r, size_t from, size_t to)
{
    const struct cell *cells = r->table->cells;

    r->header = from;
    r->header_end = to;
    sink_rows(r->sink, true);
    for (size_t i = from; i < to; i++)
        if (!cells[i].label && !sink_text(r->sink, cells[i].text, cell_place(r, &cells[i])))
            return false;
    return true;
}

/* header_row - one client, by the labels above */
static bool header_row(struct reading *r, size_t from, size_t to)
{
    const struct cell *cells = r->table->cells;
    size_t above = r->header;

    if (!sink_next_client(r->sink))
        return false;
    for (size_t i = from; i < to; i++) {
        const struct cell *c = &cells[i];
        bool good;

        while (above < r->header_end && cells[above].column < c->column)
            above++;
        if (above < r->header_end && cells[above].column == c->column && cells[above].label)
            good = give(r, cells[above].text, c);
        else
            good = sink_text(r->sink, c->text, cell_place(r, c));
        if (!good)
            return false;
    }
    return true;
}

/* is_header - two labels side by side */
static bool is_header(const struct table *t, size_t from, size_t to)
{
    for (size_t i = from; i + 1 < to; i++)
        if (t->cells[i].label && t->cells[i + 1].label &&
            t->cells[i + 1].column == t->cells[i].column + 1)
            return true;
    return false;
}

static bool read_row(struct reading *r, size_t from, size_t to)
{
    if (is_header(r->table, from, to))
        return flush(r) && header_begin(r, from, to);
    if (r->header < r->header_end)
        return header_row(r, from, to);
    return form_row(r, from, to);
}

static bool read_rows(struct reading *r)
{
    const struct table *t = r->table;
    uint32_t row = 0;
    size_t from, to;

    for (from = 0; from < t->count; from = to) {
        bool gap = t->cells[from].row > row + 1;

        row = t->cells[from].row;
        for (to = from; to < t->count && t->cells[to].row == row;)
            to++;
        if (gap && !flush(r))
            return false;
        if (gap)
            sink_gap(r->sink);
        if (!read_row(r, from, to))
            return false;
    }
    return flush(r);
}

bool table_read(const struct table *t, struct referral_sink *sink)
{
    struct reading r = {.table = t, .sink = sink};
    bool good;

    if (t->overflow)
        sink_finding(sink, REASON_CONTENT_HIDDEN,
                     table_place(t, t->overflow_row, t->overflow_column));
    for (size_t i = 0; i < t->count; i++)
        t->cells[i].label = !t->cells[i].number && sink_is_label(sink, t->cells[i].text);
    buffer_init(&r.value, SIZE_MAX / 4);
    good = read_rows(&r);
    buffer_free(&r.value);
    if (r.header < r.header_end) {
        sink_rows(sink, false);
        good = good && sink_next_client(sink);
    }
    return good;
}
