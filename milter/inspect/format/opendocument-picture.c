/*
 * opendocument-picture.c - the picture of the first page that LibreOffice puts into a document
 *
 * W3C PNG (third edition), 5 to 11. The picture is refused unless it is one picture and nothing
 * else: header, palette, data and end, each chunk with its right CRC; no text, no times, no
 * transparency that could hide pixels; at most 512 pixels a side, as LibreOffice makes it; and a
 * compressed stream that ends with the last chunk of data, and unpacks to exactly the rows that the
 * header promises, each with a known filter. So there is no room in it beside the pixels.
 *
 * What the pixels show is not read. LibreOffice draws the first page anew at each save, so that
 * they show what has been read and judged in the document itself, as long as picture and text are
 * of one save. So both entries must bear the same time. A program that changes the text and keeps
 * the picture, which may show the client of a document before, does not get past that. Who paints a
 * picture by hand and sets the clock back does; refusing every picture would refuse every document
 * that LibreOffice makes.
 */
#include "inspect/format/opendocument.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    PNG_BYTES_MAX = 256 * 1024,
    HEADER_BYTES = 13,
    CHUNK_OVERHEAD = 12, /* length, type, CRC */
    PALETTE_BYTES_MAX = 3 * 256,
    PIECE_BYTES = 4096,
    PASSES = 7,
    FILTER_MAX = 4,
    SAVE_SECONDS_MAX = 10 /* that one save takes */
};

enum colour_type { GREY = 0, RGB = 2, PALETTE = 3 };

struct picture {
    uint32_t width, height;
    unsigned depth, colour; /* bits a sample, type */
    bool interlaced;
    z_stream z;
    bool ended; /* the stream */
    /* where the next byte falls: bytes left of its row, rows left of its pass, the pass after */
    size_t row_left, row_bytes, rows_left;
    unsigned pass;
    bool surplus, filter; /* bytes behind the last row; a filter that is unknown */
};

static uint32_t big_endian(struct slice s, size_t at)
{
    return (uint32_t)s.data[at] << 24 | (uint32_t)s.data[at + 1] << 16 |
           (uint32_t)s.data[at + 2] << 8 | s.data[at + 3];
}

/* row_bytes - of so many pixels, with the byte of the filter before them */
static size_t row_bytes(const struct picture *p, uint32_t pixels)
{
    size_t samples = p->colour == RGB ? 3u * pixels : pixels;

    return pixels == 0 ? 0 : 1 + (samples * p->depth + 7) / 8;
}

/* next_pass - to the first pass, from `pass` on, that holds pixels (8.2: Adam7); without interlace
 * the picture is one pass */
