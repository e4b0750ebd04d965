/*
 * vcard.c - address cards: lines to properties, properties to cards
 *
 * Each card is a client. What stands outside cards, cards within cards, and lines that are no
 * property are refused.
 */
#include "inspect/format/vcard.h"

#include <stdlib.h>
#include <string.h>

struct vcards {
    struct slice file;
    size_t at;
    uint32_t cards;
    struct referral_sink *sink;
};

/* physical_line - the next line of the file without its end */
static struct slice physical_line(struct vcards *v)
{
    size_t end = slice_find_byte(v->file, '\n', v->at), stop;
    struct slice line;

    if (end == SIZE_MAX)
        end = v->file.len;
    stop = end > v->at && v->file.data[end - 1] == '\r' ? end - 1 : end;
    line = slice_sub(v->file, v->at, stop - v->at);
    v->at = end < v->file.len ? end + 1 : end;
    return line;
}

static bool at_end(const struct vcards *v)
{
    return v->at >= v->file.len;
}

static bool folded_next(const struct vcards *v)
{
    return !at_end(v) && (v->file.data[v->at] == ' ' || v->file.data[v->at] == '\t');
}

/* split - name, parameters and value of an unfolded line; quoted parameters may hold a colon */
static bool split(struct card_property *p)
{
    struct slice line = buffer_slice(&p->line);
    size_t colon = 0, name_end, dot;
    bool quoted = false;

    while (colon < line.len && (quoted || line.data[colon] != ':')) {
        quoted = line.data[colon] == '"' ? !quoted : quoted;
        colon++;
    }
    if (colon >= line.len)
        return false;
    name_end = slice_find_byte(slice_sub(line, 0, colon), ';', 0);
    if (name_end == SIZE_MAX)
        name_end = colon;
    p->name = slice_sub(line, 0, name_end);
    dot = slice_find_byte(p->name, '.', 0);
    if (dot != SIZE_MAX)
        p->name = slice_sub(p->name, dot + 1, p->name.len - dot - 1);
    p->params = slice_sub(line, name_end, colon - name_end);
    p->value = slice_sub(line, colon + 1, line.len - colon - 1);
    return p->name.len > 0;
}

/* harmless_group - "item1." before a name */
static bool harmless_group(const struct card_property *p)
{
    struct slice line = buffer_slice(&p->line);
    size_t group = (size_t)(p->name.data - line.data), i = 4;

    if (group == 0)
        return true;
    if (!slice_starts_nocase(line, "item") || group > 8)
        return false;
    while (line.data[i] >= '0' && line.data[i] <= '9')
        i++;
    return i + 1 == group;
}

enum line_result { LINE_PROPERTY, LINE_END, LINE_BAD, LINE_NO_MEMORY };

/* unfold - adds a physical line to the property; LINE_BAD when that makes it too long */
static enum line_result unfold(struct card_property *p, struct slice more)
{
    if (more.len > CARD_LINE_MAX - p->line.len)
        return LINE_BAD;
    return buffer_append_slice(&p->line, more) ? LINE_PROPERTY : LINE_NO_MEMORY;
}

/* property_line - one unfolded property. In quoted-printable a last '=' joins the next line; else a
 * line that begins with a blank goes on. */
static enum line_result property_line(struct vcards *v, struct card_property *p)
{
    enum line_result result;

    buffer_init(&p->line, CARD_LINE_MAX);
    buffer_init(&p->text, 4 * CARD_LINE_MAX);
    result = unfold(p, physical_line(v));
    if (result == LINE_PROPERTY && split(p) && card_quoted_printable(p->params)) {
        while (result == LINE_PROPERTY && !at_end(v) && p->line.len > 0 &&
               p->line.data[p->line.len - 1] == '=') {
            buffer_truncate(&p->line, p->line.len - 1);
            result = unfold(p, physical_line(v));
        }
    }
    while (result == LINE_PROPERTY && folded_next(v)) {
        struct slice more = physical_line(v);

        result = unfold(p, slice_sub(more, 1, more.len));
    }
    if (result == LINE_PROPERTY && !split(p))
        result = LINE_BAD;
    if (result != LINE_PROPERTY)
        p->name = p->params = p->value = slice_of(NULL, 0); /* the line may have moved since */
    return result;
}

