/*
 * The members of a record about one mail: what is written, what is left out, and how much of it.
 */
#include "test.h"

#include "inspect/format/format.h"
#include "record/line.h"
#include "record/transfer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *ITEMS[] = {"sociale.dienst@kontich.be"};
static struct protocol_passphrase PASSPHRASES[] = {{.id = "2026-1"}, {.id = "2026-2"}};
static struct protocol_field FIELDS[] = {
    {.name = "first-name"}, {.name = "last-name"}, {.name = "address"}};

static struct protocol protocol(void)
{
    return (struct protocol){.id = "kontich-2026",
                             .consent_statement = "",
                             .passphrases = PASSPHRASES,
                             .passphrase_count = 2,
                             .fields = FIELDS,
                             .field_count = 3};
}

static const struct string_list RECIPIENTS = {ITEMS, 1};
static const char ARCHIVE[] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

/* check_members - the members are these, and with braces they are JSON */
static void check_members(const struct transfer *t, bool accept, const char *expected)
{
    struct buffer out, whole;
    struct json j;
    json_t *json;

    buffer_init(&out, RECORD_LINE_MAX);
    buffer_init(&whole, RECORD_LINE_MAX);
    json_init(&j, &out);
    transfer_members(&j, t, accept);
    CHECK_STRING(expected, buffer_string(&out));
    buffer_append_byte(&whole, '{');
    buffer_append_slice(&whole, buffer_slice(&out));
    buffer_append_byte(&whole, '}');
    json = json_loadb((const char *)whole.data, whole.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL,
                      NULL);
    CHECK(json_is_object(json));
    json_decref(json);
    buffer_free(&out);
    buffer_free(&whole);
}

static struct verdict opened(void)
{
    struct verdict v;

    verdict_init(&v);
    v.archive_seen = v.archive_encrypted = v.archive_opened = 1;
    v.archive_bytes = 890;
    v.kdf_power = 19;
    v.names_encrypted = 1;
    v.passphrase = 1;
    v.format = FORMAT_TXT;
    v.clients = 1;
    v.fields = 5;
    return v;
}

static void an_accept_has_everything(void)
{
    struct protocol p = protocol();
    struct verdict v = opened();
    struct transfer t = {.protocol = "kontich-2026",
                         .transfer_id = "uuid",
                         .queue_id = "4Q",
                         .message_id = slice_from("<1@x>"),
                         .sender = "a@b.example",
                         .auth = "anna",
                         .recipients = &RECIPIENTS,
                         .other_recipients = 1,
                         .bytes = 48123,
                         .verdict = &v,
                         .judged = &p,
                         .archive_sha256 = ARCHIVE};
    char expected[1024];

    snprintf(
        expected, sizeof expected,
        "\"protocol\":\"kontich-2026\",\"transfer\":\"uuid\",\"queue_id\":\"4Q\","
        "\"message_id\":\"<1@x>\",\"sender\":\"a@b.example\",\"auth\":\"anna\","
        "\"recipients\":[\"sociale.dienst@kontich.be\"],\"other_recipients\":1,\"bytes\":48123,"
        "\"archive\":{\"sha256\":\"%s\",\"bytes\":890,\"cipher\":\"AES-256-CBC\","
        "\"kdf_power\":19,\"names_encrypted\":true,\"passphrase\":\"2026-2\"},"
        "\"consent\":false,\"content\":{\"format\":\"txt\",\"clients\":1,"
        "\"fields\":[\"first-name\",\"address\"]}",
        ARCHIVE);
    check_members(&t, true, expected);

    p.consent_statement = "Met toestemming";
    v.consent = 1;
    t.observe = true;
    t.message_id = slice_from("");
    snprintf(
        expected, sizeof expected,
        "\"protocol\":\"kontich-2026\",\"transfer\":\"uuid\",\"queue_id\":\"4Q\","
        "\"sender\":\"a@b.example\",\"auth\":\"anna\","
        "\"recipients\":[\"sociale.dienst@kontich.be\"],\"other_recipients\":1,\"bytes\":48123,"
        "\"archive\":{\"sha256\":\"%s\",\"bytes\":890,\"cipher\":\"AES-256-CBC\","
        "\"kdf_power\":19,\"names_encrypted\":true,\"passphrase\":\"2026-2\"},"
        "\"consent\":true,\"content\":{\"format\":\"txt\",\"clients\":1,"
        "\"fields\":[\"first-name\",\"address\"]},\"mode\":\"observe\"",
        ARCHIVE);
    check_members(&t, true, expected);
}

static void a_refusal_has_what_was_established(void)
{
    struct protocol p = protocol();
    struct verdict v;
    struct transfer t = {.protocol = "kontich-2026",
                         .transfer_id = "uuid",
                         .queue_id = "",
                         .message_id = slice_from("<secret@x>"),
                         .recipients = &RECIPIENTS,
                         .bytes = 7,
                         .verdict = &v,
                         .judged = &p};

    verdict_init(&v);
    verdict_add(&v, REASON_ATTACHMENT_MISSING, place_none());
    check_members(
        &t, false,
        "\"protocol\":\"kontich-2026\",\"transfer\":\"uuid\","
        "\"recipients\":[\"sociale.dienst@kontich.be\"],\"other_recipients\":0,\"bytes\":7,"
        "\"findings\":[{\"code\":\"attachment-missing\",\"place\":\"\"}]");
    verdict_init(&v);
    v.archive_seen = 1;
    v.archive_bytes = 12;
    v.findings_lost = 3;
    verdict_add(&v, REASON_ARCHIVE_NOT_ENCRYPTED, place_none());
    verdict_add(&v, REASON_FIELD_INVALID, place_at(PLACE_LINE, 4, 0, 0));
    check_members(
        &t, false,
        "\"protocol\":\"kontich-2026\",\"transfer\":\"uuid\","
        "\"recipients\":[\"sociale.dienst@kontich.be\"],\"other_recipients\":0,\"bytes\":7,"
        "\"archive\":{\"bytes\":12},"
        "\"findings\":[{\"code\":\"archive-not-encrypted\",\"place\":\"\"},"
        "{\"code\":\"field-invalid\",\"place\":\"line 4\"}],\"findings_lost\":3");
}

