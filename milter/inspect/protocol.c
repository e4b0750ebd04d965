/*
 * protocol - the lists and structs of a protocol and of an envelope: making, freeing, naming
 *
 * Their serialised form is in protocol-wire.c.
 */
#include "inspect/protocol.h"

#include <stdlib.h>
#include <string.h>

static const char *const VALUE_KIND_NAMES[VALUE_KIND_COUNT] = {
    [VALUE_FIRST_NAME] = "first-name", [VALUE_LAST_NAME] = "last-name", [VALUE_ADDRESS] = "address",
    [VALUE_TELEPHONE] = "telephone",   [VALUE_EMAIL] = "email",         [VALUE_TEXT] = "text",
    [VALUE_NUMBER] = "number",
};

const char *value_kind_name(enum value_kind kind)
{
    return (unsigned)kind < VALUE_KIND_COUNT ? VALUE_KIND_NAMES[kind] : "";
}

/* grown - a list is enlarged whenever its count is a power of two */
static bool grown(struct string_list *list)
{
    if ((list->count & (list->count - 1)) != 0)
        return true;
    size_t capacity = list->count > 0 ? list->count * 2 : 1;
    char **items = reallocarray(list->items, capacity, sizeof(*items));
    if (!items)
        return false;
    list->items = items;
    return true;
}

bool string_list_add(struct string_list *list, struct slice item)
{
    if (slice_find_byte(item, '\0', 0) != SIZE_MAX || !grown(list))
        return false;
    char *copy = malloc(item.len + 1);
    if (!copy)
        return false;
    if (item.len > 0)
        memcpy(copy, item.data, item.len);
    copy[item.len] = '\0';
    list->items[list->count++] = copy;
    return true;
}

static void free_string(char *string)
{
    if (string)
        bytes_wipe(string, strlen(string));
    free(string);
}

void string_list_clear(struct string_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free_string(list->items[i]);
    free(list->items);
    *list = (struct string_list){0};
}

void protocol_free(struct protocol *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < p->passphrase_count; i++)
        free(p->passphrases[i].id);
    for (size_t i = 0; i < p->field_count; i++) {
        free(p->fields[i].name);
        string_list_clear(&p->fields[i].labels);
    }
    string_list_clear(&p->senders);
    string_list_clear(&p->other_recipients);
    string_list_clear(&p->fixed_text);
    string_list_clear(&p->sensitive);
    string_list_clear(&p->signature_lines);
    free(p->passphrases);
    free(p->fields);
    free(p->images);
    free(p->consent_statement);
    free(p->id);
    free(p);
}

void envelope_clear(struct envelope *e)
{
    free_string(e->sender);
    string_list_clear(&e->others);
    *e = (struct envelope){0};
}
