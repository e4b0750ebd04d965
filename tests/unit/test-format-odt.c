#include "document.h"
#include "package-edit.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define VALUES                                                                              \
    "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12 bus 3|2550 Kontich; 0 " \
    "telephone=0470 12 34 56; 0 email=jan.peeters@example.be"

static void fixture(enum format format, const char *name)
{
    struct buffer file;

    if (package_fixture(name, &file))
        document_check(format, name, buffer_slice(&file), "", VALUES, __FILE__, __LINE__);
    buffer_free(&file);
}

static void by_writer(void)
{
    fixture(FORMAT_ODT, "writer-form.odt");
    fixture(FORMAT_ODT, "writer-table.odt");
    fixture(FORMAT_ODT, "template-default.odt");
    fixture(FORMAT_ODT, "template-modern.odt");
    fixture(FORMAT_ODT, "template-simple.odt");
    fixture(FORMAT_DOCX, "writer-form.docx");
    fixture(FORMAT_DOCX, "writer-table.docx");
}

static void edit(const char *name, const char *part, const char *find, const char *put,
                 const char *findings)
{
    const struct package_edit one = {part, find, put};
    struct buffer file;

    check_case(name);
    if (package_edit("writer-form.odt", &one, 1, &file))
        document_check(FORMAT_ODT, name, buffer_slice(&file), findings, NULL, __FILE__, __LINE__);
    buffer_free(&file);
}

#define NAMED "Naam: Peeters"
#define HIDDEN "content-hidden paragraph 4"
static void body(const char *name, const char *put, const char *findings)
{
    char text[2048];

    snprintf(text, sizeof text, "%s%s", NAMED, put);
    edit(name, "content.xml", NAMED, text, findings);
}

/* saved - the fixture with another date and time, as MS-DOS has them, in both headers of a part */
static void saved(const char *name, const char *part, uint32_t time, const char *findings)
{
    struct buffer file;
    size_t at = 0, headers = 0;

    check_case(name);
    if (!package_fixture("writer-form.odt", &file))
        return;
    for (; (at = slice_find(buffer_slice(&file), slice_from(part), at)) != SIZE_MAX; at++) {
        size_t before = file.data[at - 30] == 'P' && file.data[at - 29] == 'K' ? 20 : 34;

        for (unsigned i = 0; i < 4; i++)
            file.data[at - before + i] = (unsigned char)(time >> 8 * i);
        headers++;
    }
    CHECK(headers == 2);
    document_check(FORMAT_ODT, name, buffer_slice(&file), findings, NULL, __FILE__, __LINE__);
    buffer_free(&file);
}

/* The fixture was saved at 2026-11-23, 21:05:02. */
static void picture_of_another_save(void)
{
    static const char picture[] = "Thumbnails/thumbnail.png";

    saved("as it was saved", picture, 0x5d77a8a1, "");
    saved("10 s before", picture, 0x5d77a89a, "");
    saved("10 s after", picture, 0x5d77a8a6, "");
    saved("12 s before", picture, 0x5d77a899, "content-hidden");
    saved("12 s after", picture, 0x5d77a8a7, "content-hidden");
    saved("a day before", picture, 0x5d76a8a1, "content-hidden");
    saved("no time at all", picture, 0x00210000, "content-hidden");
    saved("a text changed later", "content.xml", 0x5d77b8a1, "content-hidden");
    saved("a header changed later", "styles.xml", 0x5d77b8a1, "content-hidden");
    saved("properties changed later", "meta.xml", 0x5d77b8a1, "");
}

static void text_and_blanks(void)
{
    body("blanks", "<text:s text:c=\"2\"/>", "");
    body("span", "<text:span text:style-name=\"T1\"> </text:span>", "");
    body("free text", "<text:line-break/>heeft schulden", "field-not-permitted paragraph 4");
    body("a birthday", "<text:line-break/>Geboren: 12/03/1980",
         "field-not-permitted paragraph 4; forbidden-date paragraph 4");
    body("bookmark of Word", "<text:bookmark text:name=\"_GoBack\"/>", "");
}

