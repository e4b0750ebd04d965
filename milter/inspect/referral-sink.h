/*
 * referral-sink - what the readers handed over, before it is judged (private to referral*.c)
 */
#ifndef INSPECT_REFERRAL_SINK_H
#define INSPECT_REFERRAL_SINK_H

#include "inspect/fields.h"
#include "inspect/referral.h"

enum {
    SINK_ENTRIES_MAX = 2048, /* with a value; more are too many clients */
    CLIENT_ADDRESS_MAX = 1024,
    MARKS_MAX = 4 /* combining marks on one character */
};

/* One label with a value of its client */
struct entry {
    unsigned client;
    struct label label;
    struct slice text; /* owned, NFC; empty for a field left blank */
    bool number;
    bool loose; /* began a client because of its label alone, without a gap before it */
    struct place place;
};

struct referral_sink {
    const struct protocol *protocol;
    struct verdict *verdict;
    struct fields *fields;
    struct entry *entries;
    size_t count, capacity;
    unsigned client;
    size_t client_start; /* index of the first entry of the client */
    bool gap;
    bool rows;
    struct place origin;
    bool unread;  /* nothing of the document could be read */
    bool starved; /* memory ran out where the caller could not be told: nothing is judged */
};

/* text_clean - appends NFC text with single blanks, line feeds kept, none at the ends, hyphens of
 * all lengths as '-'. What does not show (controls, formatting characters, private use, unassigned,
 * heaps of marks) is left out and *hidden_r set. False only without memory. */
bool text_clean(struct slice text, struct buffer *out, bool *hidden_r);

/* text_forbidden - adds the findings of the detectors; false without memory */
bool text_forbidden(struct slice text, struct place place, struct verdict *verdict);

/* client_judge - entries [from, to) of one client: findings, and its values into the referral.
 * False only without memory. */
bool client_judge(const struct referral_sink *sink, size_t from, size_t to, unsigned client,
                  struct referral *referral);

/* number_restored - appends the text of an entry; a telephone number of a spreadsheet that lost its
 * 0 (8 digits, or 9 starting with 4) or the + before 32 has it again. False without memory. */
bool number_restored(const struct entry *e, struct buffer *out);
/* number_without_hint - "0470 12 34 56 (gsm)", "thuis: 03 457 12 34": what a number is for may
 * stand behind it or before it */
struct slice number_without_hint(struct slice text);
/* number_halves - "0470 12 34 56 / 03 457 12 34": two values under one label, when both are valid
 */
bool number_halves(enum value_kind kind, struct slice text, struct slice half[2]);

/* referral_add - false without memory */
bool referral_add(struct referral *r, unsigned client, unsigned field, enum value_kind kind,
                  struct slice text, struct place place);

#endif
