/*
 * metrics - counters of the daemon, written as a Prometheus text file
 *
 * Thread-safe. Names and labels hold protocol ids and reason codes only.
 */
#ifndef DAEMON_METRICS_H
#define DAEMON_METRICS_H

#include "inspect/verdict.h"

struct metrics;

enum metrics_result {
    METRICS_ACCEPT,
    METRICS_REFUSE,
    METRICS_DEFER,
    METRICS_OBSERVE,
    METRICS_RESULTS
};

/* metrics_result_name - also the event of the record that is written for it */
const char *metrics_result_name(enum metrics_result result);

struct metrics *metrics_new(void);
void metrics_free(struct metrics *m);

/* metrics_count - one judged mail, its verdict and the seconds from end of message to answer */
void metrics_count(struct metrics *m, enum metrics_result result, const struct verdict *verdict,
                   double seconds);
/* metrics_trouble - a worker died, timed out or broke the protocol */
void metrics_trouble(struct metrics *m);
void metrics_reload(struct metrics *m, bool ok);

/* metrics_write - writes path anew (temporary file, then rename); false with errno when it cannot
 */
struct metrics_gauges {
    size_t spooled_bytes;
    uint64_t log_seq;
    bool log_healthy;
};
bool metrics_write(struct metrics *m, const char *path, const struct metrics_gauges *gauges);

#endif
