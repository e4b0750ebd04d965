/*
 * docx-look.c - is a text there to be seen?
 *
 * Sizes are half points, distances twentieths of a point (ECMA-376 part 1, 17.3 and 17.18).
 */
#include "inspect/format/docx.h"

#include <stdlib.h>
#include <string.h>

enum {
    SIZE_MIN = 8,        /* 4 pt */
    SCALE_MIN = 33,      /* % of a character's width */
    RAISE_MAX = 100,     /* half points up or down */
    SQUEEZE_MAX = 60,    /* between characters */
    LINE_MIN = 80,       /* of an exact line or row */
    INDENT_MIN = -2000,  /* about the margin of the page */
    INDENT_MAX = 9000,   /* within a page of A4 */
    TINT_MIN = 24,       /* of 255; below it white */
    COLOUR_DISTANCE = 72 /* of two colours, their three parts added up */
};

void docx_look_clear(struct docx_look *look)
{
    *look = (struct docx_look){COLOUR_AUTO, COLOUR_AUTO, COLOUR_AUTO, COLOUR_AUTO, COLOUR_AUTO};
}

/* number_of - the attribute as a number; fallback when it is absent or is none */
static long number_of(const struct xml_element *e, const char *name, long fallback)
{
    struct slice value = xml_attribute(e, name);
    char *end;
    long number;

    if (value.len == 0)
        return fallback;
    number = strtol((const char *)value.data, &end, 10);
    return end == (const char *)value.data ? fallback : number;
}

static bool is_on(const struct xml_element *e)
{
    struct slice value = xml_attribute(e, "w:val");

    return !slice_is(value, "0") && !slice_is(value, "false") && !slice_is(value, "off");
}

static int32_t colour_of(struct slice value)
{
    char *end;
    unsigned long number;

    if (value.len != 6)
        return COLOUR_AUTO;
    number = strtoul((const char *)value.data, &end, 16);
    return end == (const char *)value.data + 6 ? (int32_t)number : COLOUR_AUTO;
}

/* is_light - the colours of the theme that are the ground */
static bool is_light(struct slice theme)
{
    return slice_is(theme, "background1") || slice_is(theme, "light1") ||
           slice_is(theme, "background2") || slice_is(theme, "light2");
}

/* themed - a colour of the theme: a shade is black over a light one, a strong tint is white over
 * any; else as it is said beside it. Both are 255 where nothing is laid over. */
static int32_t themed(struct slice theme, struct slice shade, struct slice tint, struct slice said)
{
    long left = shade.len == 0 ? 255 : strtol((const char *)shade.data, NULL, 16);

    if (is_light(theme))
        return (int32_t)(left & 255) * 0x010101;
    if (tint.len > 0 && strtol((const char *)tint.data, NULL, 16) < TINT_MIN)
        return 0xFFFFFF;
    return colour_of(said);
}

static int32_t text_colour(const struct xml_element *e)
{
    return themed(xml_attribute(e, "w:themeColor"), xml_attribute(e, "w:themeShade"),
                  xml_attribute(e, "w:themeTint"), xml_attribute(e, "w:val"));
}

static int32_t fill_colour(const struct xml_element *e)
{
    struct slice pattern = xml_attribute(e, "w:val");

    if (slice_is(pattern, "solid"))
        return colour_of(xml_attribute(e, "w:color"));
    return themed(xml_attribute(e, "w:themeFill"), xml_attribute(e, "w:themeFillShade"),
                  xml_attribute(e, "w:themeFillTint"), xml_attribute(e, "w:fill"));
}

static int32_t highlight_colour(struct slice name)
{
    static const struct {
        const char *name;
        int32_t colour;
    } colours[] = {{"black", 0},           {"blue", 0x0000FF},
                   {"cyan", 0x00FFFF},     {"darkBlue", 0x00008B},
                   {"darkCyan", 0x008B8B}, {"darkGray", 0xA9A9A9},
                   {"darkGreen", 0x6400},  {"darkMagenta", 0x800080},
                   {"darkRed", 0x8B0000},  {"darkYellow", 0x808000},
                   {"green", 0x00FF00},    {"lightGray", 0xD3D3D3},
                   {"magenta", 0xFF00FF},  {"red", 0xFF0000},
                   {"white", 0xFFFFFF},    {"yellow", 0xFFFF00}};

    for (size_t i = 0; i < sizeof colours / sizeof colours[0]; i++)
        if (slice_is(name, colours[i].name))
            return colours[i].colour;
    return COLOUR_AUTO;
}

