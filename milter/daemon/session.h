/*
 * session - the libmilter side: callbacks that turn the MTA's events into a transaction's
 *
 * libmilter may run the callbacks of one session on different threads, so everything of a session
 * is in its private data.
 */
#ifndef DAEMON_SESSION_H
#define DAEMON_SESSION_H

#include "daemon/gateway.h"

/* session_register - tells libmilter the callbacks; the gateway is theirs from then on. False when
 * libmilter refuses. */
bool session_register(struct gateway *gateway);

#endif
