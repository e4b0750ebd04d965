#include "inspect/format/package.h"

#include <stdlib.h>
#include <string.h>

/* What is read as a package has parts of bounded sizes and good names; unpacking did not lie */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct package *p;
    size_t total = 0;

    if (package_open(slice_of(data, size), &p) != PACKAGE_OK)
        return 0;
    if (package_count(p) > PACKAGE_PARTS_MAX)
        abort();
    for (size_t i = 0; i < package_count(p); i++) {
        const struct package_part *part = package_at(p, i);

        if (part->content.len > PACKAGE_PART_BYTES_MAX || part->name[0] == '/' ||
            strstr(part->name, "..") != NULL || strlen(part->name) > PACKAGE_NAME_MAX)
            abort();
        total += part->content.len;
    }
    if (total > PACKAGE_TOTAL_BYTES_MAX)
        abort();
    package_free(p);
    return 0;
}
