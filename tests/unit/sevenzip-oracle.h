/*
 * sevenzip-oracle - what 7-Zip itself says of archives that were accepted
 *
 * Archives are collected and shown to 7zz together: it derives the key of one passphrase once a
 * run, so that thousands take seconds. Every one must be sound for it, without a warning, must hold
 * one file of the name that was accepted and nothing else, and must unpack to the accepted bytes.
 */
#ifndef TESTS_UNIT_SEVENZIP_ORACLE_H
#define TESTS_UNIT_SEVENZIP_ORACLE_H

#include "base/buffer.h"

struct oracle {
    unsigned count;         /* archives waiting */
    struct buffer expected; /* their contents, one behind the other */
    struct buffer listed;   /* their members, a line each */
};

void oracle_start(struct oracle *o);
/* oracle_sound - 7-Zip finds no fault with this archive, warns of nothing, and shows one file */
bool oracle_sound(struct slice archive, const char *name);
/* oracle_add - one archive with the name (UTF-8) and the content that were taken from it */
void oracle_add(struct oracle *o, struct slice archive, const char *name, struct slice content);
/* oracle_ask - checks all that were added, and forgets them. A check that fails names the first
 * archive that 7-Zip does not like. */
void oracle_ask(struct oracle *o);

#endif
