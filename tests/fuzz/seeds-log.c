/* seeds-log DIR - a segment, its lines, a keys file and a receipt to begin with, for fuzz-log */
#include "known-log.h"
#include "seed-file.h"

int main(int argc, char **argv)
{
    struct known_log known;
    struct slice all;

    if (argc != 2)
        return 64;
    known_log_new(&known);
    all = buffer_slice(&known.bytes);
    seed_write(argv[1], all);
    for (size_t at = 0; at < all.len;) {
        size_t end = slice_find_byte(all, '\n', at) + 1;

        seed_write(argv[1], slice_sub(all, 0, end));
        seed_write(argv[1], slice_sub(all, at, end - at));
        at = end;
    }
    seed_write(argv[1], buffer_slice(&known.keys));
    seed_write(argv[1], slice_from(known.receipt));
    known_log_free(&known);
    return 0;
}