static void additions(void)
{
    body("comment", "<office:annotation><text:p>x</text:p></office:annotation>", HIDDEN);
    body("a number in a comment",
         "<office:annotation><text:p>85.07.30-033.28</text:p></office:annotation>",
         HIDDEN "; forbidden-national-number paragraph 4");
    body("note", "<text:note/>", HIDDEN);
    body("change", "<text:change-start text:change-id=\"c\"/>", HIDDEN);
    body("frame", "<draw:frame/>", HIDDEN);
    body("hidden text", "<text:hidden-text text:string-value=\"x\"/>", HIDDEN);
    body("conditional text", "<text:conditional-text/>", HIDDEN);
    body("field", "<text:author-name>x</text:author-name>", HIDDEN);
    body("bookmark", "<text:bookmark text:name=\"Schuldenaar\"/>", HIDDEN);
    body("link", "<text:a xlink:href=\"http://example.org/\">x</text:a>", NULL);
    body("wrong mail link", "<text:a xlink:href=\"mailto:an@example.be\"> </text:a>", HIDDEN);
    body("control", "<form:text/>", HIDDEN);
    body("foreign attribute", "<text:s text:schuld=\"x\"/>", HIDDEN);
    body("XML comment", "<!-- schuld -->", "content-hidden");
    edit("tracked changes", "content.xml", "<text:sequence-decls>",
         "<text:tracked-changes/><text:sequence-decls>", "content-hidden");
    edit("section", "content.xml", "<text:sequence-decls>",
         "<text:section text:display=\"none\"/><text:sequence-decls>", "content-hidden");
    edit("text outside a paragraph", "content.xml", "<text:sequence-decls>",
         "schuld<text:sequence-decls>", "content-hidden");
    edit("script", "content.xml", "<office:scripts/>",
         "<office:scripts><office:script/></office:scripts>", "content-hidden");
}

#define STYLE(properties)                                                                      \
    "<office:automatic-styles><style:style style:name=\"X\" style:family=\"text\">" properties \
    "</style:style></office:automatic-styles>"
#define PARAGRAPH_STYLE(properties)                           \
    "<office:automatic-styles><style:style style:name=\"X\" " \
    "style:family=\"paragraph\" " properties "</style:style></office:automatic-styles>"

/* two - two edits of the content */
static void two(const char *name, const char *styles, const char *find, const char *put,
                const char *findings)
{
    const struct package_edit edits[] = {{"content.xml", "<office:automatic-styles/>", styles},
                                         {"content.xml", find, put}};
    struct buffer file;

    check_case(name);
    if (package_edit("writer-form.odt", edits, 2, &file))
        document_check(FORMAT_ODT, name, buffer_slice(&file), findings, NULL, __FILE__, __LINE__);
    buffer_free(&file);
}

/* style - of a part of a paragraph; paragraph - of the whole of it */
static void style(const char *name, const char *styles, const char *findings)
{
    two(name, styles, NAMED, "Naam: <text:span text:style-name=\"X\">Peeters</text:span>",
        findings);
}

static void paragraph(const char *name, const char *styles, const char *findings)
{
    two(name, styles, "<text:p text:style-name=\"Preformatted_20_Text\">" NAMED,
        "<text:p text:style-name=\"X\">" NAMED, findings);
}

static void hidden_text(void)
{
    style("display", STYLE("<style:text-properties text:display=\"none\"/>"), HIDDEN);
    style("white", STYLE("<style:text-properties fo:color=\"#ffffff\"/>"), HIDDEN);
    style("on its own ground",
          STYLE("<style:text-properties fo:color=\"#112233\" fo:background-color=\"#112233\"/>"),
          HIDDEN);
    style("1 pt", STYLE("<style:text-properties fo:font-size=\"1pt\"/>"), HIDDEN);
    style("1 %", STYLE("<style:text-properties fo:font-size=\"1%\"/>"), HIDDEN);
    style("narrow", STYLE("<style:text-properties style:text-scale=\"1%\"/>"), HIDDEN);
    style("transparent", STYLE("<style:text-properties loext:opacity=\"0%\"/>"), HIDDEN);
    style("squeezed", STYLE("<style:text-properties fo:letter-spacing=\"-5pt\"/>"), HIDDEN);
    style("far up", STYLE("<style:text-properties style:text-position=\"900% 58%\"/>"), HIDDEN);
    style("red", STYLE("<style:text-properties fo:color=\"#ff0000\" fo:font-size=\"11pt\"/>"), "");
    style("white on blue",
          STYLE("<style:text-properties fo:color=\"#ffffff\" fo:background-color=\"#000080\"/>"),
          "");
    paragraph("out of the page",
              PARAGRAPH_STYLE("><style:paragraph-properties fo:margin-left=\"-99cm\"/>"), HIDDEN);
    paragraph("hanging",
              PARAGRAPH_STYLE("><style:paragraph-properties fo:margin-left=\"5cm\" "
                              "fo:text-indent=\"-5cm\"/>"),
              "");
    paragraph("hanging out of the page",
              PARAGRAPH_STYLE("><style:paragraph-properties fo:margin-left=\"1cm\" "
                              "fo:text-indent=\"-5cm\"/>"),
              HIDDEN);
    paragraph("lines on each other",
              PARAGRAPH_STYLE("><style:paragraph-properties fo:line-height=\"1pt\"/>"), HIDDEN);
    paragraph("white paragraph", PARAGRAPH_STYLE("><style:text-properties fo:color=\"#ffffff\"/>"),
              HIDDEN);
    paragraph("white on a blue paragraph",
              PARAGRAPH_STYLE("><style:paragraph-properties fo:background-color=\"#000080\"/>"
                              "<style:text-properties fo:color=\"#ffffff\"/>"),
              "");
    two("white that no text wears", STYLE("<style:text-properties fo:color=\"#ffffff\"/>"), NAMED,
        NAMED, "content-hidden");
    two("red that no text wears", STYLE("<style:text-properties fo:color=\"#ff0000\"/>"), NAMED,
        NAMED, "");
}

