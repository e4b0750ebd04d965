/* test-guard-worker - what a worker is and has, seen from outside */
#include "guard/guarded.h"
#include "guard/sandbox.h"
#include "test.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void check_identity(pid_t pid)
{
    char path[64], line[256];
    unsigned seen = 0;
    FILE *f;

    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    f = fopen(path, "r");
    CHECK(f != NULL);
    while (f != NULL && fgets(line, sizeof line, f) != NULL) {
        if (strncmp(line, "Uid:", 4) == 0 && geteuid() == 0) {
            CHECK_STRING("Uid:\t65534\t65534\t65534\t65534\n", line);
            seen++;
        }
        if (strncmp(line, "Gid:", 4) == 0 && geteuid() == 0)
            CHECK_STRING("Gid:\t65534\t65534\t65534\t65534\n", line);
        if (strncmp(line, "Groups:", 7) == 0 && geteuid() == 0)
            CHECK_STRING("Groups:\t \n", line);
        if (strncmp(line, "CapEff:", 7) == 0 || strncmp(line, "CapPrm:", 7) == 0)
            CHECK_STRING("0000000000000000\n", line + 8);
        if (strncmp(line, "NoNewPrivs:", 11) == 0)
            CHECK_STRING("NoNewPrivs:\t1\n", line);
        if (strncmp(line, "Seccomp:", 8) == 0) {
            CHECK_STRING("Seccomp:\t2\n", line);
            seen++;
        }
    }
    CHECK(seen >= 1);
    if (f != NULL)
        fclose(f);
}

/* check_files - 0 to 2 lead to /dev/null, 3 is the socket to main, and that is all */
static void check_files(pid_t pid)
{
    unsigned count = 0;
    DIR *d;
    struct dirent *entry;
    char path[64];

    snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    d = opendir(path);
    if (d == NULL) { /* another user's, and we are not root */
        CHECK(geteuid() != 0);
        return;
    }
    while ((entry = readdir(d)) != NULL) {
        char link[512], target[256] = "";

        if (entry->d_name[0] == '.')
            continue;
        count++;
        snprintf(link, sizeof link, "%s/%s", path, entry->d_name);
        CHECK(readlink(link, target, sizeof target - 1) > 0);
        if (entry->d_name[0] == '3')
            CHECK(strncmp(target, "socket:", 7) == 0);
        else if (entry->d_name[0] != '2' || !sandbox_sanitized())
            CHECK_STRING("/dev/null", target);
    }
    closedir(d);
    CHECK_INT(4, count);
}

/* memory_holds - does the process's memory hold these bytes? */
static bool memory_holds(pid_t pid, const void *needle, size_t len)
{
    char path[64], line[512];
    bool found = false;
    FILE *maps;
    int mem;

    snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    maps = fopen(path, "r");
    snprintf(path, sizeof path, "/proc/%d/mem", (int)pid);
    mem = open(path, O_RDONLY);
    CHECK(maps != NULL && mem >= 0);
    while (!found && maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        unsigned long from, to;
        unsigned char *copy;
        ssize_t got;

        if (sscanf(line, "%lx-%lx rw", &from, &to) != 2 || to - from > 256ul << 20 ||
            strstr(line, " rw") == NULL)
            continue;
        copy = malloc(to - from);
        got = copy == NULL ? -1 : pread(mem, copy, to - from, (off_t)from);
        found = got > 0 && memmem(copy, (size_t)got, needle, len) != NULL;
        free(copy);
    }
    if (maps != NULL)
        fclose(maps);
    if (mem >= 0)
        close(mem);
    return found;
}

static void a_worker_holds_nothing(void)
{
    struct elsewhere e;
    pid_t zygote, worker;

    guarded_begin();
    guard_configure(guarded.guard, 1, 3);
    CHECK_INT(0, guarded_judged("accept").verdict.finding_count); /* the key is derived */
    zygote = await_child(getpid());
    start_elsewhere(&e, "spin");
    worker = await_child(zygote);
    await_lock_down(worker);
    check_identity(worker);
    check_files(worker);
    if (geteuid() == 0 && !sandbox_sanitized()) {
        CHECK(memory_holds(getpid(), guarded.secret, PASSPHRASE_LEN)); /* the search itself works */
        CHECK(memory_holds(worker, guarded.cipher, LEN) || memory_holds(worker, "guarded", 8));
        CHECK(!memory_holds(worker, guarded.secret, PASSPHRASE_LEN));
        CHECK(!memory_holds(worker, guarded.utf16, sizeof guarded.utf16));
        CHECK(!memory_holds(worker, guarded.key, sizeof guarded.key));
        CHECK(!memory_holds(zygote, guarded.secret, PASSPHRASE_LEN));
        CHECK(!memory_holds(zygote, guarded.utf16, sizeof guarded.utf16));
        CHECK(!memory_holds(zygote, guarded.key, sizeof guarded.key));
    }
    kill(worker, SIGKILL);
    join_elsewhere(&e);
    guarded_end();
}

