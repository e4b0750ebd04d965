/*
 * line.c - a line of text as label and value
 */
#include "inspect/format/line.h"

enum { SPLITS_MAX = 8 }; /* places where a line is tried */

static bool is_joint(unsigned char c)
{
    return c == ':' || c == '=' || c == '\t';
}

/* separator - length of the separator at i, 0 when there is none */
static size_t separator(struct slice line, size_t i)
{
    if (is_joint(line.data[i]))
        return 1;
    return line.data[i] == ' ' && i + 1 < line.len && line.data[i + 1] == ' ' ? 2 : 0;
}

bool line_split(struct referral_sink *sink, struct slice line, struct slice *label,
                struct slice *value)
{
    unsigned tried = 0;

    for (size_t i = 1; i < line.len && tried < SPLITS_MAX; i++) {
        size_t from = i + separator(line, i);

        if (from == i)
            continue;
        *label = slice_sub(line, 0, i);
        if (sink_is_label(sink, *label)) {
            while (from < line.len && (line.data[from] == ' ' || is_joint(line.data[from])))
                from++;
            *value = slice_sub(line, from, line.len - from);
            return true;
        }
        tried++;
    }
    return false;
}
