/*
 * ooxml-sharepoint - what SharePoint, Teams and OneDrive put into documents that are kept there
 * (private to the readers)
 */
#ifndef INSPECT_FORMAT_OOXML_SHAREPOINT_H
#define INSPECT_FORMAT_OOXML_SHAREPOINT_H

#include "inspect/format/ooxml.h"

extern const struct vocabulary sharepoint_words;
extern const struct xml_namespace sharepoint_namespaces[];

/* sharepoint_property - a property that SharePoint or Office sets by itself; sharepoint_value -
 * what such a one holds: nothing, a truth value, a number, a GUID, the number of a content type.
 * sharepoint_content_type - the number of a content type alone. */
bool sharepoint_property(struct slice name);
bool sharepoint_value(struct slice text);
bool sharepoint_content_type(struct slice text);

/* sharepoint_name - is it a name in the schema that is SharePoint's own, and no library's?
 * sharepoint_sentence - what it writes to explain what it made */
bool sharepoint_name(struct slice name);
bool sharepoint_sentence(struct slice text);

/* sharepoint_trash - is it a part that SharePoint left empty: [trash]/0000.dat? */
bool sharepoint_trash(const struct package_part *part);

#endif
