/*
 * sevenzip-writer - writes any 7z archive, sound or malformed in one chosen place
 *
 * For tests only. An archive is described by a struct; what is left zero is as 7-Zip writes it. The
 * fields after "malformations" bend one part each, and all sums and sizes around it stay right, so
 * that a reader meets exactly the one thing.
 */
#ifndef TESTS_UNIT_SEVENZIP_WRITER_H
#define TESTS_UNIT_SEVENZIP_WRITER_H

#include "base/buffer.h"
#include "inspect/contents.h"

enum { SZ_MAX = 4 };

enum sz_cipher { SZ_AES, SZ_PLAIN }; /* with 7zAES, unless said otherwise */

/* A folder; the header, where it is packed, has one too */
struct sz_folder {
    enum sz_cipher cipher;
    enum contents_method method; /* METHOD_COPY: stored */
    bool aes_alone;              /* METHOD_COPY without a coder of its own */
    const char *passphrase;      /* UTF-8; NULL: SZ_PASSPHRASE */
    unsigned power;              /* 0: 19 */
    unsigned salt_len, iv_len;   /* iv_len 0: 16 */
    struct slice contents[SZ_MAX];
    unsigned content_count; /* substreams */

    bool open; /* "encrypted" by a cipher that changes nothing: for a key holder of that kind */

    /* malformations */
    struct slice packed;         /* in place of the compressed stream, before encryption */
    struct slice stream_suffix;  /* behind the compressed stream, before encryption */
    struct slice pack_suffix;    /* behind the encrypted stream */
    unsigned char padding;       /* last byte of the padding of the cipher */
    struct slice aes_properties; /* in place of those */
    struct slice method_properties;
    struct slice folder; /* in place of coders and bind pairs, whole */
    bool method_first;   /* the method listed before the cipher */
    int64_t aes_size_delta, size_delta;
    unsigned sizes_extra; /* sizes of 1 for so many coders more */
    bool no_iv;
    bool declare_power; /* as declare_as, but derive with power */
    unsigned declare_as;
    size_t damage_at; /* offset in the compressed stream of a byte to change, + 1 */
};

struct sz_file {
    const char *name;   /* UTF-8 */
    struct slice units; /* in place of it: UTF-16LE with its end */
    bool no_stream;
    bool directory;
    uint32_t attributes; /* 0: 0x81a48020, a regular file of 7-Zip under Unix */
};

enum sz_header { SZ_HEADER_PLAIN, SZ_HEADER_ENCODED };

struct sz_archive {
    struct sz_folder folders[SZ_MAX];
    unsigned folder_count;
    struct sz_file files[SZ_MAX];
    unsigned file_count;
    enum sz_header header;
    struct sz_folder header_folder; /* its contents are filled in */
    bool folder_sums;               /* sums stand with the folders, not with the files */
    bool pack_sums;

    /* malformations */
    struct slice prefix, suffix;         /* of the whole file */
    struct slice gap_before, gap_behind; /* of the packed streams */
    uint64_t pack_position;
    struct slice unused_pack;                             /* a packed stream that no folder reads */
    struct slice pack_info, unpack_info, substreams_info; /* in place of those, id to end */
    struct slice streams_info, files_info;
    struct slice before_streams;                       /* behind the byte 0x01 of the header */
    struct slice properties_before, properties_behind; /* in FilesInfo */
    struct slice header_suffix;                        /* behind the header's end */
    struct slice header_bytes;                         /* in place of the plain header, whole */
    bool no_files_info, no_substreams_info, no_streams_info;
    bool no_sums, no_header_sum, external_names;
    uint32_t change_sum, change_header_sum, change_pack_sum, change_header_pack_sum;
    uint32_t change_start_sum, change_next_sum;
    unsigned major, minor; /* minor 0: 4 */
    bool minor_zero;
    bool nested;             /* the encoded header holds an encoded one */
    uint64_t files_declared; /* 0: file_count */
    int64_t next_offset_delta, next_size_delta;
};

#define SZ_PASSPHRASE "kontich-geheim-2026"

/* sz_write - the archive appended to out; the writer's failures end the test program */
void sz_write(const struct sz_archive *a, struct buffer *out);

/* sz_simple - one file, encrypted LZMA2, as 7-Zip writes it by default */
struct sz_archive sz_simple(const char *name, const char *text);

/* the pieces, for those who build parts by themselves */
void sz_number(struct buffer *out, uint64_t n);
void sz_le32(struct buffer *out, uint32_t n);
void sz_le64(struct buffer *out, uint64_t n);
uint32_t sz_sum(struct slice bytes);
/* sz_compress - the bare stream, and the properties of its coder */
void sz_compress(enum contents_method method, struct slice bytes, struct buffer *out,
                 struct buffer *properties);
/* sz_stored_chunk - one stored LZMA2 chunk; first: it resets the dictionary */
void sz_stored_chunk(struct buffer *out, struct slice bytes, bool first);
/* sz_encrypt - AES-256-CBC as 7zAES, zero padding but for its last byte */
void sz_encrypt(const struct sz_folder *f, struct slice bytes, struct buffer *out);

#endif
