#!/usr/bin/env python3
"""seeds-xlsx.py DIR - the parts that fuzz-xlsx replaces, each behind its number"""
import sys

import seeds_documents

PARTS = ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "docProps/app.xml",
         "docProps/custom.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels",
         "xl/worksheets/_rels/sheet1.xml.rels", "xl/theme/theme1.xml", "docProps/core.xml", "docMetadata/LabelInfo.xml",
         "xl/tables/table1.xml", "xl/printerSettings/printerSettings1.bin", "customXml/item1.xml", "customXml/item2.xml",
         "customXml/item3.xml", "customXml/item4.xml", "customXml/itemProps3.xml"]
seeds_documents.write_parts(sys.argv[1], PARTS, ("excel-sharepoint.xlsx", "excel-printed.xlsx", "excel-table.xlsx", "calc-table.xlsx"))
