/*
 * The queue in front of the workers. Tickets are served in order; whoever holds the next one also
 * waits for a free slot. Nobody leaves the queue early, apart from all of them when it is closed.
 */
#include "guard/slots.h"

#include <errno.h>
#include <time.h>

bool slots_init(struct slots *s, unsigned limit)
{
    pthread_condattr_t monotonic;
    bool good;

    *s = (struct slots){.limit = limit};
    if (pthread_mutex_init(&s->lock, NULL) != 0)
        return false;
    if (pthread_condattr_init(&monotonic) != 0) {
        pthread_mutex_destroy(&s->lock);
        return false;
    }
    good = pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) == 0 &&
           pthread_cond_init(&s->changed, &monotonic) == 0;
    pthread_condattr_destroy(&monotonic);
    if (!good)
        pthread_mutex_destroy(&s->lock);
    return good;
}

void slots_destroy(struct slots *s)
{
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->lock);
}

void slots_limit(struct slots *s, unsigned limit)
{
    pthread_mutex_lock(&s->lock);
    s->limit = limit;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

/* wait_second - until something changed or a second passed; true when the second passed */
static bool wait_second(struct slots *s)
{
    struct timespec until;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec++;
    return pthread_cond_timedwait(&s->changed, &s->lock, &until) == ETIMEDOUT;
}

bool slots_take(struct slots *s, void (*progress)(void *context), void *context)
{
    unsigned long ticket;
    bool got;

    pthread_mutex_lock(&s->lock);
    ticket = s->next_ticket++;
    s->users++;
    while (!s->closed && (ticket != s->turn || s->taken >= s->limit)) {
        if (wait_second(s) && progress != NULL) {
            pthread_mutex_unlock(&s->lock); /* it talks to an MTA, which may take its time */
            progress(context);
            pthread_mutex_lock(&s->lock);
        }
    }
    got = !s->closed;
    if (got) {
        s->turn++;
        s->taken++;
    } else {
        s->users--;
    }
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    return got;
}

void slots_give(struct slots *s)
{
    pthread_mutex_lock(&s->lock);
    s->taken--;
    s->users--;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

void slots_close(struct slots *s)
{
    pthread_mutex_lock(&s->lock);
    s->closed = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

void slots_drain(struct slots *s)
{
    pthread_mutex_lock(&s->lock);
    while (s->users > 0)
        pthread_cond_wait(&s->changed, &s->lock);
    pthread_mutex_unlock(&s->lock);
}
