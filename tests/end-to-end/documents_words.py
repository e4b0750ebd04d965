"""Words where a document has names, numbers and settings: each place takes something short, and none of them a remark."""
import base64
import struct

from packages import HIDDEN, changed, fixture, with_folder, with_name

W, W_SETTINGS, W_STYLES, APP = "word/document.xml", "word/settings.xml", "word/styles.xml", "docProps/app.xml"
X, X_STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
TYPES = "[Content_Types].xml"
NAMED = '<w:t xml:space="preserve">Naam: </w:t></w:r>'
THIRD = HIDDEN + " paragraph 3"


def in_word(put):
    return W, NAMED, NAMED + put


def coloured(colour):
    return in_word(f"<w:r><w:rPr><w:color {colour}/></w:rPr><w:t>Jan</w:t></w:r>")


WORD = (
    ("words in the titles of its parts", HIDDEN, (APP, "</Properties>", (
        '<TitlesOfParts><vt:vector xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes" size="1" '
        'baseType="lpstr"><vt:lpstr>Jan Peeters heeft schulden</vt:lpstr></vt:vector></TitlesOfParts></Properties>'))),
    ("words behind the name of the program", HIDDEN, (APP, "Microsoft Office Word", "Microsoft Office Word Jan is in de war")),
    ("number behind the name of the program", HIDDEN, (APP, "Microsoft Office Word", "Microsoft Office Word 85073003328")),
    ("word as the number of a save", HIDDEN, (W, 'w:rsidR="', 'w:rsidRPr="Dossier" w:rsidR="')),
    ("word as a number of the settings", HIDDEN, (W_SETTINGS, "</w:rsids>", '<w:rsid w:val="Dossiernotitie"/></w:rsids>')),
    ("word as an alignment", HIDDEN + " paragraph 4", in_word('</w:p><w:p><w:pPr><w:jc w:val="schulden"/></w:pPr>')),
    ("word as a language", THIRD, in_word('<w:r><w:rPr><w:lang w:val="schulden"/></w:rPr></w:r>')),
    ("words as namespaces", HIDDEN, (W, 'mc:Ignorable="', 'mc:Ignorable="jan peeters ')),
    ("words as the number of a style", HIDDEN, (
        W_STYLES, "</w:styles>", '<w:style w:type="paragraph" w:styleId="heeft-schulden"><w:name w:val="Q"/></w:style></w:styles>')),
    ("words as a building block", THIRD, in_word(
        '<w:sdt><w:sdtPr><w:placeholder><w:docPart w:val="heeft.schulden"/></w:placeholder></w:sdtPr><w:sdtContent/></w:sdt>')),
    ("word as the ending of names", HIDDEN, (TYPES, "</Types>", '<Default Extension="dossier" ContentType="image/png"/></Types>')),
    ("words as the number of a page", THIRD, in_word('<w:fldSimple w:instr=" PAGE "><w:r><w:t>Jan</w:t></w:r></w:fldSimple>')),
    ("text in a shade of the ground", THIRD, coloured('w:val="000000" w:themeColor="background1" w:themeShade="F2"')),
    ("text in a tint that is white", THIRD, coloured('w:val="000000" w:themeColor="text1" w:themeTint="05"')),
)


FIRST_CELL = "<w:tc><w:tcPr>"
TABLE = (("text in a cell that goes on from above", HIDDEN + " table 1 row 1", (W, FIRST_CELL, FIRST_CELL + "<w:vMerge/>")),)


def number_format(code):
    return HIDDEN, (X_STYLES, '<fonts count="3" x14ac:knownFonts="1">', (
        f'<numFmts count="1"><numFmt numFmtId="170" formatCode="{code}"/></numFmts><fonts count="3" x14ac:knownFonts="1">'))


def device(private):
    """What Excel keeps of a printer: DEVMODEW of Windows, with the driver's own data behind it."""
    return struct.pack("<64s4H148s", "HP LaserJet".encode("utf-16-le"), 0x0401, 1539, 220, len(private), b"") + private


def printer(data):
    """A sheet that has been printed: its relationship, the part, and its type."""
    return (("xl/worksheets/_rels/sheet1.xml.rels", "</Relationships>", (
                '<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/printerSettings" '
                'Target="../printerSettings/printerSettings1.bin"/></Relationships>')),
            (TYPES, "<Override", '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
             'printerSettings"/><Override'),
            ("xl/printerSettings/printerSettings1.bin", None, data))


