/*
 * One rule at a time: mails that are whole if the rule is left out, so that it alone refuses them
 *
 * The delimiters of a mail with a boundary that may not be fit that boundary; every field that may
 * stand once stands twice alike; every type has its part.
 */
#include "mail-help.h"
#include "test.h"

#include <string.h>

#define AMBIGUOUS "message-ambiguous()"
#define AT_FILE(n) "message-ambiguous(attachment " #n ")"
#define PART(fields) MIXED TEXT "--BB\r\n" fields "\r\n" SIGNED_7Z END
#define KIND(type) MIME "Content-Type: multipart/" type "; boundary=BB\r\n\r\n"
#define IMAGE(fields) "--BB\r\nContent-Type: image/png\r\n" fields BASE64 "\r\niVBORw==\r\n"

/* findings_of - of a mail that is printed together */
static void findings_of(struct buffer *b, char got[READING_SIZE])
{
    CHECK(!b->failed);
    mail_findings(buffer_slice(b), got);
    buffer_free(b);
}

/* --- fields that stand once --- */

static const struct {
    const char *name, *other_case, *value;
    bool in_part; /* may stand in a part */
} ONCE[] = {
    {"From", "FROM", "jan@opgroeien.be", false},
    {"Sender", "SENDER", "jan@opgroeien.be", false},
    {"Reply-To", "REPLY-TO", "jan@opgroeien.be", false},
    {"To", "TO", "sociale.dienst@kontich.be", false},
    {"Cc", "CC", "jan@opgroeien.be", false},
    {"Bcc", "BCC", "jan@opgroeien.be", false},
    {"Subject", "SUBJECT", "Gegevens", false},
    {"Date", "DATE", "Mon, 23 Nov 2026 14:00:00 +0100", false},
    {"Message-ID", "MESSAGE-ID", "<1@opgroeien.be>", false},
    {"In-Reply-To", "IN-REPLY-TO", "<0@kontich.be>", false},
    {"References", "REFERENCES", "<0@kontich.be>", false},
    {"Content-Type", "CONTENT-TYPE", "text/plain", true},
    {"Content-Transfer-Encoding", "CONTENT-TRANSFER-ENCODING", "7bit", true},
    {"Content-Disposition", "CONTENT-DISPOSITION", "inline", true},
    {"Content-ID", "CONTENT-ID", "<a@opgroeien.be>", true},
    {"Content-Description", "CONTENT-DESCRIPTION", "gegevens", true},
    {"Content-Language", "CONTENT-LANGUAGE", "nl-BE", true},
    {"Content-Location", "CONTENT-LOCATION", "gegevens.txt", true},
};
enum { ONCE_COUNT = sizeof(ONCE) / sizeof(ONCE[0]) };

static void once_at_the_top(void)
{
    for (size_t i = 0; i < ONCE_COUNT; i++)
        for (unsigned times = 1; times <= 2; times++) {
            struct buffer b;
            char got[READING_SIZE];

            buffer_init(&b, READING_SIZE);
            buffer_printf(&b, "MIME-Version: 1.0\r\n%s: %s\r\n", ONCE[i].name, ONCE[i].value);
            if (times == 2)
                buffer_printf(&b, "%s: %s\r\n", ONCE[i].other_case, ONCE[i].value);
            buffer_append_string(&b, "\r\nHallo\r\n");
            findings_of(&b, got);
            check_case(ONCE[i].name);
            CHECK_INT(times == 2, strstr(got, "message-ambiguous(header 3)") != NULL);
            CHECK_INT(times == 2, strstr(got, "message-ambiguous") != NULL);
        }
    check_case(NULL);
}

/* once_in_a_part - and those of a mail's own not at all */
static void once_in_a_part(void)
{
    for (size_t i = 0; i < ONCE_COUNT; i++)
        for (unsigned times = 1; times <= 2; times++) {
            bool type = strcmp(ONCE[i].name, "Content-Type") == 0;
            struct buffer b;
            char got[READING_SIZE];

            buffer_init(&b, READING_SIZE);
            buffer_printf(&b, MIXED "--BB\r\n%s%s: %s\r\n",
                          type ? "" : "Content-Type: text/plain\r\n", ONCE[i].name, ONCE[i].value);
            if (times == 2)
                buffer_printf(&b, "%s: %s\r\n", ONCE[i].other_case, ONCE[i].value);
            buffer_append_string(&b, "\r\nHallo\r\n" FILE_7Z END);
            findings_of(&b, got);
            check_case(ONCE[i].name);
            CHECK_INT(!ONCE[i].in_part || times == 2, strstr(got, "message-ambiguous") != NULL);
        }
    check_case(NULL);
}

