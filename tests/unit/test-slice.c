/* test-slice - views of bytes: cutting, comparing, searching */
#include "base/slice.h"
#include "test.h"

static const struct slice NONE = {0};

static void makes_views(void)
{
    CHECK_INT(3, slice_from("abc").len);
    CHECK_INT(0, slice_from("").len);
    CHECK(slice_is(slice_of("ab\0cd", 5), "ab") == false);
    CHECK(slice_equal(slice_of("ab\0cd", 5), slice_of("ab\0cd", 5)));
    CHECK(!slice_equal(slice_of("ab\0cd", 5), slice_of("ab\0ce", 5)));
}

static void cuts_to_what_is_there(void)
{
    struct slice s = slice_from("abcdef");
    CHECK(slice_is(slice_sub(s, 2, 3), "cde"));
    CHECK(slice_is(slice_sub(s, 0, 6), "abcdef"));
    CHECK(slice_is(slice_sub(s, 4, 3), "ef"));
    CHECK(slice_is(slice_sub(s, 5, SIZE_MAX), "f"));
    CHECK_INT(0, slice_sub(s, 6, 1).len);
    CHECK_INT(0, slice_sub(s, 7, 1).len);
    CHECK_INT(0, slice_sub(s, SIZE_MAX, SIZE_MAX).len);
    CHECK_INT(0, slice_sub(s, 2, 0).len);
    CHECK_INT(0, slice_sub(NONE, 0, 1).len);
}

static void compares_empty_views(void)
{
    CHECK(slice_equal(NONE, slice_from("")));
    CHECK(slice_is(NONE, ""));
    CHECK(slice_equal_nocase(NONE, NONE));
    CHECK(!slice_is(NONE, "a"));
    CHECK(!slice_is(slice_from("a"), ""));
}

static void ignores_ascii_case_only(void)
{
    CHECK(slice_is_nocase(slice_from("TEXT/Plain"), "text/plain"));
    CHECK(!slice_is_nocase(slice_from("text/plain"), "text/plai"));
    CHECK(!slice_is_nocase(slice_from("text"), "tex_"));
    /* letters begin and end where ASCII says: neighbours differ by the same bit */
    CHECK(!slice_is_nocase(slice_from("@"), "`"));
    CHECK(!slice_is_nocase(slice_from("["), "{"));
    CHECK(slice_is_nocase(slice_from("AZ"), "az"));
    /* E acute in Latin-1, upper and lower */
    CHECK(!slice_is_nocase(slice_from("\xc9"), "\xe9"));
}

static void finds_prefixes(void)
{
    CHECK(slice_starts(slice_from("mailto:x"), "mailto:"));
    CHECK(!slice_starts(slice_from("MAILTO:x"), "mailto:"));
    CHECK(slice_starts_nocase(slice_from("MAILTO:x"), "mailto:"));
    CHECK(slice_starts(slice_from("abc"), "abc"));
    CHECK(!slice_starts(slice_from("ab"), "abc"));
    CHECK(!slice_starts_nocase(slice_from("ab"), "abc"));
    CHECK(slice_starts(slice_from("abc"), ""));
    CHECK(slice_starts(NONE, ""));
}

static void finds_needles(void)
{
    struct slice s = slice_from("abcabc");
    CHECK_INT(0, slice_find(s, slice_from("abc"), 0));
    CHECK_INT(3, slice_find(s, slice_from("abc"), 1));
    CHECK_INT(3, slice_find(s, slice_from("abc"), 3));
    CHECK(slice_find(s, slice_from("abc"), 4) == SIZE_MAX);
    CHECK(slice_find(s, slice_from("abcabca"), 0) == SIZE_MAX);
    CHECK(slice_find(s, slice_from("x"), 0) == SIZE_MAX);
    CHECK(slice_find(s, slice_from("a"), 7) == SIZE_MAX);
    CHECK(slice_find(NONE, slice_from("a"), 0) == SIZE_MAX);
    CHECK_INT(6, slice_find(s, NONE, 6)); /* nothing is found everywhere, at the end too */
    CHECK(slice_find(s, NONE, 7) == SIZE_MAX);
    CHECK_INT(2, slice_find(slice_of("a\0\0b", 4), slice_of("\0b", 2), 0));
}

