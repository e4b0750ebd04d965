/*
 * ooxml-names - what parts of a document of Microsoft's formats are called (private to ooxml*.c)
 */
#ifndef INSPECT_FORMAT_OOXML_NAMES_H
#define INSPECT_FORMAT_OOXML_NAMES_H

#include "base/slice.h"

/* ooxml_content_type - one that parts of documents have? */
bool ooxml_content_type(struct slice type);
/* ooxml_extension - a usual ending of a part's name, without the dot? */
bool ooxml_extension(struct slice word);
/* ooxml_part_name - "word/_rels/document2.xml.rels": made of the names that programs give, or of
 * the number that .NET gives a folder or file? */
bool ooxml_part_name(struct slice name);

#endif
