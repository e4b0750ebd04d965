/*
 * privilege - what the process gives up before it serves
 */
#ifndef DAEMON_PRIVILEGE_H
#define DAEMON_PRIVILEGE_H

#include "base/complaint.h"

#include <sys/types.h>

/* privilege_harden - no core files, not dumpable, as many file descriptors as the hard limit gives
 */
void privilege_harden(void);

/* privilege_drop - for a process that runs as root: all ids become those, for good (verified), the
 * groups those that user is a member of (only gid where there is no such user) */
bool privilege_drop(const char *user, uid_t uid, gid_t gid, struct complaints *complaints);

#endif
