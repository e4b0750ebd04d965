/*
 * html - every text of an HTML body that a reader, a search or a curious receiver could see
 *
 * Follows the tokenisation of the HTML Living Standard (13.2.5) without building a tree: tags split
 * no word that a browser would show as one (<b>Pee</b>ters); block elements, table cells and <br>
 * separate lines; line ends of the source are blanks, except in <pre>. Elements that hide their
 * content by a style count as visible. What is no mark-up is text, so that every byte of the body
 * ends up in one of the three.
 */
#ifndef INSPECT_HTML_H
#define INSPECT_HTML_H

#include "base/buffer.h"

/* Each is appended to. */
struct html_texts {
    struct buffer *visible; /* what a browser shows */
    struct buffer *hidden; /* words of people that it does not show at first sight: title, comments,
                              alternative texts; one piece a line */
    struct buffer *machinery; /* tags with their attributes, style, script, conditional comments;
                                 one piece a line. Addresses stand there as written and, where they
                                 differ, with percent escapes undone. */
};

/* html_text - html is UTF-8. False only when a buffer failed. Linear time; all three together take
 * at most HTML_GROWTH bytes for one of html. */
enum { HTML_GROWTH = 3 };
bool html_text(struct slice html, const struct html_texts *out);

#endif
