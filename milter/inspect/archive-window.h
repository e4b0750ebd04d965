/*
 * archive-window - the plaintext of one packed stream, seen through the key holder's window
 *
 * For archive-open.c alone. What is asked for is brought into the window when it is not there: from
 * the block of the cipher that it begins in, as much as the window holds. (CBC: a piece from the
 * middle is decrypted with the ciphertext block before it as vector.)
 */
#ifndef INSPECT_ARCHIVE_WINDOW_H
#define INSPECT_ARCHIVE_WINDOW_H

#include "inspect/keyholder.h"

struct archive_window {
    const struct keyholder *keyholder;
    const struct cipher_params *params; /* of the stream's cipher */
    uint64_t offset;                    /* of the stream in the archive */
    size_t packed;                      /* its bytes; offset + packed is within the archive */
    unsigned passphrase;
    size_t at, len; /* [at, at + len) of the stream stands in the window; len 0: nothing yet */
    bool failed;    /* the key holder gave no answer */
};

enum { ARCHIVE_WINDOW_ASK_MAX = KEYHOLDER_WINDOW_MIN - CIPHER_IV_SIZE + 1 };

/* archive_window_show - what stands from at on: at least wanted bytes, of which at most
 * ARCHIVE_WINDOW_ASK_MAX are promised, or up to the stream's end. Valid until the next call.
 * Nothing at the end, and when the key holder failed. */
struct slice archive_window_show(struct archive_window *w, size_t at, size_t wanted);

#endif
