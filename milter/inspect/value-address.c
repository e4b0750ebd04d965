/*
 * value-address.c - an address: splits it in parts and puts the parts in lines
 *
 * Street line and town line have grammars in value-street.c. The form follows the royal decree of
 * 24 April 2014, article 34 (street, number, box; postcode and municipality), and what people make
 * of it: one line with commas or without, " - " between the parts, French order.
 */
#include "base/ascii.h"
#include "inspect/value-parts.h"
#include "inspect/value-street.h"
#include "inspect/value-word.h"
#include "inspect/value.h"

#include "base/utf8.h"

#include <string.h>

enum { PARTS_MAX = 6, FOREIGN_PART_MAX = 60 };

struct parts {
    struct slice part[PARTS_MAX];
    size_t count;
};

/* part_end - where the part that starts at from ends; *skip_r is the length of what separates it
 * from the next: comma, line feed, or a hyphen between blanks */
static size_t part_end(struct slice text, size_t from, size_t *skip_r)
{
    for (size_t i = from; i < text.len; i++) {
        unsigned char c = text.data[i];

        *skip_r = 1;
        if (c == ',' || c == '\n')
            return i;
        *skip_r = 3;
        if (c == ' ' && i + 2 < text.len && text.data[i + 1] == '-' && text.data[i + 2] == ' ')
            return i;
    }
    *skip_r = 0;
    return text.len;
}

static bool parts_split(struct slice text, struct parts *parts)
{
    size_t from = 0;

    parts->count = 0;
    while (from < text.len) {
        size_t skip, end = part_end(text, from, &skip);
        struct slice part = slice_trim(slice_sub(text, from, end - from));

        if (part.len > 0) {
            if (parts->count == PARTS_MAX)
                return false;
            parts->part[parts->count++] = part;
        }
        from = end + skip;
    }
    return parts->count > 0;
}

bool address_is_belgium(struct slice text)
{
    static const char *const names[] = {"belgie", "belgique", "belgium", "belgien",
                                        "be",     "bel",      "b",       NULL};

    return word_in(text, names);
}

/* postcode_inside - offset of the postcode in "Kerkstraat 12 2550 Kontich": the last word that
 * starts a town line; SIZE_MAX when there is none */
static size_t postcode_inside(struct slice part)
{
    size_t found = SIZE_MAX;

    for (size_t i = 1; i < part.len; i++)
        if (part.data[i - 1] == ' ' && part.data[i] != ' ' &&
            town_line_valid(slice_sub(part, i, part.len - i)))
            found = found == SIZE_MAX || part.data[i] != '-' ? i : found;
    return found;
}

/* The address in lines, without memory to allocate: a lack of it must not look like a bad address.
 * No line is longer than what it was made of, which was measured. */
struct lines {
    unsigned char text[ADDRESS_MAX_BYTES + PARTS_MAX];
    size_t len;
};

static bool line_append(struct lines *out, struct slice text)
{
    if (text.len > sizeof out->text - out->len)
        return false;
    memcpy(out->text + out->len, text.data, text.len);
    out->len += text.len;
    return true;
}

static struct slice lines_from(const struct lines *lines, size_t from)
{
    return slice_of(lines->text + from, lines->len - from);
}

/* join - the words of some parts with single blanks between them */
static bool join(const struct slice *part, size_t count, struct lines *out)
{
    for (size_t i = 0; i < count; i++) {
        struct slice rest = part[i], word;

        while ((word = word_next(&rest)).len > 0) {
            if (out->len > 0 && out->text[out->len - 1] != '\n' &&
                !line_append(out, slice_from(" ")))
                return false;
            if (!line_append(out, word))
                return false;
        }
    }
    return true;
}

/* town_again - the town's other name: in Brussels it has two, and so have its parts; a part of a
 * town is often followed by the town */
static bool town_again(struct slice part)
{
    static const char *const names[] = {"anderlecht",
                                        "brussel",
                                        "bruxelles",
                                        "elsene",
                                        "ixelles",
                                        "etterbeek",
                                        "evere",
                                        "vorst",
                                        "forest",
                                        "ganshoren",
                                        "jette",
                                        "koekelberg",
                                        "laken",
                                        "laeken",
                                        "haren",
                                        "oudergem",
                                        "auderghem",
                                        "schaarbeek",
                                        "schaerbeek",
                                        "sintagathaberchem",
                                        "berchemsainteagathe",
                                        "sintgillis",
                                        "saintgilles",
                                        "stgilles",
                                        "sintjansmolenbeek",
                                        "molenbeeksaintjean",
                                        "molenbeek",
                                        "sintjoosttennode",
                                        "saintjossetennoode",
                                        "saintjosse",
                                        "sintlambrechtswoluwe",
                                        "woluwesaintlambert",
                                        "sintpieterswoluwe",
                                        "woluwesaintpierre",
                                        "ukkel",
                                        "uccle",
                                        "watermaalbosvoorde",
                                        "watermaelboitsfort",
                                        "nederoverheembeek",
                                        "antwerpen",
                                        "gent",
                                        "liege",
                                        "charleroi",
                                        "namur",
                                        "mechelen",
                                        "brugge",
                                        "leuven",
                                        NULL};

    return word_in(part, names);
}

