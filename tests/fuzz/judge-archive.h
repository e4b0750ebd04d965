/* judge-archive - one archive through the reader, and what must hold whatever stands in it */
#ifndef TESTS_FUZZ_JUDGE_ARCHIVE_H
#define TESTS_FUZZ_JUDGE_ARCHIVE_H

#include <stddef.h>

/* judge_archive - ends the process when the verdict contradicts itself, or another one that was
 * come to through another window of the key holder */
void judge_archive(const unsigned char *archive, size_t len);

#endif
