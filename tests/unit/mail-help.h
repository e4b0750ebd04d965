/*
 * mail-help - mails for the tests of the message reader, and what was read of them as one string
 */
#ifndef TESTS_UNIT_MAIL_HELP_H
#define TESTS_UNIT_MAIL_HELP_H

#include "inspect/message.h"

/* Pieces of a mail. SIGNED_7Z is the begin of a 7z archive, eight bytes. */
#define FROM "From: Jan Janssens <jan@opgroeien.be>\r\n"
#define TOP \
    FROM "To: sociale.dienst@kontich.be\r\nSubject: Gegevens\r\nMessage-ID: <1@opgroeien.be>\r\n"
#define MIME TOP "MIME-Version: 1.0\r\n"
#define MIXED MIME "Content-Type: multipart/mixed; boundary=BB\r\n\r\n"
#define TEXT "--BB\r\nContent-Type: text/plain\r\n\r\nHallo\r\n"
#define SIGNED_7Z "N3q8ryccAAQ=\r\n"
#define FILE_TYPE "Content-Type: application/x-7z-compressed; name=\"a.7z\"\r\n"
#define FILE_DISPOSITION "Content-Disposition: attachment; filename=\"a.7z\"\r\n"
#define BASE64 "Content-Transfer-Encoding: base64\r\n"
#define FILE_HEADER "--BB\r\n" FILE_TYPE FILE_DISPOSITION BASE64 "\r\n"
#define FILE_7Z FILE_HEADER SIGNED_7Z
#define END "--BB--\r\n"

/* mail_add_base64 - the bytes as the lines of an attachment */
void mail_add_base64(struct buffer *mail, struct slice bytes);

struct mail {
    const char *name;
    const char *bytes;
    size_t len;
    const char *expected;
};
#define MAIL(name, text, expected)             \
    {                                          \
        name, text, sizeof(text) - 1, expected \
    }

enum { READING_SIZE = 4096 };

/* mail_findings - reads the mail in one piece: "reason(place), reason(place)", "" when there is
 * none */
void mail_findings(struct slice mail, char out[READING_SIZE]);
/* mail_parts - the same in pieces of step bytes (0: one piece): per part kind (T, H, I, F), number,
 * first line of a text, ":" and name; then "= name" of the archive; then the findings in brackets
 */
void mail_parts(struct slice mail, size_t step, char out[READING_SIZE]);
/* mail_add_findings - appends the findings of a verdict in the form of mail_findings() */
void mail_add_findings(const struct verdict *v, char out[READING_SIZE]);
/* mail_read - NULL and a failed check without memory; the caller frees */
struct message *mail_read(struct slice mail, const struct protocol *protocol,
                          struct verdict *verdict);

#endif
