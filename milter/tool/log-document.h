/*
 * log-document - a report as people read it: plain text for a terminal, or one HTML page that
 * prints well and loads nothing
 *
 * Text goes in as UTF-8 of any origin: control characters come out as '?', and HTML is escaped.
 */
#ifndef TOOL_LOG_DOCUMENT_H
#define TOOL_LOG_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { DOCUMENT_COLUMNS_MAX = 10, DOCUMENT_CELL_MAX = 1024 };

struct document {
    FILE *out;
    bool html;
    const char *language; /* "nl", "en", "fr" */
    /* the table under way */
    size_t columns, rows;
    char **cells;
    bool failed; /* no memory */
};

void document_open(struct document *d, const char *title);
void document_heading(struct document *d, const char *text);
void document_paragraph(struct document *d, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* document_code - lines to be copied as they stand */
void document_code(struct document *d, const char *text);

/* A table: its titles, its rows, its end. A cell may be NULL. Where there are no rows, empty is
 * said in its place. */
void document_table(struct document *d, const char *const *titles, size_t columns);
void document_row(struct document *d, const char *const *cells);
void document_table_end(struct document *d, const char *empty);
void document_close(struct document *d);

#endif
