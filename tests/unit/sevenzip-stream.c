/*
 * sevenzip-stream - the streams of the writer: compressed, encrypted
 *
 * Compression is libarchive's, taken out of the .xz and .lzma files it writes.
 */
#include "sevenzip-parts.h"

#include "base/utf8.h"
#include "guard/keyring.h"

#include <archive.h>
#include <archive_entry.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

void sz_need(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "sevenzip-writer: %s failed\n", what);
    abort();
}

void sz_add(struct buffer *out, const void *bytes, size_t len)
{
    sz_need(buffer_append(out, bytes, len), "append");
}

void sz_add_slice(struct buffer *out, struct slice s)
{
    sz_need(buffer_append_slice(out, s), "append");
}

void sz_add_byte(struct buffer *out, unsigned byte)
{
    sz_need(buffer_append_byte(out, (unsigned char)byte), "append");
}

void sz_le32(struct buffer *out, uint32_t n)
{
    for (unsigned i = 0; i < 4; i++)
        sz_add_byte(out, n >> 8 * i & 0xff);
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
    sz_add_byte(out, (0xff00u >> extra & 0xff) | (extra < 7 ? (unsigned)(n >> 8 * extra) : 0));
    for (unsigned i = 0; i < extra; i++)
        sz_add_byte(out, n >> 8 * i & 0xff);
}

uint32_t sz_sum(struct slice bytes)
{
    return (uint32_t)crc32_z(0, bytes.data, bytes.len);
}

static la_ssize_t collect(struct archive *a, void *context, const void *bytes, size_t len)
{
    (void)a;
    sz_add(context, bytes, len);
    return (la_ssize_t)len;
}

static void compress_file(enum contents_method method, struct slice bytes, struct buffer *file)
{
    struct archive *a = archive_write_new();
    struct archive_entry *entry = archive_entry_new();

    sz_need(archive_write_set_format_raw(a) == ARCHIVE_OK &&
                (method == METHOD_LZMA ? archive_write_add_filter_lzma(a)
                                       : archive_write_add_filter_xz(a)) == ARCHIVE_OK &&
                archive_write_set_options(a, "compression-level=0") == ARCHIVE_OK && /* fast */
                archive_write_set_bytes_in_last_block(a, 1) == ARCHIVE_OK &&
                archive_write_open(a, file, NULL, collect, NULL) == ARCHIVE_OK,
            "compressor");
    archive_entry_set_filetype(entry, AE_IFREG);
    sz_need(archive_write_header(a, entry) == ARCHIVE_OK &&
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
        sz_add_slice(out, bytes);
        return;
    }
    if (method == METHOD_LZMA2 && bytes.len == 0) { /* no block in an .xz of nothing */
        sz_add_byte(properties, 0x18);
        sz_add_byte(out, 0);
        return;
    }
    buffer_init(&file, SZ_BUFFER_MAX);
    compress_file(method, bytes, &file);
    if (method == METHOD_LZMA) {
        sz_add(properties, file.data, 5);
        sz_add(out, file.data + 13, file.len - 13);
    } else {
        /* stream header 12, block header without sizes, stream, padding, check 8, index, footer 12
         */
        index = file.len - 12 - 4 * ((size_t)file.data[file.len - 8] + 1);
        header = 4 * ((size_t)file.data[12] + 1);
        sz_add(properties, file.data + 12 + 4, 1);
        sz_add(out, file.data + 12 + header, unpadded_size(file.data + index + 2) - header - 8);
    }
    buffer_free(&file);
}

void sz_stored_chunk(struct buffer *out, struct slice bytes, bool first)
{
    sz_add_byte(out, first ? 1 : 2);
    sz_add_byte(out, (unsigned)(bytes.len - 1) >> 8);
    sz_add_byte(out, (unsigned)(bytes.len - 1) & 0xff);
    sz_add_slice(out, bytes);
}

