#include "inspect/detect.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define ALL (DETECT_NATIONAL_NUMBER | DETECT_BANK_ACCOUNT | DETECT_CARD_NUMBER | DETECT_DATE)

/* detected - the kinds; there is memory */
static unsigned detected(struct slice text, unsigned wanted)
{
    unsigned kinds = 0;

    CHECK(detect_all(text, wanted, &kinds));
    return kinds;
}

static void found(unsigned expected, const char *const *texts)
{
    for (size_t i = 0; texts[i] != NULL; i++) {
        char around[300];

        check_case(texts[i]);
        CHECK_INT(expected, detected(slice_from(texts[i]), ALL));
        /* alone or in a sentence */
        strcpy(around, "Zie ook: ");
        strcat(around, texts[i]);
        strcat(around, ", met dank.");
        CHECK_INT(expected, detected(slice_from(around), ALL));
        CHECK_INT(0, detected(slice_from(texts[i]), ALL & ~expected));
    }
    check_case(NULL);
}

static void national_numbers(void)
{
    static const char *const texts[] = {"85073003328",
                                        "17073003384",
                                        "98472899765",
                                        "01490700185",
                                        "80031212354",
                                        "99123199841",
                                        "00010100105",
                                        "01010100225",
                                        "55000000187",
                                        "85303003392",
                                        "85523001570",
                                        "72022904529",
                                        "64081532147",
                                        "93051822361",
                                        "05061744594",
                                        "12122511285",
                                        "48010199983",
                                        "85.07.30-033.28",
                                        "17.07.30-033.84",
                                        "98.47.28-997.65",
                                        "01.49.07-001.85",
                                        "80.03.12-123.54",
                                        "00.01.01-001.05",
                                        "85.07.30-033-28",
                                        "85.07.30.033.28",
                                        "85-07-30-033-28",
                                        "85/07/30-033.28",
                                        "85 07 30 033 28",
                                        "85 07 30 - 033 28",
                                        "850730 033 28",
                                        "850730-033-28",
                                        "850730-033.28",
                                        "850730/03328",
                                        "850730 03328",
                                        "850730.033.28",
                                        "85.07.30 033.28",
                                        "85073003 328",
                                        "850 730 033 28",
                                        "85.07.30-03328",
                                        "85.07.30 / 033.28",
                                        "rrn 85073003328",
                                        "RRN:85.07.30-033.28",
                                        "rijksregisternummer 85.07.30-033.28",
                                        "nn85073003328",
                                        "NISS 85.07.30-033.28",
                                        "INSZ=85073003328",
                                        "(85073003328)",
                                        "85\xE2\x80\x93"
                                        "07\xE2\x80\x93"
                                        "30\xE2\x80\x93"
                                        "033\xE2\x80\x93"
                                        "28",
                                        "85\xC2\xA0"
                                        "07\xC2\xA0"
                                        "30\xC2\xA0"
                                        "033\xC2\xA0"
                                        "28",
                                        "\xEF\xBC\x98\xEF\xBC\x95"
                                        "073003328",
                                        "85_07_30_033_28",
                                        "85:07:30:033:28",
                                        "+85073003328",
                                        "0085073003328",
                                        "Jan 85.07.30-033.28 Peeters",
                                        "3 85.07.30-033.28",
                                        "85.07.30-033.28 3",
                                        "85.07.30-033.29",
                                        "80.03.12-123.55",
                                        "850730-033-29",
                                        "99.00.00-123.45",
                                        "72.02.29-045.30",
                                        "93.25.18-223.11",
                                        NULL};
    size_t count = 0;

    found(DETECT_NATIONAL_NUMBER, texts);
    while (texts[count] != NULL)
        count++;
    CHECK(count >= 60);
}

