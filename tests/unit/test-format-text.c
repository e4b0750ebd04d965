#include "document.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define TXT(name, text, findings, values) DOCUMENT(FORMAT_TXT, name, text, findings, values)
#define JAN "Voornaam: Jan\nNaam: Peeters\n"
#define JAN_VALUES "0 first-name=Jan; 0 last-name=Peeters"
#define TEL "Telefoon: 0470 12 34 56\n"
#define TEL_VALUE "0 telephone=0470 12 34 56"

static void good_documents(void)
{
    TXT("colon", JAN TEL, "", JAN_VALUES "; " TEL_VALUE);
    TXT("equals", "Voornaam = Jan\nNaam=Peeters\nGSM =0470 12 34 56", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("tab", "Voornaam\tJan\nNaam\t\tPeeters\nTel.\t0470 12 34 56\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("tab and colon", "Voornaam\t: Jan\nNaam:\tPeeters\nTel:\t0470 12 34 56\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("blanks", "Voornaam    Jan\nNaam        Peeters\nTel         0470 12 34 56\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("CR LF", "Voornaam: Jan\r\nNaam: Peeters\r\nTelefoon: 0470 12 34 56\r\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("CR", "Voornaam: Jan\rNaam: Peeters\rTelefoon: 0470 12 34 56", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("labels in capitals", "VOORNAAM: Jan\nNAAM: Peeters\nTELEFOON: 0470 12 34 56\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("french",
        "Pr\xC3\xA9nom : Jan\nNom\xC2\xA0: Peeters\nN\xC2\xB0 de t\xC3\xA9l\xC3\xA9phone: 0470 12 "
        "34 56\n",
        "", JAN_VALUES "; " TEL_VALUE);
    TXT("english", "First name: Jan\nSurname: Peeters\nPhone number: 0470 12 34 56\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("bullets", "- Voornaam: Jan\n* Naam: Peeters\n\xE2\x80\xA2 Tel.: 0470 12 34 56\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("numbered", "1. Voornaam: Jan\n2. Naam: Peeters\n3) Tel.: 0470 12 34 56\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("hints",
        "Voornaam (verplicht)*: Jan\nNaam (in hoofdletters): Peeters\nTelefoon (gsm of vast): 0470 "
        "12 34 56\n",
        "", JAN_VALUES "; " TEL_VALUE);
    TXT("of the client",
        "Voornaam van de cli\xC3\xABnt: Jan\nNaam cli\xC3\xABnt: Peeters\nTelefoonnummer "
        "cli\xC3\xABnt: 0470 12 34 56",
        "", JAN_VALUES "; " TEL_VALUE);
    TXT("fixed text and ruling",
        "Gegevens voor de verwijzing\n---------------\n\n" JAN TEL "=====\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("e-mail", JAN "E-mail: jan@example.be\n", "", JAN_VALUES "; 0 email=jan@example.be");
    TXT("value on the next line", "Voornaam:\nJan\nNaam\nPeeters\nTelefoon\n0470 12 34 56\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("left blank", JAN TEL "E-mail:\nAdres: \n", "", JAN_VALUES "; " TEL_VALUE);
    TXT("said to be absent", JAN TEL "E-mail: geen\nAdres: n.v.t.\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("blank lines between the fields", "Voornaam: Jan\n\nNaam: Peeters\n\n\n" TEL, "",
        JAN_VALUES "; " TEL_VALUE);
}

static void encodings(void)
{
    static const unsigned char utf16le[] =
        "\xFF\xFEN\0o\0m\0:\0 \0D\0e\0 "
        "\0S\0\xE9\0\n\0P\0r\0\xE9\0n\0o\0m\0:\0J\0o\0\n\0T\0e\0l\0:\0"
        "0\0"
        "3\0 \0"
        "4\0"
        "5\0"
        "7\0"
        "1\0"
        "2\0"
        "3\0"
        "4\0";
    unsigned char utf16be[sizeof utf16le];
    static const char values[] =
        "0 first-name=Jo; 0 last-name=De S\xC3\xA9; 0 telephone=03 4571234";

    for (size_t i = 0; i + 1 < sizeof utf16le; i += 2) {
        utf16be[i] = utf16le[i + 1];
        utf16be[i + 1] = utf16le[i];
    }
    TXT("UTF-8", "Nom: De S\xC3\xA9\nPr\xC3\xA9nom:Jo\nTel:03 4571234", "", values);
    TXT("UTF-8 with mark", "\xEF\xBB\xBFNom: De S\xC3\xA9\nPr\xC3\xA9nom:Jo\nTel:03 4571234", "",
        values);
    TXT("decomposed", "Nom: De Se\xCC\x81\nPre\xCC\x81nom:Jo\nTel:03 4571234", "", values);
    TXT("Windows-1252", "Nom: De S\xE9\nPr\xE9nom:Jo\nTel:03 4571234", "", values);
    document_check(FORMAT_TXT, "UTF-16 LE", slice_of(utf16le, sizeof utf16le - 1), "", values,
                   __FILE__, __LINE__);
    document_check(FORMAT_TXT, "UTF-16 BE", slice_of(utf16be, sizeof utf16be - 1), "", values,
                   __FILE__, __LINE__);
    document_check(FORMAT_TXT, "half a UTF-16 unit", slice_of(utf16le, 21), "content-format", "",
                   __FILE__, __LINE__);
    document_check(FORMAT_TXT, "UTF-16 without mark", slice_of(utf16le + 2, sizeof utf16le - 3),
                   "content-format", "", __FILE__, __LINE__);
}

/* tables - as Excel saves "Text (tab delimited)" and "Unicode text" */
static void tables(void)
{
    TXT("a table", "Voornaam\tNaam\tTelefoon\r\nJan\tPeeters\t0470 12 34 56\r\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("two clients, blank lines above, a number without its 0",
        "\r\n\r\nVoornaam\tNaam\tTelefoon\r\nJan\tPeeters\t470123456\r\nAn\tClaes\t\"03 457 12 "
        "34\"\r\n",
        "",
        JAN_VALUES
        "; 0 telephone=0470123456; 1 first-name=An; 1 last-name=Claes; 1 telephone=03 457 12 34");
    TXT("a column more", "Voornaam\tNaam\tTelefoon\r\nJan\tPeeters\t0470 12 34 56\tziek\r\n",
        "field-not-permitted sheet 1 row 2 column 4", JAN_VALUES "; " TEL_VALUE);
    TXT("a heading that is no label", "Voornaam\tNaam\tOpmerking\r\nJan\tPeeters\tziek\r\n",
        "field-not-permitted sheet 1 row 1 column 3; field-not-permitted sheet 1 row 2 column 3; "
        "field-missing sheet 1 row 2 column 1",
        NULL);
    TXT("a form with tabs", "Voornaam\tJan\r\nNaam\tPeeters\r\nTelefoon\t0470 12 34 56\r\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("a form left blank", "Voornaam\t\r\nNaam\t\r\n", "field-missing line 1", "");
}

static void addresses(void)
{
    TXT("number and box under one label",
        JAN "Straatnaam: Kerkstraat\nNr/bus: 12 bus 3\nPostcode: 2550\nGemeente: Kontich\n", "",
        JAN_VALUES "; 0 address=Kerkstraat 12 bus 3|2550 Kontich");

    TXT("a national number in the figures of a street line",
        JAN "Adres: Kerkstraat 8507 3003 bus 328, 2550 Kontich\n",
        "forbidden-national-number line 3", NULL);
    TXT("the same in parts",
        JAN "Straat: Kerkstraat\nNr: 8507-3003\nBus: 328\nPostcode: 2550\n"
            "Gemeente: Kontich\n",
        "forbidden-national-number line 3", NULL);
    TXT("eleven figures that are none",
        JAN "Adres: Rue du 8 mai 1945 12 bte 0012, 1000 Bruxelles\n", "", NULL);

    static const char one[] = JAN_VALUES "; 0 address=Kerkstraat 12 bus 3|2550 Kontich";

    TXT("one line", JAN "Adres: Kerkstraat 12 bus 3, 2550 Kontich\n", "", one);
    TXT("label line, value lines", JAN "Adres\nKerkstraat 12 bus 3\n2550 Kontich\n", "", one);
    TXT("label line with colon", JAN "Adres:\n  Kerkstraat 12 bus 3\n  2550 Kontich\n", "", one);
    TXT("second line indented", JAN "Adres: Kerkstraat 12 bus 3\n       2550 Kontich\n", "", one);
    TXT("country", JAN "Adres: Kerkstraat 12 bus 3\n2550 Kontich\nBelgi\xC3\xAB\n", "", one);
    TXT("street and town", JAN "Adres: Kerkstraat 12 bus 3\nWoonplaats: 2550 Kontich\n", "", one);
    TXT("labels apart",
        JAN "Straat: Kerkstraat\nNummer: 12\nBus: 3\nPostcode: 2550\nGemeente: Kontich\nLand: "
            "Belgi\xC3\xAB\n",
        "", one);
    TXT("labels of the template",
        JAN "Straat en nummer: Kerkstraat 12 bus 3\nPostcode en gemeente: 2550 Kontich\n", "", one);
    TXT("french",
        JAN "Rue: Rue de la Loi\nN\xC2\xB0: 16\nBo\xC3\xAEte: bte 4\nCode postal: "
            "1000\nLocalit\xC3\xA9: Bruxelles\nPays: Belgique\n",
        "", JAN_VALUES "; 0 address=Rue de la Loi 16 bte 4|1000 Bruxelles");
    TXT("order of a form", JAN "Gemeente: Kontich\nPostcode: 2550\nStraat: Kerkstraat 12 bus 3\n",
        "", one);
    TXT("country alone", JAN TEL "Land: Belgi\xC3\xAB\n", "", JAN_VALUES "; " TEL_VALUE);
    TXT("another country alone", JAN TEL "Land: Frankrijk\n", "field-invalid line 4", NULL);
    TXT("no town", JAN "Adres: Kerkstraat 12\n", "field-invalid line 3",
        JAN_VALUES "; 0 address=Kerkstraat 12");
    TXT("foreign", JAN "Adres: Hoofdstraat 1, 4811 AB Breda\n", "field-invalid line 3", NULL);
    TXT("two addresses",
        JAN "Adres: Kerkstraat 12, 2550 Kontich\nPostadres: Kerkstraat 13, 2550 Kontich\n",
        "field-duplicate line 4; field-invalid line 3", NULL);
    TXT("a remark below", JAN "Adres: Kerkstraat 12, 2550 Kontich\nBelt best na 18 uur\n",
        "field-invalid line 3", NULL);
    TXT("a remark after a blank line",
        JAN "Adres: Kerkstraat 12, 2550 Kontich\n\nBelt best na 18 uur\n",
        "field-not-permitted line 5", NULL);
    TXT("at most five lines", JAN "Adres:\nKerkstraat\n12\nbus 3\n2550\nKontich\n", "", one);
    TXT("and no sixth", JAN "Adres:\nKerk\nweg\n12\nbus 3\n2550\nKontich\n",
        "field-not-permitted line 9; field-invalid line 3", NULL);
}

static void names(void)
{
    TXT("last name first, with a comma", "Naam: Peeters, Jan\n" TEL, "",
        "0 last-name=Peeters Jan; " TEL_VALUE);
    TXT("the same under a label of both", "Naam en voornaam: Van den Broeck, Anna Maria\n" TEL, "",
        "0 last-name=Van den Broeck Anna Maria; " TEL_VALUE);
    TXT("a comma in a last name alone", "Voornaam: Jan\nFamilienaam: Peeters, Claes\n" TEL,
        "field-invalid line 2", NULL);
    TXT("two commas", "Naam: Peeters, Jan, An\n" TEL, "field-invalid line 1", NULL);
    TXT("a remark behind a comma", "Naam: Peeters, zwanger\n" TEL, "field-invalid line 1", NULL);

    TXT("full name", "Naam en voornaam: Peeters Jan\n" TEL, "",
        "0 last-name=Peeters Jan; " TEL_VALUE);
    TXT("naam alone, two words", "Naam: Jan Peeters\n" TEL, "",
        "0 last-name=Jan Peeters; " TEL_VALUE);
    TXT("naam alone, particles", "Naam: Jan Van den Broeck\n" TEL, "", NULL);
    TXT("naam alone, one word", "Naam: Peeters\n" TEL, "field-missing line 1", NULL);
    TXT("naam alone, one word with particles", "Naam: Van den Broeck\n" TEL, "field-missing line 1",
        NULL);
    TXT("naam alone, particle with apostrophe", "Naam: 't Kindt\n" TEL, "field-missing line 1",
        NULL);
    TXT("familienaam is never a full name", "Familienaam: Jan Peeters\n" TEL,
        "field-missing line 1", NULL);
    TXT("full name of one word", "Volledige naam: Peeters\n" TEL, "field-missing line 1", NULL);
    TXT("client", "Cli\xC3\xABnt: Jan Peeters\n" TEL, "", NULL);
    TXT("heading with a number", "Cli\xC3\xABnt 1\n" JAN TEL, "", JAN_VALUES "; " TEL_VALUE);
    TXT("first name twice", "Voornaam: Jan\nVoornaam: Piet\nNaam: Peeters\n" TEL,
        "field-duplicate line 2", NULL);
    TXT("first name under two labels", JAN "Roepnaam: Jan\n" TEL, "field-duplicate line 3", NULL);
    TXT("last name under two labels", JAN "Familienaam: Peeters\n" TEL, "field-duplicate line 3",
        NULL);
    TXT("digits", "Voornaam: Jan2\nNaam: Peeters\n" TEL, "field-invalid line 1", NULL);
}

static void several(void)
{
    TXT("two numbers with a hyphen between", JAN "Tel: 0470/12.34.56 - 03/457.12.34\n", "",
        JAN_VALUES "; 0 telephone=0470/12.34.56; 0 telephone=03/457.12.34");

    TXT("what a number is for, behind it",
        JAN "Tel: 0470 12 34 56 (gsm)\nE-mail: jan@example.be (priv\xC3\xA9)\n", "",
        JAN_VALUES "; " TEL_VALUE "; 0 email=jan@example.be");
    TXT("what a number is for, without a blank",
        JAN "Tel: 0470 12 34 56(gsm)\nE-mail: jan@example.be(priv\xC3\xA9)\n", "",
        JAN_VALUES "; " TEL_VALUE "; 0 email=jan@example.be");
    TXT("a remark without a blank", JAN "Tel: 0470 12 34 56(moeder)\n", "field-invalid line 3",
        NULL);
    TXT("two numbers and what they are for",
        JAN "Tel: 0470 12 34 56 (gsm) / 03 457 12 34 (thuis)\n", "",
        JAN_VALUES "; " TEL_VALUE "; 0 telephone=03 457 12 34");
    TXT("what a number is for, before or behind it, without brackets",
        JAN "Tel: gsm: 0470 12 34 56 (WhatsApp)\nTel. 2: 03 457 12 34 thuis.\n", "",
        JAN_VALUES "; " TEL_VALUE "; 0 telephone=03 457 12 34");
    TXT("two numbers with their names", JAN "Tel: gsm 0470 12 34 56, thuis 03 457 12 34\n", "",
        JAN_VALUES "; " TEL_VALUE "; 0 telephone=03 457 12 34");
    TXT("a remark before a number", JAN "Tel: moeder 0470 12 34 56\n", "field-invalid line 3",
        NULL);
    TXT("a remark behind a number", JAN "Tel: 0470 12 34 56 na 18u\n", "field-invalid line 3",
        NULL);
    TXT("a sign behind a number", JAN "Tel: 0470 12 34 56?\n", "field-invalid line 3", NULL);
    TXT("a smile behind a number", JAN "Tel: 0470 12 34 56 \xF0\x9F\x99\x82\n",
        "field-invalid line 3", NULL);
    TXT("a hint alone", JAN "Tel: gsm\n", "field-invalid line 3", NULL);
    TXT("a hint before a national number", JAN "Tel: gsm 85.07.30-033.28\n",
        "field-invalid line 3; forbidden-national-number line 3", NULL);
    TXT("whose a number is", JAN "Tel: 0470 12 34 56 (moeder)\n", "field-invalid line 3", NULL);
    TXT("a bracket that says nothing", JAN "Tel: 0470 12 34 56 ()\n", "field-invalid line 3", NULL);
    TXT("a hint without a number", JAN "Tel: (gsm)\n", "field-invalid line 3", NULL);

    TXT("two telephones", JAN "Telefoon: 03 457 12 34\nGSM: 0470 12 34 56\n", "",
        JAN_VALUES "; 0 telephone=03 457 12 34; 0 telephone=0470 12 34 56");
    TXT("figures make labels differ", JAN "Telefoon 1: 03 457 12 34\nTelefoon 2: 0470 12 34 56\n",
        "", NULL);
    TXT("the same label", JAN "Telefoon: 03 457 12 34\nTelefoon: 0470 12 34 56\n",
        "field-duplicate line 4", NULL);
    TXT("the same label, spelt apart", JAN "Tel: 03 457 12 34\nTEL. : 0470 12 34 56\n",
        "field-duplicate line 4", NULL);
    TXT("one of them blank", JAN "Telefoon: 03 457 12 34\nTelefoon:\n", "", NULL);
    TXT("three", JAN "Telefoon: 03 457 12 34\nGSM: 0470 12 34 56\nTel: 0470 12 34 57\n",
        "field-duplicate line 5", NULL);
    TXT("two under one label", JAN "Telefoon: 03 457 12 34 / 0470 12 34 56\n", "",
        JAN_VALUES "; 0 telephone=03 457 12 34; 0 telephone=0470 12 34 56");
    TXT("two under one label, one more",
        JAN "Telefoon: 03 457 12 34 of 0470 12 34 56\nGSM: 0470123457", "field-duplicate line 4",
        NULL);
    TXT("two e-mail addresses", JAN "E-mail: jan@example.be\nMail: jan.p@example.com\n", "", NULL);
    TXT("a number without its 0", JAN "GSM: 470123456\n", "field-invalid line 3", NULL);
}

static void clients(void)
{
    TXT("parted by a blank line", JAN TEL "\nVoornaam: An\nNaam: Claes\nGSM: 0471 12 34 56\n", "",
        JAN_VALUES "; " TEL_VALUE
                   "; 1 first-name=An; 1 last-name=Claes; 1 telephone=0471 12 34 56");
    TXT("parted by the first label", JAN TEL "Voornaam: An\nNaam: Claes\nGSM: 0471 12 34 56\n", "",
        NULL);
    TXT("a label said again right below", JAN TEL "Voornaam: Piet\n", "field-duplicate line 4",
        "0 first-name=Jan; 0 first-name=Piet; 0 last-name=Peeters; " TEL_VALUE);
    TXT("some said again right below", JAN TEL "Voornaam: Piet\nTelefoon: 03 457 12 34\n",
        "field-duplicate line 4; field-duplicate line 5", NULL);
    TXT("said again after a blank line", JAN TEL "\nVoornaam: Piet\n", "field-missing line 5",
        NULL);
    TXT("full names below each other", "Naam: Jan Peeters\n" TEL "Naam: An Claes\n" TEL, "", NULL);
    TXT("another order in the second", JAN TEL "\nNaam: Claes\nVoornaam: An\nGSM: 0471 12 34 56\n",
        "",
        JAN_VALUES "; " TEL_VALUE
                   "; 1 first-name=An; 1 last-name=Claes; 1 telephone=0471 12 34 56");
    TXT("parted by a ruled line", JAN TEL "----\nVoornaam: An\nNaam: Claes\nGSM: 0471 12 34 56\n",
        "", NULL);
    TXT("second incomplete", JAN TEL "\nVoornaam: An\nGSM: 0471 12 34 56\n", "field-missing line 5",
        NULL);
    TXT("a blank block of the form", JAN TEL "\nVoornaam:\nNaam:\nTelefoon:\n", "",
        JAN_VALUES "; " TEL_VALUE);
    TXT("five", JAN TEL JAN TEL JAN TEL JAN TEL JAN TEL, "", NULL);
    TXT("six", JAN TEL JAN TEL JAN TEL JAN TEL JAN TEL JAN TEL, "content-clients line 16", NULL);
}

static void missing(void)
{
    TXT("empty", "", "field-missing line 1", "");
    TXT("blank lines", "\n\n  \n", "field-missing line 1", "");
    TXT("a blank form", "Voornaam:\nNaam:\nTelefoon:\n", "field-missing line 1", "");
    TXT("no last name", "Voornaam: Jan\n" TEL, "field-missing line 1", NULL);
    TXT("no contact", "\n" JAN, "field-missing line 2", JAN_VALUES);
    TXT("absent is missing", "Voornaam: onbekend\nNaam: Peeters\n" TEL, "field-missing line 1",
        NULL);
}

static void not_permitted(void)
{
    TXT("unknown label", JAN TEL "Opmerking: moeilijke situatie\n", "field-not-permitted line 4",
        NULL);
    TXT("known forbidden label", JAN TEL "Geslacht: V\n", "field-not-permitted line 4", NULL);
    TXT("forbidden label left blank", JAN TEL "Nationaliteit:\n", "field-not-permitted line 4",
        NULL);
    TXT("date of birth", JAN TEL "Geboortedatum: 12/03/1980\n",
        "field-not-permitted line 4; forbidden-date line 4", NULL);
    TXT("national number", JAN TEL "Rijksregisternummer: 85.07.30-033.28\n",
        "field-not-permitted line 4; forbidden-national-number line 4", NULL);
    TXT("account", JAN TEL "IBAN: BE68 5390 0754 7034\n",
        "field-not-permitted line 4; forbidden-bank-account line 4", NULL);
    TXT("free text", "Beste,\n" JAN TEL "Alvast bedankt\n",
        "field-not-permitted line 1; field-not-permitted line 5", NULL);
    TXT("a remark in brackets", JAN "Telefoon (enkel na overleg met partner): 0470 12 34 56\n",
        "field-not-permitted line 3; field-missing line 1", NULL);
    TXT("a remark behind a value", JAN "Telefoon: 0470 12 34 56 (moeder)\n", "field-invalid line 3",
        NULL);
    TXT("a sign in a label", JAN "Telefoon \xF0\x9F\x94\xA5: 0470 12 34 56\n",
        "field-not-permitted line 3; field-missing line 1", NULL);
    TXT("two labels in a line", "Voornaam: Jan Naam: Peeters\n" TEL,
        "field-missing line 1; field-invalid line 1", NULL);
    TXT("fixed text and more", "Gegevens voor de verwijzing van Jan\n" JAN TEL,
        "field-not-permitted line 1", NULL);
    TXT("number in a name", "Voornaam: 85073003328\nNaam: Peeters\n" TEL,
        "field-invalid line 1; forbidden-national-number line 1", NULL);
    TXT("several findings", "Voornaam: 4\nNaam: Peeters\nGSM: 12\nDiagnose: x\n",
        "field-not-permitted line 4; field-invalid line 1; field-invalid line 3", NULL);
}

static void hidden(void)
{
    char text[2048];

    TXT("zero width",
        "Voornaam: J\xE2\x80\x8B"
        "an\nNaam: Peeters\n" TEL,
        "content-hidden line 1", JAN_VALUES "; " TEL_VALUE);
    TXT("zero width in a label", "Voor\xE2\x80\x8Bnaam: Jan\nNaam: Peeters\n" TEL,
        "content-hidden line 1", JAN_VALUES "; " TEL_VALUE);
    TXT("bidirectional",
        JAN "Telefoon: \xE2\x80\xAE"
            "0470 12 34 56\n",
        "content-hidden line 3", NULL);
    TXT("mark inside", JAN "\xEF\xBB\xBFTelefoon: 0470 12 34 56\n", "content-hidden line 3", NULL);
    TXT("control", JAN "\x1BTelefoon: 0470 12 34 56\n", "content-hidden line 3", NULL);
    TXT("soft hyphen", "Voornaam: Jan\nNaam: Pee\xC2\xADters\n" TEL, "content-hidden line 2",
        JAN_VALUES "; " TEL_VALUE);
    TXT("private use", JAN TEL "\xEE\x80\x80\n", "content-hidden line 4", NULL);
    TXT("tag characters", JAN "Telefoon: 0470 12 34 56\xF3\xA0\x81\xA1\n", "content-hidden line 3",
        NULL);
    TXT("line separator", JAN "Telefoon: 0470 12 34 56\xE2\x80\xA8\n", "content-hidden line 3",
        NULL);
    TXT("form feed", "\x0C" JAN TEL, "content-hidden line 1", NULL);
    TXT("heap of marks",
        "Voornaam: Ja\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85n\nNaam: Peeters\n" TEL,
        "content-hidden line 1; field-invalid line 1", NULL);
    memset(text, ' ', sizeof text);
    memcpy(text, JAN TEL, strlen(JAN TEL));
    strcpy(text + strlen(JAN TEL) + 100, "Mail: jan@example.be");
    TXT("100 blanks", text, "", NULL);
    memset(text + strlen(JAN TEL), ' ', 200);
    strcpy(text + strlen(JAN TEL) + 101, "Mail: jan@example.be");
    TXT("101 blanks", text, "content-hidden line 4", NULL);
    memset(text, '-', sizeof text);
    text[1000] = '\0';
    TXT("line of 1000 bytes", text, "field-missing line 1", NULL);
    text[1000] = '-';
    text[1001] = '\0';
    TXT("line of 1001 bytes", text, "content-hidden line 1; field-missing line 1", NULL);
    memset(text, '\n', sizeof text);
    strcpy(text + 100, JAN TEL);
    TXT("100 blank lines", text, "", NULL);
    memset(text, '\n', sizeof text);
    strcpy(text + 101, JAN TEL);
    TXT("101 blank lines", text, "content-hidden line 101", NULL);
    memset(text, '\n', 110);
    strcpy(text + 110, JAN TEL);
    TXT("110 blank lines: said once", text, "content-hidden line 101", NULL);
}

static void no_text(void)
{
    static const unsigned char zip[] = "PK\x03\x04\x14\0\0\0\x08\0";

    document_check(FORMAT_TXT, "zip", slice_of(zip, sizeof zip - 1), "content-format", "", __FILE__,
                   __LINE__);
    TXT("undefined in Windows-1252", JAN "\x81\n", "content-format", "");
    TXT("PDF", "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n", NULL, "");
}

int main(void)
{
    static const struct test tests[] = {
        TEST(good_documents), TEST(encodings), TEST(addresses), TEST(tables),
        TEST(names),          TEST(several),   TEST(clients),   TEST(missing),
        TEST(not_permitted),  TEST(hidden),    TEST(no_text),
    };

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
