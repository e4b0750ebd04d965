/*
 * serve - main's side of the talk with one worker
 *
 * Answers the worker's questions from the keyring within the bounds of the protocol, remembers what
 * it answered, and ends with the verdict or the reason why there is none. Nothing that the worker
 * says is believed beyond the bounds checked here and in backed.h.
 */
#ifndef GUARD_SERVE_H
#define GUARD_SERVE_H

#include "guard/guard.h"
#include "guard/wire.h"

enum serve_outcome {
    SERVE_GOING_ON,   /* never a result of guard_serve() */
    SERVE_VERDICT,    /* conversation.verdict holds it, in valid form */
    SERVE_NOT_JUDGED, /* the worker said that it could not judge */
    SERVE_NOT_LOCKED, /* the lock-down failed; conversation.ready says where */
    SERVE_CLOSED,     /* the worker is gone without a verdict */
    SERVE_BROKEN,     /* it broke the protocol; conversation.broken says how */
    SERVE_TIMED_OUT,
    SERVE_FAILED /* no memory or no key here in main */
};

/* What main itself knows of one worker */
struct conversation {
    const struct guard_task *task;
    int scratch;         /* descriptor */
    uint64_t capacity;   /* of the archive in it; the window stands behind */
    int64_t deadline_ms; /* of clock_ms() */

    struct wire_ready ready; /* zero until it came */
    uint64_t decrypts;
    unsigned mentions;
    struct salted_key salted; /* the last one */
    unsigned salt_count;      /* distinct pairs of power and salt, and the pairs */
    struct cipher_params salts[KEYHOLDER_SALTS_MAX];
    uint32_t powers[PROTOCOL_PASSPHRASES_MAX]; /* per passphrase: bit n: a decrypt with power n was
                                                  answered */
    uint64_t lowest, highest; /* what was decrypted lies in [lowest, highest) of the archive */
    struct verdict verdict;
    const char *broken; /* a fixed text */
};

/* clock_ms - milliseconds of the monotonic clock */
int64_t clock_ms(void);

/* guard_serve - talks over fd, main's end of the socket pair (made non-blocking), until an outcome.
 * task, scratch, capacity and deadline_ms are set by the caller, all else is zero. */
enum serve_outcome guard_serve(int fd, struct conversation *c);

#endif
