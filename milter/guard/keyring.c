/*
 * keyring - passphrases and the AES keys derived from them
 *
 * Lives in main, never in a worker. Everything secret stands in the secure heap or is wiped before
 * it is given up; nothing here writes a log.
 */
#include "guard/keyring.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "inspect/fold.h"
#include "inspect/protocol.h"

#include <endian.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEY_SIZE = 32,
    POWER_MAX = 24,       /* 7-Zip derives no key with more */
    BATCH_SIZE = 4096,    /* bytes hashed in one go */
    FOLDED_MIN = 4,       /* bytes: what folds to less would be found in any text */
    PASSPHRASE_MAX = 1024 /* bytes of UTF-8 */
};

struct passphrase {
    struct secret *utf16le;
    struct secret *folded;              /* NULL when too little of it is left to look for */
    pthread_mutex_t lock;               /* of keys: each is derived once, by who comes first */
    struct secret *keys[POWER_MAX + 1]; /* without salt, by power */
};

struct keyring {
    struct passphrase *entries[PROTOCOL_PASSPHRASES_MAX];
    unsigned count;
};

/* --- key derivation --- */

/* One round is salt, passphrase, number of the round (64 bits, little-endian); all rounds are one
 * message to SHA-256. The buffer holds as many of them as fit, and only the numbers change. */
static void number_rounds(unsigned char *batch, unsigned rounds, size_t round_len, uint64_t first)
{
    for (unsigned i = 0; i < rounds; i++) {
        uint64_t number = htole64(first + i);

        memcpy(batch + (i + 1) * round_len - 8, &number, 8);
    }
}

static bool hash_rounds(EVP_MD_CTX *hash, unsigned char *batch, unsigned batch_rounds,
                        size_t round_len, uint64_t rounds)
{
    for (uint64_t done = 0; done < rounds; done += batch_rounds) {
        number_rounds(batch, batch_rounds, round_len, done);
        if (EVP_DigestUpdate(hash, batch, batch_rounds * round_len) != 1)
            return false;
    }
    return true;
}

static struct secret *new_batch(struct slice utf16le, const struct cipher_params *params,
                                unsigned rounds, size_t round_len)
{
    struct secret *batch = secret_new(rounds * round_len);

    for (unsigned i = 0; batch != NULL && i < rounds; i++) {
        unsigned char *round = batch->data + i * round_len;

        memcpy(round, params->salt, params->salt_len);
        if (utf16le.len > 0)
            memcpy(round + params->salt_len, utf16le.data, utf16le.len);
    }
    return batch;
}

bool sevenzip_key(struct slice utf16le, const struct cipher_params *params, unsigned char key[32])
{
    size_t round_len = params->salt_len + utf16le.len + 8;
    unsigned batch_rounds = 1;
    struct secret *batch;
    EVP_MD_CTX *hash;
    bool good;

    if (params->power > POWER_MAX || params->salt_len > CIPHER_SALT_MAX ||
        utf16le.len > 2 * (size_t)PASSPHRASE_MAX)
        return false;
    /* both are powers of two, so that batches fill the rounds exactly */
    while (2 * round_len * batch_rounds <= BATCH_SIZE && batch_rounds < 1u << params->power)
        batch_rounds *= 2;
    batch = new_batch(utf16le, params, batch_rounds, round_len);
    hash = EVP_MD_CTX_new();
    good = batch != NULL && hash != NULL && EVP_DigestInit_ex(hash, EVP_sha256(), NULL) == 1 &&
           hash_rounds(hash, batch->data, batch_rounds, round_len, UINT64_C(1) << params->power) &&
           EVP_DigestFinal_ex(hash, key, NULL) == 1;
    EVP_MD_CTX_free(hash); /* wipes its state */
    secret_free(batch);
    return good;
}

/* --- the ring --- */

struct keyring *keyring_new(void)
{
    return calloc(1, sizeof(struct keyring));
}

