#include "document-fuzz.h"

#include "base/utf8.h"
#include "inspect/referral.h"
#include "inspect/value.h"

#include <stdlib.h>
#include <string.h>

static struct protocol_field fields[] = {
    {.name = "first-name", .kind = VALUE_FIRST_NAME, .required = true},
    {.name = "last-name", .kind = VALUE_LAST_NAME, .required = true},
    {.name = "address", .kind = VALUE_ADDRESS},
    {.name = "telephone", .kind = VALUE_TELEPHONE},
    {.name = "email", .kind = VALUE_EMAIL},
};

static void require(bool good)
{
    if (!good)
        abort();
}

/* accepted - a document without a finding holds clients, and values of their kinds alone */
static void check_accepted(const struct referral *r, const struct protocol *p)
{
    require(r->clients >= 1 && r->clients <= p->max_clients);
    for (size_t i = 0; i < r->count; i++) {
        const struct referral_value *v = &r->values[i];

        require(v->client < r->clients && v->field < p->field_count);
        require(value_valid(v->kind, slice_from(v->text), p->foreign_addresses));
    }
}

int fuzz_document(enum format format, const unsigned char *data, size_t size)
{
    char *fixed[] = {(char *)"Gegevens"};
    struct protocol p = {.fields = fields,
                         .field_count = sizeof fields / sizeof fields[0],
                         .max_clients = 5,
                         .contact_required = true,
                         .fixed_text = {fixed, 1}};
    struct verdict verdict;
    struct referral *r;

    verdict_init(&verdict);
    r = referral_read(format, slice_of(data, size), &p, &verdict);
    require(r != NULL); /* memory does not run out here */
    require(verdict_valid(&verdict, (unsigned)p.field_count, 1, 0));
    for (size_t i = 0; i < r->count; i++)
        require(utf8_valid(slice_from(r->values[i].text)));
    if (verdict.finding_count == 0)
        check_accepted(r, &p);
    referral_free(r);
    return 0;
}
