/*
 * test-leak-header - what each header field is looked at for; and leaks in mails as they are sent,
 * read by the message reader: encoded, folded, in the header of a part
 */
#include "leak-help.h"
#include "mail-help.h"
#include "test.h"

#include <string.h>

#define CARD "4111 1111 1111 1111"
#define NATIONAL "85.07.30-033.28"
#define TURNED "\xe2\x80\xaesreteeP annA"

/* The classes of leak-text.c, by what they are looked at for beside client data */
enum header_class { WORDS, ADDRESS, TECHNICAL, OTHER };

static const struct {
    const char *name;
    enum header_class is;
} FIELDS[] = {
    {"Thread-Topic", WORDS},
    {"KEYWORDS", WORDS},
    {"comments", WORDS},
    {"Content-Description", WORDS},
    {"X-Message-Flag", WORDS},
    {"X-Keywords", WORDS},
    {"X-Categories", WORDS},
    {"Importance", WORDS},
    {"Sensitivity", WORDS},
    {"From", ADDRESS},
    {"Sender", ADDRESS},
    {"Reply-to", ADDRESS},
    {"TO", ADDRESS},
    {"CC", ADDRESS},
    {"Bcc", ADDRESS},
    {"Organization", ADDRESS},
    {"Disposition-Notification-To", ADDRESS},
    {"Resent-To", ADDRESS},
    {"resent-from", ADDRESS},
    {"Received", TECHNICAL},
    {"Received-SPF", TECHNICAL},
    {"DKIM-Signature", TECHNICAL},
    {"ARC-Seal", TECHNICAL},
    {"Authentication-Results", TECHNICAL},
    {"X-MS-Exchange-CrossTenant-Id", TECHNICAL},
    {"Message-ID", TECHNICAL},
    {"In-Reply-To", TECHNICAL},
    {"References", TECHNICAL},
    {"Thread-Index", TECHNICAL},
    {"Autocrypt", TECHNICAL},
    {"Content-Type", TECHNICAL},
    {"Content-ID", TECHNICAL},
    {"Date", TECHNICAL},
    {"User-Agent", TECHNICAL},
    {"X-Mailer", TECHNICAL},
    {"X-Forefront-Antispam-Report", TECHNICAL},
    {"X-Unheard-Of", OTHER},
    {"Thread-Topics", OTHER},
    {"Tot", OTHER},
    {"Priority", OTHER},
};

static const struct {
    const char *text, *finding;
    bool in[4]; /* by class */
} TEXTS[] = {
    {"Anna Peeters", "cleartext-client-data header 3", {true, true, true, true}},
    {"<anna.p@voorbeeld.be>", "cleartext-client-data header 3", {true, true, true, true}},
    {"Kerkstraat 12", "cleartext-client-data header 3", {true, true, true, true}},
    {"mevrouw Peeters uit Kontich", "", {false, false, false, false}},
    {"gezin met schulden", "cleartext-sensitive header 3", {true, false, false, false}},
    {NATIONAL, "cleartext-forbidden header 3", {true, true, false, true}},
    {CARD, "cleartext-forbidden header 3", {true, true, false, false}},
    {TURNED, "message-ambiguous header 3", {true, true, false, true}},
};

static void each_field(void)
{
    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
        for (size_t k = 0; k < sizeof(TEXTS) / sizeof(TEXTS[0]); k++) {
            struct leak_mail mail;
            char found[LEAK_FOUND_SIZE], name[200];

            leak_mail_init(&mail);
            mail.header_name = FIELDS[i].name;
            mail.header = TEXTS[k].text;
            snprintf(name, sizeof(name), "%s: %s", FIELDS[i].name, TEXTS[k].text);
            check_case(name);
            CHECK(leak_mail_check(&mail, found));
            CHECK_STRING(TEXTS[k].in[FIELDS[i].is] ? TEXTS[k].finding : "", found);
        }
    check_case(NULL);
}

/* A field that is the subject, however it is written, counts as one */
static void subject_in_any_case(void)
{
    static const char *const names[] = {"Subject", "SUBJECT", "sUbJeCt"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE];

        leak_mail_init(&mail);
        mail.header_name = names[i];
        mail.header = "Peeters";
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING("cleartext-client-data subject", found);
    }
}

