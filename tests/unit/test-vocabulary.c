/*
 * test-vocabulary.c - every element that a reader knows, in every place of a document: without its
 * attributes, with all of them empty, with all of them good
 *
 * Whatever stands there, the reader comes to an end. 301 letters are found in every attribute: none
 * is left unlooked at.
 */
#include "inspect/format/docx.h"
#include "inspect/format/ods.h"
#include "inspect/format/odt.h"
#include "inspect/format/ooxml-sharepoint.h"
#include "inspect/format/xlsx.h"

#include "document.h"
#include "test.h"
#include "variant.h"
#include "vocabulary-sample.h"
#include "zip-writer.h"

#include <stdlib.h>
#include <string.h>

enum { PLACES_MAX = 200, PART_MAX = 4 << 20, TOGETHER = 6 };

struct part {
    enum format format;
    const char *fixture, *name;
    const struct vocabulary *vocabulary;
    const struct xml_namespace *namespaces;
};

struct places {
    size_t at[PLACES_MAX]; /* behind the first start tag of each name */
    size_t count;
};

/* tag_name - of the tag at i; the end of the tag goes to *end_r */
static struct slice tag_name(struct slice part, size_t i, size_t *end_r)
{
    size_t len = 0;

    *end_r = slice_find_byte(part, '>', i);
    while (strchr(" />\r\n\t", part.data[i + 1 + len]) == NULL)
        len++;
    return slice_sub(part, i + 1, len);
}

static void find_places(struct slice part, struct places *places)
{
    struct slice names[PLACES_MAX];
    size_t end = 0;

    places->count = 0;
    for (size_t i = 0; (i = slice_find_byte(part, '<', i)) != SIZE_MAX; i = end) {
        struct slice name = tag_name(part, i, &end);
        bool known = name.data[0] == '/' || name.data[0] == '?' || part.data[end - 1] == '/';

        for (size_t k = 0; k < places->count; k++)
            known = known || slice_equal(name, names[k]);
        if (known || places->count == PLACES_MAX)
            continue;
        names[places->count] = name;
        places->at[places->count++] = end + 1;
    }
}

/* with_sample - the package with the element in all places of the part */
static void with_sample(struct package *package, const struct part *part, struct slice sample,
                        struct zip *z)
{
    zip_begin(z);
    for (size_t i = 0; i < package_count(package); i++) {
        const struct package_part *old = package_at(package, i);
        struct places places = {.count = 0};
        struct buffer content;
        size_t from = 0;

        buffer_init(&content, PART_MAX);
        if (strcmp(old->name, part->name) == 0)
            find_places(old->content, &places);
        for (size_t k = 0; k < places.count; k++) {
            buffer_append_slice(&content, slice_sub(old->content, from, places.at[k] - from));
            buffer_append_slice(&content, sample);
            from = places.at[k];
        }
        buffer_append_slice(&content, slice_sub(old->content, from, old->content.len));
        zip_add(z, &(struct zip_entry){.name = old->name, .content = buffer_slice(&content)});
        buffer_free(&content);
    }
    zip_end(z);
}

/* finds - the document comes to an end; is anything found in it? */
static bool finds(struct package *package, const struct part *part, struct slice sample,
                  const struct protocol *protocol)
{
    struct document *d = malloc(sizeof *d);
    bool found;
    struct zip z;

    if (d == NULL)
        abort();
    with_sample(package, part, sample, &z);
    document_read(part->format, buffer_slice(&z.file), protocol, d);
    found = d->findings[0] != '\0';
    CHECK(strcmp(d->findings, "no memory") != 0);
    zip_free(&z);
    free(d);
    return found;
}

/* some_rules - so many from the one given on, side by side in every place */
static void some_rules(struct package *package, const struct part *part, size_t from,
                       const struct protocol *protocol)
{
    static const struct {
        int which;
        enum sample_value value;
    } ways[] = {{SAMPLE_NONE, SAMPLE_EMPTY}, {SAMPLE_ALL, SAMPLE_EMPTY}, {SAMPLE_ALL, SAMPLE_GOOD}};
    const struct vocabulary *v = part->vocabulary;

    for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++) {
        struct buffer samples;

        buffer_init(&samples, PART_MAX);
        for (size_t i = from; i < from + TOGETHER && i < v->count; i++)
            sample_element(&samples, &v->rules[i], part->namespaces, ways[w].which, ways[w].value);
        finds(package, part, buffer_slice(&samples), protocol);
        buffer_free(&samples);
    }
}

/* long_values - those of other kinds are not of their kind; the reader judges these itself */
static void long_values(struct package *package, const struct part *part,
                        const struct vocabulary_rule *rule, const struct protocol *protocol)
{
    struct slice list = slice_from(rule->attributes);
    int which = 0;

    check_case(rule->element);
    for (size_t i = 0; i < list.len; i++) {
        struct buffer sample;

        which += list.data[i] == ' ';
        if (list.data[i] != '*')
            continue;
        buffer_init(&sample, PART_MAX);
        sample_element(&sample, rule, part->namespaces, which, SAMPLE_LONG);
        check_true(finds(package, part, buffer_slice(&sample), protocol), part->name, which,
                   "301 letters in an attribute are found");
        buffer_free(&sample);
    }
    check_case(NULL);
}

