/*
 * The writer of the log: chain, keys, segments, repair, head, clock, locks, many threads.
 */
#include "logs.h"
#include "test.h"

#include "record/line.h"

#include <jansson.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char ZEROS[] = "0000000000000000000000000000000000000000000000000000000000000000";

/* open_log - a log that opened without complaint */
static void open_log(struct test_log *t)
{
    test_log_new(t);
    CHECK_INT(RECORD_OPENED, test_log_open(t));
}

/* line_of - line n (from 0) of a text, without its line feed; the caller frees */
static char *line_of(const char *text, size_t n)
{
    const char *end;

    while (n-- > 0 && (text = strchr(text, '\n')) != NULL)
        text++;
    if (text == NULL)
        return strdup("");
    end = strchrnul(text, '\n');
    return strndup(text, (size_t)(end - text));
}

static size_t lines_in(const char *text)
{
    size_t n = 0;

    for (; *text != '\0'; text++)
        n += *text == '\n';
    return n;
}

static void first_records_have_the_promised_form(void)
{
    const char *order[] = {"v",    "gateway",       "seq",     "prev", "time", "event",
                           "more", "policy_sha256", "version", "key",  "sig"};
    struct test_log t;
    struct record_id id;
    char *path, *text, *second, *first, hash[SHA256_HEX_SIZE];
    const char *key;
    json_t *json, *value;
    size_t n = 0;

    open_log(&t);
    record_policy(t.log, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    CHECK_INT(RECORD_WRITTEN, record_append(t.log, "start", slice_from("\"more\":true"), &id));
    CHECK_INT(2, id.seq);
    CHECK_INT(2, record_seq(t.log));
    CHECK_INT(1, id.key);
    path = test_log_segment(&t, 0);
    text = test_read(path, NULL);
    CHECK_INT(2, lines_in(text));
    first = line_of(text, 0);
    second = line_of(text, 1);
    CHECK(strstr(first, ZEROS) != NULL);
    CHECK(strstr(first, "\"event\":\"segment-start\"") != NULL);
    json = json_loads(second, 0, NULL);
    json_object_foreach (json, key, value) {
        CHECK(n < sizeof order / sizeof *order);
        CHECK_STRING(order[n], key);
        n++;
    }
    CHECK_INT(sizeof order / sizeof *order, n);
    CHECK_STRING("gw1", json_string_value(json_object_get(json, "gateway")));
    CHECK(sha256_hex(slice_from(first), hash));
    CHECK_STRING(hash, json_string_value(json_object_get(json, "prev")));
    CHECK(sha256_hex(slice_from(second), hash));
    CHECK_STRING(hash, id.sha256);
    CHECK_STRING(id.time, json_string_value(json_object_get(json, "time")));
    json_decref(json);
    free(first);
    free(second);
    free(text);
    free(path);
    test_log_free(&t);
}

static void folders_and_files_have_narrow_rights(void)
{
    const char *private[] = {"signing.key", "head", "sender.key"};
    struct test_log t;
    struct stat st;
    char *path;

    open_log(&t);
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "start", NULL));
    CHECK(stat(t.key_dir, &st) == 0 && (st.st_mode & 0777) == 0700);
    CHECK(stat(t.log_dir, &st) == 0 && (st.st_mode & 0027) == 0);
    for (size_t i = 0; i < sizeof private / sizeof *private; i++) {
        path = test_path(t.key_dir, private[i]);
        CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600);
        free(path);
    }
    path = test_log_segment(&t, 0);
    CHECK(stat(path, &st) == 0 && (st.st_mode & 0137) == 0);
    free(path);
    test_log_close(&t);

    CHECK(chmod(t.key_dir, 0750) == 0);
    CHECK_INT(RECORD_FAILED, test_log_open(&t));
    CHECK(strstr(complaints_text(t.complaints, 0), "chmod 0700") != NULL);
    CHECK(chmod(t.key_dir, 0700) == 0);
    path = test_path(t.key_dir, "signing.key");
    CHECK(chmod(path, 0640) == 0);
    CHECK_INT(RECORD_FAILED, test_log_open(&t));
    CHECK(strstr(complaints_text(t.complaints, 0), "chmod 0600") != NULL);
    free(path);
    test_log_free(&t);
}

