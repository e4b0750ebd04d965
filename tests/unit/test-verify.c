/*
 * The verifier: what it must find, and what it must not call broken.
 */
#include "logs.h"
#include "test.h"
#include "wall-clock.h"

#include "base/encode.h"
#include "record/segment.h"
#include "record/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A log of three segments (months), with nine records and three keys */
struct fixture {
    struct test_log t;
    struct record_id ids[16]; /* by seq */
    char *copy;               /* a folder to tamper with */
};

static void fixture_new(struct fixture *f)
{
    static const char *const months[] = {"2026-01-10T10:00:00.000Z", "2026-02-10T10:00:00.000Z",
                                         "2026-03-10T10:00:00.000Z"};
    struct record_id id;

    memset(f, 0, sizeof *f);
    test_log_new(&f->t);
    CHECK_INT(RECORD_OPENED, test_log_open(&f->t));
    for (size_t m = 0; m < 3; m++) {
        wall_clock(months[m]);
        for (size_t i = 0; i < 2; i++) {
            CHECK_INT(RECORD_WRITTEN, test_log_add(&f->t, "accept", &id));
            f->ids[id.seq] = id;
        }
    }
    test_log_close(&f->t);
    wall_clock(NULL);
    f->copy = test_path(f->t.root, "copy");
    test_copy_tree(f->t.log_dir, f->copy);
}

static void fixture_free(struct fixture *f)
{
    free(f->copy);
    test_log_free(&f->t);
}

static char *segment_path(const char *folder, unsigned month)
{
    char name[64];

    snprintf(name, sizeof name, "gw1-20260%u-000%u.jsonl", month, month);
    return test_path(folder, name);
}

static enum verify_outcome verify_with(const char *folder, const struct verify_options *options,
                                       char *text, size_t size)
{
    struct verify_result result;
    enum verify_outcome outcome = verify_folder(folder, options, &result);

    verify_describe(outcome, options, &result, text, size);
    return outcome;
}

static enum verify_outcome verify(const char *folder, char *text, size_t size)
{
    struct verify_options options = {0};

    return verify_with(folder, &options, text, size);
}

/* broken - the folder verifies as broken, and the text says this */
static void check_broken(const char *folder, const char *expected)
{
    char text[1024];

    CHECK_INT(VERIFY_BROKEN, verify(folder, text, sizeof text));
    if (strstr(text, expected) == NULL)
        CHECK_STRING(expected, text);
}

static void check_intact(const char *folder)
{
    char text[1024];

    if (verify(folder, text, sizeof text) != VERIFY_INTACT)
        CHECK_STRING("intact", text);
}

static void a_whole_log_is_intact(void)
{
    struct verify_options options = {0};
    struct verify_result r;
    struct fixture f;
    char text[1024];

    fixture_new(&f);
    CHECK_INT(VERIFY_INTACT, verify_folder(f.copy, &options, &r));
    CHECK_INT(11, r.records);
    CHECK_INT(1, r.first_seq);
    CHECK_INT(11, r.last_seq);
    CHECK_INT(3, r.segments);
    CHECK_INT(3, r.keys);
    CHECK_STRING("gw1", r.gateway);
    CHECK_STRING(f.ids[11].sha256, r.head);
    CHECK_STRING("2026-01-10T10:00:00.000Z", r.first_time);
    CHECK_STRING("2026-03-10T10:00:00.000Z", r.last_time);
    verify_describe(VERIFY_INTACT, &options, &r, text, sizeof text);
    CHECK(strstr(text, "11 records, seq 1 to 11, head ") == text);
    CHECK(strstr(text, ": intact (key ") != NULL);
    fixture_free(&f);
}

static void no_folder_and_no_segment_are_told_apart(void)
{
    struct test_log t;
    char text[256];

    test_log_new(&t);
    CHECK_INT(VERIFY_NO_LOG, verify(t.log_dir, text, sizeof text));
    CHECK_STRING("No such file or directory", text);
    CHECK(mkdir(t.log_dir, 0700) == 0);
    CHECK_INT(VERIFY_NO_LOG, verify(t.log_dir, text, sizeof text));
    CHECK_STRING("no segment of a log in it", text);
    test_log_free(&t);
}

