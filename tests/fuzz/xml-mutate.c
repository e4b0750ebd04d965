/*
 * xml-mutate.c - changes of a part of a document that leave it well-formed
 *
 * A fuzzer that changes bytes seldom gets past the parser of XML. Nothing is parsed here beyond
 * tags and quotes: what was well-formed stays so, and what was not may become anything.
 */
#include "xml-mutate.h"

#include "base/buffer.h"
#include "vocabulary-sample.h"

#include <stdlib.h>
#include <string.h>

enum { TAGS_MAX = 4096, DEPTH = 100 };

/* A tag, or an element from its first tag to its last one */
struct stretch {
    size_t from, to;
};

struct change {
    struct slice part;
    struct stretch tags[TAGS_MAX];
    size_t count;
    unsigned random;
    struct buffer out;
};

static unsigned next(struct change *c, size_t below)
{
    c->random = c->random * 1103515245u + 12345u;
    return below == 0 ? 0 : (c->random >> 8) % (unsigned)below;
}

static void find_tags(struct change *c)
{
    size_t end;

    for (size_t i = 0; (i = slice_find_byte(c->part, '<', i)) != SIZE_MAX; i = end + 1) {
        end = slice_find_byte(c->part, '>', i);
        if (end == SIZE_MAX || c->count == TAGS_MAX)
            return;
        if (c->part.data[i + 1] != '?')
            c->tags[c->count++] = (struct stretch){i, end + 1};
    }
}

static bool is_end(const struct change *c, size_t tag)
{
    return c->part.data[c->tags[tag].from + 1] == '/';
}

static bool is_empty(const struct change *c, size_t tag)
{
    return c->part.data[c->tags[tag].to - 2] == '/';
}

/* element_of - the whole element that begins with the tag */
static struct stretch element_of(const struct change *c, size_t tag)
{
    int open = 0;

    for (size_t i = tag; i < c->count; i++) {
        open += is_empty(c, i) ? 0 : is_end(c, i) ? -1 : 1;
        if (open <= 0)
            return (struct stretch){c->tags[tag].from, c->tags[i].to};
    }
    return c->tags[tag];
}

static void keep(struct change *c, size_t from, size_t to)
{
    buffer_append_slice(&c->out, slice_sub(c->part, from, to > from ? to - from : 0));
}

/* replace - the part with something else where the span was */
static void replace(struct change *c, struct stretch old, struct slice put)
{
    keep(c, 0, old.from);
    buffer_append_slice(&c->out, put);
    keep(c, old.to, c->part.len);
}

/* some_tag - a start tag that is not the first one; SIZE_MAX when there is none */
static size_t some_tag(struct change *c)
{
    for (int i = 0; i < 20 && c->count > 1; i++) {
        size_t tag = 1 + next(c, c->count - 1);

        if (!is_end(c, tag))
            return tag;
    }
    return SIZE_MAX;
}

/* some_place - before or behind a tag within the document element */
static size_t some_place(struct change *c)
{
    size_t tag = 1 + next(c, c->count - 1);

    return tag + 1 == c->count || next(c, 2) == 0 ? c->tags[tag].from : c->tags[tag].to;
}

/* some_value - of an attribute of the tag, between the quotes */
static bool some_value(struct change *c, size_t tag, struct stretch *value)
{
    struct slice text = slice_sub(c->part, 0, c->tags[tag].to);
    size_t starts[64], count = 0, end = 0;

    for (size_t i = c->tags[tag].from; (i = slice_find_byte(text, '"', i)) != SIZE_MAX;
         i = end + 1) {
        end = slice_find_byte(text, '"', i + 1);
        if (end == SIZE_MAX || count == 64)
            break;
        starts[count++] = i + 1;
    }
    if (count == 0)
        return false;
    value->from = starts[next(c, count)];
    value->to = slice_find_byte(text, '"', value->from);
    return true;
}

/* --- changes: each writes the whole part anew --- */

static void insert_sample(struct change *c, const struct xml_known *known)
{
    const struct vocabulary *v;
    struct buffer sample;
    size_t at = some_place(c), count = 0;

    while (known->vocabularies[count] != NULL)
        count++;
    v = known->vocabularies[next(c, count)];
    buffer_init(&sample, 1 << 16);
    if (!sample_element(&sample, &v->rules[next(c, v->count)], known->namespaces,
                        next(c, 3) == 0 ? (int)next(c, 8) : SAMPLE_NONE + (int)next(c, 2),
                        next(c, 4) == 0 ? SAMPLE_EMPTY : SAMPLE_GOOD))
        buffer_append_string(&sample, " ");
    replace(c, (struct stretch){at, at}, buffer_slice(&sample));
    buffer_free(&sample);
}

