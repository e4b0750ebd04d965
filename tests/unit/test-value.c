#include "base/encode.h"
#include "inspect/value.h"
#include "test.h"

#include <string.h>

/* Every list ends in NULL. The values are made up in the forms that people write. */
static void all(enum value_kind kind, bool foreign, bool expected, const char *const *values)
{
    for (size_t i = 0; values[i] != NULL; i++) {
        check_case(values[i]);
        CHECK_INT(expected, value_valid(kind, slice_from(values[i]), foreign));
    }
    check_case(NULL);
}

static void good_names(void)
{
    static const char *const names[] = {"Jan",
                                        "Peeters",
                                        "An",
                                        "O",
                                        "De Smet",
                                        "de Smet",
                                        "Van den Broeck",
                                        "Vandenbroucke",
                                        "van der Elst",
                                        "Van 't Hof",
                                        "'t Kindt",
                                        "\xE2\x80\x99t Kindt",
                                        "D'Hondt",
                                        "d'Hondt",
                                        "D\xE2\x80\x99Hoore",
                                        "d' Udekem",
                                        "Ait-Ahmed",
                                        "A\xC3\xAFt Ahmed",
                                        "El Khaddouri",
                                        "Ben Haj Ali",
                                        "Benali",
                                        "Jean-Pierre",
                                        "J.-P.",
                                        "J. Peeters",
                                        "Marie-Th\xC3\xA9r\xC3\xA8se",
                                        "\xC3\x89lo\xC3\xAFse",
                                        "Fran\xC3\xA7ois",
                                        "No\xC3\xABl",
                                        "Zo\xC3\xAB",
                                        "Ren\xC3\xA9"
                                        "e",
                                        "M\xC3\xBCller",
                                        "\xC3\x96zt\xC3\xBCrk",
                                        "\xC5\x9E"
                                        "eyma",
                                        "Y\xC4\xB1lmaz",
                                        "\xC4\xB0rem",
                                        "Do\xC4\x9F"
                                        "an",
                                        "\xC5\x81ukasz",
                                        "Wa\xC5\x82\xC4\x99sa",
                                        "Nowak-Kowalska",
                                        "Ko\xC5\x82odziej",
                                        "Dvo\xC5\x99\xC3\xA1k",
                                        "\xC5\xA0imek",
                                        "\xC5\xBDi\xC5\xBEka",
                                        "Nguy\xE1\xBB\x85n Th\xE1\xBB\x8B Minh",
                                        "\xC3\x98rsted",
                                        "J\xC3\xB8rgen",
                                        "\xC3\x85se",
                                        "\xC3\x86gir",
                                        "Gonz\xC3\xA1lez P\xC3\xA9rez",
                                        "Mu\xC3\xB1oz",
                                        "Concei\xC3\xA7\xC3\xA3o",
                                        "da Silva e Souza",
                                        "Popescu",
                                        "\xC8\x98tef\xC4\x83nescu",
                                        "\xC4\xB0\xC5\x9Fler",
                                        "O'Brien",
                                        "McDonald",
                                        "St. John",
                                        "Saint-Exup\xC3\xA9ry",
                                        "Mbeki wa Thiong'o",
                                        "Peeters - Janssens",
                                        "Vandenberghe-Van Damme",
                                        "von der Leyen",
                                        "Abcdefghijklmnopqrstuvwxyzabcd", /* 30 letters */
                                        "A\xCC\x8Ake",
                                        "Q\xCC\x84uin",
                                        "Dupont",
                                        "Lef\xC3\xA8vre",
                                        "Kind",
                                        "Geert",
                                        "De Jode",
                                        "D\xC2\xB4Hondt",
                                        "O`Connor",
                                        "Schoonjans",
                                        "Van Moeder",
                                        "Hans-Peter Ziekmann",
                                        NULL};

    all(VALUE_FIRST_NAME, false, true, names);
    all(VALUE_LAST_NAME, false, true, names);
}

static void bad_names(void)
{
    static const char *const names[] = {
        "",
        " ",
        "-",
        "'",
        ".",
        "Jan2",
        "1",
        "85073003328",
        "Jan (moeder)",
        "Jan, Piet",
        "Jan; Piet",
        "Jan/Piet",
        "Jan & An",
        "Jan + An",
        "Jan@example.be",
        "Jan:",
        "\"Jan\"",
        "Jan!",
        "Jan?",
        "Jan  Peeters",
        " Jan",
        "Jan ",
        "Jan\tPeeters",
        "Jan\nPeeters",
        "Jan_Peeters",
        "Jan=Piet",
        "Jan*",
        "#Jan",
        "Jan\x01",
        "<b>Jan</b>",
        "Jan\xC2\xA0Piet",
        "\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD", /* Cyrillic */
        "J\xD0\xB0n",                       /* Latin with a Cyrillic a */
        "\xCE\x93\xCE\xB9\xCE\xBF",         /* Greek */
        "\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF", /* Arabic */
        "\xE6\x9D\x8E",                     /* Han */
        "\xE1\x83\x92",                     /* Georgian */
        "\xEF\xBC\xA1\xEF\xBC\xAE",         /* full width */
        "J\xC9\x90n",                       /* phonetic */
        "Jan\xF0\x9F\x99\x82",              /* emoji */
        "Jan\xE2\x80\x8B",
        "J\xC2\xAD"
        "an",                          /* does not show */
        "\xCC\x81Jan",                 /* a mark first */
        "Ja\xCC\x81\xCC\x82\xCC\x83n", /* three marks */
        "Jan\xCD\x8F",
        "Jan\xC2\xBD",
        "Jan\xC2\xB2",
        "Jan \xE2\x82\xAC",
        "Jan \xC3\x97 An",
        "\xC3\xB7",
        "- Jan",
        "Jan -",
        "een twee drie vier vijf zes zeven",
        "Abcdefghijklmnopqrstuvwxyzabcde",                                /* 31 letters */
        "Abcdefghijklmnopqrst Abcdefghijklmnopqrst Abcdefghijklmnopqrst", /* 62 */
        "zwanger",
        "Jan gescheiden",
        "An, zwanger",
        "Jan verslaafd",
        "woont bij moeder",
        "Dakloos",
        "Jan heeft schulden",
        "enceinte",
        "Jan diagnose",
        "An depressief",
        "\xFF",
        "Jan\xC3",
        "Jan-verslaafd",
        "verslaafd-Jan",
        "Jan.verslaafd",
        "Jan'verslaafd",
        "Jan met drie kinderen",
        "zwangerschap",
        "schuldenlast",
        "verslaafde",
        "ex-gedetineerde",
        "vluchtelinge",
        "mishandelde",
        "crimineel",
        "alcoholverslaving",
        "HIV-positief",
        "Jan psychisch",
        "sans papiers",
        "zonder papieren",
        "Jan (ziek)",
        NULL};

    all(VALUE_FIRST_NAME, false, false, names);
    all(VALUE_LAST_NAME, false, false, names);
}

