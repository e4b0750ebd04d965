/*
 * The writer of the log after crashes, losses and wrong clocks; segments, keys, retention.
 */
#include "logs.h"
#include "test.h"
#include "wall-clock.h"

#include "record/verify.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void check_verdict(const struct test_log *t, const char *expected)
{
    struct verify_options options = {0};
    struct verify_result result;
    char text[1024];

    verify_describe(verify_folder(t->log_dir, &options, &result), &options, &result, text,
                    sizeof text);
    if (strstr(text, expected) == NULL)
        CHECK_STRING(expected, text);
}

static void append_bytes(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "ab");

    CHECK(file != NULL && fwrite(bytes, 1, len, file) == len);
    if (file != NULL)
        fclose(file);
}

static void check_add(struct test_log *t, const char *event)
{
    CHECK_INT(RECORD_WRITTEN, test_log_add(t, event, NULL));
}

/* A log with a start and an accept, closed */
static char *small_log(struct test_log *t)
{
    test_log_new(t);
    CHECK_INT(RECORD_OPENED, test_log_open(t));
    check_add(t, "start");
    check_add(t, "accept");
    test_log_close(t);
    return test_log_segment(t, 0);
}

static void torn_ends_are_declared(void)
{
    static const char zeros[5000];
    static const char longest[3 * RECORD_LINE_MAX + 2] = {[2 * RECORD_LINE_MAX] = '\n',
                                                          [3 * RECORD_LINE_MAX + 1] = '\n'};
    static const struct {
        const char *bytes;
        size_t len;
    } cases[] = {
        {"{", 1},
        {"\n", 1},
        {"{}\n", 3},
        {"{\"v\":1,\"gateway\":\"gw1\",\"seq\":4,", 31},
        {"a\nb\nc", 5},
        {"a\nb\nc\n", 6},
        {zeros, sizeof zeros},
        {longest, sizeof longest - 1},
        {longest, sizeof longest},
        {"\0\n\0", 3},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct test_log t;
        char *path = small_log(&t), *text, name[16];

        snprintf(name, sizeof name, "row %zu", i);
        check_case(name);
        append_bytes(path, cases[i].bytes, cases[i].len);
        check_verdict(&t, "broken after seq 3");
        CHECK_INT(RECORD_OPENED, test_log_open(&t));
        check_add(&t, "start");
        test_log_close(&t);
        check_verdict(&t, "5 records, seq 1 to 5");
        check_verdict(&t, "intact");
        text = test_read(path, NULL);
        if (cases[i].bytes[0] != '\0')
            CHECK(strstr(text, "\"event\":\"recovered\",\"torn_bytes\":") != NULL);
        free(text);
        free(path);
        test_log_free(&t);
    }
    check_case(NULL);
}

/* a record that was never acknowledged, cut at each byte: with the line feed missing it still
 * counts; what is left of it otherwise is declared */
static void every_cut_of_the_last_record_is_repaired(void)
{
    struct test_log t;
    char *path = small_log(&t), *head_path = test_path(t.key_dir, "head"), *head, *text;
    size_t before, len, head_len;

    free(test_read(path, &before));
    head = test_read(head_path, &head_len);
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    check_add(&t, "accept");
    test_log_close(&t);
    text = test_read(path, &len);
    for (size_t keep = before; keep < len; keep += keep + 8 < len ? 7 : 1) {
        bool whole = keep == len - 1;

        test_write(path, text, keep);
        test_write(head_path, head, head_len);
        CHECK_INT(RECORD_OPENED, test_log_open(&t));
        check_add(&t, "start");
        CHECK_INT(keep == before ? 4 : whole ? 6 : 5, record_seq(t.log));
        test_log_close(&t);
        check_verdict(&t, "intact");
    }
    free(head);
    free(head_path);
    free(text);
    free(path);
    test_log_free(&t);
}

