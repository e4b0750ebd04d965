/*
 * value-cases - lists of values of one kind, all good or all bad (for tests of the value grammars)
 */
#ifndef TESTS_UNIT_VALUE_CASES_H
#define TESTS_UNIT_VALUE_CASES_H

#include "inspect/value.h"
#include "test.h"

/* all_values - the list ends in NULL */
static inline void all_values(enum value_kind kind, bool foreign, bool expected,
                              const char *const *values)
{
    for (size_t i = 0; values[i] != NULL; i++) {
        check_case(values[i]);
        CHECK_INT(expected, value_valid(kind, slice_from(values[i]), foreign));
    }
    check_case(NULL);
}

#endif
