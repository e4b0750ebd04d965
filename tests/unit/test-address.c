/* test-address - which spellings reach a guarded mailbox, and which addresses a list allows */
#include "inspect/address.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reach {
    const char *spelled;
    const char *mailbox; /* NULL: guarded@dest.example */
};

static const struct reach REACHING[] = {
    /* as written */
    {"<guarded@dest.example>", NULL},
    {"guarded@dest.example", NULL},
    {"  <guarded@dest.example>\t", NULL},
    {"<GUARDED@DEST.EXAMPLE>", NULL},
    {"<Guarded@Dest.Example>", NULL},
    {"<sociale.dienst@kontich.be>", "sociale.dienst@kontich.be"},
    {"<guarded@dest.example", NULL},
    {"guarded@dest.example>", NULL},
    {"<<guarded@dest.example>>", NULL},
    /* quotes and escapes */
    {"<\"guarded\"@dest.example>", NULL},
    {"<\"gua\\rded\"@dest.example>", NULL},
    {"<gua\\rded@dest.example>", NULL},
    {"<\\guarded@dest.example>", NULL},
    {"<\"gua\"rded@dest.example>", NULL},
    {"<gua\"rd\"ed@dest.example>", NULL},
    {"<dest.example!\\\\guarded>", NULL},
    {"<@a:\"dest.example!\\\\guarded\"@relay>", NULL},
    {"<\"\\\"guarded\\\"@dest.example\"@relay>", NULL},
    {"<\"sociale\".\"dienst\"@kontich.be>", "sociale.dienst@kontich.be"},
    {"<sociale . dienst @ kontich . be>", "sociale.dienst@kontich.be"},
    {"<sociale dienst@kontich.be>", "sociale.dienst@kontich.be"},
    {"<sociale  dienst @ kontich \tbe>", "sociale.dienst@kontich.be"},
    {"<sociale (c) . dienst@kontich.be>", "sociale.dienst@kontich.be"},
    {"<sociale(c)dienst@kontich.be>", "sociale.dienst@kontich.be"},
    {"<\"sociale(c)dienst@kontich(c)be\"@relay>", "sociale.dienst@kontich.be"},
    {"<\"sociale(c)dienst%kontich.be\"@relay>", "sociale.dienst@kontich.be"},
    {"sociale dienst%KONTI>CH.BE.", "sociale.dienst@kontich.be"},
    {"@a,@b:sociale.(c)>dienst@kontich .be", "sociale.dienst@kontich.be"},
    {"<\"guarded+x y@dest(c)example!\"@dest.example>", NULL},
    {"<guarded@!dest.example>", NULL},
    {"<\" guarded \"@dest.example>", NULL},
    {"<guarded@\"dest.example\">", NULL},
    {"<\"guarded@dest.example>", NULL},
    {"<guarded@dest.example\\>", NULL},
    /* comments, display names, groups */
    {"<guarded@dest.example(comment)>", NULL},
    {"(c)guarded@dest.example", NULL},
    {"<guarded(a(b)c)@(d)dest(e).(f)example>", NULL},
    {"<guarded(\\))@dest.example>", NULL},
    {"<guarded(@evil)@dest.example>", NULL},
    {"<guarded@dest.example(unclosed>", NULL},
    {"<(unclosed guarded@dest.example>", NULL},
    {"<(guarded@dest.example>", NULL},
    {"\"(\"<guarded@dest.example>\")\"", NULL},
    {"<\"(\"guarded@dest.example>", NULL},
    {"<\"guarded(c)@dest.example\"@relay>", NULL},
    {"<guarded(\")@dest.example>", NULL},
    {"<guarded(\")\"@dest.example>", NULL},
    {"\"Name\"<guarded@dest.example>", NULL},
    {"Name <guarded@dest.example>", NULL},
    {"group:guarded@dest.example;", NULL},
    {"group:guarded;", NULL},
    {"group::guarded;", NULL},
    {"mailto:guarded@dest.example", NULL},
    {"other@else.example,guarded@dest.example", NULL},
    /* source route */
    {"<@a,@b:guarded@dest.example>", NULL},
    {"<@a:guarded@dest.example>", NULL},
    {"<@a:@b:guarded@dest.example>", NULL},
    {"<@a:guarded>", NULL},
    {"@a,@b:guarded@dest.example", NULL},
    {"<\"@a:guarded@dest.example\"@relay>", NULL},
    /* routing in the local part */
    {"<guarded%dest.example@relay>", NULL},
    {"<guarded%dest.example%other@relay>", NULL},
    {"<\"guarded%dest.example\"@relay>", NULL},
    {"<guarded%dest.example>", NULL},
    {"<guarded@dest.example@relay>", NULL},
    {"<\"guarded@dest.example\"@relay>", NULL},
    {"<guarded\\@dest.example@relay>", NULL},
    {"<guarded@dest.example%relay@relay>", NULL},
    {"<dest.example!guarded>", NULL},
    {"<a!dest.example!guarded>", NULL},
    {"<dest.example!guarded@relay>", NULL},
    {"<\"dest.example!guarded\"@relay>", NULL},
    {"<relay!guarded%dest.example@relay>", NULL},
    {"<relay!guarded@dest.example>", NULL},
    {"<!guarded>", NULL},
    {"<dest.example::guarded>", NULL},
    {"<@a:\"GUARDED+x\"(c)%dest.example.@relay.>", NULL},
    {"<@a:dest.example!\"gua\\rded\"@relay>", NULL},
    {"<guarded@@dest.example>", NULL},
    {"<guarded%@relay>", NULL},
    /* dots, brackets, incomplete domains */
    {"<guarded@dest.example.>", NULL},
    {"<guarded@dest.example..>", NULL},
    {"<guarded@.dest.example>", NULL},
    {"<guarded@dest..example>", NULL},
    {"<guarded.@dest.example>", NULL},
    {"<guarded@[dest.example]>", NULL},
    {"<guarded>", NULL},
    {"guarded", NULL},
    {"<guarded@>", NULL},
    {"<guarded@dest>", NULL},
    {"<guarded@localhost>", NULL},
    {"<LOCALHOST.!guarded>", NULL},
    {"<guarded@[192.0.2.1]>", "guarded@[192.0.2.1]"},
    /* subaddress */
    {"<guarded+x@dest.example>", NULL},
    {"<guarded+@dest.example>", NULL},
    {"<guarded+a+b@dest.example>", NULL},
    {"<\"guarded+a b\"@dest.example>", NULL},
    {"<guarded+x%dest.example@relay>", NULL},
    {"<dest.example!guarded+x>", NULL},
    {"<guarded+x>", NULL},
    {"<\"guarded+:x\"@dest.example>", NULL},
    {"<\"guarded+a@b\"@dest.example>", NULL},
    {"<\"guarded+a!b,c<d>\"@dest.example>", NULL},
    {"<\"@relay:guarded+x@relay\"@dest.example>", NULL},
    {"<\"guarded+:x\">", NULL},
    {"<@a:\"guarded+:x\">", NULL},
    {"<guarded+\\:x>", NULL},
    {"<@a:guarded+\\:x>", NULL},
    {"<dest.example!!guarded>", NULL},
    {"\"guarded+x@y\"", NULL},
    {"<\"\\\"guarded+:x\\\"@dest.example\"@relay>", NULL},
    {"<a+b@dest.example>", "a+b@dest.example"},
    {"<a+b+c@dest.example>", "a+b@dest.example"},
    /* Unicode forms of the domain */
    {"<guarded@b\xc3\xbc"
     "cher.example>",
     "guarded@xn--bcher-kva.example"},
    {"<guarded@B\xc3\x9c"
     "CHER.example>",
     "guarded@xn--bcher-kva.example"},
    {"<guarded@bu\xcc\x88"
     "cher.example>",
     "guarded@xn--bcher-kva.example"},
    {"<guarded@XN--BCHER-KVA.example>", "guarded@xn--bcher-kva.example"},
    {"<guarded@dest\xe3\x80\x82"
     "example>",
     NULL},
    {"<guarded@dest\xef\xbc\x8e"
     "example>",
     NULL},
    {"<guarded@dest\xe2\x80\xa4"
     "example>",
     NULL},
    {"<guarded@dest\xef\xbd\xa1"
     "example>",
     NULL},
    {"<guarded@dest.example\xe3\x80\x82>", NULL},
    {"<guarded@\xef\xbd\x84\xef\xbd\x85st.example>", NULL},
    {"<guarded@de\xc2\xadst.example>", NULL},
    {"<guarded@stra\xc3\x9f"
     "e.example>",
     "guarded@strasse.example"},
    {"<guarded@stra\xc3\x9f"
     "e.example>",
     "guarded@xn--strae-oqa.example"},
    {"<guarded%b\xc3\xbc"
     "cher.example@relay>",
     "guarded@xn--bcher-kva.example"},
    {"<b\xc3\xbc"
     "cher.example!guarded>",
     "guarded@xn--bcher-kva.example"},
    /* Unicode forms of the local part */
    {"<JOS\xc3\x89@dest.example>", "jos\xc3\xa9@dest.example"},
    {"<jose\xcc\x81@dest.example>", "jos\xc3\xa9@dest.example"},
    {"<\xef\xbd\x87uarded@dest.example>", NULL},
    {"<gua\xc2\xadrded@dest.example>", NULL},
};

