/*
 * kind - what a wrong attachment is, by its bytes
 *
 * Only names things, for an explanation the sender can use: nothing is accepted by what stands
 * here. Looks for signatures; what has none at a fixed place is left to libarchive.
 */
#include "inspect/kind-archive.h"

#include <string.h>

enum {
    TAR_MAGIC = 257,
    ISO_MAGIC = 0x8001,
    SEVENZIP_START = 32,
    TEXT_LOOKED_AT = 65536 /* bytes */
};

static const char SEVENZIP[] = "7z\xbc\xaf\x27\x1c";
static const char RAR[] = "Rar!\x1a\x07";

static bool has_at(struct slice file, size_t offset, const void *bytes, size_t len)
{
    return slice_equal(slice_sub(file, offset, len), slice_of(bytes, len));
}

static bool contains(struct slice file, const void *bytes, size_t len)
{
    return slice_find(file, slice_of(bytes, len), 0) != SIZE_MAX;
}

static bool contains_text(struct slice file, const char *text)
{
    return contains(file, text, strlen(text));
}

struct magic {
    const char *bytes;
    size_t len;
    enum kind kind;
};
#define MAGIC(bytes, kind)             \
    {                                  \
        bytes, sizeof(bytes) - 1, kind \
    }

static const struct magic MAGICS[] = {
    MAGIC("Rar!\x1a\x07", KIND_RAR),
    MAGIC("\x1f\x8b", KIND_GZIP),
    MAGIC("BZh", KIND_BZIP2),
    MAGIC("\xfd\x37zXZ\0", KIND_XZ),
    MAGIC("MSCF", KIND_CAB),
    MAGIC("\x28\xb5\x2f\xfd", KIND_ARCHIVE), /* zstd (RFC 8878) */
    MAGIC("\x04\x22\x4d\x18", KIND_ARCHIVE), /* lz4 */
    MAGIC("LZIP\1", KIND_ARCHIVE),
    MAGIC("\x1f\x9d", KIND_ARCHIVE), /* compress */
    MAGIC("\x5d\0\0", KIND_ARCHIVE), /* lzma, as most write it */
    MAGIC("\x60\xea", KIND_ARCHIVE), /* arj */
    MAGIC("xar!", KIND_ARCHIVE),
    MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", KIND_OLE),
    MAGIC("\x78\x9f\x3e\x22", KIND_OLE), /* winmail.dat */
    MAGIC("{\\rtf", KIND_RTF),
    MAGIC("%PDF-", KIND_PDF),
    MAGIC("\xff\xd8\xff", KIND_IMAGE),
    MAGIC("\x89PNG\r\n\x1a\n", KIND_IMAGE),
    MAGIC("GIF87a", KIND_IMAGE),
    MAGIC("GIF89a", KIND_IMAGE),
    MAGIC("II*\0", KIND_IMAGE),
    MAGIC("MM\0*", KIND_IMAGE),
    MAGIC("\xcf\xfa\xed\xfe", KIND_PROGRAM),
    MAGIC("\xca\xfe\xba\xbe", KIND_PROGRAM),
    MAGIC("#!", KIND_PROGRAM),
    MAGIC("PK\x07\x08", KIND_SPLIT_VOLUME), /* first volume of a spanned zip */
    MAGIC("-----BEGIN PGP ", KIND_PGP),
    MAGIC("-----BEGIN ", KIND_CERTIFICATE),
    MAGIC("\x30\x82", KIND_CERTIFICATE), /* DER: PKCS #7, #12, X.509 */
};

/* HEIC and AVIF, as telephones take pictures (ISO/IEC 14496-12: box "ftyp", major brand) */
static bool telephone_picture(struct slice file)
{
    static const char *const brands[] = {"hei", "hev", "mif1", "msf1", "avif", "avis"};

    for (size_t i = 0; i < sizeof brands / sizeof brands[0]; i++)
        if (has_at(file, 4, "ftyp", 4) && has_at(file, 8, brands[i], strlen(brands[i])))
            return true;
    return false;
}

/* BMP: the two letters alone begin a text as well; its reserved fields are zeros */
static bool bitmap(struct slice file)
{
    return has_at(file, 0, "BM", 2) && has_at(file, 6, "\0\0\0\0", 4);
}

