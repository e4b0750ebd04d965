/*
 * Reading what is to be judged. Looks at line ends and the first six bytes, and at nothing else.
 */
#include "tool/check-file.h"

#include "base/whole.h"
#include "inspect/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { SIGNATURE = 6, CHUNK = 65536 };

/* What was read, beside the bytes kept: line ends are counted to the end of the file */
struct intake {
    uint64_t total, feeds;
    bool returns; /* there is a CR: line ends are judged as they stand */
};

static void count(struct intake *in, const unsigned char *data, size_t len)
{
    in->total += len;
    in->returns = in->returns || memchr(data, '\r', len) != NULL;
    for (size_t i = 0; i < len; i++)
        in->feeds += data[i] == '\n';
}

/* read_all - into bytes as far as it has room, counting all */
static bool read_all(int fd, struct buffer *bytes, struct intake *in)
{
    unsigned char chunk[CHUNK];
    bool good = true;

    for (;;) {
        ssize_t got = read(fd, chunk, sizeof chunk);
        size_t room = bytes->max - bytes->len;

        if (got < 0 && errno == EINTR)
            continue;
        good = got >= 0;
        if (got <= 0)
            break;
        count(in, chunk, (size_t)got);
        if (!buffer_append(bytes, chunk, (size_t)got < room ? (size_t)got : room)) {
            errno = ENOMEM;
            good = false;
            break;
        }
    }
    bytes_wipe(chunk, sizeof chunk);
    return good;
}

/* crlf - every LF becomes CRLF; what grows beyond max is cut off */
static bool crlf(struct buffer *bytes, size_t max)
{
    struct slice old = buffer_slice(bytes);
    struct buffer wide;
    size_t at = 0;

    buffer_init(&wide, 2 * max);
    while (at < old.len) {
        size_t feed = slice_find_byte(old, '\n', at);
        size_t end = feed == SIZE_MAX ? old.len : feed;

        buffer_append_slice(&wide, slice_sub(old, at, end - at));
        if (feed != SIZE_MAX)
            buffer_append_string(&wide, "\r\n");
        at = end + 1;
    }
    if (wide.failed) {
        buffer_free(&wide);
        errno = ENOMEM;
        return false;
    }
    buffer_truncate(&wide, max);
    buffer_free(bytes);
    *bytes = wide;
    return true;
}

static bool to_memfd(struct check_file *file)
{
    file->memfd = memfd_create("message", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    return file->memfd >= 0 && whole_write(file->memfd, buffer_slice(&file->bytes));
}

bool check_file_read(struct check_file *file, const char *path, size_t max)
{
    int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct intake in = {0};
    bool good;
    int error;

    *file = (struct check_file){.memfd = -1};
    buffer_init(&file->bytes, max);
    if (fd < 0)
        return false;
    good = read_all(fd, &file->bytes, &in);
    error = errno;
    if (fd != STDIN_FILENO)
        close(fd);
    errno = error;
    file->total = in.total;
    file->bare = archive_signature(slice_sub(buffer_slice(&file->bytes), 0, SIGNATURE));
    if (good && !file->bare && !in.returns) {
        file->total += in.feeds;
        good = crlf(&file->bytes, max);
    }
    good = good && to_memfd(file);
    if (!good) {
        error = errno;
        check_file_close(file);
        errno = error;
    }
    return good;
}

void check_file_close(struct check_file *file)
{
    buffer_free(&file->bytes);
    if (file->memfd >= 0)
        close(file->memfd);
    file->memfd = -1;
}
