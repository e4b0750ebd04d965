/*
 * log-gather - what a report says, gathered from the records of one or more logs into one JSON
 * object (its members are documented in referral-log(8))
 *
 * A mail that came by twice, with the same archive and message id, is one transfer. Days are those
 * of the process's time zone.
 */
#ifndef TOOL_LOG_GATHER_H
#define TOOL_LOG_GATHER_H

#include "base/day.h"
#include "record/verify.h"

#include <jansson.h>

struct gather {
    day_number from, to;  /* inclusive; 0: open */
    const char *protocol; /* only this one; NULL: all */
    json_t *report;
    json_t *seen;   /* archive and message id -> its entry in the list of transfers (borrowed) */
    json_t *duty;   /* the gateway's windows; borrowed from the folder under way */
    json_t *window; /* the one that is open; borrowed, NULL when the daemon is stopped */
    char version[RECORD_VERSION_MAX + 1], policy[SHA256_HEX_SIZE]; /* of the record before */
    char last_time[TIMESTAMP_SIZE];
};

bool gather_start(struct gather *g);
void gather_free(struct gather *g);
/* gather_folder - before the records of a folder */
void gather_folder(struct gather *g);
/* gather_record - a chain_visitor; context is the struct gather */
void gather_record(void *context, const struct record_line *record, const char *sha256);
/* gather_verdict - after the records of a folder */
void gather_verdict(struct gather *g, const char *folder, enum verify_outcome outcome,
                    const struct verify_options *options, const struct verify_result *result);

/* log_string - a string of a record as it was before it was written as ASCII: UTF-8 where it was
 * that, else one '?' a byte above ASCII; a new JSON string, or null */
json_t *log_string(const json_t *string);

#endif
