/*
 * test-sharepoint.c - documents from a library of SharePoint: their technical parts pass as
 * SharePoint writes them, and have no place for words
 */
#include "test.h"
#include "variant.h"

#include "inspect/format/ooxml-sharepoint.h"
#include "inspect/format/title.h"
#include "inspect/referral-sink.h"

#include <stdio.h>
#include <string.h>

#define FORMS "customXml/item2.xml"
#define VALUES "customXml/item3.xml"
#define SCHEMA "customXml/item4.xml"
#define COVER "customXml/item5.xml"
#define REFERENCES "customXml/itemProps4.xml"
#define CUSTOM "docProps/custom.xml"
#define TEMPLATE "word/_rels/settings.xml.rels"
#define HIDDEN "content-hidden"
enum { SCHEMA_TITLES = 4 /* of the one column that is the library's own */ };

static void all(const char *fixture, enum format format, const struct variant *variants,
                size_t count, int line)
{
    for (size_t i = 0; i < count; i++)
        variant_check(format, fixture, &variants[i], __FILE__, line);
}
#define ALL(variants)                                                                            \
    all("word-sharepoint.docx", FORMAT_DOCX, (variants), sizeof(variants) / sizeof(variants)[0], \
        __LINE__)

static void as_written(void)
{
    static const struct variant variants[] = {
        {.name = "unchanged", .expected = ""},
        {.name = "no columns of its own",
         .expected = "",
         .part = VALUES,
         .find = "<Soort_x0020_brief xmlns=\"4b1f0c2e-7d35-4a86-9e1c-2f60b8d3a517\" "
                 "xsi:nil=\"true\"/>",
         .replace = ""},
        {.name = "a column of SharePoint's own",
         .expected = "",
         .part = VALUES,
         .find = "<documentManagement>",
         .replace = "<documentManagement><PublishingStartDate "
                    "xmlns=\"http://schemas.microsoft.com/sharepoint/v3\" xsi:nil=\"true\"/>"},
        {.name = "an address that is empty",
         .expected = "",
         .part = VALUES,
         .find = "<documentManagement>",
         .replace = "<documentManagement><Bron "
                    "xmlns=\"4b1f0c2e-7d35-4a86-9e1c-2f60b8d3a517\"><Url xsi:nil=\"true\"/>"
                    "<Description xsi:nil=\"true\"/></Bron>"},
        {.name = "a column that counts",
         .expected = "",
         .part = SCHEMA,
         .find = "ma:index=\"18\"",
         .replace = "ma:index=\"18\" ma:default=\"0\" ma:decimals=\"2\""},
        {.name = "a title of the library's own",
         .expected = "",
         .part = SCHEMA,
         .find = "\"Soort brief\"",
         .replace = "\"Aantal pagina's (2026)\""},
        {.name = "a title with accents",
         .expected = "",
         .part = SCHEMA,
         .find = "\"Soort brief\"",
         .replace = "\"Cat\xC3\xA9gorie d'envoi\""},
        {.name = "properties without addresses",
         .expected = "",
         .part = REFERENCES,
         .find = "<ds:schemaRef ds:uri=\"http://www.w3.org/2000/xmlns/\"/>",
         .replace = ""},
        {.name = "a type of contents from another site",
         .expected = "",
         .part = FORMS,
         .find = "<FormTemplates xmlns=\"http://schemas.microsoft.com/sharepoint/v3/contenttype/"
                 "forms\"><Display>DocumentLibraryForm</Display><Edit>DocumentLibraryForm</Edit>"
                 "<New>DocumentLibraryForm</New></FormTemplates>",
         .replace = "<SharedContentType xmlns=\"Microsoft.SharePoint.Taxonomy.ContentTypeSync\" "
                    "SourceId=\"3a8e1f07-5b6c-4d29-90e4-c7d15a2b8f63\" ContentTypeId=\"0x0101\" "
                    "PreviousValue=\"false\"/>"},
        {.name = "a part that the package leads to, as the server writes it",
         .expected = "",
         .part = "word/_rels/document.xml.rels",
         .find = "<Relationship Id=\"rId21\" Type=\"http://schemas.openxmlformats.org/"
                 "officeDocument/2006/relationships/customXml\" "
                 "Target=\"../customXml/item3.xml\"/>",
         .replace = "",
         .part2 = "_rels/.rels",
         .find2 = "</Relationships>",
         .replace2 = "<Relationship Id=\"rId21\" Type=\"http://schemas.openxmlformats.org/"
                     "officeDocument/2006/relationships/customXml\" "
                     "Target=\"/customXml/item3.xml\"/></Relationships>"},
        {.name = "a template in a folder of the organisation",
         .expected = "",
         .part = TEMPLATE,
         .find = "file:///C:\\Users\\medewerker\\AppData\\Roaming",
         .replace = "file:///\\\\srv01\\sjablonen"},
        {.name = "a template in SharePoint",
         .expected = "",
         .part = TEMPLATE,
         .find = "file:///C:\\Users\\medewerker\\AppData\\Roaming\\Microsoft\\Sjablonen\\",
         .replace = "https://opgroeien.sharepoint.com/sites/huisstijl/Gedeelde%20documenten/"},
    };

    ALL(variants);
}

