#include "part-fuzz.h"

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
                                        NULL};

    return fuzz_part(FORMAT_DOCX, "word-form.docx", parts, data, size);
}
