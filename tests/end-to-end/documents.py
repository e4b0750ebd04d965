"""Documents that clients are referred in: as programs save them, and with each thing added that none may hold.

A case is (name, extension, bytes, finding): the finding that referral-check must tell, as "CODE PLACE" (no place: "CODE"),
or "" for an accept. The kinds of additions are those that office programs know; every kind stands once for each format in
which it can exist. The table is plain data but for the few additions that no change of text can make.
"""
from documents_opendocument import opendocument_cases
from documents_programs import program_cases
from documents_sharepoint import sharepoint_cases
from documents_text import text_cases
from documents_words import word_cases
from packages import HIDDEN, MORE, fixture, packages

FIXED_TEXT = ["Gegevens voor de verwijzing"]  # the heading of the fixtures

# ------------------------------------------------------------------ Word

W = "word/document.xml"
NAMED = '<w:t xml:space="preserve">Naam: </w:t></w:r>'  # in paragraph 3 of word-form.docx
RELATION = ('<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
            'Target="{}"{}/></Relationships>')
EXTERNAL = ' TargetMode="External"'
W_RELATIONS = "word/_rels/document.xml.rels"
WORDS = "<w:r><w:t>heeft schulden</w:t></w:r>"


def in_word(put):
    """Something more in paragraph 3."""
    return W, NAMED, NAMED + put


def word_relation(kind, target, mode=""):
    return W_RELATIONS, "</Relationships>", RELATION.format(kind, target, mode)


