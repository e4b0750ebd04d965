/*
 * test-value-limits - each bound of the value grammars, at the limit and one beyond, and the signs
 * that no other refused value holds
 */
#include "inspect/value.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

struct value {
    const char *text;
    bool good;
};

static void check(enum value_kind kind, bool foreign, const char *text, bool good)
{
    check_case(text);
    CHECK_INT(good, value_valid(kind, slice_from(text), foreign));
    check_case(NULL);
}

static void check_all(enum value_kind kind, bool foreign, const struct value *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check(kind, foreign, values[i].text, values[i].good);
}
#define CHECK_ALL(kind, foreign, values) \
    check_all((kind), (foreign), (values), sizeof(values) / sizeof((values)[0]))

static void names_and_texts(void)
{
    static const struct value names[] = {
        {"Jan . Peeters", false},
        {"Jan ' Peeters", false},
        {"Jan -- Peeters", false},
        {"Jan - Peeters", true},
        /* three letters with a mark each, no letter with three */
        {"Q\xCC\x84y\xCC\x84r\xCC\x84", true},
        {"Q\xCC\x84\xCC\x81y\xCC\x84\xCC\x81", true},
        {"J\xC7\x80n", false}, /* U+01C0, a click */
        {"J\xC7\x83n", false}, /* U+01C3 */
        {"J\xC6\xBF\xC7\x84n", true},
        {"J\xE1\xBC\x80n", false}, /* U+1F00, Greek */
        {"J\xE1\xBB\xBFn", true},  /* U+1EFF */
    };
    static const struct value texts[] = {
        {"a\xCC\x81\xCC\x82", true},
        {"a\xCC\x81\xCC\x82\xCC\x83", false},
    };

    CHECK_ALL(VALUE_LAST_NAME, false, names);
    CHECK_ALL(VALUE_TEXT, false, texts);
}

static void building_numbers(void)
{
    static const struct value addresses[] = {
        {"Kerkstraat 12AB, 2550 Kontich", true},
        {"Kerkstraat 12bis, 2550 Kontich", true},
        {"Kerkstraat 12quater, 2550 Kontich", true},
        {"Kerkstraat 12bte3, 2550 Kontich", true},
        {"Kerkstraat 12appt3, 2550 Kontich", true},
        {"Kerkstraat 12ziek, 2550 Kontich", false},
        {"Kerkstraat 12dood3, 2550 Kontich", false},
        {"Kerkstraat 12hiv, 2550 Kontich", false},
        {"Kerkstraat 12-14sdf, 2550 Kontich", false},
        {"Kerkstraat 12abcde, 2550 Kontich", false},
        {"Kerkstraat 12b1234, 2550 Kontich", true},
        {"Kerkstraat 12b12345, 2550 Kontich", false},
        {"Kerkstraat 12-1234AB, 2550 Kontich", true},
        {"Kerkstraat 12-1234bis, 2550 Kontich", false},
        {"Kerkstraat 12/A12345, 2550 Kontich", true},
        {"Kerkstraat 12/A123456, 2550 Kontich", false},
        {"Kerkstraat 12=14, 2550 Kontich", false},
        {"Kerkstraat 12:14, 2550 Kontich", false},
        {"Kerkstraat 12_3, 2550 Kontich", false},
        {"Kerkstraat 12&14, 2550 Kontich", true},
        {"Kerkstraat 12 + 14, 2550 Kontich", true},
        {"Kerkstraat 12 -dood 14, 2550 Kontich", false},
        {"Kerkstraat 12 A123, 2550 Kontich", true},
        {"Kerkstraat 12 A0B2, 2550 Kontich", false},
        {"Kerkstraat 12, 99e verdieping, 2550 Kontich", true},
        {"Kerkstraat 12, 123e verdieping, 2550 Kontich", false},
    };

    CHECK_ALL(VALUE_ADDRESS, false, addresses);
}

static void boxes(void)
{
    static const struct value addresses[] = {
        {"Kerkstraat 12 bus 1.2.3/A-, 2550 Kontich", true}, /* 8 */
        {"Kerkstraat 12 bus 1.2.3/A-B, 2550 Kontich", false},
        {"Kerkstraat 12 bus 1.2.3.4.A, 2550 Kontich", false},
        {"Kerkstraat 12 bus ABC1, 2550 Kontich", true},
        {"Kerkstraat 12 bus ABCD1, 2550 Kontich", false},
        {"Kerkstraat 12 bus AB, 2550 Kontich", true},
        {"Kerkstraat 12 bus ABC, 2550 Kontich", false},
        {"Kerkstraat 12 bus ..., 2550 Kontich", false},
        {"Kerkstraat 12 bus -/-, 2550 Kontich", false},
        {"Kerkstraat 12 (), 2550 Kontich", false},
    };

    CHECK_ALL(VALUE_ADDRESS, false, addresses);
}

