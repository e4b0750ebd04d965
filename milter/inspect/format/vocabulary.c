/*
 * vocabulary.c - which elements and attributes may stand in a part, and what they may hold
 */
#include "inspect/format/vocabulary.h"

#include "base/ascii.h"
#include "base/encode.h"
#include "inspect/format/template-name.h"
#include "inspect/value-word.h"

#include <stdlib.h>
#include <string.h>

enum {
    WORD_MAX = 32,
    WORDS_MAX = 160,
    NUMBER_MAX = 10,   /* digits before the point: fewer than a national register number has */
    FRACTION_MAX = 18, /* digits behind it */
    NAME_MAX_BYTES = 64,
    PERSON_MAX = 100,
    PATH_MAX_BYTES = 300,
    CELLS_MAX = 400,
    DRAWING_MAX = 2000,
    LETTERS_MIN = 4, /* of a word of a remark */
    STACK_MAX = XML_DEPTH_MAX + 1
};

/* only - nothing but letters, digits and the others */
static bool only(struct slice v, size_t max, const char *others)
{
    for (size_t i = 0; i < v.len; i++)
        if (!ascii_letter(v.data[i]) && !ascii_digit(v.data[i]) &&
            (v.data[i] == '\0' || strchr(others, v.data[i]) == NULL))
            return false;
    return v.len <= max;
}

