#include "inspect/format/xlsx.h"

#include "test.h"
#include "variant.h"
#include "zip-writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLIENT_0                                                                      \
    "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12|2550 Kontich; 0 " \
    "telephone=0470 12 34 56; 0 email=jan.peeters@example.be"
#define CLIENT_1                                                                              \
    "1 first-name=Els; 1 last-name=De Smet; 1 address=Molenstraat 3 bus 2|2000 Antwerpen; 1 " \
    "telephone=03 457 12 34; 1 email=els@example.be"
#define SHEET "xl/worksheets/sheet1.xml"
#define STRINGS "xl/sharedStrings.xml"
#define STYLES "xl/styles.xml"
#define WORKBOOK "xl/workbook.xml"
#define HIDDEN "content-hidden"

static void fixture(const char *name, const char *values)
{
    struct buffer b;

    fixture_read(name, &b);
    document_check(FORMAT_XLSX, name, buffer_slice(&b), "", values, __FILE__, __LINE__);
    buffer_free(&b);
}

static void as_programs_write_it(void)
{
    fixture("excel-table.xlsx", CLIENT_0 "; " CLIENT_1);
    fixture("excel-printed.xlsx", CLIENT_0 "; " CLIENT_1);
    fixture("excel-sharepoint.xlsx", CLIENT_0 "; " CLIENT_1);
    fixture("calc-table.xlsx", CLIENT_0 "; " CLIENT_1);
    fixture("calc-form.xlsx", CLIENT_0);
    fixture("excel-form.xlsx",
            "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12|2550 Kontich; 0 "
            "telephone=0470123456; 0 email=jan.peeters@example.be"); /* a number that lost its 0 */
}

static void all(const char *file, const struct variant *variants, size_t count, int line)
{
    for (size_t i = 0; i < count; i++)
        variant_check(FORMAT_XLSX, file, &variants[i], __FILE__, line);
}
#define ALL(file, variants) \
    all((file), (variants), sizeof(variants) / sizeof(variants)[0], __LINE__)

static void permitted(void)
{
    static const struct variant variants[] = {
        {"unchanged", "", NULL, NULL, NULL, NULL, NULL, NULL},
        {"sheet name", "", WORKBOOK, "\"Blad1\"", "\"Feuil2\"", "docProps/app.xml", "Blad1",
         "Feuil2"},
        {"named area of printing", "", WORKBOOK, "<calcPr",
         "<definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">Blad1!$A$1:$E$3"
         "</definedName></definedNames><calcPr",
         NULL, NULL, NULL},
        {"default header and footer", "", SHEET, "</worksheet>",
         "<headerFooter><oddHeader>&amp;C&amp;A</"
         "oddHeader><oddFooter>&amp;C&amp;\"Arial,Regular\"&amp;12Pagina "
         "&amp;P van &amp;N</oddFooter></headerFooter></worksheet>",
         NULL, NULL, NULL},
        {"merged, with nothing under it", "", SHEET, "<phoneticPr",
         "<mergeCells count=\"1\"><mergeCell ref=\"A5:C6\"/></mergeCells><phoneticPr", NULL, NULL,
         NULL},
        {"frozen row", "", SHEET, "<selection ",
         "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" "
         "state=\"frozen\"/><selection ",
         NULL, NULL, NULL},
        {"numbers stored as text", "", SHEET, "</worksheet>",
         "<ignoredErrors><ignoredError sqref=\"D2\" "
         "numberStoredAsText=\"1\"/></ignoredErrors></worksheet>",
         NULL, NULL, NULL},
        {"white on a dark ground", "", STYLES,
         "<fgColor theme=\"3\" tint=\"0.89999084444715716\"/>", "<fgColor rgb=\"FF002060\"/>",
         STYLES, "<b/><sz val=\"11\"/><color theme=\"1\"/>",
         "<b/><sz val=\"11\"/><color theme=\"0\"/>"},
        {"runs of text", "", STRINGS, "<t>Voornaam</t>",
         "<r><t>Voor</t></r><r><rPr><b/><sz val=\"11\"/><color rgb=\"FFFF0000\"/><rFont "
         "val=\"Calibri\"/></rPr><t>naam</t></r>",
         NULL, NULL, NULL},
        {"inline text", "", SHEET, "<c r=\"A2\" t=\"s\"><v>5</v></c>",
         "<c r=\"A2\" t=\"inlineStr\"><is><t>Jan</t></is></c>", STRINGS, "<si><t>Jan</t></si>",
         "<si/>"},
        {"empty cells with a style", "", SHEET, "</row>", "<c r=\"F1\" s=\"1\"/></row>", NULL, NULL,
         NULL},
    };

    ALL("excel-table.xlsx", variants);
}

