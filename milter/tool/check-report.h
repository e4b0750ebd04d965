/*
 * check-report - what referral-check says of one file, on standard output
 */
#ifndef TOOL_CHECK_REPORT_H
#define TOOL_CHECK_REPORT_H

#include "tool/check-judge.h"

/* report_text - a line per finding, CODE<TAB>PLACE<TAB>explanation in the first language, and the
 * word of the verdict on the last line. Before them, when there are several files, "NAME:". */
void report_text(const struct check_run *run, const char *name, bool several,
                 const struct check_verdict *v);

/* report_json - one object on one line: findings, the reply that the MTA would give, the members of
 * the record that the daemon would write. False without memory. */
bool report_json(const struct check_run *run, const char *name, const struct check_file *file,
                 const struct check_verdict *v);

#endif
