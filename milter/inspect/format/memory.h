/*
 * memory - an allocator for parsers of other libraries, which wipes what it gives back
 */
#ifndef INSPECT_FORMAT_MEMORY_H
#define INSPECT_FORMAT_MEMORY_H

#include <stddef.h>

void *memory_allocate(size_t size);
void *memory_resize(void *memory, size_t size);
void memory_release(void *memory);

#endif
