/*
 * ooxml-sharepoint.c - what SharePoint, Teams and OneDrive put into documents that are kept there
 *
 * Parts of customXml: the columns of the library (a schema), the values of this document in them,
 * and the forms in which people see those. The schema is the library's and says nothing of a
 * client: its names are titles, its one sentence is known. The values are the document's: they must
 * be empty.
 */
#include "inspect/format/ooxml-sharepoint.h"

#include "base/encode.h"
#include "inspect/format/title.h"
#include "inspect/format/xml-path.h"

#include <string.h>

enum {
    CONTENT_TYPE_MAX = 150,
    NUMBER_MAX = 7, /* digits: fewer than a telephone number has */
    TRASH_MAX = 64 * 1024
};

/* --- values that are not free --- */

/* known_address - of a schema: what a part lists, or SharePoint's columns */
static bool known_address(struct slice address)
{
    static const char *const others[] = {
        "", "http://www.w3.org/2000/xmlns/",
        "http://dublincore.org/schemas/xmls/qdc/2003/04/02/dc.xsd",
        "http://dublincore.org/schemas/xmls/qdc/2003/04/02/dcterms.xsd", NULL};

    for (const struct xml_namespace *n = sharepoint_namespaces; n->prefix != NULL; n++)
        if (slice_is(address, n->address))
            return true;
    return slice_in_nocase(address, others) ||
           (address.len == sizeof XML_GUID - 1 && vocabulary_holds('g', address));
}

bool sharepoint_content_type(struct slice text)
{
    return text.len <= CONTENT_TYPE_MAX && slice_starts(text, "0x0101") &&
           hex_only(slice_sub(text, 2, text.len));
}

bool sharepoint_value(struct slice text)
{
    return text.len == 0 || vocabulary_holds('b', text) || vocabulary_holds('g', text) ||
           (text.len <= NUMBER_MAX && vocabulary_holds('n', text)) || sharepoint_content_type(text);
}

bool sharepoint_trash(const struct package_part *part)
{
    static const char folder[] = "[trash]/", end[] = ".dat";
    struct slice name = slice_from(part->name), number;

    number = slice_sub(name, sizeof folder - 1, 4);
    if (!slice_starts(name, folder) || !hex_only(number) ||
        !slice_is(slice_sub(name, sizeof folder - 1 + 4, name.len), end) ||
        part->content.len > TRASH_MAX)
        return false;
    for (size_t i = 0; i < part->content.len; i++)
        if (part->content.data[i] != 0 && (i >= 4 || part->content.data[i] != 0xff))
            return false;
    return true;
}

/* --- reading --- */

struct item {
    struct referral_sink *sink;
    struct titles titles;
    struct xml_path path;
    char kinds[XML_DEPTH_MAX + 1]; /* of the texts in the open elements */
};

static void judged(struct item *item, bool good, struct slice value)
{
    if (!good)
        sink_hidden(item->sink, value, place_none());
}

static bool is_any(const char *name, const char *const *names)
{
    return slice_in_nocase(slice_from(name), names);
}

/* judge_title - a name of the schema or a column, perhaps with the prefix of a namespace */
static bool judge_title(struct item *item, struct slice value, bool prefixed)
{
    static const char *const prefixes[] = {"ns1",     "ns2", "ns3", "ns4", "ns5", "ns6",
                                           "ns7",     "ns8", "ns9", "pc",  "dms", "dc",
                                           "dcterms", "xsd", "xs",  NULL};
    size_t colon = prefixed ? slice_find_byte(value, ':', 0) : SIZE_MAX;

    if (colon != SIZE_MAX && slice_in_nocase(slice_sub(value, 0, colon), prefixes))
        value = slice_sub(value, colon + 1, value.len);
    return sharepoint_name(value) || titles_judge(&item->titles, value);
}

/* judge_attribute - one that its vocabulary leaves to the reader. False only without memory. */
static bool judge_attribute(struct item *item, const struct xml_attribute *a)
{
    static const char *const qualified[] = {"ref", "type", "base", NULL};
    static const char *const titles[] = {"name",
                                         "ma:displayName",
                                         "ma:internalName",
                                         "ma:taxonomyFieldName",
                                         "ma:contentTypeName",
                                         "ma:showField",
                                         NULL};
    static const char *const addresses[] = {"ds:uri", "namespace", "targetNamespace",
                                            "schemaLocation", NULL};
    static const char *const sentences[] = {"ma:description", "ma:contentTypeDescription", NULL};
    static const char *const numbers[] = {"ma:versionID", "ma:fieldsID", NULL};
    static const char *const words[] = {
        "unbounded", "Dropdown", "RadioButtons", "DateOnly", "DateTime", "Hyperlink", "Image",
        "FALSE",     "TRUE",     "UserInfo",     "Docs",     "#all",     NULL};

    if (is_any(a->name, qualified) || is_any(a->name, titles))
        return judge_title(item, a->value, is_any(a->name, qualified));
    if (is_any(a->name, addresses))
        judged(item, known_address(a->value), a->value);
    else if (is_any(a->name, sentences))
        judged(item, sharepoint_sentence(a->value), a->value);
    else if (is_any(a->name, numbers))
        judged(item, a->value.len <= 32 && hex_only(a->value), a->value);
    else
        judged(item, sharepoint_value(a->value) || slice_in_nocase(a->value, words), a->value);
    return true;
}

