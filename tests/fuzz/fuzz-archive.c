/*
 * fuzz-archive - whole 7z files, their sums mended after each change
 *
 * Without mending, nearly every change would end at the first sum. One change in sixteen is left as
 * it is.
 */
#include "judge-archive.h"

#include <stdint.h>
#include <string.h>
#include <zlib.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { START = 32, OFFSET = 12, SIZE = 20, HEADER_SUM = 28, START_SUM = 8 };

static uint64_t get_le(const uint8_t *p, unsigned bytes)
{
    uint64_t value = 0;

    for (unsigned i = bytes; i > 0; i--)
        value = value << 8 | p[i - 1];
    return value;
}

static void put_le(uint8_t *p, uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        p[i] = (uint8_t)(value >> 8 * i);
}

/* The header is what the size says, at the end of the file; else all that is there */
static void mend(uint8_t *data, size_t len)
{
    uint64_t size = get_le(data + SIZE, 8);

    if (size > len - START)
        size = len - START;
    put_le(data + OFFSET, len - START - size, 8);
    put_le(data + SIZE, size, 8);
    put_le(data + HEADER_SUM, crc32_z(0, data + len - size, size), 4);
    put_le(data + START_SUM, crc32_z(0, data + OFFSET, START - OFFSET), 4);
    memcpy(data, "7z\xbc\xaf\x27\x1c\0\4", 8);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    uint64_t header = size >= START ? get_le(data + SIZE, 8) : 0;

    /* half of the changes in the header alone, where it keeps its place */
    if (size > START && header > 0 && header <= size - START && seed % 2 == 0) {
        size_t before = size - (size_t)header;
        size_t changed = LLVMFuzzerMutate(data + before, (size_t)header, max_size - before);

        put_le(data + SIZE, changed, 8);
        size = before + changed;
    } else {
        size = LLVMFuzzerMutate(data, size, max_size);
    }
    if (size >= START && seed % 16 != 1)
        mend(data, size);
    return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    judge_archive(data, size);
    return 0;
}