/* kib_of - a number of the process's status, in KiB; 0 when it has none of that name */
static unsigned long kib_of(pid_t pid, const char *name)
{
    char path[64], line[256];
    unsigned long kib = 0;
    FILE *f;

    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    f = fopen(path, "r");
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            kib = strtoul(line + strlen(name), NULL, 10);
    if (f != NULL)
        fclose(f);
    return kib;
}

/* While a long archive is unpacked, neither the mail nor the archive takes memory of the worker. */
static void a_worker_gives_back_what_it_has_read(void)
{
    enum { LONG = 8 << 20, KIB = 1024 };
    struct elsewhere e;
    pid_t worker;
    bool given_back = false;

    guarded_begin();
    guard_configure(guarded.guard, 1, 20);
    CHECK_INT(0, guarded_judged("accept").verdict.finding_count); /* the key is derived */
    e = (struct elsewhere){.task = guarded_task("long")};
    e.task.message_len = LONG;
    CHECK(ftruncate(e.task.message_fd, LONG) == 0);
    start_task_elsewhere(&e);
    worker = await_child(await_child(getpid()));
    for (int i = 0; i < 1000 && !given_back; i++) {
        given_back = kib_of(worker, "VmHWM:") > 2 * LONG / KIB && /* it had both */
                     kib_of(worker, "RssShmem:") < LONG / KIB / 4;
        pause_ms(10);
    }
    CHECK(given_back);
    kill(worker, SIGKILL);
    join_elsewhere(&e);
    guarded_end();
}

static void root_is_no_worker(void)
{
    struct guard_options options = {0, 0};
    struct complaints *complaints = complaints_new();
    struct guard *none_started;

    if (geteuid() == 0) {
        none_started = guard_start(&options, complaints);
        CHECK(none_started == NULL);
        CHECK_INT(1, complaints_errors(complaints));
        CHECK_STRING("workers may not run as root", complaints_text(complaints, 0));
    }
    complaints_free(complaints);
}

/* pretend - prctl(PR_SET_SECCOMP) fails with that error, or does nothing and says 0 */
static bool pretend(int error)
{
    scmp_filter_ctx outer = seccomp_init(SCMP_ACT_ALLOW);

    return seccomp_rule_add(outer, SCMP_ACT_ERRNO((unsigned)error), SCMP_SYS(prctl), 1,
                            SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP, 0)) == 0 &&
           seccomp_load(outer) == 0;
}

/* start_without_seccomp - in a process of its own, where the filter cannot be loaded or is silently
 * passed over; the first complaint comes back */
static void start_without_seccomp(int error, char *complaint, size_t size)
{
    int pair[2];
    pid_t pid;

    memset(complaint, 0, size);
    CHECK(pipe(pair) == 0);
    fflush(stdout);
    pid = fork();
    if (pid == 0) {
        struct guard_options options = {WORKER_UID, WORKER_UID};
        struct complaints *complaints = complaints_new();

        if (!pretend(error))
            _exit(1);
        guarded.guard = guard_start(&options, complaints);
        if (guarded.guard == NULL && complaints_count(complaints) > 0)
            dprintf(pair[1], "%s", complaints_text(complaints, 0));
        _exit(0);
    }
    close(pair[1]);
    CHECK(read(pair[0], complaint, size - 1) >= 0);
    CHECK(waitpid(pid, NULL, 0) == pid);
    close(pair[0]);
}

static void without_seccomp_there_is_no_guard(void)
{
    char complaint[256];

    start_without_seccomp(EINVAL, complaint, sizeof complaint);
    CHECK_STRING("a worker cannot be locked down: seccomp: Invalid argument", complaint);
    start_without_seccomp(0, complaint, sizeof complaint);
    CHECK(strstr(complaint, "the proof that seccomp works") != NULL);
}

static void landlock_is_reported(void)
{
    long abi = syscall(444, NULL, 0L, 1);

    guarded_begin();
    CHECK_INT(abi > 0 ? abi : 0, guard_landlock(guarded.guard));
    CHECK_INT(sandbox_sanitized(), guard_sanitized());
    guarded_end();
}

int main(void)
{
    static const struct test tests[] = {
        TEST(a_worker_holds_nothing), TEST(a_worker_gives_back_what_it_has_read),
        TEST(root_is_no_worker),      TEST(without_seccomp_there_is_no_guard),
        TEST(landlock_is_reported),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
