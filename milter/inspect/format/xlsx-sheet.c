/*
 * xlsx-sheet.c - a sheet of a workbook, cell by cell
 *
 * A cell holds a text or a whole number. Formulas, dates, truth values and errors are refused, and
 * whatever does not show: hidden rows and columns, cells under merged ones, text in the colour of
 * its ground. A link is permitted where it is the mail address that its cell shows: Excel makes
 * such links by itself.
 */
#include "inspect/format/printer.h"
#include "inspect/format/table.h"
#include "inspect/format/xlsx.h"

#include <stdlib.h>
#include <string.h>

enum {
    CELL_TEXT_MAX = 2000, /* bytes */
    MERGES_MAX = 500,
    ROW_HEIGHT_MIN = 2,  /* points, as whole ones */
    COLUMN_WIDTH_MIN = 1 /* characters */
};

static const struct vocabulary_rule rules[] = {
    {"x:autoFilter", "ref:r xr:uid:g", 0},
    {"x:b", "val:b", 0},
    {"x:brk", "id:n min:n max:n man:b", 0},
    {"x:c", "r:r s:n t:t", 0},
    {"x:charset", "val:n", 0},
    {"x:col",
     "min:n max:n width:n style:n hidden:b bestFit:b customWidth:b phonetic:b outlineLevel:n "
     "collapsed:b",
     0},
    {"x:colBreaks", "count:n manualBreakCount:n", 0},
    {"x:color", "auto:b indexed:n rgb:h theme:n tint:n", 0},
    {"x:cols", "", 0},
    {"x:condense", "val:b", 0},
    {"x:dimension", "ref:r", 0},
    {"x:evenFooter", "xml:space:t", '*'},
    {"x:evenHeader", "xml:space:t", '*'},
    {"x:extend", "val:b", 0},
    {"x:family", "val:n", 0},
    {"x:firstFooter", "xml:space:t", '*'},
    {"x:firstHeader", "xml:space:t", '*'},
    {"x:headerFooter", "differentOddEven:b differentFirst:b scaleWithDoc:b alignWithMargins:b", 0},
    {"x:hyperlink", "ref:r r:id:i display:* xr:uid:g", 0},
    {"x:hyperlinks", "", 0},
    {"x:i", "val:b", 0},
    {"x:ignoredError",
     "sqref:r numberStoredAsText:b evalError:b twoDigitTextYear:b emptyCellReference:b", 0},
    {"x:ignoredErrors", "", 0},
    {"x:is", "", 0},
    {"x:mergeCell", "ref:r", 0},
    {"x:mergeCells", "count:n", 0},
    {"x:oddFooter", "xml:space:t", '*'},
    {"x:oddHeader", "xml:space:t", '*'},
    {"x:outline", "val:b", 0},
    {"x:outlinePr", "summaryBelow:b summaryRight:b applyStyles:b showOutlineSymbols:b", 0},
    {"x:pageMargins", "left:n right:n top:n bottom:n header:n footer:n", 0},
    {"x:pageSetUpPr", "fitToPage:b autoPageBreaks:b", 0},
    {"x:pageSetup",
     "paperSize:n paperHeight:m paperWidth:m scale:n firstPageNumber:n fitToWidth:n fitToHeight:n "
     "pageOrder:t orientation:t usePrinterDefaults:b blackAndWhite:b draft:b cellComments:t "
     "useFirstPageNumber:b errors:t horizontalDpi:n verticalDpi:n copies:n r:id:i",
     0},
    {"x:pane", "xSplit:n ySplit:n topLeftCell:r activePane:t state:t", 0},
    {"x:phoneticPr", "fontId:n type:t alignment:t", 0},
    {"x:printOptions",
     "horizontalCentered:b verticalCentered:b headings:b gridLines:b gridLinesSet:b", 0},
    {"x:r", "", 0},
    {"x:rFont", "val:f", 0},
    {"x:rPr", "", 0},
    {"x:row",
     "r:n spans:* s:n customFormat:b ht:n hidden:b customHeight:b outlineLevel:n collapsed:b "
     "thickTop:b thickBot:b ph:b x14ac:dyDescent:n",
     0},
    {"x:rowBreaks", "count:n manualBreakCount:n", 0},
    {"x:scheme", "val:t", 0},
    {"x:selection", "pane:t activeCell:r activeCellId:n sqref:r", 0},
    {"x:shadow", "val:b", 0},
    {"x:sheetData", "", 0},
    {"x:sheetFormatPr",
     "baseColWidth:n defaultColWidth:n defaultRowHeight:n customHeight:b zeroHeight:b thickTop:b "
     "thickBottom:b outlineLevelRow:n outlineLevelCol:n x14ac:dyDescent:n",
     0},
    {"x:sheetPr", "codeName:t filterMode:b enableFormatConditionsCalculation:b published:b", 0},
    {"x:sheetProtection",
     "sheet:b objects:b scenarios:b formatCells:b formatColumns:b formatRows:b insertColumns:b "
     "insertRows:b insertHyperlinks:b deleteColumns:b deleteRows:b selectLockedCells:b sort:b "
     "autoFilter:b pivotTables:b selectUnlockedCells:b password:x algorithmName:i hashValue:z "
     "saltValue:z spinCount:n",
     0},
    {"x:sheetView",
     "windowProtection:b showFormulas:b showGridLines:b showRowColHeaders:b showZeros:b "
     "rightToLeft:b tabSelected:b showRuler:b showOutlineSymbols:b defaultGridColor:b "
     "showWhiteSpace:b view:t topLeftCell:r colorId:n zoomScale:n zoomScaleNormal:n "
     "zoomScaleSheetLayoutView:n zoomScalePageLayoutView:n workbookViewId:n",
     0},
    {"x:sheetViews", "", 0},
    {"x:strike", "val:b", 0},
    {"x:sz", "val:n", 0},
    {"x:t", "xml:space:t", '*'},
    {"x:tabColor", "auto:b indexed:n rgb:h theme:n tint:n", 0},
    {"x:tablePart", "r:id:i", 0},
    {"x:tableParts", "count:n", 0},
    {"x:u", "val:t", 0},
    {"x:v", "", '*'},
    {"x:vertAlign", "val:t", 0},
    {"x:worksheet", "mc:Ignorable:w xr:uid:g", 0},
};
const struct vocabulary xlsx_sheet_words = {rules, sizeof rules / sizeof rules[0]};

