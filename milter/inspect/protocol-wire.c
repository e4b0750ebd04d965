/*
 * protocol-wire - protocol and envelope as bytes, for the way from main to a worker
 *
 * Numbers are little-endian, of fixed width; a string is its length and its bytes; a list is its
 * count and its items. The reader checks every length and count against what is left before it
 * allocates, so bytes that no writer wrote cost no more than they are long.
 */
#include "inspect/protocol.h"

#include <stdlib.h>
#include <string.h>

enum { PROTOCOL_MARK = 0x31504d52, ENVELOPE_MARK = 0x31454d52 }; /* "RMP1", "RME1" */

/* ---- writing: errors stick in the buffer ---- */

static void put_number(struct buffer *out, uint64_t n, unsigned width)
{
    unsigned char bytes[8];
    for (unsigned i = 0; i < width; i++)
        bytes[i] = (unsigned char)(n >> 8 * i);
    buffer_append(out, bytes, width);
}

static void put_u32(struct buffer *out, uint32_t n)
{
    put_number(out, n, 4);
}

/* put_count - a count beyond its limit would not be read back: it fails here already */
static bool put_count(struct buffer *out, size_t count, size_t max)
{
    if (count > max)
        out->failed = true;
    else
        put_u32(out, (uint32_t)count);
    return !out->failed;
}

static void put_string(struct buffer *out, const char *string)
{
    struct slice s = slice_from(string ? string : "");
    if (put_count(out, s.len, PROTOCOL_STRING_MAX))
        buffer_append_slice(out, s);
}

static void put_list(struct buffer *out, const struct string_list *list)
{
    if (!put_count(out, list->count, PROTOCOL_LIST_MAX))
        return;
    for (size_t i = 0; i < list->count; i++)
        put_string(out, list->items[i]);
}

static void put_passphrases(struct buffer *out, const struct protocol *p)
{
    if (!put_count(out, p->passphrase_count, PROTOCOL_PASSPHRASES_MAX))
        return;
    for (size_t i = 0; i < p->passphrase_count; i++) {
        put_string(out, p->passphrases[i].id);
        put_u32(out, p->passphrases[i].valid_from);
        put_u32(out, p->passphrases[i].valid_until);
    }
}

static void put_fields(struct buffer *out, const struct protocol *p)
{
    if (!put_count(out, p->field_count, PROTOCOL_FIELDS_MAX))
        return;
    for (size_t i = 0; i < p->field_count; i++) {
        put_string(out, p->fields[i].name);
        put_u32(out, (uint32_t)p->fields[i].kind);
        put_u32(out, p->fields[i].required);
        put_list(out, &p->fields[i].labels);
    }
}

static void put_images(struct buffer *out, const struct protocol *p)
{
    if (put_count(out, p->image_count, PROTOCOL_IMAGES_MAX) && p->image_count > 0)
        buffer_append(out, p->images, p->image_count * sizeof(p->images[0]));
}

/* written - did all go well? What was written is taken back otherwise. */
static bool written(struct buffer *out, size_t start)
{
    if (out->failed)
        buffer_truncate(out, start);
    return !out->failed;
}

bool protocol_serialise(const struct protocol *p, struct buffer *out)
{
    size_t start = out->len;
    put_u32(out, PROTOCOL_MARK);
    put_string(out, p->id);
    put_list(out, &p->senders);
    put_list(out, &p->other_recipients);
    put_u32(out, p->valid_from);
    put_u32(out, p->valid_until);
    put_u32(out, p->suspended);
    put_string(out, p->consent_statement);
    put_passphrases(out, p);
    put_number(out, p->max_message_bytes, 8);
    put_u32(out, p->kdf_power_min);
    put_u32(out, p->kdf_power_max);
    put_u32(out, p->names_encrypted);
    put_number(out, p->max_unpacked_bytes, 8);
    put_u32(out, p->formats);
    put_u32(out, p->max_clients);
    put_list(out, &p->fixed_text);
    put_u32(out, p->foreign_addresses);
    put_fields(out, p);
    put_u32(out, p->contact_required);
    put_u32(out, (uint32_t)p->cleartext);
    put_list(out, &p->sensitive);
    put_list(out, &p->signature_lines);
    put_images(out, p);
    return written(out, start);
}

bool envelope_serialise(const struct envelope *e, struct buffer *out)
{
    size_t start = out->len;
    put_u32(out, ENVELOPE_MARK);
    put_string(out, e->sender);
    put_list(out, &e->others);
    put_u32(out, e->second_protocol);
    return written(out, start);
}

/* ---- reading: the first error sticks, and every number after it is 0 ---- */

struct reader {
    struct slice rest;
    bool failed;
};

/* take - the next len bytes; none, and failed, where there are fewer */
static struct slice take(struct reader *r, size_t len)
{
    if (r->failed || len > r->rest.len) {
        r->failed = true;
        return slice_of(NULL, 0);
    }
    struct slice taken = slice_sub(r->rest, 0, len);
    r->rest = slice_sub(r->rest, len, r->rest.len);
    return taken;
}

static uint64_t get_number(struct reader *r, unsigned width)
{
    uint64_t n = 0;
    struct slice bytes = take(r, width);
    for (size_t i = 0; i < bytes.len; i++)
        n |= (uint64_t)bytes.data[i] << 8 * i;
    return n;
}

static uint32_t get_u32(struct reader *r)
{
    return (uint32_t)get_number(r, 4);
}

