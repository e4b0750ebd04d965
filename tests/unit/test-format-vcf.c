#include "document.h"
#include "inspect/format/vcard.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define VCF(name, text, findings, values) DOCUMENT(FORMAT_VCF, name, text, findings, values)
#define BEGIN3 "BEGIN:VCARD\r\nVERSION:3.0\r\n"
#define JAN "N:Peeters;Jan;;;\r\nFN:Jan Peeters\r\n"
#define TEL "TEL;TYPE=CELL:0470 12 34 56\r\n"
#define END "END:VCARD\r\n"
#define VALUES "0 first-name=Jan; 0 last-name=Peeters; 0 telephone=0470 12 34 56"
#define EXTRA(line) BEGIN3 JAN TEL line END

static void version_3(void)
{
    VCF("plain", BEGIN3 JAN TEL END, "", VALUES);
    VCF("LF",
        "BEGIN:VCARD\nVERSION:3.0\nN:Peeters;Jan;;;\nFN:Jan Peeters\nTEL:0470 12 34 "
        "56\nEND:VCARD\n",
        "", VALUES);
    VCF("mark", "\xEF\xBB\xBF" BEGIN3 JAN TEL END, "", VALUES);
    VCF("lower case",
        "begin:vcard\r\nversion:3.0\r\nn:Peeters;Jan;;;\r\nfn:Jan Peeters\r\ntel;type=cell:0470 12 "
        "34 56\r\nend:vcard\r\n",
        "", VALUES);
    VCF("folded", BEGIN3 "N:Pee\r\n ters;Jan;;;\r\nFN:Jan Peeters\r\n" TEL END, "", VALUES);
    VCF("Apple",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 17.0//EN\r\n" JAN
        "TEL;type=CELL;type=VOICE;type=pref:0470 12 34 "
        "56\r\nitem1.EMAIL;type=INTERNET;type=pref:jan@example.be\r\nitem1.X-ABLabel:_$!<Other>!$_"
        "\r\n"
        "item2.ADR;type=HOME;type=pref:;;Kerkstraat "
        "12;Kontich;;2550;Belgi\xC3\xAB\r\nitem2.X-ABADR:be\r\nREV:2026-11-23T13:00:00Z\r\nUID:"
        "0A1B2C3D-0A1B-2C3D-4E5F-0A1B2C3D4E5F:ABPerson\r\n" END,
        "",
        "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12|2550 Kontich; 0 "
        "telephone=0470 12 34 56; 0 email=jan@example.be");
    VCF("Google",
        BEGIN3 "FN:Jan "
               "Peeters\r\nN:Peeters;Jan;;;\r\nEMAIL;TYPE=INTERNET;TYPE=HOME:jan@example.be\r\nTEL;"
               "TYPE=CELL:0470123456\r\nADR;TYPE=HOME:;;Kerkstraat "
               "12;Kontich;;2550;BE\r\nCATEGORIES:myContacts\r\n" END,
        "", NULL);
    VCF("Google, address once more in one",
        BEGIN3 JAN "ADR;TYPE=HOME:;;Kerkstraat 12;Kontich;;2550;BE;Kerkstraat 12\\n2550 "
                   "Kontich\\nBE\r\nCATEGORIES:myContacts,starred\r\n" END,
        "", "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12|2550 Kontich");
    VCF("escapes", BEGIN3 JAN "ADR;TYPE=HOME:;;Kerkstraat 12\\, bus 3;Kontich;;2550;\r\n" END, "",
        "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12 bus 3|2550 Kontich");
    VCF("ANSI", BEGIN3 "N:Peeters;Ren\xE9;;;\r\nFN:Ren\xE9 Peeters\r\n" TEL END, "",
        "0 first-name=Ren\xC3\xA9; 0 last-name=Peeters; 0 telephone=0470 12 34 56");
    VCF("full name alone", BEGIN3 "FN:Jan Peeters\r\n" TEL END, "",
        "0 last-name=Jan Peeters; 0 telephone=0470 12 34 56");
    VCF("given name alone", BEGIN3 "N:;Jan Peeters;;;\r\nFN:Jan Peeters\r\n" TEL END, "", NULL);
    VCF("middle name", BEGIN3 "N:Peeters;Jan;Piet;;\r\nFN:Jan Piet Peeters\r\n" TEL END, "",
        "0 first-name=Jan Piet; 0 last-name=Peeters; 0 telephone=0470 12 34 56");
    VCF("province", BEGIN3 JAN "ADR:;;Kerkstraat 12;Kontich;Antwerpen;2550;\r\n" END, "", NULL);
    VCF("extension", BEGIN3 JAN "ADR:;bus 3;Kerkstraat 12;Kontich;;2550;\r\n" END, "",
        "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12 bus 3|2550 Kontich");
    VCF("label",
        BEGIN3 JAN "ADR:;;Kerkstraat 12;Kontich;;2550;Belgi\xC3\xAB\r\nLABEL:Kerkstraat 12\\n2550 "
                   "Kontich\r\n" END,
        "", NULL);
    VCF("label alone", BEGIN3 JAN "LABEL:Kerkstraat 12\\n2550 Kontich\r\n" END, "",
        "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12|2550 Kontich");
    VCF("empty properties", EXTRA("ORG:;\r\nTITLE:\r\nNOTE:\r\nADR:;;;;;;\r\nURL:\r\nX-FOO:\r\n"),
        "", VALUES);
    VCF("two cards",
        BEGIN3 JAN TEL END "\r\n" BEGIN3 "N:Claes;An;;;\r\nFN:An Claes\r\nTEL:03 457 12 34\r\n" END,
        "", VALUES "; 1 first-name=An; 1 last-name=Claes; 1 telephone=03 457 12 34");
    VCF("two numbers",
        BEGIN3 JAN "TEL;TYPE=HOME:03 457 12 34\r\nTEL;TYPE=CELL:0470 12 34 56\r\n" END, "", NULL);
    VCF("three numbers", BEGIN3 JAN TEL TEL TEL END, "field-duplicate card 1 property 6", NULL);
}

