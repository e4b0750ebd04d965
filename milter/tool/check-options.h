/* check-options - the command line of referral-check */
#ifndef TOOL_CHECK_OPTIONS_H
#define TOOL_CHECK_OPTIONS_H

#include "base/day.h"
#include "inspect/protocol.h"

struct check_options {
    const char *config;
    const char *sender; /* NULL: not given */
    struct string_list recipients;
    day_number at; /* 0: today */
    bool json;
    char **files; /* into argv; at least one, "-" when none was given */
    size_t file_count;
};

/* check_options_read - -1 to go on, else the exit status (--help and --version are answered, errors
 * told) */
int check_options_read(struct check_options *options, int argc, char **argv);

#endif
