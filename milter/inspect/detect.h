/*
 * detect - numbers and dates that must never be there, found in any text
 *
 * Works on UTF-8 text as people write it, with the usual separators inside a number. Says that
 * there is one and of which kind, never which.
 */
#ifndef INSPECT_DETECT_H
#define INSPECT_DETECT_H

#include "base/slice.h"

enum detection {
    DETECT_NATIONAL_NUMBER = 1u << 0, /* national register and BIS number: 11 digits, check by 97 */
    DETECT_BANK_ACCOUNT = 1u << 1,    /* IBAN (ISO 13616), old Belgian account number */
    DETECT_CARD_NUMBER = 1u << 2,     /* payment card (ISO/IEC 7812, Luhn), identity card number */
    DETECT_DATE = 1u << 3             /* a day with its year, in figures or words; an age */
};

/* detect_all - *found_r gets the kinds found in text, of those wanted (or-ed together); all of them
 * when it is not valid UTF-8, for then it may hold anything. Telephone numbers (Belgian, or with +
 * or 00) are recognised first and are none of these. False without memory, with all of them found
 * too, so that who does not look errs on the safe side. */
bool detect_all(struct slice text, unsigned wanted, unsigned *found_r);

#endif
