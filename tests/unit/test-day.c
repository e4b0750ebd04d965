/* test-day - calendar days and time stamps */
#include "base/day.h"
#include "test.h"

#include <stdlib.h>

static void reads_days_that_exist(void)
{
    static const struct {
        const char *text;
        day_number day;
    } ROWS[] = {{"1970-01-01", 19700101}, {"2026-02-28", 20260228}, {"2024-02-29", 20240229},
                {"2000-02-29", 20000229}, {"2026-12-31", 20261231}, {"9999-12-31", 99991231},
                {"2026-04-30", 20260430}};
    for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
        day_number day = 0;
        check_case(ROWS[i].text);
        CHECK(day_parse(slice_from(ROWS[i].text), &day));
        CHECK_INT(ROWS[i].day, day);
    }
}

static void refuses_other_days(void)
{
    static const char *const BAD[] = {
        "",           "2026-02-29",  "1900-02-29",  "2100-02-29", "2026-04-31", "2026-00-10",
        "2026-13-10", "2026-01-00",  "2026-01-32",  "1969-12-31", "0000-01-01", "2026-1-01",
        "2026-01-1",  "2026-01-011", " 2026-01-01", "2026/01/01", "20260101",   "+026-01-01",
        "2026-0a-01", "2026-01-01 ", "2026-01-0/",  "2026-01-0:", "-026-01-01", "2026-01- 1",
    };
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        day_number day = 7;
        check_case(BAD[i]);
        CHECK(!day_parse(slice_from(BAD[i]), &day));
        CHECK_INT(7, day);
    }
}

static void periods_are_inclusive(void)
{
    CHECK(day_within(20260228, 20260228, 20260228));
    CHECK(!day_within(20260227, 20260228, 20260301));
    CHECK(day_within(20260301, 20260228, 20260301));
    CHECK(!day_within(20260302, 20260228, 20260301));
    CHECK(day_within(20260302, 20260228, 0));
    CHECK(day_within(19700101, 0, 20260301));
    CHECK(day_within(20260302, 0, 0));
    CHECK(!day_within(20260302, 20260303, 20260301));
    CHECK(!day_within(0, 0, 0)); /* the clock could not be read */
    CHECK(!day_within(0, 0, 20260301));
}

static void today_is_in_the_time_zone(void)
{
    /* 26 hours apart: the two are never on the same day */
    CHECK(setenv("TZ", "<+14>-14", 1) == 0);
    tzset();
    day_number ahead = day_today();
    CHECK(setenv("TZ", "<-12>12", 1) == 0);
    tzset();
    day_number behind = day_today();
    CHECK(ahead > behind);
    CHECK(behind >= 20240101);
    CHECK(ahead <= 99991231);
}

static void writes_time_stamps(void)
{
    static const struct {
        struct timespec t;
        const char *text;
    } ROWS[] = {
        {{0, 0}, "1970-01-01T00:00:00.000Z"},
        {{1795438800, 123000000}, "2026-11-23T13:00:00.123Z"},
        {{1795438800, 999999999}, "2026-11-23T13:00:00.999Z"},
        {{1709210096, 1000000}, "2024-02-29T12:34:56.001Z"},
        {{253402300799, 999000000}, "9999-12-31T23:59:59.999Z"},
        {{253402300800, 0}, "9999-12-31T23:59:59.999Z"},
        {{-1, 0}, "1970-01-01T00:00:00.000Z"},
        {{5, -1}, "1970-01-01T00:00:05.000Z"},
        {{5, 1000000000}, "1970-01-01T00:00:05.000Z"},
    };
    for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
        char out[TIMESTAMP_SIZE];
        timestamp_format(ROWS[i].t, out);
        CHECK_STRING(ROWS[i].text, out);
    }
}

static void reads_its_own_time_stamps(void)
{
    for (time_t second = 0; second < 253402300799; second += 86399 * 997) {
        struct timespec t = {.tv_sec = second, .tv_nsec = (long)(second % 1000) * 1000000}, back;
        char out[TIMESTAMP_SIZE];
        timestamp_format(t, out);
        CHECK(timestamp_parse(slice_from(out), &back));
        CHECK_INT(t.tv_sec, back.tv_sec);
        CHECK_INT(t.tv_nsec, back.tv_nsec);
    }
}

static void refuses_other_time_stamps(void)
{
    static const char *const BAD[] = {
        "",
        "2026-11-23T13:00:00Z",
        "2026-11-23T13:00:00.123",
        "2026-11-23T13:00:00.123z",
        "2026-11-23 13:00:00.123Z",
        "2026-11-23T24:00:00.000Z",
        "2026-11-23T23:60:00.000Z",
        "2026-11-23T23:59:60.000Z",
        "2026-11-31T13:00:00.123Z",
        "2026-11-23T13:00:00.12aZ",
        "2026-11-23T13:00:00.1234Z",
        "2026-11-23T13:00:00.123ZZ",
        "1969-12-31T23:59:59.999Z",
        "2026-11-23T-3:00:00.123Z",
        "2026-11-23T13:00:00,123Z",
    };
    struct timespec t;
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        check_case(BAD[i]);
        CHECK(!timestamp_parse(slice_from(BAD[i]), &t));
    }
}

int main(void)
{
    static const struct test tests[] = {
        TEST(reads_days_that_exist),     TEST(refuses_other_days), TEST(periods_are_inclusive),
        TEST(today_is_in_the_time_zone), TEST(writes_time_stamps), TEST(reads_its_own_time_stamps),
        TEST(refuses_other_time_stamps),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
