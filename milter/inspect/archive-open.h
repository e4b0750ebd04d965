/*
 * archive-open - which passphrase opens a packed stream, and what stands in it
 *
 * For archive.c alone. 7zAES has no check of its own. A passphrase has proved right when the stream
 * unpacks to its size and checksum; and, so that damage further on is told from a wrong passphrase,
 * when the padding is zeros and the first LZMA2 chunk is a valid one: it unpacks, or, being stored,
 * leads from chunk to chunk to the end. Once one has proved right, no other is tried: header and
 * content must open with the same.
 */
#ifndef INSPECT_ARCHIVE_OPEN_H
#define INSPECT_ARCHIVE_OPEN_H

#include "inspect/archive-header.h"
#include "inspect/protocol.h"

struct archive_opener {
    const struct keyholder *keyholder;
    const struct protocol *protocol;
    day_number day;      /* passphrases valid on it are tried first */
    bool proved;         /* a passphrase proved right ... */
    unsigned passphrase; /* ... this one */
};

/* One packed stream of a folder of known form */
struct archive_stream {
    const struct archive_folder *folder;
    uint64_t offset;        /* in the archive; offset + packed is within it */
    uint64_t packed;        /* bytes */
    struct archive_sum sum; /* of the unpacked bytes; undefined: not checked */
};

enum archive_outcome {
    STREAM_READ,
    STREAM_DAMAGED, /* breaks although the passphrase is right, or without one */
    STREAM_LOCKED,  /* no passphrase opens it */
    STREAM_FAILED   /* no memory, or the key holder failed */
};

/* archive_sizes_fit - may these sizes belong together? Before any passphrase is tried. */
bool archive_sizes_fit(const struct archive_stream *s);
/* archive_unpacked_size - of the folder's output */
uint64_t archive_unpacked_size(const struct archive_folder *folder);

/* archive_open - the unpacked bytes in out, which was empty and has room for them */
enum archive_outcome archive_open(struct archive_opener *o, const struct archive_stream *s,
                                  struct buffer *out);
/* archive_prove - looks for the passphrase only, by the first chunk: for LZMA2 behind 7zAES */
enum archive_outcome archive_prove(struct archive_opener *o, const struct archive_stream *s);

#endif
