#include "inspect/format/xml.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What was read, as one line: "<a x=1>text</a>" with "|" around a text */
struct log {
    char text[1024];
    unsigned elements;
    unsigned stop_at; /* the element at which the handler has enough; 0: never */
};

static void add(struct log *l, const char *format, const char *a, size_t len, const char *b)
{
    size_t used = strlen(l->text);

    snprintf(l->text + used, sizeof l->text - used, format, (int)len, a, b);
}

static bool on_start(void *context, const struct xml_element *e)
{
    struct log *l = context;

    add(l, "<%.*s%s", e->name, strlen(e->name), "");
    for (size_t i = 0; i < e->count; i++)
        add(l, " %.*s=%s", e->attributes[i].name, strlen(e->attributes[i].name),
            (const char *)e->attributes[i].value.data);
    add(l, "%.*s>%s", "", 0, "");
    return ++l->elements != l->stop_at;
}

static bool on_end(void *context, const char *name)
{
    add(context, "</%.*s>%s", name, strlen(name), "");
    return true;
}

static bool on_text(void *context, struct slice text)
{
    add(context, "|%.*s|%s", (const char *)text.data, text.len, "");
    return true;
}

static const struct xml_namespace namespaces[] = {
    {"w", "urn:word"}, {"w", "urn:word-strict"}, {"office", "urn:office"}, {NULL, NULL}};
static const struct xml_handler handler = {namespaces, on_start, on_end, on_text};

static void check(enum xml_result expected, struct slice part, const char *read, int line)
{
    struct log l = {.text = ""};
    enum xml_result result = xml_read(part, &handler, &l);

    check_int(expected, result, __FILE__, line, "result");
    if (read != NULL)
        check_string(read, l.text, __FILE__, line, "read");
}
#define XML(expected, text, read) check((expected), slice_from(text), (read), __LINE__)

static void names_and_text(void)
{
    XML(XML_OK, "<a x='1'>text<b/>more</a>", "<a x=1>|text|<b></b>|more|</a>");
    XML(XML_OK, "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\r\n<a/>", "<a></a>");
    XML(XML_OK, "\xEF\xBB\xBF<a/>", "<a></a>");
    XML(XML_OK, "<a>&lt;&amp;&gt;&quot;&apos;&#65;<![CDATA[<b>]]> end</a>",
        "<a>|<&>\"'A<b> end|</a>");
    XML(XML_OK, "<a xmlns='urn:word' x='1'><b/></a>", "<w:a x=1><w:b></w:b></w:a>");
    XML(XML_OK, "<w:a xmlns:w='urn:word-strict' w:x='1'/>", "<w:a w:x=1></w:a>");
    XML(XML_OK, "<ns0:a xmlns:ns0='urn:office' xml:space='preserve'/>",
        "<office:a xml:space=preserve></office:a>");
    check(XML_OK, slice_of("\xFF\xFE<\0a\0>\0\xE9\0<\0/\0a\0>\0", 18), "<a>|\xC3\xA9|</a>",
          __LINE__);
}

static void hidden(void)
{
    XML(XML_HIDDEN, "<a><!-- remark --></a>", "<a></a>");
    XML(XML_HIDDEN, "<a/><!-- remark -->", NULL);
    XML(XML_HIDDEN, "<a><?remark here?></a>", NULL);
    XML(XML_HIDDEN, "<a xmlns:w='urn:remark'/>", NULL);
    XML(XML_HIDDEN, "<w:a xmlns:w='urn:remark'/>", "<?:a></?:a>");
    XML(XML_HIDDEN, "<remark:a xmlns:remark='urn:word'/>", "<w:a></w:a>");
    XML(XML_HIDDEN, "<w:a xmlns:w='urn:office'><W:b xmlns:W='urn:word'/></w:a>", NULL);
}

static void not_well_formed(void)
{
    static const char *const bad[] = {"",
                                      " ",
                                      "text",
                                      "<a>",
                                      "<a></b>",
                                      "<a/><b/>",
                                      "<a",
                                      "<a/>text",
                                      "<a x=1/>",
                                      "<a x='1' x='2'/>",
                                      "<a>&nbsp;</a>",
                                      "<a>&#0;</a>",
                                      "<a>\xFF</a>",
                                      "<a>\xC0\x80</a>",
                                      "<w:a/>",
                                      "<a>\x01</a>",
                                      "<!DOCTYPE a><a/>",
                                      "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
                                      "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
                                      "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>",
                                      "<?xml version='1.1'?><a/>"};

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        check_case(bad[i]);
        XML(XML_FORMAT, bad[i], NULL);
    }
    check_case(NULL);
}

