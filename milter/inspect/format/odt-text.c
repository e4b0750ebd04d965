/*
 * odt-text.c - running text of a text document, and its styles
 *
 * Paragraphs become lines, tables become cells. An element that is not in the vocabulary is
 * content-hidden, with all that is in it. Headers and footers hold page numbers and fixed text.
 */
#include "inspect/format/docx.h"
#include "inspect/format/lines.h"
#include "inspect/format/odt.h"
#include "inspect/format/table.h"

#include <stdlib.h>
#include <string.h>

/* A blank element stands for up to BLANKS_MAX bytes, one more than a line may have in a row: text
 * is longer than its part, but always below TEXT_MAX. */
enum {
    BLANKS_MAX = LINES_BLANKS_MAX + 1,
    TEXT_MAX = PACKAGE_PART_BYTES_MAX + XML_ELEMENTS_MAX * BLANKS_MAX,
    MAIL_MAX = 400,
    LEVEL_MAX = 24
};

struct text {
    struct referral_sink *sink;
    struct lines lines;
    char path[XML_DEPTH_MAX + 1][XML_NAME_MAX + 1]; /* open elements; [0] is "" */
    size_t depth;
    size_t hidden; /* depth of the element that is not understood; 0: none */
    bool styles;   /* styles.xml, else content.xml */
    bool in_paragraph, in_row, in_cell, in_number;
    struct docx_look look;
    struct buffer paragraph, cell;
    struct place place;
    uint32_t paragraphs, tables, row, column, columns;
    struct table *table;
    char mail[MAIL_MAX + 1];
    size_t shown; /* where the text of the open link begins */
};

