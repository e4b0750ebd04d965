/*
 * part-fuzz - one part of a good package replaced by the input of a harness
 */
#ifndef TESTS_FUZZ_PART_FUZZ_H
#define TESTS_FUZZ_PART_FUZZ_H

#include "inspect/format/format.h"

/* fuzz_part - the first byte says which of the parts (ends in NULL) of tests/fixtures/FIXTURE the
 * rest becomes; then as fuzz_document() */
int fuzz_part(enum format format, const char *fixture, const char *const *parts,
              const unsigned char *data, size_t size);

#endif
