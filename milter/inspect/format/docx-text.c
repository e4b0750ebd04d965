/*
 * docx-text.c - running text of a word processing document: paragraphs and tables
 *
 * Paragraphs become lines, tables become cells. An element that is not in the vocabulary is
 * content-hidden, with all that is in it. A table of one column is a frame around lines.
 */
#include "inspect/format/docx-text.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = PACKAGE_PART_BYTES_MAX, SPAN_MAX = 64 };

static bool named(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static void here(struct docx_text *t)
{
    if (t->story != STORY_BODY)
        t->place = place_none();
    else if (t->table != NULL)
        t->place = place_at(PLACE_TABLE_ROW, t->tables, t->row, 0);
    else
        t->place = place_at(PLACE_PARAGRAPH, t->paragraphs, 0, 0);
}

/* --- paragraphs --- */

static void paragraph_begin(struct docx_text *t)
{
    if (t->table == NULL)
        t->paragraphs++;
    here(t);
    t->in_paragraph = true;
    buffer_clear(&t->paragraph);
    t->look.paragraph_fill = COLOUR_AUTO;
}

static bool to_cell(struct docx_text *t)
{
    return (t->cell.len == 0 || buffer_append_byte(&t->cell, '\n')) &&
           buffer_append_slice(&t->cell, buffer_slice(&t->paragraph));
}

static bool paragraph_end(struct docx_text *t)
{
    bool good = true;

    if (t->fields > 0 || t->mail[0] != '\0') {
        /* a field that runs on */
        sink_finding(t->sink, REASON_CONTENT_HIDDEN, t->place);
        t->fields = 0;
        t->in_instruction = false;
        bytes_wipe(t->mail, sizeof t->mail);
    }
    if (t->story != STORY_BODY) {
        if (!docx_marginal(t, buffer_slice(&t->paragraph)))
            good = sink_hidden(t->sink, buffer_slice(&t->paragraph), t->place);
    } else if (t->table != NULL && t->grid != 1) {
        good = to_cell(t);
    } else {
        good = lines_text(&t->lines, buffer_slice(&t->paragraph), t->place);
    }
    buffer_clear(&t->paragraph);
    t->in_paragraph = false;
    return good;
}

/* --- tables --- */

static bool table_begin(struct docx_text *t)
{
    if (!lines_end(&t->lines))
        return false;
    t->tables++;
    t->row = t->grid = 0;
    t->table = table_new(PLACE_TABLE_ROW, t->tables);
    t->look.table_fill = COLOUR_AUTO;
    here(t);
    return t->table != NULL;
}

static bool table_end(struct docx_text *t)
{
    bool good = lines_end(&t->lines) && table_read(t->table, t->sink);

    table_free(t->table);
    t->table = NULL;
    sink_gap(t->sink);
    here(t);
    return good;
}

static bool cell_end(struct docx_text *t)
{
    bool good = table_cell(t->table, t->row, t->column, buffer_slice(&t->cell), false);

    if (t->merged && !xml_blank(buffer_slice(&t->cell))) /* Word shows that of the cell above */
        sink_finding(t->sink, REASON_CONTENT_HIDDEN, t->place);
    buffer_clear(&t->cell);
    t->in_cell = false;
    t->column += t->span;
    return good;
}

/* --- elements --- */

static bool table_start(struct docx_text *t, const struct xml_element *e)
{
    if (named(e->name, "w:tbl"))
        return table_begin(t);
    if (named(e->name, "w:tr")) {
        t->row++;
        t->column = 1;
        t->in_row = true;
        here(t);
    } else if (named(e->name, "w:tc")) {
        t->span = 1;
        t->merged = false;
        t->in_cell = true;
        t->look.cell_fill = COLOUR_AUTO;
    } else if (named(e->name, "w:gridSpan")) {
        t->span = xml_count(e, "w:val", SPAN_MAX);
    } else if (named(e->name, "w:gridBefore")) {
        t->column += xml_count(e, "w:val", SPAN_MAX);
    } else if (named(e->name, "w:vMerge")) {
        t->merged = !slice_is(xml_attribute(e, "w:val"), "restart");
    } else if (named(e->name, "w:gridCol")) {
        t->grid++;
    }
    return true;
}

/* put - a character that stands for an element */
static bool put(struct docx_text *t, char c)
{
    return buffer_append_byte(t->prompting != 0 ? &t->prompt : &t->paragraph, (unsigned char)c);
}

static bool text_start(struct docx_text *t, const struct xml_element *e)
{
    if (named(e->name, "w:p"))
        paragraph_begin(t);
    else if (named(e->name, "w:r"))
        t->look.colour = t->look.run_fill = COLOUR_AUTO;
    else if (named(e->name, "w:br") || named(e->name, "w:cr"))
        return put(t, '\n');
    else if (named(e->name, "w:tab") && named(xml_path_parent(&t->path), "w:r"))
        return put(t, '\t');
    else if (named(e->name, "w:noBreakHyphen"))
        return put(t, '-');
    return true;
}

static void around_start(struct docx_text *t, const struct xml_element *e)
{
    if (named(e->name, "w:bookmarkStart")) {
        docx_bookmark(t, e);
    } else if (named(e->name, "w:hyperlink")) {
        docx_link_begin(t, e);
    } else if (named(e->name, "w:fldChar")) {
        docx_field_char(t, e);
    } else if (named(e->name, "w:fldSimple")) {
        docx_field_begin(t);
        buffer_append_slice(&t->instruction, xml_attribute(e, "w:instr"));
        docx_field_shown(t);
    } else if (named(e->name, "w:sdt")) {
        t->controls++;
    } else if (named(e->name, "w:showingPlcHdr")) {
        t->prompting = t->prompting == 0 ? t->controls : t->prompting;
    } else if (named(e->name, "w:alias") || named(e->name, "w:tag")) {
        docx_control_label(t, e);
    } else if (named(e->name, "w:docPartGallery")) {
        docx_gallery(t, e);
    }
}

/* misplaced - a known element where it has no meaning that is understood */
static bool misplaced(const struct docx_text *t, const char *name)
{
    const char *parent = xml_path_parent(&t->path);

    if (named(name, "w:p"))
        return t->in_paragraph || (t->table != NULL && !t->in_cell);
    if (named(name, "w:r"))
        return !t->in_paragraph;
    if (named(name, "w:t") || named(name, "w:instrText"))
        return !named(parent, "w:r");
    if (named(name, "w:tbl"))
        return t->in_paragraph || t->table != NULL || t->story != STORY_BODY;
    if (named(name, "w:tr"))
        return t->table == NULL || t->in_row;
    if (named(name, "w:tc"))
        return !t->in_row || t->in_cell;
    if (named(name, "w:showingPlcHdr"))
        return !named(parent, "w:sdtPr");
    return false;
}

/* root_of - the document element of each story */
static bool root_of(enum docx_story story, const char *name)
{
    switch (story) {
    case STORY_BODY:
        return named(name, "w:document");
    case STORY_MARGIN:
        return named(name, "w:hdr") || named(name, "w:ftr");
    case STORY_NOTES:
        return named(name, "w:footnotes") || named(name, "w:endnotes");
    case STORY_BLOCKS:
        break;
    }
    return named(name, "w:glossaryDocument");
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct docx_text *t = context;
    bool known, good = true;

    if (t->path.depth == 0 && !root_of(t->story, e->name))
        sink_finding(t->sink, REASON_CONTENT_FORMAT, place_none());
    known = docx_element(&docx_text_words, e, t->sink, t->place);
    if (t->path.hidden == 0 && (!known || misplaced(t, e->name))) {
        sink_finding(t->sink, REASON_CONTENT_HIDDEN, t->place);
        xml_path_hide(&t->path);
    }
    if (t->path.hidden == 0) {
        if (docx_look_property(&t->look, e, xml_path_parent(&t->path)))
            sink_finding(t->sink, REASON_CONTENT_HIDDEN, t->place);
        around_start(t, e);
        good = table_start(t, e) && text_start(t, e);
    }
    xml_path_push(&t->path, e->name);
    return good;
}

static bool end_of(struct docx_text *t, const char *name)
{
    if (named(name, "w:p"))
        return paragraph_end(t);
    if (named(name, "w:tbl"))
        return table_end(t);
    if (named(name, "w:tc"))
        return cell_end(t);
    if (named(name, "w:tr"))
        t->in_row = false;
    if (named(name, "w:hyperlink"))
        docx_link_end(t);
    if (named(name, "w:fldSimple"))
        docx_field_end(t);
    if (named(name, "w:sdt"))
        return docx_control_end(t);
    return true;
}

static bool on_end(void *context, const char *name)
{
    struct docx_text *t = context;

    return !xml_path_pop(&t->path) || end_of(t, name);
}

static bool on_text(void *context, struct slice text)
{
    struct docx_text *t = context;
    const char *parent = xml_path_parent(&t->path);

    if (t->path.hidden == 0 && named(parent, "w:instrText") && t->in_instruction)
        return buffer_append_slice(&t->instruction, text);
    if (t->path.hidden != 0 || !named(parent, "w:t"))
        return xml_blank(text) || sink_hidden(t->sink, text, t->place);
    if (t->in_instruction || (docx_look_hides(&t->look) && !xml_blank(text)))
        sink_finding(t->sink, REASON_CONTENT_HIDDEN, t->place);
    return buffer_append_slice(t->prompting != 0 ? &t->prompt : &t->paragraph, text);
}

/* --- the part --- */

static void unused_links(struct docx_text *t)
{
    for (size_t i = 0; i < t->relations->count && i < DOCX_LINKS_MAX; i++)
        if (t->relations->all[i].target[0] != '\0' && !t->used[i])
            sink_hidden(t->sink, slice_from(t->relations->all[i].target), place_none());
}

bool docx_text_read(enum docx_story story, struct slice content,
                    const struct ooxml_relations *relations, struct referral_sink *sink)
{
    static const struct xml_handler handler = {docx_namespaces, on_start, on_end, on_text};
    struct docx_text *t = calloc(1, sizeof *t);
    enum xml_result result;
    bool good;

    if (t == NULL)
        return false;
    t->story = story;
    t->relations = relations;
    t->sink = sink;
    lines_init(&t->lines, sink, TEXT_MAX);
    buffer_init(&t->paragraph, TEXT_MAX);
    buffer_init(&t->cell, TEXT_MAX);
    buffer_init(&t->prompt, TEXT_MAX);
    buffer_init(&t->instruction, TEXT_MAX);
    docx_look_clear(&t->look);
    result = xml_read(content, &handler, t);
    good = result != XML_STOPPED && part_result(result, sink, place_none()) && lines_end(&t->lines);
    if (good)
        unused_links(t);
    table_free(t->table);
    lines_free(&t->lines);
    buffer_free(&t->paragraph);
    buffer_free(&t->cell);
    buffer_free(&t->prompt);
    buffer_free(&t->instruction);
    free(t);
    return good;
}
