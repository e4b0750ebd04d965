/*
 * leak-words - words on health, debts, justice, origin ... in a text
 *
 * Each entry of the lists is a word, several words, or a stem (its last word ends in '*': any
 * ending). Stems fit at the start of a word only. Web and mail addresses, streets
 * ("Gevangenisstraat 3", "rue de la Prison") and the built-in names of services, help lines and
 * jobs, which stand in signatures, are passed over. Private to the leak check.
 */
#ifndef INSPECT_LEAK_WORDS_H
#define INSPECT_LEAK_WORDS_H

#include "inspect/protocol.h"

struct leak_words;

/* leak_words_new - NULL without memory or when the lists are not UTF-8 */
struct leak_words *leak_words_new(const struct string_list *lists);
void leak_words_free(struct leak_words *w);

/* leak_words_search - text was folded by fold_words() after leak_words_clean(); hit gets the offset
 * of each word found */
void leak_words_search(const struct leak_words *w, struct slice text,
                       void (*hit)(void *context, size_t offset), void *context);

/* leak_words_clean - appends raw with each web address, and each mail address if wanted, taken out;
 * lines stay lines */
bool leak_words_clean(struct slice raw, bool mail_too, struct buffer *out);

#endif