static void finds_bytes(void)
{
    struct slice s = slice_of("a\0ba", 4);
    CHECK_INT(0, slice_find_byte(s, 'a', 0));
    CHECK_INT(3, slice_find_byte(s, 'a', 1));
    CHECK_INT(1, slice_find_byte(s, '\0', 0));
    CHECK(slice_find_byte(s, 'a', 4) == SIZE_MAX);
    CHECK(slice_find_byte(s, 'c', 0) == SIZE_MAX);
    CHECK(slice_find_byte(NONE, 0, 0) == SIZE_MAX);
}

static void trims_blanks_and_tabs_only(void)
{
    CHECK(slice_is(slice_trim(slice_from(" \t a b\t ")), "a b"));
    CHECK(slice_is(slice_trim(slice_from("\na\r")), "\na\r"));
    CHECK_INT(0, slice_trim(slice_from(" \t ")).len);
    CHECK_INT(0, slice_trim(NONE).len);
}

static void counts_leading_digits(void)
{
    CHECK_INT(0, slice_digits(slice_of(NULL, 0)));
    CHECK_INT(0, slice_digits(slice_from("a1")));
    CHECK_INT(2, slice_digits(slice_from("12b3")));
    CHECK_INT(4, slice_digits(slice_sub(slice_from("123456"), 0, 4)));
    CHECK_INT(0, slice_digits(slice_from("/1")));
    CHECK_INT(0, slice_digits(slice_from(":1")));
}

static void finds_in_lists(void)
{
    static const char *const list[] = {"van", "De", "", NULL};

    CHECK(slice_in(slice_from("van"), list) && slice_in(slice_of(NULL, 0), list));
    CHECK(!slice_in(slice_from("Van"), list) && !slice_in(slice_from("va"), list));
    CHECK(slice_in_nocase(slice_from("VAN"), list) && slice_in_nocase(slice_from("de"), list));
    CHECK(!slice_in_nocase(slice_from("vans"), list));
    CHECK(!slice_in(slice_from("x"), list + 3));
}

static void cuts_lines(void)
{
    struct slice rest = slice_from("a\n\nbc\nd"), line = slice_of(NULL, 0);

    CHECK(slice_next_line(&rest, &line) && slice_is(line, "a"));
    CHECK(slice_next_line(&rest, &line) && line.len == 0);
    CHECK(slice_next_line(&rest, &line) && slice_is(line, "bc"));
    CHECK(!slice_next_line(&rest, &line) && slice_is(rest, "d"));
    rest = slice_of(NULL, 0);
    CHECK(!slice_next_line(&rest, &line));
}

static void finds_lines(void)
{
    struct slice lines = slice_from("Blad1\n\nBlad 2\nlast");

    CHECK(slice_in_lines(slice_from("Blad1"), lines));
    CHECK(slice_in_lines(slice_from("Blad 2"), lines));
    CHECK(slice_in_lines(slice_of(NULL, 0), lines));
    CHECK(!slice_in_lines(slice_from("blad1"), lines));
    CHECK(!slice_in_lines(slice_from("Blad"), lines));
    CHECK(!slice_in_lines(slice_from("last"), lines)); /* no line feed behind it */
    CHECK(!slice_in_lines(slice_of(NULL, 0), slice_of(NULL, 0)));
}

static void leaves_numbers_out(void)
{
    CHECK(slice_is(slice_without_number(slice_from("Table12")), "Table"));
    CHECK(slice_is(slice_without_number(slice_from("1a")), "1a"));
    CHECK(slice_without_number(slice_from("2026")).len == 0);
    CHECK(slice_without_number(slice_of(NULL, 0)).len == 0);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(makes_views),
        TEST(cuts_to_what_is_there),
        TEST(compares_empty_views),
        TEST(ignores_ascii_case_only),
        TEST(finds_prefixes),
        TEST(finds_needles),
        TEST(finds_bytes),
        TEST(counts_leading_digits),
        TEST(finds_in_lists),
        TEST(cuts_lines),
        TEST(finds_lines),
        TEST(leaves_numbers_out),
        TEST(trims_blanks_and_tabs_only),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
