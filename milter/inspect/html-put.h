/*
 * html-put - pieces of an HTML source as the text they mean, for inspect/html.c
 */
#ifndef INSPECT_HTML_PUT_H
#define INSPECT_HTML_PUT_H

#include "base/buffer.h"

bool html_is_blank(unsigned char c);

/* html_put_text - text with its character references replaced. Runs of white space become one blank
 * and none at the start of a line, unless keep_lines; a line begins at start of out. */
void html_put_text(struct slice text, bool attribute, bool keep_lines, struct buffer *out,
                   size_t start);
/* html_put_line - the same as a line by itself; nothing when nothing is left of it */
void html_put_line(struct slice text, bool attribute, struct buffer *out);
/* html_put_unescaped - a blank and the value with its percent escapes undone, when it has any; what
 * is appended is UTF-8, as value is */
void html_put_unescaped(struct slice value, struct buffer *out);

#endif
