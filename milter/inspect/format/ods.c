/*
 * ods.c - spreadsheets of LibreOffice Calc: the elements of sheets, and what is around them
 *
 * A cell holds a text or a whole number. Formulas, dates, truth values and errors are refused, and
 * whatever does not show: text in hidden rows, columns and sheets, under merged cells, in the
 * colour of its ground. An element that is not in the vocabulary is content-hidden, with all that
 * is in it. A row or cell that is repeated counts as often as it says, up to the bounds of ods.h
 * and table.h.
 */
#include "inspect/format/ods-grid.h"
#include "inspect/format/spreadsheet.h"

#include <stdlib.h>
#include <string.h>

enum { SHEET_DEPTH = 3 };

struct sheets {
    struct opendocument *document;
    struct referral_sink *sink;
    struct opendocument_look looks[XML_DEPTH_MAX + 1]; /* in each open element */
    size_t depth, hidden; /* hidden: depth of the element that is not understood; 0: none */
    struct ods_grid grid;
    struct opendocument_paragraph paragraph;
};

static bool named(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/* --- sheets --- */

/* sheet_name - the program's own, a label, or a fixed text */
static bool sheet_name(struct sheets *t, struct slice name)
{
    if (!xlsx_default_name(name) && !sink_is_label(t->sink, name) &&
        !sink_text(t->sink, name, ods_grid_here(&t->grid)))
        return false;
    if (opendocument_has_sheet(t->document, name))
        sink_finding(t->sink, REASON_CONTENT_FORMAT, place_none());
    return buffer_append_slice(&t->document->sheets, name) &&
           buffer_append_byte(&t->document->sheets, '\n');
}

static bool sheet_begin(struct sheets *t, const struct xml_element *e)
{
    struct slice ranges = xml_attribute(e, "table:print-ranges");

    if (!ods_grid_begin(&t->grid))
        return false;
    sink_gap(t->sink);
    if (opendocument_look_hides(&t->looks[t->depth + 1]))
        ods_grid_hidden(&t->grid);
    if (!sheet_name(t, xml_attribute(e, "table:name")))
        return false;
    if (!ods_range(t->document, ranges))
        sink_hidden(t->sink, ranges, ods_grid_here(&t->grid));
    return true;
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
        ods_grid_hidden(&t->grid); /* a group of rows or columns that is folded */
}

/* --- elements --- */

/* misplaced - a known element where it has no meaning that is understood */
static bool misplaced(const struct sheets *t, const char *name)
{
    if (named(name, "text:p"))
        return !t->grid.in_cell || t->paragraph.open;
    if (named(name, "table:table"))
        return t->grid.table != NULL || t->depth != SHEET_DEPTH || t->grid.number >= ODS_SHEETS_MAX;
    if (named(name, "table:table-column") || named(name, "table:table-row"))
        return t->grid.table == NULL || t->grid.in_row;
    if (named(name, "table:table-cell") || named(name, "table:covered-table-cell"))
        return !t->grid.in_row || t->grid.in_cell;
    return opendocument_paragraph_misplaced(&t->paragraph, name);
}

static bool element_begin(struct sheets *t, const struct xml_element *e)
{
    if (named(e->name, "table:table"))
        return sheet_begin(t, e);
    if (named(e->name, "table:table-column"))
        return ods_grid_column(&t->grid, e);
    if (named(e->name, "table:table-row"))
        return ods_grid_row(&t->grid, e);
    if (named(e->name, "table:table-cell") || named(e->name, "table:covered-table-cell"))
        return ods_grid_cell(&t->grid, e, &t->looks[t->depth + 1]);
    around(t, e);
    t->paragraph.place = ods_grid_here(&t->grid);
    return opendocument_styles_start(t->document->styles, e, true) &&
           opendocument_paragraph_start(&t->paragraph, e);
}

/* wear - the look of what is in the element; a cell's own is found by ods_grid_cell() */
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
        ods_grid_hidden(&t->grid);
        t->hidden = t->depth + 1;
    }
    t->depth++;
    opendocument_element(t->document, &ods_words, e, ods_grid_here(&t->grid));
    return good;
}

static bool element_end(struct sheets *t, const char *name)
{
    opendocument_styles_end(t->document->styles, name);
    opendocument_paragraph_end(&t->paragraph, name);
    if (named(name, "text:p"))
        return ods_grid_line(&t->grid, buffer_slice(&t->paragraph.text));
    if (named(name, "table:table-cell") || named(name, "table:covered-table-cell"))
        return ods_grid_cell_end(&t->grid, &t->looks[t->depth + 1]);
    if (named(name, "table:table-row"))
        return ods_grid_row_end(&t->grid);
    return !named(name, "table:table") || ods_grid_end(&t->grid);
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
        return xml_blank(text) || sink_hidden(t->sink, text, ods_grid_here(&t->grid));
    if (!xml_blank(text) && opendocument_look_hides(&t->looks[t->depth]))
        sink_hidden(t->sink, text, ods_grid_here(&t->grid));
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
    ods_grid_init(&t->grid, document);
    good = part_result(xml_read(content, &handler, t), t->sink, place_none());
    ods_grid_free(&t->grid);
    opendocument_paragraph_free(&t->paragraph);
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
