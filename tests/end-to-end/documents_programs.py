"""What programs put into ordinary documents by themselves: all of it passes, and the same with a word of somebody's does not."""
import base64

from documents_words import APP, THIRD, TYPES, W, W_SETTINGS, X, device, in_word, printer
from packages import HIDDEN, changed

MICROSOFT = "http://schemas.microsoft.com/office"
OPEN = "http://schemas.openxmlformats.org"
END = "</Relationships>"
FOOTER = "word/footer1.xml"
DIGEST, SALT = (base64.b64encode(bytes(range(n))).decode() for n in (64, 16))


def relation(part, kind, target, front=OPEN + "/officeDocument/2006/relationships/"):
    return part, END, f'<Relationship Id="rId91" Type="{front}{kind}" Target="{target}"/>{END}'


def typed(part, kind, front="vnd.openxmlformats-officedocument."):
    return TYPES, "</Types>", f'<Override PartName="/{part}" ContentType="application/{front}{kind}+xml"/></Types>'


def gallery(name):
    return ((FOOTER, "<w:p ", f'<w:sdt><w:sdtPr><w:id w:val="-118143501"/><w:docPartObj><w:docPartGallery w:val="{name}"/>'
             "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtEndPr/><w:sdtContent><w:p "),
            (FOOTER, "</w:ftr>", "</w:sdtContent></w:sdt></w:ftr>"))


def people(provider):
    """Who once left a comment or a change that is gone again."""
    return (relation("word/_rels/document.xml.rels", "people", "people.xml", MICROSOFT + "/2011/relationships/"),
            typed("word/people.xml", "wordprocessingml.people"),
            ("word/people.xml", None, f'<w15:people xmlns:w15="{MICROSOFT}/word/2012/wordml"><w15:person w15:author="Els Claes">'
             f'<w15:presenceInfo w15:providerId="{provider}" w15:userId="S::els.claes@example.be::0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f"/>'
             "</w15:person></w15:people>"))


def root(namespaces):
    return W, "<w:document ", "<w:document " + " ".join(f'xmlns:{p}="{a}"' for p, a in namespaces.items()) + " "


def protected(digest):
    return W_SETTINGS, "<w:compat>", (
        '<w:documentProtection w:edit="forms" w:enforcement="1" w:cryptProviderType="rsaAES" w:cryptAlgorithmClass="hash" '
        'w:cryptAlgorithmType="typeAny" w:cryptAlgorithmSid="14" w:cryptSpinCount="100000" '
        f'w:hash="{digest}" w:salt="{SALT}"/><w:compat>')


def bookmark(name):
    return in_word(f'<w:bookmarkStart w:id="7" w:name="{name}"/><w:bookmarkEnd w:id="7"/>')


GOOGLE = root({p: f"{OPEN}/drawingml/2006/{a}" for p, a in (
    ("a", "main"), ("pic", "picture"), ("c", "chart"), ("lc", "lockedCanvas"), ("dgm", "diagram"))})
SHAPE = ('<a:spDef><a:spPr/><a:bodyPr/><a:lstStyle/><a:style><a:lnRef idx="1"><a:schemeClr val="accent1"/></a:lnRef>'
         '<a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></a:style></a:spDef>')

