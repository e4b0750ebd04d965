/*
 * protocol-settings - one entry of the setting protocols, checked by itself
 */
#include "policy/settings.h"

#include "base/encode.h"
#include "inspect/format/format.h"

#include <stdlib.h>
#include <string.h>

struct draft {
    struct group_item item;
    struct policy_protocol outer;
    struct protocol judged;
    struct string_list formats, images, sensitive;
};

#define FORMAT_TEXT(id, name) name,
static const char *const DEFAULT_FORMATS[] = {FORMATS(FORMAT_TEXT) NULL};
#undef FORMAT_TEXT
static const char *const DEFAULT_OTHERS[] = {"sender", NULL};
static const char *const DEFAULT_SENSITIVE[] = {"sensitive.nl.conf", "sensitive.fr.conf",
                                                "sensitive.en.conf", NULL};
static const char *const MODES[] = {[MODE_ENFORCE] = "enforce", [MODE_OBSERVE] = "observe", NULL};
static const char *const CLEARTEXTS[] = {
    [CLEARTEXT_SCAN] = "scan", [CLEARTEXT_EMPTY] = "empty", NULL};

#define IN(member) offsetof(struct draft, member)
static const struct setting ARCHIVE_SETTINGS[] = {
    {.name = "kdf_power_min",
     .type = SETTING_NUMBER,
     .offset = IN(judged.kdf_power_min),
     .max = KDF_POWER_MAX,
     .number = 19},
    {.name = "kdf_power_max",
     .type = SETTING_NUMBER,
     .offset = IN(judged.kdf_power_max),
     .max = KDF_POWER_MAX,
     .number = 20},
    {.name = "names_encrypted", .type = SETTING_FLAG, .offset = IN(judged.names_encrypted)},
    {.name = "max_unpacked_bytes",
     .type = SETTING_SIZE,
     .offset = IN(judged.max_unpacked_bytes),
     .min = 1,
     .max = UNPACKED_BYTES_MAX,
     .number = 262144},
};
static const struct schema ARCHIVE_SCHEMA = SCHEMA(ARCHIVE_SETTINGS);

static setting_check check_id, check_title, check_recipients, check_senders, check_others,
    check_ascii, check_parties, check_consent, check_passphrases, check_formats, check_fixed_text,
    check_fields, check_sensitive, check_images;

static const struct setting CONTENT_SETTINGS[] = {
    {.name = "formats",
     .type = SETTING_LIST,
     .offset = IN(formats),
     .min = 1,
     .max = 32,
     .choices = DEFAULT_FORMATS,
     .check = check_formats},
    {.name = "max_clients",
     .type = SETTING_NUMBER,
     .offset = IN(judged.max_clients),
     .min = 1,
     .max = 1000,
     .number = 5},
    {.name = "fixed_text",
     .type = SETTING_LIST,
     .offset = IN(judged.fixed_text),
     .max = LINES_MAX,
     .check = check_fixed_text},
    {.name = "foreign_addresses", .type = SETTING_FLAG, .offset = IN(judged.foreign_addresses)},
};
static const struct schema CONTENT_SCHEMA = SCHEMA(CONTENT_SETTINGS);

