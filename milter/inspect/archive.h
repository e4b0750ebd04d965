/*
 * archive - strict reader of the 7z container
 *
 * (The accepted grammar is documented here by the implementation.)
 */
#ifndef INSPECT_ARCHIVE_H
#define INSPECT_ARCHIVE_H

#include "inspect/keyholder.h"
#include "inspect/protocol.h"
#include "inspect/verdict.h"

struct archive_member {
    char *name; /* UTF-8; NULL when it could not be read */
    bool name_encrypted;
    struct buffer content; /* unpacked bytes, wiped on archive_member_clear() */
    bool complete;         /* content is there and its CRC-32 is right */
};

/* archive_signature - does the file begin with the six bytes of a 7z archive? */
bool archive_signature(struct slice file);

/* archive_inspect - reads the archive that stands in keyholder->archive[0, len), adds findings,
 * sets the archive facts of the verdict. False when it could not be judged: no memory, or the key
 * holder failed. */
bool archive_inspect(const struct keyholder *keyholder, size_t len, const struct protocol *protocol,
                     day_number day, struct verdict *verdict, struct archive_member *member);
void archive_member_clear(struct archive_member *member);

#endif
