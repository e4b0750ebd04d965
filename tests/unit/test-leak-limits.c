/*
 * test-leak-limits - how short a name, number or street may be to count, how near, and how it may
 * be written
 */
#include "leak-help.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

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
    /* a word in pieces, one of them of four letters; no word of everyday in two */
    {"Anna", "Peeters", {BODY, "Anna Peet ers", CLIENT_BODY}},
    {"Anna", "Peeters", {BODY, "Anna Pee ter s", ""}},
    {"Piet", "Inde Maes", {BODY, "Piet in de Maes", ""}},
    {"Piet", "Inde Maes", {BODY, "Piet Inde Maes", CLIENT_BODY}},
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

/* An address, and how somebody else writes it */
static const struct {
    const char *address;
    struct leak_row row;
} STREETS[] = {
    {"Avenue Louise 12", {BODY, "av. Louise 12", CLIENT_BODY}},
    {"av. Louise 12", {BODY, "Avenue Louise 12", CLIENT_BODY}},
    {"Boulevard Anspach 12", {BODY, "bd Anspach 12", CLIENT_BODY}},
    {"Boulevard Anspach 12", {BODY, "blvd Anspach 12", CLIENT_BODY}},
    {"blvd Anspach 12", {BODY, "boulevard Anspach 12", CLIENT_BODY}},
    {"Chauss\xc3\xa9"
     "e de Mons 12",
     {BODY, "ch. de Mons 12", CLIENT_BODY}},
    {"ch\xc3\xa9"
     "e de Mons 12",
     {BODY, "Chaussee de Mons 12", CLIENT_BODY}},
    {"bd Anspach 12", {BODY, "blvd Anspach 12", CLIENT_BODY}},
    {"Chaussee de Mons 12",
     {BODY,
      "ch\xc3\xa9"
      "e de Mons 12",
      CLIENT_BODY}},
    {"rue St. Paul 12", {BODY, "rue Saint Paul 12", CLIENT_BODY}},
    {"Dr. Jacobs 12", {BODY, "Docteur Jacobs 12", CLIENT_BODY}},
    {"Dr. Jacobs 12", {BODY, "Dokter Jacobs 12", CLIENT_BODY}},
    {"Dr. Jacobs 12", {BODY, "Pastoor Jacobs 12", ""}},
    {"Place Rouppe 12", {BODY, "pl. Rouppe 12", CLIENT_BODY}},
    {"Rue Saint Paul 12", {BODY, "rue St. Paul 12", CLIENT_BODY}},
    {"Rue Sainte Anne 12", {BODY, "rue Ste Anne 12", CLIENT_BODY}},
    {"Sint-Pauluslaan 12", {BODY, "St. Pauluslaan 12", CLIENT_BODY}},
    {"Dokter Jacobslaan 12", {BODY, "Dr. Jacobslaan 12", CLIENT_BODY}},
    {"Docteur Jacobs 12", {BODY, "Dr Jacobs 12", CLIENT_BODY}},
    {"Burg. Nollaan 12", {BODY, "Burgemeester Nollaan 12", CLIENT_BODY}},
    {"Pastoor Nollaan 12", {BODY, "Past. Nollaan 12", CLIENT_BODY}},
    {"Koning Albertlaan 12", {BODY, "Kon. Albertlaan 12", CLIENT_BODY}},
    {"Kerkstraat 12", {BODY, "kerkstr 12", CLIENT_BODY}},
    {"Kerksteenweg 12", {BODY, "kerkstwg 12, kerkstw 12", CLIENT_BODY}},
    {"Kerksteenweg 12", {BODY, "kerkstnwg 12", CLIENT_BODY}},
    {"Kerkstw 12", {BODY, "kerksteenweg 12", CLIENT_BODY}},
    {"Kerkplein 12", {BODY, "kerkpln 12", CLIENT_BODY}},
    {"Kerklaan 12", {BODY, "kerkln 12", CLIENT_BODY}},
    {"Kerkstrasse 12", {BODY, "kerkstr 12", CLIENT_BODY}},
    {"Dorp 12", {BODY, "dorp nr 12", CLIENT_BODY}},
    {"Dorp 12", {BODY, "dorp nummer 12", CLIENT_BODY}},
    {"Dorp 12", {BODY, "dorp no 12", CLIENT_BODY}},
    {"Dorp 12", {BODY, "dorp n\xc2\xb0 12", CLIENT_BODY}},
    {"Dorp 12", {BODY, "dorp num\xc3\xa9ro 12", CLIENT_BODY}},
    {"Dorp 12", {BODY, "dorp huisnummer 12", CLIENT_BODY}},
    {"Dorp 12", {BODY, "dorp nu 12", ""}},
    {"Dorp 12a", {BODY, "dorp 12 a", CLIENT_BODY}},
    {"Oude Kerkstraat 12", {BODY, "in de Kerkstraat 12", CLIENT_BODY}},
    {"Oude Dorp 12", {BODY, "het dorp 12", ""}},
    /* a number in front is that of a house, or is in the name of the street */
    {"12 rue Haute, 1000 Bruxelles", {BODY, "rue Haute 12", CLIENT_BODY}},
    {"11 Julilaan 125", {BODY, "11 Julilaan 125", CLIENT_BODY}},
    {"11 Julilaan 125", {BODY, "Julilaan 11", ""}},
};

