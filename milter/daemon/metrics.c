/* metrics - see metrics.h */
#include "daemon/metrics.h"

#include "base/buffer.h"
#include "base/version.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { METRICS_FILE_MAX = 65536 };

struct metrics {
    pthread_mutex_t lock;
    uint64_t results[METRICS_RESULTS];
    uint64_t reasons[REASON_COUNT];
    uint64_t troubles, reloads_ok, reloads_failed;
    uint64_t judged;
    double seconds;
    time_t started;
};

static const char *const result_names[METRICS_RESULTS] = {
    [METRICS_ACCEPT] = "accept",
    [METRICS_REFUSE] = "refuse",
    [METRICS_DEFER] = "defer",
    [METRICS_OBSERVE] = "observe",
};

const char *metrics_result_name(enum metrics_result result)
{
    return result_names[result];
}

struct metrics *metrics_new(void)
{
    struct metrics *m = calloc(1, sizeof *m);

    if (m != NULL) {
        pthread_mutex_init(&m->lock, NULL);
        m->started = time(NULL);
    }
    return m;
}

void metrics_free(struct metrics *m)
{
    if (m != NULL)
        pthread_mutex_destroy(&m->lock);
    free(m);
}

void metrics_count(struct metrics *m, enum metrics_result result, const struct verdict *verdict,
                   double seconds)
{
    pthread_mutex_lock(&m->lock);
    m->results[result]++;
    m->judged++;
    m->seconds += seconds;
    for (uint32_t i = 0; i < verdict->finding_count; i++)
        m->reasons[verdict->findings[i].reason]++;
    pthread_mutex_unlock(&m->lock);
}

void metrics_trouble(struct metrics *m)
{
    pthread_mutex_lock(&m->lock);
    m->troubles++;
    pthread_mutex_unlock(&m->lock);
}

void metrics_reload(struct metrics *m, bool ok)
{
    pthread_mutex_lock(&m->lock);
    if (ok)
        m->reloads_ok++;
    else
        m->reloads_failed++;
    pthread_mutex_unlock(&m->lock);
}

static void head(struct buffer *out, const char *name, const char *type, const char *help)
{
    buffer_printf(out, "# HELP referral_milter_%s %s\n# TYPE referral_milter_%s %s\n", name, help,
                  name, type);
}

static void counters(struct metrics *m, struct buffer *out)
{
    head(out, "messages_total", "counter", "Guarded messages by result.");
    for (int i = 0; i < METRICS_RESULTS; i++)
        buffer_printf(out, "referral_milter_messages_total{result=\"%s\"} %llu\n", result_names[i],
                      (unsigned long long)m->results[i]);
    head(out, "findings_total", "counter", "Findings by reason code.");
    for (int i = 0; i < REASON_COUNT; i++)
        buffer_printf(out, "referral_milter_findings_total{reason=\"%s\"} %llu\n",
                      reason_name((enum reason)i), (unsigned long long)m->reasons[i]);
    head(out, "inspection_seconds", "summary", "End of message to answer.");
    buffer_printf(out, "referral_milter_inspection_seconds_sum %.6f\n", m->seconds);
    buffer_printf(out, "referral_milter_inspection_seconds_count %llu\n",
                  (unsigned long long)m->judged);
    head(out, "worker_troubles_total", "counter", "Workers that died, hung or broke the protocol.");
    buffer_printf(out, "referral_milter_worker_troubles_total %llu\n",
                  (unsigned long long)m->troubles);
    head(out, "reloads_total", "counter", "Configuration reloads.");
    buffer_printf(out, "referral_milter_reloads_total{ok=\"true\"} %llu\n",
                  (unsigned long long)m->reloads_ok);
    buffer_printf(out, "referral_milter_reloads_total{ok=\"false\"} %llu\n",
                  (unsigned long long)m->reloads_failed);
}

static void gauges_text(struct metrics *m, const struct metrics_gauges *g, struct buffer *out)
{
    head(out, "spooled_bytes", "gauge", "Bytes of guarded mail in flight.");
    buffer_printf(out, "referral_milter_spooled_bytes %zu\n", g->spooled_bytes);
    head(out, "log_seq", "gauge", "Last sequence number of the transfer log.");
    buffer_printf(out, "referral_milter_log_seq %llu\n", (unsigned long long)g->log_seq);
    head(out, "log_healthy", "gauge", "1 while the transfer log takes records.");
    buffer_printf(out, "referral_milter_log_healthy %d\n", g->log_healthy);
    head(out, "start_time_seconds", "gauge", "Start of the daemon, Unix time.");
    buffer_printf(out, "referral_milter_start_time_seconds %lld\n", (long long)m->started);
    head(out, "info", "gauge", "Version of the daemon.");
    buffer_printf(out, "referral_milter_info{version=\"%s\"} 1\n", REFERRAL_MILTER_VERSION);
}

static bool write_file(const char *path, const struct buffer *text)
{
    FILE *file = fopen(path, "we");
    bool good;

    if (file == NULL)
        return false;
    /* for the account of the exporter, whatever the umask; there is nothing secret in it */
    good = fchmod(fileno(file), 0644) == 0 && fwrite(text->data, 1, text->len, file) == text->len;
    return fclose(file) == 0 && good;
}

bool metrics_write(struct metrics *m, const char *path, const struct metrics_gauges *gauges)
{
    struct buffer text, temporary;
    bool good;

    buffer_init(&text, METRICS_FILE_MAX);
    buffer_init(&temporary, METRICS_FILE_MAX);
    pthread_mutex_lock(&m->lock);
    counters(m, &text);
    pthread_mutex_unlock(&m->lock);
    gauges_text(m, gauges, &text);
    buffer_printf(&temporary, "%s.new", path);
    errno = ENOMEM;
    good = !text.failed && buffer_string(&temporary) != NULL &&
           write_file(buffer_string(&temporary), &text) &&
           rename(buffer_string(&temporary), path) == 0;
    buffer_free(&temporary);
    buffer_free(&text);
    return good;
}
