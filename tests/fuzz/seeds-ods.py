#!/usr/bin/env python3
"""seeds-ods.py DIR - the parts that fuzz-ods replaces, each behind its number"""
import sys

import seeds_documents

seeds_documents.write_parts(sys.argv[1], seeds_documents.OPENDOCUMENT, ("calc-form.ods", "calc-table.ods"))
