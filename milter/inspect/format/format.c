/*
 * format.c - the table of document formats
 */
#include "inspect/format/format.h"

#include <stddef.h>

static const char *const names[FORMAT_COUNT] = {
#define FORMAT_NAME(id, text) [id] = text,
    FORMATS(FORMAT_NAME)
#undef FORMAT_NAME
};

static const struct format_reader readers[FORMAT_COUNT] = {
    [FORMAT_TXT] = {format_txt_read},   [FORMAT_CSV] = {format_csv_read},
    [FORMAT_VCF] = {format_vcf_read},   [FORMAT_JSON] = {format_json_read},
    [FORMAT_XLSX] = {format_xlsx_read}, [FORMAT_DOCX] = {format_docx_read},
    [FORMAT_ODS] = {format_ods_read},   [FORMAT_ODT] = {format_odt_read},
};

static bool in_table(enum format format)
{
    return format > FORMAT_NONE && format < FORMAT_COUNT;
}

const char *format_name(enum format format)
{
    return in_table(format) ? names[format] : NULL;
}

enum format format_by_name(struct slice name)
{
    for (unsigned i = FORMAT_NONE + 1; i < FORMAT_COUNT; i++)
        if (slice_is_nocase(name, names[i]))
            return (enum format)i;
    return FORMAT_NONE;
}

enum format format_by_file_name(struct slice name)
{
    size_t dot = name.len;

    while (dot > 0 && name.data[dot - 1] != '.')
        dot--;
    return dot == 0 ? FORMAT_NONE : format_by_name(slice_sub(name, dot, name.len - dot));
}

bool format_readable(enum format format)
{
    return format_reader(format) != NULL;
}

const struct format_reader *format_reader(enum format format)
{
    return in_table(format) && readers[format].read != NULL ? &readers[format] : NULL;
}
