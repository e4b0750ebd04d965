/*
 * words - files of sensitive words
 *
 *     words = [ "zwanger*", "schuld*", "hiv" ];
 *
 * A word that ends in "*" is a stem: it stands for every word that begins so. Case and accents do
 * not count.
 */
#include "policy/settings.h"

#include "inspect/fold.h"

#include <string.h>

static const struct setting SETTINGS[] = {
    {.name = "words", .type = SETTING_LIST, .required = true, .min = 1, .max = WORDS_MAX},
};
static const struct schema SCHEMA = SCHEMA(SETTINGS);

bool text_folds(struct slice text)
{
    struct buffer folded;
    bool some;

    buffer_init(&folded, 8 * text.len + 64);
    some = fold_words(text, &folded) && folded.len > 0;
    buffer_free(&folded);
    return some;
}

static void check_word(const struct reading *r, const config_setting_t *at, const char *word)
{
    size_t length = strlen(word);
    const char *star = strchr(word, '*');

    if (length > WORD_MAX)
        reading_complain(r, at, "a word is too long: at most %d bytes", WORD_MAX);
    else if (star != NULL && star[1] != '\0')
        reading_complain(r, at, "a \"*\" may stand at the end of a word only");
    else if (!text_folds(slice_of(word, star != NULL ? length - 1 : length)))
        reading_complain(r, at, "a word without a letter or figure");
}

void words_read(const char *file, struct string_list *list, struct buffer *fingerprint,
                struct complaints *complaints)
{
    struct source *source = source_read(file, fingerprint, complaints);
    struct reading r = {.source = source, .complaints = complaints};
    const config_setting_t *at;
    size_t before = list->count;

    if (source == NULL)
        return;
    schema_read(&r, &SCHEMA, source_root(source), list);
    at = config_setting_get_member(source_root(source), "words");
    for (size_t i = before; i < list->count; i++)
        check_word(&r, setting_entry(at, i - before), list->items[i]);
    source_free(source);
}
