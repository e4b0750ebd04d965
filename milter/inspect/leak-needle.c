/*
 * leak-needle - many short words looked for in one text
 */
#include "inspect/leak-needle.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_WORD = 3 };

void needles_init(struct needles *n)
{
    *n = (struct needles){0};
    buffer_init(&n->text, NEEDLES_TEXT_MAX);
}

void needles_clear(struct needles *n)
{
    buffer_free(&n->text);
    free(n->items);
    needles_init(n);
}

bool needles_add(struct needles *n, struct slice words, unsigned kind, unsigned owner)
{
    if (words.len == 0)
        return true;
    if (n->count == n->capacity) {
        size_t capacity = n->capacity > 0 ? n->capacity * 2 : 64;
        struct needle *items = reallocarray(n->items, capacity, sizeof(*items));

        if (items == NULL)
            return false;
        n->items = items;
        n->capacity = capacity;
    }
    struct needle needle = {.at = (uint32_t)n->text.len,
                            .len = (uint32_t)words.len,
                            .kind = (unsigned char)kind,
                            .second = words.len > 1 ? words.data[1] : ' ',
                            .owner = owner};
    unsigned char byte = words.data[0];

    if (!buffer_append_slice(&n->text, words))
        return false;
    n->items[n->count++] = needle;
    if (n->last[byte] != 0)
        n->items[n->last[byte] - 1].next = (uint32_t)n->count;
    else
        n->first[byte] = (uint32_t)n->count;
    n->last[byte] = (uint32_t)n->count;
    return true;
}

static const struct needle *numbered(const struct needles *n, uint32_t number)
{
    return number == 0 ? NULL : &n->items[number - 1];
}

const struct needle *needles_from(const struct needles *n, unsigned char byte)
{
    return numbered(n, n->first[byte]);
}

const struct needle *needles_next(const struct needles *n, const struct needle *needle)
{
    return numbered(n, needle->next);
}

struct slice needle_words(const struct needles *n, const struct needle *needle)
{
    return slice_sub(buffer_slice(&n->text), needle->at, needle->len);
}

bool needle_may_fit(const struct needle *needle, struct slice text, size_t at)
{
    unsigned char next = at + 1 < text.len ? text.data[at + 1] : ' ';

    return needle->second == next || needle->second == ' ' || next == ' ';
}

static bool ends_word(struct slice text, size_t at)
{
    return at == text.len || text.data[at] == ' ';
}

/* How one word of a needle lies in the text */
struct lie {
    size_t run, longest; /* letters since the last blank of the text, and the most of them */
    bool split;          /* there is a blank of the text inside the word */
    bool figure;         /* the word has a figure, such as the "12a" of an address */
};

static void lie_letter(struct lie *lie, unsigned char c)
{
    lie->figure |= c >= '0' && c <= '9';
    lie->run++;
    if (lie->run > lie->longest)
        lie->longest = lie->run;
}

/* lie_end - "inde" does not lie in "in de"; it does in "i n d e" */
static bool lie_end(struct lie *lie)
{
    bool good = !lie->split || lie->figure || lie->longest > SHORT_WORD || lie->longest == 1;

    *lie = (struct lie){0};
    return good;
}

size_t needle_fits_letters(const struct needles *n, const struct needle *needle, struct slice text,
                           size_t at)
{
    struct slice words = needle_words(n, needle);
    struct lie lie = {0};
    size_t i = 0, end = at;

    while (i < words.len && end < text.len) {
        if (words.data[i] == ' ') {
            if (!lie_end(&lie))
                return 0;
            i++;
        } else if (text.data[end] == ' ') {
            lie.split = lie.split || lie.run > 0;
            lie.run = 0;
            end++;
        } else if (words.data[i++] == text.data[end++]) {
            lie_letter(&lie, text.data[end - 1]);
        } else {
            return 0;
        }
    }
    return i == words.len && ends_word(text, end) && lie_end(&lie) ? end : 0;
}

size_t needle_fits_words(const struct needles *n, const struct needle *needle, bool stem,
                         struct slice text, size_t at)
{
    struct slice words = needle_words(n, needle);
    size_t end = at + words.len;

    if (!slice_equal(slice_sub(text, at, words.len), words))
        return 0;
    while (stem && !ends_word(text, end))
        end++;
    return ends_word(text, end) ? end : 0;
}

size_t words_next(struct slice text, size_t at)
{
    size_t blank = slice_find_byte(text, ' ', at);

    return blank == SIZE_MAX ? text.len : blank + 1;
}

struct slice words_at(struct slice text, size_t at)
{
    size_t next = words_next(text, at);

    return slice_sub(text, at, next - at - (next < text.len));
}

size_t words_count(struct slice text)
{
    size_t count = text.len > 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.data[i] == ' ';
    return count;
}
