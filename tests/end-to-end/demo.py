#!/usr/bin/env python3
"""demo - the gateway doing its job, for somebody to watch; run.py keeps the same gateway in front

A private Postfix and the milter on loopback; compliant and refused mails through them; what the sender
sees, the mailbox, the log and its verification. Exit status 0 only when every outcome was the expected one.
"""
import os
import re
import sys
import textwrap

import gateway
import milter

WIDTH = 100


class Show:
    """Prints, and remembers what was not as expected."""

    def __init__(self):
        self.wrong = 0
        self.steps = 0

    def title(self, text):
        print(f"\n{text}\n{'-' * len(text)}")

    def step(self, text):
        self.steps += 1
        print(f"\n{self.steps}. {text}")

    def lines(self, text, mark="   | "):
        for line in text.rstrip("\n").split("\n"):
            for part in textwrap.wrap(line, WIDTH, subsequent_indent="  ", break_on_hyphens=False) or [""]:
                print(mark + part)

    def outcome(self, expected, good):
        print(f"   {'as expected' if good else 'NOT AS EXPECTED'}: {expected}", flush=True)
        self.wrong += not good


def reply(show, answer):
    """The SMTP reply as it stood on the wire."""
    lines = answer.text.split("\n")
    show.lines("\n".join(f"{answer.code}{' ' if i == len(lines) - 1 else '-'}{line}"
                         for i, line in enumerate(lines)))


def plain_file(show, g):
    show.title("A social worker refers a client")
    print("The note, packed by 7-Zip with the agreed passphrase (AES-256):")
    show.lines(milter.REFERRAL)


def accepted(show, g):
    show.step("By SMTP: the packed note, attached to a mail of Outlook to " + milter.SERVICE)
    answer = g.send(g.mail(layout="outlook-exchange"))
    reply(show, answer)
    show.outcome("accepted, 250", answer.code == 250)
    delivered = g.postfix.wait_delivered("kontich.be", 1)[-1].decode("latin-1")
    header = delivered.split("\n\n")[0]
    print("   What arrives in the mailbox begins with")
    show.lines("\n".join(l for l in header.split("\n") if re.match(
        r"(Delivered-To|From|To|Subject|Message-ID|Referral-Receipt):", l, re.I)))
    show.outcome("delivered with its signed receipt", "\nReferral-Receipt: v=1; " in header)


REFUSED = [
    ("the same mail without an attachment", "attachment-missing",
     lambda g: g.mail(b"", layout="text-only")),
    ("a 7z archive that is not encrypted", "archive-not-encrypted",
     lambda g: g.mail(g.archive(passphrase=None))),
    ("an archive with another passphrase", "archive-wrong-passphrase",
     lambda g: g.mail(g.archive(passphrase="Een-Ander-Woord-12"))),
    ("a note that also states the nationality", "field-not-permitted",
     lambda g: g.mail(g.archive(text=milter.REFERRAL + "Nationaliteit: Belg\n"))),
    ("the client's name in the subject", "cleartext-client-data",
     lambda g: g.mail(subject="Doorverwijzing Anna Vermeulen")),
]


def refused(show, g):
    show.title("What must not leave comes back, with how to mend it")
    for what, reason, make in REFUSED:
        show.step("By SMTP: " + what)
        answer = g.send(make(g))
        reply(show, answer)
        record = g.milter.records()[-1]
        codes = [f["code"] for f in record.get("findings", [])]
        show.outcome(f"refused, {reason}", answer.code == 550 and record["event"] == "refuse" and
                     reason in codes)


def bounced(show, g):
    show.step("By sendmail(1): an unencrypted archive; the mail program gets a bounce")
    g.postfix.sendmail(gateway.SENDER, [milter.SERVICE], g.mail(g.archive(passphrase=None)))
    bounce = g.postfix.wait_delivered("opgroeien.be", 1)[-1].decode()
    start = bounce.find("The mail system")
    show.lines(bounce[start:bounce.find("\n--", start)])
    show.outcome("bounced with the explanation", "Niet verzonden" in bounce)
    show.step("By sendmail(1): the compliant mail")
    g.postfix.sendmail(gateway.SENDER, [milter.SERVICE], g.mail())
    count = len(g.postfix.wait_delivered("kontich.be", 2))
    show.outcome("delivered", count == 2)


def others(show, g):
    show.title("Mail to anybody else")
    show.step("By SMTP: any mail to somebody@example.org")
    before = len(g.milter.records())
    answer = g.send(b"From: <jan.janssens@opgroeien.be>\r\nSubject: lunch\r\n\r\nTwaalf uur?\r\n",
                    recipients=("somebody@example.org",))
    reply(show, answer)
    delivered = g.postfix.wait_delivered("example.org", 1)[-1]
    show.outcome("passed untouched, no record",
                 answer.code == 250 and len(g.milter.records()) == before and
                 b"Referral-Receipt" not in delivered)


def log(show, g):
    show.title("The transfer log, for the data protection officer")
    for record in g.milter.records():
        findings = ", ".join(f["code"] for f in record.get("findings", []))
        print(f"   {record['seq']:3} {record['time']} {record['event']:13} {findings}")
    print("   An accept record in full:")
    with open(sorted(f"{g.milter.logs}/{n}" for n in os.listdir(g.milter.logs)
                     if n.endswith(".jsonl"))[-1]) as f:
        show.lines(next(line for line in f if '"event":"accept"' in line))
    status, text = g.milter.verify()
    print("   $ referral-log verify " + g.milter.logs)
    show.lines(text)
    show.outcome("the log verifies", status == 0)


def mission(show):
    with gateway.Gateway() as g:
        plain_file(show, g)
        accepted(show, g)
        refused(show, g)
        bounced(show, g)
        others(show, g)
        log(show, g)


def main():
    if os.geteuid() != 0:
        sys.exit("demo: run it as root: a private Postfix needs that")
    show = Show()
    mission(show)
    print(f"\n{show.steps} steps, {show.wrong} not as expected")
    sys.exit(1 if show.wrong else 0)


if __name__ == "__main__":
    main()