static void values(void)
{
#define FIELD(name, inner)                          \
    .part = VALUES, .find = "<documentManagement>", \
    .replace = "<documentManagement><" name         \
               " xmlns=\"4b1f0c2e-7d35-4a86-9e1c-2f60b8d3a517\">" inner "</" name ">"
    static const struct variant variants[] = {
        {.name = "a value", .expected = HIDDEN, FIELD("Bron", "schulden")},
        {.name = "a number", .expected = HIDDEN, FIELD("Bron", "470123456")},
        {.name = "a truth value", .expected = HIDDEN, FIELD("Bron", "true")},
        {.name = "a name with a remark", .expected = HIDDEN, FIELD("Heeft_x0020_schulden", "")},
        {.name = "two words in one", .expected = HIDDEN, FIELD("HeeftSchulden", "")},
        {.name = "a client's name", .expected = HIDDEN, FIELD("Dossier_x0020_Peeters", "")},
        {.name = "a client's name in it", .expected = HIDDEN, FIELD("dossierPeeters", "")},
        {.name = "a number as a name", .expected = HIDDEN, FIELD("_x0038_507300332_x0038_", "")},
        {.name = "a column in a column", .expected = HIDDEN, FIELD("Bron", "<Leven/>")},
        {.name = "names of those it is shared with",
         .expected = HIDDEN,
         .part = VALUES,
         .find = "<DisplayName>",
         .replace = "<DisplayName>An Claes"},
        {.name = "a term",
         .expected = HIDDEN,
         .part = VALUES,
         .find = "</Terms>",
         .replace = "<TermInfo><TermName>schulden</TermName></TermInfo></Terms>"},
        {.name = "text in the terms",
         .expected = HIDDEN,
         .part = VALUES,
         .find = "</Terms>",
         .replace = "schulden</Terms>"},
        {.name = "a namespace that is no GUID",
         .expected = HIDDEN,
         .part = VALUES,
         .find = "<Soort_x0020_brief xmlns=\"4b1f0c2e-7d35-4a86-9e1c-2f60b8d3a517\"",
         .replace = "<Soort_x0020_brief xmlns=\"jan-heeft-schulden\""},
        {.name = "nearly a GUID",
         .expected = HIDDEN,
         .part = VALUES,
         .find = "<Soort_x0020_brief xmlns=\"4b1f0c2e-7d35-4a86-9e1c-2f60b8d3a517\"",
         .replace = "<Soort_x0020_brief xmlns=\"4b1f0c2e-7d35-4a86-9e1c-2f60b8d3janp\""},
        {.name = "an attribute",
         .expected = HIDDEN,
         .part = VALUES,
         .find = "xsi:nil=\"true\"",
         .replace = "xsi:nil=\"true\" nota=\"schulden\""},
        {.name = "another element",
         .expected = HIDDEN,
         .part = VALUES,
         .find = "<documentManagement>",
         .replace = "<documentManagement><schulden/>"},
        {.name = "a column of nothing",
         .expected = HIDDEN,
         .part = VALUES,
         .find = "<documentManagement>",
         .replace = "<Bron xmlns=\"4b1f0c2e-7d35-4a86-9e1c-2f60b8d3a517\"/><documentManagement>"},
        {.name = "a part of a column of nothing",
         .expected = HIDDEN,
         .part = VALUES,
         .find = "<documentManagement>",
         .replace = "<Url xmlns=\"4b1f0c2e-7d35-4a86-9e1c-2f60b8d3a517\"/><documentManagement>"},
        {.name = "text between columns",
         .expected = HIDDEN,
         .part = VALUES,
         .find = "<documentManagement>",
         .replace = "<documentManagement>schulden"},
        {.name = "a cover",
         .expected = HIDDEN,
         .part = COVER,
         .find = "</PublishDate>",
         .replace = "1985-03-12</PublishDate>"},
        {.name = "words of a cover",
         .expected = HIDDEN,
         .part = COVER,
         .find = "<Abstract/>",
         .replace = "<Abstract>schulden</Abstract>"},
    };

    ALL(variants);
}

