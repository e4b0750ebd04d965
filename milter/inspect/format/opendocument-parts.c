/*
 * opendocument-parts.c - the parts of an OpenDocument package without running text: list of parts,
 * properties, settings
 */
#include "inspect/format/opendocument.h"

#include "inspect/format/ooxml-properties.h"
#include "inspect/format/printer.h"

#include <string.h>

/* One state for all: which rules hold, and what the open element is */
struct part {
    const struct vocabulary *vocabulary;
    struct referral_sink *sink;
    const struct opendocument *document;
    char kinds[XML_DEPTH_MAX + 2];
    size_t depth;
    ooxml_value *value; /* of meta.xml: what the open element may hold */
};

static bool on_start(struct part *p, const struct xml_element *e)
{
    const struct vocabulary_rule *rule =
        vocabulary_element(p->vocabulary, e, p->sink, place_none());

    p->kinds[++p->depth] = rule == NULL ? '\0' : rule->text;
    return true;
}

static bool on_end(void *context, const char *name)
{
    (void)name;
    ((struct part *)context)->depth--;
    return true;
}

static bool on_text(void *context, struct slice text)
{
    struct part *p = context;

    vocabulary_text(p->kinds[p->depth], text, p->sink, place_none());
    return true;
}

static bool read_part(struct part *p, struct slice content, const struct xml_handler *handler)
{
    return part_result(xml_read(content, handler, p), p->sink, place_none());
}

#define VOCABULARY(rules)                         \
    {                                             \
        (rules), sizeof(rules) / sizeof(rules)[0] \
    }

/* --- META-INF/manifest.xml --- */

/* there - a part, a folder, or the package itself */
static bool there(const struct opendocument *d, struct slice path)
{
    if (slice_is(path, "/"))
        return true;
    for (size_t i = 0; opendocument_folders[i] != NULL; i++)
        if (slice_is(path, opendocument_folders[i]))
            return true;
    for (size_t i = 0; i < package_count(d->package); i++)
        if (slice_is(path, package_at(d->package, i)->name))
            return true;
    return false;
}

static bool manifest_start(void *context, const struct xml_element *e)
{
    static const char *const types[] = {"application/vnd.sun.xml.ui.configuration",
                                        "application/rdf+xml",
                                        "application/binary",
                                        "text/xml",
                                        "image/png",
                                        ""};
    struct part *p = context;
    struct slice type = xml_attribute(e, "manifest:media-type");
    bool known = slice_is(type, p->document->kind->media_type);

    on_start(p, e);
    if (strcmp(e->name, "manifest:file-entry") != 0)
        return true;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        known = known || slice_is(type, types[i]);
    if (!known || !there(p->document, xml_attribute(e, "manifest:full-path")))
        sink_hidden(p->sink, xml_attribute(e, "manifest:full-path"), place_none());
    return true;
}

bool opendocument_manifest(struct opendocument *d, struct slice content)
{
    static const struct xml_namespace namespaces[] = {
        {"manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"},
        {"loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"},
        {NULL, NULL}};
    static const struct vocabulary_rule rules[] = {
        {"manifest:file-entry",
         "manifest:full-path:* manifest:media-type:* manifest:version:n manifest:size:n", 0},
        {"manifest:manifest", "manifest:version:n", 0}};
    static const struct vocabulary vocabulary = VOCABULARY(rules);
    static const struct xml_handler handler = {namespaces, manifest_start, on_end, on_text};
    struct part p = {.vocabulary = &vocabulary, .sink = d->sink, .document = d};

    return read_part(&p, content, &handler);
}

/* --- meta.xml --- */

/* property_kind - of the value of a property that is no one's own: sensitivity labels; what Word
 * and Excel left, the number of their version and the worker's organisation; the four empty ones
 * "Info 1" that OpenOffice gave to every document, and the one without a name of a page of HTML. 0:
 * it is none of these. *value_r: what the kind '*' may hold. */
static char property_kind(struct slice name, ooxml_value **value_r)
{
    ooxml_value *value = ooxml_property(name);

    *value_r = value != NULL ? value : ooxml_label_value;
    if (slice_is(name, "AppVersion"))
        return 'n';
    if (slice_is(name, "Company"))
        return 'a';
    if (name.len == 0 || (slice_starts(name, "Info ") && name.len == 6 &&
                          vocabulary_holds('n', slice_sub(name, 5, 1))))
        return 'e';
    return value != NULL ? '*' : '\0';
}

static bool meta_start(void *context, const struct xml_element *e)
{
    struct part *p = context;
    struct slice name = xml_attribute(e, "meta:name");
    char kind;

    on_start(p, e);
    p->value = ooxml_program;
    if (strcmp(e->name, "meta:user-defined") != 0)
        return true;
    kind = property_kind(name, &p->value);
    if (kind == '\0')
        sink_hidden(p->sink, name, place_none());
    else
        p->kinds[p->depth] = kind;
    return true;
}

static bool meta_end(void *context, const char *name)
{
    ((struct part *)context)->value = ooxml_program;
    return on_end(context, name);
}

static bool meta_text(void *context, struct slice text)
{
    struct part *p = context;

    if (p->kinds[p->depth] != '*')
        return on_text(p, text);
    if (!p->value(text))
        sink_hidden(p->sink, text, place_none());
    return true;
}

