#include "document.h"
#include "package-edit.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define JAN "0 first-name=Jan; 0 last-name=Peeters; "
#define ADDRESS "0 address=Kerkstraat 12 bus 3|2550 Kontich; "
#define PHONE "0 telephone=0470 12 34 56"
#define MAIL "; 0 email=jan.peeters@example.be"

static void fixture(const char *name, const char *findings, const char *values)
{
    struct buffer file;

    if (package_fixture(name, &file))
        document_check(FORMAT_DOCX, name, buffer_slice(&file), findings, values, __FILE__,
                       __LINE__);
    buffer_free(&file);
}

/* edit - one change in word-form.docx */
static void edit(const char *name, const char *part, const char *find, const char *put,
                 const char *findings, const char *values)
{
    const struct package_edit one = {part, find, put};
    struct buffer file;

    check_case(name);
    if (package_edit("word-form.docx", &one, 1, &file))
        document_check(FORMAT_DOCX, name, buffer_slice(&file), findings, values, __FILE__,
                       __LINE__);
    buffer_free(&file);
}

#define TEXT "word/document.xml"
#define NAMED "<w:t xml:space=\"preserve\">Naam: </w:t></w:r>" /* in paragraph 3 */
static void body(const char *name, const char *put, const char *findings)
{
    char text[4096];

    snprintf(text, sizeof text, "%s%s", NAMED, put);
    edit(name, TEXT, NAMED, text, findings, NULL);
}

static void from_templates(void)
{
    fixture("template-default.docx", "", JAN ADDRESS PHONE MAIL);
    fixture("template-modern.docx", "", JAN ADDRESS PHONE MAIL);
    fixture("template-simple.docx", "", JAN ADDRESS PHONE MAIL);
}

/* bytes_behind - what cannot be read for surplus bytes is not said to miss a field */
static void bytes_behind(void)
{
    struct buffer file;

    if (package_fixture("word-form.docx", &file) && buffer_append_string(&file, "schulden"))
        document_check(FORMAT_DOCX, "bytes behind the end", buffer_slice(&file), "content-hidden",
                       "", __FILE__, __LINE__);
    buffer_free(&file);
}

static void by_word(void)
{
    fixture("word-form.docx", "", JAN ADDRESS PHONE MAIL);
    fixture("word-table.docx", "", JAN ADDRESS PHONE);
    fixture("word-controls.docx", "", JAN PHONE);
    fixture("word-sharepoint.docx", "", JAN ADDRESS PHONE MAIL);
}

static void text_and_breaks(void)
{
    edit("soft break", TEXT, "Adres: Kerkstraat 12 bus 3, 2550 Kontich",
         "Adres: Kerkstraat 12 bus 3</w:t><w:br/><w:t>2550 Kontich", "", JAN ADDRESS PHONE MAIL);
    edit("non-breaking hyphen", TEXT, "<w:t>jan.peeters@example.be</w:t>",
         "<w:t>jan.peeters@example.be</w:t>", "", JAN ADDRESS PHONE MAIL);
    edit("free text", TEXT, "<w:t>ters</w:t>", "<w:t>ters heeft schulden bij de bank</w:t>",
         "field-invalid paragraph 3", NULL);
    edit("another label", TEXT, "Adres: Kerkstraat 12 bus 3, 2550 Kontich", "Reden: schulden",
         "field-not-permitted paragraph 4", NULL);
    edit("a birthday", TEXT, "Adres: Kerkstraat 12 bus 3, 2550 Kontich", "Geboren: 12/03/1980",
         "field-not-permitted paragraph 4; forbidden-date paragraph 4", NULL);
}

