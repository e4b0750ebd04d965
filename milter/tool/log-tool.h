/*
 * log-tool - what the commands of referral-log share
 */
#ifndef TOOL_LOG_TOOL_H
#define TOOL_LOG_TOOL_H

#include "record/keys.h"
#include "record/verify.h"

#define PROGRAM "referral-log"

enum {
    EXIT_INTACT = 0,
    EXIT_BROKEN = 1,
    EXIT_USE = 64,      /* EX_USAGE */
    EXIT_DATA = 65,     /* EX_DATAERR: a keys file that is none */
    EXIT_NO_INPUT = 66, /* EX_NOINPUT */
    EXIT_INTERNAL = 70  /* EX_SOFTWARE: no memory */
};

/* A command: its arguments begin with its own name, as main's do */
int log_verify(int argc, char **argv);
int log_report(int argc, char **argv);
int log_receipt(int argc, char **argv);
int log_checkpoint(int argc, char **argv);

/* log_usage - a complaint (NULL for none) and where to find help; EXIT_USE */
int log_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* log_complain - "referral-log: file: what" on standard error */
void log_complain(const char *file, unsigned line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* How results are printed */
enum output { OUTPUT_TEXT, OUTPUT_HTML, OUTPUT_JSON, OUTPUT_CSV };
/* output_parse - the option's value; EXIT_INTACT or EXIT_USE, told */
int output_parse(const char *text, enum output *output_r);

/* keys_load - adds the keys of a published file; EXIT_INTACT or how to exit, told */
int keys_load(const char *path, struct key_list *keys);

/* Shows on a terminal that work which takes more than a second goes on */
struct progress {
    const char *what;
    double started;
    double shown; /* 0: not yet */
    uint64_t done;
    bool wanted;
};
void progress_start(struct progress *p, const char *what);
void progress_step(struct progress *p);
void progress_end(struct progress *p);

/* csv_row - RFC 4180 on standard output; a cell that a spreadsheet would take for a formula gets an
 * apostrophe in front */
void csv_row(const char *const *cells, size_t count);

/* worse - the higher of two exit statuses */
int worse(int a, int b);

#endif
