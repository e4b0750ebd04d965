/*
 * xml-mutate - changes of a part of a document that leave it well-formed, for harnesses of readers
 */
#ifndef TESTS_FUZZ_XML_MUTATE_H
#define TESTS_FUZZ_XML_MUTATE_H

#include "inspect/format/vocabulary.h"

struct xml_known {
    size_t (*bytes)(unsigned char *data, size_t size, size_t max_size); /* the fuzzer's own */
    const struct xml_namespace *namespaces;
    const struct vocabulary *const *vocabularies; /* ends in NULL */
};

size_t LLVMFuzzerMutate(unsigned char *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(unsigned char *data, size_t size, size_t max_size, unsigned seed);

/* xml_mutate - changes the part behind its first byte, in place, and returns the new size, at most
 * max_size: elements of the vocabularies come in, others go, move or are doubled; attributes go,
 * become empty, long, or take the value of another one. At times only bytes change. */
size_t xml_mutate(unsigned char *data, size_t size, size_t max_size, unsigned seed,
                  const struct xml_known *known);

#endif
