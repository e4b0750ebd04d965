#!/usr/bin/env python3
"""The conversation with the MTA: spellings of the recipient, connections, pipelining, BDAT, what is sent to us at all."""
import os
import smtplib

import gateway
import harness
import milter
from harness import Raw, Test

# raw RCPT arguments that Postfix delivers to the guarded mailbox
SPELLINGS = ["<sociale.dienst@kontich.be>", "<SOCIALE.DIENST@KONTICH.BE>", '<"sociale.dienst"@kontich.be>',
             '<"sociale\\.dienst"@kontich.be>', "<@a.example,@b.example:sociale.dienst@kontich.be>",
             "<sociale.dienst@kontich.be.>", "sociale.dienst@kontich.be", "<kontich.be!sociale.dienst>",
             "<sociale.dienst@kontich.be(comment)>", "<sociale.dienst+x@kontich.be>"]


def spellings(g):
    bad = g.mail(g.archive(passphrase=None))
    for spelling in SPELLINGS:
        with Test(f"guarded however it is spelled: RCPT TO:{spelling}"):
            raw = Raw(g.postfix.port)
            raw.say("EHLO pc.example.org")
            raw.say(f"MAIL FROM:<{gateway.SENDER}>")
            code, text = raw.say(f"RCPT TO:{spelling}")
            if code == 250:
                raw.say("DATA")
                code, text = raw.say(bad + b"\r\n.\r\n")
                assert code == 550 and "5.7.5" in text, text
            else:
                assert code >= 500, text  # Postfix itself refuses the spelling
            raw.close()


def connections(g):
    good, bad = g.mail(), g.mail(g.archive(passphrase=None))
    with Test("several mails on one connection, each judged by itself"):
        smtp = smtplib.SMTP("127.0.0.1", g.postfix.port, timeout=60)
        codes = [g.send(m, client=smtp).code for m in (good, bad, good, bad, bad, good)]
        smtp.quit()
        assert codes == [250, 550, 250, 550, 550, 250], codes
    with Test("an unguarded mail before and after a guarded one on one connection"):
        smtp = smtplib.SMTP("127.0.0.1", g.postfix.port, timeout=60)
        to = ("somebody@example.org",)
        codes = [g.send(bad, recipients=to, client=smtp).code, g.send(bad, client=smtp).code,
                 g.send(bad, recipients=to, client=smtp).code]
        smtp.quit()
        assert codes == [250, 550, 250], codes
    with Test("an aborted transaction leaves nothing behind"):
        before = len(g.milter.records())
        raw = Raw(g.postfix.port)
        raw.say("EHLO pc.example.org")
        for _ in range(3):
            raw.say(f"MAIL FROM:<{gateway.SENDER}>")
            raw.say(f"RCPT TO:<{milter.SERVICE}>")
            raw.say("RSET")
        raw.say(f"MAIL FROM:<{gateway.SENDER}>")
        raw.say("RCPT TO:<somebody@example.org>")
        raw.say("DATA")
        code, text = raw.say(b"Subject: x\r\n\r\nhello\r\n.\r\n")
        assert code == 250, text
        raw.close()
        assert len(g.milter.records()) == before
    with Test("a connection lost in the middle of a guarded mail leaves no record and no harm"):
        before = len(g.milter.records())
        raw = Raw(g.postfix.port)
        raw.say("EHLO pc.example.org")
        raw.say(f"MAIL FROM:<{gateway.SENDER}>")
        raw.say(f"RCPT TO:<{milter.SERVICE}>")
        raw.say("DATA")
        raw.socket.sendall(good[:600])
        raw.close()
        assert g.send(good).code == 250
        assert len(g.milter.records()) == before + 1
    with Test("pipelined commands"):
        raw = Raw(g.postfix.port)
        raw.say("EHLO pc.example.org")
        raw.socket.sendall(f"MAIL FROM:<{gateway.SENDER}>\r\nRCPT TO:<{milter.SERVICE}>\r\nDATA\r\n".encode())
        answers = [raw.answer()[0] for _ in range(3)]
        assert answers == [250, 250, 354], answers
        raw.socket.sendall(bad + b"\r\n.\r\nRSET\r\n" +
                           f"MAIL FROM:<{gateway.SENDER}>\r\nRCPT TO:<{milter.SERVICE}>\r\nDATA\r\n".encode())
        answers = [raw.answer()[0] for _ in range(5)]
        assert answers == [550, 250, 250, 250, 354], answers
        code, text = raw.say(good + b"\r\n.\r\n")
        assert code == 250, text
        raw.close()
    with Test("BDAT in two chunks"):
        for message, wanted in ((good, 250), (bad, 550)):
            raw = Raw(g.postfix.port)
            raw.say("EHLO pc.example.org")
            raw.say(f"MAIL FROM:<{gateway.SENDER}>")
            raw.say(f"RCPT TO:<{milter.SERVICE}>")
            half = len(message) // 2
            code, text = raw.say(f"BDAT {half}\r\n".encode() + message[:half])
            assert code == 250, text
            code, text = raw.say(f"BDAT {len(message) - half} LAST\r\n".encode() + message[half:])
            assert code == wanted, text
            raw.close()


