/*
 * referral-log - checks, reports on and vouches for the transfer log
 *
 * Reads only. Each command is in a file of its own.
 */
#include "tool/log-tool.h"

#include "base/version.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char HELP[] =
    "usage: referral-log verify [-k KEYS]... [--anchor [GATEWAY:]SEQ:HASH]... [--partial] DIR...\n"
    "       referral-log report [-k KEYS]... [--from DATE] [--to DATE] [--protocol ID]\n"
    "                           [--format text|html|json|csv] [--lang nl|en|fr] [--partial] "
    "DIR...\n"
    "       referral-log receipt [-k KEYS]... [--format text|html|json|csv] [--lang nl|en|fr]\n"
    "                           MESSAGE.eml|MBOX|MAILDIR...\n"
    "       referral-log checkpoint [-k KEYS]... [--partial] DIR...\n"
    "       referral-log --help | --version\n"
    "\n"
    "verify      checks that the logs are whole and unchanged\n"
    "report      what went over the gateways in a period, with the proof that the log is whole\n"
    "receipt     checks the receipts in received messages, without any log\n"
    "checkpoint  prints seq and hash of the last record, to be kept elsewhere as an anchor\n"
    "\n"
    "  -k, --keys KEYS   published keys file (keys.pub) of a gateway; without it the one in the\n"
    "                    log folder is used\n"
    "  --anchor          a record that must be there, from a checkpoint, receipt or syslog line\n"
    "  --partial         older or later segments are kept elsewhere\n"
    "  -c, --config FILE configuration, for titles and parties in the report\n"
    "  --from, --to      first and last day (YYYY-MM-DD), both included\n"
    "\n"
    "Exit status: 0 intact, 1 broken, 64 usage, 65 not a keys file, 66 no such input,\n"
    "78 configuration error.\n"
    "See referral-log(8).\n";

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
} COMMANDS[] = {
    {"verify", log_verify},
    {"report", log_report},
    {"receipt", log_receipt},
    {"checkpoint", log_checkpoint},
};

int log_usage(const char *format, ...)
{
    if (format != NULL) {
        va_list args;

        fputs(PROGRAM ": ", stderr);
        va_start(args, format);
        vfprintf(stderr, format, args);
        va_end(args);
        fputc('\n', stderr);
    }
    fputs("Try '" PROGRAM " --help'.\n", stderr);
    return EXIT_USE;
}

static bool wants(int argc, char **argv, const char *option)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], option) == 0)
            return true;
    return false;
}

/* flush - output that could not be written must not end in success */
static int flush(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    perror(PROGRAM ": standard output");
    return EXIT_INTERNAL;
}

int main(int argc, char **argv)
{
    static char program[] = PROGRAM; /* as getopt_long() names it in complaints */

    if (wants(argc, argv, "--help") || (argc > 1 && strcmp(argv[1], "-h") == 0)) {
        fputs(HELP, stdout);
        return flush(0);
    }
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        puts(PROGRAM " " REFERRAL_MILTER_VERSION);
        return flush(0);
    }
    if (argc < 2)
        return log_usage("a command is missing: verify, report, receipt or checkpoint");
    for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++)
        if (strcmp(argv[1], COMMANDS[i].name) == 0) {
            argv[1] = program;
            return flush(COMMANDS[i].run(argc - 1, argv + 1));
        }
    return log_usage("no command '%s'", argv[1]);
}
