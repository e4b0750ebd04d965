/*
 * value - does a value look like what its field is for?
 *
 * The grammars, on NFC text without blanks at the ends; lengths in characters:
 *   name       Latin letters with marks, apostrophes (also the accents that stand for them), - .
 *              and single blanks; 1 to 6 words of at most 30, 60 in all; no digit
 *   address    street, building number, optional box and floor; then postcode and town (in
 *              Brussels perhaps with its other name), then perhaps the country; or the town first;
 *              parts separated by comma, line feed or " - "; or "postbus" N in place of the street.
 *              Belgian unless foreign ones are permitted
 *   telephone  Belgian fixed (9 digits) or mobile (10 digits) with 0, +32 or 0032; or + or 00 and
 *              an assigned country code; separators blank . / - ( ). No premium or short numbers
 *   email      one addr-spec of RFC 5321 as people have them: dot-atom local part of at most 64,
 *              two or more LDH labels, alphabetic top level; at most 254
 *   text       Latin letters, digits and the punctuation ' - . , / ( ) & +, one line, at most 100
 *   number     1 to 20 ASCII digits
 * Names, addresses and texts hold none of a short list of words that no name has, and addresses no
 * remark of how somebody lives there (value-word.c). Any other word passes: a grammar cannot tell a
 * word from a name.
 */
#ifndef INSPECT_VALUE_H
#define INSPECT_VALUE_H

#include "inspect/protocol.h"

enum {
    NAME_MAX_CHARS = 60,
    NAME_MAX_WORDS = 6,
    NAME_MAX_WORD = 30,
    ADDRESS_MAX_BYTES = 400,
    STREET_MAX_CHARS = 60,
    TOWN_MAX_CHARS = 40,
    EMAIL_MAX = 254,
    TEXT_MAX_CHARS = 100,
    NUMBER_MAX = 20,
    TELEPHONE_SIZE = 16 /* 15 digits (ITU-T E.164) and a NUL */
};

bool value_valid(enum value_kind kind, struct slice text, bool foreign_addresses);

/* value_absent - what people write for "there is none": -, /, geen, nvt, onbekend, aucun, none ...
 */
bool value_absent(struct slice text);

/* name_words - words of a name that are no particle (van, de, 't, el ...) */
unsigned name_words(struct slice text);

/* postal_address_normalise - appends the address in lines, "Kerkstraat 12 bus 3\n2550 Kontich", its
 * words as written; false, with nothing appended, when it is no valid address or the buffer failed
 */
bool postal_address_normalise(struct slice text, bool foreign, struct buffer *out);

/* address_is_belgium - the country's name in its languages, or B or BE */
bool address_is_belgium(struct slice text);

/* telephone_canonical - digits with country code and without 0 or +: "32470123456"; false when it
 * is no valid number or out is smaller than TELEPHONE_SIZE */
bool telephone_canonical(struct slice text, char *out, size_t size);

#endif
