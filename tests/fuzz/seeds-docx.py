#!/usr/bin/env python3
"""seeds-docx.py DIR - the parts that fuzz-docx replaces, each behind its number"""
import pathlib
import sys
import zipfile

PARTS = ["word/document.xml", "word/styles.xml", "word/settings.xml", "word/_rels/document.xml.rels", "word/footnotes.xml",
         "word/footer1.xml", "word/fontTable.xml", "word/theme/theme1.xml", "customXml/item1.xml", "docProps/core.xml", "docProps/app.xml",
         "docProps/custom.xml", "[Content_Types].xml", "word/webSettings.xml", "customXml/item2.xml", "customXml/item3.xml",
         "customXml/item4.xml", "customXml/item5.xml", "customXml/itemProps4.xml", "word/_rels/settings.xml.rels"]
for fixture in ("word-sharepoint.docx", "word-form.docx", "word-table.docx", "word-controls.docx", "writer-form.docx", "writer-table.docx"):
    with zipfile.ZipFile(pathlib.Path("tests/fixtures", fixture)) as package:
        for number, part in enumerate(PARTS):
            if part in package.namelist():
                name = f"{fixture}-{number}"
                pathlib.Path(sys.argv[1], name).write_bytes(bytes([number]) + package.read(part))
