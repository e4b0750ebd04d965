/*
 * xlsx-value.c - values of a sheet that are not text as it stands: numbers, headers, references
 */
#include "inspect/format/xlsx.h"

#include "base/ascii.h"
#include "inspect/value-word.h"

#include <string.h>

enum { DIGITS_MAX = 40, EXPONENT_MAX = 30 };

/* A number taken apart: digits, of which `whole` stand before the point */
struct parts {
    unsigned char digits[DIGITS_MAX];
    size_t count;
    long whole;
    bool negative;
};

/* read_exponent - E+10; 0 when there is none; false when it is none of a number */
static bool read_exponent(struct slice v, size_t *at, long *exponent_r)
{
    bool minus;
    long e = 0;

    *exponent_r = 0;
    if (*at >= v.len)
        return true;
    if (v.data[*at] != 'E' && v.data[*at] != 'e')
        return false;
    ++*at;
    minus = *at < v.len && v.data[*at] == '-';
    if (*at < v.len && (v.data[*at] == '-' || v.data[*at] == '+'))
        ++*at;
    if (*at >= v.len)
        return false;
    for (; *at < v.len && ascii_digit(v.data[*at]) && e <= EXPONENT_MAX; ++*at)
        e = 10 * e + (v.data[*at] - '0');
    *exponent_r = minus ? -e : e;
    return *at == v.len && e <= EXPONENT_MAX;
}

static bool take_apart(struct slice v, struct parts *p)
{
    size_t at = 0;
    bool point = false;
    long exponent;

    memset(p, 0, sizeof *p);
    if (v.len > 0 && v.data[0] == '-') {
        p->negative = true;
        at++;
    }
    for (; at < v.len && (ascii_digit(v.data[at]) || (v.data[at] == '.' && !point)); at++) {
        if (v.data[at] == '.') {
            point = true;
            continue;
        }
        if (p->count >= DIGITS_MAX)
            return false;
        p->digits[p->count++] = v.data[at];
        p->whole += point ? 0 : 1;
    }
    if (p->count == 0 || !read_exponent(v, &at, &exponent))
        return false;
    p->whole += exponent;
    return true;
}

/* is_whole - nothing but zeros behind the point */
static bool is_whole(const struct parts *p)
{
    if (p->negative || p->whole <= 0 || p->whole > DIGITS_MAX)
        return false;
    for (size_t i = (size_t)p->whole; i < p->count; i++)
        if (p->digits[i] != '0')
            return false;
    return true;
}

bool xlsx_number(struct slice text, struct buffer *out, bool *whole_r)
{
    struct parts p;
    size_t from = 0;

    text = slice_trim(text);
    *whole_r = take_apart(text, &p) && is_whole(&p);
    if (!*whole_r)
        return buffer_append_slice(out, text);
    while (from + 1 < (size_t)p.whole && (from >= p.count || p.digits[from] == '0'))
        from++;
    for (size_t i = from; i < (size_t)p.whole; i++)
        if (!buffer_append_byte(out, i < p.count ? p.digits[i] : '0'))
            return false;
    return true;
}

bool xlsx_tiny(struct slice points)
{
    struct parts p;

    return !take_apart(points, &p) || p.negative || p.whole <= 0 ||
           (p.whole == 1 && p.digits[0] < '4');
}

/* is_font - "Calibri,Bold", without a word of a remark and without numbers */
static bool is_font(struct slice name)
{
    unsigned char plain[64];

    if (name.len > sizeof plain)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        plain[i] = name.data[i] == ',' || name.data[i] == '-' ? ' ' : name.data[i];
        if (ascii_digit(plain[i]) && i > 0 && ascii_digit(plain[i - 1]))
            return false;
    }
    return !words_denied(slice_of(plain, name.len));
}

/* code_length - of a code of headers at the start of v: &P, &"Font,Style", &12, &K00FF00 (ECMA-376
 * part 1, 18.3.1.46); 0: none that is permitted */
static size_t code_length(struct slice v)
{
    size_t end;

    if (v.len < 2 || v.data[0] != '&')
        return 0;
    if (strchr("LCRPNASUBIXYEFDTZOH", v.data[1]) != NULL && v.data[1] != '\0')
        return 2;
    if (v.data[1] == '"') {
        end = slice_find_byte(v, '"', 2);
        return end == SIZE_MAX || end > 66 || !is_font(slice_sub(v, 2, end - 2)) ? 0 : end + 1;
    }
    if (v.data[1] == 'K')
        return v.len >= 8 && vocabulary_holds('h', slice_sub(v, 2, 6)) ? 8 : 0;
    for (end = 1; end < v.len && end < 4 && ascii_digit(v.data[end]);)
        end++;
    return end > 1 ? end : 0;
}

bool xlsx_header_footer(struct slice text)
{
    static const char *const words[] = {" ",    "/",    "-",    "(",   ")",  "Pagina", "pagina",
                                        "Page", "page", "Blad", "van", "of", "sur",    "de"};

    while (text.len > 0) {
        size_t len = code_length(text);

        for (size_t i = 0; len == 0 && i < sizeof words / sizeof words[0]; i++)
            len = slice_starts(text, words[i]) ? strlen(words[i]) : 0;
        if (len == 0)
            return false;
        text = slice_sub(text, len, text.len);
    }
    return true;
}

bool xlsx_reference(struct slice ref, uint32_t *row_r, uint32_t *column_r)
{
    uint32_t row = 0, column = 0;
    size_t i = 0;

    for (; i < ref.len && i < 3 && ref.data[i] >= 'A' && ref.data[i] <= 'Z'; i++)
        column = 26 * column + (uint32_t)(ref.data[i] - 'A') + 1;
    if (i == 0 || i == ref.len || ref.len - i > 7 || ref.data[i] == '0')
        return false;
    for (; i < ref.len; i++) {
        if (!ascii_digit(ref.data[i]))
            return false;
        row = 10 * row + (uint32_t)(ref.data[i] - '0');
    }
    *row_r = row;
    *column_r = column;
    return row >= 1 && row <= XLSX_ROWS_MAX && column <= XLSX_COLUMNS_MAX;
}