WORD = (
    ("comment", HIDDEN + " paragraph 3", in_word('<w:commentRangeStart w:id="0"/>'), word_relation("comments", "comments.xml"),
     ("word/comments.xml", None, f"<w:comments><w:comment><w:p>{WORDS}</w:p></w:comment></w:comments>")),
    ("inserted text", HIDDEN + " paragraph 3", in_word(f'<w:ins w:id="1" w:author="x">{WORDS}</w:ins>')),
    ("deleted text", HIDDEN + " paragraph 3",
     in_word('<w:del w:id="1" w:author="x"><w:r><w:delText>schulden</w:delText></w:r></w:del>')),
    ("moved text", HIDDEN + " paragraph 3", in_word(f'<w:moveFrom w:id="1" w:author="x">{WORDS}</w:moveFrom>')),
    ("hidden text", HIDDEN + " paragraph 3", in_word("<w:r><w:rPr><w:vanish/></w:rPr><w:t>schulden</w:t></w:r>")),
    ("white text", HIDDEN + " paragraph 3",
     in_word('<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>schulden</w:t></w:r>')),
    ("hidden row", HIDDEN + " table 1 row 1", in_word("</w:p><w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p>" + WORDS +
                                             "</w:p></w:tc></w:tr></w:tbl><w:p>")),
    ("header", HIDDEN, (W, "<w:footerReference", '<w:headerReference w:type="default" r:id="rId90"/><w:footerReference'),
     word_relation("header", "header1.xml"), ("word/header1.xml", None, '<w:hdr xmlns:w="http://schemas.openxmlformats.org/'
                                              f'wordprocessingml/2006/main"><w:p>{WORDS}</w:p></w:hdr>')),
    ("footer", HIDDEN, ("word/footer1.xml", "Pagina ", "Heeft schulden ")),
    ("footnote", HIDDEN, ("word/footnotes.xml", "<w:separator/>", "<w:t>heeft schulden</w:t>")),
    ("endnote", HIDDEN, ("word/endnotes.xml", "<w:separator/>", "<w:t>heeft schulden</w:t>")),
    ("reference to a note", HIDDEN + " paragraph 3", in_word('<w:r><w:footnoteReference w:id="2"/></w:r>')),
    ("text box", HIDDEN + " paragraph 3", in_word('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
                                            f'<w:txbxContent><w:p>{WORDS}</w:p></w:txbxContent></wps:txbx></w:drawing>'
                                            '</mc:Choice></mc:AlternateContent></w:r>')),
    ("field", HIDDEN + " paragraph 3",
     in_word('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDETEXT "c:/dossier.docx" </w:instrText></w:r>'
             '<w:r><w:fldChar w:fldCharType="end"/></w:r>')),
    ("field of a property", HIDDEN + " paragraph 3", in_word(f'<w:fldSimple w:instr=" AUTHOR ">{WORDS}</w:fldSimple>')),
    ("choice in a form", HIDDEN + " paragraph 3", in_word(
        '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="schulden" w:value="1"/></w:dropDownList></w:sdtPr></w:sdt>')),
    ("custom property", HIDDEN, ("docProps/custom.xml", "_Enabled", "_Schulden")),
    ("title", HIDDEN, ("docProps/core.xml", "<dc:title>", "<dc:title>Jan Peeters")),
    ("subject", HIDDEN, ("docProps/core.xml", "<dc:subject>", "<dc:subject>schulden")),
    ("keywords", HIDDEN, ("docProps/core.xml", "<cp:keywords>", "<cp:keywords>schulden")),
    ("description", HIDDEN, ("docProps/core.xml", "<dc:description>", "<dc:description>schulden")),
    ("custom XML", HIDDEN, ("customXml/item1.xml", "<b:Sources ", "<dossier>schulden</dossier><b:Sources ")),
    ("custom XML around text", HIDDEN + " paragraph 3", in_word(f'<w:customXml w:element="dossier">{WORDS}</w:customXml>')),
    ("embedded object", HIDDEN + " paragraph 3", in_word('<w:r><w:object><o:OLEObject Type="Embed" r:id="rId90"/></w:object></w:r>'),
     word_relation("oleObject", "embeddings/oleObject1.bin"), ("word/embeddings/oleObject1.bin", None, "schulden")),
    ("picture", HIDDEN + " paragraph 3", in_word("<w:r><w:drawing><wp:inline/></w:drawing></w:r>"),
     word_relation("image", "media/image1.png"), ("word/media/image1.png", None, "PNG")),
    ("thumbnail", HIDDEN, ("_rels/.rels", "</Relationships>", '<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/'
                           'package/2006/relationships/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>'),
     ("docProps/thumbnail.jpeg", None, "JFIF")),
    ("macros", HIDDEN, ("word/_rels/document.xml.rels", "</Relationships>",
                        '<Relationship Id="rId90" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
                        'Target="vbaProject.bin"/></Relationships>'), ("word/vbaProject.bin", None, "schulden")),
    ("external picture", HIDDEN, word_relation("image", "http://example.org/schulden.png", EXTERNAL)),
    ("external template", HIDDEN, ("word/settings.xml", "<w:compat>", '<w:attachedTemplate r:id="rId1"/><w:compat>')),
    ("link to a page", HIDDEN, (W_RELATIONS, "mailto:jan.peeters@example.be", "http://example.org/?jan-peeters")),
    ("variable of the document", HIDDEN, (
        "word/settings.xml", "<w:compat>", '<w:docVars><w:docVar w:name="x" w:val="schulden"/></w:docVars><w:compat>')),
    ("note in a paragraph of its own", MORE + " paragraph 1", (W, "<w:p ", f"<w:p>{WORDS}</w:p><w:p ")) ,
    ("XML comment", HIDDEN, in_word("<!-- heeft schulden -->")),
)

# ------------------------------------------------------------------ Excel

X = "xl/worksheets/sheet1.xml"
BOOK, STYLES, STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
X_RELATIONS = "xl/_rels/workbook.xml.rels"
SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
FONT = '<sz val="11"/><color theme="1"/>'


def at_end(put):
    """An element more at the end of the sheet."""
    return X, "</worksheet>", put + "</worksheet>"


