/*
 * document-fuzz - one document of a format, and what must hold whatever it is
 */
#ifndef TESTS_FUZZ_DOCUMENT_FUZZ_H
#define TESTS_FUZZ_DOCUMENT_FUZZ_H

#include "inspect/format/format.h"

/* fuzz_document - always 0; aborts when a promise is broken */
int fuzz_document(enum format format, const unsigned char *data, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

#endif