/* without_preposition - "Kerkstraat 12 te" before the postcode is "Kerkstraat 12" */
static struct slice without_preposition(struct slice street)
{
    static const char *const ends[] = {" te", " \xC3\xA0"};

    street = slice_trim(street);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t len = strlen(ends[i]);

        if (street.len > len && slice_is(slice_sub(street, street.len - len, len), ends[i]))
            return slice_trim(slice_sub(street, 0, street.len - len));
    }
    return street;
}

/* town_last - "2550 Kontich, Kerkstraat 12" with the town line behind, as in any other */
static void town_last(struct parts *p)
{
    struct slice town = p->part[0];

    if (p->count < 2 || !town_line_valid(town) || town_line_valid(p->part[p->count - 1]))
        return;
    memmove(p->part, p->part + 1, (p->count - 1) * sizeof p->part[0]);
    p->part[p->count - 1] = town;
}

/* belgian - appends street line and town line; the parts are cut in place where no separator
 * stands */
static bool belgian(struct parts *p, struct lines *out)
{
    size_t towns = 1;
    struct slice *last;

    if (p->count > 1 && address_is_belgium(p->part[p->count - 1]))
        p->count--;
    town_last(p);
    last = &p->part[p->count - 1];
    if (p->count >= 2 && ((postcode_valid(last[-1]) && !town_line_valid(*last)) ||
                          (town_line_valid(last[-1]) && town_again(*last)))) {
        towns = 2; /* "2550, Kontich", "1050 Ixelles - Elsene" */
    } else if (!town_line_valid(*last)) {
        size_t at = postcode_inside(*last);

        if (at == SIZE_MAX || p->count == PARTS_MAX)
            return false;
        p->part[p->count++] = slice_sub(*last, at, last->len - at);
        *last = without_preposition(slice_sub(*last, 0, at));
        if (last->len == 0)
            return false;
    }
    if (p->count <= towns)
        return false;
    if (!join(p->part, p->count - towns, out) || !street_line_valid(lines_from(out, 0)))
        return false;
    size_t street = out->len;
    if (!line_append(out, slice_from("\n")) || !join(p->part + p->count - towns, towns, out))
        return false;
    return town_line_valid(lines_from(out, street + 1));
}

/* is_ordinal - as in "2º A" and "n° 12" */
static bool is_ordinal(int32_t c)
{
    return c == 0xAA || c == 0xB0 || c == 0xBA;
}

/* foreign_part - letters of Latin script, digits and light punctuation */
static bool foreign_part(struct slice part, size_t *letters, size_t *digits)
{
    size_t offset = 0, chars = 0;
    int32_t c;

    while ((c = utf8_next(part, &offset)) >= 0) {
        chars++;
        if (char_latin_letter(c))
            ++*letters;
        else if (ascii_digit(c))
            ++*digits;
        else if (!char_mark(c) && !char_apostrophe(c) && !byte_in(c, " -./()&#") &&
                 !is_ordinal(c) &&
                 !(c == ':' && offset < part.len && ascii_digit(part.data[offset])))
            return false; /* "No:5" */
    }
    return offset == part.len && chars <= FOREIGN_PART_MAX && !words_denied(part) &&
           !address_remark(part);
}

static bool foreign_address(const struct parts *p, struct lines *out)
{
    size_t letters = 0, digits = 0;

    if (p->count < 2)
        return false;
    for (size_t i = 0; i < p->count; i++) {
        if (!foreign_part(p->part[i], &letters, &digits))
            return false;
        if ((i > 0 && !line_append(out, slice_from("\n"))) || !join(&p->part[i], 1, out))
            return false;
    }
    return letters >= 4 && digits >= 1 && digits <= 16;
}

/* normalise - false when it is no valid address; lines is for the caller to wipe */
static bool normalise(struct slice text, bool foreign, struct lines *lines)
{
    struct parts parts, copy;

    lines->len = 0;
    if (text.len > ADDRESS_MAX_BYTES || !parts_split(text, &parts))
        return false;
    copy = parts;
    if (belgian(&copy, lines))
        return true;
    lines->len = 0;
    return foreign && foreign_address(&parts, lines);
}

bool postal_address_normalise(struct slice text, bool foreign, struct buffer *out)
{
    struct lines lines;
    bool good = normalise(text, foreign, &lines) && buffer_append_slice(out, lines_from(&lines, 0));

    bytes_wipe(&lines, sizeof lines);
    return good;
}

bool address_valid(struct slice text, bool foreign)
{
    struct lines lines;
    bool good = normalise(text, foreign, &lines);

    bytes_wipe(&lines, sizeof lines);
    return good;
}
