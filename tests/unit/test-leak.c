/*
 * test-leak - what the leak check must find in a readable mail, and what it must leave alone
 */
#include "inspect/leak.h"

#include "inspect/leak-client.h"
#include "inspect/leak-passphrase.h"
#include "leak-help.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DATA_SUBJECT "cleartext-client-data subject"
#define DATA_LINE(n) "cleartext-client-data body line " #n
#define DATA_HEADER "cleartext-client-data header 3"
#define DATA_FILE "cleartext-client-data attachment 1"
#define DATA_MEMBER "cleartext-client-data member 1"

static const struct leak_row NAMES[] = {
    /* the full name, anywhere, in any order and writing */
    {BODY, "Doorverwijzing van Anna Maria Peeters.", DATA_LINE(1)},
    {BODY, "Dag\nHet gaat om Peeters Anna.\nGroet", DATA_LINE(2)},
    {BODY, "PEETERS, ANNA", DATA_LINE(1)},
    {BODY, "anna_peeters", DATA_LINE(1)},
    {BODY, "annapeeters", DATA_LINE(1)},
    {BODY, "annamariapeeters", DATA_LINE(1)},
    {BODY, "peeters-anna maria", DATA_LINE(1)},
    {BODY, "\xc3\x81nna P\xc3\xa9\xc3\xa9ters", DATA_LINE(1)},
    {BODY, "Dag\nAnna\nPeeters", DATA_LINE(2)},
    {BODY, "mevrouw Peeters (Anna)", DATA_LINE(1)},
    {BODY, "Maria Peeters", DATA_LINE(1)},
    {BODY, "Rene De Smet", DATA_LINE(1)},
    {BODY, "rene desmet", DATA_LINE(1)},
    {BODY, "Ren\xc3\xa9 Smet", DATA_LINE(1)},
    {BODY, "R\xef\xbd\x85ne DE\xc2\xa0SMET", DATA_LINE(1)},
    {BODY, "Pee\xc2\xadters Anna", DATA_LINE(1)},
    {SUBJECT, "Anna Peeters", DATA_SUBJECT},
    {SUBJECT, "PeetersAnna", DATA_SUBJECT},
    {KEYWORDS, "Anna Peeters", DATA_HEADER},
    {TO, "\"Peeters Anna\" <sociale.dienst@kontich.be>", DATA_HEADER},
    {TRACE, "<anna.peeters.1@pc>", DATA_HEADER},
    {FILE_NAME, "anna_peeters.7z", DATA_FILE},
    {FILE_NAME, "annamariapeeters.7z", DATA_FILE},
    {FILE_NAME, "xannamariapeetersx.7z", DATA_FILE},
    {MEMBER, "Anna Peeters.txt", DATA_MEMBER},
    /* the last name near a first name */
    {BODY, "Anna, mevrouw Peeters", DATA_LINE(1)},
    {BODY, "Anna en haar Peeters", DATA_LINE(1)},
    {BODY, "Anna dochter van mevrouw Peeters", ""},
    {BODY, "Peeters is de Anna", DATA_LINE(1)},
    {BODY, "Peeters dat is de Anna", ""},
    {BODY, "De Smet, voornaam Ren\xc3\xa9", DATA_LINE(1)},
    {KEYWORDS, "Peeters, cli\xc3\xabnt Anna", DATA_HEADER},
    {BODY, "Anna De Smet", ""},
    {BODY, "Ren\xc3\xa9 Peeters", ""},
    /* the last name alone */
    {SUBJECT, "Dossier Peeters", DATA_SUBJECT},
    {SUBJECT, "doorverwijzing de smet", DATA_SUBJECT},
    {SUBJECT, "Dossier DeSmet", DATA_SUBJECT},
    {SUBJECT, "Dossier desmet2026", DATA_SUBJECT},
    {SUBJECT, "xPeeters", DATA_SUBJECT},
    {SUBJECT, "XPeeters", ""},
    {SUBJECT, "[Peeters]Anna", DATA_SUBJECT},
    {SUBJECT, "\xc3\xa9Peeters", ""},
    {SUBJECT, "Peetersen", ""},
    {SUBJECT, "Smet", ""},
    {SUBJECT, "de smetten", ""},
    {BODY, "De familie Peeters", ""},
    {BODY, "An De Smet", ""},
    {KEYWORDS, "Peeters", ""},
    {TO, "De Smet Jan <jan.desmet@kontich.be>", ""},
    {TRACE, "from PC-Peeters (10.0.0.1)", ""},
    {FILE_NAME, "Peeters.7z", DATA_FILE},
    {FILE_NAME, "peeters_2026-11.7z", DATA_FILE},
    {FILE_NAME, "doorverwijzingpeeters.7z", DATA_FILE},
    {FILE_NAME, "de_smet.7z", DATA_FILE},
    {FILE_NAME, "De-Smet.7z", DATA_FILE},
    {FILE_NAME, "DESMET.7Z", DATA_FILE},
    {MEMBER, "peeters.txt", DATA_MEMBER},
    {MEMBER, "gegevens.txt", ""},
    /* a first name or a town alone never */
    {SUBJECT, "Anna", ""},
    {SUBJECT, "Vraag over Anna Maria uit Kontich", ""},
    {BODY, "Anna is op de hoogte. Ren\xc3\xa9 ook.", ""},
    {BODY, "2550 Kontich", ""},
    {FILE_NAME, "anna.7z", ""},
    {FILE_NAME, "kontich.7z", ""},
};

