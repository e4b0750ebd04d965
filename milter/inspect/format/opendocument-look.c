/*
 * opendocument-look.c - styles: does text in them show, and do numbers show as dates?
 *
 * A style takes what it does not say from its parent, and the last one from the default of its
 * family. Text is judged where it stands, in the looks of all elements around it; a style that
 * nothing uses hides nothing.
 */
#include "inspect/format/opendocument.h"

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
    LENGTH_MAX = 5000,
    WORDS_MAX = 3, /* letters of a number format: those of a currency */
    SLOTS = 2 * OPENDOCUMENT_STYLES_MAX,
    NAMES_MAX = OPENDOCUMENT_STYLES_MAX * 256,
    MARK_MAX = 48,    /* bytes of what a list shows before a text */
    WHITE = 0xFFFFFF, /* the one light colour that a number format can have */
    UNSAID = -2       /* a colour */
};

/* Properties that may hide text, as bits of `said` and `hides` */
enum property {
    SHOWN,
    SIZE,
    SIZE_ASIAN,
    SIZE_COMPLEX,
    SIZE_RELATIVE,
    SCALE,
    SPACING,
    OPACITY,
    POSITION,
    INDENT,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    LINE,
    ROW,
    COLUMN,
    SHEET,
    CONTENT,
    NUMBER /* by its format */
};

struct style {
    size_t name, name_len, parent, parent_len, format, format_len; /* in names */
    uint32_t said, hides;
    struct docx_look colours; /* UNSAID where it says nothing */
    bool body;                /* of content.xml */
    bool date, shows;         /* of a number format */
    unsigned letters;
};

struct opendocument_styles {
    struct referral_sink *sink;
    struct buffer names; /* "family:name" of each style, the parents, the formats */
    struct style all[OPENDOCUMENT_STYLES_MAX];
    size_t count;
    uint16_t slots[SLOTS]; /* index from 1, by the hash of the name */
    struct style *open;
    bool body;      /* content.xml is being read, else styles.xml */
    bool in_format; /* the open one is a number format */
    bool foreign;   /* automatic styles of styles.xml: those of headers and footers */
};

struct opendocument_styles *opendocument_styles_new(struct referral_sink *sink)
{
    struct opendocument_styles *s = calloc(1, sizeof *s);

    if (s != NULL) {
        s->sink = sink;
        buffer_init(&s->names, NAMES_MAX);
    }
    return s;
}

void opendocument_styles_free(struct opendocument_styles *s)
{
    if (s != NULL)
        buffer_free(&s->names);
    free(s);
}

/* --- names --- */

static struct slice name_at(const struct opendocument_styles *s, size_t offset, size_t len)
{
    return slice_sub(buffer_slice(&s->names), offset, len);
}

static uint32_t hash_of(bool body, const char *family, struct slice name)
{
    uint32_t hash = 2166136261u + body; /* FNV-1a */

    for (; *family != '\0'; family++)
        hash = (hash ^ (unsigned char)*family) * 16777619u;
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ name.data[i]) * 16777619u;
    return hash;
}

static bool is_named(const struct opendocument_styles *s, const struct style *style, bool body,
                     const char *family, struct slice name)
{
    struct slice full = name_at(s, style->name, style->name_len);
    size_t len = strlen(family);

    return style->body == body && slice_starts(full, family) && full.len == len + 1 + name.len &&
           slice_equal(slice_sub(full, len + 1, name.len), name);
}

/* slot_of - where the style is in slots, or would be */
static size_t slot_of(const struct opendocument_styles *s, bool body, const char *family,
                      struct slice name)
{
    size_t at = hash_of(body, family, name) % SLOTS;

    while (s->slots[at] != 0 && !is_named(s, &s->all[s->slots[at] - 1], body, family, name))
        at = (at + 1) % SLOTS;
    return at;
}

/* style_of - for a user in content.xml its own styles go first */
static const struct style *style_of(const struct opendocument_styles *s, bool body,
                                    const char *family, struct slice name)
{
    uint16_t index = s->slots[slot_of(s, body, family, name)];

    if (index == 0 && body)
        index = s->slots[slot_of(s, false, family, name)];
    return index == 0 ? NULL : &s->all[index - 1];
}

