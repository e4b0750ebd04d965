/*
 * language - one explanation file in memory; for the files of this folder only
 */
#ifndef POLICY_LANGUAGE_H
#define POLICY_LANGUAGE_H

#include "inspect/kind.h"
#include "inspect/protocol.h"
#include "policy/explanation.h"

enum {
    /* bytes of a setting in an explanation file */
    LANGUAGE_TEXT_MAX = 400,
    LANGUAGE_LEAD_MAX = 40,  /* refused, also, deferred */
    LANGUAGE_PLACE_MAX = 60, /* a place, without its numbers */
    LANGUAGE_KIND_MAX = 60,
    LANGUAGE_FIELD_MAX = 40,
    LANGUAGE_TOPIC_MAX = 30,

    LIMIT_SIZE = 241, /* what stands for {limit}, and its NUL */
    PLACE_SIZE = LANGUAGE_PLACE_MAX + 3 * 10 + 2 + LANGUAGE_TOPIC_MAX + 1,
    /* a lead, a text, and once each REPLY_FINDINGS_MAX places and a limit */
    RENDERED_SIZE = LANGUAGE_LEAD_MAX + LANGUAGE_TEXT_MAX + LIMIT_SIZE +
                    REPLY_FINDINGS_MAX * (PLACE_SIZE + 2) + 1,

    REPLY_TEXT_MAX = REPLY_LINE_MAX - 12 /* the rest of a line: "550-5.7.1 ", CR and LF */
};

/* A text, and where it stands */
struct phrase {
    char *text;
    char *file;
    unsigned line;
};

enum { LANGUAGE_FIELDS = VALUE_EMAIL + 1 }; /* the built-in ones have a name in each language */

struct language {
    char *name; /* "nl" */
    struct phrase refused, also, deferred;
    struct phrase texts[REASON_COUNT];
    struct phrase places[PLACE_KIND_COUNT]; /* not PLACE_NONE, PLACE_KIND */
    struct phrase kinds[KIND_COUNT];
    struct phrase fields[LANGUAGE_FIELDS];
    struct phrase topics[TOPIC_COUNT]; /* not TOPIC_NONE; may be left out */
};

struct explanations {
    struct language *languages;
    size_t count;
};

/* language_read - from one file; false when it has errors, which are told */
bool language_read(struct language *language, const char *file, struct buffer *fingerprint,
                   struct complaints *complaints);
void language_clear(struct language *language);

/* reason_has_limit - may {limit} stand in the text of this reason? */
bool reason_has_limit(enum reason reason);
/* limit_format - what stands for it; "" without a protocol */
void limit_format(const struct language *language, const struct policy_protocol *protocol,
                  enum reason reason, char out[LIMIT_SIZE]);

/* language_place - the place of a finding in words, and what it is about; "" for none */
void language_place(const struct language *language, const struct finding *finding,
                    char out[PLACE_SIZE]);

/* language_render - lead ("" for none), and the text of a reason with its placeholders filled in;
 * where places is "" the parentheses around {place} go too */
void language_render(const char *lead, const char *text, const char *places, const char *limit,
                     char out[RENDERED_SIZE]);

/* wrap - cuts text into lines of at most REPLY_TEXT_MAX bytes, at blanks where there are any;
 * moves *text past the next line and returns its length; 0 at the end */
size_t wrap_next(const char **text, const char **line_r);
unsigned wrap_count(const char *text);

#endif
