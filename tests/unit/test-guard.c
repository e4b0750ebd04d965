/*
 * test-guard - real workers that die, hang, lie and loiter
 *
 * The inspection is played by inspect() below, which does as the first word of the mail says; all
 * else is the real thing: zygote, worker, lock-down, wire, key holder.
 */
#include "guard/guard.h"
#include "guard/sandbox.h"
#include "inspect/format/format.h"
#include "inspect/inspect.h"
#include "test.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORD = 16, DATA = 32, LEN = 48, ARCHIVE = DATA + LEN, POWER = 5, TODAY = 20260601 };
enum { WORKER_UID = 65534, PASSPHRASE_LEN = 24 };

static const char plaintext[LEN + 1] = "Forty-eight bytes that only a key makes legible!";

/* ------------------------------------------------------------------ the inspection, played */

/* opened - the archive stands after the word of command; does it decrypt to the known text? */
static bool opened(const struct inspection *in, const struct keyholder *k, unsigned passphrase)
{
    struct cipher_params params = {.power = POWER};

    if (in->message.len != WORD + ARCHIVE || k->archive_capacity < ARCHIVE)
        return false;
    memcpy(k->archive, in->message.data + WORD, ARCHIVE);
    return k->decrypt(k->context, passphrase, &params, DATA, LEN) == KEYHOLDER_YES &&
           memcmp(k->plain, plaintext, LEN) == 0;
}

static void set_facts(struct verdict *v, unsigned passphrase)
{
    v->archive_seen = v->archive_encrypted = v->archive_opened = 1;
    v->archive_bytes = ARCHIVE;
    v->kdf_power = POWER;
    v->passphrase = passphrase;
    v->format = FORMAT_TXT;
    v->clients = 1;
    v->fields = 1;
}

static void hoard(void)
{
    /* volatile: the compiler may not notice that nobody reads it */
    for (size_t i = 0;; i++) {
        volatile char *more = malloc(1 << 20);

        if (more == NULL)
            _exit(99);
        for (size_t at = 0; at < 1 << 20; at += 4096)
            more[at] = 1;
    }
}

static _Noreturn void spin(void)
{
    for (;;)
        sched_yield();
}

/* read_all - reads all of the mail, has an archive as long, asks for a window of it */
static void read_all(const struct inspection *in, const struct keyholder *k)
{
    struct cipher_params params = {.power = POWER};
    unsigned sum = 0;

    for (size_t i = 0; i < in->message.len; i++)
        sum += in->message.data[i];
    memset(k->archive, (int)(sum & 0xff), k->archive_capacity);
    if (k->decrypt(k->context, 0, &params, DATA, KEYHOLDER_WINDOW) == KEYHOLDER_YES)
        spin();
}

/* as_told_first - the words after which no verdict comes, in one way or other */
static bool as_told_first(const char *word, const struct keyholder *k)
{
    struct cipher_params wrong = {.power = POWER};
    volatile uintptr_t nowhere = 8;

    if (strcmp(word, "segv") == 0)
        *(volatile int *)nowhere = 1;
    if (strcmp(word, "abort") == 0)
        abort();
    if (strcmp(word, "exit") == 0)
        _exit(7);
    if (strcmp(word, "leave") == 0)
        _exit(0);
    if (strcmp(word, "socket") == 0)
        socket(AF_INET, SOCK_STREAM, 0);
    if (strcmp(word, "hoard") == 0)
        hoard();
    if (strcmp(word, "spin") == 0)
        spin();
    if (strcmp(word, "lie") == 0) /* an index that the protocol does not have */
        k->decrypt(k->context, 99, &wrong, DATA, LEN);
    return strcmp(word, "unjudged") != 0;
}

