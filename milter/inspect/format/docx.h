/*
 * docx - parts of a word processing document (private to docx*.c)
 *
 * ECMA-376 (Office Open XML), as Word and LibreOffice write it.
 */
#ifndef INSPECT_FORMAT_DOCX_H
#define INSPECT_FORMAT_DOCX_H

#include "inspect/format/ooxml.h"
#include "inspect/format/vocabulary.h"

extern const struct xml_namespace docx_namespaces[];
extern const struct vocabulary docx_text_words, docx_setting_words, docx_look_words;

/* docx_element - checks an element by the part's own words, or those of how text looks; what is
 * wrong is a finding at the place. Is it listed? */
bool docx_element(const struct vocabulary *own, const struct xml_element *e,
                  struct referral_sink *sink, struct place place);

/* Kinds of running text */
enum docx_story {
    STORY_BODY,
    STORY_MARGIN, /* header, footer: page numbers and fixed text */
    STORY_NOTES,  /* footnotes, endnotes: no text at all */
    STORY_BLOCKS  /* building blocks: prompts of content controls alone */
};

/* docx_text_read - a part with running text; relations: its own. False only without memory. */
bool docx_text_read(enum docx_story story, struct slice content,
                    const struct ooxml_relations *relations, struct referral_sink *sink);
/* docx_settings_read - styles, numbering, fonts or settings; relations: of settings, NULL for the
 * others, which have none. False only without memory. */
bool docx_settings_read(struct slice content, const struct ooxml_relations *relations,
                        struct referral_sink *sink);

/* --- how text looks: in running text and in styles --- */

enum { COLOUR_AUTO = -1 };

/* Colours 0xRRGGBB or COLOUR_AUTO. The fills lie on each other, the run's on top. */
struct docx_look {
    int32_t colour, run_fill, paragraph_fill, cell_fill, table_fill;
};
void docx_look_clear(struct docx_look *look);
/* docx_look_property - takes a property into account; parent: the element around it. True when it
 * hides the text by itself: hidden, tiny, squeezed, moved out of the page. */
bool docx_look_property(struct docx_look *look, const struct xml_element *element,
                        const char *parent);
/* docx_look_hides - is the text's colour that of its ground, or nearly? */
bool docx_look_hides(const struct docx_look *look);

#endif
