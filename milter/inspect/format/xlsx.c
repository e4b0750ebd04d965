/*
 * xlsx.c - workbooks of Excel, also as LibreOffice writes them (ECMA-376 part 1, SpreadsheetML)
 *
 * Styles and strings first, then sheet by sheet in the order of the workbook, with the tables that
 * are made of its cells and what the printer kept. Every part that is none of these is a finding,
 * as drawings, comments, macros and links to other files. The path of the folder that Excel saved
 * to (absPath) is one of the things it writes by itself, like authors.
 */
#include "inspect/format/xlsx.h"

#include <stdlib.h>
#include <string.h>

static const struct vocabulary_rule rules[] = {
    {"loext:extCalcPr", "stringRefSyntax:t", 0},
    {"mc:AlternateContent", "", 0},
    {"mc:Choice", "Requires:y", 0},
    {"x14:workbookPr", "defaultImageDpi:n discardImageEditData:b", 0},
    {"x15:workbookPr", "chartTrackingRefBase:b", 0},
    {"x15ac:absPath", "url:l", 0},
    {"x:bookViews", "", 0},
    {"x:calcPr",
     "calcId:n calcMode:t fullCalcOnLoad:b refMode:t iterate:b iterateCount:n iterateDelta:n "
     "fullPrecision:b calcCompleted:b calcOnSave:b concurrentCalc:b forceFullCalc:b",
     0},
    {"x:definedName", "name:* localSheetId:n hidden:b function:b vbProcedure:b", '*'},
    {"x:definedNames", "", 0},
    {"x:ext", "uri:g", 0},
    {"x:extLst", "", 0},
    {"x:fileSharing", "readOnlyRecommended:b", 0},
    {"x:fileVersion", "appName:t lastEdited:n lowestEdited:n rupBuild:n codeName:g", 0},
    {"x:sheet", "name:* sheetId:n state:* r:id:i", 0},
    {"x:sheets", "", 0},
    {"x:workbook", "mc:Ignorable:y conformance:t", 0},
    {"x:workbookPr",
     "defaultThemeVersion:n codeName:t date1904:b dateCompatibility:b backupFile:b showObjects:t "
     "filterPrivacy:b autoCompressPictures:b checkCompatibility:b updateLinks:t "
     "saveExternalLinkValues:b hidePivotFieldList:b",
     0},
    {"x:workbookProtection",
     "lockStructure:b lockWindows:b lockRevision:b workbookPassword:x workbookAlgorithmName:i "
     "workbookHashValue:z workbookSaltValue:z workbookSpinCount:n",
     0},
    {"x:workbookView",
     "visibility:* xWindow:n yWindow:n windowWidth:n windowHeight:n tabRatio:n firstSheet:n "
     "activeTab:n minimized:b showHorizontalScroll:b showVerticalScroll:b showSheetTabs:b "
     "autoFilterDateGrouping:b xr2:uid:g",
     0},
    {"xcalcf:calcFeatures", "", 0},
    {"xcalcf:feature", "name:i", 0},
    {"xr:revisionPtr",
     "revIDLastSave:n documentId:k xr6:coauthVersionLast:n xr6:coauthVersionMax:n "
     "xr10:uidLastSave:g",
     0},
};
const struct vocabulary xlsx_book_words = {rules, sizeof rules / sizeof rules[0]};

struct workbook {
    struct ooxml ooxml;
    struct ooxml_relations relations;
    const struct package_part *sheets[XLSX_SHEETS_MAX];
    struct buffer names; /* of the sheets, each with a line feed behind it */
    size_t count;
    char kind;
    struct xlsx_styles *styles;
    struct xlsx_strings strings;
};

/* xlsx_default_name - a word and a number */
bool xlsx_default_name(struct slice name)
{
    static const char *const words[] = {"Blad",    "Sheet",    "Feuil", "Feuille",
                                        "Tabelle", "Werkblad", "Tabel"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct slice rest = slice_sub(name, strlen(words[i]), name.len);
        size_t at = 0;

        if (!slice_starts_nocase(name, words[i]) || name.len > strlen(words[i]) + 4)
            continue;
        while (at < rest.len &&
               ((rest.data[at] >= '0' && rest.data[at] <= '9') || rest.data[at] == ' '))
            at++;
        if (at == rest.len)
            return true;
    }
    return false;
}

