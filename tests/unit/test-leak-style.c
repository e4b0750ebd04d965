/*
 * test-leak-style - escapes of style sheets, data: addresses, turned text
 */
#include "inspect/leak-style.h"

#include "base/utf8.h"
#include "inspect/html.h"
#include "test.h"

#include <string.h>

static void escapes(void)
{
    static const struct {
        const char *style, *expected;
    } rows[] = {
        {"", ""},
        {"a", "a"},
        {"\\41", "A"},
        {"\\41 n", "An"},
        {"\\41\tn\\6e\nna", "Annna"},
        {"\\41  n", "A n"},
        {"\\000041f", "Af"},
        {"\\0000410", "A0"},
        {"\\E9", "\xc3\xa9"},
        {"\\1F476", "\xf0\x9f\x91\xb6"},
        {"\\0", "\xef\xbf\xbd"},
        {"\\d800", "\xef\xbf\xbd"},
        {"\\110000", "\xef\xbf\xbd"},
        {"\\g\\:", "g:"},
        {"\\\\41", "\\41"},
        {"\\\xc3\xa9", "\xc3\xa9"},
        {"x\\", "x"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct buffer b;

        buffer_init(&b, 100);
        check_case(rows[i].style);
        CHECK(leak_style_unescape(slice_from(rows[i].style), &b));
        CHECK(slice_is(buffer_slice(&b), rows[i].expected));
        buffer_free(&b);
    }
    check_case(NULL);
}

static void full_buffer_is_told(void)
{
    struct buffer b;

    buffer_init(&b, 3);
    CHECK(!leak_style_unescape(slice_from("\\41nna"), &b));
    buffer_free(&b);
}

static void signs(void)
{
    static const struct {
        const char *machinery;
        unsigned expected;
    } rows[] = {
        {"", 0},
        {"img src=cid:logo alt=data", 0},
        {"img src=data:image/svg+xml,x", LEAK_STYLE_EMBEDS},
        {"a href=data:text/html;base64,QQ==\n", LEAK_STYLE_EMBEDS},
        {"a href=DATA:\timage/png", LEAK_STYLE_EMBEDS},
        {"a href=x;base64=,", 0},
        {"p style=unicode-bidi: BIDI-override\n", LEAK_STYLE_TURNS},
        {"unicode-bidi:isolate-override", LEAK_STYLE_TURNS},
        {"p\nbdo", LEAK_STYLE_TURNS},
        {"BDO dir=rtl\n", LEAK_STYLE_TURNS},
        {"bdot x\nabdo", 0},
        {"p dir=rtl style=unicode-bidi:embed", 0},
        {"bdo\nimg src=data:image/png;base64,QQ==", LEAK_STYLE_EMBEDS | LEAK_STYLE_TURNS},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        unsigned found;

        check_case(rows[i].machinery);
        CHECK(leak_style_signs(slice_from(rows[i].machinery), &found));
        CHECK_INT(rows[i].expected, found);
    }
    check_case(NULL);
}

/* What Outlook shows of a body and no other program does */
static void conditional(void)
{
    static const struct {
        const char *html, *expected;
    } rows[] = {
        {"", ""},
        {"<p>Anna</p><!-- Anna -->", ""},
        {"<!--[if mso]><p>Anna <b>Pee</b>ters</p><![endif]-->x", "Anna Peeters\n"},
        {"<!-- \r\n[IF (gte mso 9)|(IE)]>An&#110;a<br>x<![endif]-->", "Anna\nx\n"},
        {"<!--[if mso]>a<![endif]--><!--[if mso]>b<![endif]-->", "a\nb\n"},
        {"<!-- a --><!--[if mso]>b", "b\n"},
        {"<!--[if mso]><img alt='b'>a<![endif]-->", "a\nb\n"},
        {"<!--[if mso]><!-- a -->b", "a \n"},
        {"<!--[if !mso]><!-->a<!--<![endif]-->", ""},
        {"<!--[if mso]-->a", ""},
        {"<!--[if mso", ""},
        {"<!--", ""},
        {"<!--[if mso]><style>p{}</style><![endif]-->", ""},
        {"<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->", ""},
        {"<!--[if mso]>a<XML\n>b</Xml>c<xml>d</xml>e<![endif]-->", "a\nc\ne\n"},
        {"<!--[if mso]><xml>a<![endif]-->", "a\n"},
        {"<!--[if mso]><xml>a</xmlx></xml>b<xmlx>c</xmlx><![endif]-->", "bc\n"},
        {"<!--[if mso]>a</xml", "a\n"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct buffer b;

        buffer_init(&b, 1000);
        check_case(rows[i].html);
        CHECK(leak_style_conditional(slice_from(rows[i].html), &b));
        CHECK_STRING(rows[i].expected, buffer_string(&b));
        buffer_free(&b);
        buffer_init(&b, 0);
        CHECK_INT(*rows[i].expected == '\0', leak_style_conditional(slice_from(rows[i].html), &b));
        buffer_free(&b);
    }
    check_case(NULL);
}

/* Whatever stands there, it fits in its bound and stays UTF-8 */
static void conditional_mutants(void)
{
    static const char text[] =
        "<!--[if a]>x&eacute;<xml>y</xml><img alt=\"&#233;\">z<!--q--><!--[if b"
        "]><p>\xc3\xa9<XML w></xml ><style>s</style><![endif]--><!-- [IF c]>";
    unsigned random = 1;

    for (size_t round = 0; round < 20000; round++) {
        size_t len = round < sizeof(text) ? round : sizeof(text) - 1;
        char copy[sizeof(text)];
        struct buffer b;

        memcpy(copy, text, len);
        for (size_t k = 0; round >= sizeof(text) && k < round % 4 + 1; k++) {
            random = random * 1103515245u + 12345u;
            copy[random / 65536u % len] = "<>!-[/x&; \"a"[random / 256u % 12];
        }
        bool valid = utf8_valid(slice_of(copy, len));

        buffer_init(&b, len * HTML_GROWTH);
        CHECK(leak_style_conditional(slice_of(copy, len), &b));
        CHECK(!valid || utf8_valid(buffer_slice(&b)));
        buffer_free(&b);
    }
}

int main(void)
{
    static const struct test tests[] = {TEST(escapes), TEST(full_buffer_is_told), TEST(signs),
                                        TEST(conditional), TEST(conditional_mutants)};

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
