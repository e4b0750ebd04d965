/*
 * zip-writer - ZIP packages for tests, whole or wrong in one way
 */
#ifndef TESTS_UNIT_ZIP_WRITER_H
#define TESTS_UNIT_ZIP_WRITER_H

#include "base/buffer.h"

/* What an entry is to look like; zeros are a stored entry without anything odd */
struct zip_entry {
    const char *name;
    struct slice content;
    bool deflate;
    bool descriptor;        /* sizes behind the data, as LibreOffice writes it */
    bool short_descriptor;  /* without its signature */
    bool zip64;             /* sizes in an extra field of the local header */
    const char *local_name; /* another one in the local header */
    unsigned flags;         /* more of them */
    unsigned method;        /* another one */
    uint32_t time;          /* and date, as MS-DOS has them; 0: some moment of 2026 */
    uint32_t crc_xor;       /* a wrong checksum, in both headers */
    uint32_t size_more;     /* the size it claims, above the true one */
    struct slice extra;     /* in the local header */
    struct slice central_extra;
    struct slice packed_tail; /* bytes behind the compressed data, counted in its size */
    struct slice gap;         /* bytes behind the entry that belong to nothing */
    struct slice comment;
};

struct zip {
    struct buffer file, directory;
    unsigned count;
};

void zip_begin(struct zip *z);
void zip_add(struct zip *z, const struct zip_entry *entry);
void zip_text(struct zip *z, const char *name, const char *content); /* deflated */
/* zip_end - the directory and the end record; the file is then in z->file */
void zip_end(struct zip *z);
/* zip_end_with - bytes between data and directory, behind the directory, and as a comment */
void zip_end_with(struct zip *z, struct slice before, struct slice between, struct slice comment);
void zip_free(struct zip *z);

#endif
