/*
 * leak - what may not travel readable beside the archive
 *
 * Every text of the mail is looked at in turn; SOURCES says for what. All comparing is done on
 * folded text, so that case, accents and separators do not count. Findings name a place, never what
 * stood there.
 */
#include "inspect/leak.h"

#include "inspect/detect.h"
#include "inspect/fold.h"
#include "inspect/leak-client.h"
#include "inspect/leak-passphrase.h"
#include "inspect/leak-statement.h"
#include "inspect/leak-style.h"
#include "inspect/leak-text.h"
#include "inspect/leak-words.h"

enum { WRAPPED_MIN = 60 /* bytes of a line that a mail program may have broken at a blank */ };

/* What each source is looked at for, beside client values and passphrase, which are looked for
 * everywhere. What programs write is spared the checks that go by the shape of a text: in enough
 * figures there is a card number, and a service's web address may name what it helps with. */
enum check {
    CHECK_LAST_NAME = 1u << 0, /* the last name alone counts */
    CHECK_FORBIDDEN = 1u << 1, /* national numbers and bank accounts */
    CHECK_CARDS = 1u << 2,     /* card numbers */
    CHECK_SENSITIVE = 1u << 3,
    CHECK_EMPTY = 1u << 4,     /* counts as text under cleartext = "empty" */
    CHECK_CONSENT = 1u << 5,   /* the consent statement may stand there */
    CHECK_MACHINERY = 1u << 6, /* files in data: addresses, style that turns text */
    CHECK_TURNED = 1u << 7     /* text that is shown from its end to its beginning */
};
static const unsigned SOURCES[LEAK_SOURCE_COUNT] = {
    [LEAK_SUBJECT] =
        CHECK_LAST_NAME | CHECK_FORBIDDEN | CHECK_CARDS | CHECK_SENSITIVE | CHECK_TURNED,
    [LEAK_FILE_NAME] = CHECK_LAST_NAME | CHECK_FORBIDDEN | CHECK_CARDS | CHECK_SENSITIVE,
    [LEAK_PLAIN] = CHECK_FORBIDDEN | CHECK_CARDS | CHECK_SENSITIVE | CHECK_EMPTY | CHECK_CONSENT |
                   CHECK_TURNED,
    [LEAK_HTML] = CHECK_FORBIDDEN | CHECK_CARDS | CHECK_SENSITIVE | CHECK_EMPTY | CHECK_CONSENT |
                  CHECK_TURNED,
    [LEAK_HIDDEN] = CHECK_FORBIDDEN | CHECK_CARDS | CHECK_SENSITIVE | CHECK_EMPTY | CHECK_TURNED,
    [LEAK_MACHINERY] = CHECK_MACHINERY | CHECK_TURNED,
    [LEAK_UNESCAPED] = 0,
    [LEAK_WORDS_HEADER] = CHECK_FORBIDDEN | CHECK_CARDS | CHECK_SENSITIVE | CHECK_TURNED,
    [LEAK_ADDRESS_HEADER] = CHECK_FORBIDDEN | CHECK_CARDS | CHECK_TURNED,
    [LEAK_TECHNICAL_HEADER] = 0,
    [LEAK_OTHER_HEADER] = CHECK_FORBIDDEN | CHECK_TURNED,
};

/* One leak_check() */
struct checker {
    const struct leak_input *in;
    struct verdict *verdict;
    struct leak_texts texts;
    struct leak_client *client;
    struct leak_words *words;
    struct leak_statement statement;
    uint64_t plain_reasons; /* bit per reason found in a plain text body */
};
_Static_assert(REASON_COUNT <= 64, "plain_reasons holds a bit for every reason");

/* One text at hand */
struct look {
    struct checker *checker;
    const struct leak_text *text;
    const struct folded *folded;
};

/* add_finding - the HTML of a mail says once more what its plain text says; one report will do, and
 * the line of the plain text is the one that people can count to */