static void name_limits(void)
{
    CHECK(value_valid(VALUE_LAST_NAME, slice_from("een twee drie vier vijf zes"), false));
    CHECK(value_valid(VALUE_LAST_NAME,
                      slice_from("Abcdefghijklmnopqrst Abcdefghijklmnopqrs Abcdefghijklmnopqrs"),
                      false)); /* 60 */
    CHECK(!value_valid(VALUE_LAST_NAME,
                       slice_from("Abcdefghijklmnopqrst Abcdefghijklmnopqrst Abcdefghijklmnopqrs"),
                       false)); /* 61 */
}

static void words_of_names(void)
{
    static const struct {
        const char *name;
        unsigned words;
    } table[] = {{"Peeters", 1},          {"Jan Peeters", 2},
                 {"Van den Broeck", 1},   {"van der Elst", 1},
                 {"'t Kindt", 1},         {"De Smet", 1},
                 {"Jan De Smet", 2},      {"El Khaddouri", 1},
                 {"A\xC3\xAFt Ahmed", 1}, {"Van 't Hof", 1},
                 {"d' Udekem", 1},        {"d\xE2\x80\x99 Udekem", 1},
                 {"Peeters Jan", 2},      {"J. Peeters", 2},
                 {"Ben Haj Ali", 2},      {"Jan - Peeters", 2},
                 {"de la Torre", 1},      {"Maria da Silva", 2},
                 {"van den", 0},          {"", 0}};

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        check_case(table[i].name);
        CHECK_INT(table[i].words, name_words(slice_from(table[i].name)));
    }
}