static void accounts(void)
{
    static const char *const texts[] = {"BE68539007547034",
                                        "BE68 5390 0754 7034",
                                        "be68 5390 0754 7034",
                                        "BE68-5390-0754-7034",
                                        "BE68.5390.0754.7034",
                                        "BE 68 5390 0754 7034",
                                        "BE70001234567891",
                                        "BE53 3630 1234 5670",
                                        "IBAN BE68 5390 0754 7034",
                                        "IBAN:BE68539007547034",
                                        "rekening BE68539007547034",
                                        "BE69539007547034",
                                        "BE68 5390 0754 7035",
                                        "BE68539007547035",
                                        "NL91ABNA0417164300",
                                        "NL91 ABNA 0417 1643 00",
                                        "NL20INGB0001234567",
                                        "FR1420041010050500013M02606",
                                        "FR14 2004 1010 0505 0001 3M02 606",
                                        "DE89370400440532013000",
                                        "DE89 3704 0044 0532 0130 00",
                                        "LU280019400644750000",
                                        "GB29NWBK60161331926819",
                                        "GB29 NWBK 6016 1331 9268 19",
                                        "ES9121000418450200051332",
                                        "IT60X0542811101000000123456",
                                        "PL61109010140000071219812874",
                                        "PT50000201231234567890154",
                                        "RO49AAAA1B31007593840000",
                                        "TR330006100519786457841326",
                                        "MA64011519000001205000534921",
                                        "AT611904300234573201",
                                        "CH9300762011623852957",
                                        "BG80BNBG96611020345678",
                                        "IE29AIBK93115212345678",
                                        "GR1601101250000000012300695",
                                        "CZ6508000000192000145399",
                                        "SE4550000000058398257466",
                                        "MT84MALT011000012345MTLCAST001S",
                                        "001234567803",
                                        "001-2345678-03",
                                        "363-0123456-15",
                                        "363012345615",
                                        "734-0098765-28",
                                        "063-0012345-61",
                                        "979-0012345-31",
                                        "068-8888888-29",
                                        "001 2345678 03",
                                        "001.2345678.03",
                                        "001/2345678/03",
                                        "001 - 2345678 - 03",
                                        "001-2345678-04",
                                        "734-0098765-29",
                                        "rek. 734-0098765-28",
                                        "734009876528",
                                        "068888888829",
                                        "0012 3456 7803",
                                        "(363-0123456-15)",
                                        "nr 979001234531",
                                        "rekeningnummer: 063-0012345-61",
                                        "compte 363-0123456-15",
                                        NULL};
    size_t count = 0;

    found(DETECT_BANK_ACCOUNT, texts);
    while (texts[count] != NULL)
        count++;
    CHECK(count >= 60);
}

static void cards(void)
{
    static const char *const texts[] = {"4111111111111111",
                                        "4111 1111 1111 1111",
                                        "4111-1111-1111-1111",
                                        "4111.1111.1111.1111",
                                        "5555555555554444",
                                        "5555 5555 5555 4444",
                                        "378282246310005",
                                        "3782 822463 10005",
                                        "3782-822463-10005",
                                        "6011111111111117",
                                        "6011 1111 1111 1117",
                                        "6703123456789012",
                                        "67034444444444441",
                                        "6703 4444 4444 4444 1",
                                        "3530111333300000",
                                        "3530 1113 3330 0000",
                                        "2223003122003222",
                                        "2223 0031 2200 3222",
                                        "5105105105105100",
                                        "5105 1051 0510 5100",
                                        "4000000000000002",
                                        "4917610000000000",
                                        "4917 6100 0000 0000",
                                        "6304900017740003",
                                        "30569309025904",
                                        "3056 930902 5904",
                                        "4539787637621123",
                                        "4539 7876 3762 1123",
                                        "6703199912345672",
                                        "6703 1999 1234 5672",
                                        "kaart 4111111111111111",
                                        "visa:4111 1111 1111 1111",
                                        "(4111111111111111)",
                                        "VISA4111111111111111",
                                        "4111 / 1111 / 1111 / 1111",
                                        "4111\xC2\xA0"
                                        "1111\xC2\xA0"
                                        "1111\xC2\xA0"
                                        "1111",
                                        "4111_1111_1111_1111",
                                        "41111111 11111111",
                                        "411111 1111111111",
                                        "590-1234567-74",
                                        "592-1234567-32",
                                        "595-0011223-86",
                                        "590123456774",
                                        "592123456732",
                                        "595001122386",
                                        "592 1234567 32",
                                        "592.1234567.32",
                                        "592/1234567/32",
                                        "592-1234567-33",
                                        "eID 592-1234567-32",
                                        "identiteitskaart nr. 592-1234567-32",
                                        "kaartnr 590-1234567-74",
                                        "CI 595-0011223-86",
                                        "590 - 1234567 - 74",
                                        "(590-1234567-74)",
                                        "bancontact 6703 1234 5678 9012",
                                        "mc 5105 1051 0510 5100",
                                        "amex 3782 822463 10005",
                                        "nr: 4917-6100-0000-0000",
                                        "carte 4539.7876.3762.1123",
                                        "595-0011223-87",
                                        NULL};
    size_t count = 0;

    found(DETECT_CARD_NUMBER, texts);
    while (texts[count] != NULL)
        count++;
    CHECK(count >= 60);
}

