/*
 * message-reader - the inside of the message reader, shared by its files alone
 *
 *     message.c         message_read(), message_free(), the findings about the mail as a whole
 *     message-reader.c  lines, header blocks, delimiters: where each part begins and ends
 *     message-entity.c  what a header block says
 *     message-leaf.c    what a part is, and its decoded data
 *     message-text.c    the rules for body text
 *     message-from.c    the From field
 *     message-field.c, message-word.c, message-transfer.c   the lexical side, without state
 */
#ifndef INSPECT_MESSAGE_READER_H
#define INSPECT_MESSAGE_READER_H

#include "inspect/address.h"
#include "inspect/charset.h"
#include "inspect/message-field.h"
#include "inspect/message-transfer.h"
#include "inspect/message.h"

enum media {
    MEDIA_TEXT_PLAIN,
    MEDIA_TEXT_HTML,
    MEDIA_IMAGE,
    MEDIA_FORWARDED, /* a mail as attachment */
    MEDIA_MESSAGE,   /* any other message/...: fragments, references */
    MEDIA_TNEF,
    MEDIA_SEALED,  /* S/MIME and PGP parts */
    MEDIA_TWOFOLD, /* AppleDouble: programs disagree which half is the file */
    MEDIA_FILE,    /* any other leaf */
    MEDIA_MIXED,   /* multiparts from here on */
    MEDIA_ALTERNATIVE,
    MEDIA_RELATED,
    MEDIA_SIGNED,
    MEDIA_ENCRYPTED,
    MEDIA_MULTIPART /* any other multipart/... */
};

enum disposition { DISPOSITION_NONE, DISPOSITION_INLINE, DISPOSITION_ATTACHMENT };

/* What the header block of one part, or of the mail, says. Slices point into reader.block. */
struct entity {
    enum media media;
    struct slice boundary; /* of a multipart */
    enum charset charset;  /* of a text */
    enum transfer_encoding encoding;
    enum disposition disposition;
    char *name;         /* file name, decoded */
    char *description;  /* owned, like name */
    bool name_bad;      /* names differ, are badly encoded or not safe */
    size_t first_field; /* index of its first field in message.part_headers */
};

struct level {
    enum media media;
    unsigned children;
    size_t len;
    unsigned char boundary[MESSAGE_BOUNDARY_MAX];
};

enum reader_state { READ_HEADER, READ_PREAMBLE, READ_BODY, READ_EPILOGUE, READ_STOPPED };

/* A leaf that is not body text, as far as the findings at the end need it */
struct attachment {
    uint32_t number;
    size_t part;    /* index in message.parts */
    bool signature; /* begins as a 7z archive */
};

struct message_reader {
    const struct protocol *protocol;
    struct verdict *verdict;
    struct message *message;
    bool no_memory;

    enum reader_state state;
    unsigned char line[MESSAGE_LINE_MAX + 2]; /* begin of a line whose end was not fed yet */
    size_t line_len;

    struct buffer block; /* header block being read, or that of the open part */
    bool sentence;       /* the preamble had its sentence */
    struct level levels[MESSAGE_DEPTH_MAX];
    unsigned depth;
    unsigned part_total; /* parts below the top */

    struct entity entity; /* the open part */
    struct transfer transfer;
    struct buffer data; /* decoded so far */
    bool line_ended;    /* the last line of the body had its CRLF */

    uint32_t texts, attachments; /* numbers given so far */
    uint32_t next_line;          /* of the body text */
    struct attachment files[MESSAGE_PARTS_MAX + 1];
    size_t file_count;
    bool other_attachment; /* a forwarded mail or the like: not missing, but no file either */
    bool sealed;
    bool tnef;
};

/* reader_ambiguous - notes message-ambiguous; reading goes on where the structure is clear */
void reader_ambiguous(struct message_reader *r, struct place place);
/* reader_stop - the same, and nothing more is read. Always false. */
bool reader_stop(struct message_reader *r, struct place place);
/* reader_no_memory - nothing more is read. Always false. */
bool reader_no_memory(struct message_reader *r);
/* reader_copy - bytes as an owned string; NULL (and no_memory) without memory */
char *reader_copy(struct message_reader *r, struct slice text);

/* entity_read - the block into r->entity and the message's headers; false when it stopped */
bool entity_read(struct message_reader *r, bool top);
void entity_clear(struct entity *e);

/* layout_judge - does a part of this kind stand where mail programs put it? */
void layout_judge(struct message_reader *r);
/* leaf_begin, leaf_end - around the lines of a part that is no multipart; false when it stopped */
bool leaf_begin(struct message_reader *r);
bool leaf_end(struct message_reader *r);
/* leaf_place - of the open part */
struct place leaf_place(const struct message_reader *r);

enum text_fault { TEXT_GOOD, TEXT_AMBIGUOUS, TEXT_SEALED, TEXT_NO_MEMORY };
struct text_result {
    enum text_fault fault;
    uint32_t line;  /* where, from 0 */
    uint32_t lines; /* all of them */
};
/* text_read - decoded bytes of a body text to UTF-8 with LF line ends */
struct text_result text_read(enum charset charset, struct slice bytes, struct buffer *utf8);

/* from_read - one mailbox: false when it is anything else or cannot be normalised. name: the
 * display name, empty when there is none. */
bool from_read(struct slice value, char address[ADDRESS_MAX], struct buffer *name);

/* attachments_judge - the findings about the mail as a whole, and message.archive */
void attachments_judge(struct message_reader *r, bool whole);

#endif
