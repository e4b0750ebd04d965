#include "known-log.h"

#include "base/json.h"
#include "record/receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TIME "2026-03-10T10:00:00.000Z"

static const char TORN[] = "{\"v\":1,\"gateway\":\"gw1\",\"se";

struct writer {
    struct known_log *known;
    EVP_PKEY *key;
    uint64_t seq;
    char prev[SHA256_HEX_SIZE];
};

static void must(bool good)
{
    if (!good)
        abort();
}

static void add(struct writer *w, const char *event, const char *members)
{
    struct record_head head = {"gw1", ++w->seq, w->prev, TIME, event};
    char policy[SHA256_HEX_SIZE];
    struct buffer line;

    snprintf(policy, sizeof policy, "%064d", 0);
    buffer_init(&line, RECORD_LINE_MAX);
    must(record_line_write(&line, &head, slice_from(members), policy, "1.0.0", 1, w->key));
    must(sha256_hex(buffer_slice(&line), w->prev));
    memcpy(w->known->hashes[w->seq - 1], w->prev, SHA256_HEX_SIZE);
    must(buffer_append_slice(&w->known->bytes, buffer_slice(&line)) &&
         buffer_append_byte(&w->known->bytes, '\n'));
    buffer_free(&line);
}

static void add_all(struct writer *w)
{
    char declared[160], hash[SHA256_HEX_SIZE];

    add(w, "segment-start", "\"segment\":\"" KNOWN_SEGMENT "\",\"previous\":\"\"");
    add(w, "start", "\"seccomp\":true");
    must(buffer_append_string(&w->known->bytes, TORN) &&
         buffer_append_byte(&w->known->bytes, '\n') && sha256_hex(slice_from(TORN), hash));
    snprintf(declared, sizeof declared, "\"torn_bytes\":%zu,\"torn_sha256\":\"%s\"",
             sizeof TORN - 1, hash);
    add(w, "recovered", declared);
    add(w, "accept", "\"protocol\":\"p\",\"archive\":{\"bytes\":1}");
    add(w, "segment-end", "\"segment\":\"" KNOWN_SEGMENT "\"");
}

void known_log_new(struct known_log *k)
{
    static const unsigned char seed[SIGNING_SEED_SIZE] = "no secret: 32 bytes for a fuzzer";
    struct writer w = {.known = k, .key = signing_key_from_seed(seed)};
    struct public_key item = {.number = 1, .first_seq = 1};
    struct record_id id = {.seq = 4, .time = TIME, .key = 1};
    unsigned line;

    memset(k, 0, sizeof *k);
    buffer_init(&k->bytes, 1 << 20);
    buffer_init(&k->keys, 4096);
    snprintf(w.prev, sizeof w.prev, "%064d", 0);
    must(w.key != NULL && signing_public_text(w.key, item.text) &&
         key_line_sign(&item, "gw1", w.key) && key_line_append(&k->keys, &item) &&
         key_list_parse(buffer_slice(&k->keys), &k->list, &line));
    add_all(&w);
    memcpy(id.sha256, k->hashes[3], sizeof id.sha256);
    must(receipt_write("gw1", &id, k->hashes[0], w.key, k->receipt));
    EVP_PKEY_free(w.key);
}

void known_log_free(struct known_log *k)
{
    buffer_free(&k->bytes);
    buffer_free(&k->keys);
    key_list_clear(&k->list);
}
