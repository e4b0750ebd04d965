/*
 * docx.c - word processing documents: which parts there may be, and who reads them
 *
 * Comments, changes' authors, drawings, embedded objects and macros are parts or relationships that
 * are not listed here, and so content-hidden.
 */
#include "inspect/format/docx.h"

#include "inspect/format/title.h"

#include <string.h>

/* Parts that the body may lead to */
static const char body_types[] =
    "styles settings webSettings fontTable numbering theme footnotes endnotes header footer "
    "hyperlink customXml glossaryDocument people stylesWithEffects";

/* Parts that each kind of running text may lead to */
static const char *const types[] = {[STORY_BODY] = body_types,
                                    [STORY_MARGIN] = "",
                                    [STORY_NOTES] = "",
                                    [STORY_BLOCKS] =
                                        "styles settings webSettings fontTable numbering theme"};

static bool read_part(struct ooxml *package, const struct ooxml_relation *r);

/* twice - does an earlier relationship lead to the part too? */
static bool twice(const struct ooxml_relations *relations, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (relations->all[k].part == relations->all[i].part)
            return relations->all[i].part != NULL;
    return false;
}

/* text_part - running text, then the parts it leads to */
static bool text_part(struct ooxml *package, enum docx_story story, struct package_part *part)
{
    struct ooxml_relations relations;
    bool good = ooxml_relations(package, part, types[story], &relations) &&
                docx_text_read(story, part->content, &relations, package->sink);

    for (size_t i = 0; good && i < relations.count; i++) {
        if (twice(&relations, i))
            sink_finding(package->sink, REASON_CONTENT_HIDDEN, place_none());
        else
            good = read_part(package, &relations.all[i]);
    }
    good = good && ooxml_custom_xml(package, &relations);
    ooxml_relations_free(&relations);
    return good;
}

static bool is_any(const struct ooxml_relation *r, const char *const *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ooxml_is(r, all[i]))
            return true;
    return false;
}
#define IS_ANY(r, all) is_any((r), (all), sizeof(all) / sizeof(all)[0])

/* attached - where the template lies that the organisation wrote the document on */
static bool attached(struct ooxml *package, const struct ooxml_relation *r)
{
    struct titles titles;
    bool good = titles_init(&titles, package->sink);

    if (r->part != NULL)
        sink_finding(package->sink, REASON_CONTENT_HIDDEN, place_none());
    else if (r->target[0] != '\0')
        good = good && titles_template(&titles, slice_from(r->target));
    titles_free(&titles);
    return good;
}

static bool read_settings(struct ooxml *package, const struct package_part *part)
{
    struct ooxml_relations relations;
    bool good = ooxml_relations(package, part, "attachedTemplate", &relations) &&
                docx_settings_read(part->content, &relations, package->sink);

    for (size_t i = 0; good && i < relations.count; i++)
        good = attached(package, &relations.all[i]);
    if (relations.count > 1)
        sink_finding(package->sink, REASON_CONTENT_HIDDEN, place_none());
    ooxml_relations_free(&relations);
    return good;
}

static bool read_part(struct ooxml *package, const struct ooxml_relation *r)
{
    static const char *const settings[] = {"styles",    "numbering", "webSettings",
                                           "fontTable", "people",    "stylesWithEffects"};
    static const char *const margins[] = {"header", "footer"};
    static const char *const notes[] = {"footnotes", "endnotes"};

    if (r->part == NULL)
        return true;
    if (IS_ANY(r, settings))
        return docx_settings_read(r->part->content, NULL, package->sink);
    if (ooxml_is(r, "settings"))
        return read_settings(package, r->part);
    if (IS_ANY(r, margins) || IS_ANY(r, notes))
        return text_part(package, IS_ANY(r, notes) ? STORY_NOTES : STORY_MARGIN, r->part);
    if (ooxml_is(r, "theme"))
        return ooxml_theme(package, r->part, NULL);
    if (ooxml_is(r, "glossaryDocument"))
        return text_part(package, STORY_BLOCKS, r->part);
    return true;
}

bool docx_element(const struct vocabulary *own, const struct xml_element *e,
                  struct referral_sink *sink, struct place place)
{
    const struct vocabulary *words = vocabulary_rule(own, e->name) != NULL ? own : &docx_look_words;

    return vocabulary_element(words, e, sink, place) != NULL;
}

/* judge_titles - docProps/app.xml repeats the title, and says that it is one */
static void judge_titles(struct ooxml *package)
{
    static const char *const kinds[] = {"Titel",  "Title",    "Titre",  "Titels", "Titles",
                                        "Titres", "Headings", "Koppen", NULL};
    struct slice titles = buffer_slice(&package->titles), title;

    while (slice_next_line(&titles, &title))
        if (!vocabulary_holds('o', title) && !sink_is_fixed(package->sink, title) &&
            !slice_in(title, kinds))
            sink_hidden(package->sink, title, place_none());
}

bool format_docx_read(struct slice file, struct referral_sink *sink)
{
    struct ooxml package;
    bool good;

    sink_origin(sink, place_at(PLACE_PARAGRAPH, 1, 0, 0));
    good = ooxml_open(&package, file, sink);
    if (good && package.document != NULL)
        good = text_part(&package, STORY_BODY, package.document) &&
               ooxml_custom_xml(&package, &package.outer);
    judge_titles(&package);
    ooxml_close(&package);
    return good;
}
