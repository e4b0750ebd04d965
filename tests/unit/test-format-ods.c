#include "inspect/format/ods.h"

#include "package-edit.h"
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
#define CONTENT "content.xml"
#define STYLES "styles.xml"
#define META "meta.xml"
#define HIDDEN "content-hidden"
#define AT_JAN "sheet 1 row 2 column 1"
#define AT_TELEPHONE "sheet 1 row 2 column 4"

#define STRING "<table:table-cell office:value-type=\"string\" calcext:value-type=\"string\">"
#define END "</table:table-cell>"
#define JAN STRING "<text:p>Jan</text:p>" END
#define TELEPHONE STRING "<text:p>0470 12 34 56</text:p>" END
#define FLOAT(value, shown)                                                       \
    "<table:table-cell office:value-type=\"float\" calcext:value-type=\"float\" " \
    "office:value=\"" value "\"><text:p>" shown "</text:p>" END
#define LAST_ROW "</table:table-row></table:table>"
#define COLUMN_1 "<table:table-column table:style-name=\"co1\""
#define SHEET_1 "<table:table table:name=\"Blad1\""
#define STYLED "<table:table-cell table:style-name=\"X\" office:value-type=\"string\">"
#define AUTOMATIC "</office:automatic-styles>"
#define CELL_STYLE(more) \
    "<style:style style:name=\"X\" style:family=\"table-cell\" " more "</style:style>" AUTOMATIC

static void fixture(const char *name, const char *values)
{
    struct buffer b;

    fixture_read(name, &b);
    document_check(FORMAT_ODS, name, buffer_slice(&b), "", values, __FILE__, __LINE__);
    buffer_free(&b);
}

static void by_calc(void)
{
    fixture("calc-table.ods", CLIENT_0 "; " CLIENT_1);
    fixture("calc-form.ods", CLIENT_0);
}

static void all(const struct variant *variants, size_t count, int line)
{
    for (size_t i = 0; i < count; i++)
        variant_check(FORMAT_ODS, "calc-table.ods", &variants[i], __FILE__, line);
}
#define ALL(variants) all((variants), sizeof(variants) / sizeof(variants)[0], __LINE__)
/* One part changed, or two */
#define ONE(part, find, replace) (part), (find), (replace), NULL, NULL, NULL
#define WITH_STYLE(more, find, replace) CONTENT, AUTOMATIC, CELL_STYLE(more), CONTENT, find, replace

static void permitted(void)
{
    static const struct variant variants[] = {
        {"unchanged", "", NULL, NULL, NULL, NULL, NULL, NULL},
        {"telephone number that lost its 0", "",
         ONE(CONTENT, TELEPHONE, FLOAT("470123456", "470123456"))},
        {"telephone number in a format", "",
         ONE(CONTENT, TELEPHONE, FLOAT("470123456", "0470 12.34/56"))},
        {"number in scientific notation", "",
         ONE(CONTENT, TELEPHONE, FLOAT("4.70123456E8", "470123456"))},
        {"spans and blanks", "",
         ONE(CONTENT, "<text:p>Jan</text:p>",
             "<text:p>Jan<text:s text:c=\"2\"/><text:span text:style-name=\"T1\">Pieter"
             "</text:span></text:p>")},
        {"two lines of an address", "",
         ONE(CONTENT, "<text:p>Kerkstraat 12, 2550 Kontich</text:p>",
             "<text:p>Kerkstraat 12</text:p><text:p>2550 Kontich</text:p>")},
        {"mail link", "",
         ONE(CONTENT, "<text:p>jan.peeters@example.be</text:p>",
             "<text:p><text:a xlink:href=\"mailto:jan.peeters@example.be\" xlink:type=\"simple\">"
             "jan.peeters@example.be</text:a></text:p>")},
        {"empty rows and cells", "",
         ONE(CONTENT, LAST_ROW,
             "<table:table-cell table:number-columns-repeated=\"16379\"/></table:table-row>"
             "<table:table-row table:style-name=\"ro1\" table:number-rows-repeated=\"1048573\">"
             "<table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"
             "</table:table>")},
        {"empty rows that are hidden", "",
         ONE(CONTENT, LAST_ROW,
             "</table:table-row><table:table-row table:visibility=\"collapse\" "
             "table:number-rows-repeated=\"1000000\"><table:table-cell/></table:table-row>"
             "</table:table>")},
        {"merged, with nothing under it", "",
         ONE(CONTENT, LAST_ROW,
             "</table:table-row><table:table-row><table:table-cell "
             "table:number-columns-spanned=\"3\" table:number-rows-spanned=\"1\"/>"
             "<table:covered-table-cell table:number-columns-repeated=\"2\"/></table:table-row>"
             "</table:table>")},
        {"row of headings that is repeated on each page", "", CONTENT, "<table:table-row ",
         "<table:table-header-rows><table:table-row ", CONTENT, "</table:table-row>",
         "</table:table-row></table:table-header-rows>"},
        {"empty sheets", "",
         ONE(CONTENT, "<table:named-expressions/>",
             "<table:table table:name=\"Blad2\"><table:table-column/><table:table-row>"
             "<table:table-cell/></table:table-row></table:table><table:named-expressions/>")},
        {"sheet called as a label", "", ONE(CONTENT, "\"Blad1\"", "\"E-mail\"")},
        {"area of printing", "",
         ONE(CONTENT, SHEET_1, SHEET_1 " table:print-ranges=\"Blad1.A1:Blad1.E3 Blad1.A5:.B6\"")},
        {"automatic filter", "",
         ONE(CONTENT, "<table:named-expressions/>",
             "<table:named-expressions/><table:database-ranges><table:database-range "
             "table:name=\"__Anonymous_Sheet_DB__0\" table:target-range-address=\"Blad1.A1:"
             "Blad1.E3\" table:display-filter-buttons=\"true\"/></table:database-ranges>")},
        {"protected", "",
         ONE(CONTENT, SHEET_1, "<table:table table:protected=\"true\" table:name=\"Blad1\"")},
        {"forms that are empty", "",
         ONE(CONTENT, COLUMN_1,
             "<office:forms form:automatic-focus=\"false\" "
             "form:apply-design-mode=\"false\"/>" COLUMN_1)},
        {"white on its parent's black", "",
         WITH_STYLE("style:parent-style-name=\"Accent_20_1\">", JAN,
                    STYLED "<text:p>Jan</text:p>" END)},
        {"white style that nothing uses", "",
         ONE(CONTENT, AUTOMATIC, CELL_STYLE("><style:text-properties fo:color=\"#ffffff\"/>"))},
        {"red", "",
         WITH_STYLE("><style:text-properties fo:color=\"#ff0000\" fo:font-size=\"8pt\"/>", JAN,
                    STYLED "<text:p>Jan</text:p>" END)},
        {"start of days", "",
         ONE(CONTENT, " table:use-wildcards=\"true\"/>",
             " table:use-wildcards=\"true\"><table:null-date table:date-value=\"1904-01-01\"/>"
             "</table:calculation-settings>")},
        {"header of a report", "",
         ONE(STYLES, "<style:header><text:p><text:sheet-name>\?\?\?</text:sheet-name></text:p>",
             "<style:header><style:region-left><text:p><text:sheet-name>Blad1</text:sheet-name>"
             "<text:s/>(<text:title>\?\?\?</text:title>)</text:p></style:region-left>"
             "<style:region-right><text:p><text:date style:data-style-name=\"N2\" "
             "text:date-value=\"2026-11-23\">00.00.0000</text:date>, <text:time>00:00:00"
             "</text:time></text:p></style:region-right>")},
        {"number of pages", "",
         ONE(STYLES, "Page <text:page-number>1</text:page-number>",
             "Pagina <text:page-number>1</text:page-number><text:s/>/ <text:page-count>99"
             "</text:page-count>")},
        {"fixed text above", "",
         ONE(STYLES, "Page <text:page-number>", "Gegevens voor de verwijzing<text:page-number>")},
    };

    ALL(variants);
}

