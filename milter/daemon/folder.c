/* folder - see folder.h */
#include "daemon/folder.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

bool folder_make(const char *path, mode_t mode, uid_t uid, gid_t gid)
{
    if (mkdir(path, 0700) != 0)
        return errno == EEXIST;
    if (geteuid() == 0 && chown(path, uid, gid) != 0)
        return false;
    return chmod(path, mode) == 0; /* after chown(), which clears the set-gid bit */
}
