/*
 * fuzz-archive-header - the header that stands inside an encrypted one
 *
 * The input is a plain header; around it stand the content's packed stream, always the same, and an
 * encoded header that names it as encrypted, with the sum right.
 */
#include "judge-archive.h"
#include "sevenzip-writer.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The content's stream, compressed once */
static struct slice content(void)
{
    static struct buffer stream, properties;

    if (stream.len == 0) {
        buffer_init(&stream, 4096);
        buffer_init(&properties, 16);
        sz_compress(METHOD_LZMA2, slice_from("Voornaam: Jan\r\nNaam: Peeters\r\n"), &stream,
                    &properties);
    }
    return buffer_slice(&stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sz_archive a = sz_simple("a.txt", "");
    struct buffer file;

    a.header = SZ_HEADER_ENCODED;
    a.header_folder.open = a.folders[0].open = true;
    a.folders[0].method = METHOD_COPY; /* as it is; the header says what it is */
    a.folders[0].packed = content();
    a.header_bytes = slice_of(size > 0 ? data : (const uint8_t *)"", size);
    buffer_init(&file, 1 << 20);
    sz_write(&a, &file);
    judge_archive(file.data, file.len);
    buffer_free(&file);
    return 0;
}
