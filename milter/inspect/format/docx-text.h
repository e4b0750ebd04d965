/*
 * docx-text - state of reading a part with running text (private to docx-text*.c)
 */
#ifndef INSPECT_FORMAT_DOCX_TEXT_H
#define INSPECT_FORMAT_DOCX_TEXT_H

#include "inspect/format/docx.h"
#include "inspect/format/lines.h"
#include "inspect/format/table.h"
#include "inspect/format/xml-path.h"

enum { DOCX_INSTRUCTION_MAX = 400, DOCX_LINKS_MAX = 64 };

struct docx_text {
    enum docx_story story;
    const struct ooxml_relations *relations;
    struct referral_sink *sink;
    struct lines lines;
    struct xml_path path;
    struct docx_look look;
    struct buffer paragraph;
    struct place place;
    uint32_t paragraphs, tables, row, column, span, grid;
    struct table *table; /* the open one */
    bool in_row, in_cell, in_paragraph;
    bool merged; /* the cell with the one above */
    struct buffer cell;
    /* fields and links: where their shown text begins */
    struct buffer instruction;
    unsigned fields; /* open ones: at most 1 is understood */
    bool in_instruction, page_number;
    size_t shown;
    char mail[DOCX_INSTRUCTION_MAX + 1]; /* target of the open link; "" for none */
    bool used[DOCX_LINKS_MAX];           /* relationships that a link used */
    /* content controls */
    unsigned controls, prompting; /* open ones; which of them shows its prompt, 0 for none */
    struct buffer prompt;
};

/* docx-text-field.c: fields, links, bookmarks, content controls, margins */
void docx_bookmark(struct docx_text *t, const struct xml_element *e);
void docx_link_begin(struct docx_text *t, const struct xml_element *e);
void docx_link_end(struct docx_text *t);
void docx_field_char(struct docx_text *t, const struct xml_element *e);
void docx_field_begin(struct docx_text *t);
void docx_field_shown(struct docx_text *t); /* the instruction is complete */
void docx_field_end(struct docx_text *t);
void docx_control_label(struct docx_text *t, const struct xml_element *e);
/* docx_gallery - Word takes page numbers from one, and says from which */
void docx_gallery(struct docx_text *t, const struct xml_element *e);
bool docx_control_end(struct docx_text *t);
/* docx_marginal - may the text of a header or footer, a note or a building block be there? */
bool docx_marginal(struct docx_text *t, struct slice text);

#endif