static bool read_sheet_name(struct workbook *w, struct slice name)
{
    struct place place = place_at(PLACE_CELL, (uint32_t)w->count, 1, 1);

    if (!xlsx_default_name(name) && !sink_is_label(w->ooxml.sink, name) &&
        !sink_text(w->ooxml.sink, name, place))
        return false;
    return buffer_append_slice(&w->names, name) && buffer_append_byte(&w->names, '\n');
}

static bool read_sheet(struct workbook *w, const struct xml_element *e)
{
    const struct ooxml_relation *r = ooxml_relation(&w->relations, xml_attribute(e, "r:id"));
    struct slice state = xml_attribute(e, "state");

    if (w->count >= XLSX_SHEETS_MAX || r == NULL || r->part == NULL || !ooxml_is(r, "worksheet")) {
        sink_finding(w->ooxml.sink, REASON_CONTENT_HIDDEN, place_none());
        return true;
    }
    w->sheets[w->count++] = r->part;
    if (state.len > 0 && !slice_is(state, "visible"))
        sink_finding(w->ooxml.sink, REASON_CONTENT_HIDDEN,
                     place_at(PLACE_CELL, (uint32_t)w->count, 1, 1));
    return read_sheet_name(w, xml_attribute(e, "name"));
}

/* sheet_before - the name of a sheet before the mark ("'Sheet'!$A$1"), without its quotes */
static struct slice sheet_before(struct slice text, size_t mark)
{
    struct slice sheet = slice_sub(text, 0, mark);

    if (sheet.len > 2 && sheet.data[0] == '\'' && sheet.data[sheet.len - 1] == '\'')
        sheet = slice_sub(sheet, 1, sheet.len - 2);
    return sheet;
}

/* sheet_reference - 'Sheet'!$A$1:$B$2 of a sheet of this workbook */
static bool sheet_reference(const struct workbook *w, struct slice text)
{
    size_t mark = slice_find_byte(text, '!', 0);

    return mark != SIZE_MAX && vocabulary_holds('r', slice_sub(text, mark + 1, text.len)) &&
           slice_in_lines(sheet_before(text, mark), buffer_slice(&w->names));
}

/* technical_name - names that Excel gives to the area of printing and of a filter */
static bool technical_name(struct slice name)
{
    return slice_is(name, "_xlnm.Print_Area") || slice_is(name, "_xlnm.Print_Titles") ||
           slice_is(name, "_xlnm._FilterDatabase");
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct workbook *w = context;
    const struct vocabulary_rule *rule =
        vocabulary_element(&xlsx_book_words, e, w->ooxml.sink, place_none());
    struct slice visibility = xml_attribute(e, "visibility");

    w->kind = rule == NULL ? '\0' : rule->text;
    if (strcmp(e->name, "x:sheet") == 0)
        return read_sheet(w, e);
    if (strcmp(e->name, "x:definedName") == 0 && !technical_name(xml_attribute(e, "name")))
        sink_hidden(w->ooxml.sink, xml_attribute(e, "name"), place_none());
    if (visibility.len > 0 && !slice_is(visibility, "visible"))
        sink_finding(w->ooxml.sink, REASON_CONTENT_HIDDEN, place_none());
    return true;
}

static bool on_end(void *context, const char *name)
{
    (void)name;
    ((struct workbook *)context)->kind = '\0';
    return true;
}

static bool on_text(void *context, struct slice text)
{
    struct workbook *w = context;

    if (w->kind != '*')
        vocabulary_text(w->kind, text, w->ooxml.sink, place_none());
    else if (!sheet_reference(w, text))
        sink_hidden(w->ooxml.sink, text, place_none());
    return true;
}

