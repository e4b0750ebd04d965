/*
 * fuzz-log - a segment, a keys file and a receipt of any bytes: whatever the verifier takes as a
 * record is one that the holder of the key wrote, in its place
 */
#include "known-log.h"

#include "record/receipt.h"
#include "record/verify.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void fuzz_segment(const struct known_log *known, const unsigned char *data, size_t size)
{
    struct key_chain keys = {known->list.items, known->list.count};
    struct chain chain = {.keys = &keys};
    int fd = memfd_create("segment", MFD_CLOEXEC);
    struct chain_report report;
    enum chain_outcome outcome;

    if (fd < 0 || write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0)
        abort();
    outcome = chain_segment(&chain, KNOWN_SEGMENT, fd, false, NULL, &report);
    if (chain.records > KNOWN_RECORDS || outcome == CHAIN_UNREADABLE)
        abort();
    if (chain.records > 0 && strcmp(chain.sha256, known->hashes[chain.records - 1]) != 0)
        abort();
    if (outcome == CHAIN_GOOD && report.good_bytes != size)
        abort();
    close(fd);
}

static void fuzz_texts(const struct known_log *known, struct slice text)
{
    struct key_list keys = {0};
    struct receipt receipt;
    struct anchor anchor;
    unsigned line;

    /* key 1 signs itself: with the known key, only the line that its holder wrote can hold */
    if (key_list_parse(text, &keys, &line) && keys.count == 1 && keys.items[0].number == 1 &&
        strcmp(keys.items[0].text, known->list.items[0].text) == 0) {
        struct key_chain chain = {keys.items, 1};

        if (key_chain_bad(&chain, "gw1") == 1 && keys.items[0].first_seq != 1)
            abort();
    }
    key_list_clear(&keys);
    if (receipt_parse(text, &receipt) && receipt_check(&receipt, &known->list) == RECEIPT_HOLDS &&
        !slice_is(text, known->receipt))
        abort();
    anchor_parse(text, &anchor);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static struct known_log known;

    if (known.list.count == 0)
        known_log_new(&known);
    fuzz_segment(&known, data, size);
    fuzz_texts(&known, slice_of(data, size));
    return 0;
}
