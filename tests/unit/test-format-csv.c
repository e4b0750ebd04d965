#include "document.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define CSV(name, text, findings, values) DOCUMENT(FORMAT_CSV, name, text, findings, values)
#define HEAD "Voornaam;Naam;Telefoon\r\n"
#define JAN "Jan;Peeters;0470 12 34 56\r\n"
#define VALUES "0 first-name=Jan; 0 last-name=Peeters; 0 telephone=0470 12 34 56"

static void header_row(void)
{
    CSV("semicolons", HEAD JAN, "", VALUES);
    CSV("commas", "Voornaam,Naam,Telefoon\nJan,Peeters,0470 12 34 56\n", "", VALUES);
    CSV("tabs", "Voornaam\tNaam\tTelefoon\nJan\tPeeters\t0470 12 34 56\n", "", VALUES);
    CSV("named separator", "sep=|\r\nVoornaam|Naam|Telefoon\r\nJan|Peeters|0470 12 34 56\r\n", "",
        VALUES);
    CSV("named separator, places", "sep=;\r\n" HEAD "Jan;Peeters;x1\r\n",
        "field-invalid sheet 1 row 3 column 3", NULL);
    CSV("quotes", "\"Voornaam\";\"Naam\";\"Telefoon\"\r\n\"Jan\";\"Peeters\";\"0470 12 34 56\"\r\n",
        "", VALUES);
    CSV("UTF-8 with mark", "\xEF\xBB\xBF" HEAD JAN, "", VALUES);
    CSV("ANSI", "Pr\xE9nom;Nom;T\xE9l\nJan;Peeters;0470 12 34 56\n", "", VALUES);
    CSV("no line end", "Voornaam;Naam;Telefoon\nJan;Peeters;0470 12 34 56", "", VALUES);
    CSV("empty columns at the end",
        "Voornaam;Naam;Telefoon;;\r\nJan;Peeters;0470 12 34 56;;\r\n;;;;\r\n", "", VALUES);
    CSV("fixed text above", "Gegevens voor de verwijzing;;\r\n\r\n" HEAD JAN, "", VALUES);
    CSV("two clients", HEAD JAN "An;Claes;03 457 12 34\r\n", "",
        VALUES "; 1 first-name=An; 1 last-name=Claes; 1 telephone=03 457 12 34");
    CSV("the same client twice", HEAD JAN JAN, "", NULL);
    CSV("a blank row between", HEAD JAN "\r\n;;\r\n" JAN, "", NULL);
    CSV("six clients", HEAD JAN JAN JAN JAN JAN JAN, "content-clients sheet 1 row 7 column 1",
        NULL);
    CSV("address in columns",
        "Voornaam;Naam;Straat;Nr;Bus;Postcode;Gemeente\nJan;Peeters;Kerkstraat;12;3;2550;Kontich\n",
        "", "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12 bus 3|2550 Kontich");
    CSV("address with a line end",
        "Voornaam;Naam;Adres\r\nJan;Peeters;\"Kerkstraat 12\n2550 Kontich\"\r\n", "",
        "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12|2550 Kontich");
    CSV("address with comma",
        "Voornaam,Naam,Adres\r\nJan,Peeters,\"Kerkstraat 12, 2550 Kontich\"\r\n", "",
        "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12|2550 Kontich");
    CSV("number that lost its 0", HEAD "Jan;Peeters;470123456\r\nAn;Claes;34571234\r\n", "",
        "0 first-name=Jan; 0 last-name=Peeters; 0 telephone=0470123456; 1 first-name=An; 1 "
        "last-name=Claes; 1 telephone=034571234");
    CSV("number that lost its +", HEAD "Jan;Peeters;32470123456\r\nAn;Claes;3234571234\r\n", "",
        "0 first-name=Jan; 0 last-name=Peeters; 0 telephone=+32470123456; 1 first-name=An; 1 "
        "last-name=Claes; 1 telephone=+3234571234");
    CSV("which a BIS number did not", HEAD "Jan;Peeters;32450000343\r\n",
        "forbidden-national-number sheet 1 row 2 column 3", NULL);
    CSV("nor has a date lost its 0", HEAD "Jan;Peeters;12031985\r\n",
        "forbidden-date sheet 1 row 2 column 3", NULL);
    CSV("a text is no such number", HEAD "Jan;Peeters;\"470123456\"\r\n",
        "field-invalid sheet 1 row 2 column 3", NULL);
    CSV("nor is 9 digits of another kind", HEAD "Jan;Peeters;370123456\r\n",
        "field-invalid sheet 1 row 2 column 3", NULL);
}