static void a_folder_has_one_writer(void)
{
    struct test_log t;
    struct record_log *other;
    struct complaints *c = complaints_new();

    open_log(&t);
    CHECK_INT(RECORD_FAILED, record_open(&t.options, &other, c));
    CHECK(other == NULL);
    CHECK(strstr(complaints_text(c, 0), "another process") != NULL);
    complaints_free(c);
    c = complaints_new();
    test_log_close(&t);
    t.options.key_dir = t.log_dir;
    CHECK_INT(RECORD_FAILED, record_open(&t.options, &other, c));
    CHECK(strstr(complaints_text(c, 0), "two folders") != NULL);
    complaints_free(c);
    test_log_free(&t);
}

static void gateway_names_are_checked(void)
{
    static const struct {
        const char *name;
        enum record_open expected;
    } cases[] = {
        {"", RECORD_FAILED},
        {"a b", RECORD_FAILED},
        {"../x", RECORD_FAILED},
        {"g\"", RECORD_FAILED},
        {"mail-1", RECORD_OPENED},
        {"123456789012345678901234567890123456789012345678901234567890123", RECORD_OPENED},
        {"1234567890123456789012345678901234567890123456789012345678901234", RECORD_FAILED},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct test_log t;

        check_case(cases[i].name);
        test_log_new(&t);
        t.options.gateway = cases[i].name;
        CHECK_INT(cases[i].expected, test_log_open(&t));
        if (t.log != NULL)
            CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "start", NULL));
        test_log_free(&t);
    }
    check_case(NULL);
}

static void another_gateways_folder_is_refused(void)
{
    struct test_log t;

    open_log(&t);
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "start", NULL));
    test_log_close(&t);
    t.options.gateway = "gw2";
    CHECK_INT(RECORD_FAILED, test_log_open(&t));
    test_log_free(&t);
}

static void the_chain_goes_on_after_a_restart(void)
{
    struct test_log t;
    struct record_id a, b;
    char *path, *text, *last;

    open_log(&t);
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "start", &a));
    test_log_close(&t);
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    CHECK_INT(0, complaints_count(t.complaints));
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "start", &b));
    CHECK_INT(a.seq + 1, b.seq);
    path = test_log_segment(&t, 0);
    text = test_read(path, NULL);
    last = line_of(text, 2);
    CHECK(strstr(last, a.sha256) != NULL);
    CHECK_INT(1, test_log_segments(&t));
    free(last);
    free(text);
    free(path);
    test_log_free(&t);
}

static void bad_members_are_not_written(void)
{
    static const char *const cases[] = {"\"a\":", "\"v\":2",      "\"a\":1,\"a\":2",
                                        "a",      "\"a\":\"\n\"", "\"sig\":\"x\""};
    struct test_log t;
    struct record_id id;

    open_log(&t);
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "start", NULL));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_case(cases[i]);
        CHECK_INT(RECORD_NOT_WRITTEN, record_append(t.log, "refuse", slice_from(cases[i]), NULL));
    }
    check_case(NULL);
    CHECK_INT(RECORD_NOT_WRITTEN, test_log_add(&t, "Bad Event", NULL));
    CHECK(record_healthy(t.log));
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "stop", &id));
    CHECK_INT(3, id.seq);
    test_log_free(&t);
}

