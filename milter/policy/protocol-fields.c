/*
 * protocol-fields - the setting fields of a protocol: what a document may hold
 */
#include "policy/settings.h"

#include "inspect/fold.h"

#include <stdlib.h>
#include <string.h>

struct field_draft {
    struct group_item item;
    char *name, *kind;
    bool required;
    struct string_list labels;
};

#define IN(member) offsetof(struct field_draft, member)
static const struct setting FIELD_SETTINGS[] = {
    {.name = "name",
     .type = SETTING_TEXT,
     .required = true,
     .offset = IN(name),
     .min = 1,
     .max = 32},
    {.name = "kind", .type = SETTING_TEXT, .offset = IN(kind), .max = 32},
    {.name = "required", .type = SETTING_FLAG, .offset = IN(required)},
    {.name = "labels", .type = SETTING_LIST, .offset = IN(labels), .max = LABELS_MAX},
};
#undef IN
static const struct schema FIELD_SCHEMA = SCHEMA(FIELD_SETTINGS);

/* kind_by_name - VALUE_KIND_COUNT when there is none */
static enum value_kind kind_by_name(const char *name)
{
    unsigned kind = 0;

    while (kind < VALUE_KIND_COUNT && strcmp(value_kind_name((enum value_kind)kind), name) != 0)
        kind++;
    return (enum value_kind)kind;
}

/* built_in - the kind that a field of this name has by itself; VALUE_KIND_COUNT for others */
static enum value_kind built_in(const char *name)
{
    enum value_kind kind = kind_by_name(name);

    return kind <= VALUE_EMAIL ? kind : VALUE_KIND_COUNT;
}

static bool field_name(const char *name)
{
    return name[0] >= 'a' && name[0] <= 'z' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name);
}

static enum value_kind field_kind(const struct reading *r, const struct field_draft *draft)
{
    const config_setting_t *at = setting_at(draft->item.at, "kind");
    enum value_kind own = built_in(draft->name), given = kind_by_name(draft->kind);

    if (draft->kind[0] == '\0' && own == VALUE_KIND_COUNT)
        reading_complain(r, at,
                         "field \"%s\" needs a \"kind\": first-name, last-name, address, "
                         "telephone, email, text or number",
                         draft->name);
    else if (draft->kind[0] != '\0' && given == VALUE_KIND_COUNT)
        reading_complain(r, at,
                         "\"kind\" must be one of first-name, last-name, address, telephone, "
                         "email, text, number");
    else if (draft->kind[0] != '\0' && own != VALUE_KIND_COUNT && given != own)
        reading_complain(r, at, "field \"%s\" is always of kind %s: choose another name",
                         draft->name, draft->name);
    else
        return draft->kind[0] != '\0' ? given : own;
    return VALUE_TEXT;
}

/* label_taken - does another field of the protocol have this label, as labels are compared? */
static bool label_taken(const struct protocol *protocol, const char *label)
{
    struct buffer wanted, other;
    bool taken = false;

    buffer_init(&wanted, 8192);
    buffer_init(&other, 8192);
    (void)fold_letters(slice_from(label), &wanted);
    for (size_t i = 0; i < protocol->field_count; i++) {
        const struct string_list *labels = &protocol->fields[i].labels;

        for (size_t j = 0; j < labels->count && !taken; j++) {
            buffer_clear(&other);
            taken = fold_letters(slice_from(labels->items[j]), &other) &&
                    slice_equal(buffer_slice(&wanted), buffer_slice(&other));
        }
    }
    buffer_free(&wanted);
    buffer_free(&other);
    return taken;
}

static void check_labels(const struct reading *r, const struct field_draft *draft,
                         const struct protocol *protocol)
{
    const config_setting_t *at = setting_at(draft->item.at, "labels");

    for (size_t i = 0; i < draft->labels.count; i++) {
        const char *label = draft->labels.items[i];

        if (strlen(label) > 100 || !text_folds(slice_from(label)))
            reading_complain(r, setting_entry(at, i),
                             "a label must have letters or figures, and at most 100 bytes");
        else if (label_taken(protocol, label))
            reading_complain(r, setting_entry(at, i), "this label belongs to another field too");
    }
}

static void add_field(const struct reading *r, struct field_draft *draft, struct protocol *protocol)
{
    const config_setting_t *at = setting_at(draft->item.at, "name");
    struct protocol_field *field = &protocol->fields[protocol->field_count];

    if (draft->name == NULL || draft->name[0] == '\0')
        return;
    if (!field_name(draft->name))
        reading_complain(r, at,
                         "\"name\" of a field may hold small letters, figures and hyphens only");
    for (size_t i = 0; i < protocol->field_count; i++)
        if (strcmp(protocol->fields[i].name, draft->name) == 0)
            reading_complain(r, at, "field \"%s\" stands there twice", draft->name);
    check_labels(r, draft, protocol);
    field->kind = field_kind(r, draft);
    field->required = draft->required;
    field->name = draft->name;
    field->labels = draft->labels;
    draft->name = NULL;
    draft->labels = (struct string_list){NULL, 0};
    protocol->field_count++;
}

/* default_fields - first and last name required, and three ways to reach the client */
static void default_fields(const struct reading *r, struct protocol *protocol)
{
    for (unsigned kind = 0; kind <= VALUE_EMAIL; kind++) {
        struct field_draft draft = {
            .name = strdup(value_kind_name((enum value_kind)kind)),
            .kind = (char[]){""},
            .required = kind == VALUE_FIRST_NAME || kind == VALUE_LAST_NAME,
        };

        if (draft.name == NULL)
            reading_complain(r, NULL, "out of memory");
        add_field(r, &draft, protocol);
        free(draft.name);
    }
}

void fields_read(const struct reading *r, const config_setting_t *at, struct protocol *protocol)
{
    size_t count = 0;
    struct field_draft *drafts = NULL;

    protocol->field_count = 0;
    protocol->fields = calloc(PROTOCOL_FIELDS_MAX, sizeof(*protocol->fields));
    if (protocol->fields == NULL) {
        reading_complain(r, at, "out of memory");
        return;
    }
    if (at == NULL) {
        default_fields(r, protocol);
        return;
    }
    drafts = groups_read(r, &FIELD_SCHEMA, at, sizeof(*drafts), &count);
    for (size_t i = 0; drafts != NULL && i < count; i++) {
        add_field(r, &drafts[i], protocol);
        free(drafts[i].name);
        free(drafts[i].kind);
        string_list_clear(&drafts[i].labels);
    }
    free(drafts);
}
