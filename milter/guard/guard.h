/*
 * guard - runs inspections behind the wall
 *
 * guard_start forks the zygote; call it while the process has one thread and no secret. Each
 * inspection is one worker process, forked by the zygote, locked down (seccomp, Landlock, rlimits,
 * own user) and ended after one message. The worker's requests are answered here, from the keyring.
 */
#ifndef GUARD_GUARD_H
#define GUARD_GUARD_H

#include "base/complaint.h"
#include "base/digest.h"
#include "guard/keyring.h"
#include "inspect/inspect.h"

#include <sys/types.h>

struct guard; /* thread-safe after guard_start */

struct guard_options {
    uid_t uid; /* of workers, when started as root */
    gid_t gid;
};

/* guard_start - NULL when a worker could not be locked down (seccomp is required); why is in
 * complaints */
struct guard *guard_start(const struct guard_options *options, struct complaints *complaints);
/* guard_configure - bounds from the policy, may change on reload: workers at once, seconds per
 * inspection */
void guard_configure(struct guard *guard, unsigned workers, unsigned inspect_seconds);
/* guard_stop - ends the zygote and every worker; inspections under way come back as deferred */
void guard_stop(struct guard *guard);

/* guard_self_test - one good and one bad built-in message through a real worker, as a real
 * inspection */
bool guard_self_test(struct guard *guard, struct complaints *complaints);

/* guard_landlock - ABI version of Landlock that workers run under, 0 when the kernel has none */
unsigned guard_landlock(const struct guard *guard);
/* guard_sanitized - this build relaxes the address-space limit for a sanitizer */
bool guard_sanitized(void);
/* guard_death_fd - readable when the zygote is gone; for poll only
 */
int guard_death_fd(const struct guard *guard);

struct guard_task {
    int message_fd; /* memfd of message_len bytes; gets sealed */
    size_t message_len;
    bool bare_archive;
    const struct envelope *envelope;
    const struct protocol *protocol;
    struct keyring *keyring; /* by index as protocol->passphrases */
    day_number day;
    void (*progress)(
        void *context); /* called about every second while waiting and working; may be NULL */
    void *context;
};

/* What came of it. archive_* is main's own knowledge, from the requests it answered. */
struct guard_result {
    struct verdict verdict; /* checked with verdict_valid(); one deferral finding when not judged */
    bool archive_known;     /* a decrypt was answered by the passphrase that the verdict names */
    unsigned char archive_sha256[SHA256_SIZE];
    uint64_t archive_bytes;
    unsigned kdf_power;
    unsigned passphrase;
    char trouble[128]; /* for the log, when deferred: "worker died of signal 9", "timed out" ... */
};

/* guard_inspect - blocks until the verdict or inspect_seconds after the worker began. An accept
 * that main cannot back (no decrypt by a passphrase valid that day) is a deferral. Never an accept
 * when anything went wrong. */
void guard_inspect(struct guard *guard, const struct guard_task *task, struct guard_result *result);

#endif
