/*
 * ods-grid - the open sheet of a spreadsheet: its columns, and the row and cell that are open
 * (private to ods*.c)
 *
 * ods.c hands over the elements in order, each only where it has a meaning: a column or a row in a
 * sheet, a cell in a row. What a row holds goes to the table (table.h) when the row ends; the table
 * is read when the sheet ends. Functions that return bool are false only without memory.
 */
#ifndef INSPECT_FORMAT_ODS_GRID_H
#define INSPECT_FORMAT_ODS_GRID_H

#include "inspect/format/ods.h"
#include "inspect/format/table.h"

enum { ODS_ROW_CELLS_MAX = TABLE_COLUMNS_MAX + 1, ODS_RUNS_MAX = 1024 };

/* Columns side by side that are alike, from the end of the run before to `last` */
struct ods_run {
    uint32_t last;
    bool hidden;
    size_t style, style_len; /* of cells without one of their own; in names */
};

/* A cell of the open row that holds something, in so many columns */
struct ods_held {
    uint32_t column, times;
    size_t text, len; /* in row_text */
    bool number;
};

struct ods_grid {
    struct opendocument *document;
    struct referral_sink *sink;
    uint32_t number;     /* of the sheet */
    struct table *table; /* NULL outside of a sheet */
    struct ods_run runs[ODS_RUNS_MAX];
    size_t run_count;
    struct buffer names; /* styles of the runs, then that of the row */
    size_t row_style;    /* where the row's begins */
    bool in_row, in_cell, row_hidden, cell_hidden;
    uint32_t row, rows, column, columns; /* rows, columns: how often the open one is repeated */
    struct ods_held held[ODS_ROW_CELLS_MAX];
    size_t held_count, given;
    struct ods_value value;
    struct buffer cell, row_text;
};
void ods_grid_init(struct ods_grid *grid, struct opendocument *document);
void ods_grid_free(struct ods_grid *grid); /* wipes the texts */

/* ods_grid_here - the cell, or none before, between and behind the sheets */
struct place ods_grid_here(const struct ods_grid *grid);
/* ods_grid_hidden - content-hidden, here */
void ods_grid_hidden(const struct ods_grid *grid);

/* The next sheet */
bool ods_grid_begin(struct ods_grid *grid);
bool ods_grid_end(struct ods_grid *grid);

bool ods_grid_column(struct ods_grid *grid, const struct xml_element *element);
bool ods_grid_row(struct ods_grid *grid, const struct xml_element *element);
bool ods_grid_row_end(struct ods_grid *grid);

/* ods_grid_cell - its style is laid over the look, which is that of the row */
bool ods_grid_cell(struct ods_grid *grid, const struct xml_element *element,
                   struct opendocument_look *look);
/* ods_grid_line - a paragraph of the open cell */
bool ods_grid_line(struct ods_grid *grid, struct slice text);
/* ods_grid_cell_end - look: as ods_grid_cell() left it */
bool ods_grid_cell_end(struct ods_grid *grid, const struct opendocument_look *look);

#endif
