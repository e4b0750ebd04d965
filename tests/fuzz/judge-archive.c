#include "judge-archive.h"

#include "inspect/archive.h"
#include "inspect/kind.h"
#include "open-keyholder.h"

#include <stdlib.h>
#include <string.h>

static void need(bool good)
{
    if (!good)
        abort();
}

static void check_verdict(const struct verdict *v, const struct archive_member *m, size_t len)
{
    const struct protocol *p = open_protocol();

    need(verdict_valid(v, 0, (unsigned)p->passphrase_count, OPEN_CAPACITY));
    need(!m->complete || v->archive_opened);
    need(m->content.len <= p->max_unpacked_bytes);
    need(!v->archive_seen || v->archive_bytes == len);
    if (v->finding_count > 0)
        return;
    /* nothing found: then all of this was seen */
    need(v->archive_seen && v->archive_encrypted && v->archive_opened && m->complete);
    need(v->passphrase == 0 && v->kdf_power >= p->kdf_power_min &&
         v->kdf_power <= p->kdf_power_max);
    need(m->name != NULL && m->content.len > 0);
    need(m->name_encrypted == (v->names_encrypted != 0));
}

static void judge_through(const unsigned char *archive, size_t len, size_t window,
                          struct verdict *verdict, struct archive_member *member)
{
    verdict_init(verdict);
    need(archive_inspect(open_keyholder(archive, len, window), len, open_protocol(), OPEN_DAY,
                         verdict, member));
    check_verdict(verdict, member, len);
}

void judge_archive(const unsigned char *archive, size_t len)
{
    static const size_t windows[] = {KEYHOLDER_WINDOW_MIN, 48, 1024, 16384};
    struct archive_member a, b;
    struct verdict whole, pieces;

    if (len > OPEN_CAPACITY)
        return;
    judge_through(archive, len, KEYHOLDER_WINDOW, &whole, &a);
    judge_through(archive, len, windows[len % 4], &pieces, &b);
    need(memcmp(&whole, &pieces, sizeof whole) == 0 && a.complete == b.complete);
    need(slice_equal(buffer_slice(&a.content), buffer_slice(&b.content)));
    archive_member_clear(&a);
    archive_member_clear(&b);
    need(kind_identify(slice_of(archive, len)) < KIND_COUNT);
}
