/*
 * detect-words.c - dates and ages that are written in words, in Dutch, French and English
 *
 * Works on the folded line, where accents are gone ("août" is "aout", "né" is "ne").
 */
#include "inspect/detect-scan.h"

#include <string.h>

enum {
    YEAR_MIN = 1880,
    YEAR_MAX = 2100,
    STREET_YEAR_MAX = 1962,
    AGE_MAX = 120,
    GAP_MAX = 3,
    LOOK_BACK = 40
};

/* A word or a number of the line; "1er" is two of them */
struct token {
    size_t start, len;
    bool figures;
};

static bool letter_at(const struct buffer *text, size_t i)
{
    return i < text->len && text->data[i] >= 'a' && text->data[i] <= 'z';
}

static bool figure_at(const struct buffer *text, size_t i)
{
    return i < text->len && text->data[i] >= '0' && text->data[i] <= '9';
}

/* token_next - the first token at or after from; false at the end */
static bool token_next(const struct buffer *text, size_t from, struct token *token)
{
    while (from < text->len && !letter_at(text, from) && !figure_at(text, from))
        from++;
    token->start = from;
    token->figures = figure_at(text, from);
    while (token->figures ? figure_at(text, from) : letter_at(text, from))
        from++;
    token->len = from - token->start;
    return token->len > 0;
}

/* token_after - the token that follows closely: at most GAP_MAX signs between */
static bool token_after(const struct buffer *text, const struct token *before, struct token *token)
{
    size_t end = before->start + before->len;

    return token_next(text, end, token) && token->start - end <= GAP_MAX;
}

static bool token_in(const struct buffer *text, const struct token *token, const char *const *list)
{
    struct slice word = slice_of(text->data + token->start, token->len);

    if (token->figures)
        return false;
    for (; *list != NULL; list++)
        if (slice_is(word, *list))
            return true;
    return false;
}

static unsigned token_number(const struct buffer *text, const struct token *token)
{
    unsigned n = 0;

    for (size_t i = 0; i < token->len && i < 8; i++)
        n = n * 10 + (unsigned)(text->data[token->start + i] - '0');
    return n;
}

static bool token_is_year(const struct buffer *text, const struct token *token)
{
    unsigned n = token_number(text, token);

    return token->figures && token->len == 4 && n >= YEAR_MIN && n <= YEAR_MAX;
}

static bool token_is_day(const struct buffer *text, const struct token *token)
{
    unsigned n = token_number(text, token);

    return token->figures && token->len <= 2 && n >= 1 && n <= 31;
}

static const char *const months[] = {
    "jan",     "januari",   "janvier",   "january", "janv",     "januar",   "feb",     "februari",
    "fevrier", "february",  "fev",       "fevr",    "februar",  "mrt",      "maart",   "mars",
    "march",   "mar",       "marz",      "apr",     "april",    "avril",    "avr",     "mei",
    "mai",     "may",       "jun",       "juni",    "juin",     "june",     "jul",     "juli",
    "juillet", "july",      "juil",      "aug",     "augustus", "aout",     "august",  "sep",
    "sept",    "september", "septembre", "okt",     "oktober",  "oct",      "octobre", "october",
    "nov",     "november",  "novembre",  "dec",     "december", "decembre", "dez",     "dezember",
    NULL};
static const char *const english_months[] = {
    "january", "february", "march",    "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan",   "feb", "mar",  "apr",  "jun",    "jul",
    "aug",     "sep",      "sept",     "oct",   "nov", "dec",  NULL};
static const char *const ordinals[] = {"e",  "de", "ste", "er", "ere", "eme",
                                       "st", "nd", "rd",  "th", NULL};
