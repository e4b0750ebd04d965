/*
 * xlsx-behind.c - what stands behind the cells of a sheet, and the parts that it leads to
 *
 * Of merged cells only the first one shows. A link is permitted where it is the mail address that
 * its cell shows: Excel makes such links by itself.
 */
#include "inspect/format/printer.h"
#include "inspect/format/xlsx-sheet.h"

#include <string.h>

struct range {
    uint32_t row, column, last_row, last_column;
};

static bool read_range(struct slice ref, struct range *range)
{
    size_t colon = slice_find_byte(ref, ':', 0);

    return colon != SIZE_MAX &&
           xlsx_reference(slice_sub(ref, 0, colon), &range->row, &range->column) &&
           xlsx_reference(slice_sub(ref, colon + 1, ref.len), &range->last_row,
                          &range->last_column);
}

/* xlsx_merge - of merged cells, only the first one shows */
void xlsx_merge(struct xlsx_sheet *r, const struct xml_element *e)
{
    struct range m;

    if (!read_range(xml_attribute(e, "ref"), &m)) {
        sink_finding(r->ooxml->sink, REASON_CONTENT_FORMAT, place_none());
        return;
    }
    for (size_t i = 0; i < r->count; i++) {
        const struct xlsx_placed *p = &r->placed[i];

        if (p->len > 0 && p->row >= m.row && p->row <= m.last_row && p->column >= m.column &&
            p->column <= m.last_column && (p->row != m.row || p->column != m.column))
            sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN,
                         place_at(PLACE_CELL, r->number, p->row, p->column));
    }
}

static struct slice text_at(const struct xlsx_sheet *r, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->placed[i].row == row && r->placed[i].column == column)
            return slice_sub(buffer_slice(&r->texts), r->placed[i].offset, r->placed[i].len);
    return slice_of(NULL, 0);
}

/* shows - does the text of the cell show that address, alone or behind a label? */
static bool shows(struct slice text, struct slice address)
{
    size_t before = text.len - address.len;

    return address.len > 0 && address.len <= text.len &&
           slice_equal_nocase(slice_sub(text, before, address.len), address) &&
           (before == 0 || strchr(" :=\t\n", text.data[before - 1]) != NULL);
}

void xlsx_link(struct xlsx_sheet *r, const struct xml_element *e)
{
    const struct ooxml_relation *link = ooxml_relation(&r->relations, xml_attribute(e, "r:id"));
    struct slice display = xml_attribute(e, "display"), shown, target, address;
    uint32_t row = 1, column = 1;
    bool good = xlsx_reference(xml_attribute(e, "ref"), &row, &column) && link != NULL;

    if (link != NULL)
        r->used[link - r->relations.all] = true;
    if (good) {
        shown = slice_trim(text_at(r, row, column));
        target = slice_from(link->target);
        address = slice_sub(target, 7, target.len);
        good = slice_starts_nocase(target, "mailto:") && shows(shown, address) &&
               (display.len == 0 || slice_equal_nocase(display, shown) ||
                slice_equal_nocase(display, address) || slice_equal_nocase(display, target));
    }
    if (!good)
        sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN,
                     place_at(PLACE_CELL, r->number, row, column));
}

void xlsx_leads(struct xlsx_sheet *r, const struct xml_element *e, const char *type)
{
    const struct ooxml_relation *part = ooxml_relation(&r->relations, xml_attribute(e, "r:id"));

    if (part == NULL || !ooxml_is(part, type))
        sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN, xlsx_here(r));
}

/* --- parts --- */

bool xlsx_printers(struct xlsx_sheet *r)
{
    for (size_t i = 0; i < r->relations.count; i++) {
        const struct ooxml_relation *printer = &r->relations.all[i];

        if (printer->part != NULL && ooxml_is(printer, "printerSettings") &&
            !printer_device(printer->part->content, r->ooxml->sink))
            return false;
    }
    return true;
}

/* is_cell - does a cell hold just that text? */
static bool is_cell(void *context, struct slice text)
{
    const struct xlsx_sheet *r = context;

    for (size_t i = 0; i < r->count; i++)
        if (slice_equal(slice_sub(buffer_slice(&r->texts), r->placed[i].offset, r->placed[i].len),
                        text))
            return true;
    return false;
}

/* unused_links - targets of no cell */
static void unused_links(const struct xlsx_sheet *r)
{
    for (size_t i = 0; i < r->relations.count; i++)
        if (r->relations.all[i].target[0] != '\0' && !r->used[i])
            sink_hidden(r->ooxml->sink, slice_from(r->relations.all[i].target), place_none());
}

/* read_drawing - LibreOffice writes one without anything in it for the buttons of a filter */
static bool read_drawing(struct xlsx_sheet *r, const struct package_part *part)
{
    static const struct vocabulary_rule rules[] = {{"xdr:wsDr", "", 0}};
    static const struct vocabulary words = {rules, 1};

    return vocabulary_part(&words, xlsx_namespaces, part->content, r->ooxml->sink, place_none());
}

bool xlsx_behind(struct xlsx_sheet *r)
{
    bool good = true;

    unused_links(r);
    for (size_t i = 0; good && i < r->relations.count; i++) {
        const struct ooxml_relation *relation = &r->relations.all[i];

        if (relation->part != NULL && ooxml_is(relation, "table"))
            good = xlsx_table_read(r->ooxml, relation->part, r->styles, is_cell, r);
        if (relation->part != NULL && ooxml_is(relation, "drawing"))
            good = read_drawing(r, relation->part);
    }
    return good;
}