/* a torn end declared by a `recovered` that is torn itself */
static void a_torn_repair_is_repaired(void)
{
    struct test_log t;
    char *path = small_log(&t), *text, *at;
    char *head_path = test_path(t.key_dir, "head"), *head;
    size_t len, head_len;

    head = test_read(head_path, &head_len);
    append_bytes(path, "{\"v\"", 4);
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    check_add(&t, "start");
    test_log_close(&t);
    text = test_read(path, &len);
    at = strstr(text, "\"recovered\"");
    CHECK(at != NULL);
    if (at != NULL)
        test_write(path, text, (size_t)(at - text) + 20);
    test_write(head_path, head, head_len);
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    check_add(&t, "start");
    test_log_close(&t);
    check_verdict(&t, "5 records, seq 1 to 5");
    check_verdict(&t, "intact");
    free(text);
    free(head);
    free(head_path);
    free(path);
    test_log_free(&t);
}

static void a_log_behind_its_head_waits_for_the_admin(void)
{
    struct test_log t;
    char *path = small_log(&t), *text, *line;
    struct verify_options partial = {.partial = true};
    struct verify_result result;

    text = test_read(path, NULL);
    line = strchr(text, '\n') + 1;
    test_write(path, text, (size_t)(line - text));
    CHECK_INT(RECORD_BEHIND_HEAD, test_log_open(&t));
    CHECK(t.log == NULL);
    CHECK(strstr(complaints_text(t.complaints, 0), "--new-chain") != NULL);
    t.options.new_chain = true;
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    check_add(&t, "start");
    CHECK_INT(5, record_seq(t.log)); /* 4 begins the segment: above what was lost */
    test_log_close(&t);
    free(text);
    free(path);
    CHECK_INT(2, test_log_segments(&t));
    path = test_log_segment(&t, 1);
    text = test_read(path, NULL);
    CHECK(strstr(text, "\"last_seq\":1,") != NULL);
    CHECK(strstr(text, "\"new_chain\":true,\"head_seq\":3,\"head_sha256\":\"") != NULL);
    t.options.new_chain = false;
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    check_add(&t, "stop");
    test_log_close(&t);
    check_verdict(&t, "broken: seq 2 to 3 are missing");
    /* with the old segments moved away the rest is whole again, but says that it is a part */
    free(path);
    path = test_log_segment(&t, 0);
    CHECK(unlink(path) == 0);
    check_verdict(&t, "seq 1 to 3 are missing");
    CHECK_INT(VERIFY_INTACT, verify_folder(t.log_dir, &partial, &result));
    free(text);
    free(path);
    test_log_free(&t);
}

/* what else only a new chain mends */
static void losses_of_other_kinds_wait_too(void)
{
    enum loss { NO_SEGMENT, NO_HEAD, BAD_HEAD, CHANGED_RECORD, NO_KEYS, OTHER_HASH, LOSSES };

    for (int loss = 0; loss < LOSSES; loss++) {
        struct test_log t;
        char *path = small_log(&t), *head = test_path(t.key_dir, "head"), name[16], *text;
        char *keys = test_path(t.log_dir, "keys.pub");
        size_t len;

        snprintf(name, sizeof name, "loss %d", loss);
        check_case(name);
        text = test_read(loss == OTHER_HASH ? head : path, &len);
        if (loss == NO_SEGMENT)
            CHECK(unlink(path) == 0);
        else if (loss == NO_HEAD)
            CHECK(unlink(head) == 0);
        else if (loss == BAD_HEAD)
            test_write(head, "x", 1);
        else if (loss == CHANGED_RECORD)
            text[len / 2] ^= 1;
        else if (loss == NO_KEYS)
            CHECK(unlink(keys) == 0);
        else
            text[5] = text[5] == 'a' ? 'b' : 'a';
        if (loss == CHANGED_RECORD || loss == OTHER_HASH)
            test_write(loss == OTHER_HASH ? head : path, text, len);
        chmod(head, 0600);
        CHECK_INT(RECORD_BEHIND_HEAD, test_log_open(&t));
        t.options.new_chain = true;
        CHECK_INT(RECORD_OPENED, test_log_open(&t));
        check_add(&t, "start");
        CHECK(record_seq(t.log) >= 5);
        test_log_close(&t);
        t.options.new_chain = false;
        CHECK_INT(RECORD_OPENED, test_log_open(&t));
        check_add(&t, "stop");
        test_log_close(&t);
        check_verdict(&t, "broken");
        free(text);
        free(head);
        free(keys);
        free(path);
        test_log_free(&t);
    }
    check_case(NULL);
}

