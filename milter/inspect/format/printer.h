/*
 * printer - what drivers of printers keep in documents: their names and settings, in a form of
 * their own
 *
 * It is written by itself whenever somebody has printed. It may be there in the bounds of its kind,
 * and is searched for forbidden numbers, dates and words of a remark.
 */
#ifndef INSPECT_FORMAT_PRINTER_H
#define INSPECT_FORMAT_PRINTER_H

#include "inspect/referral.h"

/* printer_device - a DEVMODE of Windows, as Excel keeps it: two sizes in it say how long it is.
 * False only without memory. */
bool printer_device(struct slice data, struct referral_sink *sink);
/* printer_base64 - what LibreOffice keeps. False only without memory. */
bool printer_base64(struct slice text, struct referral_sink *sink);

#endif
