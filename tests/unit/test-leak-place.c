/*
 * test-leak-place - every place of a mail, and what each is looked at for
 */
#include "leak-help.h"
#include "test.h"

#include <string.h>

/* What may stand somewhere; a blank of it is written as the place wants it */
enum { CLIENT, STORY, NATIONAL, ACCOUNT, CARD, TURNED, TEXT_COUNT };
static const struct {
    const char *text, *reason;
} TEXTS[TEXT_COUNT] = {
    [CLIENT] = {"Anna Peeters", "cleartext-client-data"},
    [STORY] = {"gezin met schulden", "cleartext-sensitive"},
    [NATIONAL] = {"85.07.30-033.28", "cleartext-forbidden"},
    [ACCOUNT] = {"BE32 1234 5678 9002", "cleartext-forbidden"},
    [CARD] = {"4111 1111 1111 1111", "cleartext-forbidden"},
    [TURNED] = {"\xe2\x80\xaesreteeP annA", "message-ambiguous"},
};

#define ALL                                \
    {                                      \
        true, true, true, true, true, true \
    }
/* the reader of the mail refuses turned file names itself */
#define ALL_BUT_TURNED                      \
    {                                       \
        true, true, true, true, true, false \
    }

static const struct {
    const char *name;
    enum leak_at at;
    const char *before, *after, *place;
    bool looked_for[TEXT_COUNT];
} PLACES[] = {
    {"subject", SUBJECT, "", "", "subject", ALL},
    {"file name", FILE_NAME, "", ".7z", "attachment 1", ALL_BUT_TURNED},
    {"name of the member", MEMBER, "", ".txt", "member 1", ALL_BUT_TURNED},
    {"plain text", BODY, "Dag,\n\n", "\n", "body line 3", ALL},
    {"quoted reply", BODY, "Dag,\n> > ", "\n", "body line 2", ALL},
    {"HTML", HTML, "<p>Dag</p><p>", "</p>", "body line 2", ALL},
    {"HTML, of no colour", HTML, "<span style='color:#fff;display:none'>", "</span>", "body line 1",
     ALL},
    {"preformatted HTML", HTML, "<pre>\n", "\n</pre>", "body line 2", ALL},
    {"comment", HTML, "<p>Dag</p><!-- ", " -->", "body line 1", ALL},
    {"comment for Word", HTML, "<!--[if mso]><p>", "</p><![endif]-->", "body line 1", ALL},
    {"title of the page", HTML, "<title>", "</title><p>Dag", "body line 1", ALL},
    {"alternative text", HTML, "<img src='cid:a' alt=\"", "\">", "body line 1", ALL},
    {"title of a link", HTML, "<a title='", "'>x</a>", "body line 1", ALL},
    {"attribute of a program",
     HTML,
     "<p data-x='",
     "'>x",
     "body line 1",
     {true, false, false, false, false, true}},
    {"style",
     HTML,
     "<style>/* ",
     " */</style>",
     "body line 1",
     {true, false, false, false, false, true}},
    {"script",
     HTML,
     "<script>var x = '",
     "'</script>",
     "body line 1",
     {true, false, false, false, false, true}},
    {"address of a link",
     HTML,
     "<a href='https://x.example/?q=",
     "'>x</a>",
     "body line 1",
     {true, false, false, false, false, true}},
};

static void each_place(void)
{
    for (size_t i = 0; i < sizeof(PLACES) / sizeof(PLACES[0]); i++)
        for (size_t k = 0; k < TEXT_COUNT; k++) {
            char text[200], expected[100] = "", name[200], found[LEAK_FOUND_SIZE];
            struct leak_row row = {PLACES[i].at, text, expected};
            struct leak_mail mail;

            snprintf(text, sizeof(text), "%s%s%s", PLACES[i].before, TEXTS[k].text,
                     PLACES[i].after);
            if (PLACES[i].looked_for[k])
                snprintf(expected, sizeof(expected), "%s %s", TEXTS[k].reason, PLACES[i].place);
            leak_mail_init(&mail);
            leak_row_set(&mail, &row);
            snprintf(name, sizeof(name), "%s: %s", PLACES[i].name, TEXTS[k].text);
            check_case(name);
            CHECK(leak_mail_check(&mail, found));
            CHECK_STRING(expected, found);
        }
    check_case(NULL);
}

/* What the plain text says is said once; what the HTML alone says is said too */
static void plain_text_and_html(void)
{
    static const struct {
        const char *body, *html, *expected;
    } rows[] = {
        {"a\nAnna Peeters\n", "<p>Anna Peeters</p>", "cleartext-client-data body line 2"},
        {"a\ngezin met schulden\n", "<p>Anna Peeters</p>",
         "cleartext-client-data body line 3, cleartext-sensitive body line 2"},
        {"85.07.30-033.28", "<p>gezin met schulden</p>",
         "cleartext-forbidden body line 1, cleartext-sensitive body line 2"},
        {"a", "<p>Anna Peeters</p>", "cleartext-client-data body line 2"},
        {"a", "<p>a</p><p>gezin met schulden</p>", "cleartext-sensitive body line 3"},
        {"Anna Peeters", "<p>a</p><!-- Anna Peeters -->",
         "cleartext-client-data body line 1, cleartext-client-data body line 2"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE];

        leak_mail_init(&mail);
        mail.body = rows[i].body;
        mail.html = rows[i].html;
        check_case(rows[i].html);
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING(rows[i].expected, found);
    }
    check_case(NULL);
}

/* Words of subject and file name that a figure or a capital parts */
static void words_without_blanks(void)
{
    static const struct leak_row rows[] = {
        {SUBJECT, "2026peeters", "cleartext-client-data subject"},
        {SUBJECT, "peeters2026", "cleartext-client-data subject"},
        {SUBJECT, "dossierPeeters", "cleartext-client-data subject"},
        {SUBJECT, "26DeSmet11", "cleartext-client-data subject"},
        {SUBJECT, "dossierpeeters", ""},
        {FILE_NAME, "26desmet11.7z", "cleartext-client-data attachment 1"},
        {BODY, "2026peeters", ""},
        {BODY,
         "Ren\xc3\xa9"
         "DeSmet",
         "cleartext-client-data body line 1"},
    };

    LEAK_ROWS(rows);
}

int main(void)
{
    static const struct test tests[] = {TEST(each_place), TEST(plain_text_and_html),
                                        TEST(words_without_blanks)};

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