static void a_lost_private_key_ends_the_log(void)
{
    struct test_log t;
    char *path = small_log(&t), *key = test_path(t.key_dir, "signing.key");

    CHECK(unlink(key) == 0);
    t.options.new_chain = true;
    CHECK_INT(RECORD_FAILED, test_log_open(&t));
    CHECK(strstr(complaints_text(t.complaints, 0), "signing.key is missing") != NULL);
    test_write(key, "1 AAAA\n", 7);
    chmod(key, 0600);
    CHECK_INT(RECORD_FAILED, test_log_open(&t));
    CHECK(strstr(complaints_text(t.complaints, 0), "does not hold a key") != NULL);
    free(key);
    free(path);
    test_log_free(&t);
}

static void new_chain_does_nothing_to_a_whole_log(void)
{
    struct test_log t;
    char *path = small_log(&t);

    t.options.new_chain = true;
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    check_add(&t, "start");
    CHECK_INT(1, test_log_segments(&t));
    CHECK_INT(4, record_seq(t.log));
    free(path);
    test_log_free(&t);
}

static void segments_change_with_the_period(void)
{
    static const struct {
        enum record_period period;
        const char *from, *to;
        size_t segments;
    } cases[] = {
        {RECORD_DAY, "2026-03-01T23:59:59.999Z", "2026-03-02T00:00:00.000Z", 2},
        {RECORD_DAY, "2026-03-01T00:00:00.000Z", "2026-03-01T23:59:59.999Z", 1},
        {RECORD_MONTH, "2026-03-31T23:59:59.999Z", "2026-04-01T00:00:00.000Z", 2},
        {RECORD_MONTH, "2026-03-01T00:00:00.000Z", "2026-03-31T23:59:59.999Z", 1},
        {RECORD_MONTH, "2026-03-01T00:00:00.000Z", "2027-03-01T00:00:00.000Z", 2},
        {RECORD_YEAR, "2026-12-31T23:59:59.999Z", "2027-01-01T00:00:00.000Z", 2},
        {RECORD_YEAR, "2026-01-01T00:00:00.000Z", "2026-12-31T23:59:59.999Z", 1},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int restart = 0; restart < 2; restart++) {
            struct test_log t;

            check_case(cases[i].to);
            test_log_new(&t);
            t.options.period = cases[i].period;
            wall_clock(cases[i].from);
            CHECK_INT(RECORD_OPENED, test_log_open(&t));
            check_add(&t, "start");
            if (restart) {
                test_log_close(&t);
                CHECK_INT(RECORD_OPENED, test_log_open(&t));
            }
            wall_clock(cases[i].to);
            check_add(&t, "accept");
            CHECK_INT(cases[i].segments, test_log_segments(&t));
            test_log_close(&t);
            check_verdict(&t, "intact");
            wall_clock(NULL);
            test_log_free(&t);
        }
    check_case(NULL);
}

static void the_old_key_is_gone_but_late_receipts_are_signed(void)
{
    static const char archive[] =
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    char receipt[RECEIPT_SIZE], *path, *before, *after;
    struct record_id id;
    struct test_log t;

    test_log_new(&t);
    wall_clock("2026-03-31T23:59:59.999Z");
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "accept", &id));
    path = test_path(t.key_dir, "signing.key");
    before = test_read(path, NULL);
    wall_clock("2026-04-01T00:00:00.000Z");
    check_add(&t, "accept");
    after = test_read(path, NULL);
    CHECK(strncmp(before, "1 ", 2) == 0);
    CHECK(strncmp(after, "2 ", 2) == 0);
    CHECK(strstr(after, strchr(before, ' ')) == NULL);
    CHECK(record_receipt(t.log, &id, archive, receipt));
    CHECK(strstr(receipt, "; k=1; s=") != NULL);
    wall_clock_slept += 60;
    CHECK(record_receipt(t.log, &id, archive, receipt));
    wall_clock_slept += 2; /* more than a minute, whatever the fraction of a second */
    CHECK(!record_receipt(t.log, &id, archive, receipt));
    wall_clock(NULL);
    test_log_close(&t);
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    CHECK(!record_receipt(t.log, &id, archive, receipt));
    free(before);
    free(after);
    free(path);
    test_log_free(&t);
}

