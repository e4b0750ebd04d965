/*
 * digest - SHA-256 (FIPS 180-4) through OpenSSL's EVP
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/slice.h"

enum { SHA256_SIZE = 32, SHA256_HEX_SIZE = 65 };

bool sha256(struct slice data, unsigned char out[SHA256_SIZE]);
bool sha256_hex(struct slice data, char out[SHA256_HEX_SIZE]);
/* sha256_file - of the first len bytes, read by pread; false also when there are fewer */
bool sha256_file(int fd, uint64_t len, unsigned char out[SHA256_SIZE]);

#endif