/* area_word - what Excel calls the area of printing in its languages */
static bool area_word(struct slice word)
{
    static const char *const words[] = {"Print_Area",        "Print_Titles",
                                        "Afdrukbereik",      "Afdruktitels",
                                        "Zone_d_impression", "Impression_des_titres"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (slice_is(word, words[i]))
            return true;
    return false;
}

/* judge_titles - docProps/app.xml lists the sheets, and counts them by kind */
static void judge_titles(struct workbook *w)
{
    static const char kinds[] =
        "Worksheets\nWerkbladen\nFeuilles de calcul\nNamed Ranges\nBenoemde bereiken\n"
        "Plages nomm\xC3\xA9"
        "es\nArbeitsbl\xC3\xA4tter\nBenannte Bereiche\n";
    struct slice titles = buffer_slice(&w->ooxml.titles), title;

    while (slice_next_line(&titles, &title)) {
        size_t mark = slice_find_byte(title, '!', 0);

        if ((mark != SIZE_MAX && !area_word(slice_sub(title, mark + 1, title.len))) ||
            (!slice_in_lines(title, slice_of(kinds, sizeof kinds - 1)) &&
             !slice_in_lines(sheet_before(title, mark), buffer_slice(&w->names))))
            sink_hidden(w->ooxml.sink, title, place_none());
    }
}

/* part_of - the one part that a relationship of the type leads to; NULL when there is none */
static struct package_part *part_of(struct workbook *w, const char *type)
{
    struct package_part *part = NULL;

    for (size_t i = 0; i < w->relations.count; i++) {
        const struct ooxml_relation *r = &w->relations.all[i];

        if (!ooxml_is(r, type) || r->part == NULL)
            continue;
        if (part != NULL)
            sink_finding(w->ooxml.sink, REASON_CONTENT_HIDDEN, place_none());
        part = r->part;
    }
    return part;
}

/* read_shared - what all sheets use: theme, styles, strings */
static bool read_shared(struct workbook *w)
{
    /* of a workbook without a theme: dark and light, and no other */
    static const uint32_t plain[OOXML_THEME_COLOURS] = {0, 0xffffff, 0, 0xffffff};
    struct package_part *theme = part_of(w, "theme");

    w->styles = calloc(1, sizeof *w->styles);
    if (w->styles == NULL)
        return false;
    memcpy(w->styles->theme, plain, sizeof plain);
    return (theme == NULL || ooxml_theme(&w->ooxml, theme, w->styles->theme)) &&
           xlsx_styles_read(&w->ooxml, part_of(w, "styles"), w->styles) &&
           xlsx_strings_read(&w->ooxml, part_of(w, "sharedStrings"), w->styles, &w->strings);
}

static bool read_sheets(struct workbook *w)
{
    for (size_t i = 0; i < w->count; i++) {
        for (size_t k = 0; k < i; k++)
            if (w->sheets[k] == w->sheets[i])
                sink_finding(w->ooxml.sink, REASON_CONTENT_FORMAT, place_none());
        sink_gap(w->ooxml.sink);
        if (!xlsx_sheet_read(&w->ooxml, w->sheets[i], (uint32_t)i + 1, w->styles, &w->strings))
            return false;
    }
    for (size_t i = 0; i < w->relations.count; i++) { /* sheets that the workbook does not list */
        const struct ooxml_relation *r = &w->relations.all[i];
        bool found = !ooxml_is(r, "worksheet");

        for (size_t k = 0; k < w->count; k++)
            found = found || w->sheets[k] == r->part;
        if (!found)
            sink_finding(w->ooxml.sink, REASON_CONTENT_HIDDEN, place_none());
    }
    return true;
}

static bool read_workbook(struct workbook *w)
{
    static const struct xml_handler handler = {xlsx_namespaces, on_start, on_end, on_text};
    static const char types[] = "worksheet theme styles sharedStrings customXml";
    bool good =
        ooxml_relations(&w->ooxml, w->ooxml.document, types, &w->relations) &&
        part_result(xml_read(w->ooxml.document->content, &handler, w), w->ooxml.sink, place_none());

    if (!good)
        return false;
    judge_titles(w);
    good = read_shared(w) && read_sheets(w) && ooxml_custom_xml(&w->ooxml, &w->relations) &&
           ooxml_custom_xml(&w->ooxml, &w->ooxml.outer);
    xlsx_strings_close(&w->ooxml, &w->strings);
    return good;
}

bool format_xlsx_read(struct slice file, struct referral_sink *sink)
{
    struct workbook *w = calloc(1, sizeof *w);
    bool good;

    if (w == NULL)
        return false;
    sink_origin(sink, place_at(PLACE_CELL, 1, 1, 1));
    buffer_init(&w->names, XLSX_SHEETS_MAX * XML_ATTRIBUTE_MAX);
    good = ooxml_open(&w->ooxml, file, sink);
    if (good && w->ooxml.document != NULL)
        good = read_workbook(w);
    ooxml_close(&w->ooxml);
    ooxml_relations_free(&w->relations);
    buffer_free(&w->names);
    free(w->styles);
    free(w);
    return good;
}
