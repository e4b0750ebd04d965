/*
 * test-referral-checks - what is refused in a document, each by the one check that refuses it
 */
#include "document.h"
#include "inspect/fields.h"
#include "inspect/referral-sink.h"
#include "test.h"

#include <string.h>

#define JAN "Voornaam: Jan\nNaam: Peeters\n"
#define TEL "Telefoon: 0470 12 34 56\n"
#define TXT(name, text, findings) DOCUMENT(FORMAT_TXT, name, text, findings, NULL)

static void names(void)
{
    TXT("a comma and a blank", "Naam: Peeters, Jan\n" TEL, "");
    TXT("a comma alone", "Naam: Peeters,Jan\n" TEL, "field-missing line 1; field-invalid line 1");
    TXT("a comma at the end", "Naam: Jan Peeters,\n" TEL, "field-invalid line 1");
    /* a last name said again right below is no client of its own, a whole name is one */
    TXT("a last name again", "Naam: An Claes\n" TEL "Naam: Peeters\n", "field-duplicate line 3");
    TXT("a whole name again", "Naam: An Claes\n" TEL "Naam: Jan Peeters\n", "field-missing line 3");
}

/* hidden_in - a sign that does not show, within a first name */
static void hidden_in(const char *name, const char *sign)
{
    char text[200] = "Voornaam: Ja";

    strcat(text, sign);
    strcat(text, "n\nNaam: Peeters\n" TEL);
    TXT(name, text, "content-hidden line 1");
}

static void signs_that_do_not_show(void)
{
    hidden_in("Braille without dots", "\xE2\xA0\x80");
    hidden_in("variation selector", "\xEF\xB8\x8F");
    hidden_in("Hangul filler", "\xE3\x85\xA4");
    hidden_in("grapheme joiner", "\xCD\x8F");
    hidden_in("not assigned", "\xCD\xB8");
    hidden_in("paragraph separator", "\xE2\x80\xA9");
    hidden_in("delete", "\x7F");
    hidden_in("noncharacter", "\xEF\xBF\xBF");
    /* more marks than there is room for, of the enclosing kind */
    TXT("heap of circles",
        "Voornaam: Ja\xE2\x83\x9D\xE2\x83\x9D\xE2\x83\x9D\xE2\x83\x9D\xE2\x83\x9Dn\n"
        "Naam: Peeters\n" TEL,
        "content-hidden line 1; field-invalid line 1");
}

static void forbidden_kinds(void)
{
    TXT("card", JAN TEL "Kaart: 4111 1111 1111 1111\n",
        "field-not-permitted line 4; forbidden-card-number line 4");
    TXT("identity card", JAN TEL "592-1234567-32\n",
        "field-not-permitted line 4; forbidden-card-number line 4");
    /* the figures of a street are searched as one number when they are as many as one has */
    TXT("national number in street, number and box",
        JAN "Adres: Plein 1940-1945 34 bus 4, 1000 Brussel\n", "forbidden-national-number line 3");
    TXT("figures of a street that are more", JAN "Adres: Plein 1940-1945 34 bus 41, 1000 Brussel\n",
        "");
}

static enum field_part part_of(const struct fields *f, const char *text)
{
    struct label label;

    CHECK(fields_label(f, slice_from(text), &label));
    return label.part;
}

static void labels(void)
{
    struct protocol *p = document_protocol();
    struct fields *f = fields_new(p);

    CHECK_INT(PART_NAME, part_of(f, "Naam (verplicht)"));
    CHECK_INT(PART_NAME, part_of(f, "Naam (1)"));
    CHECK_INT(PART_NONE, part_of(f, "Naam (x)"));
    CHECK_INT(PART_NONE, part_of(f, "Naam (3)"));
    fields_free(f);
    protocol_free(p);
}

/* a fixed text without letters stands for itself alone */
static void fixed_text_of_signs(void)
{
    struct protocol *p = document_protocol();
    struct fields *f;
    bool fixed;

    string_list_add(&p->fixed_text, slice_from("!!!"));
    f = fields_new(p);
    CHECK(fields_fixed(f, slice_from("?;?"), &fixed) && !fixed);
    CHECK(fields_fixed(f, slice_from("\xF0\x9F\x98\x80"), &fixed) && !fixed);
    fields_free(f);
    protocol_free(p);
}

/* restored - what comes of a number of a spreadsheet */
static void restored(const char *text, const char *expected)
{
    struct entry e = {.text = slice_from(text), .number = true};
    struct buffer out;

    check_case(text);
    buffer_init(&out, 100);
    CHECK(number_restored(&e, &out));
    CHECK_STRING(expected, buffer_string(&out));
    buffer_clear(&out);
    e.number = false;
    CHECK(number_restored(&e, &out));
    CHECK_STRING(text, buffer_string(&out));
    buffer_free(&out);
    check_case(NULL);
}

static void numbers_of_spreadsheets(void)
{
    restored("34571234", "034571234");
    restored("470123456", "0470123456");
    restored("370123456", "370123456"); /* no mobile number */
    restored("3234571234", "+3234571234");
    restored("32470123456", "+32470123456");
    restored("324701234", "324701234");
    restored("324701234567", "324701234567");
    restored("3345712345", "3345712345");
    restored("3457123", "3457123");
}

int main(void)
{
    static const struct test tests[] = {
        TEST(names),  TEST(signs_that_do_not_show), TEST(forbidden_kinds),
        TEST(labels), TEST(fixed_text_of_signs),    TEST(numbers_of_spreadsheets),
    };

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
