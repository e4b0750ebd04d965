/* inside - the guard's own struct, shared by the files of this folder only */
#ifndef GUARD_INSIDE_H
#define GUARD_INSIDE_H

#include "guard/guard.h"
#include "guard/slots.h"
#include "guard/zygote.h"

#include <stdatomic.h>

struct guard {
    struct sandbox *sandbox;
    struct zygote zygote;
    struct slots slots;
    atomic_uint inspect_seconds;
    unsigned landlock; /* ABI */
};

#endif
