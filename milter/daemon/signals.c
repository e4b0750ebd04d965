/* signals - see signals.h */
#include "daemon/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/* a handler can reach nothing but globals; written once, before the handlers are set */
static int event_pipe[2] = {-1, -1};

static void on_signal(int number)
{
    int saved = errno;

    signals_raise(number == SIGHUP ? SIGNAL_RELOAD : SIGNAL_STOP);
    errno = saved;
}

/* sigwait - for libmilter, the only caller in this process: nothing ever comes; see signals.h */
int sigwait(const sigset_t *set, int *signal_r)
{
    (void)set;
    (void)signal_r;
    for (;;)
        pause();
}

bool signals_start(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigset_t ours;

    if (pipe2(event_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&ours);
    sigaddset(&ours, SIGHUP);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGINT);
    return sigaction(SIGHUP, &action, NULL) == 0 && sigaction(SIGTERM, &action, NULL) == 0 &&
           sigaction(SIGINT, &action, NULL) == 0 && pthread_sigmask(SIG_UNBLOCK, &ours, NULL) == 0;
}

bool signals_start_thread(pthread_t *thread, void *(*run)(void *), void *argument)
{
    sigset_t all, before;
    bool good;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    good = pthread_create(thread, NULL, run, argument) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return good;
}

int signals_fd(void)
{
    return event_pipe[0];
}

enum signal_event signals_next(void)
{
    unsigned char event;

    return read(event_pipe[0], &event, 1) == 1 ? (enum signal_event)event : SIGNAL_NONE;
}

void signals_raise(enum signal_event event)
{
    const unsigned char byte = (unsigned char)event;

    /* a full pipe holds events enough; after any other trouble it is tried again, once */
    for (unsigned tries = 0; tries < 2; tries++)
        if (write(event_pipe[1], &byte, 1) == 1 || errno == EAGAIN)
            break;
}