static void good_addresses(void)
{
    static const char *const addresses[] = {
        "Kerkstraat 12, 2550 Kontich",
        "Kerkstraat 12 bus 3, 2550 Kontich",
        "Kerkstraat 12\n2550 Kontich",
        "Kerkstraat 12,\n2550 Kontich",
        "Kerkstraat 12 2550 Kontich",
        "Kerkstraat 12 - 2550 Kontich",
        "Kerkstraat 12, B-2550 Kontich",
        "Kerkstraat 12, BE-2550 Kontich",
        "Kerkstraat 12, B 2550 Kontich",
        "Kerkstraat 12, 2550 Kontich, Belgi\xC3\xAB",
        "Kerkstraat 12\n2550 Kontich\nBelgique",
        "Kerkstraat 12A, 2550 Kontich",
        "Kerkstraat 12 A, 2550 Kontich",
        "Kerkstraat 12a bus 3, 2550 Kontich",
        "Kerkstraat 12 bis, 2550 Kontich",
        "Kerkstraat 12-14, 2550 Kontich",
        "Kerkstraat 12/3, 2550 Kontich",
        "Kerkstraat 12/0301, 2550 Kontich",
        "Kerkstraat 12/A, 2550 Kontich",
        "Kerkstraat 12 / 3, 2550 Kontich",
        "Kerkstraat 12 bus 0301, 2550 Kontich",
        "Kerkstraat 12 bus 3.01, 2550 Kontich",
        "Kerkstraat 12 bus A, 2550 Kontich",
        "Kerkstraat 12 bus A12, 2550 Kontich",
        "Kerkstraat 12 bus3, 2550 Kontich",
        "Kerkstraat 12, bus 3, 2550 Kontich",
        "Kerkstraat 12 b3, 2550 Kontich",
        "Kerkstraat 12b3, 2550 Kontich",
        "Kerkstraat nr. 12, 2550 Kontich",
        "Kerkstraat nr 12 bus 3, 2550 Kontich",
        "Kerkstraat z/n, 2550 Kontich",
        "Kerkstraat 12 app. 3, 2550 Kontich",
        "Kerkstraat 12 appartement 3, 2550 Kontich",
        "Kerkstraat 12, 2e verdieping, 2550 Kontich",
        "Kerkstraat 12 gelijkvloers, 2550 Kontich",
        "Rue de la Loi 16, 1000 Bruxelles",
        "Rue de la Loi 16 bte 4, 1000 Bruxelles",
        "Rue de la Loi 16, bte 4, 1000 Bruxelles",
        "Rue de la Loi, 16, 1000 Bruxelles",
        "Rue de la Loi 16 bo\xC3\xAEte 4, 1000 Bruxelles",
        "16 rue de la Loi, 1000 Bruxelles",
        "16, rue de la Loi, 1000 Bruxelles",
        "16 rue de la Loi bte 4, 1000 Bruxelles",
        "Avenue Louise 54/3, 1050 Ixelles",
        "Avenue Louise 54, 3e \xC3\xA9tage, 1050 Bruxelles",
        "Chauss\xC3\xA9"
        "e d\xE2\x80\x99Ixelles 227, 1050 Ixelles",
        "Bd du Midi 8, 7000 Mons",
        "Place de l'\xC3\x89glise 3, 4000 Li\xC3\xA8ge",
        "Square Sainctelette 11, 1000 Bruxelles",
        "11 Novemberlaan 5, 2550 Kontich",
        "1 Meistraat 12, 9000 Gent",
        "Plein 1940-1945 3, 1000 Brussel",
        "Rue du 8 Mai 1945 12, 1030 Schaerbeek",
        "Place du 4 ao\xC3\xBBt 1914 7, 7500 Tournai",
        "Sint-Pietersvliet 3, 2000 Antwerpen",
        "'s-Gravenstraat 9, 9810 Nazareth",
        "St.-Jansstraat 4, 8500 Kortrijk",
        "Karel de Grotelaan 1, 2100 Deurne",
        "Pastoor de Conincklaan 22, 2550 Kontich",
        "Gemeenteplein 1, 2550 Kontich (Waarloos)",
        "Dorpsstraat 5, 2920 Heist-op-den-Berg",
        "Dorpsstraat 5, 3000 Leuven",
        "Grote Markt 1, 9100 Sint-Niklaas",
        "Meir 50, 2000 Antwerpen",
        "Rue Haute 1, 1420 Braine-l'Alleud",
        "Postbus 12, 2550 Kontich",
        "PB 12, 2550 Kontich",
        "B.P. 12, 1000 Bruxelles",
        "Bo\xC3\xAEte postale 12, 5000 Namur",
        "Chauss\xC3\xA9"
        "e de Louvain 12, 1030 Schaarbeek/Schaerbeek",
        "Koningin Astridlaan 12, 2550 - Kontich",
        "Kerkstraat 12, 2550, Kontich",
        "Grotesteenweg Noord 2, 9052 Zwijnaarde",
        "Dr. Roosensplein 3, 2550 Kontich",
        "J.F. Willemsstraat 12, 2530 Boechout",
        "Jan V. Moesenstraat 3, 2550 Kontich",
        "M\xC3\xBChlenweg 4, 4700 Eupen",
        "Kerkstraat 1, 1000 Brussel",
        "Kerkstraat 9999, 9999 Oost",
        "Rue du Tr\xC3\xB4ne n\xC2\xB0"
        "130, 1050 Ixelles",
        "Rue du Tr\xC3\xB4ne n\xC2\xB0 130, 1050 Ixelles",
        "Kerkstraat nr12, 2550 Kontich",
        "Kerkstraat nr.12 bus 3, 2550 Kontich",
        "Kerkstraat 12/bus 3, 2550 Kontich",
        "Kerkstraat 12/bus3, 2550 Kontich",
        "Kerkstraat 12 /3, 2550 Kontich",
        "Kerkstraat 12/ 3, 2550 Kontich",
        "Rue Haute 12/bte 3, 1000 Bruxelles",
        "Rue Haute 12/RC, 1000 Bruxelles",
        "Kerkstraat 12 (bus 3), 2550 Kontich",
        "Kerkstraat 12 (2e verdieping), 2550 Kontich",
        "Antwerpsesteenweg (K) 12, 2550 Kontich",
        "11-Novemberlaan 5, 2550 Kontich",
        "Avenue Louise 331-333 bte 12, 1050 Ixelles / Elsene",
        "Avenue Louise 331-333 bte 12, 1050 Ixelles - Elsene",
        "Avenue Louise 54\n1050 Bruxelles, Ixelles",
        "Rue Haute 12, 1030 Schaerbeek - Schaarbeek",
        "Rue de Meudon 12, 1120 Bruxelles - Neder-over-Heembeek",
        "Kerkstraat 12, 2600 Berchem, Antwerpen",
        "Bij Sint-Jacobs 12, 9000 Gent",
        "Chez Dessous 4, 6690 Vielsalm",
        "Moederhuisstraat 3, 2550 Kontich",
        "Residentie De Linde, Kerkstraat 12 bus 3, 2550 Kontich",
        "R\xC3\xA9sidence Les Bouleaux, rue des Alli\xC3\xA9s 12, 5000 Namur",
        "Avenue des Enfants Noy\xC3\xA9s 12, 1170 Watermael-Boitsfort",
        "11 Novemberlaan 331-333 bus 0201, 2550 Kontich",
        "Dorpsstraat 3, 9420 Mere",
        "Rue de l'Est 12, 1030 Schaerbeek",
        "Kerkstraat 12 kamer 3, 2550 Kontich",
        "Kerkstraat 12 studio 3B, 2550 Kontich",
        "Rue Haute 1, 3e \xC3\xA9t. gauche, 1000 Bruxelles",
        "Rue Haute 1, 2e \xC3\xA9tage droite, 1000 Bruxelles",
        "Kerkstraat 12 gelijkvloers links, 2550 Kontich",
        "Plein 1940-45 1 A, 2550 Kontich",
        "Kerkstraat 12 bus 2 R, 2550 Kontich",
        "Kerkstraat 12 A002, 2550 Kontich",
        "Kerkstraat 12 bus 3 V 2, 2550 Kontich",
        "Rue Haute 3 bte RDC, 1030 Schaerbeek",
        "Rue Haute 3 rez, 1030 Schaerbeek",
        "Leopold II-laan 3, 2550 Kontich",
        "Rue L\xC3\xA9opold Ier 3, 1020 Bruxelles",
        "Rue Neuve 12, 6060 Gilly (Charleroi)",
        "Plein 1940-1945 3 bus 0201, 1000 Brussel",
        "2550 Kontich, Kerkstraat 12",
        "2550 Kontich, Kerkstraat 12 bus 3",
        "B-2550 Kontich, Kerkstraat 12, Belgi\xC3\xAB",
        "1050 Ixelles, avenue Louise 54 bte 3",
        "Kerkstraat 12 te 2550 Kontich",

        "rue Haute 12 \xC3\xA0 1000 Bruxelles",
        "2550 Kontich\nKerkstraat 12",
        NULL};

    all(VALUE_ADDRESS, false, true, addresses);
    all(VALUE_ADDRESS, true, true, addresses);
}

