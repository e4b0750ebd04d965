/*
 * protocol-lists - the settings parties and passphrases of a protocol
 *
 * Reads where a passphrase is, never the passphrase: that is passphrase.c.
 */
#include "policy/settings.h"

#include <stdlib.h>
#include <string.h>

struct party_draft {
    struct group_item item;
    char *name, *contact;
};

struct passphrase_draft {
    struct group_item item;
    char *id, *file, *credential;
    day_number valid_from, valid_until;
};

#define IN(member) offsetof(struct party_draft, member)
static const struct setting PARTY_SETTINGS[] = {
    {.name = "name",
     .type = SETTING_TEXT,
     .required = true,
     .offset = IN(name),
     .min = 1,
     .max = 200},
    {.name = "contact", .type = SETTING_TEXT, .offset = IN(contact), .max = 200},
};
#undef IN
static const struct schema PARTY_SCHEMA = SCHEMA(PARTY_SETTINGS);

#define IN(member) offsetof(struct passphrase_draft, member)
static const struct setting PASSPHRASE_SETTINGS[] = {
    {.name = "id", .type = SETTING_TEXT, .required = true, .offset = IN(id), .min = 1, .max = 64},
    {.name = "file", .type = SETTING_TEXT, .offset = IN(file), .max = 1024},
    {.name = "credential", .type = SETTING_TEXT, .offset = IN(credential), .max = 64},
    {.name = "valid_from", .type = SETTING_DAY, .offset = IN(valid_from)},
    {.name = "valid_until", .type = SETTING_DAY, .offset = IN(valid_until)},
};
#undef IN
static const struct schema PASSPHRASE_SCHEMA = SCHEMA(PASSPHRASE_SETTINGS);

void parties_read(const struct reading *r, const config_setting_t *at,
                  struct policy_protocol *protocol)
{
    size_t count;
    struct party_draft *parties = groups_read(r, &PARTY_SCHEMA, at, sizeof(*parties), &count);

    protocol->parties = calloc(count + 1, sizeof(*protocol->parties));
    if (protocol->parties == NULL)
        reading_complain(r, at, "out of memory");
    for (size_t i = 0; parties != NULL && i < count; i++) {
        if (protocol->parties == NULL) {
            free(parties[i].name);
            free(parties[i].contact);
            continue;
        }
        protocol->parties[i] =
            (struct policy_party){.name = parties[i].name, .contact = parties[i].contact};
        protocol->party_count++;
    }
    free(parties);
}

void period_check(const struct reading *r, const config_setting_t *group, day_number from,
                  day_number until)
{
    if (from != 0 && until != 0 && from > until)
        reading_complain(r, setting_at(group, "valid_until"),
                         "\"valid_until\" lies before \"valid_from\"");
}

static void check_passphrase(const struct reading *r, const struct passphrase_draft *p,
                             const struct protocol *judged)
{
    const config_setting_t *group = p->item.at;
    bool file = p->file[0] != '\0', credential = p->credential[0] != '\0';

    period_check(r, group, p->valid_from, p->valid_until);
    if (p->id[0] != '\0' && !text_name(p->id))
        reading_complain(r, setting_at(group, "id"),
                         "\"id\" may hold letters, digits and, inside, . _ - only");
    for (size_t i = 0; i < judged->passphrase_count; i++)
        if (p->id[0] != '\0' && strcmp(judged->passphrases[i].id, p->id) == 0)
            reading_complain(r, setting_at(group, "id"), "passphrase \"%s\" stands there twice",
                             p->id);
    if (file == credential)
        reading_complain(r, group,
                         file ? "a passphrase has a \"file\" or a \"credential\", not both"
                              : "a passphrase needs a \"file\" or a \"credential\"");
    else if (credential && !text_name(p->credential))
        reading_complain(r, setting_at(group, "credential"),
                         "\"credential\" may hold letters, digits and, inside, . _ - only");
}

/* add_passphrase - takes the id over; false without memory */
static bool add_passphrase(struct policy_protocol *outer, struct protocol *judged,
                           struct passphrase_draft *p, const char *file)
{
    char *path = p->file[0] != '\0' ? source_path(file, p->file) : strdup("");
    bool added = path != NULL && string_list_add(&outer->passphrase_files, slice_from(path)) &&
                 string_list_add(&outer->credentials, slice_from(p->credential));

    free(path);
    if (!added)
        return false;
    judged->passphrases[judged->passphrase_count++] = (struct protocol_passphrase){
        .id = p->id, .valid_from = p->valid_from, .valid_until = p->valid_until};
    p->id = NULL;
    return true;
}

void passphrases_read(const struct reading *r, const config_setting_t *at,
                      struct policy_protocol *outer, struct protocol *judged)
{
    const struct policy_reading *context = r->context;
    size_t count;
    struct passphrase_draft *drafts =
        groups_read(r, &PASSPHRASE_SCHEMA, at, sizeof(*drafts), &count);

    judged->passphrase_count = 0;
    judged->passphrases = calloc(count + 1, sizeof(*judged->passphrases));
    outer->passphrases = calloc(count + 1, sizeof(struct secret *));
    if (judged->passphrases == NULL || outer->passphrases == NULL)
        reading_complain(r, at, "out of memory");
    for (size_t i = 0; drafts != NULL && i < count; i++) {
        struct passphrase_draft *p = &drafts[i];

        if (judged->passphrases != NULL && p->id != NULL && p->file != NULL &&
            p->credential != NULL) {
            check_passphrase(r, p, judged);
            if (!add_passphrase(outer, judged, p, context->policy->file))
                reading_complain(r, at, "out of memory");
        }
        free(p->id);
        free(p->file);
        free(p->credential);
    }
    free(drafts);
}
