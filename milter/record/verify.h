/*
 * verify - is a log folder what its writer wrote, and all of it?
 *
 * Reads every segment once, in constant memory. Beyond what chain.h checks of each record: no
 * segment is missing in the middle; the oldest ones are missing only where a later segment-start
 * records that retention deleted them; the log reaches as far as its keys do; every anchor is the
 * hash of the record it names. What a new chain declares lost is missing, whoever declared it.
 *
 * A log that is cut off within its last segment can only be told from a shorter one by an anchor,
 * or by keys that were published later.
 */
#ifndef RECORD_VERIFY_H
#define RECORD_VERIFY_H

#include "record/chain.h"

struct anchor {
    char gateway[GATEWAY_MAX + 1]; /* "": whichever */
    uint64_t seq;
    char sha256[SHA256_HEX_SIZE];
};

/* anchor_parse - SEQ:HASH or GATEWAY:SEQ:HASH */
bool anchor_parse(struct slice text, struct anchor *anchor);

struct verify_options {
    const struct key_list *trusted; /* published keys, of one or more gateways; NULL: those of the
                                       folder are taken */
    const struct anchor *anchors;
    size_t anchor_count;
    bool partial;                        /* older or later segments are kept elsewhere */
    const struct chain_visitor *visitor; /* of every good record; may be NULL */
};

enum verify_outcome { VERIFY_INTACT, VERIFY_BROKEN, VERIFY_NO_LOG };

struct verify_result {
    char gateway[GATEWAY_MAX + 1];
    uint64_t records; /* good ones, up to the first fault */
    uint64_t segments;
    uint64_t first_seq, last_seq; /* 0: none */
    char first_time[TIMESTAMP_SIZE], last_time[TIMESTAMP_SIZE];
    char head[SHA256_HEX_SIZE];        /* hash of the last good record */
    char fingerprint[SHA256_HEX_SIZE]; /* of the first key; "" without keys */
    unsigned keys;                     /* how many the log has, or the published file */

    /* VERIFY_BROKEN: the first fault */
    char segment[SEGMENT_NAME_SIZE]; /* "": of the log as a whole */
    uint64_t line;                   /* in that segment; 0: of it as a whole */
    char why[CHAIN_WHY_SIZE];
};

/* verify_folder - VERIFY_NO_LOG: errno, 0 when the folder is there but holds no segment */
enum verify_outcome verify_folder(const char *path, const struct verify_options *options,
                                  struct verify_result *result);

/* verify_describe - the result as the one line that referral-log prints, without folder and line
 * feed */
void verify_describe(enum verify_outcome outcome, const struct verify_options *options,
                     const struct verify_result *result, char *out, size_t size);

#endif
