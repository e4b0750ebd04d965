/*
 * serve-scene - main's side of a talk with a hostile worker, which is the test itself
 *
 * The test writes its packets into the socket pair first, then main's side runs until its outcome,
 * and the answers are read afterwards. The archive is SCENE_ARCHIVE bytes long; at SCENE_DATA of it
 * stand SCENE_LEN bytes, encrypted with the first passphrase and SCENE_POWER.
 */
#ifndef TESTS_UNIT_SERVE_SCENE_H
#define TESTS_UNIT_SERVE_SCENE_H

#include "guard/backed.h"
#include "guard/serve.h"
#include "inspect/format/format.h"
#include "test.h"

enum {
    SCENE_CAPACITY = 8192,
    SCENE_POWER = 4,
    SCENE_TODAY = 20260601,
    SCENE_DATA = 64,
    SCENE_LEN = 48,
    SCENE_ARCHIVE = 128
};

extern const char scene_plaintext[SCENE_LEN + 1];

/* A protocol with two passphrases: the first valid, the second expired */
struct scene {
    struct protocol_passphrase passphrases[2];
    struct protocol_field fields[2];
    struct protocol protocol;
    struct envelope envelope;
    struct guard_task task;
    struct conversation talk;
    union wire_packet packet; /* what is said next, or was answered last */
    int pair[2], scratch;     /* main's end, the worker's end */
};
extern struct scene scene;

/* scene_begin - a worker that is locked in; scene_begin_quiet: one that has said nothing yet */
void scene_begin(void);
void scene_begin_quiet(void);
void scene_end(void);

void scene_say(enum wire_type type, size_t text);
void scene_say_ready(void);
/* scene_decrypt_request - a request in order, changed by the caller before it says it */
struct wire_decrypt *scene_decrypt_request(void);
void scene_say_decrypt(void);
void scene_say_mentions(const char *text);
void scene_say_verdict(const struct verdict *v, uint32_t judged);
/* scene_good_verdict - an accept that all facts bear out */
struct verdict scene_good_verdict(void);

/* scene_finish - main's side runs; the worker says no more */
enum serve_outcome scene_finish(void);
void scene_next_answer(enum keyholder_answer expected);
/* scene_ends_broken - the outcome of what was said so far, and the end */
void scene_ends_broken(const char *how);

#endif