/* unicode_text - tabs in UTF-16, as Excel saves "Unicode text" */
static void unicode_text(void)
{
    static const char text[] = "Voornaam\tNaam\tTelefoon\r\nJan\tPeeters\t0470 12 34 56\r\n";
    unsigned char utf16[2 + 2 * sizeof text] = {0xFF, 0xFE};

    for (size_t i = 0; i < sizeof text - 1; i++)
        utf16[2 + 2 * i] = (unsigned char)text[i];
    document_check(FORMAT_CSV, "tabs in UTF-16", slice_of(utf16, 2 * sizeof text), "", VALUES,
                   __FILE__, __LINE__);
}

static void label_column(void)
{
    CSV("label and value", "Voornaam;Jan\r\nNaam;Peeters\r\nTelefoon;0470 12 34 56\r\n", "",
        VALUES);
    CSV("commas", "Voornaam,Jan\nNaam,Peeters\nTelefoon,0470 12 34 56\n", "", VALUES);
    CSV("two pairs in a row", "Voornaam;Jan;Naam;Peeters\r\nTelefoon;0470 12 34 56;E-mail;\r\n", "",
        VALUES);
    CSV("left blank",
        "Voornaam;Jan\r\nNaam;Peeters\r\nTelefoon;0470 12 34 56\r\nE-mail;\r\nAdres\r\n", "",
        VALUES);
    CSV("address below", "Voornaam;Jan\r\nNaam;Peeters\r\nAdres;Kerkstraat 12\r\n;2550 Kontich\r\n",
        "", "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12|2550 Kontich");
    CSV("one cell", "Voornaam: Jan\r\nNaam: Peeters\r\nTelefoon: 0470 12 34 56\r\n", "", VALUES);
    CSV("two clients",
        "Voornaam;Jan\r\nNaam;Peeters\r\nTelefoon;0470 12 34 "
        "56\r\n\r\nVoornaam;An\r\nNaam;Claes\r\nTelefoon;03 457 12 34\r\n",
        "", VALUES "; 1 first-name=An; 1 last-name=Claes; 1 telephone=03 457 12 34");
    CSV("number", "Voornaam;Jan\r\nNaam;Peeters\r\nGSM;470123456\r\n", "",
        "0 first-name=Jan; 0 last-name=Peeters; 0 telephone=0470123456");
    CSV("a third column", "Voornaam;Jan\r\nNaam;Peeters;gescheiden\r\nGSM;470123456\r\n",
        "field-not-permitted sheet 1 row 2 column 3", NULL);
    CSV("label twice", "Voornaam;Jan\r\nNaam;Peeters\r\nGSM;0470 12 34 56\r\nGSM;0470 12 34 57\r\n",
        "field-duplicate sheet 1 row 4 column 2", NULL);
}

static void not_permitted(void)
{
    CSV("unknown column",
        "Voornaam;Naam;Telefoon;Opmerking\r\nJan;Peeters;0470 12 34 56;zie dossier\r\n",
        "field-not-permitted sheet 1 row 1 column 4; field-not-permitted sheet 1 row 2 column 4",
        VALUES);
    CSV("unknown column, blank",
        "Voornaam;Naam;Telefoon;Opmerking\r\nJan;Peeters;0470 12 34 56;\r\n",
        "field-not-permitted sheet 1 row 1 column 4", VALUES);
    CSV("cell without a header", HEAD "Jan;Peeters;0470 12 34 56;x\r\n",
        "field-not-permitted sheet 1 row 2 column 4", VALUES);
    CSV("date of birth",
        "Voornaam;Naam;Telefoon;Geboortedatum\r\nJan;Peeters;0470 12 34 56;12/03/1980\r\n",
        "field-not-permitted sheet 1 row 1 column 4; field-not-permitted sheet 1 row 2 column 4; "
        "forbidden-date sheet 1 row 2 column 4",
        NULL);
    CSV("national number in a column of its own", HEAD "Jan;Peeters;0470 12 34 56;85073003328\r\n",
        "field-not-permitted sheet 1 row 2 column 4; forbidden-national-number sheet 1 row 2 "
        "column 4",
        NULL);
    CSV("labels where names belong",
        HEAD JAN "Geloof;katholiek;0470 12 34 56\r\nAn;Huisarts;0470 12 34 56\r\n",
        "field-not-permitted sheet 1 row 3 column 1; field-not-permitted sheet 1 row 4 column 2",
        NULL);
    CSV("names that are labels elsewhere",
        "Naam;Voornaam;Telefoon\r\nArts;Nele;0470 12 34 56\r\nVader;Job;0470 12 34 57\r\n", "",
        NULL);
    CSV("text above", "Lijst van Kind en Gezin;;\r\n" HEAD JAN,
        "field-not-permitted sheet 1 row 1 column 1", VALUES);
    CSV("a column twice",
        "Voornaam;Naam;Telefoon;Telefoon\r\nJan;Peeters;0470 12 34 56;03 457 12 34\r\n",
        "field-duplicate sheet 1 row 2 column 4", NULL);
    CSV("required column blank", HEAD "Jan;;0470 12 34 56\r\n",
        "field-missing sheet 1 row 2 column 1", NULL);
    CSV("no client", HEAD, "field-missing sheet 1 row 1 column 1", "");
    CSV("empty", "", "field-missing sheet 1 row 1 column 1", "");
    CSV("hidden",
        HEAD "J\xE2\x80\x8B"
             "an;Peeters;0470 12 34 56\r\n",
        "content-hidden sheet 1 row 2 column 1", VALUES);
}

