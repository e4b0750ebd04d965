/* test-value - telephone numbers, mail addresses and other values, in the forms that people write;
 * all made up */
#include "value-cases.h"

#include <string.h>

static const char *const telephones[][2] = {{"03 457 12 34", "3234571234"},
                                            {"034571234", "3234571234"},
                                            {"03/457.12.34", "3234571234"},
                                            {"03-457-12-34", "3234571234"},
                                            {"03 457.12.34", "3234571234"},
                                            {"03/457 12 34", "3234571234"},
                                            {"(03) 457 12 34", "3234571234"},
                                            {"(03)4571234", "3234571234"},
                                            {"02 123 45 67", NULL},
                                            {"02 223 45 67", "3222234567"},
                                            {"04 223 45 67", "3242234567"},
                                            {"04 323 45 67", "3243234567"},
                                            {"09 223 45 67", "3292234567"},
                                            {"09/223.45.67", "3292234567"},
                                            {"015 20 30 40", "3215203040"},
                                            {"014/21.22.23", "3214212223"},
                                            {"010 45 45 45", "3210454545"},
                                            {"011 22 33 44", "3211223344"},
                                            {"050 33 44 55", "3250334455"},
                                            {"051 22 33 44", "3251223344"},
                                            {"056 22 33 44", "3256223344"},
                                            {"059 50 60 70", "3259506070"},
                                            {"064 22 33 44", "3264223344"},
                                            {"071 22 33 44", "3271223344"},
                                            {"081 22 33 44", "3281223344"},
                                            {"087 55 66 77", "3287556677"},
                                            {"089 35 36 37", "3289353637"},
                                            {"067 21 22 23", "3267212223"},
                                            {"0470 12 34 56", "32470123456"},
                                            {"0470123456", "32470123456"},
                                            {"0470/12.34.56", "32470123456"},
                                            {"0470/12 34 56", "32470123456"},
                                            {"0470-12-34-56", "32470123456"},
                                            {"0470.12.34.56", "32470123456"},
                                            {"0470/123456", "32470123456"},
                                            {"0470 123 456", "32470123456"},
                                            {"0470 - 12 34 56", "32470123456"},
                                            {"0456 12 34 56", "32456123456"},
                                            {"0486/12.34.56", "32486123456"},
                                            {"0499123456", "32499123456"},
                                            {"+32 470 12 34 56", "32470123456"},
                                            {"+ 32 470 12 34 56", "32470123456"},
                                            {"+32470123456", "32470123456"},
                                            {"+32 (0)470 12 34 56", "32470123456"},
                                            {"+32(0)470/12.34.56", "32470123456"},
                                            {"+32 (0) 470 12 34 56", "32470123456"},
                                            {"+32 0470 12 34 56", "32470123456"},
                                            {"0032 470 12 34 56", "32470123456"},
                                            {"0032470123456", "32470123456"},
                                            {"00 32 470 12 34 56", "32470123456"},
                                            {"+32 3 457 12 34", "3234571234"},
                                            {"+32 (0)3 457 12 34", "3234571234"},
                                            {"+32-3-457-12-34", "3234571234"},
                                            {"+32.3.457.12.34", "3234571234"},
                                            {"(+32) 470 12 34 56", "32470123456"},
                                            {"(0032) 470 12 34 56", "32470123456"},
                                            {"0032 (0)3 457 12 34", "3234571234"},
                                            {"+31 6 12345678", "31612345678"},
                                            {"0031 6 12 34 56 78", "31612345678"},
                                            {"+31 (0)6 12345678", "31612345678"},
                                            {"+33 6 12 34 56 78", "33612345678"},
                                            {"+33 (0)6 12 34 56 78", "33612345678"},
                                            {"+49 151 12345678", "4915112345678"},
                                            {"+44 7911 123456", "447911123456"},
                                            {"+352 621 123 456", "352621123456"},
                                            {"+212 612 345678", "212612345678"},
                                            {"+90 532 123 45 67", "905321234567"},
                                            {"+1 202 555 0123", "12025550123"},
                                            {"+48 512 345 678", "48512345678"},
                                            {"+40 712 345 678", "40712345678"},
                                            {"+963 944 123 456", "963944123456"},
                                            {"+93 70 123 4567", "93701234567"},
                                            {"+380 50 123 4567", "380501234567"}};

