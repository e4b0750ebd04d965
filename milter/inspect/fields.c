/*
 * fields.c - which permitted field does a label of a document mean?
 *
 * Knows the protocol's fields and the built-in labels; looks at no value.
 */
#include "inspect/fields.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "inspect/fields-label.h"
#include "inspect/fold.h"
#include "inspect/value-word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct own_label {
    char key[LABEL_KEY_SIZE];
    unsigned field;
};

struct fields {
    const struct protocol *protocol;
    unsigned by_kind[VALUE_KIND_COUNT]; /* of the built-in labels; field_count when there is none */
    struct own_label *own;              /* configured labels and names of the fields */
    size_t own_count;
    struct buffer *fixed; /* folded fixed texts */
    size_t fixed_count;
};

/* fold_key - folded letters and digits; *fits_r is false when there are none or too many */
static bool fold_key(struct slice text, char key[LABEL_KEY_SIZE], bool *fits_r)
{
    struct buffer folded;
    bool good;

    *fits_r = false;
    key[0] = '\0';
    if (text.len > LABEL_MAX_BYTES)
        return true;
    buffer_init(&folded, 64 * LABEL_MAX_BYTES);
    good = fold_letters(text, &folded);
    if (good && folded.len > 0 && folded.len < LABEL_KEY_SIZE) {
        memcpy(key, folded.data, folded.len);
        key[folded.len] = '\0';
        *fits_r = true;
    }
    buffer_free(&folded);
    return good;
}

static unsigned field_of_kind(const struct protocol *p, enum value_kind kind)
{
    unsigned found = (unsigned)p->field_count;

    for (unsigned i = 0; i < p->field_count; i++) {
        if (p->fields[i].kind != kind)
            continue;
        if (strcmp(p->fields[i].name, value_kind_name(kind)) == 0)
            return i;
        if (found == p->field_count)
            found = i;
    }
    return found;
}

static bool own_add(struct fields *f, const char *label, unsigned field)
{
    struct own_label *own = &f->own[f->own_count];
    bool fits;

    if (!fold_key(slice_from(label), own->key, &fits))
        return false;
    own->field = field;
    f->own_count += fits ? 1 : 0;
    return true;
}

static bool own_fill(struct fields *f)
{
    const struct protocol *p = f->protocol;
    size_t count = 1;

    for (unsigned i = 0; i < p->field_count; i++)
        count += 1 + p->fields[i].labels.count;
    f->own = calloc(count, sizeof *f->own);
    if (f->own == NULL)
        return false;
    for (unsigned i = 0; i < p->field_count; i++) {
        for (size_t k = 0; k < p->fields[i].labels.count; k++)
            if (!own_add(f, p->fields[i].labels.items[k], i))
                return false;
        if (!own_add(f, p->fields[i].name, i))
            return false;
    }
    return true;
}

static bool fixed_fill(struct fields *f)
{
    const struct string_list *texts = &f->protocol->fixed_text;

    f->fixed = calloc(texts->count + 1, sizeof *f->fixed);
    if (f->fixed == NULL)
        return false;
    for (; f->fixed_count < texts->count; f->fixed_count++) {
        struct buffer *folded = &f->fixed[f->fixed_count];
        struct slice text = slice_from(texts->items[f->fixed_count]);

        buffer_init(folded, 64 * text.len + 64);
        if (!fold_words(text, folded)) {
            buffer_free(folded);
            return false;
        }
    }
    return true;
}

struct fields *fields_new(const struct protocol *protocol)
{
    struct fields *f = calloc(1, sizeof *f);

    if (f == NULL)
        return NULL;
    f->protocol = protocol;
    for (unsigned kind = 0; kind < VALUE_KIND_COUNT; kind++)
        f->by_kind[kind] = field_of_kind(protocol, (enum value_kind)kind);
    if (!own_fill(f) || !fixed_fill(f)) {
        fields_free(f);
        return NULL;
    }
    return f;
}

