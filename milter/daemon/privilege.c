/* privilege - see privilege.h */
#include "daemon/privilege.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

void privilege_harden(void)
{
    const struct rlimit none = {0, 0};
    struct rlimit files;

    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    /* libmilter spins when accept() runs out of descriptors */
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

static bool change_ids(const char *user, uid_t uid, gid_t gid)
{
    bool grouped = getpwnam(user) != NULL ? initgroups(user, gid) == 0 : setgroups(1, &gid) == 0;

    return grouped && setresgid(gid, gid, gid) == 0 && setresuid(uid, uid, uid) == 0;
}

bool privilege_drop(const char *user, uid_t uid, gid_t gid, struct complaints *complaints)
{
    if (geteuid() != 0 || uid == 0)
        return true;
    if (!change_ids(user, uid, gid)) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "cannot become user %s: %s", user,
                 strerror(errno));
        return false;
    }
    if (setuid(0) == 0 || seteuid(0) == 0) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "root could be regained; refusing to run");
        return false;
    }
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); /* a change of ids sets it back */
    return true;
}
