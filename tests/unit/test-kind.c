/* What a wrong attachment is called */
#include "base/secret.h"
#include "inspect/kind.h"
#include "run-command.h"
#include "sevenzip-writer.h"
#include "test.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <unistd.h>

#define BYTES(text)            \
    {                          \
        text, sizeof(text) - 1 \
    }

static void knows_by_first_bytes(void)
{
    static const struct {
        struct {
            const char *bytes;
            size_t len;
        } file;
        enum kind kind;
    } cases[] = {
        {BYTES(""), KIND_EMPTY},
        {BYTES("Voornaam: Jan\r\n"), KIND_TEXT},
        {BYTES("Voornaam: Ren\xe9\r\n"), KIND_TEXT},
        {BYTES("\xff\xfeV\0o\0"), KIND_TEXT},
        {BYTES("\xfe\xff\0V\0o"), KIND_TEXT},
        {BYTES("a\0b\x01"), KIND_UNKNOWN},
        {BYTES("a\x7f"), KIND_UNKNOWN},
        {BYTES("PK\x03\x04rest"), KIND_ZIP},
        {BYTES("PK\x05\x06rest"), KIND_ZIP},
        {BYTES("PK\x03\x04....word/document.xml"), KIND_WORD},
        {BYTES("PK\x03\x04....xl/workbook.xml"), KIND_EXCEL},
        {BYTES("PK\x03\x04....ppt/presentation.xml"), KIND_POWERPOINT},
        {BYTES("PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text"), KIND_OPENDOCUMENT},
        {BYTES("PK\x07\x08PK\x03\x04"), KIND_SPLIT_VOLUME},
        {BYTES("Rar!\x1a\x07\x00"), KIND_RAR},
        {BYTES("Rar!\x1a\x07\x01\x00"), KIND_RAR},
        {BYTES("\x1f\x8b\x08"), KIND_GZIP},
        {BYTES("BZh9"), KIND_BZIP2},
        {BYTES("\xfd"
               "7zXZ\0"),
         KIND_XZ},
        {BYTES("MSCF\0\0"), KIND_CAB},
        {BYTES("\x60\xea\x2a\0"), KIND_ARCHIVE},
        {BYTES("070701 is geen telefoonnummer"), KIND_TEXT},
        {BYTES("!<arch is geen archief"), KIND_TEXT},
        {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), KIND_OLE},
        {BYTES("\x78\x9f\x3e\x22"), KIND_OLE},
        {BYTES("{\\rtf1"), KIND_RTF},
        {BYTES("%PDF-1.7"), KIND_PDF},
        {BYTES("\xff\xd8\xff\xe0"), KIND_IMAGE},
        {BYTES("\x89PNG\r\n\x1a\n"), KIND_IMAGE},
        {BYTES("GIF89a"), KIND_IMAGE},
        {BYTES("RIFF....WEBP"), KIND_IMAGE},
        {BYTES("\0\0\0\x24"
               "ftypheic\0\0\0\0"),
         KIND_IMAGE},
        {BYTES("\0\0\0\x1c"
               "ftypmif1\0\0\0\0"),
         KIND_IMAGE},
        {BYTES("\0\0\0\x20"
               "ftypavif\0\0\0\0"),
         KIND_IMAGE},
        {BYTES("\0\0\0\x20"
               "ftypisom\0\0\0\0"),
         KIND_UNKNOWN}, /* a film */
        {BYTES("BM\x46\0\0\0\0\0\0\0\x36\0\0\0"), KIND_IMAGE},
        {BYTES("BMI: 23, en nog iets"), KIND_TEXT},
        {BYTES("RIFF....WAVE\0"), KIND_UNKNOWN},
        {BYTES("<!DOCTYPE html><p>"), KIND_HTML},
        {BYTES("\xef\xbb\xbf \r\n<HTML>"), KIND_HTML},
        {BYTES("<p>"), KIND_TEXT},
        {BYTES("MZ\x90\0"), KIND_PROGRAM},
        {BYTES("\x7f"
               "ELF\x02"),
         KIND_PROGRAM},
        {BYTES("#!/bin/sh\n"), KIND_PROGRAM},
        {BYTES("MZ\x90\0....7z\xbc\xaf\x27\x1c"), KIND_SELF_EXTRACTING},
        {BYTES("MZ\x90\0....Rar!\x1a\x07"), KIND_SELF_EXTRACTING},
        {BYTES("MZ\x90\0....PK\x03\x04"), KIND_SELF_EXTRACTING},
        {BYTES("\x7f"
               "ELF\x02....7z\xbc\xaf\x27\x1c"),
         KIND_SELF_EXTRACTING},
        {BYTES("x7z\xbc\xaf\x27\x1c"), KIND_PREFIXED_7Z},
        {BYTES("\r\n7z\xbc\xaf\x27\x1c rest"), KIND_PREFIXED_7Z},
        {BYTES("-----BEGIN PGP MESSAGE-----"), KIND_PGP},
        {BYTES("\x85\x01\x0c\x03"), KIND_PGP},
        {BYTES("\xc1\x0c\x03\x01\0"), KIND_PGP},
        {BYTES("\x8c\x0d\x04\x09\x03"), KIND_PGP},
        {BYTES("-----BEGIN CERTIFICATE-----"), KIND_CERTIFICATE},
        {BYTES("\x30\x82\x05\x10"), KIND_CERTIFICATE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_case(kind_name(cases[i].kind));
        CHECK_STRING(kind_name(cases[i].kind),
                     kind_name(kind_identify(slice_of(cases[i].file.bytes, cases[i].file.len))));
    }
    check_case(NULL);
}