static void shade(struct docx_look *look, const struct xml_element *e, const char *parent)
{
    int32_t colour = fill_colour(e);

    if (strcmp(parent, "w:rPr") == 0)
        look->run_fill = colour;
    else if (strcmp(parent, "w:pPr") == 0)
        look->paragraph_fill = colour;
    else if (strcmp(parent, "w:tcPr") == 0)
        look->cell_fill = colour;
    else
        look->table_fill = colour;
}

static bool tiny_line(const struct xml_element *e, const char *rule, const char *value)
{
    return slice_is(xml_attribute(e, rule), "exact") && number_of(e, value, 0) < LINE_MIN;
}

/* spacing - of characters or of lines, by the element around it */
static bool spacing(const struct xml_element *e)
{
    return labs(number_of(e, "w:val", 0)) > SQUEEZE_MAX ||
           (number_of(e, "w:line", 240) < LINE_MIN && number_of(e, "w:line", 240) >= 0 &&
            !slice_is(xml_attribute(e, "w:lineRule"), "atLeast")) ||
           tiny_line(e, "w:lineRule", "w:line");
}

static bool indent(const struct xml_element *e)
{
    static const char *const sides[] = {"w:left", "w:start",     "w:right",
                                        "w:end",  "w:firstLine", "w:hanging"};

    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        long side = number_of(e, sides[i], 0);

        if (side < INDENT_MIN || side > INDENT_MAX)
            return true;
    }
    return false;
}

bool docx_look_property(struct docx_look *look, const struct xml_element *e, const char *parent)
{
    const char *name = e->name;

    if (strcmp(name, "w:vanish") == 0 || strcmp(name, "w:webHidden") == 0 ||
        strcmp(name, "w:specVanish") == 0)
        return is_on(e);
    if (strcmp(name, "w:hidden") == 0)
        return strcmp(parent, "w:trPr") == 0 && is_on(e);
    if (strcmp(name, "w:color") == 0 && strcmp(parent, "w:rPr") == 0)
        look->colour = text_colour(e);
    else if (strcmp(name, "w:highlight") == 0)
        look->run_fill = highlight_colour(xml_attribute(e, "w:val"));
    else if (strcmp(name, "w:shd") == 0)
        shade(look, e, parent);
    else if (strcmp(name, "w:sz") == 0)
        return number_of(e, "w:val", 0) < SIZE_MIN;
    else if (strcmp(name, "w:w") == 0)
        return number_of(e, "w:val", 100) < SCALE_MIN;
    else if (strcmp(name, "w:position") == 0)
        return labs(number_of(e, "w:val", 0)) > RAISE_MAX;
    else if (strcmp(name, "w:spacing") == 0)
        return spacing(e);
    else if (strcmp(name, "w:ind") == 0)
        return indent(e);
    else if (strcmp(name, "w:trHeight") == 0)
        return tiny_line(e, "w:hRule", "w:val");
    return false;
}

static int32_t ground(const struct docx_look *look)
{
    const int32_t fills[] = {look->run_fill, look->paragraph_fill, look->cell_fill,
                             look->table_fill};

    for (size_t i = 0; i < sizeof fills / sizeof fills[0]; i++)
        if (fills[i] != COLOUR_AUTO)
            return fills[i];
    return 0xFFFFFF;
}

/* An automatic colour is black or white, whatever can be read on the shade; a highlight is not
 * looked at for that, but only the darkest ones hide black. */
bool docx_look_hides(const struct docx_look *look)
{
    int32_t colour = look->colour, fill = ground(look);
    int distance = 0;

    if (colour == COLOUR_AUTO) {
        if (look->run_fill == COLOUR_AUTO)
            return false;
        colour = 0;
    }
    for (int shift = 0; shift <= 16; shift += 8)
        distance += abs((int)(colour >> shift & 0xFF) - (int)(fill >> shift & 0xFF));
    return distance < COLOUR_DISTANCE;
}