static bool named(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static bool is_paragraph(const char *name)
{
    return named(name, "text:p") || named(name, "text:h");
}

static void here(struct text *t)
{
    if (t->styles)
        t->place = place_none();
    else if (t->table != NULL)
        t->place = place_at(PLACE_TABLE_ROW, t->tables, t->row, 0);
    else
        t->place = place_at(PLACE_PARAGRAPH, t->paragraphs, 0, 0);
}

static uint32_t count_of(const struct xml_element *e, const char *name, uint32_t max)
{
    struct slice value = xml_attribute(e, name);
    unsigned long count = value.len == 0 ? 1 : strtoul((const char *)value.data, NULL, 10);

    return count > max ? max : (uint32_t)count;
}

/* --- paragraphs, cells --- */

static bool to_lines(struct text *t)
{
    struct slice text = buffer_slice(&t->paragraph);
    size_t from = 0, end;

    do {
        end = slice_find_byte(text, '\n', from);
        end = end == SIZE_MAX ? text.len : end;
        if (!lines_line(&t->lines, slice_sub(text, from, end - from), t->place))
            return false;
        from = end + 1;
    } while (end < text.len);
    return true;
}

/* marginal - page numbers are left out already; what is left are the words around them */
static bool marginal(struct text *t)
{
    static const char *const words[] = {"pagina", "page", "van", "of",
                                        "sur",    "/",    "-",   "pagina van"};
    struct slice text = slice_trim(buffer_slice(&t->paragraph));

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (slice_is_nocase(text, words[i]))
            return true;
    if (xml_blank(text) || slice_is_nocase(text, "pagina  van") ||
        slice_is_nocase(text, "page  of") || slice_is_nocase(text, "page  sur") ||
        sink_is_fixed(t->sink, text))
        return true;
    return sink_hidden(t->sink, text, t->place);
}

static bool paragraph_end(struct text *t)
{
    bool good;

    if (t->styles)
        good = marginal(t);
    else if (t->table != NULL && t->columns != 1)
        good = (t->cell.len == 0 || buffer_append_byte(&t->cell, '\n')) &&
               buffer_append_slice(&t->cell, buffer_slice(&t->paragraph));
    else
        good = to_lines(t);
    buffer_clear(&t->paragraph);
    t->in_paragraph = false;
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

static void link_begin(struct text *t, const struct xml_element *e)
{
    static const char scheme[] = "mailto:";
    struct slice target = xml_attribute(e, "xlink:href");
    struct slice address = slice_sub(target, sizeof scheme - 1, target.len);

    if (!slice_starts_nocase(target, scheme) || address.len == 0 || address.len > MAIL_MAX ||
        t->mail[0] != '\0') {
        sink_hidden(t->sink, target, t->place);
        return;
    }
    memcpy(t->mail, address.data, address.len);
    t->mail[address.len] = '\0';
    t->shown = t->paragraph.len;
}

static void link_end(struct text *t)
{
    struct slice shown = slice_sub(buffer_slice(&t->paragraph), t->shown, t->paragraph.len);

    if (t->mail[0] != '\0' && !slice_is_nocase(slice_trim(shown), t->mail))
        sink_hidden(t->sink, slice_from(t->mail), t->place);
    bytes_wipe(t->mail, sizeof t->mail);
}

static void bookmark(struct text *t, const struct xml_element *e)
{
    struct slice name = xml_attribute(e, "text:name");
    bool digits = slice_starts(name, "_Hlk") && name.len <= 14;

    for (size_t i = 4; i < name.len; i++)
        digits = digits && name.data[i] >= '0' && name.data[i] <= '9';
    if (!slice_is(name, "_GoBack") && !digits)
        sink_hidden(t->sink, name, t->place);
}

/* marks - what a list shows before a text: numbers of levels, marks, a bullet; at most one letter
 */
static void marks(struct text *t, const struct xml_element *e)
{
    static const char *const names[] = {"style:num-prefix", "style:num-suffix", "text:bullet-char",
                                        "loext:num-list-format", "style:leader-text"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct slice value = xml_attribute(e, names[i]);
        size_t letters = 0;

        for (size_t k = 0; k < value.len; k++)
            letters += (value.data[k] >= 'a' && value.data[k] <= 'z') ||
                       (value.data[k] >= 'A' && value.data[k] <= 'Z') ||
                       (value.data[k] >= '0' && value.data[k] <= '9' &&
                        (k == 0 || value.data[k - 1] != '%')) ||
                       (value.data[k] >= 0xC3 && value.data[k] <= 0xDF);
        if (value.len > LEVEL_MAX || letters > 1)
            sink_hidden(t->sink, value, t->place);
    }
}

/* --- elements --- */

static bool put_blanks(struct text *t, uint32_t count)
{
    for (; count > 0; count--)
        if (!buffer_append_byte(&t->paragraph, ' '))
            return false;
    return true;
}

static bool text_start(struct text *t, const struct xml_element *e)
{
    if (is_paragraph(e->name)) {
        t->paragraphs += t->table == NULL;
        t->in_paragraph = true;
        here(t);
    } else if (named(e->name, "text:s")) {
        return put_blanks(t, count_of(e, "text:c", BLANKS_MAX));
    } else if (named(e->name, "text:tab")) {
        return buffer_append_byte(&t->paragraph, '\t');
    } else if (named(e->name, "text:line-break")) {
        return buffer_append_byte(&t->paragraph, '\n');
    } else if (named(e->name, "text:a")) {
        link_begin(t, e);
    } else if (strncmp(e->name, "text:bookmark", 13) == 0) {
        bookmark(t, e);
    } else if (named(e->name, "text:page-number") || named(e->name, "text:page-count")) {
        t->in_number = true;
    }
    return true;
}

static bool table_start(struct text *t, const struct xml_element *e)
{
    if (named(e->name, "table:table"))
        return table_begin(t);
    if (named(e->name, "table:table-column")) {
        t->columns += count_of(e, "table:number-columns-repeated", TABLE_COLUMNS_MAX);
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

/* margin - in a header or footer? */
static bool margin(const struct text *t)
{
    for (size_t i = 1; i <= t->depth; i++)
        if (strncmp(t->path[i], "style:header", 12) == 0 ||
            strncmp(t->path[i], "style:footer", 12) == 0)
            return true;
    return false;
}

/* misplaced - a known element where it has no meaning that is understood */
static bool misplaced(const struct text *t, const char *name)
{
    static const char *const inside[] = {"text:span",       "text:s", "text:tab",
                                         "text:line-break", "text:a", "text:page-number",
                                         "text:page-count"};

    if (is_paragraph(name))
        return t->in_paragraph || (t->table != NULL && !t->in_cell) || (t->styles && !margin(t)) ||
               (!t->styles && (t->depth < 3 || !named(t->path[3], "office:text")));
    if (named(name, "table:table"))
        return t->in_paragraph || t->table != NULL || t->styles;
    if (named(name, "table:table-row"))
        return t->table == NULL || t->in_row;
    if (named(name, "table:table-cell") || named(name, "table:covered-table-cell"))
        return !t->in_row || t->in_cell;
    for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++)
        if (named(name, inside[i]))
            return !t->in_paragraph || t->in_number;
    return false;
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct text *t = context;
    bool known = vocabulary_rule(&odt_words, e->name) != NULL, good = true;

    if (t->depth == 0 &&
        !named(e->name, t->styles ? "office:document-styles" : "office:document-content"))
        sink_finding(t->sink, REASON_CONTENT_FORMAT, place_none());
    vocabulary_element(&odt_words, e, t->sink, t->place);
    if (t->hidden == 0 && (!known || misplaced(t, e->name))) {
        sink_finding(t->sink, REASON_CONTENT_HIDDEN, t->place);
        t->hidden = t->depth + 1;
    }
    if (t->hidden == 0) {
        if (named(e->name, "style:style") || named(e->name, "style:default-style"))
            docx_look_clear(&t->look);
        if (odt_style_hides(e, &t->look))
            sink_finding(t->sink, REASON_CONTENT_HIDDEN, t->place);
        marks(t, e);
        good = table_start(t, e) && text_start(t, e);
    }
    memcpy(t->path[++t->depth], e->name, strlen(e->name) + 1);
    return good;
}

static bool end_of(struct text *t, const char *name)
{
    if (is_paragraph(name))
        return paragraph_end(t);
    if (named(name, "table:table"))
        return table_end(t);
    if (named(name, "table:table-cell"))
        return cell_end(t);
    if (named(name, "table:table-row"))
        t->in_row = false;
    if (named(name, "text:a"))
        link_end(t);
    if (named(name, "text:page-number") || named(name, "text:page-count"))
        t->in_number = false;
    if ((named(name, "style:style") || named(name, "style:default-style")) &&
        docx_look_hides(&t->look))
        sink_finding(t->sink, REASON_CONTENT_HIDDEN, t->place);
    return true;
}

static bool on_end(void *context, const char *name)
{
    struct text *t = context;
    bool inside = t->hidden != 0;

    if (t->hidden == t->depth)
        t->hidden = 0;
    t->depth--;
    return inside || end_of(t, name);
}

/* on_text - blanks and line ends of the file are one blank each; a page number is left out */
static bool on_text(void *context, struct slice text)
{
    struct text *t = context;

    if (t->hidden != 0 || !t->in_paragraph)
        return xml_blank(text) || sink_hidden(t->sink, text, t->place);
    if (t->in_number && text.len <= 4 && strspn((const char *)text.data, "0123456789") >= text.len)
        return true;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = text.data[i];

        if (!buffer_append_byte(&t->paragraph, c == '\n' || c == '\t' || c == '\r' ? ' ' : c))
            return false;
    }
    return true;
}

bool odt_text_read(struct slice content, bool styles, struct referral_sink *sink)
{
    static const struct xml_handler handler = {odt_namespaces, on_start, on_end, on_text};
    struct text *t = calloc(1, sizeof *t);
    enum xml_result result;
    bool good;

    if (t == NULL)
        return false;
    t->sink = sink;
    t->styles = styles;
    lines_init(&t->lines, sink, TEXT_MAX);
    buffer_init(&t->paragraph, TEXT_MAX);
    buffer_init(&t->cell, TEXT_MAX);
    docx_look_clear(&t->look);
    result = xml_read(content, &handler, t);
    good = result != XML_STOPPED && part_result(result, sink, place_none()) && lines_end(&t->lines);
    table_free(t->table);
    lines_free(&t->lines);
    buffer_free(&t->paragraph);
    buffer_free(&t->cell);
    bytes_wipe(t->mail, sizeof t->mail);
    free(t);
    return good;
}
