/* seeds-archive DIR - archives of every kind to begin with, for fuzz-archive */
#include "seed-file.h"
#include "sevenzip-writer.h"

#include <string.h>

static const char *folder;

static void write_seed(const struct sz_archive *a)
{
    struct buffer bytes;

    buffer_init(&bytes, 1 << 20);
    sz_write(a, &bytes);
    seed_write(folder, buffer_slice(&bytes));
    buffer_free(&bytes);
}

static void write_forms(void)
{
    for (unsigned i = 0; i < 36; i++) {
        struct sz_archive a = sz_simple("aanmelding.txt", "Voornaam: Jan\r\nNaam: Peeters\r\n"
                                                          "Voornaam: Jan\r\nNaam: Peeters\r\n");

        a.folders[0].open = a.header_folder.open = true;
        a.folders[0].method = (enum contents_method)(i % 3);
        a.folders[0].aes_alone = i / 3 % 2;
        a.folders[0].salt_len = i / 6 % 2 ? 16 : 0;
        a.header = i / 12 == 0 ? SZ_HEADER_PLAIN : SZ_HEADER_ENCODED;
        a.header_folder.method = (enum contents_method)(i % 3);
        a.header_folder.cipher = i / 12 == 1 ? SZ_PLAIN : SZ_AES;
        a.pack_sums = i % 5 == 0;
        a.folder_sums = i % 7 == 0;
        write_seed(&a);
    }
}

static void write_wrong(void)
{
    struct sz_archive a = sz_simple("a.txt", "Voornaam: Jan\r\n");

    a.folders[0].open = true;
    a.folder_count = a.file_count = 2;
    a.folders[1] = a.folders[0];
    a.files[1].name = "b.txt";
    write_seed(&a);
    a.folders[1].cipher = SZ_PLAIN;
    write_seed(&a);
    a.folder_count = 1;
    a.folders[0].content_count = 2;
    a.folders[0].contents[1] = slice_from("Naam: Peeters\r\n");
    write_seed(&a);
    a.folders[0].content_count = 1;
    a.files[1].no_stream = true;
    write_seed(&a);
    a.files[1].directory = true;
    write_seed(&a);
    memset(&a, 0, sizeof a);
    a.header_bytes = slice_of("", 0);
    write_seed(&a);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 64;
    folder = argv[1];
    write_forms();
    write_wrong();
    return 0;
}
