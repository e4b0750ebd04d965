/*
 * opendocument.c - packages of LibreOffice: which parts there may be, and who reads them
 */
#include "inspect/format/opendocument.h"

#include <string.h>

enum {
    CACHE_MAX = 4096,
    WORD_MAX = 3 /* letters in a row */,
    NAMES_MAX = 2 * PACKAGE_PART_BYTES_MAX
};

/* Where LibreOffice keeps what its windows look like: nothing, as a rule */
const char *const opendocument_folders[] = {
    "Configurations2/",           "Configurations2/accelerator/",    "Configurations2/floater/",
    "Configurations2/images/",    "Configurations2/images/Bitmaps/", "Configurations2/menubar/",
    "Configurations2/popupmenu/", "Configurations2/progressbar/",    "Configurations2/statusbar/",
    "Configurations2/toolbar/",   "Configurations2/toolpanel/",      NULL};

/* wordless - the layout that LibreOffice keeps: small numbers in four bytes each, most of which are
 * zero, and so no words */
static bool wordless(struct slice content)
{
    unsigned letters = 0;
    size_t zeros = 0;

    for (size_t i = 0; i < content.len; i++) {
        unsigned char c = content.data[i] | 0x20;

        letters = c >= 'a' && c <= 'z' ? letters + 1 : 0;
        zeros += content.data[i] == 0;
        if (letters > WORD_MAX)
            return false;
    }
    return content.len <= CACHE_MAX && zeros >= content.len / 3;
}

bool opendocument_has_sheet(const struct opendocument *d, struct slice name)
{
    return slice_in_lines(name, buffer_slice(&d->sheets));
}

bool opendocument_element(const struct opendocument *d, const struct vocabulary *body,
                          const struct xml_element *e, struct place place)
{
    const struct vocabulary *words =
        vocabulary_rule(body, e->name) != NULL ? body : &opendocument_words;

    return vocabulary_element(words, e, d->sink, place) != NULL;
}

/* shown_names - those in headers and footers */
static void shown_names(const struct opendocument *d)
{
    struct slice list = buffer_slice(&d->shown), name;

    while (slice_next_line(&list, &name))
        if (!xml_blank(name) && !opendocument_has_sheet(d, name))
            sink_hidden(d->sink, name, place_none());
}

/* xml_parts - those that are there */
static bool xml_parts(struct opendocument *d)
{
    static const struct {
        const char *name;
        bool (*read)(struct opendocument *d, struct slice content);
    } parts[] = {{"META-INF/manifest.xml", opendocument_manifest},
                 {"meta.xml", opendocument_meta},
                 {"settings.xml", opendocument_settings},
                 {"manifest.rdf", opendocument_rdf}};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const struct package_part *part = package_part(d->package, parts[i].name);

        if (part != NULL && !parts[i].read(d, part->content))
            return false;
    }
    return true;
}

/* other_parts - what LibreOffice adds; what is left unseen is an orphan */
static bool other_parts(struct opendocument *d)
{
    const struct package_part *part;

    shown_names(d);
    opendocument_styles_unused(d->styles);
    if (!opendocument_picture(d))
        return false;
    if ((part = package_part(d->package, "layout-cache")) != NULL && !wordless(part->content))
        sink_finding(d->sink, REASON_CONTENT_HIDDEN, place_none());
    if ((part = package_part(d->package, "Configurations2/accelerator/current.xml")) != NULL &&
        part->content.len > 0)
        sink_finding(d->sink, REASON_CONTENT_HIDDEN, place_none());
    if (package_orphans(d->package, opendocument_folders))
        sink_finding(d->sink, REASON_CONTENT_HIDDEN, place_none());
    return true;
}

/* read_package - the styles first, for the looks of the text; the settings name the sheets */
static bool read_package(struct opendocument *d)
{
    const struct package_part *type = package_part(d->package, "mimetype");
    const struct package_part *content = package_part(d->package, "content.xml");
    const struct package_part *styles = package_part(d->package, "styles.xml");

    if (type == NULL || package_at(d->package, 0) != type || !type->stored ||
        !slice_is(type->content, d->kind->media_type) || content == NULL) {
        sink_finding(d->sink, REASON_CONTENT_FORMAT, place_none());
        return true;
    }
    return (styles == NULL || opendocument_margins(d, styles->content)) &&
           d->kind->read(d, content->content) && xml_parts(d) && other_parts(d);
}

bool opendocument_read(struct slice file, const struct opendocument_kind *kind,
                       struct referral_sink *sink)
{
    struct opendocument d = {.sink = sink, .kind = kind};
    enum package_result result = package_open(file, &d.package);
    bool good = result != PACKAGE_NO_MEMORY;

    if (result == PACKAGE_FORMAT)
        sink_unread(sink, REASON_CONTENT_FORMAT);
    if (result == PACKAGE_HIDDEN)
        sink_unread(sink, REASON_CONTENT_HIDDEN);
    if (result == PACKAGE_OK) {
        buffer_init(&d.sheets, NAMES_MAX);
        buffer_init(&d.shown, NAMES_MAX);
        d.styles = opendocument_styles_new(sink);
        good = d.styles != NULL && read_package(&d);
        opendocument_styles_free(d.styles);
        buffer_free(&d.sheets);
        buffer_free(&d.shown);
    }
    package_free(d.package);
    return good;
}
