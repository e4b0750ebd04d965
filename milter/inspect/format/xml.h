/*
 * xml - a part of a package, read by expat within narrow bounds
 *
 * XML 1.0 with namespaces, in UTF-8 or UTF-16. No document type, so no entities but the five
 * built-in ones. Depth, elements, attributes, names and text are bounded, the time is linear.
 * Comments, processing instructions and namespaces that the reader does not list are reported as
 * hidden: in the packages of office programs there are hardly any.
 */
#ifndef INSPECT_FORMAT_XML_H
#define INSPECT_FORMAT_XML_H

#include "base/buffer.h"

enum {
    XML_DEPTH_MAX = 100,
    XML_ELEMENTS_MAX = 50000,
    XML_ATTRIBUTES_MAX = 64, /* of one element; a document element may declare as many namespaces */
    XML_TEXT_MAX = 32 * 1024,     /* bytes of one text, between two tags */
    XML_ATTRIBUTE_MAX = 4 * 1024, /* bytes of an attribute's value */
    XML_NAME_MAX = 80             /* bytes of a name as given to the handlers */
};

/* A namespace the reader knows. Names are given as "prefix:local" with the prefix of this table,
 * whatever the document calls it (several addresses may have one prefix). In the document its
 * prefix is the same, none, or one of at most three letters and digits: a prefix is no place for a
 * message. Names without a namespace, as most attributes, are given as they are; "xml:" is known.
 *
 * The address XML_GUID stands for all that are a GUID, as those of SharePoint's columns. An entry
 * of the prefix "?" is no namespace: it names a processing instruction that may be there, without
 * text.
 */
#define XML_GUID "00000000-0000-0000-0000-000000000000"
struct xml_namespace {
    const char *prefix;
    const char *address;
};

struct xml_attribute {
    const char *name;
    struct slice value; /* UTF-8, ended by a NUL that is not counted */
};

struct xml_element {
    const char *name;
    const struct xml_attribute *attributes; /* without the namespace declarations */
    size_t count;
    unsigned depth; /* from 1 */
};

/* All of it is valid during the call only. false ends the reading: XML_STOPPED. */
struct xml_handler {
    const struct xml_namespace *namespaces; /* ends in an entry of NULLs */
    bool (*start)(void *context, const struct xml_element *element);
    bool (*end)(void *context, const char *name);
    /* all text between two tags in one piece, CDATA sections included; also blanks alone */
    bool (*text)(void *context, struct slice text);
};

enum xml_result {
    XML_OK,
    XML_HIDDEN,  /* read to the end, but with comments, instructions or unknown namespaces */
    XML_FORMAT,  /* not well-formed, with a document type, or beyond a bound */
    XML_STOPPED, /* by a handler */
    XML_NO_MEMORY
};

enum xml_result xml_read(struct slice part, const struct xml_handler *handler, void *context);

/* xml_count - the attribute as a number, at most max; 1 when there is none */
uint32_t xml_count(const struct xml_element *element, const char *name, uint32_t max);
/* xml_attribute - the value; an empty slice with data == NULL when there is none */
struct slice xml_attribute(const struct xml_element *element, const char *name);
/* xml_blank - nothing but blanks, tabs and line ends? */
bool xml_blank(struct slice text);

#endif
