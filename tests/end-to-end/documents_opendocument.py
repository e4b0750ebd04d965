"""Text documents and spreadsheets of LibreOffice, with each thing added that none may hold: for documents.py.

The additions have the elements and attributes that LibreOffice 7.4 gives them, but for sizes and positions.
"""
from packages import HIDDEN, MORE, changed, fixture, packages, saved_again, with_text_chunk

C, META = "content.xml", "<office:meta>"
DEBTS = "<text:p>heeft schulden</text:p>"


def in_meta(put):
    return "meta.xml", META, META + put


def both(extension, base, anchor, place, footer):
    """Additions to a text or a sheet alike; anchor: where text stands in content.xml, place: of what is put behind it, footer:
    where styles.xml can take one."""
    def inside(put):
        return C, anchor, anchor + put

    return packages(extension, base, (
        ("comment", HIDDEN + place, inside(f"<office:annotation><dc:date>2026-11-20T10:00:00</dc:date>{DEBTS}</office:annotation>")),
        ("footer", HIDDEN, ("styles.xml", *footer)),
        ("text box", HIDDEN + place, inside(f"<draw:frame><draw:text-box>{DEBTS}</draw:text-box></draw:frame>")),
        ("shape", HIDDEN + place, inside(f"<draw:custom-shape>{DEBTS}</draw:custom-shape>")),
        ("custom property", HIDDEN, in_meta('<meta:user-defined meta:name="Dossier">schulden</meta:user-defined>')),
        ("title", HIDDEN, in_meta("<dc:title>Jan Peeters</dc:title>")),
        ("subject", HIDDEN, in_meta("<dc:subject>schulden</dc:subject>")),
        ("keyword", HIDDEN, in_meta("<meta:keyword>schulden</meta:keyword>")),
        ("description", HIDDEN, in_meta("<dc:description>schulden</dc:description>")),
        ("embedded object", HIDDEN + place, inside('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'),
         ("Object 1/content.xml", None, "<office:document-content/>")),
        ("picture", HIDDEN + place, inside('<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>'),
         ("Pictures/1.png", None, "PNG")),
        ("external picture", HIDDEN + place, inside('<draw:frame><draw:image xlink:href="http://example.org/x.png"/></draw:frame>')),
        ("macros", HIDDEN, (C, "<office:scripts/>", "<office:scripts><office:script/></office:scripts>"),
         ("Basic/Standard/Module1.xml", None, "<script/>")),
        ("macro that nothing calls", HIDDEN, ("Basic/Standard/Module1.xml", None, "<script/>")),
        ("earlier version", HIDDEN, ("Versions/Version1", None, "schulden")),
        ("setting with words", HIDDEN, ("settings.xml", "high-resolution" if extension == "odt" else ">Sheet1<",
                                        "heeft schulden" if extension == "odt" else ">heeft schulden<")),
        ("statement in its graph", HIDDEN, ("manifest.rdf", "</rdf:RDF>", "heeft schulden</rdf:RDF>")),
        ("XML comment", HIDDEN, inside("<!-- heeft schulden -->")),
        ("instruction of XML", HIDDEN, inside("<?heeft schulden?>")),
        ("element of a stranger", HIDDEN + place, inside('<x:y xmlns:x="urn:x">schulden</x:y>')),
    )) + [(f"{base}, words in its thumbnail", extension, with_text_chunk(fixture(base), "Thumbnails/thumbnail.png"), HIDDEN),
          (f"{base}, thumbnail of a save before", extension, saved_again(fixture(base), C), HIDDEN),
          (f"{base}, thumbnail drawn by another program", extension, saved_again(fixture(base), "Thumbnails/thumbnail.png"), HIDDEN)]


# ------------------------------------------------------------------ Writer

W_ANCHOR, W_PLACE = "Naam: Peeters", " paragraph 4"
TEXT_FOOTER = ('style:page-layout-name="Mpm1"/>',
               f'style:page-layout-name="Mpm1"><style:footer>{DEBTS}</style:footer></style:master-page>')


def in_text(put):
    return C, W_ANCHOR, W_ANCHOR + put


def styled_text(properties):
    return (C, "<office:automatic-styles/>", '<office:automatic-styles><style:style style:name="X" style:family="text">'
            f"<style:text-properties {properties}/></style:style></office:automatic-styles>")


