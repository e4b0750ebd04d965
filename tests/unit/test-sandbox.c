/*
 * test-sandbox - what a locked-down process can no longer do, each attempt in a process of its own
 */
#include "base/digest.h"
#include "guard/sandbox.h"
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ALLOWED = 0, LIVED = 1, EXIT_ENTER = 100 }; /* exit statuses of an attempt */

static const struct sandbox_limits generous = {.cpu_seconds = 10,
                                               .address_space = SANDBOX_ADDRESS_SPACE};

static struct sandbox *filter(void)
{
    struct complaints *complaints = complaints_new();
    struct sandbox *sandbox = sandbox_new(complaints);

    CHECK(sandbox != NULL);
    CHECK_INT(0, complaints_count(complaints));
    complaints_free(complaints);
    return sandbox;
}

/* in_sandbox - the wait status of a locked-down process that runs attempt() */
static int in_sandbox(int (*attempt)(void), const struct sandbox_limits *limits)
{
    struct sandbox *sandbox = filter();
    int status = -1;
    pid_t pid;

    fflush(stdout);
    pid = fork();
    if (pid == 0) {
        unsigned landlock;
        enum sandbox_stage stage = sandbox_enter(sandbox, limits, &landlock);

        _exit(stage != SANDBOX_DONE ? EXIT_ENTER + (int)stage : attempt());
    }
    CHECK(pid > 0 && waitpid(pid, &status, 0) == pid);
    sandbox_free(sandbox);
    return status;
}

static unsigned char outer_memory[4096];

static int try_socket(void)
{
    socket(AF_INET, SOCK_STREAM, 0);
    return LIVED;
}
static int try_unix_socket(void)
{
    socket(AF_UNIX, SOCK_STREAM, 0);
    return LIVED;
}
static int try_execve(void)
{
    char *none[] = {NULL};

    execve("/bin/true", none, none);
    return LIVED;
}
static int try_fork(void)
{
    fork();
    return LIVED;
}
static int try_kill(void)
{
    kill(getppid(), 0);
    return LIVED;
}
static int try_ptrace(void)
{
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    return LIVED;
}
static int try_mmap_exec(void)
{
    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return LIVED;
}
static int try_mmap_file(void)
{
    mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 0, 0);
    return LIVED;
}
static int try_mprotect_exec(void)
{
    mprotect(outer_memory, 4096, PROT_READ | PROT_EXEC);
    return LIVED;
}
static int try_sendmsg(void)
{
    struct msghdr m = {0};

    sendmsg(0, &m, 0);
    return LIVED;
}
static int try_recvmsg(void)
{
    struct msghdr m = {0};

    recvmsg(0, &m, 0);
    return LIVED;
}
static int try_sendto_address(void)
{
    struct sockaddr_in a = {.sin_family = AF_INET};

    sendto(0, "", 1, 0, (struct sockaddr *)&a, sizeof a);
    return LIVED;
}
static int try_memfd(void)
{
    memfd_create("x", 0);
    return LIVED;
}
static int try_setuid(void)
{
    syscall(SYS_setuid, 0);
    return LIVED;
}
static int try_unlink(void)
{
    unlink("/nonexistent/file");
    return LIVED;
}
static int try_truncate(void)
{
    syscall(SYS_truncate, "/nonexistent/file", 0L);
    return LIVED;
}
static int try_process_vm_readv(void)
{
    syscall(SYS_process_vm_readv, getpid(), NULL, 0L, NULL, 0L, 0L);
    return LIVED;
}
static int try_io_uring(void)
{
    syscall(SYS_io_uring_setup, 1, NULL);
    return LIVED;
}
static int try_pidfd_getfd(void)
{
    syscall(SYS_pidfd_getfd, 0, 0, 0);
    return LIVED;
}
static int try_openat2(void)
{
    syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", NULL, 0L);
    return LIVED;
}
static int try_open_by_handle(void)
{
    syscall(SYS_open_by_handle_at, 0, NULL, 0);
    return LIVED;
}
static int try_seccomp(void)
{
    syscall(SYS_seccomp, 0, 0, NULL);
    return LIVED;
}
static int try_write(void)
{
    syscall(SYS_write, STDERR_FILENO, "", 0L);
    return LIVED;
}
static int try_prctl(void)
{
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    return LIVED;
}
#ifdef __x86_64__
static int try_x32(void)
{
    syscall(SYS_getpid | 0x40000000);
    return LIVED;
}
static int try_32_bit(void)
{
    int result = 20; /* getpid of the 32-bit table */

    __asm__ volatile("int $0x80" : "+a"(result) : : "memory");
    return LIVED;
}
#endif

