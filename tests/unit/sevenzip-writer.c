/*
 * sevenzip-writer - writes any 7z archive: header, and where everything stands
 */
#include "sevenzip-parts.h"

#include <string.h>

static void put_coder(struct buffer *out, const char *id, size_t id_len, struct slice properties)
{
    sz_add_byte(out, (unsigned)id_len | (properties.len > 0 ? 0x20u : 0));
    sz_add(out, id, id_len);
    if (properties.len > 0)
        sz_number(out, properties.len);
    sz_add_slice(out, properties);
}

static void put_aes_coder(struct buffer *out, const struct sz_folder *f)
{
    struct cipher_params p = sz_params(f);
    unsigned iv_len = f->no_iv ? 0 : f->iv_len != 0 ? f->iv_len : 16;
    unsigned power = f->declare_power ? f->declare_as : p.power;
    struct buffer properties;

    buffer_init(&properties, 64);
    sz_add_byte(&properties, power | (f->salt_len > 0 ? 0x80u : 0) | (iv_len > 0 ? 0x40u : 0));
    if (f->salt_len > 0 || iv_len > 0)
        sz_add_byte(&properties,
                    (f->salt_len > 0 ? f->salt_len - 1 : 0) << 4 | (iv_len > 0 ? iv_len - 1 : 0));
    sz_add(&properties, p.salt, f->salt_len);
    sz_add(&properties, p.iv, iv_len);
    put_coder(out, "\x06\xf1\x07\x01", 4,
              f->aes_properties.data != NULL ? f->aes_properties : buffer_slice(&properties));
    buffer_free(&properties);
}

static void put_method_coder(struct buffer *out, const struct sz_folder *f,
                             const struct sz_built *b)
{
    struct slice properties =
        f->method_properties.data != NULL ? f->method_properties : buffer_slice(&b->properties);

    if (f->method == METHOD_COPY)
        put_coder(out, "\0", 1, properties);
    else if (f->method == METHOD_LZMA)
        put_coder(out, "\x03\x01\x01", 3, properties);
    else
        put_coder(out, "\x21", 1, properties);
}

static bool has_method(const struct sz_folder *f)
{
    return f->cipher == SZ_PLAIN || !f->aes_alone || f->method != METHOD_COPY;
}

static void put_folder(struct buffer *out, const struct sz_folder *f, const struct sz_built *b)
{
    unsigned coders = (f->cipher == SZ_AES ? 1u : 0u) + (has_method(f) ? 1u : 0u);

    if (f->folder.data != NULL) {
        sz_add_slice(out, f->folder);
        return;
    }
    sz_number(out, coders);
    if (f->method_first)
        put_method_coder(out, f, b);
    if (f->cipher == SZ_AES)
        put_aes_coder(out, f);
    if (has_method(f) && !f->method_first)
        put_method_coder(out, f, b);
    if (coders == 2)
        sz_add(out, f->method_first ? "\0\x01" : "\x01\0", 2);
}

static void put_sizes(struct buffer *out, const struct sz_folder *f, const struct sz_built *b)
{
    uint64_t size = b->size + (uint64_t)f->size_delta;

    if (f->method_first)
        sz_number(out, size);
    if (f->cipher == SZ_AES)
        sz_number(out, b->stream_len + (uint64_t)f->aes_size_delta);
    if (has_method(f) && !f->method_first)
        sz_number(out, size);
    for (unsigned i = 0; i < f->sizes_extra; i++)
        sz_number(out, 1);
}

static void put_pack_info(struct buffer *out, uint64_t position, const struct sz_built *b,
                          unsigned count, struct slice unused, bool sums, uint32_t change)
{
    sz_add_byte(out, 0x06);
    sz_number(out, position);
    sz_number(out, count + (unused.len > 0));
    sz_add_byte(out, 0x09);
    for (unsigned i = 0; i < count; i++)
        sz_number(out, b[i].pack.len);
    if (unused.len > 0)
        sz_number(out, unused.len);
    if (sums) {
        sz_add(out, "\x0a\x01", 2);
        for (unsigned i = 0; i < count; i++)
            sz_le32(out, sz_sum(buffer_slice(&b[i].pack)) ^ change);
    }
    sz_add_byte(out, 0);
}

