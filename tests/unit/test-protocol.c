/* test-protocol - protocol and envelope, and their way to a worker as bytes */
#include "inspect/protocol.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { WIRE_MAX = 4 << 20 };

static char *copy(const char *s)
{
    char *c = strdup(s);
    if (!c)
        abort();
    return c;
}

static void *zeroed(size_t count, size_t size)
{
    void *p = calloc(count, size);
    if (!p)
        abort();
    return p;
}

static struct protocol *sample(void)
{
    struct protocol *p = zeroed(1, sizeof(*p));
    p->id = copy("kontich-2026");
    string_list_add(&p->senders, slice_from("@opgroeien.be"));
    string_list_add(&p->senders, slice_from("jan@kontich.be"));
    string_list_add(&p->other_recipients, slice_from("sender"));
    p->valid_from = 20260228;
    p->valid_until = 20271231;
    p->suspended = true;
    p->consent_statement = copy("met toestemming \xc3\xa9");
    p->passphrases = zeroed(2, sizeof(*p->passphrases));
    p->passphrase_count = 2;
    p->passphrases[0].id = copy("2026-1");
    p->passphrases[1].id = copy("2026-2");
    p->passphrases[1].valid_from = 20260601;
    p->passphrases[1].valid_until = 20260602;
    p->max_message_bytes = 0x123456789abcdef0;
    p->kdf_power_min = 19;
    p->kdf_power_max = 20;
    p->names_encrypted = true;
    p->max_unpacked_bytes = 262144;
    p->formats = 0x1fe;
    p->max_clients = 5;
    string_list_add(&p->fixed_text, slice_from(""));
    p->foreign_addresses = true;
    p->fields = zeroed(2, sizeof(*p->fields));
    p->field_count = 2;
    p->fields[0].name = copy("first-name");
    p->fields[0].required = true;
    p->fields[1].name = copy("file-number");
    p->fields[1].kind = VALUE_NUMBER;
    string_list_add(&p->fields[1].labels, slice_from("dossier"));
    p->contact_required = true;
    p->cleartext = CLEARTEXT_EMPTY;
    string_list_add(&p->sensitive, slice_from("schuld*"));
    string_list_add(&p->signature_lines, slice_from("Opgroeien regie"));
    p->images = zeroed(2, sizeof(*p->images));
    p->image_count = 2;
    memset(p->images[0], 0x11, 32);
    memset(p->images[1], 0x22, 32);
    return p;
}

static void check_list(const struct string_list *a, const struct string_list *b)
{
    CHECK_INT(a->count, b->count);
    for (size_t i = 0; i < a->count && i < b->count; i++)
        CHECK_STRING(a->items[i], b->items[i]);
}

static void check_parts(const struct protocol *a, const struct protocol *b)
{
    CHECK_INT(a->passphrase_count, b->passphrase_count);
    for (size_t i = 0; i < a->passphrase_count && i < b->passphrase_count; i++) {
        CHECK_STRING(a->passphrases[i].id, b->passphrases[i].id);
        CHECK_INT(a->passphrases[i].valid_from, b->passphrases[i].valid_from);
        CHECK_INT(a->passphrases[i].valid_until, b->passphrases[i].valid_until);
    }
    CHECK_INT(a->field_count, b->field_count);
    for (size_t i = 0; i < a->field_count && i < b->field_count; i++) {
        CHECK_STRING(a->fields[i].name, b->fields[i].name);
        CHECK_INT(a->fields[i].kind, b->fields[i].kind);
        CHECK_INT(a->fields[i].required, b->fields[i].required);
        check_list(&a->fields[i].labels, &b->fields[i].labels);
    }
    CHECK_INT(a->image_count, b->image_count);
    CHECK(a->image_count != b->image_count || a->image_count == 0 ||
          memcmp(a->images, b->images, a->image_count * 32) == 0);
}

