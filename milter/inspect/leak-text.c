/*
 * leak-text - the texts of a mail, and folding them with their lines remembered
 */
#include "inspect/leak-text.h"

#include "inspect/html-put.h"
#include "inspect/html.h"
#include "inspect/leak-style.h"

#include <stdlib.h>
#include <string.h>

enum {
    FOLDING_GROWTH = 12, /* bytes at most of a folded byte: U+FDFA, 3 bytes, becomes 33 */
    MADE_PER_PART = 6 /* of HTML: its three texts, what Outlook shows, styles and escapes undone */
};

/* Header fields by name; one that ends in '*' is a beginning. The first that fits counts. Fields of
 * programs hold long figures and base64, in which a card number would be found sooner or later. */
struct header_class {
    const char *name;
    enum leak_source source;
};
static const struct header_class HEADERS[] = {
    {"subject", LEAK_SUBJECT},
    {"thread-topic", LEAK_WORDS_HEADER},
    {"keywords", LEAK_WORDS_HEADER},
    {"comments", LEAK_WORDS_HEADER},
    {"content-description", LEAK_WORDS_HEADER},
    {"x-message-flag", LEAK_WORDS_HEADER},
    {"x-keywords", LEAK_WORDS_HEADER},
    {"x-categories", LEAK_WORDS_HEADER},
    {"importance", LEAK_WORDS_HEADER},
    {"sensitivity", LEAK_WORDS_HEADER},
    {"from", LEAK_ADDRESS_HEADER},
    {"sender", LEAK_ADDRESS_HEADER},
    {"reply-to", LEAK_ADDRESS_HEADER},
    {"to", LEAK_ADDRESS_HEADER},
    {"cc", LEAK_ADDRESS_HEADER},
    {"bcc", LEAK_ADDRESS_HEADER},
    {"organization", LEAK_ADDRESS_HEADER},
    {"disposition-notification-to", LEAK_ADDRESS_HEADER},
    {"resent-*", LEAK_ADDRESS_HEADER},
    {"arc-*", LEAK_TECHNICAL_HEADER},
    {"authentication-results*", LEAK_TECHNICAL_HEADER},
    {"autocrypt*", LEAK_TECHNICAL_HEADER},
    {"bimi-*", LEAK_TECHNICAL_HEADER},
    {"content-*", LEAK_TECHNICAL_HEADER},
    {"date", LEAK_TECHNICAL_HEADER},
    {"delivered-to", LEAK_TECHNICAL_HEADER},
    {"dkim-*", LEAK_TECHNICAL_HEADER},
    {"domainkey-*", LEAK_TECHNICAL_HEADER},
    {"face", LEAK_TECHNICAL_HEADER},
    {"feedback-id", LEAK_TECHNICAL_HEADER},
    {"in-reply-to", LEAK_TECHNICAL_HEADER},
    {"ironport-*", LEAK_TECHNICAL_HEADER},
    {"list-*", LEAK_TECHNICAL_HEADER},
    {"message-id", LEAK_TECHNICAL_HEADER},
    {"mime-version", LEAK_TECHNICAL_HEADER},
    {"msip_*", LEAK_TECHNICAL_HEADER},
    {"openpgp", LEAK_TECHNICAL_HEADER},
    {"received*", LEAK_TECHNICAL_HEADER},
    {"references", LEAK_TECHNICAL_HEADER},
    {"return-path", LEAK_TECHNICAL_HEADER},
    {"thread-index", LEAK_TECHNICAL_HEADER},
    {"user-agent", LEAK_TECHNICAL_HEADER},
    {"x-apple-*", LEAK_TECHNICAL_HEADER},
    {"x-attachment-id", LEAK_TECHNICAL_HEADER},
    {"x-barracuda-*", LEAK_TECHNICAL_HEADER},
    {"x-eop*", LEAK_TECHNICAL_HEADER},
    {"x-exchange-*", LEAK_TECHNICAL_HEADER},
    {"x-face", LEAK_TECHNICAL_HEADER},
    {"x-forefront-*", LEAK_TECHNICAL_HEADER},
    {"x-gm-*", LEAK_TECHNICAL_HEADER},
    {"x-google-*", LEAK_TECHNICAL_HEADER},
    {"x-incoming*", LEAK_TECHNICAL_HEADER},
    {"x-ironport-*", LEAK_TECHNICAL_HEADER},
    {"x-mailer", LEAK_TECHNICAL_HEADER},
    {"x-microsoft-*", LEAK_TECHNICAL_HEADER},
    {"x-mimecast-*", LEAK_TECHNICAL_HEADER},
    {"x-mozilla-*", LEAK_TECHNICAL_HEADER},
    {"x-ms-*", LEAK_TECHNICAL_HEADER},
    {"x-origin*", LEAK_TECHNICAL_HEADER},
    {"x-proofpoint-*", LEAK_TECHNICAL_HEADER},
    {"x-received", LEAK_TECHNICAL_HEADER},
    {"x-spam-*", LEAK_TECHNICAL_HEADER},
    {"x-tm-*", LEAK_TECHNICAL_HEADER},
    {"x-universally-unique-identifier", LEAK_TECHNICAL_HEADER},
    {"x-virus-*", LEAK_TECHNICAL_HEADER},
};