static void put_unpack_info(struct buffer *out, const struct sz_folder *f, const struct sz_built *b,
                            unsigned count, bool sums, uint32_t change)
{
    sz_add(out, "\x07\x0b", 2);
    sz_number(out, count);
    sz_add_byte(out, 0);
    for (unsigned i = 0; i < count; i++)
        put_folder(out, &f[i], &b[i]);
    sz_add_byte(out, 0x0c);
    for (unsigned i = 0; i < count; i++)
        put_sizes(out, &f[i], &b[i]);
    if (sums) {
        sz_add(out, "\x0a\x01", 2);
        for (unsigned i = 0; i < count; i++)
            sz_le32(out, b[i].sum ^ change);
    }
    sz_add_byte(out, 0);
}

static void put_substreams_info(struct buffer *out, const struct sz_archive *a)
{
    bool counts = false, sizes = false;

    for (unsigned i = 0; i < a->folder_count; i++) {
        counts = counts || a->folders[i].content_count != 1;
        sizes = sizes || a->folders[i].content_count > 1;
    }
    sz_add_byte(out, 0x08);
    if (counts) {
        sz_add_byte(out, 0x0d);
        for (unsigned i = 0; i < a->folder_count; i++)
            sz_number(out, a->folders[i].content_count);
    }
    if (sizes) {
        sz_add_byte(out, 0x09);
        for (unsigned i = 0; i < a->folder_count; i++)
            for (unsigned k = 0; k + 1 < a->folders[i].content_count; k++)
                sz_number(out, a->folders[i].contents[k].len);
    }
    if (!a->no_sums && !a->folder_sums) {
        sz_add(out, "\x0a\x01", 2);
        for (unsigned i = 0; i < a->folder_count; i++)
            for (unsigned k = 0; k < a->folders[i].content_count; k++)
                sz_le32(out, sz_sum(a->folders[i].contents[k]) ^ a->change_sum);
    }
    sz_add_byte(out, 0);
}

static void put_streams_info(struct buffer *out, const struct sz_archive *a,
                             const struct sz_built *b)
{
    sz_add_byte(out, 0x04);
    if (a->pack_info.data != NULL)
        sz_add_slice(out, a->pack_info);
    else
        put_pack_info(out, a->pack_position, b, a->folder_count, a->unused_pack, a->pack_sums,
                      a->change_pack_sum);
    if (a->unpack_info.data != NULL)
        sz_add_slice(out, a->unpack_info);
    else
        put_unpack_info(out, a->folders, b, a->folder_count, a->folder_sums, a->change_sum);
    if (a->substreams_info.data != NULL)
        sz_add_slice(out, a->substreams_info);
    else if (!a->no_substreams_info)
        put_substreams_info(out, a);
    sz_add_byte(out, 0);
}

static void put_property(struct buffer *out, unsigned id, struct slice data)
{
    sz_add_byte(out, id);
    sz_number(out, data.len);
    sz_add_slice(out, data);
}

/* Bits of the files without content, and of those the empty files (the others are directories) */
static void put_empties(struct buffer *out, const struct sz_archive *a)
{
    unsigned char empty = 0, file = 0;
    unsigned count = 0;

    for (unsigned i = 0; i < a->file_count; i++) {
        if (!a->files[i].no_stream)
            continue;
        empty |= (unsigned char)(0x80u >> i);
        if (!a->files[i].directory)
            file |= (unsigned char)(0x80u >> count);
        count++;
    }
    if (count > 0)
        put_property(out, 0x0e, slice_of(&empty, 1));
    if (file != 0)
        put_property(out, 0x0f, slice_of(&file, 1));
}

static void put_files_info(struct buffer *out, const struct sz_archive *a)
{
    struct buffer names, times, attributes;

    buffer_init(&names, SZ_BUFFER_MAX);
    buffer_init(&times, 256);
    buffer_init(&attributes, 256);
    sz_add_byte(&names, a->external_names);
    sz_add(&times, "\x01\0", 2);
    sz_add(&attributes, "\x01\0", 2);
    for (unsigned i = 0; i < a->file_count; i++) {
        const struct sz_file *f = &a->files[i];

        if (f->units.data != NULL) {
            sz_add_slice(&names, f->units);
        } else {
            sz_utf16le(&names, f->name);
            sz_add(&names, "\0\0", 2);
        }
        sz_le64(&times, UINT64_C(0x01dd7b7e8d1f9600));
        sz_le32(&attributes, f->attributes != 0 ? f->attributes : 0x81a48020);
    }
    sz_add_byte(out, 0x05);
    sz_number(out, a->files_declared != 0 ? a->files_declared : a->file_count);
    sz_add_slice(out, a->properties_before);
    put_empties(out, a);
    put_property(out, 0x11, buffer_slice(&names));
    put_property(out, 0x14, buffer_slice(&times));
    put_property(out, 0x15, buffer_slice(&attributes));
    sz_add_slice(out, a->properties_behind);
    sz_add_byte(out, 0);
    buffer_free(&names);
    buffer_free(&times);
    buffer_free(&attributes);
}

