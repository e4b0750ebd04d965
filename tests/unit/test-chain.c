/*
 * test-chain - records that are rightly signed, and do not continue the log all the same
 *
 * The lines are made here with the keys of the log, so that it is the rule under test that refuses
 * them and not their signature.
 */
#include "base/encode.h"
#include "record/chain.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FIRST "gw1-202603-0001.jsonl"
#define SECOND "gw1-202604-0002.jsonl"
#define THIRD "gw1-202605-0003.jsonl"
#define START "segment-start"
#define NAMED(name) "\"segment\":\"" name "\""
#define AFTER(name, previous) NAMED(name) ",\"previous\":\"" previous "\""
#define NEW_CHAIN ",\"new_chain\":true"

static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";
static const char other[] = "1111111111111111111111111111111111111111111111111111111111111111";

/* Three keys, from seq 1, 10 and 20 */
static EVP_PKEY *keys[3];
static struct key_list list;
static struct key_chain key_chain;

static struct chain chain;
static struct chain_report report;
static char hash[SHA256_HEX_SIZE]; /* of the last line written */
static struct buffer text;         /* of the segment under way */

/* A record; what is not set is as the writer would have it */
struct draft {
    uint64_t seq;
    const char *event, *members, *prev, *time;
    unsigned key;
};

static void keys_new(void)
{
    static const uint64_t first[] = {1, 10, 20};

    for (unsigned i = 0; i < 3; i++) {
        struct public_key item = {.number = i + 1, .first_seq = first[i]};

        keys[i] = signing_key_new();
        CHECK(signing_public_text(keys[i], item.text));
        CHECK(key_line_sign(&item, "gw1", keys[i > 0 ? i - 1 : 0]));
        item.key = signing_public_key(slice_from(item.text));
        CHECK(key_list_add(&list, &item));
    }
    key_chain = (struct key_chain){list.items, list.count};
    CHECK_INT(3, key_chain_bad(&key_chain, "gw1"));
}

static void begin(void)
{
    chain = (struct chain){.keys = &key_chain};
    strcpy(hash, zeros);
    buffer_init(&text, 1 << 20);
}

static void add(struct draft d)
{
    unsigned key = d.key != 0 ? d.key : d.seq >= 20 ? 3 : d.seq >= 10 ? 2 : 1;
    struct record_head head = {"gw1", d.seq, d.prev != NULL ? d.prev : hash,
                               d.time != NULL ? d.time : "2026-03-10T10:00:00.000Z",
                               d.event != NULL ? d.event : "accept"};
    struct buffer line;

    buffer_init(&line, RECORD_LINE_MAX);
    CHECK(record_line_write(&line, &head, slice_from(d.members != NULL ? d.members : ""), zeros,
                            "1", key, keys[key - 1]));
    CHECK(sha256_hex(buffer_slice(&line), hash));
    CHECK(buffer_append_slice(&text, buffer_slice(&line)) && buffer_append_byte(&text, '\n'));
    buffer_free(&line);
}

/* outcome - of the segment written so far, with which the next one begins afresh */
static enum chain_outcome outcome(const char *name)
{
    int fd = memfd_create(name, MFD_CLOEXEC);
    enum chain_outcome result;

    CHECK(write(fd, text.data, text.len) == (ssize_t)text.len && lseek(fd, 0, SEEK_SET) == 0);
    result = chain_segment(&chain, name, fd, false, NULL, &report);
    close(fd);
    buffer_clear(&text);
    return result;
}

static void good(const char *name)
{
    CHECK_INT(CHAIN_GOOD, outcome(name));
    CHECK_STRING("", report.why);
}

static void refused(const char *name, const char *why)
{
    CHECK(outcome(name) != CHAIN_GOOD);
    CHECK_STRING(why, report.why);
}

static void end(void)
{
    buffer_free(&text);
}

/* first - a segment of three records */
static void first(void)
{
    begin();
    add((struct draft){.seq = 1, .event = START, .members = NAMED(FIRST)});
    add((struct draft){.seq = 2});
    add((struct draft){.seq = 3, .event = "segment-end"});
    good(FIRST);
    CHECK(chain.ended);
}

