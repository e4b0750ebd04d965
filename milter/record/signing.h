/*
 * signing - Ed25519 (RFC 8032) through OpenSSL's EVP, with keys and signatures as base64 text
 *
 * Keys are EVP_PKEY objects; the private half lives in OpenSSL's secure heap when that runs, and is
 * wiped by EVP_PKEY_free().
 */
#ifndef RECORD_SIGNING_H
#define RECORD_SIGNING_H

#include "base/slice.h"

#include <openssl/evp.h>

enum {
    SIGNING_SEED_SIZE = 32,
    SIGNING_PUBLIC_SIZE = 32,
    SIGNING_PUBLIC_TEXT = 45,   /* base64 and its NUL */
    SIGNING_SIGNATURE_TEXT = 89 /* base64 and its NUL */
};

EVP_PKEY *signing_key_new(void);
EVP_PKEY *signing_key_from_seed(const unsigned char seed[SIGNING_SEED_SIZE]);
/* signing_key_seed - the private half, for the key file; the caller wipes it */
bool signing_key_seed(const EVP_PKEY *key, unsigned char seed[SIGNING_SEED_SIZE]);

bool signing_public_text(const EVP_PKEY *key, char out[SIGNING_PUBLIC_TEXT]);
/* signing_public_key - NULL when text is not the base64 of a public key */
EVP_PKEY *signing_public_key(struct slice text);

/* signing_sign - signature of data, or of prefix and data together when prefix is not NULL */
bool signing_sign(EVP_PKEY *key, const char *prefix, struct slice data,
                  char out[SIGNING_SIGNATURE_TEXT]);
bool signing_verify(EVP_PKEY *key, const char *prefix, struct slice data, struct slice signature);

#endif
