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

void judge_archive(const unsigned char *archive, size_t len)
{
    const struct keyholder *k = open_keyholder(archive, len);
    struct archive_member member;
    struct verdict verdict;

    if (k == NULL)
        return;
    verdict_init(&verdict);
    need(archive_inspect(k, len, open_protocol(), OPEN_DAY, &verdict, &member));
    check_verdict(&verdict, &member, len);
    archive_member_clear(&member);
    need(kind_identify(slice_of(archive, len)) < KIND_COUNT);
}
