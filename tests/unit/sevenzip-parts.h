/* sevenzip-parts - what the two files of the writer share */
#ifndef TESTS_UNIT_SEVENZIP_PARTS_H
#define TESTS_UNIT_SEVENZIP_PARTS_H

#include "inspect/keyholder.h"
#include "sevenzip-writer.h"

enum { SZ_BUFFER_MAX = 64 << 20 };

/* sz_need - ends the test program unless good */
void sz_need(bool good, const char *what);
void sz_add(struct buffer *out, const void *bytes, size_t len);
void sz_add_slice(struct buffer *out, struct slice s);
void sz_add_byte(struct buffer *out, unsigned byte);
/* sz_utf16le - without an end */
void sz_utf16le(struct buffer *out, const char *utf8);
struct cipher_params sz_params(const struct sz_folder *f);

/* What a folder becomes */
struct sz_built {
    struct buffer pack, properties;
    uint64_t stream_len, size;
    uint32_t sum;
};

void sz_build(const struct sz_folder *f, struct sz_built *b);
void sz_built_free(struct sz_built *b);

#endif
