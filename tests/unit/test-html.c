/*
 * test-html - what an HTML body shows, hides and carries
 */
#include "inspect/html.h"

#include "base/utf8.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

struct html_case {
    const char *html, *visible, *hidden, *machinery; /* NULL: not looked at */
};

static const struct html_case CASES[] = {
    /* tags and words */
    {"Anna Peeters", "Anna Peeters\n", "", ""},
    {"<b>Pee</b>ters", "Peeters\n", "", "b\nb\n"},
    {"Pe<span style='x'>et</span><!-- y -->ers", "Peeters\n", "y \n", NULL},
    {"<p>Anna</p><p>Peeters</p>", "Anna\nPeeters\n", "", NULL},
    {"<P>Anna</P><DIV>Peeters</DIV>", "Anna\nPeeters\n", "", NULL},
    {"Anna<br>Peeters<BR/>x", "Anna\nPeeters\nx\n", "", NULL},
    {"a<br><br>b", "a\n\nb\n", "", NULL},
    {"<table><tr><td>a</td><td>b</td></tr></table>", "a\nb\n", "", NULL},
    {"<ul><li>a<li>b</ul>", "a\nb\n", "", NULL},
    {"<p>&nbsp;</p>x", "\xc2\xa0\nx\n", "", NULL},
    {"<p></p><div></div>x", "x\n", "", NULL},
    {"<o:p>Pee</o:p>ters", "Peeters\n", "", "o:p\no:p\n"},
    {"<unknown>Pee</unknown>ters", "Peeters\n", "", NULL},
    {"Pee<wbr>ters Pee<img src=x>ters", "Peeters Peeters\n", "", NULL},
    {"Pee<font\ncolor=red\n>ters", "Peeters\n", "", "font color=red\n"},
    {"a\r\n  b\t c\n", "a b c \n", "", ""},
    {"<pre>a\n b\r\nc</pre>d\ne", "a\n b\nc\nd e\n", "", NULL},
    {"</pre>a\nb", "a b\n", "", NULL},
    {"<pre>a</pre></pre><pre>b\nc</pre>", "a\nb\nc\n", "", NULL},
    /* what is no tag */
    {"1 < 2 <3 <> < b>", "1 < 2 <3 <> < b>\n", "", ""},
    {"a<", "a<\n", "", ""},
    {"a</", "a\n", "", "</\n"},
    {"a</>b</ c>d", "ab\x64\n", "", NULL},
    {"<!DOCTYPE html><?xml version=1?>x", "x\n", "", "<!DOCTYPE html\n<?xml version=1?\n"},
    {"<![CDATA[Anna]]>x", "x\n", "", "<![CDATA[Anna]]\n"},
    {"<!x", "", "", "<!x\n"},
    {"<", "<\n", "", ""},
    {"", "", "", ""},
    /* references */
    {"Ren&eacute; &amp; Zo&euml; &lt;b&gt;", "Ren\xc3\xa9 & Zo\xc3\xab <b>\n", "", ""},
    {"P&#101;&#x65;&#X74;ers", "Peeters\n", "", ""},
    {"P&#101&#x65;ters", "Peeters\n", "", ""},
    {"Ren&eacute x &eacutex", "Ren\xc3\xa9 x \xc3\xa9x\n", "", ""},
    {"&unknown; &; & &# &#x; &#xg;", "&unknown; &; & &# &#x; &#xg;\n", "", ""},
    {"Pee&shy;ters", "Pee\xc2\xadters\n", "", ""},
    {"&#128; &#150; &#0; &#xD800; &#x110000; &#99999999999;",
     "\xe2\x82\xac \xe2\x80\x93 \xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd\n", "", ""},
    {"&#129;", "\xc2\x81\n", "", ""},
    {"&CounterClockwiseContourIntegral;", "&CounterClockwiseContourIntegral;\n", "", ""},
    {"&Scaron;&zcaron;&oelig;&euro;&rsquo;", "\xc5\xa0\xc5\xbe\xc5\x93\xe2\x82\xac\xe2\x80\x99\n",
     "", ""},
    {"&notit; &amp", "\xc2\xacit; &\n", "", ""},
    {"<a href='?a=1&copy=2&copy'>x", "x\n", "", "a href=?a=1&copy=2\xc2\xa9\n"},
    /* comments */
    {"a<!-- Anna\nPeeters -->b", "ab\n", "Anna Peeters \n", ""},
    {"a<!-- <b>Pee</b>ters -->b", "ab\n", NULL, "b\nb\n"},
    {"a<!-->b", "ab\n", "", ""},
    {"a<!--->b", "ab\n", "", ""},
    {"a<!---->b", "ab\n", "", ""},
    {"a<!--x--!>b", "ab\n", "x\n", ""},
    {"a<!--x->y--z-->b", "ab\n", "x->y--z\n", ""},
    {"a<!--x--", "a\n", "x--\n", ""},
    {"a<!--", "a\n", "", ""},
    {"<!--x<!--y-->z", "z\n", "x\n", "<!--y\n"},
    {"<!--[if gte mso 9]><xml>Pee<b>t</b>ers</xml><![endif]-->z", "z\n", "", NULL},
    {"<!-- Converted from text/plain format -->z", "z\n", "", NULL},
    /* attributes */
    {"<img alt=\"Anna Peeters\" title='x y'>", "", "Anna Peeters\nx y\n", "img alt title\n"},
    {"<img ALT=Anna>", "", "Anna\n", "img ALT\n"},
    {"<p data-x=Anna class=\"Peeters\">a", "a\n", "", "p data-x=Anna class=Peeters\n"},
    {"<a href=\"mailto:a@b.be\" >x</a >", "x\n", "", "a href=mailto:a@b.be\na\n"},
    {"<a href='x?n=Anna%20Peeters%0a'>", "", "",
     "a href=x?n=Anna%20Peeters%0a x?n=Anna Peeters \n"},
    {"<a href='%C3%A9%'>", "", "", "a href=%C3%A9% \xc3\xa9%\n"},
    {"<a href='%41%ff%4'>", "", "", "a href=%41%ff%4 A%ff%4\n"},
    {"<a title='&eacute;&#10;&amp;'>", "", "\xc3\xa9\n&\n", NULL},
    {"<a b = c d=\"e>f\" g>h", "h\n", "", "a b=c d=e>f g\n"},
    {"<a =b c/d=/e>h", "h\n", "", "a =b c d=/e\n"},
    {"<a b=\"Anna", "", "", "a b=Anna\n"},
    {"<a Anna Peeters", "", "", "a Anna Peeters\n"},
    {"<Anna Peeters>x", "x\n", "", "Anna Peeters\n"},
    {"<a", "", "", "a\n"},
    {"<a b=", "", "", "a b=\n"},
    /* elements whose content is no mark-up */
    {"<style>p{content:'Anna'}<b></style>x", "x\n", "", "style\np{content:'Anna'}<b>\nstyle\n"},
    {"<script>a<b</Script >x", "x\n", "", "script\na<b\nScript\n"},
    {"<style>a</styles></style>x", "x\n", "", "style\na</styles>\nstyle\n"},
    {"<style>a</style", "", "", "style\na\nstyle\n"},
    {"<style>a</sty", "", "", "style\na</sty\n"},
    {"<style>a", "", "", "style\na\n"},
    {"<title>Anna &amp; <b></title>x", "x\n", "Anna & <b>\n", NULL},
    {"<textarea>a\n<b></textarea>x", "a\n<b>\nx\n", "", NULL},
    {"<xmp>Pee<b>ters</xmp>", "Peeters\n", "", NULL},
    {"<noscript>a</noscript><iframe>b</iframe><svg><text>c</text></svg>", "abc\n", "", NULL},
};

