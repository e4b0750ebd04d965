/*
 * value-street.c - the two lines of a Belgian address, word by word
 *
 * A street may hold digits ("11 Novemberlaan", "Plein 1940-1945"), so that where the street ends
 * and the number starts is tried at every word.
 */
#include "inspect/value-street.h"

#include "base/utf8.h"
#include "inspect/value-word.h"
#include "inspect/value.h"

#include <string.h>

enum { WORDS_MAX = 16, STREET_WORDS_MAX = 8, TOWN_WORDS_MAX = 6, LINE_DIGITS_MAX = 12 };

struct words {
    struct slice word[WORDS_MAX];
    size_t count;
};

static bool words_split(struct slice line, struct words *w)
{
    struct slice word;

    w->count = 0;
    while ((word = word_next(&line)).len > 0) {
        if (w->count == WORDS_MAX)
            return false;
        w->word[w->count++] = word;
    }
    return w->count > 0;
}

static size_t leading_digits(struct slice s)
{
    size_t n = 0;

    while (n < s.len && char_digit(s.data[n]))
        n++;
    return n;
}

static size_t leading_letters(struct slice s)
{
    size_t n = 0;

    while (n < s.len &&
           ((s.data[n] >= 'A' && s.data[n] <= 'Z') || (s.data[n] >= 'a' && s.data[n] <= 'z')))
        n++;
    return n;
}

static struct slice rest_of(struct slice s, size_t from)
{
    return slice_sub(s, from, s.len - from);
}

/* piece - one side of "12A-14": 1 to 4 digits, at most 3 letters, at most 4 digits ("12b3") */
static size_t piece(struct slice s)
{
    size_t digits = leading_digits(s), letters, more;

    if (digits == 0 || digits > 4)
        return 0;
    letters = leading_letters(rest_of(s, digits));
    if (letters > 4)
        return 0;
    more = letters == 0 ? 0 : leading_digits(rest_of(s, digits + letters));
    return more > 4 ? 0 : digits + letters + more;
}

/* number_word - a building number as one word: 12, 12A, 12-14, 54/3, 16/0201, 12/A, 12bus3 */
static bool number_word(struct slice word)
{
    size_t used = piece(word);

    if (used == 0)
        return false;
    for (unsigned more = 0; used < word.len && more < 2; more++) {
        struct slice next;
        size_t n;

        if (!byte_in(word.data[used], "-/+&."))
            return false;
        next = rest_of(word, used + 1);
        n = piece(next);
        if (n == 0 && leading_letters(next) == 1)
            n = 1 + leading_digits(rest_of(next, 1));
        if (n == 0 || n > 6)
            return false;
        used += 1 + n;
    }
    return used == word.len;
}

/* box_value - 1 to 8 of letters, digits and . / -, with a digit or at most two letters */
static bool box_value(struct slice word)
{
    size_t digits = 0, letters = 0;

    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = word.data[i];

        if (char_digit(c))
            digits++;
        else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            letters++;
        else if (c != '.' && c != '/' && c != '-')
            return false;
    }
    return word.len <= 8 && digits <= 4 && letters <= 3 && digits + letters > 0 &&
           (digits > 0 || letters <= 2);
}

static const char *const box_words[] = {"bus", "busnr",     "bte",  "boite", "box",
                                        "b",   "app",       "appt", "apt",   "appartement",
                                        "ap",  "apartment", "flat", NULL};
static const char *const floor_words[] = {"verdieping", "verdiep", "verd",  "v",
                                          "etage",      "et",      "floor", NULL};
static const char *const ground_words[] = {"gelijkvloers", "glvl",          "gvl", "glv",
                                           "rdc",          "rezdechaussee", NULL};

/* glued_box - "bus3", "bte.12": a box word and its number in one */
static bool glued_box(struct slice word)
{
    static const char *const glued[] = {"bus", "bte", "boite", "box", "app", "b", NULL};
    size_t letters = leading_letters(word), at = letters;

    if (at < word.len && word.data[at] == '.')
        at++;
    return letters > 0 && at < word.len && word_in(slice_sub(word, 0, letters), glued) &&
           leading_digits(rest_of(word, at)) > 0 && box_value(rest_of(word, at));
}

