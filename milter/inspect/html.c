/*
 * html - texts of an HTML body; see the header
 *
 * One pass, no recursion but for the inside of a comment, which is read as HTML once more because
 * mail programs do that with conditional ones. It judges nothing.
 */
#include "inspect/html.h"

#include "base/ascii.h"
#include "inspect/html-put.h"

struct reader {
    struct slice in;
    size_t at;
    struct html_texts out;
    size_t start;    /* of what this reader wrote, in out.visible */
    unsigned pre;    /* open <pre> elements */
    bool in_comment; /* no comment inside a comment */
};

/* Elements that begin and end a line. In these tables names are in lower case. */
static const char *const BLOCKS[] = {
    "address",  "article",    "aside",   "blockquote", "body",    "caption",  "center",
    "dd",       "details",    "dialog",  "dir",        "div",     "dl",       "dt",
    "fieldset", "figcaption", "figure",  "footer",     "form",    "frameset", "h1",
    "h2",       "h3",         "h4",      "h5",         "h6",      "head",     "header",
    "hgroup",   "hr",         "html",    "legend",     "li",      "listing",  "main",
    "menu",     "nav",        "ol",      "optgroup",   "option",  "p",        "plaintext",
    "pre",      "search",     "section", "select",     "summary", "table",    "tbody",
    "td",       "textarea",   "tfoot",   "th",         "thead",   "tr",       "ul",
    "xmp",      NULL,
};
/* Attributes that hold words for people */
static const char *const WORDS[] = {
    "abbr",    "alt",   "aria-label",  "aria-description", "aria-roledescription",
    "caption", "label", "placeholder", "standby",          "summary",
    "title",   NULL,
};
/* What mail programs write into comments by themselves */
static const char *const MACHINE_COMMENTS[] = {
    "[if", "[endif", "converted from ", "startfragment", "endfragment", NULL,
};

static bool starts_in_table(struct slice text, const char *const *table)
{
    for (; *table != NULL; table++)
        if (slice_starts_nocase(text, *table))
            return true;
    return false;
}

static unsigned char peek(const struct reader *r, size_t ahead)
{
    return ahead < r->in.len - r->at ? r->in.data[r->at + ahead] : 0;
}

/* --- lines of visible text --- */

static bool line_empty(const struct reader *r)
{
    const struct buffer *b = r->out.visible;

    return b->len == r->start || b->data[b->len - 1] == '\n';
}

static void end_line(struct reader *r)
{
    if (!line_empty(r))
        buffer_append_byte(r->out.visible, '\n');
}

static void put_visible(struct reader *r, size_t end)
{
    html_put_text(slice_sub(r->in, r->at, end - r->at), false, r->pre > 0, r->out.visible,
                  r->start);
    r->at = end;
}

/* --- mark-up --- */

/* skip_past - to just after the next byte c, or to the end; the text before it */
static struct slice skip_past(struct reader *r, unsigned char c)
{
    size_t from = r->at, end = slice_find_byte(r->in, c, from);

    r->at = end == SIZE_MAX ? r->in.len : end + 1;
    return slice_sub(r->in, from, (end == SIZE_MAX ? r->in.len : end) - from);
}

static struct slice read_attribute_value(struct reader *r)
{
    unsigned char quote = peek(r, 0);
    size_t from = r->at;

    if (quote == '"' || quote == '\'') {
        r->at++;
        return skip_past(r, quote);
    }
    while (r->at < r->in.len && !html_is_blank(r->in.data[r->at]) && r->in.data[r->at] != '>')
        r->at++;
    return slice_sub(r->in, from, r->at - from);
}

static void skip_blanks(struct reader *r)
{
    while (r->at < r->in.len && html_is_blank(r->in.data[r->at]))
        r->at++;
}

static bool ends_attribute_name(unsigned char c)
{
    return html_is_blank(c) || c == '/' || c == '>' || c == '=';
}

static void read_attribute(struct reader *r)
{
    struct buffer *machinery = r->out.machinery;
    size_t from = r->at++;

    while (r->at < r->in.len && !ends_attribute_name(r->in.data[r->at]))
        r->at++;
    struct slice name = slice_sub(r->in, from, r->at - from);

    html_put_text(name, false, false, machinery, 0);
    skip_blanks(r);
    if (peek(r, 0) != '=')
        return;
    r->at++;
    skip_blanks(r);
    struct slice value = read_attribute_value(r);

    if (slice_in_nocase(name, WORDS)) {
        html_put_line(value, true, r->out.hidden);
        return;
    }
    buffer_append_byte(machinery, '=');
    html_put_text(value, true, false, machinery, 0);
    html_put_unescaped(value, machinery);
}

/* read_tag - at "<" or "</" and a letter; gives the name of the element */
static struct slice read_tag(struct reader *r)
{
    size_t from = r->at += peek(r, 1) == '/' ? 2 : 1;

    while (r->at < r->in.len && !html_is_blank(r->in.data[r->at]) && r->in.data[r->at] != '/' &&
           r->in.data[r->at] != '>')
        r->at++;
    struct slice name = slice_sub(r->in, from, r->at - from);

    buffer_append_slice(r->out.machinery, name);
    while (r->at < r->in.len && r->in.data[r->at] != '>') {
        if (html_is_blank(r->in.data[r->at]) || r->in.data[r->at] == '/') {
            r->at++;
            continue;
        }
        buffer_append_byte(r->out.machinery, ' ');
        read_attribute(r);
    }
    r->at += r->at < r->in.len ? 1 : 0;
    buffer_append_byte(r->out.machinery, '\n');
    return name;
}

