/* serve-scene.c - see serve-scene.h */
#include "serve-scene.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

const char scene_plaintext[SCENE_LEN + 1] = "Forty-eight bytes that only a key makes legible!";

struct scene scene;
static char id[] = "p", other_id[] = "q", empty[] = "", first_name[] = "first-name",
            telephone[] = "telephone", sender[] = "a@example.org";

/* encrypt - what stands at DATA of the archive */
static void encrypt(unsigned char out[SCENE_LEN])
{
    static const unsigned char utf16[] = {'s', 0, 'e', 0, 's', 0, 'a', 0, 'm', 0};
    struct cipher_params params = {.power = SCENE_POWER};
    unsigned char key[32];
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    int len = 0;

    CHECK(sevenzip_key(slice_of(utf16, sizeof utf16), &params, key));
    CHECK(EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, params.iv) == 1 &&
          EVP_CIPHER_CTX_set_padding(ctx, 0) == 1 &&
          EVP_EncryptUpdate(ctx, out, &len, (const unsigned char *)scene_plaintext, SCENE_LEN) ==
              1);
    CHECK_INT(SCENE_LEN, len);
    EVP_CIPHER_CTX_free(ctx);
}

void scene_begin_quiet(void)
{
    static const unsigned char signature[] = {0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c};
    unsigned char cipher[SCENE_LEN];

    scene.passphrases[0] = (struct protocol_passphrase){.id = id};
    scene.passphrases[1] =
        (struct protocol_passphrase){.id = other_id, .valid_until = SCENE_TODAY - 1};
    scene.fields[0] =
        (struct protocol_field){.name = first_name, .kind = VALUE_FIRST_NAME, .required = true};
    scene.fields[1] = (struct protocol_field){.name = telephone, .kind = VALUE_TELEPHONE};
    scene.protocol = (struct protocol){.id = id,
                                       .consent_statement = empty,
                                       .passphrases = scene.passphrases,
                                       .passphrase_count = 2,
                                       .max_message_bytes = SCENE_CAPACITY,
                                       .kdf_power_min = SCENE_POWER,
                                       .kdf_power_max = SCENE_POWER + 2,
                                       .formats = 1u << FORMAT_TXT,
                                       .max_clients = 2,
                                       .fields = scene.fields,
                                       .field_count = 2,
                                       .contact_required = true};
    scene.envelope = (struct envelope){.sender = sender};
    scene.task = (struct guard_task){.message_fd = -1,
                                     .message_len = SCENE_CAPACITY,
                                     .envelope = &scene.envelope,
                                     .protocol = &scene.protocol,
                                     .keyring = keyring_new(),
                                     .day = SCENE_TODAY};
    CHECK(keyring_add(scene.task.keyring, slice_from("sesam")));
    CHECK(keyring_add(scene.task.keyring, slice_from("oud-geheim")));
    scene.scratch = memfd_create("scratch", MFD_CLOEXEC);
    CHECK(ftruncate(scene.scratch, SCENE_CAPACITY + KEYHOLDER_WINDOW) == 0);
    encrypt(cipher);
    CHECK(pwrite(scene.scratch, signature, sizeof signature, 0) == sizeof signature);
    CHECK(pwrite(scene.scratch, cipher, SCENE_LEN, SCENE_DATA) == SCENE_LEN);
    CHECK(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, scene.pair) == 0);
    scene.talk = (struct conversation){.task = &scene.task,
                                       .scratch = scene.scratch,
                                       .capacity = SCENE_CAPACITY,
                                       .deadline_ms = clock_ms() + 10000};
}

void scene_say(enum wire_type type, size_t text)
{
    CHECK(wire_send(scene.pair[1], &scene.packet, type, text));
}

void scene_say_ready(void)
{
    memset(&scene.packet, 0, sizeof scene.packet);
    scene.packet.ready.landlock = 3;
    scene_say(WIRE_READY, 0);
}

void scene_begin(void)
{
    scene_begin_quiet();
    scene_say_ready();
}

struct wire_decrypt *scene_decrypt_request(void)
{
    memset(&scene.packet, 0, sizeof scene.packet);
    scene.packet.decrypt.offset = SCENE_DATA;
    scene.packet.decrypt.length = SCENE_LEN;
    scene.packet.decrypt.params.power = SCENE_POWER;
    return &scene.packet.decrypt;
}

void scene_say_decrypt(void)
{
    scene_decrypt_request();
    scene_say(WIRE_DECRYPT, 0);
}

void scene_say_mentions(const char *text)
{
    memset(&scene.packet, 0, sizeof scene.packet);
    scene.packet.mentions.length = (uint32_t)strlen(text);
    memcpy(scene.packet.mentions.text, text, strlen(text));
    scene_say(WIRE_MENTIONS, strlen(text));
}

struct verdict scene_good_verdict(void)
{
    struct verdict v;

    verdict_init(&v);
    v.archive_seen = v.archive_encrypted = v.archive_opened = 1;
    v.archive_bytes = SCENE_ARCHIVE;
    v.kdf_power = SCENE_POWER;
    v.format = FORMAT_TXT;
    v.clients = 1;
    v.fields = 3;
    return v;
}

void scene_say_verdict(const struct verdict *v, uint32_t judged)
{
    memset(&scene.packet, 0, sizeof scene.packet);
    scene.packet.verdict.judged = judged;
    scene.packet.verdict.verdict = *v;
    scene_say(WIRE_VERDICT, 0);
}

enum serve_outcome scene_finish(void)
{
    CHECK(shutdown(scene.pair[1], SHUT_WR) == 0);
    return guard_serve(scene.pair[0], &scene.talk);
}

void scene_next_answer(enum keyholder_answer expected)
{
    CHECK(fcntl(scene.pair[1], F_SETFL, O_NONBLOCK) == 0);
    CHECK_INT(WIRE_GOT, wire_receive(scene.pair[1], &scene.packet));
    CHECK_INT(WIRE_ANSWER, scene.packet.head.type);
    CHECK_INT(expected, scene.packet.answer.answer);
}

void scene_end(void)
{
    keyring_free(scene.task.keyring);
    close(scene.scratch);
    close(scene.pair[0]);
    close(scene.pair[1]);
}

void scene_ends_broken(const char *how)
{
    CHECK_INT(SERVE_BROKEN, scene_finish());
    CHECK_STRING(how, scene.talk.broken);
    scene_end();
}