#define OWN "ma:displayName=\"Soort brief\""
static void columns(void)
{
#define PUT(what, with) .expected = HIDDEN, .part = SCHEMA, .find = (what), .replace = (with)
    static const struct variant variants[] = {
        {.name = "a remark as a title", PUT(OWN, "ma:displayName=\"heeft schulden\"")},
        {.name = "a client as a title", PUT(OWN, "ma:displayName=\"Map PEETERS\"")},
        {.name = "a telephone number as a title", PUT(OWN, "ma:displayName=\"0470 12 34 56\"")},
        {.name = "a long title",
         PUT(OWN, "ma:displayName=\"de moeder kan voor haar eigen kroost niet zorgen\"")},
        {.name = "a long word",
         PUT(OWN, "ma:displayName=\"aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"
                  "eeeeeeeeeeX\"")},
        {.name = "a title of another script",
         PUT(OWN, "ma:displayName=\"\xD0\xB4\xD0\xBE\xD0\xBB\xD0\xB3\"")},
        {.name = "another character in a title", PUT(OWN, "ma:displayName=\"Jan = arm\"")},
        {.name = "a remark as a name inside",
         PUT("ma:internalName=\"Soort_x0020_brief\"", "ma:internalName=\"is_x0020_dakloos\"")},
        {.name = "a remark as a reference",
         PUT("ref=\"ns2:Soort_x0020_brief\"", "ref=\"ns2:is_x0020_dakloos\"")},
        {.name = "a prefix that says something",
         PUT("ref=\"ns2:Soort_x0020_brief\"", "ref=\"peeters:Soort_x0020_brief\"")},
        {.name = "a remark as a type", PUT("base=\"dms:Text\"", "base=\"dms:dakloos\"")},
        {.name = "a description", PUT(OWN, OWN " ma:description=\"Jan is arm\"")},
        {.name = "another description of the contents",
         PUT("Een nieuw document maken.", "Een nieuw document maken voor Jan.")},
        {.name = "a default", PUT(OWN, OWN " ma:default=\"arm\"")},
        {.name = "a number as a default", PUT(OWN, OWN " ma:default=\"47012345\"")},
        {.name = "a format", PUT("ma:format=\"Dropdown\"", "ma:format=\"arm\"")},
        {.name = "a list",
         PUT("ma:list=\"{c0d81f5b-2e47-4f93-a6b0-94d7e31c5a28}\"", "ma:list=\"Armen\"")},
        {.name = "a choice",
         PUT("<xsd:maxLength value=\"255\"/>", "<xsd:enumeration value=\"arm\"/>")},
        {.name = "a length",
         PUT("<xsd:maxLength value=\"255\"/>", "<xsd:maxLength value=\"arm\"/>")},
        {.name = "another sentence",
         PUT("This value indicates", "Jan is arm. This value indicates")},
        {.name = "text in the schema", PUT("<xsd:all>", "<xsd:all>arm")},
        {.name = "an address",
         PUT("<xsd:import namespace=\"4b1f0c2e-7d35-4a86-9e1c-2f60b8d3a517\"/>",
             "<xsd:import namespace=\"http://schemas.microsoft.com/"
             "jan/heeft/schulden\"/>")},
        {.name = "a place of a schema", PUT("2003/04/02/dc.xsd", "2003/04/02/arm.xsd")},
        {.name = "a number of a version",
         PUT("ma:versionID=\"5b8e02f7c1d94a63a0e7d4182c6f935b\"", "ma:versionID=\"arm\"")},
        {.name = "the scope", PUT("ma:contentTypeScope=\"\"", "ma:contentTypeScope=\"arm\"")},
        {.name = "a remark as the name of contents",
         PUT("ma:contentTypeName=\"Document\"", "ma:contentTypeName=\"heeft schulden\"")},
        {.name = "an attribute", PUT("ma:root=\"true\"", "ma:root=\"true\" ma:nota=\"arm\"")},
        {.name = "an element", PUT("<xsd:all>", "<xsd:all><xsd:appinfo/>")},
        {.name = "a prefix of four letters",
         PUT("xmlns:ns2=", "xmlns:arme=\"4b1f0c2e-7d35-4a86-9e1c-2f60b8d3a517\" xmlns:ns2=")},
        {.name = "a comment", PUT("<xsd:all>", "<xsd:all><!-- arm -->")},
        {.name = "documentation elsewhere",
         PUT("<xsd:all>", "<xsd:documentation>arm</xsd:documentation><xsd:all>")},
    };

    ALL(variants);
}

