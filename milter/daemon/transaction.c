/* transaction - see transaction.h */
#include "daemon/transaction.h"

#include "base/encode.h"
#include "daemon/report.h"
#include "daemon/spool.h"
#include "inspect/address.h"
#include "record/transfer.h"

#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <time.h>

enum {
    MESSAGE_ID_MAX = 998,         /* bytes: a header line */
    RECORD_MEMBERS_MAX = 1 << 20, /* bytes: a record with the recipients an MTA takes at most */
};

struct transaction {
    struct gateway *gateway;
    struct duty *duty;
    char *auth;
    day_number day;
    int protocol;               /* index of the guarding one, -1: none */
    struct string_list guarded; /* recipients of the protocol, normalised */
    struct envelope envelope;
    struct spool *spool; /* NULL: not begun, or given up */
    size_t reserved;     /* bytes of the budget */
    size_t bytes;        /* seen of the message */
    bool counted;        /* among gateway->transactions */
    bool oversize, overload;
};

static const struct policy_protocol *protocol_of(const struct transaction *t)
{
    return &t->duty->policy->protocols[t->protocol];
}

static struct slice spelled(const char *argument, char normalised[ADDRESS_MAX])
{
    struct slice raw = slice_from(argument);

    return address_normalise(raw, normalised) ? slice_from(normalised) : raw;
}

static char *duplicate(struct slice s)
{
    return strndup(s.len == 0 ? "" : (const char *)s.data, s.len);
}

struct transaction *transaction_new(struct gateway *gateway, const char *sender, const char *auth)
{
    struct transaction *t = calloc(1, sizeof *t);
    char normalised[ADDRESS_MAX];

    if (t == NULL)
        return NULL;
    t->gateway = gateway;
    t->duty = gateway_duty(gateway);
    t->protocol = -1;
    t->day = day_today();
    t->envelope.sender = duplicate(spelled(sender, normalised));
    if (auth != NULL)
        t->auth = strdup(auth);
    if (t->envelope.sender == NULL || (auth != NULL && t->auth == NULL)) {
        transaction_free(t);
        return NULL;
    }
    return t;
}

static void drop_spool(struct transaction *t)
{
    spool_free(t->spool);
    t->spool = NULL;
    gateway_unreserve(t->gateway, t->reserved);
    t->reserved = 0;
}

void transaction_free(struct transaction *t)
{
    if (t == NULL)
        return;
    drop_spool(t);
    if (t->counted)
        atomic_fetch_sub(&t->gateway->transactions, 1);
    string_list_clear(&t->guarded);
    envelope_clear(&t->envelope);
    free(t->auth);
    duty_release(t->duty);
    free(t);
}

bool transaction_recipient(struct transaction *t, const char *argument, const char *resolved)
{
    const struct policy *policy = t->duty->policy;
    char normalised[ADDRESS_MAX];
    struct slice address = spelled(argument, normalised);
    int protocol = policy_protocol_for(policy, slice_from(argument), t->day);

    if (protocol == -1 && resolved != NULL) {
        protocol = policy_protocol_for(policy, slice_from(resolved), t->day);
        if (protocol != -1)
            address = spelled(resolved, normalised);
    }
    if (protocol == -1)
        return string_list_add(&t->envelope.others, address);
    if (t->protocol == -1)
        t->protocol = protocol;
    if (protocol == t->protocol)
        return string_list_add(&t->guarded, address);
    t->envelope.second_protocol = true;
    return string_list_add(&t->envelope.others, address);
}

bool transaction_guarded(const struct transaction *t)
{
    return t->protocol != -1;
}

/* room for more bytes of the message, or the reason why no more are kept */
static bool admit(struct transaction *t, size_t more)
{
    t->bytes += more;
    if (t->spool == NULL)
        return false;
    if (t->bytes > protocol_of(t)->judged->max_message_bytes)
        t->oversize = true;
    else if (!gateway_reserve(t->gateway, more, t->duty->policy->memory_budget))
        t->overload = true;
    else
        t->reserved += more;
    if (t->oversize || t->overload)
        drop_spool(t);
    return t->spool != NULL;
}

