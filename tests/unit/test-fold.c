/* test-fold - text as it is compared */
#include "inspect/fold.h"
#include "test.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef bool folding(struct slice text, struct buffer *out);

struct row {
    folding *fold;
    const char *text, *folded; /* NULL: refused */
};

static const struct row ROWS[] = {
    /* case, accents, forms */
    {fold_text, "", ""},
    {fold_text, "Jan Janssens", "jan janssens"},
    {fold_text,
     "\xc3\x89"
     "ric",
     "eric"},
    {fold_text, "E\xcc\x81ric", "eric"},
    {fold_text, "Fran\xc3\xa7ois", "francois"},
    {fold_text, "\xc4\xb0stanbul I\xc4\xb1", "istanbul ii"},
    {fold_text,
     "Stra\xc3\x9f"
     "e STRA\xe1\xba\x9e"
     "E",
     "strasse strasse"},
    {fold_text,
     "\xef\xac\x81"
     "che",
     "fiche"},
    {fold_text, "\xef\xbc\xa1\xef\xbd\x82\xef\xbc\x91", "ab1"},
    {fold_text, "x\xc2\xb2\xe2\x91\xa0", "x21"},
    {fold_text, "\xc5\xbf\xe2\x84\xaa", "sk"},
    {fold_text, "\xe1\xbb\x87", "e"},
    {fold_text, "\xce\x91\xce\xaf\xcf\x82", "\xce\xb1\xce\xb9\xcf\x83"},
    {fold_text, "\xd0\x96\xd0\x99", "\xd0\xb6\xd0\xb8"},
    {fold_text, "\xf0\x9d\x95\xb5\xf0\x9d\x96\x86", "ja"},
    /* letters that Unicode keeps apart */
    {fold_text, "\xc3\x98rsted \xc3\xb8", "orsted o"},
    {fold_text, "\xc7\xbe", "o"},
    {fold_text,
     "\xc5\x81\xc3\xb3"
     "d\xc5\xba \xc5\x82",
     "lodz l"},
    {fold_text,
     "\xc4\x90or\xc4\x91"
     "e",
     "dorde"},
    {fold_text, "\xc3\x86 \xc7\xbd \xc5\x92uvre", "ae ae oeuvre"},
    {fold_text, "\xc3\x90\xc3\xb0 \xc3\x9e\xc3\xbe", "dd thth"},
    {fold_text, "\xc4\xa6\xc5\xa6\xc8\xb7", "htj"},
    /* decimal digits of any script */
    {fold_text,
     "\xd9\xa0\xd9\xa4\xd9\xa7\xd9\xa9 \xe0\xa5\xa6\xe0\xa5\xaf \xf0\x9d\x9f\x9f\xf0\x9d\x9f\xbf",
     "0479 09 79"},
    {fold_words, "\xdb\xb1-\xdb\xb2", "1 2"},
    /* what is ignorable */
    {fold_text, "Jan\xc2\xadssens", "janssens"},
    {fold_text, "Jan\xe2\x80\x8bssens", "janssens"},
    {fold_text,
     "J\xe2\x80\x8d\xef\xbb\xbf"
     "an",
     "jan"},
    {fold_text, "a\xef\xb8\x8f", "a"},
    /* white space */
    {fold_text, "  a \t\r\n b  ", "a b"},
    {fold_text,
     "a\xc2\xa0\xe2\x80\x83\xe3\x80\x80"
     "b\xe2\x80\xa8"
     "c\xc2\x85"
     "d\v\f",
     "a b c d"},
    {fold_text, " \t ", ""},
    {fold_text, "a\xe2\x80\x8b b", "a b"},
    {fold_text, "a-b.c", "a-b.c"},
    /* not UTF-8 */
    {fold_text, "a\xff", NULL},
    {fold_text, "\xc3", NULL},
    {fold_letters, "\xe9", NULL},
    {fold_words, "a \x80", NULL},
    /* letters and digits only */
    {fold_letters, "'t Kindt", "tkindt"},
    {fold_letters, "\xe2\x80\x99t K\xc3\xaendt", "tkindt"},
    {fold_letters,
     "O\xca\xbc"
     "Brien",
     "obrien"},
    {fold_letters, "0470/12.34-56", "0470123456"},
    {fold_letters, " -_. ", ""},
    {fold_letters, "", ""},
    {fold_letters, "\xe6\xbc\xa2 \xd8\xb9", "\xe6\xbc\xa2\xd8\xb9"},
    /* words */
    {fold_words, "Jan-Piet d'Hondt, (Kontich)", "jan piet d hondt kontich"},
    {fold_words, "...a...", "a"},
    {fold_words, "", ""},
    {fold_words, " \xe2\x80\x93 ", ""},
    {fold_words,
     "a_b\xe2\x82\xac"
     "c",
     "a b c"},
    {fold_words,
     "e\xcc\x81"
     "e",
     "ee"},
    {fold_words, "Jan\xc2\xadssens", "janssens"},
};