static void around(void)
{
    static const struct variant variants[] = {
        {.name = "words in the instruction",
         .expected = HIDDEN,
         .part = FORMS,
         .find = "<?mso-contentType?>",
         .replace = "<?mso-contentType heeft schulden?>"},
        {.name = "another instruction",
         .expected = HIDDEN,
         .part = FORMS,
         .find = "<?mso-contentType?>",
         .replace = "<?heeft-schulden?>"},
        {.name = "the instruction in another part",
         .expected = HIDDEN,
         .part = "word/document.xml",
         .find = "<w:body>",
         .replace = "<w:body><?mso-contentType?>"},
        {.name = "another form",
         .expected = HIDDEN,
         .part = FORMS,
         .find = "<Edit>DocumentLibraryForm",
         .replace = "<Edit>schulden"},
        {.name = "a client's name where the package leads to",
         .expected = HIDDEN,
         .part = "_rels/.rels",
         .find = "</Relationships>",
         .replace = "<Relationship Id=\"rId21\" Type=\"http://schemas.openxmlformats.org/"
                    "officeDocument/2006/relationships/customXml\" "
                    "Target=\"/customXml/item9.xml\"/></Relationships>",
         .part2 = "customXml/item9.xml",
         .replace2 = "<p:properties xmlns:p=\"http://schemas.microsoft.com/office/2006/metadata/"
                     "properties\"><documentManagement><Peeters xmlns=\"4b1f0c2e-7d35-4a86-9e1c-"
                     "2f60b8d3a517\"/></documentManagement></p:properties>"},
        {.name = "an address with words",
         .expected = HIDDEN,
         .part = REFERENCES,
         .find = "http://www.w3.org/2000/xmlns/",
         .replace = "http://www.w3.org/jan-heeft-schulden"},
        {.name = "an address that says something",
         .expected = HIDDEN,
         .part = REFERENCES,
         .find = "http://www.w3.org/2000/xmlns/",
         .replace = "heeft-schulden"},
        {.name = "a property of another name",
         .expected = HIDDEN,
         .part = CUSTOM,
         .find = "name=\"TemplateUrl\"",
         .replace = "name=\"Schulden\""},
        {.name = "an address as a property",
         .expected = HIDDEN,
         .part = CUSTOM,
         .find = "name=\"TemplateUrl\"><vt:lpwstr>",
         .replace = "name=\"TemplateUrl\"><vt:lpwstr>https://example.org/jan-peeters"},
        {.name = "a word of labels as a property of SharePoint",
         .expected = HIDDEN,
         .part = CUSTOM,
         .find = "name=\"TemplateUrl\"><vt:lpwstr>",
         .replace = "name=\"TemplateUrl\"><vt:lpwstr>Vertrouwelijk"},
        {.name = "a telephone number as the order",
         .expected = HIDDEN,
         .part = CUSTOM,
         .find = "<vt:r8>1200",
         .replace = "<vt:r8>470123456"},
        {.name = "names as a property",
         .expected = HIDDEN,
         .part = CUSTOM,
         .find = "name=\"TemplateUrl\"><vt:lpwstr>",
         .replace = "name=\"SharedWithUsers\"><vt:lpwstr>12;#An Claes"},
        {.name = "words in an empty part",
         .expected = HIDDEN,
         .part = "[trash]/0001.dat",
         .replace = "heeft schulden"},
        {.name = "words as an empty part",
         .expected = HIDDEN,
         .part = "[trash]/arme.dat",
         .replace = "\xff\xff\xff\xff"},
    };

    ALL(variants);
}

