/* test-guard - real workers that die, hang, lie and loiter */
#include "guard/guarded.h"
#include "guard/sandbox.h"
#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void a_compliant_mail_is_accepted(void)
{
    struct guard_result result;
    unsigned char archive[WORD + ARCHIVE], hash[SHA256_SIZE];
    size_t len;
    int fd;

    guarded_begin();
    result = guarded_judged("accept");
    CHECK_STRING("", result.trouble);
    CHECK_INT(0, result.verdict.finding_count);
    CHECK(result.archive_known);
    CHECK_INT(ARCHIVE, result.archive_bytes);
    CHECK_INT(POWER, result.kdf_power);
    CHECK_INT(0, result.passphrase);
    fd = guarded_mail("accept", &len);
    CHECK(pread(fd, archive, sizeof archive, 0) == (ssize_t)sizeof archive);
    CHECK(sha256(slice_of(archive + WORD, ARCHIVE), hash));
    CHECK(memcmp(hash, result.archive_sha256, SHA256_SIZE) == 0);
    close(fd);
    guarded_end();
}

static void findings_come_back(void)
{
    struct guard_result result;

    guarded_begin();
    result = guarded_judged("surplus");
    CHECK_INT(1, result.verdict.finding_count);
    CHECK_INT(REASON_FIELD_NOT_PERMITTED, result.verdict.findings[0].reason);
    CHECK_INT(3, result.verdict.findings[0].place.n[0]);
    CHECK(result.archive_known);
    result = guarded_judged("refuse");
    CHECK_INT(REASON_ATTACHMENT_MISSING, result.verdict.findings[0].reason);
    CHECK(!result.archive_known);
    CHECK_STRING("", result.trouble);
    result = guarded_judged("mentions");
    CHECK_INT(0, result.verdict.finding_count);
    guarded_end();
}

static void accepts_that_nothing_backs_are_deferred(void)
{
    guarded_begin();
    guarded_defers("bought", "verdict not backed: no decryption was asked for");
    guarded_defers("expired", "verdict not backed: the passphrase is not valid on this day");
    guarded_end();
}

static void workers_that_fail_defer(void)
{
    guarded_begin();
    if (!sandbox_sanitized()) { /* a sanitizer turns these into reports */
        guarded_defers("segv", "worker died of signal 11");
        guarded_defers("abort", "worker died of signal 31");
        guarded_defers("hoard", "worker ended with status 99");
    }
    guarded_defers("exit", "worker ended with status 7");
    guarded_defers("leave", "worker ended without a verdict");
    guarded_defers("socket", "worker died of signal 31");
    guarded_defers("lie", "worker broke the protocol: it names no passphrase");
    guarded_defers("unjudged", "worker could not judge: it ran out of memory or got no answer");
    CHECK_INT(
        0,
        guarded_judged("accept").verdict.finding_count); /* and the next mail is none the worse */
    guarded_end();
}

static void a_worker_that_hangs_is_ended(void)
{
    pid_t zygote;

    guarded_begin();
    zygote = child_of(getpid());
    guard_configure(guarded.guard, 2, 1);
    guarded_defers("spin", "worker timed out after 1 seconds");
    CHECK_INT(0, child_of(zygote));
    CHECK_INT(0, guarded_judged("accept").verdict.finding_count);
    guarded_end();
}

static void a_worker_that_is_stopped_is_ended(void)
{
    struct elsewhere e;
    pid_t worker;

    guarded_begin();
    guard_configure(guarded.guard, 2, 1);
    start_elsewhere(&e, "spin");
    worker = await_child(await_child(getpid()));
    CHECK(kill(worker, SIGSTOP) == 0);
    join_elsewhere(&e);
    guarded_is_deferred(&e.result);
    CHECK_STRING("worker timed out after 1 seconds", e.result.trouble);
    CHECK(gone_soon(worker));
    guarded_end();
}

static void a_worker_that_is_killed_defers(void)
{
    static const int signals[] = {SIGKILL, SIGSEGV, SIGSYS, SIGXCPU};

    guarded_begin();
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct elsewhere e;
        char expected[64];
        pid_t worker;

        if (sandbox_sanitized() && signals[i] == SIGSEGV)
            continue;
        start_elsewhere(&e, "spin");
        worker = await_child(await_child(getpid()));
        await_lock_down(worker);
        CHECK(kill(worker, signals[i]) == 0);
        join_elsewhere(&e);
        guarded_is_deferred(&e.result);
        snprintf(expected, sizeof expected, "worker died of signal %d", signals[i]);
        CHECK_STRING(expected, e.result.trouble);
    }
    guarded_end();
}

