/* Keys as 7-Zip derives them, kept where they may be; passphrases found in folded text */
#include "base/encode.h"
#include "guard/keyring.h"
#include "inspect/fold.h"
#include "inspect/protocol.h"
#include "test.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The definition, word for word: one hash over salt, passphrase and the number of each round */
static void plain_key(struct slice utf16le, const struct cipher_params *p, unsigned char key[32])
{
    EVP_MD_CTX *hash = EVP_MD_CTX_new();

    EVP_DigestInit_ex(hash, EVP_sha256(), NULL);
    for (uint64_t i = 0; i < UINT64_C(1) << p->power; i++) {
        unsigned char number[8];

        for (unsigned k = 0; k < 8; k++)
            number[k] = (unsigned char)(i >> 8 * k);
        EVP_DigestUpdate(hash, p->salt, p->salt_len);
        EVP_DigestUpdate(hash, utf16le.data, utf16le.len);
        EVP_DigestUpdate(hash, number, sizeof number);
    }
    EVP_DigestFinal_ex(hash, key, NULL);
    EVP_MD_CTX_free(hash);
}

static void derives_as_defined(void)
{
    unsigned char units[2048];
    static const size_t lengths[] = {0, 2, 16, 28, 400, 2040, 2048};

    memset(units, 'x', sizeof units);
    for (size_t l = 0; l < sizeof lengths / sizeof lengths[0]; l++) {
        for (uint8_t power = 0; power <= 12; power += 3) {
            for (uint8_t salt = 0; salt <= 16; salt += 8) {
                struct cipher_params p = {.power = power, .salt_len = salt, .salt = {1, 2, 3}};
                unsigned char expected[32], key[32];

                plain_key(slice_of(units, lengths[l]), &p, expected);
                CHECK(sevenzip_key(slice_of(units, lengths[l]), &p, key));
                CHECK(memcmp(expected, key, 32) == 0);
            }
        }
    }
}

static void refuses_what_is_out_of_bounds(void)
{
    struct cipher_params p = {.power = 25};
    unsigned char units[2050] = {0};
    unsigned char key[32];

    CHECK(!sevenzip_key(slice_of(units, 2), &p, key));
    p.power = 63;
    CHECK(!sevenzip_key(slice_of(units, 2), &p, key));
    p.power = 1;
    p.salt_len = 17;
    CHECK(!sevenzip_key(slice_of(units, 2), &p, key));
    p.salt_len = 16;
    CHECK(sevenzip_key(slice_of(units, 2048), &p, key));
    CHECK(!sevenzip_key(slice_of(units, 2050), &p, key));
}

static struct keyring *ring_of(const char *first, const char *second)
{
    struct keyring *k = keyring_new();

    CHECK(keyring_add(k, slice_from(first)));
    if (second != NULL)
        CHECK(keyring_add(k, slice_from(second)));
    return k;
}

static bool mentions(const struct keyring *k, const char *text)
{
    struct buffer folded;
    bool found;

    buffer_init(&folded, 4096);
    CHECK(fold_text(slice_from(text), &folded));
    found = keyring_mentions(k, buffer_slice(&folded));
    buffer_free(&folded);
    return found;
}

static void finds_passphrases_in_text(void)
{
    struct keyring *k = ring_of("Kontich Geh\xc3\xa9im", "andere-zin-2027");

    CHECK_INT(2, keyring_count(k));
    CHECK(mentions(k, "het wachtwoord is Kontich Geh\xc3\xa9im."));
    CHECK(mentions(k, "HET WACHTWOORD IS KONTICH   GEHEIM"));
    CHECK(mentions(k, "xandere-zin-2027x"));
    CHECK(!mentions(k, "kontich gehei"));
    CHECK(!mentions(k, "andere zin 2027"));
    CHECK(!mentions(k, ""));
    keyring_free(k);
}

/* Combining marks alone fold to nothing, which stands in every text. */
static void looks_for_nothing_that_folds_away(void)
{
    struct keyring *k = ring_of("\xcc\x80\xcc\x81\xcc\x82\xcc\x83", "abc\xcc\x80\xcc\x81");

    CHECK(!mentions(k, ""));
    CHECK(!mentions(k, "abc"));
    keyring_free(k);
}

