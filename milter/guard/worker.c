/*
 * A worker's life. All of it runs in the forked child; what goes wrong here ends the process with a
 * status that main reports as trouble, and main defers the mail.
 */
#include "guard/worker.h"

#include "inspect/inspect.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

struct worker {
    int socket;
    struct slice message; /* where it is mapped, */
    void *archive;        /* and the archive, */
    size_t capacity;      /* with room for so many bytes */
    uint64_t decrypts;
    unsigned mentions;
    union wire_packet packet;
};

enum { EXIT_BROKEN = 70 }; /* the worker met an error of its own: main sees no verdict */

/* ask - sends the packet and waits for the answer */
static enum keyholder_answer ask(struct worker *w, enum wire_type type, size_t text_length)
{
    if (!wire_send(w->socket, &w->packet, type, text_length) ||
        wire_receive(w->socket, &w->packet) != WIRE_GOT || w->packet.head.type != WIRE_ANSWER ||
        w->packet.answer.answer > KEYHOLDER_FAILED)
        return KEYHOLDER_FAILED;
    return (enum keyholder_answer)w->packet.answer.answer;
}

/* give_back - the pages of message and archive that were read; they stay in their files, and come
 * back when they are read once more. Without it a worker holds the mail twice while it unpacks. */
static void give_back(const struct worker *w)
{
    if (w->message.len > 0)
        (void)madvise((void *)(uintptr_t)w->message.data, w->message.len, MADV_DONTNEED);
    (void)madvise(w->archive, w->capacity, MADV_DONTNEED);
}

/* What main would take for a break of the protocol is answered here already */
static enum keyholder_answer ask_decrypt(void *context, unsigned passphrase,
                                         const struct cipher_params *params, uint64_t offset,
                                         uint64_t length)
{
    struct worker *w = context;

    if (w->decrypts >= keyholder_decrypts_max(w->capacity, KEYHOLDER_WINDOW) || length == 0 ||
        length % CIPHER_IV_SIZE != 0 || length > KEYHOLDER_WINDOW || offset > w->capacity ||
        length > w->capacity - offset || params->salt_len > CIPHER_SALT_MAX)
        return KEYHOLDER_NO;
    if (length == KEYHOLDER_WINDOW) /* a long stream */
        give_back(w);
    w->decrypts++;
    memset(&w->packet.decrypt, 0, sizeof w->packet.decrypt);
    w->packet.decrypt.passphrase = passphrase;
    w->packet.decrypt.offset = offset;
    w->packet.decrypt.length = length;
    w->packet.decrypt.params = *params;
    return ask(w, WIRE_DECRYPT, 0);
}

static enum keyholder_answer ask_mentions(void *context, struct slice folded)
{
    struct worker *w = context;

    if (w->mentions >= KEYHOLDER_MENTIONS_MAX || folded.len > KEYHOLDER_TEXT_MAX)
        return KEYHOLDER_FAILED;
    w->mentions++;
    w->packet.mentions.length = (uint32_t)folded.len;
    if (folded.len > 0)
        memcpy(w->packet.mentions.text, folded.data, folded.len);
    return ask(w, WIRE_MENTIONS, folded.len);
}

/* map - len bytes of fd from offset; an address with nothing behind it when len is 0 */
static void *map(int fd, uint64_t len, int protection, int flags, uint64_t offset)
{
    static const unsigned char nothing;
    void *at;

    if (len == 0)
        return (void *)&nothing;
    at = mmap(NULL, (size_t)len, protection, flags, fd, (off_t)offset);
    return at == MAP_FAILED ? NULL : at;
}

/* tell_ready - also what went wrong, so that main can say it */
static bool tell_ready(struct worker *w, enum sandbox_stage stage, int error, unsigned landlock)
{
    memset(&w->packet.ready, 0, sizeof w->packet.ready);
    w->packet.ready.stage = stage;
    w->packet.ready.error = error;
    w->packet.ready.landlock = landlock;
    return wire_send(w->socket, &w->packet, WIRE_READY, 0) && stage == SANDBOX_DONE;
}

static bool lock_down(struct worker *w, const struct worker_order *order,
                      const struct sandbox *sandbox)
{
    struct sandbox_limits limits = {
        .cpu_seconds = order->cpu_seconds,
        .address_space = order->address_space,
    };
    unsigned landlock = 0;
    enum sandbox_stage stage = sandbox_enter(sandbox, &limits, &landlock);

    return tell_ready(w, stage, stage == SANDBOX_DONE ? 0 : errno, landlock);
}

/* judge - the inspection itself; the verdict goes into the packet. False when main sent nonsense.
 */
static bool judge(struct worker *w, const struct worker_order *order, struct slice task,
                  struct slice message, struct keyholder *keyholder)
{
    struct envelope envelope = {0};
    struct protocol *protocol = protocol_parse(&task);
    struct inspection in = {.message = message,
                            .bare_archive = order->bare_archive != 0,
                            .envelope = &envelope,
                            .protocol = protocol,
                            .day = order->day};
    struct verdict verdict;
    bool judged;

    if (protocol == NULL || !envelope_parse(&task, &envelope) || task.len != 0)
        return false;
    verdict_init(&verdict);
    judged = inspect(&in, keyholder, &verdict);

    memset(&w->packet.verdict, 0, sizeof w->packet.verdict);
    w->packet.verdict.judged = judged;
    if (judged)
        w->packet.verdict.verdict = verdict;
    return wire_send(w->socket, &w->packet, WIRE_VERDICT, 0);
}

static int work(struct worker *w, const struct worker_order *order, const int fds[WORKER_FDS],
                const struct sandbox *sandbox)
{
    uint64_t capacity = order->capacity;
    const void *message = map(fds[WORKER_MESSAGE], order->message_len, PROT_READ, MAP_PRIVATE, 0);
    const void *task = map(fds[WORKER_TASK], order->task_len, PROT_READ, MAP_PRIVATE, 0);
    void *archive = map(fds[WORKER_SCRATCH], capacity, PROT_READ | PROT_WRITE, MAP_SHARED, 0);
    const void *plain = map(fds[WORKER_SCRATCH], KEYHOLDER_WINDOW, PROT_READ, MAP_SHARED, capacity);
    struct keyholder keyholder = {.context = w,
                                  .archive = archive,
                                  .archive_capacity = (size_t)capacity,
                                  .plain = plain,
                                  .window = KEYHOLDER_WINDOW,
                                  .decrypt = ask_decrypt,
                                  .mentions = ask_mentions};

    if (message == NULL || task == NULL || archive == NULL || plain == NULL)
        return EXIT_BROKEN;
    for (int i = WORKER_MESSAGE; i < WORKER_FDS; i++)
        close(fds[i]);
    w->message = slice_of(message, (size_t)order->message_len);
    w->archive = archive;
    w->capacity = (size_t)capacity;
    if (!lock_down(w, order, sandbox) ||
        !judge(w, order, slice_of(task, (size_t)order->task_len), w->message, &keyholder))
        return EXIT_BROKEN;
    return 0;
}

_Noreturn void worker_run(const struct worker_order *order, const int fds[WORKER_FDS],
                          const struct sandbox *sandbox)
{
    struct worker worker = {.socket = fds[WORKER_SOCKET]};
    int status;

    prctl(PR_SET_NAME, "referral-worker", 0, 0, 0);
    if (order->probe != 0)
        status = lock_down(&worker, order, sandbox) ? 0 : EXIT_BROKEN;
    else
        status = work(&worker, order, fds, sandbox);
    _exit(status);
}
