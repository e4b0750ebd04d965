/*
 * signals - the signals of the daemon, as events of the main thread
 *
 * libmilter waits for SIGHUP, SIGTERM and SIGINT in a thread of its own, by sigwait(3), and would
 * stop at each of them. Two things keep them from it: every thread but the main one is started with
 * all signals blocked; and signals.c has a sigwait() that stands before the C library's and never
 * returns. (Without it the thread, as it comes to sigwait(), takes a signal that is already on its
 * way to the main thread.)
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
