/*
 * value-parts - the grammars that have a file of their own (private to value*.c and detect*.c)
 */
#ifndef INSPECT_VALUE_PARTS_H
#define INSPECT_VALUE_PARTS_H

#include "base/slice.h"

bool address_valid(struct slice text, bool foreign);
bool email_valid(struct slice text);

enum telephone_form { TELEPHONE_NONE, TELEPHONE_NATIONAL, TELEPHONE_BELGIAN, TELEPHONE_FOREIGN };
/* telephone_parse - TELEPHONE_NATIONAL: Belgian, written with 0; TELEPHONE_BELGIAN: with +32 or
 * 0032. out (TELEPHONE_SIZE bytes) gets the canonical digits. */
enum telephone_form telephone_parse(struct slice text, char *out);

#endif
