/*
 * digest - SHA-256 through OpenSSL's EVP; keeps nothing
 */
#include "base/digest.h"

#include "base/encode.h"
#include "base/whole.h"

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

bool sha256_file(int fd, uint64_t len, unsigned char out[SHA256_SIZE])
{
    unsigned char piece[16384];
    EVP_MD_CTX *hash = EVP_MD_CTX_new();
    bool good = hash != NULL && EVP_DigestInit_ex(hash, EVP_sha256(), NULL) == 1;

    for (uint64_t at = 0; good && at < len; at += sizeof piece) {
        size_t wanted = len - at < sizeof piece ? (size_t)(len - at) : sizeof piece;

        good = whole_read_at(fd, piece, wanted, at) && EVP_DigestUpdate(hash, piece, wanted) == 1;
    }
    good = good && EVP_DigestFinal_ex(hash, out, NULL) == 1;
    EVP_MD_CTX_free(hash);
    return good;
}