static const struct setting SETTINGS[] = {
    {.name = "id",
     .type = SETTING_TEXT,
     .required = true,
     .offset = IN(judged.id),
     .min = 1,
     .max = 64,
     .check = check_id},
    {.name = "title",
     .type = SETTING_TEXT,
     .required = true,
     .offset = IN(outer.title),
     .min = 1,
     .max = 200,
     .check = check_title},
    {.name = "recipients",
     .type = SETTING_LIST,
     .required = true,
     .offset = IN(outer.recipients),
     .min = 1,
     .max = RECIPIENTS_MAX,
     .check = check_recipients},
    {.name = "senders",
     .type = SETTING_LIST,
     .offset = IN(judged.senders),
     .max = ADDRESSES_MAX,
     .check = check_senders},
    {.name = "other_recipients",
     .type = SETTING_LIST,
     .offset = IN(judged.other_recipients),
     .max = ADDRESSES_MAX,
     .choices = DEFAULT_OTHERS,
     .check = check_others},
    {.name = "valid_from",
     .type = SETTING_DAY,
     .required = true,
     .min = 1,
     .offset = IN(judged.valid_from)},
    {.name = "valid_until", .type = SETTING_DAY, .offset = IN(judged.valid_until)},
    {.name = "suspended", .type = SETTING_FLAG, .offset = IN(judged.suspended)},
    {.name = "mode",
     .type = SETTING_CHOICE,
     .offset = IN(outer.mode),
     .choices = MODES,
     .number = MODE_ENFORCE},
    {.name = "help",
     .type = SETTING_TEXT,
     .offset = IN(outer.help),
     .max = REPLY_SETTING_MAX,
     .check = check_ascii},
    {.name = "other_contact",
     .type = SETTING_TEXT,
     .offset = IN(outer.other_contact),
     .max = REPLY_SETTING_MAX,
     .check = check_ascii},
    {.name = "parties", .type = SETTING_GROUPS, .max = PARTIES_MAX, .check = check_parties},
    {.name = "consent_statement",
     .type = SETTING_TEXT,
     .offset = IN(judged.consent_statement),
     .max = 1000,
     .check = check_consent},
    {.name = "passphrases",
     .type = SETTING_GROUPS,
     .required = true,
     .min = 1,
     .max = PROTOCOL_PASSPHRASES_MAX,
     .check = check_passphrases},
    {.name = "max_message_bytes",
     .type = SETTING_SIZE,
     .offset = IN(judged.max_message_bytes),
     .min = 1,
     .max = MESSAGE_BYTES_MAX,
     .number = 1048576},
    {.name = "archive", .type = SETTING_GROUP, .schema = &ARCHIVE_SCHEMA},
    {.name = "content", .type = SETTING_GROUP, .schema = &CONTENT_SCHEMA},
    {.name = "fields",
     .type = SETTING_GROUPS,
     .min = 1,
     .max = PROTOCOL_FIELDS_MAX,
     .check = check_fields},
    {.name = "contact_required",
     .type = SETTING_FLAG,
     .offset = IN(judged.contact_required),
     .number = true},
    {.name = "cleartext",
     .type = SETTING_CHOICE,
     .offset = IN(judged.cleartext),
     .choices = CLEARTEXTS,
     .number = CLEARTEXT_SCAN},
    {.name = "sensitive",
     .type = SETTING_LIST,
     .offset = IN(sensitive),
     .max = 16,
     .choices = DEFAULT_SENSITIVE,
     .check = check_sensitive},
    {.name = "signature_lines",
     .type = SETTING_LIST,
     .offset = IN(judged.signature_lines),
     .max = LINES_MAX},
    {.name = "images_sha256",
     .type = SETTING_LIST,
     .offset = IN(images),
     .max = LINES_MAX,
     .check = check_images},
};
#undef IN
static const struct schema SCHEMA = SCHEMA(SETTINGS);

static void check_id(const struct reading *r, const config_setting_t *at, void *object)
{
    const struct draft *draft = object;

    if (!text_name(draft->judged.id))
        reading_complain(r, at, "\"id\" may hold letters, digits and, inside, . _ - only");
}

static void check_title(const struct reading *r, const config_setting_t *at, void *object)
{
    const struct draft *draft = object;

    if (!text_folds(slice_from(draft->outer.title)))
        reading_complain(r, at, "\"title\" has no letter or figure");
}

static void check_recipients(const struct reading *r, const config_setting_t *at, void *object)
{
    struct draft *draft = object;

    addresses_read(r, at, "recipients", &draft->outer.recipients, false, NULL);
}

static void check_senders(const struct reading *r, const config_setting_t *at, void *object)
{
    struct draft *draft = object;

    addresses_read(r, at, "senders", &draft->judged.senders, true, NULL);
}

static void check_others(const struct reading *r, const config_setting_t *at, void *object)
{
    struct draft *draft = object;

    addresses_read(r, at, "other_recipients", &draft->judged.other_recipients, true, "sender");
}

static void check_ascii(const struct reading *r, const config_setting_t *at, void *object)
{
    (void)object;
    if (at != NULL && !text_printable(config_setting_get_string(at)))
        reading_complain(r, at, "\"%s\" may hold printable ASCII only, since it goes into replies",
                         config_setting_name(at));
}

static void check_consent(const struct reading *r, const config_setting_t *at, void *object)
{
    const struct draft *draft = object;
    const char *statement = draft->judged.consent_statement;

    if (statement[0] != '\0' && !text_folds(slice_from(statement)))
        reading_complain(r, at, "\"consent_statement\" has no letter or figure");
}

static void check_fixed_text(const struct reading *r, const config_setting_t *at, void *object)
{
    const struct draft *draft = object;

    for (size_t i = 0; i < draft->judged.fixed_text.count; i++)
        if (!text_folds(slice_from(draft->judged.fixed_text.items[i])))
            reading_complain(r, setting_entry(at, i),
                             "\"fixed_text\": an entry without a letter or figure");
}

static void check_fields(const struct reading *r, const config_setting_t *at, void *object)
{
    struct draft *draft = object;

    fields_read(r, at, &draft->judged);
}

static void check_formats(const struct reading *r, const config_setting_t *at, void *object)
{
    struct draft *draft = object;

    for (size_t i = 0; i < draft->formats.count; i++) {
        enum format format = format_by_name(slice_from(draft->formats.items[i]));

        if (format == FORMAT_NONE)
            reading_complain(r, setting_entry(at, i),
                             "\"formats\" knows txt, csv, vcf, json, xlsx, docx, ods, odt");
        else if ((draft->judged.formats & UINT32_C(1) << format) != 0)
            reading_complain(r, setting_entry(at, i), "\"formats\": this entry stands there twice");
        draft->judged.formats |= format != FORMAT_NONE ? UINT32_C(1) << format : 0;
    }
}

