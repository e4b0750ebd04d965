/*
 * value-street - the two lines of a Belgian address (private to value*.c)
 *
 * Both take UTF-8 text of one line without blanks at the ends.
 */
#ifndef INSPECT_VALUE_STREET_H
#define INSPECT_VALUE_STREET_H

#include "base/slice.h"

/* street_line_valid - street, number, optional box and floor; or a post office box */
bool street_line_valid(struct slice line);
/* town_line_valid - postcode, perhaps with B- before it, and municipality */
bool town_line_valid(struct slice line);
/* postcode_valid - 1000 to 9999, perhaps with B- before it */
bool postcode_valid(struct slice word);

#endif
