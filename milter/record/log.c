/*
 * log - appends records: chained, signed, durable before anybody is told
 *
 * A record is written under the mutex with one write(), and synced by whichever waiting thread
 * finds no sync under way: that thread syncs for all that were written before. A write or a sync
 * that failed is never tried again: what the file then holds is unknown until it is read afresh.
 */
#include "record/log-private.h"

#include "base/encode.h"
#include "base/json.h"
#include "record/receipt.h"

#include <openssl/hmac.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

time_t monotonic_seconds(void)
{
    struct timespec t = {0};

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

static bool write_once(int fd, struct slice bytes)
{
    ssize_t n;

    do
        n = write(fd, bytes.data, bytes.len);
    while (n < 0 && errno == EINTR);
    return n >= 0 && (size_t)n == bytes.len;
}

/* put_line - the line to the file; from here on the log has it as its last record */
static bool put_line(struct record_log *log, int fd, bool feed, struct slice line, const char *time,
                     struct record_id *id)
{
    struct buffer bytes;
    bool good;

    buffer_init(&bytes, RECORD_LINE_MAX + 2);
    good = (!feed || buffer_append_byte(&bytes, '\n')) && buffer_append_slice(&bytes, line) &&
           buffer_append_byte(&bytes, '\n') && sha256_hex(line, id->sha256);
    if (good && !write_once(fd, buffer_slice(&bytes))) {
        log->failed = true;
        good = false;
    }
    buffer_free(&bytes);
    if (!good)
        return false;
    id->seq = ++log->seq;
    id->key = log->key.number;
    memcpy(id->time, time, TIMESTAMP_SIZE);
    memcpy(log->time, time, TIMESTAMP_SIZE);
    memcpy(log->sha256, id->sha256, SHA256_HEX_SIZE);
    return true;
}

bool log_put(struct record_log *log, int fd, bool feed, const char *time, const char *event,
             struct slice members, struct record_id *id_r)
{
    struct record_head head = {log->gateway, log->seq + 1, log->sha256, time, event};
    char stamp[TIMESTAMP_SIZE]; /* time may be log->time itself */
    struct record_id id;
    struct buffer line;
    bool good;

    memcpy(stamp, time, sizeof stamp);
    buffer_init(&line, RECORD_LINE_MAX + 1);
    good = record_line_write(&line, &head, members, log->policy_sha256, log->version,
                             log->key.number, log->key.key) &&
           put_line(log, fd, feed, buffer_slice(&line), stamp, &id);
    buffer_free(&line);
    if (good && id_r != NULL)
        *id_r = id;
    return good;
}

bool log_head_write(struct record_log *log, const struct head *head, bool sync)
{
    time_t now = monotonic_seconds();

    if (!keystore_write_head(log->head_fd, head))
        return false;
    if (!sync && now - log->head_synced < HEAD_SYNC_SECONDS)
        return true;
    log->head_synced = now;
    return fdatasync(log->head_fd) == 0;
}

/* sync_for_all - syncs what was written so far, the mutex released meanwhile. The head follows, so
 * that it never names a record that is not on disk; when it cannot be written the records stand,
 * but the log takes no more. */
static void sync_for_all(struct record_log *log)
{
    struct head head = {.seq = log->seq};
    int fd = log->segment_fd;
    bool good, head_good = true;

    memcpy(head.sha256, log->sha256, sizeof head.sha256);
    log->syncing = true;
    pthread_mutex_unlock(&log->mutex);
    good = fdatasync(fd) == 0;
    if (good)
        head_good = log_head_write(log, &head, false);
    pthread_mutex_lock(&log->mutex);
    log->syncing = false;
    if (good)
        log->durable = head.seq;
    else
        log->sync_failed = true;
    if (!good || !head_good)
        log->failed = true;
    pthread_cond_broadcast(&log->changed);
}

static bool wait_durable(struct record_log *log, uint64_t seq)
{
    while (log->durable < seq && !log->sync_failed) {
        if (log->syncing)
            pthread_cond_wait(&log->changed, &log->mutex);
        else
            sync_for_all(log);
    }
    return log->durable >= seq;
}

const char *log_not_before(const struct record_log *log, const char *time)
{
    return strcmp(time, log->time) < 0 ? log->time : time;
}

/* clock_read - the time for the next record, which is not before the last one but at the start of
 * a new chain; *behind_r: how far the clock is behind, in ms */
static bool clock_read(const struct record_log *log, char time[TIMESTAMP_SIZE], uint64_t *behind_r)
{
    struct timespec now, last;

    *behind_r = 0;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        return false;
    timestamp_format(now, time);
    if (log->time[0] == '\0' || strcmp(time, log->time) >= 0 || log->new_chain)
        return true;
    if (!timestamp_parse(slice_from(log->time), &last))
        return false;
    *behind_r =
        (uint64_t)((last.tv_sec - now.tv_sec) * 1000 + (last.tv_nsec - now.tv_nsec) / 1000000);
    memcpy(time, log->time, TIMESTAMP_SIZE);
    return true;
}

/* repair - declares the torn end that was found when the log was opened */
static bool repair(struct record_log *log, const char *time)
{
    struct buffer members;
    struct json j;
    bool good;

    buffer_init(&members, RECORD_LINE_MAX);
    json_init(&j, &members);
    json_member_number(&j, "torn_bytes", log->torn_bytes);
    json_member(&j, "torn_sha256", log->torn_sha256);
    good =
        !members.failed && log_put(log, log->segment_fd, log->torn_feed, log_not_before(log, time),
                                   "recovered", buffer_slice(&members), NULL);
    buffer_free(&members);
    log->torn = !good;
    return good;
}

/* ready - brings the log to where a record can be added: repaired, in the right segment. *time_r
 * and *behind_r are then right, as the mutex may have been released. */
static bool ready(struct record_log *log, char time[TIMESTAMP_SIZE], uint64_t *behind_r)
{
    for (;;) {
        if (log->failed || !clock_read(log, time, behind_r))
            return false;
        if (log->torn && !repair(log, time)) {
            log->failed = true;
            return false;
        }
        if (!log_segment_due(log, time))
            return true;
        if (log->syncing) {
            pthread_cond_wait(&log->changed, &log->mutex);
        } else if (!log_segment_next(log, time)) {
            log->failed = true;
            pthread_cond_broadcast(&log->changed);
            return false;
        }
    }
}

/* tell_clock - one `clock` record each time the clock has run back */
static bool tell_clock(struct record_log *log, uint64_t behind)
{
    struct buffer members;
    struct json j;
    bool good = true;

    if (behind > 0 && !log->clock_behind) {
        buffer_init(&members, RECORD_LINE_MAX);
        json_init(&j, &members);
        json_member_number(&j, "behind_ms", behind);
        good = !members.failed && log_put(log, log->segment_fd, false, log->time, "clock",
                                          buffer_slice(&members), NULL);
        buffer_free(&members);
    }
    log->clock_behind = behind > 0;
    return good;
}

static enum record_result append(struct record_log *log, const char *event, struct slice members,
                                 struct record_id *id)
{
    char time[TIMESTAMP_SIZE];
    uint64_t behind;

    if (!ready(log, time, &behind) || !tell_clock(log, behind))
        return RECORD_NOT_WRITTEN;
    if (behind > UINT64_C(1000) * CLOCK_TOLERANCE_SECONDS && strcmp(event, "accept") == 0)
        return wait_durable(log, log->seq) ? RECORD_CLOCK_BEHIND : RECORD_NOT_WRITTEN;
    if (!log_put(log, log->segment_fd, false, time, event, members, id))
        return RECORD_NOT_WRITTEN;
    return wait_durable(log, id->seq) ? RECORD_WRITTEN : RECORD_NOT_WRITTEN;
}

static void retire_key(struct record_log *log)
{
    if (log->retired.key == NULL || monotonic_seconds() - log->retired_at <= RETIRED_KEY_SECONDS)
        return;
    EVP_PKEY_free(log->retired.key);
    log->retired = (struct stored_key){0};
}

enum record_result record_append(struct record_log *log, const char *event, struct slice members,
                                 struct record_id *id_r)
{
    struct record_id id = {0};
    enum record_result result;

    pthread_mutex_lock(&log->mutex);
    retire_key(log);
    result = append(log, event, members, &id);
    pthread_mutex_unlock(&log->mutex);
    if (id_r != NULL)
        *id_r = id;
    return result;
}

bool record_receipt(struct record_log *log, const struct record_id *id, const char *archive_sha256,
                    char out[RECEIPT_SIZE])
{
    const struct stored_key *key;
    bool good = false;

    pthread_mutex_lock(&log->mutex);
    retire_key(log);
    key = id->key == log->key.number ? &log->key : &log->retired;
    if (key->key != NULL && key->number == id->key)
        good = receipt_write(log->gateway, id, archive_sha256, key->key, out);
    pthread_mutex_unlock(&log->mutex);
    return good;
}

bool record_sender_hash(struct record_log *log, struct slice address, char out[SHA256_HEX_SIZE])
{
    unsigned char digest[SHA256_SIZE];
    size_t len;

    if (EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, log->sender_key, sizeof log->sender_key,
                  address.data, address.len, digest, sizeof digest, &len) == NULL ||
        len != sizeof digest)
        return false;
    hex_encode(digest, sizeof digest, out);
    return true;
}

void record_policy(struct record_log *log, const char *policy_sha256)
{
    pthread_mutex_lock(&log->mutex);
    if (strlen(policy_sha256) == SHA256_HEX_SIZE - 1)
        memcpy(log->policy_sha256, policy_sha256, SHA256_HEX_SIZE);
    pthread_mutex_unlock(&log->mutex);
}

void record_settings(struct record_log *log, enum record_period period, unsigned retention_months)
{
    pthread_mutex_lock(&log->mutex);
    log->period = period;
    log->retention_months = retention_months;
    pthread_mutex_unlock(&log->mutex);
}

bool record_healthy(struct record_log *log)
{
    bool healthy;

    pthread_mutex_lock(&log->mutex);
    healthy = !log->failed;
    pthread_mutex_unlock(&log->mutex);
    return healthy;
}

uint64_t record_seq(struct record_log *log)
{
    uint64_t seq;

    pthread_mutex_lock(&log->mutex);
    seq = log->seq;
    pthread_mutex_unlock(&log->mutex);
    return seq;
}
