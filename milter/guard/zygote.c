/*
 * Main's side of the zygote: its birth, orders to it, its end.
 */
#include "guard/zygote.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* drop_privileges - to uid and gid when root, without any capability in every case */
static bool drop_privileges(uid_t uid, gid_t gid)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {{0}};
    uid_t r, e, s;

    if (geteuid() == 0) {
        if (setgroups(0, NULL) != 0 || setresgid(gid, gid, gid) != 0 ||
            setresuid(uid, uid, uid) != 0)
            return false;
        if (getresuid(&r, &e, &s) != 0 || r != uid || e != uid || s != uid || setuid(0) == 0 ||
            getgid() != gid || getegid() != gid)
            return false;
    }
    (void)prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    return syscall(SYS_capset, &header, none) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

/* hold_only - descriptor 3 is the control socket, 0 to 2 lead nowhere, all others are closed. With
 * a sanitizer standard error stays, for its reports. Returns the control socket or -1. */
static int hold_only(int control)
{
    enum { CONTROL = 3 };
    int last = sandbox_sanitized() ? STDOUT_FILENO : STDERR_FILENO;
    int nowhere = open("/dev/null", O_RDWR);

    /* Both out of the way of the places they go to */
    nowhere = nowhere < 0 ? -1 : fcntl(nowhere, F_DUPFD, CONTROL + 1);
    control = fcntl(control, F_DUPFD, CONTROL + 1);
    if (nowhere < 0 || control < 0 || dup2(control, CONTROL) < 0)
        return -1;
    for (int fd = STDIN_FILENO; fd <= last; fd++)
        if (dup2(nowhere, fd) < 0)
            return -1;
    return close_range(CONTROL + 1, ~0U, 0) == 0 ? CONTROL : -1;
}

/* forget - signals, terminal, folder and environment of main. Signals that end main are not for the
 * zygote: main ends it when the mails in flight are done. */
static bool forget(void)
{
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1, SIGUSR2};
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigset_t none;

    for (int number = 1; number < SIGRTMIN && !sandbox_sanitized(); number++)
        sigaction(number, &action, NULL); /* fails for SIGKILL and SIGSTOP */
    action.sa_handler = SIG_IGN;
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        if (sigaction(ignored[i], &action, NULL) != 0)
            return false;
    setsid();
    umask(077);
    return sigemptyset(&none) == 0 && sigprocmask(SIG_SETMASK, &none, NULL) == 0 &&
           chdir("/") == 0 && clearenv() == 0 && setenv("TZ", "UTC0", 1) == 0;
}

static _Noreturn void be_zygote(int control, pid_t parent, const struct sandbox *sandbox, uid_t uid,
                                gid_t gid)
{
    prctl(PR_SET_NAME, "referral-zygote", 0, 0, 0);
    control = hold_only(control);
    if (control < 0 || !forget() || !drop_privileges(uid, gid))
        _exit(1);
    worker_warm_up();
    /* A change of user clears the death signal, so it is set now; the parent may be gone already */
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 ||
        getppid() != parent)
        _exit(1);
    zygote_loop(control, sandbox);
}

bool zygote_start(struct zygote *z, const struct sandbox *sandbox, uid_t uid, gid_t gid,
                  struct complaints *complaints)
{
    pid_t parent = getpid();
    int pair[2];

    *z = (struct zygote){.pid = -1, .control = -1, .death = -1};
    if (geteuid() == 0 && (uid == 0 || gid == 0)) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "workers may not run as root");
        return false;
    }
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "socketpair: %s", strerror(errno));
        return false;
    }
    fflush(NULL); /* what stands in a stdio buffer is not written twice */
    z->pid = fork();
    if (z->pid == 0)
        be_zygote(pair[1], parent, sandbox, uid, gid);
    close(pair[1]);
    if (z->pid < 0) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "fork: %s", strerror(errno));
        close(pair[0]);
        return false;
    }
    z->control = pair[0];
    z->death = (int)syscall(SYS_pidfd_open, z->pid, 0);
    if (z->death >= 0)
        return true;
    complain(complaints, COMPLAINT_ERROR, NULL, 0, "pidfd_open: %s", strerror(errno));
    zygote_stop(z);
    return false;
}

void zygote_end(struct zygote *z)
{
    shutdown(z->control, SHUT_RDWR);
}

void zygote_stop(struct zygote *z)
{
    const struct timespec pause = {.tv_nsec = 2000000};

    zygote_end(z);
    for (int i = 0; i < 500; i++) { /* a second, then by force: the kernel ends the workers */
        if (waitpid(z->pid, NULL, WNOHANG) != 0)
            goto out;
        nanosleep(&pause, NULL);
    }
    kill(z->pid, SIGKILL);
    while (waitpid(z->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
out:
    close(z->control);
    if (z->death >= 0)
        close(z->death);
    *z = (struct zygote){.pid = -1, .control = -1, .death = -1};
}

/* send_order - the packet with its descriptors, the status socket first */
static bool send_order(int control, const struct worker_order *order, const int *fds, size_t count)
{
    union {
        struct cmsghdr align;
        unsigned char bytes[CMSG_SPACE(ZYGOTE_FDS * sizeof(int))];
    } rights = {.bytes = {0}};
    struct iovec body = {.iov_base = (void *)order, .iov_len = sizeof *order};
    struct msghdr message = {.msg_iov = &body,
                             .msg_iovlen = 1,
                             .msg_control = rights.bytes,
                             .msg_controllen = CMSG_SPACE(count * sizeof(int))};
    struct cmsghdr *c = CMSG_FIRSTHDR(&message);
    ssize_t sent;

    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(c), fds, count * sizeof(int));
    do
        sent = sendmsg(control, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)sizeof *order;
}

int zygote_order(struct zygote *z, const struct worker_order *order, const int fds[WORKER_FDS])
{
    int all[ZYGOTE_FDS], pair[2], error;
    bool sent;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0)
        return -1;
    all[0] = pair[1];
    memcpy(all + 1, fds, WORKER_FDS * sizeof(int));
    sent = send_order(z->control, order, all, order->probe != 0 ? ZYGOTE_PROBE_FDS : ZYGOTE_FDS);
    error = errno == ECONNRESET ? EPIPE : errno;
    close(pair[1]);
    if (!sent) {
        close(pair[0]);
        errno = error;
        return -1;
    }
    return pair[0];
}
