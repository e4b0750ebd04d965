/*
 * log-document - writes headings, paragraphs and tables as text or HTML; knows no log
 */
#include "tool/log-document.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char STYLE[] =
    "body{font:11pt/1.4 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em;border-bottom:1px solid #999}"
    "table{border-collapse:collapse;margin:.6em 0}"
    "th,td{text-align:left;vertical-align:top;padding:.15em .8em .15em 0;"
    "border-bottom:1px solid #ddd;overflow-wrap:anywhere}"
    "pre{background:#f3f3f3;padding:.6em;overflow:auto;white-space:pre-wrap}"
    "@media print{body{margin:0;max-width:none;font-size:9pt}h2,tr{break-inside:avoid}}";

/* put_byte - of text that is valid UTF-8 */
static void put_byte(const struct document *d, char c)
{
    const char *name = NULL;

    if (d->html)
        name = c == '<'   ? "&lt;"
               : c == '>' ? "&gt;"
               : c == '&' ? "&amp;"
               : c == '"' ? "&quot;"
                          : NULL;
    if (name != NULL)
        fputs(name, d->out);
    else
        fputc(c, d->out);
}

/* put - text without control characters; *columns_r, where not NULL, is how wide it is */
static void put(const struct document *d, const char *text, bool lines, size_t *columns_r)
{
    struct slice s = slice_from(text);
    size_t at = 0, columns = 0;

    while (at < s.len) {
        size_t start = at;
        int32_t c = utf8_next(s, &at);

        if (c < 0)
            at = start + 1;
        columns++;
        if (c < 0 || (c < 0x20 && !(lines && c == '\n')) || (c >= 0x7f && c < 0xa0) ||
            c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
            (c >= 0x2066 && c <= 0x2069))
            fputc('?', d->out);
        else
            for (size_t i = start; i < at; i++)
                put_byte(d, text[i]);
    }
    if (columns_r != NULL)
        *columns_r = columns;
}

void document_open(struct document *d, const char *title)
{
    if (d->html) {
        fprintf(d->out,
                "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"
                "<meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>",
                d->language);
        put(d, title, false, NULL);
        fprintf(d->out, "</title><style>%s</style></head>\n<body>\n<h1>", STYLE);
        put(d, title, false, NULL);
        fputs("</h1>\n", d->out);
    } else {
        size_t columns;

        put(d, title, false, &columns);
        fputc('\n', d->out);
        for (size_t i = 0; i < columns; i++)
            fputc('=', d->out);
        fputs("\n", d->out);
    }
}

void document_heading(struct document *d, const char *text)
{
    size_t columns;

    fputs(d->html ? "<h2>" : "\n", d->out);
    put(d, text, false, &columns);
    fputs(d->html ? "</h2>\n" : "\n", d->out);
    for (size_t i = 0; !d->html && i < columns; i++)
        fputc('-', d->out);
    if (!d->html)
        fputc('\n', d->out);
}

void document_paragraph(struct document *d, const char *format, ...)
{
    char *text = NULL;
    va_list args;
    int len;

    va_start(args, format);
    len = vasprintf(&text, format, args);
    va_end(args);
    if (len < 0) {
        d->failed = true;
        return;
    }
    fputs(d->html ? "<p>" : "", d->out);
    put(d, text, false, NULL);
    fputs(d->html ? "</p>\n" : "\n", d->out);
    free(text);
}

void document_code(struct document *d, const char *text)
{
    fputs(d->html ? "<pre>" : "", d->out);
    put(d, text, true, NULL);
    fputs(d->html ? "</pre>\n" : "\n", d->out);
}

void document_table(struct document *d, const char *const *titles, size_t columns)
{
    d->columns = columns;
    d->rows = 0;
    d->cells = NULL;
    document_row(d, titles);
}

void document_row(struct document *d, const char *const *cells)
{
    char **grown = realloc(d->cells, (d->rows + 1) * d->columns * sizeof *grown);

    if (grown == NULL) {
        d->failed = true;
        return;
    }
    d->cells = grown;
    for (size_t i = 0; i < d->columns; i++) {
        grown[d->rows * d->columns + i] = strdup(cells[i] != NULL ? cells[i] : "");
        if (grown[d->rows * d->columns + i] == NULL)
            d->failed = true;
    }
    d->rows++;
}

static const char *cell(const struct document *d, size_t row, size_t column)
{
    const char *text = d->cells[row * d->columns + column];

    return text != NULL ? text : "";
}

/* width - in characters; good enough for aligning */
static size_t width(const char *text)
{
    size_t n = 0;

    for (; *text != '\0'; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

static void text_row(const struct document *d, size_t row, const size_t *widths)
{
    for (size_t i = 0; i < d->columns; i++) {
        fputs("  ", d->out);
        put(d, cell(d, row, i), false, NULL);
        for (size_t w = width(cell(d, row, i)); i + 1 < d->columns && w < widths[i]; w++)
            fputc(' ', d->out);
    }
    fputc('\n', d->out);
}

static void html_row(const struct document *d, size_t row)
{
    fputs("<tr>", d->out);
    for (size_t i = 0; i < d->columns; i++) {
        fputs(row == 0 ? "<th>" : "<td>", d->out);
        put(d, cell(d, row, i), false, NULL);
        fputs(row == 0 ? "</th>" : "</td>", d->out);
    }
    fputs("</tr>\n", d->out);
}

/* show_table - the titles and at least one row */
static void show_table(struct document *d)
{
    size_t widths[DOCUMENT_COLUMNS_MAX] = {0};

    for (size_t i = 0; i < d->rows * d->columns; i++) {
        size_t w = width(cell(d, i / d->columns, i % d->columns));

        if (w > widths[i % d->columns])
            widths[i % d->columns] = w;
    }
    if (d->html)
        fputs("<table>\n", d->out);
    for (size_t row = 0; row < d->rows; row++) {
        if (d->html)
            html_row(d, row);
        else
            text_row(d, row, widths);
    }
    if (d->html)
        fputs("</table>\n", d->out);
}

void document_table_end(struct document *d, const char *empty)
{
    if (d->rows > 1)
        show_table(d);
    else
        document_paragraph(d, "%s", empty);
    for (size_t i = 0; i < d->rows * d->columns; i++)
        free(d->cells[i]);
    free(d->cells);
    d->cells = NULL;
}

void document_close(struct document *d)
{
    if (d->html)
        fputs("</body></html>\n", d->out);
}
