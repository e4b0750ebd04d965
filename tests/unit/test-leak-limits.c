/*
 * test-leak-limits - how short a name, number or street may be to count, and how near
 */
#include "leak-help.h"
#include "test.h"

#include <stdio.h>

#define CLIENT_SUBJECT "cleartext-client-data subject"
#define CLIENT_BODY "cleartext-client-data body line 1"
#define CLIENT_FILE "cleartext-client-data attachment 1"

static void check_values(const struct leak_value *values, size_t count, const struct leak_row *row)
{
    struct leak_mail mail;
    char found[LEAK_FOUND_SIZE], name[200];

    leak_mail_init(&mail);
    mail.values = values;
    mail.value_count = count;
    leak_row_set(&mail, row);
    snprintf(name, sizeof(name), "%s %s: %s", values[0].text, values[count - 1].text, row->text);
    check_case(name);
    CHECK(leak_mail_check(&mail, found));
    CHECK_STRING(row->expected, found);
    check_case(NULL);
}

static const struct {
    const char *first, *last;
    struct leak_row row;
} NAMES[] = {
    /* a last name alone: three letters */
    {"Anna", "Pol", {SUBJECT, "dossier Pol", CLIENT_SUBJECT}},
    {"Anna", "Vu", {SUBJECT, "dossier Vu", ""}},
    /* one of two last names alone: four */
    {"Anna", "Baal-Pol", {SUBJECT, "dossier Baal", CLIENT_SUBJECT}},
    {"Anna", "Baal-Pol", {SUBJECT, "dossier Pol", ""}},
    /* a word of a composed one beside a first name: four, and none of everyday */
    {"Anna", "De Baal", {BODY, "Anna Baal", CLIENT_BODY}},
    {"Anna", "De Pol", {BODY, "Anna Pol", ""}},
    {"Anna", "Van Kind", {BODY, "Anna, kind van de buren", ""}},
    {"Jean-Pierre", "Dupont-Claes", {BODY, "Dupont Pierre", CLIENT_BODY}},
    {"Jean-Pierre", "Dupont-Claes", {BODY, "Dupont en Pierre", ""}},
    /* a possessive s: four letters */
    {"Anna", "Baal", {SUBJECT, "Baals dossier", CLIENT_SUBJECT}},
    {"Anna", "Pol", {SUBJECT, "Pols dossier", ""}},
    /* inside the words of a file name: six letters of a last name, or of both together */
    {"Anna", "Maesen", {FILE_NAME, "xmaesenx.7z", CLIENT_FILE}},
    {"Anna", "Maese", {FILE_NAME, "xmaesex.7z", ""}},
    {"Anna", "Vu", {FILE_NAME, "xannavux.7z", CLIENT_FILE}},
    {"Anna", "Vu", {FILE_NAME, "xvuannax.7z", CLIENT_FILE}},
    {"Jan", "Vu", {FILE_NAME, "xjanvux.7z", ""}},
    {"Victoria", "Vu", {FILE_NAME, "xvictoriax.7z", ""}},
    /* within three words of a first name, on either side; a line end is no more than a blank */
    {"Anna", "Peeters", {BODY, "Anna en nog Peeters", CLIENT_BODY}},
    {"Anna", "Peeters", {BODY, "Anna en nog een Peeters", ""}},
    {"Anna", "Peeters", {BODY, "Peeters en nog Anna", CLIENT_BODY}},
    {"Anna", "Peeters", {BODY, "Peeters en nog een Anna", ""}},
    {"Anna", "Peeters", {BODY, "Anna\nen\nnog\nPeeters", CLIENT_BODY}},
    {"Anna", "Peeters", {KEYWORDS, "Peeters en nog Anna", "cleartext-client-data header 3"}},
    {"Anna", "Peeters", {KEYWORDS, "Peeters en nog een Anna", ""}},
    {"Anna", "Peeters", {TRACE, "for <peeters@en.nog.een.anna.be>", ""}},
    {"Anna Maria", "Peeters", {BODY, "Anna en nog Peeters", CLIENT_BODY}},
    /* particles and initials of a first name are none */
    {"Anna Van A", "Peeters", {BODY, "brief van Peeters", ""}},
    {"Anna Van A", "Peeters", {BODY, "punt a: Peeters", ""}},
};

static void names(void)
{
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
        struct leak_value values[] = {{0, VALUE_FIRST_NAME, NAMES[i].first},
                                      {0, VALUE_LAST_NAME, NAMES[i].last}};

        check_values(values, 2, &NAMES[i].row);
    }
}

static const struct {
    struct leak_value value;
    struct leak_row row;
} VALUES[] = {
    {{0, VALUE_TELEPHONE, "654321"}, {BODY, "bel 65 43 21", CLIENT_BODY}},
    {{0, VALUE_TELEPHONE, "54321"}, {BODY, "bel 5 43 21", ""}},
    {{0, VALUE_TEXT, "drie vier"}, {BODY, "drie vier", CLIENT_BODY}},
    {{0, VALUE_TEXT, "vier zes"}, {BODY, "vier zes", ""}},
    {{0, VALUE_NUMBER, "12345"}, {BODY, "12345", CLIENT_BODY}},
    {{0, VALUE_NUMBER, "1234"}, {BODY, "1234", ""}},
    {{0, VALUE_ADDRESS, "Dam 7"}, {BODY, "Dam 7", CLIENT_BODY}},
    {{0, VALUE_ADDRESS, "Ax 7"}, {BODY, "Ax 7", ""}},
};

static void values(void)
{
    for (size_t i = 0; i < sizeof(VALUES) / sizeof(VALUES[0]); i++)
        check_values(&VALUES[i].value, 1, &VALUES[i].row);
}

/* Of a client who has several, each first name goes with each last name; of another's none */
static void several_names(void)
{
    static const struct leak_value clients[] = {
        {0, VALUE_FIRST_NAME, "Jo"}, {0, VALUE_FIRST_NAME, "Bo"},  {0, VALUE_LAST_NAME, "Vu"},
        {0, VALUE_LAST_NAME, "Ly"},  {1, VALUE_FIRST_NAME, "Mia"}, {1, VALUE_LAST_NAME, "Ho"},
    };
    static const struct leak_row rows[] = {
        {BODY, "Jo Vu", CLIENT_BODY}, {BODY, "Bo Ly", CLIENT_BODY},  {BODY, "Ly Jo", CLIENT_BODY},
        {BODY, "Vu Bo", CLIENT_BODY}, {BODY, "Ho Mia", CLIENT_BODY}, {BODY, "Jo Ho", ""},
        {BODY, "Mia Vu", ""},         {BODY, "Jo Bo", ""},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        check_values(clients, sizeof(clients) / sizeof(clients[0]), &rows[i]);
}

int main(void)
{
    static const struct test tests[] = {TEST(names), TEST(values), TEST(several_names)};

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