static void check_same(const struct protocol *a, const struct protocol *b)
{
    CHECK_STRING(a->id, b->id);
    check_list(&a->senders, &b->senders);
    check_list(&a->other_recipients, &b->other_recipients);
    CHECK_INT(a->valid_from, b->valid_from);
    CHECK_INT(a->valid_until, b->valid_until);
    CHECK_INT(a->suspended, b->suspended);
    CHECK_STRING(a->consent_statement, b->consent_statement);
    CHECK_INT(a->max_message_bytes, b->max_message_bytes);
    CHECK_INT(a->kdf_power_min, b->kdf_power_min);
    CHECK_INT(a->kdf_power_max, b->kdf_power_max);
    CHECK_INT(a->names_encrypted, b->names_encrypted);
    CHECK_INT(a->max_unpacked_bytes, b->max_unpacked_bytes);
    CHECK_INT(a->formats, b->formats);
    CHECK_INT(a->max_clients, b->max_clients);
    check_list(&a->fixed_text, &b->fixed_text);
    CHECK_INT(a->foreign_addresses, b->foreign_addresses);
    CHECK_INT(a->contact_required, b->contact_required);
    CHECK_INT(a->cleartext, b->cleartext);
    check_list(&a->sensitive, &b->sensitive);
    check_list(&a->signature_lines, &b->signature_lines);
    check_parts(a, b);
}

/* check_round_trip - there and back, with three bytes behind that are not touched */
static void check_round_trip(const struct protocol *p)
{
    struct buffer b;
    buffer_init(&b, WIRE_MAX);
    CHECK(protocol_serialise(p, &b));
    CHECK(buffer_append_string(&b, "end"));
    struct slice rest = buffer_slice(&b);
    struct protocol *back = protocol_parse(&rest);
    CHECK(back != NULL);
    CHECK(slice_is(rest, "end"));
    if (back)
        check_same(p, back);
    protocol_free(back);
    buffer_free(&b);
}

static void a_protocol_comes_back(void)
{
    struct protocol *p = sample();
    check_round_trip(p);
    p->cleartext = CLEARTEXT_SCAN;
    p->suspended = p->names_encrypted = p->foreign_addresses = p->contact_required = false;
    check_round_trip(p);
    protocol_free(p);
    protocol_free(NULL);
}

static void an_empty_protocol_comes_back(void)
{
    struct protocol *p = zeroed(1, sizeof(*p));
    p->id = copy("");
    p->consent_statement = copy("");
    check_round_trip(p);
    protocol_free(p);
}

static void an_envelope_comes_back(void)
{
    struct envelope e = {.sender = copy("jan@opgroeien.be"), .second_protocol = true}, back;
    struct buffer b;
    string_list_add(&e.others, slice_from("piet@kontich.be"));
    string_list_add(&e.others, slice_from("no \xff address")); /* as the MTA gave it */
    buffer_init(&b, 1000);
    CHECK(envelope_serialise(&e, &b));
    struct slice rest = buffer_slice(&b);
    CHECK(envelope_parse(&rest, &back));
    CHECK_INT(0, rest.len);
    CHECK_STRING(e.sender, back.sender);
    check_list(&e.others, &back.others);
    CHECK(back.second_protocol);
    envelope_clear(&back);
    CHECK(back.sender == NULL && back.others.count == 0 && !back.second_protocol);
    envelope_clear(&back);
    envelope_clear(&e);
    buffer_free(&b);
}

static void both_follow_each_other(void)
{
    struct protocol *p = sample();
    struct envelope e = {.sender = copy("")}, back;
    struct buffer b;
    buffer_init(&b, WIRE_MAX);
    CHECK(protocol_serialise(p, &b) && envelope_serialise(&e, &b));
    struct slice rest = buffer_slice(&b), wrong = rest;
    CHECK(!envelope_parse(&wrong, &back)); /* one is not taken for the other */
    CHECK_INT(b.len, wrong.len);
    struct protocol *parsed = protocol_parse(&rest);
    CHECK(parsed != NULL);
    CHECK(protocol_parse(&rest) == NULL);
    CHECK(envelope_parse(&rest, &back));
    CHECK_INT(0, rest.len);
    envelope_clear(&back);
    envelope_clear(&e);
    protocol_free(parsed);
    protocol_free(p);
    buffer_free(&b);
}