struct range {
    uint32_t row, column, last_row, last_column;
};

/* Where a cell with text stands, for what comes behind the cells */
struct placed {
    uint32_t row, column;
    size_t offset, len;
};

struct reading {
    struct ooxml *ooxml;
    uint32_t number;
    const struct xlsx_styles *styles;
    struct xlsx_strings *strings;
    struct ooxml_relations relations;
    bool used[OOXML_RELATIONS_MAX]; /* relationships that a link used */
    struct table *table;
    struct buffer cell;  /* text of the cell being read */
    struct buffer texts; /* of all cells */
    struct placed *placed;
    size_t count;
    uint32_t row, column;
    const struct xlsx_style *style;
    enum { CELL_NUMBER, CELL_SHARED, CELL_INLINE, CELL_OTHER } type;
    bool in_row, in_cell, cell_hidden;
    char kind; /* of the text in the element being read */
};

static struct place here(const struct reading *r)
{
    return place_at(PLACE_CELL, r->number, r->row > 0 ? r->row : 1, r->column > 0 ? r->column : 1);
}

static void hidden(const struct reading *r)
{
    sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN, here(r));
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

static void read_column(struct reading *r, const struct xml_element *e)
{
    uint32_t first = whole(xml_attribute(e, "min"), 1);

    if (yes(xml_attribute(e, "hidden")) ||
        whole(xml_attribute(e, "width"), COLUMN_WIDTH_MIN) < COLUMN_WIDTH_MIN)
        sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN,
                     place_at(PLACE_CELL, r->number, 1, first == 0 ? 1 : first));
}

static void read_row(struct reading *r, const struct xml_element *e)
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

static void begin_cell(struct reading *r, const struct xml_element *e)
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

static bool remember(struct reading *r, struct slice text)
{
    if (r->count >= TABLE_CELLS_MAX)
        return true; /* the table reports it */
    r->placed[r->count++] = (struct placed){r->row, r->column, r->texts.len, text.len};
    return buffer_append_slice(&r->texts, text);
}

static bool give(struct reading *r, struct slice text, bool number)
{
    if (text.len > CELL_TEXT_MAX) {
        hidden(r);
        text = slice_sub(text, 0, 0);
    }
    if (r->cell_hidden)
        sink_hidden(r->ooxml->sink, text, here(r));
    return remember(r, text) && table_cell(r->table, r->row, r->column, text, number);
}

/* give_shared - the cell holds the number of a shared string */
static bool give_shared(struct reading *r)
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

static bool give_number(struct reading *r)
{
    struct buffer digits;
    bool is_whole, good;

    if (r->style != NULL && r->style->date)
        sink_finding(r->ooxml->sink, REASON_FORBIDDEN_DATE, here(r));
    buffer_init(&digits, CELL_TEXT_MAX + 64);
    good = xlsx_number(buffer_slice(&r->cell), &digits, &is_whole) &&
           give(r, buffer_slice(&digits), is_whole);
    buffer_free(&digits);
    return good;
}

static bool end_cell(struct reading *r)
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
    sink_finding(r->ooxml->sink, REASON_FIELD_NOT_PERMITTED, here(r));
    return true;
}

/* --- behind the cells --- */

static bool read_range(struct slice ref, struct range *range)
{
    size_t colon = slice_find_byte(ref, ':', 0);

    return colon != SIZE_MAX &&
           xlsx_reference(slice_sub(ref, 0, colon), &range->row, &range->column) &&
           xlsx_reference(slice_sub(ref, colon + 1, ref.len), &range->last_row,
                          &range->last_column);
}