static void segments_follow_each_other(void)
{
    first();
    add((struct draft){.seq = 4, .event = START, .members = AFTER(SECOND, FIRST)});
    good(SECOND);
    CHECK_INT(4, chain.seq);
    CHECK(!chain.ended);
    CHECK_INT(0, chain.breach);
    end();

    first();
    add((struct draft){.seq = 4, .event = START, .members = NAMED(SECOND)});
    refused(SECOND, "the segment does not name the one before it");
    end();
    first();
    add((struct draft){.seq = 4, .event = START, .members = AFTER(SECOND, SECOND)});
    refused(SECOND, "the segment does not name the one before it");
    end();
    first();
    add((struct draft){.seq = 4, .event = START, .members = "\"previous\":\"" FIRST "\""});
    refused(SECOND, "the segment has another name than the file");
    end();
}

static void the_first_record_has_none_before_it(void)
{
    begin();
    add((struct draft){.seq = 1, .event = START, .members = NAMED(FIRST), .prev = other});
    refused(FIRST, "the first record does not begin the chain: prev is not 64 zeros");
    end();
    begin(); /* of a log whose first segments were deleted */
    add((struct draft){.seq = 5, .event = START, .members = AFTER(SECOND, FIRST), .prev = other});
    good(SECOND);
    end();
}

static void a_new_chain_is_declared_in_full(void)
{
    static const char members[] = AFTER(SECOND, FIRST) NEW_CHAIN;

    first();
    add((struct draft){.seq = 9, .event = START, .members = members, .prev = zeros});
    good(SECOND);
    CHECK_INT(9, chain.breach);
    CHECK_INT(3, chain.before_breach);
    end();
    first(); /* without a loss it goes on where the log ended */
    add((struct draft){
        .seq = 4, .event = START, .members = members, .time = "2026-03-09T10:00:00.000Z"});
    good(SECOND);
    CHECK_INT(0, chain.breach);
    end();

    first();
    add((struct draft){.seq = 9, .event = START, .members = members, .prev = other});
    refused(SECOND, "prev is not the hash of the record before");
    end();
    first(); /* never back over numbers that were given away */
    add((struct draft){.seq = 3, .event = START, .members = members, .prev = zeros});
    refused(SECOND, "seq is 3, expected 4");
    end();
    first();
    add((struct draft){.seq = 2, .event = START, .members = members, .prev = zeros});
    refused(SECOND, "seq is 2, expected 4");
    end();
    first();
    add((struct draft){.seq = 9, .event = START, .members = AFTER(SECOND, FIRST), .prev = zeros});
    refused(SECOND, "seq is 9, expected 4");
    end();
}

/* of two breaches the first is told */
static void the_first_breach_is_kept(void)
{
    first();
    add((struct draft){
        .seq = 6, .event = START, .members = AFTER(SECOND, FIRST) NEW_CHAIN, .prev = zeros});
    add((struct draft){.seq = 7, .event = "segment-end"});
    good(SECOND);
    add((struct draft){
        .seq = 9, .event = START, .members = AFTER(THIRD, SECOND) NEW_CHAIN, .prev = zeros});
    good(THIRD);
    CHECK_INT(6, chain.breach);
    CHECK_INT(3, chain.before_breach);
    end();
}

static void the_key_in_force_signs(void)
{
    first();
    add((struct draft){.seq = 4, .event = START, .members = AFTER(SECOND, FIRST), .key = 2});
    refused(SECOND, "signed by key 2, but key 1 is the one in force at seq 4");
    end();
    first();
    add((struct draft){.seq = 12,
                       .event = START,
                       .members = AFTER(SECOND, FIRST) NEW_CHAIN,
                       .prev = zeros,
                       .key = 1});
    refused(SECOND, "signed by key 1, but key 2 is the one in force at seq 12");
    end();
}

/* torn - two records, a line that is none, and the record that should account for it */
static enum chain_outcome torn(const char *event, const char *bytes, const char *line)
{
    char members[200], digest[SHA256_HEX_SIZE];

