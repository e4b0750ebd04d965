/*
 * odt.c - text documents: the body, and the styles of its text
 *
 * Paragraphs become lines, tables become cells. An element that is not in the vocabulary is
 * content-hidden, with all that is in it.
 */
#include "inspect/format/odt.h"

#include "inspect/format/lines.h"
#include "inspect/format/table.h"
#include "inspect/format/xml-path.h"

#include <stdlib.h>
#include <string.h>

struct text {
    struct opendocument *document;
    struct referral_sink *sink;
    struct lines lines;
    struct xml_path path;
    struct opendocument_look looks[XML_DEPTH_MAX + 1]; /* in each of the open elements */
    bool in_row, in_cell;
    struct opendocument_paragraph paragraph;
    struct buffer cell;
    struct place place;
    uint32_t paragraphs, tables, row, column, columns;
    struct table *table;
};

static bool named(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static void here(struct text *t)
{
    if (t->table != NULL)
        t->place = place_at(PLACE_TABLE_ROW, t->tables, t->row, 0);
    else
        t->place = place_at(PLACE_PARAGRAPH, t->paragraphs, 0, 0);
    t->paragraph.place = t->place;
}

/* --- paragraphs, cells --- */

static bool paragraph_end(struct text *t)
{
    bool good;

    if (t->table != NULL && t->columns != 1)
        good = (t->cell.len == 0 || buffer_append_byte(&t->cell, '\n')) &&
               buffer_append_slice(&t->cell, buffer_slice(&t->paragraph.text));
    else
        good = lines_text(&t->lines, buffer_slice(&t->paragraph.text), t->place);
    buffer_clear(&t->paragraph.text);
    return good;
}

static bool table_begin(struct text *t)
{
    if (!lines_end(&t->lines))
        return false;
    t->tables++;
    t->row = t->columns = 0;
    t->table = table_new(PLACE_TABLE_ROW, t->tables);
    here(t);
    return t->table != NULL;
}

static bool table_end(struct text *t)
{
    bool good = lines_end(&t->lines) && table_read(t->table, t->sink);

    table_free(t->table);
    t->table = NULL;
    sink_gap(t->sink);
    here(t);
    return good;
}

static bool cell_end(struct text *t)
{
    bool good = table_cell(t->table, t->row, t->column++, buffer_slice(&t->cell), false);

    buffer_clear(&t->cell);
    t->in_cell = false;
    return good;
}

/* --- around text --- */

static void bookmark(struct text *t, const struct xml_element *e)
{
    struct slice name = xml_attribute(e, "text:name");
    bool digits = slice_starts(name, "_Hlk") && name.len <= 14;

    for (size_t i = 4; i < name.len; i++)
        digits = digits && name.data[i] >= '0' && name.data[i] <= '9';
    if (!slice_is(name, "_GoBack") && !digits)
        sink_hidden(t->sink, name, t->place);
}

/* --- elements --- */

static bool text_start(struct text *t, const struct xml_element *e)
{
    if (opendocument_is_paragraph(e->name)) {
        t->paragraphs += t->table == NULL;
        here(t);
    } else if (strncmp(e->name, "text:bookmark", 13) == 0) {
        bookmark(t, e);
    }
    return opendocument_paragraph_start(&t->paragraph, e);
}

static bool table_start(struct text *t, const struct xml_element *e)
{
    if (named(e->name, "table:table"))
        return table_begin(t);
    if (named(e->name, "table:table-column")) {
        t->columns += xml_count(e, "table:number-columns-repeated", TABLE_COLUMNS_MAX);
    } else if (named(e->name, "table:table-row")) {
        t->row++;
        t->column = 1;
        t->in_row = true;
        here(t);
    } else if (named(e->name, "table:table-cell")) {
        t->in_cell = true;
    } else if (named(e->name, "table:covered-table-cell")) {
        t->column++;
    }
    return true;
}

/* misplaced - a known element where it has no meaning that is understood */
static bool misplaced(const struct text *t, const char *name)
{
    if (opendocument_is_paragraph(name))
        return t->paragraph.open || (t->table != NULL && !t->in_cell) || t->path.depth < 3 ||
               !named(t->path.names[3], "office:text");
    if (named(name, "table:table"))
        return t->paragraph.open || t->table != NULL;
    if (named(name, "table:table-row"))
        return t->table == NULL || t->in_row;
    if (named(name, "table:table-cell") || named(name, "table:covered-table-cell"))
        return !t->in_row || t->in_cell;
    return opendocument_paragraph_misplaced(&t->paragraph, name);
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct text *t = context;
    bool known = opendocument_element(t->document, &odt_words, e, t->place), good = true;

    if (t->path.depth == 0 && !named(e->name, "office:document-content"))
        sink_finding(t->sink, REASON_CONTENT_FORMAT, place_none());
    if (t->path.hidden == 0 && (!known || misplaced(t, e->name))) {
        sink_finding(t->sink, REASON_CONTENT_HIDDEN, t->place);
        xml_path_hide(&t->path);
    }
    if (t->path.hidden == 0) {
        good = opendocument_styles_start(t->document->styles, e, true) && table_start(t, e) &&
               text_start(t, e);
    }
    xml_path_push(&t->path, e->name);
    t->looks[t->path.depth] = t->looks[t->path.depth - 1];
    opendocument_look_element(t->document->styles, e, &t->looks[t->path.depth]);
    return good;
}

static bool end_of(struct text *t, const char *name)
{
    opendocument_styles_end(t->document->styles, name);
    opendocument_paragraph_end(&t->paragraph, name);
    if (opendocument_is_paragraph(name))
        return paragraph_end(t);
    if (named(name, "table:table"))
        return table_end(t);
    if (named(name, "table:table-cell"))
        return cell_end(t);
    if (named(name, "table:table-row"))
        t->in_row = false;
    return true;
}

static bool on_end(void *context, const char *name)
{
    struct text *t = context;

    return !xml_path_pop(&t->path) || end_of(t, name);
}

static bool on_text(void *context, struct slice text)
{
    struct text *t = context;
    bool taken;

    opendocument_styles_text(t->document->styles, text, &taken);
    if (taken)
        return true;
    if (t->path.hidden != 0 || !t->paragraph.open)
        return xml_blank(text) || sink_hidden(t->sink, text, t->place);
    if (!xml_blank(text) && opendocument_look_hides(&t->looks[t->path.depth]))
        sink_hidden(t->sink, text, t->place);
    return opendocument_paragraph_text(&t->paragraph, text);
}

static bool read_text(struct opendocument *document, struct slice content)
{
    static const struct xml_handler handler = {opendocument_namespaces, on_start, on_end, on_text};
    struct text *t = calloc(1, sizeof *t);
    bool good;

    if (t == NULL)
        return false;
    t->document = document;
    t->sink = document->sink;
    lines_init(&t->lines, t->sink, OPENDOCUMENT_TEXT_MAX);
    opendocument_paragraph_init(&t->paragraph, document);
    buffer_init(&t->cell, OPENDOCUMENT_TEXT_MAX);
    opendocument_look_clear(&t->looks[0]);
    good =
        part_result(xml_read(content, &handler, t), t->sink, place_none()) && lines_end(&t->lines);
    table_free(t->table);
    lines_free(&t->lines);
    opendocument_paragraph_free(&t->paragraph);
    buffer_free(&t->cell);
    free(t);
    return good;
}

bool format_odt_read(struct slice file, struct referral_sink *sink)
{
    static const struct opendocument_kind kind = {"application/vnd.oasis.opendocument.text",
                                                  read_text};

    sink_origin(sink, place_at(PLACE_PARAGRAPH, 1, 0, 0));
    return opendocument_read(file, &kind, sink);
}
