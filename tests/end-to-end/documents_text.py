"""Text, tables, cards and JSON as the people who refer and their programs write them, and with what they may not hold.

A case is as in documents.py: (name, extension, bytes, finding).
"""
from packages import HIDDEN, MORE

INVALID = "field-invalid"
ADDRESS = "Mechelsesteenweg 12 bus 3, 2550 Kontich"
ANNA = "Voornaam: Anna\nNaam: Vermeulen\nTelefoon: 0478 65 43 21\n"
TABLE = "Voornaam;Naam;GSM\r\nAn;Peeters;0478654321\r\n"


# ------------------------------------------------------------------ text

def lines(**fields):
    """A text of the labels that social workers in three languages use, one a line."""
    return "".join(f"{label.replace('_', ' ')}: {value}\n" for label, value in fields.items())


def at(address, **more):
    return lines(Voornaam="Anna", Naam="Vermeulen", Adres=address, **more)


TEXTS = {
    "Notepad": ANNA.replace("\n", "\r\n") + f"Adres: {ADDRESS}\r\nE-mail: anna@example.net\r\n",
    "a mark": "\ufeffVoornaam: Zoë\r\nNaam: D'Hoore\r\nGSM: 0478/65.43.21\r\n",
    "ANSI": lines(Prénom="Zoé", Nom="Lefèvre", Tél="02/223.45.67").encode("cp1252"),
    "UTF-16": "Voornaam: Zoë\r\nNaam: Peeters\r\nTel.: 03 457 12 34\r\n".encode("utf-16"),
    "French": lines(Nom="DUPONT", Prénom="Jean", Adresse="Rue de la Loi 16 bte 4, 1000 Bruxelles", GSM="+32 478 65 43 21"),
    "English": lines(First_name="Anna", Last_name="Vermeulen", Address=ADDRESS, Phone="+32 478 65 43 21"),
    "tabs": ANNA.replace(": ", "\t"),
    "equals": ANNA.replace(": ", "="),
    "bullets": "".join("• " + line + "\n" for line in ANNA.splitlines()),
    "Excel, Unicode text": TABLE.replace(";", "\t").encode("utf-16"),
    "full name": lines(Naam="Anna Van den Broeck", Telefoon="0478 65 43 21"),
    "last name first": lines(Naam="Vermeulen, Anna", Telefoon="0478 65 43 21"),
    "acute accent for an apostrophe": lines(Voornaam="Anna", Naam="D´Hondt", Tel="0478 65 43 21"),
    "grave accent for an apostrophe": lines(Voornaam="Anna", Naam="O`Connor", Tel="0478 65 43 21"),
    "names that are labels elsewhere": lines(Voornaam="Nele", Naam="Arts", Tel="0478 65 43 21"),
    "telephone and GSM": lines(Naam="Anna Vermeulen", Tel="03 457 12 34", GSM="0478 65 43 21"),
    "two numbers": lines(Naam="Anna Vermeulen", Tel="03 457 12 34 (thuis) / 0478 65 43 21 (gsm)"),
    "no-break blanks": lines(Naam="Anna Vermeulen", Tel="0478\u00a065\u00a043\u00a021"),
    "no-break hyphens": lines(Naam="Anna Vermeulen", Tel="0478\u201165\u201143\u201121"),
    "+ 32": lines(Naam="Anna Vermeulen", Tel="+ 32 478 65 43 21"),
    "a BIS number but for its +": lines(Naam="Anna Vermeulen", Tel="+32450000343"),
    "none": ANNA + "E-mail: geen\nAdres: -\n",
    "address in parts": ANNA + "Straatnaam: Mechelsesteenweg\nNr/bus: 12 bus 3\nPostcode: 2550\nGemeente: Kontich\n",
    "address on lines": ANNA + "Adres:\nMechelsesteenweg 12\nbus 3\n2550 Kontich\nBelgië\n",
    "street after a day": at("11 Novemberlaan 5, 2550 Kontich"),
    "street after a day, hyphen": at("11-Novemberlaan 5, 2550 Kontich"),
    "square after a day": at("Place du 11 Novembre 5, 4000 Liège"),
    "square after a date": at("Square du 8 mai 1945 12, 1000 Bruxelles"),
    "Meiplein": at("1 Meiplein 5, 9000 Gent"),
    "a postcode like a year": at("Kerkstraat 12/3, 1980 Zemst"),
    "Brussels, both names": at("Avenue Louise 331-333 bte 12\n1050 Ixelles / Elsene"),
    "Brussels, hyphen": at("Avenue Louise 331-333 bte 12, 1050 Ixelles - Elsene"),
    "n°130": at("rue du Trône n°130, 1050 Ixelles"),
    "12/bus 3": at("Kerkstraat 12/bus 3, 2550 Kontich"),
    "floor and side": at("Rue Haute 12, 2e étage gauche, 1000 Bruxelles"),
    "name of a building": at("Residentie De Linde, Kerkstraat 12 bus 3, 2550 Kontich"),
    "town first": at("2550 Kontich, Kerkstraat 12"),
    "labels of a form": lines(**{"Naam + voornaam v/d cliënt": "Vermeulen Anna", "Straat + nr.": "Kerkstraat 12",
                                 "Postcode + gemeente": "2550 Kontich", "Telefoon/GSM (indien gekend)": ""}),
    "two clients": ANNA + "\n" + ANNA.replace("Anna", "Els"),
    "two clients, numbered": "Cliënt 1:\n" + ANNA + "-----\nCliënt 2:\n" + ANNA.replace("Anna", "Els"),
}

