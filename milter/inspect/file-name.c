/*
 * file-name - may a file of this name be handed on?
 */
#include "inspect/file-name.h"

#include <string.h>
#include <utf8proc.h>

/* Code points of a name as it is taken apart: no letter of those permitted becomes more than four
 */
enum { PARTS_MAX = 4 * FILE_NAME_MAX, BYTES_MAX = 4 * PARTS_MAX };

/* Letters of the blocks Basic Latin to Latin Extended-B and Latin Extended Additional. Left out:
 * multiplication and division sign, and the click letters, which look like | and ! */
static bool latin_letter(int32_t c)
{
    if (c < 0x80)
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (c == 0xd7 || c == 0xf7 || (c >= 0x1c0 && c <= 0x1c3))
        return false;
    return (c >= 0xc0 && c <= 0x24f) || (c >= 0x1e00 && c <= 0x1eff);
}

static bool permitted(int32_t c)
{
    if (latin_letter(c) || (c >= '0' && c <= '9'))
        return true;
    return c > 0 && c < 0x80 && strchr(" ._-()+,&'", c) != NULL;
}

/* CON, PRN, AUX, NUL, COM0 to COM9, LPT0 to LPT9, whatever extension follows */
static bool device_name(struct slice name)
{
    static const char *const plain[] = {"con", "prn", "aux", "nul"};
    size_t dot = slice_find_byte(name, '.', 0);
    struct slice stem = slice_trim(slice_sub(name, 0, dot == SIZE_MAX ? name.len : dot));

    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        if (slice_is_nocase(stem, plain[i]))
            return true;
    return stem.len == 4 && stem.data[3] >= '0' && stem.data[3] <= '9' &&
           (slice_starts_nocase(stem, "com") || slice_starts_nocase(stem, "lpt"));
}

static bool safe_at_ends(struct slice name)
{
    return name.len > 0 && strchr(" .", name.data[0]) == NULL &&
           strchr(" .", name.data[name.len - 1]) == NULL;
}

/* In memory of its own, so that no name is found unsafe because memory ran out */
bool file_name_safe(struct slice utf8)
{
    utf8proc_int32_t parts[PARTS_MAX];
    const utf8proc_option_t composing = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_ssize_t count;

    if (!safe_at_ends(utf8) || device_name(utf8) || utf8.len > BYTES_MAX)
        return false;
    count = utf8proc_decompose(utf8.data, (utf8proc_ssize_t)utf8.len, parts, PARTS_MAX, composing);
    if (count < 0 || count > PARTS_MAX)
        return false;
    count = utf8proc_normalize_utf32(parts, count, composing);
    if (count > FILE_NAME_MAX)
        return false;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        if (!permitted(parts[i]))
            return false;
    return true;
}
