/*
 * Answers a worker. The worker reads hostile bytes and counts as hostile itself: every number it
 * sends is checked before it is used, and how often it may ask is counted.
 */
#include "guard/serve.h"

#include "base/whole.h"
#include "guard/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PROGRESS_MS = 1000 };

int64_t clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static enum serve_outcome broken(struct conversation *c, const char *how)
{
    c->broken = how;
    return SERVE_BROKEN;
}

static enum serve_outcome reply(int fd, struct conversation *c, enum keyholder_answer answer)
{
    union wire_packet packet;

    memset(&packet.answer, 0, sizeof packet.answer);
    packet.answer.answer = answer;
    /* A worker waits for every answer, and the socket holds hundreds; who lets them pile up is gone
     * or hostile */
    return wire_send(fd, &packet, WIRE_ANSWER, 0) ? SERVE_GOING_ON : broken(c, "takes no answer");
}

/* salt_permitted - at most KEYHOLDER_SALTS_MAX key derivations of a kind that costs time */
static bool salt_permitted(struct conversation *c, const struct cipher_params *params)
{
    for (unsigned i = 0; i < c->salt_count; i++)
        if (cipher_same_key(&c->salts[i], params))
            return true;
    if (c->salt_count >= KEYHOLDER_SALTS_MAX)
        return false;
    c->salts[c->salt_count++] = *params;
    return true;
}

/* decrypt - from the archive in the scratch to the window behind it, through memory of our own */
static bool decrypt(struct conversation *c, const struct wire_decrypt *q)
{
    size_t len = (size_t)q->length;
    unsigned char *bytes = malloc(len);
    bool good;

    if (bytes == NULL)
        return false;
    good = whole_read_at(c->scratch, bytes, len, q->offset) &&
           keyring_decrypt(c->task->keyring, q->passphrase, &q->params, &c->salted, bytes, bytes,
                           len) &&
           whole_write_at(c->scratch, slice_of(bytes, len), c->capacity);
    bytes_wipe(bytes, len);
    free(bytes);
    return good;
}

static enum serve_outcome answer_decrypt(int fd, struct conversation *c,
                                         const struct wire_decrypt *q)
{
    const struct protocol *protocol = c->task->protocol;

    if (++c->decrypts > keyholder_decrypts_max(c->capacity, KEYHOLDER_WINDOW))
        return broken(c, "asks for too many decryptions");
    if (q->passphrase >= protocol->passphrase_count)
        return broken(c, "names no passphrase");
    if (q->params.salt_len > CIPHER_SALT_MAX)
        return broken(c, "sends a salt too long");
    if (q->length == 0 || q->length % CIPHER_IV_SIZE != 0 || q->length > KEYHOLDER_WINDOW ||
        q->offset > c->capacity || q->length > c->capacity - q->offset)
        return broken(c, "asks for a range outside the archive");
    if (q->params.power < protocol->kdf_power_min || q->params.power > protocol->kdf_power_max ||
        q->params.power >= 32 || !salt_permitted(c, &q->params))
        return reply(fd, c, KEYHOLDER_NO);
    if (!decrypt(c, q))
        return SERVE_FAILED;
    if (c->salted.derived > KEYHOLDER_KEYS_MAX)
        return broken(c, "asks for too many keys");
    if (c->highest == 0 || q->offset < c->lowest)
        c->lowest = q->offset;
    if (q->offset + q->length > c->highest)
        c->highest = q->offset + q->length;
    c->powers[q->passphrase] |= UINT32_C(1) << q->params.power;
    return reply(fd, c, KEYHOLDER_YES);
}

static enum serve_outcome answer_mentions(int fd, struct conversation *c,
                                          const struct wire_mentions *q)
{
    if (++c->mentions > KEYHOLDER_MENTIONS_MAX)
        return broken(c, "asks about too many texts");
    if (c->highest == 0) /* who has opened nothing may not try passphrases */
        return broken(c, "asks about a text before an archive");
    return reply(fd, c,
                 keyring_mentions(c->task->keyring, slice_of(q->text, q->length)) ? KEYHOLDER_YES
                                                                                  : KEYHOLDER_NO);
}