BAD_TEXTS = {
    "a national number": (ANNA + "85.07.30-033.28\n", "forbidden-national-number line 4"),
    "one as a telephone number": (ANNA.replace("0478 65 43 21", "85073003328"), "forbidden-national-number line 3"),
    "a BIS number as a telephone number": (ANNA.replace("0478 65 43 21", "98.47.28-997.65"), "forbidden-national-number line 3"),
    "one behind a name": (ANNA.replace("Anna", "Anna 850730-033-28"), "forbidden-national-number line 1"),
    "one in a label": (ANNA.replace("Telefoon:", "Telefoon 85.07.30-033.28:"), "forbidden-national-number line 3"),
    "one as a hint": (ANNA.replace("Telefoon:", "Telefoon (85.07.30-033.28):"), "forbidden-national-number line 3"),
    "one in wide figures": (ANNA + "８５.０７.３０-０３３.２８\n", "forbidden-national-number line 4"),
    "one in an e-mail address": (ANNA + "E-mail: 85073003328@example.be\n", "forbidden-national-number line 4"),
    "one in number and box": (at("Kerkstraat 8507 3003 bus 328, 2550 Kontich"), "forbidden-national-number line 3"),
    "an IBAN": (ANNA.replace("Anna", "Anna BE68 5390 0754 7034"), "forbidden-bank-account line 1"),
    "an old account": (ANNA + "Rekening: 001-2345678-03\n", "forbidden-bank-account line 4"),
    "a card": (ANNA + "Visa 4111 1111 1111 1111\n", "forbidden-card-number line 4"),
    "an identity card": (ANNA + "592-1234567-32\n", "forbidden-card-number line 4"),
    "a date of birth": (ANNA + "Geboren op 12 maart 1985\n", "forbidden-date line 4"),
    "one in French words": (ANNA + "Née le douze mars 1985\n", "forbidden-date line 4"),
    "one in English words": (ANNA + "Born on the twelfth of March 1985\n", "forbidden-date line 4"),
    "one spelled out as a name": (ANNA.replace("Anna", "Anna twaalf maart negentienhonderd"), "forbidden-date line 1"),
    "an age": (ANNA.replace("Anna", "Anna 34 jaar"), "forbidden-date line 1"),
    "behind a semicolon": (ANNA.replace("43 21", "43 21; heeft schulden"), INVALID + " line 3"),
    "behind a hyphen": (ANNA.replace("43 21", "43 21 - bel na 18u"), INVALID + " line 3"),
    "whose number it is": (ANNA.replace("43 21", "43 21 (moeder)"), INVALID + " line 3"),
    "a hint that is a remark": (ANNA.replace("Telefoon:", "Telefoon (van haar ex):"), MORE + " line 3"),
    "with whom": (at("Kerkstraat 12, 2550 Kontich bij haar moeder"), INVALID + " line 3"),
    "with whom, in front": (at("chez sa mère, rue Haute 1, 1000 Bruxelles"), INVALID + " line 3"),
    "with whom, a line of its own": (at("Kerkstraat 12\nbij haar moeder\n2550 Kontich"), INVALID + " line 3"),
    "for how long": (at("tijdelijk Kerkstraat 12, 2550 Kontich"), INVALID + " line 3"),
    "what house it is": (at("vluchthuis, Kerkstraat 12, 2550 Kontich"), INVALID + " line 3"),
    "a third line of an address": (at("Kerkstraat 12\n2550 Kontich\nheeft schulden"), INVALID + " line 3"),
    "a remark as a name": (ANNA.replace("Anna", "Anna-verslaafd"), INVALID + " line 1"),
    "a label as a name": (ANNA.replace("Anna", "Geloof"), MORE + " line 1"),
    "a particle and no first name": (lines(Naam="Van den Broeck", Tel="0478 65 43 21"), "field-missing line 1"),
    "a Cyrillic letter": (ANNA.replace("Anna", "\u0410nna"), INVALID + " line 1"),
    "a Cyrillic letter in a label": (ANNA + "\u0410dres: Kerkstraat 12, 2550 Kontich\n", MORE + " line 4"),
    "a joiner in a label": (ANNA.replace("Naam:", "Na\u200dam:"), HIDDEN + " line 2"),
    "a variation selector": (ANNA.replace("Anna", "An\ufe0fna"), HIDDEN + " line 1"),
    "a heap of marks": (ANNA.replace("Anna", "A" + "\u0301" * 9 + "nna"), HIDDEN + " line 1"),
    "a quoted mail": (ANNA + "\n> Zij is ziek\n", MORE + " line 5"),
    "a label left blank": (ANNA + "Opmerkingen:\n", MORE + " line 4"),
    "three telephone numbers": (ANNA + "GSM: 0478 65 43 22\nTel. werk: 03 457 12 34\n", "field-duplicate line 5"),
    "six clients": ("\n".join([ANNA] * 6), "content-clients line 21"),
}