/* find_end_tag - where "</name" stands next, or the end */
static size_t find_end_tag(const struct reader *r, struct slice name)
{
    size_t at = r->at;

    while ((at = slice_find_byte(r->in, '<', at)) != SIZE_MAX) {
        struct slice found = slice_sub(r->in, at + 2, name.len);
        struct slice after = slice_sub(r->in, at + 2 + name.len, 1);

        if (slice_sub(r->in, at + 1, 1).len == 1 && r->in.data[at + 1] == '/' &&
            slice_equal_nocase(found, name) &&
            (after.len == 0 || html_is_blank(*after.data) || *after.data == '/' ||
             *after.data == '>'))
            return at;
        at++;
    }
    return r->in.len;
}

/* read_raw - the content of an element in which tags are text */
static void read_raw(struct reader *r, struct slice name)
{
    size_t end = find_end_tag(r, name);
    struct slice text = slice_sub(r->in, r->at, end - r->at);

    if (slice_is_nocase(name, "textarea"))
        html_put_text(text, false, true, r->out.visible, r->start);
    else
        html_put_line(text, false,
                      slice_is_nocase(name, "title") ? r->out.hidden : r->out.machinery);
    r->at = end;
}

static bool is_raw(struct slice name)
{
    return slice_is_nocase(name, "script") || slice_is_nocase(name, "style") ||
           slice_is_nocase(name, "title") || slice_is_nocase(name, "textarea");
}

static void read_element(struct reader *r)
{
    bool end_tag = peek(r, 1) == '/';
    struct slice name = read_tag(r);

    if (slice_is_nocase(name, "br"))
        buffer_append_byte(r->out.visible, '\n');
    else if (slice_in_nocase(name, BLOCKS))
        end_line(r);
    if (slice_is_nocase(name, "pre") || slice_is_nocase(name, "listing"))
        r->pre = end_tag ? r->pre - (r->pre > 0) : r->pre + 1;
    if (!end_tag && is_raw(name))
        read_raw(r, name);
}

static void read_all(struct reader *r);

/* read_comment_text - in a machine's comment the tags are put after the text, so that they split no
 * word of it */
static void read_comment_text(const struct reader *r, struct slice text)
{
    struct reader inner = {.in = text, .out = r->out, .in_comment = true};
    struct buffer tags;

    buffer_init(&tags, r->out.machinery->max);
    if (starts_in_table(slice_trim(text), MACHINE_COMMENTS)) {
        inner.out.visible = r->out.machinery;
        inner.out.machinery = &tags;
    } else {
        inner.out.visible = r->out.hidden;
    }
    inner.start = inner.out.visible->len;
    read_all(&inner);
    end_line(&inner);
    r->out.machinery->failed |= tags.failed;
    buffer_append_slice(r->out.machinery, buffer_slice(&tags));
    buffer_free(&tags);
}

/* find_comment_end - "-->" or "--!>" at or after r->at; *len_r is its length, 0 at the end */
static size_t find_comment_end(const struct reader *r, size_t *len_r)
{
    size_t at = r->at;

    while ((at = slice_find_byte(r->in, '>', at)) != SIZE_MAX) {
        const unsigned char *d = r->in.data;
        size_t before = at - r->at;

        if (before >= 3 && d[at - 1] == '!' && d[at - 2] == '-' && d[at - 3] == '-') {
            *len_r = 4;
            return at - 3;
        }
        if (before >= 2 && d[at - 1] == '-' && d[at - 2] == '-') {
            *len_r = 3;
            return at - 2;
        }
        at++;
    }
    *len_r = 0;
    return r->in.len;
}

/* read_comment - at "<!--"; "<!-->" and "<!--->" are whole comments */
static void read_comment(struct reader *r)
{
    size_t len, end;

    r->at += 4;
    if (peek(r, 0) == '>' || (peek(r, 0) == '-' && peek(r, 1) == '>')) {
        skip_past(r, '>');
        return;
    }
    end = find_comment_end(r, &len);
    read_comment_text(r, slice_sub(r->in, r->at, end - r->at));
    r->at = end + len;
}

static bool at_comment(const struct reader *r)
{
    return !r->in_comment && peek(r, 1) == '!' && peek(r, 2) == '-' && peek(r, 3) == '-';
}

/* read_markup - at "<" */
static void read_markup(struct reader *r)
{
    unsigned char next = peek(r, 1);

    if (at_comment(r))
        read_comment(r);
    else if (ascii_letter(next) || (next == '/' && ascii_letter(peek(r, 2))))
        read_element(r);
    else if (next == '!' || next == '?' || next == '/')
        html_put_line(skip_past(r, '>'), false, r->out.machinery);
    else
        put_visible(r, r->at + 1);
}

static void read_all(struct reader *r)
{
    while (r->at < r->in.len) {
        size_t end = slice_find_byte(r->in, '<', r->at);

        if (end == r->at)
            read_markup(r);
        else
            put_visible(r, end == SIZE_MAX ? r->in.len : end);
    }
}

bool html_text(struct slice html, const struct html_texts *out)
{
    struct reader r = {.in = html, .out = *out, .start = out->visible->len};

    read_all(&r);
    end_line(&r);
    return !out->visible->failed && !out->hidden->failed && !out->machinery->failed;
}
