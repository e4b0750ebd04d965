/*
 * leak-street - the ways in which street and number of an address are written
 *
 * The street is taken from an address that value_valid() knows, or from what a sender wrote
 * instead: words with a number after them ("Kerkstraat 12 bus 3") or before them ("12, rue Haute").
 */
#include "inspect/leak-street.h"

#include "inspect/fold.h"

enum {
    WORDS_MAX = 16,
    STREET_LETTERS_MIN = 3,
    SPELLINGS_MAX = 3,      /* of one word */
    ADDRESS_MAX_BYTES = 200 /* folded; what is longer is no address */
};

/* Word ends, and whole words, that are written in more than one way */
struct spelling {
    const char *full, *abbreviated;
};
static const struct spelling ENDS[] = {
    {"straat", "str"}, {"steenweg", "stwg"}, {"steenweg", "stw"}, {"steenweg", "stnwg"},
    {"laan", "ln"},    {"plein", "pln"},     {"strasse", "str"},
};
static const char *const WORDS[][SPELLINGS_MAX] = {
    {"sint", "saint", "st"},     {"sainte", "ste"},          {"avenue", "av"},
    {"boulevard", "bd", "blvd"}, {"chaussee", "ch", "chee"}, {"place", "pl"},
    {"dokter", "docteur", "dr"}, {"burgemeester", "burg"},   {"pastoor", "past"},
    {"koning", "kon"},
};
static const char *const BEFORE_NUMBER[] = {"",   "nr ",     "nummer ",    "no ",
                                            "n ", "numero ", "huisnummer "};
