/*
 * report - the daemon's lines to syslog
 *
 * A line about a mail begins with its queue id, as the MTA's do. No line holds text of a mail: only
 * ids, reason codes, places, numbers and hashes.
 */
#ifndef DAEMON_REPORT_H
#define DAEMON_REPORT_H

#include "base/complaint.h"
#include "guard/guard.h"
#include "record/log.h"

/* report_start - also to standard error, unless the journal reads that */
void report_start(const char *program, int facility);

/* report_verdict - event: name of the record; id: NULL when the record could not be written */
void report_verdict(const char *queue_id, const char *event, const char *protocol,
                    const struct guard_result *result, const struct record_id *id);

/* report_complaints - each as a line of the level it has */
void report_complaints(const struct complaints *complaints);

#endif
