/*
 * value-word.c - characters and words, as the value grammars see them
 *
 * Keeps no memory and allocates none: words are looked at one by one.
 */
#include "inspect/value-word.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "inspect/value.h"

#include <string.h>
#include <utf8proc.h>

bool char_latin_letter(int32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
        return true;
    if (c >= 0xC0 && c <= 0x24F) /* Latin-1 Supplement, Extended-A and -B */
        return c != 0xD7 && c != 0xF7 && !(c >= 0x1C0 && c <= 0x1C3);
    return c >= 0x1E00 && c <= 0x1EFF; /* Extended Additional */
}

bool char_mark(int32_t c)
{
    return c >= 0x300 && c <= 0x36F && c != 0x34F; /* not the invisible grapheme joiner */
}

bool char_apostrophe(int32_t c)
{
    /* the last two are what a keyboard has beside the true one: "D´Hondt", "O`Connor" */
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0xB4 || c == '`';
}

bool byte_in(int32_t c, const char *set)
{
    return c > 0 && c < 0x80 && strchr(set, (int)c) != NULL;
}

size_t text_chars(struct slice text)
{
    size_t offset = 0, count = 0;

    while (utf8_next(text, &offset) >= 0)
        count++;
    return count;
}

struct slice word_next(struct slice *rest)
{
    size_t start = 0, end;

    while (start < rest->len && (rest->data[start] == ' ' || rest->data[start] == '\n'))
        start++;
    end = start;
    while (end < rest->len && rest->data[end] != ' ' && rest->data[end] != '\n')
        end++;
    struct slice word = slice_sub(*rest, start, end - start);
    *rest = slice_sub(*rest, end, rest->len - end);
    return word;
}

void word_fold(struct slice word, char out[WORD_FOLDED_SIZE])
{
    const utf8proc_option_t options =
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK;
    size_t offset = 0, len = 0;
    int32_t c;

    while ((c = utf8_next(word, &offset)) >= 0) {
        utf8proc_int32_t parts[32];
        int boundary = 0;
        utf8proc_ssize_t n = utf8proc_decompose_char(c, parts, 32, options, &boundary);

        for (utf8proc_ssize_t i = 0; i < n && i < 32; i++) {
            bool kept = (parts[i] >= 'a' && parts[i] <= 'z') || ascii_digit(parts[i]);

            if (kept && len + 1 < WORD_FOLDED_SIZE)
                out[len++] = (char)parts[i];
        }
    }
    out[len] = '\0';
}

bool word_in(struct slice word, const char *const *list)
{
    char folded[WORD_FOLDED_SIZE];

    word_fold(word, folded);
    return slice_in(slice_from(folded), list);
}

/* Words of a remark that found its way into a name or an address. Only words that are no family
 * name, street or town anywhere near: a false alarm here stops an honest referral. */
static const char *const denied[] = {"woont",
                                     "woonde",
                                     "heeft",
                                     "hebben",
                                     "wegens",
                                     "omdat",
                                     "zwanger",
                                     "zwangere",
                                     "gescheiden",
                                     "alleenstaand",
                                     "alleenstaande",
                                     "weduwe",
                                     "weduwnaar",
                                     "schulden",
                                     "schuld",
                                     "schuldbemiddeling",
                                     "leefloon",
                                     "dakloos",
                                     "dakloze",
                                     "werkloos",
                                     "werkloze",
                                     "invalide",
                                     "verslaafd",
                                     "verslaving",
                                     "depressie",
                                     "depressief",
                                     "depressieve",
                                     "psychiatrie",
                                     "psychiatrisch",
                                     "psychose",
                                     "diagnose",
                                     "medicatie",
                                     "handicap",
                                     "gehandicapt",
                                     "gevangenis",
                                     "gedetineerd",
                                     "mishandeling",
                                     "mishandeld",
                                     "geweld",
                                     "misbruik",
                                     "illegaal",
                                     "asielzoeker",
                                     "vluchteling",
                                     "geboren",
                                     "rijksregister",
                                     "rijksregisternummer",
                                     "geboortedatum",
                                     "diagnostic",
                                     "enceinte",
                                     "divorce",
                                     "divorcee",
                                     "chomage",
                                     "dettes",
                                     "endette",
                                     "endettee",
                                     "veuve",
                                     "veuf",
                                     "toxicomane",
                                     "depression",
                                     "depressive",
                                     "handicape",
                                     "handicapee",
                                     "refugie",
                                     "refugiee",
                                     "sansabri",
                                     "pregnant",
                                     "divorced",
                                     "homeless",
                                     "addicted",
                                     "unemployed",
                                     "refugee",
                                     "verslaafde",
                                     "verslaafden",
                                     "alcoholverslaving",
                                     "drugsverslaving",
                                     "drugverslaving",
                                     "zwangerschap",
                                     "schuldenlast",
                                     "mishandelde",
                                     "vluchtelinge",
                                     "vluchtelingen",
                                     "gedetineerde",
                                     "crimineel",
                                     "criminele",
                                     "hiv",
                                     "seropositief",
                                     "borderline",
                                     "autisme",
                                     "autistisch",
                                     "adhd",
                                     "psychisch",
                                     "psychische",
                                     "psychiatrische",
                                     "kinderen",
                                     "papieren",
                                     "papiers",
                                     NULL};