/* What a sanitizer's report needs is open in a build with one */
static const struct {
    const char *name;
    int (*attempt)(void);
    bool for_reports;
} fatal[] = {
    {"socket", try_socket, false},
    {"unix socket", try_unix_socket, false},
    {"execve", try_execve, false},
    {"fork", try_fork, false},
    {"kill", try_kill, false},
    {"ptrace", try_ptrace, false},
    {"mmap PROT_EXEC", try_mmap_exec, false},
    {"mmap of a descriptor", try_mmap_file, false},
    {"mprotect PROT_EXEC", try_mprotect_exec, false},
    {"sendmsg", try_sendmsg, false},
    {"recvmsg", try_recvmsg, false},
    {"sendto with an address", try_sendto_address, false},
    {"memfd_create", try_memfd, false},
    {"setuid", try_setuid, false},
    {"unlink", try_unlink, false},
    {"truncate", try_truncate, false},
    {"process_vm_readv", try_process_vm_readv, false},
    {"io_uring_setup", try_io_uring, false},
    {"pidfd_getfd", try_pidfd_getfd, false},
    {"openat2", try_openat2, false},
    {"open_by_handle_at", try_open_by_handle, false},
    {"seccomp", try_seccomp, false},
    {"write", try_write, true},
    {"prctl", try_prctl, true},
#ifdef __x86_64__
    {"x32 call", try_x32, false},
    {"32-bit call", try_32_bit, false},
#endif
};

static void forbidden_calls_kill(void)
{
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
        int status;

        if (fatal[i].for_reports && sandbox_sanitized())
            continue;
        check_case(fatal[i].name);
        status = in_sandbox(fatal[i].attempt, &generous);
        CHECK(WIFSIGNALED(status));
        CHECK_INT(SIGSYS, WTERMSIG(status));
    }
    check_case(NULL);
}

static int open_fails(void)
{
    if (open("/etc/passwd", O_RDONLY) != -1 || errno != EACCES)
        return LIVED;
    if (open("/dev/null", O_WRONLY) != -1 || errno != EACCES)
        return LIVED;
    return fopen("/etc/localtime", "r") == NULL ? ALLOWED : LIVED;
}

static void files_cannot_be_opened(void)
{
    int status = in_sandbox(open_fails, &generous);

    CHECK(WIFEXITED(status));
    CHECK_INT(ALLOWED, WEXITSTATUS(status));
}

static int compare(const void *a, const void *b)
{
    return memcmp(a, b, 16);
}

/* What libraries do in the course of an inspection */
static int compute(void)
{
    size_t size = 64 << 20;
    unsigned char *memory = malloc(size), hash[SHA256_SIZE], byte;
    struct timespec now;
    time_t then = 1000000000;
    struct tm tm;

    if (memory == NULL)
        return LIVED;
    memset(memory, 7, size);
    qsort(memory, 4096, 16, compare);
    if (!sha256(slice_of(memory, size), hash) || localtime_r(&then, &tm) == NULL ||
        clock_gettime(CLOCK_REALTIME, &now) != 0 || getrandom(&byte, 1, 0) != 1)
        return LIVED;
    memory = realloc(memory, size * 2);
    free(memory);
    return memory != NULL ? ALLOWED : LIVED;
}

static void computing_goes_on(void)
{
    unsigned char hash[SHA256_SIZE];
    int status;

    CHECK(sha256(slice_from("warm"), hash)); /* OpenSSL reads its configuration here, outside */
    status = in_sandbox(compute, &generous);
    CHECK(WIFEXITED(status));
    CHECK_INT(ALLOWED, WEXITSTATUS(status));
}

static int take_memory(void)
{
    return malloc((size_t)300 << 20) == NULL ? ALLOWED : LIVED;
}

static void address_space_is_limited(void)
{
    struct sandbox_limits limits = {.cpu_seconds = 10, .address_space = 256 << 20};
    int status = in_sandbox(take_memory, &limits);

    CHECK(WIFEXITED(status));
    CHECK_INT(sandbox_sanitized() ? LIVED : ALLOWED, WEXITSTATUS(status));
}

static int spin(void)
{
    for (volatile unsigned i = 0;; i = i + 1)
        continue;
    return LIVED;
}

static void processor_time_is_limited(void)
{
    struct sandbox_limits limits = {.cpu_seconds = 1, .address_space = SANDBOX_ADDRESS_SPACE};
    int status = in_sandbox(spin, &limits);

    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGKILL || WTERMSIG(status) == SIGXCPU);
}

/* under - sandbox_enter() in a process where an older, stricter or lying kernel is played by a
 * filter: `call` (with that first argument, -1 for any) is answered with `error` */
static enum sandbox_stage under(int call, long first, int error, unsigned *landlock_r)
{
    struct sandbox *sandbox = filter();
    int pair[2], status;
    struct {
        unsigned stage, landlock, unlink_error;
    } told = {SANDBOX_STAGES, 99, 0};
    char file[] = "/tmp/test-sandbox-XXXXXX";
    int fd = mkstemp(file);
    pid_t pid;

