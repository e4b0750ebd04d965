/*
 * format - the table of document formats, and what a reader of one gives
 *
 * A reader walks the whole document and reports every piece of it: an entry (label, value), a
 * heading or other free text, or a finding. What it does not understand it reports as a finding:
 * nothing is passed over. A new format is one file in this folder and one line in the table.
 */
#ifndef INSPECT_FORMAT_FORMAT_H
#define INSPECT_FORMAT_FORMAT_H

#include "inspect/verdict.h"

/* X(enumerator, name and file name extension) */
#define FORMATS(X)         \
    X(FORMAT_TXT, "txt")   \
    X(FORMAT_CSV, "csv")   \
    X(FORMAT_VCF, "vcf")   \
    X(FORMAT_JSON, "json") \
    X(FORMAT_XLSX, "xlsx") \
    X(FORMAT_DOCX, "docx") \
    X(FORMAT_ODS, "ods")   \
    X(FORMAT_ODT, "odt")

#define FORMAT_ENUMERATOR(id, name) id,
enum format { FORMAT_NONE, FORMATS(FORMAT_ENUMERATOR) FORMAT_COUNT };
#undef FORMAT_ENUMERATOR

const char *format_name(enum format format);        /* NULL for FORMAT_NONE */
enum format format_by_name(struct slice name);      /* any ASCII case; FORMAT_NONE when unknown */
enum format format_by_file_name(struct slice name); /* by what stands after the last dot */
/* format_readable - is there a reader for it in this build? Others are refused as content-format.
 */
bool format_readable(enum format format);

struct referral_sink; /* see inspect/referral.h */

struct format_reader {
    /* read - false only when memory ran out; everything wrong with the document is a finding in the
     * sink */
    bool (*read)(struct slice file, struct referral_sink *sink);
};
/* format_reader - NULL when format_readable() is false */
const struct format_reader *format_reader(enum format format);

bool format_txt_read(struct slice file, struct referral_sink *sink);
bool format_csv_read(struct slice file, struct referral_sink *sink);
bool format_vcf_read(struct slice file, struct referral_sink *sink);
bool format_json_read(struct slice file, struct referral_sink *sink);
bool format_xlsx_read(struct slice file, struct referral_sink *sink);
bool format_docx_read(struct slice file, struct referral_sink *sink);
bool format_ods_read(struct slice file, struct referral_sink *sink);
bool format_odt_read(struct slice file, struct referral_sink *sink);

#endif
