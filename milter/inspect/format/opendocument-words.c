/*
 * opendocument-words.c - what text documents and spreadsheets have in common: namespaces, styles,
 * headers and footers, paragraphs (OpenDocument 1.3 part 3, with LibreOffice's additions)
 *
 * What LibreOffice writes into a plain document. Frames, drawings, notes, changes, variables,
 * hidden text and forms' controls are not in it on purpose.
 */
#include "inspect/format/opendocument.h"

const struct xml_namespace opendocument_namespaces[] = {
    {"office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
    {"meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
    {"style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
    {"text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
    {"table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
    {"draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"},
    {"fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"},
    {"svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"},
    {"number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"},
    {"chart", "urn:oasis:names:tc:opendocument:xmlns:chart:1.0"},
    {"dr3d", "urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0"},
    {"form", "urn:oasis:names:tc:opendocument:xmlns:form:1.0"},
    {"script", "urn:oasis:names:tc:opendocument:xmlns:script:1.0"},
    {"config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"},
    {"presentation", "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"},
    {"of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2"},
    {"calcext", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"},
    {"css3t", "http://www.w3.org/TR/css3-text/"},
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"dom", "http://www.w3.org/2001/xml-events"},
    {"drawooo", "http://openoffice.org/2010/draw"},
    {"field", "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"},
    {"formx", "urn:openoffice:names:experimental:ooxml-odf-interop:xmlns:form:1.0"},
    {"grddl", "http://www.w3.org/2003/g/data-view#"},
    {"loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"},
    {"math", "http://www.w3.org/1998/Math/MathML"},
    {"officeooo", "http://openoffice.org/2009/office"},
    {"ooo", "http://openoffice.org/2004/office"},
    {"oooc", "http://openoffice.org/2004/calc"},
    {"ooow", "http://openoffice.org/2004/writer"},
    {"rpt", "http://openoffice.org/2005/report"},
    {"tableooo", "http://openoffice.org/2009/table"},
    {"xforms", "http://www.w3.org/2002/xforms"},
    {"xhtml", "http://www.w3.org/1999/xhtml"},
    {"xlink", "http://www.w3.org/1999/xlink"},
    {"xsd", "http://www.w3.org/2001/XMLSchema"},
    {"xsi", "http://www.w3.org/2001/XMLSchema-instance"},
    {NULL, NULL},
};

static const struct vocabulary_rule rules[] = {
    {"draw:marker", "draw:display-name:f draw:name:f svg:d:v svg:viewBox:v", 0},
    {"draw:stroke-dash",
     "draw:display-name:f draw:distance:m draw:dots1:n draw:dots1-length:m draw:dots2:n "
     "draw:dots2-length:m draw:name:f draw:style:m",
     0},
    {"loext:char-background-complex-color", "loext:color-type:t loext:theme-type:m", 0},
    {"loext:char-complex-color", "loext:color-type:t loext:theme-type:m", 0},
    {"loext:color", "loext:color:h loext:name:m", 0},
    {"loext:graphic-properties", "draw:fill:m draw:fill-color:h draw:opacity:m", 0},
    {"loext:theme", "loext:name:f", 0},
    {"loext:theme-colors", "loext:name:f", 0},
    {"loext:transformation", "loext:type:t loext:value:n", 0},
    {"number:am-pm", "", 0},
    {"number:boolean", "", 0},
    {"number:boolean-style",
     "number:automatic-order:b number:country:t number:format-source:t number:language:t "
     "number:rfc-language-tag:i number:script:t number:title:e number:transliteration-country:t "
     "number:transliteration-format:e number:transliteration-language:t "
     "number:transliteration-style:t number:truncate-on-overflow:b style:display-name:i "
     "style:name:i style:volatile:b",
     0},
    {"number:currency-style",
     "number:automatic-order:b number:country:t number:format-source:t number:language:t "
     "number:rfc-language-tag:i number:script:t number:title:e number:transliteration-country:t "
     "number:transliteration-format:e number:transliteration-language:t "
     "number:transliteration-style:t number:truncate-on-overflow:b style:display-name:i "
     "style:name:i style:volatile:b",
     0},
    {"number:currency-symbol",
     "number:country:t number:language:t number:rfc-language-tag:i number:script:t", '*'},
    {"number:date-style",
     "number:automatic-order:b number:country:t number:format-source:t number:language:t "
     "number:rfc-language-tag:i number:script:t number:title:e number:transliteration-country:t "
     "number:transliteration-format:e number:transliteration-language:t "
     "number:transliteration-style:t number:truncate-on-overflow:b style:display-name:i "
     "style:name:i style:volatile:b",
     0},
    {"number:day", "number:calendar:t number:possessive-form:b number:style:t number:textual:b", 0},
    {"number:day-of-week",
     "number:calendar:t number:possessive-form:b number:style:t number:textual:b", 0},
    {"number:era", "number:calendar:t number:possessive-form:b number:style:t number:textual:b", 0},
    {"number:fill-character", "", '*'},
    {"number:fraction",
     "loext:max-blank-integer-digits:n loext:max-denominator-value:n loext:max-numerator-digits:n "
     "number:decimal-places:n number:decimal-replacement:* number:denominator-value:n "
     "number:display-factor:n number:grouping:b number:max-blank-integer-digits:n "
     "number:max-denominator-value:n number:min-decimal-places:n number:min-denominator-digits:n "
     "number:min-integer-digits:n number:min-numerator-digits:n",
     0},
    {"number:hours", "number:calendar:t number:possessive-form:b number:style:t number:textual:b",
     0},
    {"number:minutes", "number:calendar:t number:possessive-form:b number:style:t number:textual:b",
     0},
    {"number:month", "number:calendar:t number:possessive-form:b number:style:t number:textual:b",
     0},
    {"number:number",
     "loext:max-blank-integer-digits:n number:decimal-places:n number:decimal-replacement:* "
     "number:display-factor:n number:grouping:b number:max-blank-integer-digits:n "
     "number:min-decimal-places:n number:min-integer-digits:n",
     0},
    {"number:number-style",
     "number:automatic-order:b number:country:t number:format-source:t number:language:t "
     "number:rfc-language-tag:i number:script:t number:title:e number:transliteration-country:t "
     "number:transliteration-format:e number:transliteration-language:t "
     "number:transliteration-style:t number:truncate-on-overflow:b style:display-name:i "
     "style:name:i style:volatile:b",
     0},
    {"number:percentage-style",
     "number:automatic-order:b number:country:t number:format-source:t number:language:t "
     "number:rfc-language-tag:i number:script:t number:title:e number:transliteration-country:t "
     "number:transliteration-format:e number:transliteration-language:t "
     "number:transliteration-style:t number:truncate-on-overflow:b style:display-name:i "
     "style:name:i style:volatile:b",
     0},
    {"number:quarter", "number:calendar:t number:possessive-form:b number:style:t number:textual:b",
     0},
    {"number:scientific-number",
     "loext:blank-exponent-digits:n loext:exponent-interval:n loext:exponent-lowercase:b "
     "loext:forced-exponent-sign:b loext:max-blank-integer-digits:n number:decimal-places:n "
     "number:decimal-replacement:* number:display-factor:n number:exponent-interval:n "
     "number:forced-exponent-sign:b number:grouping:b number:max-blank-integer-digits:n "
     "number:min-decimal-places:n number:min-exponent-digits:n number:min-integer-digits:n",
     0},
    {"number:seconds",
     "number:calendar:t number:decimal-places:n number:possessive-form:b number:style:t "
     "number:textual:b",
     0},
    {"number:text", "", '*'},
    {"number:text-content", "", 0},
    {"number:text-style",
     "number:automatic-order:b number:country:t number:format-source:t number:language:t "
     "number:rfc-language-tag:i number:script:t number:title:e number:transliteration-country:t "
     "number:transliteration-format:e number:transliteration-language:t "
     "number:transliteration-style:t number:truncate-on-overflow:b style:display-name:i "
     "style:name:i style:volatile:b",
     0},
    {"number:time-style",
     "number:automatic-order:b number:country:t number:format-source:t number:language:t "
     "number:rfc-language-tag:i number:script:t number:title:e number:transliteration-country:t "
     "number:transliteration-format:e number:transliteration-language:t "
     "number:transliteration-style:t number:truncate-on-overflow:b style:display-name:i "
     "style:name:i style:volatile:b",
     0},
    {"number:week-of-year",
     "number:calendar:t number:possessive-form:b number:style:t number:textual:b", 0},
    {"number:year", "number:calendar:t number:possessive-form:b number:style:t number:textual:b",
     0},
    {"office:automatic-styles", "", 0},
    {"office:body", "", 0},
    {"office:document-content", "office:version:n", 0},
    {"office:document-styles", "office:version:n", 0},
    {"office:font-face-decls", "", 0},
    {"office:forms", "form:apply-design-mode:b form:automatic-focus:b", 0},
    {"office:master-styles", "", 0},
    {"office:scripts", "", 0},
    {"office:styles", "", 0},
    {"style:background-image", "", 0},
    {"style:column", "fo:end-indent:m fo:start-indent:m style:rel-width:m", 0},
    {"style:columns", "fo:column-count:m fo:column-gap:m", 0},
    {"style:default-page-layout", "", 0},
    {"style:default-style", "style:family:m", 0},
    {"style:drawing-page-properties", "draw:background-size:m draw:fill:m draw:fill-color:m", 0},
    {"style:font-face",
     "style:font-adornments:f style:font-charset:m style:font-family-generic:m style:font-pitch:m "
     "style:name:f svg:font-family:f",
     0},
    {"style:footer", "style:display:b", 0},
    {"style:footer-first", "style:display:b", 0},
    {"style:footer-left", "style:display:b", 0},
    {"style:footer-style", "", 0},
    {"style:footnote-sep",
     "style:adjustment:m style:color:h style:distance-after-sep:m style:distance-before-sep:m "
     "style:line-style:m style:rel-width:m style:width:m",
     0},
    {"style:graphic-properties",
     "draw:auto-grow-height:b draw:auto-grow-width:b draw:caption-escape-direction:m "
     "draw:end-guide:m draw:end-line-spacing-horizontal:m draw:end-line-spacing-vertical:m "
     "draw:fill:m draw:fill-color:h draw:fill-hatch-solid:b draw:guide-distance:m "
     "draw:guide-overhang:m draw:line-distance:m draw:marker-end:f draw:marker-end-center:b "
     "draw:marker-end-width:m draw:marker-start:f draw:marker-start-center:b "
     "draw:marker-start-width:m draw:measure-line-distance:m draw:measure-vertical-align:m "
     "draw:opacity:m draw:placing:m draw:shadow:m draw:shadow-color:h draw:shadow-offset-x:m "
     "draw:shadow-offset-y:m draw:shadow-opacity:m draw:show-unit:b draw:start-guide:m "
     "draw:start-line-spacing-horizontal:m draw:start-line-spacing-vertical:m draw:stroke:m "
     "draw:stroke-dash:f draw:stroke-linejoin:m draw:textarea-horizontal-align:m "
     "draw:textarea-vertical-align:m fo:max-height:m fo:max-width:m fo:min-height:m fo:min-width:m "
     "fo:padding:m fo:padding-bottom:m fo:padding-left:m fo:padding-right:m fo:padding-top:m "
     "fo:wrap-option:m loext:decorative:b style:flow-with-text:m style:horizontal-pos:m "
     "style:horizontal-rel:m style:number-wrapped-paragraphs:m style:protect:m "
     "style:shrink-to-fit:b style:vertical-pos:m style:vertical-rel:m style:wrap:m "
     "style:wrap-contour:m style:writing-mode:m svg:stroke-color:h svg:stroke-linecap:m "
     "svg:stroke-opacity:m svg:stroke-width:m svg:x:m svg:y:m text:anchor-type:m",
     0},
    {"style:header", "style:display:b", 0},
    {"style:header-first", "style:display:b", 0},
    {"style:header-footer-properties",
     "draw:background-size:m draw:fill:m draw:fill-color:h fo:background-color:h fo:border:f "
     "fo:border-bottom:f fo:border-left:f fo:border-right:f fo:border-top:f fo:margin:m "
     "fo:margin-bottom:m fo:margin-left:m fo:margin-right:m fo:margin-top:m fo:min-height:m "
     "fo:padding:m fo:padding-bottom:m fo:padding-left:m fo:padding-right:m fo:padding-top:m "
     "fo:page-height:m fo:page-width:m loext:margin-gutter:m style:border-line-width:f "
     "style:border-line-width-bottom:f style:border-line-width-left:f "
     "style:border-line-width-right:f style:border-line-width-top:f style:dynamic-spacing:m "
     "style:first-page-number:m style:footnote-max-height:m style:join-border:m "
     "style:layout-grid-base-height:m style:layout-grid-base-width:m style:layout-grid-color:h "
     "style:layout-grid-display:m style:layout-grid-lines:m style:layout-grid-mode:m "
     "style:layout-grid-print:m style:layout-grid-ruby-below:m style:layout-grid-ruby-height:m "
     "style:layout-grid-snap-to:m style:layout-grid-snap-to-characters:m "
     "style:layout-grid-standard-mode:m style:num-format:m style:num-letter-sync:m "
     "style:paper-tray-name:m style:print:m style:print-orientation:m "
     "style:register-truth-ref-style-name:m style:scale-to:m style:shadow:f "
     "style:table-centering:m style:writing-mode:m svg:height:m",
     0},
    {"style:header-left", "style:display:b", 0},
    {"style:header-style", "", 0},
    {"style:list-level-label-alignment",
     "fo:margin-left:m fo:text-indent:m text:label-followed-by:m text:list-tab-stop-position:m", 0},
    {"style:list-level-properties",
     "fo:height:m fo:text-align:m fo:width:m style:font-name:f "
     "text:list-level-position-and-space-mode:m text:min-label-distance:m text:min-label-width:m "
     "text:space-before:m",
     0},
    {"style:map", "style:apply-style-name:i style:condition:*", 0},
    {"style:master-page",
     "draw:style-name:f style:display-name:f style:name:f style:next-style-name:f "
     "style:page-layout-name:f",
     0},
    {"style:page-layout", "style:name:f style:page-usage:m", 0},
    {"style:page-layout-properties",
     "draw:background-size:m draw:fill:m draw:fill-color:h fo:background-color:h fo:border:f "
     "fo:border-bottom:f fo:border-left:f fo:border-right:f fo:border-top:f fo:margin:m "
     "fo:margin-bottom:m fo:margin-left:m fo:margin-right:m fo:margin-top:m fo:padding:m "
     "fo:padding-bottom:m fo:padding-left:m fo:padding-right:m fo:padding-top:m fo:page-height:m "
     "fo:page-width:m loext:margin-gutter:m loext:scale-to-X:n loext:scale-to-Y:n "
     "style:border-line-width:f style:border-line-width-bottom:f style:border-line-width-left:f "
     "style:border-line-width-right:f style:border-line-width-top:f style:first-page-number:m "
     "style:footnote-max-height:m style:join-border:m style:layout-grid-base-height:m "
     "style:layout-grid-base-width:m style:layout-grid-color:h style:layout-grid-display:m "
     "style:layout-grid-lines:m style:layout-grid-mode:m style:layout-grid-print:m "
     "style:layout-grid-ruby-below:m style:layout-grid-ruby-height:m style:layout-grid-snap-to:m "
     "style:layout-grid-snap-to-characters:m style:layout-grid-standard-mode:m style:num-format:m "
     "style:num-letter-sync:m style:paper-tray-name:m style:print:w style:print-orientation:m "
     "style:print-page-order:m style:register-truth-ref-style-name:m style:scale-to:m "
     "style:scale-to-X:n style:scale-to-Y:n style:scale-to-pages:n style:shadow:f "
     "style:table-centering:m style:writing-mode:m",
     0},
    {"style:paragraph-properties",
     "css3t:text-justify:m fo:background-color:h fo:border:f fo:border-bottom:f fo:border-left:f "
     "fo:border-right:f fo:border-top:f fo:break-after:m fo:break-before:m "
     "fo:hyphenation-ladder-count:m fo:keep-together:m fo:keep-with-next:m fo:line-height:m "
     "fo:margin:m fo:margin-bottom:m fo:margin-left:m fo:margin-right:m fo:margin-top:m "
     "fo:orphans:m fo:padding:m fo:padding-bottom:m fo:padding-left:m fo:padding-right:m "
     "fo:padding-top:m fo:text-align:m fo:text-align-last:m fo:text-indent:m fo:widows:m "
     "loext:contextual-spacing:m officeooo:paragraph-rsid:x style:auto-text-indent:m "
     "style:background-transparency:m style:border-line-width:f style:border-line-width-bottom:f "
     "style:border-line-width-left:f style:border-line-width-right:f style:border-line-width-top:f "
     "style:contextual-spacing:m style:font-independent-line-spacing:m style:join-border:m "
     "style:justify-single-word:m style:line-break:m style:line-height-at-least:m "
     "style:line-spacing:m style:page-number:m style:punctuation-wrap:m style:register-true:m "
     "style:shadow:f style:snap-to-layout-grid:m style:tab-stop-distance:m style:text-autospace:m "
     "style:vertical-align:m style:writing-mode:m style:writing-mode-automatic:m "
     "text:line-number:m text:number-lines:m",
     0},
    {"style:region-center", "", 0},
    {"style:region-left", "", 0},
    {"style:region-right", "", 0},
    {"style:style",
     "loext:hidden:b loext:linked-style-name:f style:auto-update:m style:class:f "
     "style:data-style-name:f "
     "style:default-outline-level:m style:display-name:f style:family:m style:hidden:m "
     "style:list-level:m style:list-style-name:f style:master-page-name:f style:name:f "
     "style:next-style-name:f style:parent-style-name:f",
     0},
    {"style:tab-stop",
     "style:char:m style:leader-color:f style:leader-style:m style:leader-text:* "
     "style:leader-type:m style:leader-width:m style:position:m style:type:m",
     0},
    {"style:tab-stops", "", 0},
    {"style:table-cell-properties",
     "css3t:text-justify:m fo:background-color:h fo:border:f fo:border-bottom:f fo:border-left:f "
     "fo:border-right:f fo:border-top:f fo:hyphenate:b fo:padding:m fo:padding-bottom:m "
     "fo:padding-left:m fo:padding-right:m fo:padding-top:m fo:wrap-option:m "
     "loext:vertical-justify:m style:border-line-width:f style:border-line-width-bottom:f "
     "style:border-line-width-left:f style:border-line-width-right:f style:border-line-width-top:f "
     "style:cell-protect:m style:decimal-places:m style:diagonal-bl-tr:f "
     "style:diagonal-bl-tr-widths:f style:diagonal-tl-br:f style:diagonal-tl-br-widths:f "
     "style:direction:m style:glyph-orientation-vertical:m style:join-border:m "
     "style:print-content:m style:repeat-content:b style:rotation-align:m style:rotation-angle:m "
     "style:shadow:f style:shrink-to-fit:b style:text-align-source:m style:vertical-align:m "
     "style:vertical-justify:m style:writing-mode:m",
     0},
    {"style:table-column-properties",
     "fo:break-after:m fo:break-before:m style:column-width:m style:rel-column-width:m "
     "style:use-optimal-column-width:m",
     0},
    {"style:table-properties",
     "fo:background-color:h fo:break-after:m fo:break-before:m fo:keep-with-next:m fo:margin:m "
     "fo:margin-bottom:m fo:margin-left:m fo:margin-right:m fo:margin-top:m style:border-model:m "
     "style:may-break-between-rows:m style:page-number:m style:rel-width:m style:shadow:f "
     "style:width:m style:writing-mode:m table:align:m table:border-model:m table:display:b "
     "table:tab-color:h tableooo:tab-color:h",
     0},
    {"style:table-row-properties",
     "fo:background-color:h fo:break-after:m fo:break-before:m fo:keep-together:m "
     "style:min-row-height:m style:row-height:m style:use-optimal-row-height:m",
     0},
    {"style:text-properties",
     "fo:background-color:h fo:border:f fo:border-bottom:f fo:border-left:f fo:border-right:f "
     "fo:border-top:f fo:color:h fo:country:m fo:font-family:f fo:font-size:m fo:font-style:m "
     "fo:font-variant:m fo:font-weight:m fo:hyphenate:m fo:hyphenation-push-char-count:m "
     "fo:hyphenation-remain-char-count:m fo:language:m fo:letter-spacing:m fo:padding:f "
     "fo:script:m fo:text-shadow:f fo:text-transform:m loext:char-shading-value:m "
     "loext:color-lum-mod:m loext:color-lum-off:m loext:hyphenation-no-caps:m "
     "loext:hyphenation-no-last-word:m loext:hyphenation-word-char-count:m "
     "loext:hyphenation-zone:m loext:opacity:m loext:theme-color:m officeooo:paragraph-rsid:x "
     "officeooo:rsid:x style:country-asian:m style:country-complex:m style:font-charset:m "
     "style:font-charset-asian:m style:font-charset-complex:m style:font-family-asian:f "
     "style:font-family-complex:f style:font-family-generic:m style:font-family-generic-asian:m "
     "style:font-family-generic-complex:m style:font-name:f style:font-name-asian:f "
     "style:font-name-complex:f style:font-pitch:m style:font-pitch-asian:m "
     "style:font-pitch-complex:m style:font-relief:m style:font-size-asian:m "
     "style:font-size-complex:m style:font-size-rel:m style:font-style-asian:m "
     "style:font-style-complex:m style:font-style-name:f style:font-style-name-asian:f "
     "style:font-style-name-complex:f style:font-weight-asian:m style:font-weight-complex:m "
     "style:language-asian:m style:language-complex:m style:letter-kerning:m "
     "style:rfc-language-tag:m style:script-asian:m style:script-complex:m style:shadow:f "
     "style:text-blinking:m style:text-combine:m style:text-emphasize:f "
     "style:text-line-through-color:f style:text-line-through-mode:m "
     "style:text-line-through-style:m style:text-line-through-text:* "
     "style:text-line-through-type:m style:text-line-through-width:m style:text-outline:m "
     "style:text-overline-color:f style:text-overline-mode:m style:text-overline-style:m "
     "style:text-overline-type:m style:text-overline-width:m style:text-position:f "
     "style:text-rotation-angle:m style:text-rotation-scale:m style:text-scale:m "
     "style:text-underline-color:f style:text-underline-mode:m style:text-underline-style:m "
     "style:text-underline-type:m style:text-underline-width:m style:use-window-font-color:m "
     "text:display:m",
     0},
    {"text:a",
     "office:name:e office:title:e text:style-name:f text:visited-style-name:f xlink:href:* "
     "xlink:type:t",
     '*'},
    {"text:date", "style:data-style-name:i text:date-value:* text:fixed:b", '*'},
    {"text:line-break", "", 0},
    {"text:linenumbering-configuration",
     "style:num-format:m text:increment:m text:number-lines:m text:number-position:m text:offset:m",
     0},
    {"text:list-level-style-bullet",
     "loext:num-list-format:* style:num-prefix:* style:num-suffix:* text:bullet-char:* "
     "text:bullet-relative-size:m text:level:m text:style-name:f",
     0},
    {"text:list-level-style-number",
     "loext:num-list-format:* style:num-format:m style:num-letter-sync:m style:num-prefix:* "
     "style:num-suffix:* text:display-levels:m text:level:m text:start-value:m text:style-name:f",
     0},
    {"text:list-style", "style:display-name:f style:name:f text:consecutive-numbering:m", 0},
    {"text:notes-configuration",
     "text:citation-body-style-name:f text:citation-style-name:f text:master-page-name:f "
     "style:num-format:m text:footnotes-position:m text:note-class:m text:start-numbering-at:m "
     "text:start-value:m",
     0},
    {"text:outline-level-style",
     "loext:num-list-format:* style:num-format:m style:num-letter-sync:m style:num-prefix:* "
     "style:num-suffix:* text:display-levels:m text:level:m text:start-value:m text:style-name:f",
     0},
    {"text:outline-style", "style:name:f", 0},
    {"text:p", "text:is-list-header:b text:outline-level:n text:style-name:f", '*'},
    {"text:page-count", "style:num-format:m", '*'},
    {"text:page-number", "style:num-format:m text:page-adjust:n text:select-page:t", '*'},
    {"text:s", "text:c:n", 0},
    {"text:sheet-name", "", '*'},
    {"text:span", "text:style-name:f", '*'},
    {"text:tab", "", 0},
    {"text:time", "style:data-style-name:i text:fixed:b text:time-value:*", '*'},
    {"text:title", "text:fixed:b", '*'},
};

const struct vocabulary opendocument_words = {rules, sizeof rules / sizeof rules[0]};