static void version_4(void)
{
    VCF("4.0",
        "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nUID:urn:uuid:0a1b2c3d-0a1b-2c3d-4e5f-"
        "0a1b2c3d4e5f\r\n" JAN "TEL;VALUE=uri;PREF=1;TYPE=\"voice,home\":tel:+32-470-12-34-"
        "56\r\nEMAIL;TYPE=home:jan@example.be\r\nADR;TYPE=home:;;Kerkstraat "
        "12;Kontich;;2550;Belgium\r\nREV:20261123T130000Z\r\n" END,
        "",
        "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12|2550 Kontich; 0 "
        "telephone=+32-470-12-34-56; 0 email=jan@example.be");
    VCF("label as parameter",
        "BEGIN:VCARD\r\nVERSION:4.0\r\n" JAN
        "ADR;LABEL=\"zie: dossier\":;;Kerkstraat 12;Kontich;;2550;Belgium\r\n" END,
        "content-hidden card 1 property 4", NULL);
    VCF("label as parameter that repeats the address",
        "BEGIN:VCARD\r\nVERSION:4.0\r\n" JAN "ADR;LABEL=\"Kerkstraat 12\\n2550 "
        "Kontich\";TYPE=home:;;Kerkstraat 12;Kontich;;2550;Belgium\r\n" END,
        "", "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12|2550 Kontich");
    VCF("the same by RFC 6868",
        "BEGIN:VCARD\r\nVERSION:4.0\r\n" JAN
        "ADR;LABEL=\"Kerkstraat 12^n2550 Kontich\":;;Kerkstraat 12;Kontich;;2550;\r\n" END,
        "", NULL);
    VCF("two labels as parameters",
        "BEGIN:VCARD\r\nVERSION:4.0\r\n" JAN
        "ADR;LABEL=Kontich;LABEL=zwanger:;;Kerkstraat 12;Kontich;;2550;\r\n" END,
        "content-hidden card 1 property 4", NULL);
    VCF("label as parameter with a national number",
        "BEGIN:VCARD\r\nVERSION:4.0\r\n" JAN
        "ADR;LABEL=\"Kerkstraat 12 85.07.30-033.28\":;;Kerkstraat 12;Kontich;;2550;\r\n" END,
        "content-hidden card 1 property 4; forbidden-national-number card 1 property 4", NULL);
    VCF("label as parameter, not in UTF-8",
        "BEGIN:VCARD\r\nVERSION:4.0\r\n" JAN
        "ADR;LABEL=\"Belgi\xEB\":;;Kerkstraat 12;Kontich;;2550;Belgi\xEB\r\n" END,
        "content-hidden card 1 property 4", NULL);
    VCF("label as parameter of something else",
        "BEGIN:VCARD\r\nVERSION:4.0\r\n" JAN "TEL;LABEL=Kontich:0470 12 34 56\r\n" END,
        "content-hidden card 1 property 4", NULL);
}

