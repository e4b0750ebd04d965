/* test-verdict - reasons, places, findings, and the check of a verdict that came over the wire */
#include "inspect/format/format.h"
#include "inspect/kind.h"
#include "inspect/verdict.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static void reasons_have_names_and_codes(void)
{
    CHECK_STRING("protocol-not-in-force", reason_name(REASON_PROTOCOL_NOT_IN_FORCE));
    CHECK_STRING("consent-missing", reason_name(REASON_CONSENT_MISSING));
    CHECK_STRING("defer-clock", reason_name(REASON_DEFER_CLOCK));
    CHECK_INT(552, reason_code(REASON_MESSAGE_TOO_LARGE));
    CHECK_STRING("5.3.4", reason_status(REASON_ARCHIVE_TOO_LARGE));
    CHECK_INT(40, REASON_COUNT);
    for (unsigned r = 0; r < REASON_COUNT; r++) {
        const char *name = reason_name((enum reason)r);
        check_case(name);
        unsigned code = reason_code((enum reason)r);
        CHECK(code == 550 || code == 552 || code == 451);
        CHECK_INT(strncmp(name, "defer-", 6) == 0, reason_defers((enum reason)r));
        /* the class of the enhanced code must be that of the reply code, or the MTA drops both */
        CHECK_INT('0' + (int)code / 100, reason_status((enum reason)r)[0]);
        for (unsigned other = 0; other < r; other++)
            CHECK(strcmp(name, reason_name((enum reason)other)) != 0);
    }
}

static void an_unknown_reason_defers(void)
{
    CHECK_STRING("defer-inspection", reason_name(REASON_COUNT));
    CHECK(reason_defers((enum reason)1000));
    struct verdict v;
    verdict_init(&v);
    verdict_add(&v, REASON_COUNT, place_none());
    CHECK(verdict_has(&v, REASON_DEFER_INSPECTION));
}

static void places_read_as_promised(void)
{
    static const struct {
        struct place place;
        const char *text, *word;
    } ROWS[] = {
        {{PLACE_NONE, {0}}, "", NULL},
        {{PLACE_SUBJECT, {0}}, "subject", "subject"},
        {{PLACE_BODY_LINE, {7}}, "body line 7", "body-line"},
        {{PLACE_HEADER, {1}}, "header 1", "header"},
        {{PLACE_ATTACHMENT, {2}}, "attachment 2", "attachment"},
        {{PLACE_LINE, {4}}, "line 4", "line"},
        {{PLACE_CELL, {1, 2, 3}}, "sheet 1 row 2 column 3", "cell"},
        {{PLACE_PARAGRAPH, {9}}, "paragraph 9", "paragraph"},
        {{PLACE_TABLE_ROW, {1, 5}}, "table 1 row 5", "table-row"},
        {{PLACE_CARD_PROPERTY, {2, 6}}, "card 2 property 6", "card-property"},
        {{PLACE_MEMBER, {3}}, "member 3", "member"},
        {{PLACE_KIND, {KIND_ZIP}}, "zip archive", "kind"},
        {{PLACE_KIND, {KIND_COUNT}}, "unknown kind of file", "kind"},
        {{PLACE_KIND_COUNT, {1, 2, 3}}, "", NULL},
    };
    for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
        char out[PLACE_TEXT_SIZE];
        place_format(ROWS[i].place, out);
        CHECK_STRING(ROWS[i].text, out);
        const char *word = place_word((enum place_kind)ROWS[i].place.kind);
        CHECK_STRING(ROWS[i].word ? ROWS[i].word : "(null)", word);
    }
}

static void the_longest_place_fits(void)
{
    for (unsigned kind = 0; kind < PLACE_KIND_COUNT; kind++) {
        char out[PLACE_TEXT_SIZE];
        memset(out, 'x', sizeof(out));
        place_format(place_at((enum place_kind)kind, UINT32_MAX, UINT32_MAX, UINT32_MAX), out);
        CHECK(memchr(out, '\0', sizeof(out) - 1) != NULL); /* not cut */
    }
    char out[PLACE_TEXT_SIZE];
    place_format(place_at(PLACE_CELL, UINT32_MAX, UINT32_MAX, UINT32_MAX), out);
    CHECK_STRING("sheet 4294967295 row 4294967295 column 4294967295", out);
    for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
        place_format(place_at(PLACE_KIND, kind, 0, 0), out);
        CHECK_STRING(kind_name((enum kind)kind), out);
    }
}

