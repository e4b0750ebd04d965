/*
 * archive-files - FilesInfo of a 7z header: names, times, attributes, files without content
 *
 * May not allocate. Every property must fill exactly the size it declares and stand there once;
 * padding is zeros.
 */
#include "inspect/archive-header.h"

#include <string.h>

static bool read_times(struct cursor *c, uint64_t count)
{
    struct slice some;
    uint64_t defined;

    cursor_defined(c, count, &some);
    defined = some.len > 0 ? bits_set(some) : count;
    if (!cursor_expect(c, 0)) /* not in an external stream */
        return false;
    cursor_take(c, defined * 8);
    return cursor_done(c);
}

static bool read_attributes(struct cursor *c, struct archive_files *files)
{
    struct slice some;
    uint64_t defined;

    cursor_defined(c, files->count, &some);
    defined = some.len > 0 ? bits_set(some) : files->count;
    if (!cursor_expect(c, 0))
        return false;
    if (some.len == 0 || bit_at(some, 0)) {
        files->attributes_defined = true;
        files->attributes = cursor_le32(c);
        defined--;
    }
    cursor_take(c, defined * 4);
    return cursor_done(c);
}

/* One name a file, each ended by a zero unit */
static bool read_names(struct cursor *c, struct archive_files *files)
{
    uint64_t found = 0;
    struct slice units;
    size_t start = 0;

    if (!cursor_expect(c, 0))
        return false;
    units = cursor_take(c, c->rest.len);
    if (units.len % 2 != 0)
        return false;
    for (size_t i = 0; i < units.len; i += 2) {
        if (units.data[i] != 0 || units.data[i + 1] != 0)
            continue;
        if (found++ == 0)
            files->name = slice_sub(units, 0, i);
        start = i + 2;
    }
    return start == units.len && found == files->count;
}

static bool read_empty_streams(struct cursor *c, struct archive_files *files)
{
    struct slice empty = cursor_bits(c, files->count);

    files->with_stream = files->count - bits_set(empty);
    while (!c->failed && !bit_at(empty, files->first_empty))
        if (++files->first_empty == files->count)
            return false; /* none at all: no writer says so */
    files->first_empty++;
    return cursor_done(c);
}

static bool all_zero(struct slice s)
{
    unsigned char any = 0;

    for (size_t i = 0; i < s.len; i++)
        any |= s.data[i];
    return any == 0;
}

static bool read_property(uint64_t id, struct slice data, struct archive_files *files)
{
    struct cursor c = cursor_of(data);

    switch (id) {
    case ID_EMPTY_STREAM:
        return read_empty_streams(&c, files);
    case ID_EMPTY_FILE:
        cursor_bits(&c, files->count - files->with_stream);
        return cursor_done(&c);
    case ID_NAMES:
        return read_names(&c, files);
    case ID_CREATED:
    case ID_ACCESSED:
    case ID_MODIFIED:
        return read_times(&c, files->count);
    case ID_ATTRIBUTES:
        return read_attributes(&c, files);
    case ID_DUMMY:
        return all_zero(data);
    default:
        return false; /* comments, anti-items and the like have no place here */
    }
}

bool archive_read_files(struct cursor *c, struct archive_files *files, enum reason *trouble_r)
{
    uint32_t seen = 0; /* bit per property id */
    uint64_t id;

    memset(files, 0, sizeof *files);
    *trouble_r = REASON_ARCHIVE_DAMAGED;
    files->count = files->with_stream = cursor_number(c);
    if (c->failed || files->count == 0 || files->count > c->rest.len) /* each has a name */
        return false;
    while ((id = cursor_number(c)) != ID_END) {
        struct slice data = cursor_take(c, cursor_number(c));

        if (c->failed || id > ID_DUMMY || (id != ID_DUMMY && (seen & 1u << id) != 0) ||
            !read_property(id, data, files))
            return false;
        seen |= 1u << id;
    }
    return !c->failed && (seen & 1u << ID_NAMES) != 0;
}
