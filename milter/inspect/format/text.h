/*
 * text - files of plain text, in whatever character set (for the readers of this folder)
 */
#ifndef INSPECT_FORMAT_TEXT_H
#define INSPECT_FORMAT_TEXT_H

#include "inspect/referral.h"

/* text_of_document - decodes the file (charset_decode_document()) and has its text read, which is
 * UTF-8 without a NUL; a file that is no text is content-format. False only without memory. */
bool text_of_document(struct slice file,
                      bool (*read)(struct slice text, struct referral_sink *sink),
                      struct referral_sink *sink);

#endif