static const struct reach MISSING[] = {
    {"", NULL},
    {"<>", NULL},
    {"<other@dest.example>", NULL},
    {"<guarded@other.example>", NULL},
    {"<guarded2@dest.example>", NULL},
    {"<xguarded@dest.example>", NULL},
    {"<guarde@dest.example>", NULL},
    {"<guarded-x@dest.example>", NULL},
    {"<guarded.x@dest.example>", NULL},
    {"<x+guarded@dest.example>", NULL},
    {"<\"guarded+:x\"@other.example>", NULL},
    {"<relay!\"guarded+:x\">", NULL},
    {"<\"guarded:x\"@dest.example>", NULL},
    {"<guarded@dest.example.evil>", NULL},
    {"<guarded@evil.dest.example>", NULL},
    {"<guarded@xdest.example>", NULL},
    {"<guarded@dest.exampl>", NULL},
    {"<guarded@des>", NULL},
    {"<guarded@localhost.example>", NULL},
    {"<guarded@example>", NULL},
    {"<dest.example@guarded>", NULL},
    {"<guarded!dest.example>", NULL},
    {"<guarded!dest.example!other>", NULL},
    {"<relay!guarded>", NULL},
    {"<guarded%relay@other.example>", NULL},
    {"<@dest.example:other@else.example>", NULL},
    {"guarded <other@else.example>", NULL},
    {"<other@else.example(guarded@dest.example)>", NULL},
    {"<guarded@[192.0.2.1]>", NULL},
    {"<guarded@[192.0.2.12]>", "guarded@[192.0.2.1]"},
    {"<gu\xc3\xa1rded@dest.example>", NULL},
    {"<guarded@b\xc3\xbc"
     "cher.example>",
     "guarded@bucher.example"},
    {"<guarded@strasse.example>", "guarded@xn--strae-oqa.example"},
    {"<\xff\xfe@dest.example>", NULL},
    {"<guarded@\xff\xfe>", NULL},
    {"<sociale.dienst@kontich.be>", NULL},
    {"<socialedienst@kontich.be>", "sociale.dienst@kontich.be"},
    {"<a@dest.example>", "a+b@dest.example"},
    {"@", NULL},
    {"dest.example", NULL},
    {"@dest.example", NULL},
};

