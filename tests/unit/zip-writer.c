#include "zip-writer.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static void put(struct buffer *b, uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        buffer_append_byte(b, (unsigned char)(value >> 8 * i & 0xff));
}

static void deflate_into(struct slice content, struct buffer *out)
{
    z_stream z;
    unsigned char block[4096];
    int status;

    memset(&z, 0, sizeof z);
    if (deflateInit2(&z, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    z.next_in = (unsigned char *)(uintptr_t)content.data;
    z.avail_in = (unsigned)content.len;
    do {
        z.next_out = block;
        z.avail_out = sizeof block;
        status = deflate(&z, Z_FINISH);
        buffer_append(out, block, sizeof block - z.avail_out);
    } while (status == Z_OK);
    if (status != Z_STREAM_END)
        abort();
    deflateEnd(&z);
}

/* sizes - checksum and sizes as a header of the entry says them */
struct sizes {
    uint32_t crc, packed, size;
};

static void put_sizes(struct buffer *b, const struct sizes *s)
{
    put(b, s->crc, 4);
    put(b, s->packed, 4);
    put(b, s->size, 4);
}

static unsigned flags_of(const struct zip_entry *e)
{
    return e->flags | (e->descriptor || e->short_descriptor ? 8u : 0u);
}

static uint32_t time_of(const struct zip_entry *e)
{
    return e->time != 0 ? e->time : 0x5d77a30d;
}

static unsigned method_of(const struct zip_entry *e)
{
    return e->method != 0 ? e->method : e->deflate ? 8 : 0;
}

static void local_header(struct buffer *out, const struct zip_entry *e, const struct sizes *s)
{
    static const struct sizes later = {0, 0, 0};
    struct sizes ones = {s->crc, UINT32_MAX, UINT32_MAX};
    const char *name = e->local_name != NULL ? e->local_name : e->name;
    bool deferred = (flags_of(e) & 8) != 0;

    put(out, 0x04034b50, 4);
    put(out, 20, 2);
    put(out, flags_of(e), 2);
    put(out, method_of(e), 2);
    put(out, time_of(e), 4);
    put_sizes(out, e->zip64 ? &ones : deferred ? &later : s);
    put(out, strlen(name), 2);
    put(out, e->extra.len + (e->zip64 ? 20 : 0), 2);
    buffer_append_string(out, name);
    if (e->zip64) {
        put(out, 1, 2);
        put(out, 16, 2);
        put(out, s->size, 8);
        put(out, s->packed, 8);
    }
    buffer_append_slice(out, e->extra);
}

static void central_header(struct buffer *out, const struct zip_entry *e, const struct sizes *s,
                           size_t offset)
{
    put(out, 0x02014b50, 4);
    put(out, 20, 2);
    put(out, 20, 2);
    put(out, flags_of(e), 2);
    put(out, method_of(e), 2);
    put(out, time_of(e), 4);
    put_sizes(out, s);
    put(out, strlen(e->name), 2);
    put(out, e->central_extra.len, 2);
    put(out, e->comment.len, 2);
    put(out, 0, 8); /* volume, attributes */
    put(out, offset, 4);
    buffer_append_string(out, e->name);
    buffer_append_slice(out, e->central_extra);
    buffer_append_slice(out, e->comment);
}

void zip_begin(struct zip *z)
{
    z->count = 0;
    buffer_init(&z->file, 64 << 20);
    buffer_init(&z->directory, 1 << 20);
}

void zip_add(struct zip *z, const struct zip_entry *e)
{
    size_t offset = z->file.len;
    struct buffer packed;
    struct sizes s;

    buffer_init(&packed, 64 << 20);
    if (e->deflate)
        deflate_into(e->content, &packed);
    else
        buffer_append_slice(&packed, e->content);
    buffer_append_slice(&packed, e->packed_tail);
    s = (struct sizes){(uint32_t)crc32_z(0, e->content.data, e->content.len) ^ e->crc_xor,
                       (uint32_t)packed.len, (uint32_t)e->content.len + e->size_more};
    local_header(&z->file, e, &s);
    buffer_append_slice(&z->file, buffer_slice(&packed));
    if (e->descriptor)
        put(&z->file, 0x08074b50, 4);
    if (e->descriptor || e->short_descriptor)
        put_sizes(&z->file, &s);
    buffer_append_slice(&z->file, e->gap);
    central_header(&z->directory, e, &s, offset);
    z->count++;
    buffer_free(&packed);
}

void zip_text(struct zip *z, const char *name, const char *content)
{
    zip_add(z, &(struct zip_entry){.name = name, .content = slice_from(content), .deflate = true});
}

void zip_end_with(struct zip *z, struct slice before, struct slice between, struct slice comment)
{
    size_t offset;

    buffer_append_slice(&z->file, before);
    offset = z->file.len;
    buffer_append_slice(&z->file, buffer_slice(&z->directory));
    buffer_append_slice(&z->file, between);
    put(&z->file, 0x06054b50, 4);
    put(&z->file, 0, 4);
    put(&z->file, z->count, 2);
    put(&z->file, z->count, 2);
    put(&z->file, z->directory.len, 4);
    put(&z->file, offset, 4);
    put(&z->file, comment.len, 2);
    buffer_append_slice(&z->file, comment);
    if (z->file.failed || z->directory.failed)
        abort();
}

void zip_end(struct zip *z)
{
    struct slice none = slice_of(NULL, 0);

    zip_end_with(z, none, none, none);
}

void zip_free(struct zip *z)
{
    buffer_free(&z->file);
    buffer_free(&z->directory);
}