static void retention_deletes_whole_segments_and_says_so(void)
{
    static const char *const times[] = {
        "2026-01-31T10:00:00.000Z", "2026-02-15T10:00:00.000Z", "2026-03-10T10:00:00.000Z",
        "2026-04-15T09:59:59.999Z", /* two months after 2026-02-15 begin a moment later */
        "2026-05-15T10:00:00.000Z",
    };
    static const size_t left[] = {1, 2, 3, 4, 3};
    struct test_log t;
    char *path, *text;

    test_log_new(&t);
    t.options.retention_months = 2;
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        check_case(times[i]);
        wall_clock(times[i]);
        check_add(&t, "accept");
        CHECK_INT(left[i], test_log_segments(&t));
        check_verdict(&t, "intact");
    }
    check_case(NULL);
    path = test_log_segment(&t, 2);
    text = test_read(path, NULL);
    CHECK(strstr(text, "\"deleted\":[\"gw1-202601-0001.jsonl\",\"gw1-202602-0002.jsonl\"]") !=
          NULL);
    free(path);
    free(text);
    path = test_path(t.log_dir, "keys.pub");
    text = test_read(path, NULL);
    CHECK(strncmp(text, "1 ", 2) == 0); /* never shortened */
    free(path);
    free(text);
    test_log_close(&t);
    check_verdict(&t, "seq 7 to 14");
    check_verdict(&t, "intact");
    /* a segment more than was recorded */
    path = test_log_segment(&t, 0);
    CHECK(unlink(path) == 0);
    check_verdict(&t, "broken: seq 1 to 9 are missing");
    free(path);
    wall_clock(NULL);
    test_log_free(&t);
}

static void settings_change_while_it_runs(void)
{
    struct test_log t;

    test_log_new(&t);
    wall_clock("2026-03-10T10:00:00.000Z");
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    check_add(&t, "start");
    wall_clock("2026-03-11T10:00:00.000Z");
    check_add(&t, "accept");
    CHECK_INT(1, test_log_segments(&t));
    record_settings(t.log, RECORD_DAY, 1);
    check_add(&t, "reload"); /* the segment began on another day */
    CHECK_INT(2, test_log_segments(&t));
    wall_clock("2026-05-11T10:00:00.000Z");
    check_add(&t, "accept");
    CHECK_INT(2, test_log_segments(&t)); /* the first one is deleted */
    test_log_close(&t);
    check_verdict(&t, "intact");
    wall_clock(NULL);
    test_log_free(&t);
}

/* a key change that was interrupted before keys.pub had the next key: it is undone */
static void a_key_that_was_never_published_is_dropped(void)
{
    struct test_log t;
    char *path = small_log(&t), *key = test_path(t.key_dir, "signing.key"), *text;
    char *next = test_path(t.key_dir, "signing.key.next");
    size_t len;

    text = test_read(key, &len);
    text[0] = '2';
    test_write(next, text, len);
    CHECK(chmod(next, 0600) == 0);
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    CHECK(access(next, F_OK) != 0);
    check_add(&t, "start");
    test_log_close(&t);
    check_verdict(&t, "intact");
    free(text);
    free(next);
    free(key);
    free(path);
    test_log_free(&t);
}

