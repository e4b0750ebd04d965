/*
 * referral-sink.c - takes what the readers hand over, and parts it into clients
 *
 * Labels are mapped here, values are judged when all of a client is there (referral-client.c).
 */
#include "inspect/referral-sink.h"

#include "inspect/fold.h"
#include "inspect/value-word.h"
#include "inspect/value.h"

#include <stdlib.h>
#include <string.h>

/* piece - a cleaned text of the document; what does not show in it is a finding */
static bool piece(struct referral_sink *sink, struct slice text, struct buffer *out,
                  struct place place)
{
    bool hidden = false;

    buffer_init(out, 8 * text.len + 64);
    if (!text_clean(text, out, &hidden)) {
        buffer_free(out);
        return false;
    }
    if (hidden)
        verdict_add(sink->verdict, REASON_CONTENT_HIDDEN, place);
    return true;
}

static bool grow(struct referral_sink *sink)
{
    size_t capacity = sink->capacity == 0 ? 32 : 2 * sink->capacity;
    struct entry *entries;

    if (sink->count < sink->capacity)
        return true;
    /* entries hold no text themselves, only where it is */
    entries = realloc(sink->entries, capacity * sizeof *entries);
    if (entries == NULL)
        return false;
    sink->entries = entries;
    sink->capacity = capacity;
    return true;
}

static bool several(enum field_part part)
{
    return part == PART_TELEPHONE || part == PART_EMAIL;
}

/* same_label - would the two be a duplicate in one client? */
static bool same_label(const struct label *a, const struct label *b)
{
    if (a->field != b->field)
        return false;
    if (several(a->part))
        return strcmp(a->key, b->key) == 0;
    return a->part == b->part;
}

/* same_first - does a label say what the first of the client said? "Client 2" and "Client 1" do */
static bool same_first(const struct label *first, const struct label *label)
{
    size_t len = strlen(first->key);

    if (!same_label(first, label) || several(label->part))
        return same_label(first, label);
    if (len > 1 && first->key[len - 1] >= '1' && first->key[len - 1] <= '9')
        len--;
    return strncmp(first->key, label->key, len) == 0 && strlen(label->key) <= len + 1;
}

/* begins_client - see sink_rows() in referral.h. The first label alone, said twice, is a duplicate
 * rather than a client without anything else. */
static bool begins_client(const struct referral_sink *sink, const struct label *label)
{
    size_t first = sink->client_start;

    if (sink->rows || sink->count == first)
        return false;
    if (same_first(&sink->entries[first].label, label)) {
        for (size_t i = first + 1; i < sink->count; i++)
            if (!same_label(&sink->entries[i].label, label))
                return true;
        return sink->gap;
    }
    for (size_t i = first; sink->gap && i < sink->count; i++)
        if (same_label(&sink->entries[i].label, label))
            return true;
    return false;
}

/* keep - the entry, which owns a copy of its text */
static bool keep(struct referral_sink *sink, const struct label *label, struct slice text,
                 bool number, struct place place)
{
    struct entry *entry;
    unsigned char *copy;

    bool loose = false;

    if (begins_client(sink, label)) {
        loose = !sink->gap;
        sink_next_client(sink);
    }
    sink->gap = false;
    if (sink->count >= SINK_ENTRIES_MAX) {
        verdict_add(sink->verdict, REASON_CONTENT_CLIENTS, place);
        return true;
    }
    copy = malloc(text.len + 1);
    if (copy == NULL || !grow(sink)) {
        free(copy);
        return false;
    }
    if (text.len > 0)
        memcpy(copy, text.data, text.len);
    entry = &sink->entries[sink->count++];
    *entry = (struct entry){.client = sink->client,
                            .label = *label,
                            .text = {.data = copy, .len = text.len},
                            .number = number,
                            .loose = loose,
                            .place = place};
    return true;
}

/* unknown - a label of no permitted field, with its value: only a fixed text may look like that */
static bool unknown(struct referral_sink *sink, struct slice label, struct slice value,
                    struct place place)
{
    struct buffer text;
    bool good;

    buffer_init(&text, label.len + value.len + 2);
    buffer_append_slice(&text, label);
    if (value.len > 0) {
        buffer_append_string(&text, label.len > 0 ? ": " : "");
        buffer_append_slice(&text, value);
    }
    good = !text.failed && sink_text(sink, buffer_slice(&text), place);
    buffer_free(&text);
    return good;
}

