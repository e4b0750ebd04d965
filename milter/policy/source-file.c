/*
 * source-file - one small regular file into memory
 *
 * Opens without waiting, so that a FIFO in the place of a file cannot hold up a start.
 */
#include "policy/source-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* read_all - until the end of the file; one byte more than max is enough to know */
static const char *read_all(int fd, size_t max, struct buffer *out)
{
    unsigned char chunk[4096];
    size_t total = 0;

    for (;;) {
        ssize_t got = read(fd, chunk, sizeof(chunk));

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return strerror(errno);
        if (got == 0)
            return NULL;
        total += (size_t)got;
        if (total > max)
            return "the file is too large";
        if (!buffer_append(out, chunk, (size_t)got))
            return "out of memory";
    }
}

const char *source_file_read(const char *path, size_t max, struct buffer *out)
{
    const char *trouble;
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

    if (fd < 0)
        return strerror(errno);
    if (fstat(fd, &status) != 0)
        trouble = strerror(errno);
    else if (!S_ISREG(status.st_mode))
        trouble = S_ISDIR(status.st_mode) ? "it is a folder" : "it is no regular file";
    else
        trouble = read_all(fd, max, out);
    (void)close(fd);
    return trouble;
}