static bool keep(struct opendocument_styles *s, struct slice text, size_t *offset_r, size_t *len_r)
{
    *offset_r = s->names.len;
    *len_r = text.len;
    return buffer_append_slice(&s->names, text);
}

/* begin - a style of the family; a second one of its name, and one too many, is a finding */
static bool begin(struct opendocument_styles *s, const char *family, struct slice name)
{
    size_t slot = slot_of(s, s->body, family, name);
    struct style *style;

    if (s->slots[slot] != 0 || s->count >= OPENDOCUMENT_STYLES_MAX) {
        sink_finding(s->sink, REASON_CONTENT_HIDDEN, place_none());
        return true;
    }
    style = &s->all[s->count++];
    s->slots[slot] = (uint16_t)s->count;
    style->body = s->body;
    style->colours = (struct docx_look){UNSAID, UNSAID, UNSAID, UNSAID, UNSAID};
    s->open = style;
    style->name = s->names.len;
    if (!buffer_append_string(&s->names, family) || !buffer_append_byte(&s->names, ':') ||
        !buffer_append_slice(&s->names, name))
        return false;
    style->name_len = s->names.len - style->name;
    return true;
}

/* --- properties --- */

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

static void say(struct style *style, enum property property, bool hides)
{
    uint32_t bit = UINT32_C(1) << property;

    style->said |= bit;
    style->hides = hides ? style->hides | bit : style->hides & ~bit;
}

/* lengths - those with bounds */
static void lengths(struct style *style, const struct xml_element *e)
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
            say(style, bounds[i].property,
                percent ? length < bounds[i].min_percent
                        : length < bounds[i].min || length > bounds[i].max);
    }
}

/* hanging - a first line that hangs out starts from the margin */
static void hanging(struct style *style, const struct xml_element *e)
{
    double left, indent;
    bool percent;

    if (length_of(xml_attribute(e, "fo:margin-left"), &left, &percent) && !percent && left > 0 &&
        length_of(xml_attribute(e, "fo:text-indent"), &indent, &percent) && !percent && indent < 0)
        say(style, INDENT, left + indent < INDENT_MIN);
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
static void words(struct style *style, const struct xml_element *e)
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
            say(style, wanted[i].property, !slice_is(value, wanted[i].shows));
    }
    if (protection.data != NULL)
        say(style, CONTENT, slice_is(protection, "hidden-and-protected"));
    if (position.data != NULL)
        say(style, POSITION, position_hides(position));
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

static void say_colour(int32_t *colour, int32_t said)
{
    if (said != UNSAID)
        *colour = said;
}

