/*
 * xml-path - the elements that are open while a part is read, and whether they are understood
 */
#ifndef INSPECT_FORMAT_XML_PATH_H
#define INSPECT_FORMAT_XML_PATH_H

#include "inspect/format/xml.h"

/* All zero before the first element. One that is not understood hides all that is in it. */
struct xml_path {
    char names[XML_DEPTH_MAX + 1][XML_NAME_MAX + 1]; /* [0] is "" */
    size_t depth;
    size_t hidden; /* depth of the outermost element that is not understood; 0: none */
};

/* xml_path_parent - the innermost open element, which is around what begins now; "" for none */
const char *xml_path_parent(const struct xml_path *path);
/* xml_path_hide - the element that begins now is not understood; before it is pushed */
void xml_path_hide(struct xml_path *path);
/* xml_path_push - at the end of a start handler, and so at most as deep as xml_read() goes */
void xml_path_push(struct xml_path *path, const char *name);
/* xml_path_pop - when an element ends. Was it understood, and all around it? */
bool xml_path_pop(struct xml_path *path);

#endif
