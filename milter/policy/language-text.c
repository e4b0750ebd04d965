/*
 * language-text - a finding in words: its place, its limit, its text, and lines of it
 *
 * Puts numbers and settings into texts; nothing here comes from a mail.
 */
#include "policy/language.h"
#include "policy/policy.h"

#include "inspect/format/format.h"

#include <inttypes.h>
#include <string.h>

/* A text in the making that stays within its size */
struct writer {
    char *out;
    size_t used, size;
};

static void put(struct writer *w, const char *text, size_t length)
{
    size_t room = w->size - 1 - w->used;

    if (length > room)
        length = room;
    memcpy(w->out + w->used, text, length);
    w->used += length;
    w->out[w->used] = '\0';
}

static void put_number(struct writer *w, uint32_t number)
{
    char text[12];
    int length = snprintf(text, sizeof(text), "%" PRIu32, number);

    put(w, text, (size_t)length);
}

static struct writer writer_start(char *out, size_t size)
{
    out[0] = '\0';
    return (struct writer){.out = out, .size = size};
}

void language_place(const struct language *language, const struct finding *finding,
                    char out[PLACE_SIZE])
{
    const struct place place = finding->place;
    const char *topic = finding->topic < TOPIC_COUNT ? language->topics[finding->topic].text : NULL;
    struct writer w = writer_start(out, PLACE_SIZE);
    const char *phrase = NULL;
    unsigned numbers = 0;

    if (place.kind == PLACE_KIND)
        phrase = language->kinds[place.n[0] < KIND_COUNT ? place.n[0] : KIND_UNKNOWN].text;
    else if (place.kind < PLACE_KIND_COUNT)
        phrase = language->places[place.kind].text;
    for (; phrase != NULL && *phrase != '\0'; phrase++) {
        if (*phrase == '#' && place.kind != PLACE_KIND && numbers < 3)
            put_number(&w, place.n[numbers++]);
        else
            put(&w, phrase, 1);
    }
    if (topic != NULL && topic[0] != '\0' && w.used > 0) {
        put(&w, ": ", 2);
        put(&w, topic, strlen(topic));
    }
}

/* list_add - one more entry after a separator; a list that gets too long ends in "..." */
static void list_add(struct writer *w, const char *separator, const char *entry)
{
    static const char more[] = "...";
    size_t separator_length = w->used > 0 ? strlen(separator) : 0;

    if (w->used >= sizeof(more) - 1 && strcmp(w->out + w->used - (sizeof(more) - 1), more) == 0)
        return;
    put(w, separator, separator_length);
    if (w->used + strlen(entry) + strlen(", ") + sizeof(more) < w->size)
        put(w, entry, strlen(entry));
    else
        put(w, more, sizeof(more) - 1);
}

static const char *field_text(const struct language *language, const struct protocol_field *field)
{
    return (unsigned)field->kind < LANGUAGE_FIELDS &&
                   strcmp(field->name, value_kind_name(field->kind)) == 0
               ? language->fields[field->kind].text
               : field->name;
}

static bool is_contact(const struct protocol_field *field)
{
    return field->kind == VALUE_ADDRESS || field->kind == VALUE_TELEPHONE ||
           field->kind == VALUE_EMAIL;
}

static void permitted_fields(const struct language *language, const struct protocol *p,
                             struct writer *w)
{
    for (size_t i = 0; i < p->field_count; i++)
        list_add(w, ", ", field_text(language, &p->fields[i]));
}

/* required_fields - "voornaam, naam, adres/telefoon/e-mail": of the last group one will do */
static void required_fields(const struct language *language, const struct protocol *p,
                            struct writer *w)
{
    const char *separator = ", ";
    bool contact = p->contact_required;

    for (size_t i = 0; i < p->field_count; i++) {
        if (!p->fields[i].required)
            continue;
        list_add(w, ", ", field_text(language, &p->fields[i]));
        contact = contact && !is_contact(&p->fields[i]);
    }
    for (size_t i = 0; contact && i < p->field_count; i++) {
        if (!is_contact(&p->fields[i]))
            continue;
        list_add(w, separator, field_text(language, &p->fields[i]));
        separator = "/";
    }
}

/* size_text - as file managers show sizes, rounded down */
static void size_text(uint64_t bytes, struct writer *w)
{
    char text[40];
    int length;

    if (bytes >= 1 << 20 && bytes % (1 << 20) == 0)
        length = snprintf(text, sizeof(text), "%" PRIu64 " MB", bytes >> 20);
    else if (bytes >= 1 << 10)
        length = snprintf(text, sizeof(text), "%" PRIu64 " KB", bytes >> 10);
    else
        length = snprintf(text, sizeof(text), "%" PRIu64 " bytes", bytes);
    put(w, text, (size_t)length);
}