def envelope(g):
    good = g.mail()
    with Test("several recipients: the sender's own copy is allowed"):
        assert g.send(good, recipients=(milter.SERVICE, gateway.SENDER)).code == 250
        record = g.milter.records("accept")[-1]
        assert record["recipients"] == [milter.SERVICE] and record["other_recipients"] == 1, record
    with Test("a stranger among the recipients, before or after, refuses the mail"):
        for others in ((milter.SERVICE, "x@example.org"), ("x@example.org", milter.SERVICE)):
            answer = g.send(good, recipients=others)
            assert answer.code == 550, answer
    with Test("the login name of the client is recorded"):
        raw = Raw(g.postfix.port)
        raw.say("EHLO pc.example.org")
        raw.say("XCLIENT LOGIN=jan ADDR=192.0.2.7 NAME=pc7.example.org")
        raw.say("EHLO pc.example.org")
        raw.say(f"MAIL FROM:<{gateway.SENDER}>")
        raw.say(f"RCPT TO:<{milter.SERVICE}>")
        raw.say("DATA")
        code, text = raw.say(good + b"\r\n.\r\n")
        assert code == 250, text
        record = g.milter.records("accept")[-1]
        assert record["auth"] == "jan" and record["sender"] == gateway.SENDER, record
        assert record["queue_id"] in g.postfix.log(), record
        raw.close()
    with Test("the null sender is a sender like any other"):
        answer = g.send(good, sender="")
        assert answer.code == 250, answer


def receipts(g):
    with Test("receipt fields of the sender's own making are removed"):
        forged = b"Referral-Receipt: v=1; g=gw1; n=1\r\n" * 3 + b"referral-receipt: x\r\n"
        before = len(g.postfix.delivered("kontich.be"))
        answer = g.send(forged + g.mail())
        assert answer.code == 250, answer
        delivered = g.postfix.wait_delivered("kontich.be", before + 1)[-1]
        fields = [l for l in delivered.split(b"\n") if l.lower().startswith(b"referral-receipt:")]
        assert len(fields) == 1 and b"; s=" in fields[0], fields
    with Test("header bytes are judged as they stand: folds and leading blanks kept"):
        message = g.mail(headers=["X-Folded:   three blanks", "X-Long: a\r\n\tb\r\n  c"])
        before = len(g.postfix.delivered("kontich.be"))
        assert g.send(message).code == 250, g.milter.records()[-1]
        delivered = g.postfix.wait_delivered("kontich.be", before + 1)[-1]
        assert b"X-Folded:   three blanks\nX-Long: a\n\tb\n  c\n" in delivered, delivered
    with Test("the number of bytes in the record is that of the mail as the MTA showed it"):
        message = g.mail()
        assert g.send(message).code == 250
        assert g.milter.records("accept")[-1]["bytes"] == len(message), (len(message), g.milter.records()[-1])


def untouched(g):
    with Test("mail to others passes unread: 8 MB cost the daemon next to nothing"):
        def received():
            with open(f"/proc/{g.milter.process.pid}/io") as f:
                return int(f.readline().split()[1])
        big = b"Subject: big\r\n\r\n" + (b"x" * 76 + b"\r\n") * 100000
        before = received()
        answer = g.send(big, recipients=("somebody@example.org",))
        assert answer.code == 250, answer
        assert received() - before < 10000, received() - before
        assert b"Referral-Receipt" not in g.postfix.wait_delivered("example.org", 3)[-1]


def injected(g):
    with Test("sendmail(1): a compliant mail is delivered with its receipt"):
        before = len(g.postfix.delivered("kontich.be"))
        assert g.postfix.sendmail(gateway.SENDER, [milter.SERVICE], g.mail()) == 0
        assert b"Referral-Receipt: " in g.postfix.wait_delivered("kontich.be", before + 1)[-1]
    with Test("sendmail(1): a refused mail comes back with the explanation"):
        before = len(g.postfix.delivered("opgroeien.be"))
        g.postfix.sendmail(gateway.SENDER, [milter.SERVICE], g.mail(g.archive(passphrase=None)))
        bounce = g.postfix.wait_delivered("opgroeien.be", before + 1)[-1].decode()
        assert "Niet verzonden" in bounce and "Status: 5.7.5" in bounce, bounce


def inet():
    with gateway.Gateway(inet=True) as g, Test("the same over an inet socket"):
        assert g.send(g.mail()).code == 250
        assert g.send(g.mail(g.archive(passphrase=None))).code == 550


def many(g):
    with Test("eight senders at once"):
        import threading
        good, bad = g.mail(), g.mail(g.archive(passphrase="Een-Ander-Woord-12"))
        answers = []

        def sender(n):
            for i in range(6):
                wanted = 250 if (n + i) % 2 else 550
                answers.append((wanted, g.send(good if wanted == 250 else bad).code))
        threads = [threading.Thread(target=sender, args=(n,)) for n in range(8)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        assert len(answers) == 48 and all(a == b for a, b in answers), answers
        status, text = g.milter.verify()
        assert status == 0, text
    with Test("no worker, descriptor or memory stays behind"):
        assert milter.children(g.milter.zygote()) == []
        assert len(os.listdir(f"/proc/{g.milter.process.pid}/fd")) < 40


def main():
    with gateway.Gateway({"recipients": [milter.SERVICE]},
                         {"recipient_delimiter": "+"}) as g:
        spellings(g)
        connections(g)
        envelope(g)
        receipts(g)
        untouched(g)
        injected(g)
        many(g)
    inet()
    harness.finish()


main()
