/*
 * transfer - the members of a record about one mail: what is written of it, and nothing else
 */
#ifndef RECORD_TRANSFER_H
#define RECORD_TRANSFER_H

#include "base/digest.h"
#include "base/json.h"
#include "inspect/protocol.h"
#include "inspect/verdict.h"

struct transfer {
    const char *protocol;    /* id; NULL: not established */
    const char *transfer_id; /* UUID of RFC 9562, of this transaction */
    const char *queue_id;    /* these strings: NULL or "" leaves the member out */
    struct slice message_id; /* written in accept records only */
    const char *sender;      /* as log_sender wants it: address, hash, or NULL for off */
    const char *auth;
    const struct string_list *recipients; /* the guarded ones */
    unsigned other_recipients;
    uint64_t bytes;                /* of the message */
    const struct verdict *verdict; /* NULL: not inspected (overload) */
    const struct protocol *judged; /* names of fields and passphrases; may be NULL with verdict */
    const char *archive_sha256;    /* hex; NULL when not known */
    bool observe;                  /* adds "mode":"observe" */
    const char *trouble; /* of a deferral; NULL for none; a fixed sentence, no text of the mail */
};

/* transfer_members - JSON members for record_append(); accept says which kind of record it is */
void transfer_members(struct json *j, const struct transfer *t, bool accept);

/* transfer_uuid - a random UUID (version 4), 36 characters and NUL */
enum { UUID_SIZE = 37 };
bool transfer_uuid(char out[UUID_SIZE]);

#endif
