/*
 * schema - the walk over a group of settings by its table
 *
 * Knows types and bounds, no setting by name.
 */
#include "policy/schema.h"

#include "base/utf8.h"
#include "policy/suggest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *type_name(enum setting_type type)
{
    static const char *const names[] = {
        [SETTING_TEXT] = "a string: \"...\"",
        [SETTING_CHOICE] = "a string: \"...\"",
        [SETTING_FLAG] = "true or false, without quotes",
        [SETTING_NUMBER] = "a whole number, without quotes",
        [SETTING_SIZE] = "a number of bytes, or a string like \"256 KiB\"",
        [SETTING_DAY] = "a date as a string: \"YYYY-MM-DD\"",
        [SETTING_LIST] = "a list of strings: [ \"...\", \"...\" ]",
        [SETTING_GROUP] = "a group: { ... }",
        [SETTING_GROUPS] = "a list of groups: ( { ... }, { ... } )",
    };

    return names[type];
}

static void *place_in(void *object, const struct setting *setting)
{
    return (char *)object + setting->offset;
}

/* store_text - takes a copy; what stood there goes */
static bool store_text(const struct reading *r, const struct setting *setting, void *object,
                       const char *text)
{
    char **slot = place_in(object, setting);

    free(*slot);
    *slot = strdup(text);
    if (*slot == NULL)
        reading_complain(r, NULL, "out of memory");
    return *slot != NULL;
}

/* text_trouble - what is wrong with a text as such; NULL when nothing is */
static const char *text_trouble(const char *text)
{
    struct slice s = slice_from(text);
    size_t offset = 0;
    int32_t c;

    while ((c = utf8_next(s, &offset)) >= 0)
        if (c < 0x20 || (c >= 0x7f && c < 0xa0))
            return "holds a control character or line break";
    return offset == s.len ? NULL : "is not valid UTF-8";
}

static bool check_text(const struct reading *r, const struct setting *setting,
                       const config_setting_t *at, const char *text)
{
    const char *trouble = text_trouble(text);
    size_t length = strlen(text);

    if (trouble != NULL)
        reading_complain(r, at, "\"%s\" %s", setting->name, trouble);
    else if (length < setting->min)
        reading_complain(r, at, "\"%s\" is empty or too short", setting->name);
    else if (length > setting->max)
        reading_complain(r, at, "\"%s\" is too long: at most %" PRIu64 " bytes", setting->name,
                         setting->max);
    else
        return true;
    return false;
}

static bool read_text(const struct reading *r, const struct setting *setting,
                      const config_setting_t *at, void *object)
{
    const char *text = config_setting_get_string(at);

    return check_text(r, setting, at, text) && store_text(r, setting, object, text);
}

static bool read_choice(const struct reading *r, const struct setting *setting,
                        const config_setting_t *at, void *object)
{
    const char *text = config_setting_get_string(at);
    char all[256] = "";
    size_t used = 0;

    for (unsigned i = 0; setting->choices[i] != NULL; i++) {
        if (strcmp(setting->choices[i], text) == 0) {
            *(unsigned *)place_in(object, setting) = i;
            return true;
        }
        if (used < sizeof(all))
            used += (size_t)snprintf(all + used, sizeof(all) - used, "%s\"%s\"", i > 0 ? ", " : "",
                                     setting->choices[i]);
    }
    reading_complain(r, at, "\"%s\" must be one of %s", setting->name, all);
    return false;
}

static bool read_number(const struct reading *r, const struct setting *setting,
                        const config_setting_t *at, void *object)
{
    long long value = config_setting_get_int64(at);

    if (value < 0 || (uint64_t)value < setting->min || (uint64_t)value > setting->max) {
        reading_complain(r, at, "\"%s\" must be a whole number from %" PRIu64 " to %" PRIu64,
                         setting->name, setting->min, setting->max);
        return false;
    }
    *(unsigned *)place_in(object, setting) = (unsigned)value;
    return true;
}

static bool read_size(const struct reading *r, const struct setting *setting,
                      const config_setting_t *at, void *object)
{
    uint64_t size = 0;
    bool known = true;

    if (config_setting_type(at) == CONFIG_TYPE_STRING)
        known = size_parse(slice_from(config_setting_get_string(at)), &size);
    else if (config_setting_get_int64(at) < 0)
        known = false;
    else
        size = (uint64_t)config_setting_get_int64(at);
    if (!known)
        reading_complain(r, at, "\"%s\" must be %s", setting->name, type_name(SETTING_SIZE));
    else if (size < setting->min || size > setting->max)
        reading_complain(r, at, "\"%s\" must be from %" PRIu64 " to %" PRIu64 " bytes",
                         setting->name, setting->min, setting->max);
    else
        *(uint64_t *)place_in(object, setting) = size;
    return known && size >= setting->min && size <= setting->max;
}

