/*
 * sevenzip-writer - writes any 7z archive, sound or malformed in one chosen place
 *
 * Compression is libarchive's, taken out of the .xz and .lzma files it writes.
 */
#include "sevenzip-writer.h"

#include "base/secret.h"
#include "base/utf8.h"
#include "guard/keyring.h"

#include <archive.h>
#include <archive_entry.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { BUFFER_MAX = 64 << 20 };

static void need(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "sevenzip-writer: %s failed\n", what);
    abort();
}

static void add(struct buffer *out, const void *bytes, size_t len)
{
    need(buffer_append(out, bytes, len), "append");
}

static void add_slice(struct buffer *out, struct slice s)
{
    need(buffer_append_slice(out, s), "append");
}

static void add_byte(struct buffer *out, unsigned byte)
{
    need(buffer_append_byte(out, (unsigned char)byte), "append");
}

void sz_le32(struct buffer *out, uint32_t n)
{
    for (unsigned i = 0; i < 4; i++)
        add_byte(out, n >> 8 * i & 0xff);
}

void sz_le64(struct buffer *out, uint64_t n)
{
    sz_le32(out, (uint32_t)n);
    sz_le32(out, (uint32_t)(n >> 32));
}

void sz_number(struct buffer *out, uint64_t n)
{
    unsigned extra = 0;

    while (extra < 8 && n >> (7 * (extra + 1)) != 0)
        extra++;
    add_byte(out, (0xff00u >> extra & 0xff) | (extra < 7 ? (unsigned)(n >> 8 * extra) : 0));
    for (unsigned i = 0; i < extra; i++)
        add_byte(out, n >> 8 * i & 0xff);
}

uint32_t sz_sum(struct slice bytes)
{
    return (uint32_t)crc32_z(0, bytes.data, bytes.len);
}

/* --- streams --- */

static la_ssize_t collect(struct archive *a, void *context, const void *bytes, size_t len)
{
    (void)a;
    add(context, bytes, len);
    return (la_ssize_t)len;
}

static void compress_file(enum contents_method method, struct slice bytes, struct buffer *file)
{
    struct archive *a = archive_write_new();
    struct archive_entry *entry = archive_entry_new();

    need(archive_write_set_format_raw(a) == ARCHIVE_OK &&
             (method == METHOD_LZMA ? archive_write_add_filter_lzma(a)
                                    : archive_write_add_filter_xz(a)) == ARCHIVE_OK &&
             archive_write_set_options(a, "compression-level=0") == ARCHIVE_OK && /* fast */
             archive_write_set_bytes_in_last_block(a, 1) == ARCHIVE_OK &&
             archive_write_open(a, file, NULL, collect, NULL) == ARCHIVE_OK,
         "compressor");
    archive_entry_set_filetype(entry, AE_IFREG);
    need(archive_write_header(a, entry) == ARCHIVE_OK &&
             archive_write_data(a, bytes.data, bytes.len) == (la_ssize_t)bytes.len &&
             archive_write_close(a) == ARCHIVE_OK,
         "compression");
    archive_entry_free(entry);
    archive_write_free(a);
}

/* Integer of .xz: 7 bits a byte, lowest first */
static size_t unpadded_size(const unsigned char *p)
{
    size_t value = 0;

    for (unsigned i = 0;; i++) {
        value |= (size_t)(p[i] & 0x7f) << 7 * i;
        if (p[i] < 0x80)
            return value;
    }
}

void sz_compress(enum contents_method method, struct slice bytes, struct buffer *out,
                 struct buffer *properties)
{
    struct buffer file;
    size_t header, index;

