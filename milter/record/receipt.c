/*
 * receipt - writes, reads and checks the value of Referral-Receipt; knows no mail
 */
#include "record/receipt.h"

#include <stdio.h>
#include <string.h>

#define RECEIPT_DOMAIN "referral-receipt:"

bool receipt_write(const char *gateway, const struct record_id *id, const char *archive_sha256,
                   EVP_PKEY *key, char out[RECEIPT_SIZE])
{
    char signature[SIGNING_SIGNATURE_TEXT];
    struct receipt check;
    int len, more;

    len = snprintf(out, RECEIPT_SIZE, "v=1; g=%s; n=%llu; t=%s; r=%s; a=%s; k=%u", gateway,
                   (unsigned long long)id->seq, id->time, id->sha256, archive_sha256, id->key);
    if (len < 0 || len >= RECEIPT_SIZE ||
        !signing_sign(key, RECEIPT_DOMAIN, slice_of(out, (size_t)len), signature))
        return false;
    more = snprintf(out + len, (size_t)(RECEIPT_SIZE - len), "; s=%s", signature);
    return more > 0 && more < RECEIPT_SIZE - len && receipt_parse(slice_from(out), &check);
}

/* take - the text after "NAME=" at *at, up to the next "; " or the end; *at moves behind it */
static bool take(struct slice value, size_t *at, const char *name, char *out, size_t size)
{
    struct slice rest = slice_sub(value, *at, value.len), text;
    size_t len;

    if (!slice_starts(rest, name))
        return false;
    text = slice_sub(rest, strlen(name), rest.len);
    len = slice_find(text, slice_from("; "), 0);
    if (len == SIZE_MAX)
        len = text.len;
    if (len >= size || (len > 0 && memchr(text.data, '\0', len) != NULL))
        return false;
    if (len > 0)
        memcpy(out, text.data, len);
    out[len] = '\0';
    *at += strlen(name) + len;
    return true;
}

/* number - decimal without leading zero, 1 to INT64_MAX */
static bool number(const char *text, uint64_t *n_r)
{
    size_t len = strspn(text, "0123456789");
    uint64_t n = 0;

    if (len == 0 || len > 18 || text[len] != '\0' || text[0] == '0')
        return false;
    for (size_t i = 0; i < len; i++)
        n = n * 10 + (uint64_t)(text[i] - '0');
    *n_r = n;
    return true;
}

static bool hash_valid(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

bool receipt_parse(struct slice value, struct receipt *r)
{
    char version[4] = "", seq[24] = "", key[24] = "", signature[SIGNING_SIGNATURE_TEXT] = "";
    struct timespec ignored;
    uint64_t key_number;
    size_t at = 0;

    *r = (struct receipt){0};
    if (!take(value, &at, "v=", version, sizeof version) ||
        !take(value, &at, "; g=", r->gateway, sizeof r->gateway) ||
        !take(value, &at, "; n=", seq, sizeof seq) ||
        !take(value, &at, "; t=", r->record.time, sizeof r->record.time) ||
        !take(value, &at, "; r=", r->record.sha256, sizeof r->record.sha256) ||
        !take(value, &at, "; a=", r->archive_sha256, sizeof r->archive_sha256) ||
        !take(value, &at, "; k=", key, sizeof key))
        return false;
    r->signed_part = slice_sub(value, 0, at);
    if (!take(value, &at, "; s=", signature, sizeof signature) || at != value.len ||
        strlen(signature) != SIGNING_SIGNATURE_TEXT - 1)
        return false;
    r->signature = slice_sub(value, r->signed_part.len + 4, value.len);
    if (strcmp(version, "1") != 0 || !gateway_valid(r->gateway) || !number(seq, &r->record.seq) ||
        !number(key, &key_number) || key_number > UINT32_MAX ||
        !timestamp_parse(slice_from(r->record.time), &ignored) || !hash_valid(r->record.sha256) ||
        !hash_valid(r->archive_sha256))
        return false;
    r->record.key = (unsigned)key_number;
    return true;
}

static enum receipt_check check_chain(const struct receipt *r, const struct key_chain *chain)
{
    const struct public_key *in_force = key_chain_at(chain, r->record.seq);
    const struct public_key *key = key_chain_find(chain, r->record.key);

    if (key == NULL)
        return RECEIPT_NO_KEY;
    if (key != in_force)
        return RECEIPT_WRONG_KEY;
    return signing_verify(key->key, RECEIPT_DOMAIN, r->signed_part, r->signature) ? RECEIPT_HOLDS
                                                                                  : RECEIPT_FORGED;
}

enum receipt_check receipt_check(const struct receipt *r, const struct key_list *keys)
{
    enum receipt_check best = RECEIPT_NO_KEYS;
    struct key_chain chain;

    for (size_t at = 0; key_chain_next(keys, &at, &chain);) {
        if (key_chain_bad(&chain, r->gateway) != chain.count)
            continue;
        best = check_chain(r, &chain);
        if (best == RECEIPT_HOLDS)
            break;
    }
    return best;
}

const char *receipt_check_text(enum receipt_check check)
{
    static const char *const texts[] = {
        [RECEIPT_HOLDS] = "holds",
        [RECEIPT_NO_KEYS] = "no keys of this gateway",
        [RECEIPT_NO_KEY] = "signed by a key that the keys file does not have",
        [RECEIPT_WRONG_KEY] = "signed by a key that was not in force at that record",
        [RECEIPT_FORGED] = "the signature does not hold",
    };

    return texts[check];
}
