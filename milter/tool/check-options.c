/*
 * The command line of referral-check.
 */
#include "tool/check-options.h"

#include "base/version.h"

#include <getopt.h>
#include <stdio.h>
#include <sysexits.h>

static const char default_config[] = "/etc/referral-milter/referral-milter.conf";

static const char help[] =
    "usage: referral-check [-c FILE] [-f SENDER] [-r RCPT]... [--at YYYY-MM-DD] [--json] "
    "[FILE...|-]\n"
    "\n"
    "Judges message files, or bare 7z archives, as the mail gateway would; writes no record.\n"
    "\n"
    "  -c, --config FILE    configuration (default /etc/referral-milter/referral-milter.conf)\n"
    "  -f, --from SENDER    envelope sender (default: the From address)\n"
    "  -r, --rcpt RCPT      envelope recipient, may be repeated (default: those of To and Cc)\n"
    "      --at YYYY-MM-DD  judge as of that day\n"
    "      --json           one JSON object a file, a line each\n"
    "      --help           this text\n"
    "      --version        the version\n"
    "\n"
    "Exit status, the highest of all files: 0 accept, 1 refuse, 3 not guarded, 64 usage,\n"
    "66 no such input, 75 could not judge, 78 configuration error. See referral-check(1).\n";

enum { OPTION_AT = 256, OPTION_JSON, OPTION_HELP, OPTION_VERSION };

static const struct option long_options[] = {
    {"config", required_argument, NULL, 'c'},       {"from", required_argument, NULL, 'f'},
    {"rcpt", required_argument, NULL, 'r'},         {"at", required_argument, NULL, OPTION_AT},
    {"json", no_argument, NULL, OPTION_JSON},       {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION}, {NULL, 0, NULL, 0}};

static int usage(const char *what)
{
    fprintf(stderr, "referral-check: %s; try --help\n", what);
    return EX_USAGE;
}

/* take - one option; -1 to go on */
static int take(struct check_options *o, int option)
{
    switch (option) {
    case 'c':
        o->config = optarg;
        return -1;
    case 'f':
        o->sender = optarg;
        return -1;
    case 'r':
        if (string_list_add(&o->recipients, slice_from(optarg)))
            return -1;
        fputs("referral-check: no memory\n", stderr);
        return EX_TEMPFAIL;
    case OPTION_AT:
        return day_parse(slice_from(optarg), &o->at) ? -1 : usage("--at wants a day, YYYY-MM-DD");
    case OPTION_JSON:
        o->json = true;
        return -1;
    case OPTION_HELP:
        fputs(help, stdout);
        return EX_OK;
    case OPTION_VERSION:
        puts("referral-check " REFERRAL_MILTER_VERSION);
        return EX_OK;
    case ':':
        return usage("an option lacks its value");
    default:
        return usage("there is no such option");
    }
}

int check_options_read(struct check_options *o, int argc, char **argv)
{
    static char standard_input[] = "-", *only[] = {standard_input};
    int option;

    *o = (struct check_options){.config = default_config};
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":c:f:r:", long_options, NULL)) != -1) {
        int status = take(o, option);

        if (status >= 0)
            return status;
    }
    o->files = optind < argc ? argv + optind : only;
    o->file_count = optind < argc ? (size_t)(argc - optind) : 1;
    return -1;
}
