#!/usr/bin/env python3
"""The gateway behind a real Sendmail, with the filter attached as contrib/sendmail says."""
import smtplib
import time

import gateway
import harness
import mails
import milter
from harness import Raw, Test
from judged import as_sent
from sendmail import SendmailGateway

ALIAS = "hulp@example.org"
HOST = "gateway.example.org"
# raw RCPT arguments that Sendmail delivers to the guarded mailbox, HOST being one of its own names
SPELLINGS = ["<sociale.dienst@kontich.be>", "<SOCIALE.DIENST@KONTICH.BE>", '<"sociale.dienst"@kontich.be>',
             '<"sociale\\.dienst"@kontich.be>', "<@a.example,@b.example:sociale.dienst@kontich.be>",
             "<sociale.dienst@kontich.be.>", "sociale.dienst@kontich.be", "<kontich.be!sociale.dienst>",
             f"<sociale.dienst%kontich.be@{HOST}>", f"<kontich.be!sociale.dienst@{HOST}>",
             f'<"sociale.dienst@kontich.be"@{HOST}>', "<sociale.dienst@kontich.be(comment)>",
             "<sociale.dienst+x@kontich.be>", "<sociale.dienst%kontich.be>", f"<{ALIAS}>", "<Hulp@EXAMPLE.ORG.>"]


def transaction(g, recipient, message):
    """The last answer to one mail, whose recipient is given word for word."""
    raw = Raw(g.postfix.port)
    try:
        raw.say("EHLO pc.example.org")
        raw.say(f"MAIL FROM:<{gateway.SENDER}>")
        code, text = raw.say(f"RCPT TO:{recipient}")
        if code == 250:
            raw.say("DATA")
            code, text = raw.say(message + b"\r\n.\r\n")
        return code, text
    finally:
        raw.close()


def accepted(g):
    with Test("accepted, with a receipt, and the bytes that were judged"):
        message = g.mail()
        answer = g.send(message)
        assert answer.code == 250, answer
        delivered = g.postfix.wait_delivered("kontich.be", 1)[-1]
        assert delivered.count(b"\nReferral-Receipt: v=1; g=gw1; n=") == 1, delivered[:2000]
        assert as_sent(delivered) == message, delivered
        assert g.milter.records("accept")[-1]["bytes"] == len(message)
    with Test("receipt fields of the sender's own making are removed"):
        forged = b"Referral-Receipt: v=1; g=gw1; n=1\r\n" * 3 + b"referral-receipt: x\r\n"
        before = len(g.postfix.delivered("kontich.be"))
        assert g.send(forged + g.mail()).code == 250
        delivered = g.postfix.wait_delivered("kontich.be", before + 1)[-1]
        fields = [l for l in delivered.split(b"\n") if l.lower().startswith(b"referral-receipt:")]
        assert len(fields) == 1 and b"; s=" in fields[0], fields


def refused(g):
    with Test("refused, with the explanation in three languages, a line each"):
        answer = g.send(g.mail(g.archive(passphrase=None)))
        lines = answer.text.split("\n")
        assert answer.code == 550 and all(l.startswith("5.7.5 ") for l in lines), answer
        for words in ("Niet verzonden", "Not sent", "Envoi impossible"):
            assert words in answer.text, answer
        assert lines[-1] == f"5.7.5 Ref: gw1-{g.milter.records('refuse')[-1]['seq']}", lines
    with Test("a percent sign in a reply arrives as one"):
        with SendmailGateway({"help": "100% helpdesk 03 123"}) as other:
            answer = other.send(other.mail(other.archive(passphrase=None)))
            assert "100% helpdesk 03 123" in answer.text and answer.code == 550, answer


def queue_ids(g):
    with Test("records and syslog lines carry the queue id of their mail, also the second one of a connection"):
        smtp = smtplib.SMTP("127.0.0.1", g.postfix.port, timeout=60)
        for _ in range(2):
            answer = g.send(g.mail(), client=smtp)
            queue_id = g.milter.records("accept")[-1]["queue_id"]
            assert f"2.0.0 {queue_id} Message accepted" in answer.text, (answer, queue_id)
            assert f" {queue_id}: accept " in g.milter.said(), g.milter.said()
        smtp.quit()


def untouched(g):
    with Test("mail to others passes unread, without receipt or record"):
        records = len(g.milter.records())
        message = b"From: <jan.janssens@opgroeien.be>\r\nSubject: lunch\r\nDate: " + \
            mails.DATE.encode() + b"\r\nMessage-ID: <1@opgroeien.be>\r\n\r\nTwaalf uur?\r\n"
        assert g.send(message, recipients=("somebody@example.org",)).code == 250
        assert as_sent(g.postfix.wait_delivered("example.org", 1)[-1]) == message
        assert len(g.milter.records()) == records


def spellings(g):
    bad = g.mail(g.archive(passphrase=None))
    delivered = len(g.postfix.delivered("kontich.be"))
    for spelling in SPELLINGS:
        with Test(f"guarded however it is spelled: RCPT TO:{spelling}"):
            code, text = transaction(g, spelling, bad)
            assert code == 550 and "5.7.5" in text, text
    with Test("of all these spellings nothing was delivered"):
        assert len(g.postfix.delivered("kontich.be")) == delivered
    with Test("a compliant mail by the alias is delivered to the mailbox"):
        code, text = transaction(g, f"<{ALIAS}>", g.mail())
        assert code == 250, text
        assert len(g.postfix.wait_delivered("kontich.be", delivered + 1)) == delivered + 1


def without_header(g):
    with Test("a mail without a header field is answered at once, and refused"):
        for message in (b"", b" folded from nowhere\r\nhello\r\n"):
            start = time.monotonic()
            code, text = transaction(g, f"<{milter.SERVICE}>", message)
            assert code == 550 and "5.7.1" in text, text
            assert time.monotonic() - start < 20


def stopped(g):
    with Test("filter stopped: 451, and nothing is delivered"):
        delivered = len(g.postfix.delivered("kontich.be"))
        assert g.milter.stop() == 0
        answer = g.send(g.mail())
        assert answer.code == 451, answer
        assert len(g.postfix.delivered("kontich.be")) == delivered
    with Test("filter back: accepted again"):
        g.milter.start()
        assert g.send(g.mail()).code == 250


def main():
    protocol = {"recipients": [milter.SERVICE, ALIAS]}
    with SendmailGateway(protocol, {ALIAS: milter.SERVICE}) as g:
        accepted(g)
        refused(g)
        queue_ids(g)
        untouched(g)
        spellings(g)
        without_header(g)
        stopped(g)
        with Test("the log of all this verifies"):
            status, text = g.milter.verify()
            assert status == 0 and "intact" in text, text
    harness.finish()


main()
