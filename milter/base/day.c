/*
 * day - calendar days and UTC time stamps
 *
 * Reads the clock in day_today() only. Forms are read digit by digit: no locale, no sign, no blank.
 */
#include "base/day.h"

#include <stdio.h>
#include <string.h>

enum { YEAR_MIN = 1970, YEAR_MAX = 9999 };

/* digits - the number of len ASCII digits at offset */
static bool digits(struct slice text, size_t offset, size_t len, unsigned *number_r)
{
    unsigned number = 0;
    struct slice part = slice_sub(text, offset, len);
    if (part.len != len)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (part.data[i] < '0' || part.data[i] > '9')
            return false;
        number = number * 10 + (unsigned)(part.data[i] - '0');
    }
    *number_r = number;
    return true;
}

/* shaped - the same length as the pattern, and its bytes wherever that has no '0' */
static bool shaped(struct slice text, const char *pattern)
{
    if (text.len != strlen(pattern))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (pattern[i] != '0' && text.data[i] != (unsigned char)pattern[i])
            return false;
    return true;
}

static unsigned days_in_month(unsigned year, unsigned month)
{
    static const unsigned char DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : DAYS[month - 1];
}

bool day_parse(struct slice text, day_number *day_r)
{
    unsigned year, month, day;
    if (!shaped(text, "0000-00-00") || !digits(text, 0, 4, &year) || !digits(text, 5, 2, &month) ||
        !digits(text, 8, 2, &day))
        return false;
    if (year < YEAR_MIN || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return false;
    *day_r = year * 10000 + month * 100 + day;
    return true;
}

day_number day_today(void)
{
    struct tm tm;
    time_t now = time(NULL);
    if (now == (time_t)-1 || !localtime_r(&now, &tm))
        return 0;
    int year = tm.tm_year + 1900;
    if (year < YEAR_MIN || year > YEAR_MAX)
        return 0;
    return (day_number)year * 10000 + (day_number)(tm.tm_mon + 1) * 100 + (day_number)tm.tm_mday;
}

bool day_within(day_number day, day_number from, day_number until)
{
    return day != 0 && (from == 0 || day >= from) && (until == 0 || day <= until);
}

/* timestamp_bound - the nearest time that the form can express */
static struct timespec timestamp_bound(struct timespec t)
{
    const time_t last = 253402300799; /* 9999-12-31T23:59:59Z */
    if (t.tv_sec < 0)
        return (struct timespec){0};
    if (t.tv_sec > last)
        return (struct timespec){.tv_sec = last, .tv_nsec = 999999999};
    if (t.tv_nsec < 0 || t.tv_nsec > 999999999)
        t.tv_nsec = 0;
    return t;
}

void timestamp_format(struct timespec t, char out[TIMESTAMP_SIZE])
{
    struct tm tm;
    t = timestamp_bound(t);
    gmtime_r(&t.tv_sec, &tm);
    /* the remainders change nothing: they show the compiler that each number has its width */
    snprintf(out, TIMESTAMP_SIZE, "%04u-%02u-%02uT%02u:%02u:%02u.%03uZ",
             (unsigned)(tm.tm_year + 1900) % 10000, (unsigned)(tm.tm_mon + 1) % 100,
             (unsigned)tm.tm_mday % 100, (unsigned)tm.tm_hour % 100, (unsigned)tm.tm_min % 100,
             (unsigned)tm.tm_sec % 100, (unsigned)(t.tv_nsec / 1000000) % 1000);
}

bool timestamp_parse(struct slice text, struct timespec *t_r)
{
    day_number day;
    unsigned hour, minute, second, milli;
    if (!shaped(text, "0000-00-00T00:00:00.000Z") || !day_parse(slice_sub(text, 0, 10), &day) ||
        !digits(text, 11, 2, &hour) || !digits(text, 14, 2, &minute) ||
        !digits(text, 17, 2, &second) || !digits(text, 20, 3, &milli))
        return false;
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    struct tm tm = {.tm_year = (int)(day / 10000) - 1900,
                    .tm_mon = (int)(day / 100 % 100) - 1,
                    .tm_mday = (int)(day % 100),
                    .tm_hour = (int)hour,
                    .tm_min = (int)minute,
                    .tm_sec = (int)second};
    t_r->tv_sec = timegm(&tm);
    t_r->tv_nsec = (long)milli * 1000000;
    return true;
}