static const char *const joiners[] = {"of", "de", "van", "d", NULL};
static const char *const street_types[] = {
    "rue",     "place",   "avenue", "av",    "square",   "boulevard", "bd",
    "bld",     "quai",    "clos",   "allee", "chaussee", "cite",      "esplanade",
    "parc",    "route",   "chemin", "plein", "laan",     "straat",    "plaats",
    "impasse", "passage", "dreve",  "cours", "pl",       "r",         NULL};

/* in_street_name - is the token the day of a street name: "rue du 8 Mai", "Plein 11 november"? */
static bool in_street_name(const struct buffer *text, const struct token *day)
{
    struct token token;
    size_t from = day->start > LOOK_BACK ? day->start - LOOK_BACK : 0;
    bool near = false, before = false;

    while (token_next(text, from, &token) && token.start < day->start) {
        before = near;
        near = token_in(text, &token, street_types);
        from = token.start + token.len;
    }
    return near || before;
}

/* spelled_number - does a word end as the numbers and ordinals to 31 do? */
static bool spelled_number(const struct buffer *text, const struct token *token)
{
    static const char *const ends[] = {
        "een",      "twee",     "drie",    "vier",   "vijf",     "zes",        "zeven",
        "acht",     "negen",    "tien",    "elf",    "twaalf",   "twintig",    "dertig",
        "eerste",   "tweede",   "derde",   "vierde", "vijfde",   "zesde",      "zevende",
        "achtste",  "negende",  "tiende",  "elfde",  "twaalfde", "twintigste", "dertigste",
        "un",       "premier",  "deux",    "trois",  "quatre",   "cinq",       "six",
        "sept",     "huit",     "neuf",    "dix",    "onze",     "douze",      "treize",
        "quatorze", "quinze",   "seize",   "vingt",  "trente",   "one",        "two",
        "three",    "four",     "five",    "seven",  "eight",    "nine",       "ten",
        "eleven",   "twelve",   "teen",    "twenty", "thirty",   "first",      "second",
        "third",    "fourth",   "fifth",   "sixth",  "seventh",  "eighth",     "ninth",
        "tenth",    "eleventh", "twelfth", "teenth", "tieth",    NULL};

    for (const char *const *end = ends; *end != NULL; end++) {
        size_t len = strlen(*end);

        if (token->len >= len &&
            memcmp(text->data + token->start + token->len - len, *end, len) == 0)
            return true;
    }
    return false;
}

/* spelled_year - "negentienhonderd tachtig", "deux mille dix", "nineteen eighty" */
static bool spelled_year(const struct buffer *text, const struct token *token)
{
    static const char *const begin[] = {"negentien", "tweeduizend", "duizend", "nineteen"};
    static const char *const alone[] = {"mil", "mille", NULL};
    static const char *const first[] = {"deux", "dix", "two", NULL};
    static const char *const second[] = {"mille", "mil", "neuf", "thousand", NULL};
    struct slice word = slice_of(text->data + token->start, token->len);
    struct token next;

    for (size_t i = 0; i < sizeof begin / sizeof begin[0]; i++)
        if (slice_starts(word, begin[i]))
            return true;
    return token_in(text, token, alone) ||
           (token_in(text, token, first) && token_after(text, token, &next) &&
            token_in(text, &next, second));
}

/* year_after - a year of a person follows; figures says whether two digits will do */
static bool year_after(const struct buffer *text, const struct token *month,
                       const struct token *day, bool figures)
{
    struct token year;

    if (!token_after(text, month, &year))
        return false;
    if (!year.figures)
        return spelled_year(text, &year);
    if (token_is_year(text, &year))
        return token_number(text, &year) > STREET_YEAR_MAX || !in_street_name(text, day);
    return figures && year.len == 2 && !in_street_name(text, day);
}

/* date_from_day - "12 maart 1980", "1er mars '80", "12th of March 1980" */
static bool date_from_day(const struct buffer *text, const struct token *day)
{
    struct token token;

    if (!token_is_day(text, day) || !token_after(text, day, &token))
        return false;
    if (token_in(text, &token, ordinals) && !token_after(text, &token, &token))
        return false;
    if (token_in(text, &token, joiners) && !token_after(text, &token, &token))
        return false;
    return token_in(text, &token, months) && year_after(text, &token, day, true);
}