/* floor_number - 2, 2e, 2de, 1er, 1ste, 3eme */
static bool floor_number(struct slice word)
{
    static const char *const ordinals[] = {"",     "e",  "de", "ste", "er", "ere", "eme",
                                           "ieme", "nd", "rd", "st",  "th", NULL};
    size_t digits = leading_digits(word);

    return digits >= 1 && digits <= 2 && word_in(rest_of(word, digits), ordinals);
}

/* extra - a box or a floor at w[at]; how many words it takes, 0 when it is none */
static size_t extra(const struct words *w, size_t at)
{
    struct slice word = w->word[at];
    bool more = at + 1 < w->count;

    if (word_in(word, ground_words) || glued_box(word))
        return 1;
    if (more && (word_in(word, box_words) || slice_is(word, "/")) && box_value(w->word[at + 1]))
        return 2;
    if (more && floor_number(word) && word_in(w->word[at + 1], floor_words))
        return 2;
    if (more && word_in(word, floor_words) && floor_number(w->word[at + 1]))
        return 2;
    return 0;
}

/* number_valid - words from at to the end: number, then box and floor; the number may be led by
 * "nr." and followed by a letter, "bis", or a second number */
static bool number_valid(const struct words *w, size_t at)
{
    static const char *const leads[] = {"nr", "n", "no", "nummer", "numero", "huisnummer", NULL};
    static const char *const none[] = {"zn", "sn", NULL};
    static const char *const tails[] = {"bis", "ter", "quater", NULL};

    if (at + 1 < w->count && word_in(w->word[at], leads))
        at++;
    if (at >= w->count || !(number_word(w->word[at]) || word_in(w->word[at], none)))
        return false;
    at++;
    if (at < w->count &&
        ((w->word[at].len == 1 && leading_letters(w->word[at]) == 1 && extra(w, at) == 0) ||
         word_in(w->word[at], tails)))
        at++;
    if (at + 1 < w->count && byte_in(w->word[at].data[0], "-+&") && w->word[at].len == 1)
        at++;
    if (at < w->count && extra(w, at) == 0 && number_word(w->word[at]))
        at++; /* the second of two numbers, or a box without its word */
    while (at < w->count) {
        size_t taken = extra(w, at);

        if (taken == 0)
            return false;
        at += taken;
    }
    return true;
}

/* street_digits - a word with digits that streets have: 11, 1e, 8ste, 1940-1945 */
static bool street_digits(struct slice word)
{
    size_t digits = leading_digits(word);

    if (digits == 0 || digits > 4)
        return false;
    if (digits == word.len || floor_number(word))
        return true;
    return digits == 4 && word.len == 9 && word.data[4] == '-' &&
           leading_digits(rest_of(word, 5)) == 4;
}

/* letters_word - letters, marks, apostrophes, hyphens, dots, and extra characters */
static bool letters_word(struct slice word, const char *extra_chars)
{
    size_t offset = 0, letters = 0, marks = 0;
    int32_t c;

    while ((c = utf8_next(word, &offset)) >= 0) {
        marks = char_mark(c) ? marks + 1 : 0;
        if (char_latin_letter(c))
            letters++;
        else if (marks > 2 || (marks > 0 && letters == 0) ||
                 (marks == 0 && !char_apostrophe(c) && c != '-' && c != '.' &&
                  !byte_in(c, extra_chars)))
            return false;
    }
    return offset == word.len && letters > 0;
}

/* digits_allowed - may w[i], a word with digits, stand in a street? At its start ("11
 * Novemberlaan"), after a word that a date follows ("rue du 8 Mai", "Plein 1940-1945"), or as a
 * year. */
static bool digits_allowed(const struct words *w, size_t from, size_t i)
{
    static const char *const before[] = {"du",     "de",    "des",       "le",     "der",
                                         "den",    "plein", "place",     "square", "laan",
                                         "avenue", "rue",   "boulevard", NULL};
    struct slice word = w->word[i];
    bool year = leading_digits(word) == 4 &&
                (slice_starts(word, "1") || slice_starts(word, "20")) && i >= from + 3;

    return street_digits(word) && (i == from || year || word_in(w->word[i - 1], before));
}

