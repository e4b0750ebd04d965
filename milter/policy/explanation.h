/*
 * explanation - the texts that a refused sender reads, and the SMTP reply made of them
 *
 * An explanation file holds, for one language: a text for every reason code, a phrase for every
 * kind of place, and a name for every kind of wrong attachment. Texts are printable ASCII; {place}
 * and {limit} are the only placeholders.
 */
#ifndef POLICY_EXPLANATION_H
#define POLICY_EXPLANATION_H

#include "base/buffer.h"
#include "base/complaint.h"
#include "inspect/verdict.h"

struct explanations; /* one or more languages, in the order of the reply */
struct policy_protocol;

struct explanations *explanations_new(void);
void explanations_free(struct explanations *e);
/* explanations_add - reads one file; false when it has errors (all of them are in complaints) */
bool explanations_add(struct explanations *e, const char *file, struct complaints *complaints);
/* explanations_add_counted - likewise; a line for every file read is appended to fingerprint (see
 * policy/source.h), which may be NULL */
bool explanations_add_counted(struct explanations *e, const char *file, struct buffer *fingerprint,
                              struct complaints *complaints);
size_t explanations_languages(const struct explanations *e);

enum {
    REPLY_LINES_MAX = 32, /* smfi_setmlreply(3) */
    REPLY_LINE_MAX =
        200, /* bytes of one line, without the code; fits every mail program's report */
    REPLY_FINDINGS_MAX = 6 /* explained per language */
};

/* An SMTP reply: lines without code and status, "%" single, each ended by NUL */
struct reply {
    unsigned code;      /* 550, 552, 451 */
    const char *status; /* "5.7.1" */
    unsigned line_count;
    char lines[REPLY_LINES_MAX][REPLY_LINE_MAX + 1];
};

/* reply_build - the findings of a sorted verdict, explained in every language: per language up to
 * REPLY_FINDINGS_MAX findings, "+N" for the rest, the protocol's help; last line "Ref: GATEWAY-SEQ"
 * (left out when reference is NULL). protocol may be NULL for a deferral. Long texts are broken at
 * blanks into several lines. Never fails: what would not fit is left out, the last line never. */
void reply_build(const struct explanations *e, const struct policy_protocol *protocol,
                 const struct verdict *verdict, const char *reference, struct reply *out);

/* reply_line - line i as the MTA sends it: "550-5.7.1 text" or "550 5.7.1 text" for the last */
enum { REPLY_WIRE_MAX = REPLY_LINE_MAX + 16 };
void reply_line(const struct reply *reply, unsigned i, char out[REPLY_WIRE_MAX]);

/* explanation_text - one finding in one language (index), for referral-check; out is ended */
void explanation_text(const struct explanations *e, size_t language,
                      const struct policy_protocol *protocol, const struct finding *finding,
                      char *out, size_t size);

/* explanations_check - proves for every text and language that a reply with the longest places and
 * limits stays within the bounds above; complaints name file and line */
bool explanations_check(const struct explanations *e, struct complaints *complaints);

#endif
