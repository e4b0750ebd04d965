#!/usr/bin/env python3
"""The templates: empty they are refused for what is missing; filled in as people do and packed by 7-Zip they pass,
with the configuration as shipped, with and without the kit's fixed texts."""
import html
import importlib.machinery
import io
import json
import os
import re
import subprocess
import sys
import types
import zipfile

import kit
import milter
from harness import Folder, Test, finish

TEMPLATES = sorted(name for name in os.listdir(kit.KIT) if name.startswith("gegevens."))
# What people fill in; an empty value is a field left blank
CLIENTS = (
    ("Anna", "Vermeulen", "Mechelsesteenweg 12 bus 3", "2550 Kontich", "0478 65 43 21", "anna.vermeulen@example.net"),
    ("Zoë-Renée", "Van den Broeck", "11 Novemberlaan 4A", "2630 Aartselaar", "+32 3 457 12 34", ""),
    ("Aït", "D'Hondt", "", "", "", "k.dhondt@example.org"),
    ("Jean-François", "El Amrani", "Rue de l'Église 7 bte 12", "1050 Ixelles", "", ""),
)
FORBIDDEN = (("Geboortedatum", "12/03/1985"), ("Opmerking", "zeer dringend"))


def fill_txt(data, client):
    text = data.decode("utf-8-sig")
    for label, value in zip(kit.LABELS, client):
        assert f"{label}: \r\n" in text, label
        text = text.replace(f"{label}: \r\n", f"{label}: {value}\r\n")
    return ("\ufeff" + text).encode()


def fill_csv(data, client):
    text = data.decode("utf-8-sig")
    for label, value in zip(kit.LABELS, client):
        assert f"{label};\r\n" in text, label
        text = text.replace(f"{label};\r\n", f"{label};{value}\r\n")
    return ("\ufeff" + text).encode()


def fill_vcf(data, client):
    text = data.decode("utf-8")
    first, last, street, town, telephone, email = client
    postcode, _, town = town.partition(" ")
    for line, value in (("N:;;;;", f"N:{last};{first};;;"), ("FN:", f"FN:{first} {last}"),
                        ("ADR;TYPE=HOME:;;;;;;", f"ADR;TYPE=HOME:;;{street};{town};;{postcode};"),
                        ("TEL;TYPE=CELL:", "TEL;TYPE=CELL:" + telephone),
                        ("EMAIL;TYPE=HOME:", "EMAIL;TYPE=HOME:" + email)):
        assert f"\r\n{line}\r\n" in text, line
        text = text.replace(f"\r\n{line}\r\n", f"\r\n{value}\r\n")
    return text.encode()


def fill_json(data, client):
    text = data.decode("utf-8")
    for label, value in zip(kit.LABELS, client):
        assert f'  "{label}": ""' in text, label
        text = text.replace(f'  "{label}": ""', f'  "{label}": {json.dumps(value, ensure_ascii=False)}')
    return text.encode()