bool inspect(const struct inspection *in, const struct keyholder *k, struct verdict *v)
{
    char word[WORD + 1] = "";

    if (in->message.len >= WORD)
        memcpy(word, in->message.data, WORD);
    if (strcmp(word, "long") == 0)
        read_all(in, k);
    if (!as_told_first(word, k))
        return false;
    if (strcmp(word, "accept") == 0 && opened(in, k, 0))
        set_facts(v, 0);
    else if (strcmp(word, "expired") == 0 && opened(in, k, 1))
        set_facts(v, 1);
    else if (strcmp(word, "bought") == 0) /* an accept without asking anything */
        set_facts(v, 0);
    else if (strcmp(word, "surplus") == 0 && opened(in, k, 0)) {
        set_facts(v, 0);
        verdict_add(v, REASON_FIELD_NOT_PERMITTED, place_at(PLACE_LINE, 3, 0, 0));
    } else if (strcmp(word, "mentions") == 0 && opened(in, k, 0)) {
        set_facts(v, 0);
        if (k->mentions(k->context, slice_of(in->message.data, 8)) != KEYHOLDER_NO)
            verdict_add(v, REASON_CLEARTEXT_PASSPHRASE, place_none());
    } else
        verdict_add(v, REASON_ATTACHMENT_MISSING, place_none());
    /* protocol and envelope came across whole */
    if (strcmp(in->protocol->id, "guarded") != 0 || in->protocol->passphrase_count != 2 ||
        strcmp(in->envelope->sender, "a@example.org") != 0 || in->day != TODAY)
        verdict_add(v, REASON_MESSAGE_AMBIGUOUS, place_none());
    return true;
}

void inspect_oversize(const struct envelope *envelope, const struct protocol *protocol,
                      day_number day, struct verdict *v)
{
    (void)envelope, (void)protocol, (void)day;
    verdict_add(v, REASON_MESSAGE_TOO_LARGE, place_none());
}

/* ------------------------------------------------------------------------------ surroundings */

static bool heap; /* the secure heap runs */
static struct guard *guard;
static struct keyring *keyring;
static char secret[PASSPHRASE_LEN + 1]; /* drawn after the zygote was forked */
static unsigned char utf16[2 * PASSPHRASE_LEN], key[32], cipher[LEN];

static char id[] = "guarded", other_id[] = "old", none[] = "", first_name[] = "first-name",
            sender[] = "a@example.org";
static struct protocol_passphrase passphrases[] = {{.id = id},
                                                   {.id = other_id, .valid_until = TODAY - 1}};
static struct protocol_field fields[] = {
    {.name = first_name, .kind = VALUE_FIRST_NAME, .required = true}};
static struct protocol protocol = {.id = id,
                                   .consent_statement = none,
                                   .passphrases = passphrases,
                                   .passphrase_count = 2,
                                   .max_message_bytes = 4096,
                                   .kdf_power_min = POWER,
                                   .kdf_power_max = POWER,
                                   .formats = 1u << FORMAT_TXT,
                                   .max_clients = 1,
                                   .fields = fields,
                                   .field_count = 1};
static struct envelope envelope = {.sender = sender};

/* draw_secret - a passphrase that no earlier process can know, and what 7z makes of it */
static void draw_secret(void)
{
    struct cipher_params params = {.power = POWER};
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    unsigned char random[PASSPHRASE_LEN];
    int len = 0;

    CHECK(getrandom(random, sizeof random, 0) == (ssize_t)sizeof random);
    for (size_t i = 0; i < PASSPHRASE_LEN; i++) {
        secret[i] = (char)('a' + random[i] % 26);
        utf16[2 * i] = (unsigned char)secret[i];
    }
    CHECK(sevenzip_key(slice_of(utf16, sizeof utf16), &params, key));
    CHECK(EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, params.iv) == 1 &&
          EVP_CIPHER_CTX_set_padding(ctx, 0) == 1 &&
          EVP_EncryptUpdate(ctx, cipher, &len, (const unsigned char *)plaintext, LEN) == 1);
    EVP_CIPHER_CTX_free(ctx);
    keyring = keyring_new();
    CHECK(keyring_add(keyring, slice_from(secret)) && keyring_add(keyring, slice_from(secret)));
}

static void pause_ms(long ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};

    nanosleep(&t, NULL);
}

