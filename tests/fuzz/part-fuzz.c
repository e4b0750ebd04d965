#include "part-fuzz.h"

#include "document-fuzz.h"
#include "inspect/format/package.h"
#include "variant.h"
#include "zip-writer.h"

#include <stdlib.h>
#include <string.h>

int fuzz_part(enum format format, const char *fixture, const char *const *parts,
              const unsigned char *data, size_t size)
{
    static struct buffer file; /* read once */
    static struct package *package;
    size_t count = 0;
    struct zip z;

    if (package == NULL) {
        fixture_read(fixture, &file);
        if (package_open(buffer_slice(&file), &package) != PACKAGE_OK)
            abort();
    }
    while (parts[count] != NULL)
        count++;
    if (size == 0)
        return 0;
    zip_begin(&z);
    for (size_t i = 0; i < package_count(package); i++) {
        const struct package_part *part = package_at(package, i);
        bool chosen = strcmp(part->name, parts[data[0] % count]) == 0;

        zip_add(&z, &(struct zip_entry){.name = part->name,
                                        .content =
                                            chosen ? slice_of(data + 1, size - 1) : part->content});
    }
    zip_end(&z);
    fuzz_document(format, z.file.data, z.file.len);
    zip_free(&z);
    return 0;
}
