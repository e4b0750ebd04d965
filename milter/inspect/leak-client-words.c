/*
 * leak-client-words - words that are in names and are no proof of one
 */
#include "inspect/leak-client-private.h"

static const char *const PARTICLES[] = {
    "aan", "abd", "abu", "af",  "al",  "av",  "ben", "bin",   "bint",   "d",      "da",
    "dal", "dar", "das", "de",  "del", "den", "der", "des",   "di",     "do",     "dos",
    "du",  "e",   "een", "el",  "en",  "et",  "het", "i",     "ibn",    "in",     "l",
    "la",  "le",  "les", "lo",  "los", "of",  "op",  "s",     "san",    "st",     "t",
    "te",  "ten", "ter", "the", "und", "uit", "van", "vande", "vanden", "vander", "vom",
    "von", "y",   "zu",  "zum", "zur", NULL,
};

/* Dutch, French, English */
static const char *const COMMON[] = {
    "adres",   "april",   "augustus", "avril",  "bericht",  "beste",    "bijlage",  "black",
    "blanc",   "bon",     "bonjour",  "brief",  "brown",    "bruin",    "client",   "contact",
    "cordial", "dag",     "day",      "dear",   "dienst",   "dimanche", "dinsdag",  "donderdag",
    "dossier", "enfant",  "engels",   "family", "frans",    "gezin",    "goed",     "good",
    "grand",   "gray",    "green",    "groen",  "groet",    "groot",    "help",     "hulp",
    "jeudi",   "jeune",   "jong",     "jour",   "juin",     "juli",     "june",     "juni",
    "juste",   "kind",    "klein",    "lang",   "lente",    "little",   "long",     "lundi",
    "maandag", "maart",   "mai",      "mail",   "march",    "mardi",    "mars",     "may",
    "mei",     "merci",   "midi",     "morgen", "naam",     "new",      "nieuw",    "noel",
    "noir",    "oktober", "oud",      "petit",  "post",     "rood",     "samedi",   "service",
    "short",   "sociaal", "sociale",  "soir",   "suite",    "tel",      "vader",    "vendredi",
    "vrij",    "vrijdag", "white",    "wit",    "woensdag", "young",    "zaterdag", "zomer",
    "zondag",  "zorg",    "zwart",    NULL,
};

static bool in_list(struct slice word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (slice_is(word, *list))
            return true;
    return false;
}

bool leak_word_is_particle(struct slice word)
{
    return in_list(word, PARTICLES);
}

bool leak_word_is_common(struct slice word)
{
    return in_list(word, COMMON);
}
