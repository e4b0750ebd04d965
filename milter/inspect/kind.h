/*
 * kind - what a wrong attachment is, by its bytes: a built-in list, never its name
 *
 * One kind alone is told by its type: a forwarded mail, message/rfc822, which is no file.
 */
#ifndef INSPECT_KIND_H
#define INSPECT_KIND_H

#include "base/slice.h"

/* X(enumerator, English name as in places) */
#define KINDS(X)                                          \
    X(KIND_UNKNOWN, "unknown kind of file")               \
    X(KIND_EMPTY, "empty file")                           \
    X(KIND_TEXT, "text file")                             \
    X(KIND_ZIP, "zip archive")                            \
    X(KIND_RAR, "rar archive")                            \
    X(KIND_GZIP, "gzip file")                             \
    X(KIND_BZIP2, "bzip2 file")                           \
    X(KIND_XZ, "xz file")                                 \
    X(KIND_TAR, "tar archive")                            \
    X(KIND_CAB, "cab archive")                            \
    X(KIND_ISO, "disc image")                             \
    X(KIND_ARCHIVE, "archive of another kind")            \
    X(KIND_WORD, "Word document")                         \
    X(KIND_EXCEL, "Excel workbook")                       \
    X(KIND_POWERPOINT, "PowerPoint presentation")         \
    X(KIND_OPENDOCUMENT, "OpenDocument file")             \
    X(KIND_OLE, "old Office document or Outlook item")    \
    X(KIND_RTF, "RTF document")                           \
    X(KIND_PDF, "PDF document")                           \
    X(KIND_IMAGE, "picture")                              \
    X(KIND_HTML, "web page")                              \
    X(KIND_PROGRAM, "program")                            \
    X(KIND_SELF_EXTRACTING, "self-extracting archive")    \
    X(KIND_SPLIT_VOLUME, "volume of a split archive")     \
    X(KIND_PREFIXED_7Z, "7z archive with bytes in front") \
    X(KIND_PGP, "PGP file")                               \
    X(KIND_CERTIFICATE, "signature or certificate")       \
    X(KIND_FORWARDED, "forwarded mail")

#define KIND_ENUMERATOR(id, name) id,
enum kind { KINDS(KIND_ENUMERATOR) KIND_COUNT };
#undef KIND_ENUMERATOR

const char *kind_name(enum kind kind);
/* kind_identify - never says 7z for a file whose signature stands at offset 0: ask
 * archive_signature() first */
enum kind kind_identify(struct slice file);

#endif
