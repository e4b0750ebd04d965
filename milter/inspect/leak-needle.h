/*
 * leak-needle - many short words looked for in one text, in one pass
 *
 * Texts are in the form of fold_words(): words of letters and digits, one blank between them.
 * Private to the leak check.
 */
#ifndef INSPECT_LEAK_NEEDLE_H
#define INSPECT_LEAK_NEEDLE_H

#include "base/buffer.h"

struct needle {
    uint32_t at, len;     /* where its words stand in needles.text */
    uint32_t next;        /* the next one that begins with the same byte: its index + 1; 0: none */
    unsigned char kind;   /* the owner's */
    unsigned char second; /* its second byte; a blank when there is none */
    uint32_t owner;
};

struct needles {
    struct buffer text;
    struct needle *items;
    size_t count, capacity;
    uint32_t first[256], last[256]; /* of the needles that begin with that byte, as in next */
};

enum { NEEDLES_TEXT_MAX = 32 * 1024 * 1024 };

void needles_init(struct needles *n);
void needles_clear(struct needles *n);
/* needles_add - words is folded text; nothing is added when it is empty. False without memory. */
bool needles_add(struct needles *n, struct slice words, unsigned kind, unsigned owner);
/* needles_from - the first needle, in the order they were added, that begins with that byte;
 * needles_next - the one after it. NULL when there is none. */
const struct needle *needles_from(const struct needles *n, unsigned char byte);
const struct needle *needles_next(const struct needles *n, const struct needle *needle);
struct slice needle_words(const struct needles *n, const struct needle *needle);
/* needle_may_fit - can it fit at text[at], which has its first byte? Spares most comparing. */
bool needle_may_fit(const struct needle *needle, struct slice text, size_t at);

/* needle_fits_letters - do the letters of the needle stand at text[at], the start of a word, up to
 * the end of a word, wherever the blanks are ("de smet", "desmet")? A word of the needle may be
 * split by blanks only if one of its pieces is longer than three bytes, or each is a single one:
 * "inde" is not found in "in de"; "12a" is in "12 a". The offset of that end, or 0. */
size_t needle_fits_letters(const struct needles *n, const struct needle *needle, struct slice text,
                           size_t at);
/* needle_fits_words - the very words at text[at]; as a stem its last word may be a beginning */
size_t needle_fits_words(const struct needles *n, const struct needle *needle, bool stem,
                         struct slice text, size_t at);

/* words_next - the start of the word after the one at `at`; text.len when there is none */
size_t words_next(struct slice text, size_t at);
/* words_at - the word that begins there, without the blank behind it */
struct slice words_at(struct slice text, size_t at);
size_t words_count(struct slice text);

#endif
