/*
 * xlsx-sheet.c - a sheet of a workbook, cell by cell
 *
 * A cell holds a text or a whole number. Formulas, dates, truth values and errors are refused, and
 * whatever does not show: hidden rows and columns, cells under merged ones, text in the colour of
 * its ground.
 */
#include "inspect/format/xlsx-sheet.h"

#include <stdlib.h>
#include <string.h>

enum {
    CELL_TEXT_MAX = 2000, /* bytes */
    ROW_HEIGHT_MIN = 2,   /* points, as whole ones */
    COLUMN_WIDTH_MIN = 1  /* characters */
};

struct place xlsx_here(const struct xlsx_sheet *r)
{
    return place_at(PLACE_CELL, r->number, r->row > 0 ? r->row : 1, r->column > 0 ? r->column : 1);
}

static void hidden(const struct xlsx_sheet *r)
{
    sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN, xlsx_here(r));
}

static uint32_t whole(struct slice v, uint32_t otherwise)
{
    uint32_t value = 0;
    size_t i = 0;

    for (; i < v.len && i < 9 && v.data[i] >= '0' && v.data[i] <= '9'; i++)
        value = 10 * value + (uint32_t)(v.data[i] - '0');
    return i == 0 ? otherwise : value;
}

static bool yes(struct slice v)
{
    return slice_is(v, "1") || slice_is(v, "true") || slice_is(v, "on");
}

/* --- columns and rows --- */

static void read_column(struct xlsx_sheet *r, const struct xml_element *e)
{
    uint32_t first = whole(xml_attribute(e, "min"), 1);

    if (yes(xml_attribute(e, "hidden")) ||
        whole(xml_attribute(e, "width"), COLUMN_WIDTH_MIN) < COLUMN_WIDTH_MIN)
        sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN,
                     place_at(PLACE_CELL, r->number, 1, first == 0 ? 1 : first));
}

static void read_row(struct xlsx_sheet *r, const struct xml_element *e)
{
    uint32_t row = whole(xml_attribute(e, "r"), r->row + 1);

    r->in_row = true;
    r->column = 0;
    if (row <= r->row || row > XLSX_ROWS_MAX)
        hidden(r);
    else
        r->row = row;
    if (yes(xml_attribute(e, "hidden")) ||
        whole(xml_attribute(e, "ht"), ROW_HEIGHT_MIN) < ROW_HEIGHT_MIN)
        hidden(r);
}

/* --- cells --- */

static void begin_cell(struct xlsx_sheet *r, const struct xml_element *e)
{
    struct slice type = xml_attribute(e, "t"), ref = xml_attribute(e, "r");
    uint32_t style = whole(xml_attribute(e, "s"), 0), row = r->row, column = r->column + 1;

    if ((ref.len > 0 && !xlsx_reference(ref, &row, &column)) || row != r->row ||
        column <= r->column || column > XLSX_COLUMNS_MAX)
        hidden(r);
    else
        r->column = column;
    r->style = style < r->styles->style_count ? &r->styles->styles[style] : NULL;
    r->type = type.len == 0 || slice_is(type, "n") ? CELL_NUMBER
              : slice_is(type, "s")                ? CELL_SHARED
              : slice_is(type, "inlineStr")        ? CELL_INLINE
                                                   : CELL_OTHER;
    r->in_cell = true;
    r->cell_hidden = r->style != NULL && r->style->hidden;
    buffer_clear(&r->cell);
}

static bool remember(struct xlsx_sheet *r, struct slice text)
{
    if (r->count >= TABLE_CELLS_MAX)
        return true; /* the table reports it */
    r->placed[r->count++] = (struct xlsx_placed){r->row, r->column, r->texts.len, text.len};
    return buffer_append_slice(&r->texts, text);
}

static bool give(struct xlsx_sheet *r, struct slice text, bool number)
{
    if (text.len > CELL_TEXT_MAX) {
        hidden(r);
        text = slice_sub(text, 0, 0);
    }
    if (r->cell_hidden)
        sink_hidden(r->ooxml->sink, text, xlsx_here(r));
    return remember(r, text) && table_cell(r->table, r->row, r->column, text, number);
}

/* give_shared - the cell holds the number of a shared string */
static bool give_shared(struct xlsx_sheet *r)
{
    struct slice v = slice_trim(buffer_slice(&r->cell));
    uint32_t index = whole(v, UINT32_MAX);
    struct xlsx_string *string;

    if (index >= r->strings->count || v.len > 6) {
        sink_finding(r->ooxml->sink, REASON_CONTENT_FORMAT, place_none());
        return true;
    }
    string = &r->strings->all[index];
    string->used = true;
    r->cell_hidden = r->cell_hidden || string->hidden;
    return give(r, slice_sub(buffer_slice(&r->strings->text), string->offset, string->len), false);
}

