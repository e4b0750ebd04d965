/*
 * vcard-card.c - a card's properties to entries
 *
 * N, FN, ADR, LABEL, TEL and EMAIL are the client's data; FN must say no more than N, and LABEL no
 * more than an ADR. Technical properties are passed over, all others are findings.
 */
#include "inspect/fold.h"
#include "inspect/format/vcard.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/* family, given, more given names, prefixes, suffixes; box, extension, street, town, region,
 * postcode, country (RFC 6350 sections 6.2.2 and 6.3.1) */
enum { NAME_COMPONENTS = 5, ADDRESS_COMPONENTS = 7 };

static const struct slice FULL_NAME = {(const unsigned char *)"Volledige naam", 14};

static bool named(const struct card_property *p, const char *name)
{
    return slice_is_nocase(p->name, name);
}

static const struct card_property *find(const struct card *card, const char *name)
{
    for (size_t i = 0; i < card->count; i++)
        if (named(&card->properties[i], name))
            return &card->properties[i];
    return NULL;
}

/* parts - appends some components with a blank between those that are not empty */
static bool parts(struct slice text, const unsigned *components, size_t count, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        size_t before = out->len;

        if (before > 0)
            buffer_append_byte(out, ' ');
        if (!card_component(text, components[i], out))
            return false;
        if (out->len == before + 1 && before > 0)
            buffer_truncate(out, before);
    }
    return !out->failed;
}

/* is_blank - nothing but separators */
static bool is_blank(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] != ';' && text.data[i] != ',' && text.data[i] != ' ' &&
            text.data[i] != '\n')
            return false;
    return true;
}

/* words_within - is every folded word of a among those of b? */
static bool words_within(struct slice a, struct slice b)
{
    size_t from = 0;

    while (from < a.len) {
        size_t end = slice_find_byte(a, ' ', from), at = 0;
        bool found = false;

        if (end == SIZE_MAX)
            end = a.len;
        while (!found && (at = slice_find(b, slice_sub(a, from, end - from), at)) != SIZE_MAX) {
            size_t stop = at + end - from;

            found = (at == 0 || b.data[at - 1] == ' ') && (stop == b.len || b.data[stop] == ' ');
            at++;
        }
        if (!found)
            return false;
        from = end + 1;
    }
    return true;
}

/* says_no_more - has a text only words of another one, in whatever order? */
static bool says_no_more(struct slice text, struct slice than, bool *true_r)
{
    struct buffer folded, other;
    bool good;

    buffer_init(&folded, 64 * CARD_LINE_MAX);
    buffer_init(&other, 64 * CARD_LINE_MAX);
    good = fold_words(text, &folded) && fold_words(than, &other);
    *true_r = good && words_within(buffer_slice(&folded), buffer_slice(&other));
    buffer_free(&folded);
    buffer_free(&other);
    return good;
}

/* name_commas - lists of names inside a component are names after one another */
static void name_commas(struct buffer *text)
{
    for (size_t i = 0; i < text->len; i++)
        if (text->data[i] == ',')
            text->data[i] = ' ';
}

/* rest_of - what stands after the first count components of a structured value */
static struct slice rest_of(struct slice text, unsigned count)
{
    size_t i = 0;

    for (; i < text.len && count > 0; i++) {
        if (text.data[i] == ';')
            count--;
        else if (text.data[i] == '\\')
            i++;
    }
    return slice_sub(text, i, text.len);
}

/* read_surplus - components that the property does not have are free text */
static bool read_surplus(const struct card_property *p, unsigned components,
                         struct referral_sink *sink)
{
    struct slice rest = rest_of(buffer_slice(&p->text), components);

    return is_blank(rest) || sink_text(sink, rest, p->place);
}

static bool read_name(const struct card_property *p, struct referral_sink *sink)
{
    static const unsigned family[] = {0}, given[] = {1, 2}, titles[] = {3, 4};
    struct buffer last, first, title;
    bool good;

    buffer_init(&last, CARD_LINE_MAX * 4);
    buffer_init(&first, CARD_LINE_MAX * 4);
    buffer_init(&title, CARD_LINE_MAX * 4);
    good = parts(buffer_slice(&p->text), family, 1, &last) &&
           parts(buffer_slice(&p->text), given, 2, &first) &&
           parts(buffer_slice(&p->text), titles, 2, &title);
    name_commas(&last);
    name_commas(&first);
    if (good && last.len > 0 && first.len > 0)
        good = sink_entry(sink, slice_from("Familienaam"), buffer_slice(&last), p->place) &&
               sink_entry(sink, slice_from("Voornaam"), buffer_slice(&first), p->place);
    else if (good)
        good = sink_entry(sink, FULL_NAME, buffer_slice(last.len > 0 ? &last : &first), p->place);
    if (good && title.len > 0)
        good = sink_text(sink, buffer_slice(&title), p->place);
    good = good && read_surplus(p, NAME_COMPONENTS, sink);
    buffer_free(&title);
    buffer_free(&first);
    buffer_free(&last);
    return good;
}

