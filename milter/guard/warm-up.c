/*
 * What libraries do at their first use, done once in the zygote: every worker inherits it. Two
 * things make first uses dear: symbols that the dynamic linker looks up when they are first called,
 * and tables that a library builds then.
 */
#include "guard/warm-up-package.h"
#include "guard/worker.h"

#include "base/digest.h"
#include "inspect/contents.h"
#include "inspect/inspect.h"
#include "inspect/referral.h"

#include <time.h>

static enum keyholder_answer no_decrypt(void *context, unsigned passphrase,
                                        const struct cipher_params *params, uint64_t offset,
                                        uint64_t length)
{
    (void)context, (void)passphrase, (void)params, (void)offset, (void)length;
    return KEYHOLDER_NO;
}

static enum keyholder_answer no_mentions(void *context, struct slice folded)
{
    (void)context, (void)folded;
    return KEYHOLDER_NO;
}

void worker_warm_up(void)
{
    static const char mail[] =
        "From: a@example.org\r\nTo: b@example.org\r\nSubject: =?utf-8?q?=C3=A9?=\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\nGeachte \xc3\xa9\r\n";
    unsigned char hash[SHA256_SIZE], archive[64], plain[64];
    char id[] = "warm-up", sender[] = "a@example.org";
    struct protocol protocol = {
        .id = id, .consent_statement = sender, .max_message_bytes = sizeof mail};
    struct envelope envelope = {.sender = sender};
    struct keyholder keyholder = {.archive = archive,
                                  .archive_capacity = sizeof archive,
                                  .plain = plain,
                                  .window = sizeof plain,
                                  .decrypt = no_decrypt,
                                  .mentions = no_mentions};
    struct inspection in = {
        .message = slice_from(mail), .envelope = &envelope, .protocol = &protocol};
    struct verdict verdict;
    struct buffer out;

    tzset();
    sha256(slice_from(mail), hash);
    verdict_init(&verdict);
    inspect(&in, &keyholder, &verdict);
    /* One LZMA2 chunk, stored: an end marker follows the byte */
    buffer_init(&out, 16);
    contents_unpack(METHOD_LZMA2, slice_of("\0", 1), slice_of("\1\0\0x\0", 5), 1, &out);
    buffer_free(&out);
    referral_free(referral_read(FORMAT_DOCX, slice_of(warm_up_package, sizeof warm_up_package),
                                &protocol, &verdict));
}
