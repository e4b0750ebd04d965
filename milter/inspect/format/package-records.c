/*
 * package-records.c - the records of a ZIP file, each checked against the others
 */
#include "inspect/format/package-records.h"

#include <string.h>

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
    VERSION_MAX = 45,
    EXTRA_ZIP64 = 0x0001,
    EXTRA_PADDING = 0xa220, /* of Microsoft's packaging: a mark, a size, and zeros to grow into */
    PADDING_MARK = 0xa028
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

static bool known_flags(const struct entry *e)
{
    return (e->flags & ~(unsigned)(FLAG_LEVEL | FLAG_DESCRIPTOR | FLAG_UTF8)) == 0 &&
           (e->method == ENTRY_DEFLATED || e->method == ENTRY_STORED) && e->version <= VERSION_MAX;
}

/* fields - what stands alike in both headers, from the version needed to extract on */
static struct entry fields(struct slice f, size_t at)
{
    return (struct entry){.version = le16(f, at),
                          .flags = le16(f, at + 2),
                          .method = le16(f, at + 4),
                          .time = le32(f, at + 6),
                          .crc = le32(f, at + 10),
                          .packed = le32(f, at + 14),
                          .size = le32(f, at + 18)};
}

/* read_central - the next header of the directory; *offset_r is that of its local header */
static enum package_result read_central(struct records *r, struct entry *e, uint32_t *offset_r)
{
    struct slice f = r->file;
    size_t at = r->central, end = f.len - END_SIZE;
    uint32_t name, extra, comment;

    if (!room(end, at, CENTRAL_SIZE) || le32(f, at) != SIGNATURE_CENTRAL)
        return PACKAGE_FORMAT;
    *e = fields(f, at + 6);
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
static enum package_result read_local(struct records *r, struct entry *e)
{
    struct slice f = r->file;
    size_t at = r->at;
    uint32_t name, extra;

    if (!room(r->directory, at, LOCAL_SIZE) || le32(f, at) != SIGNATURE_LOCAL)
        return PACKAGE_FORMAT;
    *e = fields(f, at + 4);
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
static enum package_result skip_descriptor(struct records *r, const struct entry *e, size_t next)
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

/* read_data - the entry whose directory header was read last, by its local header; the offset of
 * the next one tells where it ends */
static enum package_result read_data(struct records *r, struct entry *central, size_t next)
{
    struct entry local;
    enum package_result result = read_local(r, &local);

    if (result != PACKAGE_OK)
        return result;
    if (!same(&local, central) || !room(r->directory, r->at, central->packed))
        return PACKAGE_FORMAT;
    central->data = slice_sub(r->file, r->at, (size_t)central->packed);
    r->at += (size_t)central->packed;
    return skip_descriptor(r, central, next);
}

/* next_offset - of the entry behind, from the directory; of the directory behind the last one */
static size_t next_offset(const struct records *r)
{
    if (r->left == 0)
        return r->directory;
    return room(r->file.len - END_SIZE, r->central, CENTRAL_SIZE) ? le32(r->file, r->central + 42)
                                                                  : 0;
}

enum package_result records_next(struct records *r, struct entry *e)
{
    enum package_result result;
    uint32_t offset;

    result = read_central(r, e, &offset);
    if (result != PACKAGE_OK)
        return result;
    if (offset != r->at)
        return offset > r->at ? PACKAGE_HIDDEN : PACKAGE_FORMAT;
    r->left--;
    result = read_data(r, e, next_offset(r));
    if (result == PACKAGE_OK && r->left == 0 && r->central != r->file.len - END_SIZE)
        return PACKAGE_HIDDEN; /* bytes between directory and end record */
    return result;
}

enum package_result records_begin(struct records *r, struct slice file)
{
    size_t at;
    uint32_t count;

    *r = (struct records){.file = file};
    if (file.len < END_SIZE || le32(file, 0) != SIGNATURE_LOCAL)
        return PACKAGE_FORMAT;
    at = file.len - END_SIZE;
    if (le32(file, at) != SIGNATURE_END) /* a comment, or bytes behind the end? */
        return slice_find(file, slice_from("PK\5\6"), 0) != SIZE_MAX ? PACKAGE_HIDDEN
                                                                     : PACKAGE_FORMAT;
    count = r->left = le16(file, at + 10);
    r->directory = r->central = le32(file, at + 16);
    if (le16(file, at + 4) != 0 || le16(file, at + 6) != 0 || le16(file, at + 8) != count ||
        count == 0 || count > PACKAGE_PARTS_MAX || le16(file, at + 20) != 0 ||
        !room(at, r->directory, le32(file, at + 12)))
        return PACKAGE_FORMAT;
    return r->directory + le32(file, at + 12) == at ? PACKAGE_OK : PACKAGE_HIDDEN;
}
