/*
 * address - one e-mail address in the one spelling that all others are compared in
 *
 * Mail systems deliver many spellings to one mailbox. Normalising undoes them: angle brackets,
 * source route (RFC 5321 4.1.1.3), quoted and escaped local part, comments, "%" hack, bang path, a
 * second "@", trailing dot, case, Unicode and ASCII forms of a domain (UTS 46).
 */
#ifndef INSPECT_ADDRESS_H
#define INSPECT_ADDRESS_H

#include "inspect/protocol.h"

enum { ADDRESS_MAX = 1024 }; /* bytes of a normalised address, its NUL included */

/* address_normalise - "local@domain" in lower case; "" for the null address; false when it is no
 * address. A subaddress ("+x") is kept: address_matches_mailbox() ignores it. */
bool address_normalise(struct slice text, char out[ADDRESS_MAX]);

/* address_candidates - every mailbox a mail system may deliver this argument to: the address
 * itself, and what the "%" hack, a bang path or a second "@" inside it name. Calls each; stops when
 * it returns true and returns true then. */
bool address_candidates(struct slice text, bool (*each)(const char *normalised, void *context),
                        void *context);

/* address_matches_mailbox - does the raw argument reach this normalised mailbox in any of those
 * ways? */
bool address_matches_mailbox(struct slice text, const char *mailbox);

/* address_matches - a normalised address against "name@domain" or "@domain", normalised; for allow
 * lists, so exact: no subaddress, no hack */
bool address_matches(const char *address, const char *pattern);
bool address_in_list(const char *address, const struct string_list *patterns);

#endif
