/*
 * package.c - a ZIP package read from memory: its records, each checked against the others
 *
 * The records are read twice, as in the file and as in the central directory, and both readings
 * must meet: programs differ in which of the two they believe.
 */
#include "inspect/format/package.h"

#include "base/buffer.h"
#include "inspect/contents.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    LOCAL_SIZE = 30,
    CENTRAL_SIZE = 46,
    END_SIZE = 22,
    SIGNATURE_LOCAL = 0x04034b50,
    SIGNATURE_CENTRAL = 0x02014b50,
    SIGNATURE_DESCRIPTOR = 0x08074b50,
    SIGNATURE_END = 0x06054b50,
    /* general purpose flags: how hard deflate tried, sizes in a descriptor, names are UTF-8 */
    FLAG_LEVEL = 0x0006,
    FLAG_DESCRIPTOR = 0x0008,
    FLAG_UTF8 = 0x0800,
    METHOD_STORED = 0,
    METHOD_DEFLATED = 8,
    VERSION_MAX = 45,
    EXTRA_ZIP64 = 0x0001,
    EXTRA_PADDING = 0xa220, /* of Microsoft's packaging: a mark, a size, and zeros to grow into */
    PADDING_MARK = 0xa028
};

struct package {
    struct package_part parts[PACKAGE_PARTS_MAX];
    struct slice packed[PACKAGE_PARTS_MAX];
    struct buffer contents[PACKAGE_PARTS_MAX];
    char names[PACKAGE_PARTS_MAX][PACKAGE_NAME_MAX + 1];
    size_t count;
};

/* What both headers of an entry say */
struct entry {
    unsigned version, flags, method;
    uint32_t time, crc;
    uint64_t packed, size;
    struct slice name;
};

/* Reading state: at is where the next record of the file begins, central the same in the directory
 */
struct reading {
    struct slice file;
    struct package *package;
    size_t at, central, directory;
    uint64_t total;
};

static uint32_t le16(struct slice s, size_t at)
{
    return (uint32_t)s.data[at] | (uint32_t)s.data[at + 1] << 8;
}

static uint32_t le32(struct slice s, size_t at)
{
    return le16(s, at) | le16(s, at + 2) << 16;
}

static uint64_t le64(struct slice s, size_t at)
{
    return le32(s, at) | (uint64_t)le32(s, at + 4) << 32;
}

/* room - are there len bytes at offset, before limit? */
static bool room(size_t limit, size_t offset, uint64_t len)
{
    return offset <= limit && len <= limit - offset;
}

static bool all_zero(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] != 0)
            return false;
    return true;
}

/* zip64_sizes - of a local header whose own sizes are all ones: both, 8 bytes each */
static bool zip64_sizes(struct slice extra, struct entry *e)
{
    if (extra.len != 16 || e->size != UINT32_MAX || e->packed != UINT32_MAX)
        return false;
    e->size = le64(extra, 0);
    e->packed = le64(extra, 8);
    return true;
}

static bool is_padding(struct slice extra)
{
    return extra.len >= 4 && le16(extra, 0) == PADDING_MARK &&
           all_zero(slice_sub(extra, 4, extra.len));
}

/* extras - the extra fields of a header; nothing else than padding and sizes may stand there */
static enum package_result extras(struct slice s, struct entry *e)
{
    size_t at = 0;

    while (room(s.len, at, 4)) {
        uint32_t id = le16(s, at), len = le16(s, at + 2);
        struct slice extra = slice_sub(s, at + 4, len);

        if (extra.len != len)
            return PACKAGE_FORMAT;
        if (!(id == EXTRA_ZIP64 && zip64_sizes(extra, e)) &&
            !(id == EXTRA_PADDING && is_padding(extra)))
            return PACKAGE_HIDDEN;
        at += 4 + len;
    }
    return at == s.len ? PACKAGE_OK : PACKAGE_HIDDEN;
}

static bool name_character(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("._-[]/ ", c) != NULL);
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

static bool known_flags(const struct entry *e)
{
    return (e->flags & ~(unsigned)(FLAG_LEVEL | FLAG_DESCRIPTOR | FLAG_UTF8)) == 0 &&
           (e->method == METHOD_DEFLATED || e->method == METHOD_STORED) &&
           e->version <= VERSION_MAX;
}

/* read_central - the next header of the directory; *offset_r is that of its local header */
static enum package_result read_central(struct reading *r, struct entry *e, uint32_t *offset_r)
{
    struct slice f = r->file;
    size_t at = r->central, end = f.len - END_SIZE;
    uint32_t name, extra, comment;

