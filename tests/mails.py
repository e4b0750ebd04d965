#!/usr/bin/env python3
"""mails - mails as real mail programs send them, around any attachment

For the tests: build(layout, archive, ...) gives the bytes of one mail with CRLF line ends. Nothing here
decides what is right or wrong; the layouts in LAYOUTS are those of programs that people refer with, the
ones in REFUSED are common too and must be refused. Standard library only.

    mails.py LAYOUT ARCHIVE [option...] > mail.eml      (mails.py --help, mails.py --list)
"""
import argparse
import base64
import inspect
import quopri
import re
import sys

SENDER = "Jan Janssens <jan.janssens@opgroeien.be>"
RECIPIENT = "sociale.dienst@kontich.be"
SUBJECT = "Beveiligde gegevens"
BODY = "Goedemiddag,\r\n\r\nIn bijlage vindt u de beveiligde gegevens.\r\n\r\nMet vriendelijke groeten\r\n"
NAME = "gegevens.7z"
DATE = "Mon, 23 Nov 2026 14:00:00 +0100"
PREAMBLE = "This is a multi-part message in MIME format."
OUTLOOK_PREAMBLE = "This is a multipart message in MIME format."
# a 1x1 transparent PNG: the logo in a signature
LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")


class Mail:
    """what a layout puts into a mail; every text may be replaced by the caller"""

    def __init__(self, archive, subject=SUBJECT, body=BODY, sender=SENDER, to=RECIPIENT, cc=None, name=NAME,
                 html=None, image=LOGO, date=DATE, message_id="<20261123130000.1@opgroeien.be>", headers=()):
        self.archive = archive
        self.subject = subject
        self.body = crlf(body)
        self.sender = sender
        self.to = to
        self.cc = cc
        self.name = name
        self.html = crlf(html) if html is not None else to_html(self.body)
        self.image = image
        self.date = date
        self.message_id = message_id
        self.headers = list(headers)

    def top(self, *more):
        """the header block of the mail, `more` being the fields of the program"""
        lines = ["From: " + words(self.sender), "To: " + words(self.to)]
        if self.cc:
            lines.append("Cc: " + words(self.cc))
        lines += ["Subject: " + words(self.subject), "Date: " + self.date, "Message-ID: " + self.message_id]
        return "\r\n".join(lines + self.headers + list(more)) + "\r\n"


def crlf(text):
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def words(text):
    """RFC 2047 words for what is not ASCII, runs of words between blanks"""
    def encode(match):
        return "=?utf-8?B?%s?=" % base64.b64encode(match.group().encode()).decode()
    return re.sub(r"[^ ]*[^\x00-\x7f][^ ]*(?: [^ ]*[^\x00-\x7f][^ ]*)*", encode, text)