static void good_telephones(void)
{
    size_t good = 0;

    for (size_t i = 0; i < sizeof telephones / sizeof telephones[0]; i++) {
        char out[TELEPHONE_SIZE] = "";
        bool valid = telephone_canonical(slice_from(telephones[i][0]), out, sizeof out);

        check_case(telephones[i][0]);
        CHECK_INT(telephones[i][1] != NULL, valid);
        if (valid)
            CHECK_STRING(telephones[i][1], out);
        CHECK_INT(valid, value_valid(VALUE_TELEPHONE, slice_from(telephones[i][0]), false));
        good += valid ? 1 : 0;
    }
    check_case(NULL);
    CHECK(good >= 60);
    char small[TELEPHONE_SIZE - 1];
    CHECK(!telephone_canonical(slice_from("0470123456"), small, sizeof small));
}

static void bad_telephones(void)
{
    static const char *const numbers[] = {"",
                                          "0",
                                          "1",
                                          "112",
                                          "100",
                                          "1207",
                                          "1888",
                                          "470123456",
                                          "34571234",
                                          "0470 12 34 5",
                                          "0470 12 34 567",
                                          "03 457 12 3",
                                          "03 457 12 345",
                                          "0900 12 345",
                                          "0900 12 34 56",
                                          "070 12 34 56",
                                          "0800 12 345",
                                          "078 15 12 34",
                                          "0440 12 34 56",
                                          "0400 12 34 56",
                                          "0570 12 34 56",
                                          "0670 12 34 56",
                                          "013 12 34",
                                          "03 123 45 67",
                                          "06 12345678",
                                          "02 923 45 67",
                                          "0170 12 34 56",
                                          "017 22 33 44",
                                          "018 22 33 44",
                                          "062 22 33 44",
                                          "066 22 33 44",
                                          "072 22 33 44",
                                          "085 22 33",
                                          "095 22 33 44",
                                          "+32 470 12 34 5",
                                          "+32 470 12 34 567",
                                          "+32 900 12 345",
                                          "+32 70 12 34 56",
                                          "+32",
                                          "+",
                                          "00",
                                          "0032",
                                          "+0470123456",
                                          "+999 123 456 789",
                                          "+210 123 456 789",
                                          "+1 202 555 012",
                                          "+31 6 1234567",
                                          "+33 6 12 34 56 7",
                                          "+12345678901234567",
                                          "+49 1",
                                          "tel 0470123456",
                                          "0470123456 (moeder)",
                                          "0470 12 34 56 na 18u",
                                          "0470123456?",
                                          "O470123456",
                                          "0470_12_34_56",
                                          "0470,12,34,56",
                                          "0470:12:34:56",
                                          "0470    12 34 56",
                                          "0470 --- 12 34 56",
                                          "((03)) 457 12 34",
                                          "(03 457 12 34",
                                          "03) 457 12 34",
                                          "(034571234)",
                                          "() 03 457 12 34",
                                          "(03) (457) 12 34",
                                          "0470 12 34 56 ",
                                          " 0470 12 34 56",
                                          "-0470123456",
                                          "0470123456-",
                                          "0470+123456",
                                          "++32470123456",
                                          "+ (32) 470 12 34 56",
                                          "85.07.30-033.28",
                                          "85073003328",
                                          "BE68539007547034",
                                          "001-2345678-03",
                                          "\xD9\xA0\xD9\xA4\xD9\xA7\xD9\xA0",
                                          "0470123456\n0471123456",
                                          "0470123456\t",
                                          "0470\xC2\xA0"
                                          "12 34 56",
                                          "324"
                                          "70123456",
                                          "+  32 470 12 34 56",
                                          "+ 0470 12 34 56",

                                          NULL};

    all_values(VALUE_TELEPHONE, false, false, numbers);
}

