/*
 * file - small files, read and written whole, and the folders they lie in
 */
#include "record/file.h"

#include "base/whole.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOCK_TRIES = 5, LOCK_MICROSECONDS = 20000 };

static int trouble(struct complaints *complaints, const char *path, const char *what)
{
    complain(complaints, COMPLAINT_ERROR, path, 0, "%s: %s", what, strerror(errno));
    return -1;
}

/* lock - others may hold the lock for a moment only to learn whether there is a writer */
static bool lock(int fd)
{
    for (unsigned i = 0; i < LOCK_TRIES; i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK)
            return false;
        usleep(LOCK_MICROSECONDS);
    }
    return false;
}

bool folder_in_use(int folder)
{
    if (flock(folder, LOCK_SH | LOCK_NB) != 0)
        return true;
    flock(folder, LOCK_UN);
    return false;
}

/* sync_name - the folder's own name in its parent, which may have been made only now; where the
 * parent is closed to us, the whole file system */
static bool sync_name(int folder)
{
    int parent = openat(folder, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = parent >= 0 ? fsync(parent) == 0 : syncfs(folder) == 0;

    if (parent >= 0)
        close(parent);
    return good;
}

int folder_open(const char *path, bool private, struct complaints *complaints)
{
    struct stat st;
    int fd;

    if (mkdir(path, private ? 0700 : 0750) != 0 && errno != EEXIST)
        return trouble(complaints, path,
                       "cannot create this folder (create it, owned by the user of the daemon)");
    fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return trouble(complaints, path, "cannot open this folder");
    if (fstat(fd, &st) != 0) {
        trouble(complaints, path, "cannot look at this folder");
    } else if (private && (st.st_mode & 077) != 0) {
        complain(complaints, COMPLAINT_ERROR, path, 0,
                 "others have rights on this folder, which holds private keys (chmod 0700)");
    } else if (!lock(fd)) {
        if (errno == EWOULDBLOCK)
            complain(complaints, COMPLAINT_ERROR, path, 0,
                     "another process has this folder in use; a folder has one writer");
        else
            trouble(complaints, path, "cannot lock this folder");
    } else if (!sync_name(fd)) {
        trouble(complaints, path, "cannot sync the folder that this one lies in");
    } else {
        return fd;
    }
    close(fd);
    return -1;
}

bool file_read(int folder, const char *name, struct buffer *content)
{
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    unsigned char piece[4096];
    struct stat st;
    ssize_t n = -1;

    if (fd < 0)
        return false;
    if (fstat(fd, &st) == 0 && !S_ISREG(st.st_mode))
        errno = EINVAL;
    else
        while ((n = read(fd, piece, sizeof piece)) > 0 || (n < 0 && errno == EINTR))
            if (n > 0 && !buffer_append(content, piece, (size_t)n)) {
                errno = EFBIG;
                n = -1;
                break;
            }
    bytes_wipe(piece, sizeof piece);
    close(fd);
    return n == 0;
}

/* write_beside - a new file in place of any of that name, its content synced */
static bool write_beside(int folder, const char *name, unsigned mode, struct slice content)
{
    int fd;
    bool good;

    if (unlinkat(folder, name, 0) != 0 && errno != ENOENT)
        return false;
    fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd < 0)
        return false;
    good = whole_write(fd, content) && fsync(fd) == 0;
    if (close(fd) != 0)
        good = false;
    if (!good)
        unlinkat(folder, name, 0);
    return good;
}

bool file_replace(int folder, const char *name, unsigned mode, struct slice content)
{
    char beside[64];

    snprintf(beside, sizeof beside, "%s.new", name);
    return write_beside(folder, beside, mode, content) &&
           renameat(folder, beside, folder, name) == 0 && fsync(folder) == 0;
}
