/*
 * The address lists of From, To and Cc (RFC 5322 section 3.4), read leniently: what an address is
 * in the end, address_normalise() says.
 */
#include "tool/check-addresses.h"

/* One field while it is taken apart, byte by byte */
struct scan {
    struct buffer text;  /* outside angle brackets */
    struct buffer angle; /* between them */
    bool has_angle, in_angle, in_quotes, in_literal, escaped;
    unsigned comment; /* depth */
    struct string_list *out;
};

static bool flush(struct scan *s)
{
    struct slice address = slice_trim(buffer_slice(s->has_angle ? &s->angle : &s->text));
    bool good = !s->text.failed && !s->angle.failed;

    if (good && address.len > 0 && s->out->count < CHECK_ADDRESSES_MAX &&
        slice_find_byte(address, '\0', 0) == SIZE_MAX)
        good = string_list_add(s->out, address);
    buffer_clear(&s->text);
    buffer_clear(&s->angle);
    s->has_angle = s->in_angle = false;
    return good;
}

static void keep(struct scan *s, unsigned char c)
{
    buffer_append_byte(s->in_angle ? &s->angle : &s->text, c);
}

/* in_token - bytes of a quoted string, comment or domain literal; false when c is outside all */
static bool in_token(struct scan *s, unsigned char c)
{
    bool inside = s->in_quotes || s->comment > 0 || s->in_literal;

    if (!inside)
        return false;
    if (s->comment == 0)
        keep(s, c);
    if (s->escaped)
        s->escaped = false;
    else if (c == '\\')
        s->escaped = true;
    else if (s->comment > 0)
        s->comment = c == '(' ? s->comment + 1 : c == ')' ? s->comment - 1 : s->comment;
    else if (s->in_quotes)
        s->in_quotes = c != '"';
    else
        s->in_literal = c != ']';
    return true;
}

static bool next_byte(struct scan *s, unsigned char c)
{
    if (in_token(s, c))
        return true;
    switch (c) {
    case '(':
        s->comment = 1;
        return true;
    case '"':
    case '[':
        s->in_quotes = c == '"';
        s->in_literal = c == '[';
        break;
    case '<':
        s->in_angle = s->has_angle = true;
        buffer_clear(&s->angle);
        return true;
    case '>':
        s->in_angle = false;
        return true;
    case ',':
    case ';':
        if (!s->in_angle) /* a source route has commas, too */
            return flush(s);
        break;
    case ':':
        if (!s->in_angle) { /* the name of a group went before */
            buffer_clear(&s->text);
            return true;
        }
        break;
    default:
        break;
    }
    keep(s, c);
    return true;
}

static bool scan_field(struct slice value, struct string_list *out)
{
    struct scan s = {.out = out};
    bool good = true;

    buffer_init(&s.text, CHECK_FIELD_MAX);
    buffer_init(&s.angle, CHECK_FIELD_MAX);
    for (size_t i = 0; good && i < value.len && i < CHECK_FIELD_MAX; i++)
        if (value.data[i] != '\r' && value.data[i] != '\n') /* folded lines are joined */
            good = next_byte(&s, value.data[i]);
    good = flush(&s) && good;
    buffer_free(&s.text);
    buffer_free(&s.angle);
    return good;
}

/* field_end - where the field that begins at `from` ends: before a line that does not begin with a
 * blank or tab */
static size_t field_end(struct slice header, size_t from)
{
    size_t at = from;

    do {
        at = slice_find_byte(header, '\n', at);
        if (at == SIZE_MAX)
            return header.len;
        at++;
    } while (at < header.len && (header.data[at] == ' ' || header.data[at] == '\t'));
    return at;
}

bool check_addresses(struct slice message, const char *field, struct string_list *out)
{
    struct slice header = slice_sub(message, 0, CHECK_HEADER_MAX);
    size_t at = 0;

    while (at < header.len && header.data[at] != '\r' && header.data[at] != '\n') {
        size_t end = field_end(header, at);
        struct slice line = slice_sub(header, at, end - at);
        size_t colon = slice_find_byte(line, ':', 0);

        if (colon != SIZE_MAX && slice_is_nocase(slice_trim(slice_sub(line, 0, colon)), field) &&
            !scan_field(slice_sub(line, colon + 1, line.len), out))
            return false;
        at = end;
    }
    return true;
}