/* child_of - a process whose parent is that one; 0 when there is none */
static pid_t child_of(pid_t parent)
{
    DIR *proc = opendir("/proc");
    struct dirent *entry;
    pid_t found = 0;

    while (found == 0 && (entry = readdir(proc)) != NULL) {
        char path[64], line[512], *rest;
        long pid = strtol(entry->d_name, &rest, 10);
        int ppid = 0;
        FILE *f;

        if (pid <= 0 || *rest != '\0')
            continue;
        snprintf(path, sizeof path, "/proc/%ld/stat", pid);
        f = fopen(path, "r");
        if (f == NULL)
            continue;
        if (fgets(line, sizeof line, f) != NULL && (rest = strrchr(line, ')')) != NULL &&
            sscanf(rest, ") %*c %d", &ppid) == 1 && ppid == parent)
            found = (pid_t)pid;
        fclose(f);
    }
    closedir(proc);
    return found;
}

/* await_childless - the worker that only proved the lock-down at the start may still be ending */
static void await_childless(pid_t zygote)
{
    for (int i = 0; i < 500 && child_of(zygote) != 0; i++)
        pause_ms(10);
    CHECK(child_of(zygote) == 0);
}

static void begin(void)
{
    struct guard_options options = {WORKER_UID, WORKER_UID};
    struct complaints *complaints = complaints_new();

    guard = guard_start(&options, complaints);
    complaints_print(complaints, "test-guard", stdout);
    CHECK(guard != NULL);
    await_childless(child_of(getpid()));
    complaints_free(complaints);
    if (!heap)
        heap = secret_heap_start(65536);
    CHECK(heap);
    draw_secret();
}

static void end(void)
{
    guard_stop(guard);
    keyring_free(keyring);
}

