/*
 * file-name - may a file of this name be handed on?
 */
#include "inspect/file-name.h"

#include "base/utf8.h"
#include "inspect/fold.h"

#include <string.h>

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

static bool composed_safe(struct slice name)
{
    size_t offset = 0, count = 0;

    if (name.len == 0 || device_name(name) || strchr(" .", name.data[0]) != NULL ||
        strchr(" .", name.data[name.len - 1]) != NULL)
        return false;
    while (offset < name.len) {
        int32_t c = utf8_next(name, &offset);

        if (!permitted(c) || ++count > FILE_NAME_MAX)
            return false;
    }
    return true;
}

bool file_name_safe(struct slice utf8)
{
    struct buffer composed;
    bool safe;

    buffer_init(&composed, 4 * 1024); /* names that are too long by far need not be composed */
    safe = normalise_nfc(utf8, &composed) && composed_safe(buffer_slice(&composed));
    buffer_free(&composed);
    return safe;
}