static void bad_addresses(void)
{
    static const char *const addresses[] = {
        "",
        "Kontich",
        "2550 Kontich",
        "Kerkstraat",
        "Kerkstraat 12",
        "Kerkstraat, 2550 Kontich",
        "12, 2550 Kontich",
        "Kerkstraat 12, Kontich",
        "Kerkstraat 12, 2550",
        "Kerkstraat 12, 0550 Kontich",
        "Kerkstraat 12, 255 Kontich",
        "Kerkstraat 12, 25500 Kontich",
        "Kerkstraat 12345, 2550 Kontich",
        "Kerkstraat 12 bus, 2550 Kontich",
        "Kerkstraat 12 bus 12345, 2550 Kontich",
        "Kerkstraat 12 bus drie, 2550 Kontich",
        "Kerkstraat 12 (achterbouw), 2550 Kontich",
        "Kerkstraat 12, 2550 Kontich tel 034571234",
        "Kerkstraat 12, 2550 Kontich, 0470123456",
        "Kerkstraat 12, 2550 Kontich, bij haar moeder",
        "Kerkstraat 12, 2550 Kontich; Kerkstraat 13, 2550 Kontich",
        "Kerkstraat 12, 2550 Kontich\nKerkstraat 13, 2550 Kontich",
        "Kerkstraat 12: 2550 Kontich",
        "Kerkstraat 12, 2550 Kontich!",
        "Kerkstraat 12?, 2550 Kontich",
        "Kerkstraat 85073003328, 2550 Kontich",
        "Kerkstraat 85.07.30-033.28, 2550 Kontich",
        "Kerkstraat 12 85 07 30 033 28, 2550 Kontich",
        "Kerkstraat 12 bus 85073003, 2550 Kontich",
        "BE68539007547034, 2550 Kontich",
        "Kerkstraat 12, 4811 AB Breda",
        "Hoofdstraat 1, 4811 AB Breda",
        "Hauptstra\xC3\x9F"
        "e 1, 10115 Berlin",
        "12 Rue de Rivoli, 75001 Paris",
        "10 Downing Street, London SW1A 2AA",
        "Kerkstraat 12, 2550 Kontich, Nederland",
        "Kerkstraat 12, 2550 Kontich, Frankrijk",
        "onbekend adres",
        "zonder vast adres",
        "verblijft bij vriend",
        "Zij woont bij haar moeder in de Kerkstraat 12, 2550 Kontich",
        "heeft schulden 12, 2550 Kontich",
        "Kerkstraat 12, 2550 Kontich dakloos",
        "Kerkstraat zwanger 12, 2550 Kontich",
        "een twee drie vier vijf zes zeven acht negen 12, 2550 Kontich",
        "Kerkstraat 12, 2550 een twee drie vier vijf zes zeven",
        "jan@example.be, 2550 Kontich",
        "http://example.be 12, 2550 Kontich",
        "Kerkstraat 12, 2550 Kont1ch",
        "Kerkstr@@t 12, 2550 Kontich",
        "\xD0\x9A\xD0\xB8\xD1\x80 12, 2550 Kontich",
        "Kerkstraat 12, 2550 \xD0\x9A\xD0\xB8\xD1\x80",
        "Kerkstraat 12 -, 2550 Kontich",
        "Kerkstraat -12, 2550 Kontich",
        "Kerkstraat 12--14, 2550 Kontich",
        "Kerkstraat 12-13-14-15, 2550 Kontich",
        "12 13 14, 2550 Kontich",
        "Kerkstraat 12, 2550 Kontich, Belgi\xC3\xAB, Europa",
        "Kerkstraat\n12\nbus\n3\n2550\nKontich\nBelgi\xC3\xAB",
        "geboren 12/03/1980, 2550 Kontich",
        "K 12 13 14 15 16, 2550 Kontich",
        "12 maart, 2550 Kontich, 3",
        "Kerkstraat 12, 2550 K",
        "Postbus, 2550 Kontich",
        "Postbus 1234567, 2550 Kontich",
        ", , ,",
        "-",
        "Kerkstraat 12 = 2550 Kontich",
        "Kerkstraat 12 <b>, 2550 Kontich",
        "Kerkstraat 12, 2550 Kontich bij haar moeder",
        "bij haar moeder, Kerkstraat 12, 2550 Kontich",
        "Kerkstraat 12 (bij haar moeder), 2550 Kontich",
        "Bij vrienden, Kerkstraat 12, 2550 Kontich",
        "chez sa m\xC3\xA8re, rue Haute 12, 1000 Bruxelles",
        "rue Haute 12, 1000 Bruxelles chez son p\xC3\xA8re",
        "Kerkstraat 12, 2550 Kontich tijdelijk",
        "tijdelijk adres Kerkstraat 12, 2550 Kontich",
        "verblijft Kerkstraat 12, 2550 Kontich",
        "slaapt in auto, Kerkstraat 12, 2550 Kontich",
        "vluchthuis, Kerkstraat 12, 2550 Kontich",
        "Opvangcentrum De Vlinder, Kerkstraat 12, 2550 Kontich",
        "Kerkstraat 12, 2550 Kontich met drie kinderen",
        "3 kinderen ten laste, 2550 Kontich",
        "Zij drinkt veel 1, 2550 Kontich",
        "Kerkstraat 12, 2550 Kontich sinds mei",
        "Kerkstraat 12, 2550 Kontich actuellement",
        "Kerkstraat 12, 2550 Kontich - zij is bang",
        "Kerkstraat 12, 2550 Kontich, Elsene, Ixelles",
        "Kerkstraat 12 / 2550 Kontich /",
        "Kerkstraat 12, 2550 / Kontich",
        "Kerkstraat (achter) bouw) 12, 2550 Kontich",
        "Kerkstraat 12/bus, 2550 Kontich",
        "Kerkstraat 12//3, 2550 Kontich",
        "Kerkstraat 123-Novemberlaan, 2550 Kontich",
        "Kerkstraat 12, 2550 Kontich psychisch-ziek",
        "Kerkstraat 12 links, 2550 Kontich",
        "Kerkstraat 12 kamer bij moeder, 2550 Kontich",
        "Kerkstraat 12 2e verdieping achter achter, 2550 Kontich",
        "Kerkstraat 12 bus 2 RR, 2550 Kontich",
        "Kerkstraat 12 A00200, 2550 Kontich",
        "Kerkstraat 12 bus 2 R L, 2550 Kontich",

        "Plein 1940-1945 3456 bus 34567, 1000 Brussel",
        "Plein 1940-1945 3456-3456 bus 3, 1000 Brussel",
        "2550 Kontich, Kerkstraat",
        "2550 Kontich, bij haar moeder 12",

        "Kerkstraat 12 te Kontich",
        "te 2550 Kontich",
        "2550 Kontich, Kerkstraat 12, heeft schulden",
        "Gezin met problemen, Kerkstraat 12, 2550 Kontich",
        "Kerkstraat 12, 2550 Kontich met partner",
        "Kerkstraat 12, 2550 Kontich zonder inkomen",
        NULL};

    all(VALUE_ADDRESS, false, false, addresses);
}

