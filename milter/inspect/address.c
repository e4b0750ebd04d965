/*
 * address - one spelling for addresses, and lists of allowed ones
 *
 * Strict, as for whatever is allowed: where mail systems could read an address in two ways, either
 * it is none or it matches nothing but itself.
 */
#include "inspect/address.h"

#include "inspect/address-domain.h"
#include "inspect/fold.h"

#include <string.h>

/* The address without comments, quotes and escapes; marks has a byte for each of text, 1 where it
 * was quoted or escaped and so is no syntax */
struct spelled {
    struct buffer text, marks;
};

struct scanner {
    struct slice in;
    size_t at;
    struct spelled *out;
    bool gap; /* white space stood before what comes next */
};

static void put(struct scanner *s, unsigned char c, bool mark)
{
    buffer_append_byte(&s->out->text, c);
    buffer_append_byte(&s->out->marks, mark);
}

static bool is_white(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_control(unsigned char c)
{
    return c < ' ' || c == 0x7f;
}

/* skip_comment - from the opening parenthesis to after its closing one; false when there is none */
static bool skip_comment(struct scanner *s)
{
    unsigned depth = 0;
    for (; s->at < s->in.len; s->at++) {
        unsigned char c = s->in.data[s->at];
        if (c == '\\')
            s->at++;
        else if (c == '(')
            depth++;
        else if (c == ')' && --depth == 0) {
            s->at++;
            return true;
        }
    }
    return false;
}

static bool scan_escaped(struct scanner *s)
{
    s->at++;
    if (s->at >= s->in.len || is_control(s->in.data[s->at]))
        return false;
    put(s, s->in.data[s->at++], true);
    return true;
}

static bool scan_quoted(struct scanner *s)
{
    s->at++;
    while (s->at < s->in.len) {
        unsigned char c = s->in.data[s->at];
        if (c == '"') {
            s->at++;
            return true;
        }
        if (c == '\\') {
            if (!scan_escaped(s))
                return false;
        } else if (is_control(c)) {
            return false;
        } else {
            put(s, c, true);
            s->at++;
        }
    }
    return false;
}

/* gap_allowed - white space may stand beside syntax, but does not join two words */
static bool gap_allowed(const struct scanner *s, unsigned char next)
{
    const struct buffer *text = &s->out->text;
    return text->len == 0 || strchr("<>@.,:", text->data[text->len - 1]) != NULL ||
           strchr("<>@.,:", next) != NULL;
}

static bool scan_one(struct scanner *s)
{
    unsigned char c = s->in.data[s->at];
    if (is_white(c)) {
        s->gap = true;
        s->at++;
        return true;
    }
    if (c == '(') {
        s->gap = true;
        return skip_comment(s);
    }
    if (c == ')' || is_control(c) || (s->gap && !gap_allowed(s, c)))
        return false;
    s->gap = false;
    if (c == '"')
        return scan_quoted(s);
    if (c == '\\')
        return scan_escaped(s);
    put(s, c, false);
    s->at++;
    return true;
}

static bool scan(struct slice text, struct spelled *out)
{
    struct scanner s = {.in = text, .out = out};
    if (text.len > ADDRESS_TEXT_MAX)
        return false;
    while (s.at < s.in.len)
        if (!scan_one(&s))
            return false;
    return !out->text.failed && !out->marks.failed;
}

/* ---- taking the spelled address apart ---- */

/* A run of a spelled address */
struct run {
    struct slice text, marks;
};

static struct run run_sub(struct run r, size_t offset, size_t len)
{
    return (struct run){slice_sub(r.text, offset, len), slice_sub(r.marks, offset, len)};
}

static bool syntax_at(struct run r, size_t i, unsigned char c)
{
    return i < r.text.len && r.text.data[i] == c && r.marks.data[i] == 0;
}

static size_t first_syntax(struct run r, unsigned char c)
{
    size_t i = 0;
    while (i < r.text.len && !syntax_at(r, i, c))
        i++;
    return i < r.text.len ? i : SIZE_MAX;
}

static size_t last_syntax(struct run r, unsigned char c)
{
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < r.text.len; i++)
        if (syntax_at(r, i, c))
            found = i;
    return found;
}

/* unbracket - false for a bracket without its partner */
static bool unbracket(struct run *r)
{
    bool opens = syntax_at(*r, 0, '<');
    bool closes = r->text.len > 0 && syntax_at(*r, r->text.len - 1, '>');
    if (opens != closes)
        return false;
    if (opens)
        *r = run_sub(*r, 1, r->text.len - 2);
    return first_syntax(*r, '<') == SIZE_MAX && first_syntax(*r, '>') == SIZE_MAX;
}

