/*
 * memory - an allocator for parsers of other libraries, which wipes what it gives back
 */
#ifndef INSPECT_FORMAT_MEMORY_H
#define INSPECT_FORMAT_MEMORY_H

#include <stddef.h>

void *memory_allocate(size_t size);
void *memory_resize(void *memory, size_t size);
void memory_release(void *memory);

/* memory_failures - how many allocations of these have failed in this thread. A parser may read on
 * after one, and hand over less or other than the document says: when the number grew while it
 * read, nothing it said is to be believed. */
unsigned long memory_failures(void);

#endif
