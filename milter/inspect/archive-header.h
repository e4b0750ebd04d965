/*
 * archive-header - the structures of a 7z header, read strictly
 *
 * For the parts of archive.c alone; archive.h has the grammar. Reading says what stands there; what
 * of it is permitted is judged in archive.c. A reader that returns false has set *trouble_r to the
 * one reason why it could not go on; what it had established up to there stays in the result.
 */
#ifndef INSPECT_ARCHIVE_HEADER_H
#define INSPECT_ARCHIVE_HEADER_H

#include "inspect/archive-cursor.h"
#include "inspect/contents.h"
#include "inspect/keyholder.h"
#include "inspect/verdict.h"

enum {
    ARCHIVE_START_SIZE = 32,    /* signature, version, checksum, place of the header */
    ARCHIVE_HEADER_MAX = 65536, /* bytes of a header, packed or not: one file needs 200 */
    ARCHIVE_FOLDERS_MAX = 1024,
    ARCHIVE_CODERS_MAX = 8, /* in a folder: an encrypted program under -mx=9 has 8 */
    ARCHIVE_INPUTS_MAX = 16 /* of all coders of a folder */
};

/* A sum of bytes somewhere in the archive, and whether it stands there at all */
struct archive_sum {
    bool defined;
    uint32_t value;
};

/* What the 7zAES properties say (7-Zip: CPP/7zip/Crypto/7zAes.cpp) */
struct archive_cipher {
    struct cipher_params params;
    unsigned iv_len; /* bytes given; the rest of the vector is zeros */
};

/* One folder: a chain of coders with its packed streams */
struct archive_folder {
    unsigned coder_count;
    unsigned packs; /* packed streams it reads */
    unsigned ciphers;
    struct archive_cipher cipher; /* of the last 7zAES coder */

    /* The forms that can be opened: 7zAES alone (a copy), 7zAES then one method, or (header only)
     * one method. */
    bool known_form;
    enum contents_method method;
    struct slice properties;            /* of the method, into the header */
    unsigned cipher_coder;              /* index in sizes[]; of the method if there is no cipher */
    unsigned main_coder;                /* the one whose output is the folder's */
    uint64_t sizes[ARCHIVE_CODERS_MAX]; /* unpacked size behind each coder */
};

/* The little kept of every folder until its streams have been counted */
struct archive_folder_note {
    unsigned coder_count;
    unsigned main_coder;
    uint64_t size;
    struct archive_sum sum;
    uint64_t substreams;
};

/* StreamsInfo: packed streams, folders, and the files' parts of them */
struct archive_streams {
    uint64_t pack_offset; /* behind the start header */
    uint64_t pack_count;
    uint64_t pack_total;      /* bytes */
    uint64_t first_pack_size; /* bytes */
    struct archive_sum first_pack_sum;

    unsigned folder_count;
    struct archive_folder first; /* the first folder in full */
    struct archive_folder_note folders[ARCHIVE_FOLDERS_MAX];
    uint64_t packs_used; /* by all folders */
    uint64_t total_size; /* unpacked bytes of all folders */
    uint64_t substreams; /* files with content */
    uint64_t first_size; /* of the first file with content */
    struct archive_sum first_sum;
    bool sums_missing; /* a file without a checksum */
    bool empty_folder; /* a folder of which no file is part */

    /* over all folders read */
    bool plain_folder;  /* one with a packed stream that no 7zAES coder reads */
    bool other_method;  /* one of a form that cannot be opened */
    bool weak_vector;   /* a cipher without an initialisation vector of 8 or 16 bytes */
    unsigned power_min; /* lowest and highest power of the ciphers; min > max: there is none */
    unsigned power_max;
};

/* FilesInfo */
struct archive_files {
    uint64_t count;
    uint64_t with_stream;    /* files that have content; the others are empty files, directories */
    uint64_t first_empty;    /* number, from 1, of the first that has none; 0: all have */
    struct slice name;       /* of the first file: UTF-16LE, without its end; into the header */
    bool attributes_defined; /* of the first file */
    uint32_t attributes;
};

struct archive_header {
    struct archive_streams streams;
    struct archive_files files;
};

/* archive_read_header - all of a plain header (0x01 ... 0x00) */
bool archive_read_header(struct slice bytes, struct archive_header *header, enum reason *trouble_r);
/* archive_read_encoded - all of an encoded header (0x17 ...): where the real one is packed */
bool archive_read_encoded(struct slice bytes, struct archive_streams *streams,
                          enum reason *trouble_r);

/* The parts, each in a file of its own */
bool archive_read_streams(struct cursor *c, struct archive_streams *streams,
                          enum reason *trouble_r);
bool archive_read_folder(struct cursor *c, struct archive_folder *folder, enum reason *trouble_r);
bool archive_read_files(struct cursor *c, struct archive_files *files, enum reason *trouble_r);

/* property ids of 7z headers (7zFormat.txt) */
enum {
    ID_END = 0x00,
    ID_HEADER = 0x01,
    ID_STREAMS = 0x04,
    ID_FILES = 0x05,
    ID_PACK = 0x06,
    ID_UNPACK = 0x07,
    ID_SUBSTREAMS = 0x08,
    ID_SIZE = 0x09,
    ID_SUM = 0x0a,
    ID_FOLDER = 0x0b,
    ID_CODER_SIZES = 0x0c,
    ID_SUBSTREAM_COUNT = 0x0d,
    ID_EMPTY_STREAM = 0x0e,
    ID_EMPTY_FILE = 0x0f,
    ID_NAMES = 0x11,
    ID_CREATED = 0x12,
    ID_ACCESSED = 0x13,
    ID_MODIFIED = 0x14,
    ID_ATTRIBUTES = 0x15,
    ID_ENCODED_HEADER = 0x17,
    ID_DUMMY = 0x19
};

#endif