static void templates(void)
{
#define FROM "file:///C:\\Users\\medewerker"
#define LINK(what, with) .expected = HIDDEN, .part = TEMPLATE, .find = (what), .replace = (with)
    static const struct variant variants[] = {
        {.name = "a remark in the path", LINK("medewerker", "heeft\\schulden")},
        {.name = "a coded remark in the path", LINK("medewerker", "%68eeft%20schulden")},
        {.name = "a client in the path", LINK("Brief%20Opgroeien", "Brief%20Peeters")},
        {.name = "no template", LINK(".dotx", ".docx")},
        {.name = "another server", LINK(FROM, "https://example.org")},
        {.name = "nearly SharePoint", LINK(FROM, "https://opgroeien.sharepoint.com.example.org")},
        {.name = "without encryption", LINK(FROM, "http://opgroeien.sharepoint.com")},
        {.name = "a page of the web as a file", LINK(FROM, "file:///example.org")},
        {.name = "another server before SharePoint",
         LINK(FROM, "https://example.org\\.sharepoint.com")},
        {.name = "another server before SharePoint, coded",
         LINK(FROM, "https://example.org%5c.sharepoint.com")},
        {.name = "a user before SharePoint", LINK(FROM, "https://x@opgroeien.sharepoint.com")},
        {.name = "SharePoint of nobody", LINK(FROM, "https://.sharepoint.com")},
        {.name = "a folder of the web", LINK(FROM, "file:///\\\\example.org@SSL")},
        {.name = "an address of numbers", LINK(FROM, "file:///\\\\192.0.2.1")},
        {.name = "no drive", LINK(FROM, "file:///1:")},
        {.name = "a drive without a path", LINK("file:///C:\\Users\\medewerker", "file:///C")},
        {.name = "a search", LINK(FROM, "https://opgroeien.sharepoint.com/?q=arm")},
        {.name = "another script", LINK("medewerker", "\xD0\xB4\xD0\xBE\xD0\xBB\xD0\xB3")},
        {.name = "not UTF-8 behind its code", LINK("medewerker", "%ff%fe")},
        {.name = "a control character behind its code", LINK("medewerker", "%7f")},
        {.name = "a template inside", LINK(" TargetMode=\"External\"", "")},
        {.name = "a template that nothing names",
         .expected = HIDDEN,
         .part = "word/settings.xml",
         .find = "<w:attachedTemplate r:id=\"rId1\"/>",
         .replace = "<w:attachedTemplate r:id=\"rId2\"/>"},
        {.name = "two templates",
         LINK("</Relationships>",
              "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/"
              "2006/relationships/attachedTemplate\" Target=\"file:///C:\\x.dotx\" "
              "TargetMode=\"External\"/></Relationships>")},
        {.name = "national number in the path",
         .expected = "forbidden-national-number",
         .part = TEMPLATE,
         .find = "medewerker",
         .replace = "85.07.30-033.28"},
    };

    ALL(variants);
}

