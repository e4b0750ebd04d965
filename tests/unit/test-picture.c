#include "inspect/format/opendocument.h"

#include "package-edit.h"
#include "test.h"

#include <string.h>
#include <zlib.h>

static void number(struct buffer *b, uint32_t n)
{
    const unsigned char bytes[] = {(unsigned char)(n >> 24), (unsigned char)(n >> 16),
                                   (unsigned char)(n >> 8), (unsigned char)n};

    buffer_append(b, bytes, sizeof bytes);
}

static void chunk(struct buffer *b, const char *type, struct slice data)
{
    size_t at = b->len + 4;

    number(b, (uint32_t)data.len);
    buffer_append_string(b, type);
    buffer_append_slice(b, data);
    number(b, (uint32_t)crc32(0, b->data + at, (uInt)data.len + 4));
}

static void start(struct buffer *b, uint32_t width, uint32_t height, unsigned depth, unsigned type,
                  unsigned interlace)
{
    struct buffer header;
    const unsigned char rest[] = {(unsigned char)depth, (unsigned char)type, 0, 0,
                                  (unsigned char)interlace};

    buffer_init(b, 4 << 20);
    buffer_append(b, "\x89PNG\r\n\x1A\n", 8);
    buffer_init(&header, 100);
    number(&header, width);
    number(&header, height);
    buffer_append(&header, rest, sizeof rest);
    chunk(b, "IHDR", buffer_slice(&header));
    buffer_free(&header);
}

/* data - so many bytes of rows, packed, in pieces of so many bytes; the first byte is `filter` */
static void data(struct buffer *b, size_t len, unsigned char filter, size_t piece, bool cut)
{
    static unsigned char rows[1 << 20], packed[1 << 20];
    uLongf size = sizeof packed;

    memset(rows, 0, len);
    rows[0] = filter;
    CHECK(compress(packed, &size, rows, len) == Z_OK);
    size -= cut ? 3 : 0;
    for (size_t at = 0; at < size; at += piece)
        chunk(b, "IDAT", slice_of(packed + at, size - at < piece ? size - at : piece));
}

static void end(struct buffer *b)
{
    chunk(b, "IEND", slice_of("", 0));
}

static void judged(const char *name, struct buffer *b, bool expected)
{
    bool plain;

    check_case(name);
    CHECK(opendocument_picture_plain(buffer_slice(b), &plain));
    CHECK_INT(expected, plain);
    check_case(NULL);
    buffer_free(b);
}

#define PALETTE_OF_2 slice_of("\0\0\0\377\377\377", 6)

/* picture - 8 bits a pixel with a palette, as LibreOffice makes it, of so many bytes of rows */
static void picture(struct buffer *b, uint32_t width, uint32_t height, size_t len)
{
    start(b, width, height, 8, 3, 0);
    chunk(b, "PLTE", PALETTE_OF_2);
    data(b, len, 0, 1000, false);
}

static void by_libreoffice(void)
{
    static const char *const names[] = {"calc-form.ods", "calc-table.ods", "writer-form.odt",
                                        "writer-table.odt"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct buffer file;
        struct package *package;
        const struct package_part *part;
        bool plain = false;

        check_case(names[i]);
        CHECK(package_fixture(names[i], &file));
        CHECK(package_open(buffer_slice(&file), &package) == PACKAGE_OK);
        part = package_part(package, "Thumbnails/thumbnail.png");
        CHECK(part != NULL);
        CHECK(opendocument_picture_plain(part->content, &plain) && plain);
        package_free(package);
        buffer_free(&file);
    }
    check_case(NULL);
}

