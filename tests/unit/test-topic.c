#include "inspect/topic.h"

#include "test.h"

#include <string.h>

static void is(const char *text, const char *expected)
{
    enum topic topic;

    check_case(text);
    CHECK(topic_of(slice_from(text), &topic));
    CHECK_STRING(expected, topic_name(topic));
    check_case(NULL);
}

static void known_labels(void)
{
    is("Geboortedatum", "birth-date");
    is("geb. datum:", "birth-date");
    is("Geboren: 12/03/1980", "birth-date");
    is("Date de naissance", "birth-date");
    is("Geboorteplaats = Gent", "birth-place");
    is("Leeftijd\t12", "age");
    is("RIJKSREGISTERNUMMER", "national-number");
    is("R.R.N.", "national-number");
    is("Identiteitskaart", "identity-card");
    is("Nationalit\xC3\xA9 : belge", "nationality");
    is("M/V", "sex");
    is("Moedertaal", "language");
    is("Burgerlijke staat", "civil-status");
    is("OPMERKINGEN", "remarks");
    is("Reden van aanmelding: x", "reason");
    is("Dossiernummer", "file-number");
    is("Aantal kinderen", "family");
    is("School", "school");
    is("Werkgever", "work");
    is("Schulden", "income");
    is("IBAN", "bank-account");
    is("M\xC3\xA9"
       "decin",
       "health");
    is("Strafblad", "justice");
    is("Herkomst", "origin");
    is("Verblijfsstatuut", "status");
}

static void other_texts(void)
{
    static const char *const texts[] = {"",
                                        " ",
                                        ":",
                                        "===",
                                        "Voornaam",
                                        "Jan Peeters",
                                        "Jan: geboortedatum",
                                        "Mijn geboortedatum",
                                        "taalcode",
                                        "ertaal",
                                        "moedert",
                                        "geboortedatum geboorteplaats",
                                        "schulden bij de bank",
                                        NULL};
    char longest[400];

    for (size_t i = 0; texts[i] != NULL; i++)
        is(texts[i], "");
    enum topic topic;
    CHECK(topic_of(slice_of("taal\0x", 6), &topic)); /* a NUL ends no label */
    CHECK_INT(TOPIC_NONE, topic);
    memset(longest, ' ', sizeof longest);
    strcpy(longest + 120 - strlen("taal"), "taal");
    is(longest, "language");
    memset(longest, ' ', sizeof longest);
    strcpy(longest + 121 - strlen("taal"), "taal");
    is(longest, "");
}

/* names - every topic but none has one of its own, as a setting can have it */
static void names(void)
{
    CHECK_STRING("", topic_name(TOPIC_NONE));
    CHECK_STRING("", topic_name(TOPIC_COUNT));
    for (unsigned i = TOPIC_NONE + 1; i < TOPIC_COUNT; i++) {
        const char *name = topic_name((enum topic)i);

        CHECK(name[0] != '\0' && strspn(name, "abcdefghijklmnopqrstuvwxyz-") == strlen(name));
        for (unsigned k = TOPIC_NONE; k < i; k++)
            CHECK(strcmp(name, topic_name((enum topic)k)) != 0);
    }
}

/* nobodys_names - labels that stand where a name belongs; those that people bear are names there */
static void nobodys_names(void)
{
    static const char *const labels[] = {"Geloof",
                                         "Nationaliteit",
                                         "Opmerking",
                                         "OPMERKINGEN",
                                         "Huisarts",
                                         "Rijksregisternummer",
                                         "Diagnose",
                                         "Leefloon",
                                         "Schulden",
                                         "Beperking",
                                         "Geboortedatum",
                                         "Leeftijd",
                                         "Strafblad",
                                         "Herkomst",
                                         "Medicatie",
                                         "\xC3\x89tat civil",
                                         "Remarques",
                                         "Verblijfsvergunning",
                                         "Religion",
                                         "Moedertaal",
                                         NULL};
    static const char *const names[] = {"Arts",
                                        "Vader",
                                        "De Vader",
                                        "Moeder",
                                        "Kind",
                                        "Partner",
                                        "Lang",
                                        "Nele",
                                        "Born",
                                        "Loon",
                                        "Eid",
                                        "Sante",
                                        "Job",
                                        "Justice",
                                        "Taal",
                                        "Talen",
                                        "Iban",
                                        "M.V.",
                                        "School",
                                        "Note",
                                        "Varia",
                                        "Age",
                                        "M\xC3\xA9"
                                        "decin",
                                        "Bis",
                                        "Niss",
                                        "Schuld",
                                        "Raison",
                                        "Doctor",
                                        "P\xC3\xA8re",
                                        "Jan",
                                        "Peeters",
                                        "",
                                        NULL};
    enum topic topic;

    for (size_t i = 0; labels[i] != NULL; i++) {
        check_case(labels[i]);
        CHECK(topic_of_name(slice_from(labels[i]), &topic));
        CHECK(topic != TOPIC_NONE);
    }
    for (size_t i = 0; names[i] != NULL; i++) {
        check_case(names[i]);
        CHECK(topic_of_name(slice_from(names[i]), &topic));
        CHECK_INT(TOPIC_NONE, topic);
    }
    check_case(NULL);
}

int main(void)
{
    static const struct test tests[] = {TEST(nobodys_names), TEST(known_labels), TEST(other_texts),
                                        TEST(names)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
