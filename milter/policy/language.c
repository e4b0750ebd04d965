/*
 * language - reading one explanation file
 *
 *     language = "nl";
 *     refused  = "Niet verzonden: ";    before the first finding of a refusal
 *     also     = "Ook: ";               before each further one
 *     deferred = "Nog niet verzonden: ";
 *     texts  = { attachment-missing = "..."; ... };    every reason code
 *     places = { body-line = "regel # van de mail"; ... };    each # is the next number
 *     kinds  = { zip = "zip-bestand"; ... };    what a wrong attachment is
 *     fields = { first-name = "voornaam"; ... };    the built-in fields
 *     topics = { birth-date = "geboortedatum"; ... };    what is not permitted; may be left out
 *
 * The tables below are made of those of inspect/, so that a new reason, place or kind is demanded
 * of every file.
 */
#include "policy/language.h"

#include "policy/schema.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_MAX = 48 };

#define KIND_KEY(id, name) #id,
static const char *const KIND_IDS[KIND_COUNT] = {KINDS(KIND_KEY)};
#undef KIND_KEY

/* kind_key - "KIND_SELF_EXTRACTING" is self-extracting */
static void kind_key(enum kind kind, char key[KEY_MAX])
{
    const char *id = KIND_IDS[kind] + sizeof("KIND_") - 1;
    size_t i;

    for (i = 0; id[i] != '\0' && i + 1 < KEY_MAX; i++)
        key[i] = id[i] == '_' ? '-' : (char)tolower((unsigned char)id[i]);
    key[i] = '\0';
}

/* The schema of one file, made for one reading of it */
struct tables {
    struct setting texts[REASON_COUNT], places[PLACE_KIND_COUNT], kinds[KIND_COUNT],
        fields[LANGUAGE_FIELDS], topics[TOPIC_COUNT];
    char kind_keys[KIND_COUNT][KEY_MAX];
    struct schema text_schema, place_schema, kind_schema, field_schema, topic_schema;
};

static struct setting phrase_setting(const char *name, size_t offset, uint64_t max)
{
    return (struct setting){
        .name = name,
        .type = SETTING_TEXT,
        .required = true,
        .offset = offset + offsetof(struct phrase, text),
        .min = 1,
        .max = max,
    };
}

#define AT(member, i) (offsetof(struct language, member) + (i) * sizeof(struct phrase))

static void fill_tables(struct tables *t)
{
    size_t count = 0;

    for (unsigned i = 0; i < REASON_COUNT; i++)
        t->texts[i] = phrase_setting(reason_name((enum reason)i), AT(texts, i), LANGUAGE_TEXT_MAX);
    for (unsigned i = 0; i < PLACE_KIND_COUNT; i++)
        if (i != PLACE_NONE && i != PLACE_KIND)
            t->places[count++] =
                phrase_setting(place_word((enum place_kind)i), AT(places, i), LANGUAGE_PLACE_MAX);
    for (unsigned i = 0; i < KIND_COUNT; i++) {
        kind_key((enum kind)i, t->kind_keys[i]);
        t->kinds[i] = phrase_setting(t->kind_keys[i], AT(kinds, i), LANGUAGE_KIND_MAX);
    }
    for (unsigned i = 0; i < LANGUAGE_FIELDS; i++)
        t->fields[i] =
            phrase_setting(value_kind_name((enum value_kind)i), AT(fields, i), LANGUAGE_FIELD_MAX);
    for (unsigned i = TOPIC_NONE + 1; i < TOPIC_COUNT; i++) {
        t->topics[i - 1] =
            phrase_setting(topic_name((enum topic)i), AT(topics, i), LANGUAGE_TOPIC_MAX);
        t->topics[i - 1].required = false;
    }
    t->text_schema = (struct schema){t->texts, REASON_COUNT};
    t->place_schema = (struct schema){t->places, count};
    t->kind_schema = (struct schema){t->kinds, KIND_COUNT};
    t->field_schema = (struct schema){t->fields, LANGUAGE_FIELDS};
    t->topic_schema = (struct schema){t->topics, TOPIC_COUNT - 1};
}

static struct phrase *phrase_of(struct language *language, const struct setting *setting)
{
    return (void *)((char *)language + setting->offset - offsetof(struct phrase, text));
}

/* check_phrase - what holds for every phrase; notes where it stands. NULL when it is missing. */
static const config_setting_t *check_phrase(const struct reading *r, const config_setting_t *group,
                                            const struct setting *setting, struct phrase *phrase)
{
    const config_setting_t *at =
        group != NULL ? config_setting_get_member(group, setting->name) : NULL;

    if (at == NULL || phrase->text == NULL)
        return NULL;
    phrase->file = strdup(source_where(r->source, at, &phrase->line));
    if (phrase->file == NULL)
        reading_complain(r, at, "out of memory");
    if (!text_printable(phrase->text))
        reading_complain(r, at, "\"%s\" may hold printable ASCII only: mail systems show no other",
                         setting->name);
    return at;
}

/* count_of - how often a word stands in a text */
static unsigned count_of(const char *text, const char *word)
{
    unsigned count = 0;

    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word))
        count++;
    return count;
}

