/*
 * wall-clock - a clock that a test sets; include it in one file of a test program only
 *
 * It stands in front of the C library's clock_gettime() for the whole program.
 */
#ifndef TESTS_UNIT_WALL_CLOCK_H
#define TESTS_UNIT_WALL_CLOCK_H

#include "base/day.h"
#include "test.h"

#include <sys/syscall.h>
#include <unistd.h>

static struct timespec wall_clock_time;
static bool wall_clock_set;
static time_t wall_clock_slept; /* added to the monotonic clock */

int clock_gettime(clockid_t id, struct timespec *t)
{
    int result = (int)syscall(SYS_clock_gettime, id, t);

    if (id == CLOCK_REALTIME && wall_clock_set)
        *t = wall_clock_time;
    if (id == CLOCK_MONOTONIC)
        t->tv_sec += wall_clock_slept;
    return result;
}

/* wall_clock - from now on it is this time, and stays so; NULL: the real one */
static void wall_clock(const char *timestamp)
{
    wall_clock_set = timestamp != NULL;
    if (wall_clock_set)
        CHECK(timestamp_parse(slice_from(timestamp), &wall_clock_time));
}

#endif
