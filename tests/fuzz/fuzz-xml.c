#include "inspect/format/xml.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static void require(bool good)
{
    if (!good)
        abort();
}

static bool on_start(void *context, const struct xml_element *e)
{
    unsigned *depth = context;

    require(++*depth == e->depth && *depth <= XML_DEPTH_MAX && e->count <= XML_ATTRIBUTES_MAX);
    require(strlen(e->name) <= XML_NAME_MAX);
    for (size_t i = 0; i < e->count; i++) {
        require(e->attributes[i].value.len <= XML_ATTRIBUTE_MAX);
        require(utf8_valid(e->attributes[i].value));
    }
    return true;
}

static bool on_end(void *context, const char *name)
{
    unsigned *depth = context;

    require(*depth > 0 && strlen(name) <= XML_NAME_MAX);
    --*depth;
    return true;
}

static bool on_text(void *context, struct slice text)
{
    (void)context;
    require(text.len > 0 && text.len <= XML_TEXT_MAX && utf8_valid(text));
    return true;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const struct xml_namespace namespaces[] = {{"a", "urn:a"}, {NULL, NULL}};
    static const struct xml_handler handler = {namespaces, on_start, on_end, on_text};
    unsigned depth = 0;
    enum xml_result result = xml_read(slice_of(data, size), &handler, &depth);

    require(result == XML_OK || result == XML_HIDDEN || result == XML_FORMAT);
    if (result != XML_FORMAT)
        require(depth == 0);
    return 0;
}
