/*
 * guarded - real workers whose inspection is played
 *
 * inspect() of guarded.c, in the place of the real one, does as the first word of the mail says
 * ("accept", "spin", "segv" ...); all else is the real thing: zygote, worker, lock-down, wire, key
 * holder. Linked into the tests of the guard only.
 */
#ifndef TESTS_UNIT_GUARD_GUARDED_H
#define TESTS_UNIT_GUARD_GUARDED_H

#include "guard/guard.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/types.h>

/* A mail: the word of command in WORD bytes, then an archive of ARCHIVE bytes; LEN bytes from DATA
 * on in it are encrypted, with POWER */
enum { WORD = 16, DATA = 32, LEN = 48, ARCHIVE = DATA + LEN, POWER = 5, TODAY = 20260601 };
enum { WORKER_UID = 65534, PASSPHRASE_LEN = 24 };

/* The guard under test, and what it must keep from its workers */
extern struct guarded {
    struct guard *guard;
    struct keyring *keyring;
    char secret[PASSPHRASE_LEN + 1]; /* a passphrase drawn after the zygote was forked */
    unsigned char utf16[2 * PASSPHRASE_LEN], key[32], cipher[LEN];
} guarded;

/* guarded_begin - starts a guard, as a test begins; guarded_end - stops it */
void guarded_begin(void);
void guarded_end(void);

/* guarded_mail - a memfd with the word of command and an archive */
int guarded_mail(const char *word, size_t *len_r);
struct guard_task guarded_task(const char *word);
struct guard_result guarded_judged(const char *word);
/* guarded_is_deferred - the result is a deferral; guarded_defers - the word leads to one, with that
 * trouble */
void guarded_is_deferred(const struct guard_result *result);
void guarded_defers(const char *word, const char *trouble);

/* A mail inspected by another thread, for what is done to its worker meanwhile */
struct elsewhere {
    pthread_t thread;
    struct guard_task task;
    struct guard_result result;
    atomic_bool done;
};

/* start_elsewhere - a mail with that word; start_task_elsewhere - the task that e holds */
void start_elsewhere(struct elsewhere *e, const char *word);
void start_task_elsewhere(struct elsewhere *e);
void join_elsewhere(struct elsewhere *e);

void pause_ms(long ms);
/* child_of - a process whose parent is that one; 0 when there is none; await_child - waits up to
 * five seconds for one */
pid_t child_of(pid_t parent);
pid_t await_child(pid_t parent);
bool alive(pid_t pid);
/* gone_soon - is it gone within some seconds? */
bool gone_soon(pid_t pid);
/* await_lock_down - waits until the process runs under a filter */
void await_lock_down(pid_t pid);

#endif
