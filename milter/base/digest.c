/*
 * digest - SHA-256 through OpenSSL's EVP; keeps nothing
 */
#include "base/digest.h"

#include "base/encode.h"

#include <openssl/evp.h>

bool sha256(struct slice data, unsigned char out[SHA256_SIZE])
{
    unsigned len = 0;
    return EVP_Digest(data.data, data.len, out, &len, EVP_sha256(), NULL) == 1 &&
           len == SHA256_SIZE;
}

bool sha256_hex(struct slice data, char out[SHA256_HEX_SIZE])
{
    unsigned char hash[SHA256_SIZE];
    out[0] = '\0';
    if (!sha256(data, hash))
        return false;
    hex_encode(hash, sizeof(hash), out);
    return true;
}