static bool entry(struct referral_sink *sink, struct slice label_text, struct slice value,
                  bool number, struct place place)
{
    struct buffer label_clean, clean;
    struct label label;
    bool good;

    if (!piece(sink, label_text, &label_clean, place))
        return false;
    good = fields_label(sink->fields, buffer_slice(&label_clean), &label);
    buffer_free(&label_clean);
    if (!good)
        return false;
    if (label.part == PART_NONE)
        return unknown(sink, label_text, value, place);
    if (!piece(sink, value, &clean, place))
        return false;
    good = keep(sink, &label, buffer_slice(&clean), number, place);
    buffer_free(&clean);
    return good;
}

void sink_origin(struct referral_sink *sink, struct place place)
{
    sink->origin = place;
}

void sink_unread(struct referral_sink *sink, enum reason reason)
{
    sink_finding(sink, reason, place_none());
    sink->unread = true;
}

void sink_rows(struct referral_sink *sink, bool rows)
{
    sink->rows = rows;
}

bool sink_entry(struct referral_sink *sink, struct slice label, struct slice value,
                struct place place)
{
    return entry(sink, label, value, false, place);
}

bool sink_number(struct referral_sink *sink, struct slice label, struct slice value,
                 struct place place)
{
    return entry(sink, label, value, true, place);
}

bool sink_text(struct referral_sink *sink, struct slice text, struct place place)
{
    enum topic topic = TOPIC_NONE;
    struct buffer clean;
    bool fixed = false, good;

    if (!piece(sink, text, &clean, place))
        return false;
    good = fields_fixed(sink->fields, buffer_slice(&clean), &fixed) &&
           (fixed || topic_of(buffer_slice(&clean), &topic));
    if (good && !fixed) {
        verdict_add_topic(sink->verdict, place, topic);
        good = text_forbidden(buffer_slice(&clean), place, sink->verdict);
    }
    buffer_free(&clean);
    return good;
}

void sink_gap(struct referral_sink *sink)
{
    sink->gap = true;
}

bool sink_next_client(struct referral_sink *sink)
{
    if (sink->count > sink->client_start) {
        sink->client++;
        sink->client_start = sink->count;
    }
    sink->gap = false;
    return true;
}

void sink_finding(struct referral_sink *sink, enum reason reason, struct place place)
{
    verdict_add(sink->verdict, reason, place);
}

bool sink_hidden(struct referral_sink *sink, struct slice text, struct place place)
{
    verdict_add(sink->verdict, REASON_CONTENT_HIDDEN, place);
    sink_search(sink, text, place);
    return !sink->starved;
}

void sink_search(struct referral_sink *sink, struct slice text, struct place place)
{
    if (!text_forbidden(text, place, sink->verdict))
        sink->starved = true;
}

/* known_label - PART_NONE also without memory */
static enum field_part known_label(struct referral_sink *sink, struct slice text)
{
    struct label label;
    struct buffer clean;
    bool hidden = false, good;

    if (text.len > 2 * LABEL_MAX_BYTES)
        return PART_NONE;
    buffer_init(&clean, 8 * text.len + 64);
    good = text_clean(text, &clean, &hidden) &&
           fields_label(sink->fields, buffer_slice(&clean), &label);
    buffer_free(&clean);
    sink->starved = sink->starved || !good;
    return good ? label.part : PART_NONE;
}

bool sink_is_label(struct referral_sink *sink, struct slice text)
{
    return known_label(sink, text) != PART_NONE;
}

bool sink_takes_lines(struct referral_sink *sink, struct slice label)
{
    return known_label(sink, label) == PART_ADDRESS || known_label(sink, label) == PART_STREET;
}

bool sink_names(struct referral_sink *sink, struct buffer *out)
{
    for (size_t i = 0; i < sink->count; i++) {
        const struct entry *e = &sink->entries[i];
        struct slice rest = e->text, word;

        if (e->label.part < PART_FIRST_NAME || e->label.part > PART_FULL_NAME ||
            e->text.len > 4 * NAME_MAX_CHARS)
            continue;
        while ((word = word_next(&rest)).len > 0)
            if (name_words(word) > 0 && !(buffer_append_byte(out, ' ') && fold_words(word, out) &&
                                          buffer_append_byte(out, ' ')))
                return false;
    }
    return true;
}

bool sink_is_fixed(struct referral_sink *sink, struct slice text)
{
    bool fixed = false, hidden = false, good;
    struct buffer clean;

    buffer_init(&clean, 8 * text.len + 64);
    good = text_clean(text, &clean, &hidden) &&
           fields_fixed(sink->fields, buffer_slice(&clean), &fixed);
    sink->starved = sink->starved || !good;
    buffer_free(&clean);
    return good && fixed;
}
