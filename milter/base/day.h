/*
 * day - calendar days and UTC time stamps
 *
 * A day is the number yyyymmdd (Gregorian), so that days compare as integers; 0 means "open".
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include "base/slice.h"

#include <time.h>

typedef uint32_t day_number;

enum { TIMESTAMP_SIZE = 25 }; /* "2026-11-23T13:00:00.123Z" and its NUL */

/* day_parse - exactly YYYY-MM-DD, a day that exists, year 1970 to 9999 */
bool day_parse(struct slice text, day_number *day_r);
/* day_today - the day in the process's time zone, as main set it (setenv TZ, then tzset) from the
 * configuration; 0, which lies within no period, when the clock cannot be read */
day_number day_today(void);
/* day_within - from and until are inclusive, 0 leaves that side open; false for day 0 */
bool day_within(day_number day, day_number from, day_number until);

/* timestamp_format - UTC with milliseconds, cut off, within the years 1970 to 9999;
 * timestamp_parse - that form and no other */
void timestamp_format(struct timespec t, char out[TIMESTAMP_SIZE]);
bool timestamp_parse(struct slice text, struct timespec *t_r);

#endif