# ------------------------------------------------------------------ tables

TABLES = {
    "Excel, ANSI": "Prénom;Nom;Rue;N°;Bte;CP;Commune\r\nAnne;Dupont;Rue Haute;1;3;1000;Bruxelles\r\n".encode("cp1252"),
    "Excel, UTF-8": "\ufeff" + TABLE.replace("An;", "Zoë;"),
    "Excel, Unicode text": TABLE.replace(";", "\t").encode("utf-16"),
    "numbers that lost their 0": "Voornaam;Naam;GSM\r\nAn;Peeters;478654321\r\nJan;Claes;34571234\r\n",
    "a number that lost its +": TABLE.replace("0478654321", "32478654321"),
    "an address on lines": 'Voornaam;Naam;Adres\r\nAn;Peeters;"Kerkstraat 12\nbus 3\n2550 Kontich"\r\n',
    "label and value": "Voornaam;An\r\nNaam;Peeters\r\nStraat en nummer;Kerkstraat 12\r\nPostcode en gemeente;2550 Kontich\r\n",
    "empty cells at the end": "Voornaam;Naam;GSM;;;\r\nAn;Peeters;0478654321;;;\r\n;;;;;\r\n",
    "a separator named": "sep=,\r\n" + TABLE.replace(";", ","),
    "names that are labels elsewhere": TABLE + "An;Arts;0478654321\r\nJob;Vader;0478654322\r\nNele;Kind;0478654323\r\n",
}
CELL = " sheet 1 row {} column {}"
BAD_TABLES = {
    "a column more": (TABLE.replace("GSM\r", "GSM;Nota\r").replace("21\r", "21;ziek\r"), MORE + CELL.format(2, 4)),
    "a national number in a heading": (TABLE.replace("GSM", "GSM 85.07.30-033.28"), "forbidden-national-number" + CELL.format(1, 3)),
    "a national number as a number": (TABLE.replace("0478654321", "85073003328"), "forbidden-national-number" + CELL.format(2, 3)),
    "a BIS number that could have lost a +": (TABLE.replace("0478654321", "32450000343"),
                                              "forbidden-national-number" + CELL.format(2, 3)),
    "a date that could have lost a 0": (TABLE.replace("0478654321", "12031985"), "forbidden-date" + CELL.format(2, 3)),
    "a row of something else": (TABLE + "Geloof;katholiek;0470 12 34 56\r\n", MORE + CELL.format(3, 1)),
    "a remark of its own": (TABLE + "Opmerking;ziek;0470 12 34 56\r\n", MORE + CELL.format(3, 1)),
    "a line in a cell": (TABLE.replace("Peeters", '"Peeters\nziek"'), INVALID + CELL.format(2, 2)),
    "text behind a separator named": ("sep=;heeft schulden\r\n" + TABLE, MORE + CELL.format(1, 1)),
    "text above": ("Gezin met problemen;;\r\n" + TABLE, MORE + CELL.format(1, 1)),
}

# ------------------------------------------------------------------ cards

APPLE = ("BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//{}//EN\r\nN:Vermeulen;Anna;;;\r\nFN:Anna Vermeulen\r\n"
         "TEL;type=CELL;type=VOICE;type=pref:0478 65 43 21\r\n{}END:VCARD\r\n")
