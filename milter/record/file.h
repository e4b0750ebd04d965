/*
 * file - small files, read and written whole, and the folders they lie in
 */
#ifndef RECORD_FILE_H
#define RECORD_FILE_H

#include "base/buffer.h"
#include "base/complaint.h"

/* folder_open - opens a folder, creating it where it does not exist (0700 when private, else 0750),
 * and locks it for this process; -1 with a complaint that says how to mend it. A private folder
 * may have no rights for others. */
int folder_open(const char *path, bool private, struct complaints *complaints);

/* folder_in_use - has a writer locked it? */
bool folder_in_use(int folder);

/* file_read - a regular file of at most content->max bytes; false with errno */
bool file_read(int folder, const char *name, struct buffer *content);

/* file_replace - written beside it and renamed over it, all synced: either the old or the new */
bool file_replace(int folder, const char *name, unsigned mode, struct slice content);

#endif
