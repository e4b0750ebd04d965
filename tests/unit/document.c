#include "document.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void document_field(struct protocol *p, const char *name, enum value_kind kind, bool required,
                    const char *const *labels)
{
    struct protocol_field *fields = realloc(p->fields, (p->field_count + 1) * sizeof *fields);
    struct protocol_field *f;

    if (fields == NULL)
        abort();
    p->fields = fields;
    f = &fields[p->field_count++];
    *f = (struct protocol_field){.name = strdup(name), .kind = kind, .required = required};
    for (; labels != NULL && *labels != NULL; labels++)
        string_list_add(&f->labels, slice_from(*labels));
}

struct protocol *document_protocol(void)
{
    struct protocol *p = calloc(1, sizeof *p);

    if (p == NULL)
        abort();
    p->id = strdup("test");
    p->consent_statement = strdup("");
    p->max_clients = 5;
    p->contact_required = true;
    p->formats = UINT32_MAX;
    document_field(p, "first-name", VALUE_FIRST_NAME, true, NULL);
    document_field(p, "last-name", VALUE_LAST_NAME, true, NULL);
    document_field(p, "address", VALUE_ADDRESS, false, NULL);
    document_field(p, "telephone", VALUE_TELEPHONE, false, NULL);
    document_field(p, "email", VALUE_EMAIL, false, NULL);
    string_list_add(&p->fixed_text, slice_from("Gegevens voor de verwijzing"));
    return p;
}

static void append(char *out, size_t size, const char *text)
{
    size_t len = strlen(out);

    snprintf(out + len, size - len, "%s%s", len > 0 ? "; " : "", text);
}

static void describe_findings(const struct verdict *v, struct document *out)
{
    for (uint32_t i = 0; i < v->finding_count; i++) {
        char place[PLACE_TEXT_SIZE], text[200];

        place_format(v->findings[i].place, place);
        snprintf(text, sizeof text, "%s%s%s", reason_name((enum reason)v->findings[i].reason),
                 place[0] != '\0' ? " " : "", place);
        append(out->findings, sizeof out->findings, text);
    }
}

void document_read(enum format format, struct slice file, const struct protocol *protocol,
                   struct document *out)
{
    struct verdict verdict;
    struct referral *r;

    memset(out, 0, sizeof *out);
    verdict_init(&verdict);
    r = referral_read(format, file, protocol, &verdict);
    if (r == NULL) {
        strcpy(out->findings, "no memory");
        return;
    }
    verdict_sort(&verdict);
    describe_findings(&verdict, out);
    for (size_t i = 0; i < r->count; i++) {
        const struct referral_value *value = &r->values[i];
        char text[2048];

        snprintf(text, sizeof text, "%u %s=%s", value->client, protocol->fields[value->field].name,
                 value->text);
        for (char *c = text; *c != '\0'; c++)
            *c = *c == '\n' ? '|' : *c;
        append(out->values, sizeof out->values, text);
    }
    out->clients = verdict.clients;
    out->fields = verdict.fields;
    referral_free(r);
}

void document_check(enum format format, const char *name, struct slice file, const char *findings,
                    const char *values, const char *where, int line)
{
    struct protocol *p = document_protocol();
    struct document *d = malloc(sizeof *d);

    if (d == NULL)
        abort();
    check_case(name);
    document_read(format, file, p, d);
    if (findings != NULL)
        check_string(findings, d->findings, where, line, "findings");
    if (values != NULL)
        check_string(values, d->values, where, line, "values");
    check_case(NULL);
    free(d);
    protocol_free(p);
}
