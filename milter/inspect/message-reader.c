/*
 * message-reader - lines, header blocks and delimiters: where each part of a mail begins and ends
 *
 * Fed in pieces of any size, one pass, no recursion: open multiparts stand in a small array. What a
 * part means is not known here.
 */
#include "inspect/message-reader.h"

#include <stdlib.h>
#include <string.h>

static const char *const SENTENCES[] = {
    "This is a multi-part message in MIME format.", /* Thunderbird and many others */
    "This is a multipart message in MIME format.",  /* Outlook */
};

void reader_ambiguous(struct message_reader *r, struct place place)
{
    verdict_add(r->verdict, REASON_MESSAGE_AMBIGUOUS, place);
}

bool reader_stop(struct message_reader *r, struct place place)
{
    reader_ambiguous(r, place);
    r->state = READ_STOPPED;
    return false;
}

bool reader_no_memory(struct message_reader *r)
{
    r->no_memory = true;
    r->state = READ_STOPPED;
    return false;
}

char *reader_copy(struct message_reader *r, struct slice text)
{
    char *copy = malloc(text.len + 1);
    if (!copy) {
        reader_no_memory(r);
        return NULL;
    }
    if (text.len > 0)
        memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    return copy;
}

struct message_reader *message_reader_new(const struct protocol *protocol, struct verdict *verdict)
{
    struct message_reader *r = calloc(1, sizeof(*r));
    if (!r)
        return NULL;
    r->protocol = protocol;
    r->verdict = verdict;
    r->next_line = 1;
    r->message = calloc(1, sizeof(*r->message));
    buffer_init(&r->block, MESSAGE_HEADER_BYTES_MAX);
    buffer_init(&r->data, SIZE_MAX);
    if (r->message)
        return r;
    free(r);
    return NULL;
}

/* --- delimiters --- */

enum delimiter { DELIMITER_NONE, DELIMITER_PART, DELIMITER_CLOSE, DELIMITER_BAD };

/* delimiter - what the line is to the innermost open multipart. A line that begins like a delimiter
 * of any open one but is none would be one to a careless program. */
static enum delimiter delimiter(const struct message_reader *r, struct slice line)
{
    if (line.len < 3 || line.data[0] != '-' || line.data[1] != '-')
        return DELIMITER_NONE;
    for (unsigned i = r->depth; i-- > 0;) {
        const struct level *level = &r->levels[i];
        struct slice start = slice_sub(line, 2, level->len);
        if (!slice_equal(start, slice_of(level->boundary, level->len)))
            continue;
        struct slice rest = slice_sub(line, 2 + level->len, line.len);
        bool close = slice_starts(rest, "--");
        if (i + 1 != r->depth || slice_trim(slice_sub(rest, close ? 2 : 0, rest.len)).len > 0)
            return DELIMITER_BAD;
        return close ? DELIMITER_CLOSE : DELIMITER_PART;
    }
    return DELIMITER_NONE;
}

/* --- parts --- */

static void block_start(struct message_reader *r, size_t max)
{
    buffer_free(&r->block);
    buffer_init(&r->block, max);
    r->state = READ_HEADER;
}

/* level_open - a multipart begins. One boundary being the begin of another would make a delimiter
 * of the longer look like one of the shorter. */
static bool level_open(struct message_reader *r)
{
    struct slice boundary = r->entity.boundary;
    if (r->depth == MESSAGE_DEPTH_MAX)
        return reader_stop(r, place_none());
    for (unsigned i = 0; i < r->depth; i++) {
        size_t shorter = boundary.len < r->levels[i].len ? boundary.len : r->levels[i].len;
        if (memcmp(boundary.data, r->levels[i].boundary, shorter) == 0)
            return reader_stop(r, place_none());
    }
    struct level *level = &r->levels[r->depth++];
    *level = (struct level){.media = r->entity.media, .len = boundary.len};
    memcpy(level->boundary, boundary.data, boundary.len);
    r->sentence = false;
    r->state = READ_PREAMBLE;
    return true;
}

static bool header_end(struct message_reader *r)
{
    bool top = r->part_total == 0;
    if (!entity_read(r, top))
        return false;
    layout_judge(r);
    if (r->entity.media >= MEDIA_MIXED)
        return level_open(r);
    r->state = READ_BODY;
    return leaf_begin(r);
}

/* part_begin - behind a delimiter */
static bool part_begin(struct message_reader *r)
{
    if (++r->part_total > MESSAGE_PARTS_MAX)
        return reader_stop(r, place_none());
    r->levels[r->depth - 1].children++;
    block_start(r, MESSAGE_PART_HEADER_BYTES_MAX);
    return true;
}

static bool delimiter_line(struct message_reader *r, enum delimiter kind)
{
    if (kind == DELIMITER_BAD || r->state == READ_HEADER)
        return reader_stop(r, place_none());
    if (r->state == READ_BODY && !leaf_end(r))
        return false;
    if (kind == DELIMITER_PART)
        return part_begin(r);
    if (r->levels[r->depth - 1].children == 0)
        return reader_stop(r, place_none());
    r->depth--;
    r->state = READ_EPILOGUE;
    return true;
}

/* --- lines --- */