SPAN = '<text:span text:style-name="X"> schulden</text:span>'
DECLARATIONS = "<text:sequence-decls>"
WRITER = (
    ("tracked changes", HIDDEN, (C, DECLARATIONS, "<text:tracked-changes><text:changed-region/></text:tracked-changes>" + DECLARATIONS)),
    ("tracked change", HIDDEN + W_PLACE, in_text('<text:change-start text:change-id="c1"/>')),
    ("hidden text", HIDDEN + W_PLACE, styled_text('text:display="none"'), in_text(SPAN)),
    ("white text", HIDDEN + W_PLACE, styled_text('fo:color="#ffffff"'), in_text(SPAN)),
    ("style of hidden text that no text wears", HIDDEN, styled_text('text:display="none"')),
    ("hidden section", HIDDEN, (C, DECLARATIONS, f'<text:section text:display="none">{DEBTS}</text:section>' + DECLARATIONS)),
    ("hidden paragraph", HIDDEN + W_PLACE, in_text("<text:hidden-paragraph/>")),
    ("note", HIDDEN + W_PLACE, in_text(f'<text:note text:note-class="footnote"><text:note-body>{DEBTS}</text:note-body></text:note>')),
    ("field", HIDDEN + W_PLACE, in_text('<text:user-defined text:name="Dossier">schulden</text:user-defined>')),
    ("link to a page", HIDDEN + W_PLACE, (C, W_ANCHOR, 'Naam: <text:a xlink:href="http://example.org/?schulden">Peeters</text:a>')),
)

# ------------------------------------------------------------------ Calc: two clients under a row of labels

JAN, CELL, END = "<text:p>Jan</text:p>", " sheet 1 row 2 column 1", "</table:table-cell>"
FIRST, BESIDE = " sheet 1 row 1 column 1", " sheet 1 row 2 column 6"
STRING = '<table:table-cell office:value-type="string" calcext:value-type="string">'
ROW, LAST = '<table:table-row table:style-name="ro1">', "</table:table-row></table:table><table:named-expressions/>"
SHEET, COLUMN = '<table:table table:name="Blad1"', '<table:table-column table:style-name="co{}"'
BEHIND = "<table:named-expressions/>"
LABELS_END = "<text:p>E-mail</text:p>" + END
SHEET_FOOTER = "<text:p>Page <text:page-number>", "<text:p>Heeft schulden <text:page-number>"
DAYS = ('<number:date-style style:name="N9"><number:day/><number:text>/</number:text><number:month/><number:text>/</number:text>'
        "<number:year/></number:date-style>")


def styled(properties, more=""):
    """A style more, which the cell of `dressed` wears."""
    return (C, "</office:automatic-styles>", f'{more}<style:style style:name="X" style:family="table-cell"{properties}</style:style>'
            "</office:automatic-styles>")


def dressed(attributes, shown=JAN):
    """Jan's cell with attributes more, or with another text."""
    return C, STRING + JAN, STRING[:-1] + f" {attributes}>{shown}"


def beside(cell, person="jan.peeters"):
    """A cell more at the end of a person's row."""
    end = f"<text:p>{person}@example.be</text:p>" + END
    return C, end, end + cell


def text(value):
    return f"{STRING}<text:p>{value}</text:p>{END}"


def number(value, shown, attributes=""):
    return (f'<table:table-cell {attributes} office:value-type="float" calcext:value-type="float" office:value="{value}">'
            f"<text:p>{shown}</text:p>{END}")


def before(anchor, put):
    return C, anchor, put + anchor


def behind(put):
    """Something behind the sheets."""
    return C, BEHIND, put


def below(rows):
    """Rows at the end of the sheet."""
    return C, LAST, "</table:table-row>" + rows + LAST[len("</table:table-row>"):]