static void cells(void)
{
    static const struct variant variants[] = {
        {"formula", "content-hidden " AT_JAN,
         ONE(CONTENT, JAN,
             "<table:table-cell table:formula=\"of:=&quot;schulden&quot;\" "
             "office:value-type=\"string\"><text:p>Jan</text:p>" END)},
        {"number in a formula", "forbidden-national-number " AT_JAN,
         ONE(CONTENT, JAN,
             "<table:table-cell table:formula=\"of:=85073003328\" office:value-type=\"string\">"
             "<text:p>Jan</text:p>" END)},
        {"truth value", "field-not-permitted " AT_TELEPHONE,
         ONE(CONTENT, TELEPHONE,
             "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\">"
             "<text:p>WAAR</text:p>" END)},
        {"error", "field-not-permitted " AT_TELEPHONE,
         ONE(CONTENT, TELEPHONE,
             "<table:table-cell office:value-type=\"string\" calcext:value-type=\"error\">"
             "<text:p>#N/B</text:p>" END)},
        {"date", "forbidden-date " AT_TELEPHONE,
         ONE(CONTENT, TELEPHONE,
             "<table:table-cell office:value-type=\"date\" office:date-value=\"1980-03-12\">"
             "<text:p>12/03/80</text:p>" END)},
        {"time", "forbidden-date " AT_TELEPHONE,
         ONE(CONTENT, TELEPHONE,
             "<table:table-cell office:value-type=\"time\" office:time-value=\"PT10H00M00S\">"
             "<text:p>10:00</text:p>" END)},
        {"number in the format of a date", "forbidden-date " AT_TELEPHONE, CONTENT, AUTOMATIC,
         "<number:date-style style:name=\"N5\"><number:day/><number:text>/</number:text>"
         "<number:month/></number:date-style>" CELL_STYLE("style:data-style-name=\"N5\">"),
         CONTENT, TELEPHONE,
         "<table:table-cell table:style-name=\"X\" office:value-type=\"float\" "
         "office:value=\"470123456\"><text:p>470123456</text:p>" END},
        {"national number as a number", "forbidden-national-number " AT_TELEPHONE,
         ONE(CONTENT, TELEPHONE, FLOAT("85073003328", "85073003328"))},
        {"number that shows words", "field-not-permitted " AT_TELEPHONE,
         ONE(CONTENT, TELEPHONE, FLOAT("470123456", "heeft schulden"))},
        {"number that shows another", "field-not-permitted " AT_TELEPHONE,
         ONE(CONTENT, TELEPHONE, FLOAT("470123456", "470123457"))},
        {"number that shows a longer one", "field-not-permitted " AT_TELEPHONE,
         ONE(CONTENT, TELEPHONE, FLOAT("470123456", "4701234561"))},
        {"number that shows nothing", "content-hidden " AT_TELEPHONE,
         ONE(CONTENT, TELEPHONE, FLOAT("470123456", ""))},
        {"number without a value", "field-not-permitted " AT_TELEPHONE,
         ONE(CONTENT, TELEPHONE, FLOAT("", "470123456"))},
        {"value of a text", "content-hidden " AT_JAN,
         ONE(CONTENT, JAN,
             "<table:table-cell office:value-type=\"string\" office:value=\"12\"><text:p>Jan"
             "</text:p>" END)},
        {"other text in the value", "content-hidden " AT_JAN,
         ONE(CONTENT, JAN,
             "<table:table-cell office:value-type=\"string\" office:string-value=\"schulden\">"
             "<text:p>Jan</text:p>" END)},
        {"date of a cell without a type", "content-hidden " AT_JAN,
         ONE(CONTENT, JAN,
             "<table:table-cell office:date-value=\"1980-03-12\"><text:p>Jan</text:p>" END)},
        {"one more column", "field-not-permitted sheet 1 row 1 column 6",
         ONE(CONTENT, "</table:table-row>",
             STRING "<text:p>Opmerking</text:p>" END "</table:table-row>")},
        {"text in repeated cells", "field-not-permitted sheet 1 row 1 column 7",
         ONE(CONTENT, "</table:table-row>",
             "<table:table-cell table:number-columns-repeated=\"2\"><text:p>x</text:p>" END
             "</table:table-row>")},
        {"row that is repeated", "content-clients",
         ONE(CONTENT, "<table:table-row table:style-name=\"ro1\">" JAN,
             "<table:table-row table:number-rows-repeated=\"9\">" JAN)},
        {"row that is repeated very often", HIDDEN,
         ONE(CONTENT, "<table:table-row table:style-name=\"ro1\">" JAN,
             "<table:table-row table:number-rows-repeated=\"1001\">" JAN)},
        {"beyond the columns of a table", "content-hidden sheet 1 row 2 column 257",
         ONE(CONTENT, JAN,
             JAN "<table:table-cell table:number-columns-repeated=\"300\"><text:p>x</text:p>" END)},
        {"beyond the columns of a sheet", HIDDEN,
         ONE(CONTENT, JAN, "<table:table-cell table:number-columns-repeated=\"16385\"/>" JAN)},
        {"beyond the rows of a sheet", HIDDEN,
         ONE(CONTENT, "<table:table-row ",
             "<table:table-row table:number-rows-repeated=\"1048577\"><table:table-cell/>"
             "</table:table-row><table:table-row ")},
        {"text beside the cells", HIDDEN,
         ONE(CONTENT, "<table:table-row ", "schulden<table:table-row ")},
        {"text beside the paragraphs", "content-hidden " AT_JAN,
         ONE(CONTENT, "<text:p>Jan</text:p>", "schulden<text:p>Jan</text:p>")},
        {"cell in a cell", "content-hidden " AT_JAN,
         ONE(CONTENT, "<text:p>Jan</text:p>", "<text:p>Jan</text:p><table:table-cell/>")},
        {"table in a cell", "content-hidden " AT_JAN,
         ONE(CONTENT, "<text:p>Jan</text:p>", "<text:p>Jan</text:p><table:table/>")},
        {"cell beside the rows", HIDDEN,
         ONE(CONTENT, "<table:table-row ", "<table:table-cell/><table:table-row ")},
    };

    ALL(variants);
}

