/*
 * xlsx-sheet - a sheet of a workbook while it is read (private to xlsx-*.c)
 */
#ifndef INSPECT_FORMAT_XLSX_SHEET_H
#define INSPECT_FORMAT_XLSX_SHEET_H

#include "inspect/format/table.h"
#include "inspect/format/xlsx.h"

/* Where a cell with text stands, for what comes behind the cells */
struct xlsx_placed {
    uint32_t row, column;
    size_t offset, len;
};

struct xlsx_sheet {
    struct ooxml *ooxml;
    uint32_t number;
    const struct xlsx_styles *styles;
    struct xlsx_strings *strings;
    struct ooxml_relations relations;
    bool used[OOXML_RELATIONS_MAX]; /* relationships that a link used */
    struct table *table;
    struct buffer cell;  /* text of the cell being read */
    struct buffer texts; /* of all cells */
    struct xlsx_placed *placed;
    size_t count;
    uint32_t row, column;
    const struct xlsx_style *style;
    enum { CELL_NUMBER, CELL_SHARED, CELL_INLINE, CELL_OTHER } type;
    bool in_row, in_cell, cell_hidden;
    char kind; /* of the text in the element being read */
};

/* xlsx_here - the open cell, or the first one of the sheet */
struct place xlsx_here(const struct xlsx_sheet *sheet);

/* Elements behind the cells: merged cells, a link of a cell; a table that is made of cells,
 * or a drawing, whose part is of that type */
void xlsx_merge(struct xlsx_sheet *sheet, const struct xml_element *element);
void xlsx_link(struct xlsx_sheet *sheet, const struct xml_element *element);
void xlsx_leads(struct xlsx_sheet *sheet, const struct xml_element *element, const char *type);
/* Parts that the sheet leads to; false only without memory. xlsx_behind - at its end: tables,
 * drawings, and links of no cell. */
bool xlsx_printers(struct xlsx_sheet *sheet);
bool xlsx_behind(struct xlsx_sheet *sheet);

#endif
