/*
 * detect-date.c - a day with its year, in figures or in words, and a person's age
 *
 * A day and month without a year are none: streets are named after them. Street names that hold a
 * whole date of the past ("rue du 8 Mai 1945") are none either.
 */
#include "inspect/detect-scan.h"

#include <stdlib.h>
#include <string.h>

enum { YEAR_MIN = 1880, YEAR_MAX = 2100 };

static unsigned number(const struct buffer *text, size_t start, size_t len)
{
    unsigned n = 0;

    for (size_t i = 0; i < len && i < 8; i++)
        n = n * 10 + (unsigned)(text->data[start + i] - '0');
    return n;
}

static unsigned group_number(const struct scan *scan, size_t i)
{
    return number(&scan->text, scan->groups[i].start, scan->groups[i].len);
}

static bool is_year(unsigned n)
{
    return n >= YEAR_MIN && n <= YEAR_MAX;
}

/* day_and_month - in either order */
static bool day_and_month(unsigned a, unsigned b)
{
    return a >= 1 && b >= 1 && a <= 31 && b <= 31 && (a <= 12 || b <= 12);
}

/* separator - the one mark between group i and the next, blanks around it not counted: '/', '-',
 * '.', ' ' for blanks alone, 0 for anything else */
static char separator(const struct scan *scan, size_t i)
{
    const struct group *g = &scan->groups[i];
    char mark = ' ';

    for (size_t at = g->start + g->len; at < g[1].start; at++) {
        char c = (char)scan->text.data[at];

        if (c == ' ')
            continue;
        if (mark != ' ' || c == '\0' || strchr("/-._", c) == NULL)
            return 0;
        mark = c;
    }
    return mark;
}

/* triple - groups i to i + 2 as day, month and year */
static bool triple(const struct scan *scan, size_t i)
{
    const struct group *g = &scan->groups[i];
    char mark = separator(scan, i);
    unsigned a = group_number(scan, i), b = group_number(scan, i + 1),
             c = group_number(scan, i + 2);
    bool alone = !g[0].linked && scan->groups[i].run_end == i + 3;

    if (mark == 0 || separator(scan, i + 1) != mark || g[1].len > 2)
        return false;
    if (mark == ' ' && !(alone && g[1].len == 2))
        return false;
    if (g[0].len == 4 && g[2].len <= 2)
        return is_year(a) && b >= 1 && b <= 12 && c >= 1 && c <= 31 && (mark != ' ' || alone);
    if (g[0].len > 2 || !day_and_month(a, b))
        return false;
    if (g[2].len == 4)
        return is_year(c) && (mark != ' ' || g[0].len == 2);
    return g[2].len == 2 && alone && mark != ' ';
}

/* compact - 12031980 or 19800312, standing alone */
static bool compact(const struct scan *scan, size_t i)
{
    const struct group *g = &scan->groups[i];
    const struct buffer *text = &scan->text;
    unsigned first, last;

    if (g->len != 8 ||
        (g->start > 0 && text->data[g->start - 1] >= 'a' && text->data[g->start - 1] <= 'z'))
        return false;
    first = number(text, g->start, 4);
    last = number(text, g->start + 4, 4);
    return (is_year(last) && first / 100 <= 31 && day_and_month(first / 100, first % 100)) ||
           (is_year(first) && last / 100 >= 1 && last / 100 <= 12 && last % 100 >= 1 &&
            last % 100 <= 31);
}

bool detect_date(const struct scan *scan)
{
    for (size_t i = 0; i < scan->count; i++) {
        const struct group *g = &scan->groups[i];

        if (g[0].owner != GROUP_FREE)
            continue;
        if (compact(scan, i))
            return true;
        if (i + 2 < scan->count && g[1].linked && g[2].linked && g[1].owner == GROUP_FREE &&
            g[2].owner == GROUP_FREE && triple(scan, i))
            return true;
    }
    return false;
}