static void next_pass(struct picture *p)
{
    static const struct {
        unsigned x, y, dx, dy;
    } adam7[PASSES] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                       {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
    uint32_t width, height;

    for (; p->rows_left == 0 && p->pass < (p->interlaced ? PASSES : 1u); p->pass++) {
        width = p->width;
        height = p->height;
        if (p->interlaced) {
            width = (width + adam7[p->pass].dx - 1 - adam7[p->pass].x) / adam7[p->pass].dx;
            height = (height + adam7[p->pass].dy - 1 - adam7[p->pass].y) / adam7[p->pass].dy;
        }
        p->rows_left = width == 0 ? 0 : height;
        p->row_left = row_bytes(p, width);
        p->row_bytes = p->row_left;
    }
}

/* header - IHDR; false when it is no picture as LibreOffice makes them */
static bool header(struct picture *p, struct slice data)
{
    bool depth;

    if (data.len != HEADER_BYTES)
        return false;
    p->width = big_endian(data, 0);
    p->height = big_endian(data, 4);
    p->depth = data.data[8];
    p->colour = data.data[9];
    p->interlaced = data.data[12] == 1;
    depth =
        p->depth == 8 || (p->colour != RGB && (p->depth == 1 || p->depth == 2 || p->depth == 4));
    next_pass(p);
    return p->width > 0 && p->height > 0 && p->width <= OPENDOCUMENT_PICTURE_SIDE_MAX &&
           p->height <= OPENDOCUMENT_PICTURE_SIDE_MAX && depth &&
           (p->colour == GREY || p->colour == RGB || p->colour == PALETTE) && data.data[10] == 0 &&
           data.data[11] == 0 && data.data[12] <= 1;
}

/* rows - so many bytes more of the rows */
static void rows(struct picture *p, const unsigned char *bytes, size_t len)
{
    while (len > 0) {
        size_t take = p->row_left < len ? p->row_left : len;

        if (p->rows_left == 0) {
            p->surplus = true;
            return;
        }
        if (p->row_left == p->row_bytes && bytes[0] > FILTER_MAX)
            p->filter = true;
        bytes += take;
        len -= take;
        p->row_left -= take;
        if (p->row_left == 0) {
            p->row_left = p->row_bytes;
            p->rows_left--;
            next_pass(p);
        }
    }
}

/* data - IDAT: a piece of the stream. memory_r: there was none. */
static bool data(struct picture *p, struct slice piece, bool *memory_r)
{
    unsigned char out[PIECE_BYTES];
    int result = Z_OK;

    if (p->ended)
        return piece.len == 0;
    p->z.next_in = (unsigned char *)(uintptr_t)piece.data;
    p->z.avail_in = (uInt)piece.len;
    do {
        p->z.next_out = out;
        p->z.avail_out = sizeof out;
        result = inflate(&p->z, Z_NO_FLUSH);
        rows(p, out, sizeof out - p->z.avail_out);
    } while (result == Z_OK && p->z.avail_out == 0 && !p->surplus);
    bytes_wipe(out, sizeof out);
    *memory_r = result == Z_MEM_ERROR;
    p->ended = result == Z_STREAM_END;
    return (result == Z_OK || result == Z_BUF_ERROR || p->ended) && p->z.avail_in == 0 &&
           !p->surplus && !p->filter;
}

/* chunks - one after the other: IHDR, perhaps PLTE, IDAT, IEND */
static bool chunks(struct picture *p, struct slice png, bool *memory_r)
{
    enum { START, HEADER, PALETTE_DONE, DATA, END } state = START;

    for (size_t at = 8; at < png.len;) {
        size_t len = png.len - at < CHUNK_OVERHEAD ? SIZE_MAX : big_endian(png, at);
        struct slice type = slice_sub(png, at + 4, 4), content = slice_sub(png, at + 8, len);
        bool good = false;

        if (len > png.len - at - CHUNK_OVERHEAD ||
            crc32(0, png.data + at + 4, (uInt)len + 4) != big_endian(png, at + 8 + len))
            return false;
        if (slice_is(type, "IHDR") && state == START) {
            good = header(p, content);
            state = HEADER;
        } else if (slice_is(type, "PLTE") && state == HEADER) {
            good = p->colour == PALETTE && len > 0 && len <= PALETTE_BYTES_MAX && len % 3 == 0;
            state = PALETTE_DONE;
        } else if (slice_is(type, "IDAT") && state >= HEADER && state <= DATA) {
            good = (p->colour != PALETTE || state != HEADER) && data(p, content, memory_r);
            state = DATA;
        } else if (slice_is(type, "IEND") && state == DATA) {
            good = len == 0;
            state = END;
        } else if (slice_is(type, "pHYs") && (state == HEADER || state == PALETTE_DONE)) {
            good = len == 9; /* pixels to the metre */
        }
        if (!good)
            return false;
        at += CHUNK_OVERHEAD + len;
    }
    return state == END && p->ended && p->rows_left == 0;
}

bool opendocument_picture_plain(struct slice png, bool *plain_r)
{
    static const unsigned char signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    struct picture p = {.width = 0};
    bool no_memory = false;

    *plain_r = false;
    if (png.len > PNG_BYTES_MAX || png.len < sizeof signature ||
        memcmp(png.data, signature, sizeof signature) != 0)
        return true;
    if (inflateInit(&p.z) != Z_OK)
        return false;
    *plain_r = chunks(&p, png, &no_memory);
    inflateEnd(&p.z);
    return !no_memory;
}

/* same_save - were both written together? LibreOffice gives all entries the time of the save. */
static bool same_save(const struct package_part *a, const struct package_part *b)
{
    return b == NULL ||
           llabs((long long)package_part_saved(a) - package_part_saved(b)) <= SAVE_SECONDS_MAX;
}

bool opendocument_picture(struct opendocument *d)
{
    const struct package_part *picture = package_part(d->package, "Thumbnails/thumbnail.png");
    bool plain;

    if (picture == NULL)
        return true;
    if (!opendocument_picture_plain(picture->content, &plain))
        return false;
    if (!plain || !same_save(picture, package_part(d->package, "content.xml")) ||
        !same_save(picture, package_part(d->package, "styles.xml")))
        sink_finding(d->sink, REASON_CONTENT_HIDDEN, place_none());
    return true;
}
