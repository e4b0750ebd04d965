/*
 * value-street.c - the two lines of a Belgian address, word by word
 *
 * A street may hold digits ("11 Novemberlaan", "Plein 1940-1945"), so that where the street ends
 * and the number starts is tried at every word.
 */
#include "inspect/value-street.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "inspect/value-number.h"
#include "inspect/value-word.h"
#include "inspect/value.h"

#include <string.h>

enum { STREET_WORDS_MAX = 8, TOWN_WORDS_MAX = 6, LINE_DIGITS_MAX = 16 };

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

/* dated_name - "11-Novemberlaan" */
static bool dated_name(struct slice word)
{
    size_t digits = slice_digits(word);

    return digits >= 1 && digits <= 2 && digits < word.len && word.data[digits] == '-' &&
           letters_word(word_rest(word, digits + 1), "");
}

/* street_digits - a word with digits that streets have: 11, 1e, 8ste, 1940-1945, 1940-45,
 * 11-Novemberlaan */
static bool street_digits(struct slice word)
{
    size_t digits = slice_digits(word);

    if (digits == 0 || digits > 4)
        return false;
    if (digits == word.len || floor_number(word) || dated_name(word))
        return true;
    return digits == 4 && (word.len == 9 || word.len == 7) && word.data[4] == '-' &&
           slice_digits(word_rest(word, 5)) == word.len - 5;
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
    bool year = slice_digits(word) == 4 && (slice_starts(word, "1") || slice_starts(word, "20")) &&
                i >= from + 3;

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
        else if (dated_name(w->word[i]))
            letters += w->word[i].len;
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
    return slice_digits(w->word[at]) == w->word[at].len && w->word[at].len <= 6;
}

bool street_line_valid(struct slice line)
{
    struct words w;
    size_t digits = 0;

    for (size_t i = 0; i < line.len; i++)
        digits += ascii_digit(line.data[i]) ? 1 : 0;
    if (digits > LINE_DIGITS_MAX || address_remark(line) || !words_split(line, &w))
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

        while (at < w.count && (taken = box_or_floor(&w, at)) > 0)
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
            return word_rest(word, strlen(prefixes[i]));
    return word;
}

bool postcode_valid(struct slice word)
{
    word = without_country(word);
    return word.len == 4 && slice_digits(word) == 4 && word.data[0] != '0';
}

bool town_line_valid(struct slice line)
{
    struct words w;
    size_t chars = 0, from = 0;

    if (address_remark(line) || !words_split(line, &w))
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
        bool joint = slice_is(w.word[i], "/") && i > from && i + 1 < w.count;

        if (!joint && (!letters_word(w.word[i], "/()") || words_denied(w.word[i])))
            return false;
        chars += text_chars(w.word[i]) + (i > from ? 1 : 0);
    }
    return chars >= 2 && chars <= TOWN_MAX_CHARS;
}