static void takes_valid_text_only(void)
{
    struct keyring *k = keyring_new();
    char many[1026];

    CHECK(!keyring_add(k, slice_from("")));
    CHECK(!keyring_add(k, slice_from("geheim\xff")));
    memset(many, 'a', sizeof many);
    CHECK(!keyring_add(k, slice_of(many, 1025)));
    CHECK_INT(0, keyring_count(k));
    for (unsigned i = 0; i < PROTOCOL_PASSPHRASES_MAX; i++)
        CHECK(keyring_add(k, slice_of(many, 1024 - i)));
    CHECK(!keyring_add(k, slice_from("een te veel")));
    CHECK_INT(PROTOCOL_PASSPHRASES_MAX, keyring_count(k));
    keyring_free(k);
    keyring_free(NULL);
}

/* Encrypts with the definition, decrypts with the ring */
static void decrypts(void)
{
    static const unsigned char units[] = {'g', 0, 'e', 0, 'h', 0, 'e', 0, 'i', 0, 'm', 0};
    struct keyring *k = ring_of("geheim", NULL);
    unsigned char in[64], out[64], key[32], secret[64] = "zestien letters, en zo voort";
    struct salted_key slot = {.key = NULL};

    for (uint8_t salt = 0; salt <= 16; salt += 16) {
        struct cipher_params p = {.power = 10, .salt_len = salt, .salt = {7, 7}, .iv = {9, 8, 7}};
        EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
        int n = 0;

        plain_key(slice_of(units, sizeof units), &p, key);
        EVP_EncryptInit_ex(c, EVP_aes_256_cbc(), NULL, key, p.iv);
        EVP_CIPHER_CTX_set_padding(c, 0);
        EVP_EncryptUpdate(c, in, &n, secret, sizeof secret);
        EVP_CIPHER_CTX_free(c);
        CHECK(keyring_decrypt(k, 0, &p, &slot, in, out, sizeof in));
        CHECK(memcmp(out, secret, sizeof secret) == 0);
        CHECK(keyring_decrypt(k, 0, &p, &slot, in, in, sizeof in));
        CHECK(memcmp(in, secret, sizeof secret) == 0);
        CHECK(keyring_decrypt(k, 0, &p, &slot, in, out, 0));
        CHECK(!keyring_decrypt(k, 0, &p, &slot, in, out, 15));
        CHECK(!keyring_decrypt(k, 1, &p, &slot, in, out, sizeof in));
        p.power = 25;
        CHECK(!keyring_decrypt(k, 0, &p, &slot, in, out, sizeof in));
    }
    salted_key_forget(&slot);
    keyring_free(k);
}

/* Composed and decomposed spelling of a configured passphrase are the same key. */
static void composes_what_is_configured(void)
{
    struct keyring *k = ring_of("geh\xc3\xa9im-2026", "gehe\xcc\x81im-2026");
    struct cipher_params p = {.power = 4};
    struct salted_key slot = {.key = NULL};
    unsigned char in[16] = {1}, a[16], b[16];

    CHECK(keyring_decrypt(k, 0, &p, &slot, in, a, sizeof in));
    CHECK(keyring_decrypt(k, 1, &p, &slot, in, b, sizeof in));
    CHECK(memcmp(a, b, sizeof a) == 0);
    keyring_free(k);
}

/* decrypts_alike - what the slot brings is what one without a past brings */
static bool decrypts_alike(struct keyring *k, unsigned index, const struct cipher_params *p,
                           struct salted_key *slot)
{
    struct salted_key fresh = {.key = NULL};
    unsigned char in[16] = {1}, a[16], b[16];
    bool same = keyring_decrypt(k, index, p, slot, in, a, sizeof in) &&
                keyring_decrypt(k, index, p, &fresh, in, b, sizeof in) &&
                memcmp(a, b, sizeof a) == 0;

    salted_key_forget(&fresh);
    return same;
}

/* A salted key is derived again only for another passphrase, salt or power; the vector is none of
 * its business. */
