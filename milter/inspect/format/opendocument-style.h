/*
 * opendocument-style - a style by itself: what its properties say (private to opendocument-*.c)
 */
#ifndef INSPECT_FORMAT_OPENDOCUMENT_STYLE_H
#define INSPECT_FORMAT_OPENDOCUMENT_STYLE_H

#include "inspect/format/opendocument.h"

enum { UNSAID = -2 /* a colour */ };

/* Properties that may hide text, as bits of `said` and `hides` */
enum property {
    SHOWN,
    SIZE,
    SIZE_ASIAN,
    SIZE_COMPLEX,
    SIZE_RELATIVE,
    SCALE,
    SPACING,
    OPACITY,
    POSITION,
    INDENT,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    LINE,
    ROW,
    COLUMN,
    SHEET,
    CONTENT,
    NUMBER /* by its format */
};

struct opendocument_style {
    size_t name, name_len, parent, parent_len, format, format_len; /* in names */
    uint32_t said, hides;
    struct docx_look colours; /* UNSAID where it says nothing */
    bool body;                /* of content.xml */
    bool used;                /* by an element around text */
    bool date, shows;         /* of a number format */
    unsigned letters;
};

/* opendocument_style_say - that a property hides text, or that it does not */
void opendocument_style_say(struct opendocument_style *style, enum property property, bool hides);
/* opendocument_style_colours - of an element of properties, or of a number format */
void opendocument_style_colours(struct opendocument_style *style,
                                const struct xml_element *element);
/* opendocument_style_properties - an element of any kind; those without properties say nothing */
void opendocument_style_properties(struct opendocument_style *style,
                                   const struct xml_element *element);

/* say_colour - unless it is UNSAID */
static inline void say_colour(int32_t *colour, int32_t said)
{
    if (said != UNSAID)
        *colour = said;
}

#endif
