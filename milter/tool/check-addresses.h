/*
 * check-addresses - sender and recipients of a message file, from its own header
 *
 * In the daemon the envelope says who sends what to whom, and nobody reads To for it. A file has no
 * envelope, so referral-check takes From, To and Cc for one, as `sendmail -t` does. This is the one
 * place where the program reads a mail outside the locked-down worker: a bounded scan without any
 * decoding, of files that the user names, for a result that decides only which rules are applied.
 */
#ifndef TOOL_CHECK_ADDRESSES_H
#define TOOL_CHECK_ADDRESSES_H

#include "inspect/protocol.h"

enum {
    CHECK_HEADER_MAX = 1 << 20,   /* bytes of header looked at */
    CHECK_FIELD_MAX = 1 << 16,    /* bytes of one field looked at, unfolded */
    CHECK_ADDRESSES_MAX = 1 << 10 /* addresses taken in all; the rest is passed over */
};

/* check_addresses - appends the addresses of every field of that name, as they are written (without
 * display name, comments and angle brackets), in order. False without memory. */
bool check_addresses(struct slice message, const char *field, struct string_list *out);

#endif
