/*
 * referral-number.c - what people write around a telephone number or an e-mail address
 */
#include "inspect/referral-sink.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "inspect/value-word.h"
#include "inspect/value.h"

#include <string.h>

bool number_restored(const struct entry *e, struct buffer *out)
{
    size_t len = e->number ? e->text.len : 0;

    if (len == 8 || (len == 9 && e->text.data[0] == '4'))
        buffer_append_byte(out, '0');
    else if ((len == 10 || len == 11) && slice_starts(e->text, "32"))
        buffer_append_byte(out, '+');
    return buffer_append_slice(out, e->text);
}

/* hint - words of labels and harmless ones, and no sign that could say something */
static bool hint(struct slice text)
{
    size_t offset = 0;
    int32_t c;

    while ((c = utf8_next(text, &offset)) >= 0)
        if (!char_latin_letter(c) && !byte_in(c, " .:/-"))
            return false;
    return offset == text.len && fields_hint(text);
}

/* digit_first, digit_last - where the number begins, with + or bracket, and where it ends */
static size_t digit_first(struct slice text)
{
    size_t i = 0;

    while (i < text.len && !ascii_digit(text.data[i]) && !byte_in(text.data[i], "+("))
        i++;
    return i;
}

static size_t digit_last(struct slice text)
{
    size_t end = text.len;

    while (end > 0 && !ascii_digit(text.data[end - 1]))
        end--;
    return end;
}

/* without_bracket - "(gsm)" at the end */
static struct slice without_bracket(struct slice text)
{
    size_t open = slice_find_byte(text, '(', 1);

    if (open == SIZE_MAX || open + 2 >= text.len || text.data[text.len - 1] != ')' ||
        !hint(slice_sub(text, open + 1, text.len - open - 2)))
        return text;
    return slice_trim(slice_sub(text, 0, open));
}

struct slice number_without_hint(struct slice text)
{
    size_t first, end;

    text = without_bracket(text);
    first = digit_first(text);
    end = digit_last(text);
    if (first < end && hint(slice_sub(text, 0, first)) && hint(slice_sub(text, end, text.len)))
        return slice_sub(text, first, end - first);
    return text;
}

bool number_halves(enum value_kind kind, struct slice text, struct slice half[2])
{
    static const char *const joints[] = {" / ",   " - ", " of ", " en ", " ou ", " et ", " or ",
                                         " and ", ", ",  "; ",   "\n",   ";",    "/",    ","};

    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        size_t at = slice_find(text, slice_from(joints[i]), 0);

        if (at == SIZE_MAX)
            continue;
        half[0] = number_without_hint(slice_trim(slice_sub(text, 0, at)));
        half[1] =
            number_without_hint(slice_trim(slice_sub(text, at + strlen(joints[i]), text.len)));
        if (value_valid(kind, half[0], false) && value_valid(kind, half[1], false))
            return true;
    }
    return false;
}
