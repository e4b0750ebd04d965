/* seeds-archive-header DIR - plain headers to begin with, for fuzz-archive-header */
#include "seed-file.h"
#include "sevenzip-writer.h"

int main(int argc, char **argv)
{
    if (argc != 2)
        return 64;
    for (unsigned i = 0; i < 16; i++) {
        struct sz_archive a = sz_simple("a.txt", "Voornaam: Jan\r\nNaam: Peeters\r\n");
        struct buffer file;
        size_t offset;

        a.folders[0].open = true;
        a.folders[0].salt_len = i & 1 ? 16 : 0;
        a.folder_sums = i & 2;
        a.pack_sums = i & 4;
        a.file_count = i & 8 ? 2 : 1;
        a.files[1] = (struct sz_file){.name = "map", .no_stream = true, .directory = true};
        buffer_init(&file, 1 << 16);
        sz_write(&a, &file);
        offset = 32 + (file.data[12] | (size_t)file.data[13] << 8);
        seed_write(argv[1], slice_sub(buffer_slice(&file), offset, file.len));
        buffer_free(&file);
    }
    return 0;
}
