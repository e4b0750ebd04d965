/*
 * log-segment - begins segments: the end of the one before, a new key, the start, and the deletion
 * of segments that are too old
 *
 * Order, each step on disk before the next: segment-end; the next private key; its line in
 * keys.pub; the next key replaces the old one, which is erased; the segment with its segment-start,
 * written under another name and renamed; head; deletions. log-open.c goes on from any of them.
 */
#include "record/log-private.h"

#include "base/json.h"
#include "record/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* How much of a time stamp names its day, month and year */
static const size_t PERIOD_LENGTH[] = {[RECORD_DAY] = 10, [RECORD_MONTH] = 7, [RECORD_YEAR] = 4};

bool log_segment_due(const struct record_log *log, const char *time)
{
    return log->segment_fd < 0 || log->new_chain ||
           strncmp(time, log->segment_time, PERIOD_LENGTH[log->period]) != 0;
}

/* end_segment - what was written before becomes durable with it */
static bool end_segment(struct record_log *log, const char *time)
{
    struct buffer members;
    struct json j;
    bool good;

    if (log->segment_fd < 0)
        return true;
    buffer_init(&members, RECORD_LINE_MAX);
    json_init(&j, &members);
    json_member(&j, "segment", log->segment.text);
    good = !members.failed && log_put(log, log->segment_fd, false, log_not_before(log, time),
                                      "segment-end", buffer_slice(&members), NULL);
    buffer_free(&members);
    if (!good)
        return false;
    if (fdatasync(log->segment_fd) != 0) {
        log->sync_failed = true;
        return false;
    }
    log->durable = log->seq;
    close(log->segment_fd);
    log->segment_fd = -1;
    return true;
}

/* publish_key - the line of the next key at the end of keys.pub */
static bool publish_key(struct record_log *log, const struct public_key *item)
{
    struct buffer text;
    bool good;

    buffer_init(&text, KEYS_FILE_MAX);
    good = (file_read(log->log_folder, KEYS_FILE_NAME, &text) || errno == ENOENT) &&
           key_line_append(&text, item) &&
           file_replace(log->log_folder, KEYS_FILE_NAME, 0644, buffer_slice(&text));
    buffer_free(&text);
    return good;
}

/* retire - the old key signs late receipts from memory for a while, and nothing else */
static void retire(struct record_log *log, const struct stored_key *next)
{
    EVP_PKEY_free(log->retired.key);
    log->retired = log->key;
    log->retired_at = monotonic_seconds();
    log->key = *next;
}

static bool change_key(struct record_log *log)
{
    struct stored_key next = {.key = signing_key_new()};
    struct public_key item = {.first_seq = log->seq + 1};
    unsigned last = log->public_key.number;
    bool good;

    next.number = (last > log->key.number ? last : log->key.number) + 1;
    item.number = next.number;
    good = next.key != NULL && signing_public_text(next.key, item.text) &&
           key_line_sign(&item, log->gateway, log->key.key != NULL ? log->key.key : next.key) &&
           keystore_write_next(log->key_folder, &next) && publish_key(log, &item) &&
           keystore_promote(log->key_folder);
    if (!good) {
        EVP_PKEY_free(next.key);
        return false;
    }
    retire(log, &next);
    log->public_key = item;
    return true;
}

