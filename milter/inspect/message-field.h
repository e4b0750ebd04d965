/*
 * message-field - header blocks and structured field values, without judging what they say
 *
 * Part of the message reader; the grammar stands in inspect/message.h. All slices point into the
 * block that was given. Nothing here allocates.
 */
#ifndef INSPECT_MESSAGE_FIELD_H
#define INSPECT_MESSAGE_FIELD_H

#include "inspect/message.h"

/* The fields the reader knows. Those below FIELD_OTHER stand at most once in a block. */
enum field_id {
    FIELD_FROM,
    FIELD_SENDER,
    FIELD_REPLY_TO,
    FIELD_TO,
    FIELD_CC,
    FIELD_BCC,
    FIELD_SUBJECT,
    FIELD_DATE,
    FIELD_MESSAGE_ID,
    FIELD_IN_REPLY_TO,
    FIELD_REFERENCES,
    FIELD_MIME_VERSION,
    FIELD_CONTENT_TYPE,
    FIELD_CONTENT_TRANSFER_ENCODING,
    FIELD_CONTENT_DISPOSITION,
    FIELD_CONTENT_ID,
    FIELD_CONTENT_DESCRIPTION,
    FIELD_CONTENT_LANGUAGE,
    FIELD_CONTENT_LOCATION,
    FIELD_OTHER,           /* any other name */
    FIELD_OTHER_EXTENSION, /* X-... */
    FIELD_OTHER_CONTENT    /* Content-... that is none of the above */
};

struct field {
    enum field_id id;
    struct slice name;
    struct slice value; /* after the colon, folds (CRLF and blank) in it, without the last CRLF */
};

/* field_char_in - is the byte one of the characters of set? */
bool field_char_in(unsigned char byte, const char *set);

/* field_next - the field at *offset of a block of whole lines, each ending in CRLF and free of NUL,
 * bare CR and bare LF; *offset moves behind it. False when it is malformed; call only while
 * *offset < block.len. */
bool field_next(struct slice block, size_t *offset, struct field *field);

struct parameter {
    struct slice name;
    struct slice value; /* without quotes; never empty */
};

/* token ["/" token] *(";" parameter), as in Content-Type and Content-Disposition */
struct structured {
    struct slice type;
    struct slice subtype; /* empty unless a slash was asked for */
    struct parameter parameters[MESSAGE_PARAMETERS_MAX];
    size_t count;
};

/* structured_read - false when the value is malformed, has a parameter twice or more than
 * MESSAGE_PARAMETERS_MAX of them */
bool structured_read(struct slice value, bool with_subtype, struct structured *s);
/* structured_find - name in lower case; an empty slice when it is not there */
struct slice structured_find(const struct structured *s, const char *name);

/* field_plain - a value without folds or blanks at the ends, as Content-Transfer-Encoding has to
 * be; only blanks before it are taken off. False when there is anything else. */
bool field_plain(struct slice value, struct slice *plain);

/* mime_version_valid - "1.0" and at most one comment, RFC 2045 section 4 */
bool mime_version_valid(struct slice value);

#endif