static void foreign_addresses(void)
{
    static const char *const good[] = {
        "Hoofdstraat 1, 4811 AB Breda",
        "Hauptstra\xC3\x9F"
        "e 1\n10115 Berlin\nDeutschland",
        "12 Rue de Rivoli, 75001 Paris",
        "10 Downing Street, London SW1A 2AA",
        "Via Roma 5, 00184 Roma (RM)",
        "C/ Mayor 3, 28013 Madrid",
        "4 rue Alphonse Weicker, L-2721 Luxembourg",
        "ul. D\xC5\x82uga 5/7, 00-238 Warszawa, Polska",
        "Calle 5 #12, Bogot\xC3\xA1",
        "Rue de Rivoli 12, 75001 Paris, France",
        "12 bis rue de Rivoli, 75001 Paris",
        "Musterstra\xC3\x9F"
        "e 12a, 53111 Bonn",
        "Musterstr. 12 a\nD-53111 Bonn\nDeutschland",
        "Flat 3, 12 High Street, Leeds LS1 4AP, UK",
        "Calle Mayor 3, 2\xC2\xBA A, 28013 Madrid",
        "Calle Mayor 3, 2\xC2\xAA A, 28013 Madrid",
        "Via Roma 5/A, 20121 Milano (MI), Italia",
        "123 Main St Apt 4B, Springfield, IL 62701, USA",
        "123 Main St. #4B, Springfield, IL 62701-1234",
        "Str. Mihai Eminescu nr. 5, bl. A, sc. 2, ap. 10, Bucure\xC8\x99ti 010101",
        "Atat\xC3\xBCrk Cad. No:5 D:3, 34000 \xC4\xB0stanbul",
        "Atat\xC3\xBCrk Cad. No 5 D 3, 34000 \xC4\xB0stanbul, T\xC3\xBCrkiye",
        "P.O. Box 123, Dubai",
        "Boulevard Mohammed V n\xC2\xB0"
        "12, 20000 Casablanca",
        "Boulevard Mohammed V n\xC2\xB0 12, 20000 Casablanca, Maroc",
        "Dorpsstraat 12-hs, 1012 AB Amsterdam",
        "Keizersgracht 123-II, 1015 CJ Amsterdam, Nederland",
        "Keizersgracht 123 II hoog\n1015CJ Amsterdam",
        "ul. D\xC5\x82uga 5 m. 7, 00-238 Warszawa",
        "Rua Augusta 12, 1\xC2\xBA Dto, 1100-053 Lisboa",
        "Bahnhofstrasse 5, CH-8001 Z\xC3\xBCrich",
        "Bahnhofstrasse 5, 8001 Z\xC3\xBCrich, Schweiz",
        "L-1234 Luxembourg, 5 rue de la Gare",
        "5, rue de la Gare, L-1234 Luxembourg",
        "5, op der Gare, L-9999 Wemperhardt, Luxembourg",
        "V\xC3\xA1"
        "clavsk\xC3\xA9 n\xC3\xA1m\xC4\x9Bst\xC3\xAD 1, 110 00 Praha 1",
        "Rruga e Kavaj\xC3\xABs 12, Tiran\xC3\xAB 1001",
        "Vitosha Blvd 12, 1000 Sofia, Bulgaria",
        "Storgatan 5, 111 22 Stockholm",
        "Karl Johans gate 5, 0154 Oslo",
        "Mannerheimintie 5 A 12, 00100 Helsinki",
        "Str\xC3\xB8get 5, 2. tv, 1160 K\xC3\xB8"
        "benhavn K",
        "Andr\xC3\xA1ssy \xC3\xBAt 5. II/3, 1061 Budapest",
        "3 Quai d'Orsay, BP 12, 75007 PARIS CEDEX 07",
        "R\xC3\xA9sidence Les Pins, B\xC3\xA2t. B, 12 rue X, 59000 Lille",
        "Avenue Habib Bourguiba 12, Tunis 1001",
        "Rue 12, Kinshasa Gombe",
        "45 avenue Kasa-Vubu, Kinshasa/Kalamu, RD Congo",
        "12 O'Connell Street, Dublin 1, Ireland",
        "K\xC3\xB6nigsallee 12, 40212 D\xC3\xBCsseldorf",
        "1 Place Guillaume II, L-1648 Luxembourg",
        "Via Garibaldi 12, 10122 Torino",
        "Plaza Mayor 3, 37002 Salamanca, Espa\xC3\xB1"
        "a",
        "Rua do Ouro 5, 1100-060 Lisboa, Portugal",
        "Ulica Ilica 5, 10000 Zagreb, Hrvatska",
        "Bulevar Kralja Aleksandra 73, 11000 Beograd",
        "Rr. N\xC3\xABna Terez\xC3\xAB 5, 10000 Prishtin\xC3\xAB, Kosov\xC3\xAB",
        "Sokak 12 No 3, Ankara",
        "Rue Mohammed V 5, 1001 Tunis, Tunisie",
        "Cit\xC3\xA9 des Martyrs 12, Alger 16000",
        "12 Rue Pasteur, Douala, Cameroun",
        "KN 5 Rd 12, Kigali, Rwanda",
        "Avenue de la Paix 3, Bujumbura",
        "Bole Road 12, Addis Ababa",
        "Quartier Almamya 12, Conakry",
        "House 12, Street 5, Kabul",
        "Flat 2/1, 45 Argyle Street, Glasgow G2 8AH",
        NULL};
    static const char *const bad[] = {
        "Breda",
        "Hoofdstraat, Breda",
        "Hoofdstraat 1, Breda!",
        "85073003328, 85073003328",
        "Hoofdstraat 1; Breda",
        "\xD1\x83\xD0\xBB 5, \xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0",
        "heeft schulden, Breda 12",
        "12, 13",
        "zij is daar 12 jaar, Parijs?",
        "chez sa m\xC3\xA8re, 12 rue X, 59000 Lille",
        "heeft schulden, 12 rue X, Lille",
        "12 rue X, Lille, bij haar moeder",
        "Lille",
        "Rue 12: Paris",
        "12 rue X; Lille",
        "12 rue X, Lille!",
        "12 rue X",
        "Rue X, Paris",
        "a@example.org, Paris 12",
        "http://example.org, Paris 12",
        "12 rue X, \xD0\x9B\xD0\xB8\xD0\xBE\xD0\xBD",
        "12 rue X, \xE9\x87\x8C\xE6\x98\x82",
        "tijdelijk, 12 rue X, Lille",
        "verblijft 12 rue X, Lille",
        "12 rue X, Lille = Frankrijk",
        "12 rue X, <b>Lille</b>",
        "12 rue X, Lille, a, b, c, d, e",
        "12345678901234567 rue X, Lille",
        "sdf, 12 rue X, Lille",
        "A, 1",
        "12 rue X, Lille \xF0\x9F\x98\x80",
        "12 rue X, Li\xE2\x80\x8Blle",
        "sans papiers, 12 rue X, Lille",
        "zwanger, 12 rue X, Lille",
        "kinderen 3, 12 rue X, Lille",
        "12 rue X, Lille | Frankrijk",
        "12 rue X, \"Lille\"",
        "12 rue X, Lille*",
        "12 rue X, Lille_2",
        "No:x 5, 34000 \xC4\xB0stanbul",
        NULL};

    all(VALUE_ADDRESS, true, true, good);
    all(VALUE_ADDRESS, false, false, good);
    all(VALUE_ADDRESS, true, false, bad);
}

