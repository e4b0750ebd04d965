#include "part-fuzz.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const char *const parts[] = {"content.xml",
                                        "styles.xml",
                                        "meta.xml",
                                        "settings.xml",
                                        "manifest.rdf",
                                        "META-INF/manifest.xml",
                                        "Thumbnails/thumbnail.png",
                                        NULL};

    return fuzz_part(FORMAT_ODS, "calc-table.ods", parts, data, size);
}
