/*
 * lines - lines of running text to entries, for every format that has them
 *
 * A line is "Label: value", "Label = value", label and value parted by a tab or by several blanks,
 * a label alone with its value on the next line, a further line of an address, a fixed text, a
 * ruled line, or blank. Any other line is free text.
 */
#ifndef INSPECT_FORMAT_LINES_H
#define INSPECT_FORMAT_LINES_H

#include "base/buffer.h"
#include "inspect/referral.h"

enum {
    LINES_LINE_MAX = 1000, /* bytes of a line */
    LINES_BLANKS_MAX = 100 /* in a row: in a line, and lines */
};

struct lines {
    struct referral_sink *sink;
    struct buffer label, value; /* the entry that may still take lines; label empty: none */
    unsigned count;             /* of lines in value */
    bool takes_lines;
    struct place place;
    unsigned blank_lines;
};

/* lines_init - max: bytes that a value may have */
void lines_init(struct lines *lines, struct referral_sink *sink, size_t max);
void lines_free(struct lines *lines);

/* All false only without memory. */
/* lines_line - the next line, without its end */
bool lines_line(struct lines *lines, struct slice line, struct place place);
/* lines_text - each line of a text by itself */
bool lines_text(struct lines *lines, struct slice text, struct place place);
/* lines_end - there are no more lines: hands over what waits; may be followed by other lines */
bool lines_end(struct lines *lines);

#endif