static void unused_numbers_are_dropped(void)
{
    struct place p = place_at(PLACE_LINE, 1, 2, 3);
    CHECK_INT(1, p.n[0]);
    CHECK_INT(0, p.n[1]);
    CHECK_INT(0, p.n[2]);
    p = place_at(PLACE_CELL, 2, 0, 0);
    CHECK(p.n[0] == 2 && p.n[1] == 1 && p.n[2] == 1);
    p = place_at(PLACE_KIND, 0, 0, 0);
    CHECK_INT(0, p.n[0]);
    p = place_at(PLACE_SUBJECT, 1, 2, 3);
    CHECK_INT(0, p.n[0]);
    CHECK_INT(3, place_numbers(PLACE_CELL));
    CHECK_INT(2, place_numbers(PLACE_TABLE_ROW));
    CHECK_INT(1, place_numbers(PLACE_KIND));
    CHECK_INT(0, place_numbers(PLACE_NONE));
}

static void the_same_finding_is_kept_once(void)
{
    struct verdict v;
    verdict_init(&v);
    CHECK(!verdict_has(&v, REASON_FIELD_INVALID));
    verdict_add(&v, REASON_FIELD_INVALID, place_at(PLACE_LINE, 1, 0, 0));
    verdict_add(&v, REASON_FIELD_INVALID, place_at(PLACE_LINE, 1, 0, 0));
    CHECK_INT(1, v.finding_count);
    verdict_add(&v, REASON_FIELD_INVALID, place_at(PLACE_LINE, 2, 0, 0));
    verdict_add(&v, REASON_FIELD_INVALID, place_at(PLACE_PARAGRAPH, 1, 0, 0));
    verdict_add(&v, REASON_FIELD_MISSING, place_at(PLACE_LINE, 1, 0, 0));
    CHECK_INT(4, v.finding_count);
    CHECK_INT(0, v.findings_lost);
    CHECK(verdict_has(&v, REASON_FIELD_INVALID));
}

static void topics(void)
{
    struct verdict v;

    verdict_init(&v);
    verdict_add_topic(&v, place_at(PLACE_LINE, 4, 0, 0), TOPIC_NONE);
    verdict_add_topic(&v, place_at(PLACE_LINE, 5, 0, 0), TOPIC_HEALTH);
    CHECK_INT(2, v.finding_count);
    CHECK_INT(REASON_FIELD_NOT_PERMITTED, v.findings[1].reason);
    CHECK_INT(TOPIC_NONE, v.findings[0].topic);
    CHECK_INT(TOPIC_HEALTH, v.findings[1].topic);
    verdict_add_topic(&v, place_at(PLACE_LINE, 4, 0, 0),
                      TOPIC_AGE); /* the first known one counts */
    verdict_add_topic(&v, place_at(PLACE_LINE, 4, 0, 0), TOPIC_SEX);
    CHECK_INT(2, v.finding_count);
    CHECK_INT(TOPIC_AGE, v.findings[0].topic);
    CHECK_INT(TOPIC_HEALTH, v.findings[1].topic);
    CHECK(verdict_valid(&v, 5, 3, 1000));
}

static void sorting_is_stable(void)
{
    struct verdict v;
    verdict_init(&v);
    verdict_sort(&v);
    CHECK_INT(0, v.finding_count);
    verdict_add(&v, REASON_FIELD_INVALID, place_at(PLACE_LINE, 9, 0, 0));
    verdict_add(&v, REASON_CONSENT_MISSING, place_none());
    verdict_add(&v, REASON_FIELD_INVALID, place_at(PLACE_LINE, 2, 0, 0));
    verdict_add(&v, REASON_PROTOCOL_NOT_IN_FORCE, place_none());
    verdict_add(&v, REASON_FIELD_INVALID, place_at(PLACE_LINE, 5, 0, 0));
    verdict_sort(&v);
    static const uint32_t REASON[] = {REASON_PROTOCOL_NOT_IN_FORCE, REASON_FIELD_INVALID,
                                      REASON_FIELD_INVALID, REASON_FIELD_INVALID,
                                      REASON_CONSENT_MISSING};
    static const uint32_t LINE[] = {0, 9, 2, 5, 0};
    CHECK_INT(5, v.finding_count);
    for (unsigned i = 0; i < 5; i++) {
        CHECK_INT(REASON[i], v.findings[i].reason);
        CHECK_INT(LINE[i], v.findings[i].place.n[0]);
    }
}

static void fill(struct verdict *v, unsigned count)
{
    verdict_init(v);
    for (unsigned i = 1; i <= count; i++)
        verdict_add(v, REASON_FIELD_NOT_PERMITTED, place_at(PLACE_LINE, i, 0, 0));
}

