/*
 * message - strict reader of one mail: the MIME that every mail program reads alike
 *
 * Every byte of a mail has a place in the grammar below; what has none makes the mail
 * message-ambiguous. Linear time, no recursion, memory bounded by the size of the mail. It decodes;
 * it judges neither the text nor the archive.
 *
 * Lines (RFC 5322 2.1.1, 2.3)
 *   end in CRLF (the last line of the body may lack it), hold at most MESSAGE_LINE_MAX bytes
 *   without it, and neither NUL nor a CR or LF by itself.
 *
 * Header block (RFC 5322 2.2, 3.6; without the obs- forms)
 *   name ":" value, no blank before the colon; printable ASCII, blanks and tabs; a folded line
 * holds more than blanks. At most one each of From, Sender, Reply-To, To, Cc, Bcc, Subject, Date,
 *   Message-ID, In-Reply-To, References, MIME-Version and of each Content- field. An RFC 2047 word
 *   is whole, in a character set of inspect/charset.h, and decodes without control characters;
 * words are decoded wherever they stand, since mail programs do. From is one mailbox, `addr-spec`
 * or `display-name <addr-spec>`, dot-atoms only. Message-ID stands on one line.
 *
 * MIME fields (RFC 2045, 2046, 2183)
 *   MIME-Version   `1.0`, optionally followed by one comment (Apple writes one); needed at the top
 *                  when a Content- field stands there
 *   Content-Type   token "/" token *(";" token "=" (token / quoted-string)), blanks and folds
 *                  around ";" only; no comment, backslash, empty or repeated parameter. Needed in
 *                  every part below the top, where text/plain in us-ascii is the default
 *   Content-Transfer-Encoding   7bit, 8bit, quoted-printable or base64 with nothing after it; 7bit
 *                  or 8bit on a multipart
 *   Content-Disposition   inline or attachment, parameters as above
 *   Content-ID, Content-Description, Content-Language, Content-Location   free text; no other
 *                  Content- field
 *   Parts have no fields but these and X- ones.
 *   File names come as a plain value, as one RFC 2047 word that is the whole value, or as
 *   `filename*` / `name*` of RFC 2231 (character set, language, percent escapes; no continuations).
 *   All that are given are equal after decoding and safe by inspect/file-name.h.
 *
 * Multipart (RFC 2046 5.1)
 *   boundary: 1 to MESSAGE_BOUNDARY_MAX bchars, no blank or "--" at its end, no "=?", neither a
 *   prefix nor an extension of that of an open multipart. Delimiter lines are exact but for blanks
 *   at the end; no other line begins with "--" and an open boundary. One or more parts, each with a
 *   header; the close delimiter is required. Before the first delimiter: nothing but empty lines
 * and one of the two sentences mail programs put there; after the close delimiter blank lines only.
 *
 * Bodies
 *   base64 (RFC 2045 6.8): lines of the alphabet, whole quanta over all lines, padding at the very
 *   end only, spare bits zero; blank lines only after the last data.
 *   quoted-printable (RFC 2045 6.7): printable ASCII, "=" with two upper-case hexadecimal digits or
 *   at the line end; no blank at a line end.
 *   7bit: no byte above 127. 8bit: any but NUL.
 *   text/plain and text/html: us-ascii, utf-8, iso-8859-1, iso-8859-15 or windows-1252, valid in
 *   that set, no control characters but tab, line end and form feed; no line that begins a
 * uuencoded, yEnc or BinHex file, which some programs would decode.
 *
 * Layouts
 *   multipart/mixed of anything; multipart/alternative of text, alternatives with related or mixed
 *   inside; multipart/related of text or alternative first, then images. A text part without file
 *   name and not marked as attachment is body text. An image is a picture in the text when it is
 * not marked as attachment or its SHA-256 is registered. Every other leaf is a file.
 */
#ifndef INSPECT_MESSAGE_H
#define INSPECT_MESSAGE_H

#include "base/buffer.h"
#include "inspect/protocol.h"
#include "inspect/verdict.h"

/* Limits of the reader. At the limit a mail is read, one above it is message-ambiguous. */
enum {
    MESSAGE_LINE_MAX = 998,               /* bytes of a line without CRLF */
    MESSAGE_HEADER_BYTES_MAX = 65536,     /* bytes of the top-level header block, CRLFs included */
    MESSAGE_PART_HEADER_BYTES_MAX = 8192, /* the same for one part */
    MESSAGE_HEADERS_MAX = 512,            /* fields of the top-level header block */
    MESSAGE_PART_HEADERS_MAX = 32,        /* fields of one part */
    MESSAGE_PARAMETERS_MAX = 32,          /* of one field */
    MESSAGE_BOUNDARY_MAX = 70,            /* RFC 2046 5.1.1 */
    MESSAGE_DEPTH_MAX = 4,                /* multiparts in one another, the top one included */
    MESSAGE_PARTS_MAX = 64                /* parts below the top, multiparts included */
};

struct message_header {
    uint32_t number;    /* top level: from 1, in the order of the header; 0 in a part */
    struct place place; /* for a finding: "header N" at the top; in a part "attachment N", or the
                           first "body line N" of a text; PLACE_NONE in a multipart */
    struct slice name;  /* owned by the message */
    char *text;         /* unfolded, RFC 2047 words decoded, UTF-8; owned by the message */
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
    struct buffer store; /* the memory behind data */
};

struct message {
    struct message_header *headers;
    size_t header_count;
    struct message_header *part_headers; /* every field of every part, Content- ones included */
    size_t part_header_count;
    struct message_part *parts;
    size_t part_count;
    const struct message_part
        *archive;    /* the one file, or the one file with the 7z signature; else NULL */
    char *from;      /* the From address, normalised; NULL when it is missing or not one address */
    char *from_name; /* display name of From, UTF-8; NULL when there is none */
    struct span message_id; /* the value of Message-ID, without blanks at the ends */
};

/* message_read - reads all of it and adds findings: message-*, attachment-missing, -extra.
 * NULL only without memory. When the mail lies outside the subset, what could be read up to there
 * is returned. bytes may go once it has returned. */
struct message *message_read(struct slice bytes, const struct protocol *protocol,
                             struct verdict *verdict);
void message_free(struct message *m); /* wipes what it owns */
/* message_drop_archive - wipes and frees the decoded bytes of m->archive, for who has copied them
 * and needs the memory; what is said of that part (kind, number, name, description) stays. */
void message_drop_archive(struct message *m);

/* The same, fed in pieces of any size. protocol and verdict must live as long as the reader.
 * message_reader_feed returns false without memory and does nothing from then on.
 * message_reader_finish frees the reader and returns the message, NULL without memory. */
struct message_reader;
struct message_reader *message_reader_new(const struct protocol *protocol, struct verdict *verdict);
bool message_reader_feed(struct message_reader *r, struct slice bytes);
struct message *message_reader_finish(struct message_reader *r);

#endif
