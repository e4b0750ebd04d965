/*
 * opendocument-paragraph.c - what stands in a paragraph: text, blanks, line ends, mail links, and
 * the fields that the program fills in itself
 */
#include "inspect/format/opendocument.h"

#include <stdlib.h>
#include <string.h>

enum { MOMENT_MAX = 40 };

static bool named(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/* only - nothing but these characters */
static bool only(struct slice text, const char *characters)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] == '\0' || strchr(characters, text.data[i]) == NULL)
            return false;
    return true;
}

bool opendocument_is_paragraph(const char *name)
{
    return named(name, "text:p") || named(name, "text:h");
}

void opendocument_paragraph_init(struct opendocument_paragraph *p, struct opendocument *document)
{
    memset(p, 0, sizeof *p);
    p->document = document;
    buffer_init(&p->text, OPENDOCUMENT_TEXT_MAX);
}

void opendocument_paragraph_free(struct opendocument_paragraph *p)
{
    buffer_free(&p->text);
    bytes_wipe(p->mail, sizeof p->mail);
}

/* field_of - the kind of the field; those of headers and footers are not known in the body */
static enum opendocument_field field_of(const struct opendocument_paragraph *p, const char *name)
{
    static const struct {
        const char *name;
        enum opendocument_field field;
        bool margin;
    } fields[] = {
        {"text:page-number", FIELD_NUMBER, false}, {"text:page-count", FIELD_NUMBER, false},
        {"text:sheet-name", FIELD_SHEET, true},    {"text:title", FIELD_TITLE, true},
        {"text:date", FIELD_MOMENT, true},         {"text:time", FIELD_MOMENT, true}};

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (named(name, fields[i].name))
            return !fields[i].margin || p->margin ? fields[i].field : FIELD_STRANGE;
    return FIELD_NONE;
}

bool opendocument_paragraph_misplaced(const struct opendocument_paragraph *p, const char *name)
{
    static const char *const inside[] = {"text:span", "text:s", "text:tab", "text:line-break",
                                         "text:a"};
    enum opendocument_field field = field_of(p, name);

    if (field != FIELD_NONE)
        return field == FIELD_STRANGE || !p->open || p->field != FIELD_NONE;
    for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++)
        if (named(name, inside[i]))
            return !p->open || p->field != FIELD_NONE;
    return false;
}

/* --- mail links: LibreOffice makes one of every address that somebody types --- */

static void link_begin(struct opendocument_paragraph *p, const struct xml_element *e)
{
    static const char scheme[] = "mailto:";
    struct slice target = xml_attribute(e, "xlink:href");
    struct slice address = slice_sub(target, sizeof scheme - 1, target.len);

    if (!slice_starts_nocase(target, scheme) || address.len == 0 ||
        address.len > OPENDOCUMENT_MAIL_MAX || p->mail[0] != '\0') {
        sink_hidden(p->document->sink, target, p->place);
        return;
    }
    memcpy(p->mail, address.data, address.len);
    p->mail[address.len] = '\0';
    p->shown = p->text.len;
}

static void link_end(struct opendocument_paragraph *p)
{
    struct slice shown = slice_sub(buffer_slice(&p->text), p->shown, p->text.len);

    if (p->mail[0] != '\0' && !slice_is_nocase(slice_trim(shown), p->mail))
        sink_hidden(p->document->sink, slice_from(p->mail), p->place);
    bytes_wipe(p->mail, sizeof p->mail);
}

/* --- elements --- */

static bool put_blanks(struct opendocument_paragraph *p, const struct xml_element *e)
{
    for (uint32_t left = xml_count(e, "text:c", OPENDOCUMENT_BLANKS_MAX); left > 0; left--)
        if (!buffer_append_byte(&p->text, ' '))
            return false;
    return true;
}

/* moments - of a date or time in a header; LibreOffice shows that of the day, whatever it says */
static void moments(struct opendocument_paragraph *p, const struct xml_element *e)
{
    static const char *const names[] = {"text:date-value", "text:time-value"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct slice value = xml_attribute(e, names[i]);

        if (value.data != NULL && (value.len > MOMENT_MAX || !only(value, "0123456789-:.TZPHMS")))
            sink_hidden(p->document->sink, value, p->place);
    }
    if (slice_is(xml_attribute(e, "text:fixed"), "true"))
        sink_finding(p->document->sink, REASON_CONTENT_HIDDEN, p->place);
}

bool opendocument_paragraph_start(struct opendocument_paragraph *p, const struct xml_element *e)
{
    enum opendocument_field field = field_of(p, e->name);

    if (opendocument_is_paragraph(e->name)) {
        p->open = true;
        buffer_clear(&p->text);
    } else if (named(e->name, "text:s")) {
        return put_blanks(p, e);
    } else if (named(e->name, "text:tab")) {
        return buffer_append_byte(&p->text, '\t');
    } else if (named(e->name, "text:line-break")) {
        return buffer_append_byte(&p->text, '\n');
    } else if (named(e->name, "text:a")) {
        link_begin(p, e);
    } else if (field > FIELD_NONE) {
        p->field = field;
        moments(p, e);
    }
    return true;
}

void opendocument_paragraph_end(struct opendocument_paragraph *p, const char *name)
{
    if (opendocument_is_paragraph(name))
        p->open = false;
    else if (named(name, "text:a"))
        link_end(p);
    else if (field_of(p, name) > FIELD_NONE)
        p->field = FIELD_NONE;
}

/* field_text - what the file keeps in a field: a number, a moment, or a stand-in */
static bool field_text(const struct opendocument_paragraph *p, struct slice text)
{
    switch (p->field) {
    case FIELD_NUMBER:
        return text.len <= 4 && only(text, "0123456789");
    case FIELD_SHEET:
        return slice_is(text, "???");
    case FIELD_TITLE:
        return slice_is(text, "???") || xml_blank(text);
    case FIELD_MOMENT:
        return text.len <= 12 && only(text, "0/.:- ");
    case FIELD_NONE:
    case FIELD_STRANGE:
        break;
    }
    return false;
}

/* opendocument_paragraph_text - blanks and line ends of the file are one blank each; fields are
 * left out; the sheets are not known yet when a header names one */
bool opendocument_paragraph_text(struct opendocument_paragraph *p, struct slice text)
{
    if (p->field != FIELD_NONE && field_text(p, text))
        return true;
    if (p->field == FIELD_SHEET)
        return buffer_append_slice(&p->document->shown, text) &&
               buffer_append_byte(&p->document->shown, '\n');
    if (p->field != FIELD_NONE && p->field != FIELD_NUMBER)
        return sink_hidden(p->document->sink, text, p->place);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = text.data[i];

        if (!buffer_append_byte(&p->text, c == '\n' || c == '\t' || c == '\r' ? ' ' : c))
            return false;
    }
    return true;
}
