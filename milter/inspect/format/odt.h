/*
 * odt - parts of a text document (private to odt*.c)
 *
 * OpenDocument 1.3 (ISO/IEC 26300), as LibreOffice writes it.
 */
#ifndef INSPECT_FORMAT_ODT_H
#define INSPECT_FORMAT_ODT_H

#include "inspect/format/package.h"
#include "inspect/format/vocabulary.h"

extern const struct xml_namespace odt_namespaces[];
extern const struct vocabulary odt_words;

/* Each reads a part; false only without memory */
/* odt_text_read - content.xml, or styles.xml with its headers and footers */
bool odt_text_read(struct slice content, bool styles, struct referral_sink *sink);
bool odt_meta_read(struct slice content, struct referral_sink *sink);
bool odt_settings_read(struct slice content, struct referral_sink *sink);
bool odt_rdf_read(struct slice content, struct referral_sink *sink);
bool odt_manifest_read(struct slice content, struct package *package, struct referral_sink *sink);

/* odt_thumbnail - is it a picture of the size that LibreOffice makes, and nothing else? */
bool odt_thumbnail(struct slice content);

/* odt_style_hides - does a property of a style hide text: invisible, tiny, squeezed, off the page?
 * Colours are taken into look, for the end of the style. */
struct docx_look;
bool odt_style_hides(const struct xml_element *element, struct docx_look *look);

#endif
