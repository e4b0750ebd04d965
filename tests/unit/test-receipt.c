/*
 * The value of the Referral-Receipt header: its form, and what makes it hold.
 */
#include "logs.h"
#include "test.h"

#include "record/receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char ARCHIVE[] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
static const char RECORD[] = "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc";

/* Three keys of a gateway: from seq 1, 10 and 20 */
struct keys {
    EVP_PKEY *private[3];
    struct key_list list;
};

static void keys_new(struct keys *k, const char *gateway)
{
    static const uint64_t first[] = {1, 10, 20};

    memset(k, 0, sizeof *k);
    for (unsigned i = 0; i < 3; i++) {
        struct public_key item = {.number = i + 1, .first_seq = first[i]};

        k->private[i] = signing_key_new();
        CHECK(signing_public_text(k->private[i], item.text));
        CHECK(key_line_sign(&item, gateway, k->private[i > 0 ? i - 1 : 0]));
        item.key = signing_public_key(slice_from(item.text));
        CHECK(key_list_add(&k->list, &item));
    }
}

static void keys_free(struct keys *k)
{
    for (unsigned i = 0; i < 3; i++)
        EVP_PKEY_free(k->private[i]);
    key_list_clear(&k->list);
}

static struct record_id id_of(uint64_t seq, unsigned key)
{
    struct record_id id = {.seq = seq, .key = key};

    strcpy(id.time, "2026-03-10T10:00:00.000Z");
    strcpy(id.sha256, RECORD);
    return id;
}

static void a_receipt_says_what_it_was_given(void)
{
    struct record_id id = id_of(42, 3);
    char value[RECEIPT_SIZE], expected[RECEIPT_SIZE];
    struct receipt r;
    struct keys k;

    keys_new(&k, "gw1");
    CHECK(receipt_write("gw1", &id, ARCHIVE, k.private[2], value));
    snprintf(expected, sizeof expected,
             "v=1; g=gw1; n=42; t=2026-03-10T10:00:00.000Z; r=%s; a=%s; k=3; s=", RECORD, ARCHIVE);
    CHECK(strncmp(value, expected, strlen(expected)) == 0);
    CHECK_INT(strlen(expected) + 88, strlen(value));
    CHECK(receipt_parse(slice_from(value), &r));
    CHECK_STRING("gw1", r.gateway);
    CHECK_INT(42, r.record.seq);
    CHECK_INT(3, r.record.key);
    CHECK_STRING(RECORD, r.record.sha256);
    CHECK_STRING(ARCHIVE, r.archive_sha256);
    CHECK_INT(RECEIPT_HOLDS, receipt_check(&r, &k.list));
    keys_free(&k);
}

/* the longest value there can be fits */
static void the_longest_receipt_fits(void)
{
    static const char gateway[] = "123456789012345678901234567890123456789012345678901234567890123";
    struct record_id id = id_of(999999999999999999, UINT32_MAX);
    char value[RECEIPT_SIZE];
    struct keys k;

    keys_new(&k, gateway);
    CHECK(receipt_write(gateway, &id, ARCHIVE, k.private[0], value));
    keys_free(&k);
}

static void only_the_key_in_force_signs(void)
{
    static const struct {
        uint64_t seq;
        unsigned key, by;
        enum receipt_check expected;
    } cases[] = {
        {1, 1, 0, RECEIPT_HOLDS},      {9, 1, 0, RECEIPT_HOLDS},     {10, 2, 1, RECEIPT_HOLDS},
        {19, 2, 1, RECEIPT_HOLDS},     {20, 3, 2, RECEIPT_HOLDS},    {1000, 3, 2, RECEIPT_HOLDS},
        {10, 1, 0, RECEIPT_WRONG_KEY}, {9, 2, 1, RECEIPT_WRONG_KEY}, {19, 3, 2, RECEIPT_WRONG_KEY},
        {20, 2, 1, RECEIPT_WRONG_KEY}, {20, 4, 2, RECEIPT_NO_KEY},   {10, 2, 0, RECEIPT_FORGED},
        {10, 2, 2, RECEIPT_FORGED},
    };
    struct keys k, other;

    keys_new(&k, "gw1");
    keys_new(&other, "gw2");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct record_id id = id_of(cases[i].seq, cases[i].key);
        char value[RECEIPT_SIZE], name[16];
        struct receipt r;

        snprintf(name, sizeof name, "row %zu", i);
        check_case(name);
        CHECK(receipt_write("gw1", &id, ARCHIVE, k.private[cases[i].by], value));
        CHECK(receipt_parse(slice_from(value), &r));
        CHECK_INT(cases[i].expected, receipt_check(&r, &k.list));
        CHECK_INT(RECEIPT_NO_KEYS, receipt_check(&r, &other.list));
    }
    check_case(NULL);
    keys_free(&k);
    keys_free(&other);
}

