/*
 * ooxml-properties.c - the properties of a document of Microsoft's formats
 *
 * Program and version are numbers and a few words. Authors, who last saved, and the company
 * come from the settings of Office, not from the document: they may be there. Sensitivity labels
 * are GUIDs, dates, numbers and single words.
 */
#include "inspect/format/ooxml-properties.h"

#include "base/ascii.h"
#include "inspect/format/ooxml-sharepoint.h"

#include <string.h>

static const struct xml_namespace namespaces[] = {
    {"cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"},
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"dcmitype", "http://purl.org/dc/dcmitype/"},
    {"xsi", "http://www.w3.org/2001/XMLSchema-instance"},
    {"ep", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"},
    {"op", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"},
    {"vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"},
    {"clbl", "http://schemas.microsoft.com/office/2020/mipLabelMetadata"},
    {NULL, NULL}};

bool ooxml_core_properties(struct ooxml *ooxml, const struct package_part *part)
{
    static const struct vocabulary_rule rules[] = {{"cp:category", "", 'e'},
                                                   {"cp:contentStatus", "", 'e'},
                                                   {"cp:coreProperties", "", 0},
                                                   {"cp:keywords", "", 'e'},
                                                   {"cp:lastModifiedBy", "", 'a'},
                                                   {"cp:lastPrinted", "", 'd'},
                                                   {"cp:revision", "", 'n'},
                                                   {"cp:version", "", 'e'},
                                                   {"dc:creator", "", 'a'},
                                                   {"dc:description", "", 'e'},
                                                   {"dc:identifier", "", 'e'},
                                                   {"dc:language", "", 'i'},
                                                   {"dc:subject", "", 'e'},
                                                   {"dc:title", "", 'o'},
                                                   {"dcterms:created", "xsi:type:i", 'd'},
                                                   {"dcterms:modified", "xsi:type:i", 'd'}};
    static const struct vocabulary vocabulary = {rules, sizeof rules / sizeof rules[0]};

    return vocabulary_part(&vocabulary, namespaces, part->content, ooxml->sink, place_none());
}

/* --- docProps/app.xml, docProps/custom.xml --- */

struct properties {
    struct ooxml *ooxml;
    const struct vocabulary *vocabulary;
    char kinds[XML_DEPTH_MAX + 1];
    size_t depth;
    bool application;   /* in the name of the program */
    ooxml_value *value; /* what the open property may hold; NULL: it is a title */
};

enum { SHORT_MAX = 3, NUMBER_MAX = 6, BLANKS_MAX = 3 };

static bool all_of(struct slice text, const char *characters)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] == '\0' || strchr(characters, text.data[i]) == NULL)
            return false;
    return true;
}

/* version_word - of letters and digits: a number, a short word, one that programs have in their
 * versions, or the number of a build, which is hexadecimal */
static bool version_word(struct slice word)
{
    static const char *const words[] = {
        "Linux",          "Windows", "MacOSX", "AARCH",     "LibreOffice",     "LibreOfficeDev",
        "project",        "Build",   "Online", "OfficeDev", "Office",          "MicrosoftWord",
        "MicrosoftExcel", "Word",    "Excel",  "Collabora", "CollaboraOffice", NULL};
    size_t letters = slice_without_number(word).len, digits = 0;

    for (size_t i = 0; i < word.len; i++)
        digits += ascii_digit(word.data[i]);
    return (letters <= SHORT_MAX && word.len <= letters + NUMBER_MAX) ||
           slice_in_nocase(slice_sub(word, 0, letters), words) ||
           (digits >= 4 && digits < word.len && word.len <= 40 && all_of(word, "0123456789abcdef"));
}

bool ooxml_program(struct slice name)
{
    static const char *const fronts[] = {
        "Microsoft Excel",  "Microsoft Office Word",     "Microsoft Word",
        "MicrosoftOffice/", "Microsoft Macintosh Excel", "Microsoft Macintosh Word",
        "LibreOffice/",     "Microsoft Office Excel",    "Collabora",
        "ONLYOFFICE/"};
    size_t at = 0, end, blanks = 0;

    while (at < sizeof fronts / sizeof fronts[0] && !slice_starts(name, fronts[at]))
        at++;
    if (at == sizeof fronts / sizeof fronts[0] || name.len > 100)
        return false;
    for (at = strlen(fronts[at]); at < name.len; at = end + 1) {
        for (end = at;
             end < name.len && (ascii_letter(name.data[end]) || ascii_digit(name.data[end]));)
            end++;
        if (!version_word(slice_sub(name, at, end - at)) ||
            (end < name.len && name.data[end] >= 0x80))
            return false;
        blanks += end < name.len && name.data[end] == ' ';
    }
    return blanks <= BLANKS_MAX; /* "Microsoft Word for the web" */
}

/* ooxml_label_value - blanks around it do not count: a GUID, a date, numbers, or one of the words
 * of labels */
bool ooxml_label_value(struct slice text)
{
    static const char *const words[] = {"",
                                        "true",
                                        "false",
                                        "True",
                                        "False",
                                        "Standard",
                                        "Privileged",
                                        "Auto",
                                        "Public",
                                        "Personal",
                                        "General",
                                        "Internal",
                                        "Confidential",
                                        "Openbaar",
                                        "Intern",
                                        "Vertrouwelijk",
                                        "Algemeen",
                                        "Persoonlijk",
                                        NULL};

    text = slice_trim(text);
    return slice_in(text, words) || vocabulary_holds('g', text) || vocabulary_holds('d', text) ||
           (text.len <= 16 && all_of(text, "0123456789, "));
}

static bool library_value(struct slice text)
{
    return sharepoint_value(slice_trim(text));
}

