/*
 * referral-client.c - judges what one client's labels hold
 *
 * Puts the parts of an address together, tells full names from last names, and says what is
 * missing, there twice, or no value of its kind.
 */
#include "inspect/referral-sink.h"

#include "inspect/value.h"

#include <string.h>

enum {
    SEVERAL_MAX = 2, /* telephone numbers, e-mail addresses */
    NATIONAL_DIGITS = 11
};

/* One client under judgement */
struct client {
    const struct referral_sink *sink;
    const struct entry *entries;
    size_t count;
    unsigned number;
    struct place place;
    struct referral *referral;
    uint32_t fields; /* bit per field that has a value */
};

static bool has_value(const struct entry *e)
{
    return e->text.len > 0;
}

static void found(const struct client *c, enum reason reason, struct place place)
{
    verdict_add(c->sink->verdict, reason, place);
}

/* value_add - judges a value and keeps it; text is that of the entry or made of several */
static bool value_add(struct client *c, unsigned field, struct slice text, struct place place)
{
    const struct protocol *p = c->sink->protocol;
    enum value_kind kind = p->fields[field].kind;

    if (!value_valid(kind, text, p->foreign_addresses))
        found(c, REASON_FIELD_INVALID, place);
    c->fields |= 1u << field;
    return text_forbidden(text, place, c->sink->verdict) &&
           referral_add(c->referral, c->number, field, kind, text, place);
}

/* street_figures - a national number can be spread over building number and box */
static bool street_figures(const struct client *c, struct slice street, struct place place)
{
    unsigned char digits[NATIONAL_DIGITS];
    size_t count = 0;
    bool good;

    for (size_t i = 0; i < street.len && street.data[i] != '\n'; i++) {
        if (street.data[i] < '0' || street.data[i] > '9')
            continue;
        if (count == sizeof digits)
            return true;
        digits[count++] = street.data[i];
    }
    good =
        count < sizeof digits || text_forbidden(slice_of(digits, count), place, c->sink->verdict);
    bytes_wipe(digits, sizeof digits);
    return good;
}

/* address_add - in lines when it is a valid address */
static bool address_add(struct client *c, unsigned field, struct slice text, struct place place)
{
    struct buffer lines;
    bool good;

    buffer_init(&lines, CLIENT_ADDRESS_MAX);
    if (postal_address_normalise(text, c->sink->protocol->foreign_addresses, &lines))
        good = value_add(c, field, buffer_slice(&lines), place) &&
               street_figures(c, buffer_slice(&lines), place);
    else
        good = !lines.failed && value_add(c, field, text, place);
    buffer_free(&lines);
    return good;
}

/* several_add - a telephone number or e-mail address, or two of them; *total counts them. A number
 * that lost a sign is searched as it stands too: it may be a date or a BIS number. */
static bool several_add(struct client *c, const struct entry *e, unsigned *total)
{
    unsigned field = e->label.field;
    enum value_kind kind = c->sink->protocol->fields[field].kind;
    struct slice half[2], whole;
    struct buffer text;
    bool good;

    buffer_init(&text, e->text.len + 1);
    good =
        kind == VALUE_TELEPHONE ? number_restored(e, &text) : buffer_append_slice(&text, e->text);
    if (good && text.len > e->text.len)
        good = text_forbidden(e->text, e->place, c->sink->verdict);
    whole = buffer_slice(&text);
    if (!value_valid(kind, whole, false))
        whole = number_without_hint(whole);
    if (good && !value_valid(kind, whole, false) &&
        number_halves(kind, buffer_slice(&text), half)) {
        *total += 2;
        good = value_add(c, field, half[0], e->place) && value_add(c, field, half[1], e->place);
    } else if (good) {
        *total += 1;
        good = value_add(c, field, whole, e->place);
    }
    buffer_free(&text);
    if (*total > SEVERAL_MAX)
        found(c, REASON_FIELD_DUPLICATE, e->place);
    return good;
}