EXCEL = (
    ("words in pieces in a format", *number_format("&quot;heef&quot;&quot;t sc&quot;&quot;huld&quot;&quot;en&quot;0")),
    ("words letter by letter in a format", *number_format("\\s\\c\\h\\u\\l\\d0")),
    ("words as currencies", *number_format("[$heeft ][$schulden ]0")),
    ("words in sections of a format", *number_format("&quot;heeft&quot;;&quot;schul&quot;;&quot;den&quot;0")),
    ("words of another script in a format", *number_format("\u0434\u043e\u043b\u0433\u0438\u043a\u04380")),
    ("words that fill a cell", *number_format("*h*e*e*f*t*s0")),
    ("national number in a format", *number_format("&quot;8507&quot;&quot;3003&quot;&quot;328&quot;0")),
    ("words as a font of the header", HIDDEN + " sheet 1 row 1 column 1", (
        X, "</worksheet>", '<headerFooter><oddHeader>&amp;"heeft schulden,x"&amp;P</oddHeader></headerFooter></worksheet>')),
    ("cell within a cell", HIDDEN + " sheet 1 row 2 column 6", (
        X, '</row><row r="3"', '<c r="F2" t="inlineStr"><is><t>heeft schulden</t></is><c r="G2"/></c></row><row r="3"')),
    ("cell outside of all rows", HIDDEN + " sheet 1 row 3 column 5", (
        X, "</sheetData>", '<c r="F9" t="inlineStr"><is><t>Jan</t></is></c></sheetData>')),
    ("word as the name of a sheet's code", HIDDEN + " sheet 1 row 1 column 1", (
        X, "<sheetFormatPr", '<sheetPr codeName="schulden"/><sheetFormatPr')),
    ("link that no cell has", HIDDEN, ("xl/worksheets/_rels/sheet1.xml.rels", "</Relationships>", (
        '<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        'Target="http://example.org/?jan-peeters" TargetMode="External"/></Relationships>'))),
    ("printer that is none", HIDDEN, *printer(b"heeft schulden" * 20)),
    ("words in the settings of a printer", HIDDEN, *printer(device("heeft schulden".encode("utf-16-le")))),
    ("surplus behind the settings of a printer", HIDDEN, *printer(device(b"") + b"x")),
)

ENTRY = "META-INF/manifest.xml", "</manifest:manifest>"


def setting(kind, name, text):
    end = "</config:config-item-set></office:settings>"
    return "settings.xml", end, f'<config:config-item config:name="{name}" config:type="{kind}">{text}</config:config-item>{end}'


WRITER = (
    ("words as a folder in its list", HIDDEN, (*ENTRY, (
        '<manifest:file-entry manifest:full-path="Configurations2/jan heeft schulden" manifest:media-type=""/></manifest:manifest>'))),
    ("words as a drawing", HIDDEN, ("styles.xml", "<office:styles>", (
        '<office:styles><draw:marker draw:name="x" svg:viewBox="0 0 1 1" svg:d="heeft schulden"/>'))),
    ("words behind the name of the program", HIDDEN, ("meta.xml", "<meta:generator>LibreOffice/",
                                                      "<meta:generator>LibreOffice/ Jan Peeters heeft schulden ")),
    ("words as a line through text", HIDDEN, ("styles.xml", "<style:text-properties ",
                                              '<style:text-properties style:text-line-through-text="dossiernotitie" ')),
    ("words as a printer's settings", HIDDEN, setting("base64Binary", "PrinterSetup", "Jan Peeters heeft schulden")),
    ("coded words as a printer's settings", HIDDEN, setting(
        "base64Binary", "PrinterSetup", base64.b64encode(b"Jan heeft schulden bij de bank").decode())),
    ("words as a setting", HIDDEN, setting("string", "X", "heeft_schulden_bij_de_bank")),
    ("words as a layout", HIDDEN, ("layout-cache", None, "Jan P. is in de war en zit op straat")),
    ("words as a number", HIDDEN, ("content.xml", "<text:sequence-decls>",
                                       '<text:list xml:id="heeft-schulden"/><text:sequence-decls>')),
)

# bases, with a part of each that can have another name
BASES = (("docx", "word-form.docx", "word/footer1.xml", "word/Jan Peeters.xml"),
         ("xlsx", "excel-table.xlsx", "xl/worksheets/sheet1.xml", "xl/worksheets/Jan Peeters.xml"),
         ("odt", "writer-form.odt", None, None), ("ods", "calc-table.ods", None, None))


def word_cases():
    out = [*changed("docx", "word-form.docx", WORD), *changed("docx", "word-table.docx", TABLE), *changed("xlsx", "excel-table.xlsx", EXCEL),
           *changed("odt", "writer-form.odt", WRITER)]
    for extension, base, part, name in BASES:
        out.append((f"{base}, words as an empty folder", extension, with_folder(fixture(base), "Jan Peeters heeft schulden"), HIDDEN))
        if part:
            out += [(f"{base}, words as the name of a part", extension, with_name(fixture(base), part, name), HIDDEN),
                    (f"{base}, a number as the name of a part", extension,
                     with_name(fixture(base), part, part.replace("1.xml", "85073003328.xml")), HIDDEN)]
    out.append(("word-form.docx, another footer", "docx", with_name(fixture("word-form.docx"), "word/footer1.xml", "word/footer12.xml"), ""))
    return out
