/*
 * charset - bytes of a mail or document to UTF-8, strictly
 *
 * Every function fails on a byte that has no meaning in the character set, and leaves out whatever
 * it had appended before. In ISO 8859 the bytes 0x80 to 0x9f have none. Control characters are
 * passed on: what they may do is for the caller to say.
 */
#ifndef INSPECT_CHARSET_H
#define INSPECT_CHARSET_H

#include "base/buffer.h"

enum charset {
    CHARSET_ASCII,
    CHARSET_UTF8,
    CHARSET_LATIN1,
    CHARSET_LATIN9,
    CHARSET_WINDOWS_1252,
    CHARSET_UTF16_LE,
    CHARSET_UTF16_BE,
    CHARSET_UNKNOWN
};

/* charset_by_name - MIME name, any case: us-ascii, utf-8, iso-8859-1, iso-8859-15, windows-1252 */
enum charset charset_by_name(struct slice name);
bool charset_decode(enum charset charset, struct slice bytes, struct buffer *utf8);

/* charset_decode_document - a file without a label: byte order mark (UTF-8, UTF-16), else UTF-8
 * where that is valid, else Windows-1252; the mark itself is dropped. *text_r is UTF-8: it lies in
 * the file itself where that is, else in what was appended to utf8. *charset_r may be NULL. */
bool charset_decode_document(struct slice file, struct buffer *utf8, struct slice *text_r,
                             enum charset *charset_r);

#endif