GOOGLE = ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Vermeulen\r\nN:Vermeulen;Anna;;;\r\nTEL;TYPE=CELL:+32 478 65 43 21\r\n"
          "{}CATEGORIES:myContacts\r\nEND:VCARD\r\n")
OUTLOOK = ("BEGIN:VCARD\r\nVERSION:2.1\r\nX-MS-SIGNATURE:YES\r\nN;LANGUAGE=nl-be:Vermeulen;Anna\r\nFN:Anna Vermeulen\r\n"
           "TEL;CELL;VOICE:0478 65 43 21\r\nADR;HOME;PREF:;;Mechelsesteenweg 12 bus 3;Kontich;;2550;België\r\n"
           "LABEL;HOME;PREF;ENCODING=QUOTED-PRINTABLE:Mechelsesteenweg 12 bus 3=0D=0A=\r\n2550  Kontich=0D=0A=\r\nBelgi=EB\r\n"
           "X-MS-OL-DEFAULT-POSTAL-ADDRESS:1\r\nEMAIL;PREF;INTERNET:anna@example.net\r\n{}REV:20260423T101010Z\r\n\r\nEND:VCARD\r\n")
ANDROID = ("BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Zo=C3=A9;;;\r\n"
           "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=A9 Lef=C3=A8vre\r\nTEL;CELL;PREF:+32478654321\r\n"
           "ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;Chauss=C3=A9e de Wavre=\r\n 1015;Auderghem;;1160;Belgique\r\nEND:VCARD\r\n")
THUNDERBIRD = ("BEGIN:VCARD\r\nVERSION:4.0\r\nN:Vermeulen;Anna;;;\r\nFN:Anna Vermeulen\r\nEMAIL;PREF=1;TYPE=home:anna@example.net\r\n"
               "TEL;VALUE=TEXT;TYPE=cell:0478 65 43 21\r\nX-MOZILLA-HTML;VALUE=BOOLEAN:TRUE\r\n"
               "UID:0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f\r\nEND:VCARD\r\n")
NEXTCLOUD = ("BEGIN:VCARD\nVERSION:4.0\nPRODID:-//Nextcloud Contacts v5.5.3\nUID:0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f\n"
             "FN:Anna Vermeulen\nTEL;TYPE=\"CELL,VOICE\":0478 65 43 21\nREV;VALUE=DATE-AND-OR-TIME:20260423T101010Z\nEND:VCARD\n")