static void add_finding(struct checker *c, const struct leak_text *text, enum reason reason,
                        uint32_t line)
{
    uint64_t bit = (uint64_t)1 << reason;

    if (text->source == LEAK_HTML && (c->plain_reasons & bit) != 0)
        return;
    if (text->source == LEAK_PLAIN)
        c->plain_reasons |= bit;
    verdict_add(c->verdict, reason, leak_text_place(text, line));
}

static uint32_t line_at(const struct look *l, size_t offset)
{
    return l->folded->count == 0 ? 0 : l->folded->lines[folded_line(l->folded, offset)];
}

static void client_hit(void *context, size_t offset)
{
    struct look *l = context;

    add_finding(l->checker, l->text, REASON_CLEARTEXT_CLIENT_DATA, line_at(l, offset));
}

static void sensitive_hit(void *context, size_t offset)
{
    struct look *l = context;

    if (!leak_statement_covers(&l->checker->statement, l->folded, offset))
        add_finding(l->checker, l->text, REASON_CLEARTEXT_SENSITIVE, line_at(l, offset));
}

/* --- client values --- */

/* split_name - the words of a file name or subject that are told apart by a capital or a figure:
 * "PeetersAnna2026" */
static bool split_name(struct slice raw, struct buffer *out)
{
    for (size_t i = 0; i < raw.len; i++) {
        unsigned char c = raw.data[i], before = i > 0 ? raw.data[i - 1] : 0;
        bool capital = c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z';
        bool figure = c >= '0' && c <= '9' && (before < '0' || before > '9');
        bool after_figure = (c < '0' || c > '9') && before >= '0' && before <= '9';

        if (capital || figure || after_figure)
            buffer_append_byte(out, ' ');
        buffer_append_byte(out, c);
    }
    return !out->failed;
}

static bool check_name(struct checker *c, const struct leak_text *t)
{
    struct buffer split, letters;
    struct folded f = {0};
    struct look l = {c, t, &f};
    bool good;

    buffer_init(&split, SIZE_MAX);
    buffer_init(&letters, SIZE_MAX);
    good = split_name(t->raw, &split) && folded_read(&f, buffer_slice(&split), fold_words) &&
           fold_letters(t->raw, &letters);
    if (good) {
        leak_client_search(c->client, buffer_slice(&f.text), true, client_hit, &l);
        if (t->source == LEAK_FILE_NAME && leak_client_inside(c->client, buffer_slice(&letters)))
            client_hit(&l, 0);
    }
    folded_clear(&f);
    buffer_free(&letters);
    buffer_free(&split);
    return good;
}

/* --- forbidden numbers and sensitive words --- */

/* forbidden - 1 when there is such a number in text, 0 when there is none, -1 without memory */
static int forbidden(struct slice text, bool cards)
{
    struct buffer clean;
    unsigned kinds;
    bool good = detect_all(text, DETECT_NATIONAL_NUMBER | DETECT_BANK_ACCOUNT, &kinds);

    buffer_init(&clean, text.len);
    if (good && kinds == 0 && cards)
        good = leak_words_clean(text, false, &clean) &&
               detect_all(buffer_slice(&clean), DETECT_CARD_NUMBER, &kinds);
    buffer_free(&clean);
    return !good ? -1 : kinds != 0;
}

static size_t line_end(struct slice text, size_t at)
{
    size_t end = slice_find_byte(text, '\n', at);

    return end == SIZE_MAX ? text.len : end;
}

/* unwrap - lines that a mail program may have broken become one again; offsets stay */
static bool unwrap(struct slice raw, struct buffer *out)
{
    if (!buffer_append_slice(out, raw))
        return false;
    for (size_t at = 0, end; (end = line_end(raw, at)) < raw.len; at = end + 1)
        if (end - at >= WRAPPED_MIN)
            out->data[end] = ' ';
    return true;
}

/* find_forbidden_lines - in the lines [at, end) of the text, which hold one when taken together;
 * the first line when none does by itself. False without memory. */
