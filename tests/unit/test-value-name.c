/* test-value-name - first and last names, in the forms that people write; all made up */
#include "value-cases.h"

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

    all_values(VALUE_FIRST_NAME, false, true, names);
    all_values(VALUE_LAST_NAME, false, true, names);
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

    all_values(VALUE_FIRST_NAME, false, false, names);
    all_values(VALUE_LAST_NAME, false, false, names);
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

int main(void)
{
    static const struct test tests[] = {TEST(good_names), TEST(bad_names), TEST(name_limits),
                                        TEST(words_of_names)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
