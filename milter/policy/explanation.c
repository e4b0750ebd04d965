/*
 * explanation - the languages of a policy, one after the other
 */
#include "policy/explanation.h"

#include "policy/language.h"
#include "policy/policy.h"
#include "policy/settings.h"

#include <stdlib.h>
#include <string.h>

struct explanations *explanations_new(void)
{
    return calloc(1, sizeof(struct explanations));
}

void explanations_free(struct explanations *e)
{
    if (e == NULL)
        return;
    for (size_t i = 0; i < e->count; i++)
        language_clear(&e->languages[i]);
    free(e->languages);
    free(e);
}

size_t explanations_languages(const struct explanations *e)
{
    return e->count;
}

static bool has_language(const struct explanations *e, const char *name)
{
    for (size_t i = 0; i < e->count; i++)
        if (strcmp(e->languages[i].name, name) == 0)
            return true;
    return false;
}

bool explanations_add_counted(struct explanations *e, const char *file, struct buffer *fingerprint,
                              struct complaints *complaints)
{
    struct language language = {0};
    struct language *languages;

    if (!language_read(&language, file, fingerprint, complaints))
        goto wrong;
    if (has_language(e, language.name)) {
        complain(complaints, COMPLAINT_ERROR, file, 0,
                 "language \"%s\" has an explanation file already", language.name);
        goto wrong;
    }
    languages = reallocarray(e->languages, e->count + 1, sizeof(*languages));
    if (languages == NULL) {
        complain(complaints, COMPLAINT_ERROR, file, 0, "out of memory");
        goto wrong;
    }
    e->languages = languages;
    e->languages[e->count++] = language;
    return true;
wrong:
    language_clear(&language);
    return false;
}

bool explanations_add(struct explanations *e, const char *file, struct complaints *complaints)
{
    return explanations_add_counted(e, file, NULL, complaints);
}

void explanation_text(const struct explanations *e, size_t language,
                      const struct policy_protocol *protocol, const struct finding *finding,
                      char *out, size_t size)
{
    char rendered[RENDERED_SIZE], place[PLACE_SIZE], limit[LIMIT_SIZE];
    const struct language *l;

    out[0] = '\0';
    if (language >= e->count || finding->reason >= REASON_COUNT)
        return;
    l = &e->languages[language];
    language_place(l, finding, place);
    limit_format(l, protocol, (enum reason)finding->reason, limit);
    language_render("", l->texts[finding->reason].text, place, limit, rendered);
    (void)snprintf(out, size, "%s", rendered);
}

/* longest - length of the longest of these phrases */
static size_t longest(const struct phrase *phrases, size_t count)
{
    size_t most = 0;

    for (size_t i = 0; i < count; i++)
        if (phrases[i].text != NULL && strlen(phrases[i].text) > most)
            most = strlen(phrases[i].text);
    return most;
}

/* worst_lines - of the text of a reason with as many and as long places as can be, and the longest
 * limit; words of the worst length break lines worst of all */
static unsigned worst_lines(const struct language *l, enum reason reason)
{
    char places[REPLY_FINDINGS_MAX * (PLACE_SIZE + 2)], limit[LIMIT_SIZE], rendered[RENDERED_SIZE];
    size_t place = longest(l->places, PLACE_KIND_COUNT) + 3 * 10;
    size_t kind = longest(l->kinds, KIND_COUNT);
    size_t topic = reason == REASON_FIELD_NOT_PERMITTED ? longest(l->topics, TOPIC_COUNT) + 2 : 0;
    size_t all = REPLY_FINDINGS_MAX * ((place > kind ? place : kind) + topic + 2);
    const char *lead = reason_defers(reason)                            ? l->deferred.text
                       : strlen(l->refused.text) > strlen(l->also.text) ? l->refused.text
                                                                        : l->also.text;

    all = all < sizeof(places) ? all : sizeof(places) - 1;
    memset(places, 'x', all);
    places[all] = '\0';
    memset(limit, 'x', sizeof(limit) - 1);
    limit[sizeof(limit) - 1] = '\0';
    for (size_t i = 30; i < all; i += 31)
        places[i] = ' ';
    for (size_t i = 40; i < sizeof(limit) - 1; i += 41)
        limit[i] = ' ';
    language_render(lead, l->texts[reason].text, places, limit, rendered);
    return wrap_count(rendered);
}

enum {
    SETTING_LINES = (REPLY_SETTING_MAX + REPLY_TEXT_MAX / 2 - 1) / (REPLY_TEXT_MAX / 2),
    OTHER_LINES = 2 * SETTING_LINES + 1 /* help, other_contact, "Ref:" */
};

bool explanations_check(const struct explanations *e, struct complaints *complaints)
{
    unsigned room = (REPLY_LINES_MAX - OTHER_LINES) / (e->count > 0 ? (unsigned)e->count : 1);
    bool good = true;

    for (size_t i = 0; i < e->count; i++)
        for (unsigned reason = 0; reason < REASON_COUNT; reason++) {
            const struct phrase *phrase = &e->languages[i].texts[reason];
            unsigned lines = worst_lines(&e->languages[i], (enum reason)reason);

            if (lines + 1 <= room)
                continue;
            complain(complaints, COMPLAINT_ERROR, phrase->file, phrase->line,
                     "the text of \"%s\" can take %u lines of a reply, and with %zu languages %u "
                     "are left for it: shorten it, or name fewer explanations",
                     reason_name((enum reason)reason), lines, e->count, room - 1);
            good = false;
        }
    return good;
}
