/*
 * test-detect-limits - where each detector begins and ends: the longest and shortest number, the
 * last year, the sign that may stand between and the one that may not
 */
#include "inspect/detect.h"
#include "test.h"

#include <string.h>

#define ALL (DETECT_NATIONAL_NUMBER | DETECT_BANK_ACCOUNT | DETECT_CARD_NUMBER | DETECT_DATE)

struct row {
    const char *text;
    unsigned kinds;
};

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        unsigned kinds = 0;

        check_case(rows[i].text);
        CHECK(detect_all(slice_from(rows[i].text), ALL, &kinds));
        CHECK_INT(rows[i].kinds, kinds);
    }
    check_case(NULL);
}
#define CHECK_ROWS(rows) check_rows((rows), sizeof(rows) / sizeof((rows)[0]))

static void national_numbers(void)
{
    static const struct row rows[] = {
        {"8 5 0 7 3 0 0 3 3 2 8", DETECT_NATIONAL_NUMBER}, /* eleven groups */
        {"85520700 1 12", 0},
        {"0085073003328", DETECT_NATIONAL_NUMBER},
        {"1285073003328", 0}, /* only 00 may lead it */
        {"85(07)30 033 28", DETECT_NATIONAL_NUMBER},
        {"85\xE2\x88\x92"
         "07\xE2\x88\x92"
         "30\xE2\x88\x92"
         "033\xE2\x88\x92"
         "28",
         DETECT_NATIONAL_NUMBER}, /* minus signs */
        {"85 - 0730 03328", DETECT_NATIONAL_NUMBER},
        {"85 -- 0730 03328", 0}, /* four signs do not stand inside a number */
        /* the printed form counts whatever its check digits, and also where its beginning looks
         * like a telephone number; but not as digits of a foreign one */
        {"03.22.15-456.70", DETECT_NATIONAL_NUMBER},
        {"+49.12.12-345.67", 0},
        {"+49 151 234 56 78", 0},
    };

    CHECK_ROWS(rows);
}

static void accounts(void)
{
    static const struct row rows[] = {
        {"NO9386011117947", DETECT_BANK_ACCOUNT}, /* 15, the shortest there is */
        {"xNO9386011117947", 0},
        /* that leave 1 by 97, but have a letter as check digit, or hardly a digit */
        {"NL9XABNA0417164320", 0},
        {"NO09abcdefghijk", 0},
        {"NL91 - ABNA - 0417 1643 00", DETECT_BANK_ACCOUNT},
        {"NL91 -- ABNA 0417 1643 00", 0},
        {"BE 68 5390 0754 7035", DETECT_BANK_ACCOUNT},
        {"be is 68 5390 0754 7035", 0},
        /* check digits 97, for a remainder of 0 */
        {"000000009797", DETECT_BANK_ACCOUNT},
        {"000000009700", 0},
        /* twelve digits in a longer run are not an account by their check digits */
        {"1 001234 567803", 0},
        {"001234 567803 1", 0},
        {"001234 567803", DETECT_BANK_ACCOUNT},
    };

    CHECK_ROWS(rows);
}

static void cards(void)
{
    static const struct row rows[] = {
        {"4222222222222", DETECT_CARD_NUMBER}, /* 13 */
        {"422222222222", 0},
        {"6304000000000000000", DETECT_CARD_NUMBER}, /* 19 */
        {"63040000000000000000", 0},
        {"3600 000000 0008", DETECT_CARD_NUMBER},
        {"36000000000008", DETECT_CARD_NUMBER},
        {"2100000000000005", 0},
        {"2200000000000004", DETECT_CARD_NUMBER},
        {"2800000000000008", 0},
        /* in the groups of a card also within more digits, in other groups only alone */
        {"12 4111 1111 1111 1111 34", DETECT_CARD_NUMBER},
        {"12 3600 000000 0008 34", DETECT_CARD_NUMBER},
        {"12 6703 4444 4444 4444 1 34", DETECT_CARD_NUMBER},
        {"12 41111111 11111111", 0},
        {"41111111 11111111 12", 0},
    };

    CHECK_ROWS(rows);
}

static void dates_in_figures(void)
{
    static const struct row rows[] = {
        {"12/03/1880", DETECT_DATE},
        {"12/03/1879", 0},
        {"12/03/2100", DETECT_DATE},
        {"12/03/2101", 0},
        {"0/3/1980", 0},
        {"3/0/1980", 0},
        {"13/13/1980", 0},
        {"13/12/1980", DETECT_DATE},
        {"12/31/1980", DETECT_DATE},
        {"12/32/1980", 0},
        {"12/03-1980", 0},
        {"12/003/1980", 0},
        {"12_03_1980", DETECT_DATE},
        {"12 3 1980", 0}, /* with blanks the month has two digits */
        {"1 03 1980", 0}, /* and so has the day */
        {"12 03 1980", DETECT_DATE},
        {"5 12 03 1980", 0},
        {"1980-13-01", 0},
        {"1980-00-10", 0},
        {"1980-12-32", 0},
        {"1980-12-31", DETECT_DATE},
        {"32121980", 0},
        {"31121980", DETECT_DATE},
        {"19800012", 0},
        {"19801200", 0},
        {"19801332", 0},
        {"19801231", DETECT_DATE},
    };

    CHECK_ROWS(rows);
}

static void dates_in_words(void)
{
    static const struct row rows[] = {
        {"120 jaar", DETECT_DATE},
        {"121 jaar", 0},
        {"12 -- maart 1980", 0},
        {"12 - maart 1980", DETECT_DATE}, /* three signs between */
        {"0 maart 1980", 0},
        {"31 maart 1980", DETECT_DATE},
        {"32 maart 1980", 0},
        {"geboren 120380", DETECT_DATE},
        {"geboren 123456789", 0},
        {"geboren op of omstreeks 1980", DETECT_DATE},
        {"n\xC3\xA9 le 5", DETECT_DATE},
        {"n\xC3\xA9 Dupont le 5", 0},
        /* a street named after a day, its kind up to two words before */
        {"Avenue du Souvenir du 8 Mai 1945", DETECT_DATE},
        {"Plein van 11 november 1918", 0},
        {"Esplanade monumentale 11 novembre 1918", 0},
    };

    CHECK_ROWS(rows);
}

/* telephones - numbers with as many digits and groups as they can have are none of the kinds */
static void telephones(void)
{
    static const struct row rows[] = {
        {"0032 (0)4 7 0 1 2 3 4 5 6", 0},
        {"+32 4 5 0 0 00 3 43", 0},
        {"0049 (0)4222222222222", 0}, /* 18 digits */
    };

    CHECK_ROWS(rows);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(national_numbers), TEST(accounts),       TEST(cards),
        TEST(dates_in_figures), TEST(dates_in_words), TEST(telephones),
    };

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
