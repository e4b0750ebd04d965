/*
 * leak-statement - consent statement and registered signature lines
 */
#include "inspect/leak-statement.h"

#include "inspect/fold.h"

#include <stdlib.h>

static bool read_signatures(struct leak_statement *s, const struct string_list *lines)
{
    s->signatures = calloc(lines->count + 1, sizeof(*s->signatures));
    if (s->signatures == NULL)
        return false;
    for (; s->signature_count < lines->count; s->signature_count++) {
        struct buffer *b = &s->signatures[s->signature_count];

        buffer_init(b, SIZE_MAX);
        if (!fold_words(slice_from(lines->items[s->signature_count]), b))
            return false;
    }
    return true;
}

bool leak_statement_read(struct leak_statement *s, const struct protocol *protocol)
{
    *s = (struct leak_statement){0};
    buffer_init(&s->consent, SIZE_MAX);
    return fold_words(slice_from(protocol->consent_statement), &s->consent) &&
           read_signatures(s, &protocol->signature_lines);
}

void leak_statement_clear(struct leak_statement *s)
{
    for (size_t i = 0; i < s->signature_count; i++)
        buffer_free(&s->signatures[i]);
    free(s->signatures);
    buffer_free(&s->consent);
    *s = (struct leak_statement){0};
}

size_t leak_statement_consent(const struct leak_statement *s, struct slice words, size_t from)
{
    struct slice consent = buffer_slice(&s->consent);

    if (consent.len == 0)
        return SIZE_MAX;
    while ((from = slice_find(words, consent, from)) != SIZE_MAX) {
        size_t end = from + consent.len;

        if ((from == 0 || words.data[from - 1] == ' ') &&
            (end == words.len || words.data[end] == ' '))
            return from;
        from++;
    }
    return SIZE_MAX;
}

static bool is_signature(const struct leak_statement *s, struct slice line)
{
    for (size_t i = 0; i < s->signature_count; i++)
        if (slice_equal(buffer_slice(&s->signatures[i]), line))
            return true;
    return false;
}

/* in_consent - offset is that of a word. Looks only where a statement that covers it can stand, and
 * one byte further, to see that its last word ends. */
static bool in_consent(const struct leak_statement *s, struct slice words, size_t offset)
{
    size_t reach = s->consent.len, from = offset >= reach ? offset - reach + 1 : 0;

    return reach > 0 &&
           leak_statement_consent(s, slice_sub(words, 0, offset + reach + 1), from) != SIZE_MAX;
}

bool leak_statement_covers(const struct leak_statement *s, const struct folded *f, size_t offset)
{
    return in_consent(s, buffer_slice(&f->text), offset) ||
           is_signature(s, folded_line_text(f, folded_line(f, offset)));
}

/* line_surplus - has the line a word outside the consent statement? */
static bool line_surplus(const struct leak_statement *s, const struct folded *f, size_t index)
{
    struct slice words = buffer_slice(&f->text);
    size_t at = f->starts[index], end = at + folded_line_text(f, index).len;

    for (; at < end; at++)
        if ((at == f->starts[index] || words.data[at - 1] == ' ') && !in_consent(s, words, at))
            return true;
    return false;
}

size_t leak_statement_surplus(const struct leak_statement *s, const struct folded *f, size_t index)
{
    while (index < f->count &&
           (is_signature(s, folded_line_text(f, index)) || !line_surplus(s, f, index)))
        index++;
    return index;
}
