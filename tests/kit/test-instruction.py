#!/usr/bin/env python3
"""instructie.html: one A4 on paper, whole on wide and narrow screens, accessible, with nothing from elsewhere; and a
mail written as it says is accepted. Needs Chromium and pdfinfo; without them it fails."""
import html.parser
import os
import re
import shutil
import struct
import subprocess
import zlib

import kit
import mails
import milter
from harness import Folder, Test, finish

PAGE = kit.KIT + "/instructie.html"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LABELS_7ZIP = ("Toevoegen aan archief...", "Archief:", "Archiefformaat:", "Versleuteling", "Wachtwoord ingeven:",
               "Wachtwoord bevestigen:", "Versleutelingsmethode:", "Bestandsnamen versleutelen", "SFX-archief maken")
ROOM = 20  # points that stay free at the foot of the page, for other fonts and printers


class Outline(html.parser.HTMLParser):
    """Elements with their attributes, and the text of each that has an id."""
    EMPTY = ("meta", "br", "link", "img", "input", "hr")

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.ids, self.headings, self.text = [], [], {}, [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.append((tag, attributes))
        if tag not in self.EMPTY:
            self.open.append((tag, attributes.get("id")))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, f"{tag} does not close {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data):
        if any(tag in ("style", "title") for tag, _ in self.open):
            return
        self.text += data
        if self.open and re.fullmatch("h[1-6]", self.open[-1][0]):
            self.headings.append(self.open[-1][0])
        for _, name in self.open:
            if name:
                self.ids[name] = self.ids.get(name, "") + data


def the_source(text, page):
    with Test("complete HTML in Dutch: every element closed, language, character set and title given"):
        elements = dict(page.elements)
        assert page.open == [] and text.startswith("<!DOCTYPE html>\n"), page.open
        assert elements["html"]["lang"] == "nl" and ("meta", {"charset": "utf-8"}) in page.elements and "main" in elements
        assert re.search(r"<title>\w.*</title>", text)
    with Test("headings in order, header cells with a scope, no table without them"):
        assert page.headings == ["h1", "h2", "h2", "h2", "h2", "h2"], page.headings
        cells = [a for tag, a in page.elements if tag == "th"]
        assert len(cells) == 11 and all(a.get("scope") == "row" for a in cells), cells
    with Test("no script, no picture and nothing from elsewhere"):
        assert not {"script", "link", "img", "iframe", "object", "embed", "form"} & {tag for tag, _ in page.elements}
        assert not [a for _, attributes in page.elements for a in attributes if a in ("src", "href", "srcset") or a.startswith("on")]
        assert not re.search(r"https?:|//|url\(|@import|javascript:|expression\(", text)
    with Test("7-Zip's own labels, letter by letter"):
        words = " ".join(page.text.split())
        assert all(label in words for label in LABELS_7ZIP), [x for x in LABELS_7ZIP if x not in words]
        assert "AES-256" in words and "inpakken.cmd" in words
    with Test("the templates that it names are in the kit, and what a reply begins with is as in the explanations"):
        for name in re.findall(r"gegevens\.(?!7z)\w+", page.text):
            assert os.path.exists(f"{kit.KIT}/{name}"), name
        with open(kit.ROOT + "/conf/explanations.nl.conf") as f:
            explanations = f.read()
        for setting, said in re.findall(r'^(refused|deferred) *= "([^"]*): "', explanations, re.M):
            assert f"“{said}”:" in page.text, setting


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    return sum(w * (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4) for w, p in zip((.2126, .7152, .0722), parts))


def the_colours(text):
    with Test("text is readable: contrast of at least 7 to 1 on every ground (WCAG AAA)"):
        rules = re.search("<style>(.*)</style>", text, re.S).group(1).replace("#fff;", "#ffffff;")
        inks = {c for c in re.findall(r"(?<![-\w])color: (#\w+)", rules) if c != "#ffffff"}
        grounds = set(re.findall(r"background: (#\w+)", rules))
        dark = {g for g in grounds if luminance(g) < 0.2}
        assert inks == {"#1a1a1a", "#143d59", "#8c1d18"} and dark == {"#143d59"}, (inks, dark)
        pairs = [(i, g) for i in inks for g in grounds - dark] + [("#ffffff", g) for g in dark]
        for a, b in pairs:
            high, low = sorted((luminance(a), luminance(b)), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 7, (a, b)


def browse(folder, *options):
    found = [b for b in BROWSERS if shutil.which(b)]
    assert found, f"this test needs one of {', '.join(BROWSERS)}: run contrib/install-deps"
    done = subprocess.run([found[0], "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                           "--disable-background-networking", f"--user-data-dir={folder}/profile", *options,
                           "file://" + PAGE], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-500:]


def the_paper(folder):
    with Test("it prints on one A4, with room to spare"):
        browse(folder, "--no-pdf-header-footer", f"--print-to-pdf={folder}/page.pdf")
        said = subprocess.run(["pdfinfo", f"{folder}/page.pdf"], stdout=subprocess.PIPE, check=True).stdout.decode()
        assert re.search(r"^Pages: +1$", said, re.M) and re.search(r"^Page size: .*\(A4\)$", said, re.M), said
        words = subprocess.run(["pdftotext", "-bbox", f"{folder}/page.pdf", "-"], stdout=subprocess.PIPE, check=True).stdout.decode()
        boxes = [tuple(map(float, b)) for b in re.findall(r'xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)"', words)]
        assert len(boxes) > 200, len(boxes)
        margin = 12 / 25.4 * 72
        assert max(b[3] for b in boxes) < 842 - margin - ROOM, max(b[3] for b in boxes)
        assert min(b[0] for b in boxes) > 15 / 25.4 * 72 - 1 and max(b[2] for b in boxes) < 595 - 15 / 25.4 * 72 + 1


def pixels(path):
    """Width, height and rows of a PNG of 8-bit RGB or RGBA, each a bytes object."""
    with open(path, "rb") as f:
        data = f.read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack(">IIBB", data[at + 8:at + 18])
        packed += data[at + 8:at + 8 + size] if kind == b"IDAT" else b""
        at += 12 + size
    assert depth == 8 and colours in (2, 6), (depth, colours)
    step = 3 if colours == 2 else 4
    raw, rows, before = zlib.decompress(packed), [], bytes(width * step)
    for y in range(height):
        start = y * (width * step + 1)
        rows.append(unfilter(raw[start], bytearray(raw[start + 1:start + 1 + width * step]), before, step))
        before = rows[-1]
    return width, height, step, rows


def unfilter(kind, row, before, step):
    """One row of a PNG (RFC 2083, section 6)."""
    for i in range(len(row) if kind else 0):
        left = row[i - step] if i >= step else 0
        corner = before[i - step] if i >= step else 0
        if kind == 1:
            row[i] = (row[i] + left) & 255
        elif kind == 2:
            row[i] = (row[i] + before[i]) & 255
        elif kind == 3:
            row[i] = (row[i] + (left + before[i]) // 2) & 255
        else:
            p = left + before[i] - corner
            a, b, c = abs(p - left), abs(p - before[i]), abs(p - corner)
            row[i] = (row[i] + (left if a <= b and a <= c else before[i] if b <= c else corner)) & 255
    return bytes(row)


def the_screen(folder):
    for name, width, height in (("a wide", 1000, 1250), ("a narrow", 500, 1700)):
        with Test(f"on {name} screen all of it is seen: nothing runs off to the right or below"):
            browse(folder, f"--window-size={width},{height}", f"--screenshot={folder}/{width}.png")
            real, _, step, rows = pixels(f"{folder}/{width}.png")
            assert real == width, real
            white = bytes([255]) * step
            inked = [y for y, row in enumerate(rows) if row != white * width]
            assert len(inked) > height // 3 and inked[-1] < height - 16, (len(inked), inked[-1:])
            edge = [y for y, row in enumerate(rows) if row[-10 * step:] != white * 10 or row[:10 * step] != white * 10]
            assert edge == [], edge[:3]


def the_mail(page, folder):
    with Test("a mail with the recipient, subject, message and attachment that it tells is accepted"):
        archive = milter.archive(folder, options=("-mhe=on",))
        message = mails.build("outlook-exchange", archive, to=page.ids["recipient"], subject=page.ids["subject"],
                              body=page.ids["message"] + "\r\n", name=page.ids["attachment"])
        said = kit.Desk(folder, fixed_text=False).judge(message, "mail.eml")
        assert said["verdict"] == "accept" and said["findings"] == [], said


def main():
    with open(PAGE, encoding="utf-8") as f:
        text = f.read()
    page = Outline(text)
    the_source(text, page)
    the_colours(text)
    with Folder() as folder:
        the_paper(folder)
        the_screen(folder)
        the_mail(page, folder)
    finish()


if __name__ == "__main__":
    main()