static void check_sensitive(const struct reading *r, const config_setting_t *at, void *object)
{
    struct draft *draft = object;
    const struct policy_reading *context = r->context;

    for (size_t i = 0; i < draft->sensitive.count; i++) {
        char *path = source_path(context->policy->file, draft->sensitive.items[i]);

        if (path != NULL)
            words_read(path, &draft->judged.sensitive, context->fingerprint, r->complaints);
        else
            reading_complain(r, at, "out of memory");
        free(path);
    }
}

static void check_images(const struct reading *r, const config_setting_t *at, void *object)
{
    struct draft *draft = object;
    struct protocol *judged = &draft->judged;

    judged->images = calloc(draft->images.count + 1, sizeof(*judged->images));
    if (judged->images == NULL) {
        reading_complain(r, at, "out of memory");
        return;
    }
    for (size_t i = 0; i < draft->images.count; i++)
        if (hex_decode(slice_from(draft->images.items[i]), judged->images[i], 32))
            judged->image_count++;
        else
            reading_complain(r, setting_entry(at, i),
                             "\"images_sha256\": write 64 hexadecimal digits (see sha256sum)");
}

static void check_parties(const struct reading *r, const config_setting_t *at, void *object)
{
    struct draft *draft = object;

    parties_read(r, at, &draft->outer);
}

static void check_passphrases(const struct reading *r, const config_setting_t *at, void *object)
{
    struct draft *draft = object;

    passphrases_read(r, at, &draft->outer, &draft->judged);
}

static bool has_contact_field(const struct protocol *judged)
{
    for (size_t i = 0; i < judged->field_count; i++)
        if (judged->fields[i].kind == VALUE_ADDRESS || judged->fields[i].kind == VALUE_TELEPHONE ||
            judged->fields[i].kind == VALUE_EMAIL)
            return true;
    return false;
}

/* check_together - what concerns more than one setting of the protocol */
static void check_together(const struct reading *r, const struct draft *draft)
{
    const config_setting_t *group = draft->item.at;
    const config_setting_t *archive = setting_at(group, "archive");
    const struct protocol *judged = &draft->judged;

    period_check(r, group, judged->valid_from, judged->valid_until);
    if (judged->kdf_power_min > judged->kdf_power_max)
        reading_complain(r, setting_at(archive, "kdf_power_min"),
                         "\"kdf_power_min\" is more than \"kdf_power_max\"");
    if (judged->contact_required && judged->field_count > 0 && !has_contact_field(judged))
        reading_complain(r, setting_at(group, "fields"),
                         "\"contact_required\" needs an address, telephone or email among the "
                         "\"fields\"; permit one, or set contact_required = false");
}

/* move - from the draft into the policy; NULL members are left for the errors that made them */
static bool move(struct draft *draft, struct policy_protocol *out)
{
    struct protocol *judged = malloc(sizeof(*judged));

    string_list_clear(&draft->formats);
    string_list_clear(&draft->images);
    string_list_clear(&draft->sensitive);
    if (judged == NULL)
        return false;
    *judged = draft->judged;
    *out = draft->outer;
    out->judged = judged;
    return true;
}

void protocols_read(const struct reading *r, const config_setting_t *at, void *object)
{
    struct policy *policy = object;
    size_t count;
    struct draft *drafts = groups_read(r, &SCHEMA, at, sizeof(*drafts), &count);

    policy->protocols = calloc(count + 1, sizeof(*policy->protocols));
    if (policy->protocols == NULL)
        reading_complain(r, at, "out of memory");
    for (size_t i = 0; drafts != NULL && policy->protocols != NULL && i < count; i++) {
        check_together(r, &drafts[i]);
        if (move(&drafts[i], &policy->protocols[i]))
            policy->protocol_count++;
        else
            reading_complain(r, at, "out of memory");
    }
    protocols_cross_check(r, at, policy);
    free(drafts);
}

void policy_protocol_clear(struct policy_protocol *p)
{
    for (size_t i = 0;
         p->passphrases != NULL && p->judged != NULL && i < p->judged->passphrase_count; i++)
        secret_free(p->passphrases[i]);
    free(p->passphrases);
    protocol_free(p->judged);
    free(p->title);
    string_list_clear(&p->recipients);
    free(p->help);
    free(p->other_contact);
    for (size_t i = 0; i < p->party_count; i++) {
        free(p->parties[i].name);
        free(p->parties[i].contact);
    }
    free(p->parties);
    string_list_clear(&p->passphrase_files);
    string_list_clear(&p->credentials);
}