static void streets(void)
{
    for (size_t i = 0; i < sizeof(STREETS) / sizeof(STREETS[0]); i++) {
        struct leak_value value = {0, VALUE_ADDRESS, STREETS[i].address};

        check_values(&value, 1, &STREETS[i].row);
    }
}

/* What is longer than an address is none, and is refused as that */
static void long_street(void)
{
    for (size_t len = 200; len <= 201; len++) {
        char address[210], text[230];
        struct leak_value value = {0, VALUE_ADDRESS, address};
        struct leak_row row = {BODY, text, len == 200 ? CLIENT_BODY : ""};

        memset(address, 'x', len);
        memcpy(address + len - 2, " 7", 3);
        snprintf(text, sizeof(text), "in %s", address);
        check_values(&value, 1, &row);
    }
}

/* The words of a statement or of a registered line are covered, from the first to the last */
static void statements(void)
{
    static char one_word[] = "Akkoord", short_end[] = "Akkoord, versie B";
    static const struct {
        char *consent;
        const char *body, *expected;
    } rows[] = {
        {one_word, "akkoord.", ""},
        {one_word, "akkoorden", "cleartext-not-empty body line 1, consent-missing"},
        {one_word, "n akkoord", "cleartext-not-empty body line 1"},
        {short_end, "akkoord versie b", ""},
        {short_end, "akkoord versie b\nakkoord versie b", ""},
        {short_end, "akkoord versie bb", "cleartext-not-empty body line 1, consent-missing"},
        {short_end, "akkoord versie b b", "cleartext-not-empty body line 1"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE];

        leak_mail_init(&mail);
        mail.protocol.cleartext = CLEARTEXT_EMPTY;
        mail.protocol.consent_statement = rows[i].consent;
        mail.body = rows[i].body;
        check_case(rows[i].body);
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING(rows[i].expected, found);
    }
    check_case(NULL);
}

/* A passphrase does not go on from one text to the next */
static void passphrase_over_two_texts(void)
{
    struct leak_mail mail;
    char found[LEAK_FOUND_SIZE];

    leak_mail_init(&mail);
    mail.passphrase = "geheimwoord";
    mail.subject = "geheim";
    mail.header_name = "woord";
    mail.header = "x";
    CHECK(leak_mail_check(&mail, found));
    CHECK_STRING("", found);
    mail.subject = "geheimwoord";
    CHECK(leak_mail_check(&mail, found));
    CHECK_STRING("cleartext-passphrase subject", found);
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
    static const struct test tests[] = {TEST(names),
                                        TEST(values),
                                        TEST(several_names),
                                        TEST(streets),
                                        TEST(long_street),
                                        TEST(statements),
                                        TEST(passphrase_over_two_texts)};

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