static void not_to_be_seen(void)
{
    static const struct variant variants[] = {
        {"hidden row", "content-hidden " AT_JAN,
         ONE(CONTENT, "<table:table-row table:style-name=\"ro1\">" JAN,
             "<table:table-row table:visibility=\"collapse\">" JAN)},
        {"row that is filtered out", "content-hidden " AT_JAN,
         ONE(CONTENT, "<table:table-row table:style-name=\"ro1\">" JAN,
             "<table:table-row table:visibility=\"filter\">" JAN)},
        {"row without height", "content-hidden sheet 1 row 1 column 1",
         ONE(CONTENT, "style:row-height=\"0.178in\"", "style:row-height=\"0.01in\"")},
        {"hidden column", "content-hidden " AT_JAN,
         ONE(CONTENT, COLUMN_1, COLUMN_1 " table:visibility=\"collapse\"")},
        {"hidden column further on", "content-hidden " AT_TELEPHONE,
         ONE(CONTENT, "<table:table-column table:style-name=\"co4\"",
             "<table:table-column table:visibility=\"collapse\" table:style-name=\"co4\"")},
        {"column without width", "content-hidden " AT_JAN, CONTENT, AUTOMATIC,
         "<style:style style:name=\"X\" style:family=\"table-column\">"
         "<style:table-column-properties style:column-width=\"0.1pt\"/></style:style>" AUTOMATIC,
         CONTENT, COLUMN_1, "<table:table-column table:style-name=\"X\""},
        {"hidden sheet", "content-hidden sheet 1 row 1 column 1",
         ONE(CONTENT, "table:display=\"true\"", "table:display=\"false\"")},
        {"rows that are folded", HIDDEN, CONTENT, "<table:table-row ",
         "<table:table-row-group table:display=\"false\">"
         "<table:table-row ",
         CONTENT, "</table:table-row>", "</table:table-row></table:table-row-group>"},
        {"under merged cells", "content-hidden " AT_TELEPHONE,
         ONE(CONTENT, TELEPHONE,
             "<table:covered-table-cell office:value-type=\"string\"><text:p>0470 12 34 56"
             "</text:p></table:covered-table-cell>")},
        {"white text", "content-hidden " AT_JAN,
         WITH_STYLE("><style:text-properties fo:color=\"#ffffff\"/>", JAN,
                    STYLED "<text:p>Jan</text:p>" END)},
        {"nearly white text", "content-hidden " AT_JAN,
         WITH_STYLE("><style:text-properties fo:color=\"#f0f0f0\"/>", JAN,
                    STYLED "<text:p>Jan</text:p>" END)},
        {"white by the parent", "content-hidden " AT_JAN,
         WITH_STYLE("style:parent-style-name=\"Accent_20_1\"><style:table-cell-properties "
                    "fo:background-color=\"transparent\"/>",
                    JAN, STYLED "<text:p>Jan</text:p>" END)},
        {"white by the default of all cells", "content-hidden " AT_JAN,
         ONE(STYLES, "<style:text-properties style:font-name=\"Liberation Sans\"",
             "<style:text-properties fo:color=\"#ffffff\" style:font-name=\"Liberation Sans\"")},
        {"white by the column", "content-hidden " AT_JAN, CONTENT, AUTOMATIC,
         CELL_STYLE("><style:text-properties fo:color=\"#ffffff\"/>"), CONTENT,
         COLUMN_1 " table:default-cell-style-name=\"Default\"",
         COLUMN_1 " table:default-cell-style-name=\"X\""},
        {"white by the row", "content-hidden " AT_JAN, CONTENT, AUTOMATIC,
         CELL_STYLE("><style:text-properties fo:color=\"#ffffff\"/>"), CONTENT,
         "<table:table-row table:style-name=\"ro1\">" JAN,
         "<table:table-row table:default-cell-style-name=\"X\">" JAN},
        {"white span", "content-hidden " AT_JAN, CONTENT, AUTOMATIC,
         "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties "
         "fo:color=\"#fffffe\"/></style:style>" AUTOMATIC,
         CONTENT, "<text:p>Jan</text:p>",
         "<text:p><text:span text:style-name=\"T1\">Jan</text:span></text:p>"},
        {"black span on a black cell", "content-hidden " AT_JAN, CONTENT, AUTOMATIC,
         "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties "
         "fo:color=\"#000000\"/></style:style>" CELL_STYLE(
             "><style:table-cell-properties fo:background-color=\"#000000\"/>"),
         CONTENT, JAN,
         STYLED "<text:p><text:span text:style-name=\"T1\">Jan</text:span></text:p>" END},
        {"tiny text", "content-hidden " AT_JAN,
         WITH_STYLE("><style:text-properties fo:font-size=\"1pt\"/>", JAN,
                    STYLED "<text:p>Jan</text:p>" END)},
        {"parents in a ring", "content-hidden " AT_JAN, STYLES,
         "<style:style style:name=\"Default\" style:family=\"table-cell\"/>",
         "<style:style style:name=\"Default\" style:family=\"table-cell\" "
         "style:parent-style-name=\"Ring\"/><style:style style:name=\"Ring\" "
         "style:family=\"table-cell\" style:parent-style-name=\"Default\"/>",
         NULL, NULL, NULL},
        {"hidden by protection", "content-hidden " AT_JAN,
         WITH_STYLE("><style:table-cell-properties style:cell-protect=\"hidden-and-protected\"/>",
                    JAN, STYLED "<text:p>Jan</text:p>" END)},
        {"format of nothing", "content-hidden " AT_TELEPHONE, CONTENT, AUTOMATIC,
         "<number:number-style style:name=\"N5\"><number:text/></number:number-style>" CELL_STYLE(
             "style:data-style-name=\"N5\">"),
         CONTENT, TELEPHONE, STYLED "<text:p>0470 12 34 56</text:p>" END},
        {"format that shows some numbers alone", "content-hidden " AT_TELEPHONE, CONTENT, AUTOMATIC,
         "<number:number-style style:name=\"N5P0\"><number:text/></number:number-style>"
         "<number:number-style style:name=\"N5\"><number:number/><style:map "
         "style:condition=\"value()&gt;0\" "
         "style:apply-style-name=\"N5P0\"/></number:number-style>" CELL_STYLE(
             "style:data-style-name=\"N5\">"),
         CONTENT, TELEPHONE, STYLED "<text:p>0470 12 34 56</text:p>" END},
        {"format in white", "content-hidden " AT_TELEPHONE, CONTENT, AUTOMATIC,
         "<number:number-style style:name=\"N5\"><style:text-properties fo:color=\"#ffffff\"/>"
         "<number:number/></number:number-style>" CELL_STYLE("style:data-style-name=\"N5\">"),
         CONTENT, TELEPHONE, STYLED "<text:p>0470 12 34 56</text:p>" END},
        {"words in a format", HIDDEN,
         ONE(CONTENT, AUTOMATIC,
             "<number:number-style style:name=\"N5\"><number:text>heeft schulden</number:text>"
             "<number:number/></number:number-style>" AUTOMATIC)},
        {"digits in a format", HIDDEN,
         ONE(CONTENT, AUTOMATIC,
             "<number:number-style style:name=\"N5\"><number:text>85</number:text>"
             "<number:number/></number:number-style>" AUTOMATIC)},
        {"words in a condition", HIDDEN,
         ONE(CONTENT, AUTOMATIC,
             "<number:number-style style:name=\"N5\"><number:number/><style:map "
             "style:condition=\"schulden\" "
             "style:apply-style-name=\"N0\"/></number:number-style>" AUTOMATIC)},
        {"look on a condition", HIDDEN,
         ONE(CONTENT, AUTOMATIC,
             CELL_STYLE("><style:map style:condition=\"value()=0\" "
                        "style:apply-style-name=\"Accent\"/>"))},
        {"style twice", HIDDEN, ONE(CONTENT, AUTOMATIC, CELL_STYLE(">") CELL_STYLE(">"))},
    };

    ALL(variants);
}