static bool header_name_fits(struct slice name, const char *pattern)
{
    size_t len = strlen(pattern);

    if (pattern[len - 1] != '*')
        return slice_is_nocase(name, pattern);
    return slice_equal_nocase(slice_sub(name, 0, len - 1), slice_of(pattern, len - 1));
}

static enum leak_source header_source(struct slice name)
{
    for (size_t i = 0; i < sizeof(HEADERS) / sizeof(HEADERS[0]); i++)
        if (header_name_fits(name, HEADERS[i].name))
            return HEADERS[i].source;
    return LEAK_OTHER_HEADER;
}

/* --- collecting --- */

static bool add_text(struct leak_texts *t, enum leak_source source, struct place place,
                     struct slice raw)
{
    if (t->count == t->capacity) {
        size_t capacity = t->capacity > 0 ? t->capacity * 2 : 64;
        struct leak_text *items = reallocarray(t->items, capacity, sizeof(*items));

        if (items == NULL)
            return false;
        t->items = items;
        t->capacity = capacity;
    }
    t->items[t->count++] = (struct leak_text){.source = source, .place = place, .raw = raw};
    return true;
}

static bool add_string(struct leak_texts *t, enum leak_source source, struct place place,
                       const char *string)
{
    return string == NULL || add_text(t, source, place, slice_from(string));
}

/* next_made - room for a text of our own, in the order of leak_texts_clear() */
static struct buffer *next_made(struct leak_texts *t, size_t max)
{
    struct buffer *b = &t->made[t->made_count++];

    buffer_init(b, max);
    return b;
}

/* add_unescaped - the lines that have percent escapes with these undone ("?name=Anna%20Peeters"),
 * the others empty */
static bool add_unescaped(struct leak_texts *t, struct place place, struct slice raw)
{
    struct buffer *b;

    if (slice_find_byte(raw, '%', 0) == SIZE_MAX)
        return true;
    b = next_made(t, SIZE_MAX);
    for (size_t at = 0, end; at < raw.len; at = end + 1) {
        end = slice_find_byte(raw, '\n', at);
        end = end == SIZE_MAX ? raw.len : end;
        html_put_unescaped(slice_sub(raw, at, end - at), b);
        buffer_append_byte(b, '\n');
    }
    return !b->failed && add_text(t, LEAK_UNESCAPED, place, buffer_slice(b));
}

/* add_headers - the names too: "X-Anna-Peeters: yes" */
static bool add_headers(struct leak_texts *t, const struct message_header *headers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        enum leak_source source = header_source(headers[i].name);
        struct place place =
            source == LEAK_SUBJECT ? place_at(PLACE_SUBJECT, 0, 0, 0) : headers[i].place;

        if (!add_text(t, LEAK_TECHNICAL_HEADER, place, headers[i].name) ||
            !add_string(t, source, place, headers[i].text) ||
            (headers[i].text != NULL && !add_unescaped(t, place, slice_from(headers[i].text))))
            return false;
    }
    return true;
}

/* add_style - what a style sheet makes of the machinery, where that differs */
static bool add_style(struct leak_texts *t, struct slice machinery, struct place place)
{
    struct buffer *b;

    if (slice_find_byte(machinery, '\\', 0) == SIZE_MAX)
        return true;
    b = next_made(t, SIZE_MAX);
    return leak_style_unescape(machinery, b) && add_text(t, LEAK_MACHINERY, place, buffer_slice(b));
}

/* add_conditional - text that one program shows and others do not */
static bool add_conditional(struct leak_texts *t, struct slice html, struct place place)
{
    struct buffer *b = next_made(t, html.len * HTML_GROWTH);

    return leak_style_conditional(html, b) &&
           (b->len == 0 || add_text(t, LEAK_HIDDEN, place, buffer_slice(b)));
}

static bool add_html(struct leak_texts *t, const struct message_part *part, struct place place)
{
    size_t max = part->len * HTML_GROWTH;
    struct html_texts texts = {next_made(t, max), next_made(t, max), next_made(t, max)};

    return html_text(slice_of(part->data, part->len), &texts) &&
           add_conditional(t, slice_of(part->data, part->len), place) &&
           add_text(t, LEAK_HTML, place, buffer_slice(texts.visible)) &&
           add_text(t, LEAK_HIDDEN, place, buffer_slice(texts.hidden)) &&
           add_text(t, LEAK_MACHINERY, place, buffer_slice(texts.machinery)) &&
           add_style(t, buffer_slice(texts.machinery), place) &&
           add_unescaped(t, place, buffer_slice(texts.visible));
}

