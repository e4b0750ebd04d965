#!/usr/bin/env python3
"""Every mail that the message reader takes is read alike by GMime, libetpan and Python's email package.

Mails of common programs (tests/mails.py) are changed at random, with the pieces that make lenient readers
disagree; whatever the message reader still takes must look the same to all four: the From address, the
leaves in order, their kind, decoded bytes and file names. The changes are the same on every run; a number as
argument sets another start and prints it.

    test-message-oracle.py [START [COUNT]]
"""
import email
import email.header
import email.utils
import hashlib
import os
import random
import struct
import subprocess
import sys
import unicodedata
from os.path import commonprefix

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
sys.dont_write_bytecode = True
import mails  # noqa: E402

LEAVES = os.path.join(os.environ.get("BUILD", "build"), "tests/oracle/leaves")
COUNT = int(os.environ.get("MUTANTS", "60000"))
BATCH = 4000
ARCHIVE = b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(range(120))
PIECES = [
    b"\r\n", b"\r", b"\n", b" ", b"\t", b"\0", b"=", b"==", b";", b"\"", b"\\", b"(x)", b":", b",", b"--", b"-", b"*", b"'", b"%20", b"\xe9",
    b"\r\n ", b"\r\n\t", b"\r\n\r\n", b" \r\n", b"=\r\n", b"=20", b"=3D", b"=0D=0A", b"=?utf-8?Q?a?=", b"=?utf-8?B?YQ==?=",
    b"Content-Type: text/plain\r\n", b"Content-Type: text/html; charset=utf-8\r\n", b"Content-Type: application/octet-stream\r\n",
    b"Content-Type: multipart/mixed; boundary=BB\r\n", b"Content-Type: message/rfc822\r\n", b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Transfer-Encoding: quoted-printable\r\n", b"Content-Transfer-Encoding: 7bit\r\n", b"Content-Transfer-Encoding: 8bit\r\n",
    b"Content-Disposition: attachment\r\n", b"Content-Disposition: inline; filename=b.7z\r\n", b"MIME-Version: 1.0\r\n", b"X-A: b\r\n",
    b"; filename=b.7z", b"; filename*=utf-8''b.7z", b"; filename*0=b; filename*1=.7z", b"; name=b.7z", b"; charset=utf-8", b"; charset=iso-8859-1",
    b"; boundary=BB", b"; boundary*=utf-8''BB", b"; boundary*0=BB", b"; x=y", b"; format=flowed", b"--BB\r\n", b"--BB--\r\n", b"begin 644 a\r\n",
    b"From: b@example.org\r\n", b"\"x\" <", b">", b"<", b"@", b"YQ==\r\n", b"A", b"AAAA", b"This is a multi-part message in MIME format.\r\n",
]


def seeds():
    made = []
    for layout in mails.LAYOUTS:
        made.append(mails.build(layout, ARCHIVE))
        made.append(mails.build(layout, ARCHIVE, subject="Café", name="gegevens é.7z", body="Dag Zoë,\n\nZie bijlage =20.\n"))
    made.append(mails.build("text-only", ARCHIVE))
    return made


def mutate(rng, pool):
    mail = rng.choice(pool)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
        lines = mail.split(b"\r\n")
        at, to = rng.randrange(len(mail) + 1), rng.randrange(len(lines))
        how = rng.randrange(10)
        if how < 3:      # a piece anywhere
            mail = mail[:at] + rng.choice(PIECES) + mail[at:]
        elif how == 3:   # a piece at the end of a line
            lines[to] += rng.choice(PIECES)
            mail = b"\r\n".join(lines)
        elif how == 4:   # a piece at the begin of a line
            lines[to] = rng.choice(PIECES) + lines[to]
            mail = b"\r\n".join(lines)
        elif how == 5:   # some bytes less
            mail = mail[:at] + mail[at + rng.choice((1, 1, 2, 4, 30)):]
        elif how == 6:   # another byte
            mail = mail[:at] + bytes([rng.choice(b"\t\n\r \"'()*+,-./:;<=>?@AZaz09_\x00\x7f\xe9")]) + mail[at + 1:]
        elif how == 7:   # a line moves, again, or goes
            line = lines[to]
            if rng.randrange(2):
                del lines[to]
            if rng.randrange(3):
                lines.insert(rng.randrange(len(lines) + 1), line)
            mail = b"\r\n".join(lines)
        elif how == 8:   # a line of another mail
            lines.insert(to, rng.choice(rng.choice(pool).split(b"\r\n")))
            mail = b"\r\n".join(lines)
        else:            # letters of the other case
            mail = mail[:at] + mail[at:at + 12].swapcase() + mail[at + 12:]
    # SMTP has no mail whose last line does not end (RFC 5321 section 4.1.1.4)
    return mail if mail.endswith(b"\r\n") else mail + b"\r\n"


