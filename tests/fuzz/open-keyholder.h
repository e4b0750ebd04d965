/*
 * open-keyholder - a key holder whose cipher does nothing: plaintext is ciphertext
 *
 * So that a fuzzer sees through the encryption: what it changes in an archive changes the plaintext
 * in the same place. It keeps the bounds of the real one and ends the process when a question
 * breaks one. To the mentions question it says yes when the text holds "geheim".
 */
#ifndef TESTS_FUZZ_OPEN_KEYHOLDER_H
#define TESTS_FUZZ_OPEN_KEYHOLDER_H

#include "inspect/keyholder.h"
#include "inspect/protocol.h"

enum { OPEN_CAPACITY = 1 << 20 };

/* open_keyholder - the one of the process, with an archive loaded and a window of that size, at
 * most KEYHOLDER_WINDOW; NULL when the archive is too large */
const struct keyholder *open_keyholder(const unsigned char *archive, size_t len, size_t window);

/* open_protocol - as configured by default, with two passphrases, the second not valid any more */
const struct protocol *open_protocol(void);
enum { OPEN_DAY = 20261123 };

#endif