    if (!room(end, at, CENTRAL_SIZE) || le32(f, at) != SIGNATURE_CENTRAL)
        return PACKAGE_FORMAT;
    *e = (struct entry){.version = le16(f, at + 6),
                        .flags = le16(f, at + 8),
                        .method = le16(f, at + 10),
                        .time = le32(f, at + 12),
                        .crc = le32(f, at + 16),
                        .packed = le32(f, at + 20),
                        .size = le32(f, at + 24)};
    name = le16(f, at + 28);
    extra = le16(f, at + 30);
    comment = le16(f, at + 32);
    *offset_r = le32(f, at + 42);
    if (!room(end, at + CENTRAL_SIZE, (uint64_t)name + extra + comment) || le16(f, at + 34) != 0 ||
        !known_flags(e))
        return PACKAGE_FORMAT;
    if (comment > 0)
        return PACKAGE_HIDDEN;
    e->name = slice_sub(f, at + CENTRAL_SIZE, name);
    r->central = at + CENTRAL_SIZE + name + extra;
    return extras(slice_sub(f, at + CENTRAL_SIZE + name, extra), e);
}

/* read_local - the header at r->at, which moves to the data */
static enum package_result read_local(struct reading *r, struct entry *e)
{
    struct slice f = r->file;
    size_t at = r->at;
    uint32_t name, extra;

    if (!room(r->directory, at, LOCAL_SIZE) || le32(f, at) != SIGNATURE_LOCAL)
        return PACKAGE_FORMAT;
    *e = (struct entry){.version = le16(f, at + 4),
                        .flags = le16(f, at + 6),
                        .method = le16(f, at + 8),
                        .time = le32(f, at + 10),
                        .crc = le32(f, at + 14),
                        .packed = le32(f, at + 18),
                        .size = le32(f, at + 22)};
    name = le16(f, at + 26);
    extra = le16(f, at + 28);
    if (!room(r->directory, at + LOCAL_SIZE, (uint64_t)name + extra))
        return PACKAGE_FORMAT;
    e->name = slice_sub(f, at + LOCAL_SIZE, name);
    r->at = at + LOCAL_SIZE + name + extra;
    return extras(slice_sub(f, at + LOCAL_SIZE + name, extra), e);
}

/* same - do both headers say the same? Where a descriptor follows, the local one may leave out
 * checksum and sizes. */
static bool same(const struct entry *local, const struct entry *central)
{
    bool later = (local->flags & FLAG_DESCRIPTOR) != 0;

    return local->flags == central->flags && local->method == central->method &&
           local->time == central->time && local->version == central->version &&
           slice_equal(local->name, central->name) &&
           (local->crc == central->crc || (later && local->crc == 0)) &&
           (local->packed == central->packed || (later && local->packed == 0)) &&
           (local->size == central->size || (later && local->size == 0));
}

/* descriptor - len bytes behind the data say what the directory says, in one of four layouts */
static bool descriptor(struct slice d, const struct entry *e)
{
    if ((d.len == 16 || d.len == 24) && le32(d, 0) == SIGNATURE_DESCRIPTOR)
        d = slice_sub(d, 4, d.len);
    if (d.len == 12)
        return le32(d, 0) == e->crc && le32(d, 4) == e->packed && le32(d, 8) == e->size;
    return d.len == 20 && le32(d, 0) == e->crc && le64(d, 4) == e->packed && le64(d, 12) == e->size;
}

/* skip_descriptor - next is where the next record must begin */
static enum package_result skip_descriptor(struct reading *r, const struct entry *e, size_t next)
{
    struct slice rest;

    if (next < r->at)
        return PACKAGE_FORMAT;
    rest = slice_sub(r->file, r->at, next - r->at);
    r->at = next;
    if ((e->flags & FLAG_DESCRIPTOR) == 0)
        return rest.len == 0 ? PACKAGE_OK : PACKAGE_HIDDEN;
    if (rest.len < 12)
        return PACKAGE_FORMAT;
    return descriptor(rest, e) ? PACKAGE_OK : PACKAGE_HIDDEN;
}

/* bounded - nothing that unpacks to more than a document needs */
static bool bounded(struct reading *r, const struct entry *e)
{
    r->total += e->size;
    return e->size <= PACKAGE_PART_BYTES_MAX && r->total <= PACKAGE_TOTAL_BYTES_MAX &&
           (e->size <= PACKAGE_RATIO_FROM || e->size / PACKAGE_RATIO_MAX <= e->packed) &&
           (e->method == METHOD_DEFLATED || e->size == e->packed);
}

/* twice - was there a part of that name, in any case of letters? */
static bool twice(const struct package *p, struct slice name)
{
    for (size_t i = 0; i < p->count; i++)
        if (slice_is_nocase(name, p->names[i]))
            return true;
    return false;
}

/* seconds - of the date and time of MS-DOS; what names no day or hour counts on past the end of the
 * month or day before */
static time_t seconds(uint32_t dos)
{
    struct tm tm = {.tm_year = (int)(dos >> 25) + 80,
                    .tm_mon = (int)(dos >> 21 & 15) - 1,
                    .tm_mday = (int)(dos >> 16 & 31),
                    .tm_hour = (int)(dos >> 11 & 31),
                    .tm_min = (int)(dos >> 5 & 63),
                    .tm_sec = (int)(dos & 31) * 2};

    return timegm(&tm);
}

/* keep - the entry as a part; a directory is one without bytes */
static enum package_result keep(struct package *p, const struct entry *e, struct slice packed)
{
    struct package_part *part = &p->parts[p->count];