EXCEL = (
    ("comment", HIDDEN, at_end('<legacyDrawing r:id="rId90"/>'),
     (SHEET_RELATIONS, "</Relationships>", RELATION.format("comments", "../comments1.xml", "")),
     ("xl/comments1.xml", None, "<comments><t>heeft schulden</t></comments>")),
    ("log of changes", HIDDEN, (X_RELATIONS, "</Relationships>", RELATION.format("revisionHeaders", "revisions/revisionHeaders.xml", "")),
     ("xl/revisions/revisionHeaders.xml", None, "<headers/>")),
    ("text of a format that shows none", HIDDEN + " sheet 1 row 2 column 2", (
        STYLES, '<fonts count="3" x14ac:knownFonts="1">', '<numFmts count="1"><numFmt numFmtId="0" formatCode=";;;"/></numFmts>'
        '<fonts count="3" x14ac:knownFonts="1">')),
    ("white text", HIDDEN + " sheet 1 row 2 column 1", (STYLES, FONT, FONT.replace("1\"/>", "0\"/>").replace('"10"', '"11"'))),
    ("hidden row", HIDDEN + " sheet 1 row 3 column 1", (X, '<row r="3"', '<row r="3" hidden="1"')),
    ("hidden column", HIDDEN + " sheet 1 row 1 column 3", (X, '<col min="3"', '<col hidden="1" min="3"')),
    ("hidden sheet", HIDDEN + " sheet 1 row 1 column 1", (BOOK, "sheetId=", 'state="hidden" sheetId=')),
    ("very hidden sheet", HIDDEN + " sheet 1 row 1 column 1", (BOOK, "sheetId=", 'state="veryHidden" sheetId=')),
    ("header", HIDDEN + " sheet 1 row 1 column 1", at_end("<headerFooter><oddHeader>&amp;Cheeft schulden</oddHeader></headerFooter>")),
    ("footer", HIDDEN + " sheet 1 row 1 column 1", at_end("<headerFooter><oddFooter>&amp;Lheeft schulden</oddFooter></headerFooter>")),
    ("text box", HIDDEN, at_end('<drawing r:id="rId90"/>'),
     (SHEET_RELATIONS, "</Relationships>", RELATION.format("drawing", "../drawings/drawing1.xml", "")),
     ("xl/drawings/drawing1.xml", None, "<wsDr><t>heeft schulden</t></wsDr>")),
    ("formula", HIDDEN + " sheet 1 row 2 column 1", (X, '<c r="A2" t="s">', '<c r="A2" t="s"><f>"schulden"</f>')),
    ("defined name", HIDDEN, (BOOK, "<calcPr", '<definedNames><definedName name="Schulden">Blad1!$A$1</definedName></definedNames><calcPr')),
    ("hint on a cell", HIDDEN + " sheet 1 row 3 column 5", (X, "<pageMargins", '<dataValidations count="1"><dataValidation prompt="schulden" sqref="A1"/>'
                                '</dataValidations><pageMargins')),
    ("custom property", HIDDEN, ("docProps/custom.xml", "_Enabled", "_Schulden")),
    ("title", HIDDEN, ("docProps/core.xml", "<dc:title>", "<dc:title>Jan Peeters")),
    ("subject", HIDDEN, ("docProps/core.xml", "<dc:title>", "<dc:subject>schulden</dc:subject><dc:title>")),
    ("keywords", HIDDEN, ("docProps/core.xml", "<dc:title>", "<cp:keywords>schulden</cp:keywords><dc:title>")),
    ("custom XML", HIDDEN, (X_RELATIONS, "</Relationships>", RELATION.format("customXml", "../customXml/item1.xml", "")),
     ("customXml/item1.xml", None, "<dossier>heeft schulden</dossier>")),
    ("embedded object", HIDDEN, at_end('<oleObjects><oleObject progId="Word.Document" r:id="rId90"/></oleObjects>'),
     (SHEET_RELATIONS, "</Relationships>", RELATION.format("oleObject", "../embeddings/oleObject1.bin", "")),
     ("xl/embeddings/oleObject1.bin", None, "schulden")),
    ("picture", HIDDEN, at_end('<picture r:id="rId90"/>'),
     (SHEET_RELATIONS, "</Relationships>", RELATION.format("image", "../media/image1.png", "")),
     ("xl/media/image1.png", None, "PNG")),
    ("thumbnail", HIDDEN, ("_rels/.rels", "</Relationships>", RELATION.format("thumbnail", "docProps/thumbnail.jpeg", "")),
     ("docProps/thumbnail.jpeg", None, "JFIF")),
    ("macros", HIDDEN, (X_RELATIONS, "</Relationships>", RELATION.format("vbaProject", "vbaProject.bin", "")),
     ("xl/vbaProject.bin", None, "schulden")),
    ("another workbook", HIDDEN, (X_RELATIONS, "</Relationships>", RELATION.format("externalLink", "externalLinks/externalLink1.xml", "")),
     ("xl/externalLinks/externalLink1.xml", None, "<externalLink/>")),
    ("link to a page", HIDDEN + " sheet 1 row 2 column 5", (SHEET_RELATIONS, "mailto:jan.peeters@example.be", "https://example.org/?jan-peeters")),
    ("string of no cell", HIDDEN, (STRINGS, "</sst>", "<si><t>heeft schulden</t></si></sst>")),
    ("phonetic text", HIDDEN, (STRINGS, "<t>Jan</t>", '<t>Jan</t><rPh sb="0" eb="1"><t>schulden</t></rPh>')),
    ("name of a sheet", MORE + " sheet 1 row 1 column 1", (BOOK, '"Blad1"', '"Jan Peeters"'),
     ("docProps/app.xml", "Blad1", "Jan Peeters")),
    ("column more", MORE + " sheet 1 row 1 column 6",
     (X, "</row>", '<c r="F1" t="inlineStr"><is><t>Opmerking</t></is></c></row>')),
    ("date in a cell", "forbidden-date sheet 1 row 2 column 6",
     (X, '</row><row r="3"', '<c r="F2" s="0"><v>29281</v></c></row><row r="3"'),
     (STYLES, '<cellXfs count="4"><xf numFmtId="0"', '<cellXfs count="4"><xf numFmtId="14"')),
)

