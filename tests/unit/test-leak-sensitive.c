/*
 * test-leak-sensitive - stories that must not travel readable, and ordinary mails that must
 *
 * The lists are those of conf/: a word that goes from them, or one that is too greedy, shows here.
 */
#include "leak-help.h"
#include "test.h"

#include <string.h>

static const struct leak_row SENSITIVE[] = {
    {BODY, "Gezin met schulden, moeder zwanger.", "cleartext-sensitive body line 1"},
    {SUBJECT, "gezin met schulden", "cleartext-sensitive subject"},
    {SUBJECT, "Doorverwijzing zwangere moeder", "cleartext-sensitive subject"},
    {KEYWORDS, "schulden; depressie", "cleartext-sensitive header 3"},
    {FILE_NAME, "zwanger_gezin.7z", "cleartext-sensitive attachment 1"},
    {MEMBER, "schulden.txt", "cleartext-sensitive member 1"},
    {TO, "Dienst schulden <a@b.be>", ""},
    {BODY, "Dag,\n\nPapa zit in de gevangenis.\nMama is depressief.\n",
     "cleartext-sensitive body line 3, cleartext-sensitive body line 4"},
    {BODY, "Moeder is 7 maanden ZWANGER", "cleartext-sensitive body line 1"},
    {BODY, "een alcoholprobleem", "cleartext-sensitive body line 1"},
    {BODY, "verslaafd aan drugs", "cleartext-sensitive body line 1"},
    {BODY, "het kind heeft autisme", "cleartext-sensitive body line 1"},
    {BODY, "er is sprake van partnergeweld", "cleartext-sensitive body line 1"},
    {BODY, "slachtoffer van huiselijk geweld", "cleartext-sensitive body line 1"},
    {BODY, "asielzoekers uit Syri\xc3\xab", "cleartext-sensitive body line 1"},
    {BODY, "psychische problemen", "cleartext-sensitive body line 1"},
    {BODY, "vader is werkloos, huurachterstand", "cleartext-sensitive body line 1"},
    {BODY, "gekend bij justitie", "cleartext-sensitive body line 1"},
    {BODY, "leefloon aangevraagd", "cleartext-sensitive body line 1"},
    {BODY, "mama is in\nverwachting", "cleartext-sensitive body line 1"},
    {BODY, "La m\xc3\xa8re est enceinte et a des dettes.", "cleartext-sensitive body line 1"},
    {BODY, "victime de violences conjugales", "cleartext-sensitive body line 1"},
    {BODY, "demandeurs d'asile", "cleartext-sensitive body line 1"},
    {BODY, "une d\xc3\xa9pression s\xc3\xa9v\xc3\xa8re", "cleartext-sensitive body line 1"},
    {BODY, "toxicomane, sans-abri", "cleartext-sensitive body line 1"},
    {BODY, "The mother is pregnant", "cleartext-sensitive body line 1"},
    {BODY, "They are in debt and homeless", "cleartext-sensitive body line 1"},
    {BODY, "domestic violence", "cleartext-sensitive body line 1"},
    {BODY, "asylum seekers, mental health problems", "cleartext-sensitive body line 1"},
    /* ordinary mails */
    {SUBJECT, "Doorverwijzing sociale dienst OCMW Kontich", ""},
    {SUBJECT, "Beveiligde gegevens kwetsbaar gezin", ""},
    {BODY,
     "Beste collega,\n\nIn bijlage vind je een doorverwijzing voor de sociale dienst. Het gezin is "
     "op de hoogte\nen gaat akkoord. Mag ik vragen om hen deze week op te bellen?\n\nMet "
     "vriendelijke "
     "groeten,\n\nKatrien Janssens\nGezinsondersteuner, regioteam Zuid-Oost Rand Antwerpen\n"
     "Opgroeien regie - Kind en Gezin\nHallepoortlaan 27, 1060 Brussel\nT 02 533 12 11 | "
     "katrien.janssens@opgroeien.be\nwww.kindengezin.be/zwangerschap | "
     "https://www.opgroeien.be/geweld\n",
     ""},
    {BODY,
     "Dit bericht en de bijlagen zijn vertrouwelijk en uitsluitend bestemd voor de geadresseerde. "
     "Indien u niet de\nbedoelde ontvanger bent, is elk gebruik, openbaarmaking of kopi\xc3\xabren "
     "verboden. Misbruik is strafbaar. De\nafzender aanvaardt geen aansprakelijkheid voor schade, "
     "onverschuldigde betaling, virussen of vertraging.\nDe rechtbanken van Brussel zijn bevoegd. "
     "Het beroepsgeheim (artikel 458 van het Strafwetboek) is van toepassing.\n",
     ""},
    {BODY,
     "Ce message est confidentiel. Toute utilisation illicite ou abusive, toute divulgation est "
     "interdite.\nSi vous n'\xc3\xaates pas le destinataire, veuillez avertir l'exp\xc3\xa9"
     "diteur. "
     "Nous d\xc3\xa9"
     "clinons toute responsabilit\xc3\xa9.\n-----Message d'origine-----\n",
     ""},
    {BODY,
     "This e-mail is confidential and may be legally privileged. Any unauthorised use, disclosure "
     "or "
     "copying is\nprohibited and may be unlawful. We accept no liability for any loss or damage "
     "arising from negligence,\nviruses or delay. Links and images are disabled. Please consider "
     "the "
     "environment.\n",
     ""},
    {BODY, "Maatschappelijk werker | Psycholoog | Arts | Vroedvrouw | Verpleegkundige", ""},
    {BODY, "Departement Welzijn, Volksgezondheid en Gezin", ""},
    {BODY, "Vlaams Agentschap voor Personen met een Handicap", ""},
    {BODY, "Vertrouwenscentrum Kindermishandeling Antwerpen", ""},
    {BODY, "Vragen over geweld? Bel 1712", ""},
    {BODY, "Bel 1712 bij vragen over geweld, misbruik en kindermishandeling", ""},
    {BODY, "1712, hulplijn voor geweld", ""},
    {BODY, "FOD Justitie, Lokale Politie", ""},
    {BODY, "Kom op tegen Kanker!", ""},
    {BODY, "Gevangenisstraat 3, 2550 Kontich", ""},
    {BODY, "Jodenstraat 12, Armoedestraat 1, Asielplein 4", ""},
    {BODY, "12, rue de la Prison, 1000 Bruxelles", ""},
    {BODY, "avenue des Violences 4", ""},
    {BODY, "La maman sera sur place. Elle est enceinte.", "cleartext-sensitive body line 1"},
    {BODY, "12, rue Haute: la maman est battue", "cleartext-sensitive body line 1"},
    {BODY, "1712 gebeld. Moeder is zwanger.", "cleartext-sensitive body line 1"},
    {BODY, "1712", ""},
    {BODY, "la rue", ""},
    {BODY, "la rue de", ""},
    {BODY, "Jan Drugmand en Lies Zieckx, mevrouw De Jode", ""},
    {BODY, "Islam Ahmed, Roma Peters, Wiet Jacobs", ""},
    {BODY, "Dienst schuldbemiddeling OCMW", ""},
    {BODY, "SPF Sant\xc3\xa9 publique", ""},
    {BODY, "info@schulden.be <https://www.drugs.be/verslaving>", ""},
    {BODY, "het bevallige dorp, de transparante aanpak, een illustratie", ""},
    {BODY, "I'll call you; we dealt with it", ""},
};

