/*
 * spreadsheet - what workbooks of Excel and spreadsheets of LibreOffice share (for xlsx*.c and
 * ods*.c)
 */
#ifndef INSPECT_FORMAT_SPREADSHEET_H
#define INSPECT_FORMAT_SPREADSHEET_H

#include "base/buffer.h"

/* xlsx_number - a number as the file writes it, to digits when it is whole: 8.5E10 to 85000000000;
 * else as it is. False without memory. */
bool xlsx_number(struct slice text, struct buffer *out, bool *whole_r);

/* xlsx_default_name - does Excel, or LibreOffice, call a new sheet so? */
bool xlsx_default_name(struct slice name);

#endif
