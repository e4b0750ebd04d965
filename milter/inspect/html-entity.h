/*
 * html-entity - character references of HTML, for inspect/html.c
 */
#ifndef INSPECT_HTML_ENTITY_H
#define INSPECT_HTML_ENTITY_H

#include "base/buffer.h"

/* html_entity - rest begins with "&": appends what the reference means as UTF-8 and says how many
 * bytes it takes; 0, and nothing appended, when it is none that is known */
size_t html_entity(struct slice rest, bool in_attribute, struct buffer *out);

#endif