bool opendocument_meta(struct opendocument *d, struct slice content)
{
    static const struct vocabulary_rule rules[] = {
        {"dc:creator", "", 'a'},
        {"dc:date", "", 'd'},
        {"dc:description", "", 'e'},
        {"dc:language", "", 'i'},
        {"dc:subject", "", 'e'},
        {"dc:title", "", 'o'},
        {"meta:creation-date", "", 'd'},
        {"meta:document-statistic",
         "meta:table-count:n meta:cell-count:n meta:image-count:n meta:object-count:n "
         "meta:page-count:n "
         "meta:paragraph-count:n meta:word-count:n meta:character-count:n "
         "meta:non-whitespace-character-count:n",
         0},
        {"meta:editing-cycles", "", 'n'},
        {"meta:editing-duration", "", 'i'},
        {"meta:generator", "", '*'},
        {"meta:initial-creator", "", 'a'},
        {"meta:keyword", "", 'e'},
        {"meta:print-date", "", 'd'},
        {"meta:printed-by", "", 'a'},
        {"meta:template", "xlink:type:t xlink:actuate:t xlink:title:i xlink:href:p meta:date:d", 0},
        {"meta:user-defined", "meta:name:* meta:value-type:t", '*'},
        {"office:document-meta", "office:version:n", 0},
        {"office:meta", "", 0}};
    static const struct vocabulary vocabulary = VOCABULARY(rules);
    static const struct xml_handler handler = {opendocument_namespaces, meta_start, meta_end,
                                               meta_text};
    struct part p = {.vocabulary = &vocabulary, .sink = d->sink, .document = d};

    return read_part(&p, content, &handler);
}

/* --- settings.xml --- */

/* entry_name - of a view, or of a sheet */
static void entry_name(struct part *p, struct slice name)
{
    if (!vocabulary_holds('i', name) && !opendocument_has_sheet(p->document, name))
        sink_hidden(p->sink, name, place_none());
}

static bool settings_start(void *context, const struct xml_element *e)
{
    static const struct {
        const char *type;
        char kind;
    } kinds[] = {{"boolean", 'b'}, {"short", 'n'},  {"int", 'n'},          {"long", 'n'},
                 {"double", 'n'},  {"string", 'i'}, {"base64Binary", 'e'}, {"datetime", 'd'}};
    struct part *p = context;
    struct slice type = xml_attribute(e, "config:type");

    on_start(p, e);
    if (strcmp(e->name, "config:config-item-map-entry") == 0)
        entry_name(p, xml_attribute(e, "config:name"));
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(e->name, "config:config-item") == 0 && slice_is(type, kinds[i].type))
            p->kinds[p->depth] = kinds[i].kind;
    /* the printer's name is the worker's, and words in it are no client's */
    if (slice_is(xml_attribute(e, "config:name"), "PrinterName"))
        p->kinds[p->depth] = 'f';
    if (slice_is(xml_attribute(e, "config:name"), "PrinterSetup"))
        p->kinds[p->depth] = 'p';
    return true;
}

static bool settings_text(void *context, struct slice text)
{
    struct part *p = context;

    if (p->kinds[p->depth] == 'i' && opendocument_has_sheet(p->document, text))
        return true; /* the sheet that is shown */
    if (p->kinds[p->depth] != 'p')
        return on_text(p, text);
    return printer_base64(text, p->sink);
}

bool opendocument_settings(struct opendocument *d, struct slice content)
{
    static const struct vocabulary_rule rules[] = {
        {"config:config-item", "config:name:f config:type:t", 'e'},
        {"config:config-item-map-entry", "config:name:*", 0},
        {"config:config-item-map-indexed", "config:name:i", 0},
        {"config:config-item-map-named", "config:name:i", 0},
        {"config:config-item-set", "config:name:i", 0},
        {"office:document-settings", "office:version:n", 0},
        {"office:settings", "", 0}};
    static const struct vocabulary vocabulary = VOCABULARY(rules);
    static const struct xml_handler handler = {opendocument_namespaces, settings_start, on_end,
                                               settings_text};
    struct part p = {.vocabulary = &vocabulary, .sink = d->sink, .document = d};

    return read_part(&p, content, &handler);
}

/* --- manifest.rdf --- */

static bool rdf_start(void *context, const struct xml_element *e)
{
    struct slice resource = xml_attribute(e, "rdf:resource");

    on_start(context, e);
    if (!vocabulary_holds('i', resource) &&
        !slice_starts(resource, "http://docs.oasis-open.org/ns/office/1.2/meta/"))
        sink_hidden(((struct part *)context)->sink, resource, place_none());
    return true;
}

bool opendocument_rdf(struct opendocument *d, struct slice content)
{
    static const struct xml_namespace namespaces[] = {
        {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
        {"pkg", "http://docs.oasis-open.org/ns/office/1.2/meta/pkg#"},
        {NULL, NULL}};
    static const struct vocabulary_rule rules[] = {{"pkg:hasPart", "rdf:resource:i", 0},
                                                   {"rdf:Description", "rdf:about:i", 0},
                                                   {"rdf:RDF", "", 0},
                                                   {"rdf:type", "rdf:resource:f", 0}};
    static const struct vocabulary vocabulary = VOCABULARY(rules);
    static const struct xml_handler handler = {namespaces, rdf_start, on_end, on_text};
    struct part p = {.vocabulary = &vocabulary, .sink = d->sink, .document = d};

    return read_part(&p, content, &handler);
}
