/*
 * keyholder - what an inspection asks of the process that holds the keys: two questions, nothing
 * else
 *
 * The inspection writes the decoded archive to `archive` and asks for ranges of it to be decrypted;
 * the plaintext appears at the same offset of `plain`. In a worker both are halves of a shared
 * memory that the key holder reads by pread and writes by pwrite; in unit tests and fuzzers they
 * are plain memory.
 */
#ifndef INSPECT_KEYHOLDER_H
#define INSPECT_KEYHOLDER_H

#include "base/slice.h"

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
    KEYHOLDER_DECRYPTS_MAX = 64,  /* decrypt questions a message */
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
    unsigned char *archive;     /* room for archive_capacity bytes */
    const unsigned char *plain; /* as long */
    size_t archive_capacity;
    /* decrypt - AES-256-CBC without padding over archive[offset, offset + length); length % 16 ==
     * 0, > 0 */
    enum keyholder_answer (*decrypt)(void *context, unsigned passphrase,
                                     const struct cipher_params *params, uint64_t offset,
                                     uint64_t length);
    /* mentions - does one of the protocol's passphrases, folded by fold_text(), stand in this
     * folded text? May be asked only after a decrypted stream proved a passphrase right. */
    enum keyholder_answer (*mentions)(void *context, struct slice folded);
};

#endif
