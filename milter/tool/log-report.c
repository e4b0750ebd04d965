/*
 * log-report - referral-log report: what went over the gateways in a period
 */
#include "tool/log-report.h"

#include "base/version.h"
#include "policy/policy.h"
#include "tool/log-gather.h"
#include "tool/log-tool.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_CONFIG "/etc/referral-milter/referral-milter.conf"
/* Europe/Brussels as a rule, for machines without a time zone database */
#define DEFAULT_ZONE "CET-1CEST,M3.5.0,M10.5.0/3"

enum { EXIT_CONFIG = 78 };

struct report {
    struct key_list keys;
    struct verify_options options;
    struct gather gather;
    struct progress progress;
    const char *from, *to, *config;
    enum output output;
    enum language language;
};

static int parse_day(const char *text, const char **kept, day_number *day)
{
    *kept = text;
    return day_parse(slice_from(text), day) ? EXIT_INTACT
                                            : log_usage("'%s' is no day: YYYY-MM-DD", text);
}

static int take_option(struct report *r, int option)
{
    switch (option) {
    case 'k':
        return keys_load(optarg, &r->keys);
    case 'F':
        return parse_day(optarg, &r->from, &r->gather.from);
    case 'T':
        return parse_day(optarg, &r->to, &r->gather.to);
    case 'P':
        r->gather.protocol = optarg;
        return EXIT_INTACT;
    case 'c':
        r->config = optarg;
        return EXIT_INTACT;
    case 'p':
        r->options.partial = true;
        return EXIT_INTACT;
    case 'f':
        return output_parse(optarg, &r->output);
    case 'l':
        return language_parse(optarg, &r->language)
                   ? EXIT_INTACT
                   : log_usage("no language '%s': nl, en or fr", optarg);
    default:
        return log_usage(NULL);
    }
}

static int parse(int argc, char **argv, struct report *r)
{
    static const struct option options[] = {{"keys", required_argument, NULL, 'k'},
                                            {"from", required_argument, NULL, 'F'},
                                            {"to", required_argument, NULL, 'T'},
                                            {"protocol", required_argument, NULL, 'P'},
                                            {"config", required_argument, NULL, 'c'},
                                            {"partial", no_argument, NULL, 'p'},
                                            {"format", required_argument, NULL, 'f'},
                                            {"lang", required_argument, NULL, 'l'},
                                            {NULL, 0, NULL, 0}};
    int option, status = EXIT_INTACT;

    while (status == EXIT_INTACT && (option = getopt_long(argc, argv, "k:c:", options, NULL)) != -1)
        status = take_option(r, option);
    if (status == EXIT_INTACT && optind == argc)
        status = log_usage("which log folder?");
    if (status == EXIT_INTACT && r->gather.from != 0 && r->gather.to != 0 &&
        r->gather.from > r->gather.to)
        status = log_usage("the period ends before it begins");
    if (r->keys.count > 0)
        r->options.trusted = &r->keys;
    return status;
}

/* add_policy - titles and parties of the protocols that the report is about */
static void add_policy(struct report *r, const struct policy *policy)
{
    json_t *parties = json_array();
    json_t *protocols = json_object_get(r->gather.report, "protocols");

    for (size_t i = 0; i < policy->protocol_count; i++) {
        const struct policy_protocol *p = &policy->protocols[i];
        json_t *protocol = json_object_get(protocols, p->judged->id);

        if (r->gather.protocol != NULL && strcmp(r->gather.protocol, p->judged->id) != 0)
            continue;
        if (protocol != NULL)
            json_object_set_new(protocol, "title", json_string(p->title));
        for (size_t j = 0; j < p->party_count; j++)
            json_array_append_new(parties,
                                  json_pack("{s:s, s:s, s:s}", "protocol", p->judged->id, "name",
                                            p->parties[j].name, "contact", p->parties[j].contact));
    }
    json_object_set_new(r->gather.report, "parties", parties);
}

