/*
 * buffer - growing bytes with a hard maximum
 *
 * Growing never uses realloc(): it may leave a copy of the content behind in freed memory. The
 * memory always has room for one byte more than the content, where buffer_string() puts its NUL.
 */
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CAPACITY_MIN = 64 };

void bytes_wipe(void *data, size_t len)
{
    if (len > 0)
        explicit_bzero(data, len);
}

void buffer_init(struct buffer *b, size_t max)
{
    /* room for the NUL is counted on top, so max itself stays one below the largest size */
    *b = (struct buffer){.max = max < SIZE_MAX ? max : SIZE_MAX - 1};
}

void buffer_free(struct buffer *b)
{
    bytes_wipe(b->data, b->capacity);
    free(b->data);
    buffer_init(b, b->max);
}

void buffer_clear(struct buffer *b)
{
    bytes_wipe(b->data, b->len);
    b->len = 0;
    b->failed = false;
}

void buffer_truncate(struct buffer *b, size_t len)
{
    if (len >= b->len)
        return;
    bytes_wipe(b->data + len, b->len - len);
    b->len = len;
}

/* next_capacity - doubled until needed fits, never above max and its NUL */
static size_t next_capacity(const struct buffer *b, size_t needed)
{
    size_t capacity = b->capacity < CAPACITY_MIN ? CAPACITY_MIN : b->capacity;
    while (capacity < needed)
        capacity = capacity > SIZE_MAX / 2 ? SIZE_MAX : capacity * 2;
    return capacity > b->max + 1 ? b->max + 1 : capacity;
}

bool buffer_reserve(struct buffer *b, size_t more)
{
    if (b->failed || more > b->max - b->len) {
        b->failed = true;
        return false;
    }
    size_t needed = b->len + more + 1;
    if (needed <= b->capacity)
        return true;
    size_t capacity = next_capacity(b, needed);
    unsigned char *data = malloc(capacity);
    if (!data) {
        b->failed = true;
        return false;
    }
    if (b->len > 0)
        memcpy(data, b->data, b->len);
    bytes_wipe(b->data, b->capacity);
    free(b->data);
    b->data = data;
    b->capacity = capacity;
    return true;
}

bool buffer_append(struct buffer *b, const void *data, size_t len)
{
    if (!buffer_reserve(b, len))
        return false;
    if (len > 0)
        memcpy(b->data + b->len, data, len);
    b->len += len;
    return true;
}

bool buffer_append_slice(struct buffer *b, struct slice s)
{
    return buffer_append(b, s.data, s.len);
}

bool buffer_append_string(struct buffer *b, const char *string)
{
    return buffer_append(b, string, strlen(string));
}

bool buffer_printf(struct buffer *b, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int len = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (len < 0)
        b->failed = true;
    if (len < 0 || !buffer_reserve(b, (size_t)len))
        return false;

    va_start(list, format);
    int written = vsnprintf((char *)b->data + b->len, (size_t)len + 1, format, list);
    va_end(list);
    if (written != len) {
        b->failed = true;
        return false;
    }
    b->len += (size_t)len;
    return true;
}

const char *buffer_string(struct buffer *b)
{
    if (!buffer_reserve(b, 0))
        return NULL;
    b->data[b->len] = '\0';
    return (const char *)b->data;
}

struct slice buffer_slice(const struct buffer *b)
{
    return slice_of(b->data, b->len);
}
