"""One mail for every way to be refused that a sender can take, and what is said of it.

Each case: name, reason code that must be among the findings, reply code, and a function of the gateway
that gives the message (or (message, options of send)).
"""
import gateway  # noqa: F401  (finds the module mails)
import mails
import milter

PASS = milter.PASSPHRASE
TEXT = milter.REFERRAL


def line(text):
    return TEXT + text + "\n"


CASES = [
    # message
    *((layout, reason, 550, lambda g, layout=layout: g.mail(layout=layout))
      for layout, (reason, *_) in mails.REFUSED.items()),
    ("logo that nobody registered", "attachment-extra", 550,
     lambda g: g.mail(layout="outlook-exchange-logo")),
    ("two boundaries", "message-ambiguous", 550,
     lambda g: g.mail().replace(b"Content-Type: multipart/mixed;",
                                b"Content-Type: multipart/mixed; boundary=x;", 1)),
    ("a Word file", "attachment-not-7z", 550, lambda g: g.mail(b"PK\x03\x04" + bytes(200))),
    ("a zip archive", "attachment-not-7z", 550,
     lambda g: g.mail(g.archive(passphrase=PASS, options=("-tzip", "-mem=AES256")))),
    # archive
    ("cut archive", "archive-damaged", 550, lambda g: g.mail(g.archive()[:-7])),
    ("no passphrase", "archive-not-encrypted", 550, lambda g: g.mail(g.archive(passphrase=None))),
    ("wrong passphrase", "archive-wrong-passphrase", 550,
     lambda g: g.mail(g.archive(passphrase="Een-Ander-Woord-12"))),
    ("expired passphrase", "archive-passphrase-expired", 550,
     lambda g: g.mail(g.archive(passphrase="Oude-Sleutel-Van-Toen"))),
    ("PPMd", "archive-method", 550, lambda g: g.mail(g.archive(options=("-m0=PPMd",)))),
    ("two files inside", "archive-members", 550,
     lambda g: g.mail(g.archive(name={"a.txt": TEXT, "b.txt": TEXT}))),
    ("too large inside", "archive-too-large", 552,
     lambda g: g.mail(g.archive(text=TEXT + "x" * 300000))),
    # content
    ("a picture inside", "content-format", 550,
     lambda g: g.mail(g.archive(text=b"\x89PNG\r\n\x1a\n" + bytes(64), name="foto.png"))),
    ("invisible characters", "content-hidden", 550,
     lambda g: g.mail(g.archive(text=TEXT.replace("Anna", "An\u200bna")))),
    ("six clients", "content-clients", 550,
     lambda g: g.mail(g.archive(text="\n".join([TEXT] * 6)))),
    ("a field too many", "field-not-permitted", 550,
     lambda g: g.mail(g.archive(text=line("Nationaliteit: Belg")))),
    ("no last name", "field-missing", 550,
     lambda g: g.mail(g.archive(text="Voornaam: Anna\nTelefoon: 0478 65 43 21\n"))),
    ("twice the first name", "field-duplicate", 550,
     lambda g: g.mail(g.archive(text=TEXT.replace("Naam:", "Voornaam: Anna\nNaam:")))),
    ("a telephone number that is none", "field-invalid", 550,
     lambda g: g.mail(g.archive(text=TEXT.replace("0478 65 43 21", "0478 65")))),
    ("national number", "forbidden-national-number", 550,
     lambda g: g.mail(g.archive(text=line("Rijksregisternummer: 85.07.30-033.28")))),
    ("bank account", "forbidden-bank-account", 550,
     lambda g: g.mail(g.archive(text=line("Rekening: BE32 1234 5678 9002")))),
    ("date of birth", "forbidden-date", 550,
     lambda g: g.mail(g.archive(text=line("Geboortedatum: 12/03/1985")))),
    ("card number", "forbidden-card-number", 550,
     lambda g: g.mail(g.archive(text=line("Kaart: 4111 1111 1111 1111")))),
    # clear text
    ("the passphrase in the mail", "cleartext-passphrase", 550,
     lambda g: g.mail(body="Het wachtwoord is " + PASS + "\n")),
    ("the client's name in the subject", "cleartext-client-data", 550,
     lambda g: g.mail(subject="Doorverwijzing Anna Vermeulen")),
    ("the client's telephone in the body", "cleartext-client-data", 550,
     lambda g: g.mail(body="Bel naar +32 478/65.43.21 aub\n")),
    ("the client's address with number and box in one word", "cleartext-client-data", 550,
     lambda g: g.mail(body="Huisbezoek gepland: Mechelsesteenweg 12b3\n")),
    ("the client's name in an escape of a style", "cleartext-client-data", 550,
     lambda g: g.mail(layout="gmail", html="<style>p:after{content:'\\41nna Vermeulen'}</style><p>Dag</p>")),
    ("text shown from its end to its beginning", "message-ambiguous", 550,
     lambda g: g.mail(body="\u202eneluemreV annA\n")),
    ("a story in the subject", "cleartext-sensitive", 550,
     lambda g: g.mail(subject="Alleenstaande mama, huur niet meer betalen")),
    ("a national number in the body", "cleartext-forbidden", 550,
     lambda g: g.mail(body="Dossier 85.07.30-033.28\n")),
    ("a story in the body", "cleartext-sensitive", 550,
     lambda g: g.mail(body="Het gaat om een gezin met schulden, moeder is zwanger.\n")),
    # envelope
    ("somebody else reads along", "other-recipients", 550,
     lambda g: (g.mail(), {"recipients": (milter.SERVICE, "collega@example.org")})),
]
