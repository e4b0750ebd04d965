/*
 * Without memory: each allocation of a reading fails in turn, and the answer is NULL, or a mail
 * that is not taken; never a crash, a leak or a mail that looks good because something was not
 * looked at
 */
#include "failing-allocator.h"
#include "mail-help.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define LONG "Jan-Baptist Janssens van de dienst Kind en Gezin te Kontich"

static const char MAIL_WITH_ALL[] =
    "From: \"" LONG ", " LONG "\" <jan@opgroeien.be>\r\n"
    "Subject: =?utf-8?Q?Caf=C3=A9?= =?utf-8?B?w6k=?= =?iso-8859-1?Q?=E9?=\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=BB\r\n\r\n"
    "--BB\r\nContent-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: "
    "quoted-printable\r\n\r\n"
    "Hall=F3\r\nregel\r\n"
    "--BB\r\nContent-Type: text/plain\r\n" BASE64
    "\r\nSGFsbG8sIGhhbGxvLCBoYWxsbywgaGFsbG8sIGhhbGxvLCBoYWxsbyE=\r\n"
    "--BB\r\nContent-Type: image/png\r\nContent-Description: =?utf-8?B?w6k=?=\r\n" BASE64
    "\r\niVBORw==\r\n"
    "--BB\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment;\r\n"
    " filename*=utf-8''%C3%A9-Jan-Baptist-Janssens-van-de-dienst-Kind-en-Gezin-te-Kontich-bij-"
    "Antwerpen.7z\r\n" BASE64 "\r\n" SIGNED_7Z END;

/* read_failing - with the allocation of that number failing; false when all of them went well */
static bool read_failing(struct slice mail, size_t number, size_t step)
{
    struct protocol protocol = {.id = NULL};
    struct verdict v;

    verdict_init(&v);
    allocator_fail(number, false);
    struct message_reader *r = message_reader_new(&protocol, &v);
    bool fed = r != NULL;
    for (size_t at = 0; r && at < mail.len; at += step)
        fed = message_reader_feed(r, slice_sub(mail, at, step));
    struct message *m = r ? message_reader_finish(r) : NULL;
    bool failed = allocator_fail(0, false);
    /* libcrypto gets by without some of what it asks for: then nothing may be missing */
    bool whole =
        fed && m != NULL && m->part_count == 4 && m->archive != NULL && v.finding_count == 1;
    if (!failed)
        CHECK(whole);
    else
        CHECK(whole || m == NULL || verdict_has(&v, REASON_MESSAGE_AMBIGUOUS));
    message_free(m);
    return failed;
}

static void every_allocation_fails_once(void)
{
    static const size_t steps[] = {sizeof(MAIL_WITH_ALL), 50};
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        size_t number = 1;
        while (read_failing(slice_from(MAIL_WITH_ALL), number, steps[i]))
            number++;
        CHECK(!ALLOCATOR_FAILS || number > 50);
    }
}

static void plain_text_mail(void)
{
    static const char mail[] = TOP "\r\nHallo\r\n";
    for (size_t number = 1; number < 1000; number++) {
        struct protocol protocol = {.id = NULL};
        struct verdict v;
        verdict_init(&v);
        allocator_fail(number, false);
        struct message *m = message_read(slice_from(mail), &protocol, &v);
        bool failed = allocator_fail(0, false);
        CHECK(m == NULL || v.finding_count > 0);
        message_free(m);
        if (!failed)
            return;
    }
    check_failed(__FILE__, __LINE__, "never ended");
}

int main(void)
{
    static const struct test tests[] = {TEST(every_allocation_fails_once), TEST(plain_text_mail)};
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
