/*
 * vocabulary-sample - elements written from the rules of a reader, for tests and fuzzers
 */
#ifndef TESTS_UNIT_VOCABULARY_SAMPLE_H
#define TESTS_UNIT_VOCABULARY_SAMPLE_H

#include "base/buffer.h"
#include "inspect/format/vocabulary.h"

enum sample_value {
    SAMPLE_EMPTY,
    SAMPLE_LONG, /* 301 letters */
    SAMPLE_GOOD  /* one of the attribute's kind */
};
enum { SAMPLE_ALL = -1, SAMPLE_NONE = -2 };

/* sample_element - the rule's element, without content and with its own namespaces; which: one of
 * its attributes, from 0, or SAMPLE_ALL or _NONE. False when the rule has no such attribute. */
bool sample_element(struct buffer *out, const struct vocabulary_rule *rule,
                    const struct xml_namespace *namespaces, int which, enum sample_value value);

#endif
