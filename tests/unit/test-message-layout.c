/*
 * Mails as mail programs send them: what is read of them, in one piece and in small ones
 */
#include "mail-help.h"
#include "test.h"

#include "base/digest.h"

#include <string.h>

#define QP "Content-Transfer-Encoding: quoted-printable\r\n"
#define PLAIN(b)                                                    \
    "--" b "\r\nContent-Type: text/plain; charset=\"utf-8\"\r\n" QP \
    "\r\nCaf=C3=A9\r\nregel twee\r\n"
#define HTML(b)                                                           \
    "--" b "\r\nContent-Type: text/html; charset=\"Windows-1252\"\r\n" QP \
    "\r\n<p>Caf=E9</p>=\r\n<br>\r\n"
#define IMAGE(b)                                                                                  \
    "--" b                                                                                        \
    "\r\nContent-Type: image/png; name=\"image001.png\"\r\nContent-Description: image001.png\r\n" \
    "Content-Disposition: inline; filename=\"image001.png\"; size=4;\r\n\tcreation-date=\"Mon, "  \
    "23 Nov 2026 12:58:12 GMT\"\r\n"                                                              \
    "Content-ID: <image001.png@01DB3DB3.9A8B7C60>\r\n" BASE64 "\r\niVBORw==\r\n"
#define ALTERNATIVE(b, inner)                                                \
    "--" b "\r\nContent-Type: multipart/alternative;\r\n\tboundary=\"" inner \
    "\"\r\n\r\n" PLAIN(inner) HTML(inner) "--" inner "--\r\n\r\n"
#define EXCHANGE_FILE                                                                           \
    "--BB\r\nContent-Type: application/octet-stream; name=\"a.7z\"\r\nContent-Description: "    \
    "=?utf-8?B?w6kuN3o=?=\r\n"                                                                  \
    "Content-Disposition: attachment; filename=\"a.7z\"; size=8;\r\n\tcreation-date=\"Mon, 23 " \
    "Nov 2026 12:58:12 GMT\";\r\n"                                                              \
    "\tmodification-date=\"Mon, 23 Nov 2026 12:58:12 GMT\"\r\n" BASE64 "\r\n" SIGNED_7Z "\r\n"
#define SMTP_OUTLOOK "This is a multipart message in MIME format.\r\n\r\n"
#define THUNDERBIRD "This is a multi-part message in MIME format.\r\n"

