#!/usr/bin/env python3
"""make-built-in-data - writes the headers with the files that are built into the daemon

    tests/make-built-in-data.py self-test-archives > milter/guard/self-test-archives.h
    tests/make-built-in-data.py warm-up-package > milter/guard/warm-up-package.h

self-test-archives: what the start-up self-test judges, made by 7-Zip itself (7zz): an archive that complies, one that
holds a field too many, one that is not encrypted. The passphrase is public and the client does not exist. 7-Zip draws a
new initial vector each time, so no two runs give the same bytes; the file is committed.

warm-up-package: a package of two deflated parts, as every document of an office program begins: a list of content types
and one of relationships, which leads to no document.
"""
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PASSPHRASE = "only for the self-test"
GOOD = "Voornaam: Zelf\r\nNaam: Test\r\nTelefoon: 0470 12 34 56\r\n"
SURPLUS = GOOD + "Geboorteplaats: Kontich\r\n"
OPC = "http://schemas.openxmlformats.org/package/2006/"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{OPC}content-types"><Default Extension="rels" '
                           'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{OPC}relationships"></Relationships>',
}


def archive(text, *options):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "gegevens.txt").write_bytes(text.encode())
        subprocess.run(["7zz", "a", "-bd", "-bso0", "-mtm-", "-mta-", "-mtr-", *options, "test.7z", "gegevens.txt"],
                       cwd=folder, check=True)
        return Path(folder, "test.7z").read_bytes()


def package(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, text in parts.items():
            z.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def array(name, data):
    lines = ["    " + " ".join("0x%02x," % b for b in data[i:i + 16]) for i in range(0, len(data), 16)]
    return "static const unsigned char %s[] = {\n%s\n};\n" % (name, "\n".join(lines))


def header(name, about, *pieces):
    guard = "GUARD_" + name.upper().replace("-", "_") + "_H"
    print(f"/*\n{about}\n */\n/* clang-format off */\n#ifndef {guard}\n#define {guard}\n")
    for piece in pieces:
        print(piece)
    print("/* clang-format on */\n\n#endif")


def main():
    if sys.argv[1:] == ["self-test-archives"]:
        header("self-test-archives", """ * Archives of the self-test; written by tests/make-built-in-data.py, which says what is in them.
 * Nothing here is secret: the passphrase is known and the client does not exist.""",
               '#define SELF_TEST_PASSPHRASE "%s"\n' % PASSPHRASE,
               array("archive_good", archive(GOOD, "-p" + PASSPHRASE, "-mhe=on")),
               array("archive_surplus", archive(SURPLUS, "-p" + PASSPHRASE)),
               array("archive_readable", archive(GOOD)))
    elif sys.argv[1:] == ["warm-up-package"]:
        header("warm-up-package", """ * A package of two deflated parts, as every document of an office program begins; written by
 * tests/make-built-in-data.py, which says what is in it.""",
               array("warm_up_package", package(PARTS)))
    else:
        sys.exit(__doc__)


main()
