/*
 * buffer - growing bytes with a hard maximum, wiped when they move or go
 *
 * Any buffer may come to hold client data, so every buffer wipes the memory it gives up.
 * Appending past max, or without memory, sets failed and changes nothing else; it stays set, so
 * that a caller may append many times and look once. max is in bytes.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/slice.h"

#include <stdarg.h>

struct buffer {
    unsigned char *data;
    size_t len;
    size_t capacity;
    size_t max;
    bool failed;
};

void buffer_init(struct buffer *b, size_t max);
/* buffer_free - wipes and frees; the buffer is then as after buffer_init with the same max */
void buffer_free(struct buffer *b);
/* buffer_clear - wipes the content, keeps the memory, clears failed */
void buffer_clear(struct buffer *b);
/* buffer_truncate - keeps the first len bytes and wipes the rest; nothing when len is beyond the
 * end */
void buffer_truncate(struct buffer *b, size_t len);

/* What is appended must not point into the buffer itself. */
bool buffer_reserve(struct buffer *b, size_t more);
bool buffer_append(struct buffer *b, const void *data, size_t len);
bool buffer_append_slice(struct buffer *b, struct slice s);
bool buffer_append_string(struct buffer *b, const char *string);
bool buffer_printf(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* buffer_append_byte - in the header because most text is built byte by byte. Where there is room
 * for the byte and a NUL, the length is below max too. */
static inline bool buffer_append_byte(struct buffer *b, unsigned char byte)
{
    if (b->failed || b->capacity - b->len < 2)
        return buffer_append(b, &byte, 1);
    b->data[b->len++] = byte;
    return true;
}

/* buffer_string - the content with a NUL after it (not counted in len); NULL when failed */
const char *buffer_string(struct buffer *b);
struct slice buffer_slice(const struct buffer *b);

/* bytes_wipe - overwrite memory in a way that the compiler keeps */
void bytes_wipe(void *data, size_t len);

#endif
