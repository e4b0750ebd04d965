/*
 * fold - text as it is compared: case, accents and forms of a character (NFKC) do not count
 */
#ifndef INSPECT_FOLD_H
#define INSPECT_FOLD_H

#include "base/buffer.h"

/* fold_text - UTF-8 in, folded UTF-8 appended: compatibility decomposition, case folding, marks and
 * ignorable characters dropped, each run of white space one blank, none at the ends; letters that
 * people equate though Unicode does not are made plain too (o with stroke, ae, dotless i ...), and
 * decimal digits of any script become 0 to 9. False when the text is not valid UTF-8 or the buffer
 * failed; nothing is appended then. Time and memory are linear in the text. */
bool fold_text(struct slice text, struct buffer *out);

/* fold_letters - fold_text, and then letters and digits only: what is left of "'t Kindt" is
 * "tkindt" */
bool fold_letters(struct slice text, struct buffer *out);

/* fold_words - fold_text, and every run of characters that are no letter or digit is one blank,
 * none at the ends. (Words, sentences and labels are compared in this form.) */
bool fold_words(struct slice text, struct buffer *out);

/* normalise_nfc - Unicode normalisation form C; false when it is not valid UTF-8, or piles up more
 * than 30 combining marks (Stream-Safe Text Format, UAX #15 section 13), or without memory */
bool normalise_nfc(struct slice text, struct buffer *out);

/* fold_case - case folding alone, in NFC: accents and forms count. fold_case_loose - in NFKC, and
 * without ignorable characters. False as for normalise_nfc(). */
bool fold_case(struct slice text, struct buffer *out);
bool fold_case_loose(struct slice text, struct buffer *out);

#endif