/* Between a number and its box, in one word with them: "12b3" */
static const char *const BEFORE_BOX[] = {"bus", "bte", "b"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct street {
    struct slice words[WORDS_MAX]; /* of the street */
    size_t count;
    struct slice number, box; /* box may be empty */
};

static bool starts_with_digit(struct slice word)
{
    return word.len > 0 && word.data[0] >= '0' && word.data[0] <= '9';
}

static size_t split_words(struct slice text, struct slice words[WORDS_MAX])
{
    size_t count = 0, at = 0;

    while (at < text.len && count < WORDS_MAX) {
        size_t end = slice_find_byte(text, ' ', at);

        end = end == SIZE_MAX ? text.len : end;
        words[count++] = slice_sub(text, at, end - at);
        at = end + 1;
    }
    return count;
}

/* box_in - "3" of "b3"; empty when word is nothing like that */
static struct slice box_in(struct slice word)
{
    for (size_t i = 0; i < COUNT(BEFORE_BOX); i++) {
        size_t len = slice_from(BEFORE_BOX[i]).len;
        struct slice rest = slice_sub(word, len, word.len - len);

        if (slice_starts(word, BEFORE_BOX[i]) && starts_with_digit(rest))
            return rest;
    }
    return slice_of(NULL, 0);
}

static bool is_box_word(struct slice word)
{
    return slice_is(word, "bus") || slice_is(word, "bte") || slice_is(word, "boite") ||
           slice_is(word, "b");
}

/* read_box - after the number, in the words[0..count) that follow it ("b3"; "bus", "3") or in the
 * number itself ("12b3"), which is then cut */
static void read_box(struct street *s, const struct slice *words, size_t count)
{
    size_t digits = slice_digits(s->number);

    s->box = box_in(slice_sub(s->number, digits, s->number.len - digits));
    if (s->box.len > 0)
        s->number.len = digits;
    else if (count > 0)
        s->box = box_in(words[0]);
    if (s->box.len == 0 && count > 1 && is_box_word(words[0]) && starts_with_digit(words[1]))
        s->box = words[1];
}

/* read_street - words, then a number; or a number, then words up to the next number */
static bool read_street(struct slice text, struct street *s)
{
    struct slice words[WORDS_MAX];
    size_t count = split_words(text, words), number = 1, first = 0, letters = 0;

    while (number < count && !starts_with_digit(words[number]))
        number++;
    s->number = number < count ? words[number] : slice_of(NULL, 0);
    s->box = slice_of(NULL, 0);
    if (count > 0 && starts_with_digit(words[0]) && (number == count || words[number].len >= 4)) {
        s->number = words[0];
        first = 1;
    } else if (number < count) {
        read_box(s, words + number + 1, count - number - 1);
    }
    for (s->count = 0; first < number && first < count; first++) {
        letters += words[first].len;
        s->words[s->count++] = words[first];
    }
    return s->number.len > 0 && s->count > 0 && letters >= STREET_LETTERS_MIN;
}

/* One call of leak_street_forms() */
struct forms {
    struct slice number, box;
    bool (*each)(void *context, struct slice words);
    void *context;
};

static bool give(const struct forms *f, struct slice first, const char *between,
                 struct slice second, const char *before_box)
{
    struct buffer words;
    bool good;

    buffer_init(&words, SIZE_MAX);
    buffer_append_slice(&words, first);
    buffer_append_byte(&words, ' ');
    buffer_append_string(&words, between);
    buffer_append_slice(&words, second);
    if (before_box != NULL) {
        buffer_append_string(&words, before_box);
        buffer_append_slice(&words, f->box);
    }
    good = !words.failed && f->each(f->context, buffer_slice(&words));
    buffer_free(&words);
    return good;
}

/* with_number - one spelling of the street, with the number on either side, and with the box in
 * one word with it */
static bool with_number(const struct forms *f, struct slice street)
{
    if (!give(f, f->number, "", street, NULL))
        return false;
    for (size_t i = 0; i < COUNT(BEFORE_NUMBER); i++)
        if (!give(f, street, BEFORE_NUMBER[i], f->number, NULL))
            return false;
    for (size_t i = 0; f->box.len > 0 && i < COUNT(BEFORE_BOX); i++)
        if (!give(f, street, "", f->number, BEFORE_BOX[i]))
            return false;
    return true;
}

static bool ends_with(struct slice text, const char *end)
{
    struct slice e = slice_from(end);

    return text.len > e.len && slice_equal(slice_sub(text, text.len - e.len, e.len), e);
}

static bool with_other_end(const struct forms *f, struct slice street, const char *end,
                           const char *other)
{
    struct buffer b;
    bool good;

    if (!ends_with(street, end))
        return true;
    buffer_init(&b, SIZE_MAX);
    buffer_append_slice(&b, slice_sub(street, 0, street.len - slice_from(end).len));
    buffer_append_string(&b, other);
    good = !b.failed && with_number(f, buffer_slice(&b));
    buffer_free(&b);
    return good;
}

static bool with_ends(const struct forms *f, struct slice street)
{
    if (!with_number(f, street))
        return false;
    for (size_t i = 0; i < COUNT(ENDS); i++)
        if (!with_other_end(f, street, ENDS[i].full, ENDS[i].abbreviated) ||
            !with_other_end(f, street, ENDS[i].abbreviated, ENDS[i].full))
            return false;
    return true;
}

/* other_spelling - the n-th way to write the word, n from 1, that is not as it stands; the word
 * itself when there is none */
static struct slice other_spelling(struct slice word, size_t n)
{
    for (size_t i = 0; i < COUNT(WORDS); i++) {
        struct slice other = word;
        size_t others = 0;
        bool member = false;

        for (size_t k = 0; k < SPELLINGS_MAX && WORDS[i][k] != NULL; k++) {
            if (slice_is(word, WORDS[i][k]))
                member = true;
            else if (++others == n)
                other = slice_from(WORDS[i][k]);
        }
        if (member)
            return other;
    }
    return word;
}

/* with_words - each word in the n-th other way; as they stand when n is 0 */
static bool with_words(const struct forms *f, const struct street *s, size_t n)
{
    struct buffer street;
    bool good, other = n == 0;

    buffer_init(&street, SIZE_MAX);
    for (size_t i = 0; i < s->count; i++) {
        struct slice word = other_spelling(s->words[i], n);

        other = other || !slice_equal(word, s->words[i]);
        if (i > 0)
            buffer_append_byte(&street, ' ');
        buffer_append_slice(&street, word);
    }
    good = !street.failed && (!other || with_ends(f, buffer_slice(&street)));
    buffer_free(&street);
    return good;
}

/* is_street_word - "kerkstraat": enough without the words before it, which may name a building */
static bool is_street_word(struct slice word)
{
    for (size_t i = 0; i < COUNT(ENDS); i++)
        if (ends_with(word, ENDS[i].full))
            return true;
    return false;
}

bool leak_street_forms(struct slice address, bool (*each)(void *context, struct slice words),
                       void *context)
{
    struct forms f = {.each = each, .context = context};
    struct street s;
    struct buffer words;
    bool good;

    buffer_init(&words, SIZE_MAX);
    good = fold_words(address, &words);
    if (good && words.len <= ADDRESS_MAX_BYTES && read_street(buffer_slice(&words), &s)) {
        f.number = s.number;
        f.box = s.box;
        for (size_t n = 0; n < SPELLINGS_MAX && good; n++)
            good = with_words(&f, &s, n);
        if (good && s.count > 1 && is_street_word(s.words[s.count - 1]))
            good = with_ends(&f, s.words[s.count - 1]);
    }
    buffer_free(&words);
    return good;
}