static const struct leak_row CONTACTS[] = {
    /* telephone numbers: 0470 12 34 56 and +32 3 450 11 22 */
    {BODY, "bel 0470 12 34 56", DATA_LINE(1)},
    {BODY, "0470/12.34.56", DATA_LINE(1)},
    {BODY, "0470123456", DATA_LINE(1)},
    {BODY, "tel0470123456", DATA_LINE(1)},
    {BODY, "+32 470 12 34 56", DATA_LINE(1)},
    {BODY, "0032470123456", DATA_LINE(1)},
    {BODY, "+32 (0)470-12-34-56", DATA_LINE(1)},
    {BODY, "470 12 34 56", DATA_LINE(1)},
    {BODY, "0470 12 34\n56", DATA_LINE(1)},
    {BODY, "0 4 7 0 1 2 3 4 5 6", DATA_LINE(1)},
    {BODY, "\xef\xbc\x90\xef\xbc\x94\xef\xbc\x97\xef\xbc\x90 12 34 56", DATA_LINE(1)},
    {BODY, "\xd9\xa0\xd9\xa4\xd9\xa7\xd9\xa0 \xd9\xa1\xd9\xa2\xd9\xa3\xd9\xa4\xd9\xa5\xd9\xa6",
     DATA_LINE(1)},
    {BODY, "0470 12 34 56 of 03 111 22 33", DATA_LINE(1)},
    {BODY, "nr 12, 0470 12 34 56 - 2550", DATA_LINE(1)},
    {BODY, "03 450 11 22", DATA_LINE(1)},
    {BODY, "03/450.11.22", DATA_LINE(1)},
    {BODY, "0470 12 34 57", ""},
    {BODY, "0470 12 34 567", ""},
    {BODY, "0470 12 x 34 56", ""},
    {BODY, "123456", ""},
    {SUBJECT, "0470.12.34.56", DATA_SUBJECT},
    {TRACE, "id 470123456", DATA_HEADER},
    {TRACE, "Mon, 23 Nov 2026 19:04:19 +0100", ""},
    {FILE_NAME, "0470123456.7z", DATA_FILE},
    /* e-mail: anna.p@voorbeeld.be */
    {BODY, "anna.p@voorbeeld.be", DATA_LINE(1)},
    {BODY, "<mailto:Anna.P@Voorbeeld.BE>", DATA_LINE(1)},
    {BODY, "anna.p at voorbeeld.be", DATA_LINE(1)},
    {BODY, "anna.p (at) voorbeeld . be", DATA_LINE(1)},
    {BODY, "joanna.p@voorbeeld.be", ""},
    {BODY, "anna.p@voorbeeld.bel", ""},
    {BODY, "info@voorbeeld.be", ""},
    {SUBJECT, "anna.p@voorbeeld.be", DATA_SUBJECT},
    {TO, "anna.p@voorbeeld.be", DATA_HEADER},
    /* street and number: Kerkstraat 12 bus 3; Sint-Jansplein 5A */
    {BODY, "woont in de Kerkstraat 12", DATA_LINE(1)},
    {BODY, "kerkstraat nr. 12, Kontich", DATA_LINE(1)},
    {BODY, "Kerkstr. 12/3", DATA_LINE(1)},
    {BODY, "12, Kerkstraat", DATA_LINE(1)},
    {BODY, "Kerkstraat\n12", DATA_LINE(1)},
    {BODY, "Kerkstraat 12b3", DATA_LINE(1)},
    {BODY, "Kerkstraat 12bus3", DATA_LINE(1)},
    {BODY, "Kerkstr 12bte3", DATA_LINE(1)},
    {BODY, "Kerkstraat, huisnummer 12", DATA_LINE(1)},
    {BODY, "Kerkstraat 12b4", ""},
    {BODY, "Sint Jansplein 5 A", DATA_LINE(1)},
    {BODY, "St.-Jansplein 5a", DATA_LINE(1)},
    {BODY, "Jansplein 5a", DATA_LINE(1)},
    {SUBJECT, "Kerkstraat 12", DATA_SUBJECT},
    {KEYWORDS, "Kerkstraat 12", DATA_HEADER},
    {FILE_NAME, "Kerkstraat12.7z", DATA_FILE},
    {BODY, "Kerkstraat", ""},
    {BODY, "Kerkstraat 14", ""},
    {BODY, "Kerkstraat 120", ""},
    {BODY, "Kerkstraat 1, bus 2", ""},
    {BODY, "Dorpskerkstraat 12", ""},
    {BODY, "Sint-Jansplein 6", ""},
};

