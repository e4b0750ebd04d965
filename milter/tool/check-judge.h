/*
 * check-judge - the envelope of a file, the protocol that guards it, and the verdict of a worker
 */
#ifndef TOOL_CHECK_JUDGE_H
#define TOOL_CHECK_JUDGE_H

#include "guard/guard.h"
#include "policy/policy.h"
#include "tool/check-file.h"

/* What is the same for all files of one run */
struct check_run {
    const struct policy *policy;
    struct keyring **keyrings; /* by index as policy->protocols */
    struct guard *guard;
    const char *sender; /* NULL: taken from the file */
    struct string_list recipients;
    day_number day;
};

enum check_word { CHECK_ACCEPT, CHECK_REFUSE, CHECK_DEFER, CHECK_NOT_GUARDED };
/* check_word_name - "accept" ..., as in the output */
const char *check_word_name(enum check_word word);

struct check_verdict {
    enum check_word word;
    int protocol; /* index; -1 when not guarded */
    struct string_list guarded;
    struct envelope envelope;
    struct guard_result result;
};

/* check_judge - as under enforce, whatever the mode. A bare archive without recipients is judged by
 * the protocol in force that day, the first of several. False without memory. progress is called
 * about every second. */
bool check_judge(const struct check_run *run, const struct check_file *file,
                 void (*progress)(void *context), void *context, struct check_verdict *out);
void check_verdict_clear(struct check_verdict *v);

#endif