static enum kind by_magic(struct slice file)
{
    for (size_t i = 0; i < sizeof MAGICS / sizeof MAGICS[0]; i++)
        if (has_at(file, 0, MAGICS[i].bytes, MAGICS[i].len))
            return MAGICS[i].kind;
    if (has_at(file, TAR_MAGIC, "ustar", 5))
        return KIND_TAR;
    if (has_at(file, ISO_MAGIC, "CD001", 5))
        return KIND_ISO;
    if ((has_at(file, 0, "RIFF", 4) && has_at(file, 8, "WEBP", 4)) || telephone_picture(file) ||
        bitmap(file))
        return KIND_IMAGE;
    return KIND_UNKNOWN;
}

/* Names of members stand readable in a zip. */
static enum kind zip_kind(struct slice file)
{
    if (contains_text(file, "application/vnd.oasis.opendocument"))
        return KIND_OPENDOCUMENT;
    if (contains_text(file, "word/document.xml"))
        return KIND_WORD;
    if (contains_text(file, "xl/workbook."))
        return KIND_EXCEL;
    if (contains_text(file, "ppt/presentation.xml"))
        return KIND_POWERPOINT;
    return KIND_ZIP;
}

static enum kind program_kind(struct slice file)
{
    bool carries = contains(file, SEVENZIP, sizeof SEVENZIP - 1) ||
                   contains(file, RAR, sizeof RAR - 1) || contains(file, "PK\x03\x04", 4);

    return carries ? KIND_SELF_EXTRACTING : KIND_PROGRAM;
}

/* A whole archive ends where its start header says; of a split one, this is only the beginning. */
static bool first_volume(struct slice file)
{
    uint64_t end = SEVENZIP_START;

    if (!has_at(file, 0, SEVENZIP, sizeof SEVENZIP - 1) || file.len < SEVENZIP_START)
        return false;
    for (unsigned field = 12; field < 28; field += 8) { /* offset and size of the header */
        uint64_t value = 0;

        for (unsigned i = 8; i > 0; i--)
            value = value << 8 | file.data[field + i - 1];
        if (__builtin_add_overflow(end, value, &end))
            return false;
    }
    return end > file.len;
}

/* A packet of OpenPGP (RFC 4880, section 4.2) that begins an encrypted or signed message: old or
 * new form, tag 1, 3 or 8, of which the version byte is known */
static bool pgp_packet(struct slice file)
{
    unsigned tag;

    if (file.len < 4 || (file.data[0] & 0x80u) == 0)
        return false;
    tag = (file.data[0] & 0x40u) != 0 ? file.data[0] & 0x3fu : file.data[0] >> 2 & 0x0fu;
    return (tag == 1 && (file.data[2] == 3 || file.data[3] == 3)) ||
           (tag == 3 && file.data[2] == 4);
}

static bool html_text(struct slice text)
{
    static const char *const marks[] = {"<!doctype html", "<html", "<head", "<body"};
    size_t start = 0;

    if (slice_starts(text, "\xef\xbb\xbf"))
        start = 3;
    while (start < text.len && strchr(" \t\r\n", text.data[start]) != NULL &&
           text.data[start] != '\0')
        start++;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (slice_starts_nocase(slice_sub(text, start, text.len), marks[i]))
            return true;
    return false;
}

/* No control characters: whatever its character set, people can read it. UTF-16 has its mark. */
static bool plain_text(struct slice text)
{
    if (slice_starts(text, "\xff\xfe") || slice_starts(text, "\xfe\xff"))
        return true;
    for (size_t i = 0; i < text.len; i++)
        if ((text.data[i] < 0x20 && (text.data[i] < '\t' || text.data[i] > '\r')) ||
            text.data[i] == 0x7f)
            return false;
    return true;
}

enum kind kind_identify(struct slice file)
{
    struct slice beginning = slice_sub(file, 0, TEXT_LOOKED_AT);
    enum kind kind;

    if (file.len == 0)
        return KIND_EMPTY;
    if (first_volume(file))
        return KIND_SPLIT_VOLUME;
    if (has_at(file, 0, "PK\x03\x04", 4) || has_at(file, 0, "PK\x05\x06", 4))
        return zip_kind(file);
    if (has_at(file, 0, "MZ", 2) || has_at(file, 0, "\177ELF", 4))
        return program_kind(file);
    kind = by_magic(file);
    if (kind == KIND_UNKNOWN)
        kind = kind_of_archive(file);
    if (kind != KIND_UNKNOWN)
        return kind;
    if (contains(slice_sub(file, 1, file.len), SEVENZIP, sizeof SEVENZIP - 1))
        return KIND_PREFIXED_7Z;
    if (pgp_packet(file))
        return KIND_PGP;
    if (html_text(beginning))
        return KIND_HTML;
    return plain_text(beginning) ? KIND_TEXT : KIND_UNKNOWN;
}
