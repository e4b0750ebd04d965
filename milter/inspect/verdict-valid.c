/*
 * verdict-valid - the check of a verdict that another process sent
 *
 * The sender may be a worker that a hostile mail took over. What passes here is safe to index with,
 * to print and to record, and has no room for anything but what it means: all that is unused is
 * zero.
 */
#include "inspect/format/format.h"
#include "inspect/kind.h"
#include "inspect/verdict.h"

enum { KDF_POWER_MAX = 63 }; /* 7zAES keeps it in six bits */

static bool all_zero(const void *data, size_t len)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < len; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* place_valid - numbers count from 1, but for the kind of an attachment, which is an enum */
static bool place_valid(const struct place *place)
{
    if (place->kind >= PLACE_KIND_COUNT)
        return false;
    unsigned used = place_numbers((enum place_kind)place->kind);
    for (unsigned i = used; i < 3; i++)
        if (place->n[i] != 0)
            return false;
    if (place->kind == PLACE_KIND)
        return place->n[0] < KIND_COUNT;
    for (unsigned i = 0; i < used; i++)
        if (place->n[i] == 0)
            return false;
    return true;
}

static bool findings_valid(const struct verdict *v)
{
    if (v->finding_count > VERDICT_FINDINGS_MAX ||
        (v->findings_lost > 0 && v->finding_count < VERDICT_FINDINGS_MAX))
        return false;
    for (uint32_t i = 0; i < v->finding_count; i++)
        if (v->findings[i].reason >= REASON_COUNT || !place_valid(&v->findings[i].place) ||
            v->findings[i].topic >= TOPIC_COUNT ||
            (v->findings[i].topic != TOPIC_NONE &&
             v->findings[i].reason != REASON_FIELD_NOT_PERMITTED))
            return false;
    return all_zero(v->findings + v->finding_count,
                    (VERDICT_FINDINGS_MAX - v->finding_count) * sizeof(v->findings[0]));
}

static bool images_valid(const struct verdict *v)
{
    return v->image_count <= VERDICT_IMAGES_MAX &&
           all_zero(v->images + v->image_count,
                    (VERDICT_IMAGES_MAX - v->image_count) * sizeof(v->images[0]));
}

static bool archive_valid(const struct verdict *v, unsigned passphrases_max, size_t message_bytes)
{
    if (v->archive_seen > 1 || v->archive_encrypted > 1 || v->archive_opened > 1 ||
        v->names_encrypted > 1)
        return false;
    if (!v->archive_seen && (v->archive_encrypted || v->archive_opened || v->names_encrypted ||
                             v->archive_bytes > 0 || v->kdf_power > 0))
        return false;
    if (v->archive_opened ? v->passphrase >= passphrases_max : v->passphrase != 0)
        return false;
    return v->archive_bytes <= message_bytes && v->kdf_power <= KDF_POWER_MAX;
}

static bool fields_valid(const struct verdict *v, unsigned fields_max)
{
    return fields_max >= 32 || v->fields >> fields_max == 0;
}

static bool span_valid(const struct span *span, size_t bytes)
{
    if (span->length == 0)
        return span->offset == 0;
    return span->offset <= bytes && span->length <= bytes - span->offset;
}

bool verdict_valid(const struct verdict *v, unsigned fields_max, unsigned passphrases_max,
                   size_t message_bytes)
{
    return findings_valid(v) && images_valid(v) &&
           archive_valid(v, passphrases_max, message_bytes) && fields_valid(v, fields_max) &&
           v->format < FORMAT_COUNT && v->consent <= 1 && span_valid(&v->message_id, message_bytes);
}
