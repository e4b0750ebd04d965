/*
 * verdict - collecting findings, and the names of reasons and places
 *
 * Knows numbers and fixed words only.
 */
#include "inspect/verdict.h"

#include "inspect/kind.h"

#include <stdio.h>
#include <string.h>

struct reason_row {
    const char *name;
    unsigned code;
    const char *status;
};

#define REASON_ROW(id, name, code, status) [id] = {name, code, status},
static const struct reason_row REASON_ROWS[] = {REASONS(REASON_ROW)};
#undef REASON_ROW

struct place_row {
    const char *word;      /* in explanation files */
    const char *labels[3]; /* of the numbers, in English */
    unsigned numbers;
};

static const struct place_row PLACE_ROWS[PLACE_KIND_COUNT] = {
    [PLACE_NONE] = {NULL, {NULL}, 0},
    [PLACE_SUBJECT] = {"subject", {"subject"}, 0},
    [PLACE_BODY_LINE] = {"body-line", {"body line"}, 1},
    [PLACE_HEADER] = {"header", {"header"}, 1},
    [PLACE_ATTACHMENT] = {"attachment", {"attachment"}, 1},
    [PLACE_LINE] = {"line", {"line"}, 1},
    [PLACE_CELL] = {"cell", {"sheet", "row", "column"}, 3},
    [PLACE_PARAGRAPH] = {"paragraph", {"paragraph"}, 1},
    [PLACE_TABLE_ROW] = {"table-row", {"table", "row"}, 2},
    [PLACE_CARD_PROPERTY] = {"card-property", {"card", "property"}, 2},
    [PLACE_MEMBER] = {"member", {"member"}, 1},
    [PLACE_KIND] = {"kind", {NULL}, 1},
};

/* reason_row - a number that is no reason reads as a failed inspection, never as nothing */
static const struct reason_row *reason_row(enum reason reason)
{
    return &REASON_ROWS[(unsigned)reason < REASON_COUNT ? reason : REASON_DEFER_INSPECTION];
}

const char *reason_name(enum reason reason)
{
    return reason_row(reason)->name;
}

unsigned reason_code(enum reason reason)
{
    return reason_row(reason)->code;
}

const char *reason_status(enum reason reason)
{
    return reason_row(reason)->status;
}

bool reason_defers(enum reason reason)
{
    return reason_code(reason) == 451;
}

static const struct place_row *place_row(uint32_t kind)
{
    return &PLACE_ROWS[kind < PLACE_KIND_COUNT ? kind : PLACE_NONE];
}

struct place place_none(void)
{
    return (struct place){.kind = PLACE_NONE};
}

struct place place_at(enum place_kind kind, uint32_t a, uint32_t b, uint32_t c)
{
    struct place place = {.kind = (uint32_t)kind, .n = {a, b, c}};

    for (unsigned i = 0; i < 3; i++) {
        if (i >= place_numbers(kind))
            place.n[i] = 0;
        else if (place.n[i] == 0 && kind != PLACE_KIND)
            place.n[i] = 1;
    }
    return place;
}

unsigned place_numbers(enum place_kind kind)
{
    return place_row((uint32_t)kind)->numbers;
}

const char *place_word(enum place_kind kind)
{
    return place_row((uint32_t)kind)->word;
}

void place_format(struct place place, char out[PLACE_TEXT_SIZE])
{
    const struct place_row *row = place_row(place.kind);
    out[0] = '\0';
    if (place.kind == PLACE_KIND) {
        snprintf(out, PLACE_TEXT_SIZE, "%s", kind_name((enum kind)place.n[0]));
        return;
    }
    if (place.kind == PLACE_SUBJECT) {
        snprintf(out, PLACE_TEXT_SIZE, "%s", row->labels[0]);
        return;
    }
    size_t len = 0;
    for (unsigned i = 0; i < row->numbers && len < PLACE_TEXT_SIZE; i++)
        len += (size_t)snprintf(out + len, PLACE_TEXT_SIZE - len, "%s%s %u", i > 0 ? " " : "",
                                row->labels[i], (unsigned)place.n[i]);
}

void verdict_init(struct verdict *v)
{
    memset(v, 0, sizeof(*v));
}

static bool same_place(const struct place *a, const struct place *b)
{
    return a->kind == b->kind && memcmp(a->n, b->n, sizeof(a->n)) == 0;
}

static unsigned reason_times(const struct verdict *v, uint32_t reason)
{
    unsigned times = 0;
    for (uint32_t i = 0; i < v->finding_count; i++)
        times += v->findings[i].reason == reason;
    return times;
}

/* repeated_finding - the last finding whose reason others have too. A full verdict has one, since
 * there are fewer reasons than findings. */
static uint32_t repeated_finding(const struct verdict *v)
{
    uint32_t i = v->finding_count - 1;
    while (i > 0 && reason_times(v, v->findings[i].reason) == 1)
        i--;
    return i;
}
_Static_assert((int)REASON_COUNT < (int)VERDICT_FINDINGS_MAX,
               "every reason must find room in a verdict");

/* make_room - in a full verdict: drops a repeated finding where the reason is new, so that a reason
 * is never lost behind many of another */
static bool make_room(struct verdict *v, uint32_t reason)
{
    if (v->findings_lost < UINT32_MAX)
        v->findings_lost++;
    if (reason_times(v, reason) > 0)
        return false;
    uint32_t i = repeated_finding(v);
    v->finding_count--;
    memmove(&v->findings[i], &v->findings[i + 1], (v->finding_count - i) * sizeof(v->findings[0]));
    return true;
}

void verdict_add(struct verdict *v, enum reason reason, struct place place)
{
    if ((unsigned)reason >= REASON_COUNT)
        reason = REASON_DEFER_INSPECTION;
    for (uint32_t i = 0; i < v->finding_count; i++)
        if (v->findings[i].reason == (uint32_t)reason && same_place(&v->findings[i].place, &place))
            return;
    if (v->finding_count == VERDICT_FINDINGS_MAX && !make_room(v, (uint32_t)reason))
        return;
    v->findings[v->finding_count++] = (struct finding){.reason = (uint32_t)reason, .place = place};
}

void verdict_add_topic(struct verdict *v, struct place place, enum topic topic)
{
    verdict_add(v, REASON_FIELD_NOT_PERMITTED, place);
    for (uint32_t i = 0; i < v->finding_count; i++)
        if (v->findings[i].reason == REASON_FIELD_NOT_PERMITTED &&
            v->findings[i].topic == TOPIC_NONE && same_place(&v->findings[i].place, &place))
            v->findings[i].topic = topic;
}

bool verdict_has(const struct verdict *v, enum reason reason)
{
    return reason_times(v, (uint32_t)reason) > 0;
}

void verdict_sort(struct verdict *v)
{
    for (uint32_t i = 1; i < v->finding_count; i++) {
        struct finding moving = v->findings[i];
        uint32_t to = i;
        for (; to > 0 && v->findings[to - 1].reason > moving.reason; to--)
            v->findings[to] = v->findings[to - 1];
        v->findings[to] = moving;
    }
}