static void knows_by_bytes_further_on(void)
{
    unsigned char file[0x8010] = {0};

    memcpy(file + 257, "ustar", 5);
    CHECK_INT(KIND_TAR, kind_identify(slice_of(file, 512)));
    memset(file, 0, sizeof file);
    memcpy(file + 0x8001, "CD001", 5);
    CHECK_INT(KIND_ISO, kind_identify(slice_of(file, sizeof file)));
    CHECK_INT(KIND_UNKNOWN, kind_identify(slice_of(file, 0x8005)));
}

/* What 7zz itself makes */
static void knows_what_7zip_makes(void)
{
    static const struct {
        const char *type;
        enum kind kind;
    } types[] = {{"-tzip", KIND_ZIP},
                 {"-tgzip", KIND_GZIP},
                 {"-tbzip2", KIND_BZIP2},
                 {"-txz", KIND_XZ},
                 {"-ttar", KIND_TAR}};
    struct buffer file;

    buffer_init(&file, 1 << 20);
    CHECK(save_file(scratch_path("a.txt"), slice_from("Voornaam: Jan\r\n")));
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        const char *argv[] = {
            "7zz", "a", types[i].type, scratch_path("made.bin"), scratch_path("a.txt"), NULL};

        CHECK_INT(0, run_command(argv, NULL));
        buffer_clear(&file);
        CHECK(load_file(scratch_path("made.bin"), &file));
        CHECK_STRING(kind_name(types[i].kind), kind_name(kind_identify(buffer_slice(&file))));
        unlink(scratch_path("made.bin"));
    }
    buffer_free(&file);
}

/* Self-extracting for this system, and in volumes, by p7zip, which brings what it takes */
static void knows_other_forms_of_7zip(void)
{
    const char *sfx[] = {"7z", "a", "-sfx", scratch_path("made.bin"), scratch_path("a.txt"), NULL};
    const char *split[] = {
        "7z", "a", "-v100b", "-m0=Copy", "-pgeheim", scratch_path("v.7z"), scratch_path("a.txt"),
        NULL};
    struct buffer file;

    buffer_init(&file, 4 << 20);
    CHECK(save_file(scratch_path("a.txt"), slice_from("Voornaam: Jan, en meer dan een deel\r\n")));
    CHECK_INT(0, run_command(sfx, NULL));
    CHECK(load_file(scratch_path("made.bin"), &file));
    CHECK_STRING(kind_name(KIND_SELF_EXTRACTING), kind_name(kind_identify(buffer_slice(&file))));
    CHECK_INT(0, run_command(split, NULL));
    buffer_clear(&file);
    CHECK(load_file(scratch_path("v.7z.001"), &file));
    CHECK_STRING(kind_name(KIND_SPLIT_VOLUME), kind_name(kind_identify(buffer_slice(&file))));
    buffer_free(&file);
}

static la_ssize_t collect(struct archive *a, void *context, const void *bytes, size_t len)
{
    (void)a;
    return buffer_append(context, bytes, len) ? (la_ssize_t)len : -1;
}

