#include "guarded.h"

#include "guard/sandbox.h"
#include "inspect/format/format.h"
#include "inspect/inspect.h"
#include "test.h"

#include <dirent.h>
#include <openssl/evp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

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
static bool as_told_first(const char *word, const struct inspection *in, const struct keyholder *k)
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
    if (strcmp(word, "long") == 0)
        read_all(in, k);
    if (strcmp(word, "lie") == 0) /* an index that the protocol does not have */
        k->decrypt(k->context, 99, &wrong, DATA, LEN);
    return strcmp(word, "unjudged") != 0;
}

bool inspect(const struct inspection *in, const struct keyholder *k, struct verdict *v)
{
    char word[WORD + 1] = "";

    if (in->message.len >= WORD)
        memcpy(word, in->message.data, WORD);
    if (!as_told_first(word, in, k))
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
struct guarded guarded;

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
        guarded.secret[i] = (char)('a' + random[i] % 26);
        guarded.utf16[2 * i] = (unsigned char)guarded.secret[i];
    }
    CHECK(sevenzip_key(slice_of(guarded.utf16, sizeof guarded.utf16), &params, guarded.key));
    CHECK(EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, guarded.key, params.iv) == 1 &&
          EVP_CIPHER_CTX_set_padding(ctx, 0) == 1 &&
          EVP_EncryptUpdate(ctx, guarded.cipher, &len, (const unsigned char *)plaintext, LEN) == 1);
    EVP_CIPHER_CTX_free(ctx);
    guarded.keyring = keyring_new();
    CHECK(keyring_add(guarded.keyring, slice_from(guarded.secret)) &&
          keyring_add(guarded.keyring, slice_from(guarded.secret)));
}

void pause_ms(long ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};

    nanosleep(&t, NULL);
}

pid_t child_of(pid_t parent)
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

void guarded_begin(void)
{
    struct guard_options options = {WORKER_UID, WORKER_UID};
    struct complaints *complaints = complaints_new();

    guarded.guard = guard_start(&options, complaints);
    complaints_print(complaints, "test-guard", stdout);
    CHECK(guarded.guard != NULL);
    await_childless(child_of(getpid()));
    complaints_free(complaints);
    if (!heap)
        heap = secret_heap_start(65536);
    CHECK(heap);
    draw_secret();
}

void guarded_end(void)
{
    guard_stop(guarded.guard);
    keyring_free(guarded.keyring);
}

int guarded_mail(const char *word, size_t *len_r)
{
    static const unsigned char signature[] = {0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c};
    unsigned char bytes[WORD + ARCHIVE] = {0};
    int fd = memfd_create("mail", MFD_CLOEXEC | MFD_ALLOW_SEALING);

    memcpy(bytes, word, strlen(word));
    memcpy(bytes + WORD, signature, sizeof signature);
    memcpy(bytes + WORD + DATA, guarded.cipher, LEN);
    CHECK(fd >= 0 && write(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes);
    *len_r = sizeof bytes;
    return fd;
}

struct guard_task guarded_task(const char *word)
{
    struct guard_task task = {
        .envelope = &envelope, .protocol = &protocol, .keyring = guarded.keyring, .day = TODAY};

    task.message_fd = guarded_mail(word, &task.message_len);
    return task;
}

struct guard_result guarded_judged(const char *word)
{
    struct guard_task task = guarded_task(word);
    struct guard_result result;

    guard_inspect(guarded.guard, &task, &result);
    close(task.message_fd);
    return result;
}

void guarded_is_deferred(const struct guard_result *result)
{
    CHECK_INT(1, result->verdict.finding_count);
    CHECK_INT(REASON_DEFER_INSPECTION, result->verdict.findings[0].reason);
    CHECK(!result->archive_known || result->verdict.finding_count > 0);
}

void guarded_defers(const char *word, const char *trouble)
{
    struct guard_result result = guarded_judged(word);

    check_case(word);
    guarded_is_deferred(&result);
    CHECK_STRING(trouble, result.trouble);
    check_case(NULL);
}

pid_t await_child(pid_t parent)
{
    pid_t pid = 0;

    for (int i = 0; i < 500 && (pid = child_of(parent)) == 0; i++)
        pause_ms(10);
    CHECK(pid > 0);
    return pid;
}

bool alive(pid_t pid)
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

bool gone_soon(pid_t pid)
{
    for (int i = 0; i < 500 && alive(pid); i++)
        pause_ms(10);
    return !alive(pid);
}

void await_lock_down(pid_t pid)
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

static void *inspect_elsewhere(void *context)
{
    struct elsewhere *e = context;

    guard_inspect(guarded.guard, &e->task, &e->result);
    atomic_store(&e->done, true);
    return NULL;
}

void start_task_elsewhere(struct elsewhere *e)
{
    CHECK(pthread_create(&e->thread, NULL, inspect_elsewhere, e) == 0);
}

void start_elsewhere(struct elsewhere *e, const char *word)
{
    *e = (struct elsewhere){.task = guarded_task(word)};
    start_task_elsewhere(e);
}

void join_elsewhere(struct elsewhere *e)
{
    pthread_join(e->thread, NULL);
    close(e->task.message_fd);
}
