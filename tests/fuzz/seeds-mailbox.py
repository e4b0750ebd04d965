#!/usr/bin/env python3
"""seeds-mailbox.py DIR - messages and an mbox with receipts and attachments, for fuzz-mailbox."""
import email.message
import email.policy
import hashlib
import sys

ARCHIVE = b"7z\xbc\xaf\x27\x1c" + bytes(range(256))
RECEIPT = (f"v=1; g=gw1; n=42; t=2026-03-10T10:00:00.000Z; r={'c' * 64}; a={hashlib.sha256(ARCHIVE).hexdigest()}; k=3; "
           f"s={'A' * 86}==")


def message(encoding):
    m = email.message.EmailMessage(policy=email.policy.SMTP.clone(max_line_length=990))
    m["From"], m["Subject"], m["Referral-Receipt"] = "a@b.example", "x", RECEIPT
    m.set_content("Zie bijlage.\n")
    m.add_attachment(ARCHIVE, maintype="application", subtype="x-7z-compressed", filename="a.7z", cte=encoding)
    return m.as_bytes()


def main():
    base64, quoted = message("base64"), message("quoted-printable")
    box = b"".join(b"From a@b.example Mon Nov 23 13:00:00 2026\n" + m.replace(b"\r\n", b"\n") + b"\n"
                   for m in (base64, quoted, base64))
    for i, content in enumerate((base64, quoted, box, base64.replace(b"; ", b";\r\n\t"))):
        with open(f"{sys.argv[1]}/seed-{i}", "wb") as f:
            f.write(content)


main()
