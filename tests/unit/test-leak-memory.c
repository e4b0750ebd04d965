/*
 * Without memory: each allocation of a leak check fails in turn, and the mail is then not judged;
 * never a crash, and never a finding less
 */
#include "failing-allocator.h"
#include "leak-help.h"
#include "test.h"

#include <string.h>

static char consent[] = "Het gezin gaat akkoord", line[] = "Katrien Janssens, gezinsondersteuner";
static char *lines[] = {line};

static const struct leak_value VALUES[] = {
    {0, VALUE_FIRST_NAME, "Jean-Pierre"},
    {0, VALUE_LAST_NAME, "Dupont van den Lef\xc3\xa8vre-Vandenbroucke"},
    {0, VALUE_TELEPHONE, "0470 12 34 56"},
    {0, VALUE_EMAIL, "jean-pierre.dupont@voorbeeld-van-een-lang-adres.be"},
    {0, VALUE_ADDRESS, "Residentie Ter Linden, Sint-Jansstraat 12 bus 3\n2550 Kontich"},
    {0, VALUE_TEXT, "liefst na zes uur 's avonds"},
};

static void set_mail(struct leak_mail *mail)
{
    leak_mail_init(mail);
    mail->values = VALUES;
    mail->value_count = sizeof(VALUES) / sizeof(VALUES[0]);
    mail->subject = "Jean-Pierre Dupont is ziek";
    mail->header_name = "Keywords";
    mail->header = "85.07.30-033.28";
    mail->body =
        "St-Jansstr 12\nliefst na zes uur 's avonds\ncorrect-paard\nhet gezin gaat\nakkoord\n"
        "Katrien Janssens, gezinsondersteuner\nMoeder is zwanger <https://a.be>\n";
    mail->html = "<p title='x'>0470/12.34.56</p><!-- a --><!--[if b]>c<![endif]-->"
                 "<a href='x%20y'>jean-pierre.dupont at voorbeeld-van-een-lang-adres.be</a>";
    mail->file_name = "lefevre-jean-pierre.7z";
    mail->member_name = "doc.txt";
    mail->passphrase = "correct-paard";
    mail->protocol.consent_statement = consent;
    mail->protocol.signature_lines = (struct string_list){lines, 1};
    mail->protocol.cleartext = CLEARTEXT_EMPTY;
}

/* every_allocation - a lack of memory is always told: no finding less, and none more */
static void every_allocation(void)
{
    char expected[LEAK_FOUND_SIZE], found[LEAK_FOUND_SIZE];
    struct leak_mail mail;
    size_t n = 0, unjudged = 0;

    set_mail(&mail);
    CHECK(leak_mail_check(&mail, expected));
    CHECK(strstr(expected, "cleartext-passphrase body line 3") != NULL);
    CHECK(strstr(expected, "cleartext-sensitive body line 7") != NULL);
    do {
        set_mail(&mail);
        mail.countdown = &allocator.countdown;
        mail.failing = ++n;
        if (!leak_mail_check(&mail, found))
            unjudged++;
        else
            CHECK_STRING(expected, found);
    } while (allocator_fail(0, false));
    CHECK(!ALLOCATOR_FAILS || unjudged > 200);
}

int main(void)
{
    static const struct test tests[] = {TEST(every_allocation)};

    return run_tests(tests, 1);
}