/* What people who refer would write, in body or subject */
static const char *const STORIES[] = {
    /* Dutch */
    "mama is hoogzwanger van de derde",
    "moeder moet in december bevallen",
    "zij verwacht een kind",
    "een tienermoeder van zeventien",
    "alleenstaande mama met drie kinderen",
    "eenoudergezin",
    "papa is zijn werk kwijt",
    "vader zit zonder werk",
    "ze kunnen de huur niet meer betalen",
    "huurachterstal van vier maanden",
    "er is achterstallige huur",
    "het gezin komt niet rond",
    "ze heeft schuld bij de energieleverancier",
    "betalingsmoeilijkheden",
    "energiearmoede",
    "de elektriciteit is afgesloten",
    "ze slapen op straat",
    "het gezin wordt op straat gezet",
    "wonen in een opvangcentrum",
    "schimmel in de woning, ook bedwantsen",
    "papa drinkt",
    "de partner gokt",
    "hij heeft losse handjes",
    "de kinderen zijn getuige van agressie",
    "papa slaat zijn vrouw",
    "relatieproblemen",
    "vader zit in de bak",
    "partner in voorarrest",
    "er loopt een gerechtelijk onderzoek",
    "verdachte van zedenfeiten",
    "mama is gescheiden en krijgt geen alimentatie",
    "de vader is overleden",
    "de kinderen zijn geplaatst",
    "zorgwekkende situatie",
    "opvoedingsproblemen",
    "mama is analfabeet",
    "papa zit op de ziekenkas",
    "dringende medische hulp",
    "moeder heeft multiple sclerose",
    "vader is licht verstandelijk beperkt",
    "poging tot zelfdoding",
    "postpartum depressie",
    "het gezin is uitgeprocedeerd",
    "papa werkt in het zwart",
    "Roma-familie",
    "een Turks gezin",
    "Armeense ouders",
    "genitale verminking",
    "lokaal opvanginitiatief",
    "ze heeft zelfmoordneigingen",
    "opgenomen op de PAAZ",
    "mama is overbelast, ouders zijn uitgeput",
    "papa heeft een straatverbod",
    "ze verblijft in een opvanghuis",
    "de vader is onbekend",
    "ze wil haar kind afstaan",
    "vermoeden van misbruik",
    "de kinderen hebben honger en gaan niet naar school",
    "gezin heeft geen vaste woonst",
    "de huisbaas zet hen buiten",
    "onbetaalde rekeningen en aanmaningen",
    "beslag op loon, voorlopig bewind",
    "vader staat op de dop",
    "ze hebben geen ziekteverzekering",
    "visum is verlopen",
    "gezin afkomstig uit Marokko",
    "kan niet lezen of schrijven",
    "dove ouders",
    /* French */
    "le papa boit",
    "les enfants sont n\xc3\xa9glig\xc3\xa9s",
    "ils vivent dans la rue",
    "m\xc3\xa8re c\xc3\xa9libataire",
    "famille monoparentale",
    "coupure d'\xc3\xa9lectricit\xc3\xa9",
    "maman analphab\xc3\xa8te",
    "elle touche le RIS",
    "le mari la frappe",
    "placement des enfants",
    "aide m\xc3\xa9"
    "dicale urgente",
    "le conjoint a \xc3\xa9t\xc3\xa9 arr\xc3\xaat\xc3\xa9",
    "elle est veuve",
    "le p\xc3\xa8re est d\xc3\xa9"
    "c\xc3\xa9"
    "d\xc3\xa9",
    "il a perdu son emploi",
    "famille alg\xc3\xa9rienne",
    "sans emploi et sans logement",
    "famille sans domicile fixe",
    "sans mutuelle",
    /* English */
    "he beats his wife",
    "they cannot pay the rent",
    "she lost her job",
    "her husband drinks",
    "they live on the street",
    "a drinking problem",
    "domestic abuse",
    "neglect of the children",
    "single mother of two",
    "a teen mom",
    "the child is disabled",
    "the electricity was cut off",
    "the mother is illiterate",
    "the father passed away",
    "he is in custody",
    "a Kurdish family",
    "they have no food",
};