    CHECK(pipe(pair) == 0);
    fflush(stdout);
    pid = fork();
    if (pid == 0) {
        scmp_filter_ctx outer = seccomp_init(SCMP_ACT_ALLOW);

        if (first < 0)
            seccomp_rule_add(outer, SCMP_ACT_ERRNO((unsigned)error), call, 0);
        else
            seccomp_rule_add(outer, SCMP_ACT_ERRNO((unsigned)error), call, 1,
                             SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)first, 0));
        if (seccomp_load(outer) != 0)
            _exit(LIVED);
        told.stage = sandbox_enter(sandbox, &generous, &told.landlock);
        if (told.stage == SANDBOX_DONE) /* locked down: there is no more writing */
            _exit((int)(EXIT_ENTER + told.landlock));
        told.unlink_error = unlink(file) == 0 ? 0 : (unsigned)errno;
        if (write(pair[1], &told, sizeof told) < 0)
            _exit(LIVED);
        _exit(2);
    }
    close(pair[1]);
    CHECK(waitpid(pid, &status, 0) == pid);
    if (WIFEXITED(status) && WEXITSTATUS(status) >= EXIT_ENTER) {
        told.stage = SANDBOX_DONE;
        told.landlock = (unsigned)WEXITSTATUS(status) - EXIT_ENTER;
    } else {
        CHECK(read(pair[0], &told, sizeof told) == (ssize_t)sizeof told);
        /* Landlock by itself, without seccomp */
        CHECK_INT(told.landlock > 0 ? EACCES : 0, told.unlink_error);
    }
    close(pair[0]);
    close(fd);
    unlink(file);
    sandbox_free(sandbox);
    *landlock_r = told.landlock;
    return (enum sandbox_stage)told.stage;
}

static void a_kernel_without_landlock_will_do(void)
{
    unsigned landlock;

    CHECK_INT(SANDBOX_DONE, under(444, -1, ENOSYS, &landlock));
    CHECK_INT(0, landlock);
    CHECK_INT(SANDBOX_DONE, under(444, -1, EOPNOTSUPP, &landlock));
    CHECK_INT(0, landlock);
}

/* landlock_of_kernel - its ABI version as the kernel says it, 0 for none */
static unsigned landlock_of_kernel(void)
{
    long abi = syscall(444, NULL, 0L, 1);

    return abi > 0 ? (unsigned)abi : 0;
}

static void landlock_is_used_where_it_is(void)
{
    unsigned landlock;

    CHECK_INT(SANDBOX_DONE, under(SCMP_SYS(io_uring_setup), -1, EPERM, &landlock));
    CHECK_INT(landlock_of_kernel(), landlock);
}

static void a_failing_step_is_told(void)
{
    unsigned landlock;

    CHECK_INT(SANDBOX_LANDLOCK, under(444, -1, EPERM, &landlock));
    CHECK_INT(0, landlock);
    CHECK_INT(SANDBOX_LANDLOCK, under(446, -1, E2BIG, &landlock));
    CHECK_INT(0, landlock);
    CHECK_INT(SANDBOX_PRIVILEGES, under(SCMP_SYS(prctl), PR_SET_NO_NEW_PRIVS, EPERM, &landlock));
    CHECK_INT(SANDBOX_SECCOMP, under(SCMP_SYS(prctl), PR_SET_SECCOMP, EINVAL, &landlock));
    CHECK_INT(SANDBOX_LIMITS, under(SCMP_SYS(prlimit64), -1, EPERM, &landlock));
}

/* The call says yes and nothing happens */
static void a_filter_that_is_silently_off_is_noticed(void)
{
    unsigned landlock;

    CHECK_INT(SANDBOX_PROOF, under(SCMP_SYS(prctl), PR_SET_SECCOMP, 0, &landlock));
    CHECK_INT(landlock_of_kernel(), landlock);
}

static void every_stage_has_a_name(void)
{
    for (int i = 0; i < SANDBOX_STAGES; i++)
        CHECK(strlen(sandbox_stage_name((enum sandbox_stage)i)) > 1);
    CHECK_STRING("?", sandbox_stage_name(SANDBOX_STAGES));
}

int main(void)
{
    static const struct test tests[] = {
        TEST(forbidden_calls_kill),
        TEST(files_cannot_be_opened),
        TEST(computing_goes_on),
        TEST(address_space_is_limited),
        TEST(processor_time_is_limited),
        TEST(a_kernel_without_landlock_will_do),
        TEST(landlock_is_used_where_it_is),
        TEST(a_failing_step_is_told),
        TEST(a_filter_that_is_silently_off_is_noticed),
        TEST(every_stage_has_a_name),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