void fields_free(struct fields *f)
{
    if (f == NULL)
        return;
    for (size_t i = 0; i < f->fixed_count; i++)
        buffer_free(&f->fixed[i]);
    free(f->fixed);
    free(f->own);
    free(f);
}

unsigned fields_first_name(const struct fields *f)
{
    return f->by_kind[VALUE_FIRST_NAME];
}

static enum value_kind kind_of_part(enum field_part part)
{
    switch (part) {
    case PART_FIRST_NAME:
        return VALUE_FIRST_NAME;
    case PART_LAST_NAME:
    case PART_NAME:
    case PART_FULL_NAME:
        return VALUE_LAST_NAME;
    case PART_TELEPHONE:
        return VALUE_TELEPHONE;
    case PART_EMAIL:
        return VALUE_EMAIL;
    case PART_NONE:
    case PART_VALUE:
        return VALUE_TEXT;
    default:
        return VALUE_ADDRESS;
    }
}

static enum field_part part_of_field(const struct fields *f, unsigned field)
{
    switch (f->protocol->fields[field].kind) {
    case VALUE_FIRST_NAME:
        return PART_FIRST_NAME;
    case VALUE_LAST_NAME:
        return field == f->by_kind[VALUE_LAST_NAME] ? PART_NAME : PART_LAST_NAME;
    case VALUE_ADDRESS:
        return PART_ADDRESS;
    case VALUE_TELEPHONE:
        return PART_TELEPHONE;
    case VALUE_EMAIL:
        return PART_EMAIL;
    default:
        return PART_VALUE;
    }
}

/* lookup - the folded label exactly as it stands */
static bool lookup(const struct fields *f, const char *key, struct label *label)
{
    enum field_part part = label_part(key);
    unsigned field;

    for (size_t i = 0; i < f->own_count; i++) {
        bool name_of_kind = part != PART_NONE && f->own[i].field == f->by_kind[kind_of_part(part)];

        if (strcmp(key, f->own[i].key) == 0 && !name_of_kind) {
            label->field = f->own[i].field;
            label->part = part_of_field(f, label->field);
            return true;
        }
    }
    if (part == PART_NONE)
        return false;
    field = f->by_kind[kind_of_part(part)];
    if (field == f->protocol->field_count ||
        (part == PART_FULL_NAME && fields_first_name(f) == f->protocol->field_count))
        return false;
    label->part = part;
    label->field = field;
    return true;
}

static bool part_of_address(enum field_part part)
{
    return part >= PART_ADDRESS && part <= PART_COUNTRY;
}

/* lookup_bare - without figure and "van de client" at the end */
static bool lookup_bare(const struct fields *f, const char *key, struct label *label)
{
    char bare[LABEL_KEY_SIZE];
    size_t len = strlen(key), cut;

    if (lookup(f, key, label))
        return true;
    memcpy(bare, key, len + 1);
    if (len > 1 && ascii_digit(bare[len - 1]) && !ascii_digit(bare[len - 2])) {
        bare[--len] = '\0';
        if (lookup(f, bare, label) && !part_of_address(label->part))
            return true;
        label->part = PART_NONE; /* "Bus 3" is a box with its number */
    }
    cut = label_suffix(slice_of(bare, len));
    bare[len - cut] = '\0';
    return cut > 0 && lookup(f, bare, label);
}

/* without_ordinal - "1. Naam" and "2) Naam" are "Naam" */
static struct slice without_ordinal(struct slice text)
{
    size_t i = 0;

    text = slice_trim(text);
    while (i < text.len && i < 2 && ascii_digit(text.data[i]))
        i++;
    if (i > 0 && i < text.len && (text.data[i] == '.' || text.data[i] == ')'))
        return slice_sub(text, i + 1, text.len - i - 1);
    return text;
}