/* What stands in covering notes, signatures, banners and out-of-office lines */
static const char *const NOTES[] = {
    "Vlaams Centrum voor Adoptie, Agentschap Opgroeien",
    "Ons netwerk is overbelast; deze e-mail is afkomstig van buiten de organisatie.",
    "Vertrouwenspersoon, meldpunt grensoverschrijdend gedrag",
    "Vakbondsafgevaardigde; afwezig op woensdag",
    "Het bestand is niet te lezen zonder wachtwoord. Bel naar de school of de kribbe.",
    "Visumdienst, Dienst Vreemdelingenzaken; team minderjarigen",
    "Denk je aan zelfmoord? Bel de Zelfmoordlijn op 1813 of surf naar www.zelfmoord1813.be",
    "Wie met vragen zit over zelfdoding, kan terecht op de Zelfmoordlijn via het nummer 1813.",
    "Bel 112 in nood. Vragen over geweld? Bel 1712.",
    "Vragen over geweld, misbruik en kindermishandeling? Bel gratis 1712",
    "Vlaams Agentschap Opgroeien, Team Kansarmoede",
    "Deskundige kansarmoede",
    "Ervaringsdeskundige in armoede | Brugfiguur",
    "Zwangerschapsconsulent, Prenataal steunpunt Antwerpen",
    "Mijn collega is met zwangerschapsverlof tot 1 juni.",
    "Ik vervang Sofie tijdens haar bevallingsverlof.",
    "Ik ben even ziek geweest, vandaar de vertraging.",
    "Wegens ziekte van mijn collega neem ik dit over.",
    "Fedasil, Federaal agentschap voor de opvang van asielzoekers",
    "Dienst voor Pleegzorg, provincie Antwerpen",
    "Wij tolereren geen agressie tegen onze medewerkers.",
    "Is het u goed bevallen? Laat het ons weten.",
    "Ik zit vast in een vergadering en bel u straks.",
    "Zie bijlage 26 november. De bijlagen zijn gescheiden te openen.",
    "Straten onderweg: parkeren kan op straat, het papier mag in de bak.",
    "Alle strafrechtelijke gevolgen van misbruik van dit bericht zijn voor de ontvanger.",
    "Mijn achterstallige mails beantwoord ik deze week.",
    "Erreur \xc3\xa0 la frappe, toutes mes excuses. Le projet a \xc3\xa9t\xc3\xa9 "
    "arr\xc3\xaat\xc3\xa9 en mai.",
    "En vertu de la loi du 8 d\xc3\xa9"
    "cembre 1992 relative \xc3\xa0 la vie priv\xc3\xa9"
    "e",
    "Je suis en t\xc3\xa9l\xc3\xa9travail le mardi. Service de n\xc3\xa9onatologie, Office de la "
    "Naissance et de l'Enfance",
    "Links and images are disabled. Out of work hours? Call the helpdesk.",
    "He drafted it; she thinks the mailbox is full. Behind schedule, sorry.",
    "Consultatiebureau, Huis van het Kind, preventieve gezinsondersteuning",
    "Rouw- en verliesconsulent, kraamzorg, lactatiekundige",
    "In het kader van het Ge\xc3\xafntegreerd Breed Onthaal (GBO): aanmelding",
    "Gezond 2027 gewenst! Fijne feestdagen van het hele team.",
};

