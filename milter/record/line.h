/*
 * line - one record: a line of JSON (RFC 8259) in printable ASCII, signed
 *
 * Members stand in this order, without blanks between them:
 *
 *     v gateway seq prev time event <members of the event> policy_sha256 version key sig
 *
 * sig is Ed25519 over the bytes of the line before `,"sig"`. The bytes written are the bytes hashed
 * and signed: nothing is ever written again in another form.
 */
#ifndef RECORD_LINE_H
#define RECORD_LINE_H

#include "base/buffer.h"
#include "base/day.h"
#include "base/digest.h"
#include "record/signing.h"

#include <jansson.h>

enum {
    RECORD_LINE_MAX = 64 * 1024, /* bytes, without the line feed */
    RECORD_EVENT_MAX = 32,
    RECORD_STRING_MAX = 256, /* bytes of one string before JSON escapes */
    RECORD_VERSION_MAX = 64,
    GATEWAY_MAX = 63
};

struct record_head {
    const char *gateway;
    uint64_t seq;
    const char *prev; /* 64 hex digits */
    const char *time;
    const char *event;
};

/* gateway_valid - 1 to GATEWAY_MAX letters, digits, hyphens */
bool gateway_valid(const char *gateway);

/* record_line_write - the whole line, without line feed, into an empty buffer; then read back by
 * record_line_parse(). False when the members do not make a valid record or memory is short. */
bool record_line_write(struct buffer *line, const struct record_head *head, struct slice members,
                       const char *policy_sha256, const char *version, unsigned key_number,
                       EVP_PKEY *key);

/* A record that was read. Strings belong to json. */
struct record_line {
    json_t *json;
    const char *gateway, *prev, *time, *event, *policy_sha256, *version;
    uint64_t seq;
    unsigned key;
    struct slice signed_part; /* into the line that was parsed */
    struct slice signature;
};

/* record_line_parse - NULL when the line is a record in exactly the form above, else what is wrong
 * with it (a fixed English phrase). The signature is not checked. On success the caller releases
 * the record; on failure there is nothing to release. */
const char *record_line_parse(struct slice line, struct record_line *r);
void record_line_clear(struct record_line *r);

/* record_line_signed - does the signature hold? */
bool record_line_signed(const struct record_line *r, EVP_PKEY *key);

/* the members of an event: NULL, 0 or false where there is no such member of that kind */
const char *record_member_string(const struct record_line *r, const char *name);
uint64_t record_member_number(const struct record_line *r, const char *name);
bool record_member_true(const struct record_line *r, const char *name);

#endif
