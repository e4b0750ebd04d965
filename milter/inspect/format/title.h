/*
 * title - names that an organisation gave to something of its own: columns of its library, its
 * template
 *
 * They travel with each document and say nothing of a client. To stay so they are short, few, in
 * Latin script, without long numbers, words of a remark or a name of one of the document's clients.
 */
#ifndef INSPECT_FORMAT_TITLE_H
#define INSPECT_FORMAT_TITLE_H

#include "inspect/referral.h"

enum {
    TITLES_MAX = 150, /* of 30 columns: each is named five times */
    TITLE_MAX_BYTES = 50,
    TITLE_WORDS_MAX = 6,
    TITLE_DIGITS_MAX = 4,
    TITLE_CODED_MAX = 120, /* bytes with _x0020_ for a blank, as SharePoint writes names */
    TEMPLATE_MAX_BYTES = 260
};

struct titles {
    struct referral_sink *sink;
    struct buffer names; /* of the clients read so far, folded, a blank around each word */
    unsigned count;
};

/* titles_init - after the values of the document have been read. False only without memory;
 * titles_free() in any case. */
bool titles_init(struct titles *titles, struct referral_sink *sink);
void titles_free(struct titles *titles);

/* titles_judge - what is no title is a finding: content-hidden; false only without memory */
bool titles_judge(struct titles *titles, struct slice text);
/* titles_template - the same of where a template lies: a file on a drive, in a folder that is
 * shared in the organisation, or in SharePoint */
bool titles_template(struct titles *titles, struct slice target);

#endif
