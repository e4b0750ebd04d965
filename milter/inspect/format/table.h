/*
 * table - cells of a table to entries, for every format that has tables
 *
 * Two layouts are understood, also one after the other:
 *   header   a row with two labels side by side; each row below is a client, each cell a value of
 *            the label above it
 *   form     a label and in the next cell its value, one or more such pairs in a row; an address
 *            may go on in the cell below. "Label: value" in one cell is fine too.
 * Any other cell is free text. Cells come in reading order; empty ones need not come at all.
 */
#ifndef INSPECT_FORMAT_TABLE_H
#define INSPECT_FORMAT_TABLE_H

#include "inspect/referral.h"

enum { TABLE_CELLS_MAX = 20000, TABLE_COLUMNS_MAX = 256 };

struct table;

/* table_new - places are (kind, number, row, column), of which PLACE_TABLE_ROW has no column; NULL
 * without memory */
struct table *table_new(enum place_kind kind, uint32_t number);
void table_free(struct table *table); /* wipes the texts */

/* table_cell - row and column from 1, rising; number: the cell holds a number, no text. False
 * without memory; cells beyond the limits make table_read() say content-hidden. */
bool table_cell(struct table *table, uint32_t row, uint32_t column, struct slice text, bool number);

/* table_read - hands all cells to the sink; false only without memory */
bool table_read(const struct table *table, struct referral_sink *sink);

struct place table_place(const struct table *table, uint32_t row, uint32_t column);

#endif
