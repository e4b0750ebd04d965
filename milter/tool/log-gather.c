/*
 * log-gather - counts records; judges nothing and prints nothing
 */
#include "tool/log-gather.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static json_t *at(json_t *object, const char *key, json_t *(*make)(void))
{
    json_t *value = json_object_get(object, key);

    if (value != NULL)
        return value;
    value = make();
    return json_object_set_new(object, key, value) == 0 ? value : NULL;
}

static void add(json_t *object, const char *key, json_int_t n)
{
    json_int_t old = json_integer_value(json_object_get(object, key));

    json_object_set_new(object, key, json_integer(old + n));
}

json_t *log_string(const json_t *string)
{
    struct slice text = slice_of(json_string_value(string), json_string_length(string));
    char out[4 * RECORD_STRING_MAX];
    size_t offset = 0, len = 0;
    int32_t c;

    if (!json_is_string(string))
        return json_null();
    while (len < sizeof out - 1 && (c = utf8_next(text, &offset)) >= 0)
        out[len++] = (char)(c <= 0xff ? c : '?'); /* the writer wrote one \u00XX for each byte */
    if (!utf8_valid(slice_of(out, len)))
        for (size_t i = 0; i < len; i++)
            if ((unsigned char)out[i] > 0x7e)
                out[i] = '?';
    return json_stringn(out, len);
}

bool gather_start(struct gather *g)
{
    g->report = json_object();
    g->seen = json_object();
    at(g->report, "gateways", json_array);
    at(g->report, "protocols", json_object);
    at(g->report, "versions", json_array);
    at(g->report, "events", json_array);
    at(g->report, "self_tests", json_object);
    return at(g->report, "transfers", json_array) != NULL && g->seen != NULL;
}

void gather_free(struct gather *g)
{
    json_decref(g->report);
    json_decref(g->seen);
    json_decref(g->duty);
}

void gather_folder(struct gather *g)
{
    json_decref(g->duty);
    g->duty = json_array();
    g->window = NULL;
    g->version[0] = g->policy[0] = g->last_time[0] = '\0';
}