static bool find_forbidden_lines(struct checker *c, const struct leak_text *t, size_t at,
                                 size_t end, uint32_t line)
{
    bool cards = (SOURCES[t->source] & CHECK_CARDS) != 0, found = false;
    uint32_t first = line;

    for (size_t next; at < end; at = next + 1, line++) {
        int is;

        next = line_end(t->raw, at);
        is = forbidden(slice_sub(t->raw, at, next - at), cards);
        if (is < 0)
            return false;
        if (is > 0)
            add_finding(c, t, REASON_CLEARTEXT_FORBIDDEN, line);
        found |= is > 0;
    }
    if (!found)
        add_finding(c, t, REASON_CLEARTEXT_FORBIDDEN, first);
    return true;
}

static uint32_t lines_in(struct slice text)
{
    uint32_t lines = 1;

    for (size_t at = line_end(text, 0); at < text.len; at = line_end(text, at + 1))
        lines++;
    return lines;
}

/* check_forbidden - line by line, wrapped lines together; false without memory */
static bool check_forbidden(struct checker *c, const struct leak_text *t)
{
    bool cards = (SOURCES[t->source] & CHECK_CARDS) != 0, good;
    struct buffer unwrapped;
    uint32_t line = 0;

    buffer_init(&unwrapped, t->raw.len);
    good = unwrap(t->raw, &unwrapped);
    for (size_t at = 0, end; good && at < t->raw.len; at = end + 1) {
        int is;

        end = line_end(buffer_slice(&unwrapped), at);
        is = forbidden(slice_sub(buffer_slice(&unwrapped), at, end - at), cards);
        good = is == 0 || (is > 0 && find_forbidden_lines(c, t, at, end, line));
        line += lines_in(slice_sub(t->raw, at, end - at));
    }
    buffer_free(&unwrapped);
    return good;
}

static bool check_sensitive(struct checker *c, const struct leak_text *t)
{
    struct buffer clean;
    struct folded f = {0};
    struct look l = {c, t, &f};
    bool good;

    buffer_init(&clean, t->raw.len);
    good =
        leak_words_clean(t->raw, true, &clean) && folded_read(&f, buffer_slice(&clean), fold_words);
    if (good)
        leak_words_search(c->words, buffer_slice(&f.text), sensitive_hit, &l);
    folded_clear(&f);
    buffer_free(&clean);
    return good;
}

/* check_shapes - what is recognised by its own form; false without memory */
static bool check_shapes(struct checker *c, const struct leak_text *t)
{
    unsigned checks = SOURCES[t->source];

    if ((checks & CHECK_FORBIDDEN) != 0 && !check_forbidden(c, t))
        return false;
    return (checks & CHECK_SENSITIVE) == 0 || c->in->protocol->sensitive.count == 0 ||
           check_sensitive(c, t);
}

/* --- statements --- */

static void check_empty(struct checker *c, const struct leak_text *t, const struct folded *f)
{
    size_t i = leak_statement_surplus(&c->statement, f, 0);

    for (; i < f->count; i = leak_statement_surplus(&c->statement, f, i + 1))
        add_finding(c, t, REASON_CLEARTEXT_NOT_EMPTY, f->lines[i]);
}

/* --- what a reader sees otherwise --- */

/* check_machinery - a picture beside the archive, which nobody registered, and text that is shown
 * from its end to its beginning. False without memory. */
static bool check_machinery(struct checker *c, const struct leak_text *t)
{
    unsigned signs;

    if (!leak_style_signs(t->raw, &signs))
        return false;
    if ((signs & LEAK_STYLE_EMBEDS) != 0)
        add_finding(c, t, REASON_ATTACHMENT_EXTRA, 0);
    if ((signs & LEAK_STYLE_TURNS) != 0)
        add_finding(c, t, REASON_MESSAGE_AMBIGUOUS, 0);
    return true;
}

