/*
 * xlsx-number-format.c - the codes of number formats: dates, values that do not show, words that do
 * (ECMA-376 part 1, 18.8.30 and 18.8.31)
 *
 * A code is read section by section. What it shows beside the value stands in quotes, behind a
 * backslash, or as a currency in brackets: that is for a few letters ("EUR") and for the zero or
 * the +32 that a telephone number has lost.
 */
#include "inspect/format/xlsx.h"

#include "base/ascii.h"

#include <string.h>

enum {
    FORMAT_MAX = 200, /* bytes of a code */
    LETTERS_MAX = 5,  /* of a section, all literals together; a byte of a strange script is one */
    DIGITS_MAX = 3,
    SECTIONS_MAX = 4, /* and no more than so often these */
    TOTAL_MAX = 12
};

struct code {
    struct slice text;
    size_t at;
    unsigned section, letters, digits; /* of the section's literals */
    unsigned total;                    /* letters of all sections */
    bool shows[SECTIONS_MAX];          /* does the section show the value? */
    bool date, words, conditions;
};

static bool is_one_of(unsigned char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static void literal(struct code *c, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = text.data[i];

        c->digits += ascii_digit(byte);
        /* signs as the euro and blanks of a fixed width are three bytes that begin with 0xE2; those
         * of Latin-1, as a degree or a blank that does not break, begin with 0xC2 */
        c->letters += ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte >= 0xE3 ||
                      (byte >= 0xC3 && byte <= 0xDF);
    }
    c->words = c->words || c->letters > LETTERS_MAX || c->digits > DIGITS_MAX;
}

/* up_to - what stands between here and the end mark, which is passed; without one that is wrong */
static struct slice up_to(struct code *c, unsigned char mark)
{
    size_t from = c->at + 1, end = slice_find_byte(c->text, mark, from);

    c->words = c->words || end == SIZE_MAX;
    end = end == SIZE_MAX ? c->text.len : end;
    c->at = end + 1;
    return slice_sub(c->text, from, end - from);
}

/* is_colour - one that shows on white; "Color10" */
static bool is_colour(struct slice word)
{
    static const char *const words[] = {"black", "blue",   "cyan",  "green", "magenta",
                                        "red",   "yellow", "color", NULL};

    return slice_in_nocase(slice_without_number(word), words);
}

/* only - nothing but these characters */
static bool only(struct slice text, const char *set)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_one_of(text.data[i], set))
            return false;
    return true;
}

/* currency - "$EUR-413": what is shown, then a language */
static void currency(struct code *c, struct slice inside)
{
    size_t hyphen = slice_find_byte(inside, '-', 0);
    struct slice language;

    hyphen = hyphen == SIZE_MAX ? inside.len : hyphen;
    language = slice_sub(inside, hyphen + 1, inside.len);
    literal(c, slice_sub(inside, 1, hyphen - 1));
    if (language.len > 12 || !(only(language, "0123456789abcdefABCDEF,") ||
                               slice_is(language, "x-sysdate") || slice_is(language, "x-systime") ||
                               (language.len <= 5 && vocabulary_holds('i', language))))
        c->words = true;
}

/* bracket - a colour, a condition, a currency or language, or an elapsed time */
static void bracket(struct code *c)
{
    struct slice inside = up_to(c, ']');

    if (slice_starts(inside, "$")) {
        currency(c, inside);
    } else if (inside.len > 0 && is_one_of(inside.data[0], "<>=")) {
        c->conditions = true;
        c->words = c->words || inside.len > 16 || !only(inside, "<>=0123456789.-+");
    } else if (inside.len > 0 && (only(inside, "hH") || only(inside, "mM") || only(inside, "sS"))) {
        c->date = c->shows[c->section] = true;
    } else if (!is_colour(inside)) {
        c->words = true;
    }
}

static void code_character(struct code *c)
{
    unsigned char byte = c->text.data[c->at];

    if (byte == ';') {
        c->total += c->letters;
        c->letters = c->digits = 0;
        c->words = c->words || c->section + 1 == SECTIONS_MAX;
        c->section += c->section + 1 < SECTIONS_MAX ? 1 : 0;
    } else if (byte == '\\' || byte == '_' || byte == '*') {
        c->at++;
        literal(c, slice_sub(c->text, c->at, 1));
    } else if (is_one_of(byte, "0#?@")) {
        c->shows[c->section] = true;
    } else if (is_one_of(byte, "dmyhsDMYHS")) {
        c->date = c->shows[c->section] = true;
    } else if (byte >= 0x80) {
        literal(c, slice_sub(c->text, c->at, 1));
    } else if (!is_one_of(byte, ".,%+-/() :$EeAPap")) {
        c->words = true;
    }
    c->at++;
}

/* general - the word for a number as it is */
static bool general(struct code *c)
{
    static const char *const words[] = {"General", "Standaard", "Standard"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (slice_starts_nocase(slice_sub(c->text, c->at, c->text.len), words[i])) {
            c->shows[c->section] = true;
            c->at += strlen(words[i]);
            return true;
        }
    return false;
}

/* hides - the first section is for numbers, the fourth for text; with conditions any may be */
static bool hides(const struct code *c)
{
    for (unsigned i = 0; c->conditions && i <= c->section; i++)
        if (!c->shows[i])
            return true;
    return !c->shows[0] || (c->section == SECTIONS_MAX - 1 && !c->shows[SECTIONS_MAX - 1]);
}

bool xlsx_number_format(struct slice code, bool *date_r, bool *hides_r)
{
    struct code c = {.text = code};

    while (c.at < code.len) {
        if (general(&c))
            continue;
        if (code.data[c.at] == '"')
            literal(&c, up_to(&c, '"'));
        else if (code.data[c.at] == '[')
            bracket(&c);
        else
            code_character(&c);
    }
    *date_r = c.date;
    *hides_r = hides(&c);
    return !c.words && c.total + c.letters <= TOTAL_MAX && code.len <= FORMAT_MAX;
}

bool xlsx_built_in_date(uint32_t id)
{
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
           (id >= 50 && id <= 58);
}
