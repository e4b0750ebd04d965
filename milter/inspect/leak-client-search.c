/*
 * leak-client-search - looking for the needles of leak-client in a text
 */
#include "inspect/leak-client-private.h"

#include <string.h>

enum { FAR_AWAY = -1000 /* words: before the text */ };

/* One leak_client_search() */
struct search {
    struct leak_client *c;
    struct slice words;
    bool last_name_alone;
    leak_hit *hit;
    void *context;
};

/* A needle that fits */
struct fit {
    const struct needle *needle;
    int64_t word, count; /* number of its first word, and of words it covers */
    size_t at;
};

static bool within(const struct meeting *from, const struct fit *to, int64_t distance)
{
    return to->word - from->word >= 1 && to->word - from->word <= distance;
}

static void hit_both(const struct search *s, const struct meeting *from, const struct fit *to,
                     int64_t distance)
{
    if (within(from, to, distance))
        s->hit(s->context, from->at);
}

static void take_fit(const struct search *s, const struct fit *fit)
{
    struct nearness *near = &s->c->near[fit->needle->owner];
    struct meeting here = {fit->word + fit->count - 1, fit->at};

    switch ((enum client_needle)fit->needle->kind) {
    case NEEDLE_FIRST:
        hit_both(s, &near->last, fit, LEAK_NEAR_WORDS);
        hit_both(s, &near->part, fit, 1);
        near->first = here;
        return;
    case NEEDLE_LAST:
        if (s->last_name_alone)
            s->hit(s->context, fit->at);
        /* fall through */
    case NEEDLE_LAST_SENDERS:
        hit_both(s, &near->first, fit, LEAK_NEAR_WORDS);
        near->last = here;
        return;
    case NEEDLE_PART_ALONE:
        if (s->last_name_alone)
            s->hit(s->context, fit->at);
        /* fall through */
    case NEEDLE_PART:
        hit_both(s, &near->first, fit, 1);
        near->part = here;
        return;
    case NEEDLE_FULL:
    case NEEDLE_WHOLE:
        s->hit(s->context, fit->at);
    }
}

static void search_word(const struct search *s, size_t at, int64_t word)
{
    const struct needles *n = &s->c->needles;

    for (const struct needle *needle = needles_from(n, s->words.data[at]); needle != NULL;
         needle = needles_next(n, needle)) {
        struct fit fit = {.needle = needle, .word = word, .at = at};

        if (!needle_may_fit(needle, s->words, at))
            continue;
        size_t end = needle_fits_letters(n, needle, s->words, at);

        if (end == 0)
            continue;
        fit.count = (int64_t)words_count(slice_sub(s->words, at, end - at));
        take_fit(s, &fit);
    }
}

/* --- telephone numbers --- */

/* The last digits of a run of digits and blanks, in a ring */
struct digits {
    char digit[LEAK_DIGITS_MAX];
    size_t at[LEAK_DIGITS_MAX];
    size_t count; /* since the last letter */
};

static bool ends_with_telephone(const struct digits *d, const struct telephone *t)
{
    if (d->count < t->count)
        return false;
    for (unsigned i = 1; i <= t->count; i++)
        if (d->digit[(d->count - i) % LEAK_DIGITS_MAX] != t->digits[t->count - i])
            return false;
    return true;
}

static void search_telephones(const struct search *s, const struct digits *d)
{
    for (size_t i = 0; i < s->c->telephone_count; i++) {
        const struct telephone *t = &s->c->telephones[i];

        if (ends_with_telephone(d, t))
            s->hit(s->context, d->at[(d->count - t->count) % LEAK_DIGITS_MAX]);
    }
}

/* search_digits - a number may begin inside a run of digits, after a country code, but must end
 * with the run */
static void search_digits(const struct search *s)
{
    struct digits d = {.count = 0};

    for (size_t i = 0; i < s->words.len; i++) {
        unsigned char c = s->words.data[i];

        if (c >= '0' && c <= '9') {
            d.digit[d.count % LEAK_DIGITS_MAX] = (char)c;
            d.at[d.count++ % LEAK_DIGITS_MAX] = i;
            if (i + 1 == s->words.len || s->words.data[i + 1] < '0' || s->words.data[i + 1] > '9')
                search_telephones(s, &d);
        } else if (c != ' ') {
            d.count = 0;
        }
    }
}

void leak_client_search(struct leak_client *c, struct slice words, bool last_name_alone,
                        leak_hit *hit, void *context)
{
    struct search s = {
        .c = c, .words = words, .last_name_alone = last_name_alone, .hit = hit, .context = context};
    int64_t word = 0;

    for (unsigned i = 0; i < c->clients; i++)
        c->near[i] = (struct nearness){{FAR_AWAY, 0}, {FAR_AWAY, 0}, {FAR_AWAY, 0}};
    if (c->needles.count > 0)
        for (size_t at = 0; at < words.len; at = words_next(words, at))
            search_word(&s, at, word++);
    if (c->telephone_count > 0)
        search_digits(&s);
}

/* --- inside file names --- */

static bool begins_with_letters(struct slice text, struct slice words)
{
    size_t at = 0;

    for (size_t i = 0; i < words.len; i++)
        if (words.data[i] != ' ' && (at == text.len || text.data[at++] != words.data[i]))
            return false;
    return true;
}

static bool counts_inside(const struct leak_client *c, const struct needle *needle)
{
    struct slice words = needle_words(&c->needles, needle);

    return (needle->kind == NEEDLE_LAST || needle->kind == NEEDLE_FULL) &&
           words.len - (words_count(words) - 1) >= LEAK_INSIDE_MIN;
}

bool leak_client_inside(const struct leak_client *c, struct slice letters)
{
    for (size_t i = 0; i < c->needles.count; i++) {
        struct slice words = needle_words(&c->needles, &c->needles.items[i]);

        for (size_t at = 0; counts_inside(c, &c->needles.items[i]) && at < letters.len; at++)
            if (begins_with_letters(slice_sub(letters, at, letters.len - at), words))
                return true;
    }
    return false;
}
