#include "part-fuzz.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const char *const parts[] = {"xl/worksheets/sheet1.xml",
                                        "xl/workbook.xml",
                                        "xl/styles.xml",
                                        "xl/sharedStrings.xml",
                                        "docProps/app.xml",
                                        "docProps/custom.xml",
                                        "[Content_Types].xml",
                                        "xl/_rels/workbook.xml.rels",
                                        "xl/worksheets/_rels/sheet1.xml.rels",
                                        NULL};

    return fuzz_part(FORMAT_XLSX, "excel-table.xlsx", parts, data, size);
}