static const struct leak_row HTML_ROWS[] = {
    {HTML, "<p>Anna <b>Pee</b>ters</p>", DATA_LINE(1)},
    {HTML, "<p>Dag</p><p>Anna</p><p>Peeters</p>", DATA_LINE(2)},
    {HTML, "Dag<br>An&#110;a P&eacute;&eacute;ters", DATA_LINE(2)},
    {HTML, "Pee&shy;ters<i></i> An<!-- x -->na", DATA_LINE(1)},
    {HTML, "<table><tr><td>Anna<td>Peeters</table>", DATA_LINE(1)},
    {HTML, "Dag<!-- Anna Peeters -->", DATA_LINE(1)},
    {HTML, "Dag<!--[if mso]>Anna Pee<b>ters</b><![endif]-->", DATA_LINE(1)},
    {HTML, "<img alt='Anna Peeters'>", DATA_LINE(1)},
    {HTML, "<a title='0470 12 34 56'>x</a>", DATA_LINE(1)},
    {HTML, "<meta name=x content='Anna Peeters'>", DATA_LINE(1)},
    {HTML, "<p data-client=\"Peeters, Anna\">x", DATA_LINE(1)},
    {HTML, "<a href='mailto:anna.p@voorbeeld.be'>mail</a>", DATA_LINE(1)},
    {HTML, "<a href='tel:+32470123456'>bel</a>", DATA_LINE(1)},
    {HTML, "<a href='https://x.be/?q=Anna%20Peeters'>x</a>", DATA_LINE(1)},
    {HTML, "<style>/* Anna Peeters */</style>", DATA_LINE(1)},
    {HTML, "<title>Anna Peeters</title>", DATA_LINE(1)},
    {HTML, "<Anna Peeters>", DATA_LINE(1)},
    {HTML, "<p>Anna</p>", ""},
    {HTML, "<a href='mailto:katrien.janssens@opgroeien.be'>Katrien Janssens</a>", ""},
    {HTML, "<img src='cid:image001.png@01DB3D5A.7E2C4110' alt='Logo'>", ""},
    {HTML, "<img src='data:image/png;base64,iVBORw0KGgo='>", "attachment-extra body line 1"},
    {HTML, "<img src='DATA:Image/png;BASE64,iVBORw0KGgo='>", "attachment-extra body line 1"},
    {HTML, "<img src='da&#9;ta:im\nage/png;ba&#10;se64,iVBOR='>", "attachment-extra body line 1"},
    {HTML, "<p class='data image'>x", ""},
    {HTML, "<style>p:after{content:'\\41nna Pe\\65 ters'}</style>", DATA_LINE(1)},
    {HTML, "<p style=\"x:'\\00041nna \\P\\65\\65\\000074ers'\">x", DATA_LINE(1)},
    {HTML, "<style>x{y:'\\d800\\0\\110000\\ffffffAnna\\\\Peeters\\'}</style>", DATA_LINE(1)},
    {HTML,
     "<style>v\\:* {behavior:url(#default#VML);} @font-face{font-family:\"\\@Dotum\"}</style>", ""},
    {HTML, "<p>x</p>\xe2\x80\xaesreteeP annA", "message-ambiguous body line 2"},
    {HTML, "<p style='UNICODE-BIDI: bidi-override; direction: rtl'>sreteeP",
     "message-ambiguous body line 1"},
    {HTML, "<style>p{unicode-bidi:bidi-\\6fverride}</style>", "message-ambiguous body line 1"},
    {HTML, "<p style='direction:ltr;unicode-bidi:embed'>x", ""},
    {HTML, "<bdo dir=rtl>sreteeP annA</bdo>", "message-ambiguous body line 1"},
    {HTML, "<p>x<BDO>sreteeP annA</bdo>", "message-ambiguous body line 1"},
    {HTML, "<p style='unicode-bidi:isolate-override' title=x data-x='C:\\x'>x",
     "message-ambiguous body line 1"},
    {HTML, "<abdomen bdo=x>bdo", ""},
    {BODY, "a\nb\xe2\x80\xaesreteeP annA", "message-ambiguous body line 2"},
    {BODY,
     "\xe2\x80\xad"
     "03 111 22 33\xe2\x80\xac",
     ""},
    {SUBJECT, "\xe2\x80\xaesreteeP annA", "message-ambiguous subject"},
    {HTML, "<p>85.07.30-033.28</p>", "cleartext-forbidden body line 1"},
    {HTML, "<!-- moeder is zwanger -->", "cleartext-sensitive body line 1"},
    {HTML, "<p class='zwanger'>x", ""},
};

static const struct leak_row ESCAPED[] = {
    {BODY, "Dag\n50 %\nhttps://dossier.example/?naam=Anna%20Peeters\n", DATA_LINE(3)},
    {BODY, "https://dossier.example/?naam=Peeters%2C+Ann%61", DATA_LINE(1)},
    {BODY, "a\n\nmailto:?subject=Ren%C3%A9%20De%20Smet", DATA_LINE(3)},
    {BODY, "https://dossier.example/?tel=%2B32%20470123456", DATA_LINE(1)},
    {HTML, "<p>x</p><p>https://dossier.example/?naam=Anna%20Peeters", DATA_LINE(2)},
    {KEYWORDS, "Anna%20Peeters", DATA_HEADER},
    {TRACE, "https://dossier.example/Anna%20Peeters", DATA_HEADER},
    {SUBJECT, "Anna%20Peeters", DATA_SUBJECT},
    {BODY, "100%25 correct-paard%20een%20batterij", ""},
    {BODY, "https://www.example/?q=kind%20zwangerschap%20geweld", ""},
    {BODY, "%\n%4\n%zz\n%ff%fe\n", ""},
};

static const struct leak_row FORBIDDEN[] = {
    {SUBJECT, "85.07.30-033.28", "cleartext-forbidden subject"},
    {BODY, "Dag\nRRN 85.07.30-033.28\n", "cleartext-forbidden body line 2"},
    {BODY, "85073003328", "cleartext-forbidden body line 1"},
    {BODY, "IBAN BE32 1234 5678 9002", "cleartext-forbidden body line 1"},
    {BODY, "4111 1111 1111 1111", "cleartext-forbidden body line 1"},
    {FILE_NAME, "85073003328.7z", "cleartext-forbidden attachment 1"},
    {MEMBER, "85073003328.txt", "cleartext-forbidden member 1"},
    {KEYWORDS, "85.07.30-033.28", "cleartext-forbidden header 3"},
    {TRACE, "85073003328", ""},
    {BODY,
     "a\n0123456789 012345678901234567890123456789012345 is ons IBAN BE32 1234\n5678 9002, dank",
     "cleartext-forbidden body line 2"},
    {BODY,
     "0123456789 012345678901234567890123456789012345 een lange regel zonder\n85.07.30-033.28\n",
     "cleartext-forbidden body line 2"},
    {BODY, "IBAN BE32 1234\n5678 9002", ""},
    {BODY, "geboren op 12/03/1980", ""},
    {BODY, "Op 23-11-2026 om 10.30", ""},
    {BODY, "KBO 0886.886.638", ""},
    {BODY, "https://eur01.example/?d=4111111111111111%7C", ""},
    {BODY, "Tel. 03 450 78 12, gsm +32 470 98 76 54", ""},
};

