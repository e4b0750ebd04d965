/*
 * secret - bytes in OpenSSL's secure heap
 *
 * OpenSSL hands out ordinary memory where the secure heap was not started; a secret is never put
 * there.
 */
#include "base/secret.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

enum { SECURE_BLOCK_MIN = 16 }; /* bytes; the smallest block that the heap hands out */

bool secret_heap_start(size_t size)
{
    if (size < SECURE_BLOCK_MIN || (size & (size - 1)) != 0) /* OpenSSL would abort */
        return false;
    int started = CRYPTO_secure_malloc_init(size, SECURE_BLOCK_MIN);
    if (started == 2) /* there is a heap, but its memory could not be locked or guarded */
        CRYPTO_secure_malloc_done();
    return started == 1;
}

/* block_size - of the heap memory behind a secret; an empty secret has one zero byte */
static size_t block_size(size_t len)
{
    return len > 0 ? len : 1;
}

struct secret *secret_new(size_t len)
{
    if (!CRYPTO_secure_malloc_initialized())
        return NULL;
    struct secret *s = malloc(sizeof(*s));
    if (!s)
        return NULL;
    s->len = len;
    s->data = OPENSSL_secure_zalloc(block_size(len));
    if (!s->data) {
        free(s);
        return NULL;
    }
    return s;
}

struct secret *secret_copy(struct slice data)
{
    struct secret *s = secret_new(data.len);
    if (s && data.len > 0)
        memcpy(s->data, data.data, data.len);
    return s;
}

void secret_free(struct secret *s)
{
    if (!s)
        return;
    OPENSSL_secure_clear_free(s->data, block_size(s->len));
    free(s);
}

struct slice secret_slice(const struct secret *s)
{
    return slice_of(s->data, s->len);
}