HOME = "ADR;TYPE=HOME:;;Mechelsesteenweg 12;Kontich;;2550;BE"
CARDS = {
    **{"Apple, " + program: APPLE.format(program, "") for program in (
        "iPhone OS 17.5.1", "iOS 18.1", "macOS 14.5", "Mac OS X 10.15.7", "iCloud Web Address Book 2449B13")},
    "Apple, address": APPLE.format("iOS 18.1", "item1.ADR;type=HOME;type=pref:;;Mechelsesteenweg 12\\nbus 3;Kontich;;2550;België\r\n"
                                   "item1.X-ABADR:be\r\nitem2.EMAIL;type=INTERNET:anna@example.net\r\nitem2.X-ABLabel:_$!<Other>!$_\r\n"),
    "Google": GOOGLE.format(HOME + "\r\n"),
    "Google, the address again": GOOGLE.format(HOME + ";Mechelsesteenweg 12\\n2550 Kontich\\nBE\r\n"),
    "Google, one line of address": GOOGLE.format("ADR;TYPE=HOME:;;Mechelsesteenweg 12\\, 2550 Kontich;;;;\r\n"),
    "Google, a star": GOOGLE.format("").replace("myContacts", "myContacts,starred"),
    "Outlook classic": OUTLOOK.format("").encode("cp1252"),
    "Android, quoted-printable": ANDROID,
    "Thunderbird": THUNDERBIRD,
    "Nextcloud": NEXTCLOUD,
    "lines folded, version behind": "BEGIN:VCARD\r\nN:Vermeulen;Anna;;;\r\nFN:Anna Ver\r\n meulen\r\nADR;TYPE=HOME:;;Mechelses\r\n"
                                    " teenweg 12;Kon\r\n tich;;2550;\r\nVERSION:3.0\r\nEND:VCARD\r\n",
}
FIFTH = " card 1 property 5"
BAD_CARDS = {
    "words in an eighth component": (GOOGLE.format(HOME + ";heeft schulden\r\n"), MORE + FIFTH),
    "words in a ninth": (GOOGLE.format(HOME + ";;heeft schulden\r\n"), MORE + FIFTH),
    "words in a sixth of a name": (GOOGLE.format("").replace("Anna;;;", "Anna;;;;zwanger"), MORE + " card 1 property 3"),
    "words behind the name": (GOOGLE.format("").replace("FN:Anna Vermeulen", "FN:Anna Vermeulen (ziek)"), MORE + " card 1 property 2"),
    "a national number as a time": (GOOGLE.format("REV:85073003328\r\n"), "forbidden-national-number" + FIFTH),
    "a date of birth as a time": (GOOGLE.format("REV:1985-03-12\r\n"), "forbidden-date" + FIFTH),
    "words as a program": (APPLE.format("heeft veel schulden", ""), HIDDEN + " card 1 property 2"),
    "a word as a language": (GOOGLE.format("EMAIL;LANGUAGE=ziek:anna@example.net\r\n"), HIDDEN + FIFTH),
    "a word as a preference": (GOOGLE.format("EMAIL;PREF=ziek:anna@example.net\r\n"), HIDDEN + FIFTH),
    "a word as a type": (GOOGLE.format("TEL;TYPE=ex-man:03 457 12 34\r\n"), HIDDEN + FIFTH),
    "a label of one's own": (GOOGLE.format("item1.X-ABLabel:Ex-man\r\n"), HIDDEN + FIFTH),
    "a relation": (GOOGLE.format("item1.X-ABRELATEDNAMES:Jan\r\n"), HIDDEN + FIFTH),
    "a nickname": (GOOGLE.format("NICKNAME:Mama van Lotte\r\n"), MORE + FIFTH),
    "Android's own property": (GOOGLE.format("X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Zieke;1;;;\r\n"), HIDDEN + FIFTH),
    "another group": (GOOGLE.format("").replace("myContacts", "myContacts,schulden"), MORE + FIFTH),
    "Outlook, a birthday": (OUTLOOK.format("BDAY:19850312\r\n").encode("cp1252"), "forbidden-date card 1 property 10"),
    "Outlook, notes": (OUTLOOK.format("NOTE;ENCODING=QUOTED-PRINTABLE:ziek=0D=0A=\r\n\r\n").encode("cp1252"), MORE + " card 1 property 10"),
    "Outlook, a child": (OUTLOOK.format("X-MS-CHILD:Lotte\r\n").encode("cp1252"), HIDDEN + " card 1 property 10"),
}

# ------------------------------------------------------------------ JSON

OBJECT = '{{"voornaam":"Anna","naam":"Vermeulen","telefoon":"0478 65 43 21"{}}}'
OBJECTS = {
    "an array": '[{"firstName":"Anna","lastName":"Vermeulen","phone":"+32478654321","email":null},'
                '{"first_name":"Jan","last_name":"Peeters","e-mail":"jan@example.be"}]',
    "escapes": '{"pr\\u00e9nom":"Zo\\u00eb","nom":"Vermeulen","t\\u00e9l\\u00e9phone":"0478 65 43 21"}',
    "a mark": "\ufeff" + OBJECT.format(""),
    "a number": OBJECT.format("").replace('"0478 65 43 21"', "478654321"),
}
FOUR = " card 1 property 4"
BAD_OBJECTS = {
    "a national number as a key": (OBJECT.format(',"85.07.30-033.28":""'), "forbidden-national-number" + FOUR),
    "words as a key": (OBJECT.format(',"zij is ziek":null'), MORE + FOUR),
    "no key": (OBJECT.format(',"":"ziek"'), MORE + FOUR),
    "words deep inside": (OBJECT.format(',"adres":{"straat":"Kerkstraat 12","x":["ziek"]}'), MORE + FOUR),
    "a list": (OBJECT.format(',"email":["a@example.be","ziek"]'), MORE + FOUR),
    "a national number": (OBJECT.format("").replace('"0478 65 43 21"', "85073003328"), "forbidden-national-number card 1 property 3"),
    "a comment": ("/* ziek */" + OBJECT.format(""), "content-format"),
}


def data(text):
    return text if isinstance(text, bytes) else text.encode("utf-8")


def text_cases():
    """All of them."""
    out = []
    for extension, good, bad in (("txt", TEXTS, BAD_TEXTS), ("csv", TABLES, BAD_TABLES), ("vcf", CARDS, BAD_CARDS),
                                 ("json", OBJECTS, BAD_OBJECTS)):
        out += [(f"{extension}: {name}", extension, data(text), "") for name, text in good.items()]
        out += [(f"{extension}, forbidden: {name}", extension, data(text), finding) for name, (text, finding) in bad.items()]
    return out
