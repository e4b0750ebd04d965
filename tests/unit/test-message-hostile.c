/*
 * Mails that mail programs read differently: each class has its mails, each gives its reason and
 * place.
 *
 * The numbers of the classes follow the order of the table, from 1; the mails are made so that one
 * thing is wrong with them, and a mail without that fault is read without a finding
 * (test-message-layout.c).
 */
#include "mail-help.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define AMBIGUOUS "message-ambiguous()"
#define AT_HEADER(n) "message-ambiguous(header " #n ")"
#define AT_BODY(n) "message-ambiguous(body line " #n ")"
#define AT_FILE(n) "message-ambiguous(attachment " #n ")"

/* a part with these header fields around the archive */
#define PART(fields) MIXED TEXT "--BB\r\n" fields "\r\n" SIGNED_7Z END
/* a base64 body, a quoted-printable text, a plain text */
#define ENCODED(data) MIXED TEXT FILE_HEADER data END
#define QUOTED(text)                                                        \
    MIXED "--BB\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: " \
          "quoted-printable\r\n\r\n" text FILE_7Z END
#define BODY(text) MIXED "--BB\r\nContent-Type: text/plain\r\n\r\n" text FILE_7Z END
#define TYPED(type, text) MIXED "--BB\r\nContent-Type: " type "\r\n\r\n" text FILE_7Z END
#define BOUNDARY(type) MIME "Content-Type: multipart/mixed" type "\r\n\r\n" TEXT FILE_7Z END
#define FILE_NAMED(disposition)                                                                  \
    PART("Content-Type: application/octet-stream\r\nContent-Disposition: attachment" disposition \
         "\r\n" BASE64)

