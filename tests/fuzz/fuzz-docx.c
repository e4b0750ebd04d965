#include "inspect/format/docx.h"
#include "inspect/format/ooxml-sharepoint.h"

#include "document-fuzz.h"
#include "part-fuzz.h"
#include "xml-mutate.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const char *const parts[] = {"word/document.xml",
                                        "word/styles.xml",
                                        "word/settings.xml",
                                        "word/_rels/document.xml.rels",
                                        "word/footnotes.xml",
                                        "word/footer1.xml",
                                        "word/fontTable.xml",
                                        "word/theme/theme1.xml",
                                        "customXml/item1.xml",
                                        "docProps/core.xml",
                                        "docProps/app.xml",
                                        "docProps/custom.xml",
                                        "[Content_Types].xml",
                                        "word/webSettings.xml",
                                        "customXml/item2.xml",
                                        "customXml/item3.xml",
                                        "customXml/item4.xml",
                                        "customXml/item5.xml",
                                        "customXml/itemProps4.xml",
                                        "word/_rels/settings.xml.rels",
                                        NULL};

    return fuzz_part(FORMAT_DOCX, "word-sharepoint.docx", parts, data, size);
}

size_t LLVMFuzzerCustomMutator(unsigned char *data, size_t size, size_t max_size, unsigned seed)
{
    static const struct vocabulary *const vocabularies[] = {
        &docx_text_words, &docx_look_words, &docx_setting_words, &ooxml_theme_words, NULL};
    static const struct vocabulary *const custom[] = {&sharepoint_words, NULL};
    static const struct xml_known known = {LLVMFuzzerMutate, docx_namespaces, vocabularies};
    static const struct xml_known library = {LLVMFuzzerMutate, sharepoint_namespaces, custom};

    return xml_mutate(data, size, max_size, seed, seed % 4 == 0 ? &library : &known);
}
