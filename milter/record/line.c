/*
 * line - writes and reads one record
 *
 * Reading is strict: what record_line_write() would not have written, byte for byte, is no record.
 * Knows no file and no key but the one it is handed.
 */
#include "record/line.h"

#include "base/json.h"

#include <string.h>

bool gateway_valid(const char *gateway)
{
    size_t len = strlen(gateway);

    return len >= 1 && len <= GATEWAY_MAX &&
           strspn(gateway, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") ==
               len;
}

static bool hash_valid(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

/* word_valid - lower-case letters, digits and hyphens: the names of events */
static bool word_valid(const char *text)
{
    size_t len = strlen(text);

    return len >= 1 && len <= RECORD_EVENT_MAX &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

static bool version_valid(const char *text)
{
    size_t len = strlen(text);

    return len >= 1 && len <= RECORD_VERSION_MAX &&
           strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.+~-") ==
               len;
}

static void write_head(struct json *j, const struct record_head *head)
{
    json_member_number(j, "v", 1);
    json_member(j, "gateway", head->gateway);
    json_member_number(j, "seq", head->seq);
    json_member(j, "prev", head->prev);
    json_member(j, "time", head->time);
    json_member(j, "event", head->event);
}

static void write_tail(struct json *j, const char *policy_sha256, const char *version, unsigned key)
{
    json_member(j, "policy_sha256", policy_sha256);
    json_member(j, "version", version);
    json_member_number(j, "key", key);
}

bool record_line_write(struct buffer *line, const struct record_head *head, struct slice members,
                       const char *policy_sha256, const char *version, unsigned key_number,
                       EVP_PKEY *key)
{
    char signature[SIGNING_SIGNATURE_TEXT];
    struct record_line check;
    struct json j;

    json_init(&j, line);
    json_object_open(&j);
    write_head(&j, head);
    if (members.len > 0)
        json_raw(&j, members);
    write_tail(&j, policy_sha256, version, key_number);
    if (line->failed || !signing_sign(key, NULL, buffer_slice(line), signature))
        return false;
    json_member(&j, "sig", signature);
    json_object_close(&j);
    if (line->failed || line->len > RECORD_LINE_MAX ||
        record_line_parse(buffer_slice(line), &check) != NULL)
        return false;
    record_line_clear(&check);
    return true;
}

/* ends_with - does the line end in these bytes? */
static bool ends_with(struct slice line, struct slice end)
{
    return line.len >= end.len && slice_equal(slice_sub(line, line.len - end.len, end.len), end);
}

static bool starts_with(struct slice line, struct slice start)
{
    return line.len >= start.len && slice_equal(slice_sub(line, 0, start.len), start);
}

/* same_bytes - do head and tail of the line consist of the very bytes that the writer makes of
 * these values? This rules out other orders, escapes, blanks and forms of numbers. */
static bool same_bytes(struct slice line, const struct record_line *r)
{
    struct record_head head = {r->gateway, r->seq, r->prev, r->time, r->event};
    struct buffer text;
    struct json j;
    bool good;

    buffer_init(&text, RECORD_LINE_MAX);
    json_init(&j, &text);
    json_object_open(&j);
    write_head(&j, &head);
    good = !text.failed && starts_with(line, buffer_slice(&text)) && line.len > text.len &&
           line.data[text.len] == ',';
    buffer_clear(&text);
    j.comma = true;
    write_tail(&j, r->policy_sha256, r->version, r->key);
    good = good && !text.failed && ends_with(r->signed_part, buffer_slice(&text));
    buffer_free(&text);
    return good;
}

static const char *string_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* split_signature - `,"sig":"` and 88 bytes of base64 and `"}` end every record */
static bool split_signature(struct slice line, struct record_line *r)
{
    static const char opening[] = ",\"sig\":\"";
    const size_t tail = sizeof opening - 1 + SIGNING_SIGNATURE_TEXT - 1 + 2;
    struct slice rest;

    if (line.len <= tail)
        return false;
    r->signed_part = slice_sub(line, 0, line.len - tail);
    rest = slice_sub(line, line.len - tail, tail);
    r->signature = slice_sub(rest, sizeof opening - 1, SIGNING_SIGNATURE_TEXT - 1);
    return slice_starts(rest, opening) && slice_is(slice_sub(rest, tail - 2, 2), "\"}");
}

static const char *fill(struct record_line *r)
{
    json_int_t version = json_integer_value(json_object_get(r->json, "v"));
    json_int_t seq = json_integer_value(json_object_get(r->json, "seq"));
    json_int_t key = json_integer_value(json_object_get(r->json, "key"));
    struct timespec ignored;

    if (version != 1)
        return "a format version (v) that this program does not know";
    r->gateway = string_of(r->json, "gateway");
    r->prev = string_of(r->json, "prev");
    r->time = string_of(r->json, "time");
    r->event = string_of(r->json, "event");
    r->policy_sha256 = string_of(r->json, "policy_sha256");
    r->version = string_of(r->json, "version");
    if (r->gateway == NULL || r->prev == NULL || r->time == NULL || r->event == NULL ||
        r->policy_sha256 == NULL || r->version == NULL || string_of(r->json, "sig") == NULL)
        return "a required member is missing";
    if (!gateway_valid(r->gateway) || !hash_valid(r->prev) || !word_valid(r->event) ||
        !timestamp_parse(slice_from(r->time), &ignored) || !hash_valid(r->policy_sha256) ||
        !version_valid(r->version) || seq < 1 || key < 1 || key > (json_int_t)UINT32_MAX)
        return "a member has a value that is not of its kind";
    r->seq = (uint64_t)seq;
    r->key = (unsigned)key;
    return NULL;
}

const char *record_line_parse(struct slice line, struct record_line *r)
{
    const char *wrong;

    *r = (struct record_line){0};
    if (line.len > RECORD_LINE_MAX)
        return "the line is too long";
    for (size_t i = 0; i < line.len; i++)
        if (line.data[i] < 0x20 || line.data[i] > 0x7e)
            return "a byte that is not printable ASCII";
    r->json = json_loadb((const char *)line.data, line.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL,
                         NULL);
    if (!json_is_object(r->json)) {
        record_line_clear(r);
        return "not a JSON object";
    }
    wrong = fill(r);
    if (wrong == NULL && !split_signature(line, r))
        wrong = "it does not end in a signature";
    if (wrong == NULL && !same_bytes(line, r))
        wrong = "members out of order or in another form";
    if (wrong != NULL)
        record_line_clear(r);
    return wrong;
}

void record_line_clear(struct record_line *r)
{
    json_decref(r->json);
    *r = (struct record_line){0};
}

bool record_line_signed(const struct record_line *r, EVP_PKEY *key)
{
    return signing_verify(key, NULL, r->signed_part, r->signature);
}

const char *record_member_string(const struct record_line *r, const char *name)
{
    return string_of(r->json, name);
}

uint64_t record_member_number(const struct record_line *r, const char *name)
{
    json_int_t n = json_integer_value(json_object_get(r->json, name));

    return n > 0 ? (uint64_t)n : 0;
}

bool record_member_true(const struct record_line *r, const char *name)
{
    return json_is_true(json_object_get(r->json, name));
}
