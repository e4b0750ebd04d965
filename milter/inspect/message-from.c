/*
 * message-from - the From field: who the mail says it is from
 *
 * The narrow side of RFC 5322 section 3.4: one mailbox, dot-atoms, no comment, no group, no route.
 */
#include "inspect/message-reader.h"
#include "inspect/message-word.h"

#include <string.h>

/* atom_char - RFC 5322 section 3.2.3 */
static bool atom_char(unsigned char c)
{
    return c > ' ' && c < 0x7f && !field_char_in(c, "()<>[]:;@\\,.\"");
}

static bool dot_atom(struct slice s)
{
    bool atom = false;
    for (size_t i = 0; i < s.len; i++) {
        if (atom_char(s.data[i])) {
            atom = true;
            continue;
        }
        if (s.data[i] != '.' || !atom)
            return false;
        atom = false;
    }
    return atom;
}

/* normalised - tried twice, since a lack of memory that has passed must not make it no address */
static bool normalised(struct slice s, char address[ADDRESS_MAX])
{
    bool good = false;

    for (unsigned tries = 0; tries < 2 && !good; tries++)
        good = address_normalise(s, address);
    return good;
}

static bool address_read(struct slice s, char address[ADDRESS_MAX])
{
    size_t at = slice_find_byte(s, '@', 0);
    return at != SIZE_MAX && dot_atom(slice_sub(s, 0, at)) &&
           dot_atom(slice_sub(s, at + 1, s.len)) && normalised(s, address);
}

/* quoted_append - the inside of a quoted string, quotes and backslashes undone; *at behind it */
static bool quoted_append(struct slice s, size_t *at, struct buffer *out)
{
    for ((*at)++; *at < s.len; (*at)++) {
        unsigned char c = s.data[*at];
        if (c == '"') {
            (*at)++;
            return true;
        }
        if (c == '\\' && ++*at < s.len)
            c = s.data[*at];
        if (!buffer_append_byte(out, c))
            return false;
    }
    return false;
}

/* phrase_append - words, dots ("J. Janssens") and quoted strings of a display name, quotes undone
 */
static bool phrase_append(struct slice s, struct buffer *out)
{
    for (size_t at = 0; at < s.len;) {
        unsigned char c = s.data[at];
        if (c == '"') {
            if (!quoted_append(s, &at, out))
                return false;
            continue;
        }
        if (!atom_char(c) && c != ' ' && c != '\t' && (c != '.' || at == 0))
            return false;
        if (!buffer_append_byte(out, c))
            return false;
        at++;
    }
    return true;
}

static bool mailbox_read(struct slice s, char address[ADDRESS_MAX], struct buffer *display)
{
    if (s.len == 0 || s.data[s.len - 1] != '>')
        return address_read(s, address);
    size_t open = s.len - 1;
    while (open > 0 && s.data[open] != '<')
        open--;
    return s.data[open] == '<' && address_read(slice_sub(s, open + 1, s.len - open - 2), address) &&
           phrase_append(slice_trim(slice_sub(s, 0, open)), display);
}

bool from_read(struct slice value, char address[ADDRESS_MAX], struct buffer *name)
{
    struct buffer line, display;

    buffer_init(&line, MESSAGE_HEADER_BYTES_MAX);
    buffer_init(&display, MESSAGE_HEADER_BYTES_MAX);
    bool good = word_unfold(value, &line) && mailbox_read(buffer_slice(&line), address, &display) &&
                word_decode(buffer_slice(&display), name);
    if (line.failed || display.failed)
        name->failed = true;
    buffer_free(&line);
    buffer_free(&display);
    return good;
}