bool transaction_begin(struct transaction *t)
{
    t->counted = true;
    atomic_fetch_add(&t->gateway->transactions, 1);
    if (atomic_load(&t->gateway->stopping))
        return false;
    t->spool = spool_new();
    if (t->spool == NULL)
        return false;
    (void)admit(t, SPOOL_EMPTY_LINE); /* without room the mail is put off at its end */
    return true;
}

static void spooled(struct transaction *t, bool good)
{
    if (!good)
        drop_spool(t);
}

void transaction_header(struct transaction *t, const char *name, const char *value,
                        bool leading_space)
{
    struct slice n = slice_from(name), v = slice_from(value);

    if (admit(t, spool_header_size(n, v, leading_space)))
        spooled(t, spool_header(t->spool, n, v, leading_space));
}

bool transaction_body(struct transaction *t, const unsigned char *data, size_t len)
{
    if (admit(t, len))
        spooled(t, spool_body(t->spool, slice_of(data, len)));
    return t->spool != NULL;
}

/* a verdict, by a worker where the mail was kept */
static void inspect_spooled(struct transaction *t, void (*progress)(void *), void *context,
                            struct guard_result *result)
{
    const struct policy_protocol *protocol = protocol_of(t);
    struct guard_task task = {
        .envelope = &t->envelope,
        .protocol = protocol->judged,
        .keyring = t->duty->keyrings[t->protocol],
        .day = t->day,
        .progress = progress,
        .context = context,
    };

    memset(result, 0, sizeof *result);
    verdict_init(&result->verdict);
    if (t->oversize)
        inspect_oversize(&t->envelope, protocol->judged, t->day, &result->verdict);
    else if (t->overload)
        verdict_add(&result->verdict, REASON_DEFER_OVERLOAD, place_none());
    else if (t->spool == NULL || !spool_finish(t->spool, &task.message_fd, &task.message_len))
        verdict_add(&result->verdict, REASON_DEFER_INSPECTION, place_none());
    else
        guard_inspect(t->gateway->guard, &task, result);
    if (result->trouble[0] != '\0')
        metrics_trouble(t->gateway->metrics);
}

static bool defers(const struct verdict *v)
{
    for (uint32_t i = 0; i < v->finding_count; i++)
        if (reason_defers((enum reason)v->findings[i].reason))
            return true;
    return false;
}

static enum metrics_result result_of(const struct policy_protocol *protocol,
                                     const struct verdict *verdict)
{
    if (verdict->finding_count == 0)
        return METRICS_ACCEPT;
    if (protocol->mode == MODE_OBSERVE)
        return METRICS_OBSERVE;
    return defers(verdict) ? METRICS_DEFER : METRICS_REFUSE;
}

/* the sender as the configuration wants it in records; NULL to leave it out */
static const char *logged_sender(const struct transaction *t, char hash[SHA256_HEX_SIZE])
{
    switch (t->duty->policy->log_sender) {
    case LOG_SENDER_FULL:
        return t->envelope.sender;
    case LOG_SENDER_HASH:
        return record_sender_hash(t->gateway->log, slice_from(t->envelope.sender), hash) ? hash
                                                                                         : NULL;
    case LOG_SENDER_OFF:
        break;
    }
    return NULL;
}

static struct slice message_id(const struct transaction *t, const struct verdict *verdict,
                               unsigned char room[MESSAGE_ID_MAX])
{
    struct span span = verdict->message_id;

    if (t->spool == NULL || span.length == 0 || span.length > MESSAGE_ID_MAX ||
        !spool_read(t->spool, span.offset, room, span.length))
        return slice_of(NULL, 0);
    return slice_of(room, span.length);
}

static enum record_result write_record(struct transaction *t, const char *queue_id,
                                       const struct guard_result *result, const char *event,
                                       struct record_id *id)
{
    const struct policy_protocol *protocol = protocol_of(t);
    char archive[SHA256_HEX_SIZE], hash[SHA256_HEX_SIZE], uuid[UUID_SIZE];
    unsigned char id_room[MESSAGE_ID_MAX];
    struct transfer transfer = {
        .protocol = protocol->judged->id,
        .transfer_id = uuid,
        .queue_id = queue_id,
        .message_id = message_id(t, &result->verdict, id_room),
        .sender = logged_sender(t, hash),
        .auth = t->auth,
        .recipients = &t->guarded,
        .other_recipients = (unsigned)t->envelope.others.count,
        .bytes = t->bytes,
        .verdict = &result->verdict,
        .judged = protocol->judged,
        .archive_sha256 = result->archive_known ? archive : NULL,
        .observe = protocol->mode == MODE_OBSERVE,
        .trouble = result->trouble[0] == '\0' ? NULL : result->trouble,
    };
    enum record_result written = RECORD_NOT_WRITTEN;
    struct buffer members;
    struct json json;

