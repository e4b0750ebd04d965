/*
 * test-record-ends - where a log of several segments may end, and what may stand beside it: for
 * the writer that opens it, and for the verifier
 */
#include "logs.h"
#include "test.h"
#include "wall-clock.h"

#include "record/receipt.h"
#include "record/verify.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MONTHS = 3 };

/* Three segments: seq 1 to 3, 4 to 6, and 7 to 8; each month is a start and an accept, and ends
 * when the next begins */
struct log {
    struct test_log t;
    struct record_id accepts[MONTHS]; /* seq 2, 5 and 8 */
    char *segment[MONTHS], *keys, *signing_key, *head;
};

static const char *const months[MONTHS] = {"2026-01-10T10:00:00.000Z", "2026-02-10T10:00:00.000Z",
                                           "2026-03-10T10:00:00.000Z"};

static void begin(struct log *l)
{
    memset(l, 0, sizeof *l);
    test_log_new(&l->t);
    wall_clock(months[0]);
    CHECK_INT(RECORD_OPENED, test_log_open(&l->t));
    for (size_t m = 0; m < MONTHS; m++) {
        wall_clock(months[m]);
        CHECK_INT(RECORD_WRITTEN, test_log_add(&l->t, "accept", &l->accepts[m]));
        CHECK_INT(3 * m + 2, l->accepts[m].seq);
    }
    test_log_close(&l->t);
    for (size_t m = 0; m < MONTHS; m++)
        l->segment[m] = test_log_segment(&l->t, m);
    l->keys = test_path(l->t.log_dir, "keys.pub");
    l->signing_key = test_path(l->t.key_dir, "signing.key");
    l->head = test_path(l->t.key_dir, "head");
}

static void end(struct log *l)
{
    wall_clock(NULL);
    for (size_t m = 0; m < MONTHS; m++)
        free(l->segment[m]);
    free(l->keys);
    free(l->signing_key);
    free(l->head);
    test_log_free(&l->t);
}

static void write_private(const char *path, const char *content)
{
    test_write(path, content, strlen(content));
    CHECK(chmod(path, 0600) == 0);
}

static void write_head(const struct log *l, uint64_t seq, const char *sha256)
{
    char text[128];

    snprintf(text, sizeof text, "%llu %s\n", (unsigned long long)seq, sha256);
    write_private(l->head, text);
}

/* last_record - seq and hash of the end of the log as a verifier finds it */
static void last_record(const struct log *l, struct verify_result *r)
{
    struct verify_options options = {.partial = true};

    verify_folder(l->t.log_dir, &options, r);
}

/* cut_last_line - of a segment */
static void cut_last_line(const char *path)
{
    size_t len;
    char *data = test_read(path, &len);

    CHECK(len > 1);
    for (len--; len > 0 && data[len - 1] != '\n';)
        len--;
    test_write(path, data, len);
    free(data);
}

static void waits(struct log *l, const char *why)
{
    CHECK_INT(RECORD_BEHIND_HEAD, test_log_open(&l->t));
    if (strstr(complaints_text(l->t.complaints, 0), why) == NULL)
        CHECK_STRING(why, complaints_text(l->t.complaints, 0));
}

static void opens(struct log *l)
{
    CHECK_INT(RECORD_OPENED, test_log_open(&l->t));
    CHECK_INT(RECORD_WRITTEN, test_log_add(&l->t, "start", NULL));
    test_log_close(&l->t);
}

static void the_head_of_a_later_segment_counts(void)
{
    struct log l;

    begin(&l);
    CHECK(unlink(l.head) == 0);
    waits(&l, "the file head is missing");
    end(&l);
    begin(&l);
    write_private(l.head, "0000000000000000008 "
                          "0000000000000000000000000000000000000000000000000000000000000000\n");
    CHECK_INT(RECORD_BEHIND_HEAD, test_log_open(&l.t)); /* 19 digits are no number */
    CHECK(strstr(complaints_text(l.t.complaints, 0), "head cannot be understood") != NULL);
    end(&l);
}

/* the head may name the last record of the segment before the last */
static void the_head_before_the_last_segment_counts(void)
{
    struct verify_result r;
    struct log l;

    begin(&l);
    char *last = test_read(l.segment[2], NULL);
    CHECK(unlink(l.segment[2]) == 0);
    last_record(&l, &r);
    CHECK_INT(6, r.last_seq);
    test_write(l.segment[2], last, strlen(last));
    write_head(&l, r.last_seq, r.head);
    opens(&l);
    r.head[0] = r.head[0] == 'a' ? 'b' : 'a';
    write_head(&l, r.last_seq, r.head);
    waits(&l, "the log differs from its head");
    free(last);
    end(&l);
}