static void names(void)
{
    LEAK_ROWS(NAMES);
}

static void contacts(void)
{
    LEAK_ROWS(CONTACTS);
}

static void html(void)
{
    LEAK_ROWS(HTML_ROWS);
}

static void escaped(void)
{
    LEAK_ROWS(ESCAPED);
}

static void forbidden(void)
{
    LEAK_ROWS(FORBIDDEN);
}

/* --- the same text under other names: sender, first, last name --- */

struct name_row {
    const char *sender, *first, *last, *subject, *body, *expected;
};
static const struct name_row OTHER_NAMES[] = {
    /* a last name that is in the sender's display name */
    {"An De Smet", "Jan", "De Smet", "Doorverwijzing De Smet", "Groet\nAn De Smet", ""},
    {"De Smet An", "Jan", "De Smet", "De Smet", "", ""},
    {"An Desmet", "Jan", "De Smet", "De Smet", "", ""},
    {"An De Smet", "Jan", "De Smet", "Jan De Smet", "", DATA_SUBJECT},
    {"An De Smet", "Jan", "De Smet", "De Smet, Jan", "", DATA_SUBJECT},
    {"An De Smet", "Jan", "De Smet", "", "Jan is een De Smet", DATA_LINE(1)},
    {"An Smet", "Jan", "De Smet", "De Smet", "", DATA_SUBJECT},
    {"An De Smet", "Jan", "Smet", "Smet", "", ""},
    {"", "Jan", "Smet", "Smet", "", DATA_SUBJECT},
    /* last names that are common words */
    {"", "Anna", "Kind", "Kind en Gezin: doorverwijzing", "kind en gezin", ""},
    {"", "Anna", "Kind", "", "Anna is een kind", ""},
    {"", "Anna", "Kind", "Anna Kind", "Kind Anna", DATA_SUBJECT ", " DATA_LINE(1)},
    {"", "Anna", "De Kind", "", "de kinderen", ""},
    {"", "Mai", "Le", "le dossier", "le dossier, mai 2026", ""},
    {"", "Mai", "Le", "Mai Le", "", DATA_SUBJECT},
    {"", "Van", "Den", "van den", "van den berg", ""},
    {"", "An", "Vu", "vu et approuve", "", ""},
    {"", "Piet", "Inde", "in de bijlage", "piet in de bijlage", ""},
    {"", "Tom", "Vanderlinden", "van der linden", "", DATA_SUBJECT},
    {"", "Thomas", "Thomas", "", "Dag Thomas", ""},
    {"", "Thomas", "Thomas", "", "Dag Thomas Thomas", DATA_LINE(1)},
    {"", "Jan", "Van Dag", "vandaag", "goeden dag jan", ""},
    /* composed names */
    {"", "Jean-Pierre", "Dupont-Lef\xc3\xa8vre", "", "Pierre Dupont", DATA_LINE(1)},
    {"", "Jean-Pierre", "Dupont-Lef\xc3\xa8vre", "", "jeanpierre dupontlefevre", DATA_LINE(1)},
    {"", "Jean-Pierre", "Dupont-Lef\xc3\xa8vre", "", "Dupont, mon cher Pierre", ""},
    {"", "J.", "Peeters", "", "J. Peeters", DATA_LINE(1)},
    {"", "J.", "Peeters", "", "j en p", ""},
    {"", "Jan", "van den Berg", "", "Jan van den", ""},
    {"", "Jan", "van den Berg", "", "J. Berg, Jan Berg", DATA_LINE(1)},
    {"", "\xc5\x81ukasz",
     "D\xc4\x85"
     "browski",
     "", "Lukasz Dabrowski", DATA_LINE(1)},
    {"", "Fatima", "A\xc3\xaft El Haj", "", "fatima ait el haj", DATA_LINE(1)},
    {"", "", "Peeters", "", "Peeters", ""},
    {"", "Anna", "", "Anna", "Anna", ""},
    {"", "Anna Van A", "Peeters", "", "annapeeters, vanpeeters", DATA_LINE(1)},
    {"", "Anna Van A", "Peeters", "", "vanpeeters, apeeters", ""},
    {"", "'t Jan", "D'Hondt", "", "Jan D\xe2\x80\x99Hondt", DATA_LINE(1)},
    {"", "Jan", "D'Hondt", "dhondt", "", DATA_SUBJECT},
    /* one of two last names alone */
    {"", "Jean", "Dupont-Lef\xc3\xa8vre", "Lef\xc3\xa8vre", "", DATA_SUBJECT},
    {"", "Jean", "Dupont-Lef\xc3\xa8vre", "", "Dupont en Lef\xc3\xa8vre", ""},
    {"", "Lan", "Nguyen Thi", "dossier Nguyen", "", DATA_SUBJECT},
    {"", "Lan", "Nguyen Thi", "Thi", "", ""},
    {"Marc Dupont", "Jean", "Dupont-Lef\xc3\xa8vre", "Dupont", "", ""},
    {"", "Jan", "van den Berg", "Berg", "", ""},
    {"", "Els", "De Post Sociale", "post, sociale", "", ""},
    /* "v.d." for "van den" */
    {"", "Jan", "Van den Broeck", "", "Jan v.d. Broeck", DATA_LINE(1)},
    {"", "Jan", "Van den Broeck", "v/d Broeck", "", DATA_SUBJECT},
    {"", "Jan", "Vanden Broeck", "", "vd Broeck Jan", DATA_LINE(1)},
    {"", "An", "De Smet", "", "An d. Smet", DATA_LINE(1)},
    {"", "Jan", "Van der", "v d", "v d", ""},
    /* the possessive s */
    {"", "Anna", "Vermeulen", "Vermeulens dossier", "", DATA_SUBJECT},
    {"", "Anna", "Vermeulen", "", "Anna Vermeulens kinderen", DATA_LINE(1)},
    {"", "Anna", "Vermeulen", "vermeulenstraat", "", ""},
    {"Jan Peeters", "Anna", "Peeter", "Peeters", "", ""},
    {"Jan Vermeulen", "Anna", "Vermeulen", "Vermeulens agenda", "", ""},
    {"Jan De Smet", "An", "De Smet", "D. Smet", "", ""},
    {"", "Anna", "Pay", "tous les pays", "", ""},
    /* letter by letter */
    {"", "Anna", "Vermeulen", "", "V e r m e u l e n A n n a", DATA_LINE(1)},
    {"", "Anna", "Vermeulen", "V.E.R.M.E.U.L.E.N", "", DATA_SUBJECT},
    {"", "An", "Inde", "", "an in de", ""},
};

