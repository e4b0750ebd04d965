/*
 * zygote - the process that forks workers, reaps them, and does nothing else
 *
 * Forked from main while main has one thread, no secret and no listening socket; so no worker has
 * ever shared memory with a passphrase. Main sends one packet per worker over the control socket: a
 * worker_order with its descriptors. Each worker has a status socket of its own between main and
 * zygote: the zygote writes one zygote_status to it when the worker has ended, and kills the worker
 * when main shuts down its side or closes it. When the control socket ends, so do the zygote and
 * every worker; when the zygote ends, main sees the end of the control socket and of every status
 * socket, and the kernel kills the workers.
 */
#ifndef GUARD_ZYGOTE_H
#define GUARD_ZYGOTE_H

#include "guard/worker.h"

#include <sys/types.h>

enum {
    ZYGOTE_WORKERS_MAX = 256, /* at once */
    ZYGOTE_FDS = WORKER_FDS + 1,
    ZYGOTE_PROBE_FDS = 2
};

enum zygote_end {
    ZYGOTE_EXITED,    /* code: exit status */
    ZYGOTE_SIGNALLED, /* code: signal */
    ZYGOTE_NOT_BORN   /* code: errno of fork; EAGAIN also above ZYGOTE_WORKERS_MAX */
};
struct zygote_status {
    uint32_t end; /* enum zygote_end */
    int32_t code;
};

struct zygote {
    pid_t pid;
    int control;
    int death; /* pidfd_open(2): readable when it is gone, whoever still holds its sockets */
};

/* zygote_start - forks; uid and gid are taken when the process is root. False with a complaint. */
bool zygote_start(struct zygote *z, const struct sandbox *sandbox, uid_t uid, gid_t gid,
                  struct complaints *complaints);
/* zygote_end - tells it to end, with every worker; orders fail from now on. Other threads may still
 * use *z until zygote_stop(). */
void zygote_end(struct zygote *z);
/* zygote_stop - zygote_end(), and waits for it */
void zygote_stop(struct zygote *z);

/* zygote_order - a new worker. fds are those of enum worker_fd (a probe: the socket only); the
 * caller keeps and closes its own. Returns main's end of the status socket (non-blocking), or -1
 * with errno: EPIPE when the zygote is gone, EAGAIN when it takes no more orders at present. */
int zygote_order(struct zygote *z, const struct worker_order *order, const int fds[WORKER_FDS]);

/* zygote_loop - the life of the zygote, in its own process */
_Noreturn void zygote_loop(int control, const struct sandbox *sandbox);

#endif
