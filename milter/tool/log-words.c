/*
 * log-words - the words of reports
 */
#include "tool/log-words.h"

#include <stddef.h>
#include <string.h>

static const char *const CODES[LANGUAGE_COUNT] = {"nl", "en", "fr"};

#define WORD_TEXTS(id, nl, en, fr) [id] = {nl, en, fr},
static const char *const TEXTS[WORD_COUNT][LANGUAGE_COUNT] = {WORDS(WORD_TEXTS)};
#undef WORD_TEXTS

bool language_parse(const char *text, enum language *language_r)
{
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        if (strcmp(text, CODES[i]) == 0) {
            *language_r = (enum language)i;
            return true;
        }
    return false;
}

const char *language_code(enum language language)
{
    return CODES[language];
}

const char *word(enum language language, enum word w)
{
    return TEXTS[w][language];
}