/* is_label - MSIP_Label_, a GUID and one of the words Microsoft has */
static bool is_label(struct slice name)
{
    static const char front[] = "MSIP_Label_";
    static const char *const words[] = {"_Enabled",  "_SetDate",     "_Method", "_Name", "_SiteId",
                                        "_ActionId", "_ContentBits", "_Tag",    NULL};

    return slice_starts(name, front) &&
           vocabulary_holds('g', slice_sub(name, sizeof front - 1, 36)) &&
           slice_in(slice_sub(name, sizeof front - 1 + 36, name.len), words);
}

ooxml_value *ooxml_property(struct slice name)
{
    if (sharepoint_property(name))
        return library_value;
    return is_label(name) ? ooxml_label_value : NULL;
}

static bool properties_start(void *context, const struct xml_element *e)
{
    struct properties *p = context;
    const struct vocabulary_rule *rule =
        vocabulary_element(p->vocabulary, e, p->ooxml->sink, place_none());

    p->kinds[++p->depth] = rule == NULL ? '\0' : rule->text;
    p->application = strcmp(e->name, "ep:Application") == 0;
    if (strcmp(e->name, "op:property") != 0)
        return true;
    p->value = ooxml_property(xml_attribute(e, "name"));
    if (p->value == NULL) {
        sink_hidden(p->ooxml->sink, xml_attribute(e, "name"), place_none());
        p->value = ooxml_label_value;
    }
    return true;
}

static bool properties_end(void *context, const char *name)
{
    struct properties *p = context;

    p->depth--;
    p->application = false;
    (void)name;
    return true;
}

static bool properties_text(void *context, struct slice text)
{
    struct properties *p = context;
    char kind = p->kinds[p->depth];

    if (kind != '*') {
        vocabulary_text(kind, text, p->ooxml->sink, place_none());
    } else if (p->application) {
        if (!ooxml_program(text))
            sink_hidden(p->ooxml->sink, text, place_none());
    } else if (p->value != NULL) {
        if (!p->value(text))
            sink_hidden(p->ooxml->sink, text, place_none());
    } else if (text.len + 1 > OOXML_TITLES_MAX - p->ooxml->titles.len) {
        sink_hidden(p->ooxml->sink, text, place_none());
    } else {
        return buffer_append_slice(&p->ooxml->titles, text) &&
               buffer_append_byte(&p->ooxml->titles, '\n');
    }
    return true;
}

static bool read_properties(struct properties *p, const struct package_part *part)
{
    static const struct xml_handler handler = {namespaces, properties_start, properties_end,
                                               properties_text};

    return part_result(xml_read(part->content, &handler, p), p->ooxml->sink, place_none());
}

bool ooxml_extended_properties(struct ooxml *ooxml, const struct package_part *part)
{
    static const struct vocabulary_rule rules[] = {{"ep:AppVersion", "", 'n'},
                                                   {"ep:Application", "", '*'},
                                                   {"ep:Characters", "", 'n'},
                                                   {"ep:CharactersWithSpaces", "", 'n'},
                                                   {"ep:Company", "", 'a'},
                                                   {"ep:DocSecurity", "", 'n'},
                                                   {"ep:HeadingPairs", "", 0},
                                                   {"ep:HyperlinkBase", "", 'e'},
                                                   {"ep:HyperlinksChanged", "", 'b'},
                                                   {"ep:Lines", "", 'n'},
                                                   {"ep:LinksUpToDate", "", 'b'},
                                                   {"ep:Manager", "", 'e'},
                                                   {"ep:Pages", "", 'n'},
                                                   {"ep:Paragraphs", "", 'n'},
                                                   {"ep:Properties", "", 0},
                                                   {"ep:ScaleCrop", "", 'b'},
                                                   {"ep:SharedDoc", "", 'b'},
                                                   {"ep:Template", "", 'i'},
                                                   {"ep:TitlesOfParts", "", 0},
                                                   {"ep:TotalTime", "", 'n'},
                                                   {"ep:Words", "", 'n'},
                                                   {"vt:i4", "", 'n'},
                                                   {"vt:lpstr", "", '*'},
                                                   {"vt:variant", "", 0},
                                                   {"vt:vector", "size:n baseType:t", 0}};
    static const struct vocabulary vocabulary = {rules, sizeof rules / sizeof rules[0]};
    struct properties p = {.ooxml = ooxml, .vocabulary = &vocabulary};

    return read_properties(&p, part);
}

bool ooxml_custom_properties(struct ooxml *ooxml, const struct package_part *part)
{
    static const struct vocabulary_rule rules[] = {
        {"op:Properties", "", 0}, {"op:property", "fmtid:g pid:n name:*", 0},
        {"vt:bool", "", 'b'},     {"vt:filetime", "", 'd'},
        {"vt:i4", "", '*'},       {"vt:lpwstr", "", '*'},
        {"vt:r8", "", '*'}};
    static const struct vocabulary vocabulary = {rules, sizeof rules / sizeof rules[0]};
    struct properties p = {.ooxml = ooxml, .vocabulary = &vocabulary, .value = ooxml_label_value};

    return read_properties(&p, part);
}

bool ooxml_label_info(struct ooxml *ooxml, const struct package_part *part)
{
    static const struct vocabulary_rule rules[] = {
        {"clbl:label",
         "id:g enabled:b method:t siteId:g actionId:g setDate:d contentBits:n removed:b", 0},
        {"clbl:labelList", "", 0}};
    static const struct vocabulary vocabulary = {rules, sizeof rules / sizeof rules[0]};

    return vocabulary_part(&vocabulary, namespaces, part->content, ooxml->sink, place_none());
}
