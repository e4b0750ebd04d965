#!/usr/bin/env python3
"""seeds-odt.py DIR - the parts that fuzz-odt replaces, each behind its number"""
import sys

import seeds_documents

seeds_documents.write_parts(sys.argv[1], seeds_documents.OPENDOCUMENT, ("writer-form.odt", "writer-table.odt"))
