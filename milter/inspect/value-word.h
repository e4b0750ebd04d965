/*
 * value-word - characters and words, as the grammars of values and names see them
 */
#ifndef INSPECT_VALUE_WORD_H
#define INSPECT_VALUE_WORD_H

#include "base/slice.h"

bool char_latin_letter(int32_t c); /* of the Latin script, with or without diacritics */
bool char_mark(int32_t c);         /* combining diacritical mark, U+0300 to U+036F */
bool char_apostrophe(int32_t c);
/* byte_in - is c one of the ASCII characters of set? (NUL is none) */
bool byte_in(int32_t c, const char *set);

/* text_chars - characters of valid UTF-8 text */
size_t text_chars(struct slice text);
/* word_next - the next run of non-blank bytes in *rest, which moves on; empty at the end */
struct slice word_next(struct slice *rest);

enum { WORD_FOLDED_SIZE = 32 };
/* word_fold - ASCII letters and digits of a word, lower case, without accents; cut to fit */
void word_fold(struct slice word, char out[WORD_FOLDED_SIZE]);
/* word_in - does the folded word stand in a list that ends in NULL? */
bool word_in(struct slice word, const char *const *list);
/* words_denied - does the text hold a word that no name, street or town has? Parts of words that
 * hyphens, dots or apostrophes join are words too. */
bool words_denied(struct slice text);
/* address_remark - is there a remark of how somebody lives there: "tijdelijk", "bij haar moeder",
 * "chez ses parents"? */
bool address_remark(struct slice text);

#endif