/* programs - what each writes of itself */
static void programs(void)
{
    static const char *const lines[] = {"PRODID:-//Apple Inc.//iOS 18.1//EN\r\n",
                                        "PRODID:-//Apple Inc.//macOS 14.5//EN\r\n",
                                        "PRODID:-//Apple Inc.//Mac OS X 10.15.7//EN\r\n",
                                        "PRODID:-//Apple Inc.//Address Book 6.1.3//EN\r\n",
                                        "PRODID:-//Apple Inc.//iCloud Web Address Book "
                                        "2449B13//EN\r\n",
                                        "PRODID:-//Microsoft Corporation//Outlook 16.0 "
                                        "MIMEDIR//EN\r\n",
                                        "PRODID:-//Sabre//Sabre VObject 4.5.4//EN\r\n",
                                        "PRODID:-//Nextcloud Contacts v5.5.3\r\n",
                                        "PRODID:ez-vcard 0.11.3\r\n",
                                        "X-SHARED-PHOTO-DISPLAY-PREF:ALWAYS_ASK\r\n",
                                        "X-IMAGETYPE:MONOGRAM\r\n",
                                        "PROFILE:VCARD\r\n",
                                        "X-MOZILLA-HTML;VALUE=BOOLEAN:TRUE\r\n",
                                        "REV;VALUE=DATE-AND-OR-TIME:20260423T101010Z\r\n",
                                        "REV:20260423T101010Z\r\n",
                                        "REV:2026-04-23T10:10:10.123Z\r\n",
                                        "REV:2026-04-23T10:10:10+02:00\r\n",
                                        "REV:20260423T101010+0200\r\n",
                                        "EMAIL;LANGUAGE=nl-BE;PREF=100:jan@example.be\r\n",
                                        "EMAIL;LANGUAGE=fr:jan@example.be\r\n"};
    char text[1000];

    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        strcpy(text, BEGIN3 JAN TEL);
        strcat(text, lines[i]);
        strcat(text, END);
        VCF(lines[i], text, "", NULL);
    }
}

