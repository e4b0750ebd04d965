/*
 * inspect - the way of one mail: envelope, message, attachment, archive, document, leak check
 *
 * Every step adds what it finds and the next ones go on as far as they can, so that a sender learns
 * everything at once. No step may turn a finding back. At the end an empty list of findings is
 * believed only together with the facts that a compliant mail must have shown; anything else is
 * "could not be judged".
 */
#include "inspect/inspect.h"

#include "inspect/address.h"
#include "inspect/archive.h"
#include "inspect/kind.h"
#include "inspect/leak.h"
#include "inspect/message.h"
#include "inspect/referral.h"

#include <string.h>

/* What one inspection has read so far; all of it is freed, and wiped, at its end */
struct reading {
    const struct inspection *in;
    const struct keyholder *keyholder;
    struct verdict *verdict;
    struct message *message; /* NULL for a bare archive */
    struct archive_member member;
    struct referral *referral; /* NULL as long as no document was read */
};

static bool in_force(const struct protocol *protocol, day_number day)
{
    return !protocol->suspended && day_within(day, protocol->valid_from, protocol->valid_until);
}

static bool sender_allowed(const struct protocol *protocol, const char *sender)
{
    if (protocol->senders.count == 0)
        return true;
    return sender != NULL && *sender != '\0' && address_in_list(sender, &protocol->senders);
}

/* "sender" in the list means the envelope sender's own address; the null sender has none */
static bool recipient_allowed(const struct protocol *protocol, const char *sender,
                              const char *recipient)
{
    const struct string_list *allowed = &protocol->other_recipients;

    if (*recipient == '\0')
        return false;
    for (size_t i = 0; i < allowed->count; i++)
        if (strcmp(allowed->items[i], "sender") == 0 && strcmp(sender, recipient) == 0)
            return true;
    return address_in_list(recipient, allowed);
}

static void judge_protocol(const struct protocol *protocol, day_number day, struct verdict *verdict)
{
    if (!in_force(protocol, day))
        verdict_add(verdict, REASON_PROTOCOL_NOT_IN_FORCE, place_none());
}

static void judge_envelope(const struct envelope *envelope, const struct protocol *protocol,
                           struct verdict *verdict)
{
    const char *sender = envelope->sender != NULL ? envelope->sender : "";
    bool allowed = !envelope->second_protocol;

    if (!sender_allowed(protocol, sender))
        verdict_add(verdict, REASON_SENDER_NOT_ALLOWED, place_none());
    for (size_t i = 0; i < envelope->others.count && allowed; i++)
        allowed = recipient_allowed(protocol, sender, envelope->others.items[i]);
    if (!allowed)
        verdict_add(verdict, REASON_OTHER_RECIPIENTS, place_none());
}

/* read_document - the unpacked member; false without memory */
static bool read_document(struct reading *r)
{
    const struct protocol *protocol = r->in->protocol;
    const char *name = r->member.name;
    enum format format = name == NULL ? FORMAT_NONE : format_by_file_name(slice_from(name));

    if (format == FORMAT_NONE || (protocol->formats & (1u << format)) == 0 ||
        !format_readable(format)) {
        verdict_add(r->verdict, REASON_CONTENT_FORMAT, place_at(PLACE_MEMBER, 1, 0, 0));
        return true;
    }
    r->verdict->format = format;
    r->referral = referral_read(format, buffer_slice(&r->member.content), protocol, r->verdict);
    return r->referral != NULL;
}

/* read_archive - a file that begins with the signature of 7z: the decoded attachment, which goes
 * when it has been copied to the key holder, or the bare archive. False when it could not be
 * judged. */
static bool read_archive(struct reading *r, struct slice file)
{
    const struct keyholder *k = r->keyholder;

    if (file.len > k->archive_capacity || file.len > UINT32_MAX)
        return false;
    r->verdict->archive_seen = 1;
    r->verdict->archive_bytes = (uint32_t)file.len;
    memcpy(k->archive, file.data, file.len);
    if (r->message != NULL)
        message_drop_archive(r->message);
    if (!archive_inspect(k, file.len, r->in->protocol, r->in->day, r->verdict, &r->member))
        return false;
    return !r->member.complete || read_document(r);
}

/* volume_number - from a name that ends as 7-Zip ends those of volumes: .001, .002 ...; 0: another
 */