/* mail - a memfd: the word of command, then an archive */
static int mail(const char *word, size_t *len_r)
{
    static const unsigned char signature[] = {0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c};
    unsigned char bytes[WORD + ARCHIVE] = {0};
    int fd = memfd_create("mail", MFD_CLOEXEC | MFD_ALLOW_SEALING);

    memcpy(bytes, word, strlen(word));
    memcpy(bytes + WORD, signature, sizeof signature);
    memcpy(bytes + WORD + DATA, cipher, LEN);
    CHECK(fd >= 0 && write(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes);
    *len_r = sizeof bytes;
    return fd;
}

static struct guard_task task_of(const char *word)
{
    struct guard_task task = {
        .envelope = &envelope, .protocol = &protocol, .keyring = keyring, .day = TODAY};

    task.message_fd = mail(word, &task.message_len);
    return task;
}

static struct guard_result judged(const char *word)
{
    struct guard_task task = task_of(word);
    struct guard_result result;

    guard_inspect(guard, &task, &result);
    close(task.message_fd);
    return result;
}

static void check_deferred(const struct guard_result *result)
{
    CHECK_INT(1, result->verdict.finding_count);
    CHECK_INT(REASON_DEFER_INSPECTION, result->verdict.findings[0].reason);
    CHECK(!result->archive_known || result->verdict.finding_count > 0);
}

/* defers - the word leads to a deferral with that trouble */
static void defers(const char *word, const char *trouble)
{
    struct guard_result result = judged(word);

    check_case(word);
    check_deferred(&result);
    CHECK_STRING(trouble, result.trouble);
    check_case(NULL);
}

/* await_child - waits up to five seconds for one */
static pid_t await_child(pid_t parent)
{
    pid_t pid = 0;

    for (int i = 0; i < 500 && (pid = child_of(parent)) == 0; i++)
        pause_ms(10);
    CHECK(pid > 0);
    return pid;
}

static bool alive(pid_t pid)
{
    char path[64], line[512], *rest;
    FILE *f;
    bool is;

    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    f = fopen(path, "r");
    if (f == NULL)
        return false;
    is = fgets(line, sizeof line, f) != NULL && (rest = strrchr(line, ')')) != NULL &&
         rest[2] != 'Z';
    fclose(f);
    return is;
}

static bool gone_soon(pid_t pid)
{
    for (int i = 0; i < 500 && alive(pid); i++)
        pause_ms(10);
    return !alive(pid);
}

/* locked_down - waits until the process runs under a filter (it shows in its status) */
static void await_lock_down(pid_t pid)
{
    for (int i = 0; i < 3000; i++) { /* half a minute: the machine may be busy */
        char path[64], line[256];
        bool filtered = false;
        FILE *f;

        snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
        f = fopen(path, "r");
        while (f != NULL && fgets(line, sizeof line, f) != NULL)
            filtered = filtered || strcmp(line, "Seccomp:\t2\n") == 0;
        if (f != NULL)
            fclose(f);
        if (filtered)
            return;
        pause_ms(10);
    }
    check_failed(__FILE__, __LINE__, "process %d does not lock itself down", (int)pid);
}

/* A mail inspected by another thread, for what is done to its worker meanwhile */
struct elsewhere {
    pthread_t thread;
    struct guard_task task;
    struct guard_result result;
    atomic_bool done;
};

static void *inspect_elsewhere(void *context)
{
    struct elsewhere *e = context;

    guard_inspect(guard, &e->task, &e->result);
    atomic_store(&e->done, true);
    return NULL;
}

static void start_elsewhere(struct elsewhere *e, const char *word)
{
    *e = (struct elsewhere){.task = task_of(word)};
    CHECK(pthread_create(&e->thread, NULL, inspect_elsewhere, e) == 0);
}

static void join_elsewhere(struct elsewhere *e)
{
    pthread_join(e->thread, NULL);
    close(e->task.message_fd);
}

/* -------------------------------------------------------------------------------------- tests */

static void a_compliant_mail_is_accepted(void)
{
    struct guard_result result;
    unsigned char archive[WORD + ARCHIVE], hash[SHA256_SIZE];
    size_t len;
    int fd;

    begin();
    result = judged("accept");
    CHECK_STRING("", result.trouble);
    CHECK_INT(0, result.verdict.finding_count);
    CHECK(result.archive_known);
    CHECK_INT(ARCHIVE, result.archive_bytes);
    CHECK_INT(POWER, result.kdf_power);
    CHECK_INT(0, result.passphrase);
    fd = mail("accept", &len);
    CHECK(pread(fd, archive, sizeof archive, 0) == (ssize_t)sizeof archive);
    CHECK(sha256(slice_of(archive + WORD, ARCHIVE), hash));
    CHECK(memcmp(hash, result.archive_sha256, SHA256_SIZE) == 0);
    close(fd);
    end();
}

static void findings_come_back(void)
{
    struct guard_result result;

    begin();
    result = judged("surplus");
    CHECK_INT(1, result.verdict.finding_count);
    CHECK_INT(REASON_FIELD_NOT_PERMITTED, result.verdict.findings[0].reason);
    CHECK_INT(3, result.verdict.findings[0].place.n[0]);
    CHECK(result.archive_known);
    result = judged("refuse");
    CHECK_INT(REASON_ATTACHMENT_MISSING, result.verdict.findings[0].reason);
    CHECK(!result.archive_known);
    CHECK_STRING("", result.trouble);
    result = judged("mentions");
    CHECK_INT(0, result.verdict.finding_count);
    end();
}

static void accepts_that_nothing_backs_are_deferred(void)
{
    begin();
    defers("bought", "verdict not backed: no decryption was asked for");
    defers("expired", "verdict not backed: the passphrase is not valid on this day");
    end();
}

static void workers_that_fail_defer(void)
{
    begin();
    if (!sandbox_sanitized()) { /* a sanitizer turns these into reports */
        defers("segv", "worker died of signal 11");
        defers("abort", "worker died of signal 31");
        defers("hoard", "worker ended with status 99");
    }
    defers("exit", "worker ended with status 7");
    defers("leave", "worker ended without a verdict");
    defers("socket", "worker died of signal 31");
    defers("lie", "worker broke the protocol: it names no passphrase");
    defers("unjudged", "worker could not judge: it ran out of memory or got no answer");
    CHECK_INT(0, judged("accept").verdict.finding_count); /* and the next mail is none the worse */
    end();
}

static void a_worker_that_hangs_is_ended(void)
{
    pid_t zygote;

    begin();
    zygote = child_of(getpid());
    guard_configure(guard, 2, 1);
    defers("spin", "worker timed out after 1 seconds");
    CHECK_INT(0, child_of(zygote));
    CHECK_INT(0, judged("accept").verdict.finding_count);
    end();
}

static void a_worker_that_is_stopped_is_ended(void)
{
    struct elsewhere e;
    pid_t worker;

    begin();
    guard_configure(guard, 2, 1);
    start_elsewhere(&e, "spin");
    worker = await_child(await_child(getpid()));
    CHECK(kill(worker, SIGSTOP) == 0);
    join_elsewhere(&e);
    check_deferred(&e.result);
    CHECK_STRING("worker timed out after 1 seconds", e.result.trouble);
    CHECK(gone_soon(worker));
    end();
}

static void a_worker_that_is_killed_defers(void)
{
    static const int signals[] = {SIGKILL, SIGSEGV, SIGSYS, SIGXCPU};

    begin();
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
        check_deferred(&e.result);
        snprintf(expected, sizeof expected, "worker died of signal %d", signals[i]);
        CHECK_STRING(expected, e.result.trouble);
    }
    end();
}