WORD = (
    ("page numbers from a gallery", "", *gallery("Page Numbers (Bottom of Page)")),
    ("a gallery of somebody", HIDDEN, *gallery("Heeft schulden")),
    ("people without comments", "", *people("AD")),
    ("people with words", HIDDEN, *people("heeft schulden")),
    ("namespaces of Google Docs", "", GOOGLE, (W, 'w:rsidR="', 'w:rsidDel="00000000" w:rsidR="')),
    ("control of Google Docs", "", in_word('<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent/></w:sdt>')),
    ("heading of Google Docs", "", bookmark("_heading=h.1fob9te")),
    ("bookmark of a copy", "", bookmark("OLE_LINK12")),
    ("bookmark of somebody", THIRD, bookmark("OLE_LINKschulden")),
    ("namespaces of a Mac", "", root({"mo": MICROSOFT + "/mac/office/2008/main", "mv": "urn:schemas-microsoft-com:mac:vml"})),
    ("looks of shapes to come", "", ("word/theme/theme1.xml", "<a:objectDefaults/>", f"<a:objectDefaults>{SHAPE}</a:objectDefaults>")),
    ("protected form", "", protected(DIGEST)),
    ("protected form with words", HIDDEN, protected("heeft schulden")),
    ("read-only on proposal", "", (W_SETTINGS, "<w:compat>", '<w:writeProtection w:recommended="1"/><w:compat>')),
    ("styles with effects", "", relation("word/_rels/document.xml.rels", "stylesWithEffects", "stylesWithEffects.xml",
                                         MICROSOFT + "/2007/relationships/"),
     typed("word/stylesWithEffects.xml", "stylesWithEffects", "vnd.ms-word."),
     ("word/stylesWithEffects.xml", None, f'<w:styles xmlns:w="{OPEN}/wordprocessingml/2006/main"/>')),
    ("hidden style with effects", HIDDEN, relation("word/_rels/document.xml.rels", "stylesWithEffects", "stylesWithEffects.xml",
                                                   MICROSOFT + "/2007/relationships/"),
     typed("word/stylesWithEffects.xml", "stylesWithEffects", "vnd.ms-word."),
     ("word/stylesWithEffects.xml", None, f'<w:styles xmlns:w="{OPEN}/wordprocessingml/2006/main"><w:style w:type="paragraph" '
      'w:styleId="Q"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>')),
    ("titles that say that there is none", "", (APP, "</Properties>", (
        f'<HeadingPairs><vt:vector xmlns:vt="{OPEN}/officeDocument/2006/docPropsVTypes" size="2" baseType="variant"><vt:variant>'
        '<vt:lpstr>Titel</vt:lpstr></vt:variant><vt:variant><vt:i4>1</vt:i4></vt:variant></vt:vector></HeadingPairs></Properties>'))),
    ("its heading as its title", "", ("docProps/core.xml", "<dc:title>", "<dc:title>Gegevens voor de verwijzing")),
    ("Word in a browser", "", (APP, "Microsoft Office Word", "Microsoft Word for the web")),
)


def table(name="Tabel1", column="Naam"):
    """Cells that are a table, as Excel makes of them with Ctrl+T."""
    return (relation("xl/worksheets/_rels/sheet1.xml.rels", "table", "../tables/table1.xml"),
            (X, "</worksheet>", '<tableParts count="1"><tablePart r:id="rId91"/></tableParts></worksheet>'),
            typed("xl/tables/table1.xml", "spreadsheetml.table"),
            ("xl/tables/table1.xml", None, f'<table xmlns="{OPEN}/spreadsheetml/2006/main" id="1" name="{name}" displayName="{name}" '
             'ref="A1:E3" totalsRowShown="0"><autoFilter ref="A1:E3"/><tableColumns count="2"><tableColumn id="1" name="Voornaam"/>'
             f'<tableColumn id="2" name="{column}"/></tableColumns><tableStyleInfo name="TableStyleMedium2" showFirstColumn="0" '
             'showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>'))


def drawing(content):
    """What LibreOffice writes for the buttons of a filter, with what is in it."""
    return (relation("xl/worksheets/_rels/sheet1.xml.rels", "drawing", "../drawings/drawing1.xml"), typed("xl/drawings/drawing1.xml", "drawing"),
            (X, "</worksheet>", '<drawing r:id="rId91"/></worksheet>'),
            ("xl/drawings/drawing1.xml", None, f'<xdr:wsDr xmlns:xdr="{OPEN}/drawingml/2006/spreadsheetDrawing" '
             f'xmlns:a="{OPEN}/drawingml/2006/main">{content}</xdr:wsDr>'))


STYLES, FONTS = "xl/styles.xml", '<fonts count="3" x14ac:knownFonts="1">'
OTHER_FORMATS = '<dxfs count="0"/>', ('<dxfs count="1"><dxf><font><b/><color rgb="FF000000"/></font><numFmt numFmtId="0" formatCode="@"/>'
                                      '<fill><patternFill><bgColor rgb="FFFFFFFF"/></patternFill></fill></dxf></dxfs>')