static bool is_bool(struct slice v)
{
    static const char *const words[] = {"0", "1", "true", "false", "on", "off"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (slice_is(v, words[i]))
            return true;
    return false;
}

/* digits - how many from i on */
static size_t digits(struct slice v, size_t i)
{
    size_t from = i;

    while (i < v.len && ascii_digit(v.data[i]))
        i++;
    return i - from;
}

/* number_length - of the number that the value begins with; 0: none, or too long a one */
static size_t number_length(struct slice v)
{
    size_t at = v.len > 0 && (v.data[0] == '-' || v.data[0] == '+') ? 1 : 0;
    size_t whole = digits(v, at), fraction = 0;

    at += whole;
    if (at < v.len && v.data[at] == '.') {
        fraction = digits(v, at + 1);
        at += 1 + fraction;
    }
    if (whole + fraction == 0 || whole > NUMBER_MAX || fraction > FRACTION_MAX)
        return 0;
    if (at + 2 < v.len && (v.data[at] == 'E' || v.data[at] == 'e') &&
        (v.data[at + 1] == '-' || v.data[at + 1] == '+') && digits(v, at + 2) <= 3)
        at += 2 + digits(v, at + 2);
    return at;
}

static bool is_measure(struct slice v)
{
    size_t len = number_length(v);
    struct slice unit = slice_sub(v, len, v.len);

    return (len > 0 && only(unit, 4, "%*")) || (len == 0 && only(v, WORD_MAX, "-"));
}

/* is_guid - 8-4-4-4-12 hexadecimal digits, perhaps in braces */
static bool is_guid(struct slice v)
{
    if (v.len == 38 && v.data[0] == '{' && v.data[37] == '}')
        v = slice_sub(v, 1, 36);
    if (v.len != 36)
        return false;
    for (size_t i = 0; i < v.len; i++) {
        bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;

        if (hyphen ? v.data[i] != '-' : hex_digit(v.data[i]) < 0)
            return false;
    }
    return true;
}

/* is_moment - digits where 2026-11-23T10:00:00 has digits, then a fraction and a zone */
static bool is_moment(struct slice v)
{
    static const char shape[] = "0000-00-00T00:00:00";

    for (size_t i = 0; i < sizeof shape - 1; i++)
        if (i >= v.len ||
            (shape[i] == '0' ? !ascii_digit(v.data[i]) : v.data[i] != (unsigned char)shape[i]))
            return false;
    for (size_t i = sizeof shape - 1; i < v.len; i++)
        if (!ascii_digit(v.data[i]) && strchr(".,Z+-:", v.data[i]) == NULL)
            return false;
    return v.len <= 36;
}

/* is_cells - columns of at most 3 letters, rows of at most 7 digits */
static bool is_cells(struct slice v)
{
    size_t letters = 0, figures = 0;

    for (size_t i = 0; i < v.len; i++) {
        unsigned char c = v.data[i];

        if (c == ':' || c == ' ' || c == '$') {
            figures = c == '$' ? figures : 0;
            letters = c == '$' ? letters : 0;
        } else if (c >= 'A' && c <= 'Z') {
            letters++;
        } else if (ascii_digit(c)) {
            figures++;
        } else {
            return false;
        }
        if (letters > 3 || figures > 7)
            return false;
    }
    return v.len <= CELLS_MAX;
}

/* is_colour - or a panose number of a font, 20 digits */
static bool is_colour(struct slice v)
{
    if (v.len > 0 && v.data[0] == '#')
        v = slice_sub(v, 1, v.len);
    return hex_only(v) ? v.len <= 8 || v.len == 20 : only(v, 20, "") && ascii_letter(v.data[0]);
}

/* is_path - of a drawing: numbers, and letters that are commands, at most two together ("zm") */
static bool is_path(struct slice v)
{
    unsigned letters = 0;

    for (size_t i = 0; i < v.len; i++) {
        letters = ascii_letter(v.data[i]) ? letters + 1 : 0;
        if (letters > 2 || v.data[i] == '\0' ||
            strchr("0123456789.,- MLHVCSQTAZmlhvcsqtaz", v.data[i]) == NULL)
            return false;
    }
    return v.len <= DRAWING_MAX;
}

/* is_digest - base64 of 16, 20, 32, 48 or 64 bytes */
static bool is_digest(struct slice v)
{
    unsigned char bytes[64];
    size_t len;

    return base64_decode(v, bytes, sizeof bytes, &len) &&
           (len == 16 || len == 20 || len == 32 || len == 48 || len == 64);
}

/* is_prefixes - of namespaces, parted by blanks: two letters ("xr"), or a digit in at most eight */
static bool is_prefixes(struct slice v)
{
    struct slice word;

    while ((word = word_next(&v)).len > 0) {
        bool digit = word.len <= 2 || slice_is(word, "wne");

        for (size_t i = 0; i < word.len; i++)
            digit = digit || ascii_digit(word.data[i]);
        if (!digit || !only(word, 8, ""))
            return false;
    }
    return true;
}

static bool is_schema(struct slice v)
{
    static const char *const fronts[] = {"http://schemas.microsoft.com/",
                                         "http://schemas.openxmlformats.org/",
                                         "http://www.w3.org/"};

    for (size_t i = 0; i < sizeof fronts / sizeof fronts[0]; i++)
        if (slice_starts(v, fronts[i]))
            return only(v, 100, ":/._-");
    return false;
}

bool vocabulary_holds(char kind, struct slice v)
{
    switch (kind) {
    case 'b':
        return is_bool(v);
    case 'n':
        return v.len > 0 && number_length(v) == v.len;
    case 'm':
        return is_measure(v);
    case 't':
        return only(v, WORD_MAX, "") && (v.len == 0 || ascii_letter(v.data[0]));
    case 'h':
        return is_colour(v);
    case 'x':
        return v.len <= 8 && hex_only(v);
    case 'v':
        return is_path(v);
    case 'z':
        return is_digest(v);
    case 'g':
        return is_guid(v);
    case 'd':
        return is_moment(v);
    case 'r':
        return is_cells(v);
    case 'i':
        return only(v, WORD_MAX, "._-:");
    case 's':
        return only(v, WORD_MAX, "\\/.") && v.len > 4 &&
               slice_is_nocase(slice_sub(v, v.len - 4, 4), ".xsl");
    case 'u':
        return is_schema(v);
    case 'w':
        return only(v, WORDS_MAX, "._- ");
    case 'y':
        return v.len <= WORDS_MAX && is_prefixes(v);
    case 'f':
        return v.len <= NAME_MAX_BYTES;
    case 'a':
        return v.len <= PERSON_MAX;
    case 'k':
        return v.len >= 38 && v.len <= 64 && is_guid(slice_sub(v, v.len - 38, 38)) &&
               only(slice_sub(v, 0, v.len - 38), 26, "_:");
    case 'l':
        return v.len <= PATH_MAX_BYTES;
    case 'e':
        return xml_blank(v);
    case 'o':
        return xml_blank(v) || template_name(v);
    case 'p':
        return xml_blank(v) || template_path(v);
    default:
        return kind == '*';
    }
}

static int compare_rule(const void *name, const void *rule)
{
    return strcmp(name, ((const struct vocabulary_rule *)rule)->element);
}

const struct vocabulary_rule *vocabulary_rule(const struct vocabulary *v, const char *element)
{
    return bsearch(element, v->rules, v->count, sizeof v->rules[0], compare_rule);
}

char vocabulary_kind(const struct vocabulary_rule *rule, const char *name)
{
    const char *list = rule->attributes;
    size_t len = strlen(name);

    for (const char *at = list; (at = strstr(at, name)) != NULL; at += len)
        if ((at == list || at[-1] == ' ') && at[len] == ':' &&
            (at[len + 2] == ' ' || at[len + 2] == '\0'))
            return at[len + 1];
    return '\0';
}

/* search_name - for numbers, dates and words of a remark. OpenDocument writes a blank in the name
 * of a style as _20_, which is no number. */
static void search_name(struct slice name, struct referral_sink *sink, struct place place)
{
    static const char blank[] = "_20_";
    unsigned char plain[NAME_MAX_BYTES];
    size_t len = 0;

    for (size_t i = 0; i < name.len && len < sizeof plain; i++) {
        bool is_blank = slice_starts(slice_sub(name, i, name.len), blank);

        plain[len++] = is_blank || strchr("-._", name.data[i]) != NULL ? ' ' : name.data[i];
        i += is_blank ? sizeof blank - 2 : 0;
    }
    sink_search(sink, slice_of(plain, len), place);
    if (words_denied(slice_of(plain, len)))
        sink_finding(sink, REASON_CONTENT_HIDDEN, place);
}

/* has_word - does an identifier, a keyword or the like hold a word of a remark? */
static bool has_word(struct slice v)
{
    unsigned char plain[WORDS_MAX];
    size_t letters = 0, longest = 0, len = 0;

    for (size_t i = 0; i < v.len && len < sizeof plain; i++) {
        letters = ascii_letter(v.data[i]) ? letters + 1 : 0;
        longest = letters > longest ? letters : longest;
        plain[len++] = letters > 0 ? v.data[i] : ' ';
    }
    return longest >= LETTERS_MIN && words_denied(slice_of(plain, len));
}

static void check_value(char kind, struct slice value, struct referral_sink *sink,
                        struct place place)
{
    bool heading = kind == 'o' && sink_is_fixed(sink, value);

    if ((!vocabulary_holds(kind, value) && !heading) ||
        (kind != '\0' && strchr("tmhiwsz", kind) != NULL && has_word(value))) {
        sink_hidden(sink, value, place);
    } else if (kind == 'f') {
        search_name(value, sink, place);
    } else if (kind == 'a' || kind == 'l') {
        sink_search(sink, value, place);
    }
}

const struct vocabulary_rule *vocabulary_element(const struct vocabulary *v,
                                                 const struct xml_element *element,
                                                 struct referral_sink *sink, struct place place)
{
    const struct vocabulary_rule *rule = vocabulary_rule(v, element->name);

    if (rule == NULL)
        sink_finding(sink, REASON_CONTENT_HIDDEN, place);
    for (size_t i = 0; i < element->count; i++) {
        const struct xml_attribute *a = &element->attributes[i];

        check_value(rule == NULL ? '\0' : vocabulary_kind(rule, a->name), a->value, sink, place);
    }
    return rule;
}

void vocabulary_text(char kind, struct slice text, struct referral_sink *sink, struct place place)
{
    if (kind == '\0' && xml_blank(text))
        return;
    check_value(kind, kind == 'f' || kind == 'a' || kind == '*' ? text : slice_trim(text), sink,
                place);
}

/* Reading of a part by its vocabulary alone */
struct reading {
    const struct vocabulary *vocabulary;
    struct referral_sink *sink;
    struct place place;
    char kinds[STACK_MAX]; /* of the texts in the open elements */
    size_t depth;
};

static bool on_start(void *context, const struct xml_element *element)
{
    struct reading *r = context;
    const struct vocabulary_rule *rule =
        vocabulary_element(r->vocabulary, element, r->sink, r->place);

    r->kinds[++r->depth] = rule == NULL ? '\0' : rule->text;
    return true;
}

static bool on_end(void *context, const char *name)
{
    (void)name;
    ((struct reading *)context)->depth--;
    return true;
}

static bool on_text(void *context, struct slice text)
{
    struct reading *r = context;

    vocabulary_text(r->kinds[r->depth], text, r->sink, r->place);
    return true;
}

bool vocabulary_part(const struct vocabulary *v, const struct xml_namespace *namespaces,
                     struct slice part, struct referral_sink *sink, struct place place)
{
    struct xml_handler handler = {namespaces, on_start, on_end, on_text};
    struct reading r = {.vocabulary = v, .sink = sink, .place = place};

    return part_result(xml_read(part, &handler, &r), sink, place);
}

bool part_result(enum xml_result result, struct referral_sink *sink, struct place place)
{
    if (result == XML_HIDDEN)
        sink_finding(sink, REASON_CONTENT_HIDDEN, place);
    if (result == XML_FORMAT)
        sink_finding(sink, REASON_CONTENT_FORMAT, place_none());
    return result != XML_NO_MEMORY && result != XML_STOPPED;
}
