/*
 * ooxml-theme.c - the theme of a document of Microsoft's formats: colours, fonts and effects
 *
 * The same file in nearly all documents; it is checked to hold nothing but what themes are made
 * of, without pictures.
 */
#include "inspect/format/ooxml.h"

#include <string.h>

const struct xml_namespace ooxml_theme_namespaces[] = {
    {"a", "http://schemas.openxmlformats.org/drawingml/2006/main"},
    {"a", "http://purl.oclc.org/ooxml/drawingml/main"},
    {"r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
    {"mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"},
    {"thm15", "http://schemas.microsoft.com/office/thememl/2012/main"},
    {NULL, NULL}};

static const struct vocabulary_rule rules[] = {
    {"a:accent1", "", 0},
    {"a:accent2", "", 0},
    {"a:accent3", "", 0},
    {"a:accent4", "", 0},
    {"a:accent5", "", 0},
    {"a:accent6", "", 0},
    {"a:alpha", "val:n", 0},
    {"a:bevel", "", 0},
    {"a:bevelT", "w:n h:n prst:t", 0},
    {"a:bgFillStyleLst", "", 0},
    {"a:bodyPr",
     "rot:n spcFirstLastPara:b vertOverflow:t horzOverflow:t vert:t wrap:t lIns:n tIns:n rIns:n "
     "bIns:n numCol:n spcCol:n rtlCol:b fromWordArt:b anchor:t anchorCtr:b forceAA:b compatLnSpc:b "
     "upright:b",
     0},
    {"a:camera", "prst:t fov:n zoom:n", 0},
    {"a:clrScheme", "name:f", 0},
    {"a:contourClr", "", 0},
    {"a:cs", "typeface:f panose:h pitchFamily:n charset:n", 0},
    {"a:dk1", "", 0},
    {"a:dk2", "", 0},
    {"a:ea", "typeface:f panose:h pitchFamily:n charset:n", 0},
    {"a:effectLst", "", 0},
    {"a:effectRef", "idx:n", 0},
    {"a:effectStyle", "", 0},
    {"a:effectStyleLst", "", 0},
    {"a:ext", "uri:g", 0},
    {"a:extLst", "", 0},
    {"a:extraClrSchemeLst", "", 0},
    {"a:fillRef", "idx:n", 0},
    {"a:fillStyleLst", "", 0},
    {"a:fillToRect", "l:n t:n r:n b:n", 0},
    {"a:fmtScheme", "name:f", 0},
    {"a:folHlink", "", 0},
    {"a:font", "script:t typeface:f", 0},
    {"a:fontRef", "idx:t", 0},
    {"a:fontScheme", "name:f", 0},
    {"a:gradFill", "rotWithShape:b flip:t", 0},
    {"a:gs", "pos:n", 0},
    {"a:gsLst", "", 0},
    {"a:hlink", "", 0},
    {"a:hueMod", "val:n", 0},
    {"a:hueOff", "val:n", 0},
    {"a:innerShdw", "blurRad:n dist:n dir:n", 0},
    {"a:latin", "typeface:f panose:h pitchFamily:n charset:n", 0},
    {"a:lightRig", "rig:t dir:t", 0},
    {"a:lin", "ang:n scaled:b", 0},
    {"a:ln", "w:n cap:t cmpd:t algn:t", 0},
    {"a:lnDef", "", 0},
    {"a:lnRef", "idx:n", 0},
    {"a:lnStyleLst", "", 0},
    {"a:lstStyle", "", 0},
    {"a:lt1", "", 0},
    {"a:lt2", "", 0},
    {"a:lumMod", "val:n", 0},
    {"a:lumOff", "val:n", 0},
    {"a:majorFont", "", 0},
    {"a:minorFont", "", 0},
    {"a:miter", "lim:n", 0},
    {"a:noFill", "", 0},
    {"a:objectDefaults", "", 0},
    {"a:outerShdw", "blurRad:n dist:n dir:n sx:n sy:n kx:n ky:n algn:t rotWithShape:b", 0},
    {"a:path", "path:t", 0},
    {"a:prstDash", "val:t", 0},
    {"a:reflection", "blurRad:n stA:n endPos:n dist:n dir:n sy:n algn:t rotWithShape:b", 0},
    {"a:rot", "lat:n lon:n rev:n", 0},
    {"a:round", "", 0},
    {"a:satMod", "val:n", 0},
    {"a:satOff", "val:n", 0},
    {"a:scene3d", "", 0},
    {"a:schemeClr", "val:t", 0},
    {"a:shade", "val:n", 0},
    {"a:solidFill", "", 0},
    {"a:sp3d", "prstMaterial:t contourW:n extrusionH:n", 0},
    {"a:spDef", "", 0},
    {"a:spPr", "", 0},
    {"a:srgbClr", "val:h", 0},
    {"a:style", "", 0},
    {"a:sysClr", "val:t lastClr:h", 0},
    {"a:theme", "name:f", 0},
    {"a:themeElements", "", 0},
    {"a:tileRect", "l:n t:n r:n b:n", 0},
    {"a:tint", "val:n", 0},
    {"a:txDef", "", 0},
    {"thm15:themeFamily", "name:f id:g vid:g", 0},
};
const struct vocabulary ooxml_theme_words = {rules, sizeof rules / sizeof rules[0]};

struct theme {
    struct ooxml *ooxml;
    uint32_t *colours;
    size_t count;
    bool scheme; /* in the list of colours */
};

static uint32_t hex_colour(struct slice v)
{
    uint32_t value = 0;

    for (size_t i = 0; i < v.len && i < 6; i++) {
        const char *digits = "0123456789abcdef", *at = strchr(digits, v.data[i] | 0x20);

        value = value << 4 | (uint32_t)(at != NULL && v.data[i] != '\0' ? at - digits : 0);
    }
    return value;
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct theme *t = context;

    vocabulary_element(&ooxml_theme_words, e, t->ooxml->sink, place_none());
    if (strcmp(e->name, "a:clrScheme") == 0)
        t->scheme = true;
    if (t->scheme && t->colours != NULL && t->count < OOXML_THEME_COLOURS) {
        if (strcmp(e->name, "a:srgbClr") == 0)
            t->colours[t->count++] = hex_colour(xml_attribute(e, "val"));
        else if (strcmp(e->name, "a:sysClr") == 0)
            t->colours[t->count++] = hex_colour(xml_attribute(e, "lastClr"));
    }
    return true;
}

static bool on_end(void *context, const char *name)
{
    if (strcmp(name, "a:clrScheme") == 0)
        ((struct theme *)context)->scheme = false;
    return true;
}

static bool on_text(void *context, struct slice text)
{
    vocabulary_text('\0', text, ((struct theme *)context)->ooxml->sink, place_none());
    return true;
}

bool ooxml_theme(struct ooxml *ooxml, const struct package_part *part, uint32_t *colours)
{
    static const struct xml_handler handler = {ooxml_theme_namespaces, on_start, on_end, on_text};
    struct theme theme = {.ooxml = ooxml, .colours = colours};

    return part_result(xml_read(part->content, &handler, &theme), ooxml->sink, place_none());
}
