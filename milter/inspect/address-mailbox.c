/*
 * address-mailbox - does a raw recipient reach a guarded mailbox, whatever its spelling?
 *
 * A spelling that some mail system delivers to the mailbox and that is missed here would pass the
 * guard, so this is no parser of RFC 5321: those disagree with each other. The text is stripped of
 * all that carries no meaning (quotes, escapes, comments, white space) and cut at every character
 * that can stand between user and host, quoted or not; the mailbox is reached when its local part
 * and its domain stand next to each other in any order that some syntax knows. A few addresses that
 * nobody uses match without need; that costs a refusal, never a leak.
 */
#include "inspect/address.h"

#include "inspect/address-domain.h"
#include "inspect/fold.h"

#include <string.h>

static const char SEPARATORS[] = "@%!<>,:;";

static bool one_of(unsigned char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* ---- stripping ---- */

/* Mail systems disagree on the meaning of comments, blanks, stray brackets and quoted separators:
 * all combinations are tried */
enum comments {
    COMMENTS_OUTSIDE_QUOTES, /* RFC 5322 */
    COMMENTS_ANYWHERE,       /* a quoted local part that is parsed once more */
    COMMENTS_NOWHERE         /* parentheses and white space separate pieces */
};

struct reading {
    enum comments comments;
    bool blanks_are_dots; /* Sendmail's BlankSub, as delivered; comments leave a blank */
    bool brackets_vanish; /* Sendmail drops what is out of balance */
    bool quoted_is_plain; /* RFC 5321: "a@b" is a local part */
};

struct stripper {
    struct buffer *out;
    struct reading reading;
    bool quoted;
    unsigned depth; /* of comments */
};

static bool after_dot(const struct stripper *s)
{
    return s->out->len > 0 && s->out->data[s->out->len - 1] == '.';
}

/* meaning - what a byte that stands for itself stands for; 0: nothing. Brackets around a host name
 * mean nothing, and a quote or backslash that was escaped escapes once more where a mail system
 * takes the local part for an address of its own. */
static unsigned char meaning(const struct stripper *s, unsigned char c)
{
    if (c <= ' ' && s->reading.comments == COMMENTS_NOWHERE)
        c = ',';
    else if (c <= ' ' && s->reading.blanks_are_dots)
        c = '.';
    if (c == '.' && after_dot(s))
        return 0;
    if ((c == '<' || c == '>') && s->reading.brackets_vanish)
        return 0;
    if (s->quoted && s->reading.quoted_is_plain && one_of(c, SEPARATORS))
        return 0;
    return c > ' ' && c != 0x7f && strchr("[]\"\\", c) == NULL ? c : 0;
}

static void literal(struct stripper *s, unsigned char c)
{
    unsigned char kept = s->depth == 0 ? meaning(s, c) : 0;
    if (kept != 0)
        buffer_append_byte(s->out, kept);
}

static void parenthesis(struct stripper *s, unsigned char c)
{
    if (s->reading.comments == COMMENTS_NOWHERE)
        literal(s, ',');
    else if (s->quoted && s->reading.comments == COMMENTS_OUTSIDE_QUOTES)
        literal(s, c);
    else if (c == '(')
        s->depth++;
    else if (s->depth > 0 && --s->depth == 0)
        literal(s, ' ');
}

static void special(struct stripper *s, unsigned char c)
{
    if (c == '(' || c == ')')
        parenthesis(s, c);
    else if (c != '"')
        literal(s, c);
    else if (s->depth == 0)
        s->quoted = !s->quoted;
}

/* strip - false when quotes or comments do not end */
static bool strip(struct slice text, struct reading reading, struct buffer *out)
{
    struct stripper s = {.out = out, .reading = reading};
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '\\' && i + 1 < text.len)
            literal(&s, text.data[++i]);
        else if (text.data[i] != '\\')
            special(&s, text.data[i]);
    }
    return !s.quoted && s.depth == 0;
}

/* ---- comparing the pieces ---- */