static void dates(void)
{
    static const char *const texts[] = {"12/03/1980",
                                        "12-03-1980",
                                        "12.03.1980",
                                        "12/3/1980",
                                        "1/3/1980",
                                        "31/12/1999",
                                        "3/31/1980",
                                        "12 / 03 / 1980",
                                        "12. 3. 1980",
                                        "12 03 1980",
                                        "twaalf maart 1980",
                                        "twaalf maart negentienhonderd tachtig",
                                        "twaalf maart negentienhonderdtachtig",
                                        "eenendertig december tweeduizend en een",
                                        "de eerste mei negentientachtig",
                                        "drie\xC3\xABntwintigste mei 1999",
                                        "12 maart negentienhonderd tachtig",
                                        "12 maart tweeduizend",
                                        "douze mars 1980",
                                        "le douze mars mil neuf cent quatre-vingts",
                                        "premier mai 1980",
                                        "vingt-et-un juin deux mille dix",
                                        "trente et un ao\xC3\xBBt dix-neuf cent nonante",
                                        "12 mars mille neuf cent",
                                        "twelfth of March 1980",
                                        "twenty-first May nineteen eighty",
                                        "March 12 nineteen eighty",
                                        "the third of June two thousand and five",
                                        "12/03/80",
                                        "12-03-80",
                                        "12.03.80",
                                        "1/3/80",
                                        "1980-03-12",
                                        "1980/03/12",
                                        "1980.03.12",
                                        "1980-3-1",
                                        "12031980",
                                        "19800312",
                                        "12 maart 1980",
                                        "12 mrt 1980",
                                        "12 mrt. 1980",
                                        "12-mrt-1980",
                                        "12 maart '80",
                                        "12 maart 80",
                                        "12e maart 1980",
                                        "1ste mei 1980",
                                        "12 Maart 1980",
                                        "12 januari 2001",
                                        "1 februari 1999",
                                        "3 april 1988",
                                        "4 mei 1977",
                                        "5 juni 1966",
                                        "6 juli 1955",
                                        "7 augustus 1944",
                                        "8 september 1933",
                                        "9 oktober 2010",
                                        "10 november 2012",
                                        "11 december 1922",
                                        "12 mars 1980",
                                        "1er mars 1980",
                                        "12 ao\xC3\xBBt 1980",
                                        "12 f\xC3\xA9vrier 1980",
                                        "12 d\xC3\xA9"
                                        "cembre 1980",
                                        "le 12 juillet 1980",
                                        "12 March 1980",
                                        "March 12, 1980",
                                        "March 12th, 1980",
                                        "12th of March 1980",
                                        "12 de marzo 12/03/1980",
                                        "geboren op 12 maart 1980",
                                        "geb. 1980",
                                        "geb. 12/03/80",
                                        "geboren in 1980",
                                        "geboren te Gent in 1980",
                                        "n\xC3\xA9 le 12/03/1980",
                                        "n\xC3\xA9"
                                        "e en 1980",
                                        "\xC2\xB0"
                                        "1980",
                                        "\xC2\xB0 1980",
                                        "born 1980",
                                        "dob: 12031980",
                                        "34 jaar",
                                        "34 jaar oud",
                                        "34-jarige",
                                        "34 ans",
                                        "18 maanden",
                                        "8 mois",
                                        "34 years old",
                                        "leeftijd 34",
                                        "leeftijd: 34",
                                        "aged 34",
                                        "\xC3\xA2ge: 34",
                                        "12\xE2\x80\x93"
                                        "03\xE2\x80\x93"
                                        "1980",
                                        "\xEF\xBC\x91"
                                        "2/03/1980",
                                        "rue du 12 mars 1980",
                                        "Kerkstraat 12 12/03/1980",
                                        NULL};
    size_t count = 0;

    found(DETECT_DATE, texts);
    while (texts[count] != NULL)
        count++;
    CHECK(count >= 60);
}

