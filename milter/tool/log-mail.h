/*
 * log-mail - the receipts and attachments in received messages: a message file, an mbox (RFC 4155),
 * a Maildir
 *
 * Reads leniently, since it only looks for bytes with a hash that was signed: whatever a mail
 * system did to the rest of the message does not matter. Constant memory.
 */
#ifndef TOOL_LOG_MAIL_H
#define TOOL_LOG_MAIL_H

#include "base/digest.h"

enum {
    MAIL_RECEIPTS_MAX = 8, /* fields of one message that are looked at */
    MAIL_VALUE_MAX = 1024, /* bytes of one, unfolded */
    MAIL_LINE_MAX = 65536, /* bytes of a line that are looked at together */
    MAIL_BOUNDARIES_MAX = 16
};

struct mail_receipt {
    char value[MAIL_VALUE_MAX]; /* unfolded, runs of blanks made one; "" when too long */
    bool wanted_valid;          /* wanted holds the archive hash that the value names */
    char wanted[SHA256_HEX_SIZE];
    bool found; /* an attachment of the message has that hash */
};

struct mail {
    const char *file;
    unsigned long number; /* of the message in the file, from 1 */
    struct mail_receipt receipts[MAIL_RECEIPTS_MAX];
    size_t receipt_count; /* all of them; more than MAIL_RECEIPTS_MAX are not kept */
};

/* mail_visit - called for each message */
struct mail_visitor {
    void (*mail)(void *context, const struct mail *mail);
    void *context;
};

/* mailbox_read - path: a message, an mbox or a Maildir; -1 with errno when it cannot be read */
int mailbox_read(const char *path, const struct mail_visitor *visitor);

#endif
