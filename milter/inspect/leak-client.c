/*
 * leak-client - are the values of the document readable in a text? The needles made of them.
 */
#include "inspect/leak-client.h"

#include "inspect/fold.h"
#include "inspect/leak-client-private.h"
#include "inspect/leak-street.h"
#include "inspect/value.h"

#include <stdlib.h>
#include <string.h>

enum {
    NAMES_MAX = 4,         /* first or last names of one client that are combined */
    VALUE_BYTES_MAX = 512, /* folded; a longer value is not valid, and refused as that */
    PART_MIN = 4,          /* letters of a word of a composed last name */
    LAST_MIN = 3,  /* letters of a last name that counts without being beside a first name */
    NUMBER_MIN = 5 /* digits of an other value */
};

/* One leak_client_new() */
struct builder {
    struct leak_client *c;
    const struct referral *referral;
    struct buffer sender; /* words of the display name */
    struct buffer value;  /* words of the value at hand */
    unsigned client;
};

static bool add(struct builder *b, struct slice words, enum client_needle kind)
{
    return needles_add(&b->c->needles, words, kind, b->client);
}

/* each_word - calls add_word for every word; false when that does */
static bool each_word(struct builder *b, struct slice words,
                      bool (*add_word)(struct builder *b, struct slice word))
{
    for (size_t at = 0; at < words.len; at = words_next(words, at))
        if (!add_word(b, words_at(words, at)))
            return false;
    return true;
}

static size_t letters(struct slice words)
{
    return words.len - (words_count(words) - (words.len > 0));
}

/* --- names --- */

static bool add_first_word(struct builder *b, struct slice word)
{
    return word.len < 2 || leak_word_is_particle(word) || add(b, word, NEEDLE_FIRST);
}

static bool add_first_name(struct builder *b, struct slice words)
{
    return add(b, words, NEEDLE_FIRST) &&
           (words_count(words) < 2 || each_word(b, words, add_first_word));
}

static bool add_part(struct builder *b, struct slice word)
{
    return word.len < PART_MIN || leak_word_is_particle(word) || leak_word_is_common(word) ||
           add(b, word, NEEDLE_PART);
}

/* in_sender - whether these words stand in the sender's display name; false without memory */
static bool in_sender(const struct builder *b, struct slice words, bool *found_r)
{
    struct needles one;
    struct slice sender = buffer_slice(&b->sender);
    bool good;

    needles_init(&one);
    *found_r = false;
    good = needles_add(&one, words, 0, 0);
    for (size_t at = 0; one.count > 0 && at < sender.len && !*found_r; at = words_next(sender, at))
        *found_r = needle_fits_letters(&one, &one.items[0], sender, at) > 0;
    needles_clear(&one);
    return good;
}

/* add_one_of_two - a word of a last name that is two ("Dupont-Claes") */
static bool add_one_of_two(struct builder *b, struct slice word)
{
    bool senders;

    if (word.len < PART_MIN || leak_word_is_particle(word) || leak_word_is_common(word))
        return true;
    return in_sender(b, word, &senders) && add(b, word, senders ? NEEDLE_PART : NEEDLE_PART_ALONE);
}

/* add_written - a last name as people write it too */
static bool add_written(struct builder *b, struct slice words, leak_words_writing *write,
                        enum client_needle kind)
{
    struct buffer written;
    bool good, senders = false;

    buffer_init(&written, SIZE_MAX);
    good = write(words, &written) && in_sender(b, buffer_slice(&written), &senders) &&
           add(b, buffer_slice(&written), senders ? NEEDLE_LAST_SENDERS : kind);
    buffer_free(&written);
    return good;
}

static bool add_last_name(struct builder *b, struct slice words)
{
    size_t names = leak_words_names(words);
    enum client_needle kind;
    bool senders;

    if (letters(words) < LAST_MIN || leak_word_is_common(words) || names == 0)
        return true;
    if (!in_sender(b, words, &senders))
        return false;
    kind = senders ? NEEDLE_LAST_SENDERS : NEEDLE_LAST;
    return add(b, words, kind) && add_written(b, words, leak_words_possessive, kind) &&
           add_written(b, words, leak_words_abbreviated, kind) &&
           (words_count(words) < 2 || each_word(b, words, names > 1 ? add_one_of_two : add_part));
}