static void powers_text(const struct protocol *p, struct writer *w)
{
    char text[40];
    int length = snprintf(text, sizeof(text), "2^%u-2^%u", p->kdf_power_min, p->kdf_power_max);

    put(w, text, (size_t)length);
}

static void formats_text(const struct protocol *p, struct writer *w)
{
    for (unsigned format = FORMAT_NONE + 1; format < FORMAT_COUNT; format++) {
        char name[16];

        if ((p->formats & UINT32_C(1) << format) == 0 || !format_readable((enum format)format))
            continue;
        (void)snprintf(name, sizeof(name), ".%s", format_name((enum format)format));
        list_add(w, ", ", name);
    }
}

/* mailbox_text - the first recipient; letters that a reply cannot show become "?" */
static void mailbox_text(const struct policy_protocol *protocol, struct writer *w)
{
    if (protocol->recipients.count > 0)
        put(w, protocol->recipients.items[0], strlen(protocol->recipients.items[0]));
    for (size_t i = 0; i < w->used; i++)
        if (w->out[i] < 0x21 || w->out[i] > 0x7e)
            w->out[i] = '?';
}

bool reason_has_limit(enum reason reason)
{
    switch (reason) {
    case REASON_OTHER_RECIPIENTS:
    case REASON_MESSAGE_TOO_LARGE:
    case REASON_ARCHIVE_WEAK_ENCRYPTION:
    case REASON_ARCHIVE_TOO_LARGE:
    case REASON_CONTENT_FORMAT:
    case REASON_CONTENT_CLIENTS:
    case REASON_FIELD_NOT_PERMITTED:
    case REASON_FIELD_MISSING:
        return true;
    default:
        return false;
    }
}

void limit_format(const struct language *language, const struct policy_protocol *protocol,
                  enum reason reason, char out[LIMIT_SIZE])
{
    struct writer w = writer_start(out, LIMIT_SIZE);
    const struct protocol *p = protocol != NULL ? protocol->judged : NULL;

    if (p == NULL)
        return;
    if (reason == REASON_OTHER_RECIPIENTS)
        mailbox_text(protocol, &w);
    else if (reason == REASON_MESSAGE_TOO_LARGE)
        size_text(p->max_message_bytes, &w);
    else if (reason == REASON_ARCHIVE_TOO_LARGE)
        size_text(p->max_unpacked_bytes, &w);
    else if (reason == REASON_ARCHIVE_WEAK_ENCRYPTION)
        powers_text(p, &w);
    else if (reason == REASON_CONTENT_FORMAT)
        formats_text(p, &w);
    else if (reason == REASON_CONTENT_CLIENTS)
        put_number(&w, p->max_clients);
    else if (reason == REASON_FIELD_NOT_PERMITTED)
        permitted_fields(language, p, &w);
    else if (reason == REASON_FIELD_MISSING)
        required_fields(language, p, &w);
}

/* drop_open - takes back what stands before a place that is not there; true when that was a
 * parenthesis, whose other half goes too */
static bool drop_open(struct writer *w)
{
    bool parenthesis = w->used > 0 && w->out[w->used - 1] == '(';

    w->used -= parenthesis;
    w->used -= w->used > 0 && w->out[w->used - 1] == ' ';
    w->out[w->used] = '\0';
    return parenthesis;
}

void language_render(const char *lead, const char *text, const char *places, const char *limit,
                     char out[RENDERED_SIZE])
{
    static const char place_word_[] = "{place}", limit_word[] = "{limit}";
    struct writer w = writer_start(out, RENDERED_SIZE);

    put(&w, lead, strlen(lead));
    while (*text != '\0') {
        if (strncmp(text, place_word_, sizeof(place_word_) - 1) == 0) {
            text += sizeof(place_word_) - 1;
            if (places[0] != '\0')
                put(&w, places, strlen(places));
            else if (drop_open(&w) && *text == ')')
                text++;
        } else if (strncmp(text, limit_word, sizeof(limit_word) - 1) == 0) {
            text += sizeof(limit_word) - 1;
            put(&w, limit, strlen(limit));
        } else {
            put(&w, text++, 1);
        }
    }
}

size_t wrap_next(const char **text, const char **line_r)
{
    const char *start = *text + strspn(*text, " ");
    size_t length = strlen(start), end;

    *line_r = start;
    if (length <= REPLY_TEXT_MAX) {
        *text = start + length;
        return length;
    }
    for (end = REPLY_TEXT_MAX; end > 0 && start[end] != ' ';)
        end--;
    if (end == 0)
        end = REPLY_TEXT_MAX; /* one long word */
    *text = start + end;
    return end;
}

unsigned wrap_count(const char *text)
{
    unsigned lines = 0;
    const char *line;

    while (wrap_next(&text, &line) > 0)
        lines++;
    return lines;
}
