/*
 * value - does a value look like what its field is for?
 *
 * The grammars, on NFC text without blanks at the ends; length in characters:
 *   name       Latin letters with marks, ' U+2019 - . and single blanks; 1 to 6 words of at most
 * 30, 60 in all; no digit address    street, building number, optional box; then postcode and town;
 * separated by comma or line feed; or "postbus" N. Belgian unless foreign ones are permitted
 *   telephone  Belgian fixed (9 digits) or mobile (10 digits) with 0, +32 or 0032; or + or 00 and
 * another country; separators blank . / - ( ) email      one addr-spec of RFC 5321 as people have
 * them: dot-atom local part of at most 64, two or more LDH labels, alphabetic top level; at most
 * 254
 */
#ifndef INSPECT_VALUE_H
#define INSPECT_VALUE_H

#include "inspect/protocol.h"

bool value_valid(enum value_kind kind, struct slice text, bool foreign_addresses);

/* telephone_canonical - digits with country code and without 0 or +: "32470123456"; false when it
 * is no valid number */
bool telephone_canonical(struct slice text, char *out, size_t size);

#endif