CALC = (
    ("tracked change", HIDDEN, before("<table:calculation-settings", '<table:tracked-changes><table:cell-content-change table:id="ct1">'
                                      '<table:cell-address table:column="0" table:row="1" table:table="0"/><table:previous>'
                                      f'<table:change-track-table-cell office:value-type="string">{DEBTS}</table:change-track-table-cell>'
                                      "</table:previous></table:cell-content-change></table:tracked-changes>")),
    ("text of a format that shows none", HIDDEN + CELL, styled(' style:data-style-name="N9">', '<number:text-style style:name="N9">'
                                                               "<number:text/></number:text-style>"), dressed('table:style-name="X"')),
    ("text other than what is shown", HIDDEN + CELL, dressed('office:string-value="heeft schulden"')),
    ("number beside a text", HIDDEN + CELL, dressed('office:value="12"')),
    ("white text", HIDDEN + CELL, styled('><style:text-properties fo:color="#ffffff"/>'), dressed('table:style-name="X"')),
    ("white words in a text", HIDDEN + CELL, before("</office:automatic-styles>", '<style:style style:name="T1" style:family="text">'
                                                    '<style:text-properties fo:color="#ffffff"/></style:style>'),
     (C, JAN, '<text:p>Jan<text:span text:style-name="T1"> schulden</text:span></text:p>')),
    ("tiny text", HIDDEN + CELL, styled('><style:text-properties fo:font-size="1pt"/>'), dressed('table:style-name="X"')),
    ("text that protection hides", HIDDEN + CELL, styled('><style:table-cell-properties style:cell-protect="hidden-and-protected"/>'),
     dressed('table:style-name="X"')),
    ("hidden row", HIDDEN + CELL, (C, ROW + STRING + JAN, ROW[:-1] + f' table:visibility="collapse">{STRING}{JAN}')),
    ("row that is filtered out", HIDDEN + CELL, (C, ROW + STRING + JAN, ROW[:-1] + f' table:visibility="filter">{STRING}{JAN}')),
    ("row without height", HIDDEN + FIRST, (C, 'style:row-height="0.178in"', 'style:row-height="0.01in"')),
    ("hidden column", HIDDEN + " sheet 1 row 1 column 3", (C, COLUMN.format(3), COLUMN.format(3) + ' table:visibility="collapse"')),
    ("column without width", HIDDEN + " sheet 1 row 1 column 2",
     (C, 'style:column-width="0.6035in"', 'style:column-width="0.01in"')),
    ("hidden sheet", HIDDEN + FIRST, (C, 'table:display="true"', 'table:display="false"')),
    ("text under merged cells", HIDDEN + " sheet 1 row 4 column 2", below(
        ROW + '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1"/><table:covered-table-cell '
        f'office:value-type="string">{DEBTS}</table:covered-table-cell></table:table-row>')),
    ("header", HIDDEN, ("styles.xml", "<style:header>", f"<style:header><style:region-left>{DEBTS}</style:region-left>")),
    ("header as the name of a sheet", HIDDEN, ("styles.xml", "<text:sheet-name>???", "<text:sheet-name>heeft schulden")),
    ("text box on the sheet", HIDDEN + FIRST, before(COLUMN.format(1), "<table:shapes><draw:frame><draw:text-box>" + DEBTS +
                                                     "</draw:text-box></draw:frame></table:shapes>")),
    ("chart", HIDDEN + FIRST, before(COLUMN.format(1), '<table:shapes><draw:frame><draw:object xlink:href="./Object 1" '
                                     'draw:notify-on-update-of-ranges="Blad1.A1:Blad1.E3"/></draw:frame></table:shapes>'),
     ("Object 1/content.xml", None, "<office:document-content/>"), ("ObjectReplacements/Object 1", None, "schulden")),
    ("control of a form", HIDDEN + FIRST, before(COLUMN.format(1), '<office:forms form:automatic-focus="false"><form:form><form:text '
                                                 'form:current-value="heeft schulden"/></form:form></office:forms>')),
    ("formula", HIDDEN + CELL, dressed('table:formula="of:=CONCATENATE(&quot;J&quot;;&quot;an&quot;)"')),
    ("formula on another file", HIDDEN + CELL, dressed("table:formula=\"of:=['file:///c:/dossier.ods'#$Blad1.A2]\"")),
    ("national number in a formula", "forbidden-national-number" + CELL, dressed('table:formula="of:=85073003328"')),
    ("date in a cell", "forbidden-date" + BESIDE, beside(
        f'<table:table-cell office:value-type="date" office:date-value="1985-03-12"><text:p>12/03/85</text:p>{END}')),
    ("number that shows as a date", "forbidden-date" + BESIDE, styled(' style:data-style-name="N9">', DAYS),
     beside(number(31118, "12/03/85", 'table:style-name="X"'))),
    ("date as a text", "forbidden-date" + BESIDE, beside(text("12 maart 1985"))),
    ("national number", "forbidden-national-number" + BESIDE, beside(text("85.07.30-033.28"))),
    ("national number as a number", "forbidden-national-number" + BESIDE, beside(number(85073003328, 85073003328))),
    ("national number as a telephone number", "forbidden-national-number sheet 1 row 2 column 4",
     (C, "0470 12 34 56", "85073003328")),
    ("bank account", "forbidden-bank-account" + BESIDE, beside(text("BE68 5390 0754 7034"))),
    ("card number", "forbidden-card-number" + BESIDE, beside(text("4111 1111 1111 1111"))),
    ("unknown label", MORE + " sheet 1 row 1 column 6",
     (C, LABELS_END, LABELS_END + text("Gezinssituatie")), beside(text("schulden"))),
    ("known label that is forbidden", MORE + " sheet 1 row 2 column 6",
     (C, LABELS_END, LABELS_END + text("Geboorteplaats")), beside(text("Gent"))),
    ("cell without a label", MORE + BESIDE, beside(text("heeft schulden"))),
    ("label twice", "field-duplicate" + BESIDE, (C, LABELS_END, LABELS_END + text("Voornaam")), beside(text("Els"))),
    ("truth value", MORE + BESIDE, beside(
        f'<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAAR</text:p>{END}')),
    ("error of a formula", MORE + BESIDE, beside(
        f'<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/B</text:p>{END}')),
    ("text far to the right", MORE + " sheet 1 row 2 column 200", beside(
        '<table:table-cell table:number-columns-repeated="194"/>' + text("heeft schulden"))),
    ("text far down", MORE + " sheet 1 row 5000 column 6", below(
        '<table:table-row table:number-rows-repeated="4996"><table:table-cell/></table:table-row>' + ROW +
        '<table:table-cell table:number-columns-repeated="5"/>' + text("heeft schulden") + "</table:table-row>")),
    ("clients too many", "content-clients sheet 1 row 7 column 1",
     (C, ROW + STRING + JAN, ROW[:-1] + f' table:number-rows-repeated="9">{STRING}{JAN}')),
    ("named range", HIDDEN, behind('<table:named-expressions><table:named-range table:name="Schulden" table:base-cell-address='
                                   '"$Blad1.$A$1" table:cell-range-address=".$A$1"/></table:named-expressions>')),
    ("named formula", HIDDEN, behind('<table:named-expressions><table:named-expression table:name="Schulden" '
                                     'table:expression="of:=1"/></table:named-expressions>')),
    ("named range of data", HIDDEN, behind('<table:database-ranges><table:database-range table:name="Schulden" '
                                           'table:target-range-address="Blad1.A1:Blad1.E3"/></table:database-ranges>')),
    ("filter", HIDDEN, behind('<table:database-ranges><table:database-range table:name="__Anonymous_Sheet_DB__0" '
                              'table:target-range-address="Blad1.A1:Blad1.E3"><table:filter><table:filter-condition '
                              'table:value="schulden" table:operator="!="/></table:filter></table:database-range>'
                              "</table:database-ranges>")),
    ("pivot table", HIDDEN, behind('<table:data-pilot-tables><table:data-pilot-table table:name="Schulden"/></table:data-pilot-tables>')),
    ("link to a running program", HIDDEN, behind('<table:dde-links><table:table/></table:dde-links>')),
    ("hint on a cell", HIDDEN, before(SHEET, '<table:content-validations><table:content-validation table:name="val1"><table:help-message '
                                      f'table:title="schulden">{DEBTS}</table:help-message></table:content-validation>'
                                      "</table:content-validations>")),
    ("cell that has a hint", HIDDEN + CELL, dressed('table:content-validation-name="val1"')),
    ("look on a condition", HIDDEN + " sheet 1 row 3 column 5", (C, "</table:table>", (
        '<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="Blad1.A1"><calcext:condition '
        'calcext:value="=&quot;schulden&quot;"/></calcext:conditional-format></calcext:conditional-formats></table:table>'))),
    ("scenario", HIDDEN + FIRST, before(COLUMN.format(1), '<table:scenario table:comment="heeft schulden"/>')),
    ("title of a sheet", HIDDEN + FIRST, before(COLUMN.format(1), "<table:title>heeft schulden</table:title>")),
    ("description of a sheet", HIDDEN + FIRST, before(COLUMN.format(1), "<table:desc>heeft schulden</table:desc>")),
    ("name of a sheet", MORE + FIRST, (C, SHEET, SHEET.replace("Blad1", "Jan Peeters"))),
    ("sheet of another file", HIDDEN + FIRST, before(COLUMN.format(1), '<table:table-source xlink:href="../dossier.ods" '
                                                     'table:table-name="Blad1" table:filter-name="calc8"/>')),
    ("cells of another file", HIDDEN + CELL, before(JAN, '<table:cell-range-source table:name="A1" xlink:href="../dossier.ods"/>')),
    ("link to a page", HIDDEN + CELL, (C, JAN, '<text:p><text:a xlink:href="http://example.org/?schulden" xlink:type="simple">Jan</text:a>'
                                       "</text:p>")),
    ("link to another address", HIDDEN + " sheet 1 row 2 column 5", (
        C, "<text:p>jan.peeters@example.be</text:p>", '<text:p><text:a xlink:href="mailto:schulden@example.be" xlink:type="simple">'
        "jan.peeters@example.be</text:a></text:p>")),
    ("field", HIDDEN + CELL, (C, JAN, "<text:p>Jan<text:title>schulden</text:title></text:p>")),
)