static void more_findings_are_counted(void)
{
    struct verdict v;
    fill(&v, VERDICT_FINDINGS_MAX);
    CHECK_INT(VERDICT_FINDINGS_MAX, v.finding_count);
    CHECK_INT(0, v.findings_lost);
    CHECK(verdict_valid(&v, 5, 1, 100));
    verdict_add(&v, REASON_FIELD_NOT_PERMITTED, place_at(PLACE_LINE, VERDICT_FINDINGS_MAX, 0, 0));
    CHECK_INT(0, v.findings_lost); /* the same again */
    fill(&v, VERDICT_FINDINGS_MAX + 1);
    CHECK_INT(VERDICT_FINDINGS_MAX, v.finding_count);
    CHECK_INT(1, v.findings_lost);
    CHECK_INT(VERDICT_FINDINGS_MAX, v.findings[VERDICT_FINDINGS_MAX - 1].place.n[0]);
    CHECK(verdict_valid(&v, 5, 1, 100));
    v.findings_lost = UINT32_MAX;
    verdict_add(&v, REASON_FIELD_NOT_PERMITTED, place_at(PLACE_LINE, 1000, 0, 0));
    CHECK_INT(UINT32_MAX, v.findings_lost);
}

static void no_reason_is_lost_behind_another(void)
{
    struct verdict v;
    fill(&v, VERDICT_FINDINGS_MAX + 10);
    for (unsigned r = 0; r < REASON_COUNT; r++)
        verdict_add(&v, (enum reason)r, place_at(PLACE_HEADER, r + 1, 0, 0));
    CHECK_INT(VERDICT_FINDINGS_MAX, v.finding_count);
    for (unsigned r = 0; r < REASON_COUNT; r++)
        CHECK(verdict_has(&v, (enum reason)r));
    CHECK_INT(10 + REASON_COUNT, v.findings_lost);
    CHECK_INT(1, v.findings[0].place.n[0]);
    verdict_sort(&v);
    CHECK(verdict_valid(&v, 5, 1, 100));
}

/* A verdict with something in every part, valid for 5 fields, 3 passphrases and 1000 bytes */
static struct verdict full(void)
{
    struct verdict v;
    verdict_init(&v);
    verdict_add(&v, REASON_FIELD_INVALID, place_at(PLACE_CELL, 1, 2, 3));
    verdict_add(&v, REASON_ATTACHMENT_NOT_7Z, place_at(PLACE_KIND, KIND_UNKNOWN, 0, 0));
    v.archive_seen = v.archive_encrypted = v.archive_opened = v.names_encrypted = v.consent = 1;
    v.archive_bytes = 1000;
    v.kdf_power = 63;
    v.passphrase = 2;
    v.format = FORMAT_COUNT - 1;
    v.clients = 5;
    v.fields = 31;
    v.message_id = (struct span){990, 10};
    v.image_count = 1;
    memset(v.images[0], 0xaa, sizeof(v.images[0]));
    return v;
}

static bool valid(const struct verdict *v)
{
    return verdict_valid(v, 5, 3, 1000);
}

static void accepts_what_is_within_range(void)
{
    struct verdict v;
    verdict_init(&v);
    CHECK(valid(&v));
    CHECK(verdict_valid(&v, 0, 0, 0));
    v = full();
    CHECK(valid(&v));
    v.fields = UINT32_MAX;
    CHECK(verdict_valid(&v, 32, 3, 1000));
    CHECK(!verdict_valid(&v, 31, 3, 1000));
    v = full();
    for (unsigned kind = 0; kind < PLACE_KIND_COUNT; kind++) {
        v.findings[0].place = place_at((enum place_kind)kind, 1, 1, 1);
        CHECK(valid(&v));
    }
    v.images[0][0] = v.images[3][31] = 1;
    v.image_count = VERDICT_IMAGES_MAX;
    CHECK(valid(&v));
}

