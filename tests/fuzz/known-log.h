/*
 * known-log - one segment of a log, always the same, with its keys: what a forger would have to
 * imitate
 */
#ifndef TESTS_FUZZ_KNOWN_LOG_H
#define TESTS_FUZZ_KNOWN_LOG_H

#include "record/chain.h"

#define KNOWN_SEGMENT "gw1-202603-0001.jsonl"

enum { KNOWN_RECORDS = 5 };

struct known_log {
    struct buffer bytes;                         /* the segment, a declared torn end within it */
    char hashes[KNOWN_RECORDS][SHA256_HEX_SIZE]; /* of its records */
    struct buffer keys;                          /* keys.pub */
    struct key_list list;
    char receipt[512];
};

/* known_log_new - ends the process when it cannot */
void known_log_new(struct known_log *k);
void known_log_free(struct known_log *k);

#endif
