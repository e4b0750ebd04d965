/*
 * fault - makes one library call fail, for LD_PRELOAD
 *
 * FAULT=DEPTH:CALL:N lets the Nth call of CALL fail in every process DEPTH forks below the one that
 * was started (0: main, 1: its zygote, 2: a worker). FAULT_TALLY=FILE: a file of FAULT_TALLY_SIZE
 * zero bytes, shared by all of them, in which the calls are counted: DEPTHS rows of CALL_COUNT
 * 64-bit numbers, each the most that one process of that depth made, and then one that says how
 * often a fault was played. Without orders, `FAULT_NAMES=1` prints the names of the calls in that
 * order. Only the C library's own entry points are caught: what it calls inside itself is not.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <link.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

/* X(return type, name, errno of the failure, failing value, parameters, arguments) */
#define CALLS(X)                                                                            \
    X(int, memfd_create, EMFILE, -1, (const char *a, unsigned b), (a, b))                   \
    X(int, socketpair, EMFILE, -1, (int a, int b, int c, int d[2]), (a, b, c, d))           \
    X(ssize_t, sendmsg, ENOBUFS, -1, (int a, const struct msghdr *b, int c), (a, b, c))     \
    X(ssize_t, recvmsg, ENOBUFS, -1, (int a, struct msghdr *b, int c), (a, b, c))           \
    X(ssize_t, send, ENOBUFS, -1, (int a, const void *b, size_t c, int d), (a, b, c, d))    \
    X(ssize_t, recv, ENOBUFS, -1, (int a, void *b, size_t c, int d), (a, b, c, d))          \
    X(int, poll, ENOMEM, -1, (struct pollfd * a, nfds_t b, int c), (a, b, c))               \
    X(ssize_t, read, EIO, -1, (int a, void *b, size_t c), (a, b, c))                        \
    X(ssize_t, write, ENOSPC, -1, (int a, const void *b, size_t c), (a, b, c))              \
    X(ssize_t, pread, EIO, -1, (int a, void *b, size_t c, off_t d), (a, b, c, d))           \
    X(ssize_t, pwrite, ENOSPC, -1, (int a, const void *b, size_t c, off_t d), (a, b, c, d)) \
    X(int, fsync, EIO, -1, (int a), (a))                                                    \
    X(int, fdatasync, EIO, -1, (int a), (a))                                                \
    X(int, ftruncate, ENOSPC, -1, (int a, off_t b), (a, b))                                 \
    X(int, fstat, EIO, -1, (int a, struct stat *b), (a, b))                                 \
    X(int, dup2, EBADF, -1, (int a, int b), (a, b))                                         \
    X(int, close_range, ENOMEM, -1, (unsigned a, unsigned b, int c), (a, b, c))             \
    X(int, setgroups, EPERM, -1, (size_t a, const gid_t *b), (a, b))                        \
    X(int, setresgid, EPERM, -1, (gid_t a, gid_t b, gid_t c), (a, b, c))                    \
    X(int, setresuid, EPERM, -1, (uid_t a, uid_t b, uid_t c), (a, b, c))                    \
    X(int, chdir, EACCES, -1, (const char *a), (a))                                         \
    X(int, signalfd, EMFILE, -1, (int a, const sigset_t *b, int c), (a, b, c))              \
    X(int, setrlimit, EPERM, -1, (__rlimit_resource_t a, const struct rlimit *b), (a, b))   \
    X(pid_t, waitpid, ECHILD, -1, (pid_t a, int *b, int c), (a, b, c))                      \
    X(void *, mmap, ENOMEM, MAP_FAILED, (void *a, size_t b, int c, int d, int e, off_t f),  \
      (a, b, c, d, e, f))

#define ENUMERATOR(type, name, error, bad, parameters, arguments) CALL_##name,
enum call {
    CALLS(ENUMERATOR) CALL_malloc,
    CALL_calloc,
    CALL_realloc,
    CALL_fork,
    CALL_prctl,
    CALL_fcntl,
    CALL_open,
    CALL_COUNT
};
#define NAME(type, name, error, bad, parameters, arguments) #name,
static const char *const names[CALL_COUNT] = {
    CALLS(NAME) "malloc", "calloc", "realloc", "fork", "prctl", "fcntl", "open"};

enum { DEPTHS = 3 };
struct tally {
    unsigned long made[DEPTHS][CALL_COUNT];
    unsigned long played;
};

static unsigned depth, fault_depth;
static int fault_call = -1;
static unsigned long fault_at, made[CALL_COUNT];
static struct tally nowhere, *tally = &nowhere;

/* Address ranges of the libraries that are let through */
static struct range {
    uintptr_t from, to;
} spared[16];
static unsigned spared_count;

