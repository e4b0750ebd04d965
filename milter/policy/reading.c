/*
 * reading - where a complaint about a setting belongs
 */
#include "policy/schema.h"

void reading_complain(const struct reading *r, const config_setting_t *at, const char *format, ...)
{
    char what[512];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(what, sizeof(what), format, args);
    va_end(args);
    source_complain(r->source, at, r->complaints, COMPLAINT_ERROR, "%s", what);
}

const config_setting_t *setting_at(const config_setting_t *group, const char *name)
{
    const config_setting_t *member = group != NULL ? config_setting_get_member(group, name) : NULL;

    return member != NULL ? member : group;
}

const config_setting_t *setting_entry(const config_setting_t *list, size_t i)
{
    const config_setting_t *entry =
        list != NULL ? config_setting_get_elem(list, (unsigned)i) : NULL;

    return entry != NULL ? entry : list;
}
