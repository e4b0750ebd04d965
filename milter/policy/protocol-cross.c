/*
 * protocol-cross - what concerns more than one protocol of a policy
 */
#include "policy/settings.h"

#include <string.h>

static bool overlap(const struct protocol *a, const struct protocol *b)
{
    bool a_ends_before = a->valid_until != 0 && a->valid_until < b->valid_from;
    bool b_ends_before = b->valid_until != 0 && b->valid_until < a->valid_from;

    return !a_ends_before && !b_ends_before;
}

/* group_of - entries of the list that are no groups are errors already, and none of the protocols
 */
static const config_setting_t *group_of(const config_setting_t *list, size_t protocol)
{
    for (unsigned i = 0; i < (unsigned)config_setting_length(list); i++) {
        const config_setting_t *group = config_setting_get_elem(list, i);

        if (config_setting_is_group(group) && protocol-- == 0)
            return group;
    }
    return list;
}

static void compare(const struct reading *r, const config_setting_t *later_group,
                    const struct policy_protocol *earlier, const struct policy_protocol *later)
{
    const char *id = earlier->judged->id != NULL ? earlier->judged->id : "";

    if (id[0] != '\0' && later->judged->id != NULL && strcmp(id, later->judged->id) == 0)
        reading_complain(r, setting_at(later_group, "id"), "protocol \"%s\" stands there twice",
                         id);
    if (!overlap(earlier->judged, later->judged))
        return;
    for (size_t i = 0; i < later->recipients.count; i++)
        for (size_t j = 0; j < earlier->recipients.count; j++)
            if (strcmp(later->recipients.items[i], earlier->recipients.items[j]) == 0)
                reading_complain(r, setting_entry(setting_at(later_group, "recipients"), i),
                                 "this recipient is guarded by protocol \"%s\" too, and their "
                                 "periods overlap: change valid_from or valid_until of one",
                                 id);
}

void protocols_cross_check(const struct reading *r, const config_setting_t *list,
                           const struct policy *policy)
{
    for (size_t later = 1; later < policy->protocol_count; later++)
        for (size_t earlier = 0; earlier < later; earlier++)
            compare(r, group_of(list, later), &policy->protocols[earlier],
                    &policy->protocols[later]);
}