/* date_spelled - "twaalf maart 1980", "le premier mai mil neuf cent": before are the two words
 * before the month, the last one first */
static bool date_spelled(const struct buffer *text, const struct token *month,
                         const struct token before[2])
{
    const struct token *day = &before[0];

    if (!token_in(text, month, months))
        return false;
    if (token_in(text, day, joiners))
        day = &before[1];
    return day->len > 0 && !day->figures && spelled_number(text, day) &&
           year_after(text, month, day, false);
}

/* date_from_month - "March 12, 1980": only English has this order */
static bool date_from_month(const struct buffer *text, const struct token *month)
{
    struct token token;

    if (!token_in(text, month, english_months) || !token_after(text, month, &token) ||
        !token_is_day(text, &token) || !token_after(text, &token, &token))
        return false;
    if (token_in(text, &token, ordinals) && !token_after(text, &token, &token))
        return false;
    return token_is_year(text, &token) || spelled_year(text, &token);
}

/* age - "34 jaar", "34 ans", "18 maanden", "leeftijd 34", "34-jarige" */
static bool age(const struct buffer *text, const struct token *token)
{
    static const char *const units[] = {"jaar",   "jarig", "jarige", "jaren", "ans",
                                        "annees", "years", "yrs",    "yo",    "maanden",
                                        "maand",  "mois",  "months", "jr",    NULL};
    static const char *const words[] = {"leeftijd", "aged", "age", "agee", "ouderdom", NULL};
    struct token next;

    if (!token_after(text, token, &next))
        return false;
    if (token->figures)
        return token->len <= 3 && token_number(text, token) <= AGE_MAX &&
               token_in(text, &next, units);
    return token_in(text, token, words) && next.figures && next.len <= 3 &&
           token_number(text, &next) <= AGE_MAX;
}

/* birth - a word for being born, and a number among the next words */
static bool birth(const struct buffer *text, const struct token *token)
{
    static const char *const sure[] = {
        "geb",  "geboren", "geboortedatum", "geboortejaar", "naissance", "geboortedag",
        "born", "dob",     "birth",         "birthdate",    NULL};
    static const char *const perhaps[] = {"ne", "nee", NULL};
    static const char *const follow[] = {"le", "en", NULL};
    bool found = token_in(text, token, sure);
    struct token next = *token;

    for (unsigned i = 0; i < 4 && token_next(text, next.start + next.len, &next); i++) {
        if (i == 0 && token_in(text, token, perhaps) && token_in(text, &next, follow))
            found = true;
        if (next.figures)
            return found && next.len <= 8;
    }
    return false;
}

/* degree - "°1980", as births are noted; "n° 12" is a building number */
static bool degree(const struct buffer *text, size_t at)
{
    struct token token;
    size_t from = at + 1;

    if (text->data[at] != SCAN_DEGREE || (at > 0 && letter_at(text, at - 1)))
        return false;
    if (from < text->len && text->data[from] == ' ')
        from++;
    return figure_at(text, from) && token_next(text, from, &token) && token_is_year(text, &token);
}

bool detect_words(const struct scan *scan)
{
    const struct buffer *text = &scan->text;
    struct token token, before[2] = {{0}, {0}};

    for (size_t from = 0; token_next(text, from, &token); from = token.start + token.len) {
        if (token.figures ? date_from_day(text, &token) || age(text, &token)
                          : date_from_month(text, &token) || date_spelled(text, &token, before) ||
                                age(text, &token) || birth(text, &token))
            return true;
        before[1] = before[0];
        before[0] = token;
    }
    for (size_t at = 0; at < text->len; at++)
        if (degree(text, at))
            return true;
    return false;
}
