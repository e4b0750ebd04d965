/*
 * leak-street - the ways in which street and number of an address are written
 *
 * Private to the leak check.
 */
#ifndef INSPECT_LEAK_STREET_H
#define INSPECT_LEAK_STREET_H

#include "base/buffer.h"

/* leak_street_forms - calls each with every form, in the words of fold_words(): "kerkstraat 12",
 * "12 kerkstraat", "kerkstr 12" ... The same form may come twice; none comes for an address without
 * street or number. False when each was, and without memory. */
bool leak_street_forms(struct slice address, bool (*each)(void *context, struct slice words),
                       void *context);

#endif
