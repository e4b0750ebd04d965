/*
 * The lock-down of a worker. Applied by the worker to itself, after it has mapped its memory and
 * before it looks at the first byte of the mail. Nothing here may depend on the mail.
 */
#include "guard/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

struct sandbox {
    struct sock_fprog program;
};

bool sandbox_sanitized(void)
{
    return SANITIZED;
}

const char *sandbox_stage_name(enum sandbox_stage stage)
{
    static const char *const names[SANDBOX_STAGES] = {
        [SANDBOX_DONE] = "done",
        [SANDBOX_LIMITS] = "resource limits",
        [SANDBOX_PRIVILEGES] = "giving up privileges",
        [SANDBOX_LANDLOCK] = "Landlock",
        [SANDBOX_SECCOMP] = "seccomp",
        [SANDBOX_PROOF] = "the proof that seccomp works",
    };

    return stage < SANDBOX_STAGES ? names[stage] : "?";
}

/* Harmless whatever the arguments: memory, time, randomness, the end. sysinfo is asked by qsort()
 * of glibc before 2.37. */
static const int allowed[] = {SCMP_SYS(brk),          SCMP_SYS(munmap),     SCMP_SYS(mremap),
                              SCMP_SYS(madvise),      SCMP_SYS(futex),      SCMP_SYS(rt_sigreturn),
                              SCMP_SYS(exit),         SCMP_SYS(exit_group), SCMP_SYS(clock_gettime),
                              SCMP_SYS(gettimeofday), SCMP_SYS(time),       SCMP_SYS(getrandom),
                              SCMP_SYS(getpid),       SCMP_SYS(sysinfo),    SCMP_SYS(sched_yield)};

/* Looking for a file must fail, not kill: libc and libarchive probe for locales, converters and
 * time zones */
static const int refused[] = {SCMP_SYS(openat),     SCMP_SYS(open),      SCMP_SYS(newfstatat),
                              SCMP_SYS(stat),       SCMP_SYS(lstat),     SCMP_SYS(statx),
                              SCMP_SYS(access),     SCMP_SYS(faccessat), SCMP_SYS(readlink),
                              SCMP_SYS(readlinkat), SCMP_SYS(fstat)};

/* What sanitizers need to write their report to standard error and end */
static const int for_reports[] = {SCMP_SYS(write),           SCMP_SYS(read),
                                  SCMP_SYS(close),           SCMP_SYS(getuid),
                                  SCMP_SYS(gettid),          SCMP_SYS(sigaltstack),
                                  SCMP_SYS(tgkill),          SCMP_SYS(rt_sigaction),
                                  SCMP_SYS(ioctl),           SCMP_SYS(rt_sigprocmask),
                                  SCMP_SYS(prlimit64),       SCMP_SYS(getrlimit),
                                  SCMP_SYS(prctl),           SCMP_SYS(nanosleep),
                                  SCMP_SYS(getpriority),     SCMP_SYS(mincore),
                                  SCMP_SYS(clock_nanosleep), SCMP_SYS(sched_getaffinity)};

/* add_all - one action for a list of calls; a call that this architecture does not have is passed
 * over */
static int add_all(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count)
{
    int error = 0;

    for (size_t i = 0; error == 0 && i < count; i++)
        if (calls[i] >= 0)
            error = seccomp_rule_add(filter, action, calls[i], 0);
    return error;
}

/* add_checked - the calls whose arguments matter: memory that is never executable nor of a file,
 * and a socket without addresses (so no descriptor travels either: that takes sendmsg) */
static int add_checked(scmp_filter_ctx filter)
{
    const scmp_datum_t anonymous = MAP_ANONYMOUS, exec = PROT_EXEC;
    int error;

    error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2,
                             SCMP_A2(SCMP_CMP_MASKED_EQ, exec, 0),
                             SCMP_A3(SCMP_CMP_MASKED_EQ, anonymous, anonymous));
    if (error == 0)
        error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                                 SCMP_A2(SCMP_CMP_MASKED_EQ, exec, 0));
    if (error == 0)
        error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(sendto), 1,
                                 SCMP_A4(SCMP_CMP_EQ, 0, 0));
    if (error == 0)
        error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(recvfrom), 1,
                                 SCMP_A4(SCMP_CMP_EQ, 0, 0));
    return error;
}

static int add_rules(scmp_filter_ctx filter)
{
    int error = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);

    if (error == 0)
        error = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* search calls by halves */
    if (error == 0)
        error = add_all(filter, SCMP_ACT_ALLOW, allowed, sizeof allowed / sizeof *allowed);
    if (error == 0)
        error = add_all(filter, SCMP_ACT_ERRNO(EACCES), refused, sizeof refused / sizeof *refused);
    if (error == 0 && SANITIZED)
        error =
            add_all(filter, SCMP_ACT_ALLOW, for_reports, sizeof for_reports / sizeof *for_reports);
    return error == 0 ? add_checked(filter) : error;
}

/* export - the filter as the kernel's program, through a memfd: libseccomp 2.5 writes to nothing
 * else */