static void around_the_cells(void)
{
    static const struct variant variants[] = {
        {"comment", "content-hidden " AT_JAN,
         ONE(CONTENT, "<text:p>Jan</text:p>",
             "<office:annotation><text:p>schulden</text:p></office:annotation><text:p>Jan"
             "</text:p>")},
        {"number in a comment", "forbidden-national-number " AT_JAN,
         ONE(CONTENT, "<text:p>Jan</text:p>",
             "<office:annotation><text:p>85.07.30-033.28</text:p></office:annotation><text:p>Jan"
             "</text:p>")},
        {"changes", HIDDEN,
         ONE(CONTENT, "<table:calculation-settings ",
             "<table:tracked-changes><table:cell-content-change/></table:tracked-changes>"
             "<table:calculation-settings ")},
        {"validation", HIDDEN,
         ONE(CONTENT, SHEET_1,
             "<table:content-validations><table:content-validation table:name=\"val1\">"
             "<table:help-message><text:p>schulden</text:p></table:help-message>"
             "</table:content-validation></table:content-validations>" SHEET_1)},
        {"validation of a cell", "content-hidden " AT_JAN,
         ONE(CONTENT, JAN,
             "<table:table-cell table:content-validation-name=\"val1\"><text:p>Jan</text:p>" END)},
        {"conditional format", HIDDEN,
         ONE(CONTENT, "</table:table>",
             "<calcext:conditional-formats><calcext:conditional-format "
             "calcext:target-range-address=\"Blad1.A1\"/></calcext:conditional-formats>"
             "</table:table>")},
        {"shape", HIDDEN,
         ONE(CONTENT, COLUMN_1,
             "<table:shapes><draw:frame><draw:text-box><text:p>schulden</text:p></draw:text-box>"
             "</draw:frame></table:shapes>" COLUMN_1)},
        {"shape in a cell", "content-hidden " AT_JAN,
         ONE(CONTENT, "<text:p>Jan</text:p>", "<draw:custom-shape/><text:p>Jan</text:p>")},
        {"object", HIDDEN, ONE("Object1/content.xml", "", "<x/>")},
        {"picture", HIDDEN, ONE("Pictures/1.png", "", "x")},
        {"control of a form", HIDDEN,
         ONE(CONTENT, COLUMN_1,
             "<office:forms><form:form form:name=\"schulden\"/></office:forms>" COLUMN_1)},
        {"script", HIDDEN,
         ONE(CONTENT, "<office:scripts/>",
             "<office:scripts><office:script script:language=\"ooo:Basic\"/></office:scripts>")},
        {"macro", HIDDEN, ONE("Basic/Standard/Module1.xml", "", "<x/>")},
        {"event", HIDDEN, ONE(CONTENT, COLUMN_1, "<office:event-listeners/>" COLUMN_1)},
        {"sheet of another file", HIDDEN,
         ONE(CONTENT, COLUMN_1,
             "<table:table-source xlink:href=\"file:///schulden.ods\"/>" COLUMN_1)},
        {"cells of another file", "content-hidden " AT_JAN,
         ONE(CONTENT, "<text:p>Jan</text:p>", "<table:cell-range-source/><text:p>Jan</text:p>")},
        {"named range", HIDDEN,
         ONE(CONTENT, "<table:named-expressions/>",
             "<table:named-expressions><table:named-range table:name=\"Schulden\" "
             "table:cell-range-address=\"$Blad1.$A$1\"/></table:named-expressions>")},
        {"named range of data", HIDDEN,
         ONE(CONTENT, "<table:named-expressions/>",
             "<table:database-ranges><table:database-range table:name=\"Schulden\" "
             "table:target-range-address=\"Blad1.A1:Blad1.E3\"/></table:database-ranges>")},
        {"range of data elsewhere", HIDDEN,
         ONE(CONTENT, "<table:named-expressions/>",
             "<table:database-ranges><table:database-range table:name=\"__Anonymous_Sheet_DB__0\" "
             "table:target-range-address=\"Schulden.A1:Schulden.E3\"/></table:database-ranges>")},
        {"filter", HIDDEN,
         ONE(CONTENT, "<table:named-expressions/>",
             "<table:database-ranges><table:database-range table:name=\"__Anonymous_Sheet_DB__0\" "
             "table:target-range-address=\"Blad1.A1:Blad1.E3\"><table:filter>"
             "<table:filter-condition table:value=\"schulden\"/></table:filter>"
             "</table:database-range></table:database-ranges>")},
        {"pivot table", HIDDEN,
         ONE(CONTENT, "<table:named-expressions/>", "<table:data-pilot-tables/>")},
        {"scenario", HIDDEN, ONE(CONTENT, COLUMN_1, "<table:scenario/>" COLUMN_1)},
        {"area of printing elsewhere", HIDDEN,
         ONE(CONTENT, SHEET_1, SHEET_1 " table:print-ranges=\"Schulden.A1\"")},
        {"words as an area of printing", HIDDEN,
         ONE(CONTENT, SHEET_1, SHEET_1 " table:print-ranges=\"Blad1.heeft schulden\"")},
        {"day as the start of days", HIDDEN,
         ONE(CONTENT, " table:use-wildcards=\"true\"/>",
             " table:use-wildcards=\"true\"><table:null-date table:date-value=\"1980-03-12\"/>"
             "</table:calculation-settings>")},
        {"name of a sheet", "field-not-permitted sheet 1 row 1 column 1",
         ONE(CONTENT, "\"Blad1\"", "\"Jan Peeters\"")},
        {"name of a sheet twice", "content-format",
         ONE(CONTENT, "<table:named-expressions/>",
             "<table:table table:name=\"Blad1\"><table:table-row><table:table-cell/>"
             "</table:table-row></table:table>")},
        {"link to a page", "content-hidden " AT_JAN,
         ONE(CONTENT, "<text:p>Jan</text:p>",
             "<text:p><text:a xlink:href=\"http://example.be/?schulden\">Jan</text:a></text:p>")},
        {"link to another address", "content-hidden " AT_JAN,
         ONE(CONTENT, "<text:p>Jan</text:p>",
             "<text:p><text:a xlink:href=\"mailto:an@example.be\">Jan</text:a></text:p>")},
        {"field in a cell", "content-hidden " AT_JAN,
         ONE(CONTENT, "<text:p>Jan</text:p>", "<text:p>Jan<text:title>x</text:title></text:p>")},
        {"words in a header", HIDDEN, ONE(STYLES, "<text:p>Page ", "<text:p>schulden ")},
        {"words as a field", HIDDEN, ONE(STYLES, "\?\?\?", "schulden")},
        {"words as a page number", HIDDEN,
         ONE(STYLES, "<text:page-number>1<", "<text:page-number>schulden<")},
        {"day that stays in a header", HIDDEN,
         ONE(STYLES, "<text:p>Page ",
             "<text:p><text:date text:fixed=\"true\" text:date-value=\"1980-03-12\">00/00/00"
             "</text:date>Page ")},
        {"day as a field", HIDDEN,
         ONE(STYLES, "<text:p>Page ", "<text:p><text:date>12/03/1980</text:date>Page ")},
        {"paragraph outside of the header", HIDDEN,
         ONE(STYLES, "<style:header>", "<text:p>schulden</text:p><style:header>")},
        {"XML comment", HIDDEN, ONE(CONTENT, SHEET_1, "<!-- schulden -->" SHEET_1)},
        {"unknown namespace", HIDDEN, ONE(CONTENT, SHEET_1, SHEET_1 " xmlns:q=\"urn:schulden\"")},
        {"unknown attribute", HIDDEN, ONE(CONTENT, SHEET_1, SHEET_1 " table:schuld=\"x\"")},
        {"document type", "content-format",
         ONE(CONTENT, "<office:document-content ", "<!DOCTYPE x><office:document-content ")},
        {"broken", "content-format", ONE(CONTENT, "</office:spreadsheet>", "")},
        {"text document", "content-format", ONE("mimetype", "spreadsheet", "text")},
        {"another root", "content-format", CONTENT, "<office:document-content ",
         "<office:document-styles ", CONTENT, "</office:document-content>",
         "</office:document-styles>"},
    };

    ALL(variants);
}

