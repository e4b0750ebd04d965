/*
 * keys - reads, checks and writes the lines of keys.pub; opens no file
 */
#include "record/keys.h"

#include "base/encode.h"

#include <stdlib.h>
#include <string.h>

#define KEY_DOMAIN "referral-key:"

void key_list_clear(struct key_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        EVP_PKEY_free(list->items[i].key);
    free(list->items);
    *list = (struct key_list){0};
}

bool key_list_add(struct key_list *list, const struct public_key *item)
{
    struct public_key *items = realloc(list->items, (list->count + 1) * sizeof *items);

    if (items == NULL)
        return false;
    list->items = items;
    items[list->count++] = *item;
    return true;
}

/* decimal - a number without sign and leading zeros, 1 to max */
static bool decimal(struct slice text, uint64_t max, uint64_t *number_r)
{
    uint64_t n = 0;

    if (text.len == 0 || text.len > 20 || text.data[0] == '0')
        return false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned digit = (unsigned)text.data[i] - '0';

        if (digit > 9 || n > (max - digit) / 10)
            return false;
        n = n * 10 + digit;
    }
    *number_r = n;
    return true;
}

static bool copy_text(struct slice text, char *out, size_t size)
{
    if (text.len + 1 != size)
        return false;
    memcpy(out, text.data, text.len);
    out[text.len] = '\0';
    return true;
}

/* key_line_parse - on success the caller owns item->key */
static bool key_line_parse(struct slice line, struct public_key *item)
{
    unsigned char signature[64];
    struct slice words[4];
    uint64_t number;
    size_t at = 0, len;

    for (size_t i = 0; i < 4; i++) {
        size_t end = i < 3 ? slice_find_byte(line, ' ', at) : line.len;

        if (end == SIZE_MAX)
            return false;
        words[i] = slice_sub(line, at, end - at);
        at = end + 1;
    }
    if (!decimal(words[0], UINT32_MAX, &number) || !decimal(words[2], INT64_MAX, &item->first_seq))
        return false;
    item->number = (unsigned)number;
    if (!copy_text(words[1], item->text, sizeof item->text) ||
        !copy_text(words[3], item->signature, sizeof item->signature) ||
        !base64_decode(words[3], signature, sizeof signature, &len) || len != sizeof signature)
        return false;
    item->key = signing_public_key(words[1]);
    return item->key != NULL;
}

bool key_list_parse(struct slice text, struct key_list *list, unsigned *line_r)
{
    size_t at = 0;

    for (*line_r = 1; at < text.len; (*line_r)++) {
        size_t end = slice_find_byte(text, '\n', at);
        struct public_key item;

        if (end == SIZE_MAX || !key_line_parse(slice_sub(text, at, end - at), &item))
            return false;
        if (!key_list_add(list, &item)) {
            EVP_PKEY_free(item.key);
            return false;
        }
        at = end + 1;
    }
    return true;
}

/* signed_part - what the signature of a key line covers, after its prefix */
static bool signed_part(struct buffer *out, const struct public_key *item, const char *gateway)
{
    buffer_init(out, KEYS_LINE_MAX);
    return buffer_printf(out, "%s %u %s %llu", gateway, item->number, item->text,
                         (unsigned long long)item->first_seq);
}

bool key_line_sign(struct public_key *item, const char *gateway, EVP_PKEY *by)
{
    struct buffer part;
    bool good = signed_part(&part, item, gateway) &&
                signing_sign(by, KEY_DOMAIN, buffer_slice(&part), item->signature);

    buffer_free(&part);
    return good;
}

static bool key_line_verify(const struct public_key *item, const char *gateway, EVP_PKEY *by)
{
    struct buffer part;
    bool good = signed_part(&part, item, gateway) &&
                signing_verify(by, KEY_DOMAIN, buffer_slice(&part), slice_from(item->signature));

    buffer_free(&part);
    return good;
}

bool key_line_append(struct buffer *out, const struct public_key *item)
{
    return buffer_printf(out, "%u %s %llu %s\n", item->number, item->text,
                         (unsigned long long)item->first_seq, item->signature);
}

bool key_chain_next(const struct key_list *list, size_t *at, struct key_chain *chain_r)
{
    size_t start = *at, end = start + 1;

    if (start >= list->count)
        return false;
    while (end < list->count && list->items[end].number == list->items[end - 1].number + 1)
        end++;
    *chain_r = (struct key_chain){list->items + start, end - start};
    *at = end;
    return true;
}

size_t key_chain_bad(const struct key_chain *chain, const char *gateway)
{
    for (size_t i = 0; i < chain->count; i++) {
        const struct public_key *item = &chain->items[i];
        const struct public_key *by = i > 0 ? item - 1 : item;

        if (i > 0 && item->first_seq <= by->first_seq)
            return i;
        if (i == 0 && item->number != 1)
            continue;
        if (!key_line_verify(item, gateway, by->key))
            return i;
    }
    return chain->count;
}

const struct public_key *key_chain_find(const struct key_chain *chain, unsigned number)
{
    if (chain->count == 0 || number < chain->items[0].number ||
        number - chain->items[0].number >= chain->count)
        return NULL;
    return &chain->items[number - chain->items[0].number];
}

const struct public_key *key_chain_at(const struct key_chain *chain, uint64_t seq)
{
    size_t low = 0, high = chain->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (chain->items[middle].first_seq <= seq)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &chain->items[low - 1] : NULL;
}

bool key_fingerprint(const struct public_key *item, char out[SHA256_HEX_SIZE])
{
    unsigned char raw[SIGNING_PUBLIC_SIZE];
    size_t len;

    return base64_decode(slice_from(item->text), raw, sizeof raw, &len) &&
           sha256_hex(slice_of(raw, len), out);
}
