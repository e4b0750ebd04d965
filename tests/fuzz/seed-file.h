/* seed-file - writes the numbered files of a corpus */
#ifndef TESTS_FUZZ_SEED_FILE_H
#define TESTS_FUZZ_SEED_FILE_H

#include "base/slice.h"

/* seed_write - as FOLDER/seed-1, seed-2 ...; ends the process when it cannot */
void seed_write(const char *folder, struct slice bytes);

#endif
