/*
 * ods-grid.c - the open sheet of a spreadsheet: columns, rows and cells, as often as they are
 * repeated
 */
#include "inspect/format/ods-grid.h"

#include "inspect/format/spreadsheet.h"

#include <stdlib.h>
#include <string.h>

void ods_grid_init(struct ods_grid *g, struct opendocument *document)
{
    memset(g, 0, sizeof *g);
    g->document = document;
    g->sink = document->sink;
    ods_value_init(&g->value);
    buffer_init(&g->names, PACKAGE_PART_BYTES_MAX);
    buffer_init(&g->cell, OPENDOCUMENT_TEXT_MAX);
    buffer_init(&g->row_text, (size_t)ODS_ROW_CELLS_MAX * ODS_CELL_BYTES_MAX);
}

void ods_grid_free(struct ods_grid *g)
{
    table_free(g->table);
    ods_value_free(&g->value);
    buffer_free(&g->names);
    buffer_free(&g->cell);
    buffer_free(&g->row_text);
}

struct place ods_grid_here(const struct ods_grid *g)
{
    return g->table == NULL ? place_none()
                            : place_at(PLACE_CELL, g->number, g->row > 0 ? g->row : 1,
                                       g->column > 0 ? g->column : 1);
}

void ods_grid_hidden(const struct ods_grid *g)
{
    sink_finding(g->sink, REASON_CONTENT_HIDDEN, ods_grid_here(g));
}

bool ods_grid_begin(struct ods_grid *g)
{
    g->number++;
    g->row = g->rows = g->column = g->columns = 0;
    g->run_count = g->given = 0;
    buffer_clear(&g->names);
    g->table = table_new(PLACE_CELL, g->number);
    return g->table != NULL;
}

bool ods_grid_end(struct ods_grid *g)
{
    bool good = table_read(g->table, g->sink);

    table_free(g->table);
    g->table = NULL;
    return good;
}

/* times - a number of repetitions, at least 1; one above max stands for any that is more */
static uint32_t times(const struct xml_element *e, const char *name, uint32_t max)
{
    uint32_t count = xml_count(e, name, max + 1);

    return count == 0 ? 1 : count;
}

static bool invisible(const struct xml_element *e)
{
    struct slice visibility = xml_attribute(e, "table:visibility");

    return visibility.data != NULL && !slice_is(visibility, "visible");
}

/* --- columns and rows --- */

bool ods_grid_column(struct ods_grid *g, const struct xml_element *e)
{
    struct slice style = xml_attribute(e, "table:default-cell-style-name");
    uint32_t before = g->run_count == 0 ? 0 : g->runs[g->run_count - 1].last;
    uint32_t count = times(e, "table:number-columns-repeated", ODS_COLUMNS_MAX);
    struct opendocument_look look;

    if (g->run_count >= ODS_RUNS_MAX || count > ODS_COLUMNS_MAX || before > ODS_COLUMNS_MAX) {
        ods_grid_hidden(g);
        return true;
    }
    opendocument_look_clear(&look);
    opendocument_look_wear(g->document->styles, "table-column",
                           xml_attribute(e, "table:style-name"), &look);
    g->runs[g->run_count++] =
        (struct ods_run){.last = before + count,
                         .hidden = invisible(e) || opendocument_look_hides(&look),
                         .style = g->names.len,
                         .style_len = style.len};
    return buffer_append_slice(&g->names, style);
}

bool ods_grid_row(struct ods_grid *g, const struct xml_element *e)
{
    g->row += g->rows == 0 ? 1 : g->rows;
    g->rows = times(e, "table:number-rows-repeated", ODS_ROWS_MAX);
    if (g->row > ODS_ROWS_MAX || g->rows > ODS_ROWS_MAX) {
        g->row = ODS_ROWS_MAX;
        g->rows = 1;
        ods_grid_hidden(g);
    }
    g->in_row = true;
    g->row_hidden = invisible(e);
    g->column = g->columns = 0;
    g->held_count = 0;
    buffer_clear(&g->row_text);
    g->row_style = g->names.len + 1;
    return buffer_append_slice(&g->names, xml_attribute(e, "table:default-cell-style-name"));
}

bool ods_grid_row_end(struct ods_grid *g)
{
    uint32_t count = g->held_count == 0 ? 0 : g->rows;

    g->in_row = false;
    buffer_truncate(&g->names, g->row_style - 1);
    g->row_style = 0;
    if (count > ODS_REPEATS_MAX) {
        ods_grid_hidden(g);
        count = ODS_REPEATS_MAX;
    }
    for (uint32_t k = 0; k < count; k++)
        for (size_t i = 0; i < g->held_count; i++) {
            const struct ods_held *h = &g->held[i];
            struct slice text = slice_sub(buffer_slice(&g->row_text), h->text, h->len);

            /* one more of each than the table takes, so that it says so itself */
            for (uint32_t n = 0; n < h->times && h->column + n <= TABLE_COLUMNS_MAX + 1 &&
                                 g->given <= TABLE_CELLS_MAX;
                 n++, g->given++)
                if (!table_cell(g->table, g->row + k, h->column + n, text, h->number))
                    return false;
        }
    return true;
}