/* local_plain - no syntax in the local part but what routing puts there */
static bool local_plain(struct run local)
{
    for (size_t i = 0; i < local.text.len; i++)
        if (local.marks.data[i] == 0 && strchr("()<>,;:[]", local.text.data[i]) != NULL)
            return false;
    return local.text.len > 0;
}

/* compose - "local@domain", folded; joint stands between the local part and more of it */
static bool compose(struct slice local, struct slice more, struct slice domain,
                    char out[ADDRESS_MAX])
{
    char ascii[DOMAIN_SIZE];
    struct buffer folded;
    bool good = false;
    buffer_init(&folded, ADDRESS_MAX - 1);
    if (domain_to_ascii(domain, DOMAIN_NONTRANSITIONAL, ascii) && fold_case(local, &folded) &&
        (more.len == 0 || (buffer_append_byte(&folded, '%') && fold_case(more, &folded))) &&
        buffer_append_byte(&folded, '@') && buffer_append_string(&folded, ascii) &&
        buffer_string(&folded)) {
        memcpy(out, folded.data, folded.len + 1);
        good = true;
    }
    buffer_free(&folded);
    return good;
}

/* routed - "@a,@b:local@host": what a sees first, as "local%host@a" */
static bool routed(struct run r, char out[ADDRESS_MAX])
{
    size_t colon = first_syntax(r, ':'), comma = first_syntax(r, ',');
    if (colon == SIZE_MAX)
        return false;
    size_t first_end = comma < colon ? comma : colon;
    struct run rest = run_sub(r, colon + 1, r.text.len);
    size_t at = last_syntax(rest, '@');
    if (at == SIZE_MAX || !local_plain(run_sub(rest, 0, at)))
        return false;
    return compose(slice_sub(rest.text, 0, at), slice_sub(rest.text, at + 1, rest.text.len),
                   slice_sub(r.text, 1, first_end - 1), out);
}

static bool assemble(struct run r, char out[ADDRESS_MAX])
{
    static const struct slice nothing = {0};
    if (!unbracket(&r))
        return false;
    if (r.text.len == 0)
        return true;
    if (syntax_at(r, 0, '@'))
        return routed(r, out);
    size_t at = last_syntax(r, '@');
    if (at != SIZE_MAX)
        return local_plain(run_sub(r, 0, at)) &&
               compose(slice_sub(r.text, 0, at), nothing, slice_sub(r.text, at + 1, r.text.len),
                       out);
    size_t bang = first_syntax(r, '!');
    return bang != SIZE_MAX && local_plain(run_sub(r, bang + 1, r.text.len)) &&
           compose(slice_sub(r.text, bang + 1, r.text.len), nothing, slice_sub(r.text, 0, bang),
                   out);
}

bool address_normalise(struct slice text, char out[ADDRESS_MAX])
{
    struct spelled spelled;
    buffer_init(&spelled.text, ADDRESS_TEXT_MAX);
    buffer_init(&spelled.marks, ADDRESS_TEXT_MAX);
    out[0] = '\0';
    bool good =
        scan(text, &spelled) &&
        assemble((struct run){buffer_slice(&spelled.text), buffer_slice(&spelled.marks)}, out);
    buffer_free(&spelled.text);
    buffer_free(&spelled.marks);
    return good;
}

bool address_normalise_pattern(struct slice text, char out[ADDRESS_MAX])
{
    text = slice_trim(text);
    if (text.len == 0 || text.data[0] != '@')
        return address_normalise(text, out) && out[0] != '\0';
    char ascii[DOMAIN_SIZE];
    out[0] = '\0';
    if (!domain_to_ascii(slice_sub(text, 1, text.len), DOMAIN_NONTRANSITIONAL, ascii))
        return false;
    out[0] = '@';
    memcpy(out + 1, ascii, strlen(ascii) + 1);
    return true;
}

/* ---- lists ---- */

/* routes - could a mail system at the domain take this local part for another address? */
static bool routes(const char *local, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (is_control((unsigned char)local[i]) || strchr(" @%!<>,:;()[]\"\\", local[i]) != NULL)
            return true;
    return len == 0;
}

bool address_is_mailbox(const char *address)
{
    const char *at = strrchr(address, '@');
    return at && at[1] != '\0' && !routes(address, (size_t)(at - address));
}

bool address_matches(const char *address, const char *pattern)
{
    if (*address == '\0' || *pattern == '\0')
        return false;
    if (pattern[0] != '@')
        return strcmp(address, pattern) == 0;
    const char *at = strrchr(address, '@');
    return at && strcmp(at, pattern) == 0 && address_is_mailbox(address);
}

bool address_in_list(const char *address, const struct string_list *patterns)
{
    for (size_t i = 0; i < patterns->count; i++)
        if (address_matches(address, patterns->items[i]))
            return true;
    return false;
}