static void hidden_text(void)
{
#define RUN(properties) "<w:r><w:rPr>" properties "</w:rPr><w:t>x</w:t></w:r>"
#define HIDDEN "content-hidden paragraph 3"
    body("vanish", RUN("<w:vanish/>"), HIDDEN);
    body("web hidden", RUN("<w:webHidden/>"), HIDDEN);
    body("white", RUN("<w:color w:val=\"FFFFFF\"/>"), HIDDEN);
    body("nearly white", RUN("<w:color w:val=\"FEFDFC\"/>"), HIDDEN);
    body("the theme's ground", RUN("<w:color w:val=\"000000\" w:themeColor=\"background1\"/>"),
         HIDDEN);
    body("its own shade",
         RUN("<w:color w:val=\"112233\"/><w:shd w:val=\"clear\" w:fill=\"112233\"/>"), HIDDEN);
    body("black on black", RUN("<w:highlight w:val=\"black\"/>"), HIDDEN);
    body("1 pt", RUN("<w:sz w:val=\"2\"/>"), HIDDEN);
    body("narrow", RUN("<w:w w:val=\"1\"/>"), HIDDEN);
    body("squeezed", RUN("<w:spacing w:val=\"-400\"/>"), HIDDEN);
    body("off", RUN("<w:vanish w:val=\"0\"/><w:sz w:val=\"22\"/>"), "");
    body("red", RUN("<w:color w:val=\"FF0000\"/>"), "");
    edit("white in a style", "word/styles.xml", "<w:color w:val=\"666666\"/>",
         "<w:color w:val=\"FFFFFF\"/>", "content-hidden", NULL);
    edit("vanish in a style", "word/styles.xml", "<w:color w:val=\"666666\"/>", "<w:vanish/>",
         "content-hidden", NULL);
    edit("out of the page", TEXT, "<w:pStyle w:val=\"Kop1\"/>",
         "<w:pStyle w:val=\"Kop1\"/><w:ind w:left=\"-9999\"/>", "content-hidden paragraph 1", NULL);
    edit("an exact line of nothing", TEXT, "<w:pStyle w:val=\"Kop1\"/>",
         "<w:pStyle w:val=\"Kop1\"/><w:spacing w:line=\"1\" w:lineRule=\"exact\"/>",
         "content-hidden paragraph 1", NULL);
    edit("nine levels of a list", "word/styles.xml", "</w:styles>",
         "<w:lvlText w:val=\"%1.%2.%3.%4.%5.%6.%7.%8.%9\"/></w:styles>", "", NULL);
    edit("text of a list", "word/styles.xml", "</w:styles>",
         "<w:lvlText w:val=\"heeft schulden %1\"/></w:styles>", "content-hidden", NULL);
}

