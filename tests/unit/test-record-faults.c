/*
 * The writer of the log when the disk fails it, or when it dies, at any of its calls.
 *
 * The calls that change the disk are counted; the nth fails, or is the last thing the process does,
 * for every n. Whatever happens: a record that was acknowledged is in the log afterwards, and the
 * log opens, goes on and verifies.
 */
#include "logs.h"
#include "test.h"
#include "wall-clock.h"

#include "record/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum fault {
    NO_FAULT,
    FAIL_EIO,
    FAIL_ENOSPC,
    SHORT_WRITE,
    DIE_BEFORE,
    DIE_AFTER,
    DIE_HALF,
    FAULTS
};

static enum fault fault;
static unsigned countdown; /* calls until the fault; 0: none to come */
static bool counting;
static pid_t only_in; /* the process that may die */

/* due - is this call the one? Dies here where it should die before the call. */
static bool due(void)
{
    if (!counting || countdown == 0 || --countdown > 0 || fault == NO_FAULT)
        return false;
    if (fault == DIE_BEFORE && getpid() == only_in)
        _exit(99);
    return true;
}

static void maybe_die(bool is_due)
{
    if (is_due && fault == DIE_AFTER && getpid() == only_in)
        _exit(99);
}

/* failing - -1 and errno for the faults in which the call does not happen */
static bool failing(bool is_due)
{
    if (!is_due || (fault != FAIL_EIO && fault != FAIL_ENOSPC && fault != SHORT_WRITE))
        return false;
    errno = fault == FAIL_EIO ? EIO : ENOSPC;
    return true;
}

ssize_t write(int fd, const void *data, size_t len)
{
    bool is_due = due();
    size_t some = is_due && (fault == SHORT_WRITE || fault == DIE_HALF) ? len / 2 : len;
    ssize_t n;

    if (fault != SHORT_WRITE && failing(is_due))
        return -1;
    n = syscall(SYS_write, fd, data, some);
    if (is_due && fault == DIE_HALF && getpid() == only_in)
        _exit(99);
    maybe_die(is_due);
    return n;
}

ssize_t pwrite(int fd, const void *data, size_t len, off_t offset)
{
    bool is_due = due();
    ssize_t n;

    if (failing(is_due))
        return -1;
    n = syscall(SYS_pwrite64, fd, data, len, offset);
    maybe_die(is_due);
    return n;
}

static int simple(long number, long a, long b, long c, long d)
{
    bool is_due = due();
    long result;

    if (failing(is_due))
        return -1;
    result = syscall(number, a, b, c, d);
    maybe_die(is_due);
    return (int)result;
}

int fdatasync(int fd)
{
    return simple(SYS_fdatasync, fd, 0, 0, 0);
}

int fsync(int fd)
{
    return simple(SYS_fsync, fd, 0, 0, 0);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    return simple(SYS_renameat, from_folder, (long)from, to_folder, (long)to);
}

int unlinkat(int folder, const char *name, int flags)
{
    return simple(SYS_unlinkat, folder, (long)name, flags, 0);
}

int openat(int folder, const char *name, int flags, ...)
{
    mode_t mode = 0;
    va_list args;

    if ((flags & O_CREAT) == 0)
        return (int)syscall(SYS_openat, folder, name, flags, 0);
    va_start(args, flags);
    mode = va_arg(args, mode_t);
    va_end(args);
    return simple(SYS_openat, folder, (long)name, flags, mode);
}

enum { ACKS_MAX = 16 };

struct acks {
    size_t count;
    struct record_id ids[ACKS_MAX];
};

static void add(struct test_log *t, const char *event, struct acks *acks, int tell)
{
    struct record_id id;

    if (t->log == NULL || test_log_add(t, event, &id) != RECORD_WRITTEN)
        return;
    acks->ids[acks->count++] = id;
    if (tell >= 0 && syscall(SYS_write, tell, &id, sizeof id) != sizeof id)
        _exit(98);
}

/* scenario - a new log, two months, a restart. The calls of all of it are counted. */
static void scenario(struct test_log *t, struct acks *acks, int tell)
{
    counting = true;
    wall_clock("2026-03-10T10:00:00.000Z");
    test_log_open(t);
    add(t, "start", acks, tell);
    add(t, "accept", acks, tell);
    wall_clock("2026-04-10T10:00:00.000Z");
    add(t, "accept", acks, tell);
    add(t, "stop", acks, tell);
    test_log_close(t);
    test_log_open(t);
    wall_clock("2026-05-10T10:00:00.000Z");
    add(t, "start", acks, tell);
    add(t, "accept", acks, tell);
    test_log_close(t);
    counting = false;
}

