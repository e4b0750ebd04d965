"""Documents of the formats of one client each, good and bad, for the fuzzers of the readers"""
import os
import pathlib
import zipfile

TXT = {
    "good": "Voornaam: Jan\nNaam: Peeters\nAdres:\n Kerkstraat 12 bus 3\n 2550 Kontich\nTel. (gsm): 0470 12 34 56\n"
    "E-mail: jan@example.be\n\nNaam = An De Smet\nStraat\tRue de la Loi\nN°: 16\nBoîte: bte 4\nCode postal: 1000\n"
    "Localité: Bruxelles\nPays: Belgique\n",
    "bad": "Gegevens\n-----\nNaam: 85.07.30-033.28\nNaam: geb. 12 maart 1980\nIBAN: BE68 5390 0754 7034\n"
    "Kaart 4111 1111 1111 1111, +32 470 12 34 56 of 03/457.12.34\nOpmerking: 34 jaar oud\n",
    "words": "Naam: De Smet, An\nTel: 0470 12 34 56 (gsm) - + 32 3 457 12 34 (thuis)\nAdres: 2550 Kontich, Kerkstraat n° 12/bus 3 R\n"
    "Née le vingt et un août mil neuf cent quatre-vingts, twaalf maart 1980, first of May nineteen eighty\n",
    "table": "Voornaam\tNaam\tGSM\nJan\tPeeters\t32470123456\nGeloof\tx\t12031985\n",
}
CSV = {
    "header": "sep=;\nVoornaam;Naam;Adres;Telefoon\nJan;Peeters;\"Kerkstraat 12\n2550 Kontich\";470123456\n;;;\n"
    "An;Claes;;\"03 \"\"457\"\" 12 34\";x\n",
    "form": "Voornaam,Jan\nNaam,Peeters\nAdres,Kerkstraat 12\n,2550 Kontich\n\nVoornaam,An,Naam,Claes\nGeboren,12/03/1980\n",
}
VCF = {
    "2.1": "BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=nl-be;CHARSET=Windows-1252:Peeters;Jan\r\nFN:Jan Peeters\r\n"
    "TEL;HOME;VOICE:03 457 12 34\r\nADR;HOME;PREF:;;Kerkstraat 12 bus 3;Kontich;;2550;BE\r\n"
    "LABEL;HOME;ENCODING=QUOTED-PRINTABLE:Kerkstraat 12 bus 3=0D=0A=\r\n2550 Kontich\r\n"
    "X-MS-OL-DESIGN;CHARSET=utf-8:<card ver=\"1.0\"><fld prop=\"name\" align=\"left\"><label>Werk</label></fld></card>\r\n"
    "REV:20261123T130000Z\r\nNOTE:x\r\nEND:VCARD\r\n",
    "4.0": "BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Apple Inc.//iOS//EN\r\nFN:Jan\r\n  Peeters\r\nN:Peeters;Jan;;;\r\n"
    "item1.TEL;VALUE=uri;TYPE=\"voice,home\":tel:+32-470-12-34-56\r\nitem1.X-ABLabel:_$!<Home>!$_\r\n"
    "ADR:;;Kerkstraat 12\\, bus 3;Kontich;;2550;\r\nUID:urn:uuid:0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f\r\nEND:VCARD\r\n",
    "labels": "BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Nextcloud Contacts v5.5.3\r\nN;LANGUAGE=nl-BE:Peeters;Jan;;;;x\r\nFN;PREF=1:Jan Peeters\r\n"
    "ADR;LABEL=\"Kerkstraat 12^n2550 Kontich\";LABEL=x:;;Kerkstraat 12;Kontich;;2550;BE;Kerkstraat 12\\n2550 Kontich;y\r\n"
    "REV;VALUE=DATE-AND-OR-TIME:2026-04-23T10:10:10.123+02:00\r\nCATEGORIES:myContacts,starred\r\nEND:VCARD\r\n",
}
JSON = {
    "array": '[{"Voornaam":"Jan","Naam":"Peeters","Adres":"Kerkstraat 12\\n2550 Kontich","Nummer":12,"E-mail":null},'
    '{"x":[1,"\\u00e9",{"b":true}],"y":-1.5e3}]',
    "object": '{"first-name":"Jan","last-name":"Peeters","telephone":"0470 12 34 56"}',
}


def write(folder, documents):
    for name, text in documents.items():
        with open(os.path.join(folder, "seed-" + name), "wb") as f:
            f.write(text.encode("utf-8"))
        with open(os.path.join(folder, "seed-%s-ansi" % name), "wb") as f:
            f.write(text.encode("cp1252"))


# The parts that fuzz-odt and fuzz-ods replace, by their numbers there
OPENDOCUMENT = ["content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf", "META-INF/manifest.xml",
                "Thumbnails/thumbnail.png"]


def write_parts(folder, parts, fixtures):
    """Each part of the packages of tests/fixtures, behind its number."""
    for fixture in fixtures:
        with zipfile.ZipFile(pathlib.Path("tests/fixtures", fixture)) as package:
            for number, part in enumerate(parts):
                if part in package.namelist():
                    pathlib.Path(folder, f"{fixture}-{number}").write_bytes(bytes([number]) + package.read(part))