/* The fields of a part that are no Content- fields */
static void other_fields_of_a_part(void)
{
    static const struct {
        const char *name;
        bool good;
    } rows[] = {{"MIME-Version: 1.0", true},
                {"X-Attachment-Id: f_1", true},
                {"x-a: b", true},
                {"Received: from x", false},
                {"Keywords: x", false},
                {"Date-X: x", false},
                {"X: b", false}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct buffer b;
        char got[READING_SIZE];

        buffer_init(&b, READING_SIZE);
        buffer_printf(&b,
                      MIXED "--BB\r\nContent-Type: text/plain\r\n%s\r\n\r\nHallo\r\n" FILE_7Z END,
                      rows[i].name);
        findings_of(&b, got);
        check_case(rows[i].name);
        CHECK_INT(!rows[i].good, strstr(got, "message-ambiguous") != NULL);
    }
    check_case(NULL);
}

/* Each Content- field at the top asks for MIME-Version by itself */
static void version_with_each_field(void)
{
    for (size_t i = 0; i < ONCE_COUNT; i++)
        for (unsigned version = 0; version <= 1 && ONCE[i].in_part; version++) {
            struct buffer b;
            char got[READING_SIZE];

            buffer_init(&b, READING_SIZE);
            buffer_printf(&b, TOP "%s%s: %s\r\n\r\nHallo\r\n",
                          version ? "MIME-Version: 1.0\r\n" : "", ONCE[i].name, ONCE[i].value);
            findings_of(&b, got);
            check_case(ONCE[i].name);
            CHECK_STRING(version ? "attachment-missing()" : AMBIGUOUS, got);
        }
    check_case(NULL);
}

/* The first of two is what is known of the mail */
static void first_of_two(void)
{
    static const char mail[] = "From: jan@opgroeien.be\r\nFrom: Piet <piet@opgroeien.be>\r\n"
                               "Message-ID: <1@x>\r\nMessage-ID: <2@x>\r\n\r\nHallo\r\n";
    struct protocol protocol = {.id = NULL};
    struct verdict v;
    struct message *m = mail_read(slice_from(mail), &protocol, &v);

    CHECK_STRING("jan@opgroeien.be", m->from);
    CHECK(m->from_name == NULL);
    CHECK(slice_is(slice_of(mail + m->message_id.offset, m->message_id.length), "<1@x>"));
    message_free(m);
}

/* --- boundaries --- */

/* bounded - the findings of a mail whose delimiters are made of the boundary as it is given */
static void bounded(const char *boundary, char got[READING_SIZE])
{
    struct buffer b;

    buffer_init(&b, READING_SIZE);
    buffer_printf(&b,
                  MIME "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n" FILE_TYPE
                      FILE_DISPOSITION BASE64 "\r\n" SIGNED_7Z "--%s--\r\n",
                  boundary, boundary, boundary);
    findings_of(&b, got);
}

static void boundary_forms(void)
{
    static const char *const good[] = {
        "B", "-B", "--B", "B-", "B B", "?=", "----=_NextPart_1.2", "_=_mixed 004D_="};
    static const char *const bad[] = {
        "BB ", "--", "B--", " ", "=?", "=?us-ascii?Q?BB?=", "B=?us-ascii?Q?B?="};
    char got[READING_SIZE];

    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        check_case(good[i]);
        bounded(good[i], got);
        CHECK_STRING("", got);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        check_case(bad[i]);
        bounded(bad[i], got);
        CHECK_STRING(AMBIGUOUS, got);
    }
    check_case(NULL);
}

/* RFC 2046 section 5.1.1, bchars */
static void boundary_characters(void)
{
    for (char c = ' '; c < 0x7f; c++) {
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        bool good = letter || strchr("'()+_,-./:=? ", c) != NULL;
        char boundary[] = {'B', c, 'B', '\0'}, got[READING_SIZE];

        bounded(boundary, got);
        check_case(boundary);
        CHECK_INT(good, *got == '\0');
    }
    check_case(NULL);
}

/* --- what a part is --- */

