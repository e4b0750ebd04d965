/*
 * ods-value.c - what a cell of a spreadsheet holds, next to the text that it shows; references to
 * cells
 *
 * The program makes the shown text anew from the value, so that each must say what the other does.
 */
#include "inspect/format/ods.h"

#include <string.h>

enum { REFERENCE_MAX = 20 };

void ods_value_init(struct ods_value *v)
{
    memset(v, 0, sizeof *v);
    buffer_init(&v->string, XML_ATTRIBUTE_MAX + 1);
}

void ods_value_free(struct ods_value *v)
{
    bytes_wipe(v->value, sizeof v->value);
    buffer_free(&v->string);
}

/* type_of - an error of a formula is a text by one attribute and an error by the other */
static enum ods_type type_of(const struct xml_element *e)
{
    static const struct {
        const char *name;
        enum ods_type type;
    } types[] = {{"string", ODS_TEXT},     {"float", ODS_NUMBER}, {"percentage", ODS_NUMBER},
                 {"currency", ODS_NUMBER}, {"date", ODS_DATE},    {"time", ODS_DATE}};
    struct slice type = xml_attribute(e, "office:value-type");
    struct slice again = xml_attribute(e, "calcext:value-type");

    if (again.data != NULL && !slice_equal(type, again))
        return ODS_OTHER;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (slice_is(type, types[i].name))
            return types[i].type;
    return type.data == NULL ? ODS_TEXT : ODS_OTHER;
}

bool ods_value_read(struct ods_value *v, const struct xml_element *cell)
{
    struct slice value = xml_attribute(cell, "office:value");
    struct slice string = xml_attribute(cell, "office:string-value");

    v->type = type_of(cell);
    memset(v->value, 0, sizeof v->value);
    if (v->type == ODS_NUMBER && (value.len == 0 || value.len >= sizeof v->value))
        v->type = ODS_OTHER;
    if (v->type == ODS_NUMBER)
        memcpy(v->value, value.data, value.len);
    v->has_string = string.data != NULL;
    buffer_clear(&v->string);
    return buffer_append_slice(&v->string, string);
}

void ods_value_surplus(const struct ods_value *v, const struct xml_element *cell,
                       struct referral_sink *sink, struct place place)
{
    static const struct {
        const char *name;
        enum ods_type type;
    } values[] = {{"office:value", ODS_NUMBER},
                  {"office:string-value", ODS_TEXT},
                  {"office:date-value", ODS_DATE},
                  {"office:time-value", ODS_DATE},
                  {"office:boolean-value", ODS_OTHER}};

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        struct slice value = xml_attribute(cell, values[i].name);

        if (value.data != NULL && values[i].type != v->type)
            sink_hidden(sink, value, place);
    }
}

/* next_digit - the first one at or after *at, past which *at goes; zeros before it are left out
 * when there was none yet. -1 at the end, -2 for what is neither a digit nor between digits. */
static int next_digit(struct slice text, size_t *at, bool leading)
{
    for (; *at < text.len; ++*at) {
        unsigned char c = text.data[*at];

        if (c >= '0' && c <= '9' && (c != '0' || !leading)) {
            ++*at;
            return c;
        }
        if ((c < '0' || c > '9') && (c == '\0' || strchr(" .,/-\xC2\xA0\xE2\x80\xAF", c) == NULL))
            return -2;
    }
    return -1;
}

bool ods_value_shows(struct slice value, struct slice shown)
{
    size_t at = 0, shown_at = 0;
    bool leading = true;

    for (;;) {
        int digit = next_digit(value, &at, leading), other = next_digit(shown, &shown_at, leading);

        if (digit != other || digit == -2)
            return false;
        if (digit == -1)
            return shown.len > 0;
        leading = false;
    }
}

/* sheet_length - of "Blad1." or "$'Blad 1'." at the start of the reference; 0: none of a sheet of
 * this document. A range goes on with ".B2" alone. */
static size_t sheet_length(const struct opendocument *d, struct slice ref)
{
    size_t from = slice_starts(ref, "$") ? 1 : 0, end;
    bool quoted = from < ref.len && ref.data[from] == '\'';

    if (quoted) {
        end = slice_find_byte(ref, '\'', ++from);
        if (end == SIZE_MAX || end + 1 >= ref.len || ref.data[end + 1] != '.')
            return 0;
    } else {
        end = slice_find_byte(ref, '.', from);
        if (end == SIZE_MAX)
            return 0;
    }
    if (end > from && !opendocument_has_sheet(d, slice_sub(ref, from, end - from)))
        return 0;
    return end + (quoted ? 2 : 1);
}

bool ods_range(const struct opendocument *d, struct slice range)
{
    size_t at = 0, len;

    while (at < range.len) {
        struct slice rest = slice_sub(range, at, range.len);
        size_t end = sheet_length(d, rest);

        if (end == 0)
            return false;
        for (len = end; len < rest.len && rest.data[len] != ':' && rest.data[len] != ' ';)
            len++;
        if (len == end || len - end > REFERENCE_MAX ||
            !vocabulary_holds('r', slice_sub(rest, end, len - end)))
            return false;
        at += len + 1;
    }
    return true;
}