    if (method == METHOD_COPY) {
        add_slice(out, bytes);
        return;
    }
    if (method == METHOD_LZMA2 && bytes.len == 0) { /* no block in an .xz of nothing */
        add_byte(properties, 0x18);
        add_byte(out, 0);
        return;
    }
    buffer_init(&file, BUFFER_MAX);
    compress_file(method, bytes, &file);
    if (method == METHOD_LZMA) {
        add(properties, file.data, 5);
        add(out, file.data + 13, file.len - 13);
    } else {
        /* stream header 12, block header without sizes, stream, padding, check 8, index, footer 12
         */
        index = file.len - 12 - 4 * ((size_t)file.data[file.len - 8] + 1);
        header = 4 * ((size_t)file.data[12] + 1);
        add(properties, file.data + 12 + 4, 1);
        add(out, file.data + 12 + header, unpadded_size(file.data + index + 2) - header - 8);
    }
    buffer_free(&file);
}

void sz_stored_chunk(struct buffer *out, struct slice bytes, bool first)
{
    add_byte(out, first ? 1 : 2);
    add_byte(out, (unsigned)(bytes.len - 1) >> 8);
    add_byte(out, (unsigned)(bytes.len - 1) & 0xff);
    add_slice(out, bytes);
}

static void utf16le(struct buffer *out, const char *utf8)
{
    size_t offset = 0;
    struct slice s = slice_from(utf8);

    while (offset < s.len) {
        int32_t c = utf8_next(s, &offset);

        need(c >= 0, "UTF-8");
        if (c > 0xffff) {
            unsigned high = 0xd800 | (unsigned)(c - 0x10000) >> 10;

            add_byte(out, high & 0xff);
            add_byte(out, high >> 8);
            c = 0xdc00 | (c & 0x3ff);
        }
        add_byte(out, (unsigned)c & 0xff);
        add_byte(out, (unsigned)c >> 8);
    }
}

/* The salt is 0xa0, 0xa1 ...; the vector 1, 2, 3 ... */
static struct cipher_params params_of(const struct sz_folder *f)
{
    struct cipher_params p = {.power = (uint8_t)(f->power != 0 ? f->power : 19),
                              .salt_len = (uint8_t)f->salt_len};

    for (unsigned i = 0; i < f->salt_len; i++)
        p.salt[i] = (uint8_t)(0xa0 + i);
    for (unsigned i = 0; i < (f->iv_len != 0 ? f->iv_len : 16) && !f->no_iv; i++)
        p.iv[i] = (uint8_t)(i + 1);
    return p;
}

/* The last key is kept: tests use the same passphrase and power over and over. */
static void key_of(const struct sz_folder *f, unsigned char key[32])
{
    static struct buffer kept_units;
    static struct cipher_params kept_params;
    static unsigned char kept[32];
    struct cipher_params p = params_of(f);
    struct buffer units;

    buffer_init(&units, 4096);
    utf16le(&units, f->passphrase != NULL ? f->passphrase : SZ_PASSPHRASE);
    if (kept_units.max == 0 || !slice_equal(buffer_slice(&units), buffer_slice(&kept_units)) ||
        p.power != kept_params.power || p.salt_len != kept_params.salt_len) {
        need(sevenzip_key(buffer_slice(&units), &p, kept), "key derivation");
        buffer_free(&kept_units);
        buffer_init(&kept_units, 4096);
        add_slice(&kept_units, buffer_slice(&units));
        kept_params = p;
    }
    memcpy(key, kept, 32);
    buffer_free(&units);
}

void sz_encrypt(const struct sz_folder *f, struct slice bytes, struct buffer *out)
{
    struct cipher_params p = params_of(f);
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    unsigned char key[32];
    struct buffer padded;
    int written = 0;

    buffer_init(&padded, BUFFER_MAX);
    add_slice(&padded, bytes);
    while (padded.len % 16 != 0)
        add_byte(&padded, 0);
    if (padded.len > bytes.len)
        padded.data[padded.len - 1] = f->padding;
    if (f->open) {
        add_slice(out, buffer_slice(&padded));
        EVP_CIPHER_CTX_free(cipher);
        buffer_free(&padded);
        return;
    }
    key_of(f, key);
    need(buffer_reserve(out, padded.len), "reserve");
    need(EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), NULL, key, p.iv) == 1 &&
             EVP_CIPHER_CTX_set_padding(cipher, 0) == 1 &&
             EVP_EncryptUpdate(cipher, out->data + out->len, &written, padded.data,
                               (int)padded.len) == 1,
         "encryption");
    out->len += (size_t)written;
    EVP_CIPHER_CTX_free(cipher);
    buffer_free(&padded);
}