static void nothing_is_torn_behind_the_end_of_a_segment(void)
{
    struct verify_result r;
    struct log l;
    FILE *file;

    begin(&l); /* as after a crash between two segments, when the key had changed */
    CHECK(unlink(l.segment[2]) == 0);
    last_record(&l, &r);
    write_head(&l, r.last_seq, r.head);
    opens(&l);
    end(&l);

    begin(&l);
    CHECK(unlink(l.segment[2]) == 0);
    last_record(&l, &r);
    write_head(&l, r.last_seq, r.head);
    file = fopen(l.segment[1], "ab");
    CHECK(file != NULL && fputs("torn\n", file) >= 0 && fclose(file) == 0);
    waits(&l, "the last segment is broken");
    end(&l);
}

static void the_log_reaches_to_its_last_key(void)
{
    struct verify_result r;
    struct log l;

    begin(&l);
    CHECK(unlink(l.segment[2]) == 0);
    cut_last_line(l.segment[1]);
    last_record(&l, &r);
    CHECK_INT(5, r.last_seq);
    write_head(&l, r.last_seq, r.head);
    waits(&l, "the log ends before its last key begins");
    l.t.options.new_chain = true;
    opens(&l);
    last_record(&l, &r);
    CHECK(r.last_seq >= 9); /* above what the lost records can have had */
    end(&l);
}

static void the_private_key_is_the_last_published(void)
{
    struct log l;
    char *text, *blank;

    begin(&l);
    text = test_read(l.signing_key, NULL);
    blank = strchr(text, ' ');
    CHECK(strncmp(text, "3 ", 2) == 0);
    blank[1] = blank[1] == 'A' ? 'B' : 'A';
    write_private(l.signing_key, text);
    waits(&l, "keys.pub does not end with the public half of signing.key");
    text[0] = '0';
    write_private(l.signing_key, text);
    CHECK_INT(RECORD_FAILED, test_log_open(&l.t));
    CHECK(strstr(complaints_text(l.t.complaints, 0), "signing.key does not hold a key") != NULL);
    free(text);
    end(&l);
}

static void private_files_belong_to_the_daemon(void)
{
    struct log l;

    begin(&l);
    CHECK(chmod(l.signing_key, 0640) == 0);
    CHECK_INT(RECORD_FAILED, test_log_open(&l.t));
    CHECK(chmod(l.signing_key, 0600) == 0);
    if (geteuid() == 0) {
        CHECK(chown(l.signing_key, 1, (gid_t)-1) == 0);
        CHECK_INT(RECORD_FAILED, test_log_open(&l.t));
        CHECK(strstr(complaints_text(l.t.complaints, 0), "a file of the user of the daemon"));
        CHECK(chown(l.signing_key, 0, (gid_t)-1) == 0);
    }
    opens(&l);
    end(&l);
}

/* what the disk held of the old key is overwritten, and no key signs for one before it */
static void old_keys_are_erased(void)
{
    static const char archive[] =
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    char receipt[RECEIPT_SIZE], old[64] = "";
    struct record_id next;
    struct log l;
    int fd;

    begin(&l);
    CHECK_INT(RECORD_OPENED, test_log_open(&l.t));
    fd = open(l.signing_key, O_RDONLY);
    CHECK(pread(fd, old, 40, 0) == 40 && strncmp(old, "3 ", 2) == 0);
    wall_clock("2026-04-10T10:00:00.000Z");
    CHECK_INT(RECORD_WRITTEN, test_log_add(&l.t, "accept", &next));
    CHECK(pread(fd, old, 40, 0) == 40);
    for (size_t i = 0; i < 40; i++)
        CHECK_INT(0, old[i]);
    close(fd);
    CHECK_INT(4, next.key);
    CHECK(record_receipt(l.t.log, &next, archive, receipt));
    CHECK(record_receipt(l.t.log, &l.accepts[2], archive, receipt)); /* by the retired key 3 */
    CHECK(!record_receipt(l.t.log, &l.accepts[1], archive, receipt));
    end(&l);
}