/* said_before - is there an earlier value under the same label? */
static bool said_before(const struct client *c, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (has_value(&c->entries[k]) && c->entries[k].label.field == c->entries[i].label.field &&
            strcmp(c->entries[k].label.key, c->entries[i].label.key) == 0)
            return true;
    return false;
}

static bool judge_several(struct client *c, unsigned field)
{
    unsigned total = 0;

    for (size_t i = 0; i < c->count; i++) {
        const struct entry *e = &c->entries[i];

        if (e->label.field != field || !has_value(e))
            continue;
        if (said_before(c, i))
            found(c, REASON_FIELD_DUPLICATE, e->place);
        if (!several_add(c, e, &total))
            return false;
    }
    return true;
}

/* label_as_name - "Geloof", "Opmerking" where a name belongs: a row of a table that is no client */
static bool label_as_name(const struct client *c, const struct entry *e)
{
    enum value_kind kind = c->sink->protocol->fields[e->label.field].kind;
    enum topic topic = TOPIC_NONE;

    if (kind != VALUE_FIRST_NAME && kind != VALUE_LAST_NAME)
        return true;
    if (!topic_of_name(e->text, &topic))
        return false;
    if (topic != TOPIC_NONE)
        verdict_add_topic(c->sink->verdict, e->place, topic);
    return true;
}

/* name_comma - index of the comma in "Peeters, Jan", SIZE_MAX where there is none; a label of a
 * last name alone has no first name behind one */
static size_t name_comma(const struct entry *e)
{
    size_t at = slice_find_byte(e->text, ',', 1);

    if ((e->label.part != PART_NAME && e->label.part != PART_FULL_NAME) || at == SIZE_MAX ||
        at + 2 >= e->text.len || e->text.data[at + 1] != ' ')
        return SIZE_MAX;
    return at;
}

/* single_add - the value of an entry; a last name before its comma is as good as without it */
static bool single_add(struct client *c, const struct entry *e)
{
    size_t comma = name_comma(e);
    struct buffer text;
    bool good;

    buffer_init(&text, e->text.len + 1);
    good = buffer_append_slice(&text, slice_sub(e->text, 0, comma)) &&
           (comma == SIZE_MAX ||
            buffer_append_slice(&text, slice_sub(e->text, comma + 1, e->text.len)));
    good = good && value_add(c, e->label.field, buffer_slice(&text), e->place);
    buffer_free(&text);
    return good;
}

static bool judge_single(struct client *c, unsigned field)
{
    bool seen = false;

    for (size_t i = 0; i < c->count; i++) {
        const struct entry *e = &c->entries[i];

        if (e->label.field != field || !has_value(e))
            continue;
        if (seen)
            found(c, REASON_FIELD_DUPLICATE, e->place);
        seen = true;
        if (!label_as_name(c, e) || !single_add(c, e))
            return false;
    }
    return true;
}

/* part_append - the value of one part of the address, with what stands before it */
static void part_append(const struct client *c, unsigned field, enum field_part part,
                        const char *before, struct buffer *out)
{
    for (size_t i = 0; i < c->count; i++) {
        const struct entry *e = &c->entries[i];

        if (e->label.field != field || e->label.part != part || !has_value(e))
            continue;
        if (out->len > 0)
            buffer_append_string(out, before);
        buffer_append_slice(out, e->text);
    }
}

/* box_joint - the word "bus" before a box number that has none */
static const char *box_joint(const struct client *c, unsigned field)
{
    for (size_t i = 0; i < c->count; i++) {
        const struct entry *e = &c->entries[i];
        bool figure = has_value(e) && e->text.data[0] >= '0' && e->text.data[0] <= '9';

        if (e->label.field == field && e->label.part == PART_BOX && has_value(e))
            return figure || e->text.len <= 2 ? " bus " : " ";
    }
    return " ";
}

/* address_compose - street and number, box; postcode and town; country */
static void address_compose(const struct client *c, unsigned field, struct buffer *out)
{
    size_t street;

    part_append(c, field, PART_ADDRESS, "\n", out);
    part_append(c, field, PART_STREET, "\n", out);
    part_append(c, field, PART_NUMBER, " ", out);
    part_append(c, field, PART_BOX, box_joint(c, field), out);
    street = out->len;
    part_append(c, field, PART_POSTCODE, "\n", out);
    part_append(c, field, PART_TOWN, out->len > street ? " " : "\n", out);
    part_append(c, field, PART_COUNTRY, "\n", out);
}

