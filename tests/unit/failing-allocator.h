/*
 * failing-allocator - the allocator of the C library (glibc), but one that fails on request; for
 * the one file of a test program that includes it
 *
 * Sanitizers bring their own allocator: under them nothing fails, and ALLOCATOR_FAILS is 0.
 */
#ifndef TESTS_UNIT_FAILING_ALLOCATOR_H
#define TESTS_UNIT_FAILING_ALLOCATOR_H

#include <stdbool.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ALLOCATOR_FAILS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ALLOCATOR_FAILS 0
#endif
#endif
#ifndef ALLOCATOR_FAILS
#define ALLOCATOR_FAILS 1
#endif

static struct {
    size_t countdown; /* the allocation that fails, counted from 1; 0: none */
    bool lasting;     /* and so do all that follow */
    bool failed;      /* one has */
} allocator;

/* allocator_fail - the allocation of that number from now on, and perhaps all after it; 0: none
 * from now on. Returns whether one had failed. */
static inline bool allocator_fail(size_t number, bool lasting)
{
    bool failed = allocator.failed;

    allocator.countdown = number;
    allocator.lasting = lasting;
    allocator.failed = false;
    return failed;
}

#if ALLOCATOR_FAILS
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *memory, size_t size);
void *reallocarray(void *memory, size_t count, size_t size);

static bool allocator_fails(void)
{
    if (allocator.failed && allocator.lasting)
        return true;
    if (allocator.countdown == 0 || --allocator.countdown > 0)
        return false;
    allocator.failed = true;
    return true;
}

void *malloc(size_t size)
{
    return allocator_fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return allocator_fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return allocator_fails() ? NULL : __libc_realloc(memory, size);
}

void *reallocarray(void *memory, size_t count, size_t size)
{
    return allocator_fails() ? NULL : __libc_realloc(memory, count * size);
}
#endif

#endif
