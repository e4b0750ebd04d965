/*
 * vcard - one vCard's properties as they stand in the file (private to vcard*.c)
 *
 * vCard 2.1 (versit 1996), 3.0 (RFC 2426) and 4.0 (RFC 6350).
 */
#ifndef INSPECT_FORMAT_VCARD_H
#define INSPECT_FORMAT_VCARD_H

#include "inspect/referral.h"

enum {
    CARD_PROPERTIES_MAX = 100,
    CARD_LINE_MAX = 1024 * 1024 /* bytes of one unfolded property */
};

enum card_version { CARD_UNKNOWN, CARD_2_1, CARD_3_0, CARD_4_0 };

struct card_property {
    struct slice name;   /* without group */
    struct slice params; /* from the first ';', without the colon */
    struct slice value;  /* as it stands */
    struct buffer line;  /* owns all three */
    struct buffer text;  /* decoded: UTF-8, escapes of structured values kept */
    struct place place;
};

struct card {
    enum card_version version;
    uint32_t number; /* from 1 */
    struct card_property *properties;
    size_t count;
};

/* card_decode - judges the parameters, and decodes value into text; a finding for what is not
 * understood. False only without memory. */
bool card_decode(struct card_property *p, struct referral_sink *sink);
/* card_quoted_printable - do the parameters say so? (Then a line that ends in '=' goes on.) */
bool card_quoted_printable(struct slice params);

/* card_label_next - the next LABEL among the parameters (RFC 6350 section 6.3.1), which *rest is
 * moved past; false when there is none */
bool card_label_next(struct slice *rest, struct slice *label);

/* card_component - appends component n (from 0) of a structured value, without its escapes */
bool card_component(struct slice text, unsigned n, struct buffer *out);
/* card_text - appends a value that is one text, without its escapes */
bool card_text(struct slice text, struct buffer *out);

/* card_technical - is it one of the properties that say nothing of a person, with such a value?
 * False without memory. */
bool card_technical(const struct card_property *p, bool *technical_r);
/* card_design - is it an X-MS-OL-DESIGN that holds layout alone? */
bool card_design(struct slice text);

/* card_read - hands over a complete card */
bool card_read(const struct card *card, struct referral_sink *sink);

#endif