static bool street_valid(const struct words *w, size_t from, size_t to)
{
    size_t chars = 0, letters = 0, digits = 0;

    if (to <= from || to - from > STREET_WORDS_MAX)
        return false;
    for (size_t i = from; i < to; i++) {
        chars += text_chars(w->word[i]) + (i > from ? 1 : 0);
        if (letters_word(w->word[i], ""))
            letters += text_chars(w->word[i]);
        else if (!digits_allowed(w, from, i) || ++digits > 2)
            return false;
        if (words_denied(w->word[i]))
            return false;
    }
    return letters >= 2 && chars >= 2 && chars <= STREET_MAX_CHARS;
}

/* post_box - "Postbus 12", "PB 12", "Boite postale 12", "B.P. 12", "P.O. Box 12" */
static bool post_box(const struct words *w)
{
    static const char *const one[] = {"postbus", "pb", "bp", "pobox", NULL};
    static const char *const first[] = {"boite", "po", NULL};
    static const char *const second[] = {"postale", "box", NULL};
    size_t at = 1;

    if (w->count == 3 && word_in(w->word[0], first) && word_in(w->word[1], second))
        at = 2;
    else if (w->count != 2 || !word_in(w->word[0], one))
        return false;
    return leading_digits(w->word[at]) == w->word[at].len && w->word[at].len <= 6;
}

bool street_line_valid(struct slice line)
{
    struct words w;
    size_t digits = 0;

    for (size_t i = 0; i < line.len; i++)
        digits += char_digit(line.data[i]) ? 1 : 0;
    if (digits > LINE_DIGITS_MAX || !words_split(line, &w))
        return false;
    if (post_box(&w))
        return true;
    for (size_t at = 1; at < w.count; at++)
        if (street_valid(&w, 0, at) && number_valid(&w, at))
            return true;
    /* the number first: "16 rue de la Loi", and then perhaps a box */
    if (w.count < 2 || !number_word(w.word[0]))
        return false;
    for (size_t end = w.count; end > 1; end--) {
        size_t at = end, taken = 1;

        while (at < w.count && (taken = extra(&w, at)) > 0)
            at += taken;
        if (at == w.count && street_valid(&w, 1, end))
            return true;
    }
    return false;
}

static struct slice without_country(struct slice word)
{
    static const char *const prefixes[] = {"BE-", "B-", "BE", "B"};

    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (slice_starts_nocase(word, prefixes[i]) && word.len > strlen(prefixes[i]))
            return rest_of(word, strlen(prefixes[i]));
    return word;
}

bool postcode_valid(struct slice word)
{
    word = without_country(word);
    return word.len == 4 && leading_digits(word) == 4 && word.data[0] != '0';
}

bool town_line_valid(struct slice line)
{
    struct words w;
    size_t chars = 0, from = 0;

    if (!words_split(line, &w))
        return false;
    if (w.count > 2 && (slice_is_nocase(w.word[0], "B") || slice_is_nocase(w.word[0], "BE")))
        from = 1;
    if (w.count < from + 2 || !postcode_valid(w.word[from]))
        return false;
    from++;
    if (w.word[from].len == 1 && w.word[from].data[0] == '-' && from + 1 < w.count)
        from++; /* "2550 - Kontich" */
    if (w.count - from > TOWN_WORDS_MAX)
        return false;
    /* two capitals after four digits are a postcode of the Netherlands */
    if (w.word[from].len == 2 && w.word[from].data[0] >= 'A' && w.word[from].data[0] <= 'Z' &&
        w.word[from].data[1] >= 'A' && w.word[from].data[1] <= 'Z')
        return false;
    for (size_t i = from; i < w.count; i++) {
        if (!letters_word(w.word[i], "/()") || words_denied(w.word[i]))
            return false;
        chars += text_chars(w.word[i]) + (i > from ? 1 : 0);
    }
    return chars >= 2 && chars <= TOWN_MAX_CHARS;
}
