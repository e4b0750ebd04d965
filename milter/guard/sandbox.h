/*
 * sandbox - what a worker may still do once it reads a mail: compute, and talk over one socket
 *
 * Rlimits, no new privileges, an empty Landlock ruleset where the kernel has it, and a seccomp list
 * of system calls. Everything outside the list kills the process; opening a file is answered EACCES
 * instead, since the C library looks for locales and time zones by itself.
 */
#ifndef GUARD_SANDBOX_H
#define GUARD_SANDBOX_H

#include "base/complaint.h"

#include <stdint.h>

struct sandbox; /* the compiled system-call filter; immutable */

/* sandbox_new - compiles the filter; NULL when libseccomp could not, why is in complaints */
struct sandbox *sandbox_new(struct complaints *complaints);
void sandbox_free(struct sandbox *sandbox);

struct sandbox_limits {
    unsigned cpu_seconds;   /* SIGKILL after that much processor time */
    uint64_t address_space; /* bytes; not set in a build with sanitizers */
};

enum {
    SANDBOX_ADDRESS_SPACE = 768 << 20, /* bytes, beside what the message itself needs */
};

/* Which step of sandbox_enter() failed */
enum sandbox_stage {
    SANDBOX_DONE,
    SANDBOX_LIMITS,
    SANDBOX_PRIVILEGES,
    SANDBOX_LANDLOCK,
    SANDBOX_SECCOMP,
    SANDBOX_PROOF, /* the filter was loaded and does not answer */
    SANDBOX_STAGES
};
const char *sandbox_stage_name(enum sandbox_stage stage);

/* sandbox_enter - locks the calling process down, for good. SANDBOX_DONE, or the step that failed
 * with errno set. *landlock_r: the ABI version of Landlock in force, 0 when the kernel has none or
 * it is switched off. */
enum sandbox_stage sandbox_enter(const struct sandbox *sandbox, const struct sandbox_limits *limits,
                                 unsigned *landlock_r);

/* sandbox_sanitized - this build has a sanitizer that needs a huge address space and system calls
 * for its reports; both are then allowed */
bool sandbox_sanitized(void);

#endif
