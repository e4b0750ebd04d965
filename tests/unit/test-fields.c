#include "document.h"
#include "inspect/fields.h"
#include "test.h"

#include <string.h>

static struct label look(const struct fields *f, const char *text)
{
    struct label label;

    CHECK(fields_label(f, slice_from(text), &label));
    return label;
}

static void built_in_labels(void)
{
    static const struct {
        enum field_part part;
        const char *labels[60];
    } table[] = {
        {PART_FIRST_NAME,
         {"Voornaam",
          "voornaam",
          "VOORNAAM:",
          "Voornaam :",
          "Voornaam*",
          "Roepnaam",
          "Pr\xC3\xA9nom",
          "Prenom",
          "PR\xC3\x89NOM(S)",
          "First name",
          "First-name",
          "Given name",
          "Voor-naam",
          "Voornaam (verplicht)",
          "Voornaam cli\xC3\xABnt",
          "Voornaam van de cli\xC3\xABnt",
          "1. Voornaam",
          "- Voornaam",
          "Voornamen",
          "Voornaam cli\xC3\xABnt(e)",
          "Offici\xC3\xABle voornaam",
          "Pr\xC3\xA9nom usuel",
          NULL}},
        {PART_NAME,
         {"Naam", "Nom", "Name", "naam:", "Naam (in hoofdletters)", "Naam cli\xC3\xABnt",
          "Nom du client", "2) Nom", "Offici\xC3\xABle naam", NULL}},
        {PART_LAST_NAME,
         {"Familienaam", "Achternaam", "Nom de famille", "Last name", "Surname", "Family name",
          "Familie-naam", NULL}},
        {PART_FULL_NAME,
         {"Naam en voornaam",
          "Naam & voornaam",
          "Naam, voornaam",
          "Naam/voornaam",
          "Naam + voornaam",
          "Voornaam en naam",
          "Voor- en achternaam",
          "Volledige naam",
          "Naam en voornaam v/d cli\xC3\xABnt",
          "Cli\xC3\xABnt",
          "Client",
          "Nom et pr\xC3\xA9nom",
          "Nom, pr\xC3\xA9nom",
          "Nom complet",
          "Full name",
          "Cli\xC3\xABnt 2",
          "Naam en voornaam (zoals op identiteitskaart)",
          "Nom et pr\xC3\xA9noms",
          "Naam en voornaam van de cli\xC3\xABnt(e)",
          NULL}},
        {PART_ADDRESS,
         {"Adres", "Woonadres", "Thuisadres", "Postadres", "Adresse", "Address",
          "Adres (straat, nummer, postcode, gemeente)", "Adres cli\xC3\xABnt", "Domicilie",
          "Officieel adres", "Correspondentieadres", "Verblijfplaats", "Adresse du domicile",
          "Adresse (rue, num\xC3\xA9ro, bo\xC3\xAEte, code postal, localit\xC3\xA9)", NULL}},
        {PART_STREET,
         {"Straat", "Straat en nummer", "Straat + nr.", "Straat en huisnummer", "Straat, nr, bus",
          "Rue", "Rue et num\xC3\xA9ro", "Street", "Straatnaam en nummer", "Straatnaam + nr",
          "Straatnaam en huisnummer", "Rue / n\xC2\xB0 / bo\xC3\xAEte", "Street address", NULL}},
        {PART_NUMBER,
         {"Nr.", "Nummer", "Huisnummer", "Huisnr.", "N\xC2\xB0", "N\xC2\xBA", "Num\xC3\xA9ro",
          "No.", "Huisnr. + bus", "Huisnummer/bus", "Nr/bus", "Nummer en bus",
          "N\xC2\xB0 et bo\xC3\xAEte", "N\xC2\xB0 / bte", "Num\xC3\xA9ro de maison", "House no.",
          NULL}},
        {PART_BOX, {"Bus", "Busnr.", "Busnummer", "Bo\xC3\xAEte", "Bte", "Box", NULL}},
        {PART_POSTCODE,
         {"Postcode", "Post-code", "Postnr.", "Postnummer", "PC", "Code postal", "CP", "Zip",
          "Postkode", "ZIP/Postal code", NULL}},
        {PART_TOWN,
         {"Gemeente", "Woonplaats", "Stad", "Plaats", "Deelgemeente", "Postcode en gemeente",
          "Postcode + gemeente", "Postcode/woonplaats", "Commune", "Ville", "Localit\xC3\xA9",
          "Code postal et localit\xC3\xA9", "City", "Town", "Ville / Commune", "Town/City", NULL}},
        {PART_COUNTRY, {"Land", "Pays", "Country", NULL}},
        {PART_TELEPHONE,
         {"Telefoon",
          "Tel",
          "Tel.",
          "Tel.:",
          "T\xC3\xA9l.",
          "Telefoonnummer",
          "Telefoonnr.",
          "Tel. nr.",
          "GSM",
          "G.S.M.",
          "Gsm-nummer",
          "GSM nr",
          "Mobiel",
          "Vast nummer",
          "Vaste lijn",
          "Telefoon/GSM",
          "Telefoon of gsm",
          "Tel (vast)",
          "Telefoon (thuis)",
          "Telefoon 1",
          "Telefoon 2",
          "GSM 2:",
          "T\xC3\xA9l\xC3\xA9phone",
          "N\xC2\xB0 de t\xC3\xA9l\xC3\xA9phone",
          "Portable",
          "Phone",
          "Mobile",
          "Telephone number",
          "Telefoonnummer cli\xC3\xABnt",
          "Tel. of gsm",
          "Mobiele nummer",
          "Mobiel telefoonnummer",
          "Vast telefoonnummer",
          "N\xC2\xB0 de t\xC3\xA9l.",
          "N\xC2\xB0 GSM",
          "T\xC3\xA9l. mobile",
          "Tel. no.",
          NULL}},
        {PART_EMAIL,
         {"E-mail", "Email", "e-mail:", "Mail", "E-mailadres", "Mailadres", "e-mail adres",
          "Courriel", "Adresse mail", "Adresse e-mail", "Email address", "E-mail (indien gekend)",
          "E-mail 2", "M\xC3\xA8l", "Courriel / e-mail", "E-mail / courriel", NULL}},
        {PART_NONE,
         {"",
          ":",
          "Geboortedatum",
          "geb.datum",
          "Geboren",
          "Leeftijd",
          "Rijksregisternummer",
          "RRN",
          "INSZ",
          "NISS",
          "Nationaliteit",
          "Geslacht",
          "Taal",
          "Burgerlijke staat",
          "Opmerking",
          "Opmerkingen",
          "Nota",
          "Info",
          "Reden",
          "Hulpvraag",
          "Probleem",
          "Situatie",
          "Dossiernummer",
          "Kinderen",
          "Gezin",
          "Partner",
          "School",
          "Beroep",
          "Inkomen",
          "Schulden",
          "Rekeningnummer",
          "IBAN",
          "Diagnose",
          "Huisarts",
          "Mutualiteit",
          "Religie",
          "Statuut",
          NULL}},
        {PART_NONE,
         {"Naam moeder",
          "Voornaam kind",
          "Telefoon moeder",
          "Naam school",
          "Telefoon (moeder)",
          "Telefoon (enkel na 18 uur)",
          "Naam (geboren 1980)",
          "Adres (bij partner)",
          "Naam (",
          "Naam )(",
          "Naam: Jan",
          "Bus: 3",
          "Bus 3",
          "Nummer 12",
          "Postcode 2550",
          "Telefoon = 4",
          "Naam \xF0\x9F\x98\x80",
          "Naam \xD0\x98",
          "\xD0\x9D"
          "aam",
          "Naa",
          "Naamm",
          "Telefoon 12",
          "Telefoon 123",
          "Naam Naam",
          "100. Naam",
          "Na\xE2\x99\xA5"
          "am",
          NULL}},
    };
    struct protocol *p = document_protocol();
    struct fields *f = fields_new(p);

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        for (size_t k = 0; table[i].labels[k] != NULL; k++) {
            check_case(table[i].labels[k]);
            CHECK_INT(table[i].part, look(f, table[i].labels[k]).part);
        }
    }
    check_case(NULL);
    fields_free(f);
    protocol_free(p);
}

