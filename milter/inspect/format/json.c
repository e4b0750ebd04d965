/*
 * json.c - JSON (RFC 8259), as programs write it
 *
 * One object is one client, an array of objects several; keys are labels, values are strings, whole
 * numbers or null. Whatever is nested deeper is refused. The parser refuses duplicate keys, \u0000,
 * lone surrogates and anything behind the value; a byte order mark before it, as Notepad and
 * PowerShell write one, is left out (section 8.1).
 */
#include "inspect/format/format.h"
#include "inspect/format/memory.h"
#include "inspect/referral.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

enum { NUMBER_SIZE = 24 };

static struct slice string_of(const json_t *value)
{
    return slice_of(json_string_value(value), json_string_length(value));
}

/* refuse - a value where none may be: its texts go to the detectors */
static bool refuse(const json_t *value, struct referral_sink *sink, struct place place)
{
    const char *key;
    json_t *member;
    size_t i;

    sink_finding(sink, REASON_FIELD_NOT_PERMITTED, place);
    if (json_is_string(value))
        return sink_text(sink, string_of(value), place);
    if (json_is_array(value)) {
        json_array_foreach (value, i, member)
            if (!refuse(member, sink, place))
                return false;
    }
    if (json_is_object(value)) {
        json_object_foreach ((json_t *)(uintptr_t)value, key, member)
            if (!sink_text(sink, slice_from(key), place) || !refuse(member, sink, place))
                return false;
    }
    return true;
}

static bool read_member(const char *key, const json_t *value, struct referral_sink *sink,
                        struct place place)
{
    char digits[NUMBER_SIZE];
    bool good;

    if (json_is_null(value))
        return sink_entry(sink, slice_from(key), slice_of(NULL, 0), place);
    if (json_is_string(value))
        return sink_entry(sink, slice_from(key), string_of(value), place);
    if (!json_is_integer(value))
        return sink_entry(sink, slice_from(key), slice_of(NULL, 0), place) &&
               refuse(value, sink, place);
    snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    good = sink_number(sink, slice_from(key), slice_from(digits), place);
    bytes_wipe(digits, sizeof digits);
    return good;
}

static bool read_client(json_t *object, uint32_t number, struct referral_sink *sink)
{
    uint32_t member = 1;
    const char *key;
    json_t *value;

    if (!json_is_object(object))
        return refuse(object, sink, place_at(PLACE_CARD_PROPERTY, number, member, 0));
    if (!sink_next_client(sink))
        return false;
    json_object_foreach (object, key, value) {
        if (!read_member(key, value, sink, place_at(PLACE_CARD_PROPERTY, number, member++, 0)))
            return false;
    }
    return true;
}

static bool read_clients(json_t *root, struct referral_sink *sink)
{
    json_t *object;
    size_t i;

    if (!json_is_array(root))
        return read_client(root, 1, sink);
    json_array_foreach (root, i, object) {
        if (!read_client(object, (uint32_t)i + 1, sink))
            return false;
    }
    return true;
}

/* allocate - jansson reads on when a text it collects cannot grow, then without some of its bytes;
 * where the closing quote is one of them, it reads and writes beyond the text. To look afterwards
 * whether memory failed would be too late: better no verdict from this process at all. */
static void *allocate(size_t size)
{
    void *memory = memory_allocate(size);

    if (memory == NULL)
        abort();
    return memory;
}

bool format_json_read(struct slice file, struct referral_sink *sink)
{
    json_error_t error;
    json_t *root;
    bool good = true;

    sink_origin(sink, place_at(PLACE_CARD_PROPERTY, 1, 1, 0));
    sink_rows(sink, true);
    if (slice_starts(file, "\xEF\xBB\xBF"))
        file = slice_sub(file, 3, file.len);
    json_set_alloc_funcs(allocate, memory_release);
    root = json_loadb((const char *)file.data, file.len, JSON_REJECT_DUPLICATES, &error);
    if (root != NULL) {
        good = read_clients(root, sink);
    } else {
        sink_finding(sink, REASON_CONTENT_FORMAT, place_none());
    }
    bytes_wipe(&error, sizeof error); /* it quotes the document */
    json_decref(root);
    return good;
}