static const struct mail LAYOUTS[] = {
    MAIL("text and archive", MIXED TEXT FILE_7Z END, "T1@1 F1:a.7z = a.7z []"),
    MAIL("no line end at the end", MIXED TEXT FILE_7Z "--BB--", "T1@1 F1:a.7z = a.7z []"),
    MAIL("blank lines after the end", MIXED TEXT FILE_7Z END "\r\n \t\r\n",
         "T1@1 F1:a.7z = a.7z []"),
    MAIL("blanks after delimiters",
         MIXED "--BB \r\nContent-Type: text/plain\r\n\r\nHallo\r\n" FILE_7Z "--BB-- \t\r\n",
         "T1@1 F1:a.7z = a.7z []"),
    MAIL("Exchange", MIXED ALTERNATIVE("BB", "CC") EXCHANGE_FILE END,
         "T1@1 H2@3 F1:a.7z = a.7z []"),
    MAIL("Exchange with a logo",
         MIXED "--BB\r\nContent-Type: "
               "multipart/related;\r\n\tboundary=\"DD\";\r\n\ttype=\"multipart/"
               "alternative\"\r\n\r\n" ALTERNATIVE("DD", "CC")
                   IMAGE("DD") "--DD--\r\n\r\n" EXCHANGE_FILE END,
         "T1@1 H2@3 I1:image001.png F2:a.7z = a.7z [attachment-extra(attachment 1)]"),
    MAIL("Outlook by SMTP", MIXED SMTP_OUTLOOK ALTERNATIVE("BB", "CC") FILE_7Z "\r\n" END "\r\n",
         "T1@1 H2@3 F1:a.7z = a.7z []"),
    MAIL("Thunderbird, extended name",
         MIXED THUNDERBIRD TEXT
         "--BB\r\nContent-Type: application/x-7z-compressed; name=\"=?UTF-8?Q?=C3=A9=2E7z?=\"\r\n"
         "Content-Disposition: attachment; filename*=UTF-8''%C3%A9.7z\r\n" BASE64 "\r\n" SIGNED_7Z
         "\r\n" END,
         "T1@1 F1:\xc3\xa9.7z = \xc3\xa9.7z []"),
    MAIL("name in composed and decomposed form",
         MIXED TEXT
         "--BB\r\nContent-Type: application/x-7z-compressed; name*=utf-8'nl-BE'e%CC%81.7z\r\n"
         "Content-Disposition: attachment; filename*=iso-8859-1''%E9.7z\r\n" BASE64
         "\r\n" SIGNED_7Z END,
         "T1@1 F1:\xc3\xa9.7z = \xc3\xa9.7z []"),
    MAIL("plain and extended name alike",
         MIXED TEXT
         "--BB\r\nContent-Type: application/x-7z-compressed\r\n"
         "Content-Disposition: attachment; filename=a.7z; filename*=utf-8''a%2e7z\r\n" BASE64
         "\r\n" SIGNED_7Z END,
         "T1@1 F1:a.7z = a.7z []"),
    MAIL("Apple Mail, plain",
         TOP
         "Content-Type: multipart/mixed;\r\n\tboundary=\"Apple-Mail=_1\"\r\nMime-Version: 1.0 (Mac "
         "OS X Mail 16.0 \\(3826.300.87\\))\r\n\r\n\r\n"
         "--Apple-Mail=_1\r\nContent-Transfer-Encoding: 7bit\r\nContent-Type: "
         "text/plain;\r\n\tcharset=us-ascii\r\n\r\nHallo\r\n"
         "--Apple-Mail=_1\r\nContent-Disposition: attachment;\r\n\tfilename=a.7z\r\nContent-Type: "
         "application/x-7z-compressed;\r\n\tx-unix-mode=0644;\r\n\tname=\"a.7z\"\r\n" BASE64
         "\r\n" SIGNED_7Z "\r\n--Apple-Mail=_1\r\nContent-Transfer-Encoding: 7bit\r\nContent-Type: "
         "text/plain;\r\n\tcharset=us-ascii\r\n\r\n\r\n\r\n--Apple-Mail=_1--\r\n",
         "T1@1 F1:a.7z T2@2 = a.7z []"),
    MAIL("Apple Mail, rich",
         MIME "Content-Type: multipart/alternative; boundary=DD\r\n\r\n" PLAIN(
             "DD") "--DD\r\nContent-Type: multipart/mixed; boundary=BB\r\n\r\n" HTML("BB")
             FILE_7Z HTML("BB") END "--DD--\r\n",
         "T1@1 H2@3 F1:a.7z H3@4 = a.7z []"),
    MAIL("iOS",
         TOP
         "Content-Type: multipart/mixed; boundary=BB\r\nContent-Transfer-Encoding: "
         "7bit\r\nMime-Version: 1.0 (1.0)\r\n\r\n\r\n" TEXT FILE_7Z
         "--BB\r\nContent-Type: text/plain;\r\n\tcharset=us-ascii\r\nContent-Transfer-Encoding: "
         "7bit\r\n\r\n\r\n\r\nVerstuurd vanaf mijn iPhone\r\n\r\n" END,
         "T1@1 F1:a.7z T2@2 = a.7z []"),
    MAIL("Gmail",
         MIXED ALTERNATIVE("BB", "CC") "--BB\r\n" FILE_TYPE FILE_DISPOSITION
             BASE64 "Content-ID: <f_m3x>\r\nX-Attachment-Id: f_m3x\r\n\r\n" SIGNED_7Z END,
         "T1@1 H2@3 F1:a.7z = a.7z []"),
    MAIL("the mail is the file",
         MIME "Content-Type: application/octet-stream; name=a.7z\r\n" BASE64 "\r\n" SIGNED_7Z,
         "F1:a.7z = a.7z []"),
    MAIL("the file has no name",
         MIME "Content-Type: application/octet-stream\r\n" BASE64 "\r\n" SIGNED_7Z,
         "F1 = unnamed []"),
    MAIL("no MIME", TOP "\r\nHallo\r\n", "T1@1 = none [attachment-missing()]"),
    MAIL("no body", TOP "\r\n", "T1@1 = none [attachment-missing()]"),
    MAIL("empty text part", MIXED "--BB\r\nContent-Type: text/plain\r\n\r\n" FILE_7Z END,
         "T1@1 F1:a.7z = a.7z []"),
    MAIL("empty file", MIXED TEXT FILE_HEADER END, "T1@1 F1:a.7z = a.7z []"),
    MAIL("a text file", MIXED TEXT "--BB\r\nContent-Type: text/plain; name=a.txt\r\n\r\nx\r\n" END,
         "T1@1 F1:a.txt = a.txt []"),
    MAIL("a text marked as attachment",
         MIXED TEXT
         "--BB\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nx\r\n" END,
         "T1@1 F1 = unnamed []"),
    MAIL("a picture as file",
         MIXED TEXT "--BB\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment\r\n" BASE64
                    "\r\n/9j/\r\n" END,
         "T1@1 F1 = unnamed []"),
    MAIL("a picture beside nothing", MIXED TEXT IMAGE("BB") END,
         "T1@1 I1:image001.png = none [attachment-extra(attachment 1), attachment-missing()]"),
    MAIL("two files, the archive second",
         MIXED TEXT "--BB\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF\r\n" FILE_7Z END,
         "T1@1 F1:a.pdf F2:a.7z = a.7z [attachment-extra(attachment 1)]"),
    MAIL("two archives", MIXED FILE_7Z FILE_7Z END,
         "F1:a.7z F2:a.7z = none [attachment-extra(attachment 2)]"),
    MAIL("two files, no archive",
         MIXED
         "--BB\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF\r\n--BB\r\nContent-Type: "
         "application/pdf; name=b.pdf\r\n\r\n%PDF\r\n" END,
         "F1:a.pdf F2:b.pdf = none [attachment-extra(attachment 2)]"),
    MAIL("an invitation",
         MIXED TEXT
         "--BB\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n" FILE_7Z
             END,
         "T1@1 F1 F2:a.7z = a.7z [attachment-extra(attachment 1)]"),
    MAIL("S/MIME signed",
         MIME "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; "
              "micalg=sha-256; boundary=DD\r\n\r\n"
              "--DD\r\nContent-Type: multipart/mixed; boundary=BB\r\n\r\n" TEXT FILE_7Z END
              "--DD\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n" BASE64
              "\r\nMIAG\r\n--DD--\r\n",
         "T1@1 F1:a.7z F2:smime.p7s = a.7z [message-sealed()]"),
    MAIL(
        "S/MIME encrypted",
        MIME
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n" BASE64
        "\r\nMIAG\r\n",
        "F1:smime.p7m = none [message-sealed(attachment 1)]"),
    MAIL("S/MIME by name",
         MIXED TEXT "--BB\r\nContent-Type: application/octet-stream; name=SMIME.P7M\r\n" BASE64
                    "\r\nMIAG\r\n" END,
         "T1@1 F1:SMIME.P7M = none [message-sealed(attachment 1)]"),
    MAIL("PGP/MIME",
         MIME "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; "
              "boundary=BB\r\n\r\n"
              "--BB\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
              "--BB\r\nContent-Type: application/octet-stream; "
              "name=encrypted.asc\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n" END,
         "F1 F2:encrypted.asc = none [message-sealed()]"),
    MAIL("PGP in the text", TOP "\r\nHallo\r\n-----BEGIN PGP MESSAGE-----\r\n",
         "T1@1 = none [message-sealed(body line 2)]"),
    MAIL("PGP signed text", TOP "\r\n> -----BEGIN PGP SIGNED MESSAGE-----\r\n",
         "T1@1 = none [message-sealed(body line 1)]"),
    MAIL("PGP key in the text",
         MIXED
         "--BB\r\nContent-Type: text/plain\r\n\r\n-----BEGIN PGP PUBLIC KEY BLOCK-----\r\n" FILE_7Z
             END,
         "T1@1 F1:a.7z = a.7z []"),
    MAIL("base64 text with LF",
         MIXED "--BB\r\nContent-Type: text/plain\r\n" BASE64 "\r\nYQpiCmM=\r\n" FILE_7Z TEXT END,
         "T1@1 F1:a.7z T2@4 = a.7z []"),
    MAIL("lines that begin no file",
         TOP "\r\nbegin 64 a\r\nbegin 698 a\r\nbegin 644a\r\nbegin 644\r\nbegin /44 a\r\nbegint "
             "644 a\r\n begin 644 a\r\n=ybegin\r\n",
         "T1@1 = none [attachment-missing()]"),
    MAIL("sealed and ambiguous lines",
         TOP "\r\n-----BEGIN PGP MESSAGE-----\r\n-----BEGIN PGP MESSAGE-----\r\nbegin 644 "
             "a\r\nbegin 644 b\r\n",
         "T1@1 = none [message-ambiguous(body line 3), attachment-missing()]"),
    MAIL("two descriptions",
         MIXED TEXT "--BB\r\nContent-Description: a\r\nContent-Description: b\r\n" FILE_TYPE
                    "\r\n" END,
         "T1@1 = none [message-ambiguous()]"),
    MAIL("two names alike in type and disposition",
         MIXED
         "--BB\r\nContent-Type: image/gif; name=\"=?utf-8?Q?a.gif?=\"\r\nContent-Disposition: "
         "inline; filename=a.gif\r\n\r\nGIF\r\n" END,
         "I1:a.gif = none [attachment-extra(attachment 1), attachment-missing()]"),
    MAIL("a multipart named like rich text",
         MIME
         "Content-Type: multipart/mixed; boundary=BB; name=winmail.dat\r\n\r\n" TEXT FILE_7Z END,
         "T1@1 F1:a.7z = a.7z []"),
    MAIL("extended disposition parameter",
         MIXED TEXT "--BB\r\n" FILE_TYPE
                    "Content-Disposition: attachment; size*=us-ascii''1\r\n" BASE64
                    "\r\n" SIGNED_7Z END,
         "T1@1 = none [message-ambiguous()]"),
    MAIL("MIME-Version with blanks and an escaped comment",
         TOP "MIME-Version:  1.0\r\n (a\\)b)\r\n\r\nHallo\r\n",
         "T1@1 = none [attachment-missing()]"),
    MAIL("words that are none", "X-A: a=?b =?x?z?y?= ==\r\n" MIXED TEXT FILE_7Z END,
         "T1@1 F1:a.7z = a.7z []"),
    MAIL("fold before the value",
         "Subject:\r\n =?utf-8?Q?Caf=C3?=\r\n =?utf-8?Q?=A9?=\r\n" FROM
         "Message-ID:\r\n\t<1@x>\r\n\r\nHallo\r\n",
         "T1@1 = none [attachment-missing()]"),
    MAIL("Message-ID over two lines", "Message-ID: <1\r\n @x>\r\n\r\nHallo\r\n",
         "T1@1 = none [message-ambiguous(header 1), attachment-missing()]"),
    MAIL("Message-ID empty", "Message-ID:\r\n\r\nHallo\r\n", "T1@1 = none [attachment-missing()]"),
    MAIL("unknown disposition",
         MIXED TEXT "--BB\r\n" FILE_TYPE "Content-Disposition: form-data\r\n" BASE64
                    "\r\n" SIGNED_7Z END,
         "T1@1 F1:a.7z = a.7z [message-ambiguous()]"),
};

