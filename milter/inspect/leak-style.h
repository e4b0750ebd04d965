/*
 * leak-style - what style sheets, tags, addresses and conditional comments of an HTML body do to
 * what is read there
 *
 * Works on the machinery of html_text(), where nothing else is said. Private to the leak check.
 */
#ifndef INSPECT_LEAK_STYLE_H
#define INSPECT_LEAK_STYLE_H

#include "base/buffer.h"

/* leak_style_unescape - appends machinery with its escapes undone: "\41 nna" is "Anna" (CSS Syntax
 * Module Level 3, section 4.3.7); false when out failed */
bool leak_style_unescape(struct slice machinery, struct buffer *out);

/* leak_style_conditional - appends, as lines, the words in conditional comments of an HTML body
 * ("<!--[if mso]>...<![endif]-->"), which Outlook shows; the settings that Word writes there,
 * <xml>, are left out. html is UTF-8; out takes HTML_GROWTH bytes at most for one of html. False
 * without memory. */
bool leak_style_conditional(struct slice html, struct buffer *out);

enum {
    LEAK_STYLE_EMBEDS = 1u << 0, /* a file in a data: address (RFC 2397) */
    LEAK_STYLE_TURNS = 1u << 1   /* text shown from its end to its beginning: <bdo>, unicode-bidi */
};
/* leak_style_signs - which of these it has; false without memory */
bool leak_style_signs(struct slice machinery, unsigned *signs_r);

#endif