/* One file in an archive of that format, packed by that filter, if any */
static void write_with_libarchive(const char *format, const char *filter, struct buffer *out)
{
    static const char text[] = "Voornaam: Jan\r\n";
    struct archive *a = archive_write_new();
    struct archive_entry *entry = archive_entry_new();

    buffer_clear(out);
    CHECK_INT(ARCHIVE_OK, archive_write_set_format_by_name(a, format));
    if (filter != NULL)
        CHECK_INT(ARCHIVE_OK, archive_write_add_filter_by_name(a, filter));
    CHECK_INT(ARCHIVE_OK, archive_write_open(a, out, NULL, collect, NULL));
    archive_entry_set_pathname(entry, "gegevens.txt");
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, sizeof text - 1);
    CHECK_INT(ARCHIVE_OK, archive_write_header(a, entry));
    CHECK_INT(sizeof text - 1, archive_write_data(a, text, sizeof text - 1));
    CHECK_INT(ARCHIVE_OK, archive_write_close(a));
    archive_entry_free(entry);
    archive_write_free(a);
}

static void knows_what_libarchive_makes(void)
{
    static const struct {
        const char *format, *filter;
        enum kind kind;
    } cases[] = {{"gnutar", NULL, KIND_TAR},       {"pax", NULL, KIND_TAR},
                 {"ustar", NULL, KIND_TAR},        {"iso9660", NULL, KIND_ISO},
                 {"zip", NULL, KIND_ZIP},          {"gnutar", "gzip", KIND_GZIP},
                 {"gnutar", "bzip2", KIND_BZIP2},  {"gnutar", "xz", KIND_XZ},
                 {"gnutar", "zstd", KIND_ARCHIVE}, {"gnutar", "lzip", KIND_ARCHIVE},
                 {"gnutar", "lz4", KIND_ARCHIVE},  {"gnutar", "compress", KIND_ARCHIVE},
                 {"gnutar", "lzma", KIND_ARCHIVE}, {"v7tar", NULL, KIND_TAR},
                 {"cpio", NULL, KIND_ARCHIVE},     {"newc", NULL, KIND_ARCHIVE},
                 {"arbsd", NULL, KIND_ARCHIVE},    {"xar", NULL, KIND_ARCHIVE}};
    struct buffer file;

    buffer_init(&file, 4 << 20);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        write_with_libarchive(cases[i].format, cases[i].filter, &file);
        check_case(cases[i].filter != NULL ? cases[i].filter : cases[i].format);
        CHECK_STRING(kind_name(cases[i].kind), kind_name(kind_identify(buffer_slice(&file))));
    }
    check_case(NULL);
    buffer_free(&file);
}

/* Documents as Word, Excel and LibreOffice save them */
static void knows_documents(void)
{
    static const struct {
        const char *path;
        enum kind kind;
    } cases[] = {{"tests/fixtures/word-form.docx", KIND_WORD},
                 {"tests/fixtures/writer-form.docx", KIND_WORD},
                 {"tests/fixtures/excel-form.xlsx", KIND_EXCEL},
                 {"tests/fixtures/calc-form.xlsx", KIND_EXCEL},
                 {"tests/fixtures/calc-form.ods", KIND_OPENDOCUMENT},
                 {"tests/fixtures/writer-form.odt", KIND_OPENDOCUMENT}};
    struct buffer file;

    buffer_init(&file, 4 << 20);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        buffer_clear(&file);
        CHECK(load_file(cases[i].path, &file));
        CHECK_STRING(kind_name(cases[i].kind), kind_name(kind_identify(buffer_slice(&file))));
    }
    buffer_free(&file);
}

/* Only the first volume has the signature, and its start header tells of more than is there. */
static void knows_the_first_volume_of_a_split_archive(void)
{
    struct sz_archive a = sz_simple("a.txt", "Voornaam: Jan, en nog wat meer om te splitsen\r\n");
    struct buffer file;

    buffer_init(&file, 1 << 20);
    sz_write(&a, &file);
    CHECK(kind_identify(buffer_slice(&file)) != KIND_SPLIT_VOLUME);
    for (size_t len = 32; len < file.len; len++)
        CHECK_INT(KIND_SPLIT_VOLUME, kind_identify(slice_of(file.data, len)));
    CHECK(kind_identify(slice_of(file.data, 31)) != KIND_SPLIT_VOLUME);
    CHECK_INT(KIND_UNKNOWN, kind_identify(slice_of(file.data + 40, 32)));
    memset(file.data + 12, 0xff, 8); /* sizes that do not even fit */
    CHECK(kind_identify(buffer_slice(&file)) != KIND_SPLIT_VOLUME);
    buffer_free(&file);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(knows_by_first_bytes),
        TEST(knows_by_bytes_further_on),
        TEST(knows_what_7zip_makes),
        TEST(knows_other_forms_of_7zip),
        TEST(knows_what_libarchive_makes),
        TEST(knows_documents),
        TEST(knows_the_first_volume_of_a_split_archive),
    };

    if (!secret_heap_start(1 << 16))
        return 1;
    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