    buffer_init(&members, RECORD_MEMBERS_MAX);
    hex_encode(result->archive_sha256, SHA256_SIZE, archive);
    if (transfer_uuid(uuid)) {
        json_init(&json, &members);
        transfer_members(&json, &transfer, result->verdict.finding_count == 0);
        if (!members.failed)
            written = record_append(t->gateway->log, event, buffer_slice(&members), id);
    }
    buffer_free(&members);
    return written;
}

/* without its record no mail gets an answer: the verdict becomes a deferral */
static void put_off(struct guard_result *result, enum record_result written)
{
    verdict_init(&result->verdict);
    verdict_add(&result->verdict,
                written == RECORD_CLOCK_BEHIND ? REASON_DEFER_CLOCK : REASON_DEFER_RECORD,
                place_none());
}

static void answer(struct transaction *t, const struct guard_result *result,
                   const struct record_id *id, struct transaction_outcome *out)
{
    const struct policy_protocol *protocol = protocol_of(t);
    char reference[128], archive[SHA256_HEX_SIZE];

    if (id != NULL && result->verdict.finding_count == 0) {
        hex_encode(result->archive_sha256, SHA256_SIZE, archive);
        if (record_receipt(t->gateway->log, id, archive, out->receipt)) {
            out->action = TRANSACTION_PASS;
            return;
        }
        out->receipt[0] = '\0';
        transaction_defer(t, REASON_DEFER_RECORD, &out->reply);
        return;
    }
    out->action = defers(&result->verdict) ? TRANSACTION_DEFER : TRANSACTION_REFUSE;
    snprintf(reference, sizeof reference, "%s-%llu", t->duty->policy->gateway,
             (unsigned long long)(id == NULL ? 0 : id->seq));
    reply_build(t->duty->policy->explanations, protocol, &result->verdict,
                id == NULL ? NULL : reference, &out->reply);
}

void transaction_judge(struct transaction *t, const char *queue_id, void (*progress)(void *context),
                       void *context, struct transaction_outcome *out)
{
    const struct policy_protocol *protocol = protocol_of(t);
    struct guard_result result;
    struct record_id id;
    struct timespec begin, end;
    enum record_result written;
    enum metrics_result kind;

    clock_gettime(CLOCK_MONOTONIC, &begin);
    out->action = TRANSACTION_DEFER;
    out->receipt[0] = '\0';
    inspect_spooled(t, progress, context, &result);
    kind = result_of(protocol, &result.verdict);
    written = write_record(t, queue_id, &result, metrics_result_name(kind), &id);
    if (written != RECORD_WRITTEN) {
        put_off(&result, written);
        kind = result_of(protocol, &result.verdict);
    }
    answer(t, &result, written == RECORD_WRITTEN ? &id : NULL, out);
    if (protocol->mode == MODE_OBSERVE)
        out->action = TRANSACTION_PASS;
    clock_gettime(CLOCK_MONOTONIC, &end);
    metrics_count(t->gateway->metrics, kind, &result.verdict,
                  (double)(end.tv_sec - begin.tv_sec) +
                      (double)(end.tv_nsec - begin.tv_nsec) / 1e9);
    report_verdict(queue_id, metrics_result_name(kind), protocol->judged->id, &result,
                   written == RECORD_WRITTEN ? &id : NULL);
}

void transaction_defer(struct transaction *t, enum reason reason, struct reply *out)
{
    struct verdict verdict;

    verdict_init(&verdict);
    verdict_add(&verdict, reason, place_none());
    reply_build(t->duty->policy->explanations, t->protocol == -1 ? NULL : protocol_of(t), &verdict,
                NULL, out);
}