/* every byte of a segment, and every fifth of the others, changed in one bit or in all */
static void no_changed_byte_is_missed(void)
{
    static const unsigned char changes[] = {0x01, 0xff};
    struct fixture f;
    unsigned missed = 0, tried = 0;

    fixture_new(&f);
    for (unsigned month = 1; month <= 3; month++) {
        char *path = segment_path(f.copy, month), text[1024];
        size_t len;
        char *data = test_read(path, &len);

        for (size_t at = 0; at < len; at += month == 2 ? 1 : 5) {
            char old = data[at];

            data[at] = (char)((unsigned char)old ^ changes[at % 2]);
            test_write(path, data, len);
            missed += verify(f.copy, text, sizeof text) != VERIFY_BROKEN;
            tried++;
            data[at] = old;
        }
        test_write(path, data, len);
        free(data);
        free(path);
    }
    CHECK_INT(0, missed);
    CHECK(tried > 2000);
    check_intact(f.copy);
    fixture_free(&f);
}

static void no_changed_byte_of_the_keys_is_missed(void)
{
    struct fixture f;
    char *path, *data, text[1024];
    size_t len;
    unsigned missed = 0;

    fixture_new(&f);
    path = test_path(f.copy, "keys.pub");
    data = test_read(path, &len);
    for (size_t at = 0; at < len; at++) {
        data[at] ^= 1;
        test_write(path, data, len);
        missed += verify(f.copy, text, sizeof text) != VERIFY_BROKEN;
        data[at] ^= 1;
    }
    CHECK_INT(0, missed);
    free(data);
    free(path);
    fixture_free(&f);
}

/* cut at each byte of the last segment: with an anchor nothing is missed, without one only cuts
 * between records */
static void no_cut_is_missed_with_an_anchor(void)
{
    struct fixture f;
    struct anchor anchor;
    struct verify_options options = {.anchors = &anchor, .anchor_count = 1};
    char *path, *data, text[1024], spec[128];
    size_t len;
    unsigned missed = 0, silent = 0;

    fixture_new(&f);
    snprintf(spec, sizeof spec, "11:%s", f.ids[11].sha256);
    CHECK(anchor_parse(slice_from(spec), &anchor));
    CHECK_INT(VERIFY_INTACT, verify_with(f.copy, &options, text, sizeof text));
    path = segment_path(f.copy, 3);
    data = test_read(path, &len);
    for (size_t keep = 0; keep < len; keep++) {
        test_write(path, data, keep);
        missed += verify_with(f.copy, &options, text, sizeof text) != VERIFY_BROKEN;
        silent += verify(f.copy, text, sizeof text) == VERIFY_INTACT;
    }
    CHECK_INT(0, missed);
    CHECK_INT(2, silent); /* after the first and the second of three lines */
    free(data);
    free(path);
    fixture_free(&f);
}

static void anchors_are_read_strictly(void)
{
    static const struct {
        const char *text;
        bool good;
    } cases[] = {
        {"1:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true},
        {"gw-1:1:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef", true},
        {"0:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", false},
        {"01:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", false},
        {"1:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde", false},
        {"1:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdefa", false},
        {"1:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg", false},
        {"g w:1:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", false},
        {":1:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", false},
        {"1", false},
        {"", false},
    };
    struct anchor anchor;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_case(cases[i].text);
        CHECK(anchor_parse(slice_from(cases[i].text), &anchor) == cases[i].good);
    }
    check_case(NULL);
}

/* anchors that name a record with another hash, or one that is not here */
static void wrong_anchors_are_broken(void)
{
    struct fixture f;
    struct anchor anchor;
    struct verify_options options = {.anchors = &anchor, .anchor_count = 1};
    char text[1024], spec[128];

    fixture_new(&f);
    snprintf(spec, sizeof spec, "11:%s", f.ids[10].sha256);
    CHECK(anchor_parse(slice_from(spec), &anchor));
    CHECK_INT(VERIFY_BROKEN, verify_with(f.copy, &options, text, sizeof text));
    CHECK(strstr(text, "another hash") != NULL);
    snprintf(spec, sizeof spec, "gw1:12:%s", f.ids[11].sha256);
    CHECK(anchor_parse(slice_from(spec), &anchor));
    CHECK_INT(VERIFY_BROKEN, verify_with(f.copy, &options, text, sizeof text));
    CHECK(strstr(text, "the end is missing") != NULL);
    snprintf(spec, sizeof spec, "gw2:12:%s", f.ids[11].sha256);
    CHECK(anchor_parse(slice_from(spec), &anchor));
    CHECK_INT(VERIFY_INTACT, verify_with(f.copy, &options, text, sizeof text));
    fixture_free(&f);
}