static void sensitive(void)
{
    LEAK_ROWS(SENSITIVE);
}

static void sensitive_needs_a_list(void)
{
    struct leak_mail mail;
    char found[LEAK_FOUND_SIZE];

    leak_mail_init(&mail);
    mail.protocol.sensitive = (struct string_list){0};
    mail.body = "zwanger";
    CHECK(leak_mail_check(&mail, found));
    CHECK_STRING("", found);
}

/* Entries as admins write them: case, accents, punctuation and blanks do not count */
static void lists_of_any_writing(void)
{
    static char a[] = "Wisp\xc3\xa9lt\xc3\xbcrig*", b[] = "  BURN-OUT  ", c[] = "", d[] = "*",
                e[] = "9 Maanden", f[] = "ver  weg", g[] = "...", h[] = "z.o.z.*";
    static char *words[] = {a, b, c, d, e, f, g, h};
    static const struct leak_row rows[] = {
        {BODY, "wispelturigheid", "cleartext-sensitive body line 1"},
        {BODY, "burn out", "cleartext-sensitive body line 1"},
        {BODY, "burnout", ""},
        {BODY, "burn outs", ""},
        {BODY, "al 9 maanden", "cleartext-sensitive body line 1"},
        {BODY, "al 9 maand", ""},
        {BODY, "zo ver weg", "cleartext-sensitive body line 1"},
        {BODY, "z o zee", "cleartext-sensitive body line 1"},
        {BODY, "gewone woorden * ...", ""},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE];

        leak_mail_init(&mail);
        mail.protocol.sensitive = (struct string_list){words, sizeof(words) / sizeof(words[0])};
        leak_row_set(&mail, &rows[i]);
        check_case(rows[i].text);
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING(rows[i].expected, found);
    }
    check_case(NULL);
}

/* What the admin registered, or asks for, is no finding */
static void registered_lines_may_be_sensitive(void)
{
    static char line[] = "Stop geweld!", consent[] = "Het gezin met schulden gaat akkoord";
    static char *lines[] = {line};
    struct leak_mail mail;
    char found[LEAK_FOUND_SIZE];

    leak_mail_init(&mail);
    mail.protocol.signature_lines = (struct string_list){lines, 1};
    mail.protocol.consent_statement = consent;
    mail.body = "het gezin met\nschulden gaat akkoord.\nSTOP GEWELD\nnu\n";
    CHECK(leak_mail_check(&mail, found));
    CHECK_STRING("", found);
    CHECK_INT(1, mail.verdict.consent);
    mail.body = "het gezin met schulden gaat akkoord\nstop geweld nu\nschulden";
    CHECK(leak_mail_check(&mail, found));
    CHECK_STRING("cleartext-sensitive body line 2, cleartext-sensitive body line 3", found);
}

static void check_anywhere(const char *text, const char *in_body, const char *in_subject)
{
    struct leak_row rows[] = {{BODY, text, in_body}, {SUBJECT, text, in_subject}};

    LEAK_ROWS(rows);
}

static void stories(void)
{
    for (size_t i = 0; i < sizeof(STORIES) / sizeof(STORIES[0]); i++)
        check_anywhere(STORIES[i], "cleartext-sensitive body line 1",
                       "cleartext-sensitive subject");
}

static void notes(void)
{
    for (size_t i = 0; i < sizeof(NOTES) / sizeof(NOTES[0]); i++)
        check_anywhere(NOTES[i], "", "");
}

int main(void)
{
    static const struct test tests[] = {
        TEST(sensitive),
        TEST(stories),
        TEST(notes),
        TEST(sensitive_needs_a_list),
        TEST(lists_of_any_writing),
        TEST(registered_lines_may_be_sensitive),
    };

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
