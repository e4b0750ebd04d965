/*
 * leak-client - are the values of the document readable in a text?
 *
 *   name         first and last name side by side in either order; the last name within
 *                LEAK_NEAR_WORDS words of a first name; a word of a composed last name beside a
 *                first name; and the last name alone, or one of two ("Dupont" of "Dupont-Claes"),
 *                where the caller asks for that, unless it is in the sender's display name. A
 *                first name alone never. A last name is also looked for with a possessive s and
 *                with its particles shortened ("v.d. Broeck").
 *   telephone    its last digits, however written and separated, with or without country code
 *   e-mail       its letters, whatever stands between them
 *   address      street and number, either first, box or not; postcode and town never
 *   others       the whole value, when it is long enough to be no coincidence
 *
 * Case, accents and separators do not count; words do: a name inside another word is none. Private
 * to the leak check.
 */
#ifndef INSPECT_LEAK_CLIENT_H
#define INSPECT_LEAK_CLIENT_H

#include "inspect/referral.h"

enum {
    LEAK_NEAR_WORDS = 3,    /* from one word to the other: two words may stand between them */
    LEAK_VALUES_MAX = 1024, /* values that are looked for */
    LEAK_VALUES_LEAST = 64, /* that are looked for under any protocol */
    LEAK_DIGITS_MAX = 9,    /* compared of a telephone number */
    LEAK_DIGITS_MIN = 6,    /* fewer are none */
    LEAK_TEXT_MIN = 8,      /* letters of an other value of two words or more */
    LEAK_INSIDE_MIN = 6     /* letters of a name looked for inside the words of a file name */
};

struct leak_client;

/* leak_client_new - referral may be NULL (nothing is found then), so may from_name. NULL without
 * memory, and when there are more than LEAK_VALUES_MAX values. Wiped by leak_client_free(). */
struct leak_client *leak_client_new(const struct referral *referral, const char *from_name);
void leak_client_free(struct leak_client *c);

/* leak_client_search - words is text folded by fold_words(); hit gets the offset of each value
 * found. last_name_alone: the last name by itself counts. */
typedef void leak_hit(void *context, size_t offset);
void leak_client_search(struct leak_client *c, struct slice words, bool last_name_alone,
                        leak_hit *hit, void *context);

/* leak_client_inside - does a last or full name of some length stand anywhere inside a file name,
 * folded by fold_letters()? */
bool leak_client_inside(const struct leak_client *c, struct slice letters);

#endif