/* What a folder becomes */
struct built {
    struct buffer pack, properties;
    uint64_t stream_len, size;
    uint32_t sum;
};

static void build_folder(const struct sz_folder *f, struct built *b)
{
    struct buffer plain, stream;

    buffer_init(&plain, BUFFER_MAX);
    buffer_init(&stream, BUFFER_MAX);
    buffer_init(&b->pack, BUFFER_MAX);
    buffer_init(&b->properties, 16);
    for (unsigned i = 0; i < f->content_count; i++)
        add_slice(&plain, f->contents[i]);
    b->size = plain.len;
    b->sum = sz_sum(buffer_slice(&plain));
    sz_compress(f->method, buffer_slice(&plain), &stream, &b->properties);
    if (f->packed.data != NULL) {
        buffer_clear(&stream);
        add_slice(&stream, f->packed);
    }
    if (f->damage_at != 0)
        stream.data[f->damage_at - 1] ^= 0x55;
    add_slice(&stream, f->stream_suffix);
    b->stream_len = stream.len;
    if (f->cipher == SZ_AES)
        sz_encrypt(f, buffer_slice(&stream), &b->pack);
    else
        add_slice(&b->pack, buffer_slice(&stream));
    add_slice(&b->pack, f->pack_suffix);
    buffer_free(&plain);
    buffer_free(&stream);
}

static void built_free(struct built *b)
{
    buffer_free(&b->pack);
    buffer_free(&b->properties);
}

/* --- header --- */

static void put_coder(struct buffer *out, const char *id, size_t id_len, struct slice properties)
{
    add_byte(out, (unsigned)id_len | (properties.len > 0 ? 0x20u : 0));
    add(out, id, id_len);
    if (properties.len > 0)
        sz_number(out, properties.len);
    add_slice(out, properties);
}

static void put_aes_coder(struct buffer *out, const struct sz_folder *f)
{
    struct cipher_params p = params_of(f);
    unsigned iv_len = f->no_iv ? 0 : f->iv_len != 0 ? f->iv_len : 16;
    unsigned power = f->declare_power ? f->declare_as : p.power;
    struct buffer properties;

    buffer_init(&properties, 64);
    add_byte(&properties, power | (f->salt_len > 0 ? 0x80u : 0) | (iv_len > 0 ? 0x40u : 0));
    if (f->salt_len > 0 || iv_len > 0)
        add_byte(&properties,
                 (f->salt_len > 0 ? f->salt_len - 1 : 0) << 4 | (iv_len > 0 ? iv_len - 1 : 0));
    add(&properties, p.salt, f->salt_len);
    add(&properties, p.iv, iv_len);
    put_coder(out, "\x06\xf1\x07\x01", 4,
              f->aes_properties.data != NULL ? f->aes_properties : buffer_slice(&properties));
    buffer_free(&properties);
}

static void put_method_coder(struct buffer *out, const struct sz_folder *f, const struct built *b)
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

