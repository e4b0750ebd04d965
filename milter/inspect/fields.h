/*
 * fields - which permitted field does a label of a document mean?
 *
 * Labels are compared as folded letters and digits: case, accents, dots, colons, stars, hyphens and
 * blanks do not count, nor do a leading "1." or bullet, a trailing figure ("Telefoon 2"), "van de
 * cliënt" behind it, and a hint in brackets. A hint is made of the words of labels and of a list of
 * harmless ones: brackets are no place for a remark.
 *
 * The built-in labels belong to the protocol's field of their kind (the one that has the kind's own
 * name, else the first); other fields are known by their name and their configured labels.
 */
#ifndef INSPECT_FIELDS_H
#define INSPECT_FIELDS_H

#include "inspect/protocol.h"

enum field_part {
    PART_NONE, /* no label, or one of no permitted field */
    PART_FIRST_NAME,
    PART_LAST_NAME,
    PART_NAME, /* "Naam" alone: the last name, or the full name when there is no first name */
    PART_FULL_NAME,
    PART_ADDRESS, /* whole, or the street line */
    PART_STREET,
    PART_NUMBER,
    PART_BOX,
    PART_POSTCODE,
    PART_TOWN, /* or postcode and town */
    PART_COUNTRY,
    PART_TELEPHONE,
    PART_EMAIL,
    PART_VALUE /* of a kind without parts */
};

enum { LABEL_MAX_BYTES = 120, LABEL_KEY_SIZE = 64 };

struct label {
    enum field_part part;
    unsigned field;           /* index in the protocol's fields */
    char key[LABEL_KEY_SIZE]; /* folded: two labels of one key are the same label */
};

struct fields;

/* fields_new - the protocol must outlive it; NULL without memory */
struct fields *fields_new(const struct protocol *protocol);
void fields_free(struct fields *fields);

/* fields_label - what a label means, PART_NONE when it is none; false only without memory */
bool fields_label(const struct fields *fields, struct slice text, struct label *label);

/* fields_hint - are all words between two brackets labels or harmless ones? */
bool fields_hint(struct slice hints);

/* fields_fixed - is the text one of the protocol's fixed texts, or nothing but dashes and dots?
 * False only without memory. */
bool fields_fixed(const struct fields *fields, struct slice text, bool *fixed_r);

/* fields_first_name - index of the field that the built-in first-name labels mean; field_count when
 * the protocol has none */
unsigned fields_first_name(const struct fields *fields);

#endif
