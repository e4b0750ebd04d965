/*
 * Without memory: each allocation of a leak check fails in turn, and the mail is then not judged;
 * never a crash, and never a finding less
 */
#include "inspect/leak-client.h"
#include "inspect/leak-text.h"
#include "inspect/leak-words.h"

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

/* --- the parts by themselves, so that every table grows at every place --- */

static void count_hit(void *context, size_t offset)
{
    (void)offset;
    ++*(size_t *)context;
}

/* hits - in a text that names the last name alone; SIZE_MAX without memory. The sender's name is in
 * it: without memory that may not be forgotten. */
static size_t hits(const struct referral *referral)
{
    struct leak_client *c = leak_client_new(referral, "Els van den Vandenbroucke");
    size_t count = 0;

    if (c == NULL)
        return SIZE_MAX;
    leak_client_search(c, slice_from("dossier van den vandenbroucke 12345"), true, count_hit,
                       &count);
    leak_client_free(c);
    return count;
}

/* values_at_every_place - the needles of a client, some number of others before them */
static void values_at_every_place(void)
{
    static char number[] = "12345", first[] = "Anne Marie", last[] = "van den Vandenbroucke",
                two[] = "Claes-Maertens", mail[] = "a.v@voorbeeld.be", phone[] = "0470123456",
                street[] = "Kerkstraat 12b3", text[] = "liefst na zes uur";
    const struct referral_value client[] = {
        {.kind = VALUE_FIRST_NAME, .text = first}, {.kind = VALUE_LAST_NAME, .text = last},
        {.kind = VALUE_LAST_NAME, .text = two},    {.kind = VALUE_EMAIL, .text = mail},
        {.kind = VALUE_TELEPHONE, .text = phone},  {.kind = VALUE_TEXT, .text = text},
        {.kind = VALUE_ADDRESS, .text = street},
    };
    struct referral_value values[64 + 7];

    for (size_t before = 1; before <= 64; before++) {
        struct referral referral = {values, before + 7, 1};
        size_t n = 0, found;

        for (size_t i = 0; i < before; i++)
            values[i] = (struct referral_value){.kind = VALUE_NUMBER, .text = number};
        memcpy(values + before, client, sizeof(client));
        do {
            allocator_fail(++n, false);
            found = hits(&referral);
            CHECK(found == before || (found == SIZE_MAX && ALLOCATOR_FAILS));
        } while (allocator_fail(0, false));
        CHECK(!ALLOCATOR_FAILS || n > 30);
    }
}

/* collect_without_memory - each allocation fails in turn; then there are that many texts */
static void collect_without_memory(const struct message *m, size_t texts)
{
    struct leak_texts t;
    size_t n = 0;
    bool good;

    do {
        allocator_fail(++n, false);
        good = leak_texts_collect(&t, m, "a.txt");
        CHECK(good || ALLOCATOR_FAILS);
        CHECK(!good || t.count == texts);
        leak_texts_clear(&t);
    } while (allocator_fail(0, false));
    CHECK(good);
}

/* texts_at_every_place - the texts of a mail, some number of header fields before them: one text
 * for its name, one for its value, one for that without escapes */
static void texts_at_every_place(void)
{
    static char value[] = "%41",
                html[] = "<!--[if x]>y<img alt=z>--><p title=x>%41<style>\\41</style>",
                name[] = "a.7z";
    struct message_header headers[40], last = {.name = slice_from("X-B"), .text = value};
    struct message_part parts[] = {
        {.kind = PART_HTML, .data = (unsigned char *)html, .len = sizeof(html) - 1},
        {.kind = PART_TEXT, .data = (unsigned char *)value, .len = 3},
        {.kind = PART_FILE, .name = name, .description = value},
    };
    struct message m = {.headers = headers,
                        .part_headers = &last,
                        .part_header_count = 1,
                        .parts = parts,
                        .part_count = 3};

    for (m.header_count = 15; m.header_count < 40; m.header_count++)
        for (size_t empty = 0; empty < 3; empty++) {
            for (size_t i = 0; i < m.header_count; i++)
                headers[i] = (struct message_header){.name = slice_from("X-A"),
                                                     .text = i < empty ? NULL : value};
            collect_without_memory(&m, 1 + m.header_count * 3 - empty * 2 + 3 + 10);
        }
}

/* lists_at_every_place - words that must be folded first, and one that is found afterwards */
static void lists_at_every_place(void)
{
    static char plain[] = "schulden*", folded[] = "Zw\xc3\xa1nger*", bad[] = "\xff";
    char *words[200];
    struct string_list list = {words, 200};

    for (size_t i = 0; i < list.count; i++)
        words[i] = i % 2 == 0 ? plain : folded;
    for (size_t n = 1; n < 40; n++) {
        size_t count = 0;
        struct leak_words *w;

        allocator_fail(n, false);
        w = leak_words_new(&list);
        bool failed = allocator_fail(0, false);

        CHECK((w == NULL) == failed);
        if (w != NULL)
            leak_words_search(w, slice_from("zwangere moeder"), count_hit, &count);
        CHECK(w == NULL || count == 1);
        leak_words_free(w);
    }
    words[0] = bad;
    CHECK(leak_words_new(&list) == NULL);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(every_allocation),
        TEST(values_at_every_place),
        TEST(texts_at_every_place),
        TEST(lists_at_every_place),
    };

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
