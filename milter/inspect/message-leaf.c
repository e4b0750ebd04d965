/*
 * message-leaf - what a part is: body text, picture in the text, file, or something sealed
 *
 * Decides by what the header says and where the part stands; only the 7z signature and the SHA-256
 * of a picture are taken from the bytes.
 */
#include "inspect/message-reader.h"

#include "base/digest.h"
#include "inspect/archive.h"
#include "inspect/kind.h"

#include <stdlib.h>
#include <string.h>

static bool is_text(const struct entity *e)
{
    return e->media <= MEDIA_TEXT_HTML && e->disposition != DISPOSITION_ATTACHMENT && !e->name;
}

static bool is_inline_image(const struct entity *e)
{
    return e->media == MEDIA_IMAGE && e->disposition != DISPOSITION_ATTACHMENT;
}

struct place leaf_place(const struct message_reader *r)
{
    return is_text(&r->entity) ? place_at(PLACE_BODY_LINE, r->next_line, 0, 0)
                               : place_at(PLACE_ATTACHMENT, r->attachments, 0, 0);
}

/* sealed - said once a mail, at the outermost sign of it */
static void sealed(struct message_reader *r, struct place place)
{
    if (!r->sealed)
        verdict_add(r->verdict, REASON_MESSAGE_SEALED, place);
    r->sealed = true;
}

/* fits - may a part of this kind be a child of that multipart? Programs show one alternative only,
 * and of related parts but the first what the first refers to; a file there would be seen by some.
 */
static bool fits(const struct level *parent, const struct entity *e)
{
    switch (parent->media) {
    case MEDIA_ALTERNATIVE:
        return is_text(e) || e->media == MEDIA_RELATED || e->media == MEDIA_MIXED;
    case MEDIA_RELATED:
        return parent->children == 1 ? is_text(e) || e->media == MEDIA_ALTERNATIVE
                                     : is_inline_image(e);
    default:
        return true;
    }
}

static struct place entity_place(const struct message_reader *r)
{
    if (r->entity.media >= MEDIA_MIXED)
        return place_none();
    return is_text(&r->entity) ? place_at(PLACE_BODY_LINE, r->next_line, 0, 0)
                               : place_at(PLACE_ATTACHMENT, r->attachments + 1, 0, 0);
}

void layout_judge(struct message_reader *r)
{
    const struct entity *e = &r->entity;
    struct place place = entity_place(r);
    bool known = e->media != MEDIA_MULTIPART && e->media != MEDIA_TWOFOLD;

    for (size_t i = e->first_field; i < r->message->part_header_count; i++)
        r->message->part_headers[i].place = place;
    if (!known || (r->depth > 0 && !fits(&r->levels[r->depth - 1], e)))
        reader_ambiguous(r, place);
    if (e->media == MEDIA_SIGNED || e->media == MEDIA_ENCRYPTED)
        sealed(r, place);
}

/* leaf_reason - findings that the kind of a leaf brings, before its data is read */
static void leaf_reason(struct message_reader *r)
{
    const struct entity *e = &r->entity;
    struct place place = leaf_place(r);

    switch (e->media) {
    case MEDIA_FORWARDED:
        r->other_attachment = true;
        verdict_add(r->verdict, REASON_ATTACHMENT_EXTRA,
                    place_at(PLACE_KIND, KIND_FORWARDED, 0, 0));
        if (e->encoding > TRANSFER_8BIT) /* RFC 2046 section 5.2.1 */
            reader_ambiguous(r, place);
        break;
    case MEDIA_MESSAGE:
    case MEDIA_TWOFOLD:
        r->other_attachment = true;
        reader_ambiguous(r, place);
        break;
    case MEDIA_TNEF:
        r->tnef = true;
        verdict_add(r->verdict, REASON_MESSAGE_TNEF, place);
        break;
    case MEDIA_SEALED:
        sealed(r, place);
        break;
    default:
        break;
    }
    if (e->name_bad)
        reader_ambiguous(r, place);
}

bool leaf_begin(struct message_reader *r)
{
    if (is_text(&r->entity))
        r->texts++;
    else
        r->attachments++;
    leaf_reason(r);
    transfer_start(&r->transfer, r->entity.encoding);
    buffer_free(&r->data);
    return true;
}