/* move - an element to another place, or a second one of it there */
static void move(struct change *c, bool again)
{
    size_t tag = some_tag(c), at = some_place(c);
    struct stretch e;

    if (tag == SIZE_MAX)
        return;
    e = element_of(c, tag);
    if (again) {
        replace(c, (struct stretch){at, at}, slice_sub(c->part, e.from, e.to - e.from));
    } else if (at <= e.from) {
        keep(c, 0, at);
        keep(c, e.from, e.to);
        keep(c, at, e.from);
        keep(c, e.to, c->part.len);
    } else if (at >= e.to) {
        keep(c, 0, e.from);
        keep(c, e.to, at);
        keep(c, e.from, e.to);
        keep(c, at, c->part.len);
    }
}

static void leave_out(struct change *c)
{
    size_t tag = some_tag(c);

    if (tag != SIZE_MAX)
        replace(c, element_of(c, tag), slice_of(NULL, 0));
}

/* change_value - empty, long, another number, or that of another attribute; or all of it goes */
static void change_value(struct change *c)
{
    static const char *const numbers[] = {"0", "1", "-1", "100000", "4294967296", "1e9", "none"};
    unsigned char letters[301];
    size_t tag = some_tag(c), other = some_tag(c);
    struct stretch value, from;

    if (tag == SIZE_MAX || !some_value(c, tag, &value))
        return;
    switch (next(c, 5)) {
    case 0:
        replace(c, value, slice_of(NULL, 0));
        return;
    case 1:
        memset(letters, 'x', sizeof letters);
        replace(c, value, slice_of(letters, sizeof letters));
        return;
    case 2:
        replace(c, value, slice_from(numbers[next(c, sizeof numbers / sizeof numbers[0])]));
        return;
    case 3:
        if (some_value(c, other, &from))
            replace(c, value, slice_sub(c->part, from.from, from.to - from.from));
        return;
    default: /* the attribute, back to the blank before its name */
        for (from = (struct stretch){value.from, value.to + 1};
             from.from > 0 && c->part.data[from.from] != ' ';)
            from.from--;
        if (from.from > c->tags[tag].from)
            replace(c, from, slice_of(NULL, 0));
    }
}

/* change_text - to that of another element */
static void change_text(struct change *c)
{
    size_t tag = next(c, c->count - 1), other = next(c, c->count - 1);
    struct stretch text = {c->tags[tag].to, c->tags[tag + 1].from};
    struct stretch from = {c->tags[other].to, c->tags[other + 1].from};

    replace(c, text, slice_sub(c->part, from.from, from.to - from.from));
}

/* nest - so many of an element within each other */
static void nest(struct change *c)
{
    size_t tag = some_tag(c);
    struct slice name;

    if (tag == SIZE_MAX)
        return;
    name = slice_sub(c->part, c->tags[tag].from + 1, 40);
    for (size_t i = 0; i < name.len; i++)
        if (strchr(" />", name.data[i]) != NULL)
            name.len = i;
    keep(c, 0, c->tags[tag].from);
    for (unsigned left = next(c, DEPTH), i = 0; i < 2 * left; i++)
        buffer_printf(&c->out, i < left ? "<%.*s>" : "</%.*s>", (int)name.len,
                      (const char *)name.data);
    keep(c, c->tags[tag].from, c->part.len);
}

static void change(struct change *c, const struct xml_known *known)
{
    switch (next(c, 10)) {
    case 0:
    case 1:
    case 2:
        insert_sample(c, known);
        break;
    case 3:
        move(c, true);
        break;
    case 4:
        move(c, false);
        break;
    case 5:
        leave_out(c);
        break;
    case 6:
        change_text(c);
        break;
    case 7:
        nest(c);
        break;
    default:
        change_value(c);
    }
}

size_t xml_mutate(unsigned char *data, size_t size, size_t max_size, unsigned seed,
                  const struct xml_known *known)
{
    struct change *c;

    if (seed % 8 == 0 || size < 2)
        return known->bytes(data, size, max_size);
    c = calloc(1, sizeof *c);
    if (c == NULL)
        abort();
    c->random = seed;
    c->part = slice_of(data + 1, size - 1);
    buffer_init(&c->out, 1 << 24);
    find_tags(c);
    if (c->count > 2)
        change(c, known);
    if (c->out.len == 0 || c->out.failed || c->out.len + 1 > max_size) {
        size = known->bytes(data, size, max_size);
    } else {
        memcpy(data + 1, c->out.data, c->out.len);
        size = c->out.len + 1;
    }
    buffer_free(&c->out);
    free(c);
    return size;
}
