/*
 * service - the daemon's life: start in the one safe order, serve, reload, stop
 */
#ifndef DAEMON_SERVICE_H
#define DAEMON_SERVICE_H

#include <stdbool.h>

#define PROGRAM "referral-milter"

struct service_options {
    const char *file;   /* configuration */
    const char *socket; /* stands in for the setting; NULL: none */
    bool new_chain;     /* go on although the log is behind its head */
};

/* service_run - ends the process with the exit status: 0 after SIGTERM or SIGINT; 65 log behind its
 * head; 70 a worker could not be locked down, gave wrong answers, or the zygote died; 71 the system
 * refused something; 78 configuration */
_Noreturn void service_run(const struct service_options *options);

/* service_check - what is wrong with the configuration and its surroundings, on standard error; 0
 * or 78 */
int service_check(const struct service_options *options);

#endif