/* local_day - of a time stamp, in the process's time zone; month: "YYYY-MM" */
static day_number local_day(const char *time, char month[8])
{
    struct timespec t;
    struct tm tm;

    month[0] = '\0';
    if (!timestamp_parse(slice_from(time), &t) || localtime_r(&t.tv_sec, &tm) == NULL)
        return 0;
    snprintf(month, 8, "%04u-%02u", (unsigned)(tm.tm_year + 1900) % 10000,
             (unsigned)(tm.tm_mon + 1) % 100);
    return (day_number)((tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday);
}

static json_t *describe(const struct record_line *r)
{
    return json_pack("{s:s, s:s, s:I}", "time", r->time, "gateway", r->gateway, "seq",
                     (json_int_t)r->seq);
}

/* note_duty - from a start to the stop, or to the last record before the next start */
static void note_duty(struct gather *g, const struct record_line *r)
{
    if (strcmp(r->event, "start") == 0) {
        if (g->window != NULL)
            json_object_set_new(g->window, "end", json_string("lost"));
        g->window = json_pack("{s:s, s:s, s:s}", "from", r->time, "to", r->time, "end", "running");
        if (json_array_append_new(g->duty, g->window) != 0)
            g->window = NULL;
    } else if (g->window != NULL) {
        json_object_set_new(g->window, "to", json_string(r->time));
        if (strcmp(r->event, "stop") == 0) {
            json_object_set_new(g->window, "end", json_string("stop"));
            g->window = NULL;
        }
    }
}

/* note_version - a line each time that the program or its settings are others than before. Records
 * written before any settings were read have a hash of zeros. */
static void note_version(struct gather *g, const struct record_line *r)
{
    json_t *change;

    if ((strcmp(g->version, r->version) == 0 && strcmp(g->policy, r->policy_sha256) == 0) ||
        strspn(r->policy_sha256, "0") == SHA256_HEX_SIZE - 1)
        return;
    snprintf(g->version, sizeof g->version, "%s", r->version);
    snprintf(g->policy, sizeof g->policy, "%s", r->policy_sha256);
    change = describe(r);
    json_object_set_new(change, "version", json_string(r->version));
    json_object_set_new(change, "policy_sha256", json_string(r->policy_sha256));
    json_array_append_new(json_object_get(g->report, "versions"), change);
}

static bool is_special(const struct record_line *r)
{
    static const char *const names[] = {"start", "stop", "reload", "clock", "recovered"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(r->event, names[i]) == 0)
            return true;
    if (strcmp(r->event, "segment-start") == 0)
        return record_member_true(r, "new_chain") || json_object_get(r->json, "deleted") != NULL;
    return strcmp(r->event, "self-test") == 0 && json_is_false(json_object_get(r->json, "ok"));
}

/* note_event - all members of the event but those that every record has */
static void note_event(struct gather *g, const struct record_line *r)
{
    static const char *const common[] = {"v",     "gateway", "seq", "prev",    "time",
                                         "event", "sig",     "key", "version", "policy_sha256"};
    json_t *event, *detail;

    if (strcmp(r->event, "self-test") == 0)
        add(json_object_get(g->report, "self_tests"),
            json_is_false(json_object_get(r->json, "ok")) ? "failed" : "passed", 1);
    if (!is_special(r))
        return;
    event = describe(r);
    json_object_set_new(event, "event", json_string(r->event));
    detail = json_copy(r->json);
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        json_object_del(detail, common[i]);
    json_object_set_new(event, "detail", detail);
    json_array_append_new(json_object_get(g->report, "events"), event);
}

static void copy(json_t *to, const char *name, const json_t *from, const char *source)
{
    json_t *value = json_object_get(from, source);

    if (json_is_string(value))
        json_object_set_new(to, name, log_string(value));
    else if (value != NULL)
        json_object_set(to, name, value);
}

/* transfer_of - the entry in the list of transfers */
static json_t *transfer_of(const struct record_line *r, const char *sha256)
{
    static const char *const plain[] = {"protocol", "transfer", "queue_id", "message_id", "sender",
                                        "auth",     "bytes",    "mode",     "consent"};
    const json_t *archive = json_object_get(r->json, "archive");
    const json_t *content = json_object_get(r->json, "content");
    json_t *t = describe(r);

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        copy(t, plain[i], r->json, plain[i]);
    copy(t, "archive_sha256", archive, "sha256");
    copy(t, "archive_bytes", archive, "bytes");
    copy(t, "cipher", archive, "cipher");
    copy(t, "kdf_power", archive, "kdf_power");
    copy(t, "names_encrypted", archive, "names_encrypted");
    copy(t, "passphrase", archive, "passphrase");
    copy(t, "format", content, "format");
    copy(t, "clients", content, "clients");
    copy(t, "fields", content, "fields");
    json_object_set_new(t, "record_sha256", json_string(sha256));
    return t;
}

static void note_encryption(json_t *protocol, const json_t *transfer)
{
    const char *cipher = json_string_value(json_object_get(transfer, "cipher"));
    bool names = json_is_true(json_object_get(transfer, "names_encrypted"));
    json_int_t power = json_integer_value(json_object_get(transfer, "kdf_power"));
    json_t *list = at(protocol, "encryption", json_array), *entry;
    size_t i;

    json_array_foreach (list, i, entry) {
        if (json_is_true(json_object_get(entry, "names_encrypted")) == names &&
            json_integer_value(json_object_get(entry, "kdf_power")) == power) {
            add(entry, "transfers", 1);
            return;
        }
    }
    json_array_append_new(list, json_pack("{s:s*, s:I, s:b, s:i}", "cipher", cipher, "kdf_power",
                                          power, "names_encrypted", names, "transfers", 1));
}

static void note_passphrase(json_t *protocol, const json_t *transfer)
{
    const char *id = json_string_value(json_object_get(transfer, "passphrase"));
    json_t *all = at(protocol, "passphrases", json_object), *entry;

    if (id == NULL)
        return;
    entry = at(all, id, json_object);
    if (json_object_get(entry, "first") == NULL)
        json_object_set(entry, "first", json_object_get(transfer, "time"));
    json_object_set(entry, "last", json_object_get(transfer, "time"));
    add(entry, "transfers", 1);
}

static void note_fields(json_t *protocol, const json_t *transfer)
{
    json_t *counts = at(protocol, "fields", json_object), *field;
    size_t i;

    json_array_foreach (json_object_get(transfer, "fields"), i, field) {
        if (json_is_string(field))
            add(counts, json_string_value(field), 1);
    }
}

static void note_accept(struct gather *g, json_t *protocol, const struct record_line *r,
                        const char *sha256, const char *month)
{
    json_t *transfer = transfer_of(r, sha256), *before;
    const char *archive = json_string_value(json_object_get(transfer, "archive_sha256"));
    const char *id = json_string_value(json_object_get(transfer, "message_id"));
    char key[SHA256_HEX_SIZE + 2 * RECORD_STRING_MAX];

    add(protocol, "accept_records", 1);
    snprintf(key, sizeof key, "%s %s", archive != NULL ? archive : sha256, id != NULL ? id : "");
    before = json_object_get(g->seen, key);
    if (before != NULL) {
        add(before, "repeated", 1);
        json_decref(transfer);
        return;
    }
    json_object_set(g->seen, key, transfer);
    json_array_append_new(json_object_get(g->report, "transfers"), transfer);
    add(protocol, "transfers", 1);
    add(at(protocol, "months", json_object), month, 1);
    note_encryption(protocol, transfer);
    note_passphrase(protocol, transfer);
    note_fields(protocol, transfer);
}

/* note_findings - how many mails, and for each reason in how many of them */
static void note_findings(json_t *protocol, const struct record_line *r, const char *mails,
                          const char *reasons)
{
    json_t *counts = at(protocol, reasons, json_object), *once = json_object(), *finding;
    const char *code;
    json_t *ignored;
    size_t i;

    add(protocol, mails, 1);
    json_array_foreach (json_object_get(r->json, "findings"), i, finding) {
        code = json_string_value(json_object_get(finding, "code"));
        if (code != NULL)
            json_object_set_new(once, code, json_true());
    }
    json_object_foreach (once, code, ignored) {
        add(counts, code, 1);
    }
    json_decref(once);
}

static void note_mail(struct gather *g, const struct record_line *r, const char *sha256,
                      const char *month)
{
    const char *id = record_member_string(r, "protocol");
    json_t *protocol;

    if (id == NULL)
        id = "-";
    if (g->protocol != NULL && strcmp(id, g->protocol) != 0)
        return;
    protocol = at(json_object_get(g->report, "protocols"), id, json_object);
    if (strcmp(r->event, "accept") == 0)
        note_accept(g, protocol, r, sha256, month);
    else if (strcmp(r->event, "refuse") == 0)
        note_findings(protocol, r, "refused", "refusals");
    else if (strcmp(r->event, "defer") == 0)
        note_findings(protocol, r, "deferred", "deferrals");
    else
        note_findings(protocol, r, "observed", "observations");
}

static bool is_mail(const char *event)
{
    return strcmp(event, "accept") == 0 || strcmp(event, "refuse") == 0 ||
           strcmp(event, "defer") == 0 || strcmp(event, "observe") == 0;
}

void gather_record(void *context, const struct record_line *r, const char *sha256)
{
    struct gather *g = context;
    char month[8];
    day_number day = local_day(r->time, month);

    note_duty(g, r);
    memcpy(g->last_time, r->time, TIMESTAMP_SIZE);
    if (g->to != 0 && day > g->to)
        return;
    if (!day_within(day, g->from, g->to)) {
        g->version[0] = '\0'; /* the version in force at `from` is told with the first record */
        return;
    }
    note_version(g, r);
    note_event(g, r);
    if (is_mail(r->event))
        note_mail(g, r, sha256, month);
}

/* duty_within - only the windows that touch the period */
static json_t *duty_within(const struct gather *g)
{
    json_t *list = json_array(), *window;
    char month[8];
    size_t i;

    json_array_foreach (g->duty, i, window) {
        day_number from = local_day(json_string_value(json_object_get(window, "from")), month);
        day_number to = local_day(json_string_value(json_object_get(window, "to")), month);

        if ((g->to == 0 || from <= g->to) && (g->from == 0 || to >= g->from))
            json_array_append(list, window);
    }
    return list;
}

void gather_verdict(struct gather *g, const char *folder, enum verify_outcome outcome,
                    const struct verify_options *options, const struct verify_result *r)
{
    char text[1024];
    json_t *entry;

    verify_describe(outcome, options, r, text, sizeof text);
    entry = json_pack("{s:s, s:b, s:s, s:I, s:I, s:I, s:I}", "gateway", r->gateway, "intact",
                      outcome == VERIFY_INTACT, "verdict", text, "records", (json_int_t)r->records,
                      "segments", (json_int_t)r->segments, "first_seq", (json_int_t)r->first_seq,
                      "last_seq", (json_int_t)r->last_seq);
    json_object_set_new(entry, "folder",
                        utf8_valid(slice_from(folder)) ? json_string(folder) : json_string("?"));
    json_object_set_new(entry, "first_time", json_string(r->first_time));
    json_object_set_new(entry, "last_time", json_string(r->last_time));
    json_object_set_new(entry, "head", json_string(r->head));
    json_object_set_new(entry, "key_fingerprint", json_string(r->fingerprint));
    json_object_set_new(entry, "key_from_folder", json_boolean(options->trusted == NULL));
    json_object_set_new(entry, "on_duty", duty_within(g));
    json_array_append_new(json_object_get(g->report, "gateways"), entry);
}
