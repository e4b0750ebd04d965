#include "document-fuzz.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    return fuzz_document(FORMAT_ODT, data, size);
}