/* join - appends the words of both, a blank between them */
static bool join(struct buffer *out, struct slice one, struct slice other)
{
    buffer_clear(out);
    buffer_append_slice(out, one);
    buffer_append_byte(out, ' ');
    return buffer_append_slice(out, other);
}

/* add_pair - a first and a last name in both orders */
static bool add_pair(struct builder *b, struct slice first, struct slice last)
{
    struct buffer *pair = &b->value;

    if (first.len == 0 || last.len == 0 || first.len + last.len > VALUE_BYTES_MAX ||
        leak_words_names(first) + leak_words_names(last) == 0)
        return true;
    return join(pair, first, last) && add(b, buffer_slice(pair), NEEDLE_FULL) &&
           join(pair, last, first) && add(b, buffer_slice(pair), NEEDLE_FULL);
}

/* add_written_pair - with the last name as it is written too */
static bool add_written_pair(struct builder *b, struct slice first, struct slice last,
                             leak_words_writing *write)
{
    struct buffer written;
    bool good;

    buffer_init(&written, SIZE_MAX);
    good = write(last, &written) && add_pair(b, first, buffer_slice(&written));
    buffer_free(&written);
    return good;
}

/* add_full_name - with the whole first name, and with each word of it */
static bool add_full_name(struct builder *b, struct slice first, struct slice last)
{
    if (!add_pair(b, first, last) || !add_written_pair(b, first, last, leak_words_possessive) ||
        !add_written_pair(b, first, last, leak_words_abbreviated))
        return false;
    for (size_t at = 0; words_count(first) > 1 && at < first.len; at = words_next(first, at)) {
        struct slice word = words_at(first, at);

        if (word.len > 1 && !leak_word_is_particle(word) && !add_pair(b, word, last))
            return false;
    }
    return true;
}

/* names_of - up to NAMES_MAX names of that kind of the client at hand */
static size_t names_of(const struct builder *b, enum value_kind kind, const char *names[NAMES_MAX])
{
    size_t count = 0;

    for (size_t i = 0; i < b->referral->count && count < NAMES_MAX; i++) {
        const struct referral_value *v = &b->referral->values[i];

        if (v->client == b->client && v->kind == kind && *v->text != '\0')
            names[count++] = v->text;
    }
    return count;
}

static bool add_full_names(struct builder *b)
{
    const char *first[NAMES_MAX], *last[NAMES_MAX];
    size_t firsts = names_of(b, VALUE_FIRST_NAME, first);
    size_t lasts = names_of(b, VALUE_LAST_NAME, last);
    struct buffer first_words, last_words;
    bool good = true;

    buffer_init(&first_words, SIZE_MAX);
    buffer_init(&last_words, SIZE_MAX);
    for (size_t i = 0; i < firsts * lasts && good; i++) {
        buffer_clear(&first_words);
        buffer_clear(&last_words);
        good = fold_words(slice_from(first[i / lasts]), &first_words) &&
               fold_words(slice_from(last[i % lasts]), &last_words) &&
               add_full_name(b, buffer_slice(&first_words), buffer_slice(&last_words));
    }
    buffer_free(&first_words);
    buffer_free(&last_words);
    return good;
}

/* --- other values --- */

static bool add_address_form(void *context, struct slice words)
{
    return add(context, words, NEEDLE_WHOLE);
}

/* add_email - as it is, and as people spell it to hide it from programs */
static bool add_email(struct builder *b, const char *text)
{
    const char *at = strrchr(text, '@');
    struct buffer spelled;
    bool good;

    if (at == NULL || !add(b, buffer_slice(&b->value), NEEDLE_WHOLE))
        return at == NULL;
    buffer_init(&spelled, SIZE_MAX);
    buffer_append(&spelled, text, (size_t)(at - text));
    buffer_append_string(&spelled, " at ");
    buffer_append_string(&spelled, at + 1);
    buffer_clear(&b->value);
    good = !spelled.failed && fold_words(buffer_slice(&spelled), &b->value) &&
           add(b, buffer_slice(&b->value), NEEDLE_WHOLE);
    buffer_free(&spelled);
    return good;
}

