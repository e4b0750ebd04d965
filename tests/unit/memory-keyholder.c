#include "memory-keyholder.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

static bool salt_permitted(struct memory_keyholder *m, const struct cipher_params *params)
{
    for (unsigned i = 0; i < m->distinct; i++)
        if (cipher_same_key(&m->seen[i], params))
            return true;
    if (m->distinct == KEYHOLDER_SALTS_MAX)
        return false;
    m->seen[m->distinct++] = *params;
    return true;
}

static enum keyholder_answer decrypt(void *context, unsigned passphrase,
                                     const struct cipher_params *params, uint64_t offset,
                                     uint64_t length)
{
    struct memory_keyholder *m = context;
    size_t capacity = m->keyholder.archive_capacity;
    unsigned char *plain = m->keyholder.archive + capacity;

    m->decrypts++;
    if (m->fail_after != 0 && m->decrypts >= m->fail_after)
        return KEYHOLDER_FAILED;
    if (passphrase >= keyring_count(m->keyring) || params->power < m->power_min ||
        params->power > m->power_max || params->salt_len > CIPHER_SALT_MAX ||
        !salt_permitted(m, params) || length == 0 || length % CIPHER_IV_SIZE != 0 ||
        length > m->keyholder.window || offset > capacity || length > capacity - offset ||
        m->decrypts > keyholder_decrypts_max(capacity, m->keyholder.window)) {
        m->broken_bounds++;
        return KEYHOLDER_NO;
    }
    return keyring_decrypt(m->keyring, passphrase, params, &m->salted,
                           m->keyholder.archive + offset, plain, (size_t)length)
               ? KEYHOLDER_YES
               : KEYHOLDER_FAILED;
}

static enum keyholder_answer mentions(void *context, struct slice folded)
{
    struct memory_keyholder *m = context;

    m->mentions++;
    if (folded.len > KEYHOLDER_TEXT_MAX || m->mentions > KEYHOLDER_MENTIONS_MAX) {
        m->broken_bounds++;
        return KEYHOLDER_NO;
    }
    return keyring_mentions(m->keyring, folded) ? KEYHOLDER_YES : KEYHOLDER_NO;
}

bool memory_keyholder_start(struct memory_keyholder *m, size_t capacity,
                            const char *const *passphrases)
{
    memset(m, 0, sizeof *m);
    if (!CRYPTO_secure_malloc_initialized() && !secret_heap_start(1 << 18))
        return false;
    m->keyring = keyring_new();
    m->keyholder.archive = calloc(1, capacity + KEYHOLDER_WINDOW);
    if (m->keyring == NULL || m->keyholder.archive == NULL)
        return false;
    m->keyholder.context = m;
    m->keyholder.plain = m->keyholder.archive + capacity;
    m->keyholder.archive_capacity = capacity;
    m->keyholder.window = KEYHOLDER_WINDOW;
    m->keyholder.decrypt = decrypt;
    m->keyholder.mentions = mentions;
    m->power_min = 19;
    m->power_max = 20;
    for (; *passphrases != NULL; passphrases++)
        if (!keyring_add(m->keyring, slice_from(*passphrases)))
            return false;
    return true;
}

bool memory_keyholder_load(struct memory_keyholder *m, struct slice archive)
{
    if (archive.len > m->keyholder.archive_capacity)
        return false;
    if (archive.len > 0)
        memcpy(m->keyholder.archive, archive.data, archive.len);
    m->decrypts = m->mentions = m->broken_bounds = m->distinct = 0;
    salted_key_forget(&m->salted);
    return true;
}

void memory_keyholder_stop(struct memory_keyholder *m)
{
    salted_key_forget(&m->salted);
    keyring_free(m->keyring);
    free(m->keyholder.archive);
    memset(m, 0, sizeof *m);
}