static void streets_and_towns(void)
{
    static const struct value addresses[] = {
        {"Ke\xCC\x81\xCC\x82rkstraat 12, 2550 Kontich", true},
        {"Ke\xCC\x81\xCC\x82\xCC\x83rkstraat 12, 2550 Kontich", false},
        {"\xCC\x81Kerkstraat 12, 2550 Kontich", false},
        {"123-Novemberlaan 5, 2550 Kontich", false},
        {"Plein 1940-45 Noord 3, 1000 Brussel", true},
        {"Plein 1940-194 Noord 3, 1000 Brussel", false},
        {"Plein 1940-19A5 Noord 3, 1000 Brussel", false},
        {"Place du Roi 1945 Nord 12, 1000 Bruxelles", true},
        {"Rue Haute 1945 Nord 12, 1000 Bruxelles", false},
        {"Rue du 8 et du 9 Mai 12, 1000 Bruxelles", true},
        {"Rue du 8 du 9 du 10 Mai 12, 1000 Bruxelles", false},
        {"8 A 12, 2550 Kontich", false},
        {"8 An 12, 2550 Kontich", true},
        {"Abcdefghijklmnopqrstuvwxyzabcd Abcdefghijklmnopqrstuvwxyzabc 12, 2550 Kontich", true},
        {"Abcdefghijklmnopqrstuvwxyzabcd Abcdefghijklmnopqrstuvwxyzabcd 12, 2550 Kontich", false},
        {"Kerkstraat 12, 2550 Abcdefghijklmnopqrst Abcdefghijklmnopqrs", true},   /* 40 */
        {"Kerkstraat 12, 2550 Abcdefghijklmnopqrst Abcdefghijklmnopqrst", false}, /* 41 */
        /* two letters, but not of a postcode of the Netherlands */
        {"Zeelaan 12, 8660 De Panne", true},
        {"Zeelaan 12, 8660 DE Panne", false},
        {"Rue Haute 12, 4357 Le Roux", true},
    };

    CHECK_ALL(VALUE_ADDRESS, false, addresses);
}

static void parts_of_addresses(void)
{
    static const struct value addresses[] = {
        {"Rue, de, la, Loi, 16, 1000 Bruxelles", true}, /* six parts */
        {"Rue, de, la, Loi, 16, bte 4 1000 Bruxelles", false},
        {"Kerkstraat 12, 2550, Kontich", true},
        {"Kerkstraat 12, 2550, Kont1ch", false},
        {"Kerkstraat 12, 2550, dit is: een geheim!", false},
        {"Kerkstraat 12, 2550, 0470 12 34 56", false},
    };
    static const struct value foreign[] = {
        {"Oye 1, A", true},
        {"Oy 1, A", false},
        {"Abcdefghijklmnopqrstuvwxyz Abcdefghijklmnopqrstuvwxyz Abcd 1, A", true},   /* 60 */
        {"Abcdefghijklmnopqrstuvwxyz Abcdefghijklmnopqrstuvwxyz Abcde 1, A", false}, /* 61 */
    };
    struct buffer lines;

    CHECK_ALL(VALUE_ADDRESS, false, addresses);
    CHECK_ALL(VALUE_ADDRESS, true, foreign);
    buffer_init(&lines, 200);
    /* a building number that looks like a postcode */
    CHECK(postal_address_normalise(slice_from("1040 Chauss\xC3\xA9"
                                              "e de Wavre, 1160 Auderghem"),
                                   false, &lines));
    CHECK_STRING("1040 Chauss\xC3\xA9"
                 "e de Wavre\n1160 Auderghem",
                 buffer_string(&lines));
    buffer_free(&lines);
}

/* longest_address - of len bytes, filled up with line feeds */
static void longest_address(size_t len, bool good)
{
    static const char street[] = "Kerkstraat 12", town[] = "2550 Kontich";
    char text[ADDRESS_MAX_BYTES + 2];

    memset(text, '\n', sizeof text);
    memcpy(text, street, sizeof street - 1);
    memcpy(text + len - (sizeof town - 1), town, sizeof town - 1);
    text[len] = '\0';
    CHECK_INT(good, value_valid(VALUE_ADDRESS, slice_from(text), false));
    CHECK_INT(good, value_valid(VALUE_ADDRESS, slice_from(text), true));
}

static void lengths_of_addresses(void)
{
    longest_address(ADDRESS_MAX_BYTES, true);
    longest_address(ADDRESS_MAX_BYTES + 1, false);
}

static void telephones(void)
{
    static const struct value numbers[] = {
        {"+298 12345", true}, /* 8 digits */
        {"+298 1234", false},
        {"+49 151 1234567890", true},
        {"+49 151 123456789012", false}, /* 17 */
        {"+49 1512345678901", true},     /* 15 */
        {"+49 15123456789012", false},
        {"+7 495 123 45 67", true},
        {"+7 495 123 45 6", false},
        {"+7 495 123 45 678", false},
        {"+1 202 555 0123", true},
        {"+1 202 555 01234", false},
        {"(03457) 12 34", true},
        {"(034571) 2 34", false},
        {"(0)3 457 12 34", true},       /* the trunk's 0 is one of the number */
        {"(0)0032 3 457 12 34", false}, /* and not one to leave out before a country code */
        {"+32 (0)3 457 12 34", true},
        {"00000000000000000000000", false},
        {"000000000000000000000000", false},
        {"0000000000000000000000000", false},
    };

    CHECK_ALL(VALUE_TELEPHONE, false, numbers);
}

static void absence(void)
{
    char dashes[42];

    memset(dashes, '-', sizeof dashes);
    CHECK(value_absent(slice_of(dashes, 40)));
    CHECK(!value_absent(slice_of(dashes, 41)));
}

int main(void)
{
    static const struct test tests[] = {
        TEST(names_and_texts),
        TEST(building_numbers),
        TEST(boxes),
        TEST(streets_and_towns),
        TEST(parts_of_addresses),
        TEST(lengths_of_addresses),
        TEST(telephones),
        TEST(absence),
    };

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