/* colours - an automatic colour shows whatever its opacity: LibreOffice writes 0% beside it */
static void colours(struct style *style, const struct xml_element *e)
{
    int32_t ground = colour_of(xml_attribute(e, "fo:background-color"));

    if (strcmp(e->name, "style:text-properties") == 0) {
        say_colour(&style->colours.colour, colour_of(xml_attribute(e, "fo:color")));
        say_colour(&style->colours.run_fill, ground);
        if (slice_is(xml_attribute(e, "style:use-window-font-color"), "true")) {
            style->colours.colour = COLOUR_AUTO;
            say(style, OPACITY, false);
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
    static const char *const names[] = {"loext:graphic-properties",
                                        "style:text-properties",
                                        "style:paragraph-properties",
                                        "style:table-properties",
                                        "style:table-row-properties",
                                        "style:table-cell-properties",
                                        "style:table-column-"
                                        "properties"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* --- number formats --- */

static bool is_format(const char *name)
{
    size_t len = strlen(name);

    return strncmp(name, "number:", 7) == 0 && len > 13 && strcmp(name + len - 6, "-style") == 0;
}

/* condition - of a format for some numbers: "value()>=0" */
static bool is_condition(struct slice value)
{
    static const char front[] = "value()";

    if (!slice_starts(value, front) || value.len > 30)
        return false;
    for (size_t i = sizeof front - 1; i < value.len; i++)
        if (value.data[i] == '\0' || strchr("<>=!0123456789.-", value.data[i]) == NULL)
            return false;
    return true;
}

/* format_start - an element of the open number format */
static void format_start(struct opendocument_styles *s, const struct xml_element *e)
{
    struct slice value = xml_attribute(e, "number:decimal-replacement");
    const struct style *other;

    if (value.len > 2)
        sink_hidden(s->sink, value, place_none());
    if (strcmp(e->name, "number:text") == 0 || strcmp(e->name, "number:fill-character") == 0)
        return;
    if (strcmp(e->name, "style:text-properties") == 0) {
        colours(s->open, e);
        return;
    }
    if (strcmp(e->name, "style:map") != 0) {
        s->open->shows = true;
        return;
    }
    value = xml_attribute(e, "style:apply-style-name");
    if (!is_condition(xml_attribute(e, "style:condition")))
        sink_hidden(s->sink, xml_attribute(e, "style:condition"), place_none());
    else if ((other = style_of(s, s->body, "number", value)) == NULL || !other->shows ||
             other->colours.colour == WHITE)
        say(s->open, NUMBER, true);
}

/* opendocument_styles_text - separators and the letters of a currency; digits would change what a
 * number says */
void opendocument_styles_text(struct opendocument_styles *s, struct slice text, bool *taken_r)
{
    *taken_r = s->in_format && s->open != NULL;
    if (!*taken_r)
        return;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = text.data[i];

        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
            s->open->letters++;
        else if ((c >= '0' && c <= '9') || (c >= 0xC3 && c <= 0xDF))
            s->open->letters += WORDS_MAX + 1;
    }
    if (s->open->letters > WORDS_MAX || text.len > 16)
        sink_hidden(s->sink, text, place_none());
}

/* --- elements --- */

/* marks - what a list shows before a text: numbers of levels, marks, a bullet; at most one letter
 */
static void marks(const struct opendocument_styles *s, const struct xml_element *e)
{
    static const char *const names[] = {"style:num-prefix", "style:num-suffix", "text:bullet-char",
                                        "loext:num-list-format", "style:leader-text"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct slice value = xml_attribute(e, names[i]);
        size_t letters = 0;

        for (size_t k = 0; k < value.len; k++)
            letters += (value.data[k] >= 'a' && value.data[k] <= 'z') ||
                       (value.data[k] >= 'A' && value.data[k] <= 'Z') ||
                       (value.data[k] >= '0' && value.data[k] <= '9' &&
                        (k == 0 || value.data[k - 1] != '%')) ||
                       (value.data[k] >= 0xC3 && value.data[k] <= 0xDF);
        if (value.len > MARK_MAX || letters > 1)
            sink_hidden(s->sink, value, place_none());
    }
}

static bool style_start(struct opendocument_styles *s, const struct xml_element *e)
{
    char family[40];
    struct slice value = xml_attribute(e, "style:family");

    memset(family, 0, sizeof family);
    for (size_t i = 0; i < value.len && i + 1 < sizeof family; i++)
        family[i] = (char)value.data[i];
    if (!begin(s, family, xml_attribute(e, "style:name")))
        return false;
    return s->open == NULL || (keep(s, xml_attribute(e, "style:parent-style-name"),
                                    &s->open->parent, &s->open->parent_len) &&
                               keep(s, xml_attribute(e, "style:data-style-name"), &s->open->format,
                                    &s->open->format_len));
}

bool opendocument_styles_start(struct opendocument_styles *s, const struct xml_element *e,
                               bool body)
{
    s->body = body;
    marks(s, e);
    if (strcmp(e->name, "office:automatic-styles") == 0)
        s->foreign = !body;
    if (s->foreign)
        return true;
    if (strcmp(e->name, "style:style") == 0 || strcmp(e->name, "style:default-style") == 0)
        return style_start(s, e);
    if (is_format(e->name)) {
        s->in_format = true;
        if (!begin(s, "number", xml_attribute(e, "style:name")))
            return false;
        if (s->open != NULL)
            s->open->date = strcmp(e->name, "number:date-style") == 0 ||
                            strcmp(e->name, "number:time-style") == 0;
    } else if (s->open != NULL && s->in_format) {
        format_start(s, e);
    } else if (s->open != NULL && is_properties(e->name)) {
        lengths(s->open, e);
        hanging(s->open, e);
        words(s->open, e);
        colours(s->open, e);
    } else if (strcmp(e->name, "style:map") == 0) { /* another look on a condition */
        sink_finding(s->sink, REASON_CONTENT_HIDDEN, place_none());
    }
    return true;
}

void opendocument_styles_end(struct opendocument_styles *s, const char *name)
{
    if (strcmp(name, "office:automatic-styles") == 0)
        s->foreign = false;
    if (strcmp(name, "style:style") != 0 && strcmp(name, "style:default-style") != 0 &&
        !is_format(name))
        return;
    if (s->open != NULL && s->in_format && !s->open->shows)
        say(s->open, NUMBER, true);
    s->open = NULL;
    s->in_format = false;
}

/* --- looks --- */

void opendocument_look_clear(struct opendocument_look *look)
{
    *look = (struct opendocument_look){.hides = 0};
    docx_look_clear(&look->colours);
}

/* add_parent - what the style above says and the style does not */
static void add_parent(struct style *style, const struct style *parent)
{
    const int32_t above[] = {parent->colours.colour, parent->colours.run_fill,
                             parent->colours.paragraph_fill, parent->colours.cell_fill,
                             parent->colours.table_fill};
    int32_t *const own[] = {&style->colours.colour, &style->colours.run_fill,
                            &style->colours.paragraph_fill, &style->colours.cell_fill,
                            &style->colours.table_fill};

    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (*own[i] == UNSAID)
            *own[i] = above[i];
    style->hides |= parent->hides & ~style->said;
    style->said |= parent->said;
    if (style->format_len == 0) {
        style->format = parent->format;
        style->format_len = parent->format_len;
        style->body = parent->body;
    }
}

/* inherited - the style with all that it takes from those above it */
static struct style inherited(const struct opendocument_styles *s, const char *family,
                              struct slice name)
{
    struct style sum = {.colours = {UNSAID, UNSAID, UNSAID, UNSAID, UNSAID}};
    const struct style *at = style_of(s, true, family, name);

    for (unsigned i = 0; at != NULL && i < OPENDOCUMENT_PARENTS_MAX; i++) {
        add_parent(&sum, at);
        at = at->parent_len == 0
                 ? NULL
                 : style_of(s, false, family, name_at(s, at->parent, at->parent_len));
    }
    if (at != NULL) /* more parents than anybody has, or a ring of them */
        sum.hides |= UINT32_C(1) << CONTENT;
    if ((at = style_of(s, false, family, slice_of(NULL, 0))) != NULL)
        add_parent(&sum, at);
    return sum;
}

void opendocument_look_wear(const struct opendocument_styles *s, const char *family,
                            struct slice name, struct opendocument_look *look)
{
    struct style sum = inherited(s, family, name);
    const struct style *format =
        sum.format_len == 0
            ? NULL
            : style_of(s, sum.body, "number", name_at(s, sum.format, sum.format_len));

    look->hides = (look->hides & ~sum.said) | sum.hides;
    say_colour(&look->colours.colour, sum.colours.colour);
    say_colour(&look->colours.run_fill, sum.colours.run_fill);
    say_colour(&look->colours.paragraph_fill, sum.colours.paragraph_fill);
    say_colour(&look->colours.cell_fill, sum.colours.cell_fill);
    say_colour(&look->colours.table_fill, sum.colours.table_fill);
    if (format != NULL) {
        look->hides |= format->hides;
        look->date = format->date;
        say_colour(&look->colours.colour, format->colours.colour);
    }
}

void opendocument_look_element(const struct opendocument_styles *s, const struct xml_element *e,
                               struct opendocument_look *look)
{
    static const struct {
        const char *element, *family, *attribute;
    } elements[] = {{"text:p", "paragraph", "text:style-name"},
                    {"text:h", "paragraph", "text:style-name"},
                    {"text:span", "text", "text:style-name"},
                    {"text:a", "text", "text:style-name"},
                    {"table:table", "table", "table:style-name"},
                    {"table:table-row", "table-row", "table:style-name"},
                    {"table:table-cell", "table-cell", "table:style-name"},
                    {"table:covered-table-cell", "table-cell", "table:style-name"}};

    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
        if (strcmp(e->name, elements[i].element) == 0)
            opendocument_look_wear(s, elements[i].family, xml_attribute(e, elements[i].attribute),
                                   look);
}

bool opendocument_look_hides(const struct opendocument_look *look)
{
    return look->hides != 0 || docx_look_hides(&look->colours);
}
