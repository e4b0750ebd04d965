/*
 * worker - the process that reads one mail
 *
 * It begins as a fork of the zygote, maps its memory, locks itself down, inspects, answers and
 * ends. It holds nothing but a socket to main and the memory described here.
 *
 * The scratch has two halves of `capacity` bytes: the worker writes the decoded archive to the
 * first, main writes what it decrypted to the second.
 */
#ifndef GUARD_WORKER_H
#define GUARD_WORKER_H

#include "guard/sandbox.h"
#include "guard/wire.h"
#include "inspect/protocol.h"

/* What to do, as main sends it to the zygote */
struct worker_order {
    uint32_t version;      /* WIRE_MAGIC */
    uint32_t probe;        /* bool: lock down, say ready, end */
    uint32_t bare_archive; /* bool */
    day_number day;
    uint32_t cpu_seconds;
    uint32_t reserved;
    uint64_t message_len;   /* bytes of the message, */
    uint64_t task_len;      /* of the serialised protocol and envelope, in that order, */
    uint64_t capacity;      /* and of half the scratch: a multiple of the page size */
    uint64_t address_space; /* limit of the worker, bytes */
};

/* Descriptors that travel with it; a probe has the socket only */
enum worker_fd { WORKER_SOCKET, WORKER_MESSAGE, WORKER_TASK, WORKER_SCRATCH, WORKER_FDS };

/* worker_warm_up - in the zygote, once: libraries set themselves up, so that no worker has to do
 * so, and reads what they want to read from files */
void worker_warm_up(void);

/* worker_run - never returns; the process must have one thread and no other descriptors of worth */
_Noreturn void worker_run(const struct worker_order *order, const int fds[WORKER_FDS],
                          const struct sandbox *sandbox);

#endif