static void not_well_formed(void)
{
    CSV("text after a quote", HEAD "\"Jan\" x;Peeters;0470 12 34 56\r\n",
        "content-format sheet 1 row 2 column 1", NULL);
    CSV("quote in a cell", HEAD "Ja\"n\";Peeters;0470 12 34 56\r\n",
        "content-format sheet 1 row 2 column 1", NULL);
    CSV("formula", HEAD "=\"Jan\";Peeters;0470 12 34 56\r\n",
        "content-format sheet 1 row 2 column 1", NULL);
    CSV("quote never closed", HEAD "Jan;\"Peeters;0470 12 34 56\r\n",
        "content-format sheet 1 row 2 column 2; field-missing sheet 1 row 2 column 1", NULL);
    document_check(FORMAT_CSV, "NUL", slice_of(HEAD "Jan\0;Peeters;1\r\n", sizeof HEAD - 1 + 15),
                   "content-format", "", __FILE__, __LINE__);
    document_check(FORMAT_CSV, "undefined byte", slice_of("Naam;\x81\n", 7), "content-format", "",
                   __FILE__, __LINE__);
}

static void limits(void)
{
    size_t size = 64 * 1024;
    char *text = malloc(size);

    if (text == NULL)
        abort();
    strcpy(text, HEAD JAN);
    for (unsigned row = 3; row <= 2000; row++)
        strcat(text, ";;\n");
    CSV("2000 rows", text, "", VALUES);
    strcat(text, ";;\n");
    CSV("2001 rows", text, "content-format sheet 1 row 2001 column 1", VALUES);
    strcpy(text, "Voornaam;Naam;Telefoon\nJan;Peeters;0470 12 34 56");
    memset(text + strlen(text), '\0', 300);
    memset(text + strlen(text), ';', 256 - 3);
    strcat(text, "x\n");
    CSV("256 columns", text, "field-not-permitted sheet 1 row 2 column 256", VALUES);
    text[strlen(text) - 2] = ';';
    text[strlen(text) - 1] = 'x';
    CSV("257 columns", text, "content-hidden sheet 1 row 2 column 257", VALUES);
    strcpy(text, HEAD JAN "\n");
    memset(text + strlen(HEAD JAN), 'x', 2001);
    text[strlen(HEAD JAN) + 2000] = '\0';
    CSV("cell of 2000", text,
        "field-missing sheet 1 row 3 column 1; field-invalid sheet 1 row 3 column 1", NULL);
    text[strlen(HEAD JAN) + 2000] = 'x';
    text[strlen(HEAD JAN) + 2001] = '\0';
    CSV("cell of 2001", text,
        "content-hidden sheet 1 row 3 column 1; field-missing sheet 1 row 3 column 1; "
        "field-invalid sheet 1 row 3 column 1",
        NULL);
    free(text);
}

int main(void)
{
    static const struct test tests[] = {TEST(header_row),      TEST(unicode_text),
                                        TEST(label_column),    TEST(not_permitted),
                                        TEST(not_well_formed), TEST(limits)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