/* part_next - the next part of a word in *rest: "ex-gedetineerde" has two */
static struct slice part_next(struct slice *rest)
{
    size_t end = 0;
    struct slice part;

    while (end < rest->len && !byte_in(rest->data[end], "-.'`/()"))
        end++;
    part = slice_sub(*rest, 0, end);
    *rest = slice_sub(*rest, end < rest->len ? end + 1 : end, rest->len);
    return part;
}

bool words_denied(struct slice text)
{
    struct slice word;

    while ((word = word_next(&text)).len > 0)
        while (word.len > 0)
            if (word_in(part_next(&word), denied))
                return true;
    return false;
}

bool address_remark(struct slice text)
{
    /* no street or town of Belgium has one of these as a word of its own */
    static const char *const remarks[] = {"tijdelijk",
                                          "momenteel",
                                          "voorlopig",
                                          "sinds",
                                          "verblijft",
                                          "verbleef",
                                          "slaapt",
                                          "logeert",
                                          "inwonend",
                                          "gedomicilieerd",
                                          "vluchthuis",
                                          "nachtopvang",
                                          "noodopvang",
                                          "crisisopvang",
                                          "daklozenopvang",
                                          "opvangcentrum",
                                          "asielcentrum",
                                          "drinkt",
                                          "opmerking",
                                          "zij",
                                          "hij",
                                          "niet",
                                          "geen",
                                          "actuellement",
                                          "provisoirement",
                                          "temporairement",
                                          "depuis",
                                          "heberge",
                                          "hebergee",
                                          "sdf",
                                          "avec",
                                          "currently",
                                          "temporarily",
                                          "met",
                                          "gezin",
                                          "probleem",
                                          "problemen",
                                          "problematiek",
                                          "uitkering",
                                          "inkomen",
                                          "werkloosheid",
                                          NULL};
    /* "Bij Sint-Jacobs" and "Chez Dessous" are streets; "bij haar moeder" is not */
    static const char *const with[] = {"bij", "chez", NULL};
    static const char *const whom[] = {
        "haar",    "zijn", "hun",     "een",    "mijn",     "moeder",   "vader",   "ouders",
        "mama",    "papa", "oma",     "opa",    "tante",    "nonkel",   "oom",     "zus",
        "broer",   "zoon", "dochter", "vriend", "vriendin", "vrienden", "familie", "kennissen",
        "partner", "ex",   "sa",      "son",    "ses",      "leur",     "leurs",   "un",
        "une",     "des",  "ma",      "mon",    "mes",      "maman",    "amis",    NULL};
    struct slice word;
    bool before = false;

    while ((word = word_next(&text)).len > 0) {
        if (word_in(word, remarks) || (before && word_in(word, whom)))
            return true;
        before = word_in(word, with);
    }
    return false;
}

static const char *const absent[] = {
    "",          "x",         "xx",           "xxx",           "geen",       "nvt",
    "na",        "onbekend",  "ongekend",     "nietgekend",    "nietbekend", "nietvantoepassing",
    "leeg",      "geenemail", "geentelefoon", "geengsm",       "geenadres",  "nihil",
    "aucun",     "aucune",    "neant",        "inconnu",       "inconnue",   "nonconnu",
    "sansobjet", "none",      "unknown",      "notapplicable", "nil",        NULL};

bool value_absent(struct slice text)
{
    if (text.len > 40)
        return false;
    /* without letters and digits only what stands for a dash counts: other signs are a text */
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = text.data[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

        if (!letter && c < 0x80 && !byte_in(c, "-/. ?_"))
            return false;
    }
    return word_in(text, absent);
}
