/*
 * socket - the place where the MTA finds us
 */
#ifndef DAEMON_SOCKET_H
#define DAEMON_SOCKET_H

#include "policy/policy.h"

/* socket_path - path of a Unix socket setting ("unix:PATH", "local:PATH", "/PATH"); NULL for
 * another kind */
const char *socket_path(const char *setting);

/* socket_prepare - for a Unix socket: makes its folder where it is missing (owner uid, the socket's
 * group, mode 2750), removes a socket that nobody listens on, refuses one that is in use or a file
 * that is no socket */
bool socket_prepare(const struct policy *policy, uid_t uid, struct complaints *complaints);
/* socket_grant - owner, group and mode of the opened Unix socket */
bool socket_grant(const struct policy *policy, uid_t uid, struct complaints *complaints);
void socket_remove(const struct policy *policy);

#endif
