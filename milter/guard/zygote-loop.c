/*
 * The zygote's own process: waits for orders, forks, reaps, tells main. It reads nothing of a mail,
 * and of an order only what main wrote.
 */
#include "guard/zygote.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct child {
    pid_t pid;
    int status;  /* socket to main */
    bool killed; /* main has let go of it */
};

struct zygote_state {
    const struct sandbox *sandbox;
    int control, signals;
    size_t count;
    struct child children[ZYGOTE_WORKERS_MAX];
};

/* tell - main may be gone from this socket, and then needs no telling */
static void tell(int status, enum zygote_end end, int code)
{
    struct zygote_status s = {.end = end, .code = code};

    if (status < 0)
        return;
    (void)!send(status, &s, sizeof s, MSG_NOSIGNAL | MSG_DONTWAIT);
    close(status);
}

static void close_all(const int *fds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        close(fds[i]);
}

/* be_worker - keeps the worker's descriptors, at 3 and up, and nothing else of the zygote */
static _Noreturn void be_worker(const struct zygote_state *z, const struct worker_order *order,
                                const int *fds, size_t count, pid_t zygote)
{
    enum { FIRST = 3, PARKED = 3 + ZYGOTE_FDS };
    int mine[WORKER_FDS] = {-1, -1, -1, -1};

    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || getppid() != zygote)
        _exit(1);
    /* Out of the way of the places they go to, then there */
    for (size_t i = 1; i < count; i++)
        if ((mine[i - 1] = fcntl(fds[i], F_DUPFD, PARKED)) < 0)
            _exit(1);
    for (size_t i = 0; i + 1 < count; i++) {
        if (dup2(mine[i], FIRST + (int)i) < 0)
            _exit(1);
        mine[i] = FIRST + (int)i;
    }
    if (close_range(FIRST + (unsigned)count - 1, ~0U, 0) != 0)
        _exit(1);
    worker_run(order, mine, z->sandbox);
}

/* start - fds[0] is the status socket; the others are the worker's */
static void start(struct zygote_state *z, const struct worker_order *order, const int *fds,
                  size_t count)
{
    pid_t self = getpid(), pid = -1;

    errno = EAGAIN;
    if (z->count < ZYGOTE_WORKERS_MAX)
        pid = fork();
    if (pid == 0)
        be_worker(z, order, fds, count, self);
    if (pid < 0)
        tell(fds[0], ZYGOTE_NOT_BORN, errno);
    else
        z->children[z->count++] = (struct child){.pid = pid, .status = fds[0]};
    close_all(fds + 1, count - 1);
}

/* take_order - false when main is gone */
static bool take_order(struct zygote_state *z)
{
    struct worker_order order;
    int fds[ZYGOTE_FDS];
    size_t count = 0;
    union {
        struct cmsghdr align;
        unsigned char bytes[CMSG_SPACE(ZYGOTE_FDS * sizeof(int))];
    } rights;
    struct iovec body = {.iov_base = &order, .iov_len = sizeof order};
    struct msghdr message = {.msg_iov = &body,
                             .msg_iovlen = 1,
                             .msg_control = rights.bytes,
                             .msg_controllen = sizeof rights.bytes};
    ssize_t got = recvmsg(z->control, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    struct cmsghdr *c = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;

    if (got < 0)
        return errno == EINTR || errno == EAGAIN;
    if (got == 0)
        return false;
    if (c != NULL && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS) {
        count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        memcpy(fds, CMSG_DATA(c), count * sizeof(int));
    }
    /* Descriptors that did not fit (this process has no more to spare): main sees the sockets end
     */
    if (got != (ssize_t)sizeof order || order.version != WIRE_MAGIC ||
        count != (order.probe != 0 ? ZYGOTE_PROBE_FDS : ZYGOTE_FDS))
        close_all(fds, count);
    else
        start(z, &order, fds, count);
    return true;
}

static void forget_child(struct zygote_state *z, pid_t pid, int how)
{
    for (size_t i = 0; i < z->count; i++) {
        if (z->children[i].pid != pid)
            continue;
        if (WIFSIGNALED(how))
            tell(z->children[i].status, ZYGOTE_SIGNALLED, WTERMSIG(how));
        else
            tell(z->children[i].status, ZYGOTE_EXITED, WEXITSTATUS(how));
        z->children[i] = z->children[--z->count];
        return;
    }
}

static void reap(struct zygote_state *z)
{
    struct signalfd_siginfo seen;
    pid_t pid;
    int how;

    while (read(z->signals, &seen, sizeof seen) == (ssize_t)sizeof seen)
        continue;
    while ((pid = waitpid(-1, &how, WNOHANG)) > 0)
        forget_child(z, pid, how);
}

/* end_all - main is gone, or wants it so */
static _Noreturn void end_all(struct zygote_state *z)
{
    for (size_t i = 0; i < z->count; i++)
        kill(z->children[i].pid, SIGKILL);
    while (z->count > 0 && waitpid(-1, NULL, 0) > 0)
        z->count--;
    _exit(0);
}

/* turn - one round of waiting. A status socket that is readable is at its end: main never writes
 * there, it shuts down its side to have the worker killed. */
static void turn(struct zygote_state *z)
{
    struct pollfd wait[2 + ZYGOTE_WORKERS_MAX];
    size_t count = z->count;

    wait[0] = (struct pollfd){.fd = z->control, .events = POLLIN};
    wait[1] = (struct pollfd){.fd = z->signals, .events = POLLIN};
    for (size_t i = 0; i < count; i++)
        wait[2 + i] = (struct pollfd){.fd = z->children[i].killed ? -1 : z->children[i].status,
                                      .events = POLLIN | POLLRDHUP};
    if (poll(wait, (nfds_t)(2 + count), -1) < 0) {
        if (errno != EINTR)
            end_all(z);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (wait[2 + i].revents != 0) {
            kill(z->children[i].pid, SIGKILL);
            z->children[i].killed = true;
        }
    if (wait[1].revents != 0)
        reap(z);
    if (wait[0].revents != 0 && !take_order(z))
        end_all(z);
}

_Noreturn void zygote_loop(int control, const struct sandbox *sandbox)
{
    struct zygote_state z = {.sandbox = sandbox, .control = control};
    sigset_t child;

    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    z.signals = -1;
    if (sigprocmask(SIG_BLOCK, &child, NULL) == 0)
        z.signals = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
    if (z.signals < 0)
        _exit(1);
    for (;;)
        turn(&z);
}