/* read_formatted_name - the name itself in a card without N; else it must say no more */
static bool read_formatted_name(const struct card *card, const struct card_property *p,
                                struct referral_sink *sink)
{
    const struct card_property *n = find(card, "N");
    struct buffer text;
    bool good, same = true;

    buffer_init(&text, CARD_LINE_MAX * 4);
    good = card_text(buffer_slice(&p->text), &text);
    if (good && (n == NULL || is_blank(buffer_slice(&n->text)))) {
        good = sink_entry(sink, FULL_NAME, buffer_slice(&text), p->place);
    } else if (good) {
        good = says_no_more(buffer_slice(&text), buffer_slice(&n->text), &same);
        if (good && !same)
            good = sink_text(sink, buffer_slice(&text), p->place);
    }
    buffer_free(&text);
    return good;
}

static bool is_province(struct slice text)
{
    static const char *const names[] = {"antwerpen",
                                        "oost-vlaanderen",
                                        "west-vlaanderen",
                                        "vlaams-brabant",
                                        "limburg",
                                        "anvers",
                                        "flandre orientale",
                                        "flandre occidentale",
                                        "brabant flamand",
                                        "limbourg",
                                        "brabant wallon",
                                        "waals-brabant",
                                        "hainaut",
                                        "henegouwen",
                                        "namur",
                                        "namen",
                                        "liege",
                                        "luik",
                                        "luxembourg",
                                        "luxemburg",
                                        "bruxelles",
                                        "brussel",
                                        "vlaanderen",
                                        "li\xC3\xA8ge",
                                        NULL};

    for (size_t i = 0; names[i] != NULL; i++)
        if (slice_is_nocase(slice_trim(text), names[i]))
            return true;
    return false;
}

/* address_line - components as one line of the address */
static bool address_line(struct slice text, const unsigned *components, size_t count,
                         struct buffer *out)
{
    struct buffer line;
    bool good;

    buffer_init(&line, CARD_LINE_MAX * 4);
    good = parts(text, components, count, &line);
    if (good && line.len > 0 &&
        !(count == 1 && components[0] == 4 && is_province(buffer_slice(&line)))) {
        if (out->len > 0)
            buffer_append_byte(out, '\n');
        good = buffer_append_slice(out, buffer_slice(&line));
    }
    buffer_free(&line);
    return good;
}

/* address_text - post office box, street and extension; region; postcode and town; country */
static bool address_text(const struct card_property *p, struct buffer *out)
{
    static const unsigned box[] = {0}, street[] = {2, 1}, region[] = {4}, town[] = {5, 3},
                          country[] = {6};
    struct slice text = buffer_slice(&p->text);

    return address_line(text, box, 1, out) && address_line(text, street, 2, out) &&
           address_line(text, region, 1, out) && address_line(text, town, 2, out) &&
           address_line(text, country, 1, out);
}

/* address_repeated - Google's eighth component: the whole address again, which says no more */
static bool address_repeated(const struct card_property *p, bool *repeated_r)
{
    struct slice text = buffer_slice(&p->text), rest = rest_of(text, ADDRESS_COMPONENTS);
    struct buffer again;
    bool good;

    buffer_init(&again, CARD_LINE_MAX * 4);
    good = card_component(rest, 0, &again) &&
           says_no_more(buffer_slice(&again), slice_sub(text, 0, text.len - rest.len), repeated_r);
    buffer_free(&again);
    return good;
}

/* caret_lines - "^n" of RFC 6868 is a line feed; its other two escapes are no part of addresses */
static void caret_lines(struct buffer *text)
{
    for (size_t i = 0; i + 1 < text->len; i++)
        if (text->data[i] == '^' && (text->data[i + 1] == 'n' || text->data[i + 1] == 'N'))
            text->data[i] = text->data[i + 1] = '\n';
}

/* address_labels - labels as parameters say no more than the address, or are hidden text */
static bool address_labels(const struct card_property *p, struct referral_sink *sink)
{
    struct slice params = p->params, label;
    bool good = true;

    while (good && card_label_next(&params, &label)) {
        bool same = false, readable = utf8_valid(label);
        struct buffer text;

        buffer_init(&text, CARD_LINE_MAX);
        good = !readable || card_text(label, &text);
        caret_lines(&text);
        good =
            good && (!readable || says_no_more(buffer_slice(&text), buffer_slice(&p->text), &same));
        if (good && !readable)
            sink_finding(sink, REASON_CONTENT_HIDDEN, p->place);
        else if (good && !same)
            good = sink_hidden(sink, buffer_slice(&text), p->place);
        buffer_free(&text);
    }
    return good;
}

