/*
 * The guard's life: start with a probe, settings, stop. One inspection is in job.c.
 */
#include "guard/inside.h"

#include "guard/job.h"
#include "guard/serve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PROBE_SECONDS = 20, DEFAULT_WORKERS = 2, DEFAULT_SECONDS = 20 };

bool guard_sanitized(void)
{
    return sandbox_sanitized();
}

unsigned guard_landlock(const struct guard *guard)
{
    return guard->landlock;
}

int guard_death_fd(const struct guard *guard)
{
    return guard->zygote.death;
}

/* probe_talk - a worker that locks itself down and says so */
static enum serve_outcome probe_talk(struct guard *guard, struct conversation *c)
{
    struct worker_order order = {.version = WIRE_MAGIC,
                                 .probe = 1,
                                 .cpu_seconds = PROBE_SECONDS,
                                 .address_space = SANDBOX_ADDRESS_SPACE};
    int pair[2], fds[WORKER_FDS] = {-1, -1, -1, -1}, status;
    enum serve_outcome outcome = SERVE_FAILED;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return outcome;
    fds[WORKER_SOCKET] = pair[1];
    status = zygote_order(&guard->zygote, &order, fds);
    close(pair[1]);
    if (status >= 0) {
        c->deadline_ms = clock_ms() + PROBE_SECONDS * 1000;
        outcome = guard_serve(pair[0], c);
        close(status);
    }
    close(pair[0]);
    return outcome;
}

static bool probe(struct guard *guard, struct complaints *complaints)
{
    struct conversation c = {.scratch = -1};
    enum serve_outcome outcome = probe_talk(guard, &c);

    guard->landlock = c.ready.landlock;
    if (outcome == SERVE_CLOSED && c.ready.head.size != 0)
        return true; /* locked down, said so, ended */
    if (outcome == SERVE_NOT_LOCKED)
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "a worker cannot be locked down: %s: %s",
                 sandbox_stage_name((enum sandbox_stage)c.ready.stage), strerror(c.ready.error));
    else
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "a worker that only locks itself down %s",
                 outcome == SERVE_TIMED_OUT ? "hangs" : "dies");
    return false;
}

struct guard *guard_start(const struct guard_options *options, struct complaints *complaints)
{
    struct guard *guard = calloc(1, sizeof *guard);

    if (guard == NULL || !slots_init(&guard->slots, DEFAULT_WORKERS)) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "no memory");
        free(guard);
        return NULL;
    }
    atomic_init(&guard->inspect_seconds, DEFAULT_SECONDS);
    guard->sandbox = sandbox_new(complaints);
    if (guard->sandbox == NULL ||
        !zygote_start(&guard->zygote, guard->sandbox, options->uid, options->gid, complaints) ||
        !probe(guard, complaints)) {
        guard_stop(guard);
        return NULL;
    }
    return guard;
}

void guard_configure(struct guard *guard, unsigned workers, unsigned inspect_seconds)
{
    if (workers < 1)
        workers = 1;
    if (workers > ZYGOTE_WORKERS_MAX)
        workers = ZYGOTE_WORKERS_MAX;
    atomic_store(&guard->inspect_seconds, inspect_seconds < 1 ? 1 : inspect_seconds);
    slots_limit(&guard->slots, workers);
}

void guard_stop(struct guard *guard)
{
    if (guard == NULL)
        return;
    slots_close(&guard->slots);
    if (guard->zygote.pid > 0)
        zygote_end(&guard->zygote);
    slots_drain(&guard->slots);
    if (guard->zygote.pid > 0)
        zygote_stop(&guard->zygote);
    slots_destroy(&guard->slots);
    sandbox_free(guard->sandbox);
    free(guard);
}

void guard_inspect(struct guard *guard, const struct guard_task *task, struct guard_result *result)
{
    memset(result, 0, sizeof *result);
    verdict_init(&result->verdict);
    verdict_add(&result->verdict, REASON_DEFER_INSPECTION, place_none());
    if (!slots_take(&guard->slots, task->progress, task->context)) {
        snprintf(result->trouble, sizeof result->trouble, "the guard is being stopped");
        return;
    }
    job_run(guard, task, atomic_load(&guard->inspect_seconds), result);
    slots_give(&guard->slots);
}