    if (!good_name(e->name) || twice(p, e->name))
        return PACKAGE_FORMAT;
    if (e->name.data[e->name.len - 1] == '/' && (e->size != 0 || packed.len != 0))
        return PACKAGE_HIDDEN;
    memcpy(p->names[p->count], e->name.data, e->name.len);
    *part = (struct package_part){.name = p->names[p->count],
                                  .stored = e->method == METHOD_STORED,
                                  .saved = seconds(e->time)};
    p->packed[p->count++] = packed;
    return PACKAGE_OK;
}

static enum package_result unpack(struct package *p, const struct entry *e)
{
    size_t i = p->count - 1;
    struct buffer *out = &p->contents[i];
    enum contents_result result = CONTENTS_OK;

    buffer_init(out, PACKAGE_PART_BYTES_MAX);
    if (e->size > 0)
        result = contents_unpack(p->parts[i].stored ? METHOD_COPY : METHOD_DEFLATE,
                                 slice_of(NULL, 0), p->packed[i], e->size, out);
    else if (p->packed[i].len > 0 && !slice_equal(p->packed[i], slice_of("\3", 2)))
        return PACKAGE_HIDDEN; /* deflate of nothing is 3, 0 */
    if (result == CONTENTS_NO_MEMORY)
        return PACKAGE_NO_MEMORY;
    p->parts[i].content = buffer_slice(out);
    return result == CONTENTS_OK && crc32_z(0, out->data, out->len) == e->crc ? PACKAGE_OK
                                                                              : PACKAGE_FORMAT;
}

/* read_entry - one entry by both its headers; the offset of the next one tells where it ends */
static enum package_result read_entry(struct reading *r, const struct entry *central, size_t next)
{
    struct package *p = r->package;
    struct entry local;
    enum package_result result = read_local(r, &local);
    struct slice packed;

    if (result != PACKAGE_OK)
        return result;
    if (!same(&local, central) || !bounded(r, central) ||
        !room(r->directory, r->at, central->packed))
        return PACKAGE_FORMAT;
    packed = slice_sub(r->file, r->at, (size_t)central->packed);
    r->at += (size_t)central->packed;
    result = skip_descriptor(r, central, next);
    if (result == PACKAGE_OK)
        result = keep(p, central, packed);
    return result == PACKAGE_OK ? unpack(p, central) : result;
}

/* next_offset - of the entry behind, from the directory; of the directory behind the last one */
static size_t next_offset(const struct reading *r, bool last)
{
    if (last)
        return r->directory;
    return room(r->file.len - END_SIZE, r->central, CENTRAL_SIZE) ? le32(r->file, r->central + 42)
                                                                  : 0;
}

static enum package_result read_entries(struct reading *r, uint32_t count)
{
    enum package_result result = PACKAGE_OK;

    for (uint32_t i = 0; i < count && result == PACKAGE_OK; i++) {
        struct entry central;
        uint32_t offset;
        size_t next;

        result = read_central(r, &central, &offset);
        if (result != PACKAGE_OK)
            return result;
        if (offset != r->at)
            return offset > r->at ? PACKAGE_HIDDEN : PACKAGE_FORMAT;
        next = next_offset(r, i + 1 == count);
        result = read_entry(r, &central, next);
    }
    if (result == PACKAGE_OK && r->central != r->file.len - END_SIZE)
        result = PACKAGE_HIDDEN; /* bytes between directory and end record */
    return result;
}

/* read_end - the end record, which ends the file: no comment, one volume */
static enum package_result read_end(struct reading *r, uint32_t *count_r)
{
    struct slice f = r->file;
    size_t at = f.len - END_SIZE;

    if (f.len < END_SIZE || le32(f, 0) != SIGNATURE_LOCAL)
        return PACKAGE_FORMAT;
    if (le32(f, at) != SIGNATURE_END) /* a comment, or bytes behind the end? */
        return slice_find(f, slice_from("PK\5\6"), 0) != SIZE_MAX ? PACKAGE_HIDDEN : PACKAGE_FORMAT;
    *count_r = le16(f, at + 10);
    r->directory = r->central = le32(f, at + 16);
    if (le16(f, at + 4) != 0 || le16(f, at + 6) != 0 || le16(f, at + 8) != *count_r ||
        *count_r == 0 || *count_r > PACKAGE_PARTS_MAX || le16(f, at + 20) != 0 ||
        !room(at, r->directory, le32(f, at + 12)))
        return PACKAGE_FORMAT;
    return r->directory + le32(f, at + 12) == at ? PACKAGE_OK : PACKAGE_HIDDEN;
}

enum package_result package_open(struct slice file, struct package **package_r)
{
    struct reading r = {.file = file};
    enum package_result result;
    uint32_t count;

    *package_r = NULL;
    result = read_end(&r, &count);
    if (result != PACKAGE_OK)
        return result;
    r.package = calloc(1, sizeof *r.package);
    if (r.package == NULL)
        return PACKAGE_NO_MEMORY;
    result = read_entries(&r, count);
    if (result == PACKAGE_OK)
        *package_r = r.package;
    else
        package_free(r.package);
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