static void cells(void)
{
    static const struct variant variants[] = {
        {"formula", "content-hidden sheet 1 row 2 column 1", SHEET, "<c r=\"A2\" t=\"s\">",
         "<c r=\"A2\" t=\"s\"><f>\"schulden\"</f>", NULL, NULL, NULL},
        {"truth value", "field-not-permitted sheet 1 row 2 column 6", SHEET, "</row><row r=\"3\"",
         "<c r=\"F2\" t=\"b\"><v>1</v></c></row><row r=\"3\"", NULL, NULL, NULL},
        {"error", "field-not-permitted sheet 1 row 2 column 6", SHEET, "</row><row r=\"3\"",
         "<c r=\"F2\" t=\"e\"><v>#N/A</v></c></row><row r=\"3\"", NULL, NULL, NULL},
        {"text of a formula", "field-not-permitted sheet 1 row 2 column 6", SHEET,
         "</row><row r=\"3\"", "<c r=\"F2\" t=\"str\"><v>schulden</v></c></row><row r=\"3\"", NULL,
         NULL, NULL},
        {"one more column", "field-not-permitted sheet 1 row 1 column 6", SHEET, "</row>",
         "<c r=\"F1\" t=\"inlineStr\"><is><t>Opmerking</t></is></c></row>", NULL, NULL, NULL},
        {"date in a style of dates", "forbidden-date sheet 1 row 2 column 6", SHEET,
         "</row><row r=\"3\"", "<c r=\"F2\" s=\"0\"><v>29281</v></c></row><row r=\"3\"", STYLES,
         "<cellXfs count=\"4\"><xf numFmtId=\"0\"", "<cellXfs count=\"4\"><xf numFmtId=\"14\""},
        {"date in a format of the file", "forbidden-date sheet 1 row 2 column 6", SHEET,
         "</row><row r=\"3\"", "<c r=\"F2\" s=\"0\"><v>29281</v></c></row><row r=\"3\"", STYLES,
         "<fonts count=\"3\" x14ac:knownFonts=\"1\">",
         "<numFmts count=\"1\"><numFmt numFmtId=\"0\" formatCode=\"[$-813]d\\ mmmm\\ "
         "yyyy\"/></numFmts><fonts count=\"3\" x14ac:knownFonts=\"1\">"},
        {"national number as a number", "forbidden-national-number sheet 1 row 2 column 6", SHEET,
         "</row><row r=\"3\"", "<c r=\"F2\"><v>8.5073003328E10</v></c></row><row r=\"3\"", NULL,
         NULL, NULL},
        {"a number that is no value", "field-not-permitted sheet 1 row 2 column 6", SHEET,
         "</row><row r=\"3\"", "<c r=\"F2\"><v>12.5</v></c></row><row r=\"3\"", NULL, NULL, NULL},
        {"first cell of another row", "content-hidden sheet 1 row 2 column 1", SHEET, "<c r=\"A2\"",
         "<c r=\"A6\"", NULL, NULL, NULL},
        {"cell twice", "content-hidden sheet 1 row 2 column 1", SHEET, "<c r=\"B2\"", "<c r=\"A2\"",
         NULL, NULL, NULL},
        {"row twice", HIDDEN, SHEET, "<row r=\"3\"", "<row r=\"2\"", NULL, NULL, NULL},
        {"cell of another row", HIDDEN, SHEET, "<c r=\"B2\"", "<c r=\"B7\"", NULL, NULL, NULL},
        {"string that is not there", "content-format", SHEET, "<v>0</v>", "<v>99</v>", NULL, NULL,
         NULL},
        {"phonetic text", HIDDEN, STRINGS, "<t>Jan</t>",
         "<t>Jan</t><rPh sb=\"0\" eb=\"1\"><t>schulden</t></rPh>", NULL, NULL, NULL},
        {"string of no cell", HIDDEN, STRINGS, "</sst>", "<si><t>schulden</t></si></sst>", NULL,
         NULL, NULL},
        {"number in a string of no cell", "forbidden-national-number", STRINGS, "</sst>",
         "<si><t>85.07.30-033.28</t></si></sst>", NULL, NULL, NULL},
        {"text beside the strings", HIDDEN, STRINGS, "</sst>", "schulden</sst>", NULL, NULL, NULL},
        {"text beside the cells", HIDDEN, SHEET, "</sheetData>", "schulden</sheetData>", NULL, NULL,
         NULL},
    };

    ALL("excel-table.xlsx", variants);
}

