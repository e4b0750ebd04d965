/*
 * memory.c - an allocator for parsers of other libraries, which wipes what it gives back
 *
 * Its blocks are those of malloc(), so that a block of either may be released by the other.
 */
#include "inspect/format/memory.h"

#include "base/buffer.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

void *memory_allocate(size_t size)
{
    return malloc(size);
}

void *memory_resize(void *memory, size_t size)
{
    size_t old = memory == NULL ? 0 : malloc_usable_size(memory);
    void *moved = malloc(size);

    if (moved == NULL)
        return NULL;
    if (old > 0)
        memcpy(moved, memory, old < size ? old : size);
    memory_release(memory);
    return moved;
}

void memory_release(void *memory)
{
    if (memory != NULL)
        bytes_wipe(memory, malloc_usable_size(memory));
    free(memory);
}