def rezip(data, name, change):
    """The package with one part changed; the rest as it was, in the same order."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == name:
                part = change(part.decode("utf-8")).encode("utf-8")
            if not info.is_dir():
                new.writestr(zipfile.ZipInfo(info.filename, info.date_time), part, info.compress_type)
    return out.getvalue()


def beside(text, client, label_end, empty, filled):
    """The first empty cell after each label filled; a field left blank stays as it is."""
    for label, value in zip(kit.LABELS, client):
        assert text.count(f">{label}{label_end}") == 1, label
        at = text.index(empty, text.index(f">{label}{label_end}"))
        if value:
            text = text[:at] + filled.format(html.escape(value, quote=False)) + text[at + len(empty):]
    return text


def fill_docx(data, client):
    empty = "<w:r><w:rPr></w:rPr></w:r>"
    return rezip(data, "word/document.xml", lambda text: beside(
        text, client, "</w:t>", empty, "<w:r><w:rPr></w:rPr><w:t>{}</w:t></w:r>"))


def fill_odt(data, client):
    empty = '<text:p text:style-name="Standard"/>'
    return rezip(data, "content.xml", lambda text: beside(
        text, client, "</text:p>", empty, '<text:p text:style-name="Standard">{}</text:p>'))


def fill_ods(data, client):
    empty = '<table:table-cell table:style-name="ce4"/>'
    filled = '<table:table-cell table:style-name="ce4" office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return rezip(data, "content.xml", lambda text: beside(text, client, "</text:p>", empty, filled))


def more_ods(data, label, value):
    cells = "".join(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
                    for text in (label, value))
    return rezip(data, "content.xml", lambda text: text.replace(
        "</table:table>", f"<table:table-row>{cells}</table:table-row></table:table>"))


def part_of(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode("utf-8")


def add_strings(data, values):
    """Shared strings more in a workbook; the number of the first of them."""
    name, first = "xl/sharedStrings.xml", part_of(data, "xl/sharedStrings.xml").count("<si>")
    more = "".join(f'<si><t xml:space="preserve">{html.escape(v, quote=False)}</t></si>' for v in values)
    count = first + len(values)
    return first, rezip(data, name, lambda text: re.sub(
        r'count="\d+" uniqueCount="\d+"', f'count="{count}" uniqueCount="{count}"', text).replace("</sst>", more + "</sst>"))


def fill_xlsx(data, client):
    given = [(row, value) for row, value in enumerate(client, 1) if value]
    number, data = add_strings(data, [value for _, value in given])

    def change(text):
        for index, (row, _) in enumerate(given, number):
            cell = re.search(rf'<c r="B{row}" (s="\d+")/>', text)
            text = text.replace(cell.group(0), f'<c r="B{row}" {cell.group(1)} t="s"><v>{index}</v></c>')
        return text
    return rezip(data, "xl/worksheets/sheet1.xml", change)


def more_xlsx(data, label, value):
    number, data = add_strings(data, (label, value))
    row = len(kit.LABELS) + 1
    cells = f'<c r="A{row}" t="s"><v>{number}</v></c><c r="B{row}" t="s"><v>{number + 1}</v></c>'
    return rezip(data, "xl/worksheets/sheet1.xml", lambda text: text.replace(
        "</sheetData>", f'<row r="{row}">{cells}</row></sheetData>'))


def more_paragraph(part, before, form):
    """A line of text in the paragraph that follows the form."""
    def more(data, label, value):
        return rezip(data, part, lambda text: text.replace(before, before + form.format(f"{label}: {value}"), 1))
    return more


FILL = {"txt": fill_txt, "csv": fill_csv, "vcf": fill_vcf, "json": fill_json, "docx": fill_docx, "xlsx": fill_xlsx,
        "odt": fill_odt, "ods": fill_ods}
# A forbidden field more, at the end
MORE = {
    "txt": lambda data, label, value: data + f"{label}: {value}\r\n".encode(),
    "csv": lambda data, label, value: data + f"{label};{value}\r\n".encode(),
    "vcf": lambda data, label, value: data.replace(b"END:VCARD", f"X-{label.upper()}:{value}\r\nEND:VCARD".encode()),
    "json": lambda data, label, value: data.replace(b"\n}", f',\n  "{label}": "{value}"\n}}'.encode()),
    "docx": more_paragraph("word/document.xml", "</w:tbl>", "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"),
    "xlsx": more_xlsx,
    "odt": more_paragraph("content.xml", "</table:table>", "<text:p>{}</text:p>"),
    "ods": more_ods,
}

sys.dont_write_bytecode = True


def the_files():
    with Test("every template can be filled in here, and the plain ones are what make-templates writes"):
        assert TEMPLATES and {f"gegevens.{extension}" for extension in ("txt", "csv", "vcf", "json")} <= set(TEMPLATES)
        assert {name.split(".")[1] for name in TEMPLATES} == set(FILL) == set(MORE)
        loader = importlib.machinery.SourceFileLoader("templates", kit.KIT + "/make-templates")
        script = types.ModuleType("templates")
        script.__file__ = loader.path
        exec(loader.get_code("templates"), script.__dict__)
        for extension in ("txt", "csv", "vcf", "json"):
            assert getattr(script, extension)() == kit.read("gegevens." + extension), extension
    with Test("the labels are all there, in order, in the text templates"):
        for extension in ("txt", "csv"):
            lines = kit.read("gegevens." + extension).decode("utf-8-sig").splitlines()
            assert [re.split("[:;]", line)[0] for line in lines] == list(kit.LABELS), lines
        assert list(json.loads(kit.read("gegevens.json"))) == list(kit.LABELS)


def one_template(name, desk, plain):
    extension = name.split(".")[1]
    empty = kit.read(name)
    with Test(f"{name}: empty, it is refused for what is missing and for nothing else"):
        for where in (desk, plain):
            said = where.judge_document(empty, name)
            assert said["verdict"] == "refuse", said
            assert {f["code"] for f in said["findings"]} == {"field-missing"}, said
    for number, client in enumerate(CLIENTS, 1):
        with Test(f"{name}: filled in for client {number}, it is accepted with and without the fixed texts"):
            for where in (desk, plain):
                said = where.judge_document(FILL[extension](empty, client), name)
                assert said["verdict"] == "accept" and said["findings"] == [], said
                assert said["record"]["content"]["format"] == extension, said
                wanted = ["first-name", "last-name"] + [f for f, there in (
                    ("address", client[2]), ("telephone", client[4]), ("email", client[5])) if there]
                assert said["record"]["content"]["fields"] == wanted, said
    with Test(f"{name}: with a field more it is refused"):
        for label, value in FORBIDDEN:
            data = MORE[extension](FILL[extension](empty, CLIENTS[0]), label, value)
            said = desk.judge_document(data, name)
            codes = {f["code"] for f in said["findings"]}
            assert codes & {"field-not-permitted", "content-hidden"}, (label, said)


def fixed_texts(desk, plain):
    with open(kit.KIT + "/fixed-text.conf", encoding="utf-8") as f:
        settings = "".join(line for line in f if not line.startswith("#"))
    texts = re.findall(r'"([^"]*)"', settings)
    filled = fill_txt(kit.read("gegevens.txt"), CLIENTS[0]).decode("utf-8-sig")
    with Test("the configuration with the fixed texts is right: referral-milter -t finds nothing wrong in it"):
        done = subprocess.run([milter.BUILD + "/referral-milter", "-t", "-c", desk.file], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=60)
        assert "fixed-text.conf" not in done.stdout.decode() and done.returncode == 0, done.stdout.decode()
    with Test("every fixed text may stand above the fields, and none without the setting"):
        assert len(texts) >= 15 and len(texts) == len(set(texts)), texts
        for text in texts:
            document = f"{text.upper()}\r\n\r\n{filled}"
            assert desk.judge_document(document, "form.txt")["verdict"] == "accept", text
            said = plain.judge_document(document, "form.txt")
            assert [f["code"] for f in said["findings"]] == ["field-not-permitted"], (text, said)
    with Test("a fixed text with something behind it is none"):
        said = desk.judge_document(f"{texts[0]} dringend\r\n\r\n{filled}", "form.txt")
        assert [f["code"] for f in said["findings"]] == ["field-not-permitted"], said


def main():
    the_files()
    with Folder() as a, Folder() as b:
        desk, plain = kit.Desk(a), kit.Desk(b, fixed_text=False)
        for name in TEMPLATES:
            one_template(name, desk, plain)
        fixed_texts(desk, plain)
    finish()


if __name__ == "__main__":
    main()
