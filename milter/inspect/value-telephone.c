/*
 * value-telephone.c - telephone numbers, Belgian ones by the national numbering plan
 *
 * Belgian: fixed numbers have an area of one or two digits and 8 digits in all after the 0, mobile
 * ones 9 digits starting with 4. Others: ITU-T E.164, a country code that is assigned and at most
 * 15 digits. Premium (0900), shared-cost (070) and short numbers are nobody's own number.
 */
#include "base/ascii.h"
#include "inspect/value-parts.h"
#include "inspect/value-word.h"
#include "inspect/value.h"

#include <string.h>

enum { FOREIGN_MIN = 8, FOREIGN_MAX = 15, SEPARATORS_MAX = 3 };

struct digits {
    char text[24];
    size_t len;
    bool plus;
};

static bool digits_add(struct digits *d, unsigned char c)
{
    if (d->len + 1 >= sizeof d->text)
        return false;
    d->text[d->len++] = (char)c;
    d->text[d->len] = '\0';
    return true;
}

/* international_so_far - does the number start with + or 00? */
static bool international_so_far(const struct digits *d)
{
    return d->plus || (d->len >= 2 && d->text[0] == '0' && d->text[1] == '0');
}

/* digits_collect - the digits, when only separators stand between them; "(0)" after a country code
 * is left out */
static bool digits_collect(struct slice text, struct digits *d)
{
    size_t separators = 0, open = 0;
    bool in_brackets = false;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = text.data[i];

        if (ascii_digit(c)) {
            bool trunk = c == '0' && in_brackets && open + 1 == i && i + 1 < text.len &&
                         text.data[i + 1] == ')' && international_so_far(d);

            if (!trunk && !digits_add(d, c))
                return false;
            separators = 0;
            continue;
        }
        if (c == '+') {
            if (d->len > 0 || d->plus || !(i == 0 || (i == 1 && in_brackets)))
                return false;
            d->plus = true;
            continue;
        }
        if (c == ' ' && d->plus && d->len == 0 && text.data[i - 1] == '+')
            continue; /* "+ 32" */
        if (c == '(') {
            if (in_brackets || open > 0 || (i > 0 && d->len == 0))
                return false;
            in_brackets = true;
            open = i;
        } else if (c == ')') {
            if (!in_brackets || i - open < 2 || i - open > 6)
                return false;
            in_brackets = false;
            open = SIZE_MAX; /* one pair */
        } else if ((c != ' ' && c != '.' && c != '/' && c != '-') || d->len == 0) {
            return false;
        }
        if (++separators > SEPARATORS_MAX)
            return false;
    }
    return !in_brackets && d->len > 0 && ascii_digit(text.data[text.len - 1]);
}

/* belgian_valid - the digits after the 0 or after +32 */
static bool belgian_valid(const char *d)
{
    size_t len = strlen(d);

    if (len == 9)
        return d[0] == '4' && byte_in(d[1], "56789");
    if (len != 8)
        return false;
    switch (d[0]) {
    case '1':
        return byte_in(d[1], "01234569");
    case '2':
    case '3':
        return byte_in(d[1], "2345678");
    case '4':
        return byte_in(d[1], "23");
    case '5':
        return true;
    case '6':
        return byte_in(d[1], "01345789");
    case '7':
        return d[1] == '1';
    case '8':
        return byte_in(d[1], "1789") || (d[1] == '0' && byte_in(d[2], "2345678"));
    case '9':
        return byte_in(d[1], "234");
    default:
        return false;
    }
}

/* country_assigned - does the number start with a country code in use, with a length that the
 * country has? Codes as assigned by the ITU; lengths only where a country has a single one. */
static bool country_assigned(const char *d, size_t len)
{
    static const struct {
        short low, high;
    } codes[] = {{20, 20},   {27, 27},   {30, 34},   {36, 36},   {39, 41},   {43, 49},   {51, 58},
                 {60, 66},   {81, 82},   {84, 84},   {86, 86},   {90, 95},   {98, 98},   {211, 213},
                 {216, 216}, {218, 218}, {220, 258}, {260, 269}, {290, 291}, {297, 299}, {350, 359},
                 {370, 383}, {385, 387}, {389, 389}, {420, 421}, {423, 423}, {500, 509}, {590, 599},
                 {670, 670}, {672, 683}, {685, 692}, {850, 850}, {852, 853}, {855, 856}, {880, 880},
                 {886, 886}, {960, 968}, {970, 977}, {992, 996}, {998, 998}};
    int two = (d[0] - '0') * 10 + (d[1] - '0');
    int three = two * 10 + (d[2] - '0');

    if (d[0] == '1')
        return len == 11;
    if (d[0] == '7' || two == 31 || two == 33)
        return len == 11;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        int code = codes[i].low < 100 ? two : three;

        if (code >= codes[i].low && code <= codes[i].high)
            return true;
    }
    return false;
}

/* belgian_write - country and number as one string */
static void belgian_write(const char *d, char *out)
{
    out[0] = '3';
    out[1] = '2';
    memcpy(out + 2, d, strlen(d) + 1);
}

static enum telephone_form classify(const struct digits *d, char *out)
{
    const char *rest = d->text;
    size_t len = d->len;

    if (!d->plus && rest[0] == '0' && rest[1] != '0') {
        if (!belgian_valid(rest + 1))
            return TELEPHONE_NONE;
        belgian_write(rest + 1, out);
        return TELEPHONE_NATIONAL;
    }
    if (!d->plus) {
        if (rest[0] != '0' || rest[1] != '0')
            return TELEPHONE_NONE;
        rest += 2;
        len -= 2;
    }
    if (strncmp(rest, "32", 2) == 0) {
        const char *own = rest + 2 + (rest[2] == '0' ? 1 : 0);

        if (!belgian_valid(own))
            return TELEPHONE_NONE;
        belgian_write(own, out);
        return TELEPHONE_BELGIAN;
    }
    if (len < FOREIGN_MIN || len > FOREIGN_MAX || !country_assigned(rest, len))
        return TELEPHONE_NONE;
    memcpy(out, rest, len + 1);
    return TELEPHONE_FOREIGN;
}

enum telephone_form telephone_parse(struct slice text, char *out)
{
    struct digits d = {.len = 0};
    enum telephone_form form = TELEPHONE_NONE;

    if (text.len > 0 && digits_collect(text, &d))
        form = classify(&d, out);
    bytes_wipe(&d, sizeof d);
    return form;
}

bool telephone_canonical(struct slice text, char *out, size_t size)
{
    return size >= TELEPHONE_SIZE && telephone_parse(text, out) != TELEPHONE_NONE;
}