#define REFUSED(change)                                      \
    {                                                        \
        struct verdict v = full();                           \
        change;                                              \
        check_true(!valid(&v), __FILE__, __LINE__, #change); \
    }

static void refuses_what_is_out_of_range(void)
{
    REFUSED(v.finding_count = VERDICT_FINDINGS_MAX + 1)
    REFUSED(v.finding_count = UINT32_MAX)
    REFUSED(v.finding_count = 1) /* leaves a finding behind the count */
    REFUSED(v.findings[VERDICT_FINDINGS_MAX - 1].place.n[2] = 1)
    REFUSED(v.findings_lost = 1)
    REFUSED(v.findings[0].reason = REASON_COUNT)
    REFUSED(v.findings[1].place.kind = PLACE_KIND_COUNT)
    REFUSED(v.findings[1].place.n[0] = KIND_COUNT)
    REFUSED(v.findings[1].place.n[1] = 1)
    REFUSED(v.findings[0].place.n[0] = 0)
    REFUSED(v.findings[0].place.n[2] = 0)
    REFUSED(v.findings[0].place.kind = PLACE_NONE)
    REFUSED(v.findings[0].place.kind = PLACE_TABLE_ROW)
    REFUSED(v.findings[0].topic = TOPIC_COUNT)
    REFUSED(v.findings[0].topic = TOPIC_REMARKS) /* of another reason */
    REFUSED(v.findings[VERDICT_FINDINGS_MAX - 1].topic = TOPIC_REMARKS)
    REFUSED(v.archive_seen = 2)
    REFUSED(v.archive_encrypted = 2)
    REFUSED(v.archive_opened = 2)
    REFUSED(v.names_encrypted = 2)
    REFUSED(v.consent = 2)
    REFUSED(v.archive_seen = 0)
    REFUSED(v.archive_opened = 0) /* with an index of a passphrase */
    REFUSED(v.archive_bytes = 1001)
    REFUSED(v.kdf_power = 64)
    REFUSED(v.passphrase = 3)
    REFUSED(v.format = FORMAT_COUNT)
    REFUSED(v.fields = 32)
    REFUSED(v.message_id.length = 11)
    REFUSED(v.message_id.offset = UINT32_MAX)
    REFUSED(v.message_id.length = UINT32_MAX)
    REFUSED(v.message_id.length = 0) /* with an offset */
    REFUSED(v.image_count = VERDICT_IMAGES_MAX + 1)
    REFUSED(v.image_count = UINT32_MAX)
    REFUSED(v.image_count = 0) /* leaves a hash behind the count */
    REFUSED(v.images[1][31] = 1)
}

static void facts_need_an_archive(void)
{
    struct verdict v;
    verdict_init(&v);
    v.archive_bytes = 1;
    CHECK(!valid(&v));
    verdict_init(&v);
    v.kdf_power = 19;
    CHECK(!valid(&v));
    verdict_init(&v);
    v.names_encrypted = 1;
    CHECK(!valid(&v));
    v.archive_seen = 1;
    CHECK(valid(&v));
    verdict_init(&v);
    v.archive_encrypted = 1;
    CHECK(!valid(&v));
    verdict_init(&v);
    v.archive_seen = v.archive_opened = 1;
    CHECK(!verdict_valid(&v, 5, 0, 1000));
    CHECK(verdict_valid(&v, 5, 1, 1000));
}

/* Any bytes at all: what passes must be safe to sort and print, with the sanitizers watching */
static void survives_any_bytes(void)
{
    uint64_t state = 7;
    unsigned passed = 0;
    for (unsigned round = 0; round < 100000; round++) {
        struct verdict v = full();
        unsigned flips = round % 3 + 1;
        for (unsigned i = 0; i < flips; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            ((unsigned char *)&v)[(state >> 40) % sizeof(v)] ^=
                (unsigned char)(1u << (state >> 36 & 7));
        }
        if (!valid(&v))
            continue;
        passed++;
        verdict_sort(&v);
        for (uint32_t i = 0; i < v.finding_count; i++) {
            char out[PLACE_TEXT_SIZE];
            place_format(v.findings[i].place, out);
            CHECK(reason_name((enum reason)v.findings[i].reason) != NULL);
        }
    }
    CHECK(passed > 0 && passed < 100000);
}

static void kinds_have_names(void)
{
    CHECK_STRING("unknown kind of file", kind_name(KIND_UNKNOWN));
    CHECK_STRING("signature or certificate", kind_name(KIND_CERTIFICATE));
    CHECK_STRING("unknown kind of file", kind_name((enum kind)1000));
}

int main(void)
{
    static const struct test tests[] = {
        TEST(reasons_have_names_and_codes),
        TEST(an_unknown_reason_defers),
        TEST(places_read_as_promised),
        TEST(the_longest_place_fits),
        TEST(unused_numbers_are_dropped),
        TEST(the_same_finding_is_kept_once),
        TEST(topics),
        TEST(sorting_is_stable),
        TEST(more_findings_are_counted),
        TEST(no_reason_is_lost_behind_another),
        TEST(accepts_what_is_within_range),
        TEST(refuses_what_is_out_of_range),
        TEST(facts_need_an_archive),
        TEST(survives_any_bytes),
        TEST(kinds_have_names),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
