#include "inspect/format/odt.h"

#include "document-fuzz.h"
#include "part-fuzz.h"
#include "xml-mutate.h"

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

    return fuzz_part(FORMAT_ODT, "writer-table.odt", parts, data, size);
}

size_t LLVMFuzzerCustomMutator(unsigned char *data, size_t size, size_t max_size, unsigned seed)
{
    static const struct vocabulary *const vocabularies[] = {&odt_words, &opendocument_words, NULL};
    static const struct xml_known known = {LLVMFuzzerMutate, opendocument_namespaces, vocabularies};

    return xml_mutate(data, size, max_size, seed, &known);
}
