/*
 * suggest - which known name somebody may have meant
 */
#include "policy/suggest.h"

#include <limits.h>
#include <string.h>

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;

    return ab < c ? ab : c;
}

unsigned edit_distance(const char *a, const char *b)
{
    size_t a_len = strlen(a), b_len = strlen(b);
    unsigned row[SUGGEST_NAME_MAX + 1];

    if (a_len > SUGGEST_NAME_MAX || b_len > SUGGEST_NAME_MAX)
        return UINT_MAX;
    for (unsigned j = 0; j <= b_len; j++)
        row[j] = j;
    for (size_t i = 0; i < a_len; i++) {
        unsigned diagonal = row[0];

        row[0] = (unsigned)i + 1;
        for (size_t j = 0; j < b_len; j++) {
            unsigned above = row[j + 1];

            row[j + 1] = least(row[j] + 1, above + 1, diagonal + (a[i] != b[j]));
            diagonal = above;
        }
    }
    return row[b_len];
}
