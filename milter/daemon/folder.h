/*
 * folder - makes a folder that the daemon needs, while it may
 */
#ifndef DAEMON_FOLDER_H
#define DAEMON_FOLDER_H

#include <stdbool.h>
#include <sys/types.h>

/* folder_make - the last part of path only; an existing folder is left as it is. Root gives it to
 * uid and gid. False with errno. */
bool folder_make(const char *path, mode_t mode, uid_t uid, gid_t gid);

#endif