struct result {
    struct buffer visible, hidden, machinery;
};

static bool run(struct result *r, struct slice html, size_t max)
{
    buffer_init(&r->visible, max);
    buffer_init(&r->hidden, max);
    buffer_init(&r->machinery, max);
    struct html_texts out = {&r->visible, &r->hidden, &r->machinery};

    return html_text(html, &out);
}

static void clear(struct result *r)
{
    buffer_free(&r->visible);
    buffer_free(&r->hidden);
    buffer_free(&r->machinery);
}

static void check_buffer(const char *expected, struct buffer *got)
{
    if (expected != NULL)
        CHECK_STRING(expected, buffer_string(got));
}

static void cases(void)
{
    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct result r;
        size_t max = strlen(CASES[i].html) * HTML_GROWTH;

        check_case(CASES[i].html);
        CHECK(run(&r, slice_from(CASES[i].html), max));
        check_buffer(CASES[i].visible, &r.visible);
        check_buffer(CASES[i].hidden, &r.hidden);
        check_buffer(CASES[i].machinery, &r.machinery);
        CHECK(r.visible.len + r.hidden.len + r.machinery.len <= max);
        clear(&r);
    }
    check_case(NULL);
}

static void appends(void)
{
    struct result r;

    buffer_init(&r.visible, 100);
    buffer_init(&r.hidden, 100);
    buffer_init(&r.machinery, 100);
    buffer_append_string(&r.visible, "before");
    struct html_texts out = {&r.visible, &r.hidden, &r.machinery};

    CHECK(html_text(slice_from("<p> after"), &out));
    CHECK_STRING("beforeafter\n", buffer_string(&r.visible));
    clear(&r);
}

