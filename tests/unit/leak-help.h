/*
 * leak-help - a mail put together from a few texts, for tests of the leak check
 */
#ifndef TESTS_UNIT_LEAK_HELP_H
#define TESTS_UNIT_LEAK_HELP_H

#include "inspect/leak.h"

#include <stdio.h>

struct leak_value {
    unsigned client;
    enum value_kind kind;
    const char *text;
};

struct leak_mail {
    const char *sender; /* display name; "" for none */
    const char *subject;
    const char *header_name, *header; /* header 3; NULL for none */
    const char *body, *html;          /* NULL for none */
    const char *file_name;            /* of attachment 1 */
    const char *member_name;          /* NULL for none */
    const struct leak_value *values;
    size_t value_count;
    const char *passphrase; /* folded; NULL: the archive did not open */
    struct protocol protocol;
    enum reason reason; /* found before; REASON_COUNT for none */
    unsigned questions; /* set by leak_mail_check(): mentions questions asked */
    unsigned silent_at; /* the question that the key holder does not answer; 0: none */
    size_t *countdown;  /* NULL, or set to failing while leak_check() runs */
    size_t failing;
    struct verdict verdict; /* set by leak_mail_check() */
};

/* leak_mail_init - Katrien Janssens sends gegevens.7z with a harmless text; clients
 *     Anna Maria Peeters, 0470 12 34 56, anna.p@voorbeeld.be, Kerkstraat 12 bus 3, 2550 Kontich
 *     Ren\xc3\xa9 De Smet, +32 3 450 11 22, Sint-Jansplein 5A, 2550 Kontich
 * the word lists are those of conf/. */
void leak_mail_init(struct leak_mail *mail);

/* leak_mail_check - the findings as "code place, code place", in the order of the table of reasons;
 * false when leak_check() was */
enum { LEAK_FOUND_SIZE = 8192 };
bool leak_mail_check(struct leak_mail *mail, char found[LEAK_FOUND_SIZE]);

/* A row: text at a place of the mail, and the findings it must give. KEYWORDS, TO and TRACE
 * (Received) are header 3. */
enum leak_at { SUBJECT, BODY, HTML, KEYWORDS, TO, TRACE, FILE_NAME, MEMBER };
struct leak_row {
    enum leak_at at;
    const char *text;
    const char *expected; /* "" for none */
};

/* leak_row_set - puts the text of the row into the mail */
void leak_row_set(struct leak_mail *mail, const struct leak_row *row);
/* leak_rows_check - each row, in the mail of leak_mail_init() */
void leak_rows_check(const struct leak_row *rows, size_t count);
#define LEAK_ROWS(rows) leak_rows_check(rows, sizeof(rows) / sizeof((rows)[0]))

#endif
