/*
 * test-reply - what a refused sender reads: order, bounds, languages, what is left out
 */
#include "policy-fixture.h"
#include "test.h"

#include "inspect/format/format.h"
#include "inspect/kind.h"
#include "policy/language.h"

#include <stdlib.h>
#include <string.h>

static struct config_folder folder;

static struct policy *load_with(const char *languages, const char *more)
{
    char *named = replaced(GOOD_CONFIG, "[ \"explanations.nl.conf\" ]", languages);
    char *config = replaced(named, "  help = \"\";\n  other_contact = \"\";\n", more);
    struct policy *p = folder_load(&folder, config);

    if (p == NULL)
        show_complaints(&folder);
    free(named);
    free(config);
    return p;
}

static const char NL[] = "[ \"explanations.nl.conf\" ]";
static const char NL_EN_FR[] =
    "[ \"explanations.nl.conf\", \"explanations.en.conf\", \"explanations.fr.conf\" ]";

/* check_bounds - what holds for every reply: lines, bytes, letters, the last line */
static void check_bounds(const struct reply *r, const char *reference)
{
    char wire[REPLY_WIRE_MAX];

    CHECK(r->line_count >= 1 && r->line_count <= REPLY_LINES_MAX);
    for (unsigned i = 0; i < r->line_count; i++) {
        reply_line(r, i, wire);
        CHECK(strlen(wire) + 2 <= 200);
        CHECK(r->lines[i][0] != '\0');
        for (const char *c = wire; *c != '\0'; c++)
            CHECK(*c >= 0x20 && *c <= 0x7e);
        CHECK_INT(i + 1 < r->line_count ? '-' : ' ', wire[3]);
        CHECK_INT(r->code, strtoul(wire, NULL, 10));
    }
    if (reference != NULL) {
        char last[REPLY_LINE_MAX];

        (void)snprintf(last, sizeof(last), "Ref: %s", reference);
        CHECK_STRING(last, r->lines[r->line_count - 1]);
    }
}

static void one_finding_one_line(void)
{
    struct policy *p;
    struct verdict v;
    struct reply r;
    char wire[REPLY_WIRE_MAX];

    folder_start(&folder);
    p = load_with(NL, "");
    verdict_init(&v);
    verdict_add(&v, REASON_ATTACHMENT_NOT_7Z, place_at(PLACE_KIND, KIND_ZIP, 0, 0));
    reply_build(p->explanations, &p->protocols[0], &v, "gw1-42", &r);
    check_bounds(&r, "gw1-42");
    CHECK_INT(550, r.code);
    CHECK_STRING("5.6.1", r.status);
    CHECK_INT(2, r.line_count);
    CHECK_STRING("Niet verzonden: de bijlage is geen 7z-bestand (zip-bestand). Rechtsklik op uw "
                 "bestand, kies 7-Zip, Toevoegen aan archief..., Archiefformaat: 7z.",
                 r.lines[0]);
    reply_line(&r, 1, wire);
    CHECK_STRING("550 5.6.1 Ref: gw1-42", wire);
    reply_build(p->explanations, &p->protocols[0], &v, NULL, &r);
    CHECK_INT(1, r.line_count);
    policy_release(p);
    folder_end(&folder);
}

static void first_finding_gives_the_code(void)
{
    static const struct {
        enum reason a, b;
        unsigned code;
        const char *status;
    } cases[] = {
        {REASON_MESSAGE_TOO_LARGE, REASON_FIELD_MISSING, 552, "5.3.4"},
        {REASON_OTHER_RECIPIENTS, REASON_MESSAGE_TOO_LARGE, 550, "5.7.1"},
        {REASON_ARCHIVE_NOT_ENCRYPTED, REASON_ARCHIVE_TOO_LARGE, 550, "5.7.5"},
        {REASON_FIELD_MISSING, REASON_DEFER_RECORD, 451, "4.3.0"},
        {REASON_MESSAGE_TOO_LARGE, REASON_DEFER_OVERLOAD, 451, "4.3.2"},
    };
    struct policy *p;

    folder_start(&folder);
    p = load_with(NL_EN_FR, "");
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct verdict v;
        struct reply r;

        verdict_init(&v);
        verdict_add(&v, cases[i].b, place_none());
        verdict_add(&v, cases[i].a, place_none());
        verdict_sort(&v);
        reply_build(p->explanations, &p->protocols[0], &v, "gw1-1", &r);
        check_bounds(&r, "gw1-1");
        CHECK_INT(cases[i].code, r.code);
        CHECK_STRING(cases[i].status, r.status);
        CHECK_INT(cases[i].code == 451 ? 4 : 7, r.line_count);
    }
    policy_release(p);
    folder_end(&folder);
}

