/*
 * receipt - the value of the Referral-Receipt header, by which the receiver can prove a transfer
 *
 *     v=1; g=GATEWAY; n=SEQ; t=TIME; r=RECORD-SHA256; a=ARCHIVE-SHA256; k=KEY; s=BASE64
 *
 * s is the Ed25519 signature by key k over "referral-receipt:" and the bytes of the value before
 * "; s=". It can be checked with the gateway's published keys alone, without the log.
 */
#ifndef RECORD_RECEIPT_H
#define RECORD_RECEIPT_H

#include "record/keys.h"
#include "record/line.h"
#include "record/log.h"

#define RECEIPT_HEADER "Referral-Receipt"

bool receipt_write(const char *gateway, const struct record_id *id, const char *archive_sha256,
                   EVP_PKEY *key, char out[RECEIPT_SIZE]);

struct receipt {
    char gateway[GATEWAY_MAX + 1];
    struct record_id record; /* key: the one that signed the receipt */
    char archive_sha256[SHA256_HEX_SIZE];
    struct slice signed_part, signature; /* into the value that was parsed */
};

/* receipt_parse - value: unfolded, without blanks at the ends; exactly the form above */
bool receipt_parse(struct slice value, struct receipt *receipt);

enum receipt_check {
    RECEIPT_HOLDS,
    RECEIPT_NO_KEYS,   /* no chain of keys is the gateway's */
    RECEIPT_NO_KEY,    /* the gateway's keys do not have key k */
    RECEIPT_WRONG_KEY, /* key k was not in force at that seq */
    RECEIPT_FORGED     /* the signature does not hold */
};

/* receipt_check - against the keys of one or several gateways */
enum receipt_check receipt_check(const struct receipt *receipt, const struct key_list *keys);
const char *receipt_check_text(enum receipt_check check);

#endif
