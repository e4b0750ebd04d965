/*
 * detect-scan - one line of text as the detectors see it (private to detect*.c)
 *
 * The text is folded, and every character that is not ASCII after that is one byte: hyphens of all
 * lengths are '-', the degree sign is SCAN_DEGREE, the rest SCAN_OTHER. Groups are the runs of
 * digits; a run of groups are those with nothing but separators between them.
 */
#ifndef INSPECT_DETECT_SCAN_H
#define INSPECT_DETECT_SCAN_H

#include "base/buffer.h"

enum { SCAN_OTHER = 0x80, SCAN_DEGREE = 0xB0 };

/* who has taken a group already */
enum group_owner {
    GROUP_FREE,
    GROUP_PERHAPS,  /* begins like a telephone number, in a run that holds more */
    GROUP_FOREIGN,  /* a foreign number, as it seems: any digits after a + look like one */
    GROUP_TELEPHONE /* surely a telephone number */
};

struct group {
    size_t start, len;
    size_t first;   /* its first digit among those of the line */
    size_t run_end; /* index after the last group of its run */
    bool linked;    /* only separators stand between the group before and this one */
    enum group_owner owner;
};

struct scan {
    struct buffer text;
    struct buffer digits; /* all of the line, one after the other */
    struct group *groups;
    size_t count;
};

/* scan_line - scan_free whatever it says */
enum scan_result { SCAN_DONE, SCAN_NOT_UTF8, SCAN_NO_MEMORY };
enum scan_result scan_line(struct slice line, struct scan *scan);
void scan_free(struct scan *scan); /* wipes */

/* group_at - index of the first group that starts at or after offset; count when there is none */
size_t group_at(const struct scan *scan, size_t offset);
/* group_digits - the digits of groups i to last */
struct slice group_digits(const struct scan *scan, size_t i, size_t last);
/* scan_telephones - sets the owners */
void scan_telephones(struct scan *scan);

/* the detectors proper */
bool detect_national_number(const struct scan *scan);
bool detect_bank_account(const struct scan *scan);
bool detect_card_number(const struct scan *scan);
bool detect_date(const struct scan *scan);  /* in figures */
bool detect_words(const struct scan *scan); /* a date or an age in words */

/* digits_mod97 - of a decimal number of any length */
unsigned digits_mod97(const unsigned char *digits, size_t len);

#endif
