/*
 * package-records - the records of a ZIP file, each read where the one before it ends (for
 * package.c alone)
 *
 * An entry stands twice in the file: before its data (local header) and in the central directory.
 * Programs differ in which of the two they believe, so both must say the same (APPNOTE.TXT 4.3).
 */
#ifndef INSPECT_FORMAT_PACKAGE_RECORDS_H
#define INSPECT_FORMAT_PACKAGE_RECORDS_H

#include "inspect/format/package.h"

enum { ENTRY_STORED = 0, ENTRY_DEFLATED = 8 }; /* methods (4.4.5) */

/* What both headers of an entry say */
struct entry {
    unsigned version, flags;
    unsigned method; /* one of the two */
    uint32_t time;   /* date and time (4.4.6) */
    uint32_t crc;
    uint64_t packed, size; /* bytes */
    struct slice name;     /* as it stands there */
    struct slice data;     /* packed bytes */
};

/* Where the next record begins: at, of the file; central, of the directory */
struct records {
    struct slice file;
    size_t at, central, directory;
    uint32_t left; /* entries that are still to come */
};

/* records_begin - by the end record; the file must outlive records */
enum package_result records_begin(struct records *records, struct slice file);
/* records_next - the next entry, while there are any left. After the last one nothing is left
 * between the directory and the end. */
enum package_result records_next(struct records *records, struct entry *entry);

#endif