static void other_names(void)
{
    for (size_t i = 0; i < sizeof(OTHER_NAMES) / sizeof(OTHER_NAMES[0]); i++) {
        const struct name_row *row = &OTHER_NAMES[i];
        char found[LEAK_FOUND_SIZE], text[200];
        struct leak_value values[] = {{0, VALUE_FIRST_NAME, row->first},
                                      {0, VALUE_LAST_NAME, row->last}};
        struct leak_mail mail;

        leak_mail_init(&mail);
        mail.values = values;
        mail.value_count = 2;
        mail.sender = row->sender;
        mail.subject = row->subject;
        mail.body = row->body;
        snprintf(text, sizeof(text), "%s %s: %s / %s", row->first, row->last, row->subject,
                 row->body);
        check_case(text);
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING(row->expected, found);
    }
    check_case(NULL);
}

/* --- consent and empty mails --- */

struct statement_row {
    const char *body, *html, *expected;
    bool consent;
};

static char consent_statement[] = "De cli\xc3\xabnt stemt in met deze doorverwijzing.";

static const struct statement_row CONSENT[] = {
    {"De cli\xc3\xabnt stemt in met deze doorverwijzing.", NULL, "", true},
    {"Dag,\nDE CLIENT STEMT\nIN -- met \"deze\" doorverwijzing! Groet", NULL, "", true},
    {NULL, "<p>De <b>cli&euml;nt</b> stemt in<br>met deze doorverwijzing</p>", "", true},
    {"", "<p>De cli&euml;nt stemt in met deze doorverwijzing</p>", "", true},
    {"De cli\xc3\xabnt stemt in met", NULL, "consent-missing", false},
    {"De cli\xc3\xabnt stemt niet in met deze doorverwijzing.", NULL, "consent-missing", false},
    {"Onde cli\xc3\xabnt stemt in met deze doorverwijzing.", NULL, "consent-missing", false},
    {"De cli\xc3\xabnt stemt in met deze doorverwijzingen.", NULL, "consent-missing", false},
    {"", NULL, "consent-missing", false},
    {NULL, "<!-- De cli&euml;nt stemt in met deze doorverwijzing -->", "consent-missing", false},
    {NULL, "<img alt='De cli&euml;nt stemt in met deze doorverwijzing'>", "consent-missing", false},
};

static void consent(void)
{
    for (size_t i = 0; i < sizeof(CONSENT) / sizeof(CONSENT[0]); i++) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE];

        leak_mail_init(&mail);
        mail.protocol.consent_statement = consent_statement;
        mail.subject = consent_statement; /* does not count */
        mail.body = CONSENT[i].body;
        mail.html = CONSENT[i].html;
        check_case(CONSENT[i].body != NULL ? CONSENT[i].body : CONSENT[i].html);
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING(CONSENT[i].expected, found);
        CHECK_INT(CONSENT[i].consent, mail.verdict.consent);
    }
    check_case(NULL);
}

/* A mail that could not be read to its end may hold it further on */
static void consent_is_not_missed_in_an_unread_mail(void)
{
    static const enum reason unread[] = {REASON_MESSAGE_AMBIGUOUS, REASON_MESSAGE_TNEF,
                                         REASON_MESSAGE_SEALED};

    for (size_t i = 0; i < sizeof(unread) / sizeof(unread[0]); i++) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE];

        leak_mail_init(&mail);
        mail.protocol.consent_statement = consent_statement;
        mail.reason = unread[i];
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING(reason_name(unread[i]), found);
        mail.reason = REASON_ATTACHMENT_MISSING;
        CHECK(leak_mail_check(&mail, found));
        CHECK(strstr(found, "consent-missing") != NULL);
    }
}

static void consent_of_no_words_is_never_given(void)
{
    static char dots[] = "...";
    struct leak_mail mail;
    char found[LEAK_FOUND_SIZE];

    leak_mail_init(&mail);
    mail.protocol.consent_statement = dots;
    mail.body = "...";
    CHECK(leak_mail_check(&mail, found));
    CHECK_STRING("consent-missing", found);
}

