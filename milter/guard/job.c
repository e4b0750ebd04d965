/*
 * One inspection, seen from main. The result is a deferral from the beginning, and becomes another
 * only at the very end, when the worker has answered in form and ended well.
 */
#include "guard/job.h"

#include "base/whole.h"
#include "guard/backed.h"
#include "guard/serve.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REAP_MS = 5000 }; /* a worker that was told to end has ended by then */

struct job {
    const struct guard_task *task;
    struct guard_result *result;
    struct worker_order order;
    int task_fd, scratch_fd, status_fd;
    int socket[2]; /* main's end, the worker's end */
    struct conversation talk;
};

static void trouble(struct job *j, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void trouble(struct job *j, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(j->result->trouble, sizeof j->result->trouble, format, args);
    va_end(args);
}

/* seal - from now on nobody can change the file; one that is sealed already will do */
static bool seal(int fd, int seals)
{
    int now = fcntl(fd, F_GET_SEALS);

    if (now >= 0 && (now & seals) == seals)
        return true;
    return fcntl(fd, F_ADD_SEALS, seals) == 0;
}

enum { SIZE_SEALS = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL };

static bool seal_message(const struct guard_task *task)
{
    struct stat s;

    return fstat(task->message_fd, &s) == 0 && s.st_size >= 0 &&
           (uint64_t)s.st_size >= task->message_len &&
           seal(task->message_fd, SIZE_SEALS | F_SEAL_WRITE);
}

enum { TASK_MAX = 16 << 20 }; /* bytes of a serialised protocol and envelope */

/* make_task_file - protocol and envelope in serialised form */
static bool make_task_file(struct job *j)
{
    struct buffer bytes;
    bool good;

    buffer_init(&bytes, TASK_MAX);
    good = protocol_serialise(j->task->protocol, &bytes) &&
           envelope_serialise(j->task->envelope, &bytes);
    j->task_fd = memfd_create("task", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    good = good && j->task_fd >= 0 && whole_write(j->task_fd, buffer_slice(&bytes)) &&
           seal(j->task_fd, SIZE_SEALS | F_SEAL_WRITE);
    j->order.task_len = bytes.len;
    buffer_free(&bytes);
    return good;
}

/* make_scratch - a decoded archive, never longer than the message it came in, and the window */
static bool make_scratch(struct job *j)
{
    uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
    uint64_t capacity = (j->task->message_len / page + 1) * page;

    j->order.capacity = capacity;
    j->scratch_fd = memfd_create("scratch", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    return j->scratch_fd >= 0 &&
           ftruncate(j->scratch_fd, (off_t)(capacity + KEYHOLDER_WINDOW)) == 0 &&
           seal(j->scratch_fd, SIZE_SEALS);
}

/* prepare - everything that the worker gets; false with trouble */
static bool prepare(struct job *j, unsigned seconds)
{
    const struct guard_task *task = j->task;

    if (keyring_count(task->keyring) != task->protocol->passphrase_count ||
        task->protocol->passphrase_count > PROTOCOL_PASSPHRASES_MAX ||
        task->protocol->field_count > PROTOCOL_FIELDS_MAX) {
        trouble(j, "keyring and protocol do not belong together");
        return false;
    }
    if (!seal_message(task)) {
        trouble(j, "the message cannot be sealed: %s", strerror(errno));
        return false;
    }
    if (!make_task_file(j) || !make_scratch(j) ||
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, j->socket) != 0) {
        trouble(j, "no memory or descriptors for a worker: %s", strerror(errno));
        return false;
    }
    j->order.version = WIRE_MAGIC;
    j->order.bare_archive = task->bare_archive;
    j->order.day = task->day;
    j->order.cpu_seconds = seconds + 1;
    j->order.message_len = task->message_len;
    j->order.address_space =
        SANDBOX_ADDRESS_SPACE + 8 * j->order.capacity + 8 * task->protocol->max_unpacked_bytes;
    return true;
}

/* order - hands it to the zygote; waits while that is busy, until the deadline */
static bool order(struct job *j, struct zygote *zygote)
{
    int fds[WORKER_FDS] = {[WORKER_SOCKET] = j->socket[1],
                           [WORKER_MESSAGE] = j->task->message_fd,
                           [WORKER_TASK] = j->task_fd,
                           [WORKER_SCRATCH] = j->scratch_fd};

    while ((j->status_fd = zygote_order(zygote, &j->order, fds)) < 0 && errno == EAGAIN &&
           clock_ms() < j->talk.deadline_ms) {
        struct pollfd wait = {.fd = zygote->control, .events = POLLOUT};

        (void)poll(&wait, 1, 100);
    }
    if (j->status_fd < 0)
        trouble(j, errno == EPIPE ? "the parent of the workers is gone"
                                  : "the parent of the workers takes no order");
    close(j->socket[1]);
    j->socket[1] = -1;
    return j->status_fd >= 0;
}

enum ending { ENDED_WELL, ENDED_BADLY, NOT_ENDED };

/* reap - how the worker ended; when it should be gone and is not, it is killed. Trouble is set when
 * it did not end by itself with status 0. */
static enum ending reap(struct job *j, bool killed)
{
    struct pollfd wait = {.fd = j->status_fd, .events = POLLIN};
    struct zygote_status status;

    if (killed || poll(&wait, 1, REAP_MS / 5) == 0)
        shutdown(j->status_fd, SHUT_WR);
    if (poll(&wait, 1, REAP_MS) <= 0 ||
        recv(j->status_fd, &status, sizeof status, MSG_DONTWAIT) != (ssize_t)sizeof status) {
        trouble(j, "worker and its parent are gone or hang");
        return NOT_ENDED;
    }
    if (status.end == ZYGOTE_EXITED && status.code == 0)
        return ENDED_WELL;
    if (status.end == ZYGOTE_NOT_BORN)
        trouble(j, "no worker could be started: %s", strerror(status.code));
    else if (status.end == ZYGOTE_EXITED)
        trouble(j, "worker ended with status %d", status.code);
    else
        trouble(j, "worker died of signal %d", status.code);
    return ENDED_BADLY;
}

/* explain - the trouble of a talk that brought no verdict; how the worker ended counts only when it
 * ended by itself */
static void explain(struct job *j, enum serve_outcome outcome, unsigned seconds)
{
    switch (outcome) {
    case SERVE_NOT_LOCKED:
        trouble(j, "worker could not be locked down: %s: %s",
                sandbox_stage_name((enum sandbox_stage)j->talk.ready.stage),
                strerror(j->talk.ready.error));
        break;
    case SERVE_BROKEN:
        trouble(j, "worker broke the protocol: it %s", j->talk.broken);
        break;
    case SERVE_TIMED_OUT:
        trouble(j, "worker timed out after %u seconds", seconds);
        break;
    case SERVE_FAILED:
        trouble(j, "no memory to answer a worker, or a decryption failed");
        break;
    case SERVE_NOT_JUDGED:
        trouble(j, "worker could not judge: it ran out of memory or got no answer");
        break;
    case SERVE_CLOSED:
        if (j->result->trouble[0] == '\0')
            trouble(j, "worker ended without a verdict");
        break;
    case SERVE_VERDICT:
    case SERVE_GOING_ON:
        break; /* reap() has said it */
    }
}

/* hash_archive - of the bytes in the scratch; the worker has ended, so they change no more */
static bool hash_archive(struct job *j, const struct verdict *v)
{
    return v->archive_bytes > 0 && v->archive_bytes <= j->order.capacity &&
           sha256_file(j->scratch_fd, v->archive_bytes, j->result->archive_sha256);
}

/* conclude - a verdict in form from a worker that ended well */
static void conclude(struct job *j)
{
    const struct verdict *v = &j->talk.verdict;
    struct guard_result *result = j->result;
    const char *doubt;

    if (v->archive_opened && archive_answered(&j->talk, v) && hash_archive(j, v)) {
        result->archive_known = true;
        result->archive_bytes = v->archive_bytes;
        result->kdf_power = v->kdf_power;
        result->passphrase = v->passphrase;
    }
    if (v->finding_count == 0) {
        doubt = accept_backed(&j->talk, v);
        if (doubt == NULL && !result->archive_known)
            doubt = "the archive could not be hashed";
        if (doubt != NULL) {
            trouble(j, "verdict not backed: %s", doubt);
            return;
        }
    }
    result->verdict = *v;
}

static void close_files(struct job *j)
{
    int fds[] = {j->task_fd, j->scratch_fd, j->status_fd, j->socket[0], j->socket[1]};

    for (size_t i = 0; i < sizeof fds / sizeof *fds; i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

void job_run(struct guard *guard, const struct guard_task *task, unsigned seconds,
             struct guard_result *result)
{
    struct job j = {.task = task,
                    .result = result,
                    .task_fd = -1,
                    .scratch_fd = -1,
                    .status_fd = -1,
                    .socket = {-1, -1}};
    enum serve_outcome outcome;
    enum ending ending;

    j.talk.task = task;
    j.talk.deadline_ms = clock_ms() + (int64_t)seconds * 1000;
    if (!prepare(&j, seconds) || !order(&j, &guard->zygote))
        goto out;
    j.talk.scratch = j.scratch_fd;
    j.talk.capacity = j.order.capacity;
    outcome = guard_serve(j.socket[0], &j.talk);
    ending = reap(&j, outcome != SERVE_VERDICT && outcome != SERVE_CLOSED);
    if (outcome == SERVE_VERDICT && ending == ENDED_WELL)
        conclude(&j);
    else
        explain(&j, outcome, seconds);
out:
    close_files(&j);
}
