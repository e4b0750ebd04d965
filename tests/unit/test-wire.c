/*
 * test-wire - packets between main and a worker: form, and every way to break it
 */
#include "guard/wire.h"
#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int pair[2];
static union wire_packet *out, *in;

static void begin(void)
{
    CHECK(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) == 0);
    out = calloc(1, sizeof *out);
    in = calloc(1, sizeof *in);
    CHECK(out != NULL && in != NULL);
}

static void end(void)
{
    close(pair[0]);
    close(pair[1]);
    free(out);
    free(in);
}

/* receive_raw - what the receiver makes of these bytes */
static enum wire_result receive_raw(const void *data, size_t len)
{
    CHECK(send(pair[0], data, len, 0) == (ssize_t)len);
    return wire_receive(pair[1], in);
}

static void packets_arrive_as_sent(void)
{
    begin();
    out->ready.landlock = 7;
    CHECK(wire_send(pair[0], out, WIRE_READY, 0));
    CHECK_INT(WIRE_GOT, wire_receive(pair[1], in));
    CHECK_INT(WIRE_READY, in->head.type);
    CHECK_INT(7, in->ready.landlock);

    memset(out, 0, sizeof *out);
    out->decrypt.passphrase = 3;
    out->decrypt.offset = UINT64_C(1) << 40;
    out->decrypt.params.power = 19;
    CHECK(wire_send(pair[0], out, WIRE_DECRYPT, 0));
    CHECK_INT(WIRE_GOT, wire_receive(pair[1], in));
    CHECK_INT(WIRE_DECRYPT, in->head.type);
    CHECK_INT(3, in->decrypt.passphrase);
    CHECK(in->decrypt.offset == UINT64_C(1) << 40);
    CHECK_INT(19, in->decrypt.params.power);

    memset(out, 0, sizeof *out);
    out->verdict.judged = 1;
    out->verdict.verdict.clients = 5;
    CHECK(wire_send(pair[0], out, WIRE_VERDICT, 0));
    CHECK_INT(WIRE_GOT, wire_receive(pair[1], in));
    CHECK_INT(5, in->verdict.verdict.clients);

    memset(out, 0, sizeof *out);
    out->answer.answer = KEYHOLDER_NO;
    CHECK(wire_send(pair[0], out, WIRE_ANSWER, 0));
    CHECK_INT(WIRE_GOT, wire_receive(pair[1], in));
    CHECK_INT(KEYHOLDER_NO, in->answer.answer);
    end();
}

static void texts_of_every_length_arrive(void)
{
    static const uint32_t lengths[] = {
        0, 1, 4095, 4096, KEYHOLDER_TEXT_MAX - 1, KEYHOLDER_TEXT_MAX};

    begin();
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        memset(out->mentions.text, 'a' + (int)i, lengths[i]);
        out->mentions.length = lengths[i];
        CHECK(wire_send(pair[0], out, WIRE_MENTIONS, lengths[i]));
        CHECK_INT(WIRE_GOT, wire_receive(pair[1], in));
        CHECK_INT(lengths[i], in->mentions.length);
        CHECK(memcmp(out->mentions.text, in->mentions.text, lengths[i]) == 0);
    }
    end();
}

static void a_text_too_long_is_malformed(void)
{
    unsigned char *big = calloc(1, sizeof *out + 64);
    struct wire_head head = {WIRE_MAGIC, WIRE_MENTIONS, 0};
    uint32_t length = KEYHOLDER_TEXT_MAX + 1;
    size_t size = offsetof(struct wire_mentions, text) + length;

    begin();
    head.size = (uint32_t)size;
    memcpy(big, &head, sizeof head);
    memcpy(big + offsetof(struct wire_mentions, length), &length, sizeof length);
    CHECK_INT(WIRE_MALFORMED, receive_raw(big, size));
    /* and longer than any packet: what does not fit is noticed, not cut */
    head.size = (uint32_t)(sizeof *out + 64);
    memcpy(big, &head, sizeof head);
    CHECK_INT(WIRE_MALFORMED, receive_raw(big, sizeof *out + 64));
    free(big);
    end();
}

static void a_text_length_must_agree(void)
{
    begin();
    out->mentions.length = 10;
    CHECK(wire_send(pair[0], out, WIRE_MENTIONS, 11));
    CHECK_INT(WIRE_MALFORMED, wire_receive(pair[1], in));
    CHECK(wire_send(pair[0], out, WIRE_MENTIONS, 9));
    CHECK_INT(WIRE_MALFORMED, wire_receive(pair[1], in));
    end();
}

static void every_wrong_size_is_malformed(void)
{
    static const enum wire_type types[] = {WIRE_READY, WIRE_DECRYPT, WIRE_VERDICT, WIRE_ANSWER};

    begin();
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        size_t size = wire_size(types[i], 0);

        for (size_t len = 1; len <= size + 1; len++) {
            /* the head tells the truth about a wrong size, then it lies about it */
            out->head = (struct wire_head){WIRE_MAGIC, types[i], (uint32_t)len};
            CHECK_INT(len == size ? WIRE_GOT : WIRE_MALFORMED, receive_raw(out, len));
            out->head.size = (uint32_t)size;
            CHECK_INT(len == size ? WIRE_GOT : WIRE_MALFORMED, receive_raw(out, len));
        }
    }
    end();
}

static void unknown_types_and_versions_are_malformed(void)
{
    static const uint32_t types[] = {0, WIRE_ANSWER + 1, UINT32_MAX};

    begin();
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        for (uint32_t size = sizeof out->head; size < 256; size++) {
            out->head = (struct wire_head){WIRE_MAGIC, types[i], size};
            CHECK_INT(WIRE_MALFORMED, receive_raw(out, size));
        }
    }
    out->head =
        (struct wire_head){WIRE_MAGIC + 1, WIRE_ANSWER, (uint32_t)wire_size(WIRE_ANSWER, 0)};
    CHECK_INT(WIRE_MALFORMED, receive_raw(out, wire_size(WIRE_ANSWER, 0)));
    end();
}

static void a_silent_and_a_gone_peer_differ(void)
{
    begin();
    CHECK_INT(WIRE_NOTHING, wire_receive(pair[1], in));
    close(pair[0]);
    CHECK_INT(WIRE_CLOSED, wire_receive(pair[1], in));
    CHECK(!wire_send(pair[1], out, WIRE_ANSWER, 0)); /* and no signal comes of it */
    pair[0] = dup(pair[1]);
    end();
}

int main(void)
{
    static const struct test tests[] = {
        TEST(packets_arrive_as_sent),          TEST(texts_of_every_length_arrive),
        TEST(a_text_too_long_is_malformed),    TEST(a_text_length_must_agree),
        TEST(every_wrong_size_is_malformed),   TEST(unknown_types_and_versions_are_malformed),
        TEST(a_silent_and_a_gone_peer_differ),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