static void good_emails(void)
{
    static const char *const emails[] = {
        "jan@example.be",
        "jan.peeters@example.be",
        "jan.peeters@mail.example.be",
        "j@e.be",
        "JAN.PEETERS@EXAMPLE.BE",
        "Jan.Peeters@Example.be",
        "jan_peeters@example.be",
        "jan-peeters@example.be",
        "jan+ocmw@example.be",
        "jan.peeters1980@example.com",
        "1jan@example.be",
        "123456@example.be",
        "jan.p.peeters@example.be",
        "j.p@example.co.uk",
        "peeters@telenet.be",
        "familie.peeters@skynet.be",
        "jan@hotmail.com",
        "jan@gmail.com",
        "jan@outlook.be",
        "jan@live.be",
        "jan@proximus.be",
        "jan@scarlet.be",
        "jan@yahoo.fr",
        "jan@icloud.com",
        "jan@protonmail.com",
        "jan@kontich.be",
        "jan@vlaanderen.be",
        "o'brien@example.be",
        "d'hondt@example.be",
        "jan!x@example.be",
        "jan#x@example.be",
        "jan$x@example.be",
        "jan%x@example.be",
        "jan&an@example.be",
        "jan*x@example.be",
        "jan/x@example.be",
        "jan=x@example.be",
        "jan?x@example.be",
        "jan^x@example.be",
        "jan`x@example.be",
        "jan{x}@example.be",
        "jan|x@example.be",
        "jan~x@example.be",
        "-jan@example.be",
        "jan-@example.be",
        "_jan_@example.be",
        "jan--p@example.be",
        "jan@a-b.be",
        "jan@a--b.be",
        "jan@1.be",
        "jan@123.be",
        "jan@x1.be",
        "jan@example.museum",
        "jan@example.brussels",
        "jan@example.vlaanderen",
        "jan@sub.sub.sub.example.be",
        "jan@xn--caf-dma.be",
        "a.b.c.d.e.f@example.be",
        "mohamed.el.khaddouri@example.be",
        "m.vandenbroeck@example.be",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz012345678901@example.be", /* 64 */
        "jan@abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz01234567890.be",
        /* 63 */ NULL};

    all_values(VALUE_EMAIL, false, true, emails);
}

static void bad_emails(void)
{
    char longest[256];
    static const char *const emails[] = {
        "",
        "jan",
        "@",
        "jan@",
        "@example.be",
        "jan@example",
        "jan@be",
        "jan@.be",
        "jan@example.",
        "jan@example.b",
        "jan@example..be",
        "jan@@example.be",
        "jan@ex@ample.be",
        ".jan@example.be",
        "jan.@example.be",
        "jan..p@example.be",
        "jan peeters@example.be",
        "jan@exam ple.be",
        " jan@example.be",
        "jan@example.be ",
        "jan@example.be.",
        "jan@-example.be",
        "jan@example-.be",
        "jan@exam_ple.be",
        "jan@example.b3",
        "jan@example.123",
        "jan@127.0.0.1",
        "jan@[127.0.0.1]",
        "jan@[IPv6:::1]",
        "\"jan\"@example.be",
        "\"jan p\"@example.be",
        "Jan <jan@example.be>",
        "<jan@example.be>",
        "mailto:jan@example.be",
        "jan@example.be, an@example.be",
        "jan@example.be;an@example.be",
        "jan@example.be an@example.be",
        "jan(x)@example.be",
        "jan@example.be (priv\xC3\xA9)",
        "jan@(x)example.be",
        "jan,p@example.be",
        "jan;p@example.be",
        "jan:p@example.be",
        "jan\\p@example.be",
        "jan<p@example.be",
        "jan>p@example.be",
        "jan[p@example.be",
        "jan]p@example.be",
        "j\xC3\xA9r\xC3\xB4me@example.be",
        "jan@caf\xC3\xA9.be",
        "jan@example.\xC3\xA9u",
        "jan@example.xn--p1ai",
        "jan@example,be",
        "jan@example.be/x",
        "jan@example.be?subject=x",
        "http://jan@example.be",
        "jan at example.be",
        "jan@example dot be",
        "jan@example.be\n",
        "jan@exam\nple.be",
        "jan\t@example.be",
        "jan\x01@example.be",
        "jan@%",
        "www.example.be",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789012@example.be", /* 65 */
        "jan@abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz012345678901.be",
        /* 64 */ NULL};

    all_values(VALUE_EMAIL, false, false, emails);
    strcpy(longest, "jan@");
    for (size_t i = 4; i < 251; i++)
        longest[i] = i % 50 == 0 && i < 250 ? '.' : 'x';
    strcpy(longest + 251, ".be");
    CHECK_INT(254, strlen(longest));
    CHECK(value_valid(VALUE_EMAIL, slice_from(longest), false));
    memmove(longest + 1, longest, 255);
    longest[0] = 'a';
    CHECK(!value_valid(VALUE_EMAIL, slice_from(longest), false));
}

