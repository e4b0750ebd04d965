/*
 * kind-archive.c - archives that are told by their first header, by libarchive
 *
 * Only formats whose first header libarchive reads without unpacking anything, and none for which
 * it would start a program.
 */
#include "inspect/kind-archive.h"

#include <archive.h>
#include <archive_entry.h>

/* has_member - is there a first one? */
static bool has_member(struct archive *a, struct slice file)
{
    struct archive_entry *entry;
    int status = ARCHIVE_FATAL;

    if (archive_read_support_format_tar(a) == ARCHIVE_OK &&
        archive_read_support_format_cpio(a) == ARCHIVE_OK &&
        archive_read_support_format_ar(a) == ARCHIVE_OK &&
        archive_read_support_format_lha(a) == ARCHIVE_OK &&
        archive_read_open_memory(a, file.data, file.len) == ARCHIVE_OK)
        status = archive_read_next_header(a, &entry);
    return status == ARCHIVE_OK || status == ARCHIVE_WARN;
}

enum kind kind_of_archive(struct slice file)
{
    struct archive *a = archive_read_new();
    enum kind kind = KIND_UNKNOWN;

    if (a == NULL)
        return KIND_UNKNOWN;
    if (has_member(a, file))
        kind = (archive_format(a) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR ? KIND_TAR
                                                                                    : KIND_ARCHIVE;
    archive_read_free(a);
    return kind;
}
