/*
 * addresses - lists of mail addresses in the configuration, in the spelling they are compared in
 */
#include "policy/settings.h"

#include "inspect/address.h"

#include <stdlib.h>
#include <string.h>

/* plain - one "@", and nothing that would make an address mean another mailbox */
static bool plain(const char *text)
{
    const char *at = strchr(text, '@');

    return at != NULL && strchr(at + 1, '@') == NULL && at[1] != '\0' &&
           strpbrk(text, " <>()[]\"\\%!,;:") == NULL;
}

/* normal_form - of "name@domain" or, with patterns, "@domain"; false when it is neither */
static bool normal_form(const char *text, bool patterns, char out[ADDRESS_MAX])
{
    if (!plain(text) || (text[0] == '@' && !patterns))
        return false;
    return address_normalise_pattern(slice_from(text), out) &&
           (out[0] == '@' || address_is_mailbox(out));
}

static bool stands_before(const struct string_list *list, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (strcmp(list->items[j], list->items[i]) == 0)
            return true;
    return false;
}

void addresses_read(const struct reading *r, const config_setting_t *at, const char *name,
                    struct string_list *list, bool patterns, const char *word)
{
    char normal[ADDRESS_MAX], *copy;

    for (size_t i = 0; i < list->count; i++) {
        if (word == NULL || strcmp(list->items[i], word) != 0) {
            if (!normal_form(list->items[i], patterns, normal)) {
                reading_complain(r, setting_entry(at, i), "\"%s\": write %s", name,
                                 patterns ? "\"name@domain\" or \"@domain\"" : "\"name@domain\"");
                continue;
            }
            if (!patterns && strchr(normal, '+') != NULL)
                reading_complain(r, setting_entry(at, i),
                                 "\"%s\": leave the \"+...\" out: a mailbox is guarded under all "
                                 "its subaddresses",
                                 name);
            copy = strdup(normal);
            if (copy == NULL) {
                reading_complain(r, at, "out of memory");
                return;
            }
            free(list->items[i]);
            list->items[i] = copy;
        }
        if (stands_before(list, i))
            reading_complain(r, setting_entry(at, i), "\"%s\": this entry stands there twice",
                             name);
    }
}