static void not_to_be_seen(void)
{
    static const struct variant variants[] = {
        {"hidden row", "content-hidden sheet 1 row 2 column 1", SHEET, "<row r=\"2\"",
         "<row r=\"2\" hidden=\"1\"", NULL, NULL, NULL},
        {"row without height", "content-hidden sheet 1 row 2 column 1", SHEET, "<row r=\"2\"",
         "<row r=\"2\" ht=\"0.5\" customHeight=\"1\"", NULL, NULL, NULL},
        {"rows are hidden", HIDDEN, SHEET, "<sheetFormatPr ", "<sheetFormatPr zeroHeight=\"1\" ",
         NULL, NULL, NULL},
        {"hidden column", "content-hidden sheet 1 row 1 column 3", SHEET, "<col min=\"3\"",
         "<col hidden=\"1\" min=\"3\"", NULL, NULL, NULL},
        {"column without width", "content-hidden sheet 1 row 1 column 3", SHEET,
         "width=\"34.109375\"", "width=\"0.2\"", NULL, NULL, NULL},
        {"hidden sheet", "content-hidden sheet 1 row 1 column 1", WORKBOOK,
         "sheetId=", "state=\"hidden\" sheetId=", NULL, NULL, NULL},
        {"very hidden sheet", HIDDEN, WORKBOOK, "sheetId=", "state=\"veryHidden\" sheetId=", NULL,
         NULL, NULL},
        {"hidden window", HIDDEN, WORKBOOK, "<workbookView ",
         "<workbookView visibility=\"hidden\" ", NULL, NULL, NULL},
        {"white text", "content-hidden sheet 1 row 2 column 1", STYLES,
         "<sz val=\"11\"/><color theme=\"1\"/>", "<sz val=\"11\"/><color theme=\"0\"/>", NULL, NULL,
         NULL},
        {"white text by number", HIDDEN, STYLES, "<sz val=\"11\"/><color theme=\"1\"/>",
         "<sz val=\"11\"/><color rgb=\"FFFFFFFF\"/>", NULL, NULL, NULL},
        {"white text by index", HIDDEN, STYLES, "<sz val=\"11\"/><color theme=\"1\"/>",
         "<sz val=\"11\"/><color indexed=\"9\"/>", NULL, NULL, NULL},
        {"nearly white text", HIDDEN, STYLES, "<sz val=\"11\"/><color theme=\"1\"/>",
         "<sz val=\"11\"/><color theme=\"0\" tint=\"-0.1\"/>", NULL, NULL, NULL},
        {"white by the theme", HIDDEN, "xl/theme/theme1.xml", "lastClr=\"000000\"",
         "lastClr=\"FFFFFF\"", NULL, NULL, NULL},
        {"black on black", HIDDEN, STYLES, "<fgColor theme=\"3\" tint=\"0.89999084444715716\"/>",
         "<fgColor rgb=\"FF000000\"/>", NULL, NULL, NULL},
        {"tiny text", HIDDEN, STYLES, "<sz val=\"11\"/>", "<sz val=\"1\"/>", NULL, NULL, NULL},
        {"white run", HIDDEN, STRINGS, "<t>Jan</t>",
         "<r><rPr><color rgb=\"FFFFFFFF\"/></rPr><t>Jan</t></r>", NULL, NULL, NULL},
        {"tiny run", HIDDEN, STRINGS, "<t>Jan</t>", "<r><rPr><sz val=\"2\"/></rPr><t>Jan</t></r>",
         NULL, NULL, NULL},
        {"format of nothing", HIDDEN, STYLES, "<fonts count=\"3\" x14ac:knownFonts=\"1\">",
         "<numFmts count=\"1\"><numFmt numFmtId=\"0\" formatCode=\";;;\"/></numFmts><fonts "
         "count=\"3\" x14ac:knownFonts=\"1\">",
         NULL, NULL, NULL},
        {"words in a format", HIDDEN, STYLES, "<fonts count=\"3\" x14ac:knownFonts=\"1\">",
         "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"&quot;heeft schulden "
         "&quot;0\"/></numFmts><fonts count=\"3\" x14ac:knownFonts=\"1\">",
         NULL, NULL, NULL},
        {"under merged cells", "content-hidden sheet 1 row 2 column 2", SHEET, "<phoneticPr",
         "<mergeCells count=\"1\"><mergeCell ref=\"A2:B2\"/></mergeCells><phoneticPr", NULL, NULL,
         NULL},
    };

    ALL("excel-table.xlsx", variants);
}