static void a_line_has_a_longest_length(void)
{
    struct test_log t;
    struct buffer members;
    struct record_id id;
    char *path, *text;
    size_t len, fixed;

    open_log(&t);
    CHECK_INT(RECORD_WRITTEN, record_append(t.log, "start", slice_from("\"a\":\"\""), &id));
    path = test_log_segment(&t, 0);
    text = test_read(path, &len);
    fixed = len - (size_t)(strchr(text, '\n') + 1 - text) - 1;
    for (size_t more = 0; more < 2; more++) {
        buffer_init(&members, 2 * RECORD_LINE_MAX);
        buffer_append_string(&members, "\"a\":\"");
        for (size_t i = 0; i < RECORD_LINE_MAX - fixed + more; i++)
            buffer_append_byte(&members, 'x');
        buffer_append_byte(&members, '"');
        CHECK_INT(more == 0 ? RECORD_WRITTEN : RECORD_NOT_WRITTEN,
                  record_append(t.log, "start", buffer_slice(&members), NULL));
        buffer_free(&members);
    }
    test_log_close(&t);
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    CHECK_INT(3, record_seq(t.log));
    free(text);
    free(path);
    test_log_free(&t);
}

enum { THREADS = 8, EACH = 50 };

struct writer {
    struct record_log *log;
    unsigned written;
};

static void *write_many(void *context)
{
    struct writer *w = context;
    struct record_id id;

    for (unsigned i = 0; i < EACH; i++)
        if (record_append(w->log, "accept", slice_from("\"n\":1"), &id) == RECORD_WRITTEN)
            w->written++;
    return NULL;
}

static void many_threads_make_one_chain(void)
{
    struct writer writers[THREADS];
    pthread_t threads[THREADS];
    struct test_log t;
    char *path, *text;

    open_log(&t);
    for (size_t i = 0; i < THREADS; i++) {
        writers[i] = (struct writer){t.log, 0};
        CHECK_INT(0, pthread_create(&threads[i], NULL, write_many, &writers[i]));
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        CHECK_INT(EACH, writers[i].written);
    }
    CHECK_INT(THREADS * EACH + 1, record_seq(t.log));
    test_log_close(&t);
    CHECK_INT(RECORD_OPENED, test_log_open(&t)); /* checks the whole segment */
    CHECK_INT(THREADS * EACH + 1, record_seq(t.log));
    path = test_path(t.key_dir, "head");
    text = test_read(path, NULL);
    CHECK(strncmp(text, "401 ", 4) == 0);
    free(text);
    free(path);
    test_log_free(&t);
}

static void a_receipt_is_signed(void)
{
    static const char archive[] =
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    char receipt[RECEIPT_SIZE], hash[SHA256_HEX_SIZE], again[SHA256_HEX_SIZE];
    struct test_log t;
    struct record_id id;

    open_log(&t);
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "accept", &id));
    CHECK(record_receipt(t.log, &id, archive, receipt));
    CHECK(strncmp(receipt, "v=1; g=gw1; n=2; t=", 19) == 0);
    CHECK(strstr(receipt, archive) != NULL);
    CHECK(strstr(receipt, id.sha256) != NULL);
    CHECK(!record_receipt(t.log, &id, "not a hash", receipt));
    CHECK(record_sender_hash(t.log, slice_from("a@b.example"), hash));
    CHECK_INT(64, strlen(hash));
    CHECK(record_sender_hash(t.log, slice_from("a@b.examplf"), again));
    CHECK(strcmp(hash, again) != 0);
    test_log_close(&t);
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    CHECK(record_sender_hash(t.log, slice_from("a@b.example"), again));
    CHECK_STRING(hash, again);
    test_log_free(&t);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(first_records_have_the_promised_form),
        TEST(folders_and_files_have_narrow_rights),
        TEST(a_folder_has_one_writer),
        TEST(gateway_names_are_checked),
        TEST(another_gateways_folder_is_refused),
        TEST(the_chain_goes_on_after_a_restart),
        TEST(bad_members_are_not_written),
        TEST(a_line_has_a_longest_length),
        TEST(many_threads_make_one_chain),
        TEST(a_receipt_is_signed),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
