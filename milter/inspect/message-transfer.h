/*
 * message-transfer - transfer encodings of a body, a line at a time (RFC 2045 section 6)
 *
 * Accepts only what every decoder decodes alike; the grammar stands in inspect/message.h. Part of
 * the message reader.
 */
#ifndef INSPECT_MESSAGE_TRANSFER_H
#define INSPECT_MESSAGE_TRANSFER_H

#include "base/buffer.h"

enum transfer_encoding {
    TRANSFER_7BIT,
    TRANSFER_8BIT,
    TRANSFER_QUOTED_PRINTABLE,
    TRANSFER_BASE64,
    TRANSFER_UNKNOWN
};

/* transfer_by_name - the value of Content-Transfer-Encoding, any case */
enum transfer_encoding transfer_by_name(struct slice name);

struct transfer {
    enum transfer_encoding encoding;
    bool
        line_due; /* a line end is owed before the next line: the last one belongs to a delimiter */
    bool soft;    /* quoted-printable: the last line ended in "=" */
    bool ended;   /* base64: padding or an empty line was seen */
    unsigned count; /* base64: characters of an unfinished quantum in held */
    unsigned char held[4];
};

void transfer_start(struct transfer *t, enum transfer_encoding encoding);
/* transfer_line - decodes a line (without CRLF, free of NUL unless base64) and appends; false when
 * it is not of the encoding, or when the buffer failed */
bool transfer_line(struct transfer *t, struct slice line, struct buffer *out);
/* transfer_run - where bytes begin with lines of width characters like the one before, and all of
 * them whole quanta of base64: decodes as many as there are at once, without a look at each. How
 * many bytes that were; what stops it is left to transfer_line. */
size_t transfer_run(struct transfer *t, struct slice bytes, size_t width, struct buffer *out);
/* transfer_end - line_end: the last line end belongs to the body (a mail without multipart) */
bool transfer_end(struct transfer *t, bool line_end, struct buffer *out);

#endif
