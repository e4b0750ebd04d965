#!/usr/bin/env python3
"""Postfix and Sendmail: what reaches the mailbox is what was judged, and broken headers end alike in both."""
import hashlib
import re

import gateway
import harness
import mails
from harness import Raw, Test
from judged import as_judged, as_sent
from sendmail import SendmailGateway

LOGO = {"images_sha256": [hashlib.sha256(mails.LOGO).hexdigest()]}


def put(text):
    """Puts text before the Subject field."""
    return lambda mail: mail.replace(b"Subject:", text + b"Subject:", 1)


def swap(old, new):
    return lambda mail: mail.replace(old, new, 1)


def drop(name):
    return lambda mail: re.sub(rb"(?m)^" + name + rb": .*\r\n", b"", mail, count=1)


# name, how a compliant mail is changed, and what must come of it in both: a reason code, or None for accepted
BROKEN = [
    ("line without a colon", put(b"this is no field\r\n"), "attachment-missing"),
    ("field without a name", put(b": x\r\n"), "attachment-missing"),
    ("control character in a name", put(b"X-\x01A: x\r\n"), "message-ambiguous"),
    ("first line a continuation", lambda m: b" folded from nowhere\r\n" + m, "attachment-missing"),
    ("continuation of blanks only", put(b"X-A: b\r\n \r\n"), "message-ambiguous"),
    ("continuation of blanks in the middle", put(b"X-A: b\r\n\t \r\n c\r\n"), "message-ambiguous"),
    ("8-bit field", put(b"X-A: \xc3\xa9\r\n"), "message-ambiguous"),
    ("8-bit subject", swap(b"Subject: Bev", b"Subject: B\xe9v"), "message-ambiguous"),
    ("Subject twice", put(b"Subject: again\r\n"), "message-ambiguous"),
    ("From twice", put(b"From: x@opgroeien.be\r\n"), "message-ambiguous"),
    ("Content-Type twice", put(b"Content-Type: text/plain\r\n"), "message-ambiguous"),
    ("no MIME-Version", drop(b"MIME-Version"), "message-ambiguous"),
    ("line of 3000 characters in the header", put(b"X-A: " + b"a" * 3000 + b"\r\n"), "message-ambiguous"),
    ("line of 3000 characters in the body", swap(b"In bijlage", b"x" * 3000), "message-ambiguous"),
    ("NUL in the body", swap(b"In bijlage", b"In\0bijlage"), "message-ambiguous"),
    ("header alone", lambda m: m[:m.index(b"\r\n\r\n") + 2], "message-ambiguous"),
    ("nothing at all", lambda m: b"", "attachment-missing"),
    # what both servers mend, or carry as it is
    ("blank before the colon", put(b"X-A : b\r\n"), None),
    ("no blank after the colon", put(b"X-A:b\r\n"), None),
    ("empty field", put(b"X-A:\r\n"), None),
    ("empty first line of a folded field", put(b"X-A:\r\n y\r\n"), None),
    ("blanks at the end of a field", put(b"X-A: x  \t\r\n"), None),
    ("three blanks and a tab", put(b"X-A:   x\r\n\ty\r\n  z\r\n"), None),
    ("NUL in a field", put(b"X-A: a\0b\r\n"), None),
    ("mbox line at the top", lambda m: b"From jan Mon Nov 23 14:00:00 2026\r\n" + m, None),
    ("no From", drop(b"From"), None),
    ("no Date", drop(b"Date"), None),
    ("no Message-ID", drop(b"Message-ID"), None),
    ("no To", drop(b"To"), None),
    ("resent", put(b"Resent-From: x@opgroeien.be\r\n"), None),
    ("body begins where a field should", swap(b"\r\n\r\n", b"\r\n"), None),
    ("line of the body that starts with From", swap(b"In bijlage", b"\r\nFrom hier"), None),
    ("dots at the start of lines", swap(b"In bijlage", b"\r\n.\r\n..x"), None),
    ("8-bit body", swap(b"In bijlage", b"In bijlag\xc3\xa9"), None),
    ("blank lines at the end", lambda m: m + b"\r\n\r\n  \r\n", None),
]
# what Sendmail drops or lays out anew only after the filter has judged: no part of these mails reads otherwise
LATER = [
    ("Bcc", put(b"Bcc: x@example.org\r\n"), put(b"")),
    ("Return-Path", put(b"Return-Path: <x@example.org>\r\n"), put(b"")),
    ("addresses", swap(b"To: ", b"To: jan.janssens@opgroeien.be,"), swap(b"To: ", b"To: jan.janssens@opgroeien.be, ")),
]


def send(g, message):
    """Word for word, dots apart; the code, the findings, the record's number of bytes and what was delivered."""
    before, records = len(g.postfix.delivered("kontich.be")), len(g.milter.records())
    raw = Raw(g.postfix.port)
    raw.say("EHLO pc.example.org")
    raw.say(f"MAIL FROM:<{gateway.SENDER}>")
    raw.say("RCPT TO:<sociale.dienst@kontich.be>")
    raw.say("DATA")
    end = b".\r\n" if message.endswith(b"\r\n") or not message else b"\r\n.\r\n"
    code, _ = raw.say(re.sub(rb"(?m)^\.", b"..", message) + end)
    raw.close()
    delivered = g.postfix.wait_delivered("kontich.be", before + 1)[-1] if code == 250 else None
    made = g.milter.records()[records:]
    if not made:
        return code, None, None, delivered
    return code, [f["code"] for f in made[0].get("findings", [])], made[0]["bytes"], delivered


def layouts(name, g):
    for layout in mails.LAYOUTS:
        with Test(f"{name}: a mail of {layout} arrives byte for byte"):
            message = g.mail(layout=layout)
            code, findings, size, delivered = send(g, message)
            assert code == 250, findings
            assert as_sent(delivered) == message, delivered
            assert size == len(message), (size, len(message))


def alike(p, s):
    for name, change, reason in BROKEN:
        with Test(f"alike in both: {name}: {reason or 'accepted'}"):
            message = change(p.mail())
            for g in (p, s):
                code, findings, size, delivered = send(g, message)
                assert code == (550 if reason else 250), (type(g).__name__, code, findings)
                assert reason is None or reason in findings, (type(g).__name__, findings)
                if delivered is not None:
                    arrived = as_sent(delivered) if g is p else as_judged(delivered, message)
                    assert len(arrived) == size, (type(g).__name__, len(arrived), size, arrived)


def later(s):
    for name, sent, arrives in LATER:
        with Test(f"Sendmail after the filter: {name}"):
            message = s.mail()
            code, findings, _, delivered = send(s, sent(message))
            assert code == 250, findings
            assert as_sent(delivered) == arrives(message), delivered


def bare_ends(p, s):
    for what, end in (("carriage return", b"\r"), ("line feed", b"\n")):
        with Test(f"a bare {what}: mended by Postfix before the filter, refused by Sendmail itself"):
            for change in (swap(b"In bijlage", b"In" + end + b"bijlage"), put(b"X-A: a" + end + b"b: c\r\n")):
                message = change(p.mail())
                code, findings, size, delivered = send(p, message)
                assert code == 250, findings
                assert len(as_sent(delivered)) == size, delivered
                assert send(s, message) == (421, None, None, None)


def main():
    with gateway.Gateway(LOGO) as p, SendmailGateway(LOGO) as s:
        layouts("Postfix", p)
        layouts("Sendmail", s)
        alike(p, s)
        later(s)
        bare_ends(p, s)
    harness.finish()


main()