/* around_no_cell - what stands behind the sheets is in none of their cells */
static void around_no_cell(void)
{
    static const char *const behind[] = {
        "<table:named-range table:name=\"Schulden\" table:cell-range-address=\"$Blad1.$A$1\"/>",
        "<table:named-expression table:name=\"Schulden\" table:expression=\"of:=1\"/>"};

    for (size_t i = 0; i < sizeof behind / sizeof behind[0]; i++) {
        struct buffer put, file;
        struct package_edit edit = {CONTENT, "<table:named-expressions/>", NULL};

        buffer_init(&put, 1000);
        buffer_printf(&put, "<table:named-expressions>%s</table:named-expressions>", behind[i]);
        edit.put = buffer_string(&put);
        if (package_edit("calc-table.ods", &edit, 1, &file))
            document_check(FORMAT_ODS, behind[i], buffer_slice(&file), HIDDEN, NULL, __FILE__,
                           __LINE__);
        buffer_free(&file);
        buffer_free(&put);
    }
}

static void other_parts(void)
{
#define PUT "<office:meta>"
    static const struct variant variants[] = {
        {"title", HIDDEN, ONE(META, PUT, PUT "<dc:title>schulden</dc:title>")},
        {"subject", HIDDEN, ONE(META, PUT, PUT "<dc:subject>schulden</dc:subject>")},
        {"keyword", HIDDEN, ONE(META, PUT, PUT "<meta:keyword>schulden</meta:keyword>")},
        {"property of one's own", HIDDEN,
         ONE(META, PUT, PUT "<meta:user-defined meta:name=\"Nota\">x</meta:user-defined>")},
        {"empty property of old", "",
         ONE(META, PUT, PUT "<meta:user-defined meta:name=\"Info 1\"/>")},
        {"words in a property of old", HIDDEN,
         ONE(META, PUT, PUT "<meta:user-defined meta:name=\"Info 1\">ja</meta:user-defined>")},
        {"organisation that Excel left", "",
         ONE(META, PUT,
             PUT "<meta:user-defined meta:name=\"Company\">Opgroeien regie</meta:user-defined>")},
        {"sensitivity label", "",
         ONE(META, PUT,
             PUT "<meta:user-defined meta:name=\"MSIP_Label_3f2504e0-4f89-41d3-9a0c-0305e82c3301_"
                 "Tag\">10, 3, 0, 1</meta:user-defined>")},
        {"words in a sensitivity label", HIDDEN,
         ONE(META, PUT,
             PUT "<meta:user-defined meta:name=\"MSIP_Label_3f2504e0-4f89-41d3-9a0c-0305e82c3301_"
                 "Tag\">heeft schulden</meta:user-defined>")},
        {"another program", HIDDEN, ONE(META, "LibreOffice/7", "heeft schulden/7")},
        {"author", "", ONE(META, PUT, PUT "<dc:creator>Medewerker Opgroeien</dc:creator>")},
        {"number as an author", "forbidden-national-number",
         ONE(META, PUT, PUT "<dc:creator>85.07.30-033.28</dc:creator>")},
        {"template of one's own", HIDDEN,
         ONE(META, PUT,
             PUT "<meta:template xlink:type=\"simple\" xlink:href=\"../schulden.ots\"/>")},
        {"view of a sheet", "", CONTENT, "\"Blad1\"", "\"Blad 1\"", "settings.xml",
         "config:name=\"Blad1\"", "config:name=\"Blad 1\""},
        {"view of a sheet that is not there", HIDDEN,
         ONE("settings.xml", "config:name=\"Blad1\"", "config:name=\"heeft schulden\"")},
        {"sheet that is shown", "",
         ONE("settings.xml", "<config:config-item config:name=\"PrinterName\"",
             "<config:config-item config:name=\"ActiveTable\" config:type=\"string\">Blad1"
             "</config:config-item><config:config-item config:name=\"PrinterName\"")},
        {"words as a setting", HIDDEN, ONE("settings.xml", ">Sheet1<", ">heeft schulden<")},
        {"kind of another package", HIDDEN,
         ONE("META-INF/manifest.xml", "opendocument.spreadsheet", "opendocument.text")},
        {"encrypted part", HIDDEN,
         ONE("META-INF/manifest.xml", "</manifest:manifest>",
             "<manifest:encryption-data/></manifest:manifest>")},
        {"part that is not there", HIDDEN,
         ONE("META-INF/manifest.xml", "\"styles.xml\"", "\"schulden.xml\"")},
        {"words in the graph", HIDDEN, ONE("manifest.rdf", "</rdf:RDF>", "schulden</rdf:RDF>")},
        {"accelerators", HIDDEN, ONE("Configurations2/accelerator/current.xml", "", "<schulden/>")},
        {"orphan", HIDDEN, ONE("schulden.xml", "", "<x/>")},
    };

    ALL(variants);
}