static void keeps_the_last_salted_key(void)
{
    struct keyring *k = ring_of("kontich-geheim-2026", "een andere zin");
    struct cipher_params p = {.power = 4, .salt_len = 8, .salt = {1, 2}};
    struct salted_key slot = {.key = NULL};

    for (unsigned i = 0; i < 3; i++) {
        p.iv[3] = (uint8_t)i;
        CHECK(decrypts_alike(k, 0, &p, &slot));
        CHECK_INT(1, slot.derived);
    }
    CHECK(decrypts_alike(k, 1, &p, &slot));
    CHECK_INT(2, slot.derived);
    p.power = 5;
    CHECK(decrypts_alike(k, 1, &p, &slot));
    CHECK_INT(3, slot.derived);
    p.salt_len = 9;
    CHECK(decrypts_alike(k, 1, &p, &slot));
    CHECK_INT(4, slot.derived);
    p.salt[8] = 1;
    CHECK(decrypts_alike(k, 1, &p, &slot));
    CHECK_INT(5, slot.derived);
    p.salt_len = 0; /* the ring keeps that one itself */
    CHECK(decrypts_alike(k, 1, &p, &slot));
    CHECK_INT(5, slot.derived);
    p.salt_len = 9;
    CHECK(decrypts_alike(k, 1, &p, &slot));
    CHECK_INT(5, slot.derived);
    salted_key_forget(&slot);
    CHECK(slot.key == NULL);
    CHECK(decrypts_alike(k, 1, &p, &slot));
    CHECK_INT(6, slot.derived);
    salted_key_forget(&slot);
    keyring_free(k);
}

static double cpu_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void *decrypt_once(void *ring)
{
    struct cipher_params p = {.power = 19};
    struct salted_key slot = {.key = NULL};
    unsigned char block[16] = {0};

    return keyring_decrypt(ring, 0, &p, &slot, block, block, sizeof block) ? ring : NULL;
}

/* Eight threads that come at once cost hardly more than one that comes alone. */
static void derives_a_key_once(void)
{
    struct keyring *alone = ring_of("kontich-geheim-2026", NULL);
    struct keyring *ring = ring_of("kontich-geheim-2026", NULL);
    pthread_t threads[8];
    double start = cpu_seconds(), one, all;

    CHECK(decrypt_once(alone) != NULL);
    one = cpu_seconds() - start;
    start = cpu_seconds();
    for (unsigned i = 0; i < 8; i++)
        pthread_create(&threads[i], NULL, decrypt_once, ring);
    for (unsigned i = 0; i < 8; i++) {
        void *good;

        pthread_join(threads[i], &good);
        CHECK(good != NULL);
    }
    all = cpu_seconds() - start;
    CHECK(all < 4 * one);
    keyring_free(alone);
    keyring_free(ring);
}

/* The secure heap is full: nothing is derived, nothing added, and nothing lost */
static void fails_when_the_heap_is_full(void)
{
    struct keyring *k = ring_of("geheim genoeg", NULL);
    struct cipher_params salted = {.power = 2, .salt_len = 8}, plain = {.power = 2};
    struct salted_key slot = {.key = NULL};
    struct secret *taken[16384];
    unsigned char block[16] = {0};
    size_t count = 0;

    for (size_t size = 65536; size >= 16; size /= 2)
        while (count < 16384 && (taken[count] = secret_new(size)) != NULL)
            count++;
    CHECK(count < 16384);
    CHECK(!keyring_decrypt(k, 0, &salted, &slot, block, block, sizeof block));
    CHECK(!keyring_decrypt(k, 0, &plain, &slot, block, block, sizeof block));
    CHECK(!keyring_add(k, slice_from("nog een wachtwoord")));
    CHECK_INT(1, keyring_count(k));
    while (count > 0)
        secret_free(taken[--count]);
    CHECK(keyring_decrypt(k, 0, &salted, &slot, block, block, sizeof block));
    CHECK(keyring_decrypt(k, 0, &plain, &slot, block, block, sizeof block));
    CHECK(keyring_add(k, slice_from("nog een wachtwoord")));
    salted_key_forget(&slot);
    keyring_free(k);
}

static void fails_without_heap(void)
{
    struct keyring *k = keyring_new();

    CHECK(!keyring_add(k, slice_from("geheim genoeg")));
    keyring_free(k);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(derives_as_defined),          TEST(refuses_what_is_out_of_bounds),
        TEST(finds_passphrases_in_text),   TEST(looks_for_nothing_that_folds_away),
        TEST(takes_valid_text_only),       TEST(decrypts),
        TEST(composes_what_is_configured), TEST(keeps_the_last_salted_key),
        TEST(derives_a_key_once),          TEST(fails_when_the_heap_is_full),
    };
    static const struct test before[] = {TEST(fails_without_heap)};

    if (run_tests(before, 1) != 0 || !secret_heap_start(1 << 18))
        return 1;
    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