void sz_utf16le(struct buffer *out, const char *utf8)
{
    size_t offset = 0;
    struct slice s = slice_from(utf8);

    while (offset < s.len) {
        int32_t c = utf8_next(s, &offset);

        sz_need(c >= 0, "UTF-8");
        if (c > 0xffff) {
            unsigned high = 0xd800 | (unsigned)(c - 0x10000) >> 10;

            sz_add_byte(out, high & 0xff);
            sz_add_byte(out, high >> 8);
            c = 0xdc00 | (c & 0x3ff);
        }
        sz_add_byte(out, (unsigned)c & 0xff);
        sz_add_byte(out, (unsigned)c >> 8);
    }
}

/* The salt is 0xa0, 0xa1 ...; the vector 1, 2, 3 ... */
struct cipher_params sz_params(const struct sz_folder *f)
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
    struct cipher_params p = sz_params(f);
    struct buffer units;

    buffer_init(&units, 4096);
    sz_utf16le(&units, f->passphrase != NULL ? f->passphrase : SZ_PASSPHRASE);
    if (kept_units.max == 0 || !slice_equal(buffer_slice(&units), buffer_slice(&kept_units)) ||
        p.power != kept_params.power || p.salt_len != kept_params.salt_len) {
        sz_need(sevenzip_key(buffer_slice(&units), &p, kept), "key derivation");
        buffer_free(&kept_units);
        buffer_init(&kept_units, 4096);
        sz_add_slice(&kept_units, buffer_slice(&units));
        kept_params = p;
    }
    memcpy(key, kept, 32);
    buffer_free(&units);
}

void sz_encrypt(const struct sz_folder *f, struct slice bytes, struct buffer *out)
{
    struct cipher_params p = sz_params(f);
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    unsigned char key[32];
    struct buffer padded;
    int written = 0;

    buffer_init(&padded, SZ_BUFFER_MAX);
    sz_add_slice(&padded, bytes);
    while (padded.len % 16 != 0)
        sz_add_byte(&padded, 0);
    if (padded.len > bytes.len)
        padded.data[padded.len - 1] = f->padding;
    if (f->open) {
        sz_add_slice(out, buffer_slice(&padded));
        EVP_CIPHER_CTX_free(cipher);
        buffer_free(&padded);
        return;
    }
    key_of(f, key);
    sz_need(buffer_reserve(out, padded.len), "reserve");
    sz_need(EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), NULL, key, p.iv) == 1 &&
                EVP_CIPHER_CTX_set_padding(cipher, 0) == 1 &&
                EVP_EncryptUpdate(cipher, out->data + out->len, &written, padded.data,
                                  (int)padded.len) == 1,
            "encryption");
    out->len += (size_t)written;
    EVP_CIPHER_CTX_free(cipher);
    buffer_free(&padded);
}

void sz_build(const struct sz_folder *f, struct sz_built *b)
{
    struct buffer plain, stream;

    buffer_init(&plain, SZ_BUFFER_MAX);
    buffer_init(&stream, SZ_BUFFER_MAX);
    buffer_init(&b->pack, SZ_BUFFER_MAX);
    buffer_init(&b->properties, 16);
    for (unsigned i = 0; i < f->content_count; i++)
        sz_add_slice(&plain, f->contents[i]);
    b->size = plain.len;
    b->sum = sz_sum(buffer_slice(&plain));
    sz_compress(f->method, buffer_slice(&plain), &stream, &b->properties);
    if (f->packed.data != NULL) {
        buffer_clear(&stream);
        sz_add_slice(&stream, f->packed);
    }
    if (f->damage_at != 0)
        stream.data[f->damage_at - 1] ^= 0x55;
    sz_add_slice(&stream, f->stream_suffix);
    b->stream_len = stream.len;
    if (f->cipher == SZ_AES)
        sz_encrypt(f, buffer_slice(&stream), &b->pack);
    else
        sz_add_slice(&b->pack, buffer_slice(&stream));
    sz_add_slice(&b->pack, f->pack_suffix);
    buffer_free(&plain);
    buffer_free(&stream);
}

void sz_built_free(struct sz_built *b)
{
    buffer_free(&b->pack);
    buffer_free(&b->properties);
}
