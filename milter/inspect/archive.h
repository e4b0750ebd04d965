/*
 * archive - strict reader of the 7z container
 *
 * What is accepted (format: 7zFormat.txt of 7-Zip; "number" is its integer of 1 to 9 bytes, in its
 * shortest form; everything else little-endian). Every byte of the file has a place here:
 *
 *   file          start packed* header            and nothing before, between or behind
 *   start         '7' 'z' BC AF 27 1C, 0, 2..4, CRC-32 of the rest;
 *                 offset (8) and size (8) of the header behind the start, CRC-32 of the header
 *   header        plain | encoded                 at most 64 KiB, as it stands and unpacked
 *   plain         01 04 streams 05 files 00
 *   encoded       17 streams
 *                 of one folder: a plain header, right before this one, at most once; with a
 *                 CRC-32 where it is encrypted
 *   streams       packed folders [parts] 00
 *   packed        06 position count 09 size* [0A sums] 00
 *   folders       07 0B count 00 folder* 0C size* [0A sums] 00
 *   parts         08 [0D count*] [09 size*] [0A sums] 00
 *                 what of each folder is which file
 *   folder        coders and how they are joined: 7zAES | 7zAES then Copy, LZMA or LZMA2; in an
 *                 encoded header one of the three alone as well
 *   7zAES         power of the rounds; a vector of 8 or 16 bytes; a salt of up to 16, or none
 *   files         count, then properties, each once and exactly as long as it says: names, times
 *                 of creation, access and change, attributes; zeros as padding, any number of times
 *
 * and of that: one file with content, which is the one folder, whose CRC-32 is given and right; a
 * regular file with a safe plain name (file-name.h); packed and unpacked sizes that fit each other
 * to the byte; padding of the cipher all zeros.
 *
 * More is read, so that the finding can say what is wrong: several files and folders, files without
 * content, any coder chain. Two passes of one decision: archive-header.h reads what stands there,
 * archive.c judges it, archive-open.c tries the passphrases.
 */
#ifndef INSPECT_ARCHIVE_H
#define INSPECT_ARCHIVE_H

#include "inspect/keyholder.h"
#include "inspect/protocol.h"
#include "inspect/verdict.h"

/* The file inside; of several, the first */
struct archive_member {
    char *name; /* UTF-8; NULL when it could not be read; may be unsafe: archive-members then */
    bool name_encrypted;
    struct buffer content; /* unpacked bytes, wiped on archive_member_clear() */
    bool complete;         /* content is there and its CRC-32 is right */
};

/* archive_signature - does the file begin with the six bytes of a 7z archive? */
bool archive_signature(struct slice file);

/* archive_inspect - reads the archive that stands in keyholder->archive[0, len), adds findings
 * archive-*, sets the archive facts of the verdict. *member is set in every case, and is cleared by
 * the caller. Asks the key holder for at most two streams, piece by piece, with one passphrase
 * after the other: at most two pairs of salt and power, and none outside the protocol's bounds.
 * Memory: the content, at most max_unpacked_bytes; a dictionary of at most half as much again;
 * below 1 MiB beside them. False when it could not be judged: no memory, or the key holder failed.
 */
bool archive_inspect(const struct keyholder *keyholder, size_t len, const struct protocol *protocol,
                     day_number day, struct verdict *verdict, struct archive_member *member);
void archive_member_clear(struct archive_member *member);

#endif