/* looks_of_others - what a style takes from its parent, and text from the elements around it */
static void looks_of_others(void)
{
    static const char base[] =
        "<style:style style:name=\"Base\" style:family=\"paragraph\"><style:paragraph-properties "
        "fo:background-color=\"#000000\"/><style:text-properties fo:color=\"#ffffff\"/>"
        "</style:style></office:styles>";
    static const struct {
        const char *name, *style, *put, *findings;
    } cases[] = {
        {"white on black by the parent", PARAGRAPH_STYLE("style:parent-style-name=\"Base\">"),
         "<text:p text:style-name=\"X\">" NAMED, ""},
        {"white on white by the parent",
         PARAGRAPH_STYLE("style:parent-style-name=\"Base\"><style:paragraph-properties "
                         "fo:background-color=\"transparent\"/>"),
         "<text:p text:style-name=\"X\">" NAMED, HIDDEN},
        {"black on the black of its paragraph",
         STYLE("<style:text-properties fo:color=\"#000000\"/>"),
         "<text:p text:style-name=\"Base\">Naam: <text:span text:style-name=\"X\">Peeters"
         "</text:span>",
         HIDDEN},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct package_edit edits[] = {
            {"styles.xml", "</office:styles>", base},
            {"content.xml", "<office:automatic-styles/>", cases[i].style},
            {"content.xml", "<text:p text:style-name=\"Preformatted_20_Text\">" NAMED,
             cases[i].put}};
        struct buffer file;

        check_case(cases[i].name);
        if (package_edit("writer-form.odt", edits, 3, &file))
            document_check(FORMAT_ODT, cases[i].name, buffer_slice(&file), cases[i].findings, NULL,
                           __FILE__, __LINE__);
        buffer_free(&file);
    }
}

