#include "seed-file.h"

#include <stdio.h>
#include <stdlib.h>

void seed_write(const char *folder, struct slice bytes)
{
    static unsigned number;
    char path[4096];
    FILE *f;

    snprintf(path, sizeof path, "%s/seed-%u", folder, ++number);
    f = fopen(path, "wb");
    if (f == NULL || fwrite(bytes.data, 1, bytes.len, f) != bytes.len || fclose(f) != 0) {
        perror(path);
        exit(1);
    }
}