/* --- mails as they are sent --- */

#define QP "Content-Transfer-Encoding: quoted-printable\r\n"
#define PLAIN "--BB\r\nContent-Type: text/plain; charset=utf-8\r\n"
#define HTML_PART "--BB\r\nContent-Type: text/html; charset=utf-8\r\n"
#define WITH_FIELD(field) field "\r\n" MIXED TEXT FILE_7Z END
#define DATA(place) "cleartext-client-data(" place ")"
#define STORY(place) "cleartext-sensitive(" place ")"

static const struct mail MAILS[] = {
    MAIL("nothing", MIXED TEXT FILE_7Z END, ""),
    /* encoded words and folds */
    MAIL("word in base64", WITH_FIELD("Keywords: =?utf-8?B?QW5uYSBQZWV0ZXJz?="), DATA("header 1")),
    MAIL("word in Q", WITH_FIELD("Keywords: =?iso-8859-1?Q?Anna_Peet=E8rs?="), DATA("header 1")),
    MAIL("name over two words", WITH_FIELD("Keywords: =?utf-8?Q?An?=\r\n =?utf-8?Q?na_Peeters?="),
         DATA("header 1")),
    MAIL("letter over two words",
         WITH_FIELD("Keywords: Anna =?utf-8?Q?P=C3?= =?utf-8?Q?=A9eters?="), DATA("header 1")),
    MAIL("folded", WITH_FIELD("Keywords: Anna\r\n\tPeeters"), DATA("header 1")),
    MAIL("folded before the value", WITH_FIELD("Keywords:\r\n Anna Peeters"), DATA("header 1")),
    MAIL("display name of the recipient",
         WITH_FIELD("Cc: =?utf-8?Q?Peeters=2C_Anna?= <x@kontich.be>"), DATA("header 1")),
    MAIL("display name in quotes", WITH_FIELD("Reply-To: \"Peeters, Anna\" <x@kontich.be>"),
         DATA("header 1")),
    MAIL("story in a word", WITH_FIELD("Thread-Topic: =?utf-8?B?ZW5jZWludGU=?="),
         STORY("header 1")),
    MAIL("name of a field", WITH_FIELD("X-Anna-Peeters: 1"), DATA("header 1")),
    MAIL("Message-ID of a reply", WITH_FIELD("In-Reply-To: <anna.peeters.3@pc>"), DATA("header 1")),
    MAIL("boundary",
         MIME "Content-Type: multipart/mixed; boundary=\"Anna_Peeters\"\r\n\r\n--Anna_Peeters\r\n"
              "" FILE_TYPE BASE64 "\r\n" SIGNED_7Z "--Anna_Peeters--\r\n",
         DATA("header 6")),
    /* header of a part */
    MAIL("field of a text part", MIXED PLAIN "X-Client: Anna Peeters\r\n\r\nHallo\r\n" FILE_7Z END,
         DATA("body line 1")),
    MAIL("name of a field of a part", MIXED PLAIN "X-Anna-Peeters: 1\r\n\r\nHallo\r\n" FILE_7Z END,
         DATA("body line 1")),
    MAIL("word in the field of a part",
         MIXED TEXT "--BB\r\n" FILE_TYPE "X-Client: =?utf-8?B?QW5uYSBQZWV0ZXJz?=\r\n" BASE64
                    "\r\n" SIGNED_7Z END,
         DATA("attachment 1")),
    MAIL("field of a multipart",
         MIXED "--BB\r\nContent-Type: multipart/mixed; boundary=CC\r\nX-Client: Anna "
               "Peeters\r\n\r\n--CC\r\n" FILE_TYPE BASE64 "\r\n" SIGNED_7Z "--CC--\r\n" END,
         DATA("")),
    MAIL("parameter",
         MIXED PLAIN
         "Content-Disposition: inline; x-client=\"Anna Peeters\"\r\n\r\nHallo\r\n" FILE_7Z END,
         DATA("body line 1")),
    MAIL("description of the file",
         MIXED TEXT "--BB\r\n" FILE_TYPE "Content-Description: =?utf-8?Q?Anna_Peeters?=\r\n" BASE64
                    "\r\n" SIGNED_7Z END,
         DATA("attachment 1")),
    MAIL("story in the description of the file",
         MIXED TEXT "--BB\r\n" FILE_TYPE "Content-Description: gezin met schulden\r\n" BASE64
                    "\r\n" SIGNED_7Z END,
         STORY("attachment 1")),
    MAIL("location",
         MIXED TEXT "--BB\r\n" FILE_TYPE "Content-Location: http://x.be/Anna%20Peeters\r\n" BASE64
                    "\r\n" SIGNED_7Z END,
         DATA("attachment 1")),
    MAIL("file name, extended",
         MIXED TEXT "--BB\r\nContent-Type: application/x-7z-compressed\r\nContent-Disposition: "
                    "attachment; filename*=utf-8\'\'P%C3%A9eters.7z\r\n" BASE64
                    "\r\n" SIGNED_7Z END,
         DATA("attachment 1")),
    MAIL("file name, encoded",
         MIXED TEXT "--BB\r\nContent-Type: application/x-7z-compressed; "
                    "name=\"=?utf-8?B?UGVldGVycy43eg==?=\"\r\n" BASE64 "\r\n" SIGNED_7Z END,
         DATA("attachment 1")),
    /* bodies */
    MAIL("quoted-printable", MIXED PLAIN QP "\r\nDag\r\nAn=\r\nna P=65eters\r\n" FILE_7Z END,
         DATA("body line 2")),
    MAIL("base64", MIXED PLAIN BASE64 "\r\nRGFnCkFubmEgUGVl\r\ndGVycwo=\r\n" FILE_7Z END,
         DATA("body line 2")),
    MAIL("flowed", MIXED PLAIN "\r\nAnna \r\nPeeters\r\n" FILE_7Z END, DATA("body line 1")),
    MAIL("windows-1252",
         MIXED "--BB\r\nContent-Type: text/plain; charset=windows-1252\r\n" QP
               "\r\n=C1nna P=E9=E9ters\r\n" FILE_7Z END,
         DATA("body line 1")),
    MAIL("HTML, quoted-printable",
         MIXED HTML_PART QP "\r\n<p>x</p>=3Cp>An=26#110;a <b>Pee=\r\n</b>ters\r\n" FILE_7Z END,
         DATA("body line 2")),
    MAIL("HTML, comment in base64",
         MIXED HTML_PART BASE64 "\r\nPCEtLUFubmEgUGVldGVycy0tPg==\r\n" FILE_7Z END,
         DATA("body line 1")),
    MAIL("text behind the archive", MIXED TEXT FILE_7Z PLAIN "\r\nDag\r\nAnna Peeters\r\n" END,
         DATA("body line 3")),
    MAIL("second text", MIXED TEXT FILE_7Z PLAIN QP "\r\nmoeder is zwanger=2E\r\n" END,
         STORY("body line 2")),
    MAIL("mail without MIME", TOP "\r\nDag\r\nPeeters Anna\r\n",
         "attachment-missing(), " DATA("body line 2")),
};

static void mails_as_sent(void)
{
    static char first[] = "Anna", last[] = "Peeters";
    static struct referral_value values[] = {{.kind = VALUE_FIRST_NAME, .text = first},
                                             {.kind = VALUE_LAST_NAME, .text = last}};
    struct referral referral = {.values = values, .count = 2, .clients = 1};
    struct leak_mail usual;

    leak_mail_init(&usual);
    for (size_t i = 0; i < sizeof(MAILS) / sizeof(MAILS[0]); i++) {
        struct verdict v;
        char found[READING_SIZE] = "";
        struct slice bytes = slice_of(MAILS[i].bytes, MAILS[i].len);
        struct message *m = mail_read(bytes, &usual.protocol, &v);
        struct leak_input in = {.message = m, .referral = &referral, .protocol = &usual.protocol};

        check_case(MAILS[i].name);
        CHECK(leak_check(&in, &v));
        verdict_sort(&v);
        mail_add_findings(&v, found);
        CHECK_STRING(MAILS[i].expected, found);
        message_free(m);
    }
    check_case(NULL);
}

int main(void)
{
    static const struct test tests[] = {TEST(each_field), TEST(subject_in_any_case),
                                        TEST(mails_as_sent)};

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
