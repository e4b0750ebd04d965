/*
 * value.c - does a value look like what its field is for?
 *
 * Names, free texts and numbers; address, telephone and e-mail have files of their own. Looks at
 * the text alone: knows no document and adds no finding.
 */
#include "inspect/value.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "inspect/value-parts.h"
#include "inspect/value-word.h"

#include <string.h>

/* name_word - one word of a name; *letters_r counts its letters (none: it is a bare hyphen) */
static bool name_word(struct slice word, size_t *letters_r)
{
    size_t offset = 0, chars = 0, letters = 0, marks = 0;
    int32_t c;

    while ((c = utf8_next(word, &offset)) >= 0) {
        chars++;
        if (char_latin_letter(c)) {
            letters++;
            marks = 0;
        } else if (char_mark(c)) {
            if (letters == 0 || ++marks > 2)
                return false;
        } else if (!char_apostrophe(c) && c != '-' && c != '.') {
            return false;
        }
    }
    *letters_r = letters;
    return offset == word.len && chars <= NAME_MAX_WORD && (letters > 0 || slice_is(word, "-"));
}

static bool name_valid(struct slice text)
{
    struct slice rest = text, word;
    size_t words = 0, bytes = 0, letters = 0;

    if (text.len == 0 || text_chars(text) > NAME_MAX_CHARS || words_denied(text))
        return false;
    while ((word = word_next(&rest)).len > 0) {
        if (!name_word(word, &letters) || (letters == 0 && (words == 0 || rest.len == 0)))
            return false; /* a bare hyphen joins two words */
        if (letters > 0)
            words++;
        bytes += word.len + (bytes > 0 ? 1 : 0);
    }
    /* equal only when single blanks, and no line feeds, were all that stood between the words */
    return words >= 1 && words <= NAME_MAX_WORDS && bytes == text.len &&
           slice_find_byte(text, '\n', 0) == SIZE_MAX;
}

unsigned name_words(struct slice text)
{
    static const char *const particles[] = {
        "van",   "von", "vander", "vanden", "vande", "den", "de",  "der", "het", "t",
        "s",     "d",   "l",      "el",     "al",    "ait", "ben", "bin", "ibn", "abu",
        "abou",  "bou", "la",     "le",     "les",   "du",  "des", "di",  "da",  "do",
        "dos",   "das", "del",    "della",  "dal",   "lo",  "y",   "e",   "zu",  "zum",
        "zur",   "ter", "ten",    "te",     "op",    "in",  "aan", "st",  "ste", "sint",
        "saint", "mc",  "mac",    "o",      "",      NULL};
    struct slice word;
    unsigned count = 0;

    while ((word = word_next(&text)).len > 0)
        if (!word_in(word, particles))
            count++;
    return count;
}

static bool text_valid(struct slice text)
{
    size_t offset = 0, chars = 0, marks = 0;
    int32_t c, before = 0;

    if (words_denied(text))
        return false;
    while ((c = utf8_next(text, &offset)) >= 0) {
        marks = char_mark(c) ? marks + 1 : 0;
        if (!char_latin_letter(c) && !ascii_digit(c) && !char_apostrophe(c) &&
            !byte_in(c, " -.,/()&+") && !(marks > 0 && marks <= 2))
            return false;
        if (c == ' ' && before == ' ')
            return false;
        before = c;
        chars++;
    }
    return offset == text.len && chars >= 1 && chars <= TEXT_MAX_CHARS;
}

static bool number_valid(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!ascii_digit(text.data[i]))
            return false;
    return text.len >= 1 && text.len <= NUMBER_MAX;
}

bool value_valid(enum value_kind kind, struct slice text, bool foreign_addresses)
{
    char canonical[TELEPHONE_SIZE];
    bool good;

    switch (kind) {
    case VALUE_FIRST_NAME:
    case VALUE_LAST_NAME:
        return name_valid(text);
    case VALUE_ADDRESS:
        return address_valid(text, foreign_addresses);
    case VALUE_TELEPHONE:
        good = telephone_canonical(text, canonical, sizeof canonical);
        bytes_wipe(canonical, sizeof canonical);
        return good;
    case VALUE_EMAIL:
        return email_valid(text);
    case VALUE_TEXT:
        return text_valid(text);
    case VALUE_NUMBER:
        return number_valid(text);
    case VALUE_KIND_COUNT:
        break;
    }
    return false;
}
