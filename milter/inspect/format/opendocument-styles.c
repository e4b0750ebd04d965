/*
 * opendocument-styles.c - styles: does text in them show, and do numbers show as dates?
 *
 * A style takes what it does not say from its parent, and the last one from the default of its
 * family. Text is judged where it stands, in the looks of all elements around it. LibreOffice
 * writes no style of a text for itself that no text uses: one that would hide text is surplus.
 */
#include "inspect/format/opendocument-style.h"

#include <stdlib.h>
#include <string.h>

enum {
    WORDS_MAX = 3, /* letters of a number format: those of a currency */
    SLOTS = 2 * OPENDOCUMENT_STYLES_MAX,
    NAMES_MAX = OPENDOCUMENT_STYLES_MAX * 256,
    MARK_MAX = 48,   /* bytes of what a list shows before a text */
    WHITE = 0xFFFFFF /* the one light colour that a number format can have */
};

struct opendocument_styles {
    struct referral_sink *sink;
    struct buffer names; /* "family:name" of each style, the parents, the formats */
    struct opendocument_style all[OPENDOCUMENT_STYLES_MAX];
    size_t count;
    uint16_t slots[SLOTS]; /* index from 1, by the hash of the name */
    struct opendocument_style *open;
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

static bool is_named(const struct opendocument_styles *s, const struct opendocument_style *style,
                     bool body, const char *family, struct slice name)
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
static struct opendocument_style *style_of(const struct opendocument_styles *s, bool body,
                                           const char *family, struct slice name)
{
    uint16_t index = s->slots[slot_of(s, body, family, name)];

    if (index == 0 && body)
        index = s->slots[slot_of(s, false, family, name)];
    return index == 0 ? NULL : (struct opendocument_style *)(uintptr_t)&s->all[index - 1];
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
    struct opendocument_style *style;

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
    const struct opendocument_style *other;
    struct slice value;

    if (strcmp(e->name, "number:text") == 0 || strcmp(e->name, "number:fill-character") == 0)
        return;
    if (strcmp(e->name, "style:text-properties") == 0) {
        opendocument_style_colours(s->open, e);
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
        opendocument_style_say(s->open, NUMBER, true);
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

/* marks - what a list shows before a text, or a line through one is made of: numbers of levels,
 * marks, a bullet; at most one letter */
static void marks(const struct opendocument_styles *s, const struct xml_element *e)
{
    static const char *const names[] = {"style:num-prefix",  "style:num-suffix",
                                        "text:bullet-char",  "loext:num-list-format",
                                        "style:leader-text", "style:text-line-through-text"};

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

/* decimals - what stands for decimals that are not there: "-" or "--" */
static void decimals(const struct opendocument_styles *s, const struct xml_element *e)
{
    struct slice value = xml_attribute(e, "number:decimal-replacement");

    if (value.len > 2)
        sink_hidden(s->sink, value, place_none());
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
    decimals(s, e);
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
    } else if (strcmp(e->name, "style:map") == 0) { /* another look on a condition */
        sink_finding(s->sink, REASON_CONTENT_HIDDEN, place_none());
    } else if (s->open != NULL) {
        opendocument_style_properties(s->open, e);
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
        opendocument_style_say(s->open, NUMBER, true);
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
static void add_parent(struct opendocument_style *style, const struct opendocument_style *parent)
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
static struct opendocument_style inherited(const struct opendocument_styles *s, const char *family,
                                           const struct opendocument_style *at)
{
    struct opendocument_style sum = {.colours = {UNSAID, UNSAID, UNSAID, UNSAID, UNSAID}};

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

/* put_on - lays the sum of a style and those above it over the look */
static void put_on(const struct opendocument_styles *s, const struct opendocument_style *sum,
                   struct opendocument_look *look)
{
    const struct opendocument_style *format =
        sum->format_len == 0
            ? NULL
            : style_of(s, sum->body, "number", name_at(s, sum->format, sum->format_len));

    look->hides = (look->hides & ~sum->said) | sum->hides;
    say_colour(&look->colours.colour, sum->colours.colour);
    say_colour(&look->colours.run_fill, sum->colours.run_fill);
    say_colour(&look->colours.paragraph_fill, sum->colours.paragraph_fill);
    say_colour(&look->colours.cell_fill, sum->colours.cell_fill);
    say_colour(&look->colours.table_fill, sum->colours.table_fill);
    if (format != NULL) {
        look->hides |= format->hides;
        look->date = format->date;
        say_colour(&look->colours.colour, format->colours.colour);
    }
}

void opendocument_look_wear(struct opendocument_styles *s, const char *family, struct slice name,
                            struct opendocument_look *look)
{
    struct opendocument_style *style = style_of(s, true, family, name);
    struct opendocument_style sum = inherited(s, family, style);

    if (style != NULL)
        style->used = true;
    put_on(s, &sum, look);
}

void opendocument_styles_unused(const struct opendocument_styles *s)
{
    static const char *const families[] = {"text", "paragraph"};

    for (size_t i = 0; i < 2 * s->count; i++) {
        const struct opendocument_style *style = &s->all[i / 2];
        const char *family = families[i % 2];
        struct slice name = name_at(s, style->name, style->name_len);
        struct opendocument_look look;
        struct opendocument_style sum;

        if (!style->body || style->used || !slice_starts(name, family) ||
            slice_find_byte(name, ':', 0) != strlen(family))
            continue;
        sum = inherited(s, family, style);
        opendocument_look_clear(&look);
        put_on(s, &sum, &look);
        if (opendocument_look_hides(&look))
            sink_finding(s->sink, REASON_CONTENT_HIDDEN, place_none());
    }
}

void opendocument_look_element(struct opendocument_styles *s, const struct xml_element *e,
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