static void normalised_addresses(void)
{
    static const char *const table[][2] = {
        {"Kerkstraat 12 bus 3, 2550 Kontich", "Kerkstraat 12 bus 3\n2550 Kontich"},
        {"Rue de la Loi, 16, bte 4, 1000 Bruxelles, Belgique",
         "Rue de la Loi 16 bte 4\n1000 Bruxelles"},
        {"Kerkstraat 12 2550 Kontich", "Kerkstraat 12\n2550 Kontich"},
        {"Kerkstraat 12 - 2550 - Kontich", "Kerkstraat 12\n2550 Kontich"},
        {"Avenue Louise 54, 1050 Ixelles - Elsene", "Avenue Louise 54\n1050 Ixelles Elsene"},
        {"2550 Kontich, Kerkstraat 12 bus 3, Belgi\xC3\xAB", "Kerkstraat 12 bus 3\n2550 Kontich"},
        {"Kerkstraat 12 te 2550 Kontich", "Kerkstraat 12\n2550 Kontich"},
        {"Kerkstraat 12\n\n2550  Kontich", "Kerkstraat 12\n2550 Kontich"}};
    struct buffer out;

    buffer_init(&out, 1000);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        check_case(table[i][0]);
        buffer_clear(&out);
        CHECK(postal_address_normalise(slice_from(table[i][0]), false, &out));
        CHECK_STRING(table[i][1], buffer_string(&out));
    }
    buffer_clear(&out);
    CHECK(!postal_address_normalise(slice_from("Kerkstraat 12"), false, &out));
    CHECK_INT(0, out.len);
    buffer_free(&out);
}

static const char *const telephones[][2] = {{"03 457 12 34", "3234571234"},
                                            {"034571234", "3234571234"},
                                            {"03/457.12.34", "3234571234"},
                                            {"03-457-12-34", "3234571234"},
                                            {"03 457.12.34", "3234571234"},
                                            {"03/457 12 34", "3234571234"},
                                            {"(03) 457 12 34", "3234571234"},
                                            {"(03)4571234", "3234571234"},
                                            {"02 123 45 67", NULL},
                                            {"02 223 45 67", "3222234567"},
                                            {"04 223 45 67", "3242234567"},
                                            {"04 323 45 67", "3243234567"},
                                            {"09 223 45 67", "3292234567"},
                                            {"09/223.45.67", "3292234567"},
                                            {"015 20 30 40", "3215203040"},
                                            {"014/21.22.23", "3214212223"},
                                            {"010 45 45 45", "3210454545"},
                                            {"011 22 33 44", "3211223344"},
                                            {"050 33 44 55", "3250334455"},
                                            {"051 22 33 44", "3251223344"},
                                            {"056 22 33 44", "3256223344"},
                                            {"059 50 60 70", "3259506070"},
                                            {"064 22 33 44", "3264223344"},
                                            {"071 22 33 44", "3271223344"},
                                            {"081 22 33 44", "3281223344"},
                                            {"087 55 66 77", "3287556677"},
                                            {"089 35 36 37", "3289353637"},
                                            {"067 21 22 23", "3267212223"},
                                            {"0470 12 34 56", "32470123456"},
                                            {"0470123456", "32470123456"},
                                            {"0470/12.34.56", "32470123456"},
                                            {"0470/12 34 56", "32470123456"},
                                            {"0470-12-34-56", "32470123456"},
                                            {"0470.12.34.56", "32470123456"},
                                            {"0470/123456", "32470123456"},
                                            {"0470 123 456", "32470123456"},
                                            {"0470 - 12 34 56", "32470123456"},
                                            {"0456 12 34 56", "32456123456"},
                                            {"0486/12.34.56", "32486123456"},
                                            {"0499123456", "32499123456"},
                                            {"+32 470 12 34 56", "32470123456"},
                                            {"+ 32 470 12 34 56", "32470123456"},
                                            {"+32470123456", "32470123456"},
                                            {"+32 (0)470 12 34 56", "32470123456"},
                                            {"+32(0)470/12.34.56", "32470123456"},
                                            {"+32 (0) 470 12 34 56", "32470123456"},
                                            {"+32 0470 12 34 56", "32470123456"},
                                            {"0032 470 12 34 56", "32470123456"},
                                            {"0032470123456", "32470123456"},
                                            {"00 32 470 12 34 56", "32470123456"},
                                            {"+32 3 457 12 34", "3234571234"},
                                            {"+32 (0)3 457 12 34", "3234571234"},
                                            {"+32-3-457-12-34", "3234571234"},
                                            {"+32.3.457.12.34", "3234571234"},
                                            {"(+32) 470 12 34 56", "32470123456"},
                                            {"(0032) 470 12 34 56", "32470123456"},
                                            {"0032 (0)3 457 12 34", "3234571234"},
                                            {"+31 6 12345678", "31612345678"},
                                            {"0031 6 12 34 56 78", "31612345678"},
                                            {"+31 (0)6 12345678", "31612345678"},
                                            {"+33 6 12 34 56 78", "33612345678"},
                                            {"+33 (0)6 12 34 56 78", "33612345678"},
                                            {"+49 151 12345678", "4915112345678"},
                                            {"+44 7911 123456", "447911123456"},
                                            {"+352 621 123 456", "352621123456"},
                                            {"+212 612 345678", "212612345678"},
                                            {"+90 532 123 45 67", "905321234567"},
                                            {"+1 202 555 0123", "12025550123"},
                                            {"+48 512 345 678", "48512345678"},
                                            {"+40 712 345 678", "40712345678"},
                                            {"+963 944 123 456", "963944123456"},
                                            {"+93 70 123 4567", "93701234567"},
                                            {"+380 50 123 4567", "380501234567"}};