/* --- cells --- */

/* cell_style - its own, else that of the row, else that of the column, else the default one */
static struct slice cell_style(const struct ods_grid *g, const struct xml_element *e)
{
    struct slice own = xml_attribute(e, "table:style-name"), names = buffer_slice(&g->names);
    struct slice row = slice_sub(names, g->row_style - 1, names.len);

    if (own.len > 0)
        return own;
    if (row.len > 0)
        return row;
    for (size_t i = 0; i < g->run_count; i++)
        if (g->column <= g->runs[i].last && g->runs[i].style_len > 0)
            return slice_sub(names, g->runs[i].style, g->runs[i].style_len);
        else if (g->column <= g->runs[i].last)
            break;
    return slice_from("Default");
}

/* column_hidden - is any of the columns of the cell? */
static bool column_hidden(const struct ods_grid *g)
{
    uint32_t first = 1;

    for (size_t i = 0; i < g->run_count; i++) {
        if (g->runs[i].hidden && g->runs[i].last >= g->column && first < g->column + g->columns)
            return true;
        first = g->runs[i].last + 1;
    }
    return false;
}

bool ods_grid_cell(struct ods_grid *g, const struct xml_element *e, struct opendocument_look *look)
{
    bool covered = strcmp(e->name, "table:covered-table-cell") == 0;

    g->column += g->columns == 0 ? 1 : g->columns;
    g->columns = times(e, "table:number-columns-repeated", ODS_COLUMNS_MAX);
    if (g->column > ODS_COLUMNS_MAX || g->columns > ODS_COLUMNS_MAX) {
        g->column = ODS_COLUMNS_MAX;
        g->columns = 1;
        ods_grid_hidden(g);
    }
    opendocument_look_wear(g->document->styles, "table-cell", cell_style(g, e), look);
    g->in_cell = true;
    g->cell_hidden = covered || g->row_hidden || column_hidden(g);
    buffer_clear(&g->cell);
    if (!ods_value_read(&g->value, e))
        return false;
    ods_value_surplus(&g->value, e, g->sink, ods_grid_here(g));
    return true;
}

/* hold - keeps what the cell says until the end of the row */
static bool hold(struct ods_grid *g, struct slice text, bool number)
{
    struct ods_held *h;

    if (g->cell_hidden && !xml_blank(text))
        sink_hidden(g->sink, text, ods_grid_here(g));
    if (xml_blank(text))
        return true;
    if (text.len > ODS_CELL_BYTES_MAX || g->held_count >= ODS_ROW_CELLS_MAX) {
        ods_grid_hidden(g);
        return true;
    }
    h = &g->held[g->held_count++];
    *h = (struct ods_held){g->column, g->columns, g->row_text.len, text.len, number};
    return buffer_append_slice(&g->row_text, text);
}

/* hold_number - and what is shown, where that is not the same number */
static bool hold_number(struct ods_grid *g, struct slice shown,
                        const struct opendocument_look *look)
{
    struct buffer digits;
    bool whole, good;

    if (look->date)
        sink_finding(g->sink, REASON_FORBIDDEN_DATE, ods_grid_here(g));
    if (opendocument_look_hides(look) || xml_blank(shown))
        ods_grid_hidden(g);
    buffer_init(&digits, 2 * sizeof g->value.value);
    good = xlsx_number(slice_from(g->value.value), &digits, &whole);
    if (good && !xml_blank(shown) && !ods_value_shows(buffer_slice(&digits), shown))
        good = sink_text(g->sink, shown, ods_grid_here(g));
    good = good && hold(g, buffer_slice(&digits), whole);
    buffer_free(&digits);
    return good;
}

bool ods_grid_cell_end(struct ods_grid *g, const struct opendocument_look *look)
{
    struct slice shown = buffer_slice(&g->cell), string = buffer_slice(&g->value.string);

    g->in_cell = false;
    switch (g->value.type) {
    case ODS_TEXT:
        if (g->value.has_string && !slice_equal(string, shown))
            sink_hidden(g->sink, string, ods_grid_here(g));
        return hold(g, shown, false);
    case ODS_NUMBER:
        return hold_number(g, shown, look);
    case ODS_DATE:
        sink_finding(g->sink, REASON_FORBIDDEN_DATE, ods_grid_here(g));
        break;
    case ODS_OTHER:
        sink_finding(g->sink, REASON_FIELD_NOT_PERMITTED, ods_grid_here(g));
        break;
    }
    if (g->cell_hidden)
        ods_grid_hidden(g);
    sink_search(g->sink, shown, ods_grid_here(g));
    return true;
}

bool ods_grid_line(struct ods_grid *g, struct slice text)
{
    return (g->cell.len == 0 || buffer_append_byte(&g->cell, '\n')) &&
           buffer_append_slice(&g->cell, text);
}
