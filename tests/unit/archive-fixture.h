/*
 * archive-fixture - judges archives under one protocol, for the tests of the container reader
 *
 * Passphrases: 0 "kontich-geheim-2026" (SZ_PASSPHRASE), 1 "andere-zin-2027", both always valid;
 * 2 "vorige-zin-2025", valid until 2025-12-31. The day is 2026-11-23; the rest as by default.
 */
#ifndef TESTS_UNIT_ARCHIVE_FIXTURE_H
#define TESTS_UNIT_ARCHIVE_FIXTURE_H

#include "inspect/archive.h"
#include "memory-keyholder.h"
#include "sevenzip-writer.h"

enum { FIXTURE_CAPACITY = 8 << 20 };
#define FIXTURE_EXPIRED "vorige-zin-2025"

struct fixture {
    struct memory_keyholder keyholder;
    struct protocol protocol;
    struct protocol_passphrase passphrases[3];
    struct verdict verdict; /* of the last archive */
    struct archive_member member;
    bool judged;
    char text[1024];
};

void fixture_start(struct fixture *f);
/* fixture_start_with - one passphrase, index 0, always valid */
void fixture_start_with(struct fixture *f, const char *passphrase);
void fixture_stop(struct fixture *f);

/* judge - what is found, as reason names in table order, a blank between them, members with their
 * number ("archive-members:2"); "" when nothing is, "accepted" only if also every fact of a good
 * archive is set and the content is there; "not judged". Also checks that no question to the key
 * holder broke a bound. */
const char *judge(struct fixture *f, struct slice archive);
const char *judge_written(struct fixture *f, const struct sz_archive *a);
const char *judge_file(struct fixture *f, const char *path);

/* fixture_findings - those of f->verdict, sorted, in the form of judge() */
const char *fixture_findings(struct fixture *f);

/* member_is - the last archive gave exactly these bytes */
bool member_is(const struct fixture *f, struct slice bytes);

#endif