struct mailbox {
    struct buffer local; /* folded */
    struct slice domain; /* without the brackets of an address literal */
};

static struct slice trim_dots(struct slice s)
{
    while (s.len > 0 && s.data[0] == '.')
        s = slice_sub(s, 1, s.len);
    while (s.len > 0 && s.data[s.len - 1] == '.')
        s.len--;
    return s;
}

/* fold_local - as it is compared; a text that Unicode has no word on is compared as it stands */
static bool fold_local(struct slice text, struct buffer *out)
{
    text = trim_dots(text);
    return fold_case_loose(text, out) || (!out->failed && buffer_append_slice(out, text));
}

enum likeness {
    UNLIKE,
    LOCAL_PART,     /* the mailbox's */
    WITH_SUBADDRESS /* that, and "+x" */
};

static enum likeness likeness(struct slice piece, const struct mailbox *mailbox)
{
    struct buffer folded;
    struct slice local = buffer_slice(&mailbox->local);
    enum likeness like = UNLIKE;
    buffer_init(&folded, 8 * ADDRESS_TEXT_MAX);
    bool known = fold_local(piece, &folded);
    struct slice s = buffer_slice(&folded);
    if (!known || slice_equal(s, local))
        like = LOCAL_PART; /* what could not be folded is taken for the worst */
    else if (slice_equal(slice_sub(s, 0, local.len), local) && s.data[local.len] == '+')
        like = WITH_SUBADDRESS;
    buffer_free(&folded);
    return like;
}

static bool is_local(struct slice piece, const struct mailbox *mailbox)
{
    return likeness(piece, mailbox) != UNLIKE;
}

/* names_host - the mailbox's domain, or as much of its beginning as a mail system may complete */
static bool names_host(struct slice name, struct slice domain)
{
    return name.len > 0 && slice_equal_nocase(name, slice_sub(domain, 0, name.len)) &&
           (name.len == domain.len || domain.data[name.len] == '.');
}

/* is_domain - an IPv6 literal is cut in pieces itself: any domain may be it */
static bool is_domain(struct slice piece, const struct mailbox *mailbox)
{
    char ascii[DOMAIN_SIZE];
    if (slice_find_byte(mailbox->domain, ':', 0) != SIZE_MAX)
        return true;
    struct slice name = trim_dots(piece);
    if (name.len == 0 || slice_is_nocase(name, "localhost") || names_host(name, mailbox->domain))
        return true;
    for (int form = DOMAIN_NONTRANSITIONAL; form <= DOMAIN_TRANSITIONAL; form++)
        if (domain_to_ascii(piece, (enum domain_form)form, ascii) &&
            names_host(slice_from(ascii), mailbox->domain))
            return true;
    return false;
}

/* ---- walking through the pieces ---- */

/* piece_end - offset of the next separator, or the end */
static size_t piece_end(struct slice text, size_t from)
{
    while (from < text.len && !one_of(text.data[from], SEPARATORS))
        from++;
    return from;
}

/* One walk: the last piece, which separator stands after it, and whether a subaddress began before,
 * which may hold any separators itself ("guarded+a:b"@dest): the next domain is then its domain. */
struct walk {
    const struct mailbox *mailbox;
    struct slice left;
    bool at, bang; /* "@" or "%", "!": what follows is a host; what went before was one */
    bool subaddress;
    bool host; /* a separator of hosts stood after the subaddress */
};

/* joined - do the last piece and this one, with the separator between them, name the mailbox? */
static bool joined(const struct walk *w, struct slice piece)
{
    if (w->at && (w->subaddress || is_local(w->left, w->mailbox)) && is_domain(piece, w->mailbox))
        return true;
    return w->bang && is_local(piece, w->mailbox) && is_domain(w->left, w->mailbox);
}

/* alone - is this piece the local part of an address without a domain? After a colon too: source
 * routes and groups end in one (and "host::user" is DECnet's). */
