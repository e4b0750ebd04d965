/*
 * xml.c - a part of a package, read by expat within narrow bounds
 *
 * Expat's memory is wiped as it is released: it holds the text of the document.
 */
#include "inspect/format/xml.h"

#include "inspect/format/memory.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

enum { NAMESPACES_MAX = 96, SHORT_PREFIX_MAX = 3 };

#define SEPARATOR '\n' /* parts address and name; neither can hold one */
static const char xml_address[] = "http://www.w3.org/XML/1998/namespace";

struct reader {
    XML_Parser parser;
    const struct xml_handler *handler;
    void *context;
    size_t address_len[NAMESPACES_MAX];
    size_t namespace_count;
    size_t last; /* namespace found last: names come in runs */
    char names[1 + XML_ATTRIBUTES_MAX][XML_NAME_MAX + 1];
    struct xml_attribute attributes[XML_ATTRIBUTES_MAX];
    struct buffer text;
    unsigned depth, elements;
    bool hidden;
    enum xml_result result; /* XML_OK while reading goes on */
};

static void stop(struct reader *r, enum xml_result result)
{
    if (r->result != XML_OK)
        return;
    r->result = result;
    XML_StopParser(r->parser, XML_FALSE);
}

/* is_guid - 8-4-4-4-12 hexadecimal digits */
static bool is_guid(const char *address, size_t len)
{
    static const char shape[] = XML_GUID, digits[] = "0123456789abcdefABCDEF";

    for (size_t i = 0; i < len && i < sizeof shape - 1; i++)
        if (shape[i] == '-' ? address[i] != '-' : strchr(digits, address[i]) == NULL)
            return false;
    return len == sizeof shape - 1;
}

/* known - index of the namespace; SIZE_MAX when the reader does not list it */
static size_t known(struct reader *r, const char *address, size_t len)
{
    const struct xml_namespace *all = r->handler->namespaces;

    if (is_guid(address, len))
        address = XML_GUID;
    for (size_t i = 0; i < r->namespace_count; i++) {
        size_t k = (r->last + i) % r->namespace_count;

        if (r->address_len[k] == len && memcmp(all[k].address, address, len) == 0)
            return r->last = k;
    }
    return SIZE_MAX;
}

/* name_of - "prefix:local" into out; false when it is too long. The prefix of an address that is
 * not listed is "?": its declaration was reported. */
static bool name_of(struct reader *r, const char *full, char out[XML_NAME_MAX + 1])
{
    const char *local = strchr(full, SEPARATOR), *prefix = "";
    size_t prefix_len, local_len, found;

    if (local != NULL) {
        size_t len = (size_t)(local - full);

        found = known(r, full, len);
        prefix = found != SIZE_MAX ? r->handler->namespaces[found].prefix : "?";
        if (len == strlen(xml_address) && memcmp(full, xml_address, len) == 0)
            prefix = "xml";
        local++;
    } else {
        local = full;
    }
    prefix_len = strlen(prefix);
    local_len = strlen(local);
    if (prefix_len + 1 + local_len > XML_NAME_MAX)
        return false;
    if (prefix_len > 0) {
        memcpy(out, prefix, prefix_len);
        out[prefix_len++] = ':';
    }
    memcpy(out + prefix_len, local, local_len + 1);
    return true;
}

/* flush - hands over the text since the last tag; false when reading ended */
static bool flush(struct reader *r)
{
    bool good = true;

    if (r->text.len > 0)
        good = r->handler->text(r->context, buffer_slice(&r->text));
    buffer_clear(&r->text);
    if (!good)
        stop(r, XML_STOPPED);
    return good;
}

/* element_of - names and attributes; false when they are beyond the bounds */
static bool element_of(struct reader *r, const XML_Char *name, const XML_Char **attributes,
                       struct xml_element *e)
{
    size_t count = 0;

    if (!name_of(r, name, r->names[0]))
        return false;
    for (; attributes[2 * count] != NULL; count++) {
        const char *value = attributes[2 * count + 1];
        size_t len = strlen(value);

        if (count >= XML_ATTRIBUTES_MAX || len > XML_ATTRIBUTE_MAX ||
            !name_of(r, attributes[2 * count], r->names[1 + count]))
            return false;
        r->attributes[count] =
            (struct xml_attribute){.name = r->names[1 + count], .value = slice_of(value, len)};
    }
    *e = (struct xml_element){
        .name = r->names[0], .attributes = r->attributes, .count = count, .depth = r->depth};
    return true;
}

static void XMLCALL on_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct reader *r = context;
    struct xml_element element;

    if (r->result != XML_OK || !flush(r))
        return;
    r->depth++;
    r->elements++;
    if (r->depth > XML_DEPTH_MAX || r->elements > XML_ELEMENTS_MAX ||
        !element_of(r, name, attributes, &element))
        stop(r, XML_FORMAT);
    else if (!r->handler->start(r->context, &element))
        stop(r, XML_STOPPED);
}

static void XMLCALL on_end(void *context, const XML_Char *name)
{
    struct reader *r = context;

    if (r->result != XML_OK || !flush(r))
        return;
    r->depth--;
    if (!name_of(r, name, r->names[0]))
        stop(r, XML_FORMAT);
    else if (!r->handler->end(r->context, r->names[0]))
        stop(r, XML_STOPPED);
}

