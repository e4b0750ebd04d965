/*
 * Packets between main and a worker. Checks form only: whoever receives one judges what it says.
 */
#include "guard/wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

size_t wire_size(enum wire_type type, size_t text_length)
{
    switch (type) {
    case WIRE_READY:
        return sizeof(struct wire_ready);
    case WIRE_DECRYPT:
        return sizeof(struct wire_decrypt);
    case WIRE_MENTIONS:
        return offsetof(struct wire_mentions, text) + text_length;
    case WIRE_VERDICT:
        return sizeof(struct wire_verdict);
    case WIRE_ANSWER:
        return sizeof(struct wire_answer);
    }
    return 0;
}

bool wire_send(int fd, union wire_packet *packet, enum wire_type type, size_t text_length)
{
    size_t size = wire_size(type, text_length);
    ssize_t sent;

    packet->head = (struct wire_head){WIRE_MAGIC, type, (uint32_t)size};
    do
        sent = send(fd, packet, size, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent >= 0 && (size_t)sent == size;
}

/* well_formed - got bytes arrived: is that a packet of a known type with the size of that type? */
static bool well_formed(const union wire_packet *packet, size_t got)
{
    size_t text = 0;

    if (got < sizeof packet->head || got > sizeof *packet || packet->head.magic != WIRE_MAGIC ||
        packet->head.size != got)
        return false;
    if (packet->head.type == WIRE_MENTIONS) {
        if (got < offsetof(struct wire_mentions, text))
            return false;
        text = packet->mentions.length;
        if (text > KEYHOLDER_TEXT_MAX)
            return false;
    }
    return packet->head.type >= WIRE_READY && packet->head.type <= WIRE_ANSWER &&
           got == wire_size((enum wire_type)packet->head.type, text);
}

enum wire_result wire_receive(int fd, union wire_packet *packet)
{
    ssize_t got;

    do /* MSG_TRUNC: the real size, even of a packet that is longer than any of ours */
        got = recv(fd, packet, sizeof *packet, MSG_TRUNC);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK ? WIRE_NOTHING : WIRE_CLOSED;
    if (got == 0)
        return WIRE_CLOSED;
    return well_formed(packet, (size_t)got) ? WIRE_GOT : WIRE_MALFORMED;
}
