/*
 * slice - a view of bytes that somebody else owns
 *
 * A slice is valid as long as the memory it points into; it is passed by value and never freed.
 * The bytes need not be text and need not end in NUL. An empty slice may have data == NULL.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slice {
    const unsigned char *data;
    size_t len;
};

/* slice_of - view of len bytes; slice_from - view of a NUL-ended string without its NUL */
struct slice slice_of(const void *data, size_t len);
struct slice slice_from(const char *string);

/* slice_sub - the bytes [offset, offset + len), cut to what is there; never reads outside */
struct slice slice_sub(struct slice s, size_t offset, size_t len);

bool slice_equal(struct slice a, struct slice b);
bool slice_is(struct slice s, const char *string);
/* ASCII case only: for protocol keywords, never for people's text */
bool slice_equal_nocase(struct slice a, struct slice b);
bool slice_is_nocase(struct slice s, const char *string);
bool slice_starts(struct slice s, const char *prefix);
bool slice_starts_nocase(struct slice s, const char *prefix);

/* slice_digits - how many ASCII digits it begins with */
size_t slice_digits(struct slice s);

/* slice_in - is it one of the strings of a list that ends in NULL? */
bool slice_in(struct slice s, const char *const *list);
bool slice_in_nocase(struct slice s, const char *const *list);

/* slice_next_line - cuts the first line off *rest, and off it its line feed; false when no line
 * feed is left, and *rest stays as it was */
bool slice_next_line(struct slice *rest, struct slice *line);

/* slice_in_lines - is it one of these lines? Each ends in a line feed. */
bool slice_in_lines(struct slice s, struct slice lines);

/* slice_without_number - without the ASCII digits at its end */
struct slice slice_without_number(struct slice s);

/* slice_find - offset of the first needle at or after from; SIZE_MAX when there is none */
size_t slice_find(struct slice s, struct slice needle, size_t from);
size_t slice_find_byte(struct slice s, unsigned char byte, size_t from);

/* slice_trim - without blanks and tabs at either end */
struct slice slice_trim(struct slice s);

#endif
