/*
 * gateway - what all mail transactions of the daemon share
 *
 * Set up by main before the first transaction; afterwards only the current duty changes (by a
 * reload), under its lock. A duty is one loaded policy with the keyrings of its protocols; a
 * transaction holds the duty it began with until it ends.
 */
#ifndef DAEMON_GATEWAY_H
#define DAEMON_GATEWAY_H

#include "daemon/metrics.h"
#include "guard/guard.h"
#include "policy/policy.h"
#include "record/log.h"

#include <pthread.h>
#include <stdatomic.h>

struct duty {
    struct policy *policy;
    struct keyring **keyrings; /* one per protocol */
    atomic_uint holders;
};

struct gateway {
    struct guard *guard;
    struct record_log *log;
    struct metrics *metrics;
    pthread_mutex_t lock; /* of duty */
    struct duty *duty;
    atomic_size_t spooled;    /* bytes of guarded mail in flight */
    atomic_uint transactions; /* guarded ones between DATA and their end */
    atomic_bool stopping;     /* take no new guarded mail */
};

/* duty_load - policy and passphrases from the file; NULL with complaints. previous: the duty in
 * force on a reload, NULL at start. socket, when not NULL, stands in for the setting. */
struct duty *duty_load(const char *file, const char *socket, const struct duty *previous,
                       struct complaints *complaints);
/* duty_secrets - second half of loading, after the zygote was forked: reads the passphrases */
bool duty_secrets(struct duty *duty, const struct duty *previous, struct complaints *complaints);
void duty_release(struct duty *duty);

void gateway_init(struct gateway *g, struct duty *duty);
/* gateway_duty - the duty in force, held; give it back with duty_release() */
struct duty *gateway_duty(struct gateway *g);
/* gateway_relieve - puts the next duty in force and lets go of the one before */
void gateway_relieve(struct gateway *g, struct duty *next);

/* gateway_reserve - counts more bytes of guarded mail; false when that would pass the budget */
bool gateway_reserve(struct gateway *g, size_t bytes, uint64_t budget);
void gateway_unreserve(struct gateway *g, size_t bytes);

#endif
