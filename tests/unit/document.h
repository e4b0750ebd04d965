/*
 * document - reads one document in a test and says what came of it as one string
 */
#ifndef TESTS_UNIT_DOCUMENT_H
#define TESTS_UNIT_DOCUMENT_H

#include "inspect/referral.h"

/* document_protocol - the fields of the shipped configuration, 5 clients, one fixed text
 * ("Gegevens voor de verwijzing"); free with protocol_free() */
struct protocol *document_protocol(void);
/* document_field - adds a field; labels ends in NULL or is NULL */
void document_field(struct protocol *p, const char *name, enum value_kind kind, bool required,
                    const char *const *labels);

/* What one reading gave. findings: "CODE PLACE; CODE PLACE", values: "0 first-name=Jan; ..." with
 * the line feeds of addresses as '|'. "" for none. */
struct document {
    char findings[4096];
    char values[8192];
    unsigned clients;
    uint32_t fields;
};
void document_read(enum format format, struct slice file, const struct protocol *protocol,
                   struct document *out);

/* document_check - reads with document_protocol() and compares; a NULL is not compared */
void document_check(enum format format, const char *name, struct slice file, const char *findings,
                    const char *values, const char *where, int line);
#define DOCUMENT(format, name, text, findings, values) \
    document_check((format), (name), slice_from(text), (findings), (values), __FILE__, __LINE__)

#endif
