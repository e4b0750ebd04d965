/* Names that may be handed on: one plain name, on every system */
#include "inspect/file-name.h"
#include "test.h"

#include <string.h>

static bool safe(const char *name)
{
    return file_name_safe(slice_from(name));
}

static void takes_plain_names(void)
{
    static const char *const names[] = {"a",
                                        "7",
                                        "aanmelding.txt",
                                        "Aanmelding Peeters (2), van 3-4_5 & zo+meer's.v2.csv",
                                        "Ren\xc3\xa9.txt",
                                        "Rene\xcc\x81.txt", /* decomposed, as macOS has it */
                                        "\xc3\x80\xc3\x96\xc3\x98\xc3\xb6\xc3\xb8\xc3\xbf",
                                        "\xc4\x80\xc5\xbf\xc6\x80\xc6\xbf\xc7\x84\xc9\x8f",
                                        "\xe1\xb8\x80\xe1\xbb\xbf",
                                        "conto.txt",
                                        "com.txt",
                                        "com10.txt",
                                        "comx.txt",
                                        "lpt.txt",
                                        "a..b",
                                        "-a",
                                        "'a'"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        check_case(names[i]);
        CHECK(safe(names[i]));
    }
    check_case(NULL);
}

static void refuses_other_characters(void)
{
    static const char *const names[] = {"a/b",
                                        "a\\b",
                                        "a:b",
                                        "a*b",
                                        "a?b",
                                        "a\"b",
                                        "a<b",
                                        "a>b",
                                        "a|b",
                                        "a;b",
                                        "a!b",
                                        "a@b",
                                        "a#b",
                                        "a$b",
                                        "a%b",
                                        "a^b",
                                        "a=b",
                                        "a[b",
                                        "a{b",
                                        "a~b",
                                        "a`b",
                                        "a\tb",
                                        "a\x01"
                                        "b",
                                        "a\x7f"
                                        "b",
                                        "a\xc2\xa0"
                                        "b", /* no-break space */
                                        "a\xc3\x97"
                                        "b", /* multiplication and division sign */
                                        "a\xc3\xb7"
                                        "b",
                                        "a\xc2\xaa", /* feminine ordinal */
                                        "a\xc7\x83", /* click letters */
                                        "\xc7\x80",
                                        "\xc9\x90",     /* phonetic alphabet */
                                        "\xe1\xbc\x80", /* Greek Extended */
                                        "\xce\xb1",
                                        "\xd0\xb0",
                                        "\xd9\xa1",     /* a digit, but another one */
                                        "\xe2\x80\x99", /* typographic apostrophe */
                                        "\xe2\x80\xae"
                                        "a",
                                        "\xe2\x80\x8b"
                                        "a",
                                        "\xef\xbc\xa1", /* full-width A */
                                        "\xf0\x9d\x90\x80",
                                        "\xf0\x9f\x98\x80",
                                        "q\xcc\x81\xcc\xb6", /* marks that compose with nothing */
                                        "a\xff",
                                        "\xed\xa0\x80",
                                        "\xc0\xaf"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        check_case(names[i]);
        CHECK(!safe(names[i]));
    }
    check_case(NULL);
    CHECK(!file_name_safe(slice_of("a\0b", 3)));
}

static void refuses_what_systems_take_otherwise(void)
{
    static const char *const names[] = {
        "",        ".",       "..",  ".txt",       " a",   "a ",       "a.",     "con", "CON",
        "prn.txt", "Aux.csv", "NUL", "nul.tar.gz", "COM0", "com9.txt", "LPT5.x", " ",   "con .txt"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        check_case(names[i]);
        CHECK(!safe(names[i]));
    }
    check_case(NULL);
}

static void counts_characters(void)
{
    char name[4 * 1024];
    size_t len = 0;

    memset(name, 'a', sizeof name);
    CHECK(file_name_safe(slice_of(name, FILE_NAME_MAX)));
    CHECK(!file_name_safe(slice_of(name, FILE_NAME_MAX + 1)));
    CHECK(!file_name_safe(slice_of(name, sizeof name)));
    for (unsigned i = 0; i <= FILE_NAME_MAX; i++, len += 3) /* decomposed: two for one */
        memcpy(name + len, "e\xcc\x81", 3);
    CHECK(file_name_safe(slice_of(name, 3 * FILE_NAME_MAX)));
    CHECK(!file_name_safe(slice_of(name, len)));
}

int main(void)
{
    static const struct test tests[] = {
        TEST(takes_plain_names),
        TEST(refuses_other_characters),
        TEST(refuses_what_systems_take_otherwise),
        TEST(counts_characters),
    };

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