static void folders_that_are_none_are_told(void)
{
    struct test_log t;
    char *inner;

    test_log_new(&t);
    test_write(t.log_dir, "x", 1);
    CHECK_INT(RECORD_FAILED, test_log_open(&t));
    CHECK(strstr(complaints_text(t.complaints, 0), "cannot open this folder") != NULL);
    inner = test_path(t.log_dir, "inner");
    t.options.log_dir = inner;
    CHECK_INT(RECORD_FAILED, test_log_open(&t));
    CHECK(strstr(complaints_text(t.complaints, 0), "cannot create this folder") != NULL);
    free(inner);
    test_log_free(&t);
}

static void time_never_runs_back(void)
{
    struct test_log t;
    struct record_id id;
    char *path, *text;

    test_log_new(&t);
    wall_clock("2026-03-10T10:00:00.000Z");
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "accept", &id));
    wall_clock("2026-03-10T09:55:00.000Z"); /* five minutes: still fine */
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "accept", &id));
    CHECK_STRING("2026-03-10T10:00:00.000Z", id.time);
    CHECK_INT(4, id.seq); /* 3 is the `clock` */
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "accept", &id));
    CHECK_INT(5, id.seq); /* told once */
    wall_clock("2026-03-10T09:54:59.999Z");
    CHECK_INT(RECORD_CLOCK_BEHIND, test_log_add(&t, "accept", &id));
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "defer", &id));
    CHECK_INT(6, id.seq);
    CHECK_STRING("2026-03-10T10:00:00.000Z", id.time);
    wall_clock("2026-03-10T10:00:01.000Z");
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "accept", &id));
    CHECK_INT(7, id.seq);
    wall_clock("2026-03-10T09:00:00.000Z");
    CHECK_INT(RECORD_CLOCK_BEHIND, test_log_add(&t, "accept", &id));
    CHECK_INT(8, record_seq(t.log)); /* told again */
    path = test_log_segment(&t, 0);
    text = test_read(path, NULL);
    CHECK(strstr(text, "\"event\":\"clock\",\"behind_ms\":300000,") != NULL);
    CHECK(strstr(text, "\"event\":\"clock\",\"behind_ms\":3601000,") != NULL);
    test_log_close(&t);
    check_verdict(&t, "8 records");
    check_verdict(&t, "intact");
    free(text);
    free(path);
    wall_clock(NULL);
    test_log_free(&t);
}

/* a machine that once woke up in 2036 */
static void a_time_in_the_future_is_ended_by_the_admin(void)
{
    struct test_log t;
    struct record_id id;

    test_log_new(&t);
    wall_clock("2036-03-10T10:00:00.000Z");
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    check_add(&t, "start");
    test_log_close(&t);
    wall_clock("2026-03-10T10:00:00.000Z");
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    CHECK_INT(1, complaints_count(t.complaints)); /* a warning */
    CHECK_INT(0, complaints_errors(t.complaints));
    CHECK_INT(RECORD_CLOCK_BEHIND, test_log_add(&t, "accept", &id));
    test_log_close(&t);
    t.options.new_chain = true;
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "accept", &id));
    CHECK_STRING("2026-03-10T10:00:00.000Z", id.time);
    test_log_close(&t);
    t.options.new_chain = false;
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "accept", &id));
    test_log_close(&t);
    check_verdict(&t, "intact"); /* nothing is missing, and the change is on record */
    wall_clock(NULL);
    test_log_free(&t);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(torn_ends_are_declared),
        TEST(every_cut_of_the_last_record_is_repaired),
        TEST(a_torn_repair_is_repaired),
        TEST(a_log_behind_its_head_waits_for_the_admin),
        TEST(losses_of_other_kinds_wait_too),
        TEST(a_lost_private_key_ends_the_log),
        TEST(new_chain_does_nothing_to_a_whole_log),
        TEST(segments_change_with_the_period),
        TEST(the_old_key_is_gone_but_late_receipts_are_signed),
        TEST(retention_deletes_whole_segments_and_says_so),
        TEST(settings_change_while_it_runs),
        TEST(a_key_that_was_never_published_is_dropped),
        TEST(folders_that_are_none_are_told),
        TEST(time_never_runs_back),
        TEST(a_time_in_the_future_is_ended_by_the_admin),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
