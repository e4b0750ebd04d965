#include "archive-fixture.h"

#include "run-command.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *names[] = {"2026-1", "2027-1", "2025-1"};

static void start(struct fixture *f, const char *const *passphrases, size_t count)
{
    memset(f, 0, sizeof *f);
    if (!memory_keyholder_start(&f->keyholder, FIXTURE_CAPACITY, passphrases)) {
        fprintf(stderr, "archive-fixture: no key holder\n");
        exit(1);
    }
    for (unsigned i = 0; i < 3; i++)
        f->passphrases[i].id = names[i];
    f->protocol.passphrases = f->passphrases;
    f->protocol.passphrase_count = count;
    f->protocol.kdf_power_min = 19;
    f->protocol.kdf_power_max = 20;
    f->protocol.max_unpacked_bytes = 262144;
}

void fixture_start(struct fixture *f)
{
    static const char *const passphrases[] = {SZ_PASSPHRASE, "andere-zin-2027", FIXTURE_EXPIRED,
                                              NULL};

    start(f, passphrases, 3);
    f->passphrases[2].valid_until = 20251231;
}

void fixture_start_with(struct fixture *f, const char *passphrase)
{
    const char *const passphrases[] = {passphrase, NULL};

    start(f, passphrases, 1);
}

void fixture_stop(struct fixture *f)
{
    archive_member_clear(&f->member);
    memory_keyholder_stop(&f->keyholder);
}

const char *fixture_findings(struct fixture *f)
{
    size_t used = 0;

    verdict_sort(&f->verdict);
    f->text[0] = '\0';
    for (uint32_t i = 0; i < f->verdict.finding_count; i++) {
        const struct finding *finding = &f->verdict.findings[i];
        char number[16] = "";

        if (finding->place.kind == PLACE_MEMBER)
            snprintf(number, sizeof number, ":%u", finding->place.n[0]);
        used +=
            (size_t)snprintf(f->text + used, sizeof f->text - used, "%s%s%s", used > 0 ? " " : "",
                             reason_name((enum reason)finding->reason), number);
    }
    return f->text;
}

static bool all_facts(const struct fixture *f)
{
    const struct verdict *v = &f->verdict;

    return f->member.complete && v->archive_seen == 1 && v->archive_encrypted == 1 &&
           v->archive_opened == 1 && v->archive_bytes > 0 && v->kdf_power >= 19 &&
           f->member.name != NULL;
}

const char *judge(struct fixture *f, struct slice archive)
{
    archive_member_clear(&f->member);
    verdict_init(&f->verdict);
    if (!memory_keyholder_load(&f->keyholder, archive))
        return "too large for the fixture";
    f->judged = archive_inspect(&f->keyholder.keyholder, archive.len, &f->protocol, 20261123,
                                &f->verdict, &f->member);
    if (f->keyholder.broken_bounds != 0)
        return "broke a bound of the key holder";
    if (!f->judged)
        return "not judged";
    if (f->verdict.finding_count > 0)
        return fixture_findings(f);
    return all_facts(f) ? "accepted" : "";
}

const char *judge_written(struct fixture *f, const struct sz_archive *a)
{
    struct buffer bytes;
    const char *text;

    buffer_init(&bytes, FIXTURE_CAPACITY);
    sz_write(a, &bytes);
    text = judge(f, buffer_slice(&bytes));
    buffer_free(&bytes);
    return text;
}

const char *judge_file(struct fixture *f, const char *path)
{
    struct buffer bytes;
    const char *text = "no such file";

    buffer_init(&bytes, FIXTURE_CAPACITY);
    if (load_file(path, &bytes))
        text = judge(f, buffer_slice(&bytes));
    buffer_free(&bytes);
    return text;
}

bool member_is(const struct fixture *f, struct slice bytes)
{
    return f->member.complete && slice_equal(buffer_slice(&f->member.content), bytes);
}