static const struct mail TYPES[] = {
    MAIL("7z", PART("Content-Type: application/x-7z-compressed\r\n" BASE64), ""),
    MAIL("7z of rspamd", PART("Content-Type: application/7z\r\n" BASE64), ""),
    MAIL("a binary file", PART("Content-Type: application/octet-stream\r\n" BASE64), ""),
    MAIL("compressed", PART("Content-Type: application/x-compressed\r\n" BASE64), ""),
    MAIL("zip", PART("Content-Type: application/x-zip-compressed\r\n" BASE64), ""),
    MAIL("a type nobody knows", PART("Content-Type: application/x-unheard-of\r\n" BASE64), ""),
    MAIL("S/MIME", PART("Content-Type: application/pkcs7-mime\r\n" BASE64),
         "message-sealed(attachment 1)"),
    MAIL("S/MIME, old", PART("Content-Type: Application/X-PKCS7-Mime\r\n" BASE64),
         "message-sealed(attachment 1)"),
    MAIL("S/MIME signature", PART("Content-Type: application/pkcs7-signature\r\n" BASE64),
         "message-sealed(attachment 1)"),
    MAIL("S/MIME signature, old", PART("Content-Type: application/x-pkcs7-signature\r\n" BASE64),
         "message-sealed(attachment 1)"),
    MAIL("S/MIME signature by name",
         PART("Content-Type: application/octet-stream; name=smime.p7s\r\n" BASE64),
         "message-sealed(attachment 1)"),
    MAIL("PGP", PART("Content-Type: application/pgp\r\n" BASE64), "message-sealed(attachment 1)"),
    MAIL("PGP signature", PART("Content-Type: application/pgp-signature\r\n" BASE64),
         "message-sealed(attachment 1)"),
    MAIL("PGP version", PART("Content-Type: application/pgp-encrypted\r\n" BASE64),
         "message-sealed(attachment 1)"),
    MAIL("half of an AppleDouble file", PART("Content-Type: application/applefile\r\n" BASE64),
         "message-ambiguous(attachment 1)"),
    MAIL("PGP signed",
         KIND("signed") TEXT "--BB\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n" END,
         "message-sealed()"),
    MAIL("signed and nothing else", KIND("signed") TEXT FILE_7Z END, "message-sealed()"),
    MAIL("encrypted and nothing else", KIND("encrypted") TEXT FILE_7Z END, "message-sealed()"),
    MAIL("files inside multiparts inside an encrypted one are none of the sender's",
         KIND("encrypted") "--BB\r\nContent-Type: multipart/mixed; "
                           "boundary=CC\r\n\r\n--CC\r\n" FILE_TYPE BASE64 "\r\n" SIGNED_7Z
                           "--CC\r\n" FILE_TYPE BASE64 "\r\n" SIGNED_7Z "--CC--\r\n" END,
         "message-sealed()"),
    MAIL("forwarded, quoted-printable",
         MIXED FILE_7Z "--BB\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: "
                       "quoted-printable\r\n\r\nSubject: x\r\n\r\nHallo\r\n" END,
         "attachment-extra(forwarded mail), message-ambiguous(attachment 2)"),
    MAIL("forwarded, 8bit",
         MIXED FILE_7Z "--BB\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: "
                       "8bit\r\n\r\nSubject: x\r\n\r\nHallo\r\n" END,
         "attachment-extra(forwarded mail)"),
};