/* Signals that end main are not for the zygote and its workers */
static void a_worker_lives_through_a_shutdown(void)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGPIPE};
    struct elsewhere e;
    pid_t zygote, worker;

    guarded_begin();
    zygote = await_child(getpid());
    start_elsewhere(&e, "spin");
    worker = await_child(zygote);
    await_lock_down(worker);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        kill(zygote, signals[i]);
        kill(worker, signals[i]);
    }
    pause_ms(100);
    CHECK(alive(zygote) && alive(worker));
    kill(worker, SIGKILL);
    join_elsewhere(&e);
    CHECK_STRING("worker died of signal 9", e.result.trouble);
    guarded_end();
}

static bool readable(int fd, int within_ms)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};

    return poll(&wait, 1, within_ms) == 1;
}

static void without_its_zygote_the_guard_defers(void)
{
    struct elsewhere e;
    pid_t zygote, worker;

    guarded_begin();
    CHECK(!readable(guard_death_fd(guarded.guard), 0));
    zygote = await_child(getpid());
    start_elsewhere(&e, "spin");
    worker = await_child(zygote);
    CHECK(kill(zygote, SIGKILL) == 0);
    join_elsewhere(&e);
    guarded_is_deferred(&e.result);
    CHECK_STRING("worker and its parent are gone or hang", e.result.trouble);
    CHECK(readable(guard_death_fd(guarded.guard), 5000));
    CHECK(gone_soon(worker));
    guarded_defers("accept", "the parent of the workers is gone");
    guarded_end();
}

static void a_stopped_zygote_defers(void)
{
    pid_t zygote;

    guarded_begin();
    guard_configure(guarded.guard, 1, 1);
    zygote = await_child(getpid());
    CHECK(kill(zygote, SIGSTOP) == 0);
    {
        struct guard_result result = guarded_judged("accept");

        guarded_is_deferred(&result);
        CHECK_STRING("worker timed out after 1 seconds", result.trouble);
    }
    CHECK(kill(zygote, SIGCONT) == 0);
    CHECK_INT(0, guarded_judged("accept").verdict.finding_count);
    /* and one that stays stopped does not hold up the end */
    CHECK(kill(zygote, SIGSTOP) == 0);
    guarded_end();
    CHECK(gone_soon(zygote));
}

static void stopping_defers_what_is_under_way(void)
{
    struct elsewhere working, waiting;
    pid_t zygote, worker;

    guarded_begin();
    guard_configure(guarded.guard, 1, 20);
    zygote = await_child(getpid());
    start_elsewhere(&working, "spin");
    worker = await_child(zygote);
    start_elsewhere(&waiting, "accept");
    pause_ms(50);
    guarded_end();
    join_elsewhere(&working);
    join_elsewhere(&waiting);
    guarded_is_deferred(&working.result);
    guarded_is_deferred(&waiting.result);
    CHECK_STRING("the guard is being stopped", waiting.result.trouble);
    CHECK(gone_soon(worker) && gone_soon(zygote));
}

/* When main dies without a word, nobody stays behind */
static void a_dead_main_leaves_nobody(void)
{
    pid_t main_process, zygote, worker;
    int started[2]; /* the probe of the start is a worker too, and not the one meant */
    char byte;

    CHECK_INT(0, pipe(started));
    fflush(stdout);
    main_process = fork();
    if (main_process == 0) {
        guarded_begin();
        if (write(started[1], "", 1) == 1)
            guarded_judged("spin");
        _exit(0);
    }
    CHECK_INT(1, read(started[0], &byte, 1));
    close(started[0]);
    close(started[1]);
    zygote = await_child(main_process);
    worker = await_child(zygote);
    await_lock_down(worker);
    CHECK(kill(main_process, SIGKILL) == 0);
    CHECK(waitpid(main_process, NULL, 0) == main_process);
    CHECK(gone_soon(worker));
    CHECK(gone_soon(zygote));
}

static unsigned progressed;

static void count_progress(void *context)
{
    ++*(unsigned *)context;
}

