/*
 * kind-archive - what a wrong attachment is, by libarchive (for kind.c alone)
 */
#ifndef INSPECT_KIND_ARCHIVE_H
#define INSPECT_KIND_ARCHIVE_H

#include "inspect/kind.h"

/* kind_of_archive - KIND_TAR, KIND_ARCHIVE, or KIND_UNKNOWN: also when memory is short, since it
 * only names */
enum kind kind_of_archive(struct slice file);

#endif
