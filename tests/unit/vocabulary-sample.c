/*
 * vocabulary-sample.c - elements written from the rules of a reader
 */
#include "vocabulary-sample.h"

#include <string.h>

enum { LONG = 301, NAMESPACES_MAX = 96 };

/* good_value - the shortest that is right; whatever for those that a reader judges itself */
static const char *good_value(char kind)
{
    switch (kind) {
    case 'b':
    case 'n':
    case 'm':
    case 'x':
        return "1";
    case 'h':
        return "FFFFFF";
    case 'g':
        return "{00000000-0000-0000-0000-000000000000}";
    case 'd':
        return "2026-11-23T10:00:00Z";
    case 'r':
        return "A1:B2";
    case 's':
        return "\\A.xsl";
    case 'u':
        return "http://www.w3.org/";
    case 'k':
        return "13_ncr:1_{00000000-0000-0000-0000-000000000000}";
    case 'e':
    case 'o':
    case 'p':
        return "";
    default:
        return "a";
    }
}

/* declare - the namespace of a name, unless it is declared already */
static void declare(struct buffer *out, const struct xml_namespace *namespaces, struct slice name,
                    bool declared[NAMESPACES_MAX])
{
    size_t len = slice_find_byte(name, ':', 0);
    struct slice prefix = slice_sub(name, 0, len == SIZE_MAX ? 0 : len);

    for (size_t i = 0; namespaces[i].prefix != NULL && i < NAMESPACES_MAX; i++) {
        if (prefix.len == 0 || !slice_is(prefix, namespaces[i].prefix))
            continue;
        if (!declared[i])
            buffer_printf(out, " xmlns:%s=\"%s\"", namespaces[i].prefix, namespaces[i].address);
        declared[i] = true;
        return;
    }
}

static void attribute(struct buffer *out, struct slice name, char kind, enum sample_value value)
{
    buffer_printf(out, " %.*s=\"", (int)name.len, (const char *)name.data);
    if (value == SAMPLE_GOOD)
        buffer_append_string(out, good_value(kind));
    for (int i = 0; i < LONG && value == SAMPLE_LONG; i++)
        buffer_append_byte(out, 'x');
    buffer_append_byte(out, '"');
}

bool sample_element(struct buffer *out, const struct vocabulary_rule *rule,
                    const struct xml_namespace *namespaces, int which, enum sample_value value)
{
    struct slice rest = slice_from(rule->attributes);
    bool declared[NAMESPACES_MAX] = {false}, found = which < 0;

    buffer_printf(out, "<%s", rule->element);
    declare(out, namespaces, slice_from(rule->element), declared);
    for (int i = 0; rest.len > 0; i++) {
        size_t end = slice_find_byte(rest, ' ', 0), len = end == SIZE_MAX ? rest.len : end;
        struct slice name = slice_sub(rest, 0, len - 2);

        if (which == SAMPLE_ALL || which == i) {
            declare(out, namespaces, name, declared);
            attribute(out, name, (char)rest.data[len - 1], value);
            found = true;
        }
        rest = slice_sub(rest, len + 1, rest.len);
    }
    buffer_printf(out, "></%s>", rule->element);
    return found;
}
