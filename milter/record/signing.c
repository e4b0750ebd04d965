/*
 * signing - Ed25519 keys and signatures as base64 text
 *
 * Knows no file and no log format.
 */
#include "record/signing.h"

#include "base/encode.h"

#include <string.h>

enum { SIGNATURE_SIZE = 64, SIGNED_MAX = 128 * 1024 };

EVP_PKEY *signing_key_new(void)
{
    return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
}

EVP_PKEY *signing_key_from_seed(const unsigned char seed[SIGNING_SEED_SIZE])
{
    return EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, SIGNING_SEED_SIZE);
}

bool signing_key_seed(const EVP_PKEY *key, unsigned char seed[SIGNING_SEED_SIZE])
{
    size_t len = SIGNING_SEED_SIZE;

    return EVP_PKEY_get_raw_private_key(key, seed, &len) == 1 && len == SIGNING_SEED_SIZE;
}

/* text_of - base64 of data into a fixed field of exactly size bytes, NUL included */
static bool text_of(struct slice data, char *out, size_t size)
{
    struct buffer text;
    bool good;

    buffer_init(&text, size);
    good = base64_append(&text, data) && text.len + 1 == size;
    if (good) {
        memcpy(out, text.data, text.len);
        out[text.len] = '\0';
    }
    buffer_free(&text);
    return good;
}

bool signing_public_text(const EVP_PKEY *key, char out[SIGNING_PUBLIC_TEXT])
{
    unsigned char raw[SIGNING_PUBLIC_SIZE];
    size_t len = sizeof raw;

    return EVP_PKEY_get_raw_public_key(key, raw, &len) == 1 && len == sizeof raw &&
           text_of(slice_of(raw, len), out, SIGNING_PUBLIC_TEXT);
}

EVP_PKEY *signing_public_key(struct slice text)
{
    unsigned char raw[SIGNING_PUBLIC_SIZE];
    size_t len;

    if (!base64_decode(text, raw, sizeof raw, &len) || len != sizeof raw)
        return NULL;
    return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, raw, len);
}

/* signed_bytes - prefix and data in one piece, as Ed25519 wants them */
static bool signed_bytes(struct buffer *all, const char *prefix, struct slice data)
{
    buffer_init(all, SIGNED_MAX);
    return (prefix == NULL || buffer_append_string(all, prefix)) && buffer_append_slice(all, data);
}

bool signing_sign(EVP_PKEY *key, const char *prefix, struct slice data,
                  char out[SIGNING_SIGNATURE_TEXT])
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    unsigned char raw[SIGNATURE_SIZE];
    size_t len = sizeof raw;
    struct buffer all;
    bool good;

    good = signed_bytes(&all, prefix, data) && context != NULL &&
           EVP_DigestSignInit(context, NULL, NULL, NULL, key) == 1 &&
           EVP_DigestSign(context, raw, &len, all.data, all.len) == 1 &&
           text_of(slice_of(raw, len), out, SIGNING_SIGNATURE_TEXT);
    buffer_free(&all);
    EVP_MD_CTX_free(context);
    return good;
}

bool signing_verify(EVP_PKEY *key, const char *prefix, struct slice data, struct slice signature)
{
    EVP_MD_CTX *context = NULL;
    unsigned char raw[SIGNATURE_SIZE];
    struct buffer all;
    size_t len;
    bool good;

    if (!base64_decode(signature, raw, sizeof raw, &len) || len != sizeof raw)
        return false;
    context = EVP_MD_CTX_new();
    good = signed_bytes(&all, prefix, data) && context != NULL &&
           EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1 &&
           EVP_DigestVerify(context, raw, len, all.data, all.len) == 1;
    buffer_free(&all);
    EVP_MD_CTX_free(context);
    return good;
}
