/*
 * xlsx - the parts of a workbook (private to xlsx*.c)
 */
#ifndef INSPECT_FORMAT_XLSX_H
#define INSPECT_FORMAT_XLSX_H

#include "inspect/format/ooxml.h"
#include "inspect/format/spreadsheet.h"

enum {
    XLSX_SHEETS_MAX = 16,
    XLSX_STRINGS_MAX = 20000,
    XLSX_STYLES_MAX = 4096,
    XLSX_FONTS_MAX = 512, /* and fills, and number formats */
    XLSX_PALETTE_MAX = 64,
    XLSX_COLUMNS_MAX = 16384,
    XLSX_ROWS_MAX = 1048576
};

/* Namespaces of all parts of a workbook */
extern const struct xml_namespace xlsx_namespaces[];
extern const struct vocabulary xlsx_book_words, xlsx_sheet_words, xlsx_string_words,
    xlsx_style_words, xlsx_table_words;

/* A colour as the file says it */
struct xlsx_colour {
    enum { CELL_COLOUR_AUTO, CELL_COLOUR_RGB, CELL_COLOUR_THEME, CELL_COLOUR_INDEXED } kind;
    uint32_t value;
    double tint;
};

struct xlsx_font {
    struct xlsx_colour colour;
    bool tiny; /* below 4 points */
};

struct xlsx_fill {
    bool solid;
    struct xlsx_colour front, back;
};

struct xlsx_number_format {
    uint32_t id;
    bool date, hides;
};

/* What the style of a cell does to its text */
struct xlsx_style {
    uint32_t number_format, font, fill;
    bool date;   /* a number is shown as a date or a time */
    bool hidden; /* the text is not to be seen: colour of the ground, tiny, a format of nothing */
};

struct xlsx_styles {
    struct xlsx_font fonts[XLSX_FONTS_MAX];
    struct xlsx_fill fills[XLSX_FONTS_MAX];
    struct xlsx_number_format formats[XLSX_FONTS_MAX];
    struct xlsx_style styles[XLSX_STYLES_MAX];
    size_t font_count, fill_count, format_count, style_count;
    uint32_t palette[XLSX_PALETTE_MAX];
    size_t palette_count; /* of the file's own */
    uint32_t theme[OOXML_THEME_COLOURS];
    bool others_hide; /* a format of tables could hide a text: by colour, ground, size or number */
};

/* xlsx_styles_read - part may be NULL; false only without memory. The theme stands in it already.
 */
bool xlsx_styles_read(struct ooxml *ooxml, const struct package_part *part,
                      struct xlsx_styles *styles);
/* xlsx_number_format - what a format code does. False: it holds words, or digits of its own. */
bool xlsx_number_format(struct slice code, bool *date_r, bool *hides_r);
/* xlsx_built_in_date - does the format that has this number and no code show a date or a time? */
bool xlsx_built_in_date(uint32_t id);
/* xlsx_colour - of an element with the attributes auto, rgb, theme, indexed, tint */
struct xlsx_colour xlsx_colour(const struct xml_element *element);
/* xlsx_faint - hard to see on white? */
bool xlsx_faint(const struct xlsx_styles *styles, const struct xlsx_colour *colour);

struct xlsx_string {
    size_t offset, len;
    bool hidden; /* a run of it is faint or tiny */
    bool used;
};

struct xlsx_strings {
    struct xlsx_string *all;
    size_t count;
    struct buffer text;
};

/* xlsx_strings_read - part may be NULL; false only without memory */
bool xlsx_strings_read(struct ooxml *ooxml, const struct package_part *part,
                       const struct xlsx_styles *styles, struct xlsx_strings *strings);
/* xlsx_strings_close - those that no cell used are findings; frees and wipes */
void xlsx_strings_close(struct ooxml *ooxml, struct xlsx_strings *strings);

/* xlsx_header_footer - nothing but page numbers and names that Excel fills in, and their words? */
bool xlsx_header_footer(struct slice text);

/* xlsx_tiny - a size in points that nobody reads: below 4 */
bool xlsx_tiny(struct slice points);
/* xlsx_run_hidden - a property of a run of text that makes it faint or tiny */
bool xlsx_run_hidden(const struct xlsx_styles *styles, const struct xml_element *element);
/* xlsx_reference - "B3"; false when it is none */
bool xlsx_reference(struct slice ref, uint32_t *row_r, uint32_t *column_r);

/* xlsx_table_read - a part that makes cells of a sheet a table; is_cell says whether a cell holds a
 * text. False only without memory. */
bool xlsx_table_read(struct ooxml *ooxml, const struct package_part *part,
                     const struct xlsx_styles *styles,
                     bool (*is_cell)(void *context, struct slice text), void *context);
/* xlsx_sheet_read - sheet `number`, from 1, to the sink; false only without memory */
bool xlsx_sheet_read(struct ooxml *ooxml, const struct package_part *part, uint32_t number,
                     const struct xlsx_styles *styles, struct xlsx_strings *strings);

#endif