static bool export(scmp_filter_ctx filter, struct sandbox *sandbox)
{
    bool good = false;
    off_t size;
    size_t count;
    int fd = memfd_create("seccomp", MFD_CLOEXEC);

    if (fd < 0 || seccomp_export_bpf(filter, fd) != 0)
        goto out;
    size = lseek(fd, 0, SEEK_END);
    if (size <= 0 || (size_t)size % sizeof(struct sock_filter) != 0)
        goto out;
    count = (size_t)size / sizeof(struct sock_filter);
    if (count > BPF_MAXINSNS)
        goto out;
    sandbox->program.filter = malloc((size_t)size);
    if (sandbox->program.filter == NULL ||
        pread(fd, sandbox->program.filter, (size_t)size, 0) != size)
        goto out;
    sandbox->program.len = (unsigned short)count;
    good = true;
out:
    if (fd >= 0)
        close(fd);
    return good;
}

struct sandbox *sandbox_new(struct complaints *complaints)
{
    struct sandbox *sandbox = calloc(1, sizeof *sandbox);
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    int error = filter == NULL ? -ENOMEM : add_rules(filter);

    if (sandbox == NULL || error != 0 || !export(filter, sandbox)) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "the system-call filter: %s",
                 error != 0 ? strerror(-error) : "cannot be built");
        sandbox_free(sandbox);
        sandbox = NULL;
    }
    if (filter != NULL)
        seccomp_release(filter);
    return sandbox;
}

void sandbox_free(struct sandbox *sandbox)
{
    if (sandbox != NULL)
        free(sandbox->program.filter);
    free(sandbox);
}

static bool limit(__rlimit_resource_t resource, uint64_t value)
{
    struct rlimit r, now;

    /* Only downwards: raising a hard limit takes a privilege */
    if (getrlimit(resource, &now) != 0)
        return false;
    r.rlim_max = now.rlim_max < value ? now.rlim_max : (rlim_t)value;
    r.rlim_cur = r.rlim_max;
    return setrlimit(resource, &r) == 0;
}

static bool set_limits(const struct sandbox_limits *limits)
{
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NPROC, 0) &&
           limit(RLIMIT_MEMLOCK, 0) && limit(RLIMIT_MSGQUEUE, 0) &&
           limit(RLIMIT_CPU, limits->cpu_seconds) &&
           (SANITIZED || limit(RLIMIT_AS, limits->address_space));
}

/* The form of the kernel's struct landlock_ruleset_attr since ABI 6; older kernels are told a
 * smaller size. Spelled out here because the headers of the build machine may be older than the
 * kernel that the program runs on. */
struct landlock_ruleset {
    uint64_t files, network, scope;
};

/* System call numbers, the same on every architecture since Linux 5.13 */
enum { CREATE_RULESET = 444, RESTRICT_SELF = 446 };

/* landlock_rights - everything that the ABI version knows how to forbid; returns the struct's size
 */
static size_t landlock_rights(unsigned abi, struct landlock_ruleset *all)
{
    unsigned file_rights = abi >= 5 ? 16 : abi >= 3 ? 15 : abi >= 2 ? 14 : 13;

    all->files = (UINT64_C(1) << file_rights) - 1;
    all->network = abi >= 4 ? 3 : 0; /* bind and connect TCP */
    all->scope = abi >= 6 ? 3 : 0;   /* abstract Unix sockets, signals */
    return abi >= 6 ? sizeof *all : abi >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
}

/* landlock - an empty ruleset: nothing is permitted. False with errno when a kernel that has it
 * fails. */
static bool landlock(unsigned *abi_r)
{
    struct landlock_ruleset all = {0};
    long abi, fd;
    bool good;

    *abi_r = 0;
    abi = syscall(CREATE_RULESET, NULL, 0, 1); /* 1: which ABI version? */
    if (abi < 0)
        return errno == ENOSYS || errno == EOPNOTSUPP;
    fd = syscall(CREATE_RULESET, &all, landlock_rights((unsigned)abi, &all), 0);
    if (fd < 0)
        return false;
    good = syscall(RESTRICT_SELF, fd, 0) == 0;
    close((int)fd);
    if (good)
        *abi_r = (unsigned)abi;
    return good;
}

/* proven - without the filter the kernel says ENOENT of an empty path, with it EACCES */
static bool proven(void)
{
    errno = 0;
    return syscall(SYS_openat, AT_FDCWD, "", O_RDONLY) == -1 && errno == EACCES;
}

enum sandbox_stage sandbox_enter(const struct sandbox *sandbox, const struct sandbox_limits *limits,
                                 unsigned *landlock_r)
{
    *landlock_r = 0;
    if (!set_limits(limits))
        return SANDBOX_LIMITS;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return SANDBOX_PRIVILEGES;
    if (!landlock(landlock_r))
        return SANDBOX_LANDLOCK;
    if (!limit(RLIMIT_NOFILE, 0)) /* last of the limits: Landlock needed a descriptor */
        return SANDBOX_LIMITS;
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &sandbox->program, 0, 0) != 0)
        return SANDBOX_SECCOMP;
    return proven() ? SANDBOX_DONE : SANDBOX_PROOF;
}