static void other_kinds(void)
{
    static const char *const texts[] = {"a", "Sociale dienst, team 3", "Huis 12/3 (A & B) + C",
                                        "L'\xC3\xA9t\xC3\xA9 - 3.4", NULL};
    static const char *const no_texts[] = {
        "",    "a  b", "a\nb",     "a: b",          "a=b",  "a_b",     "a@b",
        "a;b", "a\"b", "\xD0\x98", "a\xE2\x82\xAC", "\x01", "zwanger", NULL};
    static const char *const numbers[] = {"0", "123", "12345678901234567890", NULL};
    static const char *const no_numbers[] = {
        "", "12 3", "1.2", "-1", "+1", "1a", "123456789012345678901", "\xD9\xA1", NULL};
    char text[102];

    all_values(VALUE_TEXT, false, true, texts);
    all_values(VALUE_TEXT, false, false, no_texts);
    all_values(VALUE_NUMBER, false, true, numbers);
    all_values(VALUE_NUMBER, false, false, no_numbers);
    memset(text, 'a', sizeof text);
    CHECK(value_valid(VALUE_TEXT, slice_of(text, 100), false));
    CHECK(!value_valid(VALUE_TEXT, slice_of(text, 101), false));
    CHECK(!value_valid(VALUE_KIND_COUNT, slice_from("a"), false));
}

static void absent(void)
{
    static const char *const yes[] = {"-",
                                      "--",
                                      "/",
                                      "//",
                                      "?",
                                      ".",
                                      "...",
                                      "_",
                                      "x",
                                      "X",
                                      "geen",
                                      "Geen",
                                      "nvt",
                                      "n.v.t.",
                                      "N.v.t",
                                      "niet van toepassing",
                                      "onbekend",
                                      "niet gekend",
                                      "aucun",
                                      "n\xC3\xA9"
                                      "ant",
                                      "inconnu",
                                      "none",
                                      "unknown",
                                      "n/a",
                                      "",
                                      NULL};
    static const char *const no[] = {
        "0", "1", "An", "geen idee", "!", ":", "*", "(-)", "jan@example.be", "+", NULL};

    for (size_t i = 0; yes[i] != NULL; i++) {
        check_case(yes[i]);
        CHECK(value_absent(slice_from(yes[i])));
    }
    for (size_t i = 0; no[i] != NULL; i++) {
        check_case(no[i]);
        CHECK(!value_absent(slice_from(no[i])));
    }
}

int main(void)
{
    static const struct test tests[] = {TEST(good_telephones), TEST(bad_telephones),
                                        TEST(good_emails),     TEST(bad_emails),
                                        TEST(other_kinds),     TEST(absent)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