static void a_deferral_may_know_nothing(void)
{
    struct transfer t = {.trouble = "the worker took too long"};

    check_members(&t, false,
                  "\"recipients\":[],\"other_recipients\":0,\"bytes\":0,"
                  "\"trouble\":\"the worker took too long\"");
}

static void strings_are_short_printable_ascii(void)
{
    struct transfer t = {.sender = "\x01\"\\\xc3\xa9", .message_id = slice_of("a\0b", 3)};
    char longer[300], expected[400];

    check_members(&t, true,
                  "\"message_id\":\"a\\u0000b\",\"sender\":\"\\u0001\\\"\\\\\\u00c3\\u00a9\","
                  "\"recipients\":[],\"other_recipients\":0,\"bytes\":0");
    for (size_t more = 0; more < 2; more++) {
        memset(longer, 'x', sizeof longer);
        longer[RECORD_STRING_MAX + more] = '\0';
        t = (struct transfer){.auth = longer};
        snprintf(expected, sizeof expected,
                 "\"auth\":\"%.*s\",\"recipients\":[],\"other_recipients\":0,\"bytes\":0",
                 RECORD_STRING_MAX, longer);
        check_members(&t, true, expected);
    }
}

static void recipients_have_a_limit(void)
{
    enum { LIMIT = 50 };
    struct string_list list = {0};
    struct transfer t = {.recipients = &list};

    for (size_t i = 0; i <= LIMIT; i++) {
        struct buffer expected;

        CHECK(string_list_add(&list, slice_from("a")));
        if (i + 1 < LIMIT)
            continue;
        buffer_init(&expected, 4096);
        buffer_append_string(&expected, "\"recipients\":[\"a\"");
        for (size_t k = 1; k < LIMIT; k++)
            buffer_append_string(&expected, ",\"a\"");
        buffer_append_string(&expected, i == LIMIT ? "],\"recipients_lost\":1" : "]");
        buffer_append_string(&expected, ",\"other_recipients\":0,\"bytes\":0");
        check_members(&t, false, buffer_string(&expected));
        buffer_free(&expected);
    }
    string_list_clear(&list);
}

/* the largest record there can be fits into a line */
static void the_largest_record_is_a_line(void)
{
    static const char worst[] = "\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01";
    struct string_list list = {0};
    struct protocol p = protocol();
    struct verdict v = opened();
    struct transfer t = {.recipients = &list, .verdict = &v, .judged = &p};
    struct protocol_field fields[PROTOCOL_FIELDS_MAX];
    char text[RECORD_STRING_MAX + 1] = "";
    struct buffer out;
    struct json j;

    while (strlen(text) < RECORD_STRING_MAX)
        strncat(text, worst, RECORD_STRING_MAX - strlen(text));
    for (size_t i = 0; i < 100; i++)
        string_list_add(&list, slice_from("12345678901234567890123456789012345678901234567890123456"
                                          "789012345@kontich.be"));
    for (size_t i = 0; i < PROTOCOL_FIELDS_MAX; i++)
        fields[i] = (struct protocol_field){.name = "a-field-name-of-a-reasonable-length"};
    p.fields = fields;
    p.field_count = PROTOCOL_FIELDS_MAX;
    v.fields = UINT32_MAX;
    for (uint32_t i = 0; i < VERDICT_FINDINGS_MAX; i++)
        verdict_add(&v, REASON_FORBIDDEN_NATIONAL_NUMBER,
                    place_at(PLACE_CELL, UINT32_MAX, UINT32_MAX, UINT32_MAX - i));
    t.protocol = t.transfer_id = t.queue_id = t.sender = t.auth = t.trouble = text;
    t.archive_sha256 = ARCHIVE;
    t.message_id = slice_from(text);
    buffer_init(&out, RECORD_LINE_MAX - 1024); /* what every record has needs less than that */
    for (int accept = 0; accept < 2; accept++) {
        json_init(&j, &out);
        transfer_members(&j, &t, accept);
        CHECK(!out.failed);
        CHECK(out.len > 10000);
        buffer_clear(&out);
    }
    buffer_free(&out);
    string_list_clear(&list);
}

static void uuids_are_random_and_well_formed(void)
{
    char a[UUID_SIZE], b[UUID_SIZE];

    for (int i = 0; i < 100; i++) {
        CHECK(transfer_uuid(a) && transfer_uuid(b));
        CHECK(strcmp(a, b) != 0);
        CHECK_INT(36, strlen(a));
        CHECK_INT(36, strspn(a, "0123456789abcdef-"));
        CHECK(a[8] == '-' && a[13] == '-' && a[18] == '-' && a[23] == '-');
        CHECK(a[14] == '4' && strchr("89ab", a[19]) != NULL);
    }
}

int main(void)
{
    static const struct test tests[] = {
        TEST(an_accept_has_everything),         TEST(a_refusal_has_what_was_established),
        TEST(a_deferral_may_know_nothing),      TEST(strings_are_short_printable_ascii),
        TEST(recipients_have_a_limit),          TEST(the_largest_record_is_a_line),
        TEST(uuids_are_random_and_well_formed),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