static bool is_spared(const void *caller)
{
    for (unsigned i = 0; i < spared_count; i++)
        if ((uintptr_t)caller >= spared[i].from && (uintptr_t)caller < spared[i].to)
            return true;
    return false;
}

static int spare(struct dl_phdr_info *info, size_t size, void *context)
{
    (void)size, (void)context;
    if (strstr(info->dlpi_name, "/libconfig.so") == NULL &&
        strstr(info->dlpi_name, "/libseccomp.so") == NULL)
        return 0;
    for (int i = 0; i < info->dlpi_phnum && spared_count < 16; i++)
        if (info->dlpi_phdr[i].p_type == PT_LOAD)
            spared[spared_count++] = (struct range){info->dlpi_addr + info->dlpi_phdr[i].p_vaddr,
                                                    info->dlpi_addr + info->dlpi_phdr[i].p_vaddr +
                                                        info->dlpi_phdr[i].p_memsz};
    return 0;
}

/* fault_played - a function of its own, for a debugger to stop at */
__attribute__((noinline)) void fault_played(void);
void fault_played(void)
{
    tally->played++;
}

/* fails - counts the call; is it the one? */
static bool fails(enum call call, int error)
{
    unsigned long now = ++made[call];

    if (depth < DEPTHS && tally->made[depth][call] < now)
        tally->made[depth][call] = now;
    if (now != fault_at || (int)call != fault_call || depth != fault_depth)
        return false;
    fault_played();
    errno = error;
    return true;
}

#define WRAP(type, name, error, bad, parameters, arguments) \
    type name parameters                                    \
    {                                                       \
        static type(*real) parameters;                      \
                                                            \
        if (fails(CALL_##name, error))                      \
            return bad;                                     \
        if (real == NULL)                                   \
            *(void **)&real = dlsym(RTLD_NEXT, #name);      \
        return real arguments;                              \
    }
CALLS(WRAP)

void *malloc(size_t size)
{
    if (!is_spared(__builtin_return_address(0)) && fails(CALL_malloc, ENOMEM))
        return NULL;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    if (!is_spared(__builtin_return_address(0)) && fails(CALL_calloc, ENOMEM))
        return NULL;
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    if (!is_spared(__builtin_return_address(0)) && fails(CALL_realloc, ENOMEM))
        return NULL;
    return __libc_realloc(old, size);
}

pid_t fork(void)
{
    static pid_t (*real)(void);
    pid_t pid;

    if (fails(CALL_fork, EAGAIN))
        return -1;
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "fork");
    pid = real();
    if (pid == 0) {
        depth++;
        memset(made, 0, sizeof made);
    }
    return pid;
}

int prctl(int option, ...)
{
    static int (*real)(int, unsigned long, unsigned long, unsigned long, unsigned long);
    unsigned long a[4];
    va_list args;

    va_start(args, option);
    for (int i = 0; i < 4; i++)
        a[i] = va_arg(args, unsigned long);
    va_end(args);
    if (fails(CALL_prctl, EINVAL))
        return -1;
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "prctl");
    return real(option, a[0], a[1], a[2], a[3]);
}

int fcntl(int fd, int command, ...)
{
    static int (*real)(int, int, void *);
    va_list args;
    void *argument;

    va_start(args, command);
    argument = va_arg(args, void *);
    va_end(args);
    if (fails(CALL_fcntl, EINVAL))
        return -1;
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "fcntl");
    return real(fd, command, argument);
}

int open(const char *path, int flags, ...)
{
    static int (*real)(const char *, int, mode_t);
    va_list args;
    mode_t mode;

    va_start(args, flags);
    mode = (flags & O_CREAT) != 0 ? va_arg(args, mode_t) : 0;
    va_end(args);
    if (fails(CALL_open, EMFILE))
        return -1;
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "open");
    return real(path, flags, mode);
}

static void open_tally(const char *path)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    void *shared = mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

    if (fd < 0 || shared == MAP_FAILED)
        abort();
    close(fd);
    tally = shared;
}

__attribute__((constructor)) static void read_orders(void)
{
    const char *order = getenv("FAULT"), *path = getenv("FAULT_TALLY");
    char name[32] = "";

    if (getenv("FAULT_NAMES") != NULL)
        for (int i = 0; i < CALL_COUNT; i++)
            puts(names[i]);
    if (path != NULL)
        open_tally(path);
    if (order != NULL && sscanf(order, "%u:%31[a-z0-9_]:%lu", &fault_depth, name, &fault_at) != 3)
        abort();
    for (int i = 0; i < CALL_COUNT; i++)
        if (strcmp(names[i], name) == 0)
            fault_call = i;
    dl_iterate_phdr(spare, NULL);
    /* what the dynamic linker did before is not counted */
    memset(made, 0, sizeof made);
    memset(tally, 0, sizeof *tally);
}
