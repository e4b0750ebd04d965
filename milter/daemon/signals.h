/*
 * signals - the signals of the daemon, as events of the main thread
 *
 * libmilter waits for SIGHUP, SIGTERM and SIGINT in a thread of its own and would stop at each of
 * them. The main thread leaves them unblocked, and every other thread is started with them blocked:
 * Linux then gives a signal of the process to the main thread first, so that libmilter never sees
 * one.
 */
#ifndef DAEMON_SIGNALS_H
#define DAEMON_SIGNALS_H

#include <pthread.h>
#include <stdbool.h>

enum signal_event { SIGNAL_NONE, SIGNAL_RELOAD, SIGNAL_STOP, SIGNAL_MILTER_ENDED };

/* signals_start - handlers and pipe; call it in the main thread, once */
bool signals_start(void);
/* signals_start_thread - pthread_create with all signals blocked */
bool signals_start_thread(pthread_t *thread, void *(*run)(void *), void *argument);
/* signals_fd - readable when there is an event */
int signals_fd(void);
/* signals_next - the next event, SIGNAL_NONE when there is none; never blocks */
enum signal_event signals_next(void);
/* signals_raise - an event of our own; from any thread or handler */
void signals_raise(enum signal_event event);

#endif