/* read_policy - the configuration that was named must be good; the usual one is used if it is */
static int read_policy(struct report *r)
{
    struct complaints *complaints;
    struct policy *policy;
    int status = EXIT_INTACT;

    if (r->config == NULL && access(DEFAULT_CONFIG, R_OK) != 0)
        return EXIT_INTACT;
    complaints = complaints_new();
    if (complaints == NULL)
        return EXIT_INTERNAL;
    policy = policy_load(r->config != NULL ? r->config : DEFAULT_CONFIG, complaints);
    if (policy != NULL) {
        add_policy(r, policy);
    } else if (r->config != NULL) {
        complaints_print(complaints, PROGRAM, stderr);
        status = EXIT_CONFIG;
    }
    policy_release(policy);
    complaints_free(complaints);
    return status;
}

static void take_record(void *context, const struct record_line *record, const char *sha256)
{
    struct report *r = context;

    progress_step(&r->progress);
    gather_record(&r->gather, record, sha256);
}

static int read_log(struct report *r, const char *folder)
{
    const struct chain_visitor visitor = {take_record, r};
    struct verify_result result;
    enum verify_outcome outcome;

    r->options.visitor = &visitor;
    gather_folder(&r->gather);
    progress_start(&r->progress, folder);
    outcome = verify_folder(folder, &r->options, &result);
    progress_end(&r->progress);
    if (outcome == VERIFY_NO_LOG) {
        log_complain(folder, 0, "%s", errno != 0 ? strerror(errno) : "no segment of a log in it");
        return EXIT_NO_INPUT;
    }
    gather_verdict(&r->gather, folder, outcome, &r->options, &result);
    return outcome == VERIFY_INTACT ? EXIT_INTACT : EXIT_BROKEN;
}

static void describe(struct report *r, bool intact)
{
    json_t *report = r->gather.report;
    char made[TIMESTAMP_SIZE];
    struct timespec now = {0};
    const char *zone = getenv("TZ");

    clock_gettime(CLOCK_REALTIME, &now);
    timestamp_format(now, made);
    json_object_set_new(report, "made", json_string(made));
    json_object_set_new(report, "version", json_string(REFERRAL_MILTER_VERSION));
    json_object_set_new(report, "from", r->from != NULL ? json_string(r->from) : json_null());
    json_object_set_new(report, "to", r->to != NULL ? json_string(r->to) : json_null());
    json_object_set_new(
        report, "time_zone",
        json_string(zone != NULL && strcmp(zone, DEFAULT_ZONE) != 0 ? zone : "Europe/Brussels"));
    json_object_set_new(report, "intact", json_boolean(intact));
}

static void show(struct report *r)
{
    struct document d = {
        .out = stdout, .html = r->output == OUTPUT_HTML, .language = language_code(r->language)};

    if (r->output == OUTPUT_JSON) {
        json_dumpf(r->gather.report, stdout, JSON_INDENT(2));
        putchar('\n');
    } else if (r->output == OUTPUT_CSV) {
        report_csv(r->gather.report);
    } else {
        report_show(r->gather.report, r->language, &d);
    }
}

static int make(struct report *r, int argc, char **argv)
{
    int status = EXIT_INTACT, trouble;

    if (!gather_start(&r->gather))
        return EXIT_INTERNAL;
    for (int i = optind; i < argc; i++)
        status = worse(status, read_log(r, argv[i]));
    if (json_array_size(json_object_get(r->gather.report, "gateways")) == 0)
        return status;
    describe(r, status == EXIT_INTACT);
    trouble = read_policy(r);
    if (trouble != EXIT_INTACT)
        return trouble;
    show(r);
    return status;
}

int log_report(int argc, char **argv)
{
    struct report r = {.language = LANGUAGE_EN};
    int status;

    setenv("TZ", DEFAULT_ZONE, 0);
    tzset();
    status = parse(argc, argv, &r);
    if (status == EXIT_INTACT)
        status = make(&r, argc, argv);
    gather_free(&r.gather);
    key_list_clear(&r.keys);
    return status;
}
