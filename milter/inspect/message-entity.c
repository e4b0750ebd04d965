/*
 * message-entity - what the header block of a mail or a part says
 *
 * Every field is kept as readable text for the leak check; the MIME fields are understood. A fault
 * that leaves open how the body is to be read stops the reader; any other is noted, and reading
 * goes on so that the sender is told everything at once.
 */
#include "inspect/message-reader.h"

#include "inspect/file-name.h"
#include "inspect/fold.h"
#include "inspect/message-word.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of a file name: above what any line can hold, decoded and composed */
enum { NAME_BYTES_MAX = 4096, NAME_UTF8_MAX = 16384 };

static const struct {
    const char *type, *subtype; /* NULL: any other */
    enum media media;
} MEDIA[] = {
    {"text", "plain", MEDIA_TEXT_PLAIN},
    {"text", "html", MEDIA_TEXT_HTML},
    {"image", NULL, MEDIA_IMAGE},
    {"message", "rfc822", MEDIA_FORWARDED},
    {"message", "global", MEDIA_FORWARDED},
    {"message", NULL, MEDIA_MESSAGE},
    {"application", "ms-tnef", MEDIA_TNEF},
    {"application", "vnd.ms-tnef", MEDIA_TNEF},
    {"application", "pkcs7-mime", MEDIA_SEALED},
    {"application", "x-pkcs7-mime", MEDIA_SEALED},
    {"application", "pkcs7-signature", MEDIA_SEALED},
    {"application", "x-pkcs7-signature", MEDIA_SEALED},
    {"application", "pgp-encrypted", MEDIA_SEALED},
    {"application", "pgp-signature", MEDIA_SEALED},
    {"application", "pgp", MEDIA_SEALED},
    {"application", "applefile", MEDIA_TWOFOLD},
    {"multipart", "mixed", MEDIA_MIXED},
    {"multipart", "alternative", MEDIA_ALTERNATIVE},
    {"multipart", "related", MEDIA_RELATED},
    {"multipart", "signed", MEDIA_SIGNED},
    {"multipart", "encrypted", MEDIA_ENCRYPTED},
    {"multipart", NULL, MEDIA_MULTIPART},
};

/* Programs that write rich text or S/MIME also name the file so, whatever the type says */
static const struct {
    const char *name;
    enum media media;
} NAMES[] = {
    {"winmail.dat", MEDIA_TNEF},
    {"smime.p7m", MEDIA_SEALED},
    {"smime.p7s", MEDIA_SEALED},
};

/* What entity_read gathers before it can be judged together */
struct gathering {
    bool top;
    unsigned seen; /* bit per enum field_id */
    uint32_t number;
    struct structured type, disposition;
    struct slice encoding;
};

void entity_clear(struct entity *e)
{
    if (e->name)
        bytes_wipe(e->name, strlen(e->name));
    if (e->description)
        bytes_wipe(e->description, strlen(e->description));
    free(e->name);
    free(e->description);
    *e = (struct entity){.encoding = TRANSFER_7BIT};
}

static struct place field_place(const struct gathering *g)
{
    return g->top ? place_at(PLACE_HEADER, g->number, 0, 0) : place_none();
}

/* --- fields as text --- */

static struct message_header *header_slot(struct message_reader *r, const struct gathering *g)
{
    struct message *m = r->message;
    struct message_header **list = g->top ? &m->headers : &m->part_headers;
    size_t *count = g->top ? &m->header_count : &m->part_header_count;
    if (*count % 64 == 0) {
        struct message_header *more = realloc(*list, (*count + 64) * sizeof(**list));
        if (!more) {
            reader_no_memory(r);
            return NULL;
        }
        *list = more;
    }
    return &(*list)[(*count)++];
}

/* header_keep - name and text in one piece of memory: text, NUL, name */
static bool header_keep(struct message_reader *r, const struct gathering *g, struct slice name,
                        struct slice text)
{
    char *memory = malloc(text.len + 1 + name.len);
    struct message_header *h = memory ? header_slot(r, g) : NULL;
    if (!h) {
        free(memory);
        return reader_no_memory(r);
    }
    if (text.len > 0)
        memcpy(memory, text.data, text.len);
    memory[text.len] = '\0';
    memcpy(memory + text.len + 1, name.data, name.len);
    *h = (struct message_header){.number = g->top ? g->number : 0,
                                 .place = field_place(g),
                                 .name = slice_of(memory + text.len + 1, name.len),
                                 .text = memory};
    return true;
}

/* decode_text - value as text; when a word in it is bad, that is noted and the value stands raw */
static bool decode_text(struct message_reader *r, const struct gathering *g, struct slice value,
                        struct buffer *text)
{
    if (word_decode(value, text))
        return true;
    if (!text->failed) {
        reader_ambiguous(r, field_place(g));
        word_unfold(value, text);
    }
    return !text->failed || reader_no_memory(r);
}

/* --- single fields --- */