static void deferral_says_nothing_else(void)
{
    struct policy *p;
    struct verdict v;
    struct reply r;

    folder_start(&folder);
    p = load_with(NL, "  help = \"Bel 100% gratis.\";\n");
    verdict_init(&v);
    verdict_add(&v, REASON_FIELD_MISSING, place_none());
    verdict_add(&v, REASON_DEFER_RECORD, place_none());
    v.findings_lost = 3;
    reply_build(p->explanations, &p->protocols[0], &v, NULL, &r);
    CHECK_INT(2, r.line_count);
    CHECK(strncmp(r.lines[0], "Nog niet verzonden: ", 20) == 0);
    CHECK_STRING("Bel 100% gratis.", r.lines[1]); /* "%" single */

    /* no protocol, no finding, a reason that is none: still a deferral with a text */
    reply_build(p->explanations, NULL, &v, NULL, &r);
    CHECK_INT(1, r.line_count);
    verdict_init(&v);
    reply_build(p->explanations, &p->protocols[0], &v, "x-1", &r);
    CHECK_INT(451, r.code);
    check_bounds(&r, "x-1");
    v.finding_count = 1;
    v.findings[0].reason = REASON_COUNT + 7;
    reply_build(p->explanations, NULL, &v, "x-1", &r);
    CHECK_INT(451, r.code);
    check_bounds(&r, "x-1");
    policy_release(p);
    folder_end(&folder);
}

static void six_findings_and_the_rest(void)
{
    static const enum reason reasons[] = {
        REASON_SENDER_NOT_ALLOWED,       REASON_OTHER_RECIPIENTS, REASON_MESSAGE_TNEF,
        REASON_ARCHIVE_WRONG_PASSPHRASE, REASON_CONTENT_CLIENTS,  REASON_FIELD_DUPLICATE,
        REASON_FORBIDDEN_DATE,           REASON_CONSENT_MISSING,
    };
    struct policy *p;
    struct verdict v;
    struct reply r;

    folder_start(&folder);
    p = load_with(NL, "  help = \"Vragen? Bel 02 000 00 00.\";\n");
    verdict_init(&v);
    for (size_t i = 0; i < 6; i++)
        verdict_add(&v, reasons[i], place_none());
    reply_build(p->explanations, &p->protocols[0], &v, "gw1-2", &r);
    CHECK_INT(8, r.line_count);
    verdict_add(&v, reasons[6], place_none());
    verdict_add(&v, reasons[7], place_none());
    v.findings_lost = 5;
    reply_build(p->explanations, &p->protocols[0], &v, "gw1-2", &r);
    check_bounds(&r, "gw1-2");
    CHECK_INT(9, r.line_count);
    CHECK(strncmp(r.lines[0], "Niet verzonden: ", 16) == 0);
    for (size_t i = 1; i < 6; i++)
        CHECK(strncmp(r.lines[i], "Ook: ", 5) == 0);
    CHECK_STRING("+7", r.lines[6]);
    CHECK_STRING("Vragen? Bel 02 000 00 00.", r.lines[7]);
    policy_release(p);
    folder_end(&folder);
}

static void places_of_one_reason_share_a_text(void)
{
    struct policy *p;
    struct verdict v;
    struct reply r;

    folder_start(&folder);
    p = load_with(NL, "");
    verdict_init(&v);
    for (unsigned line = 1; line <= 8; line++)
        verdict_add(&v, REASON_FIELD_NOT_PERMITTED, place_at(PLACE_LINE, line, 0, 0));
    reply_build(p->explanations, &p->protocols[0], &v, "gw1-3", &r);
    check_bounds(&r, "gw1-3");
    CHECK(strstr(r.lines[0], "(regel 1, regel 2, regel 3, regel 4, regel 5, regel 6). Toegelaten: "
                             "naam, e-mail.") != NULL);
    CHECK_STRING("+2", r.lines[r.line_count - 2]);
    policy_release(p);
    folder_end(&folder);
}

