/*
 * segment - the files of a log: their names, their order, their lines
 *
 * GATEWAY-YYYYMM-NNNN.jsonl: YYYYMM is the month (UTC) in which the segment began, NNNN counts the
 * segments of the log from 0001 on and orders them.
 */
#ifndef RECORD_SEGMENT_H
#define RECORD_SEGMENT_H

#include "record/line.h"

enum { SEGMENT_NAME_SIZE = GATEWAY_MAX + 32, SEGMENT_NUMBER_MAX = 999999 };

struct segment_name {
    char text[SEGMENT_NAME_SIZE];
    char gateway[GATEWAY_MAX + 1];
    unsigned month;  /* yyyymm */
    unsigned number; /* from 1 */
};

bool segment_name_parse(const char *text, struct segment_name *name);
void segment_name_make(const char *gateway, unsigned month, unsigned number,
                       struct segment_name *name);
/* segment_month - yyyymm of a time stamp */
unsigned segment_month(const char *time);

struct segment_list {
    struct segment_name *items;
    size_t count;
};

/* segment_list_read - the segments in a folder, in order of their numbers; other files are passed
 * over. False with errno when the folder cannot be read. */
bool segment_list_read(int folder, struct segment_list *list);
void segment_list_clear(struct segment_list *list);

/* Reads a segment from front to back, a line at a time, in constant memory */
struct segment_reader;

enum segment_piece {
    SEGMENT_LINE, /* a whole line; the piece is without its line feed */
    SEGMENT_PART, /* a part of a line longer than RECORD_LINE_MAX; a later piece goes on with it */
    SEGMENT_TAIL, /* bytes at the end of the file without a line feed; END follows */
    SEGMENT_END,
    SEGMENT_ERROR /* errno */
};

/* segment_reader_new - reads from fd, which stays the caller's. patient: bytes without a line feed
 * at the end are looked at again for half a second, since a writer may be at work. */
struct segment_reader *segment_reader_new(int fd, bool patient);
void segment_reader_free(struct segment_reader *reader);
/* segment_next - *piece_r is valid until the next call */
enum segment_piece segment_next(struct segment_reader *reader, struct slice *piece_r);

#endif