/* add_telephone - the national number without its 0; of another country the last digits */
static bool add_telephone(struct builder *b, const char *text)
{
    char digits[32];
    size_t count = 0, from = 0;
    struct telephone *t = &b->c->telephones[b->c->telephone_count];

    if (telephone_canonical(slice_from(text), digits, sizeof(digits))) {
        count = strlen(digits);
        from = strncmp(digits, "32", 2) == 0 ? 2 : 0;
    } else {
        for (; *text != '\0' && count < sizeof(digits); text++)
            if (*text >= '0' && *text <= '9')
                digits[count++] = *text;
        while (from < count && digits[from] == '0')
            from++;
    }
    if (count - from > LEAK_DIGITS_MAX)
        from = count - LEAK_DIGITS_MAX;
    if (count - from < LEAK_DIGITS_MIN)
        return true;
    t->count = (unsigned)(count - from);
    memcpy(t->digits, digits + from, t->count);
    b->c->telephone_count++;
    return true;
}

static bool add_other(struct builder *b, enum value_kind kind, struct slice words)
{
    bool long_enough = kind == VALUE_NUMBER
                           ? letters(words) >= NUMBER_MIN
                           : letters(words) >= LEAK_TEXT_MIN && words_count(words) >= 2;

    return !long_enough || add(b, words, NEEDLE_WHOLE);
}

static bool add_value(struct builder *b, const struct referral_value *v)
{
    struct slice words;

    b->client = v->client;
    buffer_clear(&b->value);
    if (!fold_words(slice_from(v->text), &b->value))
        return false;
    words = buffer_slice(&b->value);
    if (words.len > VALUE_BYTES_MAX)
        return true;
    switch (v->kind) {
    case VALUE_FIRST_NAME:
        return add_first_name(b, words);
    case VALUE_LAST_NAME:
        return add_last_name(b, words);
    case VALUE_ADDRESS:
        return leak_street_forms(slice_from(v->text), add_address_form, b);
    case VALUE_TELEPHONE:
        return add_telephone(b, v->text);
    case VALUE_EMAIL:
        return add_email(b, v->text);
    default:
        return add_other(b, v->kind, words);
    }
}

static bool build(struct builder *b, const char *from_name)
{
    size_t count = b->referral->count;

    if (count > LEAK_VALUES_MAX)
        return false;
    if (from_name != NULL && !fold_words(slice_from(from_name), &b->sender))
        return false;
    b->c->telephones = calloc(count + 1, sizeof(*b->c->telephones));
    b->c->near = calloc(b->referral->clients + 1u, sizeof(*b->c->near));
    if (b->c->telephones == NULL || b->c->near == NULL)
        return false;
    b->c->clients = b->referral->clients;
    for (size_t i = 0; i < count; i++)
        if (!add_value(b, &b->referral->values[i]))
            return false;
    for (b->client = 0; b->client < b->referral->clients; b->client++)
        if (!add_full_names(b))
            return false;
    return true;
}

struct leak_client *leak_client_new(const struct referral *referral, const char *from_name)
{
    struct leak_client *c = calloc(1, sizeof(*c));
    struct builder b = {.c = c, .referral = referral};
    bool good;

    if (c == NULL)
        return NULL;
    needles_init(&c->needles);
    buffer_init(&b.sender, SIZE_MAX);
    buffer_init(&b.value, SIZE_MAX);
    good = referral == NULL || build(&b, from_name);
    buffer_free(&b.sender);
    buffer_free(&b.value);
    if (good)
        return c;
    leak_client_free(c);
    return NULL;
}

void leak_client_free(struct leak_client *c)
{
    if (c == NULL)
        return;
    needles_clear(&c->needles);
    bytes_wipe(c->telephones, c->telephone_count * sizeof(*c->telephones));
    free(c->telephones);
    free(c->near);
    free(c);
}