static unsigned volume_number(const struct reading *r)
{
    enum { ENDING = 4 };
    struct slice name = slice_of(NULL, 0);
    unsigned number = 0;

    if (r->message != NULL && r->message->archive->name != NULL)
        name = slice_from(r->message->archive->name);
    if (name.len < ENDING || name.data[name.len - ENDING] != '.')
        return 0;
    for (size_t i = name.len - ENDING + 1; i < name.len; i++) {
        if (name.data[i] < '0' || name.data[i] > '9')
            return 0;
        number = number * 10 + (unsigned)(name.data[i] - '0');
    }
    return number;
}

/* first_volume - of a split archive: named so, and shorter than it says it is. (One that only lost
 * its end is a damaged archive.) */
static bool first_volume(const struct reading *r, struct slice file)
{
    return volume_number(r) == 1 && kind_identify(file) == KIND_SPLIT_VOLUME;
}

static bool read_attachment(struct reading *r, struct slice file)
{
    enum kind kind;

    if (archive_signature(file) && !first_volume(r, file))
        return read_archive(r, file);
    kind = kind_identify(file);
    if (kind == KIND_UNKNOWN && volume_number(r) > 1) /* bytes from the middle of one */
        kind = KIND_SPLIT_VOLUME;
    verdict_add(r->verdict, REASON_ATTACHMENT_NOT_7Z, place_at(PLACE_KIND, (uint32_t)kind, 0, 0));
    return true;
}

static bool read_mail(struct reading *r)
{
    const struct protocol *protocol = r->in->protocol;

    r->message = message_read(r->in->message, protocol, r->verdict);
    if (r->message == NULL)
        return false;
    r->verdict->message_id = r->message->message_id;
    if (!sender_allowed(protocol, r->message->from))
        verdict_add(r->verdict, REASON_SENDER_NOT_ALLOWED, place_none());
    if (r->message->archive == NULL)
        return true;
    return read_attachment(r, slice_of(r->message->archive->data, r->message->archive->len));
}

static bool check_leaks(struct reading *r)
{
    struct leak_input in = {
        .message = r->message,
        .member_name = r->member.name_encrypted ? NULL : r->member.name,
        .referral = r->referral,
        .protocol = r->in->protocol,
        .keyholder = r->keyholder,
        .opened = r->verdict->archive_opened != 0,
    };

    return leak_check(&in, r->verdict);
}

/* proven - a mail without a finding must have shown all this; if it has not, some reader passed
 * over something, and the mail is not judged at all */
static bool proven(const struct reading *r)
{
    const struct verdict *v = r->verdict;

    if (v->finding_count != 0)
        return true;
    return (r->in->bare_archive || r->message != NULL) && v->archive_seen != 0 &&
           v->archive_encrypted != 0 && v->archive_opened != 0 && r->member.complete &&
           r->referral != NULL && r->referral->clients > 0 && v->clients > 0 &&
           v->format != MEMBER_FORMAT_NONE;
}

bool inspect(const struct inspection *in, const struct keyholder *keyholder,
             struct verdict *verdict)
{
    struct reading r = {.in = in, .keyholder = keyholder, .verdict = verdict};
    bool judged;

    verdict_init(verdict);
    if (in->message.len > in->protocol->max_message_bytes) {
        inspect_oversize(in->bare_archive ? NULL : in->envelope, in->protocol, in->day, verdict);
        return true;
    }
    judge_protocol(in->protocol, in->day, verdict);
    if (in->bare_archive) {
        judged = read_attachment(&r, in->message);
    } else {
        judge_envelope(in->envelope, in->protocol, verdict);
        judged = read_mail(&r);
    }
    judged = judged && check_leaks(&r) && proven(&r);
    verdict_sort(verdict);

    referral_free(r.referral);
    archive_member_clear(&r.member);
    message_free(r.message);
    return judged;
}

void inspect_oversize(const struct envelope *envelope, const struct protocol *protocol,
                      day_number day, struct verdict *verdict)
{
    verdict_init(verdict);
    judge_protocol(protocol, day, verdict);
    if (envelope != NULL)
        judge_envelope(envelope, protocol, verdict);
    verdict_add(verdict, REASON_MESSAGE_TOO_LARGE, place_none());
    verdict_sort(verdict);
}
