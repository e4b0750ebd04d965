#!/usr/bin/env python3
"""seeds-xlsx.py DIR - the parts that fuzz-xlsx replaces, each behind its number"""
import pathlib
import sys
import zipfile

PARTS = ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "docProps/app.xml",
         "docProps/custom.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels",
         "xl/worksheets/_rels/sheet1.xml.rels"]
for fixture in ("excel-table.xlsx", "calc-table.xlsx"):
    with zipfile.ZipFile(pathlib.Path("tests/fixtures", fixture)) as package:
        for number, part in enumerate(PARTS):
            if part in package.namelist():
                name = f"{fixture}-{number}"
                pathlib.Path(sys.argv[1], name).write_bytes(bytes([number]) + package.read(part))
