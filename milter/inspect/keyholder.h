/*
 * keyholder - what an inspection asks of the process that holds the keys: two questions, nothing
 * else
 *
 * The inspection writes the decoded archive to `archive` and asks for ranges of it to be decrypted;
 * the plaintext appears from the beginning of `plain`, which is a window: as a long stream is read,
 * piece after piece of it stands there, and never all of it. In a worker both are parts of a shared
 * memory that the key holder reads by pread and writes by pwrite; in unit tests and fuzzers they
 * are plain memory.
 */
#ifndef INSPECT_KEYHOLDER_H
#define INSPECT_KEYHOLDER_H

#include "base/slice.h"

#include <string.h>

enum keyholder_answer {
    KEYHOLDER_YES,
    KEYHOLDER_NO, /* mentions: not there. decrypt: the request breaks a bound (rounds, salts, range)
                   */
    KEYHOLDER_FAILED /* no answer can be had: the inspection gives up, the mail is deferred */
};

enum {
    CIPHER_IV_SIZE = 16, /* AES block */
    CIPHER_SALT_MAX = 16,
    KEYHOLDER_SALTS_MAX = 2,      /* distinct (salt, power) a message */
    KEYHOLDER_KEYS_MAX = 64,      /* salted keys derived a message, repeated ones too */
    KEYHOLDER_WINDOW = 262144,    /* bytes a worker gets decrypted by one question */
    KEYHOLDER_WINDOW_MIN = 32,    /* bytes: the smallest window there may be */
    KEYHOLDER_PASSES_MAX = 64,    /* times an archive may be decrypted as a whole a message */
    KEYHOLDER_MENTIONS_MAX = 256, /* mentions questions a message */
    KEYHOLDER_TEXT_MAX = 65536    /* bytes of one mentions question */
};

struct cipher_params {
    uint8_t power;    /* the key is derived with 2^power rounds */
    uint8_t salt_len; /* 0..CIPHER_SALT_MAX */
    uint8_t salt[CIPHER_SALT_MAX];
    uint8_t iv[CIPHER_IV_SIZE]; /* a shorter one is filled up with zeros */
};

struct keyholder {
    void *context;
    unsigned char *archive; /* room for archive_capacity bytes */
    size_t archive_capacity;
    const unsigned char *plain; /* room for window bytes */
    size_t window;              /* at least KEYHOLDER_WINDOW_MIN; a multiple of 16 */
    /* decrypt - AES-256-CBC without padding over archive[offset, offset + length), which appears in
     * plain[0, length); length % 16 == 0, > 0, at most window */
    enum keyholder_answer (*decrypt)(void *context, unsigned passphrase,
                                     const struct cipher_params *params, uint64_t offset,
                                     uint64_t length);
    /* mentions - does one of the protocol's passphrases, folded by fold_text(), stand in this
     * folded text? May be asked only after a decrypted stream proved a passphrase right. */
    enum keyholder_answer (*mentions)(void *context, struct slice folded);
};

/* cipher_same_key - is the key of a passphrase the same for both? */
static inline bool cipher_same_key(const struct cipher_params *a, const struct cipher_params *b)
{
    return a->power == b->power && a->salt_len == b->salt_len &&
           memcmp(a->salt, b->salt, a->salt_len) == 0;
}

/* keyholder_decrypts_max - how many decrypt questions a message may ask: windows of so many passes,
 * and some for pieces of a window */
static inline uint64_t keyholder_decrypts_max(uint64_t archive_capacity, uint64_t window)
{
    return KEYHOLDER_PASSES_MAX * (archive_capacity / window + 4);
}

#endif
