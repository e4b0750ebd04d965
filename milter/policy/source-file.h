/*
 * source-file - one small regular file into memory
 */
#ifndef POLICY_SOURCE_FILE_H
#define POLICY_SOURCE_FILE_H

#include "base/buffer.h"

/* source_file_read - appends the content to out, at most max bytes; NULL when all went well, else
 * why not, as a phrase that follows "cannot read: " */
const char *source_file_read(const char *path, size_t max, struct buffer *out);

#endif