static enum serve_outcome take_ready(struct conversation *c, const struct wire_ready *r)
{
    if (c->ready.head.size != 0)
        return broken(c, "is ready twice");
    if (r->stage >= SANDBOX_STAGES)
        return broken(c, "is ready in no known way");
    c->ready = *r;
    return r->stage == SANDBOX_DONE ? SERVE_GOING_ON : SERVE_NOT_LOCKED;
}

static enum serve_outcome take_verdict(struct conversation *c, const struct wire_verdict *v)
{
    const struct protocol *protocol = c->task->protocol;

    if (v->judged > 1)
        return broken(c, "sends a verdict out of form");
    if (v->judged == 0)
        return SERVE_NOT_JUDGED;
    if (!verdict_valid(&v->verdict, (unsigned)protocol->field_count,
                       (unsigned)protocol->passphrase_count, c->task->message_len))
        return broken(c, "sends a verdict out of form");
    for (uint32_t i = 0; i < v->verdict.finding_count; i++)
        if (reason_defers((enum reason)v->verdict.findings[i].reason))
            return broken(c, "sends a deferral as a verdict");
    c->verdict = v->verdict;
    return SERVE_VERDICT;
}

static enum serve_outcome handle(int fd, struct conversation *c, const union wire_packet *packet)
{
    if (packet->head.type == WIRE_READY)
        return take_ready(c, &packet->ready);
    if (c->ready.head.size == 0)
        return broken(c, "speaks before it is locked down");
    if (c->task == NULL)
        return broken(c, "has nothing to say");
    switch (packet->head.type) {
    case WIRE_DECRYPT:
        return answer_decrypt(fd, c, &packet->decrypt);
    case WIRE_MENTIONS:
        return answer_mentions(fd, c, &packet->mentions);
    case WIRE_VERDICT:
        return take_verdict(c, &packet->verdict);
    default:
        return broken(c, "answers where it should ask");
    }
}

/* await - until a packet may be there; false when the time is over. Calls progress every second. */
static bool await(int fd, const struct conversation *c, int64_t *progress_due)
{
    for (;;) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        int64_t now = clock_ms(), until;
        int ready;

        if (now >= c->deadline_ms)
            return false;
        if (now >= *progress_due) {
            *progress_due = now + PROGRESS_MS;
            if (c->task != NULL && c->task->progress != NULL)
                c->task->progress(c->task->context);
        }
        until = c->deadline_ms < *progress_due ? c->deadline_ms : *progress_due;
        ready = poll(&wait, 1, (int)(until - now));
        if (ready > 0 || (ready < 0 && errno != EINTR))
            return true; /* an error shows when the packet is read */
    }
}

static enum serve_outcome talk(int fd, struct conversation *c, union wire_packet *packet)
{
    int64_t progress_due = clock_ms() + PROGRESS_MS;

    while (await(fd, c, &progress_due)) {
        enum serve_outcome outcome;

        switch (wire_receive(fd, packet)) {
        case WIRE_NOTHING:
            continue;
        case WIRE_CLOSED:
            return SERVE_CLOSED;
        case WIRE_MALFORMED:
            return broken(c, "sends a packet out of form");
        case WIRE_GOT:
            outcome = handle(fd, c, packet);
            if (outcome != SERVE_GOING_ON)
                return outcome;
        }
    }
    return SERVE_TIMED_OUT;
}

enum serve_outcome guard_serve(int fd, struct conversation *c)
{
    union wire_packet *packet = malloc(sizeof *packet);
    int flags = fcntl(fd, F_GETFL);
    enum serve_outcome outcome = SERVE_FAILED;

    if (packet != NULL && flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0)
        outcome = talk(fd, c, packet);
    salted_key_forget(&c->salted);
    if (packet != NULL)
        bytes_wipe(packet, sizeof *packet); /* texts of the mail passed through it */
    free(packet);
    return outcome;
}