static const char *mailbox_of(const struct reach *row)
{
    return row->mailbox ? row->mailbox : "guarded@dest.example";
}

static void every_spelling_reaches(void)
{
    for (size_t i = 0; i < sizeof(REACHING) / sizeof(REACHING[0]); i++) {
        check_case(REACHING[i].spelled);
        CHECK(address_matches_mailbox(slice_from(REACHING[i].spelled), mailbox_of(&REACHING[i])));
    }
}

static void other_addresses_do_not(void)
{
    for (size_t i = 0; i < sizeof(MISSING) / sizeof(MISSING[0]); i++) {
        check_case(MISSING[i].spelled);
        CHECK(!address_matches_mailbox(slice_from(MISSING[i].spelled), mailbox_of(&MISSING[i])));
    }
}

/* What could not be judged is guarded */
static void doubt_reaches(void)
{
    char *text = malloc(ADDRESS_TEXT_MAX + 1);
    if (!text)
        abort();
    memset(text, 'x', ADDRESS_TEXT_MAX + 1); /* most of it a comment */
    memcpy(text, "a@b(", 4);
    text[ADDRESS_TEXT_MAX - 1] = ')';
    CHECK(!address_matches_mailbox(slice_of(text, ADDRESS_TEXT_MAX), "guarded@dest.example"));
    CHECK(address_matches_mailbox(slice_of(text, ADDRESS_TEXT_MAX + 1), "guarded@dest.example"));
    free(text);
    CHECK(address_matches_mailbox(slice_from("other@else.example"), "no mailbox"));
    CHECK(address_matches_mailbox(slice_from("other@else.example"), "a%b@dest.example"));
}

