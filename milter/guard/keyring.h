/*
 * keyring - passphrases and the AES keys derived from them, in the secure heap of main
 *
 * A key without salt is derived at its first use and kept; a salted one lives as long as its user
 * wants it. The key is as good as the passphrase and is guarded like it. Thread-safe.
 */
#ifndef GUARD_KEYRING_H
#define GUARD_KEYRING_H

#include "base/secret.h"
#include "inspect/keyholder.h"

struct keyring;

struct keyring *keyring_new(void);
void keyring_free(struct keyring *k);
/* keyring_add - the next passphrase (index 0, 1, ...), valid UTF-8 of 1 to 1024 bytes; copied in
 * the forms the two questions need: UTF-16LE of the composed form (NFC) for the key derivation of
 * 7zAES, folded for mentions. 7-Zip normalises nothing: keyboards give composed characters, and a
 * sender whose program typed decomposed ones has another key. False when it is not such text,
 * without memory, or when the ring (PROTOCOL_PASSPHRASES_MAX) is full. */
bool keyring_add(struct keyring *k, struct slice utf8);
unsigned keyring_count(const struct keyring *k);

/* The salted key that was derived last, for who decrypts a stream piece by piece. Zero at first. */
struct salted_key {
    struct secret *key; /* NULL: none */
    unsigned index;
    struct cipher_params params;
    unsigned derived; /* how many were, up to now */
};
/* salted_key_forget - wipes the key; the count stays */
void salted_key_forget(struct salted_key *s);

/* keyring_decrypt - AES-256-CBC, no padding, in -> out (may be the same); len % 16 == 0. The caller
 * has checked the bounds on power. A salted key is taken from *salted, or derived and left there,
 * in the place of the one before. False when OpenSSL or memory failed. */
bool keyring_decrypt(struct keyring *k, unsigned index, const struct cipher_params *params,
                     struct salted_key *salted, const unsigned char *in, unsigned char *out,
                     size_t len);
/* keyring_mentions - does any folded passphrase stand in the folded text, anywhere in it? One of
 * which folding leaves fewer than 4 bytes is not looked for. */
bool keyring_mentions(const struct keyring *k, struct slice folded);

/* sevenzip_key - the key derivation of 7zAES by itself: 32 bytes to key; rounds = 2^power, power <=
 * 24 */
bool sevenzip_key(struct slice utf16le, const struct cipher_params *params, unsigned char key[32]);

#endif
