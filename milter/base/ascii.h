/*
 * ascii - kinds of characters of ASCII, whatever the locale; a byte or a code point above it is
 * none of them
 */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>
#include <stdint.h>

static inline bool ascii_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_letter(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

#endif
