/*
 * value-number.c - words of an address line, and what follows a street: number, box, floor
 */
#include "inspect/value-number.h"

#include "base/ascii.h"
#include "inspect/value-word.h"

#include <string.h>

static bool words_add(struct words *w, struct slice word)
{
    if (word.len == 0)
        return true;
    if (w->count == WORDS_MAX)
        return false;
    w->word[w->count++] = word;
    return true;
}

struct slice word_rest(struct slice s, size_t from)
{
    return slice_sub(s, from, s.len - from);
}

static size_t leading_letters(struct slice s)
{
    size_t n = 0;

    while (n < s.len &&
           ((s.data[n] >= 'A' && s.data[n] <= 'Z') || (s.data[n] >= 'a' && s.data[n] <= 'z')))
        n++;
    return n;
}

static const char *const box_words[] = {
    "bus",         "busnr", "bte",       "boite", "box",   "b",      "app",     "appt", "apt",
    "appartement", "ap",    "apartment", "flat",  "kamer", "studio", "chambre", NULL};
static const char *const ground_words[] = {"gelijkvloers", "glvl",          "gvl", "glv", "rdc",
                                           "rc",           "rezdechaussee", "rez", NULL};
static const char *const tails[] = {"bis", "ter", "quater", NULL};

/* slash_parts - "12/bus", "12/" and "/3" are a number, a slash and what belongs to the box; "12/3"
 * is one word. False when there are too many words. */
static bool slash_parts(struct words *w, struct slice word)
{
    size_t slash = slice_find_byte(word, '/', 0);
    struct slice rest, head;

    if (slash == SIZE_MAX || word.len == 1 || !(slash == 0 || ascii_digit(word.data[0])))
        return words_add(w, word);
    rest = word_rest(word, slash + 1);
    head = slice_sub(rest, 0, leading_letters(rest));
    if (slash > 0 && rest.len > 0 && !word_in(head, box_words) && !word_in(head, ground_words))
        return words_add(w, word);
    return words_add(w, slice_sub(word, 0, slash)) && words_add(w, slice_sub(word, slash, 1)) &&
           words_add(w, rest);
}

/* unbracketed - one pair of brackets around some words says nothing: "12 (bus 3)" */
static void unbracketed(struct words *w)
{
    size_t open = 0, close;

    while (open < w->count && w->word[open].data[0] != '(')
        open++;
    close = open;
    while (close < w->count && w->word[close].data[w->word[close].len - 1] != ')')
        close++;
    if (close == w->count || w->word[open].len == 1 || w->word[close].len == 1 ||
        (open == close && w->word[open].len == 2))
        return;
    w->word[open] = word_rest(w->word[open], 1);
    w->word[close].len--;
}

bool words_split(struct slice line, struct words *w)
{
    struct slice word;

    w->count = 0;
    while ((word = word_next(&line)).len > 0)
        if (!slash_parts(w, word))
            return false;
    unbracketed(w);
    return w->count > 0;
}

/* number_letters - one or two that tell parts of a building apart, or a word that belongs to a
 * number: "12bis", "12bus3". Any other word would be a remark. */
static bool number_letters(struct slice letters)
{
    return letters.len <= 2 || word_in(letters, tails) || word_in(letters, box_words) ||
           word_in(letters, ground_words);
}

/* piece - one side of "12A-14": 1 to 4 digits, perhaps letters, and then at most 4 digits */
static size_t piece(struct slice s)
{
    size_t digits = slice_digits(s), letters, more;

    if (digits == 0 || digits > 4)
        return 0;
    letters = leading_letters(word_rest(s, digits));
    if (!number_letters(slice_sub(s, digits, letters)))
        return 0;
    more = letters == 0 ? 0 : slice_digits(word_rest(s, digits + letters));
    return more > 4 ? 0 : digits + letters + more;
}

bool number_word(struct slice word)
{
    size_t used = piece(word);

    if (used == 0)
        return false;
    for (unsigned more = 0; used < word.len && more < 2; more++) {
        struct slice next;
        size_t n;

        if (!byte_in(word.data[used], "-/+&."))
            return false;
        next = word_rest(word, used + 1);
        n = piece(next);
        if (n == 0 && leading_letters(next) == 1)
            n = 1 + slice_digits(word_rest(next, 1));
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

        if (ascii_digit(c))
            digits++;
        else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            letters++;
        else if (c != '.' && c != '/' && c != '-')
            return false;
    }
    return word.len <= 8 && digits <= 4 && letters <= 3 && digits + letters > 0 &&
           (digits > 0 || letters <= 2);
}

