/*
 * referral-check - judges message files as the daemon would, with the same workers; see
 * referral-check(1)
 *
 * Writes no record and needs no MTA. The order of the start is that of the daemon: the zygote is
 * forked before a passphrase is read.
 */
#include "tool/check-judge.h"
#include "tool/check-options.h"
#include "tool/check-report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

static const char program[] = "referral-check";

enum { EXIT_ACCEPT = 0, EXIT_REFUSE = 1, EXIT_NOT_GUARDED = 3, SECRET_HEAP = 1 << 18 };

/* What is shown on a terminal when it takes more than a second */
struct progress {
    const char *file;
    size_t number, count;
    time_t since;
    bool shown;
};

static void show_progress(void *context)
{
    struct progress *p = context;

    fprintf(stderr, "\r%s: file %zu of %zu, %ld s ", program, p->number, p->count,
            (long)(time(NULL) - p->since));
    fflush(stderr);
    p->shown = true;
}

static void end_progress(struct progress *p)
{
    if (p->shown)
        fputs("\r\033[K", stderr);
    p->shown = false;
}

static int exit_status(enum check_word word)
{
    static const int statuses[] = {[CHECK_ACCEPT] = EXIT_ACCEPT,
                                   [CHECK_REFUSE] = EXIT_REFUSE,
                                   [CHECK_DEFER] = EX_TEMPFAIL,
                                   [CHECK_NOT_GUARDED] = EXIT_NOT_GUARDED};

    return statuses[word];
}

/* size_limit - enough of a file to see that it is too large for every protocol */
static size_t size_limit(const struct policy *policy)
{
    uint64_t most = 0;

    for (size_t i = 0; i < policy->protocol_count; i++)
        if (policy->protocols[i].judged->max_message_bytes > most)
            most = policy->protocols[i].judged->max_message_bytes;
    return (size_t)most + 1;
}

static int judge_file(const struct check_run *run, const struct check_options *options,
                      const char *name, struct progress *progress)
{
    struct check_verdict verdict;
    struct check_file file;
    int status = EX_TEMPFAIL;

    if (!check_file_read(&file, name, size_limit(run->policy))) {
        status = errno == ENOMEM ? EX_TEMPFAIL : EX_NOINPUT;
        fprintf(stderr, "%s: %s: %s\n", program, name, strerror(errno));
        return status;
    }
    if (check_judge(run, &file, isatty(STDERR_FILENO) ? show_progress : NULL, progress, &verdict)) {
        end_progress(progress);
        if (!options->json)
            report_text(run, name, options->file_count > 1, &verdict);
        if (!options->json || report_json(run, name, &file, &verdict))
            status = exit_status(verdict.word);
    } else {
        fprintf(stderr, "%s: %s: no memory\n", program, name);
    }
    check_verdict_clear(&verdict);
    check_file_close(&file);
    return status;
}

/* judge_all - the highest status of all files */
static int judge_all(const struct check_run *run, const struct check_options *options)
{
    int highest = EXIT_ACCEPT;

    for (size_t i = 0; i < options->file_count; i++) {
        struct progress progress = {
            .number = i + 1, .count = options->file_count, .since = time(NULL)};
        int status = judge_file(run, options, options->files[i], &progress);

        if (status > highest)
            highest = status;
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "%s: standard output: %s\n", program, strerror(errno));
        return EX_TEMPFAIL;
    }
    return highest;
}

/* fill_keyrings - one a protocol, its passphrases in order */
static bool fill_keyrings(const struct policy *policy, struct keyring **keyrings)
{
    for (size_t i = 0; i < policy->protocol_count; i++) {
        const struct policy_protocol *p = &policy->protocols[i];

        keyrings[i] = keyring_new();
        if (keyrings[i] == NULL)
            return false;
        for (size_t k = 0; k < p->judged->passphrase_count; k++)
            if (!keyring_add(keyrings[i], secret_slice(p->passphrases[k])))
                return false;
    }
    return true;
}

/* with_secrets - the second half of the start, when the guard runs */
static int with_secrets(struct check_run *run, struct policy *policy, uid_t owner,
                        const struct check_options *options, struct complaints *complaints)
{
    int status = EX_TEMPFAIL;

    run->keyrings = calloc(policy->protocol_count + 1, sizeof *run->keyrings);
    if (run->keyrings == NULL || !secret_heap_start(SECRET_HEAP)) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "no locked memory for passphrases");
    } else if (!policy_load_secrets(policy, owner, NULL, complaints)) {
        status = EX_CONFIG;
    } else if (!fill_keyrings(policy, run->keyrings)) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "no room for passphrases");
    } else {
        guard_configure(run->guard, 1, policy->inspect_seconds);
        status = judge_all(run, options);
    }
    for (size_t i = 0; run->keyrings != NULL && i < policy->protocol_count; i++)
        keyring_free(run->keyrings[i]);
    free(run->keyrings);
    return status;
}

static int with_policy(struct policy *policy, const struct check_options *options,
                       struct complaints *complaints)
{
    struct check_run run = {
        .policy = policy, .sender = options->sender, .recipients = options->recipients};
    struct guard_options account = {.uid = geteuid(), .gid = getegid()};
    bool fallback;
    int status;

    if (geteuid() == 0 && !policy_account(policy, &account.uid, &account.gid, &fallback)) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "no account to run workers as");
        return EX_TEMPFAIL;
    }
    if (setenv("TZ", policy->time_zone, 1) != 0)
        return EX_TEMPFAIL;
    tzset();
    run.day = options->at != 0 ? options->at : day_today();
    run.guard = guard_start(&account, complaints);
    if (run.guard == NULL)
        return EX_TEMPFAIL;
    status = with_secrets(&run, policy, account.uid, options, complaints);
    guard_stop(run.guard);
    return status;
}

int main(int argc, char **argv)
{
    struct complaints *complaints = complaints_new();
    struct check_options options;
    struct policy *policy;
    int status = check_options_read(&options, argc, argv);

    if (complaints != NULL && status < 0) {
        policy = policy_load(options.config, complaints);
        status = policy == NULL ? EX_CONFIG : with_policy(policy, &options, complaints);
        policy_release(policy);
        if (complaints_errors(complaints) > 0) /* warnings alone are for referral-milter -t */
            complaints_print(complaints, program, stderr);
    }
    string_list_clear(&options.recipients);
    complaints_free(complaints);
    return status < 0 ? EX_TEMPFAIL : status;
}