static void parts(void)
{
#define META "<office:meta>"
    edit("remark as the name of a style", "styles.xml", "style:display-name=\"Text body\"",
         "style:display-name=\"heeft schulden\"", "content-hidden");
    edit("the same as it is written in names", "styles.xml", "<style:style style:name=\"Heading\"",
         "<style:style style:name=\"heeft_20_schulden\"", "content-hidden");
    edit("title", "meta.xml", META, META "<dc:title>Jan</dc:title>", "content-hidden");
    edit("title of the template", "meta.xml", META, META "<dc:title>Modern</dc:title>", "");
#define TEMPLATE(path) \
    META "<meta:template xlink:type=\"simple\" xlink:title=\"Modern\" xlink:href=\"" path "\"/>"
#define STYLES_OF "share/template/common/styles/"
    edit("template", "meta.xml", META,
         TEMPLATE("../../usr/lib/libreoffice/" STYLES_OF "Modern.ott"), "");
    edit("template on Windows", "meta.xml", META,
         TEMPLATE("file:///C:/Program%20Files/LibreOffice/" STYLES_OF "Simple.ott"), "");
    edit("template on a Mac", "meta.xml", META,
         TEMPLATE("../Applications/LibreOffice.app/Contents/Resources/" STYLES_OF "Default.ott"),
         "");
    edit("template of one's own", "meta.xml", META, TEMPLATE("../schulden.ott"), "content-hidden");
    edit("template in a folder of one's own", "meta.xml", META,
         TEMPLATE("../schulden/" STYLES_OF "Modern.ott"), "content-hidden");
    edit("template of another version", "meta.xml", META,
         TEMPLATE("/opt/libreoffice24.8/" STYLES_OF "Modern.ott"), "");
    edit("template of no version", "meta.xml", META,
         TEMPLATE("/opt/libreofficejan/" STYLES_OF "Modern.ott"), "content-hidden");
    edit("another template there", "meta.xml", META,
         TEMPLATE("/usr/lib/libreoffice/" STYLES_OF "Schulden.ott"), "content-hidden");
    edit("subject", "meta.xml", META, META "<dc:subject>x</dc:subject>", "content-hidden");
    edit("keyword", "meta.xml", META, META "<meta:keyword>x</meta:keyword>", "content-hidden");
    edit("description", "meta.xml", META, META "<dc:description>x</dc:description>",
         "content-hidden");
    edit("property of one's own", "meta.xml", META,
         META "<meta:user-defined meta:name=\"Dossier\">x</meta:user-defined>", "content-hidden");
    edit("author", "meta.xml", META, META "<dc:creator>Els De Medewerker</dc:creator>", "");
    edit("sensitivity label", "meta.xml", META,
         META "<meta:user-defined meta:name=\"MSIP_Label_12345678-9abc-4def-8123-456789abcdef_"
              "Enabled\">true</meta:user-defined>",
         "");
    edit("setting with words", "settings.xml", "high-resolution", "heeft schulden",
         "content-hidden");
    edit("footer", "styles.xml", "style:page-layout-name=\"Mpm1\"/>",
         "style:page-layout-name=\"Mpm1\"><style:footer><text:p>schuld</text:p></style:footer>"
         "</style:master-page>",
         "content-hidden");
    edit("mark of a list", "styles.xml", "</office:styles>",
         "<text:list-style style:name=\"L\"><text:list-level-style-bullet text:level=\"1\" "
         "text:bullet-char=\"schuld\"/></text:list-style></office:styles>",
         "content-hidden");
    edit("page number", "styles.xml", "style:page-layout-name=\"Mpm1\"/>",
         "style:page-layout-name=\"Mpm1\"><style:footer><text:p>Pagina <text:page-number>1"
         "</text:page-number></text:p></style:footer></style:master-page>",
         "");
    edit("picture", "Pictures/x.png", NULL, "x", "content-hidden");
    edit("object", "Object1/content.xml", NULL, "<x/>", "content-hidden");
    edit("macros", "Basic/script-lc.xml", NULL, "<x/>", "content-hidden");
    edit("layout", "layout-cache", NULL, "\1\2", "");
    edit("words in the layout", "layout-cache", NULL, "heeftschulden", "content-hidden");
    edit("thumbnail that is none", "Thumbnails/thumbnail.png", NULL, "schuld", "content-hidden");
    edit("encrypted part", "META-INF/manifest.xml", "</manifest:manifest>",
         "<manifest:encryption-data/></manifest:manifest>", "content-hidden");
    edit("graph", "manifest.rdf", "</rdf:RDF>", "schuld</rdf:RDF>", "content-hidden");
    edit("another kind", "mimetype", NULL, "application/vnd.oasis.opendocument.spreadsheet", NULL);
}

/* nested - so many levels of an element */
static void nested(unsigned levels, const char *open)
{
    const struct package_edit edits[] = {{"content.xml", NULL, NULL}};
    struct package_edit one = edits[0];
    struct buffer xml, file;

    buffer_init(&xml, 1 << 20);
    buffer_append_string(&xml, "<office:document-content xmlns:office=\"urn:oasis:names:tc:"
                               "opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:"
                               "opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:"
                               "opendocument:xmlns:table:1.0\">");
    for (unsigned i = 0; i < levels; i++)
        buffer_append_string(&xml, open);
    one.put = buffer_string(&xml);
    if (package_edit("writer-form.odt", &one, 1, &file)) {
        struct protocol *p = document_protocol();
        struct document d;

        document_read(FORMAT_ODT, buffer_slice(&file), p, &d);
        CHECK(strstr(d.findings, "content-format") != NULL);
        protocol_free(p);
    }
    buffer_free(&file);
    buffer_free(&xml);
}

/* blanks - a paragraph of as many blanks as elements can stand for is refused, not put off */
static void blanks(void)
{
    struct package_edit one = {"content.xml", NAMED, NULL};
    struct buffer text, file;

    buffer_init(&text, 1 << 20);
    for (unsigned i = 0; i < 30000; i++)
        buffer_printf(&text, "<text:s text:c=\"%u\"/>", 1000 + i * 7919 % 9000);
    one.put = buffer_string(&text);
    CHECK(one.put != NULL);
    if (package_edit("writer-form.odt", &one, 1, &file)) {
        struct protocol *p = document_protocol();
        struct document d;

        document_read(FORMAT_ODT, buffer_slice(&file), p, &d);
        CHECK(strstr(d.findings, HIDDEN) != NULL);
        protocol_free(p);
    }
    buffer_free(&file);
    buffer_free(&text);
}

static void hostile(void)
{
    blanks();
    nested(10000, "<text:list>");
    nested(10000, "<table:table>");
    nested(10000, "<text:p>");
    nested(1, "<!DOCTYPE x>");
}

int main(void)
{
    static const struct test tests[] = {
        TEST(by_writer),   TEST(picture_of_another_save), TEST(text_and_blanks), TEST(additions),
        TEST(hidden_text), TEST(looks_of_others),         TEST(parts),           TEST(hostile)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
