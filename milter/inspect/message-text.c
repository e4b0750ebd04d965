/*
 * message-text - body text: to UTF-8 with LF line ends, free of what some programs would not show
 * as text
 *
 * Lines that begin an encoded file (uuencode, yEnc, BinHex) are attachments to some programs and
 * text to others; lines that begin a PGP message make the mail sealed. Judges no meaning.
 */
#include "inspect/message-reader.h"
#include "inspect/message-word.h"

#include <string.h>

/* uuencode_begin - "begin 644 name", as in POSIX uuencode, also of its base64 variant */
static bool uuencode_begin(struct slice line)
{
    size_t at = slice_starts(line, "begin-base64 ") ? 13 : 6;
    if (at == 6 && !slice_starts(line, "begin "))
        return false;
    size_t digits = at;
    while (digits < line.len && line.data[digits] >= '0' && line.data[digits] <= '7')
        digits++;
    return digits - at >= 3 && digits < line.len && line.data[digits] == ' ';
}

static bool encoded_file(struct slice line)
{
    return uuencode_begin(line) || slice_starts(line, "=ybegin ") ||
           slice_starts(line, "(This file must be converted with BinHex");
}

/* pgp_begin - quoted or indented too, or between HTML tags */
static bool pgp_begin(struct slice line)
{
    size_t at = slice_find(line, slice_from("-----BEGIN PGP "), 0);
    if (at == SIZE_MAX)
        return false;
    struct slice what = slice_sub(line, at + 15, line.len);
    return slice_starts(what, "MESSAGE-----") || slice_starts(what, "SIGNED MESSAGE-----");
}

/* unify_line_ends - CRLF to LF, in place; false at a CR by itself, *line_r says where */
static bool unify_line_ends(struct buffer *b, size_t start, uint32_t *line_r)
{
    size_t to = start;
    for (size_t from = start; from < b->len; from++) {
        unsigned char c = b->data[from];
        if (c == '\r') {
            if (from + 1 == b->len || b->data[from + 1] != '\n')
                return false;
            continue;
        }
        *line_r += c == '\n';
        b->data[to++] = c;
    }
    buffer_truncate(b, to);
    return true;
}

/* line_text - a form feed is the one control character besides tab that people's text has */
static bool line_text(struct slice line)
{
    for (size_t at = 0; at <= line.len;) {
        size_t end = slice_find_byte(line, '\f', at);
        size_t len = end == SIZE_MAX ? line.len - at : end - at;
        if (text_has_control(slice_sub(line, at, len)))
            return false;
        at += len + 1;
    }
    return true;
}

static enum text_fault line_judge(struct slice line)
{
    if (!line_text(line) || encoded_file(line))
        return TEXT_AMBIGUOUS;
    return pgp_begin(line) ? TEXT_SEALED : TEXT_GOOD;
}

/* lines_judge - all lines: the first ambiguous one decides, else the first sealed one */
static struct text_result lines_judge(struct slice text)
{
    struct text_result result = {.fault = TEXT_GOOD};

    for (size_t at = 0; at < text.len; result.lines++) {
        size_t end = slice_find_byte(text, '\n', at);
        size_t len = end == SIZE_MAX ? text.len - at : end - at;
        enum text_fault fault = line_judge(slice_sub(text, at, len));
        if (fault != TEXT_GOOD && result.fault != TEXT_AMBIGUOUS && fault != result.fault) {
            result.fault = fault;
            result.line = result.lines;
        }
        at += len + 1;
    }
    return result;
}

struct text_result text_read(enum charset charset, struct slice bytes, struct buffer *utf8)
{
    struct text_result result = {.fault = TEXT_AMBIGUOUS};

    if (!charset_decode(charset, bytes, utf8)) {
        if (utf8->failed)
            result.fault = TEXT_NO_MEMORY;
        return result;
    }
    if (!unify_line_ends(utf8, 0, &result.line))
        return result;
    return lines_judge(buffer_slice(utf8));
}