# ------------------------------------------------------------------ text, tables, cards, JSON

TXT = "Voornaam: Jan\r\nNaam: Peeters\r\nAdres: Kerkstraat 12, 2550 Kontich\r\nTelefoon: 0470 12 34 56\r\n"
CSV = "Voornaam;Naam;Telefoon\r\nJan;Peeters;0470 12 34 56\r\n"
VCF = ("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Peeters;Jan;;;\r\nFN:Jan Peeters\r\nTEL;TYPE=CELL:0470 12 34 56\r\n{}END:VCARD\r\n")
JSON = '{{"voornaam": "Jan", "naam": "Peeters", "telefoon": "0470 12 34 56"{}}}\n'
FIVE = " card 1 property 5"

LABELS = "a txt file, labels that may not stand there"
PLAIN = (
    ("txt", LABELS.split(", ")[1], "Voornaam: Jan\r\nNaam: Peeters\r\n\r\nGeboortedatum: 12/03/1985\r\n\r\nMijn huisarts: x\r\n",
     "forbidden-date line 4"),
    ("txt", "a note more", TXT + "Zij heeft schulden\r\n", MORE + " line 5"),
    ("txt", "a field more", TXT + "Geboorteplaats: Gent\r\n", MORE + " line 5"),
    ("txt", "a field twice", TXT + "Voornaam: Els\r\n", "field-duplicate line 5"),
    ("txt", "a character without width", TXT.replace("Jan", "J\u200ban"), HIDDEN + " line 1"),
    ("txt", "text that runs backwards", TXT.replace("Jan", "\u202enaJ"), HIDDEN + " line 1"),
    ("txt", "a soft hyphen", TXT.replace("Jan", "J\u00adan"), HIDDEN + " line 1"),
    ("txt", "a control character", TXT.replace("Jan", "Jan\x08"), HIDDEN + " line 1"),
    ("txt", "characters of private use", TXT.replace("Jan", "Jan\ue001"), HIDDEN + " line 1"),
    ("txt", "tag characters", TXT.replace("Jan", "Jan" + "".join(chr(0xe0000 + ord(c)) for c in "schulden")), HIDDEN + " line 1"),
    ("txt", "text far to the right", TXT.replace("Jan", "Jan" + " " * 300 + "heeft schulden"), HIDDEN + " line 1"),
    ("txt", "text far down", TXT + "\r\n" * 300 + "heeft schulden\r\n", MORE + " line 305"),
    ("csv", "a column more", CSV.replace("Telefoon\r\n", "Telefoon;Opmerking\r\n").replace("56\r\n", "56;schulden\r\n"),
     MORE + " sheet 1 row 1 column 4"),
    ("csv", "a cell without a heading", CSV.replace("56\r\n", "56;schulden\r\n"), MORE + " sheet 1 row 2 column 4"),
    ("csv", "a line of another width", CSV + "heeft schulden\r\n", "field-invalid sheet 1 row 3 column 1"),
    ("csv", "a character without width", CSV.replace("Jan", "J\u200ban"), HIDDEN + " sheet 1 row 2 column 1"),
    ("csv", "a line inside a cell", CSV.replace("Jan", '"Jan\r\nheeft schulden"'), "field-invalid sheet 1 row 2 column 1"),
    ("vcf", "NOTE", VCF.format("NOTE:heeft schulden\r\n"), MORE + FIVE),
    ("vcf", "BDAY", VCF.format("BDAY:1985-03-12\r\n"), "forbidden-date" + FIVE),
    ("vcf", "PHOTO", VCF.format("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg==\r\n"), HIDDEN + FIVE),
    ("vcf", "ORG", VCF.format("ORG:OCMW Kontich\r\n"), MORE + FIVE),
    ("vcf", "AGENT", VCF.format("AGENT:BEGIN:VCARD\\nFN:Els\\nEND:VCARD\r\n"), HIDDEN + FIVE),
    ("vcf", "X- property of a stranger", VCF.format("X-DOSSIER:schulden\r\n"), HIDDEN + FIVE),
    ("vcf", "TITLE", VCF.format("TITLE:schuldenaar\r\n"), MORE + FIVE),
    ("vcf", "CATEGORIES", VCF.format("CATEGORIES:schulden\r\n"), MORE + FIVE),
    ("vcf", "URL", VCF.format("URL:http://example.org/\r\n"), MORE + FIVE),
    ("vcf", "a label that is not its address", VCF.format(
        "ADR;TYPE=HOME:;;Kerkstraat 12;Kontich;;2550;\r\nLABEL;TYPE=HOME:Kerkstraat 12\\n2550 Kontich\\nheeft schulden\r\n"), MORE + " card 1 property 6"),
    ("vcf", "a parameter with words", VCF.format("EMAIL;TYPE=schulden:jan@example.be\r\n"), HIDDEN + FIVE),
    ("json", "a key more", JSON.format(', "opmerking": "schulden"'), MORE + " card 1 property 4"),
    ("json", "a key twice", JSON.format(', "naam": "Janssens"'), "content-format"),
    ("json", "values in values", JSON.format(', "adres": {"x": {"y": "schulden"}}'), MORE + " card 1 property 4"),
    ("json", "a character without width", JSON.format("").replace("Jan", "J\\u200ban"), HIDDEN + " card 1 property 1"),
    ("json", "text behind it", JSON.format("") + "heeft schulden", "content-format"),
)