static void shows(const char *digits, const char *shown, bool expected)
{
    check_case(shown);
    CHECK_INT(expected, ods_value_shows(slice_from(digits), slice_from(shown)));
    check_case(NULL);
}

static void values(void)
{
    shows("470123456", "470123456", true);
    shows("470123456", "0470 12 34 56", true);
    shows("470123456", "470.123.456", true);
    shows("470123456",
          "470\xC2\xA0"
          "123\xE2\x80\xAF"
          "456",
          true);
    shows("12.5", "12,5", true);
    shows("0", "0", true);
    shows("470123456", "", false);
    shows("470123456", "47012345", false);
    shows("470123456", "4701234560", false);
    shows("470123456", "470123456 x", false);
    shows("470123456", "\xE2\x82\xAC 470123456", false);
}

static void ranges(void)
{
    static const struct {
        const char *range;
        bool good;
    } cases[] = {{"", true},
                 {"Blad1.A1", true},
                 {"$Blad1.$A$1:.$B$2", true},
                 {"Blad1.A1:Blad1.B2 'Blad 2'.C3", true},
                 {"Blad3.A1", false},
                 {"Blad1", false},
                 {"Blad1.", false},
                 {"'Blad 2.A1", false},
                 {"'Blad 2'A1", false},
                 {"Blad1.heeft", false},
                 {"Blad1.A1 schulden", false},
                 {"'", false}};
    struct opendocument d = {.package = NULL};

    buffer_init(&d.sheets, 100);
    buffer_append_string(&d.sheets, "Blad1\nBlad 2\n");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_case(cases[i].range);
        CHECK_INT(cases[i].good, ods_range(&d, slice_from(cases[i].range)));
    }
    check_case(NULL);
    buffer_free(&d.sheets);
}

