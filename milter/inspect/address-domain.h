/*
 * address-domain - domains of addresses in their ASCII form; for address.c and address-mailbox.c
 */
#ifndef INSPECT_ADDRESS_DOMAIN_H
#define INSPECT_ADDRESS_DOMAIN_H

#include "base/slice.h"

enum {
    DOMAIN_SIZE = 256,     /* an ASCII form (at most 253 bytes) and its NUL */
    DOMAIN_TEXT_MAX = 1000 /* bytes of a domain as spelled: 253 characters of UTF-8 fit */
};

/* Deviation characters (German sharp s, final sigma, joiners) have two meanings in UTS 46 */
enum domain_form { DOMAIN_NONTRANSITIONAL, DOMAIN_TRANSITIONAL };

/* domain_to_ascii - host name or address literal in lower case, A-labels for U-labels; dots at the
 * ends are dropped, ideographic and full-width dots are dots. False when it is no host name. */
bool domain_to_ascii(struct slice text, enum domain_form form, char out[DOMAIN_SIZE]);

#endif
