/*
 * wire - what main and a worker say to each other, over a socket pair of type SOCK_SEQPACKET
 *
 *     worker -> main   ready      once, when the lock-down stands (or the step that failed)
 *                      decrypt    please decrypt this range of the scratch       -> answer
 *                      mentions   does a passphrase stand in this text?          -> answer
 *                      verdict    once; the worker then ends
 *     main -> worker   answer
 *
 * Every message is one packet: a head, and a body whose size the type fixes (the text of `mentions`
 * is the one variable part, and its length is bounded and must agree with the packet's). Both sides
 * are the same binary, so integers are in the machine's order. Descriptors never travel here.
 */
#ifndef GUARD_WIRE_H
#define GUARD_WIRE_H

#include "inspect/keyholder.h"
#include "inspect/verdict.h"

enum wire_type { WIRE_READY = 1, WIRE_DECRYPT, WIRE_MENTIONS, WIRE_VERDICT, WIRE_ANSWER };
enum { WIRE_MAGIC = 0x72660002 }; /* the last two bytes count versions of this form */

struct wire_head {
    uint32_t magic;
    uint32_t type; /* enum wire_type */
    uint32_t size; /* of the packet, this head included */
};

struct wire_ready {
    struct wire_head head;
    uint32_t stage; /* enum sandbox_stage: SANDBOX_DONE, or what failed */
    int32_t error;  /* errno of the failure */
    uint32_t landlock;
};

struct wire_decrypt {
    struct wire_head head;
    uint32_t passphrase;
    uint64_t offset, length; /* of the archive in the scratch */
    struct cipher_params params;
};

struct wire_mentions {
    struct wire_head head;
    uint32_t length;
    unsigned char text[KEYHOLDER_TEXT_MAX];
};

struct wire_verdict {
    struct wire_head head;
    uint32_t judged; /* bool: what inspect() returned */
    struct verdict verdict;
};

struct wire_answer {
    struct wire_head head;
    uint32_t answer; /* enum keyholder_answer */
};

union wire_packet {
    struct wire_head head;
    struct wire_ready ready;
    struct wire_decrypt decrypt;
    struct wire_mentions mentions;
    struct wire_verdict verdict;
    struct wire_answer answer;
};

/* wire_size - of a packet of that type; for mentions with text_length bytes of text */
size_t wire_size(enum wire_type type, size_t text_length);

/* wire_send - fills in the head and sends; false when the other side is gone */
bool wire_send(int fd, union wire_packet *packet, enum wire_type type, size_t text_length);

enum wire_result {
    WIRE_GOT,
    WIRE_NOTHING, /* nothing there yet; only on a non-blocking socket */
    WIRE_CLOSED,
    WIRE_MALFORMED /* size, magic or type break the form above */
};
/* wire_receive - one packet; its body is untrusted beyond its size */
enum wire_result wire_receive(int fd, union wire_packet *packet);

#endif