static void part_everywhere(const struct part *part)
{
    struct protocol *protocol = document_protocol();
    struct package *package;
    struct buffer file;

    fixture_read(part->fixture, &file);
    if (package_open(buffer_slice(&file), &package) != PACKAGE_OK)
        abort();
    for (size_t i = 0; i < part->vocabulary->count; i++) {
        if (i % TOGETHER == 0)
            some_rules(package, part, i, protocol);
        long_values(package, part, &part->vocabulary->rules[i], protocol);
    }
    package_free(package);
    buffer_free(&file);
    protocol_free(protocol);
}

#define PART(format, fixture, name, words, namespaces) \
    part_everywhere(&(const struct part){(format), (fixture), (name), &(words), (namespaces)})

static void docx_text(void)
{
    PART(FORMAT_DOCX, "word-form.docx", "word/document.xml", docx_text_words, docx_namespaces);
    PART(FORMAT_DOCX, "word-table.docx", "word/document.xml", docx_text_words, docx_namespaces);
    PART(FORMAT_DOCX, "word-form.docx", "word/footer1.xml", docx_text_words, docx_namespaces);
}

static void docx_looks(void)
{
    PART(FORMAT_DOCX, "word-form.docx", "word/document.xml", docx_look_words, docx_namespaces);
    PART(FORMAT_DOCX, "word-form.docx", "word/styles.xml", docx_look_words, docx_namespaces);
}

static void docx_settings(void)
{
    PART(FORMAT_DOCX, "word-form.docx", "word/settings.xml", docx_setting_words, docx_namespaces);
    PART(FORMAT_DOCX, "word-form.docx", "word/styles.xml", docx_setting_words, docx_namespaces);
    PART(FORMAT_DOCX, "word-form.docx", "word/theme/theme1.xml", ooxml_theme_words,
         ooxml_theme_namespaces);
}

static void docx_sharepoint(void)
{
    PART(FORMAT_DOCX, "word-sharepoint.docx", "customXml/item2.xml", sharepoint_words,
         sharepoint_namespaces);
    PART(FORMAT_DOCX, "word-sharepoint.docx", "customXml/item3.xml", sharepoint_words,
         sharepoint_namespaces);
    PART(FORMAT_DOCX, "word-sharepoint.docx", "customXml/item4.xml", sharepoint_words,
         sharepoint_namespaces);
    PART(FORMAT_DOCX, "word-sharepoint.docx", "customXml/itemProps4.xml", sharepoint_words,
         sharepoint_namespaces);
}

static void xlsx(void)
{
    PART(FORMAT_XLSX, "excel-table.xlsx", "xl/workbook.xml", xlsx_book_words, xlsx_namespaces);
    PART(FORMAT_XLSX, "excel-table.xlsx", "xl/worksheets/sheet1.xml", xlsx_sheet_words,
         xlsx_namespaces);
    PART(FORMAT_XLSX, "excel-table.xlsx", "xl/styles.xml", xlsx_style_words, xlsx_namespaces);
    PART(FORMAT_XLSX, "excel-table.xlsx", "xl/sharedStrings.xml", xlsx_string_words,
         xlsx_namespaces);
    PART(FORMAT_XLSX, "excel-printed.xlsx", "xl/tables/table1.xml", xlsx_table_words,
         xlsx_namespaces);
}

static void odt(void)
{
    PART(FORMAT_ODT, "writer-table.odt", "content.xml", odt_words, opendocument_namespaces);
    PART(FORMAT_ODT, "writer-form.odt", "content.xml", opendocument_words, opendocument_namespaces);
    PART(FORMAT_ODT, "writer-form.odt", "styles.xml", opendocument_words, opendocument_namespaces);
}

static void ods(void)
{
    PART(FORMAT_ODS, "calc-table.ods", "content.xml", ods_words, opendocument_namespaces);
    PART(FORMAT_ODS, "calc-table.ods", "content.xml", opendocument_words, opendocument_namespaces);
    PART(FORMAT_ODS, "calc-table.ods", "styles.xml", opendocument_words, opendocument_namespaces);
}

/* Kinds that are not judged by the readers hold nothing so long */
static void long_values_of_kinds(void)
{
    unsigned char letters[301];

    memset(letters, 'x', sizeof letters);
    for (const char *kind = "bnmthxvzgdrisuwyfakleop"; *kind != '\0'; kind++)
        CHECK(!vocabulary_holds(*kind, slice_of(letters, sizeof letters)));
    CHECK(vocabulary_holds('*', slice_of(letters, sizeof letters)));
}

int main(void)
{
    static const struct test tests[] = {
        TEST(docx_text), TEST(docx_looks), TEST(docx_settings), TEST(docx_sharepoint),
        TEST(xlsx),      TEST(odt),        TEST(ods),           TEST(long_values_of_kinds)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
