/*
 * log-reasons - a short name of every reason code, for reports
 */
#ifndef TOOL_LOG_REASONS_H
#define TOOL_LOG_REASONS_H

#include "tool/log-words.h"

/* reason_label - "" for a code that this program does not know */
const char *reason_label(enum language language, const char *code);

#endif