static void folds(void)
{
    for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
        struct buffer b;
        buffer_init(&b, 1000);
        buffer_append_string(&b, "x"); /* what stood there stays, and joins nothing */
        check_case(ROWS[i].text);
        CHECK_INT(ROWS[i].folded != NULL, ROWS[i].fold(slice_from(ROWS[i].text), &b));
        CHECK_STRING(ROWS[i].folded ? ROWS[i].folded : "", buffer_string(&b) + 1);
        buffer_free(&b);
    }
}

static void a_nul_is_a_character(void)
{
    struct buffer b;
    buffer_init(&b, 100);
    CHECK(fold_text(slice_of("A\0B", 3), &b));
    CHECK(slice_equal(buffer_slice(&b), slice_of("a\0b", 3)));
    buffer_clear(&b);
    CHECK(fold_words(slice_of("A\0B", 3), &b));
    CHECK(slice_is(buffer_slice(&b), "a b"));
    buffer_free(&b);
}

/* Folding what is folded changes nothing, for every character alone and with a letter around it */
static void folding_is_idempotent(void)
{
    static folding *const FOLDINGS[] = {fold_text, fold_letters, fold_words};
    struct buffer text, once, twice;
    buffer_init(&text, 100);
    buffer_init(&once, 1000);
    buffer_init(&twice, 1000);
    for (uint32_t c = 0; c <= 0x10ffff; c++) {
        folding *fold = FOLDINGS[c % 3];
        buffer_clear(&text);
        buffer_clear(&once);
        buffer_clear(&twice);
        buffer_append_byte(&text, 'a');
        if (!utf8_append(&text, c))
            continue;
        buffer_append_byte(&text, 'b');
        bool good = fold(buffer_slice(&text), &once) && fold(buffer_slice(&once), &twice);
        if (!good || !slice_equal(buffer_slice(&once), buffer_slice(&twice)))
            check_failed(__FILE__, __LINE__, "U+%04X", (unsigned)c);
    }
    buffer_free(&text);
    buffer_free(&once);
    buffer_free(&twice);
}

static void a_full_buffer_is_told(void)
{
    struct buffer b;
    buffer_init(&b, 4);
    CHECK(fold_text(slice_from("ABCD"), &b));
    buffer_clear(&b);
    CHECK(!fold_text(slice_from("ABCDE"), &b));
    CHECK_INT(0, b.len);
    buffer_clear(&b);
    CHECK(!normalise_nfc(slice_from("ABCDE"), &b));
    CHECK_INT(0, b.len);
    buffer_free(&b);
}