static void around_the_cells(void)
{
    static const struct variant variants[] = {
        {"comment", HIDDEN, "xl/comments1.xml", "", "<comments/>", NULL, NULL, NULL},
        {"drawing", HIDDEN, SHEET, "</worksheet>", "<drawing r:id=\"rId9\"/></worksheet>", NULL,
         NULL, NULL},
        {"comments of old", HIDDEN, SHEET, "</worksheet>",
         "<legacyDrawing r:id=\"rId9\"/></worksheet>", NULL, NULL, NULL},
        {"picture", HIDDEN, "xl/media/image1.png", "", "PNG", NULL, NULL, NULL},
        {"macros", HIDDEN, "xl/vbaProject.bin", "", "VBA", NULL, NULL, NULL},
        {"embedded object", HIDDEN, SHEET, "</worksheet>", "<oleObjects/></worksheet>", NULL, NULL,
         NULL},
        {"table", HIDDEN, SHEET, "</worksheet>",
         "<tableParts><tablePart r:id=\"rId9\"/></tableParts></worksheet>", NULL, NULL, NULL},
        {"conditional format", HIDDEN, SHEET, "<pageMargins",
         "<conditionalFormatting sqref=\"A1\"/><pageMargins", NULL, NULL, NULL},
        {"validation", HIDDEN, SHEET, "<pageMargins",
         "<dataValidations count=\"1\"><dataValidation prompt=\"schulden\" "
         "sqref=\"A1\"/></dataValidations><pageMargins",
         NULL, NULL, NULL},
        {"header with words", HIDDEN, SHEET, "</worksheet>",
         "<headerFooter><oddHeader>&amp;Lheeft schulden</oddHeader></headerFooter></worksheet>",
         NULL, NULL, NULL},
        {"link to a page", HIDDEN, "xl/worksheets/_rels/sheet1.xml.rels",
         "mailto:jan.peeters@example.be", "https://example.be/?schulden", NULL, NULL, NULL},
        {"link to another address", HIDDEN, "xl/worksheets/_rels/sheet1.xml.rels",
         "mailto:jan.peeters@example.be", "mailto:jan.peeters@example.be?subject=schulden", NULL,
         NULL, NULL},
        {"link without a target", HIDDEN, "xl/worksheets/_rels/sheet1.xml.rels",
         "Target=\"mailto:jan.peeters@example.be\"", "", NULL, NULL, NULL},
        {"relationship without a name", HIDDEN, "xl/worksheets/_rels/sheet1.xml.rels",
         "Id=\"rId1\"", "", NULL, NULL, NULL},
        {"hint on a link", HIDDEN, SHEET, "<hyperlink ", "<hyperlink tooltip=\"schulden\" ", NULL,
         NULL, NULL},
        {"other text of a link", HIDDEN, SHEET, "<hyperlink ", "<hyperlink display=\"schulden\" ",
         NULL, NULL, NULL},
        {"defined name", HIDDEN, WORKBOOK, "<calcPr",
         "<definedNames><definedName "
         "name=\"Schulden\">Blad1!$A$1</definedName></definedNames><calcPr",
         NULL, NULL, NULL},
        {"words under a technical name", HIDDEN, WORKBOOK, "<calcPr",
         "<definedNames><definedName "
         "name=\"_xlnm.Print_Area\">\"schulden\"</definedName></definedNames><calcPr",
         NULL, NULL, NULL},
        {"name of a sheet", "field-not-permitted sheet 1 row 1 column 1", WORKBOOK, "\"Blad1\"",
         "\"Jan Peeters\"", "docProps/app.xml", "Blad1", "Jan Peeters"},
        {"name of a sheet in the properties", HIDDEN, "docProps/app.xml", "Blad1", "Schulden", NULL,
         NULL, NULL},
        {"another workbook", HIDDEN, "xl/_rels/workbook.xml.rels", "</Relationships>",
         "<Relationship Id=\"rId9\" "
         "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
         "externalLink\" Target=\"externalLinks/externalLink1.xml\"/></Relationships>",
         NULL, NULL, NULL},
        {"sheet that is not listed", HIDDEN, "xl/_rels/workbook.xml.rels", "</Relationships>",
         "<Relationship Id=\"rId9\" "
         "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
         "Target=\"worksheets/sheet2.xml\"/></Relationships>",
         "xl/worksheets/sheet2.xml", "",
         "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>"},
        {"relationship to nothing", HIDDEN, "_rels/.rels", "</Relationships>",
         "<Relationship Id=\"rId9\" "
         "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail\" "
         "Target=\"docProps/thumbnail.jpeg\"/></Relationships>",
         NULL, NULL, NULL},
        {"external relationship", HIDDEN, "_rels/.rels", "Target=\"docProps/core.xml\"",
         "Target=\"http://example.be/\" TargetMode=\"External\"", NULL, NULL, NULL},
        {"orphan", HIDDEN, "xl/worksheets/sheet7.xml", "", "<worksheet/>", NULL, NULL, NULL},
        {"content type of macros", HIDDEN, "[Content_Types].xml", "application/xml",
         "application/vnd.ms-excel.sheet.macroEnabled.main+xml", NULL, NULL, NULL},
        {"XML comment", HIDDEN, SHEET, "<sheetData>", "<!-- schulden --><sheetData>", NULL, NULL,
         NULL},
        {"unknown namespace", HIDDEN, SHEET, "<sheetData>", "<sheetData xmlns:q=\"urn:schulden\">",
         NULL, NULL, NULL},
        {"extension", HIDDEN, SHEET, "</worksheet>",
         "<extLst><ext uri=\"{0}\">schulden</ext></extLst></worksheet>", NULL, NULL, NULL},
        {"unknown attribute", HIDDEN, SHEET, "<row r=\"2\"", "<row note=\"schulden\" r=\"2\"", NULL,
         NULL, NULL},
        {"document type", "content-format", SHEET, "<worksheet ",
         "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet ", NULL, NULL, NULL},
        {"broken", "content-format", SHEET, "</worksheet>", "", NULL, NULL, NULL},
    };

    ALL("excel-table.xlsx", variants);
}