static void keys(void)
{
    struct protocol *p = document_protocol();
    struct fields *f = fields_new(p);

    CHECK_STRING(look(f, "Telefoon").key, look(f, " TELEFOON *: ").key);
    CHECK(strcmp(look(f, "Telefoon").key, look(f, "Telefoon 2").key) != 0);
    CHECK(strcmp(look(f, "Telefoon (vast)").key, look(f, "Telefoon (mobiel)").key) != 0);
    fields_free(f);
    protocol_free(p);
}

static void label_limits(void)
{
    struct protocol *p = document_protocol();
    struct fields *f = fields_new(p);
    char text[LABEL_MAX_BYTES + 2];

    memset(text, '.', sizeof text);
    memcpy(text, "Naam", 4);
    text[LABEL_MAX_BYTES] = '\0';
    CHECK_INT(PART_NAME, look(f, text).part);
    text[LABEL_MAX_BYTES] = '.';
    text[LABEL_MAX_BYTES + 1] = '\0';
    CHECK_INT(PART_NONE, look(f, text).part);
    fields_free(f);
    protocol_free(p);
}

static void configured_fields(void)
{
    static const char *const dossier[] = {"Dossier", "Uw kenmerk", NULL};
    static const char *const contact[] = {"Naam contactpersoon", NULL};
    static const char *const doctor[] = {"Telefoon huisarts", NULL};
    struct protocol *p = document_protocol();
    struct fields *f;

    document_field(p, "file-number", VALUE_NUMBER, false, dossier);
    document_field(p, "contact-person", VALUE_LAST_NAME, false, contact);
    document_field(p, "doctor-telephone", VALUE_TELEPHONE, false, doctor);
    document_field(p, "remark", VALUE_TEXT, false, NULL);
    string_list_add(&p->fields[1].labels, slice_from("Betrokken persoon"));
    f = fields_new(p);
    CHECK_INT(5, look(f, "Dossier").field);
    CHECK_INT(PART_VALUE, look(f, "Dossier").part);
    CHECK_INT(5, look(f, "uw KENMERK:").field);
    CHECK_INT(5, look(f, "File number").field);
    CHECK_INT(6, look(f, "Naam contactpersoon").field);
    CHECK_INT(PART_LAST_NAME, look(f, "Naam contactpersoon").part);
    CHECK_INT(1, look(f, "Naam").field);
    CHECK_INT(1, look(f, "Betrokken persoon").field);
    CHECK_INT(PART_NAME, look(f, "Betrokken persoon").part);
    CHECK_INT(3, look(f, "Telefoon").field);
    CHECK_INT(7, look(f, "Telefoon huisarts").field);
    CHECK_INT(8, look(f, "Remark").field);
    CHECK_INT(PART_NONE, look(f, "Opmerking").part);
    fields_free(f);
    protocol_free(p);
}

