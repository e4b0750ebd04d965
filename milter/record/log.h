/*
 * log - the transfer log: JSON Lines, chained by SHA-256 and signed by Ed25519, line by line
 *
 * One writer per folder (locked). A record is durable when record_append() returns true. After any
 * failed write or sync the log takes no record until it is opened again. Thread-safe; records that
 * wait at the same time share one fdatasync.
 *
 * The file format is documented in referral-log(8).
 */
#ifndef RECORD_LOG_H
#define RECORD_LOG_H

#include "base/buffer.h"
#include "base/complaint.h"
#include "base/day.h"
#include "base/digest.h"

struct record_log;

enum record_period { RECORD_DAY, RECORD_MONTH, RECORD_YEAR };

struct record_options {
    const char *log_dir, *key_dir;
    const char *gateway;       /* letters, digits, hyphen */
    const char *version;       /* of the program, in every record */
    enum record_period period; /* a new segment, and a new key, each */
    unsigned retention_months; /* older segments are deleted when a new one begins, and that is
                                  recorded; 0: never */
    bool new_chain;            /* go on although the log is behind its head; recorded */
};

enum record_open { RECORD_OPENED, RECORD_BEHIND_HEAD /* exit 65 */, RECORD_FAILED };

/* record_open - checks the last segment against the keys and the head; creates folders that do not
 * exist (log_dir 0750, key_dir 0700). Writes no record: what was found (a torn last line, a new
 * chain) is recorded with the first record, so call record_policy() before that.
 * RECORD_BEHIND_HEAD: records are missing, differ from the head or the keys, or the last segment is
 * broken; with new_chain the log goes on in a new segment, above every seq that was given away.
 * new_chain also ends a time in the future that a wrong clock has left in the log; for a log that
 * is whole it does nothing. */
enum record_open record_open(const struct record_options *options, struct record_log **log_r,
                             struct complaints *complaints);
void record_close(struct record_log *log);

/* record_policy - policy_sha256 of the records from now on (64 hex digits) */
void record_policy(struct record_log *log, const char *policy_sha256);
/* record_settings - period and retention from now on */
void record_settings(struct record_log *log, enum record_period period, unsigned retention_months);

struct record_id {
    uint64_t seq;
    char time[TIMESTAMP_SIZE];
    char sha256[SHA256_HEX_SIZE]; /* of the line, without its line feed */
    unsigned key;                 /* number of the key that signed it */
};

enum record_result {
    RECORD_WRITTEN,
    RECORD_NOT_WRITTEN,
    RECORD_CLOCK_BEHIND /* more than 5 minutes behind the last record; for accepts only: all other
                           events are written, with the time of the last record */
};

/* record_append - event: "accept", "refuse" ...; members: JSON members (no braces) that stand
 * between "event" and "policy_sha256", may be empty. A record that would be longer than 64 KiB, or
 * no JSON, is not written and harms nothing. id_r may be NULL. */
enum record_result record_append(struct record_log *log, const char *event, struct slice members,
                                 struct record_id *id_r);

/* record_receipt - value of the Referral-Receipt header for that record, signed; archive_sha256 as
 * 64 hex digits. Works for a minute after the key that signed the record was replaced. */
enum { RECEIPT_SIZE = 512 };
bool record_receipt(struct record_log *log, const struct record_id *id, const char *archive_sha256,
                    char out[RECEIPT_SIZE]);

/* record_sender_hash - keyed hash of an address (hex), for log_sender = "hash"; the key lives in
 * key_dir */
bool record_sender_hash(struct record_log *log, struct slice address, char out[SHA256_HEX_SIZE]);

bool record_healthy(struct record_log *log);
uint64_t record_seq(struct record_log *log);

#endif
