"""What reached a mailbox against what was judged."""
import re

# fields that the mail server puts before a mail, and the filter's receipt
OWN = re.compile(rb"(?:Received|Return-Path|Delivered-To|X-Original-To|Referral-Receipt):.*"
                 rb"(?:\n[ \t].*)*\n")
# fields that Sendmail writes itself where they are missing, after the filter has judged
ADDED = re.compile(rb"(?:From|Date|Message-Id|Resent-Date|Resent-Message-Id):.*(?:\n[ \t].*)*\n")


def without(fields, mail, spared=b""):
    """The mail without the fields that a pattern names in its header block, those that `spared` has too kept."""
    end = mail.index(b"\n\n") + 1
    kept = re.sub(rb"(?m)^" + fields.pattern,
                  lambda m: m.group() if m.group().split(b":")[0].lower() + b":" in names(spared) else b"",
                  mail[:end])
    return kept + mail[end:]


def names(mail):
    return {line.split(b":")[0].lower() + b":" for line in mail.split(b"\n\n")[0].split(b"\n")
            if b":" in line}


def as_sent(delivered):
    """A delivered mail without the server's own fields and the receipt, with the line ends of SMTP."""
    return without(OWN, delivered).replace(b"\n", b"\r\n")


def as_judged(delivered, sent):
    """As above, and without fields that the sender did not write (Sendmail adds them after the filter)."""
    return without(ADDED, without(OWN, delivered), sent.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