static void outlook(void)
{
    VCF("2.1",
        "BEGIN:VCARD\r\nVERSION:2.1\r\nX-MS-SIGNATURE:YES\r\nN;LANGUAGE=nl-be;CHARSET=Windows-1252:"
        "Peeters;Ren\xE9\r\nFN;CHARSET=Windows-1252:Ren\xE9 Peeters\r\n"
        "TEL;HOME;VOICE:03 457 12 34\r\nTEL;CELL;VOICE:0470 12 34 56\r\nADR;HOME;PREF:;;Kerkstraat "
        "12 bus 3;Kontich;;2550;Belgi\xEB\r\n"
        "LABEL;HOME;PREF;ENCODING=QUOTED-PRINTABLE:Kerkstraat 12 bus 3=0D=0A=\r\n2550 "
        "Kontich=0D=0A=\r\nBelgi=EB\r\nX-MS-OL-DEFAULT-POSTAL-ADDRESS:1\r\nEMAIL;PREF;INTERNET:"
        "rene@example.be\r\n"
        "X-MS-OL-DESIGN;CHARSET=utf-8:<card "
        "xmlns=\"http://schemas.microsoft.com/office/outlook/12/electronicbusinesscards\" "
        "ver=\"1.0\" layout=\"left\" bgcolor=\"ffffff\">"
        "<img xmlns=\"\" align=\"tleft\" area=\"32\" use=\"photo\"/><fld xmlns=\"\" prop=\"name\" "
        "align=\"left\" dir=\"ltr\" style=\"b\" color=\"000000\" size=\"10\"/>"
        "<fld xmlns=\"\" prop=\"telcell\" align=\"left\" dir=\"ltr\" color=\"000000\" "
        "size=\"8\"><label align=\"right\" color=\"626262\">Mobiel</label></fld>"
        "<fld xmlns=\"\" prop=\"blank\" "
        "size=\"8\"/></card>\r\nREV:20261123T130000Z\r\nEND:VCARD\r\n",
        "",
        "0 first-name=Ren\xC3\xA9; 0 last-name=Peeters; 0 address=Kerkstraat 12 bus 3|2550 "
        "Kontich; 0 telephone=03 457 12 34; 0 telephone=0470 12 34 56; 0 email=rene@example.be");
    VCF("quoted-printable UTF-8",
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Peeters;Ren=C3=A9;"
        ";;\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ren=C3=A9 Pee=\r\nters\r\nTEL;CELL:0470 "
        "12 34 56\r\nEND:VCARD\r\n",
        "", "0 first-name=Ren\xC3\xA9; 0 last-name=Peeters; 0 telephone=0470 12 34 56");
    VCF("label with more",
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Peeters;Jan\r\nFN:Jan Peeters\r\nADR;HOME:;;Kerkstraat "
        "12;Kontich;;2550;\r\nLABEL;HOME:Kerkstraat 12, achterbouw, 2550 Kontich\r\nEND:VCARD\r\n",
        "field-not-permitted card 1 property 5", NULL);
    VCF("design with text",
        EXTRA("X-MS-OL-DESIGN:<card ver=\"1.0\"><fld prop=\"name\">zwanger</fld></card>\r\n"),
        "content-hidden card 1 property 5", NULL);
    VCF("design with another attribute",
        EXTRA("X-MS-OL-DESIGN:<card ver=\"1.0\" note=\"x\"></card>\r\n"),
        "content-hidden card 1 property 5", NULL);
    VCF("design with a word as property",
        EXTRA("X-MS-OL-DESIGN:<card><fld prop=\"zwanger\"/></card>\r\n"),
        "content-hidden card 1 property 5", NULL);
    VCF("design with a number", EXTRA("X-MS-OL-DESIGN:<card ver=\"85073003328\"></card>\r\n"),
        "content-hidden card 1 property 5; forbidden-national-number card 1 property 5", NULL);
    VCF("quoted-printable broken",
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Peeters;Jan\r\nFN;ENCODING=QUOTED-PRINTABLE:Jan=ZZ\r\nTEL:"
        "0470 12 34 56\r\nEND:VCARD\r\n",
        "content-format card 1 property 3", NULL);
}