/* path_of - so many bytes that are the path of a template */
static void path_of(size_t len, const char *expected)
{
    struct variant v = {.name = "a path of that length",
                        .expected = expected,
                        .part = TEMPLATE,
                        .find = FROM
                        "\\AppData\\Roaming\\Microsoft\\Sjablonen\\Brief%20Opgroeien.dotx"};
    struct buffer path;

    buffer_init(&path, 1024);
    buffer_append_string(&path, "file:///C:\\");
    while (path.len + 5 < len)
        buffer_append_byte(&path, 'a');
    buffer_append_string(&path, ".dotx");
    v.replace = buffer_string(&path);
    variant_check(FORMAT_DOCX, "word-sharepoint.docx", &v, __FILE__, __LINE__);
    buffer_free(&path);
}

/* columns_of - so many columns of the library's own in the values */
static void columns_of(unsigned count, const char *expected)
{
    struct variant v = {.name = "so many columns",
                        .expected = expected,
                        .part = VALUES,
                        .find = "<documentManagement>"};
    struct buffer fields;

    buffer_init(&fields, 64 * 1024);
    buffer_append_string(&fields, v.find);
    for (unsigned i = 1; i < count; i++) /* one is there */
        buffer_printf(&fields, "<Kolom%u xmlns=\"4b1f0c2e-7d35-4a86-9e1c-2f60b8d3a517\"/>", i);
    v.replace = buffer_string(&fields);
    variant_check(FORMAT_DOCX, "word-sharepoint.docx", &v, __FILE__, __LINE__);
    buffer_free(&fields);
}

static void limits(void)
{
    path_of(TEMPLATE_MAX_BYTES, "");
    path_of(TEMPLATE_MAX_BYTES + 1, HIDDEN);
    columns_of(TITLES_MAX - SCHEMA_TITLES, "");
    columns_of(TITLES_MAX - SCHEMA_TITLES + 1, HIDDEN);
}

/* title_is - of a document whose client is Jan Peeters */
static void title_is(const char *text, bool good)
{
    struct protocol *protocol = document_protocol();
    struct verdict verdict;
    struct referral_sink sink = {.protocol = protocol, .verdict = &verdict};
    struct entry entry = {.label = {.part = PART_FULL_NAME}, .text = slice_from("Jan Van Peeters")};
    struct titles titles;

    verdict_init(&verdict);
    sink.entries = &entry;
    sink.count = 1;
    check_case(text);
    CHECK(titles_init(&titles, &sink));
    CHECK(titles_judge(&titles, slice_from(text)));
    CHECK_INT(good, !verdict_has(&verdict, REASON_CONTENT_HIDDEN));
    titles_free(&titles);
    protocol_free(protocol);
    check_case(NULL);
}

static void titles(void)
{
    title_is("", true);
    title_is("Documenttype", true);
    title_is("Datum van de brief", true); /* a particle of the name */
    title_is("_x0024_Resources_x003a_core_x002c_SharedWithFieldDisplayName_x003b_", true);
    title_is("lcf76f155ced4ddcb4097134ff3c332f", true);
    title_is("lcf76f155ced4ddcb4097134ff3c332fa", false);
    title_is("Jan", false);
    title_is("JAN", false);
    title_is("Januari", true);
    title_is("pe\xC3\xABters", false);
    title_is("Map_x0020_jan", false);
    title_is("_x00", true);
    title_is("_xzzzz_", true);
    title_is("_xD800_", true); /* no character, and so no code */
    title_is("a b c d e f", true);
    title_is("a b c d e f g", false);
    title_is("1234", true);
    title_is("12345", false);
    title_is("Jaar 2026/1", false);
}

int main(void)
{
    static const struct test tests[] = {TEST(as_written), TEST(values), TEST(columns), TEST(around),
                                        TEST(templates),  TEST(limits), TEST(titles)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
