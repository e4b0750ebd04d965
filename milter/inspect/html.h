/*
 * html - every text of an HTML body that a reader, a search or a curious receiver could see
 *
 * Visible text, and what stands in comments, attributes, style and script; tags split no word that
 * the browser would show as one (<b>Pee</b>ters), block elements and <br> separate lines.
 */
#ifndef INSPECT_HTML_H
#define INSPECT_HTML_H

#include "base/buffer.h"

/* html_text - visible text of UTF-8 html appended to visible, all other text to hidden, one piece a
 * line. False only when a buffer failed. Linear time. */
bool html_text(struct slice html, struct buffer *visible, struct buffer *hidden);

#endif
