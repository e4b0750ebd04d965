#include "open-keyholder.h"

#include <stdlib.h>
#include <string.h>

static unsigned char memory[OPEN_CAPACITY], window[KEYHOLDER_WINDOW];
static struct keyholder keyholder;
static uint64_t decrypts;
static unsigned mentions_asked, salts;
static struct cipher_params seen[KEYHOLDER_SALTS_MAX];
static bool opened;

static void salt_seen(const struct cipher_params *p)
{
    for (unsigned i = 0; i < salts; i++)
        if (cipher_same_key(&seen[i], p))
            return;
    if (salts == KEYHOLDER_SALTS_MAX)
        abort();
    seen[salts++] = *p;
}

static enum keyholder_answer decrypt(void *context, unsigned passphrase,
                                     const struct cipher_params *params, uint64_t offset,
                                     uint64_t length)
{
    const struct protocol *protocol = open_protocol();

    (void)context;
    if (++decrypts > keyholder_decrypts_max(OPEN_CAPACITY, keyholder.window) ||
        passphrase >= protocol->passphrase_count || params->power < protocol->kdf_power_min ||
        params->power > protocol->kdf_power_max || params->salt_len > CIPHER_SALT_MAX ||
        length == 0 || length % CIPHER_IV_SIZE != 0 || length > keyholder.window ||
        offset > OPEN_CAPACITY || length > OPEN_CAPACITY - offset)
        abort();
    salt_seen(params);
    opened = true;
    for (uint64_t i = 0; i < length; i++) /* the second passphrase gives something else */
        window[i] = memory[offset + i] ^ (passphrase == 0 ? 0 : 0x35);
    return KEYHOLDER_YES;
}

static enum keyholder_answer mentions(void *context, struct slice folded)
{
    (void)context;
    if (++mentions_asked > KEYHOLDER_MENTIONS_MAX || folded.len > KEYHOLDER_TEXT_MAX || !opened)
        abort();
    return slice_find(folded, slice_from("geheim"), 0) != SIZE_MAX ? KEYHOLDER_YES : KEYHOLDER_NO;
}

const struct keyholder *open_keyholder(const unsigned char *archive, size_t len, size_t size)
{
    if (len > OPEN_CAPACITY)
        return NULL;
    decrypts = mentions_asked = salts = 0;
    opened = false;
    if (len > 0)
        memcpy(memory, archive, len);
    keyholder = (struct keyholder){.archive = memory,
                                   .archive_capacity = OPEN_CAPACITY,
                                   .plain = window,
                                   .window = size,
                                   .decrypt = decrypt,
                                   .mentions = mentions};
    return &keyholder;
}

static char ids[2][7] = {"2026-1", "2025-1"};
static char fuzz_id[] = "fuzz";
static char empty[] = "";

const struct protocol *open_protocol(void)
{
    static struct protocol_passphrase passphrases[2] = {{.id = ids[0]},
                                                        {.id = ids[1], .valid_until = 20251231}};
    static const struct protocol protocol = {.id = fuzz_id,
                                             .consent_statement = empty,
                                             .passphrases = passphrases,
                                             .passphrase_count = 2,
                                             .max_message_bytes = OPEN_CAPACITY,
                                             .kdf_power_min = 19,
                                             .kdf_power_max = 20,
                                             .max_unpacked_bytes = 262144,
                                             .max_clients = 5};

    return &protocol;
}
