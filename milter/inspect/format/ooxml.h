/*
 * ooxml - what all documents of Microsoft's formats share (ECMA-376 part 2): content types,
 * relationships, properties, labels, themes
 *
 * Every part is reached by a relationship of a known type, or it is an orphan. What Office writes
 * into a clean document by itself is no finding: authors, company, dates, program and version,
 * sensitivity labels. What a person wrote there is: title, subject, keywords, remarks, other
 * custom properties, pictures of the first page, links to elsewhere.
 */
#ifndef INSPECT_FORMAT_OOXML_H
#define INSPECT_FORMAT_OOXML_H

#include "inspect/format/package.h"
#include "inspect/format/vocabulary.h"

enum {
    OOXML_RELATIONS_MAX = 64,
    OOXML_TARGET_MAX = 400,
    OOXML_ID_SIZE = 40,
    OOXML_TITLES_MAX = 16 * 1024
};

struct ooxml_relation {
    char id[OOXML_ID_SIZE];
    const char *type;                  /* see ooxml_is(); "" when it is none of those asked for */
    struct package_part *part;         /* NULL when external, or a finding was added */
    char target[OOXML_TARGET_MAX + 1]; /* of an external one: the address; else "" */
};

struct ooxml_relations {
    struct ooxml_relation *all;
    size_t count;
};

struct ooxml {
    struct package *package;
    struct referral_sink *sink;
    struct package_part *document; /* the one the package is about */
    struct ooxml_relations outer;  /* of the package; for ooxml_custom_xml() */
    struct buffer titles;          /* of docProps/app.xml, each with a line feed behind it */
};

/* ooxml_open - opens the package, reads content types, properties and labels. false only without
 * memory; document is NULL when there is nothing to go on with. */
bool ooxml_open(struct ooxml *ooxml, struct slice file, struct referral_sink *sink);
/* ooxml_relations - of a part; types is a list "worksheet theme", of which the others are findings.
 * One of type hyperlink or attachedTemplate may be external. False only without memory; free it. */
bool ooxml_relations(struct ooxml *ooxml, const struct package_part *source, const char *types,
                     struct ooxml_relations *relations);
void ooxml_relations_free(struct ooxml_relations *relations);
/* ooxml_relation - NULL when there is none of that id */
const struct ooxml_relation *ooxml_relation(const struct ooxml_relations *relations,
                                            struct slice id);
/* ooxml_is - is it of that type? */
bool ooxml_is(const struct ooxml_relation *relation, const char *type);
/* ooxml_theme - checks a theme; its twelve colours, in the order of the file, go to colours (may be
 * NULL) as 0xRRGGBB. False only without memory. */
enum { OOXML_THEME_COLOURS = 12 };
extern const struct vocabulary ooxml_theme_words;
extern const struct xml_namespace ooxml_theme_namespaces[];
bool ooxml_theme(struct ooxml *ooxml, const struct package_part *part, uint32_t *colours);
/* ooxml_custom_xml - checks the parts of customXml that the relations lead to, and their
 * properties; after the values of the document have been read. False only without memory. */
bool ooxml_custom_xml(struct ooxml *ooxml, const struct ooxml_relations *relations);
/* ooxml_close - parts that nothing led to are findings; frees */
void ooxml_close(struct ooxml *ooxml);

#endif
