/*
 * log-report - the gathered report, shown
 */
#ifndef TOOL_LOG_REPORT_H
#define TOOL_LOG_REPORT_H

#include "tool/log-document.h"
#include "tool/log-words.h"

#include <jansson.h>

/* report_show - as text or HTML */
void report_show(const json_t *report, enum language language, struct document *d);
/* report_csv - the list of transfers */
void report_csv(const json_t *report);

#endif
