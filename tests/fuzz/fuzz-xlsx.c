#include "inspect/format/ooxml-sharepoint.h"
#include "inspect/format/xlsx.h"

#include "document-fuzz.h"
#include "part-fuzz.h"
#include "xml-mutate.h"

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
                                        "xl/theme/theme1.xml",
                                        "docProps/core.xml",
                                        "docMetadata/LabelInfo.xml",
                                        "xl/tables/table1.xml",
                                        "xl/printerSettings/printerSettings1.bin",
                                        "customXml/item1.xml",
                                        "customXml/item2.xml",
                                        "customXml/item3.xml",
                                        "customXml/item4.xml",
                                        "customXml/itemProps3.xml",
                                        NULL};

    return fuzz_part(FORMAT_XLSX, "excel-sharepoint.xlsx", parts, data, size);
}

size_t LLVMFuzzerCustomMutator(unsigned char *data, size_t size, size_t max_size, unsigned seed)
{
    static const struct vocabulary *const vocabularies[] = {&xlsx_sheet_words, &xlsx_book_words,
                                                            &xlsx_style_words, &xlsx_string_words,
                                                            &xlsx_table_words, NULL};
    static const struct vocabulary *const custom[] = {&sharepoint_words, NULL};
    static const struct xml_known known = {LLVMFuzzerMutate, xlsx_namespaces, vocabularies};
    static const struct xml_known library = {LLVMFuzzerMutate, sharepoint_namespaces, custom};

    return xml_mutate(data, size, max_size, seed, seed % 4 == 0 ? &library : &known);
}
