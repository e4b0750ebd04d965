/*
 * opendocument-margins.c - styles.xml: styles, and the headers and footers of pages
 *
 * A header or footer holds page numbers, the name of the sheet, the date of the day, the words
 * around them, and fixed text. LibreOffice gives every sheet such ones.
 */
#include "inspect/format/opendocument.h"

#include <stdlib.h>
#include <string.h>

struct margins {
    struct opendocument *document;
    struct opendocument_paragraph paragraph;
    size_t depth, hidden; /* hidden: depth of the element that is not understood; 0: none */
    size_t margin;        /* depth of the open header or footer */
};

static bool is_margin(const char *name)
{
    static const char *const names[] = {"style:header", "style:header-left", "style:header-first",
                                        "style:footer", "style:footer-left", "style:footer-first"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* is_word - one of those around page numbers */
static bool is_word(struct slice text)
{
    static const char *const words[] = {"pagina", "page", "blad", "sheet", "seite", "van",
                                        "of",     "sur",  "de",   "von",   "/",     "-",
                                        "(",      ")",    ",",    "()",    "(),"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (slice_is_nocase(text, words[i]))
            return true;
    return false;
}

/* judge - a paragraph, of which the fields are left out already */
static void judge(struct margins *m)
{
    struct slice text = buffer_slice(&m->paragraph.text);
    size_t at = 0;

    if (sink_is_fixed(m->document->sink, slice_trim(text)))
        return;
    while (at < text.len) {
        size_t end = at;

        while (end < text.len && strchr(" \t\n", text.data[end]) == NULL)
            end++;
        if (end > at && !is_word(slice_sub(text, at, end - at))) {
            sink_hidden(m->document->sink, text, place_none());
            return;
        }
        at = end + 1;
    }
}

static bool misplaced(const struct margins *m, const char *name)
{
    if (is_margin(name))
        return m->margin != 0;
    if (opendocument_is_paragraph(name))
        return m->margin == 0 || m->paragraph.open;
    return opendocument_paragraph_misplaced(&m->paragraph, name);
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct margins *m = context;
    bool known = opendocument_element(m->document, &opendocument_words, e, place_none()),
         good = true;

    if (m->depth++ == 0 && strcmp(e->name, "office:document-styles") != 0)
        sink_finding(m->document->sink, REASON_CONTENT_FORMAT, place_none());
    if (m->hidden == 0 && (!known || misplaced(m, e->name))) {
        sink_finding(m->document->sink, REASON_CONTENT_HIDDEN, place_none());
        m->hidden = m->depth;
    }
    if (m->hidden == 0) {
        if (is_margin(e->name))
            m->margin = m->depth;
        good = opendocument_styles_start(m->document->styles, e, false) &&
               opendocument_paragraph_start(&m->paragraph, e);
    }
    return good;
}

static bool on_end(void *context, const char *name)
{
    struct margins *m = context;
    bool inside = m->hidden != 0;

    if (m->hidden == m->depth)
        m->hidden = 0;
    if (m->margin == m->depth)
        m->margin = 0;
    m->depth--;
    if (inside)
        return true;
    opendocument_styles_end(m->document->styles, name);
    if (opendocument_is_paragraph(name))
        judge(m);
    opendocument_paragraph_end(&m->paragraph, name);
    return true;
}

static bool on_text(void *context, struct slice text)
{
    struct margins *m = context;
    bool taken;

    opendocument_styles_text(m->document->styles, text, &taken);
    if (taken)
        return true;
    if (m->hidden != 0 || !m->paragraph.open)
        return xml_blank(text) || sink_hidden(m->document->sink, text, place_none());
    return opendocument_paragraph_text(&m->paragraph, text);
}

bool opendocument_margins(struct opendocument *d, struct slice content)
{
    static const struct xml_handler handler = {opendocument_namespaces, on_start, on_end, on_text};
    struct margins m = {.document = d};
    enum xml_result result;

    opendocument_paragraph_init(&m.paragraph, d);
    m.paragraph.margin = true;
    result = xml_read(content, &handler, &m);
    opendocument_paragraph_free(&m.paragraph);
    return part_result(result, d->sink, place_none());
}