static void other_contact_goes_with_missing_attachments(void)
{
    struct policy *p;
    struct verdict v;
    struct reply r;

    folder_start(&folder);
    p = load_with(NL, "  other_contact = \"Andere vragen: 03 000 00 00.\"; help = \"H\";\n");
    verdict_init(&v);
    verdict_add(&v, REASON_ATTACHMENT_MISSING, place_none());
    reply_build(p->explanations, &p->protocols[0], &v, "g-1", &r);
    CHECK_INT(4, r.line_count);
    CHECK_STRING("Andere vragen: 03 000 00 00.", r.lines[1]);
    CHECK_STRING("H", r.lines[2]);
    verdict_init(&v);
    verdict_add(&v, REASON_ARCHIVE_DAMAGED, place_none());
    reply_build(p->explanations, &p->protocols[0], &v, "g-1", &r);
    CHECK_INT(3, r.line_count);
    policy_release(p);
    folder_end(&folder);
}

/* lines_of - how many lines of the reply begin so */
static unsigned lines_of(const struct reply *r, const char *start)
{
    unsigned count = 0;

    for (unsigned i = 0; i < r->line_count; i++)
        count += strncmp(r->lines[i], start, strlen(start)) == 0;
    return count;
}

/* The longest of everything, in three languages: nothing overflows and each language keeps its most
 * important finding, with the number of what it left out */
static void the_longest_reply_fits(void)
{
    static char help[400], more[1600];
    struct policy *p;
    struct verdict v;
    struct reply r;

    memset(help, 'h', 300);
    (void)snprintf(more, sizeof(more), "  help = \"%s\"; other_contact = \"%s\";\n", help, help);
    folder_start(&folder);
    p = load_with(NL_EN_FR, more);
    verdict_init(&v);
    verdict_add(&v, REASON_ATTACHMENT_MISSING, place_at(PLACE_CELL, 4294967295u, 4294967295u, 1));
    verdict_add(&v, REASON_CONTENT_FORMAT, place_none());
    verdict_add(&v, REASON_CONTENT_HIDDEN, place_at(PLACE_CELL, 4294967295u, 4294967295u, 1));
    verdict_add(&v, REASON_FIELD_MISSING, place_at(PLACE_CELL, 4294967295u, 4294967295u, 1));
    verdict_add(&v, REASON_FIELD_INVALID, place_at(PLACE_CELL, 4294967295u, 4294967295u, 1));
    verdict_add(&v, REASON_CLEARTEXT_CLIENT_DATA, place_at(PLACE_BODY_LINE, 4294967295u, 0, 0));
    for (unsigned i = 1; i < 60; i++)
        verdict_add(&v, REASON_CLEARTEXT_CLIENT_DATA, place_at(PLACE_BODY_LINE, i, 0, 0));
    v.findings_lost = 4294967290u;
    reply_build(p->explanations, &p->protocols[0], &v, "a-18446744073709551615", &r);
    check_bounds(&r, "a-18446744073709551615");
    CHECK_INT(1, lines_of(&r, "Niet verzonden: "));
    CHECK_INT(1, lines_of(&r, "Not sent: "));
    CHECK_INT(1, lines_of(&r, "Envoi impossible : "));
    CHECK_INT(3, lines_of(&r, "+"));
    CHECK_INT(4, lines_of(&r, "hhh"));
    CHECK(lines_of(&r, "Ook: ") >= 3 && lines_of(&r, "Also: ") >= 3 &&
          lines_of(&r, "Aussi : ") >= 3);
    policy_release(p);
    folder_end(&folder);
}

/* Every reason alone, at every kind of place, in every language: within bounds, no placeholder left
 */