GOOD = tuple((name, name.rsplit(".", 1)[1], fixture(name), "") for name in (
    "word-form.docx", "word-table.docx", "word-controls.docx", "writer-form.docx", "writer-table.docx", "excel-form.xlsx",
    "excel-table.xlsx", "excel-printed.xlsx", "calc-form.xlsx", "calc-table.xlsx", "writer-form.odt", "writer-table.odt", "calc-form.ods", "calc-table.ods",
    "calc-two-sheets.ods", "template-nature.ods", "word-sharepoint.docx", "excel-sharepoint.xlsx", *(
        f"template-{name}.{extension}" for name in ("default", "modern", "simple") for extension in ("odt", "docx"))))
# LibreOffice's templates of letters: texts, fields, pictures and text boxes of their own
LETTERS = tuple((name, name.rsplit(".", 1)[1], fixture(name), HIDDEN) for name in (
    "template-letter.odt", "template-letter.docx", "template-cv.odt", "template-cv.docx"))


def cases():
    """All of them."""
    out = [*GOOD, *LETTERS, *((f"a {extension} file", extension, text.encode(), "") for extension, text in (
        ("txt", TXT), ("csv", CSV), ("vcf", VCF.format("")), ("json", JSON.format(""))))]
    out += packages("docx", "word-form.docx", WORD)
    out += packages("xlsx", "excel-table.xlsx", EXCEL)
    out += opendocument_cases()
    out += text_cases()
    out += word_cases()
    out += program_cases()
    out += sharepoint_cases()
    return out + [(f"a {extension} file, {name}", extension, text.encode(), finding) for extension, name, text, finding in PLAIN]