static void XMLCALL on_text(void *context, const XML_Char *text, int len)
{
    struct reader *r = context;

    if (r->result != XML_OK || buffer_append(&r->text, text, (size_t)len))
        return;
    stop(r, r->text.len + (size_t)len > XML_TEXT_MAX ? XML_FORMAT : XML_NO_MEMORY);
}

/* short_prefix - too short to say something */
static bool short_prefix(const char *prefix)
{
    size_t len = strlen(prefix);

    for (size_t i = 0; i < len; i++)
        if ((prefix[i] < 'a' || prefix[i] > 'z') && (prefix[i] < '0' || prefix[i] > '9'))
            return false;
    return len <= SHORT_PREFIX_MAX;
}

static void XMLCALL on_namespace(void *context, const XML_Char *prefix, const XML_Char *address)
{
    struct reader *r = context;
    size_t found;

    if (address == NULL || (prefix != NULL && strcmp(prefix, "xml") == 0))
        return; /* xmlns=""; the address of xml is checked by expat */
    found = known(r, address, strlen(address));
    if (found == SIZE_MAX || (prefix != NULL && !short_prefix(prefix) &&
                              strcmp(prefix, r->handler->namespaces[found].prefix) != 0))
        r->hidden = true;
}

static void XMLCALL on_declaration(void *context, const XML_Char *version, const XML_Char *encoding,
                                   int standalone)
{
    struct slice name = slice_from(encoding == NULL ? "UTF-8" : encoding);

    (void)standalone;
    if ((version != NULL && strcmp(version, "1.0") != 0) ||
        (!slice_is_nocase(name, "UTF-8") && !slice_is_nocase(name, "UTF-16")))
        stop(context, XML_FORMAT);
}

static void XMLCALL on_doctype(void *context, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int subset)
{
    (void)name;
    (void)system;
    (void)public;
    (void)subset;
    stop(context, XML_FORMAT);
}

static void XMLCALL on_comment(void *context, const XML_Char *text)
{
    (void)text;
    ((struct reader *)context)->hidden = true;
}

static void XMLCALL on_instruction(void *context, const XML_Char *target, const XML_Char *text)
{
    struct reader *r = context;
    const struct xml_namespace *n = r->handler->namespaces;

    while (n->prefix != NULL && (strcmp(n->prefix, "?") != 0 || strcmp(n->address, target) != 0))
        n++;
    if (n->prefix == NULL || text[0] != '\0')
        r->hidden = true;
}

static bool prepare(struct reader *r)
{
    static const XML_Memory_Handling_Suite memory = {memory_allocate, memory_resize,
                                                     memory_release};
    static const XML_Char separator[] = {SEPARATOR, '\0'};
    const struct xml_namespace *all = r->handler->namespaces;

    for (size_t i = 0; i < NAMESPACES_MAX && all[i].address != NULL; i++) {
        r->address_len[i] = strlen(all[i].address);
        r->namespace_count++;
    }
    r->parser = XML_ParserCreate_MM(NULL, &memory, separator);
    if (r->parser == NULL)
        return false;
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetStartNamespaceDeclHandler(r->parser, on_namespace);
    XML_SetXmlDeclHandler(r->parser, on_declaration);
    XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
    XML_SetCommentHandler(r->parser, on_comment);
    XML_SetProcessingInstructionHandler(r->parser, on_instruction);
    return true;
}

enum xml_result xml_read(struct slice part, const struct xml_handler *handler, void *context)
{
    struct reader r = {.handler = handler, .context = context, .result = XML_OK};
    unsigned long failures = memory_failures();

    if (part.len > INT32_MAX || part.len == 0)
        return XML_FORMAT;
    if (!prepare(&r))
        return XML_NO_MEMORY;
    buffer_init(&r.text, XML_TEXT_MAX);
    if (XML_Parse(r.parser, (const char *)part.data, (int)part.len, XML_TRUE) != XML_STATUS_OK &&
        r.result == XML_OK)
        r.result = XML_FORMAT;
    if (memory_failures() != failures) /* expat then also gives names without their namespace */
        r.result = XML_NO_MEMORY;
    XML_ParserFree(r.parser);
    buffer_free(&r.text);
    return r.result == XML_OK && r.hidden ? XML_HIDDEN : r.result;
}

struct slice xml_attribute(const struct xml_element *element, const char *name)
{
    for (size_t i = 0; i < element->count; i++)
        if (strcmp(element->attributes[i].name, name) == 0)
            return element->attributes[i].value;
    return slice_of(NULL, 0);
}

uint32_t xml_count(const struct xml_element *element, const char *name, uint32_t max)
{
    struct slice value = xml_attribute(element, name);
    unsigned long count = value.len == 0 ? 1 : strtoul((const char *)value.data, NULL, 10);

    return count > max ? max : (uint32_t)count;
}

bool xml_blank(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] != ' ' && text.data[i] != '\t' && text.data[i] != '\n' &&
            text.data[i] != '\r')
            return false;
    return true;
}