static void layouts(void)
{
    for (size_t i = 0; i < sizeof(LAYOUTS) / sizeof(LAYOUTS[0]); i++) {
        static const size_t steps[] = {0, 1, 2, 3, 5, 76, 79, 1000};
        check_case(LAYOUTS[i].name);
        for (size_t k = 0; k < sizeof(steps) / sizeof(steps[0]); k++) {
            char got[READING_SIZE];
            mail_parts(slice_of(LAYOUTS[i].bytes, LAYOUTS[i].len), steps[k], got);
            CHECK_STRING(LAYOUTS[i].expected, got);
        }
    }
    check_case(NULL);
}

static struct message *read_text(const char *text, struct verdict *verdict)
{
    static const struct protocol protocol = {.id = NULL};
    return mail_read(slice_from(text), &protocol, verdict);
}

static void decoded_data(void)
{
    struct verdict v;
    struct message *m = read_text(MIXED ALTERNATIVE("BB", "CC") EXCHANGE_FILE END, &v);
    static const unsigned char signature[] = {0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0x00, 0x04};

    CHECK_INT(3, m->part_count);
    CHECK(slice_is(slice_of(m->parts[0].data, m->parts[0].len), "Caf\xc3\xa9\nregel twee"));
    CHECK(slice_is(slice_of(m->parts[1].data, m->parts[1].len), "<p>Caf\xc3\xa9</p><br>"));
    CHECK(slice_equal(slice_of(m->parts[2].data, m->parts[2].len),
                      slice_of(signature, sizeof(signature))));
    CHECK_STRING("\xc3\xa9.7z", m->parts[2].description);
    CHECK(m->archive == &m->parts[2]);
    message_free(m);
}

