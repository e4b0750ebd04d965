/*
 * leak - what may not travel readable beside the archive
 *
 * Looks in subject, body (text and HTML), every header field, attachment names and, when it is
 * readable, the name inside the archive, for: the passphrase, the client's own values, forbidden
 * numbers, sensitive words; and, under cleartext = "empty", for any text at all. Also finds the
 * consent statement.
 */
#ifndef INSPECT_LEAK_H
#define INSPECT_LEAK_H

#include "inspect/keyholder.h"
#include "inspect/message.h"
#include "inspect/referral.h"

struct leak_input {
    const struct message *message; /* NULL for a bare archive: only member_name is looked into */
    const char *member_name; /* readable name inside the archive; NULL when encrypted or none */
    const struct referral *referral; /* NULL when the document could not be read */
    const struct protocol *protocol;
    const struct keyholder *keyholder; /* asked only when opened */
    bool opened;                       /* a passphrase proved right */
};

/* leak_check - adds findings cleartext-* and consent-missing, sets verdict->consent; false without
 * memory or when the key holder failed */
bool leak_check(const struct leak_input *in, struct verdict *verdict);

#endif
