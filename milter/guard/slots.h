/*
 * slots - how many workers run at once, and the queue of those who wait for one, first come first
 * served
 */
#ifndef GUARD_SLOTS_H
#define GUARD_SLOTS_H

#include <pthread.h>
#include <stdbool.h>

struct slots {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    unsigned limit, taken;
    unsigned long next_ticket; /* of who comes next */
    unsigned long turn;        /* the ticket that is served next */
    unsigned users;            /* threads inside: waiting or working */
    bool closed;
};

bool slots_init(struct slots *s, unsigned limit);
void slots_destroy(struct slots *s);
void slots_limit(struct slots *s, unsigned limit);

/* slots_take - waits for a slot, calling progress (may be NULL) about every second. False when the
 * queue was closed; then there is nothing to give back. */
bool slots_take(struct slots *s, void (*progress)(void *context), void *context);
void slots_give(struct slots *s);

/* slots_close - nobody gets a slot any more; slots_drain - returns when nobody is inside */
void slots_close(struct slots *s);
void slots_drain(struct slots *s);

#endif
