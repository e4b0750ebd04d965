/*
 * log-open - finds the end of the log, and whether it is the end it should have
 *
 * The last segment is read and checked as a verifier would; the head in key_dir says how far the
 * log must reach. Nothing is written to the log here: what was found (a torn end, a loss that the
 * admin wants to go on after) is recorded with the first record.
 */
#include "record/log-private.h"

#include "base/json.h"
#include "record/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What was found on disk */
struct found {
    struct record_log *log;
    const struct record_options *options;
    struct complaints *complaints;
    struct key_list keys;
    struct segment_list segments;
    struct chain chain; /* after the last segment */
    struct chain_report report;
    bool head_stored;
    bool head_differs; /* the record that the head names has another hash */
    const char *loss;  /* why the log may only go on as a new chain; NULL: it is whole */
};

static bool fail(struct found *f, const char *file, const char *what)
{
    complain(f->complaints, COMPLAINT_ERROR, file, 0, "%s", what);
    return false;
}

static bool fail_errno(struct found *f, const char *file, const char *what)
{
    complain(f->complaints, COMPLAINT_ERROR, file, 0, "%s: %s", what, strerror(errno));
    return false;
}

/* lost - the first reason is kept */
static void lost(struct found *f, const char *why)
{
    if (f->loss == NULL)
        f->loss = why;
}

static bool open_folders(struct found *f)
{
    struct record_log *log = f->log;
    struct stat a, b;

    log->log_folder = folder_open(log->log_dir, false, f->complaints);
    if (log->log_folder < 0)
        return false;
    /* first, since the lock on the second would fail with a misleading message */
    if (fstat(log->log_folder, &a) == 0 && stat(log->key_dir, &b) == 0 && a.st_dev == b.st_dev &&
        a.st_ino == b.st_ino)
        return fail(f, log->key_dir, "log_dir and key_dir must be two folders");
    log->key_folder = folder_open(log->key_dir, true, f->complaints);
    return log->key_folder >= 0 &&
           keystore_sender_key(log->key_folder, log->key_dir, log->sender_key, f->complaints);
}

static bool read_keys(struct found *f)
{
    struct record_log *log = f->log;
    struct buffer text;
    unsigned line;
    bool good;

    buffer_init(&text, KEYS_FILE_MAX);
    good = file_read(log->log_folder, KEYS_FILE_NAME, &text);
    if (!good && errno == ENOENT) {
        good = true;
    } else if (!good) {
        fail_errno(f, log->log_dir, "cannot read " KEYS_FILE_NAME);
    } else if (!key_list_parse(buffer_slice(&text), &f->keys, &line)) {
        complain(f->complaints, COMPLAINT_ERROR, log->log_dir, 0,
                 "line %u of %s is not a key (restore the published file)", line, KEYS_FILE_NAME);
        good = false;
    }
    buffer_free(&text);
    if (good && f->keys.count > 0) {
        log->public_key = f->keys.items[f->keys.count - 1];
        log->public_key.key = NULL;
    }
    return good;
}

static bool same_key(const struct stored_key *key, const struct public_key *line)
{
    char text[SIGNING_PUBLIC_TEXT];

    return key->key != NULL && key->number == line->number && signing_public_text(key->key, text) &&
           strcmp(text, line->text) == 0;
}

/* settle_next - a key change that a crash interrupted: finished where keys.pub has the next key,
 * undone where it does not */
static bool settle_next(struct found *f, struct stored_key *next)
{
    struct record_log *log = f->log;

    if (!same_key(next, &log->public_key)) {
        EVP_PKEY_free(next->key);
        return keystore_drop_next(log->key_folder) ||
               fail_errno(f, log->key_dir, "cannot remove signing.key.next");
    }
    EVP_PKEY_free(log->key.key);
    log->key = *next;
    return keystore_promote(log->key_folder) ||
           fail_errno(f, log->key_dir, "cannot replace signing.key");
}

static bool read_private_keys(struct found *f)
{
    struct record_log *log = f->log;
    struct stored_key next;
    enum stored key, coming;

    key = keystore_read_key(log->key_folder, log->key_dir, false, &log->key, f->complaints);
    coming = keystore_read_key(log->key_folder, log->key_dir, true, &next, f->complaints);
    if (key == STORED_BAD || coming == STORED_BAD) {
        EVP_PKEY_free(next.key);
        return false;
    }
    return coming != STORED || settle_next(f, &next);
}

/* judge_keys - the private key must be the last one of keys.pub */
static bool judge_keys(struct found *f)
{
    struct record_log *log = f->log;

    if (log->key.key == NULL && f->keys.count == 0 && f->segments.count == 0 &&
        log->opened_head.seq == 0)
        return true;
    if (log->key.key == NULL)
        return fail(f, log->key_dir,
                    "signing.key is missing, so that the log cannot go on (restore it, or move the "
                    "content of log_dir and key_dir away and begin a new log)");
    if (!same_key(&log->key, &log->public_key))
        lost(f, "keys.pub does not end with the public half of signing.key");
    return true;
}

