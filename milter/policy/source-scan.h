/*
 * source-scan - the tokens of libconfig's language, as far as the text needs checking before
 * libconfig sees it
 *
 * A piece is what scan_next() moved over: the caller copies it, leaves it out or replaces it.
 */
#ifndef POLICY_SOURCE_SCAN_H
#define POLICY_SOURCE_SCAN_H

#include "base/slice.h"

enum scan_piece {
    SCAN_END,
    SCAN_NEWLINE,
    SCAN_COMMENT, /* may hold newlines; when it has no end, whole is false */
    SCAN_STRING,  /* with its quotes; whole is false when a line ends before it does */
    SCAN_INTEGER, /* decimal or hexadecimal, any suffix L; value is cut to the range of int64_t */
    SCAN_INCLUDE, /* an @include directive; name is what stands between the quotes */
    SCAN_OPEN,    /* { ( [ */
    SCAN_CLOSE,   /* } ) ] */
    SCAN_OTHER
};

struct scan {
    struct slice text;
    size_t at;
    unsigned line; /* of the next piece, from 1 */

    /* of the piece just read */
    struct slice piece;
    unsigned piece_line; /* where it begins */
    bool whole;
    bool leading_zero; /* an integer like 010, which other programs take for octal */
    bool holds_nul;    /* a string with \x00 in it */
    int64_t value;
    struct slice name;
};

void scan_start(struct scan *s, struct slice text);
enum scan_piece scan_next(struct scan *s);

#endif