static void passphrase_free(struct passphrase *p)
{
    for (unsigned i = 0; i <= POWER_MAX; i++)
        secret_free(p->keys[i]);
    secret_free(p->utf16le);
    secret_free(p->folded);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

void keyring_free(struct keyring *k)
{
    if (k == NULL)
        return;
    for (unsigned i = 0; i < k->count; i++)
        passphrase_free(k->entries[i]);
    free(k);
}

static bool append_utf16le(struct buffer *out, uint32_t unit)
{
    return buffer_append_byte(out, unit & 0xff) && buffer_append_byte(out, (unit >> 8) & 0xff);
}

/* As 7-Zip hashes it: two bytes a unit, surrogate pairs above U+FFFF, no normalisation of its own
 */
static bool to_utf16le(struct slice utf8, struct buffer *out)
{
    size_t offset = 0;

    while (offset < utf8.len) {
        int32_t c = utf8_next(utf8, &offset);

        if (c < 0)
            return false;
        if (c > 0xffff) {
            uint32_t above = (uint32_t)c - 0x10000;

            append_utf16le(out, 0xd800 | above >> 10);
            append_utf16le(out, 0xdc00 | (above & 0x3ff));
        } else {
            append_utf16le(out, (uint32_t)c);
        }
    }
    return !out->failed;
}

static struct secret *moved(struct buffer *from)
{
    struct secret *s = secret_copy(buffer_slice(from));

    buffer_free(from);
    return s;
}

bool keyring_add(struct keyring *k, struct slice utf8)
{
    struct passphrase *p = NULL;
    struct buffer composed, utf16le, folded;
    bool good = false;

    buffer_init(&composed, 4 * (size_t)PASSPHRASE_MAX);
    buffer_init(&utf16le, 2 * (size_t)PASSPHRASE_MAX);
    buffer_init(&folded, 18 * (size_t)PASSPHRASE_MAX); /* what one character may fold to */
    if (k->count == PROTOCOL_PASSPHRASES_MAX || utf8.len == 0 || utf8.len > PASSPHRASE_MAX ||
        !normalise_nfc(utf8, &composed) || !to_utf16le(buffer_slice(&composed), &utf16le) ||
        !fold_text(utf8, &folded))
        goto out;
    p = calloc(1, sizeof *p);
    if (p == NULL)
        goto out;
    pthread_mutex_init(&p->lock, NULL);
    good = true;
    if (folded.len >= FOLDED_MIN)
        good = (p->folded = moved(&folded)) != NULL;
    good = (p->utf16le = moved(&utf16le)) != NULL && good;
    if (good)
        k->entries[k->count++] = p;
    else
        passphrase_free(p);
out:
    buffer_free(&composed);
    buffer_free(&utf16le);
    buffer_free(&folded);
    return good;
}

unsigned keyring_count(const struct keyring *k)
{
    return k->count;
}

/* The key without salt, derived if nobody has yet */
static bool kept_key(struct passphrase *p, const struct cipher_params *params,
                     unsigned char key[KEY_SIZE])
{
    struct secret **kept = &p->keys[params->power];
    bool good;

    pthread_mutex_lock(&p->lock);
    if (*kept == NULL) {
        struct secret *fresh = secret_new(KEY_SIZE);

        if (fresh != NULL && sevenzip_key(secret_slice(p->utf16le), params, fresh->data))
            *kept = fresh;
        else
            secret_free(fresh);
    }
    good = *kept != NULL;
    if (good)
        memcpy(key, (*kept)->data, KEY_SIZE);
    pthread_mutex_unlock(&p->lock);
    return good;
}

void salted_key_forget(struct salted_key *s)
{
    secret_free(s->key);
    s->key = NULL;
}

static bool salted_key(const struct passphrase *p, unsigned index,
                       const struct cipher_params *params, struct salted_key *s,
                       unsigned char key[KEY_SIZE])
{
    if (s->key != NULL && s->index == index && cipher_same_key(&s->params, params)) {
        memcpy(key, s->key->data, KEY_SIZE);
        return true;
    }
    salted_key_forget(s);
    s->derived++;
    s->index = index;
    s->params = *params;
    if (sevenzip_key(secret_slice(p->utf16le), params, key))
        s->key = secret_copy(slice_of(key, KEY_SIZE));
    return s->key != NULL;
}

static bool find_key(struct keyring *k, unsigned index, const struct cipher_params *params,
                     struct salted_key *salted, unsigned char key[KEY_SIZE])
{
    if (index >= k->count || params->power > POWER_MAX)
        return false;
    if (params->salt_len == 0)
        return kept_key(k->entries[index], params, key);
    return salted_key(k->entries[index], index, params, salted, key);
}

/* EVP takes lengths as int */
static bool decrypt_pieces(EVP_CIPHER_CTX *cipher, const unsigned char *in, unsigned char *out,
                           size_t len)
{
    while (len > 0) {
        int piece = len > 1 << 30 ? 1 << 30 : (int)len;
        int written = 0;

        if (EVP_DecryptUpdate(cipher, out, &written, in, piece) != 1 || written != piece)
            return false;
        in += piece;
        out += piece;
        len -= (size_t)piece;
    }
    return true;
}

bool keyring_decrypt(struct keyring *k, unsigned index, const struct cipher_params *params,
                     struct salted_key *salted, const unsigned char *in, unsigned char *out,
                     size_t len)
{
    unsigned char key[KEY_SIZE] = {0};
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    bool good = cipher != NULL && len % CIPHER_IV_SIZE == 0 &&
                find_key(k, index, params, salted, key) &&
                EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), NULL, key, params->iv) == 1 &&
                EVP_CIPHER_CTX_set_padding(cipher, 0) == 1 && decrypt_pieces(cipher, in, out, len);

    EVP_CIPHER_CTX_free(cipher); /* wipes its key schedule */
    bytes_wipe(key, sizeof key);
    return good;
}

bool keyring_mentions(const struct keyring *k, struct slice folded)
{
    for (unsigned i = 0; i < k->count; i++) {
        const struct secret *p = k->entries[i]->folded;

        if (p != NULL && slice_find(folded, secret_slice(p), 0) != SIZE_MAX)
            return true;
    }
    return false;
}