static void nothing(void)
{
    static const char *const texts[] = {
        /* telephone numbers, of which some digits would do as something else */
        "+32 470 12 34 56", "+32450000343", "+ 32450000343", "+ 32 450 00 03 43",
        "+32 471 01 01 05", "0032 471 01 01 05", "0470/12.03.80", "0470 12 03 80", "03/457.12.34",
        "03 12 03 80 1", "+32 (0)470 12 34 56", "03 457 12 34 / 0470 12 34 56",
        "0470 12 34 56 0471 12 34 56", "T 03 457 12 34 F 03 457 12 35", "(03) 457 12 34",
        "+31 6 12345678", "+33 6 12 34 56 78", "+49 151 12345678", "+44 7911 123456",
        "+212 612 345678", "0049 151 12345678", "02 223 45 67 - 02 223 45 68",
        "Tel.: +32 2 223 45 67 | GSM: +32 475 12 34 56",
        /* addresses */
        "Kerkstraat 12, 2550 Kontich", "Kerkstraat 12 bus 3\n2000 Antwerpen",
        "11 Novemberlaan 5\n2000 Antwerpen", "1 Meistraat 12, 1980 Zemst", "11 november 5",
        "Plein 1940-1945 3", "Plein 11 November 1918 nr. 5",
        "Rue du 8 Mai 1945 12, 1030 Schaerbeek", "Place du 4 ao\xC3\xBBt 1914 7",
        "Rue du 1er Mai 45", "Square du 21 juillet 30", "Rue de Mars 12\n1980 Zemst",
        "Kerkstraat 12/3, 2000 Antwerpen", "Kerkstraat 12-14, 1980 Zemst",
        "Kerkstraat 12 / 3\n2018 Antwerpen", "4430 Ans", "Rue Verte 12\n4430 Ans", "n\xC2\xB0 12",
        "N\xC2\xB0 1980", "Jaarbeurslaan 21, 3600 Genk", "Kerkstraat 12 b 3", "postbus 1980",
        /* company numbers and signatures */
        "0886.886.638", "BE 0886.886.638", "KBO 0886.886.638", "BTW BE0886886638",
        "BTW BE 0886.886.638 2550 Kontich", "VAT BE 0212.188.983", "info@kontich.be 03 457 12 34",
        "www.kontich.be 2550 Kontich 03 457 12 34 03 457 12 35",
        /* words */
        "de 15 kinderen uit de wijk kwamen langs voor 20", "at 12 bus 3 2550 kontich 12 34 56 78",
        "se 12 3456 7890 1234 5678 90", "mei", "Jan", "in mei 2 dagen", "Jan Peeters 2 kamers",
        "nee 12", "geboren", "12 maart", "3 mei", "leeftijd", "versie 1.2.3", "12/3", "12-14",
        "1940-1945", "2026", "24/7", "50 %", "jan.peeters1980@example.com",
        "jan12031980@example.com", "jan.peeters.80@example.be", "1.234,56", "12:30", "10.30 uur",
        "1/2/3/4",
        /* digits that are nothing */
        "12345678901", "85073003329", "001234567804", "4111111111111112", "123456", "1234567890",
        "85 13 30 033 28", "85.13.30-033.28", "85.07.32-033.28", "9999999999999999",
        "1111111111111111", "2026112313000012", "", " ", "-", NULL};

    for (size_t i = 0; texts[i] != NULL; i++) {
        check_case(texts[i]);
        CHECK_INT(0, detected(slice_from(texts[i]), ALL));
    }
    check_case(NULL);
}

static void together(void)
{
    CHECK_INT(
        ALL,
        detected(slice_from("85.07.30-033.28, BE68539007547034\n4111111111111111 en 12/03/1980"),
                 ALL));
    CHECK_INT(DETECT_DATE, detected(slice_from("85.07.30-033.28, 12/03/1980"), DETECT_DATE));
    CHECK_INT(ALL, detected(slice_from("\xFF"), ALL)); /* what cannot be read may be anything */
    CHECK_INT(0, detected(slice_from("85.07.30\n033.28"), ALL & ~(unsigned)DETECT_DATE));
}

/* long_lines - time in proportion to the text: a quadratic search would take minutes */
static void long_lines(void)
{
    static const char *const patterns[] = {
        "1 ",  "be1 ",  "be",       "12 maart ", "rue 8 mai 1945 ",
        "+32", "0470 ", "\xC2\xB0", "de15",      "12345678901"};
    size_t size = 400000;
    char *text = malloc(size);

    if (text == NULL)
        abort();
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        size_t len = strlen(patterns[i]);

        check_case(patterns[i]);
        for (size_t at = 0; at + len <= size; at += len)
            memcpy(text + at, patterns[i], len);
        CHECK(detected(slice_of(text, size / len * len), ALL) <= ALL);
    }
    free(text);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(national_numbers), TEST(accounts), TEST(cards),     TEST(dates),
        TEST(nothing),          TEST(together), TEST(long_lines)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