/* the last line end belongs to the delimiter in a multipart, to the text without one */
static void last_line_end(void)
{
    static const struct {
        const char *name, *mail, *text;
    } rows[] = {
        {"multipart", MIXED "--BB\r\nContent-Type: text/plain\r\n\r\na\r\n\r\n" END, "a\n"},
        {"alone", TOP "\r\na\r\n\r\n", "a\n\n"},
        {"alone, no line end", TOP "\r\na\r\nb", "a\nb"},
        {"quoted-printable", MIME QP "\r\na=\r\nb\r\n", "ab\n"},
        {"base64", MIME BASE64 "\r\nYQ0K\r\nYg\r\n==\r\n", "a\nb"},
        {"form feed and tab", TOP "\r\na\fb\tc\r\n", "a\fb\tc\n"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct verdict v;
        struct message *m = read_text(rows[i].mail, &v);
        check_case(rows[i].name);
        CHECK_INT(1, m->part_count);
        CHECK(m->part_count == 1 &&
              slice_is(slice_of(m->parts[0].data, m->parts[0].len), rows[i].text));
        message_free(m);
    }
    check_case(NULL);
}

static void header_texts(void)
{
    struct verdict v;
    struct message *m = read_text(
        "Subject: =?utf-8?B?w6k=?= =?ISO-8859-15?Q?=A4_1?= x\r\nX-A: a\r\n\tb\r\nX-Empty:\r\n" MIXED
            TEXT FILE_7Z END,
        &v);

    CHECK_INT(9, m->header_count);
    CHECK(slice_is(m->headers[0].name, "Subject"));
    CHECK_STRING("\xc3\xa9\xe2\x82\xac 1 x", m->headers[0].text);
    CHECK_STRING("a\tb", m->headers[1].text);
    CHECK_STRING("", m->headers[2].text);
    CHECK_INT(2, m->headers[1].number);
    CHECK_INT(PLACE_HEADER, m->headers[1].place.kind);
    CHECK_INT(2, m->headers[1].place.n[0]);
    message_free(m);
}

static void part_header_texts(void)
{
    struct verdict v;
    struct message *m = read_text(
        MIXED "--BB\r\nContent-Type: text/plain\r\nX-Client: =?utf-8?Q?Zo=C3=AB?=\r\n\r\na\r\nb\r\n"
              "--BB\r\nContent-Type: multipart/mixed; boundary=CC\r\n\r\n--CC\r\nContent-Type: "
              "text/plain\r\n\r\nc\r\n--CC--\r\n" FILE_7Z END,
        &v);

    CHECK_INT(7, m->part_header_count);
    CHECK(slice_is(m->part_headers[1].name, "X-Client"));
    CHECK_STRING("Zo\xc3\xab", m->part_headers[1].text);
    CHECK_INT(0, m->part_headers[1].number);
    CHECK_INT(PLACE_BODY_LINE, m->part_headers[1].place.kind);
    CHECK_INT(1, m->part_headers[1].place.n[0]);
    CHECK_INT(PLACE_NONE, m->part_headers[2].place.kind);
    CHECK_INT(PLACE_BODY_LINE, m->part_headers[3].place.kind);
    CHECK_INT(3, m->part_headers[3].place.n[0]);
    CHECK_INT(PLACE_ATTACHMENT, m->part_headers[6].place.kind);
    CHECK_INT(1, m->part_headers[6].place.n[0]);
    message_free(m);
}

static void message_id_span(void)
{
    static const char mail[] = "X-A: b\r\nMessage-ID:\r\n\t <1@x> \r\n\r\n";
    struct verdict v;
    struct message *m = read_text(mail, &v);

    CHECK(slice_is(slice_of(mail + m->message_id.offset, m->message_id.length), "<1@x>"));
    message_free(m);
}

static void registered_image(void)
{
    unsigned char digests[1][32];
    struct protocol protocol = {.images = digests, .image_count = 1};
    struct slice mail = slice_from(MIXED IMAGE("BB") FILE_7Z END);
    struct slice file = slice_from(
        MIXED "--BB\r\nContent-Type: image/png\r\nContent-Disposition: attachment\r\n" BASE64
              "\r\niVBORw==\r\n" FILE_7Z END);
    struct verdict v;

    CHECK(sha256(slice_of("\x89PNG", 4), digests[0]));
    struct message *m = mail_read(mail, &protocol, &v);
    CHECK_INT(0, v.finding_count);
    CHECK_INT(0, v.image_count);
    CHECK_INT(PART_IMAGE, m->parts[0].kind);
    CHECK(m->archive == &m->parts[1]);
    message_free(m);

    m = mail_read(file, &protocol, &v);
    CHECK_INT(0, v.finding_count);
    CHECK(m->archive == &m->parts[1]);
    message_free(m);

    unsigned char digest[32];
    memcpy(digest, digests[0], 32);
    digests[0][31] ^= 1;
    m = mail_read(mail, &protocol, &v);
    CHECK_INT(1, v.finding_count);
    CHECK_INT(1, v.image_count);
    CHECK(memcmp(v.images[0], digest, 32) == 0);
    message_free(m);
}

/* more unregistered images than the verdict keeps hashes of */
static void many_images(void)
{
    struct verdict v;
    struct message *m =
        read_text(MIXED IMAGE("BB") IMAGE("BB") IMAGE("BB") IMAGE("BB") IMAGE("BB") END, &v);

    CHECK_INT(VERDICT_IMAGES_MAX, v.image_count);
    CHECK_INT(6, v.finding_count);
    message_free(m);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(layouts),           TEST(decoded_data),    TEST(last_line_end),    TEST(header_texts),
        TEST(part_header_texts), TEST(message_id_span), TEST(registered_image), TEST(many_images)};
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