/* Signals that end main are not for the zygote and its workers */
static void a_worker_lives_through_a_shutdown(void)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGPIPE};
    struct elsewhere e;
    pid_t zygote, worker;

    begin();
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
    end();
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

    begin();
    CHECK(!readable(guard_death_fd(guard), 0));
    zygote = await_child(getpid());
    start_elsewhere(&e, "spin");
    worker = await_child(zygote);
    CHECK(kill(zygote, SIGKILL) == 0);
    join_elsewhere(&e);
    check_deferred(&e.result);
    CHECK_STRING("worker and its parent are gone or hang", e.result.trouble);
    CHECK(readable(guard_death_fd(guard), 5000));
    CHECK(gone_soon(worker));
    defers("accept", "the parent of the workers is gone");
    end();
}

static void a_stopped_zygote_defers(void)
{
    pid_t zygote;

    begin();
    guard_configure(guard, 1, 1);
    zygote = await_child(getpid());
    CHECK(kill(zygote, SIGSTOP) == 0);
    {
        struct guard_result result = judged("accept");

        check_deferred(&result);
        CHECK_STRING("worker timed out after 1 seconds", result.trouble);
    }
    CHECK(kill(zygote, SIGCONT) == 0);
    CHECK_INT(0, judged("accept").verdict.finding_count);
    /* and one that stays stopped does not hold up the end */
    CHECK(kill(zygote, SIGSTOP) == 0);
    end();
    CHECK(gone_soon(zygote));
}

static void stopping_defers_what_is_under_way(void)
{
    struct elsewhere working, waiting;
    pid_t zygote, worker;

    begin();
    guard_configure(guard, 1, 20);
    zygote = await_child(getpid());
    start_elsewhere(&working, "spin");
    worker = await_child(zygote);
    start_elsewhere(&waiting, "accept");
    pause_ms(50);
    end();
    join_elsewhere(&working);
    join_elsewhere(&waiting);
    check_deferred(&working.result);
    check_deferred(&waiting.result);
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
        begin();
        if (write(started[1], "", 1) == 1)
            judged("spin");
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

    begin();
    guard_configure(guard, 1, 2);
    clock_gettime(CLOCK_MONOTONIC, &t);
    began = t.tv_sec;
    start_elsewhere(&first, "spin");
    await_child(await_child(getpid()));
    second = (struct elsewhere){.task = task_of("accept")};
    progressed = 0;
    second.task.progress = count_progress;
    second.task.context = &progressed;
    CHECK(pthread_create(&second.thread, NULL, inspect_elsewhere, &second) == 0);
    pause_ms(300);
    CHECK(!atomic_load(&second.done));
    join_elsewhere(&first);
    join_elsewhere(&second);
    check_deferred(&first.result);
    /* waiting does not count in inspect_seconds, and the MTA hears of it */
    CHECK_INT(0, second.result.verdict.finding_count);
    CHECK(progressed >= 1);
    clock_gettime(CLOCK_MONOTONIC, &t);
    CHECK(t.tv_sec - began >= 1);

    /* with two places the second need not wait */
    guard_configure(guard, 2, 2);
    start_elsewhere(&first, "spin");
    CHECK_INT(0, judged("accept").verdict.finding_count);
    CHECK(!atomic_load(&first.done));
    join_elsewhere(&first);
    end();
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

    begin();
    guard_configure(guard, 4, 20);
    CHECK_INT(0, judged("accept").verdict.finding_count);
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
    end();
}

