/*
 * inspect - one mail, one verdict; no input or output, no global state
 *
 * The daemon's worker, referral-check, the unit tests and the fuzzers all call this one function.
 */
#ifndef INSPECT_INSPECT_H
#define INSPECT_INSPECT_H

#include "inspect/keyholder.h"
#include "inspect/protocol.h"
#include "inspect/verdict.h"

struct inspection {
    struct slice message; /* header and body bytes as the MTA showed them, CRLF line ends */
    bool bare_archive;    /* message is a 7z archive by itself: the rules of envelope, message and
                             text are skipped, those of protocol, archive and document are not */
    const struct envelope *envelope; /* not read, may be NULL, for a bare archive */
    const struct protocol *protocol;
    day_number day; /* judged as of this day */
};

/* inspect - fills *verdict with every finding that can be established, sorted. No finding means
 * accept. False when the mail could not be judged (no memory, key holder failed, archive larger
 * than archive_capacity, or no finding and yet not everything seen that an accept needs): the
 * verdict then says nothing and the mail is deferred. */
bool inspect(const struct inspection *in, const struct keyholder *keyholder,
             struct verdict *verdict);

/* inspect_oversize - the verdict of a message over max_message_bytes, which was not kept: envelope
 * rules and message-too-large */
void inspect_oversize(const struct envelope *envelope, const struct protocol *protocol,
                      day_number day, struct verdict *verdict);

#endif
