/*
 * fields-label - the built-in labels, and the harmless words around them (private to fields*.c)
 */
#ifndef INSPECT_FIELDS_LABEL_H
#define INSPECT_FIELDS_LABEL_H

#include "inspect/fields.h"

/* label_part - of a folded label exactly as it stands; PART_NONE when unknown */
enum field_part label_part(const char *key);
/* label_hint - may the folded word stand in the brackets behind a label? */
bool label_hint(const char *word);
/* label_suffix - length of "vandeclient" and the like at the end of a folded label, 0 for none */
size_t label_suffix(struct slice key);

#endif
