/*
 * csv - rows of cells (for the readers of this folder)
 */
#ifndef INSPECT_FORMAT_CSV_H
#define INSPECT_FORMAT_CSV_H

#include "inspect/referral.h"

/* csv_read_text - text (valid UTF-8 without a NUL) as comma-separated values, whatever the
 * separator is; false only without memory */
bool csv_read_text(struct slice text, struct referral_sink *sink);

#endif