static bool add_plain(struct leak_texts *t, const struct message_part *part, struct place place)
{
    struct slice text = slice_of(part->data, part->len);

    return add_text(t, LEAK_PLAIN, place, text) && add_unescaped(t, place, text);
}

static bool add_part(struct leak_texts *t, const struct message_part *part)
{
    bool is_text = part->kind == PART_TEXT || part->kind == PART_HTML;
    struct place place = is_text ? place_at(PLACE_BODY_LINE, part->first_line, 0, 0)
                                 : place_at(PLACE_ATTACHMENT, part->number, 0, 0);

    if (!add_string(t, LEAK_FILE_NAME, place, part->name) ||
        !add_string(t, LEAK_WORDS_HEADER, place, part->description))
        return false;
    if (part->kind == PART_TEXT)
        return add_plain(t, part, place);
    return part->kind != PART_HTML || add_html(t, part, place);
}

/* add_parts - plain text before HTML: it is the one whose lines people count */
static bool add_parts(struct leak_texts *t, const struct message *message)
{
    for (size_t i = 0; i < message->part_count; i++)
        if (message->parts[i].kind != PART_HTML && !add_part(t, &message->parts[i]))
            return false;
    for (size_t i = 0; i < message->part_count; i++)
        if (message->parts[i].kind == PART_HTML && !add_part(t, &message->parts[i]))
            return false;
    return true;
}

bool leak_texts_collect(struct leak_texts *t, const struct message *message,
                        const char *member_name)
{
    *t = (struct leak_texts){0};
    if (!add_string(t, LEAK_FILE_NAME, place_at(PLACE_MEMBER, 1, 0, 0), member_name))
        return false;
    if (message == NULL)
        return true;
    t->made = calloc(message->part_count * MADE_PER_PART + message->header_count +
                         message->part_header_count + 1,
                     sizeof(*t->made));
    return t->made != NULL && add_headers(t, message->headers, message->header_count) &&
           add_headers(t, message->part_headers, message->part_header_count) &&
           add_parts(t, message);
}

void leak_texts_clear(struct leak_texts *t)
{
    for (size_t i = 0; i < t->made_count; i++)
        buffer_free(&t->made[i]);
    free(t->made);
    free(t->items);
    *t = (struct leak_texts){0};
}

bool leak_text_is_body(const struct leak_text *t)
{
    return t->source == LEAK_PLAIN || t->source == LEAK_HTML || t->source == LEAK_UNESCAPED;
}

struct place leak_text_place(const struct leak_text *t, uint32_t line)
{
    struct place place = t->place;

    if (leak_text_is_body(t))
        place.n[0] += line;
    return place;
}

/* --- folding --- */

static size_t count_lines(struct slice raw)
{
    size_t lines = 1, at = 0;

    while ((at = slice_find_byte(raw, '\n', at)) != SIZE_MAX) {
        lines++;
        at++;
    }
    return lines;
}

/* add_line - one blank between lines, which goes again when nothing is left of this one */
static bool add_line(struct folded *f, struct slice line, uint32_t number, fold_function *fold)
{
    size_t start = f->text.len;

    if (start > 0)
        buffer_append_byte(&f->text, ' ');
    size_t text = f->text.len;

    if (!fold(line, &f->text))
        return false;
    if (f->text.len == text) {
        buffer_truncate(&f->text, start);
        return true;
    }
    f->starts[f->count] = (uint32_t)text;
    f->lines[f->count++] = number;
    return true;
}

bool folded_read(struct folded *f, struct slice raw, fold_function *fold)
{
    size_t lines = count_lines(raw), at = 0;

    *f = (struct folded){0};
    if (raw.len > UINT32_MAX / FOLDING_GROWTH - 1)
        return false;
    buffer_init(&f->text, (raw.len + 1) * FOLDING_GROWTH);
    f->starts = calloc(lines, sizeof(*f->starts));
    f->lines = calloc(lines, sizeof(*f->lines));
    if (f->starts == NULL || f->lines == NULL)
        return false;
    for (uint32_t number = 0; number < lines; number++) {
        size_t end = slice_find_byte(raw, '\n', at);

        end = end == SIZE_MAX ? raw.len : end;
        if (!add_line(f, slice_sub(raw, at, end - at), number, fold))
            return false;
        at = end + 1;
    }
    return !f->text.failed;
}

void folded_clear(struct folded *f)
{
    buffer_free(&f->text);
    free(f->starts);
    free(f->lines);
    *f = (struct folded){0};
}

size_t folded_line(const struct folded *f, size_t offset)
{
    size_t low = 0, high = f->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (f->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct slice folded_line_text(const struct folded *f, size_t index)
{
    size_t end = index + 1 < f->count ? f->starts[index + 1] - 1 : f->text.len;

    return slice_sub(buffer_slice(&f->text), f->starts[index], end - f->starts[index]);
}
