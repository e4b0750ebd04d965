/*
 * transfer - the members of a record about one mail
 *
 * Writes what main knows (envelope, hash of the archive) and what the verdict established, as far
 * as it did. Never a subject, a file name, a value or a hash of anything readable.
 */
#include "record/transfer.h"

#include "inspect/format/format.h"
#include "record/line.h"

#include <stdio.h>
#include <sys/random.h>

enum { RECIPIENTS_MAX = 50 }; /* more are counted, not written */

static void member_text(struct json *j, const char *key, struct slice text)
{
    if (text.len == 0)
        return;
    json_key(j, key);
    json_text(j, text, RECORD_STRING_MAX);
}

static void member(struct json *j, const char *key, const char *text)
{
    if (text != NULL)
        member_text(j, key, slice_from(text));
}

static void write_recipients(struct json *j, const struct transfer *t)
{
    size_t count = t->recipients != NULL ? t->recipients->count : 0;

    json_key(j, "recipients");
    json_array_open(j);
    for (size_t i = 0; i < count && i < RECIPIENTS_MAX; i++)
        json_text(j, slice_from(t->recipients->items[i]), RECORD_STRING_MAX);
    json_array_close(j);
    if (count > RECIPIENTS_MAX)
        json_member_number(j, "recipients_lost", count - RECIPIENTS_MAX);
    json_member_number(j, "other_recipients", t->other_recipients);
}

static void write_archive(struct json *j, const struct transfer *t)
{
    const struct verdict *v = t->verdict;
    bool seen = v != NULL && v->archive_seen;

    if (!seen && t->archive_sha256 == NULL)
        return;
    json_key(j, "archive");
    json_object_open(j);
    member(j, "sha256", t->archive_sha256);
    if (seen)
        json_member_number(j, "bytes", v->archive_bytes);
    if (seen && v->archive_encrypted) {
        json_member(j, "cipher", "AES-256-CBC");
        json_member_number(j, "kdf_power", v->kdf_power);
        json_member_bool(j, "names_encrypted", v->names_encrypted != 0);
    }
    if (seen && v->archive_opened && t->judged != NULL &&
        v->passphrase < t->judged->passphrase_count)
        member(j, "passphrase", t->judged->passphrases[v->passphrase].id);
    json_object_close(j);
}

static void write_fields(struct json *j, const struct transfer *t)
{
    json_key(j, "fields");
    json_array_open(j);
    for (size_t i = 0; i < t->judged->field_count && i < PROTOCOL_FIELDS_MAX; i++)
        if ((t->verdict->fields >> i & 1) != 0)
            json_text(j, slice_from(t->judged->fields[i].name), RECORD_STRING_MAX);
    json_array_close(j);
}

static void write_content(struct json *j, const struct transfer *t)
{
    const struct verdict *v = t->verdict;

    if (v == NULL || t->judged == NULL)
        return;
    if (v->format != FORMAT_NONE ||
        (t->judged->consent_statement != NULL && t->judged->consent_statement[0] != '\0'))
        json_member_bool(j, "consent", v->consent != 0);
    if (v->format == FORMAT_NONE)
        return;
    json_key(j, "content");
    json_object_open(j);
    member(j, "format", format_name((enum format)v->format));
    json_member_number(j, "clients", v->clients);
    write_fields(j, t);
    json_object_close(j);
}

static void write_findings(struct json *j, const struct verdict *v)
{
    char place[PLACE_TEXT_SIZE];

    if (v == NULL || v->finding_count == 0)
        return;
    json_key(j, "findings");
    json_array_open(j);
    for (uint32_t i = 0; i < v->finding_count && i < VERDICT_FINDINGS_MAX; i++) {
        place_format(v->findings[i].place, place);
        json_object_open(j);
        json_member(j, "code", reason_name((enum reason)v->findings[i].reason));
        json_member(j, "place", place);
        json_object_close(j);
    }
    json_array_close(j);
    if (v->findings_lost > 0)
        json_member_number(j, "findings_lost", v->findings_lost);
}

void transfer_members(struct json *j, const struct transfer *t, bool accept)
{
    member(j, "protocol", t->protocol);
    member(j, "transfer", t->transfer_id);
    member(j, "queue_id", t->queue_id);
    if (accept)
        member_text(j, "message_id", t->message_id);
    member(j, "sender", t->sender);
    member(j, "auth", t->auth);
    write_recipients(j, t);
    json_member_number(j, "bytes", t->bytes);
    write_archive(j, t);
    write_content(j, t);
    if (t->observe)
        json_member(j, "mode", "observe");
    if (!accept)
        write_findings(j, t->verdict);
    member(j, "trouble", t->trouble);
}

bool transfer_uuid(char out[UUID_SIZE])
{
    unsigned char b[16];

    /* the kernel's own: libcrypto would keep a generator for each thread */
    if (getrandom(b, sizeof b, 0) != (ssize_t)sizeof b)
        return false;
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x40); /* version 4 */
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80); /* variant of RFC 9562 */
    snprintf(out, UUID_SIZE, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
             b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13],
             b[14], b[15]);
    return true;
}
