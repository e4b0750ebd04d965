#!/usr/bin/env python3
"""seeds-vcf DIR - documents to begin with, for fuzz-vcf"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import seeds_documents  # noqa: E402

seeds_documents.write(sys.argv[1], seeds_documents.VCF)