static void surplus(void)
{
    static const struct {
        const char *line, *finding;
    } table[] = {
        {"NOTE:Zwanger\r\n", "field-not-permitted card 1 property 5"},
        {"BDAY:1980-03-12\r\n",
         "field-not-permitted card 1 property 5; forbidden-date card 1 property 5"},
        {"BDAY:19800312\r\n",
         "field-not-permitted card 1 property 5; forbidden-date card 1 property 5"},
        {"ORG:OCMW Kontich\r\n", "field-not-permitted card 1 property 5"},
        {"TITLE:Mevrouw\r\n", "field-not-permitted card 1 property 5"},
        {"ROLE:moeder\r\n", "field-not-permitted card 1 property 5"},
        {"URL:http://example.be\r\n", "field-not-permitted card 1 property 5"},
        {"NICKNAME:Jantje\r\n", "field-not-permitted card 1 property 5"},
        {"CATEGORIES:schulden\r\n", "field-not-permitted card 1 property 5"},
        {"GENDER:F\r\n", "field-not-permitted card 1 property 5"},
        {"LANG:fr\r\n", "field-not-permitted card 1 property 5"},
        {"RELATED:An\r\n", "field-not-permitted card 1 property 5"},
        {"PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n", "content-hidden card 1 property 5"},
        {"PHOTO;ENCODING=b:/9j/4AAQ\r\n /9j/4AAQ\r\n\r\n", "content-hidden card 1 property 5"},
        {"LOGO;VALUE=uri:http://example.be/x.png\r\n", "content-hidden card 1 property 5"},
        {"SOUND:x\r\n", "content-hidden card 1 property 5"},
        {"KEY:x\r\n", "content-hidden card 1 property 5"},
        {"AGENT:x\r\n", "content-hidden card 1 property 5"},
        {"X-WAB-GENDER:2\r\n", "content-hidden card 1 property 5"},
        {"X-FOO:bar\r\n", "content-hidden card 1 property 5"},
        {"X-SPOUSE:An\r\n", "content-hidden card 1 property 5"},
        {"X-ABLabel:Ex-partner\r\n", "content-hidden card 1 property 5"},
        {"SOURCE:ldap:x\r\n", "content-hidden card 1 property 5"},
        {"UID:zwanger\r\n", "content-hidden card 1 property 5"},
        {"REV:Zwanger\r\n", "content-hidden card 1 property 5"},
        {"PRODID:zwanger\r\n", "content-hidden card 1 property 5"},
        {"X-SHARED-PHOTO-DISPLAY-PREF:ZIEK\r\n", "content-hidden card 1 property 5"},
        {"X-IMAGETYPE:ZIEK\r\n", "content-hidden card 1 property 5"},
        {"X-ADDRESSING-GRAMMAR:AZIvZw==\r\n", "content-hidden card 1 property 5"},
        {"PROFILE:ZIEK\r\n", "content-hidden card 1 property 5"},
        {"CLASS:GEHEIM\r\n", "content-hidden card 1 property 5"},
        {"KIND:group\r\n", "content-hidden card 1 property 5"},
        {"VERSION:5.0\r\n", "content-hidden card 1 property 5"},
        {"FN:Iemand Anders\r\n", "content-hidden card 1 property 5"},
        {"N:Anders;Iemand;;;\r\n", "content-hidden card 1 property 5"},
        {"EMAIL;X-NOTE=zwanger:jan@example.be\r\n", "content-hidden card 1 property 5"},
        {"EMAIL;TYPE=zwanger:jan@example.be\r\n", "content-hidden card 1 property 5"},
        {"zwanger.EMAIL:jan@example.be\r\n", "content-hidden card 1 property 5"},
        {"X-TAX:85.07.30-033.28\r\n",
         "content-hidden card 1 property 5; forbidden-national-number card 1 property 5"},
        {"REV:20240517\r\n", "content-hidden card 1 property 5; forbidden-date card 1 property 5"},
        {"REV:85073003328\r\n",
         "content-hidden card 1 property 5; forbidden-national-number card 1 property 5"},
        {"REV:1985-03-12\r\n",
         "content-hidden card 1 property 5; forbidden-date card 1 property 5"},
        {"REV:20260423T101010Z0470123456\r\n",
         "content-hidden card 1 property 5; forbidden-date card 1 property 5"},
        {"PRODID:-//Apple Inc.//heeft veel schulden//EN\r\n", "content-hidden card 1 property 5"},
        {"PRODID:-//Apple Inc.//iOS 17.0 zwanger//EN\r\n", "content-hidden card 1 property 5"},
        {"PRODID:ez-vcard 85.07.30-033.28\r\n",
         "content-hidden card 1 property 5; forbidden-national-number card 1 property 5"},
        {"EMAIL;LANGUAGE=ziek:jan@example.be\r\n", "content-hidden card 1 property 5"},
        {"EMAIL;PREF=ziek:jan@example.be\r\n", "content-hidden card 1 property 5"},
        {"EMAIL;PREF=85073:jan@example.be\r\n", "content-hidden card 1 property 5"},
        {"CATEGORIES:myContacts,schulden\r\n", "field-not-permitted card 1 property 5"},
        {"ADR:;;Kerkstraat 12;Kontich;;2550;;zij is ziek\r\n",
         "field-not-permitted card 1 property 5"},
        {"ADR:;;Kerkstraat 12;Kontich;;2550;;Kerkstraat 12 Kontich;zij is ziek\r\n",
         "field-not-permitted card 1 property 5"},
        {"ADR:;;;;;;;zij is ziek\r\n", "field-not-permitted card 1 property 5"},
        {"ADR:;;Kerkstraat 12;Kontich;bij moeder;2550;\r\n", "field-invalid card 1 property 5"},
        {"EMAIL:geen mail\r\n", "field-invalid card 1 property 5"},
    };
    char text[1000];

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        strcpy(text, BEGIN3 JAN TEL);
        strcat(text, table[i].line);
        strcat(text, END);
        VCF(table[i].line, text, table[i].finding, NULL);
    }
    VCF("name that differs", BEGIN3 "N:Peeters;Jan;;;\r\nFN:Jan Peeters (schulden)\r\n" TEL END,
        "field-not-permitted card 1 property 3", NULL);
    VCF("title", BEGIN3 "N:Peeters;Jan;;Mevr.;\r\nFN:Mevr. Jan Peeters\r\n" TEL END,
        "field-not-permitted card 1 property 2", NULL);
    VCF("more than a name has", BEGIN3 "N:Peeters;Jan;;;;zwanger\r\nFN:Jan Peeters\r\n" TEL END,
        "field-not-permitted card 1 property 2", NULL);
    VCF("no contact", BEGIN3 JAN END, "field-missing card 1 property 2", NULL);
}

