/*
 * opendocument-look.c - properties of styles: which of them hide text?
 */
#include "inspect/format/opendocument-style.h"

#include <stdlib.h>
#include <string.h>

/* Lengths in points */
enum {
    SIZE_MIN = 4,
    SIZE_PERCENT_MIN = 50,
    SCALE_MIN = 33,     /* % of a character's width */
    POSITION_MAX = 100, /* % up or down */
    SQUEEZE_MAX = 3,
    INDENT_MIN = -100,
    INDENT_MAX = 450,
    LINE_MIN = 4,
    OPACITY_MIN = 50,
    LENGTH_MAX = 5000
};

/* length_of - in points; percent_r says that it is a percentage. False when it is no number. */
static bool length_of(struct slice value, double *length_r, bool *percent_r)
{
    static const struct {
        const char *unit;
        double points;
    } units[] = {{"pt", 1}, {"in", 72}, {"cm", 28.35}, {"mm", 2.835}, {"pc", 12}, {"px", 0.75}};
    char *end;

    *percent_r = false;
    if (value.len == 0)
        return false;
    *length_r = strtod((const char *)value.data, &end);
    if (end == (const char *)value.data)
        return false;
    if (*end == '%') {
        *percent_r = true;
        return true;
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strncmp(end, units[i].unit, 2) == 0)
            *length_r *= units[i].points;
    return true;
}

void opendocument_style_say(struct opendocument_style *style, enum property property, bool hides)
{
    uint32_t bit = UINT32_C(1) << property;

    style->said |= bit;
    style->hides = hides ? style->hides | bit : style->hides & ~bit;
}

/* lengths - those with bounds */
static void lengths(struct opendocument_style *style, const struct xml_element *e)
{
    static const struct {
        const char *name;
        enum property property;
        double min, max, min_percent;
    } bounds[] = {
        {"fo:font-size", SIZE, SIZE_MIN, LENGTH_MAX, SIZE_PERCENT_MIN},
        {"style:font-size-asian", SIZE_ASIAN, SIZE_MIN, LENGTH_MAX, SIZE_PERCENT_MIN},
        {"style:font-size-complex", SIZE_COMPLEX, SIZE_MIN, LENGTH_MAX, SIZE_PERCENT_MIN},
        {"style:font-size-rel", SIZE_RELATIVE, -SIZE_MIN, LENGTH_MAX, SIZE_PERCENT_MIN},
        {"style:text-scale", SCALE, SCALE_MIN, LENGTH_MAX, SCALE_MIN},
        {"fo:letter-spacing", SPACING, -SQUEEZE_MAX, SQUEEZE_MAX * 10, -SQUEEZE_MAX},
        {"loext:opacity", OPACITY, OPACITY_MIN, LENGTH_MAX, OPACITY_MIN},
        {"fo:text-indent", INDENT, INDENT_MIN, INDENT_MAX, -100},
        {"fo:margin-left", MARGIN_LEFT, INDENT_MIN, INDENT_MAX, -100},
        {"fo:margin-right", MARGIN_RIGHT, INDENT_MIN, INDENT_MAX, -100},
        {"fo:line-height", LINE, LINE_MIN, LENGTH_MAX, SIZE_PERCENT_MIN},
        {"style:row-height", ROW, LINE_MIN, LENGTH_MAX, 0},
        {"style:column-width", COLUMN, LINE_MIN, LENGTH_MAX, 0},
    };

    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        double length;
        bool percent;

        if (length_of(xml_attribute(e, bounds[i].name), &length, &percent))
            opendocument_style_say(style, bounds[i].property,
                                   percent ? length < bounds[i].min_percent
                                           : length < bounds[i].min || length > bounds[i].max);
    }
}

