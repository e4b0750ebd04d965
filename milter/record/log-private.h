/*
 * log-private - what the parts of the log's writer share: log.c (append), log-open.c (find the end
 * of the log), log-segment.c (begin segments, change keys, delete what is too old)
 */
#ifndef RECORD_LOG_PRIVATE_H
#define RECORD_LOG_PRIVATE_H

#include "record/chain.h"
#include "record/keystore.h"
#include "record/log.h"

#include <pthread.h>

#define ZERO_HASH "0000000000000000000000000000000000000000000000000000000000000000"

enum {
    CLOCK_TOLERANCE_SECONDS = 300, /* how far the clock may be behind the last record */
    RETIRED_KEY_SECONDS = 60,      /* how long receipts may still be signed by the key before */
    HEAD_SYNC_SECONDS = 1,         /* head is written with every sync, but synced this often */
    DELETED_MAX = 100              /* segments deleted when one begins; the rest at the next */
};

struct record_log {
    pthread_mutex_t mutex;
    pthread_cond_t changed; /* durable, syncing, failed or sync_failed did */

    char *log_dir, *key_dir, *gateway, *version;
    enum record_period period;
    unsigned retention_months;
    char policy_sha256[SHA256_HEX_SIZE];
    int log_folder, key_folder; /* locked */
    unsigned char sender_key[SHA256_SIZE];

    /* the last record written */
    uint64_t seq;
    char sha256[SHA256_HEX_SIZE];
    char time[TIMESTAMP_SIZE];
    bool clock_behind; /* a `clock` record told so */

    /* the segment under way; none (segment_fd < 0): the next record begins one */
    int segment_fd;
    struct segment_name segment;       /* or the last one, while none is under way */
    char segment_time[TIMESTAMP_SIZE]; /* when it began */

    /* found when the log was opened, recorded with the first record */
    bool torn, torn_feed; /* the last line is torn; it has no line feed */
    uint64_t torn_bytes;
    char torn_sha256[SHA256_HEX_SIZE];
    bool new_chain;    /* the next segment begins a new chain */
    uint64_t last_seq; /* new_chain: the last record that is there */
    char last_sha256[SHA256_HEX_SIZE];

    struct stored_key key, retired;
    time_t retired_at;            /* monotonic seconds */
    struct public_key public_key; /* the last line of keys.pub (its .key is not used) */

    int head_fd;
    struct head opened_head; /* as found */
    time_t head_synced;      /* monotonic seconds */

    uint64_t durable; /* last seq known to be on disk */
    bool syncing;     /* a thread syncs, without holding the mutex */
    bool failed;      /* takes no more records */
    bool sync_failed; /* what is not durable never will be */
};

/* log_put - writes one record at the end of fd, unsynced; feed: a line feed first */
bool log_put(struct record_log *log, int fd, bool feed, const char *time, const char *event,
             struct slice members, struct record_id *id_r);
/* log_segment_next - ends the segment under way and begins one; all durable when true */
bool log_segment_next(struct record_log *log, const char *time);
/* log_segment_due - does a record of this time belong in a new segment? */
bool log_segment_due(const struct record_log *log, const char *time);
bool log_head_write(struct record_log *log, const struct head *head, bool sync);

/* log_not_before - time, or that of the last record when it is later */
const char *log_not_before(const struct record_log *log, const char *time);

time_t monotonic_seconds(void);

#endif
