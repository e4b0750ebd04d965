/* socket - see socket.h */
#include "daemon/socket.h"

#include "daemon/folder.h"

#include <errno.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

const char *socket_path(const char *setting)
{
    if (strncmp(setting, "unix:", 5) == 0)
        return setting + 5;
    if (strncmp(setting, "local:", 6) == 0)
        return setting + 6;
    return setting[0] == '/' ? setting : NULL;
}

/* the group of socket_group; (gid_t)-1, which chown() leaves alone, when the setting is empty */
static bool group_of(const struct policy *policy, gid_t *gid_r, struct complaints *complaints)
{
    const struct group *group;

    *gid_r = (gid_t)-1;
    if (policy->socket_group[0] == '\0')
        return true;
    group = getgrnam(policy->socket_group);
    if (group == NULL) {
        complain(
            complaints, COMPLAINT_ERROR, policy->file, 0,
            "socket_group: there is no group \"%s\"; name the group of the mail server, or \"\"",
            policy->socket_group);
        return false;
    }
    *gid_r = group->gr_gid;
    return true;
}

static bool in_use(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool answered;

    if (fd == -1 || strlen(path) >= sizeof address.sun_path) {
        if (fd != -1)
            close(fd);
        return true;
    }
    memcpy(address.sun_path, path, strlen(path) + 1);
    answered =
        connect(fd, (const struct sockaddr *)&address, sizeof address) == 0 || errno == EAGAIN;
    close(fd);
    return answered;
}

static bool clear_stale(const char *path, struct complaints *complaints)
{
    struct stat there;

    if (lstat(path, &there) != 0)
        return true;
    if (!S_ISSOCK(there.st_mode)) {
        complain(complaints, COMPLAINT_ERROR, path, 0,
                 "is in the way of the socket and is none; move it");
        return false;
    }
    if (in_use(path)) {
        complain(complaints, COMPLAINT_ERROR, path, 0,
                 "another process listens here; stop it first");
        return false;
    }
    if (unlink(path) == 0)
        return true;
    complain(complaints, COMPLAINT_ERROR, path, 0, "cannot remove the old socket: %s",
             strerror(errno));
    return false;
}

static bool make_folder(const char *path, uid_t uid, gid_t gid, struct complaints *complaints)
{
    const char *slash = strrchr(path, '/');
    char *folder;
    bool good;

    if (slash == NULL || slash == path)
        return true;
    folder = strndup(path, (size_t)(slash - path));
    good = folder != NULL && folder_make(folder, 02750, uid, gid);
    if (!good)
        complain(complaints, COMPLAINT_ERROR, folder, 0, "cannot make the folder of the socket: %s",
                 strerror(errno));
    free(folder);
    return good;
}

bool socket_prepare(const struct policy *policy, uid_t uid, struct complaints *complaints)
{
    const char *path = socket_path(policy->socket);
    gid_t gid;

    if (path == NULL)
        return true;
    return group_of(policy, &gid, complaints) && make_folder(path, uid, gid, complaints) &&
           clear_stale(path, complaints);
}

bool socket_grant(const struct policy *policy, uid_t uid, struct complaints *complaints)
{
    const char *path = socket_path(policy->socket);
    gid_t gid;

    if (path == NULL)
        return true;
    if (!group_of(policy, &gid, complaints))
        return false;
    if (chown(path, geteuid() == 0 ? uid : (uid_t)-1, gid) == 0 &&
        chmod(path, policy->socket_mode) == 0)
        return true;
    complain(complaints, COMPLAINT_ERROR, path, 0, "cannot give the socket to group %s: %s",
             policy->socket_group, strerror(errno));
    return false;
}

void socket_remove(const struct policy *policy)
{
    const char *path = socket_path(policy->socket);

    if (path != NULL)
        unlink(path);
}