static void property_clear(struct card_property *p)
{
    buffer_free(&p->line);
    buffer_free(&p->text);
}

static void card_clear(struct card *card)
{
    for (size_t i = 0; i < card->count; i++)
        property_clear(&card->properties[i]);
    free(card->properties);
    card->properties = NULL;
    card->count = 0;
}

static bool is_line(struct slice line, const char *text)
{
    return slice_is_nocase(slice_trim(line), text);
}

static enum card_version version_of(struct slice value)
{
    value = slice_trim(value);
    if (slice_is(value, "2.1"))
        return CARD_2_1;
    if (slice_is(value, "3.0"))
        return CARD_3_0;
    return slice_is(value, "4.0") ? CARD_4_0 : CARD_UNKNOWN;
}

static enum line_result card_line(struct vcards *v, struct card *card)
{
    struct card_property *grown =
        realloc(card->properties, (card->count + 1) * sizeof *card->properties);
    struct card_property *p;
    enum line_result result;

    if (grown == NULL)
        return LINE_NO_MEMORY;
    card->properties = grown;
    p = &grown[card->count];
    memset(p, 0, sizeof *p);
    result = property_line(v, p);
    p->place = place_at(PLACE_CARD_PROPERTY, card->number, (uint32_t)card->count + 1, 0);
    card->count++;
    if (result != LINE_PROPERTY)
        return result;
    if (slice_is_nocase(p->name, "BEGIN"))
        return LINE_BAD;
    if (slice_is_nocase(p->name, "END"))
        return is_line(buffer_slice(&p->line), "END:VCARD") ? LINE_END : LINE_BAD;
    if (slice_is_nocase(p->name, "VERSION") && card->version == CARD_UNKNOWN)
        card->version = version_of(p->value);
    if (!harmless_group(p))
        sink_finding(v->sink, REASON_CONTENT_HIDDEN, p->place);
    return LINE_PROPERTY;
}

/* one_card - after BEGIN:VCARD; *good_r is false when the file is no vCard file from here on */
static bool one_card(struct vcards *v, bool *good_r)
{
    struct card card = {.number = ++v->cards};
    enum line_result result = LINE_PROPERTY;
    bool memory = true;

    while (result == LINE_PROPERTY && !at_end(v)) {
        if (folded_next(v) || v->file.data[v->at] == '\n' || v->file.data[v->at] == '\r') {
            if (slice_trim(physical_line(v)).len > 0)
                result = LINE_BAD;
            continue;
        }
        result = card.count < CARD_PROPERTIES_MAX ? card_line(v, &card) : LINE_BAD;
    }
    *good_r = result == LINE_END && card.version != CARD_UNKNOWN;
    if (!*good_r)
        sink_finding(v->sink, REASON_CONTENT_FORMAT,
                     place_at(PLACE_CARD_PROPERTY, card.number,
                              card.count > 0 ? (uint32_t)card.count : 1, 0));
    memory = result != LINE_NO_MEMORY;
    for (size_t i = 0; i < card.count && memory; i++)
        memory = card_decode(&card.properties[i], v->sink);
    if (memory)
        memory = sink_next_client(v->sink) && card_read(&card, v->sink);
    card_clear(&card);
    return memory;
}

bool format_vcf_read(struct slice file, struct referral_sink *sink)
{
    struct vcards v = {.file = file, .sink = sink};
    bool good = true;

    sink_origin(sink, place_at(PLACE_CARD_PROPERTY, 1, 1, 0));
    sink_rows(sink, true);
    if (slice_starts(file, "\xEF\xBB\xBF"))
        v.at = 3;
    while (!at_end(&v) && good) {
        struct slice line = physical_line(&v);

        if (slice_trim(line).len == 0)
            continue;
        if (!is_line(line, "BEGIN:VCARD")) {
            sink_finding(sink, REASON_CONTENT_FORMAT, place_none());
            break;
        }
        if (!one_card(&v, &good))
            return false;
    }
    return true;
}