/* filled - so often a text in place of the first row's start */
static void filled(const char *name, const char *piece, unsigned count, const char *before,
                   const char *after, const char *expected)
{
    struct variant v = {
        .name = name, .expected = expected, .part = CONTENT, .find = "<table:table-row "};
    struct buffer b;

    buffer_init(&b, 4 << 20);
    buffer_append_string(&b, before);
    for (unsigned i = 0; i < count; i++)
        buffer_append_string(&b, piece);
    buffer_printf(&b, "%s<table:table-row ", after);
    v.replace = buffer_string(&b);
    variant_check(FORMAT_ODS, "calc-table.ods", &v, __FILE__, __LINE__);
    buffer_free(&b);
}

/* blanks - a cell of as many blanks as elements can stand for is refused, not put off */
static void blanks(void)
{
    struct variant v = {.name = "blanks",
                        .expected = "content-hidden sheet 1 row 2 column 1",
                        .part = CONTENT,
                        .find = "<text:p>Jan"};
    struct buffer b;

    buffer_init(&b, 4 << 20);
    buffer_append_string(&b, "<text:p>x");
    for (unsigned i = 0; i < 30000; i++)
        buffer_printf(&b, "<text:s text:c=\"%u\"/>", 1000 + i * 7919 % 9000);
    buffer_append_string(&b, "Jan");
    v.replace = buffer_string(&b);
    variant_check(FORMAT_ODS, "calc-table.ods", &v, __FILE__, __LINE__);
    buffer_free(&b);
}