/* parse_exactly - with no readable byte behind the data */
static struct protocol *parse_exactly(struct slice data)
{
    unsigned char *exact = malloc(data.len > 0 ? data.len : 1);
    if (!exact)
        abort();
    if (data.len > 0)
        memcpy(exact, data.data, data.len);
    struct slice rest = slice_of(exact, data.len);
    struct protocol *p = protocol_parse(&rest);
    if (!p)
        CHECK_INT(data.len, rest.len);
    free(exact);
    return p;
}

static void truncated_bytes_are_refused(void)
{
    struct protocol *p = sample();
    struct envelope e = {.sender = copy("jan@opgroeien.be")}, back;
    struct buffer b;
    buffer_init(&b, WIRE_MAX);
    CHECK(protocol_serialise(p, &b));
    for (size_t len = 0; len < b.len; len++)
        CHECK(parse_exactly(slice_sub(buffer_slice(&b), 0, len)) == NULL);
    buffer_clear(&b);
    CHECK(envelope_serialise(&e, &b));
    for (size_t len = 0; len < b.len; len++) {
        struct slice rest = slice_sub(buffer_slice(&b), 0, len);
        CHECK(!envelope_parse(&rest, &back));
        CHECK(back.sender == NULL && back.others.items == NULL);
        CHECK_INT(len, rest.len);
    }
    envelope_clear(&e);
    protocol_free(p);
    buffer_free(&b);
}

/* Every outcome is fine but a crash, an overrun, or a protocol outside the limits */
static void survives_changed_bytes(void)
{
    struct protocol *p = sample();
    struct buffer b;
    uint64_t state = 3;
    unsigned refused = 0;
    buffer_init(&b, WIRE_MAX);
    CHECK(protocol_serialise(p, &b));
    for (size_t round = 0; round < 8 * b.len + 20000; round++) {
        struct buffer changed;
        buffer_init(&changed, WIRE_MAX);
        buffer_append_slice(&changed, buffer_slice(&b));
        if (round < 8 * b.len) {
            changed.data[round / 8] ^= (unsigned char)(1u << round % 8);
        } else {
            for (unsigned i = 0; i < 4; i++) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                changed.data[(state >> 40) % b.len] = (unsigned char)(state >> 32);
            }
        }
        struct protocol *parsed = parse_exactly(buffer_slice(&changed));
        refused += parsed == NULL;
        if (parsed) {
            CHECK(parsed->id != NULL && parsed->consent_statement != NULL);
            CHECK(parsed->field_count <= PROTOCOL_FIELDS_MAX);
            CHECK(parsed->passphrase_count <= PROTOCOL_PASSPHRASES_MAX);
            for (size_t i = 0; i < parsed->field_count; i++)
                CHECK((unsigned)parsed->fields[i].kind < VALUE_KIND_COUNT);
        }
        protocol_free(parsed);
        buffer_free(&changed);
    }
    CHECK(refused > 0);
    protocol_free(p);
    buffer_free(&b);
}

static void a_string_holds_no_nul(void)
{
    struct protocol *p = sample();
    struct buffer b;
    buffer_init(&b, WIRE_MAX);
    CHECK(protocol_serialise(p, &b));
    size_t at = slice_find(buffer_slice(&b), slice_from("schuld"), 0);
    CHECK(at != SIZE_MAX);
    if (at != SIZE_MAX)
        b.data[at] = '\0';
    CHECK(parse_exactly(buffer_slice(&b)) == NULL);
    buffer_clear(&b);
    CHECK(protocol_serialise(p, &b));
    at = slice_find(buffer_slice(&b), slice_from("toestemming"), 0);
    CHECK(at != SIZE_MAX);
    if (at != SIZE_MAX)
        b.data[at] = '\0'; /* in a string that stands alone */
    CHECK(parse_exactly(buffer_slice(&b)) == NULL);
    buffer_free(&b);
    protocol_free(p);
}