/* address_parts - the first part of the address that is more than a country, or else the country;
 * NULL when there is none */
static const struct entry *address_parts(const struct client *c, unsigned field)
{
    const struct entry *first = NULL;
    uint32_t parts = 0;

    for (size_t i = 0; i < c->count; i++) {
        const struct entry *e = &c->entries[i];

        if (e->label.field != field || !has_value(e))
            continue;
        if ((parts & (1u << e->label.part)) != 0)
            found(c, REASON_FIELD_DUPLICATE, e->place);
        parts |= 1u << e->label.part;
        if (first == NULL || first->label.part == PART_COUNTRY)
            first = e;
    }
    return first;
}

static bool judge_address(struct client *c, unsigned field)
{
    const struct entry *first = address_parts(c, field);
    struct buffer text;
    bool good;

    if (first == NULL)
        return true;
    /* a country alone, as forms have it printed, is no address */
    if (first->label.part == PART_COUNTRY && address_is_belgium(first->text))
        return true;
    buffer_init(&text, SIZE_MAX / 4);
    address_compose(c, field, &text);
    good = !text.failed && address_add(c, field, buffer_slice(&text), first->place);
    buffer_free(&text);
    return good;
}

/* full_name - does a last-name field hold the first name as well? It does when no first name is
 * given and it has two words or more that are no particle. */
static bool full_name(const struct client *c, unsigned last_name)
{
    unsigned first_name = fields_first_name(c->sink->fields);

    if (first_name == c->sink->protocol->field_count || (c->fields & (1u << first_name)) != 0)
        return false;
    for (size_t i = 0; i < c->count; i++) {
        const struct entry *e = &c->entries[i];

        if (e->label.field == last_name && has_value(e) &&
            (e->label.part == PART_NAME || e->label.part == PART_FULL_NAME) &&
            name_words(e->text) >= 2)
            return true;
    }
    return false;
}

static void judge_missing(const struct client *c)
{
    const struct protocol *p = c->sink->protocol;
    bool contact = false;

    for (unsigned i = 0; i < p->field_count; i++) {
        enum value_kind kind = p->fields[i].kind;
        bool there = (c->fields & (1u << i)) != 0;

        if (p->fields[i].required && !there)
            found(c, REASON_FIELD_MISSING, c->place);
        contact =
            contact ||
            (there && (kind == VALUE_ADDRESS || kind == VALUE_TELEPHONE || kind == VALUE_EMAIL));
    }
    if (p->contact_required && !contact)
        found(c, REASON_FIELD_MISSING, c->place);
}

static bool judge_field(struct client *c, unsigned field)
{
    switch (c->sink->protocol->fields[field].kind) {
    case VALUE_ADDRESS:
        return judge_address(c, field);
    case VALUE_TELEPHONE:
    case VALUE_EMAIL:
        return judge_several(c, field);
    default:
        return judge_single(c, field);
    }
}

bool client_judge(const struct referral_sink *sink, size_t from, size_t to, unsigned client,
                  struct referral *referral)
{
    struct client c = {.sink = sink,
                       .entries = to > from ? sink->entries + from : NULL,
                       .count = to > from ? to - from : 0,
                       .number = client,
                       .place = to > from ? sink->entries[from].place : sink->origin,
                       .referral = referral};

    for (unsigned i = 0; i < sink->protocol->field_count; i++)
        if (!judge_field(&c, i))
            return false;
    for (unsigned i = 0; i < sink->protocol->field_count; i++)
        if (sink->protocol->fields[i].kind == VALUE_LAST_NAME && full_name(&c, i))
            c.fields |= 1u << fields_first_name(sink->fields);
    judge_missing(&c);
    sink->verdict->fields |= c.fields;
    return true;
}
