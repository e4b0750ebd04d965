/*
 * message - reads a whole mail, and says what its attachments come to
 */
#include "inspect/message.h"

#include "inspect/message-reader.h"

#include <stdlib.h>
#include <string.h>

struct message *message_read(struct slice bytes, const struct protocol *protocol,
                             struct verdict *verdict)
{
    struct message_reader *r = message_reader_new(protocol, verdict);
    if (!r)
        return NULL;
    message_reader_feed(r, bytes);
    return message_reader_finish(r);
}

static void string_free(char *s)
{
    if (s)
        bytes_wipe(s, strlen(s));
    free(s);
}

static void headers_free(struct message_header *headers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        string_free(headers[i].text); /* the name lies in the same memory */
    free(headers);
}

void message_free(struct message *m)
{
    if (!m)
        return;
    headers_free(m->headers, m->header_count);
    headers_free(m->part_headers, m->part_header_count);
    for (size_t i = 0; i < m->part_count; i++) {
        string_free(m->parts[i].name);
        string_free(m->parts[i].description);
        buffer_free(&m->parts[i].store);
    }
    free(m->parts);
    string_free(m->from);
    string_free(m->from_name);
    free(m);
}

void message_drop_archive(struct message *m)
{
    struct message_part *part = &m->parts[m->archive - m->parts];

    buffer_free(&part->store);
    part->data = NULL;
    part->len = 0;
}

/* archive_choose - the only file, or the only one with the signature; SIZE_MAX when there is none
 */
static size_t archive_choose(const struct message_reader *r)
{
    size_t chosen = r->file_count == 1 ? 0 : SIZE_MAX;
    for (size_t i = 0; r->file_count > 1 && i < r->file_count; i++) {
        if (!r->files[i].signature)
            continue;
        if (chosen != SIZE_MAX)
            return SIZE_MAX;
        chosen = i;
    }
    return chosen;
}

void attachments_judge(struct message_reader *r, bool whole)
{
    size_t chosen = archive_choose(r);

    if (chosen != SIZE_MAX)
        r->message->archive = &r->message->parts[r->files[chosen].part];
    /* without an archive among several, the first file passes for it */
    for (size_t i = 0; i < r->file_count; i++)
        if (i != (chosen == SIZE_MAX ? 0 : chosen))
            verdict_add(r->verdict, REASON_ATTACHMENT_EXTRA,
                        place_at(PLACE_ATTACHMENT, r->files[i].number, 0, 0));
    if (whole && r->file_count == 0 && !r->other_attachment && !r->sealed && !r->tnef)
        verdict_add(r->verdict, REASON_ATTACHMENT_MISSING, place_none());
}
