/* spool - see spool.h */
#include "daemon/spool.h"

#include "base/buffer.h"
#include "base/whole.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { GATHER_BYTES = 65536 };

struct spool {
    int fd;
    bool body;   /* the header has ended */
    bool failed; /* a write failed: nothing more is taken */
    size_t length;
    size_t gathered;
    unsigned char gather[GATHER_BYTES];
};

struct spool *spool_new(void)
{
    struct spool *s = malloc(sizeof *s);

    if (s == NULL)
        return NULL;
    s->fd = memfd_create("message", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    s->body = s->failed = false;
    s->length = s->gathered = 0;
    if (s->fd == -1) {
        free(s);
        return NULL;
    }
    return s;
}

void spool_free(struct spool *s)
{
    if (s == NULL)
        return;
    close(s->fd);
    bytes_wipe(s->gather, sizeof s->gather);
    free(s);
}

static bool write_out(struct spool *s, const unsigned char *data, size_t len)
{
    s->failed = s->failed || !whole_write(s->fd, slice_of(data, len));
    return !s->failed;
}

static bool flush(struct spool *s)
{
    size_t len = s->gathered;

    s->gathered = 0;
    return write_out(s, s->gather, len);
}

static bool put(struct spool *s, const void *data, size_t len)
{
    s->length += len;
    if (len > sizeof s->gather - s->gathered && !flush(s))
        return false;
    if (len > sizeof s->gather)
        return write_out(s, data, len);
    if (len > 0)
        memcpy(s->gather + s->gathered, data, len);
    s->gathered += len;
    return !s->failed;
}

bool spool_header(struct spool *s, struct slice name, struct slice value, bool leading_space)
{
    size_t start = 0;

    put(s, name.data, name.len);
    put(s, ": ", leading_space ? 1 : 2);
    for (;;) {
        size_t end = slice_find_byte(value, '\n', start);

        if (end == SIZE_MAX)
            break;
        put(s, value.data + start, end - start);
        if (end == 0 || value.data[end - 1] != '\r')
            put(s, "\r", 1);
        put(s, "\n", 1);
        start = end + 1;
    }
    put(s, value.data + start, value.len - start);
    return put(s, "\r\n", 2);
}

size_t spool_header_size(struct slice name, struct slice value, bool leading_space)
{
    size_t size = name.len + (leading_space ? 1 : 2) + value.len + 2;

    for (size_t at = 0; (at = slice_find_byte(value, '\n', at)) != SIZE_MAX; at++)
        size += at == 0 || value.data[at - 1] != '\r';
    return size;
}

bool spool_body(struct spool *s, struct slice bytes)
{
    if (!s->body) {
        s->body = true;
        put(s, "\r\n", SPOOL_EMPTY_LINE);
    }
    return put(s, bytes.data, bytes.len);
}

bool spool_finish(struct spool *s, int *fd_r, size_t *len_r)
{
    if (!spool_body(s, slice_of(NULL, 0)) || !flush(s))
        return false;
    *fd_r = s->fd;
    *len_r = s->length;
    return true;
}

size_t spool_length(const struct spool *s)
{
    return s->length;
}

bool spool_read(const struct spool *s, size_t offset, void *data, size_t len)
{
    return whole_read_at(s->fd, data, len, offset);
}
