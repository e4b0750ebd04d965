/*
 * address - e-mail addresses: one spelling to compare in, and every spelling that reaches a mailbox
 *
 * Two questions with opposite ways to err. Is a recipient the guarded mailbox? Where in doubt, yes:
 * address_matches_mailbox() undoes whatever some mail system undoes. Is an address on a list of
 * allowed ones? Where in doubt, no: address_normalise() undoes spelling only, and an address that a
 * mail system could route elsewhere is on no list.
 */
#ifndef INSPECT_ADDRESS_H
#define INSPECT_ADDRESS_H

#include "inspect/protocol.h"

enum {
    ADDRESS_MAX = 1024,     /* bytes of a normalised address, its NUL included */
    ADDRESS_TEXT_MAX = 4096 /* bytes of an address as spelled; longer ones are none */
};

/* address_normalise - "local@domain" of one address (RFC 5321 section 4.1.2; without angle brackets
 * too), in lower case (Unicode case folding), local part without quotes, escapes and comments, in
 * NFC, the domain in its ASCII form (UTS 46, non-transitional), without a trailing dot; "" for the
 * null address; false, and out is "", when it is no address, has no domain or is too long.
 * A subaddress ("+x"), the "%" hack and a second "@" stay in the local part; "host!user" is
 * "user@host"; a source route "@a:x@b" becomes "x%b@a": the host that sees the mail first is the
 * domain. A recipient that cannot be normalised is none that a list allows. */
bool address_normalise(struct slice text, char out[ADDRESS_MAX]);

/* address_normalise_pattern - the same for an entry of an allow list: an address, or "@domain" */
bool address_normalise_pattern(struct slice text, char out[ADDRESS_MAX]);

/* address_is_mailbox - may this normalised address stand for a guarded mailbox? Not when its local
 * part is empty or holds what routes or quotes ("%", "!", "@", ":", a blank ...). */
bool address_is_mailbox(const char *address);

/* address_matches_mailbox - may a mail system deliver this raw argument of RCPT (or macro
 * {rcpt_addr}) to this normalised mailbox? Undone are: case, quotes, escapes, comments, blanks (as
 * nothing and as dots), stray brackets, display names and groups, source route, "%" hack, bang
 * path, a second "@" (whatever the outer host is), dots at the ends, subaddress ("+x"), Unicode
 * forms of local part and domain. A missing domain or "localhost" is any domain, and "dest" stands
 * for "dest.example", as mail systems complete names. True as well when that cannot be told:
 * without memory, for a text that is too long, or for a mailbox that address_is_mailbox() does not
 * know. Not known here are other domains that the gateway itself delivers to the same mailbox. */
bool address_matches_mailbox(struct slice text, const char *mailbox);

/* address_matches - a normalised address against "name@domain" or "@domain", normalised; exact: no
 * subaddress. An address whose local part holds routing ("%", "!", "@", ":" ...) matches no
 * "@domain". */
bool address_matches(const char *address, const char *pattern);
bool address_in_list(const char *address, const struct string_list *patterns);

#endif
