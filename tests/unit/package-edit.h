/*
 * package-edit - a document of tests/fixtures with one thing changed
 */
#ifndef TESTS_UNIT_PACKAGE_EDIT_H
#define TESTS_UNIT_PACKAGE_EDIT_H

#include "base/buffer.h"

/* package_fixture - the bytes of tests/fixtures/NAME, into out (initialised here); false and a
 * failed check when there is none */
bool package_fixture(const char *name, struct buffer *out);

struct package_edit {
    const char *part; /* the part that is changed, or added when there is none */
    const char *find; /* the first such text in it is replaced; NULL: the whole part is */
    const char *put;
};
/* package_edit - into out (initialised here); a text that is not found is a failed check. A ".." as
 * put leaves the part out. */
bool package_edit(const char *name, const struct package_edit *edits, size_t count,
                  struct buffer *out);

#endif