def excerpt(mail, pool):
    """where a mail differs from the one it was most likely made of"""
    seed = max(pool, key=lambda s: len(commonprefix((s, mail))) + len(commonprefix((s[::-1], mail[::-1]))))
    start, end = len(commonprefix((seed, mail))), len(commonprefix((seed[::-1], mail[::-1])))
    return b"%b [%b]" % (mail[max(0, start - 120):start], mail[start:max(start, len(mail) - end) + 60])


def digest(data):
    return hashlib.sha256(data).hexdigest()[:16]


def decoded_name(part):
    name = part.get_filename()
    if name and "=?" in name:
        name = str(email.header.make_header(email.header.decode_header(name)))
    return name


def python_view(mail):
    message = email.message_from_bytes(mail)
    addresses = email.utils.getaddresses(message.get_all("from", []))
    view = [addresses[0][1].lower() if len(addresses) == 1 else ""]
    for part in message.walk():
        if part.is_multipart():
            continue
        data, name = part.get_payload(decode=True), decoded_name(part)
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and not name and part.get_content_disposition() != "attachment":
            text = data.decode(part.get_content_charset("us-ascii"), "replace").replace("\r\n", "\n")
            view.append(("H" if kind == "text/html" else "T") + digest(text.encode()))
        else:
            view.append("F%s:%s" % (digest(data), (unicodedata.normalize("NFC", name) if name else "").replace(" ", "+")))
    return " ".join(view)


def composed(view):
    return unicodedata.normalize("NFC", view)


def unnamed(view):
    """libetpan's view has no address and no names"""
    return " ".join(["" if i == 0 else word.split(":")[0] for i, word in enumerate(view.split(" "))])


def leaves(batch):
    data = b"".join(struct.pack("<I", len(m)) + m for m in batch)
    done = subprocess.run([LEAVES], input=data, stdout=subprocess.PIPE, check=False)
    lines = done.stdout.decode("utf-8", "replace").split("\n")[:-1]
    if done.returncode != 0 or len(lines) != len(batch):
        raise SystemExit("not ok readers: %s ended with %d after %d of %d mails" % (LEAVES, done.returncode, len(lines), len(batch)))
    return lines


def disagreement(mail, line):
    """which reader sees another mail than ours, and what; None when all agree"""
    ours, gmime, etpan = line.split("\t")
    if composed(gmime) != ours:
        return "GMime", ours, gmime
    # a starred file name is no file name to libetpan: a text with one is a file to the others
    if unnamed(etpan) != unnamed(ours):
        return "libetpan", unnamed(ours), etpan
    try:
        python = python_view(mail)
    except Exception as error:  # whatever it stumbles over, it does not read the mail alike
        python = repr(error)
    return None if python == ours else ("Python", ours, python)


def main():
    start = int(sys.argv[1]) if len(sys.argv) > 1 else 20261123
    count = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    rng, pool = random.Random(start), seeds()
    failures = 0
    for mail, line in zip(pool, leaves(pool)):
        found = ("the reader", "a mail of a common program", line) if line.startswith("- ") else disagreement(mail, line)
        failures += found is not None
        if found:
            print("not ok seeds: %s sees %s, not %s" % (found[0], found[2], found[1]))
    if not failures:
        print("ok all readers read the mails of common programs alike")
    taken = apart = 0
    for first in range(0, count, BATCH):
        batch = [mutate(rng, pool) for _ in range(min(BATCH, count - first))]
        for mail, line in zip(batch, leaves(batch)):
            if line.startswith("- "):
                continue
            taken += 1
            found = disagreement(mail, line)
            if found:
                apart += 1
                if apart <= 10:
                    print("not ok mutations: start %d: %s sees %s, not %s: %r" %
                          (start, found[0], found[2], found[1], excerpt(mail, pool)))
    print("%d mutations, %d taken, %d disagreements" % (count, taken, apart))
    if taken < count // 50:
        apart += 1
        print("not ok mutations: hardly any was taken, so hardly anything was compared")
    elif not apart:
        print("ok all readers read the changed mails alike")
    sys.exit(1 if failures or apart else 0)


if __name__ == "__main__":
    main()
