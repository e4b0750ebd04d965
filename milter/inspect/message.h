/*
 * message - strict reader of one mail: the MIME that every mail program reads alike
 *
 * (The accepted grammar, with RFC sections, is documented here by the implementation.)
 */
#ifndef INSPECT_MESSAGE_H
#define INSPECT_MESSAGE_H

#include "inspect/protocol.h"
#include "inspect/verdict.h"

struct message_header {
    uint32_t number;   /* from 1, in the order of the top-level header */
    struct slice name; /* into the message */
    char *text;        /* unfolded, RFC 2047 words decoded, UTF-8; owned by the message */
};

enum part_kind { PART_TEXT, PART_HTML, PART_IMAGE, PART_FILE };

struct message_part {
    enum part_kind kind;
    uint32_t number; /* PART_IMAGE, PART_FILE: attachment number, from 1. Text: body part number,
                        from 1 */
    uint32_t first_line; /* text: number of its first line when all body text is counted through */
    char *name;          /* decoded file name, UTF-8; NULL when it has none */
    char *description;   /* Content-Description, decoded; NULL when it has none */
    unsigned char
        *data; /* text: UTF-8 with LF line ends; others: decoded bytes; owned by the message */
    size_t len;
};

struct message {
    struct message_header *headers;
    size_t header_count;
    struct message_part *parts;
    size_t part_count;
    const struct message_part
        *archive;    /* the one attachment; NULL when there is none or more than one */
    char *from;      /* the From address, normalised; NULL when it is missing or not one address */
    char *from_name; /* display name of From, UTF-8; NULL when there is none */
    struct span message_id; /* the value of Message-ID, without blanks at the ends */
};

/* message_read - reads all of it and adds findings: message-*, attachment-missing, -extra.
 * NULL only without memory. When the mail lies outside the subset, what could be read up to there
 * is returned. */
struct message *message_read(struct slice bytes, const struct protocol *protocol,
                             struct verdict *verdict);
void message_free(struct message *m); /* wipes what it owns */

#endif
