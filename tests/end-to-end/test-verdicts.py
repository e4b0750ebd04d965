#!/usr/bin/env python3
"""What senders get: every layout of mail program accepted, every reason to refuse refused, through Postfix."""
import hashlib

import gateway
import harness
import mails
import milter
from cases import CASES
from harness import Test

PASSPHRASES = [{"id": "2026-1", "file": "kontich.pass"},
               {"id": "2025-1", "file": "oud.pass", "valid_until": "2026-06-30"}]


def reasons(record):
    return [f["code"] for f in record.get("findings", [])]


def accepted(g):
    for layout in mails.LAYOUTS:
        if layout in ("outlook-exchange-logo", "thunderbird-html"):
            continue  # they carry a logo: see registered_logo
        with Test(f"accepted: mail of {layout}"):
            before = len(g.postfix.delivered("kontich.be"))
            answer = g.send(g.mail(layout=layout))
            assert answer.code == 250, answer
            delivered = g.postfix.wait_delivered("kontich.be", before + 1)[-1]
            assert b"Referral-Receipt: v=1; g=gw1; n=" in delivered, delivered[:2000]
            record = g.milter.records("accept")[-1]
            assert record["content"]["fields"] == ["first-name", "last-name", "address",
                                                   "telephone", "email"], record
            assert record["archive"]["passphrase"] == "2026-1", record


def refused(g):
    for name, reason, code, make in CASES:
        with Test(f"refused: {name}: {reason}"):
            made = make(g)
            message, options = made if isinstance(made, tuple) else (made, {})
            before = g.milter.records("refuse")
            answer = g.send(message, **options)
            records = g.milter.records("refuse")
            assert len(records) == len(before) + 1, (answer, g.milter.records()[-1])
            assert reason in reasons(records[-1]), (answer, records[-1])
            assert answer.code == code, answer
            assert f"Ref: gw1-{records[-1]['seq']}" in answer.text, answer
            assert answer.text.isprintable() or "\n" in answer.text, answer
            for line in answer.text.split("\n"):
                assert len(line) <= 196 and line.isascii(), line


def no_value_anywhere(g):
    with Test("no value of a mail in the log, the syslog lines or the MTA's log"):
        everything = g.milter.said() + g.postfix.log()
        for r in g.milter.records():
            everything += str({k: v for k, v in r.items() if k != "message_id"})
        for value in ("Vermeulen", "Mechelsesteenweg", "anna.vermeulen", "0478 65", "478/65", "zwanger",
                      "Nationaliteit", "85.07.30", "BE32", milter.PASSPHRASE, "Oude-Sleutel", "gegevens.txt"):
            assert value not in everything, value


def languages(g):
    with Test("a refusal explains in Dutch, English and French, cause first"):
        answer = g.send(g.mail(g.archive(passphrase=None)))
        lines = answer.text.split("\n")
        assert all(l.startswith("5.7.5 ") for l in lines), lines
        assert "Niet verzonden" in lines[0], lines
        assert "Not sent" in answer.text and "Envoi impossible" in answer.text, lines
    with Test("all findings are told at once"):
        answer = g.send(g.mail(g.archive(text="Voornaam: Anna\nSchulden: veel\nTelefoon: 12\n"),
                               subject="zwanger"))
        found = reasons(g.milter.records("refuse")[-1])
        for reason in ("field-not-permitted", "field-missing", "field-invalid", "cleartext-sensitive"):
            assert reason in found, found


def unknown_logo(g):
    with Test("the refusal of an unknown image tells the admin, after the queue id, which hash to register"):
        assert g.send(g.mail(layout="outlook-exchange-logo")).code == 550
        queue_id = g.milter.records("refuse")[-1]["queue_id"]
        logo = hashlib.sha256(mails.LOGO).hexdigest()
        wanted = f'{queue_id}: unregistered image, images_sha256 could list "{logo}"'
        assert wanted in g.milter.said(), g.milter.said()[-1000:]