static void check_text(const struct reading *r, const config_setting_t *at, enum reason reason,
                       const char *text)
{
    unsigned places = count_of(text, "{place}"), limits = count_of(text, "{limit}");

    if (count_of(text, "{") != places + limits || count_of(text, "}") != places + limits)
        reading_complain(r, at, "\"%s\": the only placeholders are {place} and {limit}",
                         reason_name(reason));
    else if (places > 1 || limits > 1)
        reading_complain(r, at, "\"%s\": a placeholder may stand in a text once",
                         reason_name(reason));
    else if (limits > 0 && !reason_has_limit(reason))
        reading_complain(r, at, "\"%s\": there is no {limit} for this reason", reason_name(reason));
}

static void check_place(const struct reading *r, const config_setting_t *at, enum place_kind kind,
                        const char *text)
{
    if (count_of(text, "#") != place_numbers(kind))
        reading_complain(r, at, "\"%s\" needs # %u times: each stands for a number",
                         place_word(kind), place_numbers(kind));
}

/* check_all - the phrases of one group; each is handed to what is checked of its kind */
static void check_group(const struct reading *r, const char *name, const struct schema *schema,
                        struct language *language)
{
    const config_setting_t *group = config_setting_get_member(source_root(r->source), name);

    if (group == NULL || !config_setting_is_group(group))
        return;
    for (size_t i = 0; i < schema->count; i++) {
        struct phrase *phrase = phrase_of(language, &schema->settings[i]);
        const config_setting_t *at = check_phrase(r, group, &schema->settings[i], phrase);

        if (at == NULL)
            continue;
        if (strcmp(name, "texts") == 0)
            check_text(r, at, (enum reason)(phrase - language->texts), phrase->text);
        else if (strcmp(name, "places") == 0)
            check_place(r, at, (enum place_kind)(phrase - language->places), phrase->text);
    }
}

static void check_name(const struct reading *r, const config_setting_t *at, void *object)
{
    const struct language *language = object;
    const char *name = language->name;

    if (strlen(name) != 2 || !islower((unsigned char)name[0]) || !islower((unsigned char)name[1]))
        reading_complain(r, at, "\"language\" must be two small letters, like \"nl\"");
}

bool language_read(struct language *language, const char *file, struct buffer *fingerprint,
                   struct complaints *complaints)
{
    size_t before = complaints_errors(complaints);
    struct source *source = source_read(file, fingerprint, complaints);
    struct tables *t = calloc(1, sizeof(*t));
    const struct reading r = {.source = source, .complaints = complaints};

    if (source != NULL && t != NULL) {
        fill_tables(t);
        const struct setting settings[] = {
            {.name = "language",
             .type = SETTING_TEXT,
             .required = true,
             .min = 1,
             .max = 8,
             .offset = offsetof(struct language, name),
             .check = check_name},
            phrase_setting("refused", offsetof(struct language, refused), LANGUAGE_LEAD_MAX),
            phrase_setting("also", offsetof(struct language, also), LANGUAGE_LEAD_MAX),
            phrase_setting("deferred", offsetof(struct language, deferred), LANGUAGE_LEAD_MAX),
            {.name = "texts", .type = SETTING_GROUP, .required = true, .schema = &t->text_schema},
            {.name = "places", .type = SETTING_GROUP, .required = true, .schema = &t->place_schema},
            {.name = "kinds", .type = SETTING_GROUP, .required = true, .schema = &t->kind_schema},
            {.name = "fields", .type = SETTING_GROUP, .required = true, .schema = &t->field_schema},
            {.name = "topics", .type = SETTING_GROUP, .schema = &t->topic_schema},
        };
        const struct schema schema = SCHEMA(settings);

        schema_read(&r, &schema, source_root(source), language);
        for (size_t i = 1; i < 4; i++)
            (void)check_phrase(&r, source_root(source), &settings[i],
                               phrase_of(language, &settings[i]));
        check_group(&r, "texts", &t->text_schema, language);
        check_group(&r, "places", &t->place_schema, language);
        check_group(&r, "kinds", &t->kind_schema, language);
        check_group(&r, "fields", &t->field_schema, language);
        check_group(&r, "topics", &t->topic_schema, language);
    } else if (source != NULL) {
        complain(complaints, COMPLAINT_ERROR, file, 0, "out of memory");
    }
    free(t);
    source_free(source);
    return complaints_errors(complaints) == before;
}

static void phrases_clear(struct phrase *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(phrases[i].text);
        free(phrases[i].file);
    }
}

void language_clear(struct language *language)
{
    free(language->name);
    phrases_clear(&language->refused, 1);
    phrases_clear(&language->also, 1);
    phrases_clear(&language->deferred, 1);
    phrases_clear(language->texts, REASON_COUNT);
    phrases_clear(language->places, PLACE_KIND_COUNT);
    phrases_clear(language->kinds, KIND_COUNT);
    phrases_clear(language->fields, LANGUAGE_FIELDS);
    phrases_clear(language->topics, TOPIC_COUNT);
}