static void workers_at_once_are_bounded(void)
{
    struct elsewhere first, second;
    int64_t began;
    struct timespec t;

    guarded_begin();
    guard_configure(guarded.guard, 1, 2);
    clock_gettime(CLOCK_MONOTONIC, &t);
    began = t.tv_sec;
    start_elsewhere(&first, "spin");
    await_child(await_child(getpid()));
    second = (struct elsewhere){.task = guarded_task("accept")};
    progressed = 0;
    second.task.progress = count_progress;
    second.task.context = &progressed;
    start_task_elsewhere(&second);
    pause_ms(300);
    CHECK(!atomic_load(&second.done));
    join_elsewhere(&first);
    join_elsewhere(&second);
    guarded_is_deferred(&first.result);
    /* waiting does not count in inspect_seconds, and the MTA hears of it */
    CHECK_INT(0, second.result.verdict.finding_count);
    CHECK(progressed >= 1);
    clock_gettime(CLOCK_MONOTONIC, &t);
    CHECK(t.tv_sec - began >= 1);

    /* with two places the second need not wait */
    guard_configure(guarded.guard, 2, 2);
    start_elsewhere(&first, "spin");
    CHECK_INT(0, guarded_judged("accept").verdict.finding_count);
    CHECK(!atomic_load(&first.done));
    join_elsewhere(&first);
    guarded_end();
}

static unsigned count_files(void)
{
    DIR *d = opendir("/proc/self/fd");
    unsigned n = 0;

    while (readdir(d) != NULL)
        n++;
    closedir(d);
    return n;
}

static void many_mails_leave_nothing(void)
{
    enum { THREADS = 8, EACH = 12 };
    static struct elsewhere all[THREADS];
    unsigned files;

    guarded_begin();
    guard_configure(guarded.guard, 4, 20);
    CHECK_INT(0, guarded_judged("accept").verdict.finding_count);
    files = count_files();
    for (unsigned round = 0; round < EACH; round++) {
        for (unsigned i = 0; i < THREADS; i++)
            start_elsewhere(&all[i], i % 4 == 3 ? "exit" : "accept");
        for (unsigned i = 0; i < THREADS; i++) {
            join_elsewhere(&all[i]);
            CHECK_INT(i % 4 == 3 ? 1 : 0, all[i].result.verdict.finding_count);
        }
    }
    CHECK_INT(files, count_files());
    CHECK_INT(0, child_of(await_child(getpid())));
    guarded_end();
}

static void the_message_is_sealed(void)
{
    struct guard_task task;
    struct guard_result result;
    int seals;

    guarded_begin();
    task = guarded_task("accept");
    guard_inspect(guarded.guard, &task, &result);
    seals = fcntl(task.message_fd, F_GET_SEALS);
    CHECK((seals & F_SEAL_WRITE) != 0 && (seals & F_SEAL_SHRINK) != 0);
    CHECK(write(task.message_fd, "x", 1) < 0);
    guard_inspect(guarded.guard, &task, &result); /* one that is sealed already will do */
    CHECK_INT(0, result.verdict.finding_count);
    task.message_len += 1; /* shorter than it is said to be */
    guard_inspect(guarded.guard, &task, &result);
    guarded_is_deferred(&result);
    close(task.message_fd);

    task.message_fd = memfd_create("unsealable", MFD_CLOEXEC);
    task.message_len = 0;
    guard_inspect(guarded.guard, &task, &result);
    guarded_is_deferred(&result);
    CHECK(strstr(result.trouble, "cannot be sealed") != NULL);
    close(task.message_fd);

    task.message_fd = memfd_create("empty", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    guard_inspect(guarded.guard, &task, &result);
    CHECK_INT(REASON_ATTACHMENT_MISSING, result.verdict.findings[0].reason);
    close(task.message_fd);
    guarded_end();
}

static void a_keyring_of_another_protocol_defers(void)
{
    struct keyring *all = NULL;

    guarded_begin();
    all = guarded.keyring;
    guarded.keyring = keyring_new();
    CHECK(keyring_add(guarded.keyring, slice_from("one only")));
    guarded_defers("accept", "keyring and protocol do not belong together");
    keyring_free(guarded.keyring);
    guarded.keyring = all;
    guarded_end();
}

int main(void)
{
    static const struct test tests[] = {
        TEST(a_compliant_mail_is_accepted),
        TEST(findings_come_back),
        TEST(accepts_that_nothing_backs_are_deferred),
        TEST(workers_that_fail_defer),
        TEST(a_worker_that_hangs_is_ended),
        TEST(a_worker_that_is_stopped_is_ended),
        TEST(a_worker_that_is_killed_defers),
        TEST(a_worker_lives_through_a_shutdown),
        TEST(without_its_zygote_the_guard_defers),
        TEST(a_stopped_zygote_defers),
        TEST(stopping_defers_what_is_under_way),
        TEST(a_dead_main_leaves_nobody),
        TEST(workers_at_once_are_bounded),
        TEST(many_mails_leave_nothing),
        TEST(the_message_is_sealed),
        TEST(a_keyring_of_another_protocol_defers),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
