/*
 * chain - does a segment continue the log as its writer would have?
 *
 * Used by the writer on its last segment when it opens, and by verify on all of them. Checks of
 * every record: form, gateway, seq, prev, time, the key in force at that seq, signature; of every
 * segment: its start (own name, name of the one before) and that nothing follows its end.
 *
 * Bytes that are no such record are forgiven only when the next record is a `recovered` that
 * declares exactly them: torn_bytes and torn_sha256 over all bytes between the last good line and
 * the line feed before the `recovered` line.
 */
#ifndef RECORD_CHAIN_H
#define RECORD_CHAIN_H

#include "record/keys.h"
#include "record/segment.h"

enum { CHAIN_WHY_SIZE = 256 };

/* Where the chain stands. All zero before the first record. */
struct chain {
    const struct key_chain *keys;
    char gateway[GATEWAY_MAX + 1];
    uint64_t seq;                    /* of the last good record; 0: none yet */
    char sha256[SHA256_HEX_SIZE];    /* of its line */
    char time[TIMESTAMP_SIZE];       /* its time */
    char segment[SEGMENT_NAME_SIZE]; /* that it stands in */
    bool ended;                      /* it was a segment-end */
    uint64_t records;                /* good ones so far */
    /* the first new chain within the log that was begun because records were missing or differed:
     * seq of its first record and of the one before it; 0: none */
    uint64_t breach, before_breach;
};

/* chain_record - called for every good record, in order */
struct chain_visitor {
    void (*record)(void *context, const struct record_line *record, const char *sha256);
    void *context;
};

enum chain_outcome {
    CHAIN_GOOD,      /* every byte accounted for */
    CHAIN_TORN,      /* good up to good_bytes; from there on no record and no declaration */
    CHAIN_BROKEN,    /* a good record that does not continue the one before, or like trouble */
    CHAIN_UNREADABLE /* errno */
};

struct chain_report {
    uint64_t good_bytes; /* up to and with the line feed of the last good line */
    uint64_t torn_bytes; /* behind that */
    char torn_sha256[SHA256_HEX_SIZE];
    bool no_line_feed; /* the file does not end in a line feed; it may still be good: a whole last
                          record whose line feed is missing counts as a good one */
    uint64_t line;     /* of the fault, from 1 */
    char why[CHAIN_WHY_SIZE];
};

/* chain_segment - reads the open segment from its start. visitor may be NULL. */
enum chain_outcome chain_segment(struct chain *chain, const char *name, int fd, bool patient,
                                 const struct chain_visitor *visitor, struct chain_report *report);

#endif
