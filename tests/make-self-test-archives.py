#!/usr/bin/env python3
"""make-self-test-archives - writes milter/guard/self-test-archives.h

The archives of the start-up self-test, made by 7-Zip itself (7zz): one that complies, one that holds a
field too many, one that is not encrypted. The passphrase is public and the client does not exist.
7-Zip draws a new initial vector each time, so no two runs give the same bytes; the file is committed.

    tests/make-self-test-archives.py > milter/guard/self-test-archives.h
"""
import subprocess
import tempfile
from pathlib import Path

PASSPHRASE = "only for the self-test"
GOOD = "Voornaam: Zelf\r\nNaam: Test\r\nTelefoon: 0470 12 34 56\r\n"
SURPLUS = GOOD + "Geboorteplaats: Kontich\r\n"


def archive(text, *options):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "gegevens.txt").write_bytes(text.encode())
        subprocess.run(["7zz", "a", "-bd", "-bso0", "-mtm-", "-mta-", "-mtr-", *options, "test.7z", "gegevens.txt"],
                       cwd=folder, check=True)
        return Path(folder, "test.7z").read_bytes()


def array(name, data):
    lines = ["    " + " ".join("0x%02x," % b for b in data[i:i + 16]) for i in range(0, len(data), 16)]
    return "static const unsigned char %s[] = {\n%s\n};\n" % (name, "\n".join(lines))


print("""/*
 * Archives of the self-test; written by tests/make-self-test-archives.py, which says what is in
 * them. Nothing here is secret: the passphrase is known and the client does not exist.
 */
/* clang-format off */
#ifndef GUARD_SELF_TEST_ARCHIVES_H
#define GUARD_SELF_TEST_ARCHIVES_H
""")
print('#define SELF_TEST_PASSPHRASE "%s"\n' % PASSPHRASE)
print(array("archive_good", archive(GOOD, "-p" + PASSPHRASE, "-mhe=on")))
print(array("archive_surplus", archive(SURPLUS, "-p" + PASSPHRASE)))
print(array("archive_readable", archive(GOOD)))
print("/* clang-format on */\n\n#endif")