/* repeated - before, then count times the middle, then after */
static struct slice repeated(struct buffer *b, const char *before, const char *middle, size_t count,
                             const char *after)
{
    buffer_init(b, 16 << 20);
    buffer_append_string(b, before);
    for (size_t i = 0; i < count; i++)
        buffer_append_string(b, middle);
    buffer_append_string(b, after);
    return buffer_slice(b);
}

static void limit(enum xml_result expected, const char *before, const char *middle, size_t count,
                  const char *after)
{
    struct buffer b;

    check(expected, repeated(&b, before, middle, count, after), NULL, __LINE__);
    buffer_free(&b);
}

static void nested(enum xml_result expected, size_t depth)
{
    struct buffer b, ends;

    repeated(&b, "", "<a>", depth, "");
    buffer_append_slice(&b, repeated(&ends, "", "</a>", depth, ""));
    check(expected, buffer_slice(&b), NULL, __LINE__);
    buffer_free(&b);
    buffer_free(&ends);
}

static void limits(void)
{
    nested(XML_OK, XML_DEPTH_MAX);
    nested(XML_FORMAT, XML_DEPTH_MAX + 1);
    nested(XML_FORMAT, 10000);
    limit(XML_OK, "<a>", "<b/>", XML_ELEMENTS_MAX - 1, "</a>");
    limit(XML_FORMAT, "<a>", "<b/>", XML_ELEMENTS_MAX, "</a>");
    limit(XML_OK, "<a>", "x", XML_TEXT_MAX, "</a>");
    limit(XML_FORMAT, "<a>", "x", XML_TEXT_MAX + 1, "</a>");
    limit(XML_FORMAT, "<a>", "<![CDATA[x]]>", XML_TEXT_MAX + 1, "</a>");
    limit(XML_OK, "<a x='", "x", XML_ATTRIBUTE_MAX, "'/>");
    limit(XML_FORMAT, "<a x='", "x", XML_ATTRIBUTE_MAX + 1, "'/>");
    limit(XML_OK, "<", "x", XML_NAME_MAX - 1, "/>");
    limit(XML_FORMAT, "<", "x", XML_NAME_MAX, "/>");
}

static void many_attributes(void)
{
    for (unsigned count = XML_ATTRIBUTES_MAX; count <= XML_ATTRIBUTES_MAX + 1; count++) {
        struct buffer b;

        buffer_init(&b, 1 << 16);
        buffer_append_string(&b, "<a");
        for (unsigned i = 0; i < count; i++)
            buffer_printf(&b, " a%u=''", i);
        buffer_append_string(&b, "/>");
        check(count > XML_ATTRIBUTES_MAX ? XML_FORMAT : XML_OK, buffer_slice(&b), NULL, __LINE__);
        buffer_free(&b);
    }
}

static void stopped(void)
{
    struct log l = {.stop_at = 2};

    CHECK_INT(XML_STOPPED, xml_read(slice_from("<a><b/><c/></a>"), &handler, &l));
    CHECK_INT(2, l.elements);
    CHECK_STRING("<a><b>", l.text);
}

static void attribute_by_name(void)
{
    struct xml_attribute attributes[] = {{"w:x", slice_from("1")}, {"y", slice_from("")}};
    struct xml_element e = {.name = "a", .attributes = attributes, .count = 2};

    CHECK(slice_is(xml_attribute(&e, "w:x"), "1"));
    CHECK(xml_attribute(&e, "y").data != NULL && xml_attribute(&e, "x").data == NULL);
    CHECK_INT(1, xml_count(&e, "x", 9));
    CHECK_INT(1, xml_count(&e, "y", 9));
    CHECK_INT(1, xml_count(&e, "w:x", 9));
    CHECK_INT(0, xml_count(&e, "w:x", 0));
    CHECK(xml_blank(slice_from(" \t\r\n")) && xml_blank(slice_from("")) &&
          !xml_blank(slice_from(" a")));
}

int main(void)
{
    static const struct test tests[] = {
        TEST(names_and_text),  TEST(hidden),  TEST(not_well_formed),   TEST(limits),
        TEST(many_attributes), TEST(stopped), TEST(attribute_by_name),
    };

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
