/*
 * value-number - words of an address line, and what follows a street: number, box, floor (private
 * to value-street.c)
 */
#ifndef INSPECT_VALUE_NUMBER_H
#define INSPECT_VALUE_NUMBER_H

#include "base/slice.h"

enum { WORDS_MAX = 16 };

struct words {
    struct slice word[WORDS_MAX];
    size_t count;
};

/* words_split - the words of a line, "12/bus" as three of them and one pair of brackets left out;
 * false when there are none or more than WORDS_MAX */
bool words_split(struct slice line, struct words *w);

struct slice word_rest(struct slice word, size_t from);

/* number_word - a building number as one word: 12, 12A, 12-14, 54/3, 16/0201, 12/A, 12bus3 */
bool number_word(struct slice word);
/* floor_number - 2, 2e, 2de, 1er, 1ste, 3eme */
bool floor_number(struct slice word);
/* box_or_floor - how many words the one at w[at] takes, 0 when it is none */
size_t box_or_floor(const struct words *w, size_t at);
/* number_valid - words from at to the end: number, then box and floor; the number may be led by
 * "nr." and followed by a letter, "bis", or a second number */
bool number_valid(const struct words *w, size_t at);

#endif
