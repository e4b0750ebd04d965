/* What a wrong attachment is called */
#include "base/secret.h"
#include "inspect/kind.h"
#include "run-command.h"
#include "sevenzip-writer.h"
#include "test.h"

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
        {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), KIND_OLE},
        {BYTES("\x78\x9f\x3e\x22"), KIND_OLE},
        {BYTES("{\\rtf1"), KIND_RTF},
        {BYTES("%PDF-1.7"), KIND_PDF},
        {BYTES("\xff\xd8\xff\xe0"), KIND_IMAGE},
        {BYTES("\x89PNG\r\n\x1a\n"), KIND_IMAGE},
        {BYTES("GIF89a"), KIND_IMAGE},
        {BYTES("RIFF....WEBP"), KIND_IMAGE},
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
        TEST(knows_the_first_volume_of_a_split_archive),
    };

    if (!secret_heap_start(1 << 16))
        return 1;
    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