static void message_id_read(struct message_reader *r, const struct gathering *g, struct slice value)
{
    size_t start = 0, end = value.len;
    while (start < end && value.data[start] <= ' ')
        start++;
    while (end > start && value.data[end - 1] <= ' ')
        end--;
    struct slice id = slice_sub(value, start, end - start);
    if (slice_find_byte(id, '\r', 0) != SIZE_MAX)
        reader_ambiguous(r, field_place(g));
    else if (id.len > 0)
        r->message->message_id = (struct span){.offset = (uint32_t)(id.data - r->block.data),
                                               .length = (uint32_t)id.len};
}

static bool from_field(struct message_reader *r, const struct gathering *g, struct slice value)
{
    char address[ADDRESS_MAX];
    struct buffer name;

    buffer_init(&name, SIZE_MAX);
    if (from_read(value, address, &name)) {
        r->message->from = reader_copy(r, slice_from(address));
        if (name.len > 0)
            r->message->from_name = reader_copy(r, buffer_slice(&name));
    } else if (!name.failed) {
        reader_ambiguous(r, field_place(g));
    } else {
        reader_no_memory(r);
    }
    buffer_free(&name);
    return !r->no_memory;
}

/* mime_field - false when the body cannot be read for certain */
static bool mime_field(struct gathering *g, const struct field *f)
{
    switch (f->id) {
    case FIELD_MIME_VERSION:
        return mime_version_valid(f->value);
    case FIELD_CONTENT_TYPE:
        return structured_read(f->value, true, &g->type);
    case FIELD_CONTENT_TRANSFER_ENCODING:
        return field_plain(f->value, &g->encoding);
    case FIELD_CONTENT_DISPOSITION:
        return structured_read(f->value, false, &g->disposition);
    default:
        return true;
    }
}

/* repeated - a field that may stand once stands again */
static bool repeated(struct gathering *g, enum field_id id)
{
    if (id >= FIELD_OTHER)
        return false;
    unsigned bit = 1u << id;
    bool again = (g->seen & bit) != 0;
    g->seen |= bit;
    return again;
}

/* field_known - may a field of that name stand here? */
static bool field_known(const struct gathering *g, enum field_id id)
{
    if (id == FIELD_OTHER_CONTENT)
        return false;
    return g->top || id == FIELD_OTHER_EXTENSION || (id >= FIELD_MIME_VERSION && id < FIELD_OTHER);
}

static bool field_read(struct message_reader *r, struct gathering *g, const struct field *f)
{
    struct buffer text;

    buffer_init(&text, SIZE_MAX);
    bool good =
        decode_text(r, g, f->value, &text) && header_keep(r, g, f->name, buffer_slice(&text));
    if (good && f->id == FIELD_CONTENT_DESCRIPTION && !r->entity.description) {
        r->entity.description = reader_copy(r, buffer_slice(&text));
        good = !r->no_memory;
    }
    buffer_free(&text);
    if (!good)
        return false;
    bool again = repeated(g, f->id);
    if ((again && f->id >= FIELD_MIME_VERSION) || !mime_field(g, f))
        return reader_stop(r, field_place(g));
    if (again || !field_known(g, f->id))
        reader_ambiguous(r, field_place(g));
    if (g->top && f->id == FIELD_MESSAGE_ID && !again)
        message_id_read(r, g, f->value);
    return !g->top || f->id != FIELD_FROM || again || from_field(r, g, f->value);
}

static bool fields_read(struct message_reader *r, struct gathering *g)
{
    struct slice block = buffer_slice(&r->block);
    uint32_t limit = g->top ? MESSAGE_HEADERS_MAX : MESSAGE_PART_HEADERS_MAX;

    for (size_t at = 0; at < block.len;) {
        struct field f;
        g->number++;
        if (g->number > limit || !field_next(block, &at, &f))
            return reader_stop(r, field_place(g));
        if (!field_read(r, g, &f))
            return false;
    }
    return true;
}

/* --- the MIME fields together --- */

static enum media media_of(const struct structured *type)
{
    for (size_t i = 0; i < sizeof(MEDIA) / sizeof(MEDIA[0]); i++)
        if (slice_is_nocase(type->type, MEDIA[i].type) &&
            (!MEDIA[i].subtype || slice_is_nocase(type->subtype, MEDIA[i].subtype)))
            return MEDIA[i].media;
    return MEDIA_FILE;
}

/* starred_known - parameters in a form of RFC 2231: a file name may come so, though only in one
 * piece; anything else that does leaves open how the body is to be read */
static bool starred_known(struct entity *e, const struct structured *s, const char *file_name)
{
    for (size_t i = 0; i < s->count; i++) {
        struct slice name = s->parameters[i].name;
        size_t star = slice_find_byte(name, '*', 0);
        if (star == SIZE_MAX)
            continue;
        if (!slice_is_nocase(slice_sub(name, 0, star), file_name))
            return false;
        if (star + 1 != name.len)
            e->name_bad = true;
    }
    return true;
}