static bool give_number(struct xlsx_sheet *r)
{
    struct buffer digits;
    bool is_whole, good;

    if (r->style != NULL && r->style->date)
        sink_finding(r->ooxml->sink, REASON_FORBIDDEN_DATE, xlsx_here(r));
    buffer_init(&digits, CELL_TEXT_MAX + 64);
    good = xlsx_number(buffer_slice(&r->cell), &digits, &is_whole) &&
           give(r, buffer_slice(&digits), is_whole);
    buffer_free(&digits);
    return good;
}

static bool end_cell(struct xlsx_sheet *r)
{
    r->in_cell = false;
    if (r->cell.len == 0)
        return true;
    switch (r->type) {
    case CELL_SHARED:
        return give_shared(r);
    case CELL_NUMBER:
        return give_number(r);
    case CELL_INLINE:
        return give(r, buffer_slice(&r->cell), false);
    case CELL_OTHER:
        break;
    }
    sink_finding(r->ooxml->sink, REASON_FIELD_NOT_PERMITTED, xlsx_here(r));
    return true;
}

/* --- the part --- */

/* is_spans - "1:5", a hint on where the cells of a row stand */
static bool is_spans(struct slice v)
{
    for (size_t i = 0; i < v.len; i++)
        if ((v.data[i] < '0' || v.data[i] > '9') && v.data[i] != ':' && v.data[i] != ' ')
            return false;
    return v.len <= 11;
}

/* misplaced - a row or cell within another one, or a cell outside of all rows: its text would be
 * taken for that of the other */
static bool misplaced(const struct xlsx_sheet *r, const char *name)
{
    if (strcmp(name, "x:row") == 0)
        return r->in_row;
    return strcmp(name, "x:c") == 0 && (!r->in_row || r->in_cell);
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct xlsx_sheet *r = context;
    const struct vocabulary_rule *rule =
        vocabulary_element(&xlsx_sheet_words, e, r->ooxml->sink, xlsx_here(r));

    r->kind = rule == NULL ? '\0' : rule->text;
    if (misplaced(r, e->name))
        sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN, xlsx_here(r));
    if (strcmp(e->name, "x:c") == 0)
        begin_cell(r, e);
    else if (strcmp(e->name, "x:row") == 0)
        read_row(r, e);
    else if (strcmp(e->name, "x:col") == 0)
        read_column(r, e);
    else if (strcmp(e->name, "x:mergeCell") == 0)
        xlsx_merge(r, e);
    else if (strcmp(e->name, "x:hyperlink") == 0)
        xlsx_link(r, e);
    else if (strcmp(e->name, "x:tablePart") == 0)
        xlsx_leads(r, e, "table");
    else if (strcmp(e->name, "x:drawing") == 0)
        xlsx_leads(r, e, "drawing");
    else if (strcmp(e->name, "x:sheetFormatPr") == 0 && yes(xml_attribute(e, "zeroHeight")))
        hidden(r);
    else if (r->in_cell && xlsx_run_hidden(r->styles, e))
        r->cell_hidden = true;
    if (!is_spans(xml_attribute(e, "spans")))
        hidden(r);
    return true;
}

static bool on_end(void *context, const char *name)
{
    struct xlsx_sheet *r = context;

    r->kind = '\0';
    r->in_row = r->in_row && strcmp(name, "x:row") != 0;
    return strcmp(name, "x:c") != 0 || end_cell(r);
}

static bool on_text(void *context, struct slice text)
{
    struct xlsx_sheet *r = context;

    if (r->kind != '*') {
        vocabulary_text(r->kind, text, r->ooxml->sink, xlsx_here(r));
        return true;
    }
    if (r->in_cell)
        return buffer_append_slice(&r->cell, text);
    if (!xlsx_header_footer(text))
        sink_hidden(r->ooxml->sink, text, place_at(PLACE_CELL, r->number, 1, 1));
    return true;
}

static bool read_part(struct xlsx_sheet *r, const struct package_part *part)
{
    static const struct xml_handler handler = {xlsx_namespaces, on_start, on_end, on_text};

    if (r->table == NULL || r->placed == NULL ||
        !ooxml_relations(r->ooxml, part, "hyperlink printerSettings table drawing",
                         &r->relations) ||
        !xlsx_printers(r))
        return false;
    if (!part_result(xml_read(part->content, &handler, r), r->ooxml->sink, place_none()))
        return false;
    return xlsx_behind(r) && table_read(r->table, r->ooxml->sink);
}

bool xlsx_sheet_read(struct ooxml *ooxml, const struct package_part *part, uint32_t number,
                     const struct xlsx_styles *styles, struct xlsx_strings *strings)
{
    struct xlsx_sheet r = {.ooxml = ooxml, .number = number, .styles = styles, .strings = strings};
    bool good;

    r.table = table_new(PLACE_CELL, number);
    r.placed = calloc(TABLE_CELLS_MAX, sizeof *r.placed);
    buffer_init(&r.cell, PACKAGE_PART_BYTES_MAX);
    buffer_init(&r.texts, (size_t)TABLE_CELLS_MAX * CELL_TEXT_MAX);
    good = read_part(&r, part);
    ooxml_relations_free(&r.relations);
    table_free(r.table);
    free(r.placed);
    buffer_free(&r.cell);
    buffer_free(&r.texts);
    return good;
}
