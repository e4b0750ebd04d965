"""Documents from a library of SharePoint with words where the library has its own (part of documents.py)."""
from packages import HIDDEN, changed

GUID = "4b1f0c2e-7d35-4a86-9e1c-2f60b8d3a517"


def value(name, text):
    start = "<documentManagement>"
    return start, f'{start}<{name} xmlns="{GUID}">{text}</{name}>'


def cases(forms, values, schema, cover, own):
    """The additions, for the parts of that name; own: the column that is the library's own."""
    return (
        ("a value in a column", HIDDEN, (values, *value("Bron", "heeft schulden"))),
        ("words as the name of a column", HIDDEN, (values, *value("Heeft_x0020_schulden", ""))),
        ("a client as the name of a column", HIDDEN, (values, *value("Peeters", ""))),
        ("a column in a column", HIDDEN, (values, *value("Bron", "<Leven/>"))),
        ("a name of those it is shared with", HIDDEN, (values, "<DisplayName>", "<DisplayName>An Claes")),
        ("a namespace that says something", HIDDEN, (values, f'brief xmlns="{GUID}"', 'brief xmlns="jan-heeft-schulden"')),
        ("words as the title of a column", HIDDEN, (schema, own, 'ma:displayName="heeft schulden"')),
        ("a client as the title of a column", HIDDEN, (schema, own, 'ma:displayName="Jan Peeters"')),
        ("a number as the title of a column", HIDDEN, (schema, own, 'ma:displayName="0470123456"')),
        ("a description of a column", HIDDEN, (schema, own, own + ' ma:description="Jan is arm"')),
        ("a value to begin with", HIDDEN, (schema, own, own + ' ma:default="arm"')),
        ("a choice", HIDDEN, (schema, '<xsd:maxLength value="255"/>', '<xsd:enumeration value="arm"/>')),
        ("another sentence", HIDDEN, (schema, "This value indicates the number", "Jan has a number")),
        ("words in an instruction", HIDDEN, (forms, "<?mso-contentType?>", "<?mso-contentType heeft schulden?>")),
        ("another form", HIDDEN, (forms, "<New>DocumentLibraryForm", "<New>schulden")),
        ("words of a cover", HIDDEN, (cover, "<Abstract/>", "<Abstract>heeft schulden</Abstract>")),
        ("an address with words", HIDDEN, (schema.replace("item", "itemProps"), "http://www.w3.org/2000/xmlns/",
                                           "http://www.w3.org/jan-heeft-schulden")),
        ("a value of a property", HIDDEN, ("docProps/custom.xml", 'name="TemplateUrl"><vt:lpwstr>',
                                           'name="TemplateUrl"><vt:lpwstr>https://example.org/jan')),
        ("words where a part was", HIDDEN, ("[trash]/0001.dat", None, "heeft schulden")),
    )


TEMPLATE = "word/_rels/settings.xml.rels"
TEMPLATES = (
    ("words in the path of its template", HIDDEN, (TEMPLATE, "medewerker", "heeft%20schulden")),
    ("a client in the path of its template", HIDDEN, (TEMPLATE, "medewerker", "Peeters")),
    ("a template on somebody's server", HIDDEN, (TEMPLATE, "file:///C:", "https://example.org")),
    ("a template that is none", HIDDEN, (TEMPLATE, ".dotx", ".exe")),
)


def sharepoint_cases():
    word = [f"customXml/item{number}.xml" for number in range(2, 6)]
    excel = [f"customXml/item{number}.xml" for number in range(1, 5)]
    return [*changed("docx", "word-sharepoint.docx", cases(*word, 'ma:displayName="Soort brief"') + TEMPLATES),
            *changed("xlsx", "excel-sharepoint.xlsx", cases(*excel, 'ma:displayName="Kind of letter"'))]
