/*
 * leak-client-words - words that are in names and are no proof of one, and how last names are
 * written
 */
#include "inspect/leak-client-private.h"

enum { POSSESSIVE_MIN = 4 /* letters of a name that gets an s */ };

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

bool leak_word_is_particle(struct slice word)
{
    return slice_in(word, PARTICLES);
}

bool leak_word_is_common(struct slice word)
{
    return slice_in(word, COMMON);
}

size_t leak_words_names(struct slice words)
{
    size_t count = 0;

    for (size_t at = 0; at < words.len; at = words_next(words, at))
        count += !leak_word_is_particle(words_at(words, at));
    return count;
}

bool leak_words_possessive(struct slice words, struct buffer *out)
{
    if (words.len < POSSESSIVE_MIN || words.data[words.len - 1] == 's')
        return true;
    buffer_append_slice(out, words);
    return buffer_append_byte(out, 's');
}

/* append_initials - of a particle; "vanden" and the like are two */
static void append_initials(struct slice particle, struct buffer *out)
{
    buffer_append_byte(out, particle.data[0]);
    buffer_append_byte(out, ' ');
    if (slice_starts(particle, "vande"))
        buffer_append_string(out, "d ");
}

bool leak_words_abbreviated(struct slice words, struct buffer *out)
{
    size_t at = 0;

    if (leak_words_names(words) == 0)
        return true;
    for (; leak_word_is_particle(words_at(words, at)); at = words_next(words, at))
        append_initials(words_at(words, at), out);
    return at == 0 || buffer_append_slice(out, slice_sub(words, at, words.len - at));
}