static bool read_address(const struct card_property *p, struct referral_sink *sink)
{
    struct buffer text;
    bool good, repeated;

    buffer_init(&text, CARD_LINE_MAX * 8);
    good = address_text(p, &text);
    if (good && text.len > 0)
        good = sink_entry(sink, slice_from("Adres"), buffer_slice(&text), p->place);
    buffer_free(&text);
    return good && address_labels(p, sink) && address_repeated(p, &repeated) &&
           read_surplus(p, ADDRESS_COMPONENTS + (repeated ? 1 : 0), sink);
}

/* read_label - an address for an envelope: no more than an ADR, or the address where there is none
 */
static bool read_label(const struct card *card, const struct card_property *p,
                       struct referral_sink *sink)
{
    struct buffer label;
    bool good, same = false, any = false;

    buffer_init(&label, CARD_LINE_MAX * 4);
    good = card_text(buffer_slice(&p->text), &label);
    for (size_t i = 0; i < card->count && good && !same; i++) {
        const struct card_property *adr = &card->properties[i];
        struct slice text = buffer_slice(&adr->text);

        if (!named(adr, "ADR") || is_blank(text))
            continue;
        any = true;
        good = says_no_more(buffer_slice(&label), text, &same);
    }
    if (good && !any)
        good = sink_entry(sink, slice_from("Adres"), buffer_slice(&label), p->place);
    else if (good && !same)
        good = sink_text(sink, buffer_slice(&label), p->place);
    buffer_free(&label);
    return good;
}

/* read_numbered - telephone numbers and e-mail addresses, each with a label of its own */
static bool read_numbered(const struct card_property *p, const char *label, const char *scheme,
                          unsigned number, struct referral_sink *sink)
{
    struct buffer text;
    struct slice value;
    char name[32];
    bool good;

    buffer_init(&text, CARD_LINE_MAX * 4);
    snprintf(name, sizeof name, "%s %u", label, number < 9 ? number : 9);
    good = card_text(buffer_slice(&p->text), &text);
    value = buffer_slice(&text);
    if (slice_starts_nocase(value, scheme))
        value = slice_sub(value, strlen(scheme), value.len);
    good = good && sink_entry(sink, slice_from(name), value, p->place);
    buffer_free(&text);
    return good;
}

/* read_other - what is no permitted datum: shown ones are surplus fields, others hidden data */
static bool read_other(const struct card_property *p, struct referral_sink *sink)
{
    static const char *const shown[] = {
        "NOTE",       "BDAY",    "ORG",    "TITLE",       "ROLE", "URL", "NICKNAME",
        "CATEGORIES", "GENDER",  "IMPP",   "ANNIVERSARY", "LANG", "TZ",  "GEO",
        "MAILER",     "RELATED", "MEMBER", "SORT-STRING", NULL};

    for (size_t i = 0; shown[i] != NULL; i++)
        if (named(p, shown[i]))
            return sink_text(sink, buffer_slice(&p->text), p->place);
    return sink_hidden(sink, buffer_slice(&p->text), p->place);
}

struct counts {
    unsigned names, formatted, telephones, emails;
};

static bool read_property(const struct card *card, const struct card_property *p,
                          struct counts *counts, struct referral_sink *sink)
{
    bool technical;

    if (named(p, "END") || is_blank(buffer_slice(&p->text)))
        return true;
    if (named(p, "N") && counts->names++ == 0)
        return read_name(p, sink);
    if (named(p, "FN") && counts->formatted++ == 0)
        return read_formatted_name(card, p, sink);
    if (named(p, "ADR"))
        return read_address(p, sink);
    if (named(p, "LABEL"))
        return read_label(card, p, sink);
    if (named(p, "TEL"))
        return read_numbered(p, "Telefoon", "tel:", ++counts->telephones, sink);
    if (named(p, "EMAIL"))
        return read_numbered(p, "E-mail", "mailto:", ++counts->emails, sink);
    if (!card_technical(p, &technical))
        return false;
    return technical || read_other(p, sink);
}

bool card_read(const struct card *card, struct referral_sink *sink)
{
    struct counts counts = {0};

    for (size_t i = 0; i < card->count; i++)
        if (!read_property(card, &card->properties[i], &counts, sink))
            return false;
    return true;
}