def own_explanations(g):
    with Test("rich text, sealed mails, missing and extra attachments each have an explanation of their own"):
        said = {}
        for layout, (reason, *_) in mails.REFUSED.items():
            said.setdefault(reason, set()).add(g.send(g.mail(layout=layout)).text.split("\n")[0])
        firsts = [line for lines in said.values() for line in lines]
        assert all(line.isascii() and len(line) > 60 for line in firsts), firsts
        assert len({line for lines in said.values() for line in lines}) >= len(said), said
        for a in said:
            for b in said:
                assert a == b or not said[a] & said[b], (a, b)


def registered_logo():
    logo = hashlib.sha256(mails.LOGO).hexdigest()
    with gateway.Gateway({"images_sha256": [logo]}) as g:
        for layout in ("outlook-exchange-logo", "thunderbird-html"):
            with Test(f"accepted: registered logo in {layout}"):
                assert g.send(g.mail(layout=layout)).code == 250, g.milter.records()[-1]


def other_protocols():
    soon = {"valid_from": "2999-01-01"}
    for name, protocol, reason, options in (
            ("not yet in force", soon, "protocol-not-in-force", {}),
            ("suspended", {"suspended": True}, "protocol-not-in-force", {}),
            ("envelope sender not permitted", {"senders": ["@example.net"]}, "sender-not-allowed", {}),
            ("file names readable", {"archive": {"names_encrypted": True}}, "archive-names-readable", {}),
            ("fewer rounds than asked", {"archive": {"kdf_power_min": 20, "kdf_power_max": 22}},
             "archive-weak-encryption", {}),
            ("text in the mail", {"cleartext": "empty"}, "cleartext-not-empty", {}),
            ("consent not stated", {"consent_statement": "De ouder heeft hiermee ingestemd."},
             "consent-missing", {}),
            ("message too large", {"max_message_bytes": 1024}, "message-too-large", {})):
        with gateway.Gateway(protocol) as g, Test(f"refused: {name}: {reason}"):
            answer = g.send(g.mail())
            assert answer.code in (550, 552), answer
            assert reason in reasons(g.milter.records("refuse")[-1]), g.milter.records("refuse")[-1]
    with gateway.Gateway({"consent_statement": "De ouder heeft hiermee ingestemd."}) as g:
        with Test("consent stated over two lines is recorded"):
            answer = g.send(g.mail(body="Dag,\r\nDe ouder heeft\r\nhiermee ingestemd.\r\n"))
            assert answer.code == 250, g.milter.records()[-1]
            assert g.milter.records("accept")[-1]["consent"] is True
    with gateway.Gateway({"archive": {"names_encrypted": True}}) as g:
        with Test("encrypted file names are recorded"):
            assert g.send(g.mail(g.archive(options=("-mhe=on",)))).code == 250, g.milter.records()[-1]
            assert g.milter.records("accept")[-1]["archive"]["names_encrypted"] is True
    with gateway.Gateway({"mode": "observe"}) as g:
        with Test("observe: a mail that would be refused passes, with its findings recorded"):
            assert g.send(g.mail(g.archive(passphrase=None))).code == 250
            record = g.milter.records("observe")[-1]
            assert "archive-not-encrypted" in reasons(record), record
            assert b"Referral-Receipt" not in g.postfix.wait_delivered("kontich.be", 1)[0]
        with Test("observe: a compliant mail is an accept record with its mode"):
            assert g.send(g.mail()).code == 250
            assert g.milter.records("accept")[-1]["mode"] == "observe"


def main():
    secrets = {"oud.pass": "Oude-Sleutel-Van-Toen"}
    with gateway.Gateway({"passphrases": PASSPHRASES}, secrets=secrets) as g:
        accepted(g)
        refused(g)
        unknown_logo(g)
        own_explanations(g)
        languages(g)
        no_value_anywhere(g)
        with Test("the log of all this verifies"):
            status, text = g.milter.verify()
            assert status == 0 and "intact" in text, text
    registered_logo()
    other_protocols()
    harness.finish()


main()
