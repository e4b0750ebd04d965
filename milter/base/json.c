/*
 * json - writes JSON on one line; reads none
 */
#include "base/json.h"

#include <inttypes.h>

void json_init(struct json *j, struct buffer *out)
{
    *j = (struct json){.out = out};
}

/* before_value - the comma that is due, and one for whatever follows */
static void before_value(struct json *j)
{
    if (j->comma)
        buffer_append_byte(j->out, ',');
    j->comma = true;
}

static void open_with(struct json *j, unsigned char bracket)
{
    before_value(j);
    buffer_append_byte(j->out, bracket);
    j->comma = false;
}

static void close_with(struct json *j, unsigned char bracket)
{
    buffer_append_byte(j->out, bracket);
    j->comma = true;
}

void json_object_open(struct json *j)
{
    open_with(j, '{');
}

void json_object_close(struct json *j)
{
    close_with(j, '}');
}

void json_array_open(struct json *j)
{
    open_with(j, '[');
}

void json_array_close(struct json *j)
{
    close_with(j, ']');
}

static void escaped(struct buffer *out, struct slice s)
{
    buffer_append_byte(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = s.data[i];
        if (c < 0x20 || c > 0x7e) {
            buffer_printf(out, "\\u%04x", c);
            continue;
        }
        if (c == '"' || c == '\\')
            buffer_append_byte(out, '\\');
        buffer_append_byte(out, c);
    }
    buffer_append_byte(out, '"');
}

void json_key(struct json *j, const char *key)
{
    before_value(j);
    escaped(j->out, slice_from(key));
    buffer_append_byte(j->out, ':');
    j->comma = false;
}

void json_text(struct json *j, struct slice s, size_t max)
{
    before_value(j);
    escaped(j->out, max > 0 ? slice_sub(s, 0, max) : s);
}

void json_number(struct json *j, uint64_t n)
{
    before_value(j);
    buffer_printf(j->out, "%" PRIu64, n);
}

void json_bool(struct json *j, bool b)
{
    before_value(j);
    buffer_append_string(j->out, b ? "true" : "false");
}

void json_raw(struct json *j, struct slice text)
{
    before_value(j);
    buffer_append_slice(j->out, text);
}

void json_member(struct json *j, const char *key, const char *string)
{
    json_key(j, key);
    json_text(j, slice_from(string), 0);
}

void json_member_number(struct json *j, const char *key, uint64_t n)
{
    json_key(j, key);
    json_number(j, n);
}

void json_member_bool(struct json *j, const char *key, bool b)
{
    json_key(j, key);
    json_bool(j, b);
}