EXCEL = (
    ("buttons of a filter", "", *drawing("")),
    ("a text box beside the buttons of a filter", HIDDEN, *drawing("<xdr:sp><a:t>Jan</a:t></xdr:sp>")),
    ("formats that a filter may use", "", (STYLES, *OTHER_FORMATS)),
    ("words in a format that a filter may use", HIDDEN, (
        STYLES, OTHER_FORMATS[0], OTHER_FORMATS[1].replace("@", "&quot;heeft schulden&quot;"))),
    ("a format of nothing, and another of its number", HIDDEN + " sheet 1 row 2 column 1", (
        STYLES, *OTHER_FORMATS), (STYLES, FONTS, '<numFmts count="1"><numFmt numFmtId="0" formatCode=";;;"/></numFmts>' + FONTS)),
    ("area of printing by LibreOffice", "", ("xl/workbook.xml", "<calcPr", (
        '<definedNames><definedName function="false" hidden="false" localSheetId="0" name="_xlnm.Print_Area" vbProcedure="false">'
        "Blad1!$A$1:$E$3</definedName></definedNames><calcPr"))),
    ("printed", "", *printer(device(bytes(400) + b"NUPC" + bytes(96)))),
    ("a table", "", *table()),
    ("a table with a name of somebody", HIDDEN, *table(name="JanPeeters")),
    ("a table with a column that is not there", HIDDEN, *table(column="Schulden")),
    ("protected sheet", "", (X, "</sheetData>", f'</sheetData><sheetProtection algorithmName="SHA-512" hashValue="{DIGEST}" '
                             f'saltValue="{SALT}" spinCount="100000" sheet="1" objects="1" scenarios="1"/>')),
    ("telephone numbers in a format", "", ("xl/styles.xml", '<fonts count="3" x14ac:knownFonts="1">', (
        '<numFmts count="3"><numFmt numFmtId="170" formatCode="&quot;0&quot;000\\ 00\\ 00\\ 00"/><numFmt numFmtId="171" '
        'formatCode="[&lt;=99999999]0##&quot; &quot;##&quot; &quot;##&quot; &quot;##;\\(0##\\)&quot; &quot;##0"/><numFmt '
        'numFmtId="172" formatCode="_ * #,##0.00_ [$\u20ac-813]_ ;_ * \\-#,##0.00_ [$\u20ac-813]_ ;_ * &quot;-&quot;??_ '
        '[$\u20ac-813]_ ;_ @_ "/></numFmts><fonts count="3" x14ac:knownFonts="1">'))),
)

FORM = (
    ("a link behind a label", "", (X, '<c r="A5" t="s"><v>7</v></c>', ""), ("xl/sharedStrings.xml", "<t>E-mail</t>", ""),
     ("xl/sharedStrings.xml", "<t>jan.peeters@", "<t>E-mail: jan.peeters@")),
)

WRITER = (
    ("a template of Word", "", ("meta.xml", "<office:meta>", '<office:meta><meta:template xlink:type="simple" xlink:href="Normal.dotm"/>')),
    ("its heading as its title", "", ("meta.xml", "<office:meta>", "<office:meta><dc:title>Gegevens voor de verwijzing</dc:title>")),
    ("property of a page of HTML", "", ("meta.xml", "<office:meta>", '<office:meta><meta:user-defined meta:name=""/>')),
    ("property without a name", HIDDEN, ("meta.xml", "<office:meta>", '<office:meta><meta:user-defined meta:name="">x</meta:user-defined>')),
    ("a template of somebody", HIDDEN, ("meta.xml", "<office:meta>", (
        '<office:meta><meta:template xlink:type="simple" xlink:href="schulden.dotm"/>'))),
)


def program_cases():
    return [*changed("docx", "word-form.docx", WORD), *changed("xlsx", "excel-table.xlsx", EXCEL),
            *changed("xlsx", "excel-form.xlsx", FORM), *changed("odt", "writer-form.odt", WRITER)]