static void kinds(void)
{
    static const struct {
        const char *name;
        uint32_t width, height;
        unsigned depth, type, interlace;
        size_t rows;
        bool expected;
    } cases[] = {
        {"grey", 10, 3, 8, 0, 0, 33, true},
        {"grey of 1 bit", 10, 3, 1, 0, 0, 9, true},
        {"colours", 10, 3, 8, 2, 0, 93, true},
        {"largest", 512, 512, 8, 2, 0, 512 * 1537, true},
        {"in passes", 8, 8, 8, 0, 1, 2 + 2 + 3 + 6 + 10 + 20 + 36, true},
        {"one pixel, in passes", 1, 1, 8, 0, 1, 2, true},
        {"passes that are not all there", 8, 8, 8, 0, 1, 64 + 8, false},
        {"too wide", 513, 1, 8, 0, 0, 514, false},
        {"too high", 1, 513, 8, 0, 0, 1026, false},
        {"of nothing", 0, 1, 8, 0, 0, 1, false},
        {"16 bits", 10, 3, 16, 0, 0, 63, false},
        {"colours of 4 bits", 10, 3, 4, 2, 0, 48, false},
        {"transparent", 10, 3, 8, 6, 0, 123, false},
        {"grey, transparent", 10, 3, 8, 4, 0, 63, false},
        {"unknown kind", 10, 3, 8, 1, 0, 33, false},
        {"unknown passes", 10, 3, 8, 0, 2, 33, false},
        {"a byte less", 10, 3, 8, 0, 0, 32, false},
        {"a byte more", 10, 3, 8, 0, 0, 34, false},
        {"very much more", 10, 3, 8, 0, 0, 1 << 20, false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer b;

        start(&b, cases[i].width, cases[i].height, cases[i].depth, cases[i].type,
              cases[i].interlace);
        data(&b, cases[i].rows, 0, 1 << 20, false);
        end(&b);
        judged(cases[i].name, &b, cases[i].expected);
    }
}

static void chunks(void)
{
    struct buffer b;

    picture(&b, 10, 3, 33);
    end(&b);
    judged("plain", &b, true);

    picture(&b, 10, 3, 33);
    chunk(&b, "tEXt", slice_from("schulden"));
    end(&b);
    judged("text", &b, false);

    start(&b, 10, 3, 8, 3, 0);
    chunk(&b, "pHYs", slice_of("\0\0\1\0\0\0\1\0\1", 9));
    chunk(&b, "PLTE", PALETTE_OF_2);
    chunk(&b, "tRNS", slice_of("\0", 1));
    data(&b, 33, 0, 1000, false);
    end(&b);
    judged("transparency", &b, false);

    start(&b, 10, 3, 8, 3, 0);
    chunk(&b, "pHYs", slice_of("\0\0\1\0\0\0\1\0\1", 9));
    chunk(&b, "PLTE", PALETTE_OF_2);
    data(&b, 33, 0, 5, false);
    end(&b);
    judged("size of a pixel, data in pieces", &b, true);

    start(&b, 10, 3, 8, 3, 0);
    data(&b, 33, 0, 1000, false);
    end(&b);
    judged("no palette", &b, false);

    start(&b, 10, 3, 8, 0, 0);
    chunk(&b, "PLTE", PALETTE_OF_2);
    data(&b, 33, 0, 1000, false);
    end(&b);
    judged("palette of a grey one", &b, false);

    picture(&b, 10, 3, 33);
    judged("no end", &b, false);

    picture(&b, 10, 3, 33);
    end(&b);
    buffer_append_string(&b, "schulden");
    judged("bytes behind it", &b, false);

    picture(&b, 10, 3, 33);
    end(&b);
    chunk(&b, "IEND", slice_of("", 0));
    judged("two ends", &b, false);

    picture(&b, 10, 3, 33);
    chunk(&b, "IEND", slice_from("schulden"));
    judged("words in the end", &b, false);

    picture(&b, 10, 3, 33);
    chunk(&b, "IDAT", slice_from("schulden"));
    end(&b);
    judged("data behind the stream", &b, false);

    start(&b, 10, 3, 8, 0, 0);
    data(&b, 33, 5, 1000, false);
    end(&b);
    judged("unknown filter", &b, false);

    start(&b, 10, 3, 8, 0, 0);
    data(&b, 33, 4, 1000, false);
    end(&b);
    judged("the last filter", &b, true);

    start(&b, 10, 3, 8, 0, 0);
    data(&b, 33, 0, 1000, true);
    end(&b);
    judged("stream without its end", &b, false);

    picture(&b, 10, 3, 33);
    end(&b);
    b.data[b.len - 1] ^= 1;
    judged("wrong checksum", &b, false);

    start(&b, 10, 3, 8, 0, 0);
    end(&b);
    judged("no data", &b, false);

    buffer_init(&b, 100);
    buffer_append(&b, "\x89PNG\r\n\x1A\n", 8);
    judged("nothing", &b, false);

    buffer_init(&b, 100);
    judged("empty", &b, false);
}

static void cut(void)
{
    struct buffer b;
    bool plain;

    picture(&b, 10, 3, 33);
    end(&b);
    for (size_t len = 0; len < b.len; len++) {
        CHECK(opendocument_picture_plain(slice_sub(buffer_slice(&b), 0, len), &plain));
        CHECK(!plain);
    }
    buffer_free(&b);
}

int main(void)
{
    static const struct test tests[] = {TEST(by_libreoffice), TEST(kinds), TEST(chunks), TEST(cut)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
