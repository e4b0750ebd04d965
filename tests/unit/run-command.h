/*
 * run-command - runs another program from a test, and a folder that goes away with the test
 */
#ifndef TESTS_UNIT_RUN_COMMAND_H
#define TESTS_UNIT_RUN_COMMAND_H

#include "base/buffer.h"

/* run_command - argv[0] is looked up in PATH; standard input is empty, standard error dropped;
 * standard output goes to out unless it is NULL. The exit status, or -1 when it could not run. */
int run_command(const char *const *argv, struct buffer *out);

/* scratch_folder - made at the first call, removed with its files when the process ends */
const char *scratch_folder(void);
/* scratch_path - of a file in it; the last eight results stay valid */
const char *scratch_path(const char *name);
/* load_file, save_file - whole files; false when that fails */
bool load_file(const char *path, struct buffer *out);
bool save_file(const char *path, struct slice bytes);

#endif