static bool read_head(struct found *f)
{
    struct record_log *log = f->log;
    bool fresh = log->key.key == NULL && f->keys.count == 0 && f->segments.count == 0;
    enum stored head = keystore_read_head(log->key_folder, log->key_dir, &log->opened_head,
                                          &log->head_fd, f->complaints);

    if (head == STORED_BAD)
        return false;
    f->head_stored = head == STORED;
    if (head == STORED_NOT && !fresh)
        lost(f, "the file head is missing from key_dir");
    if (head == STORED_NOT && (fresh || f->options->new_chain)) {
        log->head_fd = keystore_create_head(log->key_folder);
        return log->head_fd >= 0 || fail_errno(f, log->key_dir, "cannot create the file head");
    }
    return true;
}

static bool read_segments(struct found *f)
{
    struct record_log *log = f->log;

    if (!segment_list_read(log->log_folder, &f->segments))
        return fail_errno(f, log->log_dir, "cannot list this folder");
    for (size_t i = 0; i < f->segments.count; i++)
        if (strcmp(f->segments.items[i].gateway, log->gateway) != 0) {
            complain(f->complaints, COMPLAINT_ERROR, log->log_dir, 0,
                     "%s is of another gateway than %s; every gateway has a log_dir of its own",
                     f->segments.items[i].text, log->gateway);
            return false;
        }
    return true;
}

/* compare_head - for each record of the last segment: is the one that the head names as it was? */
static void compare_head(void *context, const struct record_line *r, const char *sha256)
{
    struct found *f = context;
    const struct head *head = &f->log->opened_head;

    if (f->chain.records == 1)
        memcpy(f->log->segment_time, r->time, TIMESTAMP_SIZE);
    if ((r->seq == head->seq && strcmp(sha256, head->sha256) != 0) ||
        (r->seq == head->seq + 1 && strcmp(r->prev, head->sha256) != 0))
        f->head_differs = true;
}

static void last_chain(const struct key_list *keys, struct key_chain *chain)
{
    *chain = (struct key_chain){0};
    for (size_t at = 0; key_chain_next(keys, &at, chain);)
        continue;
}

