/*
 * docx-settings.c - styles, numbering, fonts and settings of a word processing document
 *
 * They hold no text, but what they say of it can hide it: a style that is hidden or white.
 */
#include "base/ascii.h"
#include "inspect/format/docx.h"
#include "inspect/format/xml-path.h"

#include <string.h>

enum { LEVEL_MAX = 48 /* bytes of the text of a list's level */ };

struct settings {
    struct referral_sink *sink;
    const struct ooxml_relations *relations;
    struct docx_look look;
    struct xml_path path;
};

/* is_sign - a letter or a digit */
static bool is_sign(unsigned char c)
{
    return ascii_letter(c) || ascii_digit(c);
}

/* is_level - numbers of levels ("%1"), marks and blanks, and at most one letter, which is a bullet
 * ("o") */
static bool is_level(struct slice text)
{
    size_t letters = 0;

    for (size_t i = 0; i < text.len; i++)
        letters += (is_sign(text.data[i]) && (i == 0 || text.data[i - 1] != '%')) ||
                   (text.data[i] >= 0xC3 && text.data[i] <= 0xDF);
    return text.len <= LEVEL_MAX && letters <= 1;
}

static bool is_mark(struct slice text)
{
    return text.len <= 1 && (text.len == 0 || !is_sign(text.data[0]));
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct settings *s = context;

    docx_element(&docx_setting_words, e, s->sink, place_none());
    if (strcmp(e->name, "w:style") == 0 || strcmp(e->name, "w:tblStylePr") == 0 ||
        strcmp(e->name, "w:rPrDefault") == 0 || strcmp(e->name, "w:lvl") == 0)
        docx_look_clear(&s->look);
    if (strcmp(e->name, "w:lvlText") == 0 && !is_level(xml_attribute(e, "w:val")))
        sink_hidden(s->sink, xml_attribute(e, "w:val"), place_none());
    if ((strcmp(e->name, "w:decimalSymbol") == 0 || strcmp(e->name, "w:listSeparator") == 0) &&
        !is_mark(xml_attribute(e, "w:val")))
        sink_hidden(s->sink, xml_attribute(e, "w:val"), place_none());
    if (strcmp(e->name, "w:attachedTemplate") == 0 &&
        (s->relations == NULL || ooxml_relation(s->relations, xml_attribute(e, "r:id")) == NULL))
        sink_finding(s->sink, REASON_CONTENT_HIDDEN, place_none());
    if (docx_look_property(&s->look, e, xml_path_parent(&s->path)))
        sink_finding(s->sink, REASON_CONTENT_HIDDEN, place_none());
    xml_path_push(&s->path, e->name);
    return true;
}

static bool on_end(void *context, const char *name)
{
    struct settings *s = context;

    xml_path_pop(&s->path);
    if (strcmp(name, "w:style") != 0 && strcmp(name, "w:tblStylePr") != 0 &&
        strcmp(name, "w:rPrDefault") != 0 && strcmp(name, "w:lvl") != 0)
        return true;
    if (docx_look_hides(&s->look))
        sink_finding(s->sink, REASON_CONTENT_HIDDEN, place_none());
    docx_look_clear(&s->look);
    return true;
}

static bool on_text(void *context, struct slice text)
{
    vocabulary_text('\0', text, ((struct settings *)context)->sink, place_none());
    return true;
}

bool docx_settings_read(struct slice content, const struct ooxml_relations *relations,
                        struct referral_sink *sink)
{
    static const struct xml_handler handler = {docx_namespaces, on_start, on_end, on_text};
    struct settings s = {.sink = sink, .relations = relations};

    docx_look_clear(&s.look);
    return part_result(xml_read(content, &handler, &s), sink, place_none());
}
