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

/* Of each thread, not of each parser: the functions that expat and jansson take for their memory
 * have no context that says for whom they allocate, and a parser works within one thread. */
static _Thread_local unsigned long failures;

unsigned long memory_failures(void)
{
    return failures;
}

void *memory_allocate(size_t size)
{
    void *memory = malloc(size);

    if (memory == NULL)
        failures++;
    return memory;
}

void *memory_resize(void *memory, size_t size)
{
    size_t old = memory == NULL ? 0 : malloc_usable_size(memory);
    void *moved = memory_allocate(size);

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
