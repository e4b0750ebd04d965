/*
 * ods - the body of a spreadsheet (private to ods*.c)
 */
#ifndef INSPECT_FORMAT_ODS_H
#define INSPECT_FORMAT_ODS_H

#include "inspect/format/opendocument.h"

enum {
    ODS_SHEETS_MAX = 16,
    ODS_COLUMNS_MAX = 16384,
    ODS_ROWS_MAX = 1048576,
    ODS_CELL_BYTES_MAX = 2000, /* text of a cell */
    ODS_REPEATS_MAX = 1000     /* of a row that holds anything */
};

extern const struct vocabulary ods_words;

enum ods_type { ODS_TEXT, ODS_NUMBER, ODS_DATE, ODS_OTHER };

/* What a cell says by its attributes */
struct ods_value {
    enum ods_type type;
    char value[64];       /* office:value of a number */
    struct buffer string; /* office:string-value: text, which the cell must show */
    bool has_string;
};
/* ods_value_read - of a cell's element, into a value of ods_value_init(); false without memory */
void ods_value_init(struct ods_value *value);
void ods_value_free(struct ods_value *value);
bool ods_value_read(struct ods_value *value, const struct xml_element *cell);
/* ods_value_surplus - values of another type than the cell's are content-hidden */
void ods_value_surplus(const struct ods_value *value, const struct xml_element *cell,
                       struct referral_sink *sink, struct place place);
/* ods_value_shows - does the text that is shown say the digits of the number, and no word? */
bool ods_value_shows(struct slice number, struct slice shown);

/* ods_range - "Blad1.A1:Blad1.C3", of sheets that are listed as the document's; blanks part
 * several */
bool ods_range(const struct opendocument *document, struct slice range);

#endif