static void properties(void)
{
    static const struct variant variants[] = {
        {"title", HIDDEN, "docProps/core.xml", "<dc:title>", "<dc:title>Schulden", NULL, NULL,
         NULL},
        {"subject", HIDDEN, "docProps/core.xml", "<dc:creator>",
         "<dc:subject>Schulden</dc:subject><dc:creator>", NULL, NULL, NULL},
        {"keywords", HIDDEN, "docProps/core.xml", "<dc:creator>",
         "<cp:keywords>Schulden</cp:keywords><dc:creator>", NULL, NULL, NULL},
        {"description", HIDDEN, "docProps/core.xml", "<dc:creator>",
         "<dc:description>Schulden</dc:description><dc:creator>", NULL, NULL, NULL},
        {"category", HIDDEN, "docProps/core.xml", "<dc:creator>",
         "<cp:category>Schulden</cp:category><dc:creator>", NULL, NULL, NULL},
        {"remark as the name of a style", HIDDEN, STYLES, "name=\"Standaard\"",
         "name=\"heeft schulden bij de bank\"", NULL, NULL, NULL},
        {"a style of one's own", "", STYLES, "name=\"Standaard\"", "name=\"Tabel Kontich 2\"", NULL,
         NULL, NULL},
        {"national number as author", "forbidden-national-number", "docProps/core.xml",
         "Medewerker Opgroeien", "85.07.30-033.28", NULL, NULL, NULL},
        {"manager", HIDDEN, "docProps/app.xml", "<Company>", "<Manager>Schulden</Manager><Company>",
         NULL, NULL, NULL},
        {"base of links", HIDDEN, "docProps/app.xml", "<Company>",
         "<HyperlinkBase>http://schulden</HyperlinkBase><Company>", NULL, NULL, NULL},
        {"program", HIDDEN, "docProps/app.xml", "Microsoft Excel", "Schulden", NULL, NULL, NULL},
        {"empty ones", "", "docProps/core.xml", "<dc:creator>",
         "<cp:keywords/><dc:subject> </dc:subject><cp:category></cp:category><dc:creator>", NULL,
         NULL, NULL},
        {"custom property", HIDDEN, "docProps/custom.xml",
         "MSIP_Label_3f2504e0-4f89-41d3-9a0c-0305e82c3301_Tag", "Nota", NULL, NULL, NULL},
        {"words in a label", HIDDEN, "docProps/custom.xml", "10, 3, 0, 1", "heeft schulden", NULL,
         NULL, NULL},
        {"label that is no GUID", HIDDEN, "docProps/custom.xml",
         "MSIP_Label_3f2504e0-4f89-41d3-9a0c-0305e82c3301_Tag", "MSIP_Label_schulden_Tag", NULL,
         NULL, NULL},
        {"words in the label's part", HIDDEN, "docMetadata/LabelInfo.xml", "method=\"Standard\"",
         "method=\"heeft schulden\"", NULL, NULL, NULL},
        {"words in the theme", HIDDEN, "xl/theme/theme1.xml", "<a:objectDefaults/>",
         "<a:objectDefaults>schulden</a:objectDefaults>", NULL, NULL, NULL},
        {"number as a font", "forbidden-national-number", STYLES, "<name val=\"Aptos Narrow\"/>",
         "<name val=\"85.07.30-033.28\"/>", NULL, NULL, NULL},
    };

    ALL("excel-table.xlsx", variants);
}