    begin();
    add((struct draft){.seq = 1, .event = START, .members = NAMED(FIRST)});
    CHECK(buffer_append_string(&text, "torn\n"));
    CHECK(sha256_hex(slice_from(line), digest));
    snprintf(members, sizeof members, "\"torn_bytes\":%s,\"torn_sha256\":\"%s\"", bytes, digest);
    add((struct draft){.seq = 2, .event = event, .members = members});
    return outcome(FIRST);
}

static void only_recovered_accounts_for_what_is_torn(void)
{
    CHECK_INT(CHAIN_GOOD, torn("recovered", "4", "torn"));
    end();
    CHECK_INT(CHAIN_BROKEN, torn("accept", "4", "torn"));
    end();
    CHECK_INT(CHAIN_BROKEN, torn("recovered", "5", "torn"));
    end();
    CHECK_INT(CHAIN_BROKEN, torn("recovered", "4", "Torn"));
    end();
}

/* line_is - of a record, its text changed before it is signed */
static void line_is(const char *from, const char *to, const char *wrong)
{
    char line[2048], signature[SIGNING_SIGNATURE_TEXT], signed_line[4096];
    struct record_line r;
    const char *got;
    char *at;

    snprintf(line, sizeof line,
             "{\"v\":1,\"gateway\":\"gw1\",\"seq\":4,\"prev\":\"%s\",\"time\":"
             "\"2026-03-10T10:00:00.000Z\",\"event\":\"accept\",\"note\":\"x\","
             "\"policy_sha256\":\"%s\",\"version\":\"1\",\"key\":1",
             zeros, zeros);
    at = strstr(line, from);
    CHECK(at != NULL);
    if (at == NULL)
        return;
    snprintf(signed_line, sizeof signed_line, "%.*s%s%s", (int)(at - line), line, to,
             at + strlen(from));
    CHECK(signing_sign(keys[0], NULL, slice_from(signed_line), signature));
    strcat(signed_line, ",\"sig\":\"");
    strcat(signed_line, signature);
    strcat(signed_line, "\"}");
    check_case(to);
    got = record_line_parse(slice_from(signed_line), &r);
    CHECK_STRING(wrong, got != NULL ? got : "");
    if (got == NULL) {
        CHECK(record_line_signed(&r, keys[0]));
        record_line_clear(&r);
    }
    check_case(NULL);
}

static void lines_are_read_strictly(void)
{
    static const char kind[] = "a member has a value that is not of its kind",
                      form[] = "members out of order or in another form";

    line_is("\"x\"", "\"y\"", "");
    line_is("\"x\"", "\"~\"", "");
    line_is("\"x\"", "\"\x7F\"", "a byte that is not printable ASCII");
    line_is("\"seq\":4", "\"seq\":0", kind);
    line_is("\"seq\":4", "\"seq\":1", "");
    line_is("\"seq\":4", "\"seq\":-4", kind);
    line_is("\"key\":1", "\"key\":0", kind);
    line_is("\"key\":1", "\"key\":4294967295", "");
    line_is("\"key\":1", "\"key\":4294967296", kind);
    line_is("\"key\":1", "\"key\":4294967297", kind);
    line_is("\"accept\",", "\"accept\" ,", form);
    line_is("\"key\":1", "\"key\":1 ", form);
    line_is("\"key\":1", "\"key\":1,\"x\":2", form);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(segments_follow_each_other),      TEST(the_first_record_has_none_before_it),
        TEST(a_new_chain_is_declared_in_full), TEST(the_first_breach_is_kept),
        TEST(the_key_in_force_signs),          TEST(only_recovered_accounts_for_what_is_torn),
        TEST(lines_are_read_strictly),
    };
    int result;

    keys_new();
    result = run_tests(tests, sizeof tests / sizeof *tests);
    for (unsigned i = 0; i < 3; i++)
        EVP_PKEY_free(keys[i]);
    key_list_clear(&list);
    return result;
}
