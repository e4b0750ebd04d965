/*
 * message-word - readable text of header fields: unfolding, RFC 2047 words, RFC 2231 values
 *
 * Part of the message reader. Everything that looks like an encoded word is one, wherever it
 * stands, and must be whole; otherwise mail programs would show different texts. Output is UTF-8
 * without control characters other than tab.
 */
#ifndef INSPECT_MESSAGE_WORD_H
#define INSPECT_MESSAGE_WORD_H

#include "base/buffer.h"

/* word_unfold - the value on one line, without blanks at its ends */
bool word_unfold(struct slice value, struct buffer *out);
/* word_decode - unfolded, every RFC 2047 word decoded; blanks between two words go. False at a bad
 * word or when the buffer failed. */
bool word_decode(struct slice value, struct buffer *out);
/* word_decode_name - a parameter that is a file name: without any word, or exactly one and nothing
 * beside it */
bool word_decode_name(struct slice value, struct buffer *out);
/* word_decode_extended - RFC 2231 section 4: charset'language'percent-escaped */
bool word_decode_extended(struct slice value, struct buffer *out);

/* text_has_control - C0 but tab, DEL and C1, in UTF-8 */
bool text_has_control(struct slice utf8);

#endif
