/*
 * file-name - may a file of this name be handed on?
 *
 * For the attachment and for the file inside the archive. Whether the extension fits is another
 * question, see format_by_file_name().
 */
#ifndef INSPECT_FILE_NAME_H
#define INSPECT_FILE_NAME_H

#include "base/slice.h"

enum { FILE_NAME_MAX = 100 }; /* characters of the composed form (NFC) */

/* file_name_safe - UTF-8: letters of Latin script, with or without marks, ASCII digits, blank and
 * . _ - ( ) + , & '. No blank or dot at either end, and not the name of a device of Windows, which
 * may not be the part before the first dot: so it is one plain name everywhere, never a path, a
 * stream or a hidden file. */
bool file_name_safe(struct slice utf8);

#endif
