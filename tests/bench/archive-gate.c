/*
 * archive-gate - processor time of the archive gate against its floor, on one archive
 *
 *     archive-gate ARCHIVE PASSPHRASE ROUNDS TIMES
 *
 * The gate: what the daemon and its worker do with an archive whose key is kept, that is SHA-256 of
 * the file, the strict reading of the container, decryption, decompression, all checks. The floor:
 * SHA-256 of the file, AES-256-CBC decryption and LZMA decoding of the same bytes, each by its
 * library, without a check. In turn, ROUNDS times; a round does each TIMES times. Prints a line a
 * round: seconds of one gate, seconds of one floor. For archives as 7zz writes them by default: one
 * file, LZMA2, plain header.
 */
#include "base/digest.h"
#include "inspect/archive-header.h"
#include "inspect/archive.h"
#include "memory-keyholder.h"
#include "run-command.h"

#include <lzma.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROOM = 64 << 20 };

static void fail(const char *what)
{
    fprintf(stderr, "archive-gate: %s\n", what);
    exit(1);
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static char id[] = "2026-1";

static void gate(struct memory_keyholder *m, struct slice file)
{
    struct protocol_passphrase passphrase = {.id = id};
    struct protocol protocol = {.passphrases = &passphrase,
                                .passphrase_count = 1,
                                .kdf_power_min = 19,
                                .kdf_power_max = 20,
                                .max_unpacked_bytes = ROOM};
    struct archive_member member;
    struct verdict verdict;
    unsigned char hash[SHA256_SIZE];

    m->decrypts = m->distinct = 0;
    verdict_init(&verdict);
    if (!sha256(file, hash) ||
        !archive_inspect(&m->keyholder, file.len, &protocol, 20261123, &verdict, &member) ||
        verdict.finding_count != 0 || !member.complete)
        fail("the archive is not accepted");
    archive_member_clear(&member);
}

/* What the floor needs to know, read once */
struct known {
    struct slice packed;
    size_t stream_len, size;
    unsigned char key[32], iv[CIPHER_IV_SIZE];
    lzma_options_lzma options;
    unsigned char *plain, *out;
};

static void learn(struct known *k, struct slice file, const char *passphrase)
{
    struct archive_header *h = calloc(1, sizeof *h);
    struct slice header =
        slice_sub(file,
                  32 + file.data[12] + ((size_t)file.data[13] << 8) +
                      ((size_t)file.data[14] << 16) + ((size_t)file.data[15] << 24),
                  file.len);
    unsigned char units[2 * 256];
    size_t len = strlen(passphrase);
    enum reason trouble;
    const struct archive_folder *f;
    unsigned dictionary;

    if (h == NULL || len > 256 || !archive_read_header(header, h, &trouble))
        fail("not an archive of the default kind");
    f = &h->streams.first;
    for (size_t i = 0; i < len; i++) {
        units[2 * i] = (unsigned char)passphrase[i];
        units[2 * i + 1] = 0;
    }
    if (!sevenzip_key(slice_of(units, 2 * len), &f->cipher.params, k->key))
        fail("no key");
    memcpy(k->iv, f->cipher.params.iv, sizeof k->iv);
    k->packed = slice_sub(file, 32, (size_t)h->streams.first_pack_size);
    k->stream_len = (size_t)f->sizes[f->cipher_coder];
    k->size = (size_t)f->sizes[f->main_coder];
    dictionary = f->properties.data[0];
    lzma_lzma_preset(&k->options, 6);
    k->options.dict_size = (2u | (dictionary & 1)) << (dictionary / 2 + 11);
    k->plain = malloc(k->packed.len);
    k->out = malloc(k->size);
    if (k->plain == NULL || k->out == NULL)
        fail("no memory");
    free(h);
}

static void floor_of(struct known *k, struct slice file)
{
    unsigned char hash[SHA256_SIZE];
    lzma_filter filters[] = {{LZMA_FILTER_LZMA2, &k->options}, {LZMA_VLI_UNKNOWN, NULL}};
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    size_t in = 0, out = 0;
    int written;

    if (!sha256(file, hash) || cipher == NULL ||
        EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), NULL, k->key, k->iv) != 1 ||
        EVP_CIPHER_CTX_set_padding(cipher, 0) != 1 ||
        EVP_DecryptUpdate(cipher, k->plain, &written, k->packed.data, (int)k->packed.len) != 1 ||
        lzma_raw_buffer_decode(filters, NULL, k->plain, &in, k->stream_len, k->out, &out,
                               k->size) != LZMA_OK ||
        out != k->size)
        fail("the floor does not decode");
    EVP_CIPHER_CTX_free(cipher);
}

int main(int argc, char **argv)
{
    struct memory_keyholder m;
    struct known known;
    struct buffer file;

    if (argc != 5)
        return 64;
    buffer_init(&file, ROOM);
    if (!load_file(argv[1], &file) ||
        !memory_keyholder_start(&m, ROOM, (const char *[]){argv[2], NULL}) ||
        !memory_keyholder_load(&m, buffer_slice(&file)))
        fail("cannot start");
    learn(&known, buffer_slice(&file), argv[2]);
    gate(&m, buffer_slice(&file)); /* the first one derives the key */
    floor_of(&known, buffer_slice(&file));
    for (int round = 0; round < atoi(argv[3]); round++) {
        double begin = now(), between;
        int times = atoi(argv[4]);

        for (int i = 0; i < times; i++)
            gate(&m, buffer_slice(&file));
        between = now();
        for (int i = 0; i < times; i++)
            floor_of(&known, buffer_slice(&file));
        printf("%.9f %.9f\n", (between - begin) / times, (now() - between) / times);
    }
    return 0;
}