static bool header_line(struct message_reader *r, struct slice line)
{
    if (line.len > 0) {
        if (r->block.len + line.len + 2 > r->block.max)
            return reader_stop(r, place_none());
        if (!buffer_append_slice(&r->block, line) || !buffer_append(&r->block, "\r\n", 2))
            return reader_no_memory(r);
        return true;
    }
    return header_end(r);
}

static bool preamble_line(struct message_reader *r, struct slice line)
{
    if (line.len == 0)
        return true;
    for (size_t i = 0; i < sizeof(SENTENCES) / sizeof(SENTENCES[0]); i++)
        if (!r->sentence && slice_is(line, SENTENCES[i])) {
            r->sentence = true;
            return true;
        }
    return reader_stop(r, place_none());
}

static bool body_line(struct message_reader *r, struct slice line, bool ended)
{
    r->line_ended = ended;
    if (transfer_line(&r->transfer, line, &r->data))
        return true;
    return r->data.failed ? reader_no_memory(r) : reader_stop(r, leaf_place(r));
}

/* take_line - without its CRLF. Bodies in base64 need no look for NUL and CR: neither is in the
 * alphabet. */
static bool take_line(struct message_reader *r, struct slice line, bool ended)
{
    bool plain = r->state == READ_BODY && r->transfer.encoding == TRANSFER_BASE64 &&
                 !(line.len > 0 && line.data[0] == '-');
    if (plain)
        return body_line(r, line, ended);
    if (line.len > 0 && (memchr(line.data, '\0', line.len) || memchr(line.data, '\r', line.len)))
        return reader_stop(r, r->state == READ_BODY ? leaf_place(r) : place_none());
    enum delimiter kind = delimiter(r, line);
    if (kind != DELIMITER_NONE)
        return delimiter_line(r, kind);
    switch (r->state) {
    case READ_HEADER:
        return header_line(r, line);
    case READ_PREAMBLE:
        return preamble_line(r, line);
    case READ_BODY:
        return body_line(r, line, ended);
    case READ_EPILOGUE:
    case READ_STOPPED: /* no line comes here any more */
        break;
    }
    return slice_trim(line).len == 0 || reader_stop(r, place_none());
}

/* hold - keeps the begin of a line until the rest is fed */
static bool hold(struct message_reader *r, struct slice bytes)
{
    if (bytes.len > sizeof(r->line) - r->line_len)
        return reader_stop(r, r->state == READ_BODY ? leaf_place(r) : place_none());
    memcpy(r->line + r->line_len, bytes.data, bytes.len);
    r->line_len += bytes.len;
    return true;
}

static bool ended_line(struct message_reader *r, struct slice line)
{
    if (line.len < 2 || line.data[line.len - 2] != '\r' || line.len - 2 > MESSAGE_LINE_MAX)
        return reader_stop(r, r->state == READ_BODY ? leaf_place(r) : place_none());
    return take_line(r, slice_sub(line, 0, line.len - 2), true);
}

/* expect - makes room at once for the base64 that the fed bytes hold: "-" is in no line of it, but
 * begins the delimiter */
static void expect(struct message_reader *r, struct slice rest)
{
    size_t end = slice_find_byte(rest, '-', 0);
    buffer_reserve(&r->data, (end == SIZE_MAX ? rest.len : end) / 4 * 3);
}

bool message_reader_feed(struct message_reader *r, struct slice bytes)
{
    for (size_t at = 0; at < bytes.len && r->state != READ_STOPPED;) {
        size_t end = slice_find_byte(bytes, '\n', at);
        struct slice piece = slice_sub(bytes, at, end == SIZE_MAX ? bytes.len : end + 1 - at);
        at += piece.len;
        bool body = r->state == READ_BODY;
        if (end == SIZE_MAX) {
            hold(r, piece);
        } else if (r->line_len > 0) {
            if (hold(r, piece)) {
                size_t len = r->line_len;
                r->line_len = 0;
                ended_line(r, slice_of(r->line, len));
            }
        } else {
            ended_line(r, piece);
        }
        if (!body && r->state == READ_BODY && r->transfer.encoding == TRANSFER_BASE64)
            expect(r, slice_sub(bytes, at, bytes.len));
        if (r->state == READ_BODY && r->line_len == 0 && piece.len > 2)
            at += transfer_run(&r->transfer, slice_sub(bytes, at, bytes.len), piece.len - 2,
                               &r->data);
    }
    return !r->no_memory;
}

/* read_end - what may be open at the end of a mail: nothing but the body of one without multipart
 */
static void read_end(struct message_reader *r)
{
    if (r->state != READ_STOPPED && r->line_len > MESSAGE_LINE_MAX)
        reader_stop(r, r->state == READ_BODY ? leaf_place(r) : place_none());
    else if (r->state != READ_STOPPED && r->line_len > 0)
        take_line(r, slice_of(r->line, r->line_len), false);
    if (r->state == READ_STOPPED)
        return;
    if (r->state == READ_HEADER || r->depth > 0)
        reader_stop(r, place_none());
    else if (r->state == READ_BODY)
        leaf_end(r);
}

struct message *message_reader_finish(struct message_reader *r)
{
    read_end(r);
    attachments_judge(r, r->state != READ_STOPPED);
    struct message *message = r->message;
    if (r->no_memory) {
        message_free(message);
        message = NULL;
    }
    entity_clear(&r->entity);
    buffer_free(&r->block);
    buffer_free(&r->data);
    bytes_wipe(r->line, sizeof(r->line));
    free(r);
    return message;
}
