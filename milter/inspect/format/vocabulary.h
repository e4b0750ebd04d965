/*
 * vocabulary - which elements and attributes may stand in a part, and what they may hold
 *
 * A reader lists every element with its attributes, each with the kind of value it takes. Whatever
 * is not listed, or holds another kind of value, is a finding: content-hidden. The kinds leave no
 * room for sentences; those that take words are short, and are searched for words of a remark;
 * names of fonts and styles also for forbidden numbers and dates.
 */
#ifndef INSPECT_FORMAT_VOCABULARY_H
#define INSPECT_FORMAT_VOCABULARY_H

#include "inspect/format/xml.h"
#include "inspect/referral.h"

/* Kinds of value, as one letter:
 *   b  0, 1, true, false, on, off
 *   n  a number, at most 10 digits before the point
 *   m  a number with a unit: 12.5pt, 2cm, 100%; or a word
 *   t  a word of ASCII letters and digits, at most 32
 *   h  hexadecimal digits: at most 8, perhaps after #, or 20; or a word of at most 20
 *   x  at most 8 hexadecimal digits
 *   v  the path of a drawing: numbers and the letters of its commands, at most 2000 bytes
 *   z  base64 of a digest or a salt: 16, 20, 32, 48 or 64 bytes
 *   g  a GUID
 *   d  a moment, as 2026-11-23T10:00:00Z
 *   r  cells: $A$1:B2, several parted by blanks
 *   i  an identifier: ASCII letters, digits and ._-:, at most 32
 *   s  the name of a style sheet of Office: \APA.xsl, /APA.XSL
 *   u  an address of a schema of Microsoft, OpenXML or W3C, at most 100 bytes
 *   w  identifiers parted by blanks, at most 160 bytes
 *   y  prefixes of namespaces parted by blanks, at most 160 bytes (mc:Ignorable)
 *   f  a name of a font or a style, at most 64 bytes
 *   a  a name of a person or an organisation, at most 100 bytes
 *   k  the number of a document: something as 13_ncr:1_ and a GUID
 *   l  a path of a folder, at most 300 bytes
 *   e  nothing, or blanks
 *   o  the same, or the name of a template that LibreOffice comes with, or a fixed text: programs
 *      take the first line of a document for its title
 *   p  the same, or the path of such a template
 *   *  whatever: the reader judges it itself
 */
struct vocabulary_rule {
    const char *element;
    const char *attributes; /* "name:kind name:kind", names as xml.h gives them */
    char text;              /* kind of the text in it; 0: none but blanks */
};

/* Rules in the byte order of their elements' names */
struct vocabulary {
    const struct vocabulary_rule *rules;
    size_t count;
};

/* vocabulary_holds - is the value of that kind? */
bool vocabulary_holds(char kind, struct slice value);
/* vocabulary_rule - NULL when the element is not listed */
const struct vocabulary_rule *vocabulary_rule(const struct vocabulary *v, const char *element);
/* vocabulary_kind - of an attribute; 0 when the rule has none of that name */
char vocabulary_kind(const struct vocabulary_rule *rule, const char *name);
/* vocabulary_element - checks the element; what is wrong is a finding at the place. The rule, or
 * NULL. */
const struct vocabulary_rule *vocabulary_element(const struct vocabulary *v,
                                                 const struct xml_element *element,
                                                 struct referral_sink *sink, struct place place);
/* vocabulary_text - checks a text in an element of that kind */
void vocabulary_text(char kind, struct slice text, struct referral_sink *sink, struct place place);

/* vocabulary_part - reads a part that says nothing but what its vocabulary allows; false only
 * without memory */
bool vocabulary_part(const struct vocabulary *v, const struct xml_namespace *namespaces,
                     struct slice part, struct referral_sink *sink, struct place place);

/* part_result - what reading a part came to, as findings; false only without memory, which is also
 * why handlers stop */
bool part_result(enum xml_result result, struct referral_sink *sink, struct place place);

#endif
