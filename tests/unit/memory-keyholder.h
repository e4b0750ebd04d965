/*
 * memory-keyholder - a key holder in plain memory, for tests
 *
 * Counts what it is asked and whether that kept the bounds of inspect/keyholder.h and of the
 * protocol; a question that breaks one is answered NO, as the real one does.
 */
#ifndef TESTS_UNIT_MEMORY_KEYHOLDER_H
#define TESTS_UNIT_MEMORY_KEYHOLDER_H

#include "guard/keyring.h"
#include "inspect/protocol.h"

struct memory_keyholder {
    struct keyholder keyholder; /* hand out a pointer to this; its window may be made smaller */
    struct keyring *keyring;
    struct salted_key salted;
    unsigned power_min, power_max; /* bounds, set by memory_keyholder_start to 19 and 20 */
    unsigned decrypts, mentions;   /* questions asked */
    unsigned broken_bounds;        /* of them */
    unsigned fail_after;           /* 0: never; n: the nth decrypt and later ones fail */
    unsigned distinct;             /* distinct (salt, power) */
    struct cipher_params seen[KEYHOLDER_SALTS_MAX];
};

/* memory_keyholder_start - capacity in bytes; passphrases ends in NULL. Starts the secure heap when
 * nobody has. False without memory. */
bool memory_keyholder_start(struct memory_keyholder *m, size_t capacity,
                            const char *const *passphrases);
/* memory_keyholder_load - a new archive; the counters begin anew. False when it is too large. */
bool memory_keyholder_load(struct memory_keyholder *m, struct slice archive);
void memory_keyholder_stop(struct memory_keyholder *m);

#endif
