/*
 * The From field: one mailbox, or the mail is ambiguous
 */
#include "mail-help.h"
#include "test.h"

#include <string.h>

static const struct {
    const char *value, *address, *name; /* NULL: ambiguous, none */
} ROWS[] = {
    {"jan@opgroeien.be", "jan@opgroeien.be", NULL},
    {"<Jan@Opgroeien.BE>", "jan@opgroeien.be", NULL},
    {"Jan Janssens <jan@opgroeien.be>", "jan@opgroeien.be", "Jan Janssens"},
    {"\r\n Jan Janssens\r\n\t<jan@opgroeien.be>", "jan@opgroeien.be", "Jan Janssens"},
    {"\"Janssens, Jan (x) \\\"\\\\ <a@b>\" <jan@opgroeien.be>", "jan@opgroeien.be",
     "Janssens, Jan (x) \"\\ <a@b>"},
    {"=?utf-8?Q?Zo=C3=AB?= J. <zoe@opgroeien.be>", "zoe@opgroeien.be", "Zo\xc3\xab J."},
    {"\"=?utf-8?B?Wm/Dqw==?=\" <zoe@opgroeien.be>", "zoe@opgroeien.be", "Zo\xc3\xab"},
    {"Jan<jan.j+x@mail.opgroeien.be>", "jan.j+x@mail.opgroeien.be", "Jan"},
    {"", NULL, NULL},
    {"Jan", NULL, NULL},
    {"<>", NULL, NULL},
    {"Jan <>", NULL, NULL},
    {"Jan >", NULL, NULL},
    {">", NULL, NULL},
    {"Jan <jan>", NULL, NULL},
    {"jan@", NULL, NULL},
    {"@opgroeien.be", NULL, NULL},
    {"jan@@opgroeien.be", NULL, NULL},
    {".jan@opgroeien.be", NULL, NULL},
    {"jan.@opgroeien.be", NULL, NULL},
    {"jan..j@opgroeien.be", NULL, NULL},
    {"jan@opgroeien.be.", NULL, NULL},
    {"jan@[127.0.0.1]", NULL, NULL},
    {"\"jan\"@opgroeien.be", NULL, NULL},
    {"jan@opgroeien.be (Jan)", NULL, NULL},
    {"(Jan) jan@opgroeien.be", NULL, NULL},
    {"Jan (x) <jan@opgroeien.be>", NULL, NULL},
    {"jan@opgroeien.be, piet@opgroeien.be", NULL, NULL},
    {"Jan <jan@opgroeien.be>, Piet <piet@opgroeien.be>", NULL, NULL},
    {"a@b.be <jan@opgroeien.be>", NULL, NULL},
    {"<a@b.be> <jan@opgroeien.be>", NULL, NULL},
    {"<@relay:jan@opgroeien.be>", NULL, NULL},
    {"<<jan@opgroeien.be>>", NULL, NULL},
    {"< jan@opgroeien.be>", NULL, NULL},
    {"<jan@opgroeien.be> x", NULL, NULL},
    {"team: jan@opgroeien.be;", NULL, NULL},
    {".Jan <jan@opgroeien.be>", NULL, NULL},
    {"\"Jan <jan@opgroeien.be>", NULL, NULL},
    {"\"Jan\\\" <jan@opgroeien.be>", NULL, NULL},
    {"Jan\\ J <jan@opgroeien.be>", NULL, NULL},
};

static void one_mailbox(void)
{
    for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
        struct protocol protocol = {.id = NULL};
        struct verdict v;
        char mail[500] = "From: ";
        strncat(mail, ROWS[i].value, 200);
        strncat(mail, "\r\n\r\nHallo\r\n", 20);
        check_case(ROWS[i].value);
        struct message *m = mail_read(slice_from(mail), &protocol, &v);
        CHECK_INT(ROWS[i].address == NULL, verdict_has(&v, REASON_MESSAGE_AMBIGUOUS));
        CHECK_STRING(ROWS[i].address ? ROWS[i].address : "(null)", m->from);
        CHECK_STRING(ROWS[i].name ? ROWS[i].name : "(null)", m->from_name);
        message_free(m);
    }
    check_case(NULL);
}

static void missing(void)
{
    struct protocol protocol = {.id = NULL};
    struct verdict v;
    struct message *m = mail_read(slice_from("To: a@b.be\r\n\r\nHallo\r\n"), &protocol, &v);

    CHECK(m->from == NULL);
    CHECK(!verdict_has(&v, REASON_MESSAGE_AMBIGUOUS));
    message_free(m);
}

/* a bad word in the display name is told once, where it stands */
static void bad_word(void)
{
    char got[READING_SIZE];
    mail_findings(slice_from("From: =?utf-7?Q?Jan?= <jan@opgroeien.be>\r\n\r\nHallo\r\n"), got);
    CHECK_STRING("message-ambiguous(header 1), attachment-missing()", got);
}

int main(void)
{
    static const struct test tests[] = {TEST(one_mailbox), TEST(missing), TEST(bad_word)};
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