static void no_cards(void)
{
    char text[4000];

    VCF("empty", "", "field-missing card 1 property 1", "");
    VCF("text", "Voornaam: Jan\r\n", "content-format", "");
    VCF("text before", "Beste,\r\n" BEGIN3 JAN TEL END, "content-format", "");
    VCF("text behind", BEGIN3 JAN TEL END "Groeten\r\n", "content-format", VALUES);
    VCF("no end", BEGIN3 JAN TEL, "content-format card 1 property 4", VALUES);
    VCF("no version", "BEGIN:VCARD\r\n" JAN TEL END, "content-format card 1 property 4", VALUES);
    VCF("another version", "BEGIN:VCARD\r\nVERSION:1.0\r\n" JAN TEL END,
        "content-format card 1 property 5; content-hidden card 1 property 1", VALUES);
    VCF("a card within", BEGIN3 JAN TEL "AGENT:\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n" END,
        "content-format card 1 property 6; content-hidden card 1 property 6", VALUES);
    VCF("no property", BEGIN3 JAN TEL "zomaar tekst\r\n" END, "content-format card 1 property 5",
        VALUES);
    VCF("no property at all", "BEGIN:VCARD\r\n\rVERSION:3.0\r\n" END,
        "content-format card 1 property 1", "");
    VCF("calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "content-format", "");
    strcpy(text, BEGIN3 JAN TEL);
    for (unsigned i = 4; i < 99; i++)
        strcat(text, "NOTE:\r\n");
    strcat(text, END);
    VCF("100 properties", text, "", VALUES);
    strcpy(text + strlen(text) - strlen(END), "NOTE:\r\n" END);
    VCF("101 properties", text, "content-format card 1 property 100", VALUES);
}

/* property_of - a card with a blank note, of so many bytes before it is folded */
static void property_of(size_t bytes, const char *name, const char *findings)
{
    struct buffer file;

    buffer_init(&file, 2 * CARD_LINE_MAX);
    buffer_append_string(&file, BEGIN3 JAN TEL "NOTE:\r\n ");
    for (size_t i = strlen("NOTE:"); i < bytes; i++)
        buffer_append_byte(&file, ' ');
    buffer_append_string(&file, "\r\n" END);
    CHECK(!file.failed);
    document_check(FORMAT_VCF, name, buffer_slice(&file), findings, VALUES, __FILE__, __LINE__);
    buffer_free(&file);
}

static void long_properties(void)
{
    property_of(CARD_LINE_MAX, "as long as may be", "");
    property_of(CARD_LINE_MAX + 1, "longer", "content-format card 1 property 5");
}

int main(void)
{
    static const struct test tests[] = {TEST(version_3),      TEST(version_4), TEST(programs),
                                        TEST(outlook),        TEST(surplus),   TEST(no_cards),
                                        TEST(long_properties)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
