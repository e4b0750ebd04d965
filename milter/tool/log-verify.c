/*
 * log-verify - referral-log verify and referral-log checkpoint
 */
#include "tool/log-tool.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arguments {
    struct key_list keys;
    struct anchor *anchors;
    struct verify_options options;
};

static void arguments_clear(struct arguments *a)
{
    key_list_clear(&a->keys);
    free(a->anchors);
}

static int add_anchor(struct arguments *a, const char *text)
{
    struct anchor *anchors = realloc(a->anchors, (a->options.anchor_count + 1) * sizeof *anchors);

    if (anchors == NULL)
        return EXIT_INTERNAL;
    a->anchors = anchors;
    a->options.anchors = anchors;
    if (!anchor_parse(slice_from(text), &anchors[a->options.anchor_count]))
        return log_usage("'%s' is no anchor: SEQ:HASH or GATEWAY:SEQ:HASH", text);
    a->options.anchor_count++;
    return EXIT_INTACT;
}

/* parse - the options; optind then stands at the first folder */
static int parse(int argc, char **argv, bool anchors, struct arguments *a)
{
    static const struct option options[] = {{"keys", required_argument, NULL, 'k'},
                                            {"partial", no_argument, NULL, 'p'},
                                            {"anchor", required_argument, NULL, 'a'},
                                            {NULL, 0, NULL, 0}};
    int status = EXIT_INTACT, option;

    while (status == EXIT_INTACT && (option = getopt_long(argc, argv, "k:", options, NULL)) != -1) {
        if (option == 'k')
            status = keys_load(optarg, &a->keys);
        else if (option == 'p')
            a->options.partial = true;
        else if (option == 'a' && anchors)
            status = add_anchor(a, optarg);
        else
            status = log_usage(option == 'a' ? "no anchors here" : NULL);
    }
    if (status == EXIT_INTACT && optind == argc)
        status = log_usage("which log folder?");
    for (size_t i = 0; status == EXIT_INTACT && i < a->options.anchor_count; i++)
        if (argc - optind > 1 && a->anchors[i].gateway[0] == '\0')
            status = log_usage("with several folders an anchor needs its gateway: "
                               "GATEWAY:SEQ:HASH");
    if (a->keys.count > 0)
        a->options.trusted = &a->keys;
    return status;
}

static void step(void *context, const struct record_line *record, const char *sha256)
{
    (void)record;
    (void)sha256;
    progress_step(context);
}

static enum verify_outcome verify(const char *folder, const struct verify_options *given,
                                  struct verify_result *result, char *text, size_t size)
{
    struct verify_options options = *given;
    struct progress progress;
    const struct chain_visitor visitor = {step, &progress};
    enum verify_outcome outcome;

    options.visitor = &visitor;
    progress_start(&progress, folder);
    outcome = verify_folder(folder, &options, result);
    verify_describe(outcome, &options, result, text, size);
    progress_end(&progress);
    return outcome;
}

static int exit_status(enum verify_outcome outcome)
{
    return outcome == VERIFY_INTACT   ? EXIT_INTACT
           : outcome == VERIFY_BROKEN ? EXIT_BROKEN
                                      : EXIT_NO_INPUT;
}

static int verify_one(const char *folder, const struct verify_options *options)
{
    struct verify_result result;
    char text[1024];
    enum verify_outcome outcome = verify(folder, options, &result, text, sizeof text);

    if (outcome == VERIFY_NO_LOG)
        log_complain(folder, 0, "%s", text);
    else
        printf("%s: %s\n", folder, text);
    return exit_status(outcome);
}

int log_verify(int argc, char **argv)
{
    struct arguments a = {0};
    int status = parse(argc, argv, true, &a);
    bool good = status == EXIT_INTACT;

    for (int i = optind; good && i < argc; i++)
        status = worse(status, verify_one(argv[i], &a.options));
    arguments_clear(&a);
    return status;
}

/* checkpoint_one - a short text for paper or mail: its second and third line make an anchor */
static int checkpoint_one(const char *folder, const struct verify_options *options)
{
    struct verify_result r;
    char text[1024];
    enum verify_outcome outcome = verify(folder, options, &r, text, sizeof text);

    if (outcome != VERIFY_INTACT) {
        log_complain(folder, 0, "%s", text);
        return exit_status(outcome);
    }
    printf("referral-log/%s\n%llu\n%s\n\ntime %s\nkey %s\nanchor %s:%llu:%s\n", r.gateway,
           (unsigned long long)r.last_seq, r.head, r.last_time, r.fingerprint, r.gateway,
           (unsigned long long)r.last_seq, r.head);
    return EXIT_INTACT;
}

int log_checkpoint(int argc, char **argv)
{
    struct arguments a = {0};
    int status = parse(argc, argv, false, &a);
    bool good = status == EXIT_INTACT;

    for (int i = optind; good && i < argc; i++)
        status = worse(status, checkpoint_one(argv[i], &a.options));
    arguments_clear(&a);
    return status;
}
