/*
 * sevenzip-oracle - what 7-Zip itself says of archives that were accepted
 *
 * Archives are collected and shown to 7zz together: it derives the key of one passphrase once a
 * run, so that thousands take seconds. Every one must be sound for it, without a warning, and must
 * unpack to the bytes that were accepted.
 */
#ifndef TESTS_UNIT_SEVENZIP_ORACLE_H
#define TESTS_UNIT_SEVENZIP_ORACLE_H

#include "base/buffer.h"

struct oracle {
    unsigned count;         /* archives waiting */
    struct buffer expected; /* their contents, one behind the other */
};

void oracle_start(struct oracle *o);
/* oracle_add - one archive with the content that was taken from it */
void oracle_add(struct oracle *o, struct slice archive, struct slice content);
/* oracle_ask - checks all that were added, and forgets them. A check that fails names the first
 * archive that 7-Zip does not like. */
void oracle_ask(struct oracle *o);

#endif