static void the_message_is_sealed(void)
{
    struct guard_task task;
    struct guard_result result;
    int seals;

    begin();
    task = task_of("accept");
    guard_inspect(guard, &task, &result);
    seals = fcntl(task.message_fd, F_GET_SEALS);
    CHECK((seals & F_SEAL_WRITE) != 0 && (seals & F_SEAL_SHRINK) != 0);
    CHECK(write(task.message_fd, "x", 1) < 0);
    guard_inspect(guard, &task, &result); /* one that is sealed already will do */
    CHECK_INT(0, result.verdict.finding_count);
    task.message_len += 1; /* shorter than it is said to be */
    guard_inspect(guard, &task, &result);
    check_deferred(&result);
    close(task.message_fd);

    task.message_fd = memfd_create("unsealable", MFD_CLOEXEC);
    task.message_len = 0;
    guard_inspect(guard, &task, &result);
    check_deferred(&result);
    CHECK(strstr(result.trouble, "cannot be sealed") != NULL);
    close(task.message_fd);

    task.message_fd = memfd_create("empty", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    guard_inspect(guard, &task, &result);
    CHECK_INT(REASON_ATTACHMENT_MISSING, result.verdict.findings[0].reason);
    close(task.message_fd);
    end();
}

static void a_keyring_of_another_protocol_defers(void)
{
    struct keyring *all = NULL;

    begin();
    all = keyring;
    keyring = keyring_new();
    CHECK(keyring_add(keyring, slice_from("one only")));
    defers("accept", "keyring and protocol do not belong together");
    keyring_free(keyring);
    keyring = all;
    end();
}

/* ------------------------------------------------------------- what a worker is, from outside */

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

    begin();
    guard_configure(guard, 1, 3);
    CHECK_INT(0, judged("accept").verdict.finding_count); /* the key is derived */
    zygote = await_child(getpid());
    start_elsewhere(&e, "spin");
    worker = await_child(zygote);
    await_lock_down(worker);
    check_identity(worker);
    check_files(worker);
    if (geteuid() == 0 && !sandbox_sanitized()) {
        CHECK(memory_holds(getpid(), secret, PASSPHRASE_LEN)); /* the search itself works */
        CHECK(memory_holds(worker, cipher, LEN) || memory_holds(worker, "guarded", 8));
        CHECK(!memory_holds(worker, secret, PASSPHRASE_LEN));
        CHECK(!memory_holds(worker, utf16, sizeof utf16));
        CHECK(!memory_holds(worker, key, sizeof key));
        CHECK(!memory_holds(zygote, secret, PASSPHRASE_LEN));
        CHECK(!memory_holds(zygote, utf16, sizeof utf16));
        CHECK(!memory_holds(zygote, key, sizeof key));
    }
    kill(worker, SIGKILL);
    join_elsewhere(&e);
    end();
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

    begin();
    guard_configure(guard, 1, 20);
    CHECK_INT(0, judged("accept").verdict.finding_count); /* the key is derived */
    e = (struct elsewhere){.task = task_of("long")};
    e.task.message_len = LONG;
    CHECK(ftruncate(e.task.message_fd, LONG) == 0);
    CHECK(pthread_create(&e.thread, NULL, inspect_elsewhere, &e) == 0);
    worker = await_child(await_child(getpid()));
    for (int i = 0; i < 1000 && !given_back; i++) {
        given_back = kib_of(worker, "VmHWM:") > 2 * LONG / KIB && /* it had both */
                     kib_of(worker, "RssShmem:") < LONG / KIB / 4;
        pause_ms(10);
    }
    CHECK(given_back);
    kill(worker, SIGKILL);
    join_elsewhere(&e);
    end();
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
        guard = guard_start(&options, complaints);
        if (guard == NULL && complaints_count(complaints) > 0)
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

    begin();
    CHECK_INT(abi > 0 ? abi : 0, guard_landlock(guard));
    CHECK_INT(sandbox_sanitized(), guard_sanitized());
    end();
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
        TEST(a_worker_holds_nothing),
        TEST(a_worker_gives_back_what_it_has_read),
        TEST(root_is_no_worker),
        TEST(without_seccomp_there_is_no_guard),
        TEST(landlock_is_reported),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