static void additions(void)
{
    body("inserted", "<w:ins w:id=\"1\" w:author=\"x\"><w:r><w:t>x</w:t></w:r></w:ins>", HIDDEN);
    body("deleted", "<w:del w:id=\"1\"><w:r><w:delText>x</w:delText></w:r></w:del>", HIDDEN);
    body("moved", "<w:moveFrom w:id=\"1\"><w:r><w:t>x</w:t></w:r></w:moveFrom>", HIDDEN);
    body("a number in what is deleted",
         "<w:del w:id=\"1\"><w:r><w:delText>85.07.30-033.28</w:delText></w:r></w:del>",
         "content-hidden paragraph 3; forbidden-national-number paragraph 3");
    body("comment", "<w:commentRangeStart w:id=\"0\"/>", HIDDEN);
    body("footnote", "<w:r><w:footnoteReference w:id=\"2\"/></w:r>", HIDDEN);
    body("picture", "<w:r><w:drawing/></w:r>", HIDDEN);
    body("old picture", "<w:r><w:pict><v:shape/></w:pict></w:r>", HIDDEN);
    body("text box",
         "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"/></mc:AlternateContent></w:r>",
         HIDDEN);
    body("object", "<w:r><w:object/></w:r>", HIDDEN);
    body("symbol", "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>", HIDDEN);
    body("form field", "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData/></w:fldChar></w:r>",
         HIDDEN);
    body("simple field", "<w:fldSimple w:instr=\"AUTHOR\"/>", HIDDEN);
    body("page field", "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>", "");
    body("words in a page field", "<w:fldSimple w:instr=\" PAGE schuld\"/>", HIDDEN);
    body("a field that runs on", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", NULL);
    body("link by a field",
         "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>HYPERLINK "
         "\"http://example.org/\"</w:instrText><w:fldChar w:fldCharType=\"end\"/></w:r>",
         HIDDEN);
    body("instruction without a field", "<w:r><w:instrText>schuld</w:instrText></w:r>", HIDDEN);
    body("bookmark", "<w:bookmarkStart w:id=\"7\" w:name=\"Schuldenaar\"/>", HIDDEN);
    body("bookmark of Word", "<w:bookmarkStart w:id=\"7\" w:name=\"_Hlk123456\"/>", "");
    body("custom XML", "<w:customXml w:element=\"x\"/>", HIDDEN);
    body("control with a foreign name",
         "<w:sdt><w:sdtPr><w:alias w:val=\"Dossier\"/></w:sdtPr></w:sdt>", HIDDEN);
    body("list of choices", "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr></w:sdt>", HIDDEN);
    body("prompt of one's own",
         "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>schuld"
         "</w:t></w:r></w:sdtContent></w:sdt>",
         "field-not-permitted paragraph 3");
    body("text outside a run", "schuld", HIDDEN);
    body("attribute", "<w:r w:schuld=\"x\"/>", HIDDEN);
    body("value that says something", "<w:proofErr w:type=\"heeft schulden\"/>", HIDDEN);
    body("equation", "<m:oMath/>", HIDDEN);
    body("XML comment", "<!-- schuld -->", "content-hidden");
    edit("alt text of a table", "word/styles.xml", "</w:styles>",
         "<w:tblCaption w:val=\"schuld\"/></w:styles>", "content-hidden", NULL);
    edit("text without a paragraph", TEXT, "<w:sectPr", "<w:r><w:t>x</w:t></w:r><w:sectPr",
         "content-hidden paragraph 7", NULL);
    edit("wrong link", TEXT, "<w:t>jan.peeters@example.be</w:t>",
         "<w:t>an.peeters@example.be</w:t>", "content-hidden paragraph 6", NULL);
    edit("link not used", TEXT, "r:id=\"rId8\"", "r:id=\"rId77\"",
         "content-hidden paragraph 6; content-hidden", NULL);
}

static void parts(void)
{
#define CORE "docProps/core.xml"
#define APPLICATION "docProps/app.xml"
#define RELATIONS "word/_rels/document.xml.rels"
    edit("orphan", "word/media/image1.png", NULL, "x", "content-hidden", NULL);
    edit("comments", "word/comments.xml", NULL, "<x/>", "content-hidden", NULL);
    edit("macros", "word/vbaProject.bin", NULL, "x", "content-hidden", NULL);
    edit("title", CORE, "<dc:title>", "<dc:title>Jan Peeters", "content-hidden", NULL);
    edit("title of LibreOffice's template", CORE, "<dc:title>", "<dc:title>Modern", "", NULL);
    edit("longer title", CORE, "<dc:title>", "<dc:title>Modern gezin", "content-hidden", NULL);
    edit("subject", CORE, "<dc:subject>", "<dc:subject>x", "content-hidden", NULL);
    edit("keywords", CORE, "<cp:keywords>", "<cp:keywords>x", "content-hidden", NULL);
    edit("description", CORE, "<dc:description>", "<dc:description>x", "content-hidden", NULL);
    edit("category", CORE, "<cp:revision>", "<cp:category>x</cp:category><cp:revision>",
         "content-hidden", NULL);
    edit("manager", APPLICATION, "<Company>", "<Manager>x</Manager><Company>", "content-hidden",
         NULL);
    edit("custom property", "docProps/custom.xml", "_Enabled\"", "_Enabledx\"", "content-hidden",
         NULL);
    edit("number as author", CORE, "<dc:creator>", "<dc:creator>85.07.30-033.28 ",
         "forbidden-national-number", NULL);
    edit("document variables", "word/settings.xml", "<w:compat>",
         "<w:docVars><w:docVar w:name=\"x\" w:val=\"schuld\"/></w:docVars><w:compat>",
         "content-hidden", NULL);
    edit("mail merge", "word/settings.xml", "<w:compat>", "<w:mailMerge/><w:compat>",
         "content-hidden", NULL);
    edit("attached template", "word/settings.xml", "<w:compat>",
         "<w:attachedTemplate r:id=\"rId1\"/><w:compat>", "content-hidden", NULL);
    edit("custom XML with text", "customXml/item1.xml", NULL, "<x>schuld</x>", "content-hidden",
         NULL);
    edit("footnote with text", "word/footnotes.xml", "<w:separator/>", "<w:t>x</w:t>",
         "content-hidden", NULL);
    edit("footer with text", "word/footer1.xml", "Pagina ", "Schuldenaar ", "content-hidden", NULL);
    edit("footer with fixed text", "word/footer1.xml", "Pagina ", "Gegevens voor de verwijzing", "",
         NULL);
    edit("external picture", RELATIONS, "</Relationships>",
         "<Relationship Id=\"rId20\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
         "relationships/image\" Target=\"http://example.org/x.png\" TargetMode=\"External\"/>"
         "</Relationships>",
         "content-hidden", NULL);
    edit("chunk of another format", TEXT, "<w:sectPr", "<w:altChunk r:id=\"rId21\"/><w:sectPr",
         "content-hidden paragraph 7", NULL);
    edit("styles twice", RELATIONS, "</Relationships>",
         "<Relationship Id=\"rId20\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
         "relationships/styles\" Target=\"styles.xml\"/></Relationships>",
         "content-hidden", NULL);
    edit("no document", TEXT, NULL, "..", "content-format; content-hidden", NULL);
    edit("no XML", TEXT, NULL, "<w:document", NULL, "");
    edit("entities", TEXT, NULL, "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>", NULL, "");
}

/* building_blocks - the part in which Word keeps the prompts of content controls */
static void building_blocks(void)
{
#define BLOCKS(text)                                                                    \
    "<w:glossaryDocument xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/" \
    "2006/main\"><w:docParts><w:docPart><w:docPartBody><w:p><w:r><w:t>" text            \
    "</w:t></w:r></w:p></w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>"
    static const char relation[] =
        "<Relationship Id=\"rId20\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
        "relationships/glossaryDocument\" Target=\"glossary/document.xml\"/></Relationships>";
    static const char prompt[] = BLOCKS("Klik of tik om tekst in te voeren.");
    static const char other[] = BLOCKS("heeft schulden");
    struct package_edit edits[] = {{RELATIONS, "</Relationships>", relation},
                                   {"word/glossary/document.xml", NULL, prompt}};
    struct buffer file;

    if (package_edit("word-form.docx", edits, 2, &file))
        document_check(FORMAT_DOCX, "a prompt of Word", buffer_slice(&file), "", NULL, __FILE__,
                       __LINE__);
    buffer_free(&file);
    edits[1].put = other;
    if (package_edit("word-form.docx", edits, 2, &file))
        document_check(FORMAT_DOCX, "another text", buffer_slice(&file), "content-hidden", NULL,
                       __FILE__, __LINE__);
    buffer_free(&file);
}

/* nested - so many tables in each other */
static void nested(size_t levels, const char *open, const char *close)
{
    struct buffer xml;
    const struct package_edit one = {TEXT, NULL, NULL};
    struct package_edit edits[1];
    struct buffer file;

    buffer_init(&xml, 1 << 20);
    buffer_append_string(&xml, "<w:document xmlns:w=\"http://schemas.openxmlformats.org/"
                               "wordprocessingml/2006/main\"><w:body>");
    for (size_t i = 0; i < levels; i++)
        buffer_append_string(&xml, open);
    for (size_t i = 0; i < levels; i++)
        buffer_append_string(&xml, close);
    buffer_append_string(&xml, "</w:body></w:document>");
    edits[0] = one;
    edits[0].put = buffer_string(&xml);
    CHECK(edits[0].put != NULL);
    if (package_edit("word-table.docx", edits, 1, &file)) {
        struct protocol *p = document_protocol();
        struct document d;

        document_read(FORMAT_DOCX, buffer_slice(&file), p, &d);
        CHECK(strstr(d.findings, "content-") != NULL);
        protocol_free(p);
    }
    buffer_free(&file);
    buffer_free(&xml);
}

static void span_without_number(void)
{
    const struct package_edit one = {TEXT, "<w:gridSpan w:val=\"2\"/>", "<w:gridSpan/>"};
    struct buffer file;

    if (package_edit("word-table.docx", &one, 1, &file))
        document_check(FORMAT_DOCX, "span", buffer_slice(&file), "", NULL, __FILE__, __LINE__);
    buffer_free(&file);
}

static void hostile(void)
{
    span_without_number();
    nested(10000, "<w:sdt>", "</w:sdt>");
    nested(10000, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    nested(30, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    nested(15000, "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>", "");
    nested(1, "<w:tr><w:tc><w:p/></w:tc></w:tr></w:body><w:p/>", "<w:body>");
}

int main(void)
{
    static const struct test tests[] = {
        TEST(by_word),         TEST(from_templates),  TEST(bytes_behind),
        TEST(text_and_breaks), TEST(hidden_text),     TEST(additions),
        TEST(parts),           TEST(building_blocks), TEST(hostile)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
