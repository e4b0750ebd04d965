/*
 * ods.c - spreadsheets of LibreOffice Calc: the sheets, cell by cell
 *
 * A cell holds a text or a whole number. Formulas, dates, truth values and errors are refused, and
 * whatever does not show: text in hidden rows, columns and sheets, under merged cells, in the
 * colour of its ground. An element that is not in the vocabulary is content-hidden, with all that
 * is in it. A row or cell that is repeated counts as often as it says, up to the bounds of ods.h
 * and table.h.
 */
#include "inspect/format/ods.h"

#include "inspect/format/spreadsheet.h"
#include "inspect/format/table.h"

#include <stdlib.h>
#include <string.h>

enum { ROW_CELLS_MAX = TABLE_COLUMNS_MAX + 1, RUNS_MAX = 1024, SHEET_DEPTH = 3 };

/* Columns side by side that are alike, from the end of the run before to `last` */
struct run {
    uint32_t last;
    bool hidden;
    size_t style, style_len; /* of cells without one of their own; in names */
};

/* A cell of the open row that holds something, in so many columns */
struct held {
    uint32_t column, times;
    size_t text, len; /* in row_text */
    bool number;
};

struct sheets {
    struct opendocument *document;
    struct referral_sink *sink;
    struct opendocument_look looks[XML_DEPTH_MAX + 1]; /* in each open element */
    size_t depth, hidden; /* hidden: depth of the element that is not understood; 0: none */
    uint32_t number;      /* of the sheet */
    struct table *table;  /* NULL outside of a sheet */
    struct run runs[RUNS_MAX];
    size_t run_count;
    struct buffer names; /* styles of the runs, then that of the row */
    size_t row_style;    /* where the row's begins */
    bool in_row, in_cell, covered, row_hidden, cell_hidden;
    uint32_t row, rows, column, columns; /* rows, columns: how often the open one is repeated */
    struct held held[ROW_CELLS_MAX];
    size_t held_count, given;
    struct opendocument_paragraph paragraph;
    struct ods_value value;
    struct buffer cell, row_text;
};