/* get_below - a number that must be less than limit: an enum, a bool, a count */
static uint32_t get_below(struct reader *r, uint32_t limit)
{
    uint32_t n = get_u32(r);
    if (n < limit)
        return n;
    r->failed = true;
    return 0;
}

static bool get_bool(struct reader *r)
{
    return get_below(r, 2) == 1;
}

/* get_count - of items that take at least item_min bytes each; 0 once reading failed */
static size_t get_count(struct reader *r, uint32_t max, size_t item_min)
{
    size_t count = get_below(r, max + 1);
    if (count > r->rest.len / item_min)
        r->failed = true;
    return r->failed ? 0 : count;
}

static struct slice get_bytes(struct reader *r)
{
    struct slice s = take(r, get_count(r, PROTOCOL_STRING_MAX, 1));
    if (slice_find_byte(s, '\0', 0) != SIZE_MAX)
        r->failed = true;
    return s;
}

static char *get_string(struct reader *r)
{
    struct slice s = get_bytes(r);
    char *string = r->failed ? NULL : malloc(s.len + 1);
    if (!string) {
        r->failed = true;
        return NULL;
    }
    if (s.len > 0)
        memcpy(string, s.data, s.len);
    string[s.len] = '\0';
    return string;
}

static void get_list(struct reader *r, struct string_list *list)
{
    size_t count = get_count(r, PROTOCOL_LIST_MAX, 4);
    for (size_t i = 0; i < count && !r->failed; i++) {
        struct slice item = take(r, get_count(r, PROTOCOL_STRING_MAX, 1));
        if (!r->failed && !string_list_add(list, item)) /* which takes no NUL */
            r->failed = true;
    }
}

/* get_array - zeroed memory for count items; NULL for none or when reading failed */
static void *get_array(struct reader *r, size_t count, size_t size)
{
    void *items = count > 0 ? calloc(count, size) : NULL;
    if (count > 0 && !items)
        r->failed = true;
    return items;
}

static void get_passphrases(struct reader *r, struct protocol *p)
{
    size_t count = get_count(r, PROTOCOL_PASSPHRASES_MAX, 12);
    p->passphrases = get_array(r, count, sizeof(*p->passphrases));
    for (size_t i = 0; i < count && !r->failed; i++) {
        struct protocol_passphrase *passphrase = &p->passphrases[p->passphrase_count++];
        passphrase->id = get_string(r);
        passphrase->valid_from = get_u32(r);
        passphrase->valid_until = get_u32(r);
    }
}

static void get_fields(struct reader *r, struct protocol *p)
{
    size_t count = get_count(r, PROTOCOL_FIELDS_MAX, 16);
    p->fields = get_array(r, count, sizeof(*p->fields));
    for (size_t i = 0; i < count && !r->failed; i++) {
        struct protocol_field *field = &p->fields[p->field_count++];
        field->name = get_string(r);
        field->kind = (enum value_kind)get_below(r, VALUE_KIND_COUNT);
        field->required = get_bool(r);
        get_list(r, &field->labels);
    }
}

static void get_images(struct reader *r, struct protocol *p)
{
    size_t count = get_count(r, PROTOCOL_IMAGES_MAX, sizeof(p->images[0]));
    struct slice bytes = take(r, count * sizeof(p->images[0]));
    p->images = get_array(r, count, sizeof(p->images[0]));
    if (!p->images)
        return;
    memcpy(p->images, bytes.data, bytes.len);
    p->image_count = count;
}

static void get_protocol(struct reader *r, struct protocol *p)
{
    if (get_u32(r) != PROTOCOL_MARK)
        r->failed = true;
    p->id = get_string(r);
    get_list(r, &p->senders);
    get_list(r, &p->other_recipients);
    p->valid_from = get_u32(r);
    p->valid_until = get_u32(r);
    p->suspended = get_bool(r);
    p->consent_statement = get_string(r);
    get_passphrases(r, p);
    p->max_message_bytes = get_number(r, 8);
    p->kdf_power_min = get_u32(r);
    p->kdf_power_max = get_u32(r);
    p->names_encrypted = get_bool(r);
    p->max_unpacked_bytes = get_number(r, 8);
    p->formats = get_u32(r);
    p->max_clients = get_u32(r);
    get_list(r, &p->fixed_text);
    p->foreign_addresses = get_bool(r);
    get_fields(r, p);
    p->contact_required = get_bool(r);
    p->cleartext = get_below(r, 2) == 0 ? CLEARTEXT_SCAN : CLEARTEXT_EMPTY;
    get_list(r, &p->sensitive);
    get_list(r, &p->signature_lines);
    get_images(r, p);
}

struct protocol *protocol_parse(struct slice *rest)
{
    struct reader r = {.rest = *rest};
    struct protocol *p = calloc(1, sizeof(*p));
    if (!p)
        return NULL;
    get_protocol(&r, p);
    if (r.failed) {
        protocol_free(p);
        return NULL;
    }
    *rest = r.rest;
    return p;
}

bool envelope_parse(struct slice *rest, struct envelope *e)
{
    struct reader r = {.rest = *rest};
    *e = (struct envelope){0};
    if (get_u32(&r) != ENVELOPE_MARK)
        r.failed = true;
    e->sender = get_string(&r);
    get_list(&r, &e->others);
    e->second_protocol = get_bool(&r);
    if (r.failed) {
        envelope_clear(e);
        return false;
    }
    *rest = r.rest;
    return true;
}
