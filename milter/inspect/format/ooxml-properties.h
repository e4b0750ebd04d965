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

/* ooxml_label_property - a property that Office sets by itself: of a sensitivity label, or of
 * SharePoint's; ooxml_label_value - what one of a label holds. Also kept by LibreOffice. */
bool ooxml_label_property(struct slice name);
bool ooxml_label_value(struct slice text);

/* ooxml_program - name and version of a program that writes documents, and no more; of all formats
 */
bool ooxml_program(struct slice name);

#endif
