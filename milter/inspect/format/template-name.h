/*
 * template-name - the templates of styles that LibreOffice comes with
 *
 * A document begun from one keeps its name as title and, in OpenDocument, the path it was read
 * from. Both say nothing about anybody.
 */
#ifndef INSPECT_FORMAT_TEMPLATE_NAME_H
#define INSPECT_FORMAT_TEMPLATE_NAME_H

#include "base/slice.h"

/* template_name - is it the name of one? */
bool template_name(struct slice name);
/* template_path - a path to one, below a folder where LibreOffice is installed (relative, absolute
 * or a URL) */
bool template_path(struct slice path);

#endif