#define NOT_EMPTY(n) "cleartext-not-empty body line " #n
static const struct statement_row EMPTY[] = {
    {"", NULL, "", false},
    {NULL, NULL, "", false},
    {"\n \n\t\n-- \n___\n", NULL, "", false},
    {"Katrien Janssens\n\nKIND EN GEZIN\n", NULL, "", false},
    {"De cli\xc3\xabnt stemt in\nmet deze doorverwijzing.\n--\nKatrien Janssens", NULL, "", true},
    {"Dag collega,\n\nKatrien Janssens\n", NULL, NOT_EMPTY(1), false},
    {"\nKatrien Janssens belt\nx", NULL, NOT_EMPTY(2) ", " NOT_EMPTY(3), false},
    {"ps De cli\xc3\xabnt stemt in met deze doorverwijzing", NULL, NOT_EMPTY(1), true},
    {"De cli\xc3\xabnt stemt in met deze doorverwijzing maar", NULL, NOT_EMPTY(1), true},
    {"De cli\xc3\xabnt stemt in met deze doorverwijzing\nDe cli\xc3\xabnt stemt in met deze "
     "doorverwijzing",
     NULL, "", true},
    {"De cli\xc3\xabnt stemt in met deze doorverwijzingen", NULL, NOT_EMPTY(1), false},
    {"De cli\xc3\xabnt stemt in De cli\xc3\xabnt stemt in met deze doorverwijzing", NULL,
     NOT_EMPTY(1), true},
    {NULL, "<html><head><style>p{}</style></head><p>&nbsp;</p><div>Kind <b>en</b> Gezin</div>", "",
     false},
    {NULL, "<!-- Converted from text/plain format --><!--[if mso]><xml>96</xml><![endif]-->", "",
     false},
    {NULL, "<!--[if mso]><p>Dag</p><![endif]-->", NOT_EMPTY(1), false},
    {NULL, "<!--[if mso]><table><tr><td>Kind en Gezin</td></tr></table><![endif]-->", "", false},
    {NULL, "<p>Dag</p>", NOT_EMPTY(1), false},
    {NULL, "<p>Kind en Gezin</p><p>Dag</p>", NOT_EMPTY(2), false},
    {NULL, "<!-- verborgen -->", NOT_EMPTY(1), false},
    {NULL, "<img alt='een verhaal'>", NOT_EMPTY(1), false},
    {NULL, "<img alt='Kind en Gezin'>", "", false},
    {"Dag", "<p>Dag</p>", NOT_EMPTY(1), false},
};

static void empty(void)
{
    static char first[] = "Katrien Janssens", second[] = "Kind & Gezin", third[] = "kind en gezin";
    static char *lines[] = {first, second, third};

    for (size_t i = 0; i < sizeof(EMPTY) / sizeof(EMPTY[0]); i++) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE];

        leak_mail_init(&mail);
        mail.protocol.cleartext = CLEARTEXT_EMPTY;
        mail.protocol.signature_lines = (struct string_list){lines, 3};
        mail.protocol.consent_statement = consent_statement;
        mail.body = EMPTY[i].body;
        mail.html = EMPTY[i].html;
        check_case(EMPTY[i].body != NULL ? EMPTY[i].body : EMPTY[i].html);
        CHECK(leak_mail_check(&mail, found));
        if (!EMPTY[i].consent && strstr(found, "consent-missing") != NULL)
            *(strstr(found, "consent-missing") - (*EMPTY[i].expected != '\0' ? 2 : 0)) = '\0';
        CHECK_STRING(EMPTY[i].expected, found);
        CHECK_INT(EMPTY[i].consent, mail.verdict.consent);
    }
    check_case(NULL);
}

/* --- the passphrase --- */

static const struct leak_row PASSPHRASE[] = {
    {BODY, "Dag,\nhet wachtwoord is Correct-Paard \xc3\x89\xc3\xa9n Batterij.\n",
     "cleartext-passphrase body line 2"},
    {BODY, "correct-paard\n\n een   BATTERIJ", "cleartext-passphrase body line 1"},
    {BODY, "a\nb\nc\ncorrect-paard een\nbatterij\nd\ne", "cleartext-passphrase body line 4"},
    {BODY, "a\nb?w=correct-paard%20een%20batterij\nc", "cleartext-passphrase body line 2"},
    {BODY, "correct-paard een", ""},
    {SUBJECT, "correct-paard een batterij", "cleartext-passphrase subject"},
    {KEYWORDS, "correct-paard een batterij", "cleartext-passphrase header 3"},
    {TRACE, "correct-paard een batterij", "cleartext-passphrase header 3"},
    {FILE_NAME, "correct-paard een batterij.7z", "cleartext-passphrase attachment 1"},
    {MEMBER, "correct-paard een batterij.txt", "cleartext-passphrase member 1"},
    {HTML, "<p>x</p>correct-<b>paard</b> &eacute;en<br>batterij",
     "cleartext-passphrase body line 2"},
    {HTML, "<!-- correct-paard een batterij -->", "cleartext-passphrase body line 1"},
    {HTML, "<a href='x:correct-paard%20een%20batterij'>", "cleartext-passphrase body line 1"},
    {HTML, "<p title='correct-paard een batterij'>", "cleartext-passphrase body line 1"},
    {BODY, "", ""},
};

static const char passphrase[] = "correct-paard een batterij";

static void passphrases(void)
{
    struct leak_mail mail;
    char found[LEAK_FOUND_SIZE];

    for (size_t i = 0; i < sizeof(PASSPHRASE) / sizeof(PASSPHRASE[0]); i++) {
        leak_mail_init(&mail);
        leak_row_set(&mail, &PASSPHRASE[i]);
        check_case(PASSPHRASE[i].text);
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING("", found);
        CHECK_INT(0, mail.questions);
        mail.passphrase = passphrase;
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING(PASSPHRASE[i].expected, found);
        CHECK(mail.questions > 0);
    }
    check_case(NULL);
}

/* long_text - size bytes of "x y x y ...", a line end after every 50, and passphrase at `at` */
static char *long_text(size_t size, size_t at)
{
    char *text = malloc(size + 1);

    for (size_t i = 0; i < size; i++)
        text[i] = i % 50 == 49 ? '\n' : i % 2 == 0 ? 'x' : ' ';
    memcpy(text + at, passphrase, strlen(passphrase));
    text[size] = '\0';
    return text;
}