static const struct row COMPOSED[] = {
    {normalise_nfc, "", ""},
    {normalise_nfc, "Jos\xc3\xa9", "Jos\xc3\xa9"},
    {normalise_nfc, "Jose\xcc\x81", "Jos\xc3\xa9"},
    {normalise_nfc, "q\xcc\x87\xcc\xa3", "q\xcc\xa3\xcc\x87"},
    {normalise_nfc, "\xef\xac\x81", "\xef\xac\x81"},
    {normalise_nfc, "\xe2\x84\xab", "\xc3\x85"},
    {normalise_nfc, "\xe1\x84\x80\xe1\x85\xa1", "\xea\xb0\x80"},
    {normalise_nfc, "a\xcc", NULL},
    {fold_case, "JOSE\xcc\x81", "jos\xc3\xa9"},
    {fold_case, "\xef\xbc\xa1 \xc3\x9f", "\xef\xbd\x81 ss"},
    {fold_case,
     "a\xc2\xad"
     "b",
     "a\xc2\xad"
     "b"},
    {fold_case_loose,
     "\xef\xbc\xa1\xc2\xad"
     "B",
     "ab"},
    {fold_case_loose, "JOSE\xcc\x81", "jos\xc3\xa9"},
    {fold_case_loose, "\xff", NULL},
};

static void composes(void)
{
    for (size_t i = 0; i < sizeof(COMPOSED) / sizeof(COMPOSED[0]); i++) {
        struct buffer b;
        buffer_init(&b, 1000);
        buffer_append_string(&b, "x");
        check_case(COMPOSED[i].text);
        CHECK_INT(COMPOSED[i].folded != NULL, COMPOSED[i].fold(slice_from(COMPOSED[i].text), &b));
        CHECK_STRING(COMPOSED[i].folded ? COMPOSED[i].folded : "", buffer_string(&b) + 1);
        buffer_free(&b);
    }
    struct buffer b;
    buffer_init(&b, 100);
    CHECK(normalise_nfc(slice_of("a\0e\xcc\x81", 5), &b));
    CHECK(slice_equal(buffer_slice(&b), slice_of("a\0\xc3\xa9", 4)));
    buffer_free(&b);
}

static void marks_pile_up_to_a_limit(void)
{
    for (unsigned over = 0; over < 2; over++) {
        struct buffer text, out;
        buffer_init(&text, 1000);
        buffer_init(&out, 1000);
        for (unsigned run = 0; run < 2; run++) {
            buffer_append_byte(&text, 'a');
            for (unsigned i = 0; i < 30 + over * run; i++)
                utf8_append(&text, i % 2 ? 0x0301 : 0x0323);
        }
        CHECK_INT(over == 0, normalise_nfc(buffer_slice(&text), &out));
        buffer_free(&text);
        buffer_free(&out);
    }
}

/* repeat - as many of the characters in turn as fill bytes */
static void repeat(struct buffer *b, uint32_t first, uint32_t second, size_t bytes)
{
    while (b->len + 8 < bytes) {
        utf8_append(b, first);
        utf8_append(b, second);
    }
}

/* Texts that are costly where marks are put into order: what takes seconds there takes none here */
static void time_is_linear(void)
{
    static const struct {
        uint32_t first, second;
    } PILES[] = {{0x0301, 0x0323}, {0x0f73, 0x0f73}, {0x0344, 0x0316}, {0xfdfa, 0x0301}};
    for (size_t i = 0; i < sizeof(PILES) / sizeof(PILES[0]); i++) {
        struct buffer text, out;
        buffer_init(&text, 1 << 20);
        buffer_init(&out, 32 << 20);
        buffer_append_byte(&text, 'a');
        repeat(&text, PILES[i].first, PILES[i].second, 1 << 20);
        clock_t start = clock();
        CHECK(fold_text(buffer_slice(&text), &out));
        buffer_clear(&out);
        CHECK(fold_words(buffer_slice(&text), &out));
        buffer_clear(&out);
        (void)normalise_nfc(buffer_slice(&text), &out);
        CHECK((clock() - start) / CLOCKS_PER_SEC < 5);
        buffer_free(&text);
        buffer_free(&out);
    }
}

int main(void)
{
    static const struct test tests[] = {
        TEST(folds),
        TEST(a_nul_is_a_character),
        TEST(folding_is_idempotent),
        TEST(a_full_buffer_is_told),
        TEST(composes),
        TEST(marks_pile_up_to_a_limit),
        TEST(time_is_linear),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