static const struct mail DUPLICATE_TYPE[] = {
    MAIL("in a part", PART("Content-Type: text/plain\r\n" FILE_TYPE BASE64), AMBIGUOUS),
    MAIL("at the top",
         MIME "Content-Type: text/plain\r\nContent-Type: multipart/mixed; boundary=BB\r\n\r\n" TEXT
             FILE_7Z END,
         AT_HEADER(7)),
};
static const struct mail IDENTICAL_TYPE[] = {
    MAIL("in a part", PART(FILE_TYPE FILE_TYPE BASE64), AMBIGUOUS),
    MAIL("other case",
         PART(FILE_TYPE "content-type: application/x-7z-compressed; name=\"a.7z\"\r\n" BASE64),
         AMBIGUOUS),
    MAIL("MIME-Version", TOP "MIME-Version: 1.0\r\nMIME-Version: 1.0\r\n\r\nHallo\r\n",
         AT_HEADER(6)),
    MAIL("Subject", "Subject: een\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(4)),
    MAIL("From", FROM MIXED TEXT FILE_7Z END, AT_HEADER(2)),
    MAIL("Message-ID", "Message-ID: <0@x>\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(5)),
};
static const struct mail DUPLICATE_ENCODING[] = {
    MAIL("different", PART(FILE_TYPE BASE64 "Content-Transfer-Encoding: 7bit\r\n"), AMBIGUOUS),
    MAIL("the same", PART(FILE_TYPE BASE64 BASE64), AMBIGUOUS),
    MAIL("disposition", PART(FILE_TYPE FILE_DISPOSITION FILE_DISPOSITION BASE64), AMBIGUOUS),
};
static const struct mail DUPLICATE_BOUNDARY[] = {
    MAIL("different", BOUNDARY("; boundary=AA; boundary=BB"), AT_HEADER(6)),
    MAIL("the same", BOUNDARY("; boundary=BB; boundary=BB"), AT_HEADER(6)),
    MAIL("other case", BOUNDARY("; boundary=BB; BOUNDARY=AA"), AT_HEADER(6)),
};
static const struct mail BOUNDARY_PIECES[] = {
    MAIL("first piece beside it", BOUNDARY("; boundary=BB; boundary*0=CC"), AMBIGUOUS),
    MAIL("extended beside it", BOUNDARY("; boundary=BB; boundary*=us-ascii''BB"), AMBIGUOUS),
};
static const struct mail BOUNDARY_EXTENDED[] = {
    MAIL("extended", BOUNDARY("; boundary*=us-ascii''BB"), AMBIGUOUS),
    MAIL("pieces", BOUNDARY("; boundary*0=B; boundary*1=B"), AMBIGUOUS),
    MAIL("extended piece", BOUNDARY("; boundary*0*=us-ascii''BB"), AMBIGUOUS),
    MAIL("extended character set", TYPED("text/plain; charset*=us-ascii''utf-8", "Hallo\r\n"),
         AMBIGUOUS),
};
static const struct mail BOUNDARY_WORD[] = {
    MAIL("whole", BOUNDARY("; boundary=\"=?us-ascii?Q?BB?=\""), AMBIGUOUS),
    MAIL("part", BOUNDARY("; boundary=\"B=?us-ascii?Q?B?=\""), AMBIGUOUS),
};
static const struct mail BOUNDARY_MALFORMED[] = {
    MAIL("empty", BOUNDARY("; boundary=\"\""), AT_HEADER(6)),
    MAIL("71 characters",
         BOUNDARY(
             "; boundary=B2345678901234567890123456789012345678901234567890123456789012345678901"),
         AMBIGUOUS),
    MAIL("8-bit", BOUNDARY("; boundary=\"B\xc3\xa9\""), AT_HEADER(6)),
    MAIL("specials without quotes", BOUNDARY("; boundary=B@B"), AT_HEADER(6)),
    MAIL("characters outside bchars", BOUNDARY("; boundary=\"B&B\""), AMBIGUOUS),
    MAIL("blank at the end", BOUNDARY("; boundary=\"BB \""), AMBIGUOUS),
    MAIL("ends like a close delimiter", BOUNDARY("; boundary=\"BB--\""), AMBIGUOUS),
    MAIL("backslash", BOUNDARY("; boundary=\"B\\B\""), AT_HEADER(6)),
};
static const struct mail BASE64_JUNK[] = {
    MAIL("character outside the alphabet", ENCODED("N3q8*ryccAAQ=\r\n"), AT_FILE(1)),
    MAIL("blank inside", ENCODED("N3q8 ryccAAQ=\r\n"), AT_FILE(1)),
    MAIL("blank at the line end", ENCODED("N3q8ryccAAQ= \r\n"), AT_FILE(1)),
    MAIL("8-bit",
         ENCODED("N3q8\xe9"
                 "ryccAAQ=\r\n"),
         AT_FILE(1)),
    MAIL("URL alphabet", ENCODED("N3q8_ycc\r\n"), AT_FILE(1)),
    MAIL("hyphen first", ENCODED("-3q8ryccAAQ=\r\n"), AT_FILE(1)),
};
static const struct mail BASE64_PADDING[] = {
    MAIL("inside", ENCODED("N3o=ryccAAQ=\r\n"), AT_FILE(1)),
    MAIL("a line after it", ENCODED("N3q8ryccAAQ=\r\nN3q8\r\n"), AT_FILE(1)),
    MAIL("a line of that width after it", ENCODED("N3q8ryccAAQ=\r\nN3q8ryccAAQA\r\n"), AT_FILE(1)),
    MAIL("two after one", ENCODED("N3q8ryccAAQ==\r\n"), AT_FILE(1)),
    MAIL("three", ENCODED("N3q8ryccA===\r\n"), AT_FILE(1)),
    MAIL("a whole quantum", ENCODED("N3q8rycc====\r\n"), AT_FILE(1)),
    MAIL("first character only", ENCODED("N3q8rycc=AAA\r\n"), AT_FILE(1)),
    MAIL("third character only", ENCODED("N3q8ryccAA=A\r\n"), AT_FILE(1)),
    MAIL("data after an empty line", ENCODED("N3q8rycc\r\n\r\nN3q8\r\n"), AT_FILE(1)),
    MAIL("spare bits, one padding", ENCODED("N3q8ryccAAR=\r\n"), AT_FILE(1)),
    MAIL("spare bits, two paddings", ENCODED("N3q8ryccAB==\r\n"), AT_FILE(1)),
};
static const struct mail BASE64_LENGTH[] = {
    MAIL("one over", ENCODED("N3q8ryccA\r\n"), AT_FILE(1)),
    MAIL("two over", ENCODED("N3q8ryccAA\r\n"), AT_FILE(1)),
    MAIL("three over", ENCODED("N3q8ryccAAQ\r\n"), AT_FILE(1)),
    MAIL("over two lines", ENCODED("N3q8r\r\nycc\r\nA\r\n"), AT_FILE(1)),
    MAIL("broken by an empty line", ENCODED("N3q8r\r\n\r\nycc\r\n"), AT_FILE(1)),
};
static const struct mail QUOTED_ESCAPES[] = {
    MAIL("no digits", QUOTED("Hallo =ZZ\r\n"), AT_BODY(1)),
    MAIL("one digit", QUOTED("Hallo =4\r\n"), AT_BODY(1)),
    MAIL("one digit, then another", QUOTED("Hallo =4G.\r\n"), AT_BODY(1)),
    MAIL("lower case", QUOTED("Hallo =c3=a9\r\n"), AT_BODY(1)),
    MAIL("blank after the soft break", QUOTED("Hallo = \r\njan\r\n"), AT_BODY(1)),
    MAIL("blank at the line end", QUOTED("Hallo \r\n"), AT_BODY(1)),
    MAIL("tab at the line end", QUOTED("Hallo\t\r\n"), AT_BODY(1)),
    MAIL("8-bit", QUOTED("Hallo \xc3\xa9\r\n"), AT_BODY(1)),
    MAIL("control", QUOTED("Hallo \x07\r\n"), AT_BODY(1)),
    MAIL("soft break at the end", QUOTED("Hallo=\r\n"), AT_BODY(1)),
};
static const struct mail ENCODING_JUNK[] = {
    MAIL("unknown", PART(FILE_TYPE "Content-Transfer-Encoding: base-64\r\n"), AMBIGUOUS),
    MAIL("binary", PART(FILE_TYPE "Content-Transfer-Encoding: binary\r\n"), AMBIGUOUS),
    MAIL("word after it", PART(FILE_TYPE "Content-Transfer-Encoding: base64 x\r\n"), AMBIGUOUS),
    MAIL("comment", PART(FILE_TYPE "Content-Transfer-Encoding: base64 (x)\r\n"), AMBIGUOUS),
    MAIL("semicolon", PART(FILE_TYPE "Content-Transfer-Encoding: base64;\r\n"), AMBIGUOUS),
    MAIL("quotes", PART(FILE_TYPE "Content-Transfer-Encoding: \"base64\"\r\n"), AMBIGUOUS),
    MAIL("blank after it", PART(FILE_TYPE "Content-Transfer-Encoding: base64 \r\n"), AMBIGUOUS),
    MAIL("tab after it", PART(FILE_TYPE "Content-Transfer-Encoding: base64\t\r\n"), AMBIGUOUS),
    MAIL("folded", PART(FILE_TYPE "Content-Transfer-Encoding:\r\n base64\r\n"), AMBIGUOUS),
    MAIL("empty", PART(FILE_TYPE "Content-Transfer-Encoding:\r\n"), AMBIGUOUS),
    MAIL("encoded word", PART(FILE_TYPE "Content-Transfer-Encoding: =?us-ascii?Q?base64?=\r\n"),
         AMBIGUOUS),
};
static const struct mail ENCODING_OTHER[] = {
    MAIL("x-uuencode", PART(FILE_TYPE "Content-Transfer-Encoding: x-uuencode\r\n"), AMBIGUOUS),
    MAIL("uuencode", PART(FILE_TYPE "Content-Transfer-Encoding: uuencode\r\n"), AMBIGUOUS),
    MAIL("mac-binhex40", PART(FILE_TYPE "Content-Transfer-Encoding: mac-binhex40\r\n"), AMBIGUOUS),
    MAIL("x-yencode", PART(FILE_TYPE "Content-Transfer-Encoding: x-yencode\r\n"), AMBIGUOUS),
};
static const struct mail ENCODED_FILES[] = {
    MAIL("uuencode", BODY("Dag\r\nbegin 644 a.7z\r\n#0V%T\r\n`\r\nend\r\n"), AT_BODY(2)),
    MAIL("uuencode, four digits", BODY("begin 0644 a.7z\r\n"), AT_BODY(1)),
    MAIL("uuencode in base64", BODY("begin-base64 644 a.7z\r\n"), AT_BODY(1)),
    MAIL("uuencode quoted", QUOTED("begin=20644 a.7z\r\n"), AT_BODY(1)),
    MAIL("yEnc", BODY("=ybegin line=128 size=3 name=a.7z\r\n"), AT_BODY(1)),
    MAIL("BinHex", BODY("(This file must be converted with BinHex 4.0)\r\n"), AT_BODY(1)),
    MAIL("in HTML", TYPED("text/html", "<pre>\r\nbegin 644 a.7z\r\n"), AT_BODY(2)),
};
static const struct mail PREAMBLE[] = {
    MAIL("other sentence", MIXED "Anna Peeters\r\n" TEXT FILE_7Z END, AMBIGUOUS),
    MAIL("more than the sentence",
         MIXED "This is a multi-part message in MIME format. X\r\n" TEXT FILE_7Z END, AMBIGUOUS),
    MAIL("the sentence twice",
         MIXED "This is a multi-part message in MIME format.\r\nThis is a multipart message in "
               "MIME format.\r\n" TEXT FILE_7Z END,
         AMBIGUOUS),
    MAIL("blanks", MIXED " \r\n" TEXT FILE_7Z END, AMBIGUOUS),
    MAIL("a header field", MIXED "Content-Type: text/plain\r\n\r\n" TEXT FILE_7Z END, AMBIGUOUS),
};
static const struct mail EPILOGUE[] = {
    MAIL("text", MIXED TEXT FILE_7Z END "Anna Peeters\r\n", AMBIGUOUS),
    MAIL("a part", MIXED TEXT END FILE_7Z END, AMBIGUOUS),
    MAIL("a second close delimiter", MIXED TEXT FILE_7Z END END, AMBIGUOUS),
    MAIL("text after an inner close delimiter",
         MIXED "--BB\r\nContent-Type: multipart/alternative; "
               "boundary=CC\r\n\r\n--CC\r\nContent-Type: text/plain\r\n\r\nHallo\r\n"
               "--CC--\r\nAnna\r\n" FILE_7Z END,
         AMBIGUOUS),
    MAIL("a part after an inner close delimiter",
         MIXED "--BB\r\nContent-Type: multipart/alternative; "
               "boundary=CC\r\n\r\n--CC\r\nContent-Type: text/plain\r\n\r\nHallo\r\n"
               "--CC--\r\n--CC\r\nContent-Type: text/plain\r\n\r\nAnna\r\n--CC--\r\n" FILE_7Z END,
         AMBIGUOUS),
};
static const struct mail UNCLOSED[] = {
    MAIL("end after a part", MIXED TEXT FILE_7Z, AMBIGUOUS),
    MAIL("end after a text", MIXED FILE_7Z TEXT, AMBIGUOUS),
    MAIL("end in the header of a part", MIXED TEXT "--BB\r\n" FILE_TYPE, AMBIGUOUS),
    MAIL("end after a delimiter", MIXED TEXT FILE_7Z "--BB\r\n", AMBIGUOUS),
    MAIL("end in the preamble", MIXED, AMBIGUOUS),
    MAIL("end in the top header", TOP, AMBIGUOUS),
    MAIL("an inner one",
         MIXED "--BB\r\nContent-Type: multipart/alternative; "
               "boundary=CC\r\n\r\n--CC\r\nContent-Type: text/plain\r\n\r\nHallo\r\n" FILE_7Z END,
         AMBIGUOUS),
    MAIL("the outer one",
         MIXED FILE_7Z
         "--BB\r\nContent-Type: multipart/alternative; boundary=CC\r\n\r\n--CC\r\nContent-Type: "
         "text/plain\r\n\r\nHallo\r\n--CC--\r\n",
         AMBIGUOUS),
    MAIL("no part at all", MIXED END, AMBIGUOUS),
    MAIL("empty mail", "", AMBIGUOUS),
};
static const struct mail DELIMITER_PREFIX[] = {
    MAIL("in a text", MIXED TEXT "--BBX\r\n" FILE_7Z END, AMBIGUOUS),
    MAIL("close delimiter with more", MIXED TEXT FILE_7Z "--BB--X\r\n" END, AMBIGUOUS),
    MAIL("one hyphen", MIXED TEXT FILE_7Z "--BB-\r\n" END, AMBIGUOUS),
    MAIL("of an outer boundary",
         MIXED
         "--BB\r\nContent-Type: multipart/alternative; boundary=CC\r\n\r\n--CC\r\nContent-Type: "
         "text/plain\r\n\r\n--BBX\r\n--CC--\r\n" FILE_7Z END,
         AMBIGUOUS),
};
static const struct mail DELIMITER_TEXT[] = {
    MAIL("a word", MIXED TEXT "--BB x\r\n" FILE_TYPE BASE64 "\r\n" SIGNED_7Z END, AMBIGUOUS),
    MAIL("a comment", MIXED TEXT FILE_7Z "--BB-- (end)\r\n", AMBIGUOUS),
    MAIL("as header of a part",
         MIME
         "Content-Type: multipart/mixed; boundary=\"B:B\"\r\n\r\n--B:B\r\n--B:B\r\nContent-Type: "
         "text/plain\r\n\r\nHallo\r\n--B:B--\r\n",
         AMBIGUOUS),
};
static const struct mail SAME_BOUNDARY[] = {
    MAIL("the same",
         MIXED "--BB\r\nContent-Type: multipart/mixed; boundary=BB\r\n\r\n" TEXT END FILE_7Z END,
         AMBIGUOUS),
    MAIL("an extension of the outer",
         MIXED "--BB\r\nContent-Type: multipart/mixed; boundary=BBC\r\n\r\n--BBC\r\nContent-Type: "
               "text/plain\r\n\r\nHallo\r\n--BBC--\r\n" FILE_7Z END,
         AMBIGUOUS),
    MAIL("a prefix of the outer",
         MIXED "--BB\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: "
               "text/plain\r\n\r\nHallo\r\n--B--\r\n" FILE_7Z END,
         AMBIGUOUS),
};
static const struct mail NO_BOUNDARY[] = {
    MAIL("no parameter", BOUNDARY(""), AMBIGUOUS),
    MAIL("no semicolon", BOUNDARY(" boundary=BB"), AT_HEADER(6)),
    MAIL("no value", BOUNDARY("; boundary="), AT_HEADER(6)),
    MAIL("no equals sign", BOUNDARY("; boundary"), AT_HEADER(6)),
    MAIL("blanks around the equals sign", BOUNDARY("; boundary = BB"), AT_HEADER(6)),
    MAIL("other parameter", BOUNDARY("; bounday=BB"), AMBIGUOUS),
};
static const struct mail TYPE_JUNK[] = {
    MAIL("comment", BOUNDARY(" (x); boundary=BB"), AT_HEADER(6)),
    MAIL("comment before",
         MIME "Content-Type: (x) multipart/mixed; boundary=BB\r\n\r\n" TEXT FILE_7Z END,
         AT_HEADER(6)),
    MAIL("second slash", BOUNDARY("/foo; boundary=BB"), AT_HEADER(6)),
    MAIL("empty parameter", BOUNDARY("; ; boundary=BB"), AT_HEADER(6)),
    MAIL("semicolon at the end", BOUNDARY("; boundary=BB;"), AT_HEADER(6)),
    MAIL("comma", BOUNDARY(", boundary=BB"), AT_HEADER(6)),
    MAIL("junk after a value", BOUNDARY("; boundary=BB x"), AT_HEADER(6)),
    MAIL("junk after quotes", BOUNDARY("; boundary=\"BB\"x"), AT_HEADER(6)),
    MAIL("parameter without name", BOUNDARY("; =BB"), AT_HEADER(6)),
};
static const struct mail TYPE_MALFORMED[] = {
    MAIL("no slash", PART("Content-Type: application\r\n" BASE64), AMBIGUOUS),
    MAIL("no subtype", PART("Content-Type: application/\r\n" BASE64), AMBIGUOUS),
    MAIL("no type", PART("Content-Type: /x\r\n" BASE64), AMBIGUOUS),
    MAIL("empty", PART("Content-Type:\r\n" BASE64), AMBIGUOUS),
    MAIL("encoded word", PART("Content-Type: =?us-ascii?Q?text/plain?=\r\n" BASE64), AMBIGUOUS),
    MAIL("blank around the slash", PART("Content-Type: text / plain\r\n" BASE64), AMBIGUOUS),
};
static const struct mail NUL_BYTES[] = {
    MAIL("in a header field", "Subject: a\0b\r\n" MIXED TEXT FILE_7Z END, AMBIGUOUS),
    MAIL("in base64", ENCODED("N3q8\0ryccAAQ=\r\n"), AT_FILE(1)),
    MAIL("in a delimiter", MIXED TEXT FILE_7Z "--BB\0--\r\n", AT_FILE(1)),
    MAIL("in a file name",
         PART("Content-Type: application/octet-stream; name=\"a\0.7z\"\r\n" BASE64), AMBIGUOUS),
    MAIL("in a text", BODY("Hallo \0jan\r\n"), AT_BODY(1)),
    MAIL("in a decoded text", QUOTED("Hallo =00\r\n"), AT_BODY(1)),
};
static const struct mail BARE_CR[] = {
    MAIL("in a header field", "Subject: a\rb\r\n" MIXED TEXT FILE_7Z END, AMBIGUOUS),
    MAIL("as line end", BODY("Hallo\rjan\r\n"), AT_BODY(1)),
    MAIL("before CRLF", BODY("Hallo\r\r\n"), AT_BODY(1)),
    MAIL("before a delimiter", MIXED TEXT "X\r--BB\r\n" FILE_TYPE BASE64 "\r\n" SIGNED_7Z END,
         AT_BODY(1)),
    MAIL("in base64", ENCODED("N3q8\rryccAAQ=\r\n"), AT_FILE(1)),
    MAIL("in a decoded text", QUOTED("Dag\r\nHallo =0D.\r\n"), AT_BODY(2)),
    MAIL("at the end of a decoded text", QUOTED("Hallo =0D\r\n"), AT_BODY(1)),
    MAIL("at the end of the mail", MIXED TEXT FILE_7Z "--BB--\r", AT_FILE(1)),
};
static const struct mail BARE_LF[] = {
    MAIL("in the header", "X-A: b\n" MIXED TEXT FILE_7Z END, AMBIGUOUS),
    MAIL("first", "\n" MIXED TEXT FILE_7Z END, AMBIGUOUS),
    MAIL("in a text", BODY("Hallo\njan\r\n"), AT_BODY(1)),
    MAIL("in base64", ENCODED("N3q8\nryccAAQ=\r\n"), AT_FILE(1)),
    MAIL("a delimiter", MIXED TEXT "--BB\n" FILE_TYPE BASE64 "\r\n" SIGNED_7Z END, AT_BODY(1)),
    MAIL("after the header", MIME "Content-Type: text/plain\r\n\nHallo\r\n", AMBIGUOUS),
};
static const struct mail FOLDED_BLANK[] = {
    MAIL("blank line in a fold", "X-A: b\r\n \r\n c\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(1)),
    MAIL("tab line in a fold", "X-A: b\r\n\t\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(1)),
    MAIL("blank line ends the header",
         MIME "Content-Type: multipart/mixed; boundary=BB\r\n \r\n" TEXT FILE_7Z END, AT_HEADER(6)),
    MAIL("in a part", PART(FILE_TYPE " \r\n" BASE64), AMBIGUOUS),
    MAIL("fold inside quotes",
         PART("Content-Type: application/octet-stream; name=\"a\r\n b.7z\"\r\n" BASE64), AMBIGUOUS),
};
static const struct mail BLANK_COLON[] = {
    MAIL("at the top", MIME "Content-Type : multipart/mixed; boundary=BB\r\n\r\n" TEXT FILE_7Z END,
         AT_HEADER(6)),
    MAIL("tab", "X-A\t: b\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(1)),
    MAIL("in a part", PART(FILE_TYPE "Content-Transfer-Encoding : base64\r\n"), AMBIGUOUS),
};
static const struct mail NO_COLON[] = {
    MAIL("line without colon", MIME "Content-Type\r\n\r\nHallo\r\n", AT_HEADER(6)),
    MAIL("first line a continuation", " X-A: b\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(1)),
    MAIL("first line a continuation, in a part", PART(" x\r\n" FILE_TYPE BASE64), AMBIGUOUS),
    MAIL("no name", ": b\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(1)),
    MAIL("text at once", "Hallo\r\n\r\n", AT_HEADER(1)),
};
static const struct mail NAMES_TWICE[] = {
    MAIL("filename twice", FILE_NAMED("; filename=a.7z; filename=b.7z"), AMBIGUOUS),
    MAIL("plain and extended", FILE_NAMED("; filename=a.7z; filename*=utf-8''b.7z"), AT_FILE(1)),
    MAIL("pieces", FILE_NAMED("; filename*0=a; filename*1=.7z"), AT_FILE(1)),
    MAIL("extended pieces", FILE_NAMED("; filename*0*=utf-8''a; filename*1=.7z"), AT_FILE(1)),
    MAIL("extended twice", FILE_NAMED("; filename*=utf-8''a.7z; filename*=utf-8''b.7z"), AMBIGUOUS),
};
static const struct mail NAMES_DIFFERENT[] = {
    MAIL("name and filename",
         PART("Content-Type: application/octet-stream; name=a.7z\r\nContent-Disposition: "
              "attachment; filename=b.7z\r\n" BASE64),
         AT_FILE(1)),
    MAIL("case",
         PART("Content-Type: application/octet-stream; name=a.7z\r\nContent-Disposition: "
              "attachment; filename=A.7z\r\n" BASE64),
         AT_FILE(1)),
    MAIL("right to left", FILE_NAMED("; filename*=utf-8''a%E2%80%AEz7.exe"), AT_FILE(1)),
    MAIL("another script", FILE_NAMED("; filename*=utf-8''%D0%B0.7z"), AT_FILE(1)),
    MAIL("path", FILE_NAMED("; filename=\"../a.7z\""), AT_FILE(1)),
    MAIL("stream", FILE_NAMED("; filename=\"a.7z:b\""), AT_FILE(1)),
    MAIL("control", FILE_NAMED("; filename*=utf-8''a%0A.7z"), AT_FILE(1)),
    MAIL("word and more", FILE_NAMED("; filename=\"=?utf-8?Q?a?=.7z\""), AT_FILE(1)),
    MAIL("two words", FILE_NAMED("; filename=\"=?utf-8?Q?a?= =?utf-8?Q?.7z?=\""), AT_FILE(1)),
    MAIL("unknown character set", FILE_NAMED("; filename=\"=?utf-7?Q?a.7z?=\""),
         "message-ambiguous(), message-ambiguous(attachment 1)"),
    MAIL("malformed UTF-8", FILE_NAMED("; filename*=utf-8''a%C3.7z"), AT_FILE(1)),
    MAIL("bad escape", FILE_NAMED("; filename*=utf-8''a%4.7z"), AT_FILE(1)),
    MAIL("no quotes around the language", FILE_NAMED("; filename*=a.7z"), AT_FILE(1)),
    MAIL("8-bit", FILE_NAMED("; filename=\"\xc3\xa9.7z\""), AMBIGUOUS),
    MAIL("one hundred and one characters",
         FILE_NAMED("; filename=\"123456789 123456789 123456789 123456789 123456789 123456789 "
                    "123456789 123456789 123456789 12345678.7z\""),
         AT_FILE(1)),
};
static const struct mail UNTERMINATED[] = {
    MAIL("name", FILE_NAMED("; filename=\"a.7z"), AMBIGUOUS),
    MAIL("boundary", BOUNDARY("; boundary=\"BB"), AT_HEADER(6)),
    MAIL("escaped quote", FILE_NAMED("; filename=\"a\\\".7z\""), AMBIGUOUS),
};
static const struct mail MESSAGE_PARTS[] = {
    MAIL("partial", PART("Content-Type: message/partial; id=\"a@b\"; number=1; total=2\r\n"),
         AT_FILE(1)),
    MAIL("external-body",
         PART("Content-Type: message/external-body; access-type=URL; "
              "URL=\"http://example.org/\"\r\n"),
         AT_FILE(1)),
    MAIL("delivery-status", PART("Content-Type: message/delivery-status\r\n"), AT_FILE(1)),
    MAIL("forwarded",
         MIXED FILE_7Z
         "--BB\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nHallo\r\n" END,
         "attachment-extra(forwarded mail)"),
    MAIL("forwarded alone",
         MIXED TEXT "--BB\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nHallo\r\n" END,
         "attachment-extra(forwarded mail)"),
    MAIL("forwarded, base64",
         MIXED FILE_7Z "--BB\r\nContent-Type: message/rfc822\r\n" BASE64 "\r\nU3ViamVj\r\n" END,
         "attachment-extra(forwarded mail), message-ambiguous(attachment 2)"),
    MAIL("forwarded, RFC 6532",
         MIXED FILE_7Z
         "--BB\r\nContent-Type: message/global\r\n\r\nSubject: x\r\n\r\nHallo\r\n" END,
         "attachment-extra(forwarded mail)"),
};
static const struct mail TNEF[] = {
    MAIL("by type", PART("Content-Type: application/ms-tnef; name=\"winmail.dat\"\r\n" BASE64),
         "message-tnef(attachment 1)"),
    MAIL("registered type", PART("Content-Type: application/vnd.ms-tnef\r\n" BASE64),
         "message-tnef(attachment 1)"),
    MAIL("by name", PART("Content-Type: application/octet-stream; name=\"Winmail.dat\"\r\n" BASE64),
         "message-tnef(attachment 1)"),
    MAIL("beside an archive",
         MIXED TEXT FILE_7Z "--BB\r\nContent-Type: application/ms-tnef\r\n" BASE64
                            "\r\neJ8+Ig==\r\n" END,
         "message-tnef(attachment 2)"),
    MAIL("the whole mail", MIME "Content-Type: application/ms-tnef\r\n" BASE64 "\r\neJ8+Ig==\r\n",
         "message-tnef(attachment 1)"),
};
static const struct mail UNKNOWN_MULTIPART[] = {
    MAIL("AppleDouble",
         MIXED "--BB\r\nContent-Type: multipart/appledouble; "
               "boundary=CC\r\n\r\n--CC\r\nContent-Type: application/applefile\r\n" BASE64
               "\r\nAAUWBw==\r\n--CC\r\n" FILE_TYPE BASE64 "\r\n" SIGNED_7Z "--CC--\r\n" END,
         "message-ambiguous(), message-ambiguous(attachment 1)"),
    MAIL("unknown", MIME "Content-Type: multipart/x-foo; boundary=BB\r\n\r\n" TEXT FILE_7Z END,
         AMBIGUOUS),
    MAIL("digest", MIME "Content-Type: multipart/digest; boundary=BB\r\n\r\n" TEXT FILE_7Z END,
         AMBIGUOUS),
    MAIL("report",
         MIME
         "Content-Type: multipart/report; report-type=delivery-status; boundary=BB\r\n\r\n" TEXT
             FILE_7Z END,
         AMBIGUOUS),
    MAIL("file as alternative",
         MIME "Content-Type: multipart/alternative; boundary=BB\r\n\r\n" TEXT FILE_7Z END,
         AT_FILE(1)),
    MAIL("file among related",
         MIME "Content-Type: multipart/related; boundary=BB\r\n\r\n" TEXT FILE_7Z END, AT_FILE(1)),
    MAIL("file first among related",
         MIME "Content-Type: multipart/related; boundary=BB\r\n\r\n" FILE_7Z END, AT_FILE(1)),
    MAIL("text after the first related",
         MIME "Content-Type: multipart/related; boundary=BB\r\n\r\n" TEXT TEXT END,
         "message-ambiguous(body line 2), attachment-missing()"),
    MAIL("alternative in alternative",
         MIME "Content-Type: multipart/alternative; boundary=BB\r\n\r\n" TEXT
              "--BB\r\nContent-Type: multipart/alternative; boundary=CC\r\n\r\n"
              "--CC\r\nContent-Type: text/html\r\n\r\nHallo\r\n--CC--\r\n" END,
         "message-ambiguous(), attachment-missing()"),
};
static const struct mail ENCODED_MULTIPART[] = {
    MAIL("base64",
         MIME "Content-Type: multipart/mixed; boundary=BB\r\n" BASE64 "\r\n" TEXT FILE_7Z END,
         AMBIGUOUS),
    MAIL("quoted-printable",
         MIME "Content-Type: multipart/mixed; boundary=BB\r\nContent-Transfer-Encoding: "
              "quoted-printable\r\n\r\n" TEXT FILE_7Z END,
         AMBIGUOUS),
};
static const struct mail CHARSETS[] = {
    MAIL("UTF-7", TYPED("text/plain; charset=utf-7", "Hallo +AOk-\r\n"), AT_BODY(1)),
    MAIL("UTF-16",
         MIXED "--BB\r\nContent-Type: text/plain; charset=utf-16\r\n" BASE64
               "\r\nSABhAA==\r\n" FILE_7Z END,
         AT_BODY(1)),
    MAIL("unknown", TYPED("text/html; charset=x-user", "Hallo\r\n"), AT_BODY(1)),
    MAIL("malformed UTF-8",
         MIXED "--BB\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
               "8bit\r\n\r\n\xc3(\r\n" FILE_7Z END,
         AT_BODY(1)),
    MAIL("8-bit in us-ascii",
         MIXED "--BB\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: "
               "8bit\r\n\r\n\xe9\r\n" FILE_7Z END,
         AT_BODY(1)),
    MAIL("8-bit in 7bit",
         MIXED "--BB\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\xc3\xa9\r\n" FILE_7Z END,
         AT_BODY(1)),
    MAIL("C1 control in ISO 8859-1",
         MIXED "--BB\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
               "8bit\r\n\r\n\x92\r\n" FILE_7Z END,
         AT_BODY(1)),
    MAIL("C1 control in UTF-8",
         MIXED "--BB\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
               "8bit\r\n\r\nx\r\n\xc2\x85\r\n" FILE_7Z END,
         AT_BODY(2)),
    MAIL("escape", BODY("Hallo\r\n\x1b$B\r\n"), AT_BODY(2)),
};
static const struct mail NO_HEADER[] = {
    MAIL("empty line after the delimiter", MIXED TEXT "--BB\r\n\r\nHallo\r\n" FILE_7Z END,
         AMBIGUOUS),
    MAIL("empty line, then header", MIXED TEXT "--BB\r\n\r\n" FILE_TYPE BASE64 "\r\n" SIGNED_7Z END,
         AMBIGUOUS),
    MAIL("no Content-Type", PART("Content-Disposition: attachment; filename=a.7z\r\n" BASE64),
         AMBIGUOUS),
    MAIL("two delimiters", MIXED TEXT "--BB\r\n" FILE_7Z END, AMBIGUOUS),
    MAIL("foreign field", PART(FILE_TYPE "Subject: Anna\r\n" BASE64), AMBIGUOUS),
    MAIL("unknown Content- field", PART(FILE_TYPE "Content-Foo: x\r\n" BASE64), AMBIGUOUS),
    MAIL("unknown Content- field at the top", "Content-Length: 12\r\n" MIXED TEXT FILE_7Z END,
         AT_HEADER(1)),
};
static const struct mail VERSIONS[] = {
    MAIL("missing", TOP "Content-Type: multipart/mixed; boundary=BB\r\n\r\n" TEXT FILE_7Z END,
         AMBIGUOUS),
    MAIL("2.0", TOP "MIME-Version: 2.0\r\nContent-Type: text/plain\r\n\r\nHallo\r\n", AT_HEADER(5)),
    MAIL("1.01", TOP "MIME-Version: 1.01\r\n\r\nHallo\r\n", AT_HEADER(5)),
    MAIL("empty", TOP "MIME-Version:\r\n\r\nHallo\r\n", AT_HEADER(5)),
    MAIL("open comment", TOP "MIME-Version: 1.0 (x\r\n\r\nHallo\r\n", AT_HEADER(5)),
    MAIL("two comments", TOP "MIME-Version: 1.0 (x) (y)\r\n\r\nHallo\r\n", AT_HEADER(5)),
    MAIL("comment in a comment", TOP "MIME-Version: 1.0 (x (y))\r\n\r\nHallo\r\n", AT_HEADER(5)),
    MAIL("comment before", TOP "MIME-Version: (x) 1.0\r\n\r\nHallo\r\n", AT_HEADER(5)),
    MAIL("backslash at the end", TOP "MIME-Version: 1.0 (x\\\r\n\r\nHallo\r\n", AT_HEADER(5)),
    MAIL("mbox line", "From jan@opgroeien.be Mon Nov 23 14:00:00 2026\r\n" MIXED TEXT FILE_7Z END,
         AT_HEADER(1)),
    MAIL("mbox line quoted",
         ">From jan@opgroeien.be Mon Nov 23 14:00:00 2026\r\n" MIXED TEXT FILE_7Z END,
         AT_HEADER(1)),
};
static const struct mail EIGHT_BIT[] = {
    MAIL("in a value", "X-A: \xc3\xa9\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(1)),
    MAIL("in a name", "X-\xc3\xa9: a\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(1)),
    MAIL("in a fold", "X-A: a\r\n \xe9\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(1)),
    MAIL("control", "X-A: \x07\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(1)),
    MAIL("DEL", "X-A: \x7f\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(1)),
    MAIL("word of an unknown character set", "X-A: =?utf-7?Q?Anna?=\r\n" MIXED TEXT FILE_7Z END,
         AT_HEADER(1)),
    MAIL("word with a blank", "X-A: =?utf-8?Q?Anna Peeters?=\r\n" MIXED TEXT FILE_7Z END,
         AT_HEADER(1)),
    MAIL("word without end", "X-A: =?utf-8?Q?Anna\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(1)),
    MAIL("word with a line end in it", "X-A: =?utf-8?Q?a=0D=0AX-B:_c?=\r\n" MIXED TEXT FILE_7Z END,
         AT_HEADER(1)),
    MAIL("word of bad base64", "X-A: =?utf-8?B?QW5uY?=\r\n" MIXED TEXT FILE_7Z END, AT_HEADER(1)),
    MAIL("word of malformed UTF-8", "X-A: =?utf-8?Q?=C3?=\r\n" MIXED TEXT FILE_7Z END,
         AT_HEADER(1)),
};
/* class 42, sizes and depths, has a program of its own: test-message-limits.c */

#define CLASS(table)                                    \
    {                                                   \
#table, table, sizeof(table) / sizeof(table[0]) \
    }
static const struct {
    const char *name;
    const struct mail *mails;
    size_t count;
} CLASSES[] = {
    CLASS(DUPLICATE_TYPE),
    CLASS(IDENTICAL_TYPE),
    CLASS(DUPLICATE_ENCODING),
    CLASS(DUPLICATE_BOUNDARY),
    CLASS(BOUNDARY_PIECES),
    CLASS(BOUNDARY_EXTENDED),
    CLASS(BOUNDARY_WORD),
    CLASS(BOUNDARY_MALFORMED),
    CLASS(BASE64_JUNK),
    CLASS(BASE64_PADDING),
    CLASS(BASE64_LENGTH),
    CLASS(QUOTED_ESCAPES),
    CLASS(ENCODING_JUNK),
    CLASS(ENCODING_OTHER),
    CLASS(ENCODED_FILES),
    CLASS(PREAMBLE),
    CLASS(EPILOGUE),
    CLASS(UNCLOSED),
    CLASS(DELIMITER_PREFIX),
    CLASS(DELIMITER_TEXT),
    CLASS(SAME_BOUNDARY),
    CLASS(NO_BOUNDARY),
    CLASS(TYPE_JUNK),
    CLASS(TYPE_MALFORMED),
    CLASS(NUL_BYTES),
    CLASS(BARE_CR),
    CLASS(BARE_LF),
    CLASS(FOLDED_BLANK),
    CLASS(BLANK_COLON),
    CLASS(NO_COLON),
    CLASS(NAMES_TWICE),
    CLASS(NAMES_DIFFERENT),
    CLASS(UNTERMINATED),
    CLASS(MESSAGE_PARTS),
    CLASS(TNEF),
    CLASS(UNKNOWN_MULTIPART),
    CLASS(ENCODED_MULTIPART),
    CLASS(CHARSETS),
    CLASS(NO_HEADER),
    CLASS(VERSIONS),
    CLASS(EIGHT_BIT),
};

static void every_class_gives_its_reason(void)
{
    for (size_t i = 0; i < sizeof(CLASSES) / sizeof(CLASSES[0]); i++)
        for (size_t k = 0; k < CLASSES[i].count; k++) {
            const struct mail *m = &CLASSES[i].mails[k];
            char name[200], got[READING_SIZE];
            strncpy(name, CLASSES[i].name, 80);
            name[80] = '\0';
            strncat(name, ": ", 3);
            strncat(name, m->name, 100);
            check_case(name);
            mail_findings(slice_of(m->bytes, m->len), got);
            CHECK_STRING(m->expected, got);
        }
    check_case(NULL);
}

/* the same in small pieces: where a chunk ends must not matter */
static void pieces_give_the_same(void)
{
    for (size_t i = 0; i < sizeof(CLASSES) / sizeof(CLASSES[0]); i++)
        for (size_t k = 0; k < CLASSES[i].count; k++) {
            const struct mail *m = &CLASSES[i].mails[k];
            char whole[READING_SIZE], pieces[READING_SIZE];
            check_case(m->name);
            mail_parts(slice_of(m->bytes, m->len), 0, whole);
            mail_parts(slice_of(m->bytes, m->len), 1, pieces);
            CHECK_STRING(whole, pieces);
            mail_parts(slice_of(m->bytes, m->len), 7, pieces);
            CHECK_STRING(whole, pieces);
        }
    check_case(NULL);
}

/* a mail cut off anywhere is refused: a part of a mail is no mail */
static void cut_anywhere(void)
{
    static const char mail[] = MIXED TEXT FILE_7Z END;
    for (size_t len = 0; len < sizeof(mail) - 5; len++) { /* "--BB--" alone may be the end */
        char got[READING_SIZE];
        mail_findings(slice_of(mail, len), got);
        if (got[0] == '\0')
            check_failed(__FILE__, __LINE__, "accepted when cut at %zu", len);
    }
}

int main(void)
{
    static const struct test tests[] = {TEST(every_class_gives_its_reason),
                                        TEST(pieces_give_the_same), TEST(cut_anywhere)};
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