/* --- the end of a leaf --- */

static struct message_part *part_add(struct message_reader *r, enum part_kind kind)
{
    struct message *m = r->message;
    struct message_part *more = realloc(m->parts, (m->part_count + 1) * sizeof(*more));
    if (!more) {
        reader_no_memory(r);
        return NULL;
    }
    m->parts = more;
    struct message_part *part = &more[m->part_count++];
    *part = (struct message_part){.kind = kind,
                                  .number = kind <= PART_HTML ? r->texts : r->attachments,
                                  .first_line = kind <= PART_HTML ? r->next_line : 0,
                                  .name = r->entity.name,
                                  .description = r->entity.description};
    r->entity.name = NULL;
    r->entity.description = NULL;
    return part;
}

/* part_take - the part owns the buffer's memory from here on */
static void part_take(struct message_part *part, struct buffer *b)
{
    part->store = *b;
    part->data = b->data;
    part->len = b->len;
    buffer_init(b, SIZE_MAX);
}

static bool text_end(struct message_reader *r)
{
    struct buffer utf8;
    struct place place = leaf_place(r);
    enum part_kind kind = r->entity.media == MEDIA_TEXT_HTML ? PART_HTML : PART_TEXT;

    buffer_init(&utf8, SIZE_MAX);
    struct text_result result = text_read(r->entity.charset, buffer_slice(&r->data), &utf8);
    place.n[0] += result.line;
    if (result.fault == TEXT_AMBIGUOUS)
        reader_ambiguous(r, place);
    if (result.fault == TEXT_SEALED)
        sealed(r, place);
    struct message_part *part = result.fault == TEXT_NO_MEMORY ? NULL : part_add(r, kind);
    if (!part) {
        buffer_free(&utf8);
        return reader_no_memory(r);
    }
    r->next_line += result.lines;
    part_take(part, &utf8);
    return true;
}

static bool image_registered(const struct protocol *p, const unsigned char digest[SHA256_SIZE])
{
    for (size_t i = 0; i < p->image_count; i++)
        if (memcmp(p->images[i], digest, SHA256_SIZE) == 0)
            return true;
    return false;
}

/* image_end - *file_r: it is a file, not a picture in the text */
static bool image_end(struct message_reader *r, bool *file_r)
{
    unsigned char digest[SHA256_SIZE];

    *file_r = false;
    if (!sha256(buffer_slice(&r->data), digest))
        return reader_no_memory(r);
    if (image_registered(r->protocol, digest))
        return true;
    *file_r = !is_inline_image(&r->entity);
    if (*file_r)
        return true;
    struct verdict *v = r->verdict;
    verdict_add(v, REASON_ATTACHMENT_EXTRA, leaf_place(r));
    if (v->image_count < VERDICT_IMAGES_MAX)
        memcpy(v->images[v->image_count++], digest, SHA256_SIZE);
    return true;
}

/* inside_encrypted - a part of multipart/encrypted is no file of the sender's */
static bool inside_encrypted(const struct message_reader *r)
{
    for (unsigned i = 0; i < r->depth; i++)
        if (r->levels[i].media == MEDIA_ENCRYPTED)
            return true;
    return false;
}

bool leaf_end(struct message_reader *r)
{
    bool line_end = r->depth == 0 && r->line_ended;
    bool file = r->entity.media == MEDIA_FILE || r->entity.media <= MEDIA_TEXT_HTML;

    if (!transfer_end(&r->transfer, line_end, &r->data))
        return r->data.failed ? reader_no_memory(r) : reader_stop(r, leaf_place(r));
    if (is_text(&r->entity))
        return text_end(r);
    if (r->entity.media == MEDIA_IMAGE && !image_end(r, &file))
        return false;
    bool image = r->entity.media == MEDIA_IMAGE && !file;
    struct message_part *part = part_add(r, image ? PART_IMAGE : PART_FILE);
    if (!part)
        return false;
    part_take(part, &r->data);
    if (file && !inside_encrypted(r))
        r->files[r->file_count++] =
            (struct attachment){.number = part->number,
                                .part = r->message->part_count - 1,
                                .signature = archive_signature(slice_of(part->data, part->len))};
    return true;
}
