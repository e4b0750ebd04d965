#!/usr/bin/env python3
"""seeds-message DIR - mails of every layout to begin with, for fuzz-message"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True
import mails  # noqa: E402

for layout in mails.ALL:
    for number, options in enumerate(({}, {"subject": "Café", "name": "é.7z", "body": "Zoë\n"})):
        with open(os.path.join(sys.argv[1], "seed-%s-%d" % (layout, number)), "wb") as f:
            f.write(mails.build(layout, b"7z\xbc\xaf\x27\x1c\x00\x04", **options))