def to_html(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    lines = "".join("<p>%s</p>\r\n" % (line or "&nbsp;") for line in escaped.rstrip("\r\n").split("\r\n"))
    return "<html>\r\n<head></head>\r\n<body>\r\n" + lines + "</body>\r\n</html>\r\n"


def b64(data, width=76):
    text = base64.b64encode(data).decode()
    return "".join(text[i:i + width] + "\r\n" for i in range(0, len(text), width))


def qp(text):
    lines = quopri.encodestring(text.replace("\r\n", "\n").encode()).decode("ascii")
    return crlf(lines)


def part(fields, body):
    """a body part: header fields, empty line, body ending in CRLF"""
    return "\r\n".join(fields) + "\r\n\r\n" + body


def multi(boundary, *parts, preamble="", space="", after=""):
    """the body of a multipart; the last CRLF of each part belongs to the delimiter after it"""
    out = preamble + "\r\n\r\n" if preamble else ""
    for p in parts:
        out += "--" + boundary + "\r\n" + p + space + "\r\n"
    return out + "--" + boundary + "--\r\n" + after


def plain(text, charset="utf-8", extra=""):
    try:
        text.encode("ascii")
        return part(['Content-Type: text/plain; charset="us-ascii"' + extra, "Content-Transfer-Encoding: 7bit"], text)
    except UnicodeEncodeError:
        return part(['Content-Type: text/plain; charset="%s"%s' % (charset, extra),
                     "Content-Transfer-Encoding: quoted-printable"], qp(text))


# ---------------------------------------------------------------------------------------- layouts

EXCHANGE = ["Thread-Topic: %(subject)s", "Thread-Index: AQHbPbN1mWk0Q0t4rUqK0V1l5o5x2Q==", "Accept-Language: nl-BE, en-US",
            "Content-Language: nl-BE", "X-MS-Has-Attach: yes", "X-MS-TNEF-Correlator:",
            "x-ms-exchange-messagesentrepresentingtype: 1",
            "X-Forefront-Antispam-Report:\r\n\tCIP:255.255.255.255;CTRY:;LANG:nl;SCL:1;SRV:;IPV:NLI;SFV:NSPM;DIR:OUT;SFP:1102;"]


def exchange_fields(m):
    return [field % {"subject": words(m.subject)} for field in EXCHANGE]


def exchange_text(charset="iso-8859-1"):
    return ['Content-Type: text/plain; charset="%s"' % charset, "Content-Transfer-Encoding: quoted-printable"]


def exchange_alternative(m, boundary):
    body = quopri.encodestring(m.body.replace("\r\n", "\n").encode("windows-1252")).decode("ascii")
    html = quopri.encodestring(m.html.replace("\r\n", "\n").encode("windows-1252")).decode("ascii")
    return multi(boundary, part(exchange_text("Windows-1252"), crlf(body)),
                 part(['Content-Type: text/html; charset="Windows-1252"',
                       "Content-Transfer-Encoding: quoted-printable"], crlf(html)))


def exchange_file(m):
    return part(["Content-Type: application/octet-stream; name=%s" % quoted(m.name),
                 "Content-Description: %s" % words(m.name),
                 "Content-Disposition: attachment; filename=%s; size=%d;" % (quoted(m.name), len(m.archive)),
                 '\tcreation-date="Mon, 23 Nov 2026 12:58:12 GMT";',
                 '\tmodification-date="Mon, 23 Nov 2026 12:59:47 GMT"',
                 "Content-Transfer-Encoding: base64"], b64(m.archive))


def quoted(name):
    """a file name as Exchange and Gmail write it: quoted, one RFC 2047 word when it is not ASCII"""
    try:
        name.encode("ascii")
        return '"%s"' % name
    except UnicodeEncodeError:
        return '"=?utf-8?B?%s?="' % base64.b64encode(name.encode()).decode()


def starred(name):
    """a file name as Thunderbird and Apple Mail write it: RFC 2231 when it is not ASCII"""
    try:
        name.encode("ascii")
        return 'filename="%s"' % name
    except UnicodeEncodeError:
        return "filename*=UTF-8''" + "".join(
            chr(c) if chr(c).isalnum() and c < 128 or c in b".-_" else "%%%02X" % c for c in name.encode())


def outlook_exchange(m):
    """Outlook and Outlook on the web through Exchange: mixed{alternative{plain,html},7z}"""
    outer, inner = "_004_AM9PR0701MB1234ABCDEF0123456789AM9PR0701MB1234eurp_", "_000_AM9PR0701MB1234ABCDEF0123456789AM9PR0701MB1234eurp_"
    return m.top(*exchange_fields(m), "Content-Type: multipart/mixed;", '\tboundary="%s"' % outer, "MIME-Version: 1.0") + "\r\n" + multi(
        outer, part(["Content-Type: multipart/alternative;", '\tboundary="%s"' % inner], exchange_alternative(m, inner)),
        exchange_file(m))


def outlook_exchange_logo(m):
    """the same with a logo in the signature: mixed{related{alternative{plain,html},image},7z}"""
    outer, middle, inner = ("_00%d_AM9PR0701MB1234ABCDEF0123456789AM9PR0701MB1234eurp_" % i for i in (5, 4, 0))
    image = part(['Content-Type: image/png; name="image001.png"', "Content-Description: image001.png",
                  'Content-Disposition: inline; filename="image001.png"; size=%d;' % len(m.image),
                  '\tcreation-date="Mon, 23 Nov 2026 12:58:12 GMT";',
                  '\tmodification-date="Mon, 23 Nov 2026 12:58:12 GMT"',
                  "Content-ID: <image001.png@01DB3DB3.9A8B7C60>", "Content-Transfer-Encoding: base64"], b64(m.image))
    related = multi(middle, part(["Content-Type: multipart/alternative;", '\tboundary="%s"' % inner],
                                 exchange_alternative(m, inner)), image)
    return m.top(*exchange_fields(m), "Content-Type: multipart/mixed;", '\tboundary="%s"' % outer, "MIME-Version: 1.0") + "\r\n" + multi(
        outer, part(["Content-Type: multipart/related;", '\tboundary="%s";' % middle, '\ttype="multipart/alternative"'],
                    related), exchange_file(m))


def outlook_plain(m):
    """Outlook, plain text, through Exchange: mixed{plain,7z}"""
    outer = "_002_AM9PR0701MB1234ABCDEF0123456789AM9PR0701MB1234eurp_"
    body = quopri.encodestring(m.body.replace("\r\n", "\n").encode("windows-1252")).decode("ascii")
    return m.top(*exchange_fields(m), "Content-Type: multipart/mixed;", '\tboundary="%s"' % outer, "MIME-Version: 1.0") + "\r\n" + multi(
        outer, part(exchange_text("Windows-1252"), crlf(body)), exchange_file(m))


def outlook_smtp(m):
    """Outlook 16 with an SMTP account: preamble sentence, an empty line before each part"""
    outer, inner = "----=_NextPart_000_0005_01DB3DB3.9A8B7C60", "----=_NextPart_001_0006_01DB3DB3.9A8B7C60"
    alternative = multi(inner, part(['Content-Type: text/plain;', '\tcharset="utf-8"', "Content-Transfer-Encoding: quoted-printable"], qp(m.body)),
                        part(['Content-Type: text/html;', '\tcharset="utf-8"', "Content-Transfer-Encoding: quoted-printable"], qp(m.html)),
                        space="\r\n")
    file = part(["Content-Type: application/x-7z-compressed;", "\tname=%s" % quoted(m.name), "Content-Transfer-Encoding: base64",
                 "Content-Disposition: attachment;", "\tfilename=%s" % quoted(m.name)], b64(m.archive))
    return m.top("MIME-Version: 1.0", "Content-Type: multipart/mixed;", '\tboundary="%s"' % outer, "X-Mailer: Microsoft Outlook 16.0",
                 "Thread-Index: Ads9s3WZaTRDS3itSorRXWXmjnHZ", "Content-Language: nl-be") + "\r\n" + multi(
        outer, part(["Content-Type: multipart/alternative;", '\tboundary="%s"' % inner], "\r\n" + alternative), file,
        preamble=OUTLOOK_PREAMBLE, space="\r\n", after="\r\n")


def thunderbird(m):
    """Thunderbird, plain text: mixed{plain format=flowed,7z} with a preamble and Autocrypt"""
    outer = "------------0nB7XvWc3yqk8dTz1Q5eLf2R"
    kind = part(["Content-Type: text/plain; charset=UTF-8; format=flowed", "Content-Transfer-Encoding: 8bit"], m.body)
    file = part(['Content-Type: application/x-7z-compressed; name=%s' % quoted(m.name),
                 "Content-Disposition: attachment; %s" % starred(m.name), "Content-Transfer-Encoding: base64"], b64(m.archive, 72))
    return m.top("MIME-Version: 1.0", "User-Agent: Mozilla Thunderbird", "Content-Language: nl-BE",
                 "Autocrypt: addr=jan.janssens@opgroeien.be; keydata=\r\n xjMEZ0HkQxYJKwYBBAHaRw8BAQdA2y0b1pIq4T8QqL0vJ1a3k5dW7c9s4EoYh6rXnM5gU8PNHkph\r\n biBKYW5zc2VucyA8amFuQG9wZ3JvZWllbi5iZT4=",
                 "Content-Type: multipart/mixed; boundary=\"%s\"" % outer) + "\r\n" + multi(outer, kind, file, preamble=PREAMBLE)


def thunderbird_html(m):
    """Thunderbird, HTML with a picture: mixed{alternative{plain,related{html,img}},7z}"""
    outer, middle, inner = ("------------" + c * 24 for c in ("A1b", "C2d", "E3f"))
    outer, middle, inner = outer[:36], middle[:36], inner[:36]
    html = part(["Content-Type: text/html; charset=UTF-8", "Content-Transfer-Encoding: 8bit"], m.html)
    image = part(['Content-Type: image/png; name="logo.png"', 'Content-Disposition: inline; filename="logo.png"',
                  "Content-Id: <part1.Xx0Yy1Zz@opgroeien.be>", "Content-Transfer-Encoding: base64"], b64(m.image, 72))
    alternative = multi(middle, part(["Content-Type: text/plain; charset=UTF-8; format=flowed", "Content-Transfer-Encoding: 8bit"], m.body),
                        part(["Content-Type: multipart/related; boundary=\"%s\"" % inner], "\r\n" + multi(inner, html, image)))
    file = part(["Content-Type: application/octet-stream; name=%s" % quoted(m.name),
                 "Content-Disposition: attachment; %s" % starred(m.name), "Content-Transfer-Encoding: base64"], b64(m.archive, 72))
    return m.top("MIME-Version: 1.0", "User-Agent: Mozilla Thunderbird", "Content-Language: nl-BE",
                 "Content-Type: multipart/mixed; boundary=\"%s\"" % outer) + "\r\n" + multi(
        outer, part(["Content-Type: multipart/alternative;", ' boundary="%s"' % middle], alternative), file, preamble=PREAMBLE)


APPLE_VERSION = "Mime-Version: 1.0 (Mac OS X Mail 16.0 \\(3826.300.87.4.3\\))"


def apple_file(m):
    name = m.name if re.fullmatch(r"[A-Za-z0-9._-]+", m.name) else quoted(m.name)
    star = starred(m.name)
    return part(["Content-Disposition: attachment;", "\t" + (star if "*" in star else "filename=" + name),
                 "Content-Type: application/x-7z-compressed;", "\tx-unix-mode=0644;", "\tname=" + name,
                 "Content-Transfer-Encoding: base64"], b64(m.archive))


def apple_plain(m):
    """Apple Mail, plain text: mixed{plain,7z,plain}"""
    outer = "Apple-Mail=_5A0F7C1E-3B6D-4C5A-9E8F-0123456789AB"
    return m.top("Content-Type: multipart/mixed;", '\tboundary="%s"' % outer, APPLE_VERSION, "X-Mailer: Apple Mail (2.3826.300.87.4.3)") + "\r\n\r\n" + multi(
        outer, part(["Content-Transfer-Encoding: quoted-printable", "Content-Type: text/plain;", "\tcharset=utf-8"], qp(m.body)),
        apple_file(m), part(["Content-Transfer-Encoding: 7bit", "Content-Type: text/plain;", "\tcharset=us-ascii"], "\r\n"))


def apple_rich(m):
    """Apple Mail, rich text: alternative{plain,mixed{html,7z,html}}"""
    outer, inner = "Apple-Mail=_11111111-3B6D-4C5A-9E8F-0123456789AB", "Apple-Mail=_22222222-3B6D-4C5A-9E8F-0123456789AB"
    html = part(["Content-Transfer-Encoding: quoted-printable", "Content-Type: text/html;", "\tcharset=utf-8"], qp(m.html))
    end = part(["Content-Transfer-Encoding: 7bit", "Content-Type: text/html;", "\tcharset=us-ascii"],
               '<html><head></head><body dir="auto"><br></body></html>\r\n')
    return m.top("Content-Type: multipart/alternative;", '\tboundary="%s"' % outer, APPLE_VERSION, "X-Mailer: Apple Mail (2.3826.300.87.4.3)") + "\r\n\r\n" + multi(
        outer, part(["Content-Transfer-Encoding: quoted-printable", "Content-Type: text/plain;", "\tcharset=utf-8"], qp(m.body)),
        part(["Content-Type: multipart/mixed;", '\tboundary="%s"' % inner], "\r\n\r\n" + multi(inner, html, apple_file(m), end)))


def ios(m):
    """iPhone: mixed{plain,7z,plain}, encoding stated on the multipart"""
    outer = "Apple-Mail-0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0"
    return m.top("Content-Type: multipart/mixed; boundary=" + outer, "Content-Transfer-Encoding: 7bit", "Mime-Version: 1.0 (1.0)",
                 "X-Mailer: iPhone Mail (22B91)") + "\r\n\r\n" + multi(
        outer, part(["Content-Type: text/plain;", "\tcharset=utf-8", "Content-Transfer-Encoding: quoted-printable"], qp(m.body)),
        part(["Content-Type: application/x-7z-compressed;", "\tname=" + quoted(m.name) + ";", "\tx-apple-part-url=BC0F1A2D-0000-4000-8000-0123456789AB",
              "Content-Disposition: attachment;", "\tfilename=" + quoted(m.name), "Content-Transfer-Encoding: base64"], b64(m.archive)),
        part(["Content-Type: text/plain;", "\tcharset=us-ascii", "Content-Transfer-Encoding: 7bit"], "\r\n\r\nVerstuurd vanaf mijn iPhone\r\n"))


def gmail(m):
    """Gmail on the web: mixed{alternative{plain,html},7z}"""
    outer, inner = "0000000000001f2e3d0627a1b2c3", "0000000000001f2e3a0627a1b2c1"
    alternative = multi(inner, part(['Content-Type: text/plain; charset="UTF-8"', "Content-Transfer-Encoding: quoted-printable"], qp(m.body)),
                        part(['Content-Type: text/html; charset="UTF-8"', "Content-Transfer-Encoding: quoted-printable"], qp(m.html)))
    file = part(["Content-Type: application/x-7z-compressed; name=%s" % quoted(m.name),
                 "Content-Disposition: attachment; filename=%s" % quoted(m.name), "Content-Transfer-Encoding: base64",
                 "Content-ID: <f_m3x9k2a10>", "X-Attachment-Id: f_m3x9k2a10"], b64(m.archive))
    return m.top("MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="%s"' % outer) + "\r\n" + multi(
        outer, part(['Content-Type: multipart/alternative; boundary="%s"' % inner], alternative), file)


def single(m):
    """any program, no text at all: the mail is the file"""
    return m.top("MIME-Version: 1.0", "Content-Type: application/octet-stream; name=%s" % quoted(m.name),
                 "Content-Disposition: attachment; filename=%s" % quoted(m.name), "Content-Transfer-Encoding: base64") + "\r\n" + b64(m.archive)


def samsung(m):
    """Samsung Email on Android: texts in base64, hyphens at the start of boundaries"""
    outer, inner = "--_com.samsung.android.email_1732366800000", "--_com.samsung.android.email_1732366800001"
    text = ["Content-Type: text/%s; charset=utf-8", "Content-Transfer-Encoding: base64"]
    alternative = multi(inner, *(part([text[0] % kind, text[1]], b64(body.encode())) for kind, body in
                                 (("plain", m.body), ("html", m.html))), space="\r\n")
    return m.top("Importance: normal", "X-Priority: 3", "MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="%s"' % outer) + "\r\n" + multi(
        outer, part(['Content-Type: multipart/alternative;', ' boundary="%s"' % inner], alternative),
        part(["Content-Type: application/octet-stream; name=%s" % quoted(m.name), "Content-Transfer-Encoding: base64",
              "Content-Disposition: attachment; filename=%s" % quoted(m.name)], b64(m.archive)), space="\r\n")


def notes(m):
    """HCL Notes: boundaries with a blank, ISO-8859-1"""
    outer, inner = "=_mixed 004D3A1CC1258BDE_=", "=_alternative 004D3A1CC1258BDE_="
    text = ['Content-Type: text/%s; charset="ISO-8859-1"', "Content-Transfer-Encoding: quoted-printable"]
    alternative = multi(inner, *(part([text[0] % kind, text[1]], crlf(quopri.encodestring(
        body.replace("\r\n", "\n").encode("iso-8859-1")).decode("ascii"))) for kind, body in (("plain", m.body), ("html", m.html))))
    return m.top("MIME-Version: 1.0", "X-Mailer: HCL Notes Release 12.0.2", "X-KeepSent: 12345678:ABCDEF01-C1258BDE:0046;\r\n type=4; name=$KeepSent",
                 'Content-Type: multipart/mixed; boundary="%s"' % outer) + "\r\n" + multi(
        outer, part(['Content-Type: multipart/alternative; boundary="%s"' % inner], "\r\n" + alternative),
        part(["Content-Type: application/octet-stream; name=%s" % quoted(m.name),
              "Content-Disposition: attachment; filename=%s" % quoted(m.name), "Content-Transfer-Encoding: base64"], b64(m.archive)))


def roundcube(m):
    """Roundcube webmail: no preamble, size of the file told, name unquoted"""
    outer, inner = "=_6c7d8e9fa0b1c2d3e4f5061728394a5b", "=_0a1b2c3d4e5f60718293a4b5c6d7e8f9"
    alternative = multi(inner, part(["Content-Transfer-Encoding: 8bit", "Content-Type: text/plain; charset=UTF-8;", " format=flowed"], m.body),
                        part(["Content-Transfer-Encoding: quoted-printable", "Content-Type: text/html; charset=UTF-8"], qp(m.html)), space="\r\n")
    name = m.name if re.fullmatch(r"[A-Za-z0-9._-]+", m.name) else quoted(m.name)
    return m.top("MIME-Version: 1.0", "User-Agent: Roundcube Webmail/1.6.9", "X-Sender: jan.janssens@opgroeien.be",
                 "Content-Type: multipart/mixed;", ' boundary="%s"' % outer) + "\r\n" + multi(
        outer, part(["Content-Type: multipart/alternative;", ' boundary="%s"' % inner], alternative),
        part(["Content-Transfer-Encoding: base64", "Content-Type: application/x-7z-compressed;", " name=" + name,
              "Content-Disposition: attachment;", " filename=%s;" % name, " size=%d" % len(m.archive)], b64(m.archive)))


def python(m):
    """a program on Python's email package, as an application of the sender's would send: MIME-Version in each part"""
    outer = "===============1234567890123456789=="
    return m.top("MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="%s"' % outer) + "\r\n" + multi(
        outer, part(['Content-Type: text/plain; charset="utf-8"', "Content-Transfer-Encoding: base64", "MIME-Version: 1.0"],
                    b64(m.body.encode())),
        part(["Content-Type: application/x-7z-compressed", "Content-Transfer-Encoding: base64",
              "Content-Disposition: attachment; filename=%s" % quoted(m.name), "MIME-Version: 1.0"], b64(m.archive)))


# ------------------------------------------------------- refused, though common; see interface of each

def text_only(m):
    """no attachment"""
    return m.top("MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit") + "\r\n" + m.body


def winmail(m):
    """Outlook rich text: mixed{plain,winmail.dat}"""
    outer = "----=_NextPart_000_0001_01DB3DB3.00000000"
    return m.top("MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="%s"' % outer) + "\r\n" + multi(
        outer, plain(m.body), part(['Content-Type: application/ms-tnef; name="winmail.dat"', "Content-Transfer-Encoding: base64",
                                    'Content-Disposition: attachment; filename="winmail.dat"'], b64(b"\x78\x9f\x3e\x22" + m.archive)))


def smime_signed(m):
    """S/MIME clear signed: signed{mixed{plain,7z},signature}"""
    outer, inner = "----=_NextPart_000_0009_01DB3DB3.00000000", "----=_NextPart_001_000A_01DB3DB3.00000000"
    mixed = part(['Content-Type: multipart/mixed; boundary="%s"' % inner], multi(inner, plain(m.body), part(
        ["Content-Type: application/x-7z-compressed; name=%s" % quoted(m.name), "Content-Transfer-Encoding: base64",
         "Content-Disposition: attachment; filename=%s" % quoted(m.name)], b64(m.archive))))
    signature = part(['Content-Type: application/pkcs7-signature; name="smime.p7s"', "Content-Transfer-Encoding: base64",
                      'Content-Disposition: attachment; filename="smime.p7s"'], b64(b"\x30\x80\x06\x09" * 20))
    return m.top("MIME-Version: 1.0", 'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=SHA1;',
                 '\tboundary="%s"' % outer) + "\r\n" + multi(outer, mixed, signature, preamble=PREAMBLE)


def smime_encrypted(m):
    """S/MIME encrypted: the mail is smime.p7m"""
    return m.top("MIME-Version: 1.0", 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
                 "Content-Transfer-Encoding: base64", 'Content-Disposition: attachment; filename="smime.p7m"') + "\r\n" + b64(b"\x30\x80" + m.archive)


def pgp_mime(m):
    """PGP/MIME encrypted"""
    outer = "------------pgpPGPpgpPGPpgpPGPpgpPGP"
    return m.top("MIME-Version: 1.0", 'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";',
                 ' boundary="%s"' % outer) + "\r\n" + multi(
        outer, part(["Content-Type: application/pgp-encrypted", "Content-Description: PGP/MIME version identification"], "Version: 1\r\n"),
        part(['Content-Type: application/octet-stream; name="encrypted.asc"', "Content-Description: OpenPGP encrypted message",
              'Content-Disposition: inline; filename="encrypted.asc"'], armour(m)))


def armour(m):
    return "-----BEGIN PGP MESSAGE-----\r\n\r\n" + b64(b"\x85\x01\x0c" + m.archive, 64) + "=AbCd\r\n-----END PGP MESSAGE-----\r\n"


def pgp_inline(m):
    """PGP in the text"""
    return m.top("MIME-Version: 1.0", "Content-Type: text/plain; charset=us-ascii") + "\r\n" + armour(m)


def forwarded(m):
    """a forwarded mail beside the archive"""
    outer = "------------fwdFWDfwdFWDfwdFWDfwdFWD"
    return m.top("MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="%s"' % outer) + "\r\n" + multi(
        outer, plain(m.body), part(["Content-Type: message/rfc822"], "Subject: ouder bericht\r\nFrom: a@example.org\r\n\r\nOude tekst\r\n"),
        part(["Content-Type: application/x-7z-compressed; name=%s" % quoted(m.name), "Content-Transfer-Encoding: base64",
              "Content-Disposition: attachment; filename=%s" % quoted(m.name)], b64(m.archive)))


def two_files(m):
    """a second file beside the archive"""
    outer = "------------twoTWOtwoTWOtwoTWOtwoTWO"
    file = ["Content-Transfer-Encoding: base64", "Content-Disposition: attachment; filename="]
    return m.top("MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="%s"' % outer) + "\r\n" + multi(
        outer, plain(m.body),
        part(["Content-Type: application/x-7z-compressed", file[0], file[1] + quoted(m.name)], b64(m.archive)),
        part(["Content-Type: application/pdf", file[0], file[1] + '"nota.pdf"'], b64(b"%PDF-1.7\n%%EOF\n")))


LAYOUTS = {f.__name__.replace("_", "-"): f for f in (
    outlook_exchange, outlook_exchange_logo, outlook_plain, outlook_smtp, thunderbird, thunderbird_html, apple_plain, apple_rich,
    ios, gmail, samsung, notes, roundcube, single, python)}
# layout: the reason codes a mail of it is refused with, whatever the archive
REFUSED = {"text-only": ["attachment-missing"], "winmail": ["message-tnef"], "smime-signed": ["message-sealed"],
           "smime-encrypted": ["message-sealed"], "pgp-mime": ["message-sealed"], "pgp-inline": ["message-sealed"],
           "forwarded": ["attachment-extra"], "two-files": ["attachment-extra"]}
# layouts with a picture: compliant only when SHA-256 of the picture is registered
WITH_IMAGE = ("outlook-exchange-logo", "thunderbird-html")
ALL = dict(LAYOUTS, **{name: globals()[name.replace("-", "_")] for name in REFUSED})


def build(layout, archive, **options):
    """the bytes of one mail; options are those of Mail: subject, body, sender, to, cc, name, html, image, ..."""
    return ALL[layout](Mail(archive, **options)).encode("utf-8")


def main():
    options = [p for p in list(inspect.signature(Mail.__init__).parameters)[2:] if p not in ("image", "headers")]
    parser = argparse.ArgumentParser(prog="mails.py", description="write one mail as a mail program would")
    parser.add_argument("--list", action="store_true", help="list the layouts")
    parser.add_argument("--lf", action="store_true", help="line ends LF, for sendmail(1)")
    parser.add_argument("--header", action="append", default=[], help="a header field more, whole")
    parser.add_argument("--image", help="file of the picture")
    for option in options:
        parser.add_argument("--" + option.replace("_", "-"))
    parser.add_argument("layout", nargs="?", choices=sorted(ALL))
    parser.add_argument("archive", nargs="?", help="file to attach, - for standard input")
    args = parser.parse_args()
    if args.list:
        for name, function in ALL.items():
            print("%-22s %s%s" % (name, function.__doc__.split("\n")[0], "" if name in LAYOUTS else " (refused)"))
        return
    if args.archive is None:
        parser.error("LAYOUT and ARCHIVE are needed")
    given = {o: getattr(args, o) for o in options if getattr(args, o) is not None}
    if args.image:
        with open(args.image, "rb") as f:
            given["image"] = f.read()
    if args.archive == "-":
        archive = sys.stdin.buffer.read()
    else:
        with open(args.archive, "rb") as f:
            archive = f.read()
    mail = build(args.layout, archive, headers=args.header, **given)
    sys.stdout.buffer.write(mail.replace(b"\r\n", b"\n") if args.lf else mail)


if __name__ == "__main__":
    main()