/* check_turned - U+202E, after which letters are shown from right to left */
static void check_turned(struct checker *c, const struct leak_text *t)
{
    size_t at = slice_find(t->raw, slice_from("\xe2\x80\xae"), 0);

    if (at != SIZE_MAX)
        add_finding(c, t, REASON_MESSAGE_AMBIGUOUS, lines_in(slice_sub(t->raw, 0, at)) - 1);
}

static bool check_text(struct checker *c, const struct leak_text *t)
{
    unsigned checks = SOURCES[t->source];
    struct folded f;
    struct look l = {c, t, &f};
    bool good = folded_read(&f, t->raw, fold_words);

    if (good) {
        leak_client_search(c->client, buffer_slice(&f.text), false, client_hit, &l);
        if ((checks & CHECK_CONSENT) != 0 &&
            leak_statement_consent(&c->statement, buffer_slice(&f.text), 0) != SIZE_MAX)
            c->verdict->consent = 1;
        if ((checks & CHECK_EMPTY) != 0 && c->in->protocol->cleartext == CLEARTEXT_EMPTY)
            check_empty(c, t, &f);
    }
    good = good && ((checks & CHECK_MACHINERY) == 0 || check_machinery(c, t));
    folded_clear(&f);
    return good;
}

static bool check_each(struct checker *c)
{
    for (size_t i = 0; i < c->texts.count; i++) {
        const struct leak_text *t = &c->texts.items[i];
        bool name = (SOURCES[t->source] & CHECK_LAST_NAME) != 0;

        if (!(name ? check_name(c, t) : check_text(c, t)) || !check_shapes(c, t))
            return false;
        if ((SOURCES[t->source] & CHECK_TURNED) != 0)
            check_turned(c, t);
    }
    return true;
}

/* check_consent - a mail that could not be read to its end may hold it further on */
static void check_consent(struct checker *c)
{
    const struct verdict *v = c->verdict;

    if (c->in->message == NULL || *c->in->protocol->consent_statement == '\0' || v->consent != 0 ||
        verdict_has(v, REASON_MESSAGE_AMBIGUOUS) || verdict_has(v, REASON_MESSAGE_TNEF) ||
        verdict_has(v, REASON_MESSAGE_SEALED))
        return;
    verdict_add(c->verdict, REASON_CONSENT_MISSING, place_none());
}

/* values_max - a compliant document has no more: two of each field for every client */
static size_t values_max(const struct protocol *protocol)
{
    size_t most = (size_t)protocol->max_clients * protocol->field_count * 2;

    if (most < LEAK_VALUES_LEAST)
        return LEAK_VALUES_LEAST;
    return most < LEAK_VALUES_MAX ? most : LEAK_VALUES_MAX;
}

/* prepare - a document with more values is refused for that, and they are not looked for; when it
 * is not, the mail is not judged */
static bool prepare(struct checker *c)
{
    const struct leak_input *in = c->in;
    const struct referral *referral = in->referral;
    const char *from_name = in->message != NULL ? in->message->from_name : NULL;

    if (referral != NULL && referral->count > values_max(in->protocol)) {
        if (c->verdict->finding_count == 0)
            return false;
        referral = NULL;
    }
    c->client = leak_client_new(referral, from_name);
    c->words = leak_words_new(&in->protocol->sensitive);
    return c->client != NULL && c->words != NULL &&
           leak_statement_read(&c->statement, in->protocol) &&
           leak_texts_collect(&c->texts, in->message, in->member_name);
}

bool leak_check(const struct leak_input *in, struct verdict *verdict)
{
    struct checker c = {.in = in, .verdict = verdict};
    bool good = prepare(&c) && check_each(&c);

    if (good)
        check_consent(&c);
    if (good && in->opened)
        good = leak_passphrase_check(&c.texts, in->keyholder, verdict);
    leak_texts_clear(&c.texts);
    leak_statement_clear(&c.statement);
    leak_words_free(c.words);
    leak_client_free(c.client);
    return good;
}
