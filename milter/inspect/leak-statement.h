/*
 * leak-statement - the sentences that may or must stand in a mail: consent statement and registered
 * signature lines
 *
 * Private to the leak check.
 */
#ifndef INSPECT_LEAK_STATEMENT_H
#define INSPECT_LEAK_STATEMENT_H

#include "inspect/leak-text.h"

struct leak_statement {
    struct buffer consent;     /* folded by fold_words(); empty when none is asked */
    struct buffer *signatures; /* folded likewise */
    size_t signature_count;
};

/* false without memory; clear it in either case */
bool leak_statement_read(struct leak_statement *s, const struct protocol *protocol);
void leak_statement_clear(struct leak_statement *s);

/* leak_statement_consent - offset of the consent statement in a text folded by fold_words(), whole
 * words, at or after from; SIZE_MAX when it is not there */
size_t leak_statement_consent(const struct leak_statement *s, struct slice words, size_t from);
/* leak_statement_covers - does the word at that offset belong to the consent statement or to a
 * registered signature line? */
bool leak_statement_covers(const struct leak_statement *s, const struct folded *f, size_t offset);
/* leak_statement_surplus - the first line, from index on, with words that are neither; f->count
 * when there is none */
size_t leak_statement_surplus(const struct leak_statement *s, const struct folded *f, size_t index);

#endif
