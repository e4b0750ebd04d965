/*
 * complaint - what is wrong, said as "program: file:line: what", all of it
 *
 * Functions that read a user's input collect complaints and go on, so that everything is told at
 * once. No complaint holds a passphrase or text of a mail.
 */
#ifndef BASE_COMPLAINT_H
#define BASE_COMPLAINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { COMPLAINTS_MAX = 1000 }; /* texts kept; further ones are counted */

enum complaint_level { COMPLAINT_ERROR, COMPLAINT_WARNING };

struct complaints; /* opaque list */

struct complaints *complaints_new(void);
void complaints_free(struct complaints *c);

/* complain - file may be NULL, line 0 when there is none. Control characters are shown as '?'; a
 * text over 4096 bytes is not shown, but counts. */
void complain(struct complaints *c, enum complaint_level level, const char *file, unsigned line,
              const char *format, ...) __attribute__((format(printf, 5, 6)));

size_t complaints_errors(const struct complaints *c); /* all errors ever, kept or not */
size_t complaints_count(const struct complaints *c);  /* kept texts, warnings too */
/* complaints_text - entry i without the program name: "file:line: what", warnings as "file:line:
 * warning: what" */
const char *complaints_text(const struct complaints *c, size_t i);
/* complaints_print - a line each, "program: " before it */
void complaints_print(const struct complaints *c, const char *program, FILE *out);

#endif
