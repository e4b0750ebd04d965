/*
 * notify - tells the service manager how it stands, by the datagram of sd_notify(3)
 *
 * Does nothing where NOTIFY_SOCKET is not set.
 */
#ifndef DAEMON_NOTIFY_H
#define DAEMON_NOTIFY_H

/* notify_state - assignments separated by line feeds, such as "READY=1\nSTATUS=..." */
void notify_state(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* notify_reloading - RELOADING=1 with the monotonic time that belongs to it */
void notify_reloading(void);

#endif