/* Wherever it stands around the end of a question, it is found; and no question is too long */
static void passphrase_at_the_seams(void)
{
    for (size_t at = KEYHOLDER_TEXT_MAX - 200; at < KEYHOLDER_TEXT_MAX + 200; at += 7) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE], expected[60];
        char *text = long_text((size_t)KEYHOLDER_TEXT_MAX * 3, at);

        leak_mail_init(&mail);
        mail.passphrase = passphrase;
        mail.body = text;
        snprintf(expected, sizeof(expected), "cleartext-passphrase body line %zu", at / 50 + 1);
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING(expected, found);
        CHECK(mail.questions <= KEYHOLDER_MENTIONS_MAX);
        free(text);
    }
}

/* More text than may be asked about is not judged; a place that would take too many questions is
 * the first of those in question */
static void passphrase_questions_are_bounded(void)
{
    size_t step = KEYHOLDER_TEXT_MAX - LEAK_PASSPHRASE_MAX;
    size_t sizes[] = {step * KEYHOLDER_MENTIONS_MAX + step * 2, step * 240};

    for (size_t i = 0; i < 2; i++) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE];
        char *text = long_text(sizes[i], i == 0 ? sizes[0] - 100 : 1000);

        leak_mail_init(&mail);
        mail.protocol.sensitive = (struct string_list){0};
        mail.passphrase = passphrase;
        mail.body = text;
        CHECK_INT(i == 1, leak_mail_check(&mail, found));
        if (i == 1)
            CHECK(strncmp(found, "cleartext-passphrase ", 21) == 0);
        CHECK(mail.questions <= KEYHOLDER_MENTIONS_MAX);
        free(text);
    }
}

/* Whatever question it does not answer: the first, or one of those that find the line */
static void silent_keyholder_is_no_judgement(void)
{
    struct leak_mail mail;
    char found[LEAK_FOUND_SIZE];
    unsigned at = 0;

    do {
        leak_mail_init(&mail);
        mail.passphrase = passphrase;
        mail.html = "<p>a</p><p>correct-paard een batterij</p><p>b</p>";
        mail.body = "a\n\nb\ncorrect-paard een batterij\nc\n";
        mail.silent_at = ++at;
    } while (!leak_mail_check(&mail, found));
    CHECK(at > 10);
    CHECK_INT(at - 1, mail.questions);
    CHECK_STRING("cleartext-passphrase body line 4, cleartext-passphrase body line 7", found);
}

/* --- bounds --- */

/* The most values that are looked for under a protocol: at least 64, at most 1024, between them two
 * of each field for every client. One more needs a finding that refuses the document. */
static void surplus_values_need_another_finding(void)
{
    static const struct {
        unsigned clients, fields, most;
    } bounds[] = {{1, 5, LEAK_VALUES_LEAST}, {10, 5, 100}, {1000, 5, LEAK_VALUES_MAX}};
    static struct leak_value values[LEAK_VALUES_MAX + 1];

    for (size_t i = 0; i <= LEAK_VALUES_MAX; i++)
        values[i] = (struct leak_value){0, VALUE_LAST_NAME, "Peeters"};
    for (size_t i = 0; i < sizeof(bounds) / sizeof(bounds[0]); i++) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE];

        leak_mail_init(&mail);
        mail.protocol.max_clients = bounds[i].clients;
        mail.protocol.field_count = bounds[i].fields;
        mail.subject = "Peeters";
        mail.values = values;
        mail.value_count = bounds[i].most;
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING("cleartext-client-data subject", found);
        mail.value_count = bounds[i].most + 1;
        CHECK(!leak_mail_check(&mail, found));
        mail.reason = REASON_CONTENT_CLIENTS;
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING("content-clients", found);
    }
}

static void text_that_is_no_utf8_is_not_judged(void)
{
    static const struct leak_row rows[] = {{SUBJECT, "\xff", ""},   {BODY, "a\xc3\n", ""},
                                           {HTML, "\xe9", ""},      {KEYWORDS, "\x80", ""},
                                           {FILE_NAME, "\xff", ""}, {MEMBER, "\xff", ""}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE];

        leak_mail_init(&mail);
        leak_row_set(&mail, &rows[i]);
        CHECK(!leak_mail_check(&mail, found));
    }
}