/* first_time - the time of the first record of a segment */
static bool first_time(const struct record_log *log, const char *name, char time[TIMESTAMP_SIZE])
{
    int fd = openat(log->log_folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    struct segment_reader *reader = fd >= 0 ? segment_reader_new(fd, false) : NULL;
    struct record_line r;
    struct slice line;
    bool good = reader != NULL && segment_next(reader, &line) == SEGMENT_LINE &&
                record_line_parse(line, &r) == NULL;

    if (good) {
        memcpy(time, r.time, TIMESTAMP_SIZE);
        record_line_clear(&r);
    }
    segment_reader_free(reader);
    if (fd >= 0)
        close(fd);
    return good;
}

/* months_passed - whole months from one time stamp to another */
static unsigned months_passed(const char *from, const char *to)
{
    unsigned a = segment_month(from), b = segment_month(to);
    unsigned before = a / 100 * 12 + a % 100, after = b / 100 * 12 + b % 100;

    if (after > before && strcmp(to + 8, from + 8) < 0) /* day and time of day */
        after--;
    return after > before ? after - before : 0;
}

/* too_old - how many segments from the front hold nothing but records older than the retention: a
 * segment ends where the next begins */
static size_t too_old(const struct record_log *log, const struct segment_list *list,
                      const char *time)
{
    char next[TIMESTAMP_SIZE];
    size_t count = 0;

    if (log->retention_months == 0)
        return 0;
    while (count + 1 < list->count && count < DELETED_MAX &&
           first_time(log, list->items[count + 1].text, next) &&
           months_passed(next, time) >= log->retention_months)
        count++;
    return count;
}

static void start_members(const struct record_log *log, const struct segment_name *name,
                          const struct segment_list *list, size_t deleted, struct json *j)
{
    json_member(j, "segment", name->text);
    json_member(j, "previous", log->segment.text);
    json_member_number(j, "last_seq", log->new_chain ? log->last_seq : log->seq);
    json_member(j, "last_sha256", log->new_chain ? log->last_sha256 : log->sha256);
    json_member(j, "public_key", log->public_key.text);
    if (log->new_chain) {
        json_member_bool(j, "new_chain", true);
        json_member_number(j, "head_seq", log->opened_head.seq);
        json_member(j, "head_sha256",
                    log->opened_head.sha256[0] != '\0' ? log->opened_head.sha256 : ZERO_HASH);
    }
    if (deleted == 0)
        return;
    json_key(j, "deleted");
    json_array_open(j);
    for (size_t i = 0; i < deleted; i++)
        json_text(j, slice_from(list->items[i].text), 0);
    json_array_close(j);
}

/* start_segment - a file that begins with its segment-start, under its name and on disk; the open
 * file, or -1 */
static int start_segment(struct record_log *log, const struct segment_name *name, const char *time,
                         const struct segment_list *list, size_t deleted)
{
    static const char beside[] = "segment.new";
    struct buffer members;
    struct json j;
    bool good;
    int fd;

    if (unlinkat(log->log_folder, beside, 0) != 0 && errno != ENOENT)
        return -1;
    fd = openat(log->log_folder, beside,
                O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640);
    if (fd < 0)
        return -1;
    buffer_init(&members, RECORD_LINE_MAX);
    json_init(&j, &members);
    start_members(log, name, list, deleted, &j);
    good = !members.failed &&
           log_put(log, fd, false, time, "segment-start", buffer_slice(&members), NULL) &&
           fsync(fd) == 0 && renameat(log->log_folder, beside, log->log_folder, name->text) == 0 &&
           fsync(log->log_folder) == 0;
    buffer_free(&members);
    if (good)
        return fd;
    log->failed = true;
    close(fd);
    return -1;
}

/* next_name - never before the last one in order of names, whatever the clock says */
static bool next_name(const struct record_log *log, const char *time, struct segment_name *name)
{
    unsigned month = segment_month(time), last = log->segment.month;

    if (log->segment.number >= SEGMENT_NUMBER_MAX)
        return false;
    segment_name_make(log->gateway, month > last ? month : last, log->segment.number + 1, name);
    return true;
}

bool log_segment_next(struct record_log *log, const char *time)
{
    struct segment_list list = {0};
    struct segment_name name;
    struct head head;
    size_t deleted;
    int fd = -1;

    if (!end_segment(log, time) ||
        ((log->key.key == NULL || log->public_key.number != log->key.number ||
          log->public_key.first_seq != log->seq + 1) &&
         !change_key(log)))
        return false;
    if (!segment_list_read(log->log_folder, &list))
        return false;
    deleted = too_old(log, &list, time);
    if (next_name(log, time, &name))
        fd = start_segment(log, &name, time, &list, deleted);
    if (fd < 0) {
        segment_list_clear(&list);
        return false;
    }
    log->segment_fd = fd;
    log->segment = name;
    memcpy(log->segment_time, time, TIMESTAMP_SIZE);
    log->durable = log->seq;
    log->new_chain = false;
    head.seq = log->seq;
    memcpy(head.sha256, log->sha256, sizeof head.sha256);
    if (!log_head_write(log, &head, true))
        log->failed = true;
    for (size_t i = 0; i < deleted && !log->failed; i++)
        unlinkat(log->log_folder, list.items[i].text, 0);
    segment_list_clear(&list);
    return !log->failed;
}
