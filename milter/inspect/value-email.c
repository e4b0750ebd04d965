/*
 * value-email.c - one e-mail address as people have them (RFC 5321 section 4.1.2 without quoted
 * local parts and address literals)
 */
#include "base/ascii.h"
#include "inspect/value-parts.h"
#include "inspect/value-word.h"
#include "inspect/value.h"

#include <string.h>

enum { LOCAL_MAX = 64, LABEL_MAX = 63 };

static bool letter(unsigned char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool local_valid(struct slice local)
{
    if (local.len == 0 || local.len > LOCAL_MAX || local.data[0] == '.' ||
        local.data[local.len - 1] == '.')
        return false;
    for (size_t i = 0; i < local.len; i++) {
        unsigned char c = local.data[i];

        if (c == '.' && local.data[i + 1] == '.')
            return false;
        if (!letter(c) && !ascii_digit(c) && !byte_in(c, ".!#$%&'*+-/=?^_`{|}~"))
            return false;
    }
    return true;
}

static bool label_valid(struct slice label)
{
    if (label.len == 0 || label.len > LABEL_MAX || label.data[0] == '-' ||
        label.data[label.len - 1] == '-')
        return false;
    for (size_t i = 0; i < label.len; i++)
        if (!letter(label.data[i]) && !ascii_digit(label.data[i]) && label.data[i] != '-')
            return false;
    return true;
}

static bool domain_valid(struct slice domain)
{
    size_t labels = 0, from = 0;
    struct slice label = {NULL, 0};

    while (from <= domain.len) {
        size_t dot = slice_find_byte(domain, '.', from);
        size_t end = dot == SIZE_MAX ? domain.len : dot;

        label = slice_sub(domain, from, end - from);
        if (!label_valid(label))
            return false;
        labels++;
        from = end + 1;
    }
    for (size_t i = 0; i < label.len; i++)
        if (!letter(label.data[i]))
            return false;
    return labels >= 2 && label.len >= 2;
}

bool email_valid(struct slice text)
{
    size_t at = slice_find_byte(text, '@', 0);

    if (at == SIZE_MAX || text.len > EMAIL_MAX)
        return false;
    return local_valid(slice_sub(text, 0, at)) &&
           domain_valid(slice_sub(text, at + 1, text.len - at - 1));
}
