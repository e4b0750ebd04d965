/*
 * xlsx-style.c - the styles of a workbook: which cells hold dates, and which cannot be seen
 *
 * A font is judged against the ground of its cell: the colours must differ enough to be read.
 * Formats of tables and conditional ones (dxf) would change that: they may be there, but nothing
 * that puts them on a cell, unless they leave colour, ground, size and number as they are.
 */
#include "inspect/format/xlsx.h"

#include <stdlib.h>
#include <string.h>

enum {
    CONTRAST_MIN = 64, /* of one of red, green, blue at least */
    WHITE = 0xffffff,
    POINTS_MIN = 4
};

const struct xml_namespace xlsx_namespaces[] = {
    {"x", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"},
    {"x", "http://purl.oclc.org/ooxml/spreadsheetml/main"},
    {"r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
    {"r", "http://purl.oclc.org/ooxml/officeDocument/relationships"},
    {"mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"},
    {"x14ac", "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"},
    {"x14", "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"},
    {"x15", "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"},
    {"x15ac", "http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"},
    {"x16r2", "http://schemas.microsoft.com/office/spreadsheetml/2015/02/main"},
    {"xr", "http://schemas.microsoft.com/office/spreadsheetml/2014/revision"},
    {"xr2", "http://schemas.microsoft.com/office/spreadsheetml/2015/revision2"},
    {"xr3", "http://schemas.microsoft.com/office/spreadsheetml/2016/revision3"},
    {"xr6", "http://schemas.microsoft.com/office/spreadsheetml/2016/revision6"},
    {"xr9", "http://schemas.microsoft.com/office/spreadsheetml/2016/revision9"},
    {"xr10", "http://schemas.microsoft.com/office/spreadsheetml/2016/revision10"},
    {"xcalcf", "http://schemas.microsoft.com/office/spreadsheetml/2018/calcfeatures"},
    {"xdr", "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"},
    {"a", "http://schemas.openxmlformats.org/drawingml/2006/main"},
    {"xm", "http://schemas.microsoft.com/office/excel/2006/main"},
    {"loext", "http://schemas.libreoffice.org/"},
    {"mx", "http://schemas.microsoft.com/office/mac/excel/2008/main"},
    {"mv", "urn:schemas-microsoft-com:mac:vml"},
    {NULL, NULL}};

static const struct vocabulary_rule rules[] = {
    {"x14:slicerStyles", "defaultSlicerStyle:t", 0},
    {"x15:timelineStyles", "defaultTimelineStyle:t", 0},
    {"x:alignment",
     "horizontal:t vertical:t textRotation:n wrapText:b indent:n relativeIndent:n "
     "justifyLastLine:b shrinkToFit:b readingOrder:n",
     0},
    {"x:b", "val:b", 0},
    {"x:bgColor", "auto:b indexed:n rgb:h theme:n tint:n", 0},
    {"x:border", "diagonalUp:b diagonalDown:b outline:b", 0},
    {"x:borders", "count:n", 0},
    {"x:bottom", "style:t", 0},
    {"x:cellStyle", "name:f xfId:n builtinId:n iLevel:n customBuiltin:b hidden:b xr:uid:g", 0},
    {"x:cellStyleXfs", "count:n", 0},
    {"x:cellStyles", "count:n", 0},
    {"x:cellXfs", "count:n", 0},
    {"x:charset", "val:n", 0},
    {"x:color", "auto:b indexed:n rgb:h theme:n tint:n", 0},
    {"x:colors", "", 0},
    {"x:condense", "val:b", 0},
    {"x:diagonal", "style:t", 0},
    {"x:dxf", "", 0},
    {"x:dxfs", "count:n", 0},
    {"x:end", "style:t", 0},
    {"x:ext", "uri:g", 0},
    {"x:extLst", "", 0},
    {"x:extend", "val:b", 0},
    {"x:family", "val:n", 0},
    {"x:fgColor", "auto:b indexed:n rgb:h theme:n tint:n", 0},
    {"x:fill", "", 0},
    {"x:fills", "count:n", 0},
    {"x:font", "", 0},
    {"x:fonts", "count:n x14ac:knownFonts:b", 0},
    {"x:horizontal", "style:t", 0},
    {"x:i", "val:b", 0},
    {"x:indexedColors", "", 0},
    {"x:left", "style:t", 0},
    {"x:mruColors", "", 0},
    {"x:name", "val:f", 0},
    {"x:numFmt", "numFmtId:n formatCode:*", 0},
    {"x:numFmts", "count:n", 0},
    {"x:outline", "val:b", 0},
    {"x:patternFill", "patternType:t", 0},
    {"x:protection", "locked:b hidden:b", 0},
    {"x:rgbColor", "rgb:h", 0},
    {"x:right", "style:t", 0},
    {"x:scheme", "val:t", 0},
    {"x:shadow", "val:b", 0},
    {"x:start", "style:t", 0},
    {"x:strike", "val:b", 0},
    {"x:styleSheet", "mc:Ignorable:y", 0},
    {"x:sz", "val:n", 0},
    {"x:tableStyles", "count:n defaultTableStyle:t defaultPivotStyle:t", 0},
    {"x:top", "style:t", 0},
    {"x:u", "val:t", 0},
    {"x:vertAlign", "val:t", 0},
    {"x:vertical", "style:t", 0},
    {"x:xf",
     "numFmtId:n fontId:n fillId:n borderId:n xfId:n applyNumberFormat:b applyFont:b applyFill:b "
     "applyBorder:b applyAlignment:b applyProtection:b quotePrefix:b pivotButton:b",
     0},
};
const struct vocabulary xlsx_style_words = {rules, sizeof rules / sizeof rules[0]};

/* --- colours --- */

static uint32_t number_of(struct slice v, uint32_t otherwise)
{
    uint32_t value = 0;

    if (v.len == 0 || v.len > 9)
        return otherwise;
    for (size_t i = 0; i < v.len; i++) {
        if (v.data[i] < '0' || v.data[i] > '9')
            return otherwise;
        value = value * 10 + (uint32_t)(v.data[i] - '0');
    }
    return value;
}

/* rgb_of - the last six digits of AARRGGBB */
static uint32_t rgb_of(struct slice v)
{
    uint32_t value = 0;

    for (size_t i = 0; i < v.len; i++) {
        const char *digits = "0123456789abcdef";
        const char *at = v.data[i] == '\0' ? NULL : strchr(digits, v.data[i] | 0x20);

        value = value << 4 | (uint32_t)(at == NULL ? 0 : at - digits);
    }
    return value & WHITE;
}

/* real_of - a number with a point, as tints and widths are; -1 to 1e9 is enough */
static double real_of(struct slice v, double otherwise)
{
    char text[32];

    if (v.len == 0 || v.len >= sizeof text || !vocabulary_holds('n', v))
        return otherwise;
    memcpy(text, v.data, v.len);
    text[v.len] = '\0';
    return strtod(text, NULL);
}

struct xlsx_colour xlsx_colour(const struct xml_element *e)
{
    struct xlsx_colour c = {.kind = CELL_COLOUR_AUTO, .tint = real_of(xml_attribute(e, "tint"), 0)};

    if (xml_attribute(e, "rgb").len > 0) {
        c.kind = CELL_COLOUR_RGB;
        c.value = rgb_of(xml_attribute(e, "rgb"));
    } else if (xml_attribute(e, "theme").len > 0) {
        c.kind = CELL_COLOUR_THEME;
        c.value = number_of(xml_attribute(e, "theme"), 0);
    } else if (xml_attribute(e, "indexed").len > 0) {
        c.kind = CELL_COLOUR_INDEXED;
        c.value = number_of(xml_attribute(e, "indexed"), 0);
    }
    return c;
}

static uint32_t indexed_colour(const struct xlsx_styles *s, uint32_t index)
{
    static const uint32_t palette[56] = {
        0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff,
        0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xc0c0c0, 0x808080,
        0x9999ff, 0x993366, 0xffffcc, 0xccffff, 0x660066, 0xff8080, 0x0066cc, 0xccccff,
        0x000080, 0xff00ff, 0xffff00, 0x00ffff, 0x800080, 0x800000, 0x008080, 0x0000ff,
        0x00ccff, 0xccffff, 0xccffcc, 0xffff99, 0x99ccff, 0xff99cc, 0xcc99ff, 0xffcc99,
        0x3366ff, 0x33cccc, 0x99cc00, 0xffcc00, 0xff9900, 0xff6600, 0x666699, 0x969696,
        0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333};

    if (index < s->palette_count)
        return s->palette[index];
    if (index < 8)
        return palette[index];
    if (index < 64)
        return palette[index - 8];
    return index == 64 ? 0 : WHITE;
}

/* tinted - lighter for a positive tint, darker for a negative one */
static uint32_t tinted(uint32_t rgb, double tint)
{
    uint32_t out = 0;

    if (!(tint >= -1 && tint <= 1))
        tint = 1;
    for (unsigned shift = 0; shift <= 16; shift += 8) {
        double part = (double)(rgb >> shift & 0xff);

        part = tint > 0 ? part + (255 - part) * tint : part * (1 + tint);
        out |= (uint32_t)part << shift;
    }
    return out;
}

/* resolve - themes count light before dark, their file dark before light */
static uint32_t resolve(const struct xlsx_styles *s, const struct xlsx_colour *c,
                        uint32_t automatic)
{
    uint32_t rgb = automatic, index = c->value < 4 ? c->value ^ 1 : c->value;

    if (c->kind == CELL_COLOUR_RGB)
        rgb = c->value;
    else if (c->kind == CELL_COLOUR_INDEXED)
        rgb = indexed_colour(s, c->value);
    else if (c->kind == CELL_COLOUR_THEME)
        rgb = index < OOXML_THEME_COLOURS ? s->theme[index] : WHITE;
    return tinted(rgb, c->tint);
}

static bool alike(uint32_t a, uint32_t b)
{
    for (unsigned shift = 0; shift <= 16; shift += 8) {
        int difference = (int)(a >> shift & 0xff) - (int)(b >> shift & 0xff);

        if (abs(difference) >= CONTRAST_MIN)
            return false;
    }
    return true;
}

bool xlsx_faint(const struct xlsx_styles *s, const struct xlsx_colour *c)
{
    return alike(resolve(s, c, 0), WHITE);
}

/* --- the part --- */

enum section { IN_NONE, IN_FONTS, IN_FILLS, IN_STYLES, IN_PALETTE, IN_OTHERS };

struct reading {
    struct ooxml *ooxml;
    struct xlsx_styles *styles;
    enum section section;
};

static void too_many(struct reading *r)
{
    sink_finding(r->ooxml->sink, REASON_CONTENT_HIDDEN, place_none());
}

static void read_format(struct reading *r, const struct xml_element *e)
{
    struct xlsx_styles *s = r->styles;
    struct slice code = xml_attribute(e, "formatCode");
    struct xlsx_number_format *f;

    if (s->format_count >= XLSX_FONTS_MAX) {
        too_many(r);
        return;
    }
    f = &s->formats[s->format_count];
    s->format_count += r->section == IN_OTHERS ? 0 : 1;
    f->id = number_of(xml_attribute(e, "numFmtId"), 0);
    if (!xlsx_number_format(code, &f->date, &f->hides))
        sink_hidden(r->ooxml->sink, code, place_none());
}

static void read_font(struct reading *r, const struct xml_element *e)
{
    struct xlsx_styles *s = r->styles;
    struct xlsx_font *f = s->font_count == 0 ? NULL : &s->fonts[s->font_count - 1];

    if (strcmp(e->name, "x:font") == 0) {
        if (s->font_count < XLSX_FONTS_MAX)
            s->font_count++;
        else
            too_many(r);
    } else if (f != NULL && strcmp(e->name, "x:color") == 0) {
        f->colour = xlsx_colour(e);
    } else if (f != NULL && strcmp(e->name, "x:sz") == 0) {
        f->tiny = real_of(xml_attribute(e, "val"), 0) < POINTS_MIN;
    }
}

static void read_fill(struct reading *r, const struct xml_element *e)
{
    struct xlsx_styles *s = r->styles;
    struct xlsx_fill *f = s->fill_count == 0 ? NULL : &s->fills[s->fill_count - 1];

    if (strcmp(e->name, "x:fill") == 0) {
        if (s->fill_count < XLSX_FONTS_MAX)
            s->fill_count++;
        else
            too_many(r);
    } else if (f != NULL && strcmp(e->name, "x:patternFill") == 0) {
        struct slice type = xml_attribute(e, "patternType");

        f->solid = type.len > 0 && !slice_is(type, "none") && !slice_is(type, "gray125");
    } else if (f != NULL && strcmp(e->name, "x:fgColor") == 0) {
        f->front = xlsx_colour(e);
    } else if (f != NULL && strcmp(e->name, "x:bgColor") == 0) {
        f->back = xlsx_colour(e);
    }
}

static void read_style(struct reading *r, const struct xml_element *e)
{
    struct xlsx_styles *s = r->styles;

    if (strcmp(e->name, "x:xf") != 0)
        return;
    if (s->style_count >= XLSX_STYLES_MAX) {
        too_many(r);
        return;
    }
    s->styles[s->style_count++] =
        (struct xlsx_style){.number_format = number_of(xml_attribute(e, "numFmtId"), 0),
                            .font = number_of(xml_attribute(e, "fontId"), 0),
                            .fill = number_of(xml_attribute(e, "fillId"), 0)};
}

/* read_other - a format of tables. The palette is read after it: of the numbers in there only 64,
 * the colour of text, is sure. */
static void read_other(struct reading *r, const struct xml_element *e)
{
    struct xlsx_styles *s = r->styles;
    const struct xlsx_number_format *f = &s->formats[s->format_count]; /* see read_format() */
    bool number = strcmp(e->name, "x:numFmt") == 0 && s->format_count < XLSX_FONTS_MAX;
    struct slice indexed = xml_attribute(e, "indexed");

    if (strcmp(e->name, "x:fill") == 0 || (indexed.len > 0 && !slice_is(indexed, "64")) ||
        xlsx_run_hidden(s, e) || (number && f->hides))
        s->others_hide = true;
}

static void read_palette(struct reading *r, const struct xml_element *e)
{
    struct xlsx_styles *s = r->styles;

    if (strcmp(e->name, "x:rgbColor") == 0 && s->palette_count < XLSX_PALETTE_MAX)
        s->palette[s->palette_count++] = rgb_of(xml_attribute(e, "rgb"));
}

static bool on_start(void *context, const struct xml_element *e)
{
    static const struct {
        const char *name;
        enum section section;
    } sections[] = {{"x:fonts", IN_FONTS},
                    {"x:fills", IN_FILLS},
                    {"x:cellXfs", IN_STYLES},
                    {"x:dxfs", IN_OTHERS},
                    {"x:indexedColors", IN_PALETTE}};
    struct reading *r = context;

    vocabulary_element(&xlsx_style_words, e, r->ooxml->sink, place_none());
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
        if (strcmp(e->name, sections[i].name) == 0)
            r->section = sections[i].section;
    if (strcmp(e->name, "x:numFmt") == 0)
        read_format(r, e);
    switch (r->section) {
    case IN_FONTS:
        read_font(r, e);
        break;
    case IN_FILLS:
        read_fill(r, e);
        break;
    case IN_STYLES:
        read_style(r, e);
        break;
    case IN_PALETTE:
        read_palette(r, e);
        break;
    case IN_OTHERS:
        read_other(r, e);
        break;
    case IN_NONE:
        break;
    }
    return true;
}

static bool on_end(void *context, const char *name)
{
    struct reading *r = context;

    if (strcmp(name, "x:fonts") == 0 || strcmp(name, "x:fills") == 0 ||
        strcmp(name, "x:cellXfs") == 0 || strcmp(name, "x:indexedColors") == 0 ||
        strcmp(name, "x:dxfs") == 0)
        r->section = IN_NONE;
    return true;
}

static bool on_text(void *context, struct slice text)
{
    vocabulary_text('\0', text, ((struct reading *)context)->ooxml->sink, place_none());
    return true;
}

/* judge - what a style does, now that its parts are known */
static void judge(struct xlsx_styles *s, struct xlsx_style *style)
{
    uint32_t ground = WHITE;
    bool again = false; /* a second format of that number */

    style->date = xlsx_built_in_date(style->number_format);
    for (size_t i = 0; i < s->format_count; i++)
        if (s->formats[i].id == style->number_format) {
            style->date = s->formats[i].date || (again && style->date);
            style->hidden = style->hidden || s->formats[i].hides;
            again = true;
        }
    if (style->fill < s->fill_count && s->fills[style->fill].solid)
        ground = resolve(s, &s->fills[style->fill].front, WHITE);
    if (style->font < s->font_count) {
        const struct xlsx_font *f = &s->fonts[style->font];

        if (f->tiny || alike(resolve(s, &f->colour, 0), ground))
            style->hidden = true;
    }
}

bool xlsx_styles_read(struct ooxml *ooxml, const struct package_part *part,
                      struct xlsx_styles *styles)
{
    static const struct xml_handler handler = {xlsx_namespaces, on_start, on_end, on_text};
    struct reading r = {.ooxml = ooxml, .styles = styles, .section = IN_NONE};
    bool good = true;

    if (part != NULL)
        good = part_result(xml_read(part->content, &handler, &r), ooxml->sink, place_none());
    for (size_t i = 0; i < styles->style_count; i++)
        judge(styles, &styles->styles[i]);
    return good;
}