static void hostile(void)
{
#define ROW "<table:table-row><table:table-cell>"
#define ROW_END "</table:table-cell></table:table-row>"
    filled("longest cell", "a", ODS_CELL_BYTES_MAX, ROW "<text:p>", "</text:p>" ROW_END,
           "field-not-permitted sheet 1 row 1 column 1");
    filled("one byte more", "a", ODS_CELL_BYTES_MAX + 1, ROW "<text:p>", "</text:p>" ROW_END,
           "content-hidden sheet 1 row 1 column 1");
    blanks();
    filled("nested", "<table:table-row>", 10000, "", "", "content-format");
    filled("columns", "<table:table-column/>", 1100, "", "", HIDDEN);
    filled("wide rows, often",
           "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell "
           "table:number-columns-repeated=\"256\"><text:p>x</text:p></table:table-cell>"
           "</table:table-row>",
           400, "", "", HIDDEN);
    filled("sheets",
           "<table:table table:name=\"Blad2\"><table:table-row><table:table-cell/>"
           "</table:table-row></table:table>",
           20, "</table:table>", "<table:table table:name=\"Blad3\">", HIDDEN);
    DOCUMENT(FORMAT_ODS, "no package", "Voornaam: Jan", "content-format", "");
    DOCUMENT(FORMAT_ODS, "empty", "", "content-format", "");
}

/* many_styles - the most that are kept, and one more: the fixture has 23 */
static void many_styles(unsigned count, const char *expected)
{
    struct variant v = {.name = "styles", .expected = expected, .part = CONTENT, .find = AUTOMATIC};
    struct buffer b;

    buffer_init(&b, 4 << 20);
    for (unsigned i = 0; i < count; i++)
        buffer_printf(&b, "<style:style style:name=\"x%u\" style:family=\"text\"/>", i);
    buffer_append_string(&b, AUTOMATIC);
    v.replace = buffer_string(&b);
    variant_check(FORMAT_ODS, "calc-table.ods", &v, __FILE__, __LINE__);
    buffer_free(&b);
}

static void limits(void)
{
    many_styles(4000, "");
    many_styles(OPENDOCUMENT_STYLES_MAX, HIDDEN);
}

static void truncated_or_flipped(void)
{
    struct document *d = calloc(1, sizeof *d);
    struct protocol *p = document_protocol();
    struct buffer b;

    if (d == NULL)
        abort();
    fixture_read("calc-form.ods", &b);
    for (size_t len = 0; len < b.len; len += 61) {
        document_read(FORMAT_ODS, slice_sub(buffer_slice(&b), 0, len), p, d);
        CHECK(d->findings[0] != '\0');
    }
    for (size_t at = 0; at < b.len; at += 17) {
        b.data[at] ^= 0x10;
        document_read(FORMAT_ODS, buffer_slice(&b), p, d);
        if (d->findings[0] == '\0')
            CHECK_STRING(CLIENT_0, d->values);
        b.data[at] ^= 0x10;
    }
    protocol_free(p);
    buffer_free(&b);
    free(d);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(by_calc),          TEST(permitted),      TEST(cells),       TEST(not_to_be_seen),
        TEST(around_the_cells), TEST(around_no_cell), TEST(other_parts), TEST(values),
        TEST(ranges),           TEST(hostile),        TEST(limits),      TEST(truncated_or_flipped),
    };

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
