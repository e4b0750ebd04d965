/*
 * check-file - a file to be judged, in memory and as the memfd that the guard wants
 */
#ifndef TOOL_CHECK_FILE_H
#define TOOL_CHECK_FILE_H

#include "base/buffer.h"

struct check_file {
    int memfd;
    struct buffer bytes; /* the message as it is judged, at most `max` bytes of it */
    uint64_t total;      /* its size without that limit */
    bool bare;           /* begins with the signature of a 7z archive */
};

/* check_file_read - path "-" is standard input. At most max bytes are kept, so that with max above
 * max_message_bytes a message too large is noticed as such. A message whose line ends are all LF
 * gets CRLF. False with errno. */
bool check_file_read(struct check_file *file, const char *path, size_t max);
void check_file_close(struct check_file *file);

#endif
