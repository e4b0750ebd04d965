/*
 * package.c - the parts of a ZIP package: names, limits, unpacking
 */
#include "inspect/format/package-records.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "inspect/contents.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct package {
    struct package_part parts[PACKAGE_PARTS_MAX];
    struct buffer contents[PACKAGE_PARTS_MAX];
    char names[PACKAGE_PARTS_MAX][PACKAGE_NAME_MAX + 1];
    size_t count;
    uint64_t total; /* bytes of all parts */
};

static bool name_character(unsigned char c)
{
    return ascii_letter(c) || ascii_digit(c) || (c != '\0' && strchr("._-[]/ ", c) != NULL);
}

/* good_name - a relative path without tricks; the slash of a directory may end it */
static bool good_name(struct slice name)
{
    bool start = true; /* of a path component */

    if (name.len == 0 || name.len > PACKAGE_NAME_MAX)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = name.data[i];

        if (!name_character(c) || (start && c == '/') ||
            (c == '.' && i + 1 < name.len && name.data[i + 1] == '.'))
            return false;
        start = c == '/';
    }
    return true;
}

/* bounded - nothing that unpacks to more than a document needs */
static bool bounded(struct package *p, const struct entry *e)
{
    p->total += e->size;
    return e->size <= PACKAGE_PART_BYTES_MAX && p->total <= PACKAGE_TOTAL_BYTES_MAX &&
           (e->size <= PACKAGE_RATIO_FROM || e->size / PACKAGE_RATIO_MAX <= e->packed) &&
           (e->method == ENTRY_DEFLATED || e->size == e->packed);
}

/* twice - was there a part of that name, in any case of letters? */
static bool twice(const struct package *p, struct slice name)
{
    for (size_t i = 0; i < p->count; i++)
        if (slice_is_nocase(name, p->names[i]))
            return true;
    return false;
}

/* keep - the entry as a part; a directory is one without bytes */
static enum package_result keep(struct package *p, const struct entry *e)
{
    size_t i = p->count;

    if (!bounded(p, e) || !good_name(e->name) || twice(p, e->name))
        return PACKAGE_FORMAT;
    if (e->name.data[e->name.len - 1] == '/' && (e->size != 0 || e->data.len != 0))
        return PACKAGE_HIDDEN;
    memcpy(p->names[i], e->name.data, e->name.len);
    p->parts[i] = (struct package_part){
        .name = p->names[i], .stored = e->method == ENTRY_STORED, .dos_time = e->time};
    buffer_init(&p->contents[i], PACKAGE_PART_BYTES_MAX);
    p->count++;
    return PACKAGE_OK;
}

/* unpack - the part kept last */
static enum package_result unpack(struct package *p, const struct entry *e)
{
    size_t i = p->count - 1;
    struct buffer *out = &p->contents[i];
    enum contents_result result = CONTENTS_OK;

    if (e->size > 0)
        result = contents_unpack(p->parts[i].stored ? METHOD_COPY : METHOD_DEFLATE,
                                 slice_of(NULL, 0), e->data, e->size, out);
    else if (e->data.len > 0 && !slice_equal(e->data, slice_of("\3", 2)))
        return PACKAGE_HIDDEN; /* deflate of nothing is 3, 0 */
    if (result == CONTENTS_NO_MEMORY)
        return PACKAGE_NO_MEMORY;
    p->parts[i].content = buffer_slice(out);
    return result == CONTENTS_OK && crc32_z(0, out->data, out->len) == e->crc ? PACKAGE_OK
                                                                              : PACKAGE_FORMAT;
}

enum package_result package_open(struct slice file, struct package **package_r)
{
    struct records records;
    struct package *package;
    struct entry entry;
    enum package_result result = records_begin(&records, file);

    *package_r = NULL;
    if (result != PACKAGE_OK)
        return result;
    package = calloc(1, sizeof *package);
    if (package == NULL)
        return PACKAGE_NO_MEMORY;
    while (result == PACKAGE_OK && records.left > 0) {
        result = records_next(&records, &entry);
        if (result == PACKAGE_OK)
            result = keep(package, &entry);
        if (result == PACKAGE_OK)
            result = unpack(package, &entry);
    }
    if (result == PACKAGE_OK)
        *package_r = package;
    else
        package_free(package);
    return result;
}

void package_free(struct package *package)
{
    if (package == NULL)
        return;
    for (size_t i = 0; i < package->count; i++)
        buffer_free(&package->contents[i]);
    free(package);
}

size_t package_count(const struct package *package)
{
    return package->count;
}

struct package_part *package_at(struct package *package, size_t i)
{
    return &package->parts[i];
}

/* is_around - does a part lie in the folder? */
static bool is_around(const struct package *p, const char *folder)
{
    size_t len = strlen(folder);

    for (size_t i = 0; i < p->count; i++)
        if (strncmp(p->names[i], folder, len) == 0 && p->names[i][strlen(p->names[i]) - 1] != '/')
            return true;
    return false;
}

bool package_orphans(const struct package *package, const char *const *folders)
{
    for (size_t i = 0; i < package->count; i++) {
        const char *name = package->names[i], *const *known = folders;
        bool good = package->parts[i].seen;

        if (name[strlen(name) - 1] == '/') {
            while (*known != NULL && strcmp(name, *known) != 0)
                known++;
            good = *known != NULL || is_around(package, name);
        }
        if (!good)
            return true;
    }
    return false;
}

struct package_part *package_part(struct package *package, const char *name)
{
    for (size_t i = 0; i < package->count; i++)
        if (strcmp(package->parts[i].name, name) == 0) {
            package->parts[i].seen = true;
            return &package->parts[i];
        }
    return NULL;
}

/* What names no day or hour counts on past the end of the month or day before */
time_t package_part_saved(const struct package_part *part)
{
    uint32_t dos = part->dos_time;
    struct tm tm = {.tm_year = (int)(dos >> 25) + 80,
                    .tm_mon = (int)(dos >> 21 & 15) - 1,
                    .tm_mday = (int)(dos >> 16 & 31),
                    .tm_hour = (int)(dos >> 11 & 31),
                    .tm_min = (int)(dos >> 5 & 63),
                    .tm_sec = (int)(dos & 31) * 2};

    return timegm(&tm);
}