/* refused_with - the bytes of a protocol with one of them changed */
static void refused_with(const struct protocol *p, size_t at, unsigned char byte)
{
    struct buffer b;
    buffer_init(&b, WIRE_MAX);
    CHECK(protocol_serialise(p, &b));
    CHECK(at < b.len && b.data[at] != byte);
    if (at < b.len)
        b.data[at] = byte;
    CHECK(parse_exactly(buffer_slice(&b)) == NULL);
    buffer_free(&b);
}

static void the_reader_has_limits_of_its_own(void)
{
    struct protocol *p = zeroed(1, sizeof(*p));
    struct buffer b;
    size_t passphrases =
        4 + 4 + 4 + 4 + 4 + 4 + 4 + 4; /* behind mark, id, lists, days, statement */
    p->id = copy("");
    p->consent_statement = copy("");
    p->passphrases = zeroed(PROTOCOL_PASSPHRASES_MAX, sizeof(*p->passphrases));
    p->passphrase_count = PROTOCOL_PASSPHRASES_MAX;
    refused_with(p, 0, 'x');
    /* one passphrase more, and its bytes */
    buffer_init(&b, WIRE_MAX);
    CHECK(protocol_serialise(p, &b));
    CHECK_INT(PROTOCOL_PASSPHRASES_MAX, b.data[passphrases]);
    b.data[passphrases]++;
    struct slice whole = buffer_slice(&b);
    struct buffer more;
    buffer_init(&more, WIRE_MAX);
    buffer_append_slice(&more, slice_sub(whole, 0, passphrases + 4));
    for (unsigned i = 0; i < 12; i++)
        buffer_append_byte(&more, 0);
    buffer_append_slice(&more, slice_sub(whole, passphrases + 4, whole.len));
    CHECK(parse_exactly(buffer_slice(&more)) == NULL);
    /* cleartext stands before two empty lists and the number of images */
    refused_with(p, b.len - 16, 2);
    buffer_free(&more);
    buffer_free(&b);
    protocol_free(p);
}

static bool goes_through(const struct protocol *p)
{
    struct buffer b;
    buffer_init(&b, WIRE_MAX);
    bool written = protocol_serialise(p, &b);
    bool within = p->field_count <= PROTOCOL_FIELDS_MAX &&
                  p->passphrase_count <= PROTOCOL_PASSPHRASES_MAX &&
                  p->image_count <= PROTOCOL_IMAGES_MAX && p->senders.count <= PROTOCOL_LIST_MAX &&
                  strlen(p->consent_statement) <= PROTOCOL_STRING_MAX;
    CHECK_INT(within, written); /* what would not be read is not written */
    if (!written)
        CHECK_INT(0, b.len);
    struct slice rest = buffer_slice(&b);
    struct protocol *back = written ? protocol_parse(&rest) : NULL;
    bool same = back && back->field_count == p->field_count &&
                back->passphrase_count == p->passphrase_count &&
                back->image_count == p->image_count && back->senders.count == p->senders.count &&
                strcmp(back->consent_statement, p->consent_statement) == 0;
    protocol_free(back);
    buffer_free(&b);
    return same;
}

