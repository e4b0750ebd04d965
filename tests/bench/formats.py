"""What a verdict costs by kind of document: the templates of the sender kit, filled in, against the one of text."""
import os
import runpy
import statistics
import sys

import gateway
import milter
from measure import ROUNDS, row, verdicts

sys.path.insert(0, os.path.join(milter.ROOT, "tests", "kit"))
import kit  # noqa: E402

TEMPLATES = runpy.run_path(milter.ROOT + "/tests/kit/test-templates.py")


def messages(folder):
    """A mail for each template, filled in for the same client."""
    out = {}
    for name in TEMPLATES["TEMPLATES"]:
        extension = name.rsplit(".", 1)[1]
        document = TEMPLATES["FILL"][extension](kit.read(name), TEMPLATES["CLIENTS"][0])
        out[extension] = gateway.mails.build("thunderbird", milter.archive(folder, document, name))
    return out


def rows(folder, m):
    mails = messages(folder)
    used = {extension: [] for extension in mails}
    for _ in range(ROUNDS):
        for extension, message in mails.items():
            used[extension].append(verdicts(m, message, 100)[0])
    print("A template of the sender kit, filled in: processor time of a whole verdict, against that of the text")
    text = statistics.median(used["txt"])
    for extension, seconds in used.items():
        mine = statistics.median(seconds)
        row(f".{extension}", statistics.median(a / b for a, b in zip(seconds, used["txt"])),
            f"{1000 * mine:.2f} against {1000 * text:.2f} ms: {1000 * (mine - text):+.2f} ms")
