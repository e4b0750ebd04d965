/*
 * package - a ZIP package (docx, xlsx, odt, ods) read from memory, with every byte accounted for
 *
 * Own strict check of the ZIP records (APPNOTE.TXT 4.3): the file is local header, data, perhaps a
 * data descriptor, again and again without a gap, then the central directory in the same order,
 * then the end record, and nothing else. Local and central headers agree in all they both say.
 * Only stored and deflated entries, no encryption, no comments, no extra fields but those that
 * office programs write (Microsoft's padding, all zero; ZIP64 sizes that agree), names of plain
 * ASCII, without characters that mean something in paths. libarchive decompresses, and the CRC-32
 * and sizes must match.
 */
#ifndef INSPECT_FORMAT_PACKAGE_H
#define INSPECT_FORMAT_PACKAGE_H

#include "base/slice.h"

#include <time.h>

enum {
    PACKAGE_PARTS_MAX = 64,
    PACKAGE_NAME_MAX = 100,            /* bytes of a part's name */
    PACKAGE_PART_BYTES_MAX = 1 << 20,  /* a part, unpacked */
    PACKAGE_TOTAL_BYTES_MAX = 4 << 20, /* all parts together */
    PACKAGE_RATIO_MAX = 100,           /* unpacked to packed, of a part above ... */
    PACKAGE_RATIO_FROM = 64 * 1024     /* ... so many bytes */
};

enum package_result {
    PACKAGE_OK,
    PACKAGE_FORMAT, /* no such package: not ZIP, damaged, encrypted, too large: content-format */
    PACKAGE_HIDDEN, /* bytes in it that belong to no part: content-hidden */
    PACKAGE_NO_MEMORY
};

struct package_part {
    const char *name; /* "xl/workbook.xml"; relative, no "..", no backslash; that of a folder ends
                       in a slash */
    struct slice content; /* owned by the package, wiped with it */
    bool stored;          /* not deflated */
    uint32_t dos_time;    /* date and time of its entry (4.4.6) */
    bool seen;            /* for the reader: what stays unseen is an orphan */
};

struct package;

/* package_open - file must outlive it; *package_r is NULL unless PACKAGE_OK */
enum package_result package_open(struct slice file, struct package **package_r);
void package_free(struct package *package);

size_t package_count(const struct package *package);
/* package_at - parts in the order of the file, i below package_count() */
struct package_part *package_at(struct package *package, size_t i);
/* package_part - by its exact name; NULL when there is none. Marks it as seen. */
struct package_part *package_part(struct package *package, const char *name);
/* package_part_saved - seconds since 1970 in the local time of the writer, to two of them */
time_t package_part_saved(const struct package_part *part);
/* package_orphans - is there a part that was not seen, or a folder with no part in it that is none
 * of the folders (ends in NULL)? A name can say something by itself. */
bool package_orphans(const struct package *package, const char *const *folders);

#endif
