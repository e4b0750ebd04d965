/*
 * ooxml.c - packages of Microsoft's formats: content types and relationships
 */
#include "inspect/format/ooxml.h"

#include "inspect/format/ooxml-names.h"
#include "inspect/format/ooxml-properties.h"
#include "inspect/format/ooxml-sharepoint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct xml_namespace namespaces[] = {
    {"types", "http://schemas.openxmlformats.org/package/2006/content-types"},
    {"rels", "http://schemas.openxmlformats.org/package/2006/relationships"},
    {NULL, NULL}};

static void judge_names(struct ooxml *ooxml)
{
    for (size_t i = 0; i < package_count(ooxml->package); i++) {
        struct package_part *part = package_at(ooxml->package, i);

        if (sharepoint_trash(part))
            part->seen = true;
        else if (!ooxml_part_name(slice_from(part->name)))
            sink_finding(ooxml->sink, REASON_CONTENT_HIDDEN, place_none());
    }
}

/* --- [Content_Types].xml --- */

/* there - is there a part of that absolute name? Not a way to reach it. */
static bool there(struct ooxml *ooxml, struct slice name)
{
    for (size_t i = 0; i < package_count(ooxml->package); i++)
        if (name.len > 0 && name.data[0] == '/' &&
            slice_is_nocase(slice_sub(name, 1, name.len), package_at(ooxml->package, i)->name))
            return true;
    return false;
}

static bool types_start(void *context, const struct xml_element *e)
{
    static const struct vocabulary_rule rules[] = {
        {"types:Default", "Extension:t ContentType:*", 0},
        {"types:Override", "PartName:* ContentType:*", 0},
        {"types:Types", "", 0}};
    static const struct vocabulary vocabulary = {rules, sizeof rules / sizeof rules[0]};
    struct ooxml *ooxml = context;
    const struct vocabulary_rule *rule =
        vocabulary_element(&vocabulary, e, ooxml->sink, place_none());

    if (rule != NULL && rule->attributes[0] != '\0' &&
        (!ooxml_content_type(xml_attribute(e, "ContentType")) ||
         (!ooxml_extension(xml_attribute(e, "Extension")) &&
          !there(ooxml, xml_attribute(e, "PartName")))))
        sink_finding(ooxml->sink, REASON_CONTENT_HIDDEN, place_none());
    return true;
}

static bool nothing_at_end(void *context, const char *name)
{
    (void)context;
    (void)name;
    return true;
}

static bool no_text(void *context, struct slice text)
{
    vocabulary_text('\0', text, ((struct ooxml *)context)->sink, place_none());
    return true;
}

static bool read_types(struct ooxml *ooxml)
{
    static const struct xml_handler handler = {namespaces, types_start, nothing_at_end, no_text};
    const struct package_part *part = package_part(ooxml->package, "[Content_Types].xml");

    if (part == NULL) {
        sink_finding(ooxml->sink, REASON_CONTENT_FORMAT, place_none());
        return true;
    }
    return part_result(xml_read(part->content, &handler, ooxml), ooxml->sink, place_none());
}

/* --- relationships --- */

struct relating {
    struct ooxml *ooxml;
    const char *source; /* name of the part they are of; "" for the package */
    const char *types;
    struct ooxml_relations *relations;
};

/* The addresses of relationship types end in their name; what stands before it is one of these */
static const char *type_name(struct slice type)
{
    static const char *const fronts[] = {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/",
        "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/",
        "http://schemas.microsoft.com/office/2007/relationships/",
        "http://schemas.microsoft.com/office/2011/relationships/",
        "http://schemas.microsoft.com/office/2020/02/relationships/"};

    for (size_t i = 0; i < sizeof fronts / sizeof fronts[0]; i++)
        if (slice_starts(type, fronts[i]))
            return (const char *)type.data + strlen(fronts[i]);
    return "";
}

/* listed - the word of the list that is the type's name; "" when there is none. Of the list, so
 * that it lasts. */