static void put_header(struct buffer *out, const struct sz_archive *a, const struct sz_built *b)
{
    if (a->header_bytes.data != NULL) {
        sz_add_slice(out, a->header_bytes);
        return;
    }
    sz_add_byte(out, 0x01);
    sz_add_slice(out, a->before_streams);
    if (a->streams_info.data != NULL)
        sz_add_slice(out, a->streams_info);
    else if (a->folder_count > 0 && !a->no_streams_info)
        put_streams_info(out, a, b);
    if (a->files_info.data != NULL)
        sz_add_slice(out, a->files_info);
    else if (a->file_count > 0 && !a->no_files_info)
        put_files_info(out, a);
    sz_add_byte(out, 0);
    sz_add_slice(out, a->header_suffix);
}

/* The header in *header becomes a packed stream behind the others, and what says where it is */
static void encode_header(const struct sz_archive *a, struct buffer *packs, struct buffer *header)
{
    struct sz_folder f = a->header_folder;
    struct sz_built b;

    f.contents[0] = buffer_slice(header);
    f.content_count = 1;
    sz_build(&f, &b);
    buffer_clear(header);
    sz_add_byte(header, 0x17);
    put_pack_info(header, packs->len, &b, 1, slice_of(NULL, 0), a->pack_sums,
                  a->change_header_pack_sum);
    put_unpack_info(header, &f, &b, 1, !a->no_header_sum, a->change_header_sum);
    sz_add_byte(header, 0);
    sz_add_slice(packs, buffer_slice(&b.pack));
    sz_built_free(&b);
}

void sz_write(const struct sz_archive *a, struct buffer *out)
{
    struct sz_built b[SZ_MAX];
    struct buffer packs, header, start;

    buffer_init(&packs, SZ_BUFFER_MAX);
    buffer_init(&header, SZ_BUFFER_MAX);
    buffer_init(&start, 64);
    sz_add_slice(&packs, a->gap_before);
    for (unsigned i = 0; i < a->folder_count; i++) {
        sz_build(&a->folders[i], &b[i]);
        sz_add_slice(&packs, buffer_slice(&b[i].pack));
    }
    sz_add_slice(&packs, a->unused_pack);
    sz_add_slice(&packs, a->gap_behind);
    put_header(&header, a, b);
    if (a->header == SZ_HEADER_ENCODED)
        encode_header(a, &packs, &header);
    if (a->nested)
        encode_header(a, &packs, &header);

    sz_le64(&start, packs.len + (uint64_t)a->next_offset_delta);
    sz_le64(&start, header.len + (uint64_t)a->next_size_delta);
    sz_le32(&start, sz_sum(buffer_slice(&header)) ^ a->change_next_sum);
    sz_add_slice(out, a->prefix);
    sz_add(out, "7z\xbc\xaf\x27\x1c", 6);
    sz_add_byte(out, a->major);
    sz_add_byte(out, a->minor_zero ? 0 : a->minor != 0 ? a->minor : 4);
    sz_le32(out, sz_sum(buffer_slice(&start)) ^ a->change_start_sum);
    sz_add_slice(out, buffer_slice(&start));
    sz_add_slice(out, buffer_slice(&packs));
    sz_add_slice(out, buffer_slice(&header));
    sz_add_slice(out, a->suffix);

    for (unsigned i = 0; i < a->folder_count; i++)
        sz_built_free(&b[i]);
    buffer_free(&packs);
    buffer_free(&header);
    buffer_free(&start);
}

struct sz_archive sz_simple(const char *name, const char *text)
{
    struct sz_archive a = {.folder_count = 1, .file_count = 1};

    a.folders[0].method = METHOD_LZMA2;
    a.folders[0].contents[0] = slice_from(text);
    a.folders[0].content_count = 1;
    a.files[0].name = name;
    return a;
}