struct finder {
    const struct acks *acks;
    size_t found;
};

static void find_acks(void *context, const struct record_line *r, const char *sha256)
{
    struct finder *f = context;

    for (size_t i = 0; i < f->acks->count; i++)
        f->found += f->acks->ids[i].seq == r->seq && strcmp(f->acks->ids[i].sha256, sha256) == 0;
}

/* check_after - the disk works again: the log opens, goes on, verifies and has what it promised */
static void check_after(struct test_log *t, const struct acks *acks)
{
    struct finder finder = {.acks = acks};
    const struct chain_visitor visitor = {find_acks, &finder};
    struct verify_options options = {.visitor = &visitor};
    struct verify_result result;

    wall_clock("2026-05-10T11:00:00.000Z");
    CHECK_INT(RECORD_OPENED, test_log_open(t));
    if (t->log == NULL) {
        CHECK_STRING("", complaints_text(t->complaints, 0));
        return;
    }
    CHECK_INT(RECORD_WRITTEN, test_log_add(t, "start", NULL));
    test_log_close(t);
    CHECK_INT(VERIFY_INTACT, verify_folder(t->log_dir, &options, &result));
    CHECK_STRING("", result.why);
    CHECK_INT(acks->count, finder.found);
}

/* run_dying - the scenario in a child that dies; what it acknowledged comes through a pipe. False
 * when it came to its end. */
static bool run_dying(struct test_log *t, struct acks *acks)
{
    int ends[2], status = 0;
    struct record_id id;
    pid_t child;

    CHECK(pipe(ends) == 0);
    fflush(stdout);
    child = fork();
    if (child == 0) {
        struct acks own = {0};

        only_in = getpid();
        scenario(t, &own, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    while (read(ends[0], &id, sizeof id) == sizeof id)
        acks->ids[acks->count++] = id;
    close(ends[0]);
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 99));
    return WEXITSTATUS(status) == 99;
}

/* at_every_call - the fault at the first call, at the second ... until there are no more calls */
static void at_every_call(enum fault which)
{
    for (unsigned n = 1;; n++) {
        struct acks acks = {0};
        struct test_log t;
        char name[32];
        bool over;

        snprintf(name, sizeof name, "call %u", n);
        check_case(name);
        test_log_new(&t);
        fault = which;
        countdown = n;
        if (which >= DIE_BEFORE) {
            over = !run_dying(&t, &acks);
            if (which == DIE_HALF) /* only writes have halves */
                over = n > 120;
        } else {
            scenario(&t, &acks, -1);
            over = countdown > 0;
        }
        fault = NO_FAULT;
        countdown = 0;
        if (over)
            CHECK(n > 40); /* the scenario has that many calls at least */
        if (over && which != DIE_HALF)
            CHECK_INT(6, acks.count);
        check_after(&t, &acks);
        test_log_free(&t);
        if (over)
            break;
    }
    check_case(NULL);
    wall_clock(NULL);
}

static void calls_that_fail(void)
{
    at_every_call(FAIL_EIO);
    at_every_call(FAIL_ENOSPC);
}

static void writes_that_stop_half_way(void)
{
    at_every_call(SHORT_WRITE);
}

static void death_before_a_call(void)
{
    at_every_call(DIE_BEFORE);
}

static void death_after_a_call(void)
{
    at_every_call(DIE_AFTER);
}

static void death_within_a_write(void)
{
    at_every_call(DIE_HALF);
}

/* once a sync failed, nothing is taken until the log is opened again */
static void a_failed_sync_ends_it(void)
{
    struct test_log t;
    struct record_id id;

    test_log_new(&t);
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "start", &id));
    CHECK(record_healthy(t.log));
    fault = FAIL_EIO;
    counting = true;
    countdown = 2; /* the write passes, the sync does not */
    CHECK_INT(RECORD_NOT_WRITTEN, test_log_add(&t, "accept", &id));
    counting = false;
    fault = NO_FAULT;
    CHECK(!record_healthy(t.log));
    CHECK_INT(RECORD_NOT_WRITTEN, test_log_add(&t, "accept", &id));
    test_log_close(&t);
    CHECK_INT(RECORD_OPENED, test_log_open(&t));
    CHECK(record_healthy(t.log));
    CHECK_INT(RECORD_WRITTEN, test_log_add(&t, "accept", &id));
    test_log_free(&t);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(calls_that_fail),    TEST(writes_that_stop_half_way), TEST(death_before_a_call),
        TEST(death_after_a_call), TEST(death_within_a_write),      TEST(a_failed_sync_ends_it),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