static void five_minutes_are_tolerated(void)
{
    struct log l;

    begin(&l);
    wall_clock("2026-03-10T09:55:00.000Z");
    CHECK_INT(RECORD_OPENED, test_log_open(&l.t));
    CHECK_INT(0, complaints_count(l.t.complaints));
    test_log_close(&l.t);
    wall_clock("2026-03-10T09:54:59.000Z");
    CHECK_INT(RECORD_OPENED, test_log_open(&l.t));
    CHECK_INT(1, complaints_count(l.t.complaints));
    test_log_close(&l.t);
    /* where the time goes back by months, names do not */
    wall_clock("2026-01-20T10:00:00.000Z");
    l.t.options.new_chain = true;
    opens(&l);
    char *path = test_log_segment(&l.t, 3);
    CHECK(strstr(path, "/gw1-202603-0004.jsonl") != NULL);
    free(path);
    end(&l);
}

static void verified(const struct log *l, const struct verify_options *options, const char *why)
{
    struct verify_result r;
    char text[1024];
    enum verify_outcome outcome = verify_folder(l->t.log_dir, options, &r);

    verify_describe(outcome, options, &r, text, sizeof text);
    if (strstr(text, why) == NULL)
        CHECK_STRING(why, text);
}

static void a_part_of_a_log_ends_with_a_segment(void)
{
    struct verify_options partial = {.partial = true};
    struct anchor anchor = {.seq = 2};
    struct log l;

    begin(&l);
    CHECK(unlink(l.segment[2]) == 0);
    verified(&l, &partial, "intact");
    cut_last_line(l.segment[1]);
    verified(&l, &partial, "the end is missing");
    end(&l);

    begin(&l);
    CHECK(unlink(l.segment[0]) == 0);
    verified(&l, &partial, "intact");
    memcpy(anchor.sha256, l.accepts[0].sha256, sizeof anchor.sha256);
    partial.anchors = &anchor;
    partial.anchor_count = 1;
    verified(&l, &partial, "the anchor at seq 2 lies before the first record here");
    end(&l);
}

static void segments_are_files(void)
{
    struct verify_options options = {0};
    char *aside;
    struct log l;

    begin(&l);
    verified(&l, &options, "intact");
    aside = test_path(l.t.root, "aside");
    CHECK(rename(l.segment[1], aside) == 0 && symlink(aside, l.segment[1]) == 0);
    verified(&l, &options, "Too many levels of symbolic links");
    free(aside);
    end(&l);
}

/* lines_from - the lines of keys.pub from the nth on; the caller frees */
static char *lines_from(const char *path, unsigned n)
{
    char *data = test_read(path, NULL), *at = data;

    while (n-- > 0)
        at = strchr(at, '\n') + 1;
    memmove(data, at, strlen(at) + 1);
    return data;
}

static void the_keys_are_one_chain(void)
{
    struct verify_options options = {0};
    struct key_list trusted = {0};
    struct log a, b;
    char *own, *foreign, *both;
    unsigned line;

    begin(&a);
    begin(&b);
    own = lines_from(a.keys, 0);
    foreign = lines_from(b.keys, 0);
    CHECK(asprintf(&both, "%s%s", own, foreign) > 0);
    test_write(a.keys, both, strlen(both));
    verified(&a, &options, "line 4 of keys.pub does not follow from the key before it");
    free(both);
    free(foreign);

    /* keys of another log behind the published first one */
    CHECK(key_list_parse(slice_of(own, strcspn(own, "\n") + 1), &trusted, &line));
    options.trusted = &trusted;
    test_write(a.keys, own, strlen(own));
    verified(&a, &options, "intact");
    foreign = lines_from(b.keys, 1);
    test_write(a.keys, foreign, strlen(foreign));
    verified(&a, &options, "keys.pub does not follow from the published keys");
    key_list_clear(&trusted);

    /* numbers that are none, or would be another one in 32 bits */
    own[0] = '0';
    CHECK(!key_list_parse(slice_from(own), &trusted, &line));
    key_list_clear(&trusted);
    CHECK(asprintf(&both, "429496729%s", own) > 0);
    both[9] = '7';
    CHECK(!key_list_parse(slice_from(both), &trusted, &line));
    CHECK_INT(1, line);
    key_list_clear(&trusted);
    free(both);
    free(foreign);
    free(own);
    end(&a);
    end(&b);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(the_head_of_a_later_segment_counts),
        TEST(the_head_before_the_last_segment_counts),
        TEST(nothing_is_torn_behind_the_end_of_a_segment),
        TEST(the_log_reaches_to_its_last_key),
        TEST(the_private_key_is_the_last_published),
        TEST(private_files_belong_to_the_daemon),
        TEST(old_keys_are_erased),
        TEST(five_minutes_are_tolerated),
        TEST(a_part_of_a_log_ends_with_a_segment),
        TEST(segments_are_files),
        TEST(the_keys_are_one_chain),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
