/*
 * variant - a document of tests/fixtures with one thing changed
 */
#ifndef TESTS_UNIT_VARIANT_H
#define TESTS_UNIT_VARIANT_H

#include "document.h"

/* What differs: in a part, the first `find` becomes `replace`; a part that the fixture does not
 * have is added with `replace` as its content */
struct variant {
    const char *name; /* of the case */
    const char
        *expected; /* a finding that must be among those found: "content-hidden"; "": none may be */
    const char *part, *find, *replace;
    const char *part2, *find2, *replace2;
};

/* variant_check - reads tests/fixtures/FIXTURE so changed */
void variant_check(enum format format, const char *fixture, const struct variant *v,
                   const char *file, int line);
/* fixture_read - the bytes of tests/fixtures/NAME; ends the test program when it is not there */
void fixture_read(const char *name, struct buffer *out);

#endif