/* column - the value of a column: an element of that name, with the parts of its kind in it */
static bool column(struct item *item, const struct xml_element *e)
{
    static const char *const parts[] = {"UserInfo", "DisplayName", "AccountId",   "AccountType",
                                        "Value",    "Url",         "Description", NULL};
    struct slice name = slice_from(e->name + 2);
    struct xml_element any = *e;

    any.name = "f:_";
    vocabulary_element(&sharepoint_words, &any, item->sink, place_none());
    if (strcmp(xml_path_parent(&item->path), "documentManagement") == 0)
        return judge_title(item, name, false);
    judged(item,
           strncmp(xml_path_parent(&item->path), "f:", 2) == 0 && slice_in_nocase(name, parts),
           name);
    return true;
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct item *item = context;
    const struct vocabulary_rule *rule = NULL;
    bool good = true;

    if (strncmp(e->name, "f:", 2) == 0) {
        good = column(item, e);
    } else {
        rule = vocabulary_element(&sharepoint_words, e, item->sink, place_none());
        for (size_t i = 0; rule != NULL && good && i < e->count; i++)
            good = vocabulary_kind(rule, e->attributes[i].name) != '*' ||
                   judge_attribute(item, &e->attributes[i]);
    }
    xml_path_push(&item->path, e->name);
    item->kinds[item->path.depth] = rule == NULL ? '\0' : rule->text;
    return good;
}

static bool on_end(void *context, const char *name)
{
    (void)name;
    xml_path_pop(&((struct item *)context)->path);
    return true;
}

static bool on_text(void *context, struct slice text)
{
    static const char *const forms[] = {"DocumentLibraryForm", "ListForm", NULL};
    struct item *item = context;
    struct slice rest = text;

    if (item->kinds[item->path.depth] != '*') {
        vocabulary_text(item->kinds[item->path.depth], text, item->sink, place_none());
        return true;
    }
    while (rest.len > 0 && xml_blank(slice_sub(rest, 0, 1)))
        rest = slice_sub(rest, 1, rest.len);
    while (rest.len > 0 && xml_blank(slice_sub(rest, rest.len - 1, 1)))
        rest.len--;
    judged(item,
           strcmp(xml_path_parent(&item->path), "xsd:documentation") == 0
               ? sharepoint_sentence(rest)
               : slice_in_nocase(rest, forms),
           text);
    return true;
}

static bool read_item(struct item *item, const struct package_part *part)
{
    static const struct xml_handler handler = {sharepoint_namespaces, on_start, on_end, on_text};

    item->path.depth = 0; /* what is not well-formed ends anywhere */
    return part_result(xml_read(part->content, &handler, item), item->sink, place_none());
}

/* read_part - the part and its properties */
static bool read_part(struct item *item, struct ooxml *ooxml, const struct package_part *part)
{
    struct ooxml_relations relations = {NULL, 0};
    bool good = read_item(item, part) && ooxml_relations(ooxml, part, "customXmlProps", &relations);

    for (size_t i = 0; good && i < relations.count; i++)
        if (relations.all[i].part != NULL)
            good = read_item(item, relations.all[i].part);
    ooxml_relations_free(&relations);
    return good;
}

/* next_part - index of the next relationship that leads to a part of customXml, from one on */
static size_t next_part(const struct ooxml_relations *relations, size_t i)
{
    while (i < relations->count &&
           (!ooxml_is(&relations->all[i], "customXml") || relations->all[i].part == NULL))
        i++;
    return i;
}

bool ooxml_custom_xml(struct ooxml *ooxml, const struct ooxml_relations *relations)
{
    struct item item = {.sink = ooxml->sink};
    size_t i = next_part(relations, 0);
    bool good;

    if (i == relations->count) /* most documents have none: no need of the clients' names */
        return true;
    good = titles_init(&item.titles, ooxml->sink);
    for (; good && i < relations->count; i = next_part(relations, i + 1))
        good = read_part(&item, ooxml, relations->all[i].part);
    titles_free(&item.titles);
    return good;
}