static void number_is(const char *text, const char *expected, bool expected_whole)
{
    struct buffer b;
    bool whole;

    buffer_init(&b, 200);
    check_case(text);
    CHECK(xlsx_number(slice_from(text), &b, &whole));
    CHECK_STRING(expected, buffer_string(&b));
    CHECK_INT(expected_whole, whole);
    check_case(NULL);
    buffer_free(&b);
}

/* formatted_table - a table of formats of its own, of which `format` is one */
static void formatted_table(const char *name, const char *format, const char *expected)
{
    char dxfs[400];
    const struct variant v = {.name = name,
                              .expected = expected,
                              .part = STYLES,
                              .find = "<dxfs count=\"0\"/>",
                              .replace = dxfs,
                              .part2 = "xl/tables/table1.xml",
                              .find2 = "name=\"Telefoon\"",
                              .replace2 = "name=\"Telefoon\" dataDxfId=\"0\""};

    snprintf(dxfs, sizeof dxfs, "<dxfs count=\"1\"><dxf>%s</dxf></dxfs>", format);
    variant_check(FORMAT_XLSX, "excel-printed.xlsx", &v, __FILE__, __LINE__);
}

static void formatted_tables(void)
{
    formatted_table("left", "<alignment horizontal=\"left\"/>", "");
    formatted_table("text", "<numFmt numFmtId=\"30\" formatCode=\"@\"/>", "");
    formatted_table("a font",
                    "<font><b val=\"0\"/><sz val=\"11\"/><color theme=\"1\"/>"
                    "<name val=\"Aptos Narrow\"/><scheme val=\"minor\"/></font>",
                    "");
    formatted_table("lines", "<border><left style=\"thin\"><color indexed=\"64\"/></left></border>",
                    "");
    formatted_table("white", "<font><color rgb=\"FFFFFFFF\"/></font>", HIDDEN);
    formatted_table("white of the theme", "<font><color theme=\"0\"/></font>", HIDDEN);
    formatted_table("of the palette", "<font><color indexed=\"8\"/></font>", HIDDEN);
    formatted_table("tiny", "<font><sz val=\"1\"/></font>", HIDDEN);
    formatted_table("ground", "<fill><patternFill><bgColor rgb=\"FF000000\"/></patternFill></fill>",
                    HIDDEN);
    formatted_table("no number", "<numFmt numFmtId=\"170\" formatCode=\";;;\"/>", HIDDEN);
}

static void numbers(void)
{
    number_is("470123456", "470123456", true);
    number_is("8.5073003328E10", "85073003328", true);
    number_is("8.5E10", "85000000000", true);
    number_is("4.70123456e+8", "470123456", true);
    number_is("470123456.0", "470123456", true);
    number_is("85073003328E0", "85073003328", true);
    number_is("0", "0", true);
    number_is("007", "7", true);
    number_is("12.5", "12.5", false);
    number_is("1E-2", "1E-2", false);
    number_is("-5", "-5", false);
    number_is("1E400", "1E400", false);
    number_is("", "", false);
    number_is("E5", "E5", false);
    number_is("1.2.3", "1.2.3", false);
    number_is("12a", "12a", false);
}