static void a_mailbox_has_a_plain_local_part(void)
{
    CHECK(address_is_mailbox("sociale.dienst@kontich.be"));
    CHECK(address_is_mailbox("a+b@kontich.be"));
    static const char *const BAD[] = {"",      "a",     "@b",    "a@",     "a%b@c",  "a!b@c",
                                      "a@b@c", "a:b@c", "a b@c", "a\"b@c", "a\\b@c", "a,b@c",
                                      "a<b@c", "a(b@c", "a[b@c", "a;b@c",  "a\x01@c"};
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        check_case(BAD[i]);
        CHECK(!address_is_mailbox(BAD[i]));
    }
}

/* Wrapping a spelling into another must not hide it */
static void nested_spellings_reach(void)
{
    static const char *const INNER[] = {
        "guarded@dest.example",       "\"guarded\"@dest.example",   "gua\\rded@DEST.example",
        "guarded%dest.example@relay", "dest.example!guarded@relay", "guarded+x@dest.example.",
        "@a:guarded@dest.example",    "guarded(c)@dest.example",
    };
    static const char *const OUTER[] = {
        "<%s>",           " %s ",       "<@x,@y:%s>", "<%s@relay>", "<%s%%relay@relay>",
        "<\"%s\"@relay>", "<relay!%s>", "(c)%s(d)",   "\"N\" <%s>", "g:%s;",
    };
    for (size_t i = 0; i < sizeof(INNER) / sizeof(INNER[0]); i++) {
        for (size_t k = 0; k < sizeof(OUTER) / sizeof(OUTER[0]); k++) {
            const char *at = strstr(OUTER[k], "%s");
            struct buffer text;
            buffer_init(&text, 1000);
            buffer_append(&text, OUTER[k], (size_t)(at - OUTER[k]));
            buffer_append_string(&text, INNER[i]);
            buffer_append_string(&text, at + 2);
            check_case(buffer_string(&text));
            CHECK(address_matches_mailbox(buffer_slice(&text), "guarded@dest.example"));
            buffer_free(&text);
        }
    }
}

struct normal {
    const char *spelled;
    const char *normalised; /* NULL: no address */
};

static const struct normal NORMAL[] = {
    {"", ""},
    {"<>", ""},
    {" <> ", ""},
    {"<a@b.example>", "a@b.example"},
    {"a@b.example", "a@b.example"},
    {" A@B.Example\t", "a@b.example"},
    {"<\"A\"@b.example>", "a@b.example"},
    {"<\"a\\b\"@b.example>", "ab@b.example"},
    {"<a\\b@b.example>", "ab@b.example"},
    {"<\"a b\"@b.example>", "a b@b.example"},
    {"<\"a@b\"@c.example>", "a@b@c.example"},
    {"<a@b@c.example>", "a@b@c.example"},
    {"<a%b@c.example>", "a%b@c.example"},
    {"<b.example!a>", "a@b.example"},
    {"<c!b!a>", "b!a@c"},
    {"<b!a@c.example>", "b!a@c.example"},
    {"<@x,@y:a@b.example>", "a%b.example@x"},
    {"<@x:a@b.example>", "a%b.example@x"},
    {"<a@b.example.>", "a@b.example"},
    {"<a@b_c.example>", "a@b_c.example"},
    {"<a(c)@b.example>", "a@b.example"},
    {"(c (d)) <a@b.example>", "a@b.example"},
    {"<a . b @ c . example>", "a.b@c.example"},
    {"<a+x@b.example>", "a+x@b.example"},
    {"<JOS\xc3\x89@b.example>", "jos\xc3\xa9@b.example"},
    {"<jose\xcc\x81@b.example>", "jos\xc3\xa9@b.example"},
    {"<a@b\xc3\xbc"
     "cher.example>",
     "a@xn--bcher-kva.example"},
    {"<a@stra\xc3\x9f"
     "e.example>",
     "a@xn--strae-oqa.example"},
    {"<a@[192.0.2.1]>", "a@[192.0.2.1]"},
    {"<a@[IPv6:2001:DB8::1]>", "a@[ipv6:2001:db8::1]"},
    /* no address */
    {"a", NULL},
    {"<a>", NULL},
    {"<a@>", NULL},
    {"<@b.example>", NULL},
    {"<@x:>", NULL},
    {"<@x:a>", NULL},
    {"<@:a@b>", NULL},
    {"<a@b.example", NULL},
    {"a@b.example>", NULL},
    {"<<a@b.example>>", NULL},
    {"Name <a@b.example>", NULL},
    {"a b@c.example", NULL},
    {"a@b.example,c@d.example", NULL},
    {"g:a@b.example;", NULL},
    {"<\"a@b.example>", NULL},
    {"<a(c@b.example>", NULL},
    {"<a)@b.example>", NULL},
    {"<a@b.example\\>", NULL},
    {"a@b.example\\", NULL},
    {"<a@b..example>", NULL},
    {"<a@b c.example>", NULL},
    {"<a@b,c.example>", NULL},
    {"<a\x01@b.example>", NULL},
    {"<\"a\x01\"@b.example>", NULL},
    {"<\xff@b.example>", NULL},
    {"<a@\xff.example>", NULL},
    {"<a@b$.example>", NULL},
    {"<a@[evil.example]>", NULL},
    {"<a@[]>", NULL},
};