static const char *listed(const char *list, const char *name, size_t *len_r)
{
    size_t len = strlen(name);

    *len_r = len;
    for (const char *at = list; len > 0 && (at = strstr(at, name)) != NULL; at += len)
        if ((at == list || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
            return at;
    return NULL;
}

/* resolve - a target as seen from the source, as a part's name; false when it leads nowhere */
static bool resolve(const char *source, struct slice target, char out[PACKAGE_NAME_MAX + 1])
{
    size_t len = 0;

    if (target.len > 0 && target.data[0] == '/') {
        target = slice_sub(target, 1, target.len);
    } else {
        len = strlen(source);
        while (len > 0 && source[len - 1] != '/')
            len--;
    }
    if (len + target.len > PACKAGE_NAME_MAX)
        return false;
    memcpy(out, source, len);
    while (slice_starts(target, "../")) {
        target = slice_sub(target, 3, target.len);
        for (len -= len > 0 ? 1 : 0; len > 0 && out[len - 1] != '/';)
            len--;
    }
    if (target.len > 0)
        memcpy(out + len, target.data, target.len);
    out[len + target.len] = '\0';
    return true;
}

/* goes_out - a type that can lead out of the package */
static bool goes_out(struct slice type)
{
    return slice_is(type, "hyperlink") || slice_is(type, "attachedTemplate");
}

static void relate(struct relating *r, const struct xml_element *e, struct ooxml_relation *out)
{
    struct slice target = xml_attribute(e, "Target"), mode = xml_attribute(e, "TargetMode");
    struct slice id = xml_attribute(e, "Id");
    char name[PACKAGE_NAME_MAX + 1];
    size_t len;
    const char *type = listed(r->types, type_name(xml_attribute(e, "Type")), &len);

    memset(out, 0, sizeof *out);
    /* Nothing refers to one without a name, or with one too long */
    if (id.len > 0 && id.len < sizeof out->id)
        memcpy(out->id, id.data, id.len);
    out->type = type != NULL ? type : "";
    if (type != NULL && slice_is(mode, "External") && goes_out(slice_of(type, len)) &&
        target.len > 0 && target.len <= OOXML_TARGET_MAX) {
        memcpy(out->target, target.data, target.len);
        return;
    }
    if (mode.len == 0 || slice_is(mode, "Internal"))
        out->part = resolve(r->source, target, name) ? package_part(r->ooxml->package, name) : NULL;
    if (type == NULL || out->part == NULL)
        sink_hidden(r->ooxml->sink, target, place_none());
}

static bool relations_start(void *context, const struct xml_element *e)
{
    static const struct vocabulary_rule rules[] = {
        {"rels:Relationship", "Id:i Type:* Target:* TargetMode:t", 0},
        {"rels:Relationships", "", 0}};
    static const struct vocabulary vocabulary = {rules, sizeof rules / sizeof rules[0]};
    struct relating *r = context;
    const struct vocabulary_rule *rule =
        vocabulary_element(&vocabulary, e, r->ooxml->sink, place_none());

    if (rule != &rules[0])
        return true;
    if (r->relations->count >= OOXML_RELATIONS_MAX)
        sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN, place_none());
    else
        relate(r, e, &r->relations->all[r->relations->count++]);
    return true;
}

static bool relations_text(void *context, struct slice text)
{
    return no_text(((struct relating *)context)->ooxml, text);
}

/* rels_part - xl/workbook.xml has xl/_rels/workbook.xml.rels; NULL when there is none */
static struct package_part *rels_part(struct ooxml *ooxml, const char *source)
{
    const char *slash = strrchr(source, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - source) + 1;
    char name[2 * PACKAGE_NAME_MAX];

    snprintf(name, sizeof name, "%.*s_rels/%s.rels", (int)folder, source, source + folder);
    return package_part(ooxml->package, name);
}

static bool read_relations(struct ooxml *ooxml, const char *source, const char *types,
                           struct ooxml_relations *relations)
{
    static const struct xml_handler handler = {namespaces, relations_start, nothing_at_end,
                                               relations_text};
    const struct package_part *part = rels_part(ooxml, source);
    struct relating r;

    *relations = (struct ooxml_relations){NULL, 0};
    r = (struct relating){ooxml, source, types, relations};
    if (part == NULL)
        return true;
    relations->all = calloc(OOXML_RELATIONS_MAX, sizeof *relations->all);
    return relations->all != NULL &&
           part_result(xml_read(part->content, &handler, &r), ooxml->sink, place_none());
}

bool ooxml_relations(struct ooxml *ooxml, const struct package_part *source, const char *types,
                     struct ooxml_relations *relations)
{
    return read_relations(ooxml, source->name, types, relations);
}

void ooxml_relations_free(struct ooxml_relations *relations)
{
    if (relations->all != NULL)
        bytes_wipe(relations->all, relations->count * sizeof *relations->all);
    free(relations->all);
    *relations = (struct ooxml_relations){NULL, 0};
}

const struct ooxml_relation *ooxml_relation(const struct ooxml_relations *relations,
                                            struct slice id)
{
    for (size_t i = 0; i < relations->count; i++)
        if (slice_is(id, relations->all[i].id))
            return &relations->all[i];
    return NULL;
}

bool ooxml_is(const struct ooxml_relation *relation, const char *type)
{
    size_t len = strlen(type);

    return strncmp(relation->type, type, len) == 0 &&
           (relation->type[len] == ' ' || relation->type[len] == '\0');
}

/* --- the package --- */

static bool read_package_part(struct ooxml *ooxml, const struct ooxml_relation *r)
{
    if (r->part == NULL)
        return true;
    if (ooxml_is(r, "officeDocument")) {
        if (ooxml->document != NULL)
            sink_finding(ooxml->sink, REASON_CONTENT_HIDDEN, place_none());
        ooxml->document = r->part;
        return true;
    }
    if (ooxml_is(r, "core-properties"))
        return ooxml_core_properties(ooxml, r->part);
    if (ooxml_is(r, "extended-properties"))
        return ooxml_extended_properties(ooxml, r->part);
    if (ooxml_is(r, "custom-properties"))
        return ooxml_custom_properties(ooxml, r->part);
    if (ooxml_is(r, "customXml"))
        return true; /* ooxml_custom_xml() */
    return ooxml_label_info(ooxml, r->part);
}

bool ooxml_open(struct ooxml *ooxml, struct slice file, struct referral_sink *sink)
{
    static const char types[] = "officeDocument core-properties extended-properties "
                                "custom-properties classificationlabels customXml";
    enum package_result result;
    bool good;

    *ooxml = (struct ooxml){.sink = sink};
    buffer_init(&ooxml->titles, OOXML_TITLES_MAX);
    result = package_open(file, &ooxml->package);
    if (result == PACKAGE_FORMAT)
        sink_unread(sink, REASON_CONTENT_FORMAT);
    if (result == PACKAGE_HIDDEN)
        sink_unread(sink, REASON_CONTENT_HIDDEN);
    if (result != PACKAGE_OK)
        return result != PACKAGE_NO_MEMORY;
    judge_names(ooxml);
    good = read_types(ooxml) && read_relations(ooxml, "", types, &ooxml->outer);
    for (size_t i = 0; good && i < ooxml->outer.count; i++)
        good = read_package_part(ooxml, &ooxml->outer.all[i]);
    if (good && ooxml->document == NULL)
        sink_finding(sink, REASON_CONTENT_FORMAT, place_none());
    return good;
}

void ooxml_close(struct ooxml *ooxml)
{
    static const char *const folders[] = {NULL};

    if (ooxml->package != NULL && package_orphans(ooxml->package, folders))
        sink_finding(ooxml->sink, REASON_CONTENT_HIDDEN, place_none());
    package_free(ooxml->package);
    ooxml_relations_free(&ooxml->outer);
    buffer_free(&ooxml->titles);
}
