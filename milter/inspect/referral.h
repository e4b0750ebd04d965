/*
 * referral - the document: clients, each with values of permitted fields and nothing else
 *
 * Format readers (format/) hand over what stands in a document piece by piece, in reading order;
 * this module maps labels to fields, checks values, groups them by client and adds findings.
 */
#ifndef INSPECT_REFERRAL_H
#define INSPECT_REFERRAL_H

#include "inspect/format/format.h"
#include "inspect/protocol.h"

struct referral_value {
    unsigned client; /* from 0 */
    unsigned field;  /* index in the protocol's fields */
    enum value_kind kind;
    char *text; /* NFC UTF-8, address lines joined by '\n'; owned by the referral */
    struct place place;
};

struct referral {
    struct referral_value *values;
    size_t count;
    unsigned clients;
};

/* referral_read - reads the document, adds findings to the verdict, sets its clients and fields.
 * NULL only without memory. Values that are not valid are kept too: the leak check wants them. */
struct referral *referral_read(enum format format, struct slice file,
                               const struct protocol *protocol, struct verdict *verdict);
void referral_free(struct referral *r); /* wipes the values */

/* --- for the readers in format/ --- all text is valid UTF-8; false only without memory. Every text
 * is searched for forbidden numbers and dates and for characters that do not show. */

/* sink_origin - the place of a document without any client; else a place of none */
void sink_origin(struct referral_sink *sink, struct place place);
/* sink_unread - the document is refused for that reason before any of it was read: nothing is said
 * to be missing in it */
void sink_unread(struct referral_sink *sink, enum reason reason);
/* sink_rows - from now on clients are parted by sink_next_client() alone; or again, as at the
 * start, by labels: an entry whose label was the first of the client begins another one, and so
 * does, after sink_gap(), any label that the client has already. */
void sink_rows(struct referral_sink *sink, bool rows);
/* sink_entry - a label and its value; an empty value is a field left blank. The lines of an address
 * are parted by '\n'. */
bool sink_entry(struct referral_sink *sink, struct slice label, struct slice value,
                struct place place);
/* sink_number - an entry whose value is a number of a spreadsheet: as a telephone number it may
 * have lost its leading 0 or + */
bool sink_number(struct referral_sink *sink, struct slice label, struct slice value,
                 struct place place);
/* sink_text - text that is no entry: permitted only as one of fixed_text, or as a ruled line */
bool sink_text(struct referral_sink *sink, struct slice text, struct place place);
/* sink_gap - a blank line */
void sink_gap(struct referral_sink *sink);
/* sink_next_client - the entries that follow are those of another client (a row, a card) */
bool sink_next_client(struct referral_sink *sink);
/* sink_finding - something the format itself forbids */
void sink_finding(struct referral_sink *sink, enum reason reason, struct place place);
/* sink_hidden - text that the document does not show: content-hidden, and what the detectors say;
 * the answer may be passed over */
bool sink_hidden(struct referral_sink *sink, struct slice text, struct place place);
/* These four have no answer for a lack of memory: the document is then not judged at all. */

/* sink_search - text of the document's machinery: only what the detectors say */
void sink_search(struct referral_sink *sink, struct slice text, struct place place);
/* sink_is_label - would sink_entry know this label? Lets a reader tell "Label: value" from free
 * text. */
bool sink_is_label(struct referral_sink *sink, struct slice text);
/* sink_takes_lines - is it the label of an address, which may have lines of its own below? */
bool sink_takes_lines(struct referral_sink *sink, struct slice label);
/* sink_is_fixed - is it one of fixed_text, or a ruled line? */
bool sink_is_fixed(struct referral_sink *sink, struct slice text);

/* sink_names - appends the words of the names that were handed over so far, as fold_words() has
 * them, a blank around each; particles and what is too long for a name are left out */
bool sink_names(struct referral_sink *sink, struct buffer *out);

#endif