static void normalises(void)
{
    char out[ADDRESS_MAX];
    for (size_t i = 0; i < sizeof(NORMAL) / sizeof(NORMAL[0]); i++) {
        check_case(NORMAL[i].spelled);
        memset(out, 'x', sizeof(out));
        CHECK_INT(NORMAL[i].normalised != NULL,
                  address_normalise(slice_from(NORMAL[i].spelled), out));
        CHECK_STRING(NORMAL[i].normalised ? NORMAL[i].normalised : "", out);
    }
}

/* Whatever a plain address normalises to, its spellings reach */
static void a_normalised_mailbox_is_reached(void)
{
    char out[ADDRESS_MAX];
    for (size_t i = 0; i < sizeof(NORMAL) / sizeof(NORMAL[0]); i++) {
        struct slice spelled = slice_from(NORMAL[i].spelled);
        if (!address_normalise(spelled, out) || out[0] == '\0' || strpbrk(out, "%! ") ||
            strchr(out, '@') != strrchr(out, '@'))
            continue;
        check_case(NORMAL[i].spelled);
        CHECK(address_matches_mailbox(spelled, out));
        CHECK(address_matches_mailbox(slice_from(out), out));
    }
}

static void limits_lengths(void)
{
    char out[ADDRESS_MAX], text[ADDRESS_TEXT_MAX + 64];
    /* the local part fills what "@b.example" leaves of ADDRESS_MAX with its NUL */
    for (size_t over = 0; over < 2; over++) {
        size_t local = ADDRESS_MAX - 1 - strlen("@b.example") + over;
        memset(text, 'a', local);
        strncpy(text + local, "@b.example", sizeof(text) - local);
        CHECK_INT(over == 0, address_normalise(slice_from(text), out));
        CHECK_INT(over == 0 ? ADDRESS_MAX - 1 : 0, strlen(out));
    }
    /* a text of the greatest length, most of it a comment, and one byte more */
    for (size_t over = 0; over < 2; over++) {
        size_t len = ADDRESS_TEXT_MAX + over;
        memset(text, 'c', len);
        text[0] = '(';
        memcpy(text + len - 12, ")a@b.example", 12);
        CHECK_INT(over == 0, address_normalise(slice_of(text, len), out));
    }
    /* 63 bytes in a label, 253 in a domain */
    for (size_t over = 0; over < 2; over++) {
        snprintf(text, sizeof(text), "a@%.*s.example", (int)(63 + over),
                 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
        CHECK_INT(over == 0, address_normalise(slice_from(text), out));
        memset(text, 'b', 2 + 253 + over);
        text[1] = '@';
        for (size_t i = 50; i < 250; i += 50)
            text[i] = '.';
        CHECK_INT(over == 0, address_normalise(slice_of(text, 2 + 253 + over), out));
    }
}

static void normalises_patterns(void)
{
    char out[ADDRESS_MAX];
    CHECK(address_normalise_pattern(slice_from("@Opgroeien.be."), out));
    CHECK_STRING("@opgroeien.be", out);
    CHECK(address_normalise_pattern(slice_from(" Jan@Opgroeien.be "), out));
    CHECK_STRING("jan@opgroeien.be", out);
    CHECK(!address_normalise_pattern(slice_from(""), out));
    CHECK(!address_normalise_pattern(slice_from("<>"), out));
    CHECK(!address_normalise_pattern(slice_from("@"), out));
    CHECK(!address_normalise_pattern(slice_from("@a b"), out));
    CHECK_STRING("", out);
    CHECK(!address_normalise_pattern(slice_from("opgroeien.be"), out));
}

struct listed {
    const char *spelled, *pattern;
    bool matches;
};

static const struct listed LISTED[] = {
    {"<Jan@Opgroeien.be>", "@opgroeien.be", true},
    {"<Jan@Opgroeien.be>", "jan@opgroeien.be", true},
    {"<jan+x@opgroeien.be>", "@opgroeien.be", true},
    {"<jan+x@opgroeien.be>", "jan@opgroeien.be", false},
    {"<jan@sub.opgroeien.be>", "@opgroeien.be", false},
    {"<jan@xopgroeien.be>", "@opgroeien.be", false},
    {"<piet@opgroeien.be>", "jan@opgroeien.be", false},
    {"<>", "@opgroeien.be", false},
    /* what a mail system could send elsewhere */
    {"<x%evil.example@opgroeien.be>", "@opgroeien.be", false},
    {"<evil.example!x@opgroeien.be>", "@opgroeien.be", false},
    {"<x@evil.example@opgroeien.be>", "@opgroeien.be", false},
    {"<\"@evil.example:x\"@opgroeien.be>", "@opgroeien.be", false},
    {"<\"x,y\"@opgroeien.be>", "@opgroeien.be", false},
    {"<@evil.example:jan@opgroeien.be>", "@opgroeien.be", false},
    {"<@evil.example:jan@opgroeien.be>", "jan@opgroeien.be", false},
    {"<jan%opgroeien.be@evil.example>", "@opgroeien.be", false},
    {"<jan@opgroeien.be@evil.example>", "jan@opgroeien.be", false},
    {"<opgroeien.be!jan@evil.example>", "@opgroeien.be", false},
};

static void lists_are_exact(void)
{
    char out[ADDRESS_MAX];
    for (size_t i = 0; i < sizeof(LISTED) / sizeof(LISTED[0]); i++) {
        check_case(LISTED[i].spelled);
        CHECK(address_normalise(slice_from(LISTED[i].spelled), out));
        CHECK_INT(LISTED[i].matches, address_matches(out, LISTED[i].pattern));
    }
    CHECK(!address_matches("", ""));
    CHECK(!address_matches("@opgroeien.be", "@opgroeien.be"));
    CHECK(!address_matches("a@b", ""));
}

static void a_list_is_any_of_its_entries(void)
{
    struct string_list list = {0};
    CHECK(!address_in_list("jan@opgroeien.be", &list));
    CHECK(string_list_add(&list, slice_from("piet@kontich.be")));
    CHECK(string_list_add(&list, slice_from("@opgroeien.be")));
    CHECK(address_in_list("jan@opgroeien.be", &list));
    CHECK(address_in_list("piet@kontich.be", &list));
    CHECK(!address_in_list("jan@kontich.be", &list));
    CHECK(!address_in_list("", &list));
    string_list_clear(&list);
}

/* Bytes of no meaning: every outcome is fine but a crash, an overrun or an unended string */
static void survives_any_bytes(void)
{
    static const char ALPHABET[] = "guarded@dest.example<>()\"\\%!,:;[] \t\xc3\xbc\xff\xe3\x80\x82";
    uint64_t state = 1;
    for (unsigned round = 0; round < 20000; round++) {
        char text[64], out[ADDRESS_MAX];
        size_t len = round % sizeof(text);
        for (size_t i = 0; i < len; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            text[i] = ALPHABET[(state >> 33) % (sizeof(ALPHABET) - 1)];
        }
        char *exact = malloc(len > 0 ? len : 1);
        if (!exact)
            abort();
        memcpy(exact, text, len);
        if (!address_normalise(slice_of(exact, len), out))
            CHECK_STRING("", out);
        CHECK(memchr(out, '\0', sizeof(out)) != NULL);
        (void)address_matches_mailbox(slice_of(exact, len), "guarded@dest.example");
        free(exact);
    }
}

int main(void)
{
    static const struct test tests[] = {
        TEST(every_spelling_reaches),
        TEST(other_addresses_do_not),
        TEST(doubt_reaches),
        TEST(a_mailbox_has_a_plain_local_part),
        TEST(nested_spellings_reach),
        TEST(normalises),
        TEST(a_normalised_mailbox_is_reached),
        TEST(limits_lengths),
        TEST(normalises_patterns),
        TEST(lists_are_exact),
        TEST(a_list_is_any_of_its_entries),
        TEST(survives_any_bytes),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
