/*
 * slice - views of bytes: cutting, comparing, searching
 *
 * Nothing here allocates, and nothing reads outside the view it was given. Every memory function is
 * kept from a NULL pointer, which an empty slice may hold.
 */
#include "base/slice.h"

#include "base/ascii.h"

#include <string.h>

struct slice slice_of(const void *data, size_t len)
{
    return (struct slice){.data = data, .len = len};
}

struct slice slice_from(const char *string)
{
    return slice_of(string, strlen(string));
}

struct slice slice_sub(struct slice s, size_t offset, size_t len)
{
    if (offset >= s.len)
        return slice_of(NULL, 0);
    size_t rest = s.len - offset;
    return slice_of(s.data + offset, len < rest ? len : rest);
}

bool slice_equal(struct slice a, struct slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

bool slice_is(struct slice s, const char *string)
{
    return slice_equal(s, slice_from(string));
}

/* lower - of the ASCII letters alone, whatever the locale */
static unsigned char lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a') : c;
}

bool slice_equal_nocase(struct slice a, struct slice b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    return true;
}

bool slice_is_nocase(struct slice s, const char *string)
{
    return slice_equal_nocase(s, slice_from(string));
}

bool slice_starts(struct slice s, const char *prefix)
{
    size_t len = strlen(prefix);
    return s.len >= len && slice_is(slice_sub(s, 0, len), prefix);
}

bool slice_starts_nocase(struct slice s, const char *prefix)
{
    size_t len = strlen(prefix);
    return s.len >= len && slice_is_nocase(slice_sub(s, 0, len), prefix);
}

size_t slice_digits(struct slice s)
{
    size_t count = 0;

    while (count < s.len && ascii_digit(s.data[count]))
        count++;
    return count;
}

bool slice_in(struct slice s, const char *const *list)
{
    for (; *list != NULL; list++)
        if (slice_is(s, *list))
            return true;
    return false;
}

bool slice_in_nocase(struct slice s, const char *const *list)
{
    for (; *list != NULL; list++)
        if (slice_is_nocase(s, *list))
            return true;
    return false;
}

bool slice_next_line(struct slice *rest, struct slice *line)
{
    size_t end = slice_find_byte(*rest, '\n', 0);

    if (end == SIZE_MAX)
        return false;
    *line = slice_sub(*rest, 0, end);
    *rest = slice_sub(*rest, end + 1, rest->len);
    return true;
}

bool slice_in_lines(struct slice s, struct slice lines)
{
    struct slice line;

    while (slice_next_line(&lines, &line))
        if (slice_equal(s, line))
            return true;
    return false;
}

struct slice slice_without_number(struct slice s)
{
    while (s.len > 0 && ascii_digit(s.data[s.len - 1]))
        s.len--;
    return s;
}

size_t slice_find(struct slice s, struct slice needle, size_t from)
{
    if (from > s.len)
        return SIZE_MAX;
    if (needle.len == 0)
        return from;
    struct slice rest = slice_sub(s, from, s.len);
    if (needle.len > rest.len)
        return SIZE_MAX;
    const unsigned char *hit = memmem(rest.data, rest.len, needle.data, needle.len);
    return hit ? (size_t)(hit - s.data) : SIZE_MAX;
}

size_t slice_find_byte(struct slice s, unsigned char byte, size_t from)
{
    if (from >= s.len)
        return SIZE_MAX;
    const unsigned char *hit = memchr(s.data + from, byte, s.len - from);
    return hit ? (size_t)(hit - s.data) : SIZE_MAX;
}

static bool is_blank(unsigned char c)
{
    return c == ' ' || c == '\t';
}

struct slice slice_trim(struct slice s)
{
    while (s.len > 0 && is_blank(s.data[0])) {
        s.data++;
        s.len--;
    }
    while (s.len > 0 && is_blank(s.data[s.len - 1]))
        s.len--;
    return s;
}
