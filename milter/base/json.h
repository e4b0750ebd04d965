/*
 * json - writes JSON (RFC 8259) on one line into a buffer
 *
 * Commas are the writer's care; errors stick in the buffer (buffer.failed). Strings are written as
 * printable ASCII: quote and backslash escaped, every other byte outside 0x20..0x7e as \u00XX.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buffer.h"

struct json {
    struct buffer *out;
    bool comma; /* a comma is due before the next member or element */
};

void json_init(struct json *j, struct buffer *out);
void json_object_open(struct json *j);
void json_object_close(struct json *j);
void json_array_open(struct json *j);
void json_array_close(struct json *j);
void json_key(struct json *j, const char *key);
/* json_text - a string (the name json_string is jansson's); at most max bytes of s are written (0:
 * all) */
void json_text(struct json *j, struct slice s, size_t max);
void json_number(struct json *j, uint64_t n);
void json_bool(struct json *j, bool b);
/* json_raw - text that is JSON already: one value, or members when in an object */
void json_raw(struct json *j, struct slice text);

/* the common pairs */
void json_member(struct json *j, const char *key, const char *string);
void json_member_number(struct json *j, const char *key, uint64_t n);
void json_member_bool(struct json *j, const char *key, bool b);

#endif