static bool alone(const struct walk *w, struct slice piece, unsigned char after)
{
    return !w->at && !w->bang && (after == '\0' || one_of(after, ">,;")) && piece.len > 0 &&
           is_local(piece, w->mailbox);
}

static void step(struct walk *w, struct slice piece, unsigned char after)
{
    bool hosts = one_of(after, "@%!");
    if (likeness(piece, w->mailbox) == WITH_SUBADDRESS) {
        w->subaddress = true;
        w->host = w->at || w->bang;
    }
    w->host = w->host || hosts;
    w->left = piece;
    w->at = one_of(after, "@%");
    w->bang = after == '!';
}

static bool reaches(struct slice text, const struct mailbox *mailbox)
{
    struct walk w = {.mailbox = mailbox};
    for (size_t start = 0; start <= text.len;) {
        size_t end = piece_end(text, start);
        struct slice piece = slice_sub(text, start, end - start);
        unsigned char after = end < text.len ? text.data[end] : '\0';
        if (joined(&w, piece) || alone(&w, piece, after))
            return true;
        step(&w, piece, after);
        start = end + 1;
    }
    return w.subaddress && !w.host;
}

/* mailbox_open - false when it is none that can be compared, or memory ran out */
static bool mailbox_open(struct mailbox *mailbox, const char *text)
{
    const char *at = strrchr(text, '@');
    buffer_init(&mailbox->local, 8 * ADDRESS_MAX);
    if (!at || !address_is_mailbox(text))
        return false;
    mailbox->domain = slice_from(at + 1);
    if (at[1] == '[')
        mailbox->domain = slice_sub(mailbox->domain, 1, mailbox->domain.len - 2);
    return fold_local(slice_of(text, (size_t)(at - text)), &mailbox->local);
}

/* reaches_in - under one reading; *closed is false when quotes or comments do not end in it */
static bool reaches_in(struct reading reading, struct slice text, const struct mailbox *mailbox,
                       bool *closed)
{
    struct buffer plain;
    buffer_init(&plain, ADDRESS_TEXT_MAX);
    *closed = strip(text, reading, &plain) && *closed;
    bool reached = plain.failed || reaches(buffer_slice(&plain), mailbox);
    buffer_free(&plain);
    return reached;
}

/* holds_any - a character of the set, or a control character */
static bool holds_any(struct slice text, const char *set)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] < ' ' || one_of(text.data[i], set))
            return true;
    return false;
}

/* reaches_with - readings that only differ in what the text does not hold are left out */
static bool reaches_with(enum comments comments, struct slice text, const struct mailbox *mailbox,
                         bool *closed)
{
    bool quotes = holds_any(text, "\"\\"), blanks = holds_any(text, " ()");
    for (unsigned i = 0; i < 8; i++) {
        struct reading reading = {comments, (i & 1) != 0, (i & 2) != 0, (i & 4) != 0};
        if ((reading.blanks_are_dots && !blanks) || (reading.quoted_is_plain && !quotes))
            continue;
        if (reaches_in(reading, text, mailbox, closed))
            return true;
    }
    return false;
}

/* reaches_somehow - what comments hide is looked at only where one does not end: a proper comment
 * may name whatever it likes */
static bool reaches_somehow(struct slice text, const struct mailbox *mailbox)
{
    bool closed = true;
    return reaches_with(COMMENTS_OUTSIDE_QUOTES, text, mailbox, &closed) ||
           (holds_any(text, "\"\\") && reaches_with(COMMENTS_ANYWHERE, text, mailbox, &closed)) ||
           (!closed && reaches_with(COMMENTS_NOWHERE, text, mailbox, &closed));
}

bool address_matches_mailbox(struct slice text, const char *mailbox_text)
{
    struct mailbox mailbox;
    bool reached = true;
    if (mailbox_open(&mailbox, mailbox_text) && text.len <= ADDRESS_TEXT_MAX)
        reached = reaches_somehow(text, &mailbox);
    buffer_free(&mailbox.local);
    return reached;
}