enum edit { DELETE, DUPLICATE, SWAP };

/* edit_lines - the text with line n deleted, doubled, or swapped with the next */
static char *edit_lines(const char *text, size_t n, enum edit edit)
{
    size_t len = strlen(text), at = 0, end, next;
    char *out = calloc(1, 2 * len + 1);

    while (n-- > 0)
        at = (size_t)(strchr(text + at, '\n') + 1 - text);
    end = (size_t)(strchr(text + at, '\n') + 1 - text);
    next = edit == SWAP ? (size_t)(strchr(text + end, '\n') + 1 - text) : end;
    memcpy(out, text, at);
    if (edit == SWAP)
        strncat(out, text + end, next - end);
    if (edit == DUPLICATE || edit == SWAP)
        strncat(out, text + at, end - at);
    if (edit == DUPLICATE)
        strncat(out, text + at, end - at);
    strncat(out, text + next, len - next);
    return out;
}

static void deleted_doubled_and_swapped_lines_are_found(void)
{
    static const struct {
        unsigned month;
        size_t line;
        enum edit edit;
        const char *expected;
    } cases[] = {
        {1, 0, DELETE, "seq"},
        {1, 1, DELETE, "seq is 3, expected 2"},
        {1, 3, DELETE, "seq is 5, expected 4"},
        {2, 0, DELETE, "seq is 6, expected 5"},
        {2, 1, DELETE, "seq is 7, expected 6"},
        {3, 1, DELETE, "seq is 11, expected 10"},
        {1, 0, DUPLICATE, "seq is 1, expected 2"},
        {1, 1, DUPLICATE, "seq is 2, expected 3"},
        {3, 2, DUPLICATE, "seq is 11, expected 12"},
        {1, 0, SWAP, ""},
        {1, 1, SWAP, "seq is 3, expected 2"},
        {3, 1, SWAP, "seq is 11, expected 10"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f;
        char *path, *data, *edited, name[32];

        snprintf(name, sizeof name, "row %zu", i);
        check_case(name);
        fixture_new(&f);
        path = segment_path(f.copy, cases[i].month);
        data = test_read(path, NULL);
        edited = edit_lines(data, cases[i].line, cases[i].edit);
        test_write(path, edited, strlen(edited));
        check_broken(f.copy, cases[i].expected);
        free(edited);
        free(data);
        free(path);
        fixture_free(&f);
    }
    check_case(NULL);
}

static void dropped_segments_are_found(void)
{
    static const struct {
        unsigned month;
        const char *expected;
    } cases[] = {{1, "seq 1 to 4 are missing"},
                 {2, "segment number 0002, before this one, is missing"},
                 {3, "the end is missing"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct verify_options partial = {.partial = true};
        struct fixture f;
        char *path, text[1024];

        check_case(cases[i].expected);
        fixture_new(&f);
        path = segment_path(f.copy, cases[i].month);
        CHECK(unlink(path) == 0);
        check_broken(f.copy, cases[i].expected);
        CHECK_INT(i == 1 ? VERIFY_BROKEN : VERIFY_INTACT,
                  verify_with(f.copy, &partial, text, sizeof text));
        free(path);
        fixture_free(&f);
    }
    check_case(NULL);
}

static void renamed_segments_are_found(void)
{
    struct fixture f;
    char *from, *to;

    fixture_new(&f);
    from = segment_path(f.copy, 3);
    to = test_path(f.copy, "gw1-202604-0003.jsonl");
    CHECK(rename(from, to) == 0);
    check_broken(f.copy, "another name");
    free(from);
    free(to);
    fixture_free(&f);
}

/* a segment of another log of the same gateway name, in place of ours */
static void spliced_logs_are_found(void)
{
    struct fixture a, b;
    char *from, *to, *data;
    size_t len;

    fixture_new(&a);
    fixture_new(&b);
    for (unsigned month = 1; month <= 3; month++) {
        from = segment_path(b.copy, month);
        to = segment_path(a.copy, month);
        data = test_read(from, &len);
        test_write(to, data, len);
        check_broken(a.copy, "");
        free(data);
        data = segment_path(a.t.log_dir, month);
        free(from);
        from = test_read(data, &len);
        test_write(to, from, len);
        free(data);
        free(from);
        free(to);
    }
    check_intact(a.copy);
    fixture_free(&a);
    fixture_free(&b);
}

static void older_keys_files_are_found(void)
{
    struct fixture f;
    char *path, *data;

    fixture_new(&f);
    path = test_path(f.copy, "keys.pub");
    data = test_read(path, NULL);
    *strchr(strchr(data, '\n') + 1, '\n') = '\0';
    data[strlen(data) + 1] = '\0';
    data[strlen(data)] = '\n';
    test_write(path, data, strlen(data));
    check_broken(f.copy, "key");
    CHECK(unlink(path) == 0);
    check_broken(f.copy, "keys.pub is missing");
    free(data);
    free(path);
    fixture_free(&f);
}

static struct key_list keys_of(const char *folder, size_t lines)
{
    char *path = test_path(folder, "keys.pub"), *data = test_read(path, NULL), *end = data;
    struct key_list keys = {0};
    unsigned line;

    while (lines-- > 0)
        end = strchr(end, '\n') + 1;
    CHECK(key_list_parse(slice_of(data, (size_t)(end - data)), &keys, &line));
    free(data);
    free(path);
    return keys;
}

static void published_keys_decide(void)
{
    struct fixture a, b;
    struct verify_options options = {0};
    struct key_list keys;
    char text[1024], *path, *data, *own;
    size_t len;

    fixture_new(&a);
    fixture_new(&b);
    for (size_t lines = 1; lines <= 3; lines++) { /* also one published long ago */
        keys = keys_of(a.copy, lines);
        options.trusted = &keys;
        CHECK_INT(VERIFY_INTACT, verify_with(a.copy, &options, text, sizeof text));
        CHECK_STRING("intact", strrchr(text, ' ') + 1);
        CHECK_INT(VERIFY_BROKEN, verify_with(b.copy, &options, text, sizeof text));
        CHECK(strstr(text, "not the published one") != NULL);
        key_list_clear(&keys);
    }
    /* several gateways' keys in one file: b's come first, and fail; with a's all is well */
    keys = keys_of(b.copy, 3);
    path = test_path(a.copy, "keys.pub");
    own = test_read(path, &len);
    data = own;
    {
        unsigned line;

        CHECK(key_list_parse(slice_of(data, len), &keys, &line));
    }
    options.trusted = &keys;
    CHECK_INT(VERIFY_BROKEN, verify_with(a.copy, &options, text, sizeof text)); /* same name */
    key_list_clear(&keys);
    /* the folder's own file is not needed */
    keys = keys_of(a.copy, 3);
    CHECK(unlink(path) == 0);
    options.trusted = &keys;
    CHECK_INT(VERIFY_INTACT, verify_with(a.copy, &options, text, sizeof text));
    /* published keys that reach further than the log: its end is missing */
    free(path);
    path = segment_path(a.copy, 3);
    CHECK(unlink(path) == 0);
    CHECK_INT(VERIFY_BROKEN, verify_with(a.copy, &options, text, sizeof text));
    CHECK(strstr(text, "the end is missing") != NULL);
    key_list_clear(&keys);
    free(own);
    free(path);
    fixture_free(&a);
    fixture_free(&b);
}

/* signed - a line with these parts, signed with the log's own key: what even the owner of the key
 * may not write */
static void forge(struct fixture *f, uint64_t seq, const char *time, const char *from,
                  const char *to)
{
    char *key_path = test_path(f->t.key_dir, "signing.key"), *text = test_read(key_path, NULL);
    struct complaints *c = complaints_new();
    unsigned char seed[SIGNING_SEED_SIZE];
    char signature[SIGNING_SIGNATURE_TEXT], *path, *data, line[2048], *place;
    size_t len, seed_len = 0;
    EVP_PKEY *key;

    text[strcspn(text, "\n")] = '\0';
    CHECK(base64_decode(slice_from(strchr(text, ' ') + 1), seed, sizeof seed, &seed_len));
    key = signing_key_from_seed(seed);
    snprintf(line, sizeof line,
             "{\"v\":1,\"gateway\":\"gw1\",\"seq\":%llu,\"prev\":\"%s\",\"time\":\"%s\","
             "\"event\":\"accept\",\"policy_sha256\":\"%064d\",\"version\":\"1\",\"key\":3",
             (unsigned long long)seq, f->ids[11].sha256, time, 0);
    if (from != NULL) {
        char changed[2048];

        place = strstr(line, from);
        CHECK(place != NULL);
        if (place != NULL) {
            snprintf(changed, sizeof changed, "%.*s%s%s", (int)(place - line), line, to,
                     place + strlen(from));
            memcpy(line, changed, sizeof line);
        }
    }
    CHECK(signing_sign(key, NULL, slice_from(line), signature));
    path = segment_path(f->copy, 3);
    data = test_read(path, &len);
    snprintf(data + len, 4096, "%s,\"sig\":\"%s\"}\n", line, signature);
    test_write(path, data, strlen(data));
    EVP_PKEY_free(key);
    complaints_free(c);
    free(data);
    free(path);
    free(text);
    free(key_path);
}

static void signed_lines_that_do_not_belong_are_found(void)
{
    static const struct {
        uint64_t seq;
        const char *time, *from, *to, *expected; /* NULL: intact */
    } cases[] = {
        {12, "2026-03-10T10:00:00.000Z", NULL, NULL, NULL},
        {12, "2026-03-10T10:00:00.001Z", NULL, NULL, NULL},
        {12, "2026-03-10T09:59:59.999Z", NULL, NULL, "time runs back"},
        {13, "2026-03-10T10:00:00.000Z", NULL, NULL, "seq is 13, expected 12"},
        {11, "2026-03-10T10:00:00.000Z", NULL, NULL, "seq is 11, expected 12"},
        {12, "2026-03-10T10:00:00.000Z", "\"v\":1", "\"v\":2", "does not know"},
        {12, "2026-03-10T10:00:00.000Z", "\"v\":1,", "", "does not know"},
        {12, "2026-03-10T10:00:00.000Z", "gw1", "gw2", "another gateway"},
        {12, "2026-03-10T10:00:00.000Z", "\"key\":3", "\"key\":2", "key 3 is the one in force"},
        {12, "2026-03-10T10:00:00.000Z", "\"key\":3", "\"key\":4", "not in the keys file"},
        {12, "2026-03-10T10:00:00.000Z", "\"key\":3", "\"key\":03", "not a JSON object"},
        {12, "2026-03-10T10:00:00.000Z", "\"accept\"", "\"accept\",\"seq\":1", "not a JSON object"},
        {12, "2026-03-10T10:00:00.000Z", "\"accept\"", "\"\\u0061ccept\"", "another form"},
        {12, "2026-03-10T10:00:00.000Z", "\"accept\",", "\"accept\", ", "another form"},
        {12, "2026-03-10T10:00:00.000Z", "accept", "segment-start", "within the segment"},
        {12, "2026-03-10T10:00:00.000Z", "accept", "recovered", NULL},
        {12, "2026-03-10T10:00:00.000Z", "2026-03", "2026-13", "not of its kind"},
        {12, "2026-03-10T10:00:00.000Z", "\"event\":\"accept\",", "", "member is missing"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f;
        char name[32];

        snprintf(name, sizeof name, "row %zu", i);
        check_case(name);
        fixture_new(&f);
        forge(&f, cases[i].seq, cases[i].time, cases[i].from, cases[i].to);
        if (cases[i].expected == NULL)
            check_intact(f.copy);
        else
            check_broken(f.copy, cases[i].expected);
        fixture_free(&f);
    }
    check_case(NULL);
}

/* a signed record behind a segment-end */
static void a_signed_record_behind_the_end_is_found(void)
{
    struct fixture f;
    struct record_id id;
    char *from, *to, *data, *end;
    size_t len;

    fixture_new(&f);
    /* month 4 begins: month 3 now ends with its segment-end, and what follows is in month 4 */
    wall_clock("2026-04-10T10:00:00.000Z");
    CHECK_INT(RECORD_OPENED, test_log_open(&f.t));
    CHECK_INT(RECORD_WRITTEN, test_log_add(&f.t, "accept", &id));
    test_log_close(&f.t);
    wall_clock(NULL);
    test_copy_tree(f.t.log_dir, f.copy);
    check_intact(f.copy);
    from = segment_path(f.copy, 4);
    to = segment_path(f.copy, 3);
    data = test_read(from, &len);
    end = test_read(to, NULL);
    {
        char *both = NULL;

        CHECK(asprintf(&both, "%s%s", end, data) > 0);
        test_write(to, both, strlen(both));
        CHECK(unlink(from) == 0);
        check_broken(f.copy, "after the end of the segment");
        free(both);
    }
    free(data);
    free(end);
    free(from);
    free(to);
    fixture_free(&f);
}

static void folders_of_two_gateways_are_found(void)
{
    struct fixture f;
    char *from, *to, *data;
    size_t len;

    fixture_new(&f);
    from = segment_path(f.copy, 3);
    data = test_read(from, &len);
    to = test_path(f.copy, "gw2-202604-0004.jsonl");
    test_write(to, data, len);
    check_broken(f.copy, "a segment of another gateway");
    CHECK(unlink(to) == 0);
    free(to);
    to = test_path(f.copy, "gw1-202604-0003.jsonl");
    test_write(to, data, len);
    check_broken(f.copy, "two segments with the number 0003");
    CHECK(unlink(to) == 0);
    CHECK(unlink(from) == 0);
    CHECK(mkdir(from, 0700) == 0);
    check_broken(f.copy, "Is a directory");
    free(data);
    free(from);
    free(to);
    fixture_free(&f);
}

static void keys_that_do_not_connect_are_found(void)
{
    struct fixture f;
    struct verify_options options = {0};
    struct key_list first;
    char *path, *data, *third, text[1024];

    fixture_new(&f);
    first = keys_of(f.copy, 1);
    options.trusted = &first;
    path = test_path(f.copy, "keys.pub");
    data = test_read(path, NULL);
    third = strchr(strchr(data, '\n') + 1, '\n') + 1;
    test_write(path, third, strlen(third));
    CHECK_INT(VERIFY_BROKEN, verify_with(f.copy, &options, text, sizeof text));
    CHECK(strstr(text, "does not begin where the published keys end") != NULL);
    key_list_clear(&first);
    first = keys_of(f.t.log_dir, 2);
    CHECK_INT(VERIFY_INTACT, verify_with(f.copy, &options, text, sizeof text));
    key_list_clear(&first);
    free(data);
    free(path);
    fixture_free(&f);
}

static void segment_names_are_read_strictly(void)
{
    static const struct {
        const char *text;
        bool good;
    } cases[] = {
        {"gw1-202603-0001.jsonl", true},
        {"a-b-c-202603-0001.jsonl", true},
        {"gw1-202603-9999.jsonl", true},
        {"gw1-202603-10000.jsonl", true},
        {"gw1-202603-999999.jsonl", true},
        {"gw1-202603-1000000.jsonl", false},
        {"gw1-202603-0000.jsonl", false},
        {"gw1-202603-001.jsonl", false},
        {"gw1-202603-00001.jsonl", false},
        {"gw1-20263-0001.jsonl", false},
        {"gw1-202603-0001.json", false},
        {"gw1-202603-0001.jsonl.new", false},
        {"gw1-202603-0001", false},
        {"-202603-0001.jsonl", false},
        {"202603-0001.jsonl", false},
        {"g w-202603-0001.jsonl", false},
        {"gw1-2026o3-0001.jsonl", false},
        {"gw1_202603-0001.jsonl", false},
        {"gw1-202603-0001.jsonl\n", false},
        {".jsonl", false},
        {"", false},
    };
    struct segment_name name;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_case(cases[i].text);
        CHECK(segment_name_parse(cases[i].text, &name) == cases[i].good);
    }
    check_case(NULL);
}

static void nothing_follows_the_end_of_a_segment(void)
{
    struct fixture f;
    char *path, *data;
    size_t len;

    fixture_new(&f);
    path = segment_path(f.copy, 1);
    data = test_read(path, &len);
    memcpy(data + len, "{}\n", 3);
    test_write(path, data, len + 3);
    check_broken(f.copy, "gw1-202601-0001.jsonl:5: broken after seq 4");
    test_write(path, data, 0);
    check_broken(f.copy, "the segment is empty");
    free(data);
    free(path);
    fixture_free(&f);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(a_whole_log_is_intact),
        TEST(no_folder_and_no_segment_are_told_apart),
        TEST(no_changed_byte_is_missed),
        TEST(no_changed_byte_of_the_keys_is_missed),
        TEST(no_cut_is_missed_with_an_anchor),
        TEST(anchors_are_read_strictly),
        TEST(wrong_anchors_are_broken),
        TEST(deleted_doubled_and_swapped_lines_are_found),
        TEST(dropped_segments_are_found),
        TEST(renamed_segments_are_found),
        TEST(spliced_logs_are_found),
        TEST(older_keys_files_are_found),
        TEST(published_keys_decide),
        TEST(signed_lines_that_do_not_belong_are_found),
        TEST(nothing_follows_the_end_of_a_segment),
        TEST(a_signed_record_behind_the_end_is_found),
        TEST(folders_of_two_gateways_are_found),
        TEST(keys_that_do_not_connect_are_found),
        TEST(segment_names_are_read_strictly),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
