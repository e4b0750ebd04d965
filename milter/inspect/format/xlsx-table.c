/*
 * xlsx-table.c - cells that somebody made a table of ("Format as table")
 *
 * The part repeats the labels above the columns, and gives the table a name of its own.
 */
#include "inspect/format/xlsx.h"

#include <string.h>

static const struct vocabulary_rule rules[] = {
    {"x:autoFilter", "ref:r xr:uid:g", 0},
    {"x:table",
     "id:n name:* displayName:* ref:r headerRowCount:n totalsRowCount:n totalsRowShown:b "
     "insertRow:b mc:Ignorable:y xr:uid:g headerRowDxfId:n dataDxfId:n totalsRowDxfId:n "
     "headerRowBorderDxfId:n tableBorderDxfId:n totalsRowBorderDxfId:n",
     0},
    {"x:tableColumn",
     "id:n name:* xr3:uid:g headerRowDxfId:n dataDxfId:n totalsRowDxfId:n dataCellStyle:f "
     "headerRowCellStyle:f",
     0},
    {"x:tableColumns", "count:n", 0},
    {"x:tableStyleInfo",
     "name:f showFirstColumn:b showLastColumn:b showRowStripes:b showColumnStripes:b", 0},
};
const struct vocabulary xlsx_table_words = {rules, sizeof rules / sizeof rules[0]};

struct reading {
    struct ooxml *ooxml;
    const struct xlsx_styles *styles;
    bool (*is_cell)(void *context, struct slice text);
    void *context;
};

/* formats - does the element put a format of tables on its cells? */
static bool formats(const struct xml_element *e)
{
    for (size_t i = 0; i < e->count; i++)
        if (strstr(e->attributes[i].name, "DxfId") != NULL)
            return true;
    return false;
}

static bool on_start(void *context, const struct xml_element *e)
{
    static const char *const tables[] = {"Table", "Tabel", "Tableau", "Tabelle", NULL};
    static const char *const columns[] = {"Column", "Kolom", "Colonne", "Spalte", NULL};
    struct reading *r = context;
    struct slice name = xml_attribute(e, "name"), shown = xml_attribute(e, "displayName");
    bool good = true;

    vocabulary_element(&xlsx_table_words, e, r->ooxml->sink, place_none());
    if (strcmp(e->name, "x:table") == 0)
        good = slice_in_nocase(slice_without_number(name), tables) &&
               slice_in_nocase(slice_without_number(shown), tables);
    else if (strcmp(e->name, "x:tableColumn") == 0)
        good = slice_in_nocase(slice_without_number(name), columns) || r->is_cell(r->context, name);
    if (!good)
        sink_hidden(r->ooxml->sink, name, place_none());
    if (r->styles->others_hide && formats(e))
        sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN, place_none());
    return true;
}

static bool on_end(void *context, const char *name)
{
    (void)context;
    (void)name;
    return true;
}

static bool on_text(void *context, struct slice text)
{
    vocabulary_text('\0', text, ((struct reading *)context)->ooxml->sink, place_none());
    return true;
}

bool xlsx_table_read(struct ooxml *ooxml, const struct package_part *part,
                     const struct xlsx_styles *styles,
                     bool (*is_cell)(void *context, struct slice text), void *context)
{
    static const struct xml_handler handler = {xlsx_namespaces, on_start, on_end, on_text};
    struct reading r = {ooxml, styles, is_cell, context};

    return part_result(xml_read(part->content, &handler, &r), ooxml->sink, place_none());
}