static void full_buffer_fails(void)
{
    static const char *const texts[] = {"abcdefgh", "<abcdefgh>", "<!--abcdefgh-->",
                                        "<!--[if]><abcdefgh>-->"};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct result r;

        check_case(texts[i]);
        CHECK(!run(&r, slice_from(texts[i]), 5));
        clear(&r);
    }
    check_case(NULL);
}

/* every_prefix_and_mutant - nothing is read outside the text, nothing grows out of bounds, and what
 * comes out is UTF-8 */
static void every_prefix_and_mutant(void)
{
    static const char text[] = "<!--[if a]>x<b c='%41&eacute;'><![endif]--><style>y</style><pre\n"
                               "alt=\"&#233;\">z&amp;</pre><!-- n --><title>t</title>&#x41 <p/>";
    unsigned random = 1;

    for (size_t round = 0; round < 20000; round++) {
        size_t len = round < sizeof(text) ? round : sizeof(text) - 1;
        char *copy = malloc(len + 1);
        struct result r;

        memcpy(copy, text, len);
        for (size_t k = 0; round >= sizeof(text) && k < round % 4 + 1; k++) {
            random = random * 1103515245u + 12345u;
            copy[random / 65536u % len] = "<>!-/&;='\"% a"[random / 256u % 13];
        }
        CHECK(run(&r, slice_of(copy, len), len * HTML_GROWTH));
        CHECK(r.visible.len + r.hidden.len + r.machinery.len <= len * HTML_GROWTH);
        CHECK(utf8_valid(buffer_slice(&r.visible)) && utf8_valid(buffer_slice(&r.hidden)) &&
              utf8_valid(buffer_slice(&r.machinery)));
        clear(&r);
        free(copy);
    }
}

/* worst_cases_end - a megabyte of each within a second, sanitizers included */
static void worst_cases_end(void)
{
    static const char *const units[] = {
        "<",
        "<!--",
        "<a ",
        "<a b=\"",
        "</",
        "&",
        "&#",
        "&amp",
        "<style>",
        "<pre>",
        "<p>",
        "<!--a-->",
        "<a b='%41",
        "-->",
        "<!--[if",
        "</style",
        "<a href=%41 ",
        "&eacute",
        "<br>",
        "<title>",
        "<textarea></textarea",
        "--!",
        "=",
    };
    enum { SIZE = 1000000 };
    char *text = malloc(SIZE);

    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        struct result r;
        size_t unit = strlen(units[i]);

        for (size_t k = 0; k < SIZE; k++)
            text[k] = units[i][k % unit];
        check_case(units[i]);
        CHECK(run(&r, slice_of(text, SIZE), SIZE * (size_t)HTML_GROWTH));
        clear(&r);
    }
    check_case(NULL);
    free(text);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(cases),
        TEST(appends),
        TEST(full_buffer_fails),
        TEST(every_prefix_and_mutant),
        TEST(worst_cases_end),
    };

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