static bool read_day(const struct reading *r, const struct setting *setting,
                     const config_setting_t *at, void *object)
{
    const char *text = config_setting_get_string(at);
    day_number day = 0;

    if (text[0] == '\0' && setting->min > 0)
        reading_complain(r, at, "\"%s\" is empty: write a date, \"YYYY-MM-DD\"", setting->name);
    else if (text[0] != '\0' && !day_parse(slice_from(text), &day))
        reading_complain(r, at, "\"%s\" is no date that exists, written \"YYYY-MM-DD\"",
                         setting->name);
    else {
        *(day_number *)place_in(object, setting) = day;
        return true;
    }
    return false;
}

/* check_entries - a list's length is within the bounds */
static bool check_entries(const struct reading *r, const struct setting *setting,
                          const config_setting_t *at)
{
    unsigned count = (unsigned)config_setting_length(at);

    if (count >= setting->min && count <= setting->max)
        return true;
    if (count < setting->min)
        reading_complain(r, at, "\"%s\" needs at least %" PRIu64 " %s", setting->name, setting->min,
                         setting->min == 1 ? "entry" : "entries");
    else
        reading_complain(r, at, "\"%s\" has more than %" PRIu64 " entries", setting->name,
                         setting->max);
    return false;
}

enum { ENTRY_MAX = 1024 }; /* bytes of one text in a list */

static bool read_list(const struct reading *r, const struct setting *setting,
                      const config_setting_t *at, void *object)
{
    struct setting entry = {.name = setting->name, .min = 1, .max = ENTRY_MAX};
    bool good = check_entries(r, setting, at);

    for (unsigned i = 0; good && i < (unsigned)config_setting_length(at); i++) {
        const config_setting_t *element = config_setting_get_elem(at, i);

        if (config_setting_type(element) != CONFIG_TYPE_STRING) {
            reading_complain(r, element, "\"%s\" must be %s", setting->name,
                             type_name(SETTING_LIST));
            return false;
        }
        good = check_text(r, &entry, element, config_setting_get_string(element));
        if (good && !string_list_add(place_in(object, setting),
                                     slice_from(config_setting_get_string(element)))) {
            reading_complain(r, element, "out of memory");
            return false;
        }
    }
    return good;
}

/* read_groups - an entry that is no group is told and passed over by groups_read() */
static bool read_groups(const struct reading *r, const struct setting *setting,
                        const config_setting_t *at)
{
    for (unsigned i = 0; i < (unsigned)config_setting_length(at); i++) {
        const config_setting_t *element = config_setting_get_elem(at, i);

        if (!config_setting_is_group(element))
            reading_complain(r, element, "\"%s\" must be %s", setting->name,
                             type_name(SETTING_GROUPS));
    }
    return check_entries(r, setting, at);
}

/* type_fits - an empty array or list is both a list of strings and of groups */
static bool type_fits(enum setting_type type, const config_setting_t *at)
{
    int found = config_setting_type(at);

    switch (type) {
    case SETTING_TEXT:
    case SETTING_CHOICE:
    case SETTING_DAY:
        return found == CONFIG_TYPE_STRING;
    case SETTING_FLAG:
        return found == CONFIG_TYPE_BOOL;
    case SETTING_NUMBER:
        return found == CONFIG_TYPE_INT64;
    case SETTING_SIZE:
        return found == CONFIG_TYPE_INT64 || found == CONFIG_TYPE_STRING;
    case SETTING_GROUP:
        return found == CONFIG_TYPE_GROUP;
    case SETTING_LIST:
    case SETTING_GROUPS:
        break;
    }
    return found == CONFIG_TYPE_LIST || found == CONFIG_TYPE_ARRAY;
}

static bool read_setting(const struct reading *r, const struct setting *setting,
                         const config_setting_t *at, void *object)
{
    if (!type_fits(setting->type, at)) {
        reading_complain(r, at, "\"%s\" must be %s", setting->name, type_name(setting->type));
        return false;
    }
    switch (setting->type) {
    case SETTING_TEXT:
        return read_text(r, setting, at, object);
    case SETTING_CHOICE:
        return read_choice(r, setting, at, object);
    case SETTING_FLAG:
        *(bool *)place_in(object, setting) = config_setting_get_bool(at) != 0;
        return true;
    case SETTING_NUMBER:
        return read_number(r, setting, at, object);
    case SETTING_SIZE:
        return read_size(r, setting, at, object);
    case SETTING_DAY:
        return read_day(r, setting, at, object);
    case SETTING_LIST:
        return read_list(r, setting, at, object);
    case SETTING_GROUP:
        schema_read(r, setting->schema, at, object);
        return true;
    case SETTING_GROUPS:
        break;
    }
    return read_groups(r, setting, at);
}