/* read_merge - of merged cells, only the first one shows */
static void read_merge(struct reading *r, const struct xml_element *e)
{
    struct range m;

    if (!read_range(xml_attribute(e, "ref"), &m)) {
        sink_finding(r->ooxml->sink, REASON_CONTENT_FORMAT, place_none());
        return;
    }
    for (size_t i = 0; i < r->count; i++) {
        const struct placed *p = &r->placed[i];

        if (p->len > 0 && p->row >= m.row && p->row <= m.last_row && p->column >= m.column &&
            p->column <= m.last_column && (p->row != m.row || p->column != m.column))
            sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN,
                         place_at(PLACE_CELL, r->number, p->row, p->column));
    }
}

static struct slice text_at(const struct reading *r, uint32_t row, uint32_t column)
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

static void read_link(struct reading *r, const struct xml_element *e)
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

static void read_table_part(struct reading *r, const struct xml_element *e)
{
    const struct ooxml_relation *table = ooxml_relation(&r->relations, xml_attribute(e, "r:id"));

    if (table == NULL || !ooxml_is(table, "table"))
        hidden(r);
}

/* is_spans - "1:5", a hint on where the cells of a row stand */
static bool is_spans(struct slice v)
{
    for (size_t i = 0; i < v.len; i++)
        if ((v.data[i] < '0' || v.data[i] > '9') && v.data[i] != ':' && v.data[i] != ' ')
            return false;
    return v.len <= 11;
}

/* --- the part --- */

/* misplaced - a row or cell within another one, or a cell outside of all rows: its text would be
 * taken for that of the other */
static bool misplaced(const struct reading *r, const char *name)
{
    if (strcmp(name, "x:row") == 0)
        return r->in_row;
    return strcmp(name, "x:c") == 0 && (!r->in_row || r->in_cell);
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct reading *r = context;
    const struct vocabulary_rule *rule =
        vocabulary_element(&xlsx_sheet_words, e, r->ooxml->sink, here(r));

    r->kind = rule == NULL ? '\0' : rule->text;
    if (misplaced(r, e->name))
        sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN, here(r));
    if (strcmp(e->name, "x:c") == 0)
        begin_cell(r, e);
    else if (strcmp(e->name, "x:row") == 0)
        read_row(r, e);
    else if (strcmp(e->name, "x:col") == 0)
        read_column(r, e);
    else if (strcmp(e->name, "x:mergeCell") == 0)
        read_merge(r, e);
    else if (strcmp(e->name, "x:hyperlink") == 0)
        read_link(r, e);
    else if (strcmp(e->name, "x:tablePart") == 0)
        read_table_part(r, e);
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
    struct reading *r = context;

    r->kind = '\0';
    r->in_row = r->in_row && strcmp(name, "x:row") != 0;
    return strcmp(name, "x:c") != 0 || end_cell(r);
}

static bool on_text(void *context, struct slice text)
{
    struct reading *r = context;

    if (r->kind != '*') {
        vocabulary_text(r->kind, text, r->ooxml->sink, here(r));
        return true;
    }
    if (r->in_cell)
        return buffer_append_slice(&r->cell, text);
    if (!xlsx_header_footer(text))
        sink_hidden(r->ooxml->sink, text, place_at(PLACE_CELL, r->number, 1, 1));
    return true;
}

static bool read_printers(struct reading *r)
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
    const struct reading *r = context;

    for (size_t i = 0; i < r->count; i++)
        if (slice_equal(slice_sub(buffer_slice(&r->texts), r->placed[i].offset, r->placed[i].len),
                        text))
            return true;
    return false;
}

/* unused_links - targets of no cell */
static void unused_links(const struct reading *r)
{
    for (size_t i = 0; i < r->relations.count; i++)
        if (r->relations.all[i].target[0] != '\0' && !r->used[i])
            sink_hidden(r->ooxml->sink, slice_from(r->relations.all[i].target), place_none());
}

static bool read_tables(struct reading *r)
{
    for (size_t i = 0; i < r->relations.count; i++)
        if (r->relations.all[i].part != NULL && ooxml_is(&r->relations.all[i], "table") &&
            !xlsx_table_read(r->ooxml, r->relations.all[i].part, is_cell, r))
            return false;
    return true;
}

static bool read_part(struct reading *r, const struct package_part *part)
{
    static const struct xml_handler handler = {xlsx_namespaces, on_start, on_end, on_text};

    if (r->table == NULL || r->placed == NULL ||
        !ooxml_relations(r->ooxml, part, "hyperlink printerSettings table", &r->relations) ||
        !read_printers(r))
        return false;
    if (!part_result(xml_read(part->content, &handler, r), r->ooxml->sink, place_none()))
        return false;
    unused_links(r);
    return read_tables(r) && table_read(r->table, r->ooxml->sink);
}

bool xlsx_sheet_read(struct ooxml *ooxml, const struct package_part *part, uint32_t number,
                     const struct xlsx_styles *styles, struct xlsx_strings *strings)
{
    struct reading r = {.ooxml = ooxml, .number = number, .styles = styles, .strings = strings};
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