bool fields_hint(struct slice hints)
{
    size_t from = 0;

    while (from < hints.len) {
        char word[WORD_FOLDED_SIZE];
        size_t end = from;

        while (end < hints.len && !byte_in(hints.data[end], " ,/+-.'"))
            end++;
        word_fold(slice_sub(hints, from, end - from), word);
        if (word[0] != '\0' && !label_hint(word) && label_part(word) == PART_NONE)
            return false;
        from = end + 1;
    }
    return true;
}

/* outside_brackets - appends the text without what stands in brackets; *harmless_r says whether
 * that may stand there and whether the brackets close */
static bool outside_brackets(struct slice text, struct buffer *out, bool *harmless_r)
{
    size_t from = 0;

    *harmless_r = true;
    while (from < text.len && *harmless_r) {
        size_t open = slice_find_byte(text, '(', from), close;

        if (open == SIZE_MAX)
            return buffer_append_slice(out, slice_sub(text, from, text.len - from));
        close = slice_find_byte(text, ')', open);
        *harmless_r = close != SIZE_MAX && fields_hint(slice_sub(text, open + 1, close - open - 1));
        if (!buffer_append_slice(out, slice_sub(text, from, open - from)))
            return false;
        from = close + 1;
    }
    return true;
}

/* plain_signs - what is neither letter nor digit in a label must be a sign that forms use: folding
 * would pass over any other; and nothing follows a colon */
static bool plain_signs(struct slice text)
{
    size_t offset = 0;
    bool closed = false;
    int32_t c;

    while ((c = utf8_next(text, &offset)) >= 0) {
        bool sign = c < 0x80 || c == 0xA0 || c == 0xB0 || c == 0xB7 || c == 0xBA ||
                    char_apostrophe(c) || (c >= 0x2010 && c <= 0x2015) || c == 0x2022;

        if (!sign && !char_latin_letter(c) && !char_mark(c))
            return false;
        if (closed && (char_latin_letter(c) || ascii_digit(c)))
            return false;
        closed = closed || c == ':' || c == '=';
    }
    return true;
}

bool fields_label(const struct fields *f, struct slice text, struct label *label)
{
    char key[LABEL_KEY_SIZE];
    struct buffer bare;
    bool good, fits, harmless = false;

    label->part = PART_NONE;
    label->field = 0;
    text = without_ordinal(text);
    if (!fold_key(text, label->key, &fits))
        return false;
    if (!fits || !plain_signs(text))
        return true;
    buffer_init(&bare, LABEL_MAX_BYTES);
    good = outside_brackets(text, &bare, &harmless) && fold_key(buffer_slice(&bare), key, &fits);
    if (good && harmless && fits)
        lookup_bare(f, key, label);
    buffer_free(&bare);
    return good;
}

/* is_ruling - nothing but signs that draw a line or a bullet */
static bool is_ruling(struct slice text)
{
    static const char *const signs[] = {"\xE2\x80\xA2", "\xC2\xB7", "\xE2\x80\x93", "\xE2\x80\x94",
                                        "\xE2\x94\x80"};
    size_t i = 0;

    while (i < text.len) {
        size_t before = i;

        if (byte_in(text.data[i], "-_=*.~# \t"))
            i++;
        for (size_t k = 0; k < sizeof signs / sizeof signs[0] && i == before; k++)
            if (slice_starts(slice_sub(text, i, text.len - i), signs[k]))
                i += strlen(signs[k]);
        if (i == before)
            return false;
    }
    return true;
}

bool fields_fixed(const struct fields *f, struct slice text, bool *fixed_r)
{
    struct buffer folded;
    bool good;

    *fixed_r = is_ruling(text);
    if (*fixed_r || f->fixed_count == 0)
        return true;
    buffer_init(&folded, 64 * text.len + 64);
    good = fold_words(text, &folded);
    for (size_t i = 0; good && i < f->fixed_count && !*fixed_r; i++)
        *fixed_r =
            f->fixed[i].len > 0 && slice_equal(buffer_slice(&f->fixed[i]), buffer_slice(&folded));
    buffer_free(&folded);
    return good;
}
