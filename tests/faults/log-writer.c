/*
 * log-writer - writes a transfer log for the fault tests
 *
 *     log-writer LOG_DIR KEY_DIR THREADS RECORDS [day HALF-DAYS]
 *
 * Each thread appends RECORDS accepts (0: until killed) and prints "SEQ HASH" on standard output
 * for each one that was acknowledged. With "day" the clock is that many half days ahead, every
 * record makes it jump by another, and each day begins a segment. Exit status: 0 all written, 1
 * some were not, 65 behind its head, 2 other.
 */
#include "record/log.h"
#include "record/transfer.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int half_days;
static atomic_bool jumping;
static struct timespec set_time; /* 0: none */

/* clock_gettime - of the C library, or one that jumps */
int clock_gettime(clockid_t id, struct timespec *t)
{
    int result = (int)syscall(SYS_clock_gettime, id, t);

    if (id == CLOCK_REALTIME && set_time.tv_sec != 0)
        *t = set_time;
    else if (id == CLOCK_REALTIME && jumping)
        t->tv_sec += (time_t)43200 * half_days;
    return result;
}

struct writer {
    struct record_log *log;
    unsigned records;
    unsigned failed;
};

/* print_line - with one write(), so that a kill leaves no half line behind others */
static void print_line(const struct record_id *id)
{
    char line[128];
    int len = snprintf(line, sizeof line, "%llu %s\n", (unsigned long long)id->seq, id->sha256);

    if (write(STDOUT_FILENO, line, (size_t)len) != len)
        exit(2);
}

static void *write_records(void *context)
{
    struct writer *w = context;
    static const char members[] =
        "\"protocol\":\"kontich-2026\",\"queue_id\":\"4ABCDEF\",\"recipients\":[\"s@k.example\"],"
        "\"other_recipients\":0,\"bytes\":48123";

    for (unsigned i = 0; w->records == 0 || i < w->records; i++) {
        struct record_id id;

        if (record_append(w->log, "accept", slice_from(members), &id) == RECORD_WRITTEN)
            print_line(&id);
        else
            w->failed++;
        half_days += w->failed == 0;
    }
    return NULL;
}

static int run(struct record_log *log, unsigned threads, unsigned records)
{
    struct writer *writers = calloc(threads, sizeof *writers);
    pthread_t *ids = calloc(threads, sizeof *ids);
    unsigned failed = 0;

    if (writers == NULL || ids == NULL)
        return 2;
    for (unsigned i = 0; i < threads; i++) {
        writers[i] = (struct writer){log, records, 0};
        if (pthread_create(&ids[i], NULL, write_records, &writers[i]) != 0)
            return 2;
    }
    for (unsigned i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
        failed += writers[i].failed;
    }
    free(writers);
    free(ids);
    return failed == 0 ? 0 : 1;
}

/* obey - one line of a script */
static int obey(struct record_log *log, char *line, struct record_id *last)
{
    char *rest = line + strcspn(line, " \n");
    char receipt[RECEIPT_SIZE];

    if (*rest == ' ')
        *rest++ = '\0';
    rest[strcspn(rest, "\n")] = '\0';
    if (strcmp(line, "at") == 0)
        return timestamp_parse(slice_from(rest), &set_time) ? 0 : 2;
    if (strcmp(line, "policy") == 0) {
        record_policy(log, rest);
        return 0;
    }
    if (strcmp(line, "receipt") == 0) {
        if (!record_receipt(log, last, rest, receipt))
            return 1;
        puts(receipt);
        return 0;
    }
    line[strcspn(line, "\n")] = '\0';
    if (record_append(log, line, slice_from(rest), last) != RECORD_WRITTEN)
        return 1;
    print_line(last);
    return 0;
}

static int run_script(struct record_log *log)
{
    struct record_id last = {0};
    char *line = NULL;
    size_t size = 0;
    int status = 0;

    setvbuf(stdout, NULL, _IONBF, 0); /* print_line() does not use it */
    while (status == 0 && getline(&line, &size, stdin) > 0)
        status = obey(log, line, &last);
    free(line);
    return status;
}

static int number(const char *text)
{
    return (int)strtol(text, NULL, 10);
}

int main(int argc, char **argv)
{
    struct complaints *complaints = complaints_new();
    struct record_options options = {.gateway = "gw1", .version = "1.0.0", .period = RECORD_MONTH};
    struct record_log *log;
    enum record_open opened;
    bool script = argc > 3 && strcmp(argv[3], "script") == 0;
    int status;

    if (argc < (script ? 4 : 5) || complaints == NULL)
        return 2;
    signal(SIGXFSZ, SIG_IGN);
    options.log_dir = argv[1];
    options.key_dir = argv[2];
    if (script && argc > 4)
        options.gateway = argv[4];
    jumping = argc > 6 && strcmp(argv[5], "day") == 0;
    if (jumping) {
        options.period = RECORD_DAY;
        half_days = number(argv[6]);
    }
    opened = record_open(&options, &log, complaints);
    complaints_print(complaints, "log-writer", stderr);
    complaints_free(complaints);
    if (opened != RECORD_OPENED)
        return opened == RECORD_BEHIND_HEAD ? 65 : 2;
    status = script ? run_script(log)
                    : run(log, (unsigned)strtoul(argv[3], NULL, 10),
                          (unsigned)strtoul(argv[4], NULL, 10));
    record_close(log);
    return status;
}
