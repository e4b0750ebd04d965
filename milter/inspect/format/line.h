/*
 * line - a line of text as label and value (for the readers of this folder)
 */
#ifndef INSPECT_FORMAT_LINE_H
#define INSPECT_FORMAT_LINE_H

#include "inspect/referral.h"

/* line_split - "Label: value", with = or a tab or several blanks as well, where the label is a
 * known one; label and value are parts of the line */
bool line_split(struct referral_sink *sink, struct slice line, struct slice *label,
                struct slice *value);

#endif
