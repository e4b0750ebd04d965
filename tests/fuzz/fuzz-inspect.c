/*
 * fuzz-inspect - whole mails, from the envelope to the leak check, under a cipher that does nothing
 *
 * An input is a byte of choices, two bytes with the length of the mail up to the attachment, that
 * part of the mail, and the archive; base64 and the end of the mail are put around the archive
 * here, so that changes in it stay changes in it.
 */
#include "base/encode.h"
#include "document.h"
#include "inspect/inspect.h"
#include "open-keyholder.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BARE = 1, EMPTY = 2, CONSENT = 4, SENDERS = 8, MAIL_MAX = 1 << 18 };

static void need(bool good)
{
    if (!good)
        abort();
}

static struct protocol *protocol(unsigned choices)
{
    static struct protocol *p;
    static char consent[] = "het gezin gaat akkoord", nothing[] = "";

    if (p == NULL) {
        const struct protocol *open = open_protocol();

        p = document_protocol();
        p->passphrases = open->passphrases;
        p->passphrase_count = open->passphrase_count;
        p->max_message_bytes = MAIL_MAX;
        p->kdf_power_min = open->kdf_power_min;
        p->kdf_power_max = open->kdf_power_max;
        p->max_unpacked_bytes = open->max_unpacked_bytes;
        free(p->consent_statement);
        string_list_add(&p->senders, slice_from("@opgroeien.be"));
        string_list_add(&p->sensitive, slice_from("zwanger*"));
        string_list_add(&p->signature_lines, slice_from("Jan Janssens"));
    }
    p->consent_statement = (choices & CONSENT) != 0 ? consent : nothing;
    p->cleartext = (choices & EMPTY) != 0 ? CLEARTEXT_EMPTY : CLEARTEXT_SCAN;
    p->senders.count = (choices & SENDERS) != 0;
    return p;
}

static size_t count(struct slice text, const char *word)
{
    size_t times = 0, at = 0;

    while ((at = slice_find(text, slice_from(word), at)) != SIZE_MAX) {
        times++;
        at++;
    }
    return times;
}

/* tells_passphrase - it stands there for everyone to read. Only said of mails in which the one
 * thing that is encoded is the attachment. */
static bool tells_passphrase(struct slice front)
{
    return count(front, "geheim") > 0 && count(front, "=?") == 0 && count(front, "base64") == 1;
}

static void check_accept(const struct verdict *v, struct slice front, bool bare)
{
    need(v->archive_seen && v->archive_encrypted && v->archive_opened && v->passphrase == 0);
    need(v->clients > 0 && v->clients <= 5 && v->fields != 0 && v->format != MEMBER_FORMAT_NONE);
    need(bare || !tells_passphrase(front));
}

static void write_mail(struct slice front, struct slice archive, struct buffer *mail)
{
    buffer_append_slice(mail, front);
    for (size_t at = 0; at < archive.len; at += 57) {
        base64_append(mail, slice_sub(archive, at, 57));
        buffer_append_string(mail, "\r\n");
    }
    buffer_append_string(mail, "--BB--\r\n");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char address[] = "jan@opgroeien.be";
    struct envelope envelope = {.sender = address};
    struct verdict verdict;
    struct buffer mail;

    if (size < 3)
        return 0;
    struct slice rest = slice_of(data + 3, size - 3);
    struct slice front = slice_sub(rest, 0, (size_t)(data[1] << 8 | data[2]));
    struct slice archive = slice_sub(rest, front.len, rest.len - front.len);
    bool bare = (data[0] & BARE) != 0;

    buffer_init(&mail, MAIL_MAX);
    if (bare)
        buffer_append_slice(&mail, archive);
    else
        write_mail(front, archive, &mail);
    struct inspection in = {.message = buffer_slice(&mail),
                            .bare_archive = bare,
                            .envelope = &envelope,
                            .protocol = protocol(data[0]),
                            .day = OPEN_DAY};

    need(inspect(&in, open_keyholder(NULL, 0, KEYHOLDER_WINDOW), &verdict));
    need(verdict_valid(&verdict, (unsigned)in.protocol->field_count, 2, mail.len));
    if (verdict.finding_count == 0)
        check_accept(&verdict, front, bare);
    buffer_free(&mail);
    return 0;
}
