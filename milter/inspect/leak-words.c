/*
 * leak-words - words on health, debts, justice, origin ... in a text
 */
#include "inspect/leak-words.h"

#include "inspect/fold.h"
#include "inspect/leak-needle.h"

#include <stdlib.h>

enum word_needle { WORD_WHOLE, WORD_STEM, WORD_PASSED_OVER };

struct leak_words {
    struct needles needles;
};

/* What services, help lines, campaigns and job titles are called, and what people write of their
 * own absence; folded */
static const char *const NAMES[] = {
    "1712 geweld",
    "accueil des demandeurs d asile",
    "armoedebeleid",
    "armoedebestrijding",
    "armoedecoordinator",
    "bevallingsverlof",
    "centre de prevention du suicide",
    "centre pour handicapes",
    "centrum ter preventie van zelfmoord",
    "collega is ziek",
    "denk je aan zelfdoding",
    "denk je aan zelfmoord",
    "denkt u aan zelfdoding",
    "denkt u aan zelfmoord",
    "deskundige armoede",
    "deskundige kansarmoede",
    "dienst budgetbegeleiding",
    "dienst budgetbeheer",
    "dienst pleegzorg",
    "dienst schuldbemiddeling",
    "dienst voor pleegzorg",
    "ervaringsdeskundige armoede",
    "ervaringsdeskundige in armoede",
    "ervaringsdeskundige in de armoede",
    "familiaal geweld en kindermishandeling",
    "federale politie",
    "fod justitie",
    "geen agressie",
    "geweld misbruik en kindermishandeling",
    "geweld misbruik kindermishandeling",
    "geweld misbruik of kindermishandeling",
    "huis van justitie",
    "ik ben even ziek geweest",
    "ik ben ziek geweest",
    "ik was ziek",
    "illegaal gebruik",
    "infirmier psychiatrique",
    "infirmiere psychiatrique",
    "kom op tegen kanker",
    "lokale politie",
    "medewerker kansarmoede",
    "meldpunt grensoverschrijdend gedrag",
    "minister van justitie",
    "office des etrangers",
    "opvang van asielzoekers",
    "personen met een beperking",
    "personen met een handicap",
    "personnes handicapees",
    "pleegzorg antwerpen",
    "pleegzorg vlaanderen",
    "police federale",
    "police locale",
    "prevention du suicide",
    "psychiatrisch verpleegkundige",
    "psychiatrisch ziekenhuis",
    "service de mediation de dettes",
    "service mediation de dettes",
    "spf justice",
    "stichting tegen kanker",
    "stop agressie",
    "team kansarmoede",
    "team zwangerschap",
    "vertrouwenscentrum kindermishandeling",
    "vragen over geweld bel",
    "vragen over zelfdoding",
    "vragen over zelfmoord",
    "vragen zit over geweld",
    "vragen zit over zelfdoding",
    "vragen zit over zelfmoord",
    "zelfmoordlijn",
    "ziekte en invaliditeitsverzekering",
    "ziekte van een collega",
    "ziekte van mijn collega",
    "zorgcentrum na seksueel geweld",
    "zwangerschap en geboorte",
    "zwangerschap geboorte",
    "zwangerschapsconsulent",
    "zwangerschapsconsulente",
    "zwangerschapsverlof",
};
static const char *const STREET_ENDS[] = {
    "straat", "straten", "laan", "weg",  "plein", "dreef", "lei",    "baan",    "kaai",
    "dijk",   "pad",     "hof",  "gang", "steeg", "markt", "singel", "strasse",
};
static const char *const STREET_STARTS[] = {
    "allee", "av",      "avenue", "bd",   "boulevard", "chaussee", "chemin",
    "clos",  "impasse", "place",  "quai", "rue",       "square",   NULL,
};
/* Words between "rue" and the name, which is one word */
static const char *const STREET_MIDDLES[] = {"d", "de", "des", "du", "l", "la", "le", "les", NULL};
/* What stands after 1712, the number of the help line for violence and abuse */
static const char *const HELP_LINE[] = {
    "bij", "en",   "geweld",    "hulplijn", "is",   "kindermishandeling",
    "de",  "of",   "huiselijk", "misbruik", "over", "tegen",
    "van", "voor", "vragen",    NULL,
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool add_names(struct leak_words *w)
{
    for (size_t i = 0; i < COUNT(NAMES); i++)
        if (!needles_add(&w->needles, slice_from(NAMES[i]), WORD_PASSED_OVER, 0))
            return false;
    return true;
}

/* is_folded - surely in the form that fold_words() gives: most entries are, and folding all of them
 * for every mail would be the greater part of judging it */
static bool is_folded(struct slice words)
{
    bool blank = true;

    for (size_t i = 0; i < words.len; i++) {
        unsigned char c = words.data[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

        if (!plain && (c != ' ' || blank))
            return false;
        blank = !plain;
    }
    return !blank;
}

static bool add_entry(struct leak_words *w, struct slice entry, enum word_needle kind,
                      struct buffer *folded)
{
    if (is_folded(entry))
        return needles_add(&w->needles, entry, kind, 0);
    buffer_clear(folded);
    return fold_words(entry, folded) && needles_add(&w->needles, buffer_slice(folded), kind, 0);
}

static bool add_list(struct leak_words *w, const struct string_list *lists)
{
    struct buffer folded;
    bool good = true;

    buffer_init(&folded, SIZE_MAX);
    for (size_t i = 0; i < lists->count && good; i++) {
        struct slice entry = slice_trim(slice_from(lists->items[i]));
        bool stem = entry.len > 0 && entry.data[entry.len - 1] == '*';

        entry.len -= stem;
        good = add_entry(w, entry, stem ? WORD_STEM : WORD_WHOLE, &folded);
    }
    buffer_free(&folded);
    return good;
}

struct leak_words *leak_words_new(const struct string_list *lists)
{
    struct leak_words *w = calloc(1, sizeof(*w));

    if (w == NULL)
        return NULL;
    needles_init(&w->needles);
    if (add_names(w) && add_list(w, lists))
        return w;
    leak_words_free(w);
    return NULL;
}

void leak_words_free(struct leak_words *w)
{
    if (w == NULL)
        return;
    needles_clear(&w->needles);
    free(w);
}

/* --- searching --- */

/* ends_as_street - does the last of these words name a street? "op straat" does not */
static bool ends_as_street(struct slice words)
{
    size_t start = words.len;

    while (start > 0 && words.data[start - 1] != ' ')
        start--;
    struct slice word = slice_sub(words, start, words.len - start);

    for (size_t i = 0; i < COUNT(STREET_ENDS); i++) {
        struct slice end = slice_from(STREET_ENDS[i]);

        if (word.len > end.len && slice_equal(slice_sub(word, word.len - end.len, end.len), end))
            return true;
    }
    return false;
}

/* pass_over - past the street or the help line that the word at text[at] begins; at, if it begins
 * none */
static size_t pass_over(struct slice text, size_t at)
{
    struct slice word = words_at(text, at);
    size_t next = words_next(text, at);

    if (slice_in(word, STREET_STARTS)) {
        while (slice_in(words_at(text, next), STREET_MIDDLES))
            next = words_next(text, next);
        return words_next(text, next);
    }
    if (!slice_is(word, "1712"))
        return at;
    while (slice_in(words_at(text, next), HELP_LINE))
        next = words_next(text, next);
    return next;
}

/* best_fit - the longest needle at text[at]; names that are passed over win */
static size_t best_fit(const struct leak_words *w, struct slice text, size_t at, bool *found_r)
{
    const struct needles *n = &w->needles;
    size_t best = 0;

    *found_r = false;
    for (const struct needle *needle = needles_from(n, text.data[at]); needle != NULL;
         needle = needles_next(n, needle)) {
        if (!needle_may_fit(needle, text, at))
            continue;
        size_t end = needle_fits_words(n, needle, needle->kind == WORD_STEM, text, at);

        if (end > 0 && needle->kind == WORD_PASSED_OVER) {
            *found_r = false;
            return end;
        }
        if (end > best) {
            best = end;
            *found_r = true;
        }
    }
    return best;
}

void leak_words_search(const struct leak_words *w, struct slice text,
                       void (*hit)(void *context, size_t offset), void *context)
{
    size_t passed_to = 0;

    for (size_t at = 0; at < text.len; at = words_next(text, at)) {
        bool found;
        size_t end;

        if (at < passed_to)
            continue;
        passed_to = pass_over(text, at);
        end = best_fit(w, text, at, &found);
        if (found && !ends_as_street(slice_sub(text, at, end - at)))
            hit(context, at);
        else if (!found && end > passed_to)
            passed_to = end;
    }
}

/* --- addresses --- */

static bool is_white(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_address(struct slice token, bool mail_too)
{
    return slice_find(token, slice_from("://"), 0) != SIZE_MAX ||
           slice_find(token, slice_from("www."), 0) != SIZE_MAX ||
           (mail_too && slice_find_byte(token, '@', 0) != SIZE_MAX);
}

bool leak_words_clean(struct slice raw, bool mail_too, struct buffer *out)
{
    for (size_t at = 0; at < raw.len;) {
        size_t end = at;

        while (end < raw.len && !is_white(raw.data[end]))
            end++;
        struct slice token = slice_sub(raw, at, end - at);

        if (!is_address(token, mail_too))
            buffer_append_slice(out, token);
        if (end < raw.len)
            buffer_append_byte(out, raw.data[end]);
        at = end + 1;
    }
    return !out->failed;
}