static void put_folder(struct buffer *out, const struct sz_folder *f, const struct built *b)
{
    unsigned coders = (f->cipher == SZ_AES ? 1u : 0u) + (has_method(f) ? 1u : 0u);

    if (f->folder.data != NULL) {
        add_slice(out, f->folder);
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
        add(out, f->method_first ? "\0\x01" : "\x01\0", 2);
}

static void put_sizes(struct buffer *out, const struct sz_folder *f, const struct built *b)
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

static void put_pack_info(struct buffer *out, const struct sz_archive *a, uint64_t position,
                          const struct built *b, unsigned count, struct slice unused)
{
    add_byte(out, 0x06);
    sz_number(out, position);
    sz_number(out, count + (unused.len > 0));
    add_byte(out, 0x09);
    for (unsigned i = 0; i < count; i++)
        sz_number(out, b[i].pack.len);
    if (unused.len > 0)
        sz_number(out, unused.len);
    if (a->pack_sums) {
        add(out, "\x0a\x01", 2);
        for (unsigned i = 0; i < count; i++)
            sz_le32(out, sz_sum(buffer_slice(&b[i].pack)) ^ a->change_pack_sum);
    }
    add_byte(out, 0);
}

static void put_unpack_info(struct buffer *out, const struct sz_folder *f, const struct built *b,
                            unsigned count, bool sums, uint32_t change)
{
    add(out, "\x07\x0b", 2);
    sz_number(out, count);
    add_byte(out, 0);
    for (unsigned i = 0; i < count; i++)
        put_folder(out, &f[i], &b[i]);
    add_byte(out, 0x0c);
    for (unsigned i = 0; i < count; i++)
        put_sizes(out, &f[i], &b[i]);
    if (sums) {
        add(out, "\x0a\x01", 2);
        for (unsigned i = 0; i < count; i++)
            sz_le32(out, b[i].sum ^ change);
    }
    add_byte(out, 0);
}

static void put_substreams_info(struct buffer *out, const struct sz_archive *a)
{
    bool counts = false, sizes = false;

    for (unsigned i = 0; i < a->folder_count; i++) {
        counts = counts || a->folders[i].content_count != 1;
        sizes = sizes || a->folders[i].content_count > 1;
    }
    add_byte(out, 0x08);
    if (counts) {
        add_byte(out, 0x0d);
        for (unsigned i = 0; i < a->folder_count; i++)
            sz_number(out, a->folders[i].content_count);
    }
    if (sizes) {
        add_byte(out, 0x09);
        for (unsigned i = 0; i < a->folder_count; i++)
            for (unsigned k = 0; k + 1 < a->folders[i].content_count; k++)
                sz_number(out, a->folders[i].contents[k].len);
    }
    if (!a->no_sums && !a->folder_sums) {
        add(out, "\x0a\x01", 2);
        for (unsigned i = 0; i < a->folder_count; i++)
            for (unsigned k = 0; k < a->folders[i].content_count; k++)
                sz_le32(out, sz_sum(a->folders[i].contents[k]) ^ a->change_sum);
    }
    add_byte(out, 0);
}

static void put_streams_info(struct buffer *out, const struct sz_archive *a, const struct built *b)
{
    add_byte(out, 0x04);
    if (a->pack_info.data != NULL)
        add_slice(out, a->pack_info);
    else
        put_pack_info(out, a, a->pack_position, b, a->folder_count, a->unused_pack);
    if (a->unpack_info.data != NULL)
        add_slice(out, a->unpack_info);
    else
        put_unpack_info(out, a->folders, b, a->folder_count, a->folder_sums, a->change_sum);
    if (a->substreams_info.data != NULL)
        add_slice(out, a->substreams_info);
    else if (!a->no_substreams_info)
        put_substreams_info(out, a);
    add_byte(out, 0);
}

static void put_property(struct buffer *out, unsigned id, struct slice data)
{
    add_byte(out, id);
    sz_number(out, data.len);
    add_slice(out, data);
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

    buffer_init(&names, BUFFER_MAX);
    buffer_init(&times, 256);
    buffer_init(&attributes, 256);
    add_byte(&names, a->external_names);
    add(&times, "\x01\0", 2);
    add(&attributes, "\x01\0", 2);
    for (unsigned i = 0; i < a->file_count; i++) {
        const struct sz_file *f = &a->files[i];

        if (f->units.data != NULL) {
            add_slice(&names, f->units);
        } else {
            utf16le(&names, f->name);
            add(&names, "\0\0", 2);
        }
        sz_le64(&times, UINT64_C(0x01dd7b7e8d1f9600));
        sz_le32(&attributes, f->attributes != 0 ? f->attributes : 0x81a48020);
    }
    add_byte(out, 0x05);
    sz_number(out, a->files_declared != 0 ? a->files_declared : a->file_count);
    add_slice(out, a->properties_before);
    put_empties(out, a);
    put_property(out, 0x11, buffer_slice(&names));
    put_property(out, 0x14, buffer_slice(&times));
    put_property(out, 0x15, buffer_slice(&attributes));
    add_slice(out, a->properties_behind);
    add_byte(out, 0);
    buffer_free(&names);
    buffer_free(&times);
    buffer_free(&attributes);
}

static void put_header(struct buffer *out, const struct sz_archive *a, const struct built *b)
{
    if (a->header_bytes.data != NULL) {
        add_slice(out, a->header_bytes);
        return;
    }
    add_byte(out, 0x01);
    add_slice(out, a->before_streams);
    if (a->streams_info.data != NULL)
        add_slice(out, a->streams_info);
    else if (a->folder_count > 0 && !a->no_streams_info)
        put_streams_info(out, a, b);
    if (a->files_info.data != NULL)
        add_slice(out, a->files_info);
    else if (a->file_count > 0 && !a->no_files_info)
        put_files_info(out, a);
    add_byte(out, 0);
    add_slice(out, a->header_suffix);
}

/* The header in *header becomes a packed stream behind the others, and what says where it is */
static void encode_header(const struct sz_archive *a, struct buffer *packs, struct buffer *header)
{
    struct sz_folder f = a->header_folder;
    struct built b;

    f.contents[0] = buffer_slice(header);
    f.content_count = 1;
    build_folder(&f, &b);
    buffer_clear(header);
    add_byte(header, 0x17);
    put_pack_info(header, a, packs->len, &b, 1, slice_of(NULL, 0));
    put_unpack_info(header, &f, &b, 1, !a->no_header_sum, a->change_header_sum);
    add_byte(header, 0);
    add_slice(packs, buffer_slice(&b.pack));
    built_free(&b);
}

void sz_write(const struct sz_archive *a, struct buffer *out)
{
    struct built b[SZ_MAX];
    struct buffer packs, header, start;

    buffer_init(&packs, BUFFER_MAX);
    buffer_init(&header, BUFFER_MAX);
    buffer_init(&start, 64);
    add_slice(&packs, a->gap_before);
    for (unsigned i = 0; i < a->folder_count; i++) {
        build_folder(&a->folders[i], &b[i]);
        add_slice(&packs, buffer_slice(&b[i].pack));
    }
    add_slice(&packs, a->unused_pack);
    add_slice(&packs, a->gap_behind);
    put_header(&header, a, b);
    if (a->header == SZ_HEADER_ENCODED)
        encode_header(a, &packs, &header);
    if (a->nested)
        encode_header(a, &packs, &header);

    sz_le64(&start, packs.len + (uint64_t)a->next_offset_delta);
    sz_le64(&start, header.len + (uint64_t)a->next_size_delta);
    sz_le32(&start, sz_sum(buffer_slice(&header)) ^ a->change_next_sum);
    add_slice(out, a->prefix);
    add(out, "7z\xbc\xaf\x27\x1c", 6);
    add_byte(out, a->major);
    add_byte(out, a->minor_zero ? 0 : a->minor != 0 ? a->minor : 4);
    sz_le32(out, sz_sum(buffer_slice(&start)) ^ a->change_start_sum);
    add_slice(out, buffer_slice(&start));
    add_slice(out, buffer_slice(&packs));
    add_slice(out, buffer_slice(&header));
    add_slice(out, a->suffix);

    for (unsigned i = 0; i < a->folder_count; i++)
        built_free(&b[i]);
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