static void good_telephones(void)
{
    size_t good = 0;

    for (size_t i = 0; i < sizeof telephones / sizeof telephones[0]; i++) {
        char out[TELEPHONE_SIZE] = "";
        bool valid = telephone_canonical(slice_from(telephones[i][0]), out, sizeof out);

        check_case(telephones[i][0]);
        CHECK_INT(telephones[i][1] != NULL, valid);
        if (valid)
            CHECK_STRING(telephones[i][1], out);
        CHECK_INT(valid, value_valid(VALUE_TELEPHONE, slice_from(telephones[i][0]), false));
        good += valid ? 1 : 0;
    }
    check_case(NULL);
    CHECK(good >= 60);
    char small[TELEPHONE_SIZE - 1];
    CHECK(!telephone_canonical(slice_from("0470123456"), small, sizeof small));
}

static void bad_telephones(void)
{
    static const char *const numbers[] = {"",
                                          "0",
                                          "1",
                                          "112",
                                          "100",
                                          "1207",
                                          "1888",
                                          "470123456",
                                          "34571234",
                                          "0470 12 34 5",
                                          "0470 12 34 567",
                                          "03 457 12 3",
                                          "03 457 12 345",
                                          "0900 12 345",
                                          "0900 12 34 56",
                                          "070 12 34 56",
                                          "0800 12 345",
                                          "078 15 12 34",
                                          "0440 12 34 56",
                                          "0400 12 34 56",
                                          "0570 12 34 56",
                                          "0670 12 34 56",
                                          "013 12 34",
                                          "03 123 45 67",
                                          "06 12345678",
                                          "02 923 45 67",
                                          "0170 12 34 56",
                                          "017 22 33 44",
                                          "018 22 33 44",
                                          "062 22 33 44",
                                          "066 22 33 44",
                                          "072 22 33 44",
                                          "085 22 33",
                                          "095 22 33 44",
                                          "+32 470 12 34 5",
                                          "+32 470 12 34 567",
                                          "+32 900 12 345",
                                          "+32 70 12 34 56",
                                          "+32",
                                          "+",
                                          "00",
                                          "0032",
                                          "+0470123456",
                                          "+999 123 456 789",
                                          "+210 123 456 789",
                                          "+1 202 555 012",
                                          "+31 6 1234567",
                                          "+33 6 12 34 56 7",
                                          "+12345678901234567",
                                          "+49 1",
                                          "tel 0470123456",
                                          "0470123456 (moeder)",
                                          "0470 12 34 56 na 18u",
                                          "0470123456?",
                                          "O470123456",
                                          "0470_12_34_56",
                                          "0470,12,34,56",
                                          "0470:12:34:56",
                                          "0470    12 34 56",
                                          "0470 --- 12 34 56",
                                          "((03)) 457 12 34",
                                          "(03 457 12 34",
                                          "03) 457 12 34",
                                          "(034571234)",
                                          "() 03 457 12 34",
                                          "(03) (457) 12 34",
                                          "0470 12 34 56 ",
                                          " 0470 12 34 56",
                                          "-0470123456",
                                          "0470123456-",
                                          "0470+123456",
                                          "++32470123456",
                                          "+ (32) 470 12 34 56",
                                          "85.07.30-033.28",
                                          "85073003328",
                                          "BE68539007547034",
                                          "001-2345678-03",
                                          "\xD9\xA0\xD9\xA4\xD9\xA7\xD9\xA0",
                                          "0470123456\n0471123456",
                                          "0470123456\t",
                                          "0470\xC2\xA0"
                                          "12 34 56",
                                          "324"
                                          "70123456",
                                          "+  32 470 12 34 56",
                                          "+ 0470 12 34 56",

                                          NULL};

    all(VALUE_TELEPHONE, false, false, numbers);
}

static void good_emails(void)
{
    static const char *const emails[] = {
        "jan@example.be",
        "jan.peeters@example.be",
        "jan.peeters@mail.example.be",
        "j@e.be",
        "JAN.PEETERS@EXAMPLE.BE",
        "Jan.Peeters@Example.be",
        "jan_peeters@example.be",
        "jan-peeters@example.be",
        "jan+ocmw@example.be",
        "jan.peeters1980@example.com",
        "1jan@example.be",
        "123456@example.be",
        "jan.p.peeters@example.be",
        "j.p@example.co.uk",
        "peeters@telenet.be",
        "familie.peeters@skynet.be",
        "jan@hotmail.com",
        "jan@gmail.com",
        "jan@outlook.be",
        "jan@live.be",
        "jan@proximus.be",
        "jan@scarlet.be",
        "jan@yahoo.fr",
        "jan@icloud.com",
        "jan@protonmail.com",
        "jan@kontich.be",
        "jan@vlaanderen.be",
        "o'brien@example.be",
        "d'hondt@example.be",
        "jan!x@example.be",
        "jan#x@example.be",
        "jan$x@example.be",
        "jan%x@example.be",
        "jan&an@example.be",
        "jan*x@example.be",
        "jan/x@example.be",
        "jan=x@example.be",
        "jan?x@example.be",
        "jan^x@example.be",
        "jan`x@example.be",
        "jan{x}@example.be",
        "jan|x@example.be",
        "jan~x@example.be",
        "-jan@example.be",
        "jan-@example.be",
        "_jan_@example.be",
        "jan--p@example.be",
        "jan@a-b.be",
        "jan@a--b.be",
        "jan@1.be",
        "jan@123.be",
        "jan@x1.be",
        "jan@example.museum",
        "jan@example.brussels",
        "jan@example.vlaanderen",
        "jan@sub.sub.sub.example.be",
        "jan@xn--caf-dma.be",
        "a.b.c.d.e.f@example.be",
        "mohamed.el.khaddouri@example.be",
        "m.vandenbroeck@example.be",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz012345678901@example.be", /* 64 */
        "jan@abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz01234567890.be",
        /* 63 */ NULL};

    all(VALUE_EMAIL, false, true, emails);
}