static void fields_not_in_the_protocol(void)
{
    struct protocol *p = document_protocol();
    struct fields *f;

    string_list_clear(&p->fields[0].labels);
    p->fields[0].kind = VALUE_NUMBER; /* no first name, then */
    p->fields[4].kind = VALUE_NUMBER;
    f = fields_new(p);
    CHECK_INT(p->field_count, fields_first_name(f));
    CHECK_INT(PART_NONE, look(f, "Voornaam").part);
    CHECK_INT(PART_NONE, look(f, "Naam en voornaam").part);
    CHECK_INT(PART_NAME, look(f, "Naam").part);
    CHECK_INT(PART_NONE, look(f, "Courriel").part);
    fields_free(f);
    protocol_free(p);
}

static void fixed_texts(void)
{
    static const char *const yes[] = {"Gegevens voor de verwijzing",
                                      "GEGEVENS VOOR DE VERWIJZING:",
                                      "gegevens  voor\nde verwijzing.",
                                      "-----",
                                      "=====",
                                      "* * *",
                                      "\xE2\x80\xA2",
                                      "\xE2\x80\x94\xE2\x80\x94",
                                      "",
                                      NULL};
    static const char *const no[] = {"Gegevens voor de verwijzing van Jan",
                                     "Gegevens",
                                     "a",
                                     "1",
                                     "!",
                                     "\xF0\x9F\x98\x80",
                                     "--x--",
                                     NULL};
    struct protocol *p = document_protocol();
    struct fields *f = fields_new(p);
    bool fixed;

    for (size_t i = 0; yes[i] != NULL; i++) {
        check_case(yes[i]);
        CHECK(fields_fixed(f, slice_from(yes[i]), &fixed) && fixed);
    }
    for (size_t i = 0; no[i] != NULL; i++) {
        check_case(no[i]);
        CHECK(fields_fixed(f, slice_from(no[i]), &fixed) && !fixed);
    }
    check_case(NULL);
    fields_free(f);
    protocol_free(p);
}

int main(void)
{
    static const struct test tests[] = {TEST(built_in_labels),
                                        TEST(keys),
                                        TEST(label_limits),
                                        TEST(configured_fields),
                                        TEST(fields_not_in_the_protocol),
                                        TEST(fixed_texts)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