/* scan_last - reads the last segment and leaves it open for appending */
static bool scan_last(struct found *f)
{
    struct record_log *log = f->log;
    const struct chain_visitor visitor = {compare_head, f};
    enum chain_outcome outcome;
    struct key_chain keys;
    int fd;

    log->segment = f->segments.items[f->segments.count - 1];
    fd = openat(log->log_folder, log->segment.text, O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return fail_errno(f, log->segment.text, "cannot open this segment");
    last_chain(&f->keys, &keys);
    f->chain.keys = &keys;
    outcome = chain_segment(&f->chain, log->segment.text, fd, false, &visitor, &f->report);
    f->chain.keys = NULL;
    log->segment_fd = fd;
    if (outcome == CHAIN_UNREADABLE)
        return fail_errno(f, log->segment.text, "cannot read this segment");
    if (outcome == CHAIN_BROKEN ||
        (outcome == CHAIN_TORN && (f->chain.records == 0 || f->chain.ended)))
        lost(f, "the last segment is broken");
    log->torn = outcome == CHAIN_TORN || f->report.no_line_feed;
    log->torn_feed = f->report.no_line_feed;
    log->torn_bytes = f->report.torn_bytes;
    memcpy(log->torn_sha256, f->report.torn_sha256, SHA256_HEX_SIZE);
    return log->torn_sha256[0] != '\0' || sha256_hex(slice_of(NULL, 0), log->torn_sha256);
}

/* judge_end - does the log reach as far as head and keys say? */
static void judge_end(struct found *f)
{
    const struct record_log *log = f->log;

    if (f->chain.seq < log->opened_head.seq)
        lost(f, "the log is behind its head");
    else if (f->head_differs)
        lost(f, "the log differs from its head");
    else if (log->public_key.first_seq > f->chain.seq + 1)
        lost(f, "the log ends before its last key begins");
    else if (f->segments.count == 0 && f->keys.count > 1)
        lost(f, "the segments are missing");
}

static bool clock_is_wrong(const char *last)
{
    struct timespec now, then;

    return last[0] != '\0' && clock_gettime(CLOCK_REALTIME, &now) == 0 &&
           timestamp_parse(slice_from(last), &then) &&
           then.tv_sec - now.tv_sec > CLOCK_TOLERANCE_SECONDS;
}

static uint64_t highest(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

/* begin_new_chain - the next segment goes on above every number ever given away; where records are
 * missing its prev is 64 zeros */
static void begin_new_chain(struct found *f)
{
    struct record_log *log = f->log;
    uint64_t last = highest(log->opened_head.seq, log->seq);

    if (log->public_key.number != 0 && log->public_key.first_seq > last + 1)
        last = log->public_key.first_seq;
    log->new_chain = true;
    log->last_seq = log->seq;
    memcpy(log->last_sha256, log->sha256, SHA256_HEX_SIZE);
    if (f->loss == NULL)
        return; /* log_segment_next() ends the segment under way first */
    log->seq = last;
    memcpy(log->sha256, ZERO_HASH, SHA256_HEX_SIZE);
    log->torn = false;
    if (log->segment_fd >= 0)
        close(log->segment_fd);
    log->segment_fd = -1;
}

static void take_chain(struct found *f)
{
    struct record_log *log = f->log;

    log->seq = f->chain.seq;
    memcpy(log->sha256, f->chain.seq > 0 ? f->chain.sha256 : ZERO_HASH, SHA256_HEX_SIZE);
    memcpy(log->time, f->chain.time, TIMESTAMP_SIZE);
    if (f->chain.ended && log->segment_fd >= 0) {
        close(log->segment_fd);
        log->segment_fd = -1;
    }
}

static enum record_open conclude(struct found *f)
{
    struct record_log *log = f->log;

    take_chain(f);
    if (f->loss != NULL && !f->options->new_chain) {
        complain(
            f->complaints, COMPLAINT_ERROR, log->log_dir, 0,
            "%s: the log reaches seq %llu, the head seq %llu%s%s (restore the missing records, "
            "or start once with --new-chain)",
            f->loss, (unsigned long long)log->seq, (unsigned long long)log->opened_head.seq,
            f->report.line != 0 ? "; " : "", f->report.why);
        return RECORD_BEHIND_HEAD;
    }
    if (clock_is_wrong(log->time) && !f->options->new_chain)
        complain(f->complaints, COMPLAINT_WARNING, log->log_dir, 0,
                 "the clock is more than 5 minutes behind the last record of %s: accepts are "
                 "deferred (set the clock; where the record's time was wrong, start once with "
                 "--new-chain)",
                 log->time);
    if (f->options->new_chain && (f->loss != NULL || clock_is_wrong(log->time)))
        begin_new_chain(f);
    log->durable = log->seq;
    return RECORD_OPENED;
}

static enum record_open find_end(struct found *f)
{
    if (!open_folders(f) || !read_keys(f) || !read_private_keys(f) || !read_segments(f) ||
        !read_head(f) || !judge_keys(f) || (f->segments.count > 0 && !scan_last(f)))
        return RECORD_FAILED;
    judge_end(f);
    return conclude(f);
}

static struct record_log *log_new(const struct record_options *options)
{
    struct record_log *log = calloc(1, sizeof *log);

    if (log == NULL)
        return NULL;
    pthread_mutex_init(&log->mutex, NULL);
    pthread_cond_init(&log->changed, NULL);
    log->log_folder = log->key_folder = log->segment_fd = log->head_fd = -1;
    log->log_dir = strdup(options->log_dir);
    log->key_dir = strdup(options->key_dir);
    log->gateway = strdup(options->gateway);
    log->version = strdup(options->version);
    log->period = options->period;
    log->retention_months = options->retention_months;
    memcpy(log->policy_sha256, ZERO_HASH, SHA256_HEX_SIZE);
    if (log->log_dir != NULL && log->key_dir != NULL && log->gateway != NULL &&
        log->version != NULL)
        return log;
    record_close(log);
    return NULL;
}

enum record_open record_open(const struct record_options *options, struct record_log **log_r,
                             struct complaints *complaints)
{
    struct found f = {.options = options, .complaints = complaints};
    enum record_open result;

    *log_r = NULL;
    if (!gateway_valid(options->gateway)) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0,
                 "the gateway's name must be 1 to %d letters, digits and hyphens", GATEWAY_MAX);
        return RECORD_FAILED;
    }
    f.log = log_new(options);
    if (f.log == NULL) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "no memory for the log");
        return RECORD_FAILED;
    }
    result = find_end(&f);
    key_list_clear(&f.keys);
    segment_list_clear(&f.segments);
    if (result == RECORD_OPENED)
        *log_r = f.log;
    else
        record_close(f.log);
    return result;
}

static void close_fd(int fd)
{
    if (fd >= 0)
        close(fd);
}

void record_close(struct record_log *log)
{
    if (log == NULL)
        return;
    if (log->head_fd >= 0)
        fdatasync(log->head_fd);
    close_fd(log->segment_fd);
    close_fd(log->head_fd);
    close_fd(log->key_folder);
    close_fd(log->log_folder);
    EVP_PKEY_free(log->key.key);
    EVP_PKEY_free(log->retired.key);
    bytes_wipe(log->sender_key, sizeof log->sender_key);
    free(log->log_dir);
    free(log->key_dir);
    free(log->gateway);
    free(log->version);
    pthread_cond_destroy(&log->changed);
    pthread_mutex_destroy(&log->mutex);
    free(log);
}
