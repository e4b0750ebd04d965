/*
 * ooxml-names.c - what parts of a document of Microsoft's formats are called, and their types
 *
 * Programs give all documents the same names: in others, somebody could have written something.
 */
#include "inspect/format/ooxml-names.h"

#include "base/encode.h"

#include <string.h>

enum { DIGITS_MAX = 3 }; /* behind a name */

/* Beginning and end of the types that documents have; between them stands the kind of part */
bool ooxml_content_type(struct slice type)
{
    static const char *const whole[] = {
        "application/xml",
        "image/png",
        "image/jpeg",
        "application/vnd.openxmlformats-package.relationships+xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
        "application/vnd.ms-word.stylesWithEffects+xml",
        "application/vnd.openxmlformats-officedocument.drawing+xml",
        "application/vnd.ms-office.classificationlabels+xml",
        NULL};
    static const char *const kinds[] = {"spreadsheetml.sheet.main",
                                        "spreadsheetml.worksheet",
                                        "spreadsheetml.styles",
                                        "spreadsheetml.sharedStrings",
                                        "wordprocessingml.document.main",
                                        "wordprocessingml.styles",
                                        "wordprocessingml.people",
                                        "spreadsheetml.table",
                                        "wordprocessingml.settings",
                                        "wordprocessingml.webSettings",
                                        "wordprocessingml.fontTable",
                                        "wordprocessingml.numbering",
                                        "wordprocessingml.footnotes",
                                        "wordprocessingml.endnotes",
                                        "wordprocessingml.header",
                                        "wordprocessingml.footer",
                                        "wordprocessingml.document.glossary",
                                        NULL};
    static const char front[] = "application/vnd.openxmlformats-officedocument.", back[] = "+xml";

    if (slice_in(type, whole))
        return true;
    if (!slice_starts(type, front) || type.len < sizeof front + sizeof back)
        return false;
    type = slice_sub(type, sizeof front - 1, type.len - (sizeof front - 1) - (sizeof back - 1));
    return slice_in(type, kinds);
}

/* part_word - folders and files of documents; other names could say something. The folder of a
 * package written by .NET has a number for a name. */
static bool part_word(struct slice word)
{
    static const char *const words[] = {"[Content_Types]",
                                        "_rels",
                                        "docProps",
                                        "docMetadata",
                                        "customXml",
                                        "word",
                                        "xl",
                                        "theme",
                                        "worksheets",
                                        "glossary",
                                        "core",
                                        "app",
                                        "custom",
                                        "LabelInfo",
                                        "item",
                                        "itemProps",
                                        "document",
                                        "styles",
                                        "settings",
                                        "webSettings",
                                        "fontTable",
                                        "numbering",
                                        "footnotes",
                                        "endnotes",
                                        "header",
                                        "footer",
                                        "workbook",
                                        "sheet",
                                        "sharedStrings",
                                        "package",
                                        "services",
                                        "metadata",
                                        "core-properties",
                                        "people",
                                        "stylesWithEffects",
                                        "printerSettings",
                                        "tables",
                                        "drawings",
                                        "drawing",
                                        "table",
                                        "",
                                        NULL};

    for (int i = 0; i < DIGITS_MAX && word.len > 1 && word.data[word.len - 1] >= '0' &&
                    word.data[word.len - 1] <= '9';
         i++)
        word.len--;
    return slice_in_nocase(word, words);
}

bool ooxml_extension(struct slice word)
{
    static const char *const words[] = {"xml", "rels", "png", "jpg",    "jpeg", "bin",
                                        "emf", "wmf",  "gif", "psmdcp", "vml",  NULL};

    return slice_in_nocase(word, words);
}

bool ooxml_part_name(struct slice name)
{
    size_t at = 0, end;
    bool first = true; /* of the file or folder */

    for (; at < name.len; at = end + 1) {
        struct slice word;

        for (end = at; end < name.len && name.data[end] != '/' && name.data[end] != '.';)
            end++;
        word = slice_sub(name, at, end - at);
        if (!(first ? part_word(word) || (word.len == 32 && hex_only(word))
                    : ooxml_extension(word)))
            return false;
        first = end < name.len && name.data[end] == '/';
    }
    return true;
}
