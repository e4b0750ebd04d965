/*
 * message-field - header blocks and structured field values, without judging what they say
 *
 * The narrow side of RFC 5322 section 2.2 and RFC 2045 section 5.1: no obsolete form, no comment,
 * no quoted pair. Neither decodes nor allocates.
 */
#include "inspect/message-field.h"

#include <string.h>

static const struct {
    const char *name;
    enum field_id id;
} FIELDS[] = {
    {"From", FIELD_FROM},
    {"Sender", FIELD_SENDER},
    {"Reply-To", FIELD_REPLY_TO},
    {"To", FIELD_TO},
    {"Cc", FIELD_CC},
    {"Bcc", FIELD_BCC},
    {"Subject", FIELD_SUBJECT},
    {"Date", FIELD_DATE},
    {"Message-ID", FIELD_MESSAGE_ID},
    {"In-Reply-To", FIELD_IN_REPLY_TO},
    {"References", FIELD_REFERENCES},
    {"MIME-Version", FIELD_MIME_VERSION},
    {"Content-Type", FIELD_CONTENT_TYPE},
    {"Content-Transfer-Encoding", FIELD_CONTENT_TRANSFER_ENCODING},
    {"Content-Disposition", FIELD_CONTENT_DISPOSITION},
    {"Content-ID", FIELD_CONTENT_ID},
    {"Content-Description", FIELD_CONTENT_DESCRIPTION},
    {"Content-Language", FIELD_CONTENT_LANGUAGE},
    {"Content-Location", FIELD_CONTENT_LOCATION},
};

bool field_char_in(unsigned char byte, const char *set)
{
    return byte != '\0' && strchr(set, byte) != NULL;
}

static enum field_id identify(struct slice name)
{
    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
        if (slice_is_nocase(name, FIELDS[i].name))
            return FIELDS[i].id;
    if (slice_starts_nocase(name, "Content-"))
        return FIELD_OTHER_CONTENT;
    return slice_starts_nocase(name, "X-") ? FIELD_OTHER_EXTENSION : FIELD_OTHER;
}

static bool is_blank(unsigned char c)
{
    return c == ' ' || c == '\t';
}

/* value_line - does the line hold nothing but printable ASCII and blanks, and is it more than
 * blanks? */
static bool value_line(struct slice line, bool *blank_r)
{
    bool blank = true;
    for (size_t i = 0; i < line.len; i++) {
        unsigned char c = line.data[i];
        if (is_blank(c))
            continue;
        if (c < '!' || c > '~')
            return false;
        blank = false;
    }
    *blank_r = blank;
    return true;
}

/* next_line - the line at *offset without its CRLF */
static struct slice next_line(struct slice block, size_t *offset)
{
    size_t end = slice_find_byte(block, '\n', *offset);
    struct slice line = slice_sub(block, *offset, end - 1 - *offset);
    *offset = end + 1;
    return line;
}

bool field_next(struct slice block, size_t *offset, struct field *field)
{
    size_t start = *offset, at = *offset;
    struct slice line = next_line(block, &at);
    size_t colon = 0;
    bool blank;

    while (colon < line.len && line.data[colon] > ' ' && line.data[colon] < 0x7f &&
           line.data[colon] != ':')
        colon++;
    if (colon == 0 || colon == line.len || line.data[colon] != ':' ||
        !value_line(slice_sub(line, colon + 1, line.len), &blank))
        return false;
    while (at < block.len && is_blank(block.data[at])) {
        line = next_line(block, &at);
        if (!value_line(line, &blank) || blank)
            return false;
    }
    field->name = slice_sub(block, start, colon);
    field->id = identify(field->name);
    field->value = slice_sub(block, start + colon + 1, at - 2 - (start + colon + 1));
    *offset = at;
    return true;
}

/* skip_blanks - blanks and folds */
static void skip_blanks(struct slice s, size_t *at)
{
    while (*at < s.len && (is_blank(s.data[*at]) || s.data[*at] == '\r' || s.data[*at] == '\n'))
        (*at)++;
}

/* token - RFC 2045 section 5.1; an empty slice when none stands there */
static struct slice token(struct slice s, size_t *at)
{
    size_t start = *at;
    while (*at < s.len && s.data[*at] > ' ' && s.data[*at] < 0x7f &&
           !field_char_in(s.data[*at], "()<>@,;:\\\"/[]?="))
        (*at)++;
    return slice_sub(s, start, *at - start);
}

/* quoted_string - between the quotes, on one line and without backslash; *at stands on the first
 * quote */
static struct slice quoted_string(struct slice s, size_t *at)
{
    size_t start = ++*at;
    while (*at < s.len && s.data[*at] >= ' ' && s.data[*at] != '"' && s.data[*at] != '\\')
        (*at)++;
    if (*at == s.len || s.data[*at] != '"')
        return slice_of(NULL, 0);
    return slice_sub(s, start, (*at)++ - start);
}

static bool parameter_read(struct slice value, size_t *at, struct structured *s)
{
    struct parameter p = {.name = token(value, at)};
    if (p.name.len == 0 || s->count == MESSAGE_PARAMETERS_MAX || *at == value.len ||
        value.data[(*at)++] != '=' || *at == value.len)
        return false;
    p.value = value.data[*at] == '"' ? quoted_string(value, at) : token(value, at);
    if (p.value.len == 0)
        return false;
    for (size_t i = 0; i < s->count; i++)
        if (slice_equal_nocase(s->parameters[i].name, p.name))
            return false;
    s->parameters[s->count++] = p;
    return true;
}

bool structured_read(struct slice value, bool with_subtype, struct structured *s)
{
    size_t at = 0;

    *s = (struct structured){.count = 0};
    skip_blanks(value, &at);
    s->type = token(value, &at);
    if (s->type.len == 0)
        return false;
    if (with_subtype) {
        if (at == value.len || value.data[at++] != '/')
            return false;
        s->subtype = token(value, &at);
        if (s->subtype.len == 0)
            return false;
    }
    for (skip_blanks(value, &at); at < value.len; skip_blanks(value, &at)) {
        if (value.data[at++] != ';')
            return false;
        skip_blanks(value, &at);
        if (!parameter_read(value, &at, s))
            return false;
    }
    return true;
}

struct slice structured_find(const struct structured *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++)
        if (slice_is_nocase(s->parameters[i].name, name))
            return s->parameters[i].value;
    return slice_of(NULL, 0);
}

bool field_plain(struct slice value, struct slice *plain)
{
    size_t start = 0;
    while (start < value.len && is_blank(value.data[start]))
        start++;
    *plain = slice_sub(value, start, value.len);
    for (size_t i = 0; i < plain->len; i++)
        if (plain->data[i] <= ' ')
            return false;
    return plain->len > 0;
}

/* comment_end - the comment is the whole rest: one level, quoted pairs allowed (Apple escapes the
 * parentheses of its build number) */
static bool whole_comment(struct slice s, size_t at)
{
    for (at++; at < s.len; at++) {
        unsigned char c = s.data[at];
        if (c == '\\' && at + 1 < s.len && s.data[at + 1] > ' ')
            at++;
        else if (c == ')')
            return at + 1 == s.len;
        else if (c == '(' || c == '\\' || c < ' ')
            return false;
    }
    return false;
}

bool mime_version_valid(struct slice value)
{
    struct slice v = slice_trim(value);
    if (!slice_starts(v, "1.0"))
        return false;
    if (v.len == 3)
        return true;
    size_t at = 3;
    skip_blanks(v, &at);
    return at < v.len && v.data[at] == '(' && whole_comment(v, at);
}
