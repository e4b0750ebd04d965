/*
 * referral.c - the document: clients, each with values of permitted fields and nothing else
 */
#include "inspect/referral.h"

#include "inspect/referral-sink.h"
#include "inspect/value.h"

#include <stdlib.h>
#include <string.h>

bool referral_add(struct referral *r, unsigned client, unsigned field, enum value_kind kind,
                  struct slice text, struct place place)
{
    struct referral_value *values = realloc(r->values, (r->count + 1) * sizeof *values);
    char *copy;

    if (values == NULL)
        return false;
    r->values = values;
    copy = malloc(text.len + 1);
    if (copy == NULL)
        return false;
    if (text.len > 0)
        memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    values[r->count++] = (struct referral_value){
        .client = client, .field = field, .kind = kind, .text = copy, .place = place};
    return true;
}

void referral_free(struct referral *r)
{
    if (r == NULL)
        return;
    for (size_t i = 0; i < r->count; i++) {
        bytes_wipe(r->values[i].text, strlen(r->values[i].text));
        free(r->values[i].text);
    }
    free(r->values);
    free(r);
}

static void sink_clear(struct referral_sink *sink)
{
    for (size_t i = 0; i < sink->count; i++) {
        bytes_wipe((void *)(uintptr_t)sink->entries[i].text.data, sink->entries[i].text.len);
        free((void *)(uintptr_t)sink->entries[i].text.data);
    }
    free(sink->entries);
    fields_free(sink->fields);
}

/* blank_absent - "geen", "nvt" and "-" are fields left blank */
static void blank_absent(struct referral_sink *sink)
{
    for (size_t i = 0; i < sink->count; i++) {
        struct slice *text = &sink->entries[i].text;

        if (value_absent(*text))
            text->len = 0;
    }
}

static bool all_blank(const struct referral_sink *sink, size_t from, size_t to)
{
    for (; from < to; from++)
        if (sink->entries[from].text.len > 0)
            return false;
    return true;
}

/* client_end - index after the entries of the client that starts at from */
static size_t client_end(const struct referral_sink *sink, size_t from)
{
    size_t to = from + 1;

    while (to < sink->count && sink->entries[to].client == sink->entries[from].client)
        to++;
    return to;
}

/* complete - do entries [from, to) hold a value for every required field that labels of their own
 * have? A full name stands for both names. */
static bool complete(const struct referral_sink *sink, size_t from, size_t to)
{
    const struct protocol *p = sink->protocol;
    uint32_t fields = 0;

    for (; from < to; from++) {
        const struct entry *e = &sink->entries[from];

        if (e->text.len == 0)
            continue;
        fields |= 1u << e->label.field;
        if ((e->label.part == PART_FULL_NAME || e->label.part == PART_NAME) &&
            name_words(e->text) >= 2 && fields_first_name(sink->fields) < p->field_count)
            fields |= 1u << fields_first_name(sink->fields);
    }
    for (unsigned i = 0; i < p->field_count; i++)
        if (p->fields[i].required && (fields & (1u << i)) == 0)
            return false;
    return true;
}

/* strays_end - a label said again right below is another client when the names follow; otherwise
 * it belongs to the client above, where it is a duplicate */
static size_t strays_end(const struct referral_sink *sink, size_t to)
{
    while (to < sink->count && sink->entries[to].loose && !complete(sink, to, client_end(sink, to)))
        to = client_end(sink, to);
    return to;
}

/* judge - client by client; a block of a form that was left blank is no client */
static bool judge(struct referral_sink *sink, struct referral *referral)
{
    size_t from = 0, to;

    blank_absent(sink);
    for (; from < sink->count; from = to) {
        to = strays_end(sink, client_end(sink, from));
        if (all_blank(sink, from, to))
            continue;
        if (referral->clients == sink->protocol->max_clients)
            verdict_add(sink->verdict, REASON_CONTENT_CLIENTS, sink->entries[from].place);
        if (!client_judge(sink, from, to, referral->clients, referral))
            return false;
        referral->clients++;
    }
    if (referral->clients > 0)
        return true;
    return client_judge(sink, 0, sink->count, 0, referral); /* says what is missing */
}

struct referral *referral_read(enum format format, struct slice file,
                               const struct protocol *protocol, struct verdict *verdict)
{
    const struct format_reader *reader = format_reader(format);
    struct referral_sink sink = {.protocol = protocol, .verdict = verdict};
    struct referral *referral = calloc(1, sizeof *referral);
    bool good = false;

    if (referral == NULL)
        return NULL;
    if (reader == NULL) {
        verdict_add(verdict, REASON_CONTENT_FORMAT, place_none());
        return referral;
    }
    verdict->fields = 0;
    sink.fields = fields_new(protocol);
    if (sink.fields != NULL)
        good = reader->read(file, &sink);
    if (good && (sink.count > 0 || !(sink.unread || verdict_has(verdict, REASON_CONTENT_FORMAT))))
        good = judge(&sink, referral);
    good = good && !sink.starved;
    verdict->clients = referral->clients;
    sink_clear(&sink);
    if (!good) {
        referral_free(referral);
        return NULL;
    }
    return referral;
}
