/*
 * referral-milter - the daemon: command line
 */
#include "base/version.h"
#include "daemon/service.h"

#include <getopt.h>
#include <stdio.h>
#include <sysexits.h>

#define DEFAULT_FILE "/etc/referral-milter/referral-milter.conf"

static const char usage[] =
    "usage: referral-milter [-c FILE] [-t] [-p SOCKET]\n"
    "  -c, --config FILE    configuration (" DEFAULT_FILE ")\n"
    "  -t, --test           check the configuration, say what is wrong, exit\n"
    "  -p, --socket SOCKET  listen here instead of where the configuration says\n"
    "  -f                   stay in front (always so)\n"
    "      --new-chain      go on although the transfer log is behind its head; this is recorded\n"
    "      --help, --version\n";

enum { OPTION_NEW_CHAIN = 256, OPTION_HELP, OPTION_VERSION };

static const struct option long_options[] = {
    {"config", required_argument, NULL, 'c'},
    {"test", no_argument, NULL, 't'},
    {"socket", required_argument, NULL, 'p'},
    {"new-chain", no_argument, NULL, OPTION_NEW_CHAIN},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

int main(int argc, char **argv)
{
    struct service_options options = {.file = DEFAULT_FILE};
    bool test = false;
    int option;

    while ((option = getopt_long(argc, argv, "c:fp:t", long_options, NULL)) != -1) {
        switch (option) {
        case 'c':
            options.file = optarg;
            break;
        case 'f':
            break;
        case 'p':
            options.socket = optarg;
            break;
        case 't':
            test = true;
            break;
        case OPTION_NEW_CHAIN:
            options.new_chain = true;
            break;
        case OPTION_HELP:
            fputs(usage, stdout);
            return EX_OK;
        case OPTION_VERSION:
            puts("referral-milter " REFERRAL_MILTER_VERSION);
            return EX_OK;
        default:
            fputs(usage, stderr);
            return EX_USAGE;
        }
    }
    if (optind < argc) {
        fprintf(stderr, "referral-milter: unexpected argument: %s\n%s", argv[optind], usage);
        return EX_USAGE;
    }
    if (test)
        return service_check(&options);
    service_run(&options);
}