/* Where a part stands; that a picture is there is said apart, once */
static const struct mail PLACES[] = {
    MAIL("picture among related", KIND("related") TEXT IMAGE("") END,
         "attachment-extra(attachment 1), attachment-missing()"),
    MAIL("picture first among related", KIND("related") IMAGE("") END,
         "message-ambiguous(attachment 1), attachment-extra(attachment 1), attachment-missing()"),
    MAIL("picture as alternative", KIND("alternative") TEXT IMAGE("") END,
         "message-ambiguous(attachment 1), attachment-extra(attachment 1), attachment-missing()"),
    MAIL("picture marked as file among related",
         KIND("related") TEXT IMAGE("Content-Disposition: attachment\r\n") END,
         "message-ambiguous(attachment 1)"),
    MAIL("mixed first among related",
         KIND("related") "--BB\r\nContent-Type: multipart/mixed; boundary=CC\r\n\r\n--CC\r\n"
                         "Content-Type: text/plain\r\n\r\nHallo\r\n--CC--\r\n" END,
         "message-ambiguous(), attachment-missing()"),
    MAIL("related first among related",
         KIND("related") "--BB\r\nContent-Type: multipart/related; boundary=CC\r\n\r\n--CC\r\n"
                         "Content-Type: text/plain\r\n\r\nHallo\r\n--CC--\r\n" END,
         "message-ambiguous(), attachment-missing()"),
    MAIL("alternative first among related",
         KIND("related") "--BB\r\nContent-Type: multipart/alternative; boundary=CC\r\n\r\n--CC\r\n"
                         "Content-Type: text/plain\r\n\r\nHallo\r\n--CC--\r\n" END,
         "attachment-missing()"),
    MAIL("mixed as alternative",
         KIND("alternative") "--BB\r\nContent-Type: multipart/mixed; boundary=CC\r\n\r\n--CC\r\n"
                             "Content-Type: text/html\r\n\r\nHallo\r\n--CC--\r\n" END,
         "attachment-missing()"),
    MAIL("the sentence in each multipart",
         MIXED "This is a multi-part message in MIME format.\r\n" TEXT
               "--BB\r\nContent-Type: multipart/mixed; boundary=CC\r\n\r\n"
               "This is a multi-part message in MIME format.\r\n"
               "--CC\r\n" FILE_TYPE BASE64 "\r\n" SIGNED_7Z "--CC--\r\n" END,
         ""),
    MAIL("boundary of the second multipart outside",
         MIXED
         "--BB\r\nContent-Type: multipart/mixed; boundary=CC\r\n\r\n"
         "--CC\r\nContent-Type: multipart/mixed; boundary=BBD\r\n\r\n--BBD\r\n" FILE_TYPE BASE64
         "\r\n" SIGNED_7Z "--BBD--\r\n--CC--\r\n" END,
         AMBIGUOUS),
};

static const struct mail NAMES[] = {
    MAIL("extended name of the type alone",
         PART("Content-Type: application/octet-stream; name*=utf-8''..%2fa.7z\r\n" BASE64),
         AT_FILE(1)),
    MAIL("extended name of the type and another",
         PART("Content-Type: application/octet-stream; name*=utf-8''b.7z\r\n" FILE_DISPOSITION
                  BASE64),
         AT_FILE(1)),
    MAIL("extended name of the type and the same",
         PART("Content-Type: application/octet-stream; name*=utf-8''a.7z\r\n" FILE_DISPOSITION
                  BASE64),
         ""),
    MAIL("pieces of the name of the type",
         PART("Content-Type: application/octet-stream; name*0=a; name*1=.7z\r\n" BASE64),
         AT_FILE(1)),
};

/* a file of 8-bit lines, which no rule of texts looks at */
#define FILE_8BIT(line)                                                              \
    MIXED TEXT "--BB\r\nContent-Type: application/octet-stream\r\nContent-Transfer-" \
               "Encoding: 8bit\r\n\r\n" line "\r\n" END

static const struct mail TEXTS[] = {
    MAIL("8-bit file", FILE_8BIT("7z\xbc\xaf\x07"), ""),
    MAIL("NUL in a file", FILE_8BIT("7z\0\xaf"), AT_FILE(1)),
    MAIL("carriage return in a file", FILE_8BIT("7z\r\xaf"), AT_FILE(1)),
    MAIL("line feed in a file", FILE_8BIT("7z\n\xaf"), AT_FILE(1)),
    MAIL("UTF-8 that nobody says is",
         MIXED "--BB\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
               "Zo\xc3\xab\r\n" FILE_7Z END,
         "message-ambiguous(body line 1)"),
    MAIL("UTF-8 in a mail without MIME", TOP "\r\nZo\xc3\xab\r\n",
         "message-ambiguous(body line 1)"),
};

static void check_mails(const struct mail *mails, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char got[READING_SIZE];

        check_case(mails[i].name);
        mail_findings(slice_of(mails[i].bytes, mails[i].len), got);
        CHECK_STRING(mails[i].expected, got);
    }
    check_case(NULL);
}
#define CHECK_MAILS(table) check_mails(table, sizeof(table) / sizeof((table)[0]))

static void types(void)
{
    CHECK_MAILS(TYPES);
}

static void places(void)
{
    CHECK_MAILS(PLACES);
}

static void names(void)
{
    CHECK_MAILS(NAMES);
}

static void texts(void)
{
    CHECK_MAILS(TEXTS);
}

int main(void)
{
    static const struct test tests[] = {TEST(once_at_the_top),
                                        TEST(once_in_a_part),
                                        TEST(other_fields_of_a_part),
                                        TEST(version_with_each_field),
                                        TEST(first_of_two),
                                        TEST(boundary_forms),
                                        TEST(boundary_characters),
                                        TEST(types),
                                        TEST(places),
                                        TEST(names),
                                        TEST(texts)};
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
