/*
 * Doubts an accept. Reads numbers, the envelope and the protocol only: no byte of the mail.
 */
#include "guard/backed.h"

#include "inspect/archive.h"

#include <unistd.h>

enum { SEVENZIP_HEADER = 32 }; /* signature header: no stream begins before its end */

bool archive_answered(const struct conversation *c, const struct verdict *v)
{
    return v->passphrase < c->task->protocol->passphrase_count && v->kdf_power < 32 &&
           (c->powers[v->passphrase] & UINT32_C(1) << v->kdf_power) != 0;
}

/* archive_doubt - the archive was opened by a passphrase valid that day, and what was decrypted
 * lies inside a file that begins as a 7z archive */
static const char *archive_doubt(const struct conversation *c, const struct verdict *v)
{
    const struct protocol *protocol = c->task->protocol;
    unsigned char start[6];

    if (!v->archive_seen || !v->archive_encrypted || !v->archive_opened)
        return "no archive was opened";
    if (!archive_answered(c, v))
        return "no decryption was asked for";
    if (!day_within(c->task->day, protocol->passphrases[v->passphrase].valid_from,
                    protocol->passphrases[v->passphrase].valid_until))
        return "the passphrase is not valid on this day";
    if (v->archive_bytes > c->capacity || v->archive_bytes > c->task->message_len ||
        c->lowest < SEVENZIP_HEADER || c->highest > v->archive_bytes)
        return "what was decrypted lies outside the archive";
    if (pread(c->scratch, start, sizeof start, 0) != (ssize_t)sizeof start ||
        !archive_signature(slice_of(start, sizeof start)))
        return "the archive has no signature";
    if (protocol->names_encrypted && !v->names_encrypted)
        return "names are readable";
    return NULL;
}

static bool is_contact(enum value_kind kind)
{
    return kind == VALUE_ADDRESS || kind == VALUE_TELEPHONE || kind == VALUE_EMAIL;
}

static const char *content_doubt(const struct protocol *protocol, const struct verdict *v)
{
    bool contact = !protocol->contact_required;

    if (v->format == MEMBER_FORMAT_NONE || v->format >= 32 ||
        (protocol->formats & UINT32_C(1) << v->format) == 0)
        return "no permitted document was read";
    if (v->clients < 1 || v->clients > protocol->max_clients)
        return "the number of clients is not permitted";
    for (size_t i = 0; i < protocol->field_count; i++) {
        bool present = (v->fields & UINT32_C(1) << i) != 0;

        if (protocol->fields[i].required && !present)
            return "a required field is missing";
        contact = contact || (present && is_contact(protocol->fields[i].kind));
    }
    return contact ? NULL : "a contact is missing";
}

/* envelope_doubt - the rules of envelope and day give the same finding here as in the worker. The
 * verdict of a message too large holds those findings, and its own. */
static const char *envelope_doubt(const struct guard_task *task)
{
    struct verdict v;

    verdict_init(&v);
    inspect_oversize(task->bare_archive ? NULL : task->envelope, task->protocol, task->day, &v);
    for (uint32_t i = 0; i < v.finding_count; i++)
        if (v.findings[i].reason != REASON_MESSAGE_TOO_LARGE)
            return "envelope or day forbid it";
    return task->message_len > task->protocol->max_message_bytes ? "the message is too large"
                                                                 : NULL;
}

const char *accept_backed(const struct conversation *c, const struct verdict *v)
{
    const struct protocol *protocol = c->task->protocol;
    const char *doubt = archive_doubt(c, v);

    if (doubt == NULL)
        doubt = content_doubt(protocol, v);
    if (doubt == NULL && protocol->consent_statement[0] != '\0' && !v->consent &&
        !c->task->bare_archive)
        doubt = "the consent statement is missing";
    if (doubt == NULL)
        doubt = envelope_doubt(c->task);
    return doubt;
}
