/*
 * ooxml-properties - the properties of a document of Microsoft's formats (private to ooxml*.c)
 */
#ifndef INSPECT_FORMAT_OOXML_PROPERTIES_H
#define INSPECT_FORMAT_OOXML_PROPERTIES_H

#include "inspect/format/ooxml.h"

/* Each checks its part; false only without memory */
bool ooxml_core_properties(struct ooxml *ooxml, const struct package_part *part);
bool ooxml_extended_properties(struct ooxml *ooxml, const struct package_part *part);
bool ooxml_custom_properties(struct ooxml *ooxml, const struct package_part *part);
bool ooxml_label_info(struct ooxml *ooxml, const struct package_part *part);

/* ooxml_property - what a property may hold that Office sets by itself, of a sensitivity label or
 * of SharePoint's; NULL for any other. ooxml_label_value - the one of labels. Blanks around do not
 * count. Also kept by LibreOffice. */
typedef bool ooxml_value(struct slice text);
ooxml_value *ooxml_property(struct slice name);
ooxml_value ooxml_label_value;

/* ooxml_program - name and version of a program that writes documents, and no more; of all formats
 */
bool ooxml_program(struct slice name);

#endif