static bool named(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/* here - the cell, or none before, between and behind the sheets */
static struct place here(const struct sheets *t)
{
    return t->table == NULL ? place_none()
                            : place_at(PLACE_CELL, t->number, t->row > 0 ? t->row : 1,
                                       t->column > 0 ? t->column : 1);
}

static void hidden(const struct sheets *t)
{
    sink_finding(t->sink, REASON_CONTENT_HIDDEN, here(t));
}

/* times - a number of repetitions, at least 1 */
static uint32_t times(const struct xml_element *e, const char *name, uint32_t max)
{
    struct slice value = xml_attribute(e, name);
    unsigned long count = value.len == 0 ? 1 : strtoul((const char *)value.data, NULL, 10);

    return count > max ? max + 1 : count == 0 ? 1 : (uint32_t)count;
}

static bool invisible(const struct xml_element *e)
{
    struct slice visibility = xml_attribute(e, "table:visibility");

    return visibility.data != NULL && !slice_is(visibility, "visible");
}

/* --- sheets --- */

/* sheet_name - the program's own, a label, or a fixed text */
static bool sheet_name(struct sheets *t, struct slice name)
{
    if (!xlsx_default_name(name) && !sink_is_label(t->sink, name) &&
        !sink_text(t->sink, name, here(t)))
        return false;
    if (opendocument_has_sheet(t->document, name))
        sink_finding(t->sink, REASON_CONTENT_FORMAT, place_none());
    return buffer_append_slice(&t->document->sheets, name) &&
           buffer_append_byte(&t->document->sheets, '\n');
}

static bool sheet_begin(struct sheets *t, const struct xml_element *e)
{
    struct slice ranges = xml_attribute(e, "table:print-ranges");

    t->number++;
    t->row = t->rows = t->column = t->columns = 0;
    t->run_count = t->given = 0;
    buffer_clear(&t->names);
    t->table = table_new(PLACE_CELL, t->number);
    sink_gap(t->sink);
    if (opendocument_look_hides(&t->looks[t->depth + 1]))
        hidden(t);
    if (t->table == NULL || !sheet_name(t, xml_attribute(e, "table:name")))
        return false;
    if (!ods_range(t->document, ranges))
        sink_hidden(t->sink, ranges, here(t));
    return true;
}

static bool sheet_end(struct sheets *t)
{
    bool good = table_read(t->table, t->sink);

    table_free(t->table);
    t->table = NULL;
    return good;
}

/* --- columns and rows --- */

static bool column_begin(struct sheets *t, const struct xml_element *e)
{
    struct slice style = xml_attribute(e, "table:default-cell-style-name");
    uint32_t before = t->run_count == 0 ? 0 : t->runs[t->run_count - 1].last;
    uint32_t count = times(e, "table:number-columns-repeated", ODS_COLUMNS_MAX);
    struct opendocument_look look;

    if (t->run_count >= RUNS_MAX || count > ODS_COLUMNS_MAX || before > ODS_COLUMNS_MAX) {
        hidden(t);
        return true;
    }
    opendocument_look_clear(&look);
    opendocument_look_wear(t->document->styles, "table-column",
                           xml_attribute(e, "table:style-name"), &look);
    t->runs[t->run_count++] = (struct run){.last = before + count,
                                           .hidden = invisible(e) || opendocument_look_hides(&look),
                                           .style = t->names.len,
                                           .style_len = style.len};
    return buffer_append_slice(&t->names, style);
}

static bool row_begin(struct sheets *t, const struct xml_element *e)
{
    t->row += t->rows == 0 ? 1 : t->rows;
    t->rows = times(e, "table:number-rows-repeated", ODS_ROWS_MAX);
    if (t->row > ODS_ROWS_MAX || t->rows > ODS_ROWS_MAX) {
        t->row = ODS_ROWS_MAX;
        t->rows = 1;
        hidden(t);
    }
    t->in_row = true;
    t->row_hidden = invisible(e);
    t->column = t->columns = 0;
    t->held_count = 0;
    buffer_clear(&t->row_text);
    t->row_style = t->names.len + 1;
    return buffer_append_slice(&t->names, xml_attribute(e, "table:default-cell-style-name"));
}

/* row_end - what the row holds, as often as it is repeated */
static bool row_end(struct sheets *t)
{
    uint32_t count = t->held_count == 0 ? 0 : t->rows;

    t->in_row = false;
    buffer_truncate(&t->names, t->row_style - 1);
    t->row_style = 0;
    if (count > ODS_REPEATS_MAX) {
        hidden(t);
        count = ODS_REPEATS_MAX;
    }
    for (uint32_t k = 0; k < count; k++)
        for (size_t i = 0; i < t->held_count; i++) {
            const struct held *h = &t->held[i];
            struct slice text = slice_sub(buffer_slice(&t->row_text), h->text, h->len);

            /* one more of each than the table takes, so that it says so itself */
            for (uint32_t n = 0; n < h->times && h->column + n <= TABLE_COLUMNS_MAX + 1 &&
                                 t->given <= TABLE_CELLS_MAX;
                 n++, t->given++)
                if (!table_cell(t->table, t->row + k, h->column + n, text, h->number))
                    return false;
        }
    return true;
}

/* --- cells --- */

/* cell_style - its own, else that of the row, else that of the column, else the default one */
static struct slice cell_style(const struct sheets *t, const struct xml_element *e)
{
    struct slice own = xml_attribute(e, "table:style-name"), names = buffer_slice(&t->names);
    struct slice row = slice_sub(names, t->row_style - 1, names.len);

    if (own.len > 0)
        return own;
    if (row.len > 0)
        return row;
    for (size_t i = 0; i < t->run_count; i++)
        if (t->column <= t->runs[i].last && t->runs[i].style_len > 0)
            return slice_sub(names, t->runs[i].style, t->runs[i].style_len);
        else if (t->column <= t->runs[i].last)
            break;
    return slice_from("Default");
}

/* column_hidden - is any of the columns of the cell? */
static bool column_hidden(const struct sheets *t)
{
    uint32_t first = 1;

    for (size_t i = 0; i < t->run_count; i++) {
        if (t->runs[i].hidden && t->runs[i].last >= t->column && first < t->column + t->columns)
            return true;
        first = t->runs[i].last + 1;
    }
    return false;
}

static bool cell_begin(struct sheets *t, const struct xml_element *e)
{
    struct opendocument_look *look = &t->looks[t->depth + 1];

    t->column += t->columns == 0 ? 1 : t->columns;
    t->columns = times(e, "table:number-columns-repeated", ODS_COLUMNS_MAX);
    if (t->column > ODS_COLUMNS_MAX || t->columns > ODS_COLUMNS_MAX) {
        t->column = ODS_COLUMNS_MAX;
        t->columns = 1;
        hidden(t);
    }
    opendocument_look_wear(t->document->styles, "table-cell", cell_style(t, e), look);
    t->in_cell = true;
    t->covered = named(e->name, "table:covered-table-cell");
    t->cell_hidden = t->covered || t->row_hidden || column_hidden(t);
    buffer_clear(&t->cell);
    if (!ods_value_read(&t->value, e))
        return false;
    ods_value_surplus(&t->value, e, t->sink, here(t));
    return true;
}

/* hold - keeps what the cell says until the end of the row */
static bool hold(struct sheets *t, struct slice text, bool number)
{
    struct held *h;

    if (t->cell_hidden && !xml_blank(text))
        sink_hidden(t->sink, text, here(t));
    if (xml_blank(text))
        return true;
    if (text.len > ODS_CELL_BYTES_MAX || t->held_count >= ROW_CELLS_MAX) {
        hidden(t);
        return true;
    }
    h = &t->held[t->held_count++];
    *h = (struct held){t->column, t->columns, t->row_text.len, text.len, number};
    return buffer_append_slice(&t->row_text, text);
}

/* hold_number - and what is shown, where that is not the same number */
static bool hold_number(struct sheets *t, struct slice shown)
{
    const struct opendocument_look *look = &t->looks[t->depth + 1];
    struct buffer digits;
    bool whole, good;

    if (look->date)
        sink_finding(t->sink, REASON_FORBIDDEN_DATE, here(t));
    if (opendocument_look_hides(look) || xml_blank(shown))
        hidden(t);
    buffer_init(&digits, 2 * sizeof t->value.value);
    good = xlsx_number(slice_from(t->value.value), &digits, &whole);
    if (good && !xml_blank(shown) && !ods_value_shows(buffer_slice(&digits), shown))
        good = sink_text(t->sink, shown, here(t));
    good = good && hold(t, buffer_slice(&digits), whole);
    buffer_free(&digits);
    return good;
}

/* cell_end - the look of the cell is that of the element that ends */
static bool cell_end(struct sheets *t)
{
    struct slice shown = buffer_slice(&t->cell), string = buffer_slice(&t->value.string);

    t->in_cell = false;
    switch (t->value.type) {
    case ODS_TEXT:
        if (t->value.has_string && !slice_equal(string, shown))
            sink_hidden(t->sink, string, here(t));
        return hold(t, shown, false);
    case ODS_NUMBER:
        return hold_number(t, shown);
    case ODS_DATE:
        sink_finding(t->sink, REASON_FORBIDDEN_DATE, here(t));
        break;
    case ODS_OTHER:
        sink_finding(t->sink, REASON_FIELD_NOT_PERMITTED, here(t));
        break;
    }
    if (t->cell_hidden)
        hidden(t);
    sink_search(t->sink, shown, here(t));
    return true;
}

static bool paragraph_end(struct sheets *t)
{
    return (t->cell.len == 0 || buffer_append_byte(&t->cell, '\n')) &&
           buffer_append_slice(&t->cell, buffer_slice(&t->paragraph.text));
}

/* --- around the sheets --- */

/* filter_name - what LibreOffice calls a range with an automatic filter */
static bool filter_name(struct slice name)
{
    static const char front[] = "__Anonymous_Sheet_DB__";

    return slice_starts(name, front) && name.len < sizeof front + 4 &&
           vocabulary_holds('n', slice_sub(name, sizeof front - 1, name.len));
}

static void around(struct sheets *t, const struct xml_element *e)
{
    struct slice day = xml_attribute(e, "table:date-value");

    if (named(e->name, "table:database-range") &&
        (!filter_name(xml_attribute(e, "table:name")) ||
         !ods_range(t->document, xml_attribute(e, "table:target-range-address"))))
        sink_hidden(t->sink, xml_attribute(e, "table:name"), place_none());
    if (named(e->name, "table:null-date") && day.data != NULL && !slice_is(day, "1899-12-30") &&
        !slice_is(day, "1900-01-01") && !slice_is(day, "1904-01-01"))
        sink_hidden(t->sink, day, place_none());
    if (slice_is(xml_attribute(e, "table:display"), "false"))
        hidden(t); /* a group of rows or columns that is folded */
}

/* --- elements --- */

/* misplaced - a known element where it has no meaning that is understood */
static bool misplaced(const struct sheets *t, const char *name)
{
    if (named(name, "text:p"))
        return !t->in_cell || t->paragraph.open;
    if (named(name, "table:table"))
        return t->table != NULL || t->depth != SHEET_DEPTH || t->number >= ODS_SHEETS_MAX;
    if (named(name, "table:table-column") || named(name, "table:table-row"))
        return t->table == NULL || t->in_row;
    if (named(name, "table:table-cell") || named(name, "table:covered-table-cell"))
        return !t->in_row || t->in_cell;
    return opendocument_paragraph_misplaced(&t->paragraph, name);
}

static bool element_begin(struct sheets *t, const struct xml_element *e)
{
    if (named(e->name, "table:table"))
        return sheet_begin(t, e);
    if (named(e->name, "table:table-column"))
        return column_begin(t, e);
    if (named(e->name, "table:table-row"))
        return row_begin(t, e);
    if (named(e->name, "table:table-cell") || named(e->name, "table:covered-table-cell"))
        return cell_begin(t, e);
    around(t, e);
    t->paragraph.place = here(t);
    return opendocument_styles_start(t->document->styles, e, true) &&
           opendocument_paragraph_start(&t->paragraph, e);
}

/* wear - the look of what is in the element; a cell's own is found by cell_begin() */
static void wear(struct sheets *t, const struct xml_element *e)
{
    struct opendocument_look *look = &t->looks[t->depth + 1];
    bool text = strncmp(e->name, "text:", 5) == 0;

    *look = t->looks[t->depth];
    if ((text && xml_attribute(e, "text:style-name").len > 0) || named(e->name, "table:table") ||
        named(e->name, "table:table-row"))
        opendocument_look_element(t->document->styles, e, look);
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct sheets *t = context;
    bool known, good = true;

    if (t->depth == 0 && !named(e->name, "office:document-content"))
        sink_finding(t->sink, REASON_CONTENT_FORMAT, place_none());
    known = vocabulary_rule(&ods_words, e->name) != NULL ||
            vocabulary_rule(&opendocument_words, e->name) != NULL;
    wear(t, e);
    if (t->hidden == 0 && known && !misplaced(t, e->name))
        good = element_begin(t, e);
    else if (t->hidden == 0) {
        hidden(t);
        t->hidden = t->depth + 1;
    }
    t->depth++;
    opendocument_element(t->document, &ods_words, e, here(t));
    return good;
}

static bool element_end(struct sheets *t, const char *name)
{
    opendocument_styles_end(t->document->styles, name);
    opendocument_paragraph_end(&t->paragraph, name);
    if (named(name, "text:p"))
        return paragraph_end(t);
    if (named(name, "table:table-cell") || named(name, "table:covered-table-cell"))
        return cell_end(t);
    if (named(name, "table:table-row"))
        return row_end(t);
    return !named(name, "table:table") || sheet_end(t);
}

static bool on_end(void *context, const char *name)
{
    struct sheets *t = context;
    bool inside = t->hidden != 0;

    if (t->hidden == t->depth)
        t->hidden = 0;
    t->depth--;
    return inside || element_end(t, name);
}

static bool on_text(void *context, struct slice text)
{
    struct sheets *t = context;
    bool taken;

    opendocument_styles_text(t->document->styles, text, &taken);
    if (taken)
        return true;
    if (t->hidden != 0 || !t->paragraph.open)
        return xml_blank(text) || sink_hidden(t->sink, text, here(t));
    if (!xml_blank(text) && opendocument_look_hides(&t->looks[t->depth]))
        sink_hidden(t->sink, text, here(t));
    return opendocument_paragraph_text(&t->paragraph, text);
}

static bool read_sheets(struct opendocument *document, struct slice content)
{
    static const struct xml_handler handler = {opendocument_namespaces, on_start, on_end, on_text};
    struct sheets *t = calloc(1, sizeof *t);
    bool good;

    if (t == NULL)
        return false;
    t->document = document;
    t->sink = document->sink;
    opendocument_look_clear(&t->looks[0]);
    opendocument_paragraph_init(&t->paragraph, document);
    ods_value_init(&t->value);
    buffer_init(&t->names, PACKAGE_PART_BYTES_MAX);
    buffer_init(&t->cell, OPENDOCUMENT_TEXT_MAX);
    buffer_init(&t->row_text, (size_t)ROW_CELLS_MAX * ODS_CELL_BYTES_MAX);
    good = part_result(xml_read(content, &handler, t), t->sink, place_none());
    table_free(t->table);
    ods_value_free(&t->value);
    opendocument_paragraph_free(&t->paragraph);
    buffer_free(&t->names);
    buffer_free(&t->cell);
    buffer_free(&t->row_text);
    free(t);
    return good;
}

bool format_ods_read(struct slice file, struct referral_sink *sink)
{
    static const struct opendocument_kind kind = {"application/vnd.oasis.opendocument.spreadsheet",
                                                  read_sheets};

    sink_origin(sink, place_at(PLACE_CELL, 1, 1, 1));
    return opendocument_read(file, &kind, sink);
}