static void format_is(const char *code, bool good, bool date, bool hides)
{
    bool got_date, got_hides;

    check_case(code);
    CHECK_INT(good, xlsx_number_format(slice_from(code), &got_date, &got_hides));
    CHECK_INT(date, got_date);
    CHECK_INT(hides, got_hides);
    check_case(NULL);
}

static void number_formats(void)
{
    format_is("General", true, false, false);
    format_is("0000000000", true, false, false);
    format_is("0000\\ 00\\ 00\\ 00", true, false, false);
    format_is("@", true, false, false);
    format_is(
        "_-* #,##0.00\\ \"\xE2\x82\xAC\"_-;\\-* #,##0.00\\ \"\xE2\x82\xAC\"_-;_-* \"-\"??_-;_-@_-",
        true, false, false);
    format_is("0.00E+00", true, false, false);
    format_is("[Red]0;[Blue]-0", true, false, false);
    format_is("d/mm/yyyy", true, true, false);
    format_is("[$-813]dddd\\ d\\ mmmm\\ yyyy;@", true, true, false);
    format_is("[h]:mm", true, true, false);
    format_is("h:mm AM/PM", true, true, false);
    format_is(";;;", true, false, true);
    format_is(";", true, false, true);
    format_is("", true, false, true);
    format_is("0;0;0;", true, false, true);
    format_is("[White]0", false, false, false);
    format_is("\"schulden\"0", false, false, false);
    format_is("\"open", false, false, true);
    format_is("schuld", false, true, false);
}

static void hostile(void)
{
    struct buffer cells;
    struct variant v = {.name = "huge cell", .expected = HIDDEN, .part = STRINGS, .find = "Jan"};

    buffer_init(&cells, 1 << 20);
    for (unsigned i = 0; i < 2001; i++)
        buffer_append_byte(&cells, 'a');
    v.replace = buffer_string(&cells);
    variant_check(FORMAT_XLSX, "excel-table.xlsx", &v, __FILE__, __LINE__);
    buffer_clear(&cells);
    for (unsigned i = 0; i < 10000; i++)
        buffer_append_string(&cells, "<row>");
    v = (struct variant){.name = "nested",
                         .expected = "content-format",
                         .part = SHEET,
                         .find = "<sheetData>",
                         .replace = buffer_string(&cells)};
    variant_check(FORMAT_XLSX, "excel-table.xlsx", &v, __FILE__, __LINE__);
    buffer_free(&cells);
    DOCUMENT(FORMAT_XLSX, "no package", "Voornaam: Jan", "content-format", "");
    DOCUMENT(FORMAT_XLSX, "empty", "", "content-format", "");
}

/* many_cells - far more than a document needs, packed into very little */
static void many_cells(void)
{
    struct buffer b;
    struct variant v = {
        .name = "many cells", .expected = "content-format", .part = SHEET, .find = "</sheetData>"};

    buffer_init(&b, 4 << 20);
    for (unsigned row = 4; row < 4 + 70; row++) {
        buffer_printf(&b, "<row r=\"%u\">", row);
        for (unsigned i = 0; i < 300; i++)
            buffer_append_string(&b, "<c><v>1</v></c>");
        buffer_append_string(&b, "</row>");
    }
    buffer_append_string(&b, "</sheetData>");
    v.replace = buffer_string(&b);
    variant_check(FORMAT_XLSX, "excel-table.xlsx", &v, __FILE__, __LINE__);
    buffer_free(&b);
}

static void truncated_or_flipped(void)
{
    struct document *d = calloc(1, sizeof *d);
    struct protocol *p = document_protocol();
    struct buffer b;

    if (d == NULL)
        abort();
    fixture_read("excel-form.xlsx", &b);
    for (size_t len = 0; len < b.len; len += 61) {
        document_read(FORMAT_XLSX, slice_sub(buffer_slice(&b), 0, len), p, d);
        CHECK(d->findings[0] != '\0');
    }
    protocol_free(p);
    buffer_free(&b);
    free(d);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(as_programs_write_it),
        TEST(permitted),
        TEST(cells),
        TEST(not_to_be_seen),
        TEST(around_the_cells),
        TEST(properties),
        TEST(formatted_tables),
        TEST(numbers),
        TEST(number_formats),
        TEST(hostile),
        TEST(many_cells),
        TEST(truncated_or_flipped),
    };

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
