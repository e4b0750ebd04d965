#!/usr/bin/env python3
"""seeds-xml.py DIR - the least of XML"""
import pathlib
import sys

TEXTS = ['<?xml version="1.0" encoding="UTF-8"?><a:x xmlns:a="urn:a" y="1">t&amp;<![CDATA[u]]><b/></a:x>',
         "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a><!-- c --><?d e?></a>", "<a xmlns='urn:b'><c xmlns=''/></a>"]
for number, text in enumerate(TEXTS):
    pathlib.Path(sys.argv[1], f"seed-{number}").write_text(text)