/* boundary_valid - RFC 2046 section 5.1.1, and nothing that a program might decode or cut */
static bool boundary_valid(struct slice b)
{
    if (b.len == 0 || b.len > MESSAGE_BOUNDARY_MAX || b.data[b.len - 1] == ' ' ||
        (b.len >= 2 && b.data[b.len - 1] == '-' && b.data[b.len - 2] == '-') ||
        slice_find(b, slice_from("=?"), 0) != SIZE_MAX)
        return false;
    for (size_t i = 0; i < b.len; i++) {
        unsigned char c = b.data[i], letter = c | 0x20;
        if (!(letter >= 'a' && letter <= 'z') && !(c >= '0' && c <= '9') &&
            !field_char_in(c, "'()+_,-./:=? "))
            return false;
    }
    return true;
}

/* name_add - one of up to four spellings of the file name; all must be the same */
static bool name_add(struct message_reader *r, struct slice value, bool extended)
{
    struct entity *e = &r->entity;
    struct buffer raw, name;

    if (value.len == 0)
        return true;
    buffer_init(&raw, NAME_BYTES_MAX);
    buffer_init(&name, NAME_UTF8_MAX);
    bool decoded = (extended ? word_decode_extended(value, &raw) : word_decode_name(value, &raw)) &&
                   normalise_nfc(buffer_slice(&raw), &name);
    bool good = !raw.failed && !name.failed;
    if (good && (!decoded || !file_name_safe(buffer_slice(&name)))) {
        e->name_bad = true;
        /* the leak check still wants to see it */
        buffer_clear(&name);
        buffer_append_slice(&name, value);
    }
    if (e->name && !slice_is(buffer_slice(&name), e->name))
        e->name_bad = true;
    good = good && !name.failed;
    if (good && !e->name)
        e->name = reader_copy(r, buffer_slice(&name));
    buffer_free(&raw);
    buffer_free(&name);
    return (good && e->name) || reader_no_memory(r);
}

static bool names_read(struct message_reader *r, const struct gathering *g)
{
    return name_add(r, structured_find(&g->disposition, "filename"), false) &&
           name_add(r, structured_find(&g->disposition, "filename*"), true) &&
           name_add(r, structured_find(&g->type, "name"), false) &&
           name_add(r, structured_find(&g->type, "name*"), true);
}

static bool disposition_read(struct entity *e, const struct gathering *g)
{
    struct slice type = g->disposition.type;
    if (type.len == 0)
        return true;
    if (slice_is_nocase(type, "attachment"))
        e->disposition = DISPOSITION_ATTACHMENT;
    else if (slice_is_nocase(type, "inline"))
        e->disposition = DISPOSITION_INLINE;
    else
        return false;
    return true;
}

/* media_read - type, encoding, boundary, character set; false when the body cannot be read */
static bool media_read(struct entity *e, const struct gathering *g)
{
    struct slice charset = structured_find(&g->type, "charset");

    e->media = g->type.type.len > 0 ? media_of(&g->type) : MEDIA_TEXT_PLAIN;
    e->charset = charset.len > 0 ? charset_by_name(charset) : CHARSET_ASCII;
    e->encoding = g->encoding.len > 0 ? transfer_by_name(g->encoding) : TRANSFER_7BIT;
    if (e->encoding == TRANSFER_UNKNOWN || !starred_known(e, &g->type, "name") ||
        !starred_known(e, &g->disposition, "filename"))
        return false;
    if (e->media < MEDIA_MIXED)
        return true;
    e->boundary = structured_find(&g->type, "boundary");
    return e->encoding <= TRANSFER_8BIT && boundary_valid(e->boundary);
}

/* mime_complete - RFC 2045: MIME-Version with the Content- fields of the top; a type in each part
 */
static bool mime_complete(const struct gathering *g)
{
    unsigned content = 0;
    for (int id = FIELD_CONTENT_TYPE; id < FIELD_OTHER; id++)
        content |= g->seen & 1u << id;
    if (g->top)
        return content == 0 || (g->seen & 1u << FIELD_MIME_VERSION) != 0;
    return (g->seen & 1u << FIELD_CONTENT_TYPE) != 0;
}

static void name_judge(struct entity *e)
{
    for (size_t i = 0; e->name && i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
        if (e->media < MEDIA_MIXED && slice_is_nocase(slice_from(e->name), NAMES[i].name))
            e->media = NAMES[i].media;
}

bool entity_read(struct message_reader *r, bool top)
{
    struct gathering g = {.top = top};

    entity_clear(&r->entity);
    r->entity.first_field = r->message->part_header_count;
    if (!fields_read(r, &g))
        return false;
    if (!mime_complete(&g) || !media_read(&r->entity, &g))
        return reader_stop(r, place_none());
    if (!disposition_read(&r->entity, &g))
        reader_ambiguous(r, place_none());
    if (!names_read(r, &g))
        return false;
    name_judge(&r->entity);
    return true;
}
