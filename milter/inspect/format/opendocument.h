/*
 * opendocument - what text documents and spreadsheets share (private to o*.c)
 *
 * OpenDocument 1.3 (ISO/IEC 26300), as LibreOffice writes it: the package with its list of parts,
 * properties, settings and picture (opendocument.c, -parts.c, -picture.c), styles and how text
 * looks in them (-styles.c, -look.c), headers and footers (-margins.c), paragraphs (-paragraph.c),
 * and the vocabulary of all that (-words.c). odt*.c and ods*.c read the body.
 */
#ifndef INSPECT_FORMAT_OPENDOCUMENT_H
#define INSPECT_FORMAT_OPENDOCUMENT_H

#include "base/buffer.h"
#include "inspect/format/docx.h"
#include "inspect/format/lines.h"
#include "inspect/format/package.h"
#include "inspect/format/vocabulary.h"

enum {
    OPENDOCUMENT_STYLES_MAX = 4096,
    OPENDOCUMENT_PARENTS_MAX = 16, /* styles above a style */
    OPENDOCUMENT_MAIL_MAX = 400,
    /* A blank element stands for up to so many blanks, one more than a line may have in a row: so
     * the text of a paragraph is longer than its part, but always below OPENDOCUMENT_TEXT_MAX
     * bytes. A part in UTF-16 grows by half. */
    OPENDOCUMENT_BLANKS_MAX = LINES_BLANKS_MAX + 1,
    OPENDOCUMENT_TEXT_MAX = 2 * PACKAGE_PART_BYTES_MAX + XML_ELEMENTS_MAX * OPENDOCUMENT_BLANKS_MAX,
    OPENDOCUMENT_PICTURE_SIDE_MAX = 512 /* pixels; LibreOffice makes the longer side so long */
};

extern const struct xml_namespace opendocument_namespaces[];
extern const struct vocabulary opendocument_words;
extern const char *const opendocument_folders[]; /* that may be empty; ends in NULL */

struct opendocument_styles;

struct opendocument {
    struct package *package;
    struct referral_sink *sink;
    const struct opendocument_kind *kind;
    struct opendocument_styles *styles;
    /* names, each with a line feed behind it */
    struct buffer sheets;
    struct buffer shown; /* in headers and footers as those of sheets, to be compared at the end */
};

struct opendocument_kind {
    const char *media_type; /* of the package */
    /* read - content.xml; false only without memory */
    bool (*read)(struct opendocument *document, struct slice content);
};

/* opendocument_read - the whole package; false only without memory */
bool opendocument_read(struct slice file, const struct opendocument_kind *kind,
                       struct referral_sink *sink);
/* opendocument_has_sheet - is it the name of a sheet? */
bool opendocument_has_sheet(const struct opendocument *document, struct slice name);

/* opendocument_element - checks an element by the words of the body, or by those that both kinds
 * share; false when it is in neither */
bool opendocument_element(const struct opendocument *document, const struct vocabulary *body,
                          const struct xml_element *element, struct place place);

/* Each reads a part; false only without memory */
bool opendocument_manifest(struct opendocument *document, struct slice content);
bool opendocument_meta(struct opendocument *document, struct slice content);
bool opendocument_settings(struct opendocument *document, struct slice content);
bool opendocument_rdf(struct opendocument *document, struct slice content);
/* opendocument_margins - styles.xml: styles, and headers and footers with page numbers, names of
 * sheets, fixed text and little else */
bool opendocument_margins(struct opendocument *document, struct slice content);

/* opendocument_picture - Thumbnails/thumbnail.png, if there is one; content-hidden unless it is a
 * plain picture of the size that LibreOffice makes, and of the same save as the text. Pixels are
 * not read. False only without memory. */
bool opendocument_picture(struct opendocument *document);
/* opendocument_picture_plain - is the PNG one picture, in full, and nothing else? False only
 * without memory. */
bool opendocument_picture_plain(struct slice png, bool *plain_r);

/* --- styles --- */

struct opendocument_styles *opendocument_styles_new(struct referral_sink *sink);
void opendocument_styles_free(struct opendocument_styles *styles);
/* Elements of a part that defines styles, all of them in order. body: content.xml, whose automatic
 * styles are those of its text. False only without memory. */
bool opendocument_styles_start(struct opendocument_styles *styles,
                               const struct xml_element *element, bool body);
void opendocument_styles_end(struct opendocument_styles *styles, const char *name);
/* opendocument_styles_text - text within a style, as in a number format; taken: it is one */
void opendocument_styles_text(struct opendocument_styles *styles, struct slice text, bool *taken_r);

/* How text looks where it stands: each style lies over that of the element around it */
struct opendocument_look {
    struct docx_look colours;
    uint32_t hides; /* properties that hide the text */
    bool date;      /* a number shows as a date or a time */
};
void opendocument_look_clear(struct opendocument_look *look);
/* opendocument_look_wear - puts the style of a family ("paragraph") over it; one that is not
 * defined changes nothing but what the family's default says */
void opendocument_look_wear(struct opendocument_styles *styles, const char *family,
                            struct slice name, struct opendocument_look *look);
/* opendocument_look_hides - invisible, tiny, squeezed, off the page, in the colour of its ground?
 */
bool opendocument_look_hides(const struct opendocument_look *look);

/* opendocument_look_element - puts the style of an element around text over it */
void opendocument_look_element(struct opendocument_styles *styles,
                               const struct xml_element *element, struct opendocument_look *look);
/* opendocument_styles_unused - at the end of the text: its own styles that no text wore and that
 * would have hidden it are content-hidden */
void opendocument_styles_unused(const struct opendocument_styles *styles);

/* --- paragraphs --- */

enum opendocument_field {
    FIELD_NONE,
    FIELD_NUMBER,
    FIELD_SHEET,
    FIELD_TITLE,
    FIELD_MOMENT,
    FIELD_STRANGE /* not known where it stands */
};

/* A paragraph while it is read: text, blanks, line ends, fields of the program, mail links */
struct opendocument_paragraph {
    struct opendocument *document;
    struct buffer text;
    struct place place; /* for the reader to set */
    bool margin;        /* in a header or footer, where more fields are known */
    bool open;
    enum opendocument_field field;
    char mail[OPENDOCUMENT_MAIL_MAX + 1]; /* of the open link */
    size_t shown;                         /* where the text of the link begins */
};
void opendocument_paragraph_init(struct opendocument_paragraph *paragraph,
                                 struct opendocument *document);
void opendocument_paragraph_free(struct opendocument_paragraph *paragraph);
/* misplaced - an element of a paragraph where there is none, or in a field */
bool opendocument_paragraph_misplaced(const struct opendocument_paragraph *paragraph,
                                      const char *name);
/* The elements in a paragraph, and its text; false only without memory */
bool opendocument_paragraph_start(struct opendocument_paragraph *paragraph,
                                  const struct xml_element *element);
void opendocument_paragraph_end(struct opendocument_paragraph *paragraph, const char *name);
bool opendocument_paragraph_text(struct opendocument_paragraph *paragraph, struct slice text);
/* opendocument_is_paragraph - text:p or text:h? */
bool opendocument_is_paragraph(const char *name);

#endif
