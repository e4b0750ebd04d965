/*
 * odt-style.c - does a style of a text document hide text?
 */
#include "inspect/format/odt.h"

#include "inspect/format/docx.h"

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
    OPACITY_MIN = 50
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

/* beyond - is the length, or the percentage, outside of its bounds? */
static bool beyond(const struct xml_element *e, const char *name, double min, double max,
                   double min_percent)
{
    double length;
    bool percent;

    if (!length_of(xml_attribute(e, name), &length, &percent))
        return false;
    return percent ? length < min_percent : length < min || length > max;
}

static bool sizes(const struct xml_element *e)
{
    static const char *const names[] = {"fo:font-size", "style:font-size-asian",
                                        "style:font-size-complex", "style:font-size-rel"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (beyond(e, names[i], SIZE_MIN, 1000, SIZE_PERCENT_MIN))
            return true;
    return false;
}

/* position - "super 58%", "-33% 58%" */
static bool position(struct slice value)
{
    double size;
    bool percent;
    size_t blank = slice_find_byte(value, ' ', 0);

    if (value.len == 0)
        return false;
    if (length_of(value, &size, &percent) && (size > POSITION_MAX || size < -POSITION_MAX))
        return true;
    return blank != SIZE_MAX &&
           length_of(slice_sub(value, blank + 1, value.len), &size, &percent) && size < SCALE_MIN;
}

/* An automatic colour shows whatever its opacity: LibreOffice writes 0% beside it. */
static bool text_hides(const struct xml_element *e)
{
    struct slice display = xml_attribute(e, "text:display");

    return (display.len > 0 && !slice_is(display, "true")) || sizes(e) ||
           beyond(e, "style:text-scale", SCALE_MIN, 1000, SCALE_MIN) ||
           beyond(e, "fo:letter-spacing", -SQUEEZE_MAX, SQUEEZE_MAX * 10, -SQUEEZE_MAX) ||
           (!slice_is(xml_attribute(e, "style:use-window-font-color"), "true") &&
            beyond(e, "loext:opacity", OPACITY_MIN, 1000, OPACITY_MIN)) ||
           position(xml_attribute(e, "style:text-position"));
}

static bool paragraph_hides(const struct xml_element *e)
{
    static const char *const indents[] = {"fo:text-indent", "fo:margin-left", "fo:margin-right"};

    for (size_t i = 0; i < sizeof indents / sizeof indents[0]; i++)
        if (beyond(e, indents[i], INDENT_MIN, INDENT_MAX, -100))
            return true;
    return beyond(e, "fo:line-height", LINE_MIN, 1000, SIZE_PERCENT_MIN);
}

static void colour(struct slice value, int32_t *out)
{
    if (value.len == 7 && value.data[0] == '#')
        *out = (int32_t)strtoul((const char *)value.data + 1, NULL, 16);
}

bool odt_style_hides(const struct xml_element *e, struct docx_look *look)
{
    struct slice ground = xml_attribute(e, "fo:background-color");

    if (strcmp(e->name, "style:text-properties") == 0) {
        colour(xml_attribute(e, "fo:color"), &look->colour);
        colour(ground, &look->run_fill);
        return text_hides(e);
    }
    if (strcmp(e->name, "style:paragraph-properties") == 0) {
        colour(ground, &look->paragraph_fill);
        return paragraph_hides(e);
    }
    if (strcmp(e->name, "style:table-row-properties") == 0)
        return beyond(e, "style:row-height", LINE_MIN, 2000, 0);
    if (strcmp(e->name, "style:table-column-properties") == 0)
        return beyond(e, "style:column-width", LINE_MIN, 2000, 0);
    return false;
}