# A client on each of two sheets: what is on the second is told of the second
ELS, SECOND = "<text:p>Els</text:p>", " sheet 2 row 2 column {}"
SHEET_2 = '<table:table table:name="Blad2" table:style-name="ta1">'
CALC_SECOND = (
    ("hidden sheet", HIDDEN + " sheet 2 row 1 column 1",
     (C, SHEET_2, SHEET_2.replace("ta1", "X")), before("</office:automatic-styles>", (
         '<style:style style:name="X" style:family="table"><style:table-properties table:display="false"/></style:style>'))),
    ("comment", HIDDEN + SECOND.format(1), before(ELS, f"<office:annotation>{DEBTS}</office:annotation>")),
    ("hidden row", HIDDEN + SECOND.format(1), (C, ROW + STRING + ELS, ROW[:-1] + f' table:visibility="collapse">{STRING}{ELS}')),
    ("cell without a label", MORE + SECOND.format(6), beside(text("heeft schulden"), "els")),
    ("date in a cell", "forbidden-date" + SECOND.format(6), beside(
        f'<table:table-cell office:value-type="date" office:date-value="1985-03-12"><text:p>12/03/85</text:p>{END}', "els")),
    ("national number", "forbidden-national-number" + SECOND.format(4), (C, "03 457 12 34", "85.07.30-033.28")),
    ("value that is none of its kind", "field-invalid" + SECOND.format(5), (C, "els@example.be", "heeft schulden")),
    ("column more below so many empty rows", MORE + " sheet 2 row 43 column 6", below(
        '<table:table-row table:number-rows-repeated="40"><table:table-cell/></table:table-row>' + ROW +
        '<table:table-cell table:number-columns-repeated="5"/>' + text("heeft schulden") + "</table:table-row>")),
    ("name of a sheet", MORE + " sheet 2 row 1 column 1", (C, SHEET_2, SHEET_2.replace("Blad2", "Els De Smet"))),
    ("name of a sheet twice", "content-format", (C, SHEET_2, SHEET_2.replace("Blad2", "Blad1"))),
    ("sheet of another file", HIDDEN + " sheet 2 row 1 column 1",
     (C, SHEET_2, SHEET_2 + '<table:table-source xlink:href="../dossier.ods"/>')),
)


def opendocument_cases():
    return [*both("odt", "writer-form.odt", W_ANCHOR, W_PLACE, TEXT_FOOTER), *changed("odt", "writer-form.odt", WRITER),
            *both("ods", "calc-table.ods", JAN, CELL, SHEET_FOOTER), *changed("ods", "calc-table.ods", CALC),
            *changed("ods", "calc-two-sheets.ods", CALC_SECOND)]