static void counts_have_limits(void)
{
    for (size_t over = 0; over < 2; over++) {
        struct protocol *p = zeroed(1, sizeof(*p));
        p->id = copy("");
        p->consent_statement = copy("");
        p->fields = zeroed(PROTOCOL_FIELDS_MAX + 1, sizeof(*p->fields));
        p->field_count = PROTOCOL_FIELDS_MAX + over;
        CHECK_INT(over == 0, goes_through(p));
        p->field_count = 0;
        p->passphrases = zeroed(PROTOCOL_PASSPHRASES_MAX + 1, sizeof(*p->passphrases));
        p->passphrase_count = PROTOCOL_PASSPHRASES_MAX + over;
        CHECK_INT(over == 0, goes_through(p));
        p->passphrase_count = 0;
        p->images = zeroed(PROTOCOL_IMAGES_MAX + 1, sizeof(*p->images));
        p->image_count = PROTOCOL_IMAGES_MAX + over;
        CHECK_INT(over == 0, goes_through(p));
        p->image_count = 0;
        for (size_t i = 0; i < PROTOCOL_LIST_MAX + over; i++)
            CHECK(string_list_add(&p->senders, slice_from("x")));
        CHECK_INT(over == 0, goes_through(p));
        protocol_free(p);
    }
}

static void strings_have_limits(void)
{
    for (size_t over = 0; over < 2; over++) {
        struct protocol *p = zeroed(1, sizeof(*p));
        p->id = copy("");
        p->consent_statement = zeroed(PROTOCOL_STRING_MAX + 2, 1);
        memset(p->consent_statement, 'x', PROTOCOL_STRING_MAX + over);
        CHECK_INT(over == 0, goes_through(p));
        protocol_free(p);
    }
}

static void a_full_buffer_is_told(void)
{
    struct protocol *p = sample();
    struct buffer b;
    buffer_init(&b, WIRE_MAX);
    CHECK(protocol_serialise(p, &b));
    size_t needed = b.len;
    buffer_free(&b);
    buffer_init(&b, needed);
    CHECK(protocol_serialise(p, &b));
    buffer_free(&b);
    buffer_init(&b, needed - 1);
    CHECK(!protocol_serialise(p, &b));
    CHECK_INT(0, b.len);
    buffer_free(&b);
    protocol_free(p);
}

static void lists_grow(void)
{
    struct string_list list = {0};
    for (unsigned i = 0; i < 100; i++)
        CHECK(string_list_add(&list, slice_of("abcdef", i % 7)));
    CHECK_INT(100, list.count);
    for (unsigned i = 0; i < 100; i++)
        CHECK_INT(i % 7, strlen(list.items[i]));
    CHECK(string_list_add(&list, slice_of(NULL, 0)));
    CHECK_STRING("", list.items[100]);
    CHECK(!string_list_add(&list, slice_of("a\0b", 3)));
    CHECK_INT(101, list.count);
    string_list_clear(&list);
    CHECK(list.items == NULL && list.count == 0);
    string_list_clear(&list);
}

static void value_kinds_have_names(void)
{
    CHECK_STRING("first-name", value_kind_name(VALUE_FIRST_NAME));
    CHECK_STRING("last-name", value_kind_name(VALUE_LAST_NAME));
    CHECK_STRING("address", value_kind_name(VALUE_ADDRESS));
    CHECK_STRING("telephone", value_kind_name(VALUE_TELEPHONE));
    CHECK_STRING("email", value_kind_name(VALUE_EMAIL));
    CHECK_STRING("text", value_kind_name(VALUE_TEXT));
    CHECK_STRING("number", value_kind_name(VALUE_NUMBER));
    CHECK_STRING("", value_kind_name(VALUE_KIND_COUNT));
}

int main(void)
{
    static const struct test tests[] = {
        TEST(a_protocol_comes_back),       TEST(an_empty_protocol_comes_back),
        TEST(an_envelope_comes_back),      TEST(both_follow_each_other),
        TEST(truncated_bytes_are_refused), TEST(survives_changed_bytes),
        TEST(a_string_holds_no_nul),       TEST(the_reader_has_limits_of_its_own),
        TEST(counts_have_limits),          TEST(strings_have_limits),
        TEST(a_full_buffer_is_told),       TEST(lists_grow),
        TEST(value_kinds_have_names),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
