/*
 * keys - the public keys of a log: the file keys.pub in its folder
 *
 * A line a key: number, public key (base64), first seq, signature (base64), one blank between.
 * Key N signs the records from its first seq up to the first seq of key N+1. The signature is by
 * the key before, over "referral-key:GATEWAY NUMBER PUBLIC-KEY FIRST-SEQ"; key 1 signs itself.
 * So the first key, published, vouches for all that follow, and for their gateway's name.
 *
 * A file given by a user may hold the keys of several gateways one after the other: a number that
 * does not follow the one before begins a new chain. The signature of a chain's first line can only
 * be checked when its number is 1.
 */
#ifndef RECORD_KEYS_H
#define RECORD_KEYS_H

#include "base/buffer.h"
#include "base/complaint.h"
#include "base/digest.h"
#include "record/signing.h"

enum { KEYS_FILE_MAX = 4 * 1024 * 1024, KEYS_LINE_MAX = 256 };
#define KEYS_FILE_NAME "keys.pub"

struct public_key {
    unsigned number;
    uint64_t first_seq;
    char text[SIGNING_PUBLIC_TEXT];
    char signature[SIGNING_SIGNATURE_TEXT];
    EVP_PKEY *key;
};

struct key_list {
    struct public_key *items;
    size_t count;
};

void key_list_clear(struct key_list *list);
/* key_list_parse - adds the keys of a whole keys.pub to list; false, and *line_r the bad line from
 * 1, when a line is not in the form above (signatures are not looked at) */
bool key_list_parse(struct slice text, struct key_list *list, unsigned *line_r);
bool key_list_add(struct key_list *list, const struct public_key *item);

/* key_line_sign - fills item's signature; number, first_seq and text are set; by is the private key
 * of the key before */
bool key_line_sign(struct public_key *item, const char *gateway, EVP_PKEY *by);
bool key_line_append(struct buffer *out, const struct public_key *item);

/* A run of keys with consecutive numbers inside a list */
struct key_chain {
    const struct public_key *items;
    size_t count;
};

/* key_chain_next - the chain that begins at item *at, which moves behind it; false at the end */
bool key_chain_next(const struct key_list *list, size_t *at, struct key_chain *chain_r);
/* key_chain_bad - index of the first key whose signature does not hold for that gateway, or whose
 * first seq is not above the one before; count when all is well */
size_t key_chain_bad(const struct key_chain *chain, const char *gateway);
/* key_chain_find - by number; NULL when there is none */
const struct public_key *key_chain_find(const struct key_chain *chain, unsigned number);
/* key_chain_at - the key that signs record seq; NULL when seq lies before the first key */
const struct public_key *key_chain_at(const struct key_chain *chain, uint64_t seq);

/* key_fingerprint - SHA-256 of the 32 bytes of the public key, in hex */
bool key_fingerprint(const struct public_key *item, char out[SHA256_HEX_SIZE]);

#endif