static void every_reason_has_a_reply(void)
{
    struct policy *p;

    folder_start(&folder);
    p = load_with(NL_EN_FR, "");
    for (unsigned reason = 0; reason < REASON_COUNT; reason++)
        for (unsigned kind = 0; kind < PLACE_KIND_COUNT; kind++) {
            struct verdict v;
            struct reply r;

            verdict_init(&v);
            verdict_add(&v, (enum reason)reason,
                        place_at((enum place_kind)kind, 1, kind == PLACE_CELL, 0));
            reply_build(p->explanations, &p->protocols[0], &v, "g-1", &r);
            check_case(reason_name((enum reason)reason));
            check_bounds(&r, "g-1");
            CHECK_INT(reason_code((enum reason)reason), r.code);
            CHECK(r.line_count >= 4 && r.line_count <= 7);
            for (unsigned i = 0; i < r.line_count; i++)
                CHECK(strpbrk(r.lines[i], "{}#") == NULL && strstr(r.lines[i], "()") == NULL);
        }
    policy_release(p);
    folder_end(&folder);
}

static void limits_are_those_of_the_protocol(void)
{
    static const struct {
        enum reason reason;
        const char *limit;
    } cases[] = {
        {REASON_OTHER_RECIPIENTS, "sociale.dienst@kontich.be"},
        {REASON_MESSAGE_TOO_LARGE, "1 MB"},
        {REASON_ARCHIVE_TOO_LARGE, "256 KB"},
        {REASON_ARCHIVE_WEAK_ENCRYPTION, "2^19-2^20"},
        {REASON_CONTENT_FORMAT, ".txt, .csv"},
        {REASON_CONTENT_CLIENTS, "5"},
        {REASON_FIELD_NOT_PERMITTED, "voornaam, naam, telefoon, e-mail, room"},
        {REASON_FIELD_MISSING, "naam, room, telefoon/e-mail"},
        {REASON_ATTACHMENT_MISSING, ""},
    };
    static const struct {
        uint64_t bytes;
        const char *text;
    } sizes[] = {{1023, "1023 bytes"}, {1024, "1 KB"},    {1000000, "976 KB"},
                 {1048575, "1023 KB"}, {1048576, "1 MB"}, {1572864, "1536 KB"},
                 {67108864, "64 MB"}};
    char *fields =
        replaced(GOOD_CONFIG, "( { name = \"last-name\"; }, { name = \"email\"; } )",
                 "( { name = \"first-name\"; }, { name = \"last-name\"; required = true; },\n"
                 "  { name = \"telephone\"; }, { name = \"email\"; },\n"
                 "  { name = \"room\"; kind = \"text\"; required = true; } )");
    struct policy *p;
    char limit[LIMIT_SIZE];

    folder_start(&folder);
    p = folder_load(&folder, fields);
    CHECK(p != NULL);
    if (p == NULL) {
        show_complaints(&folder);
        goto out;
    }
    struct language nl = {0};
    CHECK(language_read(&nl, "conf/explanations.nl.conf", NULL, folder.complaints));
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        limit_format(&nl, &p->protocols[0], cases[i].reason, limit);
        CHECK_STRING(cases[i].limit, limit);
        CHECK_INT(cases[i].limit[0] != '\0', reason_has_limit(cases[i].reason));
    }
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        p->protocols[0].judged->max_message_bytes = sizes[i].bytes;
        limit_format(&nl, &p->protocols[0], REASON_MESSAGE_TOO_LARGE, limit);
        CHECK_STRING(sizes[i].text, limit);
    }
    limit_format(&nl, NULL, REASON_MESSAGE_TOO_LARGE, limit);
    CHECK_STRING("", limit);
    language_clear(&nl);
out:
    policy_release(p);
    free(fields);
    folder_end(&folder);
}

static void long_lists_end_in_dots(void)
{
    char names[PROTOCOL_FIELDS_MAX][40], limit[LIMIT_SIZE];
    struct protocol_field fields[PROTOCOL_FIELDS_MAX];
    struct protocol judged = {.fields = fields, .field_count = PROTOCOL_FIELDS_MAX};
    const struct policy_protocol protocol = {.judged = &judged};
    const struct language none = {0};

    for (unsigned i = 0; i < PROTOCOL_FIELDS_MAX; i++) {
        (void)snprintf(names[i], sizeof(names[i]), "a-name-of-thirty-letters-and-%03u", i);
        fields[i] = (struct protocol_field){.name = names[i], .kind = VALUE_TEXT};
    }
    limit_format(&none, &protocol, REASON_FIELD_NOT_PERMITTED, limit);
    CHECK(strlen(limit) < LIMIT_SIZE);
    CHECK(strcmp(limit + strlen(limit) - 5, ", ...") == 0);
    CHECK(strstr(limit, "letters-and-005, ...") != NULL);
}

