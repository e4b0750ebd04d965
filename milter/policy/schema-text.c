/*
 * schema-text - what a text in a setting looks like: sizes, names, printable lines
 */
#include "policy/schema.h"

#include <string.h>

static const struct unit {
    const char *name;
    uint64_t bytes;
} UNITS[] = {
    {"", 1},
    {"B", 1},
    {"kB", 1000},
    {"KB", 1000},
    {"MB", 1000 * 1000},
    {"GB", 1000 * 1000 * 1000},
    {"KiB", 1024},
    {"MiB", 1024 * 1024},
    {"GiB", 1024 * 1024 * 1024},
};

bool size_parse(struct slice text, uint64_t *size_r)
{
    uint64_t value = 0;
    size_t at = 0;

    for (; at < text.len && text.data[at] >= '0' && text.data[at] <= '9'; at++)
        if (__builtin_mul_overflow(value, (uint64_t)10, &value) ||
            __builtin_add_overflow(value, (uint64_t)(text.data[at] - '0'), &value))
            return false;
    if (at == 0)
        return false;
    text = slice_sub(text, at, text.len);
    if (text.len > 1 && text.data[0] == ' ')
        text = slice_sub(text, 1, text.len);
    for (size_t i = 0; i < sizeof(UNITS) / sizeof(UNITS[0]); i++)
        if (slice_is(text, UNITS[i].name))
            return !__builtin_mul_overflow(value, UNITS[i].bytes, size_r);
    return false;
}

bool text_printable(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text < 0x20 || *text > 0x7e)
            return false;
    return true;
}

bool text_name(const char *text)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    size_t length = strlen(text);

    return length > 0 && length <= 64 && strspn(text, letters) == length &&
           strchr("._-", text[0]) == NULL;
}