/* hanging - a first line that hangs out starts from the margin */
static void hanging(struct opendocument_style *style, const struct xml_element *e)
{
    double left, indent;
    bool percent;

    if (length_of(xml_attribute(e, "fo:margin-left"), &left, &percent) && !percent && left > 0 &&
        length_of(xml_attribute(e, "fo:text-indent"), &indent, &percent) && !percent && indent < 0)
        opendocument_style_say(style, INDENT, left + indent < INDENT_MIN);
}

/* position - "super 58%", "-33% 58%" */
static bool position_hides(struct slice value)
{
    double size;
    bool percent;
    size_t blank = slice_find_byte(value, ' ', 0);

    if (length_of(value, &size, &percent) && (size > POSITION_MAX || size < -POSITION_MAX))
        return true;
    return blank != SIZE_MAX &&
           length_of(slice_sub(value, blank + 1, value.len), &size, &percent) && size < SCALE_MIN;
}

/* words - properties that are words: what must they be to show the text? */
static void words(struct opendocument_style *style, const struct xml_element *e)
{
    static const struct {
        const char *name;
        enum property property;
        const char *shows;
    } wanted[] = {{"text:display", SHOWN, "true"}, {"table:display", SHEET, "true"}};
    struct slice protection = xml_attribute(e, "style:cell-protect");
    struct slice position = xml_attribute(e, "style:text-position");

    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        struct slice value = xml_attribute(e, wanted[i].name);

        if (value.data != NULL)
            opendocument_style_say(style, wanted[i].property, !slice_is(value, wanted[i].shows));
    }
    if (protection.data != NULL)
        opendocument_style_say(style, CONTENT, slice_is(protection, "hidden-and-protected"));
    if (position.data != NULL)
        opendocument_style_say(style, POSITION, position_hides(position));
}

/* colour_of - "#112233"; any other word than that is none of its own */
static int32_t colour_of(struct slice value)
{
    if (value.data == NULL)
        return UNSAID;
    if (value.len != 7 || value.data[0] != '#')
        return COLOUR_AUTO;
    return (int32_t)strtoul((const char *)value.data + 1, NULL, 16);
}

/* colours - an automatic colour shows whatever its opacity: LibreOffice writes 0% beside it */
void opendocument_style_colours(struct opendocument_style *style, const struct xml_element *e)
{
    int32_t ground = colour_of(xml_attribute(e, "fo:background-color"));

    if (strcmp(e->name, "style:text-properties") == 0) {
        say_colour(&style->colours.colour, colour_of(xml_attribute(e, "fo:color")));
        say_colour(&style->colours.run_fill, ground);
        if (slice_is(xml_attribute(e, "style:use-window-font-color"), "true")) {
            style->colours.colour = COLOUR_AUTO;
            opendocument_style_say(style, OPACITY, false);
        }
    } else if (strcmp(e->name, "loext:graphic-properties") == 0) { /* the area of a paragraph */
        if (slice_is(xml_attribute(e, "draw:fill"), "solid"))
            say_colour(&style->colours.paragraph_fill,
                       colour_of(xml_attribute(e, "draw:fill-color")));
    } else if (strcmp(e->name, "style:paragraph-properties") == 0) {
        say_colour(&style->colours.paragraph_fill, ground);
    } else if (strcmp(e->name, "style:table-cell-properties") == 0) {
        say_colour(&style->colours.cell_fill, ground);
    } else {
        say_colour(&style->colours.table_fill, ground);
    }
}

static bool is_properties(const char *name)
{
    /* clang-format off */
    static const char *const names[] = {
        "loext:graphic-properties",    "style:text-properties",
        "style:paragraph-properties",  "style:table-properties",
        "style:table-row-properties",  "style:table-cell-properties",
        "style:table-column-properties"};
    /* clang-format on */

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

void opendocument_style_properties(struct opendocument_style *style, const struct xml_element *e)
{
    if (!is_properties(e->name))
        return;
    lengths(style, e);
    hanging(style, e);
    words(style, e);
    opendocument_style_colours(style, e);
}
