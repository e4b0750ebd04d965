/*
 * source - a configuration file and the files it includes, as one parsed tree
 *
 * libconfig reads the language; this module gives it the text, so that what was hashed is what was
 * read, and so that three things are errors that libconfig passes over in silence: an integer that
 * does not fit, a comment or string without an end, and a NUL. Every setting can be traced back to
 * its file and line.
 *
 *     @include "FILE"     at the start of a line; FILE is relative to the folder of the file that
 *                         was asked for
 */
#ifndef POLICY_SOURCE_H
#define POLICY_SOURCE_H

#include "base/buffer.h"
#include "base/complaint.h"

#include <libconfig.h>

enum {
    SOURCE_FILE_MAX = 1 << 20,   /* bytes of one file */
    SOURCE_TEXT_MAX = 4 << 20,   /* bytes of all of them together */
    SOURCE_FILES_MAX = 64,       /* the file itself and all it includes */
    SOURCE_DEPTH_MAX = 8,        /* includes within includes */
    SOURCE_NESTING_MAX = 16,     /* groups, lists and arrays within each other */
    FINGERPRINT_MAX = 1024 * 128 /* bytes of the list of all files of a policy */
};

struct source;

/* source_read - NULL when there was an error; all that was found is in complaints. A line
 * "SHA256 LENGTH" for every file read is appended to fingerprint (NULL: not wanted). */
struct source *source_read(const char *file, struct buffer *fingerprint,
                           struct complaints *complaints);
void source_free(struct source *s);

const config_setting_t *source_root(const struct source *s);

/* source_where - file (owned by the source) and line of a setting; the first line of the file for
 * the root or NULL */
const char *source_where(const struct source *s, const config_setting_t *setting, unsigned *line_r);

/* source_complain - an error at a setting */
void source_complain(const struct source *s, const config_setting_t *setting,
                     struct complaints *complaints, enum complaint_level level, const char *format,
                     ...) __attribute__((format(printf, 5, 6)));

/* source_path - name, seen from the folder of file; the caller frees; NULL without memory */
char *source_path(const char *file, const char *name);

#endif
