/*
 * xlsx-strings.c - the shared strings of a workbook
 *
 * Each is used by some cell, or it is text that nobody sees.
 */
#include "inspect/format/xlsx.h"

#include <stdlib.h>
#include <string.h>

static const struct vocabulary_rule rules[] = {
    {"x:b", "val:b", 0},
    {"x:charset", "val:n", 0},
    {"x:color", "auto:b indexed:n rgb:h theme:n tint:n", 0},
    {"x:condense", "val:b", 0},
    {"x:extend", "val:b", 0},
    {"x:family", "val:n", 0},
    {"x:i", "val:b", 0},
    {"x:outline", "val:b", 0},
    {"x:phoneticPr", "fontId:n type:t alignment:t", 0},
    {"x:r", "", 0},
    {"x:rFont", "val:f", 0},
    {"x:rPr", "", 0},
    {"x:scheme", "val:t", 0},
    {"x:shadow", "val:b", 0},
    {"x:si", "", 0},
    {"x:sst", "count:n uniqueCount:n", 0},
    {"x:strike", "val:b", 0},
    {"x:sz", "val:n", 0},
    {"x:t", "xml:space:t", '*'},
    {"x:u", "val:t", 0},
    {"x:vertAlign", "val:t", 0},
};
const struct vocabulary xlsx_string_words = {rules, sizeof rules / sizeof rules[0]};

struct reading {
    struct ooxml *ooxml;
    const struct xlsx_styles *styles;
    struct xlsx_strings *strings;
    struct xlsx_string *current; /* NULL outside <si> */
    bool text;                   /* in <t> */
};

bool xlsx_run_hidden(const struct xlsx_styles *styles, const struct xml_element *e)
{
    struct xlsx_colour colour;

    if (strcmp(e->name, "x:color") == 0) {
        colour = xlsx_colour(e);
        return xlsx_faint(styles, &colour);
    }
    return strcmp(e->name, "x:sz") == 0 && xlsx_tiny(xml_attribute(e, "val"));
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct reading *r = context;
    struct xlsx_strings *s = r->strings;

    vocabulary_element(&xlsx_string_words, e, r->ooxml->sink, place_none());
    if (strcmp(e->name, "x:si") == 0) {
        r->current = NULL;
        if (s->count >= XLSX_STRINGS_MAX) {
            sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN, place_none());
            return true;
        }
        r->current = &s->all[s->count++];
        *r->current = (struct xlsx_string){.offset = s->text.len};
    }
    r->text = strcmp(e->name, "x:t") == 0;
    if (r->current != NULL && xlsx_run_hidden(r->styles, e))
        r->current->hidden = true;
    return true;
}

static bool on_end(void *context, const char *name)
{
    struct reading *r = context;

    r->text = false;
    if (r->current != NULL)
        r->current->len = r->strings->text.len - r->current->offset;
    if (strcmp(name, "x:si") == 0)
        r->current = NULL;
    return true;
}

static bool on_text(void *context, struct slice text)
{
    struct reading *r = context;

    if (r->text && r->current != NULL)
        return buffer_append_slice(&r->strings->text, text);
    vocabulary_text('\0', text, r->ooxml->sink, place_none());
    return true;
}

bool xlsx_strings_read(struct ooxml *ooxml, const struct package_part *part,
                       const struct xlsx_styles *styles, struct xlsx_strings *strings)
{
    static const struct xml_handler handler = {xlsx_namespaces, on_start, on_end, on_text};
    struct reading r = {.ooxml = ooxml, .styles = styles, .strings = strings};

    *strings = (struct xlsx_strings){.count = 0};
    buffer_init(&strings->text, PACKAGE_PART_BYTES_MAX);
    if (part == NULL)
        return true;
    strings->all = calloc(XLSX_STRINGS_MAX, sizeof *strings->all);
    return strings->all != NULL &&
           part_result(xml_read(part->content, &handler, &r), ooxml->sink, place_none());
}

void xlsx_strings_close(struct ooxml *ooxml, struct xlsx_strings *strings)
{
    for (size_t i = 0; i < strings->count; i++) {
        const struct xlsx_string *s = &strings->all[i];

        if (!s->used && s->len > 0)
            sink_hidden(ooxml->sink, slice_sub(buffer_slice(&strings->text), s->offset, s->len),
                        place_none());
    }
    free(strings->all);
    buffer_free(&strings->text);
}
