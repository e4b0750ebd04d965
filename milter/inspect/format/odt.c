/*
 * odt.c - text documents of LibreOffice: which parts there may be, and who reads them
 *
 * LibreOffice puts a picture of the first page into every document, made anew at each save: it
 * shows what the reader has seen and judged already. It passes when it is a PNG of LibreOffice's
 * size, at most 512 pixels a side (some 44 to the inch of a page), made of nothing but the picture:
 * no text, no other chunks, no bytes behind it. What somebody would paint into it by hand is not
 * read. Any other picture is an orphan, and so content-hidden.
 */
#include "inspect/format/odt.h"

#include <string.h>

enum { CACHE_MAX = 4096, WORD_MAX = 7 /* letters in a row */ };

static const char media_type[] = "application/vnd.oasis.opendocument.text";

/* wordless - the layout that LibreOffice keeps: numbers, no words */
static bool wordless(struct slice content)
{
    unsigned letters = 0;

    for (size_t i = 0; i < content.len; i++) {
        unsigned char c = content.data[i] | 0x20;

        letters = c >= 'a' && c <= 'z' ? letters + 1 : 0;
        if (letters > WORD_MAX)
            return false;
    }
    return content.len <= CACHE_MAX;
}

/* other_parts - what LibreOffice adds; what is left unseen is an orphan */
static bool other_parts(struct package *package, struct referral_sink *sink)
{
    const struct package_part *part;
    bool good = true;

    if ((part = package_part(package, "META-INF/manifest.xml")) != NULL)
        good = odt_manifest_read(part->content, package, sink);
    if (good && (part = package_part(package, "meta.xml")) != NULL)
        good = odt_meta_read(part->content, sink);
    if (good && (part = package_part(package, "settings.xml")) != NULL)
        good = odt_settings_read(part->content, sink);
    if (good && (part = package_part(package, "manifest.rdf")) != NULL)
        good = odt_rdf_read(part->content, sink);
    if (good && (part = package_part(package, "Thumbnails/thumbnail.png")) != NULL &&
        !odt_thumbnail(part->content))
        sink_finding(sink, REASON_CONTENT_HIDDEN, place_none());
    if (good && (part = package_part(package, "layout-cache")) != NULL && !wordless(part->content))
        sink_finding(sink, REASON_CONTENT_HIDDEN, place_none());
    if (good && (part = package_part(package, "Configurations2/accelerator/current.xml")) != NULL &&
        part->content.len > 0)
        sink_finding(sink, REASON_CONTENT_HIDDEN, place_none());
    return good;
}

static bool read_package(struct package *package, struct referral_sink *sink)
{
    const struct package_part *type = package_part(package, "mimetype");
    const struct package_part *content = package_part(package, "content.xml"), *styles;

    if (type == NULL || package_at(package, 0) != type || !type->stored ||
        !slice_is(type->content, media_type) || content == NULL) {
        sink_finding(sink, REASON_CONTENT_FORMAT, place_none());
        return true;
    }
    if (!odt_text_read(content->content, false, sink))
        return false;
    styles = package_part(package, "styles.xml");
    if (styles != NULL && !odt_text_read(styles->content, true, sink))
        return false;
    if (!other_parts(package, sink))
        return false;
    for (size_t i = 0; i < package_count(package); i++)
        if (!package_at(package, i)->seen)
            sink_finding(sink, REASON_CONTENT_HIDDEN, place_none());
    return true;
}

bool format_odt_read(struct slice file, struct referral_sink *sink)
{
    struct package *package = NULL;
    enum package_result result = package_open(file, &package);
    bool good = result != PACKAGE_NO_MEMORY;

    sink_origin(sink, place_at(PLACE_PARAGRAPH, 1, 0, 0));
    if (result == PACKAGE_FORMAT)
        sink_finding(sink, REASON_CONTENT_FORMAT, place_none());
    if (result == PACKAGE_HIDDEN)
        sink_finding(sink, REASON_CONTENT_HIDDEN, place_none());
    if (result == PACKAGE_OK)
        good = read_package(package, sink);
    package_free(package);
    return good;
}