static void the_form_is_strict(void)
{
    static const char S[] =
        "; "
        "s=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
        "=";
    static const struct {
        const char *from, *to; /* replaced in a good value */
    } cases[] = {
        {"v=1", "v=2"},          {"v=1", "v=01"},       {"v=1", "V=1"},
        {"v=1", " v=1"},         {"; g=", ";g="},       {"; g=", ";  g="},
        {"g=gw1", "g="},         {"g=gw1", "g=g w"},    {"n=42", "n=0"},
        {"n=42", "n=042"},       {"n=42", "n=-1"},      {"n=42", "n=9999999999999999999"},
        {"n=42; ", ""},          {"t=2026", "t=1026"},  {"r=c", "r=C"},
        {"r=c", "r="},           {"a=b", "a=bb"},       {"k=3", "k=0"},
        {"k=3", "k=4294967296"}, {"; s=", "; x=1; s="}, {"; s=", "; S="},
        {"; k=3", ""},
    };
    char good[RECEIPT_SIZE], changed[RECEIPT_SIZE + 64];
    struct receipt r;

    snprintf(good, sizeof good, "v=1; g=gw1; n=42; t=2026-03-10T10:00:00.000Z; r=%s; a=%s; k=3%s",
             RECORD, ARCHIVE, S);
    CHECK(receipt_parse(slice_from(good), &r));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *at = strstr(good, cases[i].from);

        check_case(cases[i].to);
        CHECK(at != NULL);
        if (at == NULL)
            continue;
        snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - good), good, cases[i].to,
                 at + strlen(cases[i].from));
        CHECK(!receipt_parse(slice_from(changed), &r));
    }
    check_case("cut");
    for (size_t len = 0; len < strlen(good); len++)
        CHECK(!receipt_parse(slice_of(good, len), &r));
    check_case("longer");
    snprintf(changed, sizeof changed, "%sA", good);
    CHECK(!receipt_parse(slice_from(changed), &r));
    check_case("more behind the signature");
    snprintf(changed, sizeof changed, "%s; x=1", good);
    CHECK(!receipt_parse(slice_from(changed), &r));
    check_case("NUL");
    CHECK(!receipt_parse(slice_of("v=1\0; g=", 8), &r));
    check_case(NULL);
}

/* no two keys begin at one record */
static void keys_begin_one_after_the_other(void)
{
    struct key_chain chain;
    struct keys k;

    keys_new(&k, "gw1");
    chain = (struct key_chain){k.list.items, k.list.count};
    CHECK_INT(3, key_chain_bad(&chain, "gw1"));
    for (uint64_t first = 9; first <= 11; first++) {
        k.list.items[2].first_seq = first;
        CHECK(key_line_sign(&k.list.items[2], "gw1", k.private[1]));
        CHECK_INT(first <= 10 ? 2 : 3, key_chain_bad(&chain, "gw1"));
    }
    /* and the first of a log is signed by itself */
    CHECK(key_line_sign(&k.list.items[0], "gw1", k.private[1]));
    CHECK_INT(0, key_chain_bad(&chain, "gw1"));
    keys_free(&k);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(a_receipt_says_what_it_was_given), TEST(the_longest_receipt_fits),
        TEST(only_the_key_in_force_signs),      TEST(the_form_is_strict),
        TEST(keys_begin_one_after_the_other),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