static void bad_emails(void)
{
    char longest[256];
    static const char *const emails[] = {
        "",
        "jan",
        "@",
        "jan@",
        "@example.be",
        "jan@example",
        "jan@be",
        "jan@.be",
        "jan@example.",
        "jan@example.b",
        "jan@example..be",
        "jan@@example.be",
        "jan@ex@ample.be",
        ".jan@example.be",
        "jan.@example.be",
        "jan..p@example.be",
        "jan peeters@example.be",
        "jan@exam ple.be",
        " jan@example.be",
        "jan@example.be ",
        "jan@example.be.",
        "jan@-example.be",
        "jan@example-.be",
        "jan@exam_ple.be",
        "jan@example.b3",
        "jan@example.123",
        "jan@127.0.0.1",
        "jan@[127.0.0.1]",
        "jan@[IPv6:::1]",
        "\"jan\"@example.be",
        "\"jan p\"@example.be",
        "Jan <jan@example.be>",
        "<jan@example.be>",
        "mailto:jan@example.be",
        "jan@example.be, an@example.be",
        "jan@example.be;an@example.be",
        "jan@example.be an@example.be",
        "jan(x)@example.be",
        "jan@example.be (priv\xC3\xA9)",
        "jan@(x)example.be",
        "jan,p@example.be",
        "jan;p@example.be",
        "jan:p@example.be",
        "jan\\p@example.be",
        "jan<p@example.be",
        "jan>p@example.be",
        "jan[p@example.be",
        "jan]p@example.be",
        "j\xC3\xA9r\xC3\xB4me@example.be",
        "jan@caf\xC3\xA9.be",
        "jan@example.\xC3\xA9u",
        "jan@example.xn--p1ai",
        "jan@example,be",
        "jan@example.be/x",
        "jan@example.be?subject=x",
        "http://jan@example.be",
        "jan at example.be",
        "jan@example dot be",
        "jan@example.be\n",
        "jan@exam\nple.be",
        "jan\t@example.be",
        "jan\x01@example.be",
        "jan@%",
        "www.example.be",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789012@example.be", /* 65 */
        "jan@abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz012345678901.be",
        /* 64 */ NULL};

    all(VALUE_EMAIL, false, false, emails);
    strcpy(longest, "jan@");
    for (size_t i = 4; i < 251; i++)
        longest[i] = i % 50 == 0 && i < 250 ? '.' : 'x';
    strcpy(longest + 251, ".be");
    CHECK_INT(254, strlen(longest));
    CHECK(value_valid(VALUE_EMAIL, slice_from(longest), false));
    memmove(longest + 1, longest, 255);
    longest[0] = 'a';
    CHECK(!value_valid(VALUE_EMAIL, slice_from(longest), false));
}

static void other_kinds(void)
{
    static const char *const texts[] = {"a", "Sociale dienst, team 3", "Huis 12/3 (A & B) + C",
                                        "L'\xC3\xA9t\xC3\xA9 - 3.4", NULL};
    static const char *const no_texts[] = {
        "",    "a  b", "a\nb",     "a: b",          "a=b",  "a_b",     "a@b",
        "a;b", "a\"b", "\xD0\x98", "a\xE2\x82\xAC", "\x01", "zwanger", NULL};
    static const char *const numbers[] = {"0", "123", "12345678901234567890", NULL};
    static const char *const no_numbers[] = {
        "", "12 3", "1.2", "-1", "+1", "1a", "123456789012345678901", "\xD9\xA1", NULL};
    char text[102];

    all(VALUE_TEXT, false, true, texts);
    all(VALUE_TEXT, false, false, no_texts);
    all(VALUE_NUMBER, false, true, numbers);
    all(VALUE_NUMBER, false, false, no_numbers);
    memset(text, 'a', sizeof text);
    CHECK(value_valid(VALUE_TEXT, slice_of(text, 100), false));
    CHECK(!value_valid(VALUE_TEXT, slice_of(text, 101), false));
    CHECK(!value_valid(VALUE_KIND_COUNT, slice_from("a"), false));
}

static void absent(void)
{
    static const char *const yes[] = {"-",
                                      "--",
                                      "/",
                                      "//",
                                      "?",
                                      ".",
                                      "...",
                                      "_",
                                      "x",
                                      "X",
                                      "geen",
                                      "Geen",
                                      "nvt",
                                      "n.v.t.",
                                      "N.v.t",
                                      "niet van toepassing",
                                      "onbekend",
                                      "niet gekend",
                                      "aucun",
                                      "n\xC3\xA9"
                                      "ant",
                                      "inconnu",
                                      "none",
                                      "unknown",
                                      "n/a",
                                      "",
                                      NULL};
    static const char *const no[] = {
        "0", "1", "An", "geen idee", "!", ":", "*", "(-)", "jan@example.be", "+", NULL};

    for (size_t i = 0; yes[i] != NULL; i++) {
        check_case(yes[i]);
        CHECK(value_absent(slice_from(yes[i])));
    }
    for (size_t i = 0; no[i] != NULL; i++) {
        check_case(no[i]);
        CHECK(!value_absent(slice_from(no[i])));
    }
}

int main(void)
{
    static const struct test tests[] = {
        TEST(good_names),        TEST(bad_names),
        TEST(name_limits),       TEST(words_of_names),
        TEST(good_addresses),    TEST(bad_addresses),
        TEST(foreign_addresses), TEST(normalised_addresses),
        TEST(good_telephones),   TEST(bad_telephones),
        TEST(good_emails),       TEST(bad_emails),
        TEST(other_kinds),       TEST(absent),
    };

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