static void text_of_one_finding(void)
{
    struct policy *p;
    struct finding finding = {.reason = REASON_CONTENT_CLIENTS};
    char text[300], little[10];

    folder_start(&folder);
    p = load_with("[ \"explanations.en.conf\" ]", "");
    explanation_text(p->explanations, 0, &p->protocols[0], &finding, text, sizeof(text));
    CHECK_STRING("the document holds too many clients (at most 5). Spread them over more mails.",
                 text);
    finding = (struct finding){.reason = REASON_FORBIDDEN_DATE, .place = {PLACE_LINE, {4}}};
    explanation_text(p->explanations, 0, &p->protocols[0], &finding, text, sizeof(text));
    CHECK_STRING("there is a date of birth, another date or an age (line 4). It may not be there. "
                 "Remove it and make the 7z file again.",
                 text);
    explanation_text(p->explanations, 0, &p->protocols[0], &finding, little, sizeof(little));
    CHECK_STRING("there is ", little);
    explanation_text(p->explanations, 1, &p->protocols[0], &finding, text, sizeof(text));
    CHECK_STRING("", text);
    policy_release(p);
    folder_end(&folder);
}

static void lines_are_broken_at_blanks(void)
{
    char text[3 * REPLY_TEXT_MAX];
    const char *rest, *line;

    memset(text, 'a', sizeof(text));
    text[REPLY_TEXT_MAX] = '\0';
    CHECK_INT(1, wrap_count(text));
    text[REPLY_TEXT_MAX] = 'a';
    text[REPLY_TEXT_MAX + 1] = '\0';
    CHECK_INT(2, wrap_count(text)); /* no blank: broken all the same */
    text[REPLY_TEXT_MAX] = ' ';
    text[REPLY_TEXT_MAX + 1] = 'b';
    text[REPLY_TEXT_MAX + 2] = '\0';
    rest = text;
    CHECK_INT(REPLY_TEXT_MAX, wrap_next(&rest, &line));
    CHECK_INT(1, wrap_next(&rest, &line));
    CHECK_INT('b', line[0]);
    CHECK_INT(0, wrap_next(&rest, &line));
    text[100] = ' ';
    text[REPLY_TEXT_MAX] = 'a';
    rest = text;
    CHECK_INT(100, wrap_next(&rest, &line));
    CHECK_INT(0, wrap_count(""));
    CHECK_INT(0, wrap_count("   "));
}

static void placeholders_go_with_their_parentheses(void)
{
    static const struct {
        const char *text, *places, *rendered;
    } cases[] = {
        {"a ({place}). b", "", "Lead: a. b"}, {"a ({place}). b", "x, y", "Lead: a (x, y). b"},
        {"a {place}. b", "", "Lead: a. b"},   {"{place} b", "", "Lead: b"},
        {"({place})", "", "Lead:"},           {"a {limit} ({place})", "z", "Lead: a 7 (z)"},
        {"a ({place} x)", "", "Lead: a x)"},
    };
    char out[RENDERED_SIZE];

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        language_render("Lead: ", cases[i].text, cases[i].places, "7", out);
        check_case(cases[i].text);
        CHECK_STRING(cases[i].rendered, out);
    }
}

int main(void)
{
    static const struct test tests[] = {
        TEST(one_finding_one_line),
        TEST(first_finding_gives_the_code),
        TEST(deferral_says_nothing_else),
        TEST(six_findings_and_the_rest),
        TEST(places_of_one_reason_share_a_text),
        TEST(other_contact_goes_with_missing_attachments),
        TEST(the_longest_reply_fits),
        TEST(every_reason_has_a_reply),
        TEST(limits_are_those_of_the_protocol),
        TEST(long_lists_end_in_dots),
        TEST(text_of_one_finding),
        TEST(lines_are_broken_at_blanks),
        TEST(placeholders_go_with_their_parentheses),
    };

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