static const char *const floor_words[] = {"verdieping", "verdiep", "verd",  "v",
                                          "etage",      "et",      "floor", NULL};

/* glued_box - "bus3", "bte.12": a box word and its number in one */
static bool glued_box(struct slice word)
{
    static const char *const glued[] = {"bus", "bte", "boite", "box", "app", "b", NULL};
    size_t letters = leading_letters(word), at = letters;

    if (at < word.len && word.data[at] == '.')
        at++;
    return letters > 0 && at < word.len && word_in(slice_sub(word, 0, letters), glued) &&
           slice_digits(word_rest(word, at)) > 0 && box_value(word_rest(word, at));
}

bool floor_number(struct slice word)
{
    static const char *const ordinals[] = {"",     "e",  "de", "ste", "er", "ere", "eme",
                                           "ieme", "nd", "rd", "st",  "th", NULL};
    size_t digits = slice_digits(word);

    return digits >= 1 && digits <= 2 && word_in(word_rest(word, digits), ordinals);
}

/* side - 1 when the side of a floor stands at w[at]: "2e verdieping links" */
static size_t side(const struct words *w, size_t at)
{
    static const char *const sides[] = {"links",  "rechts", "voor",    "achter", "gauche",
                                        "droite", "avant",  "arriere", "midden", NULL};

    return at < w->count && word_in(w->word[at], sides) ? 1 : 0;
}

/* letter - 1 when one stands alone at w[at] and begins no box or floor: "bus 2 R" */
static size_t letter(const struct words *w, size_t at)
{
    return at < w->count && w->word[at].len == 1 && leading_letters(w->word[at]) == 1 &&
                   box_or_floor(w, at) == 0
               ? 1
               : 0;
}

size_t box_or_floor(const struct words *w, size_t at)
{
    struct slice word = w->word[at];
    bool more = at + 1 < w->count;

    if (slice_is(word, "/") && at + 1 < w->count && !slice_is(w->word[at + 1], "/")) {
        size_t taken = box_or_floor(w, at + 1);

        if (taken > 0)
            return taken + 1;
    }
    if (glued_box(word))
        return 1;
    if (word_in(word, ground_words))
        return 1 + side(w, at + 1);
    if (more && (word_in(word, box_words) || slice_is(word, "/")) && box_value(w->word[at + 1]))
        return 2 + letter(w, at + 2);
    if (more && word_in(word, box_words) && word_in(w->word[at + 1], ground_words))
        return 2;
    if (more && ((floor_number(word) && word_in(w->word[at + 1], floor_words)) ||
                 (word_in(word, floor_words) && floor_number(w->word[at + 1]))))
        return 2 + side(w, at + 2);
    return 0;
}

/* number_glued - "n°130", "nr.12": the number after its own word */
static struct slice number_glued(struct slice word)
{
    static const char *const leads[] = {"nr.", "nr", "no.", "no", "n\xC2\xB0", "n\xC2\xBA", "n."};

    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++)
        if (slice_starts_nocase(word, leads[i]) && word.len > strlen(leads[i]) &&
            ascii_digit(word.data[strlen(leads[i])]))
            return word_rest(word, strlen(leads[i]));
    return word;
}

/* lettered - "A002" */
static bool lettered(struct slice word)
{
    size_t digits = word.len - 1;

    return leading_letters(word) == 1 && digits >= 1 && digits <= 4 &&
           slice_digits(word_rest(word, 1)) == digits;
}

bool number_valid(const struct words *w, size_t at)
{
    static const char *const leads[] = {"nr", "n", "no", "nummer", "numero", "huisnummer", NULL};
    static const char *const none[] = {"zn", "sn", NULL};

    if (at + 1 < w->count && word_in(w->word[at], leads))
        at++;
    if (at >= w->count || !(number_word(number_glued(w->word[at])) || word_in(w->word[at], none)))
        return false;
    at++;
    if (at < w->count && (letter(w, at) == 1 || word_in(w->word[at], tails)))
        at++;
    if (at + 1 < w->count && byte_in(w->word[at].data[0], "-+&") && w->word[at].len == 1)
        at++;
    if (at < w->count && box_or_floor(w, at) == 0 &&
        (number_word(w->word[at]) || lettered(w->word[at])))
        at++; /* the second of two numbers, or a box without its word */
    while (at < w->count) {
        size_t taken = box_or_floor(w, at);

        if (taken == 0)
            return false;
        at += taken;
    }
    return true;
}
