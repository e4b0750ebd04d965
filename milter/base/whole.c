/*
 * whole.c - reading and writing all of so many bytes
 */
#include "base/whole.h"

#include <errno.h>
#include <unistd.h>

bool whole_read_at(int fd, void *data, size_t len, uint64_t offset)
{
    unsigned char *to = data;

    for (size_t done = 0; done < len;) {
        ssize_t n = pread(fd, to + done, len - done, (off_t)(offset + done));

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

bool whole_write_at(int fd, struct slice data, uint64_t offset)
{
    for (size_t done = 0; done < data.len;) {
        ssize_t n = pwrite(fd, data.data + done, data.len - done, (off_t)(offset + done));

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

bool whole_write(int fd, struct slice data)
{
    for (size_t done = 0; done < data.len;) {
        ssize_t n = write(fd, data.data + done, data.len - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}
