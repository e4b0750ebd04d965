/*
 * secret - bytes in OpenSSL's secure heap: locked, not dumped, wiped when freed
 *
 * secret_heap_start must have succeeded once in the process before the first secret_new; it is
 * called after the zygote was forked, so that no worker has ever had the heap.
 */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include "base/slice.h"

struct secret {
    unsigned char *data;
    size_t len;
};

/* secret_heap_start - size in bytes, a power of two; false when it is none, when the memory cannot
 * be locked, or when the heap runs already */
bool secret_heap_start(size_t size);
/* secret_new - len zero bytes; NULL without room */
struct secret *secret_new(size_t len);
struct secret *secret_copy(struct slice data);
void secret_free(struct secret *s);
struct slice secret_slice(const struct secret *s);

#endif