/* store_default - lists are filled in only when the setting is absent: a wrong one stays as far as
 * it was read */
static bool store_default(const struct reading *r, const struct setting *setting, bool absent,
                          void *object)
{
    void *slot = place_in(object, setting);

    switch (setting->type) {
    case SETTING_TEXT:
        return store_text(r, setting, object, setting->text != NULL ? setting->text : "");
    case SETTING_CHOICE:
    case SETTING_NUMBER:
        *(unsigned *)slot = (unsigned)setting->number;
        return true;
    case SETTING_FLAG:
        *(bool *)slot = setting->number != 0;
        return true;
    case SETTING_SIZE:
        *(uint64_t *)slot = setting->number;
        return true;
    case SETTING_DAY:
        *(day_number *)slot = 0;
        return true;
    case SETTING_LIST:
        for (size_t i = 0; absent && setting->choices != NULL && setting->choices[i] != NULL; i++)
            if (!string_list_add(slot, slice_from(setting->choices[i]))) {
                reading_complain(r, NULL, "out of memory");
                return false;
            }
        return true;
    case SETTING_GROUP:
        schema_read(r, setting->schema, NULL, object);
        return true;
    case SETTING_GROUPS:
        break;
    }
    return true;
}

static void complain_unknown(const struct reading *r, const struct schema *schema,
                             const config_setting_t *at)
{
    const char *name = config_setting_name(at), *best = NULL;
    unsigned best_distance = SUGGEST_DISTANCE_MAX + 1;

    for (size_t i = 0; i < schema->count; i++) {
        unsigned distance = edit_distance(name, schema->settings[i].name);

        if (distance < best_distance && distance < strlen(name)) {
            best = schema->settings[i].name;
            best_distance = distance;
        }
    }
    if (best != NULL)
        reading_complain(r, at, "unknown setting \"%s\": did you mean \"%s\"?", name, best);
    else
        reading_complain(r, at, "unknown setting \"%s\": remove it, or correct its name", name);
}

static bool schema_knows(const struct schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->count; i++)
        if (strcmp(schema->settings[i].name, name) == 0)
            return true;
    return false;
}

/* read_or_default - a setting that is absent or wrong gets its default, so that others can still be
 * checked; the check function is spared a wrong one */
static void read_or_default(const struct reading *r, const struct setting *setting,
                            const config_setting_t *group, void *object)
{
    const config_setting_t *at =
        group != NULL ? config_setting_get_member(group, setting->name) : NULL;
    bool good;

    if (at == NULL && setting->required) {
        reading_complain(r, group, "setting \"%s\" is missing: it must be %s", setting->name,
                         type_name(setting->type));
        if (setting->type != SETTING_GROUP)
            (void)store_default(r, setting, true, object);
        return;
    }
    good =
        at != NULL ? read_setting(r, setting, at, object) : store_default(r, setting, true, object);
    if (!good)
        (void)store_default(r, setting, false, object);
    else if (setting->check != NULL)
        setting->check(r, at, object);
}

void schema_read(const struct reading *r, const struct schema *schema,
                 const config_setting_t *group, void *object)
{
    for (unsigned i = 0; group != NULL && i < (unsigned)config_setting_length(group); i++) {
        const config_setting_t *member = config_setting_get_elem(group, i);

        if (!schema_knows(schema, config_setting_name(member)))
            complain_unknown(r, schema, member);
    }
    for (size_t i = 0; i < schema->count; i++)
        read_or_default(r, &schema->settings[i], group, object);
}

void *groups_read(const struct reading *r, const struct schema *schema,
                  const config_setting_t *list, size_t item_size, size_t *count_r)
{
    unsigned length = list != NULL ? (unsigned)config_setting_length(list) : 0;
    char *items = calloc(length + 1u, item_size);

    *count_r = 0;
    if (items == NULL)
        reading_complain(r, list, "out of memory");
    for (unsigned i = 0; items != NULL && i < length; i++) {
        const config_setting_t *group = config_setting_get_elem(list, i);
        struct group_item *item = (void *)(items + *count_r * item_size);

        if (!config_setting_is_group(group))
            continue;
        item->at = group;
        (*count_r)++;
        schema_read(r, schema, group, item);
    }
    return items;
}