static void other_fields(void)
{
    static const struct leak_value values[] = {
        {0, VALUE_TEXT, "liefst na zes uur"},
        {0, VALUE_TEXT, "Nederlands"},
        {0, VALUE_NUMBER, "12345"},
        {0, VALUE_NUMBER, "1234"},
        {0, VALUE_TELEPHONE, "geen"},
        {0, VALUE_TELEPHONE, "12345"},
        {0, VALUE_TELEPHONE, "0044 20 7946 0958"},
        {0, VALUE_EMAIL, "geen"},
        {0, VALUE_ADDRESS, "Kerkstraat"},
        {0, VALUE_ADDRESS, ""},
        {0, VALUE_ADDRESS, "12, rue Haute, 1000 Bruxelles"},
        {0, VALUE_ADDRESS, "11 Julilaan 5"},
        {0, VALUE_ADDRESS, "Mechelsesteenweg 7b12, Kontich"},
        {0, VALUE_ADDRESS, "Dorp 9b"},
        {0, VALUE_ADDRESS, "4 Ring 17 bte B"},
        {0, VALUE_ADDRESS, "Lindeln 4 boite 2"},
        {0, VALUE_ADDRESS, "Plein str 8 bus"},
        {0, VALUE_ADDRESS, "12"},
        {0, VALUE_ADDRESS, "Ax 1"},
        {0, VALUE_ADDRESS,
         "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
         "vijftien zestien Zeventienlaan 18"},
        {0, VALUE_ADDRESS, "St Janslaan 6"},
        {0, VALUE_TELEPHONE, "0000000"},
        {0, VALUE_TELEPHONE, "00 1 (212) 555-0123 4567 8901 2345 6789 0123 4567"},
        {0, VALUE_TELEPHONE, "tel:+1 212 555 01 99"},
        {0, VALUE_TEXT, "om zes"},
        {0, VALUE_EMAIL, "jan@huis@voorbeeld.be"},
    };
    static const struct leak_row rows[] = {
        {BODY, "Bel liefst na zes uur.", DATA_LINE(1)},
        {BODY, "Spreekt Nederlands", ""},
        {BODY, "nr 12345", DATA_LINE(1)},
        {BODY, "nr 1234", ""},
        {BODY, "geen 12345 5", DATA_LINE(1)},
        {BODY, "020 7946 0958", DATA_LINE(1)},
        {BODY, "+44 (0)20 7946 0958", DATA_LINE(1)},
        {BODY, "rue Haute 12", DATA_LINE(1)},
        {BODY, "12 rue Haute", DATA_LINE(1)},
        {BODY, "11 julilaan 5", DATA_LINE(1)},
        {BODY, "11 julilaan 6", ""},
        {BODY, "Kerkstraat 1000", ""},
        {BODY, "Mechelsesteenweg 7", DATA_LINE(1)},
        {BODY, "Mechelsestnwg 7 bus 12", DATA_LINE(1)},
        {BODY, "Mechelse stwg. 7b12", DATA_LINE(1)},
        {BODY, "Dorp 9 b", DATA_LINE(1)},
        {BODY, "Dorp 9", ""},
        {BODY, "4 ring 17", DATA_LINE(1)},
        {BODY, "ring 17", ""},
        {BODY, "lindelaan 4b2", DATA_LINE(1)},
        {BODY, "lindelaan 4 boite 2", DATA_LINE(1)},
        {BODY, "plein straat 8", DATA_LINE(1)},
        {BODY, "ax 1", ""},
        {BODY, "zeventienlaan 18", ""},
        {BODY, "Sint-Jansln. 6", DATA_LINE(1)},
        {BODY, "0000000 000000", ""},
        {BODY, "6789 0123 4567", ""},
        {BODY, "555 01 99, 212 555 01 99", DATA_LINE(1)},
        {BODY, "bel om zes uur", ""},
        {BODY, "jan huis at voorbeeld.be", DATA_LINE(1)},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE];

        leak_mail_init(&mail);
        mail.values = values;
        mail.value_count = sizeof(values) / sizeof(values[0]);
        leak_row_set(&mail, &rows[i]);
        check_case(rows[i].text);
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING(rows[i].expected, found);
    }
    check_case(NULL);
}

/* A value no grammar takes is refused as that, and not looked for */
static void long_values(void)
{
    static const enum value_kind kinds[] = {VALUE_FIRST_NAME, VALUE_LAST_NAME, VALUE_ADDRESS,
                                            VALUE_EMAIL, VALUE_TEXT};
    static char text[2000];

    for (size_t i = 0; i + 1 < sizeof(text); i++)
        text[i] = i % 10 == 9 ? ' ' : 'x';
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        for (size_t len = 300; len <= 1200; len += 450) {
            struct leak_value values[] = {{0, kinds[i], text + sizeof(text) - 1 - len},
                                          {0, VALUE_FIRST_NAME, text + sizeof(text) - 301},
                                          {0, VALUE_LAST_NAME, text + sizeof(text) - 301}};
            struct leak_mail mail;
            char found[LEAK_FOUND_SIZE];

            leak_mail_init(&mail);
            mail.values = values;
            mail.value_count = 3;
            CHECK(leak_mail_check(&mail, found));
            CHECK_STRING("", found);
        }
    }
}

static void header_names(void)
{
    struct leak_mail mail;
    char found[LEAK_FOUND_SIZE];

    leak_mail_init(&mail);
    mail.header_name = "X-Anna-Peeters";
    mail.header = "1";
    CHECK(leak_mail_check(&mail, found));
    CHECK_STRING(DATA_HEADER, found);
}

static void bare_archive(void)
{
    static char janssens[] = "Janssens", peeters[] = "Peeters", asked[] = "x";
    struct referral_value value = {.kind = VALUE_LAST_NAME, .text = janssens};
    struct referral referral = {&value, 1, 1};
    struct protocol protocol = {.consent_statement = asked};
    struct leak_input in = {
        .member_name = "Peeters.txt", .referral = &referral, .protocol = &protocol};
    struct verdict verdict;

    verdict_init(&verdict);
    CHECK(leak_check(&in, &verdict));
    CHECK_INT(0, verdict.finding_count);
    value.text = peeters;
    CHECK(leak_check(&in, &verdict));
    CHECK_INT(1, verdict.finding_count);
    CHECK_INT(PLACE_MEMBER, verdict.findings[0].place.kind);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(names),
        TEST(contacts),
        TEST(html),
        TEST(escaped),
        TEST(forbidden),
        TEST(other_names),
        TEST(other_fields),
        TEST(consent),
        TEST(consent_is_not_missed_in_an_unread_mail),
        TEST(consent_of_no_words_is_never_given),
        TEST(empty),
        TEST(passphrases),
        TEST(passphrase_at_the_seams),
        TEST(passphrase_questions_are_bounded),
        TEST(silent_keyholder_is_no_judgement),
        TEST(surplus_values_need_another_finding),
        TEST(text_that_is_no_utf8_is_not_judged),
        TEST(long_values),
        TEST(header_names),
        TEST(bare_archive),
    };

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
