/* service - see service.h */
#include "daemon/service.h"

#include "base/json.h"
#include "base/version.h"
#include "daemon/folder.h"
#include "daemon/notify.h"
#include "daemon/privilege.h"
#include "daemon/report.h"
#include "daemon/session.h"
#include "daemon/signals.h"
#include "daemon/socket.h"

#include <errno.h>
#include <grp.h>
#include <libmilter/mfapi.h>
#include <poll.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <syslog.h>
#include <unistd.h>

enum {
    SECRET_HEAP_BYTES = 65536,
    METRICS_MILLISECONDS = 15000,
    DRAIN_SECONDS = 75 /* below the 90 s after which systemd kills */
};

struct service {
    const struct service_options *options;
    struct complaints *complaints;
    struct gateway gateway;
    uid_t uid;
    gid_t gid;
    pthread_t milter;
};

static const struct policy *policy_of(const struct service *s)
{
    return s->gateway.duty->policy;
}

/* says what was complained and forgets it */
static void tell(struct service *s, bool to_syslog)
{
    if (to_syslog)
        report_complaints(s->complaints);
    else
        complaints_print(s->complaints, PROGRAM, stderr);
    complaints_free(s->complaints);
    s->complaints = complaints_new();
}

static bool event(struct service *s, const char *name, struct slice members)
{
    struct record_id id;

    if (record_append(s->gateway.log, name, members, &id) == RECORD_WRITTEN)
        return true;
    syslog(LOG_ERR, "the %s record could not be written", name);
    return false;
}

static bool event_ok(struct service *s, const char *name, bool ok)
{
    return event(s, name, slice_from(ok ? "\"ok\":true" : "\"ok\":false"));
}

static bool start_event(struct service *s)
{
    struct buffer members;
    struct json json;
    bool good;

    buffer_init(&members, 1024);
    json_init(&json, &members);
    json_member_bool(&json, "seccomp", true);
    json_member_number(&json, "landlock", guard_landlock(s->gateway.guard));
    json_member_bool(&json, "sanitized", guard_sanitized());
    good = event(s, "start", buffer_slice(&members));
    buffer_free(&members);
    return good;
}

/* --- start --- */

static int start_policy(struct service *s)
{
    struct duty *duty = duty_load(s->options->file, s->options->socket, NULL, s->complaints);
    bool fallback = false;

    if (duty == NULL)
        return EX_CONFIG;
    gateway_init(&s->gateway, duty);
    s->uid = geteuid();
    s->gid = getegid();
    if (s->uid == 0 && !policy_account(duty->policy, &s->uid, &s->gid, &fallback)) {
        complain(s->complaints, COMPLAINT_ERROR, duty->policy->file, 0,
                 "there is neither user %s nor nobody to run as", duty->policy->user);
        return EX_CONFIG;
    }
    if (fallback)
        complain(s->complaints, COMPLAINT_WARNING, duty->policy->file, 0,
                 "there is no user %s; running as nobody", duty->policy->user);
    setenv("TZ", duty->policy->time_zone, 1);
    tzset();
    return EX_OK;
}

/* The order is the point: the zygote is forked before there is a thread or a secret; secrets are
 * read and the socket is opened before root is given up; the log is opened after. */
static int start_parts(struct service *s)
{
    const struct guard_options workers = {.uid = s->uid, .gid = s->gid};
    const struct policy *policy = policy_of(s);

    s->gateway.guard = guard_start(&workers, s->complaints);
    if (s->gateway.guard == NULL)
        return EX_SOFTWARE;
    guard_configure(s->gateway.guard, policy->workers, policy->inspect_seconds);
    if (!secret_heap_start(SECRET_HEAP_BYTES)) {
        complain(s->complaints, COMPLAINT_ERROR, NULL, 0,
                 "cannot lock %d bytes of memory; raise the limit (ulimit -l)", SECRET_HEAP_BYTES);
        return EX_OSERR;
    }
    if (!duty_secrets(s->gateway.duty, NULL, s->complaints))
        return EX_CONFIG;
    if (!socket_prepare(policy, s->uid, s->complaints))
        return EX_CONFIG;
    /* as root, since their parents belong to root; what keeps them from being made is told by
     * record_open() */
    folder_make(policy->log_dir, 0750, s->uid, s->gid);
    folder_make(policy->key_dir, 0700, s->uid, s->gid);
    if (smfi_setconn(policy->socket) != MI_SUCCESS || !session_register(&s->gateway) ||
        smfi_opensocket(false) != MI_SUCCESS) {
        complain(s->complaints, COMPLAINT_ERROR, policy->file, 0,
                 "cannot listen on %s: address in use, or no right to (see syslog)",
                 policy->socket);
        return EX_OSERR;
    }
    if (!socket_grant(policy, s->uid, s->complaints) ||
        !privilege_drop(policy->user, s->uid, s->gid, s->complaints))
        return EX_OSERR;
    return EX_OK;
}

static int start_log(struct service *s)
{
    const struct policy *policy = policy_of(s);
    const struct record_options options = {
        .log_dir = policy->log_dir,
        .key_dir = policy->key_dir,
        .gateway = policy->gateway,
        .version = REFERRAL_MILTER_VERSION,
        .period = (enum record_period)policy->segment,
        .retention_months = policy->retention_months,
        .new_chain = s->options->new_chain,
    };

    s->gateway.metrics = metrics_new();
    if (s->gateway.metrics == NULL)
        return EX_OSERR;
    switch (record_open(&options, &s->gateway.log, s->complaints)) {
    case RECORD_OPENED:
        record_policy(s->gateway.log, policy->sha256);
        return start_event(s) ? EX_OK : EX_IOERR;
    case RECORD_BEHIND_HEAD:
        return EX_DATAERR;
    case RECORD_FAILED:
        break;
    }
    return EX_IOERR;
}

static int start_self_test(struct service *s)
{
    bool good = guard_self_test(s->gateway.guard, s->complaints);

    event_ok(s, "self-test", good);
    return good ? EX_OK : EX_SOFTWARE;
}

static void *run_milter(void *service)
{
    (void)service;
    if (smfi_main() != MI_SUCCESS)
        syslog(LOG_ERR, "libmilter stopped with an error");
    signals_raise(SIGNAL_MILTER_ENDED);
    return NULL;
}

static int start(struct service *s)
{
    int status = start_policy(s);

    if (status == EX_OK) {
        tell(s, false);
        report_start(PROGRAM, policy_of(s)->syslog_facility);
        privilege_harden();
        umask(0077);
        status = start_parts(s);
    }
    if (status == EX_OK)
        status = start_log(s);
    if (status == EX_OK)
        status = start_self_test(s);
    if (status == EX_OK && !signals_start_thread(&s->milter, run_milter, s))
        status = EX_OSERR;
    return status;
}

/* --- serve --- */

static void write_metrics(struct service *s)
{
    const struct metrics_gauges gauges = {
        .spooled_bytes = atomic_load(&s->gateway.spooled),
        .log_seq = record_seq(s->gateway.log),
        .log_healthy = record_healthy(s->gateway.log),
    };
    const char *path = policy_of(s)->metrics_file;

    if (path[0] != '\0' && !metrics_write(s->gateway.metrics, path, &gauges))
        syslog(LOG_WARNING, "%s: cannot write metrics: %s", path, strerror(errno));
}

static void say_ready(const struct service *s, const char *note)
{
    notify_state("READY=1\nSTATUS=guarding %zu protocols on %s%s", policy_of(s)->protocol_count,
                 policy_of(s)->socket, note);
}

static void put_in_force(struct service *s, struct duty *next)
{
    const struct policy *policy = next->policy;

    record_policy(s->gateway.log, policy->sha256);
    record_settings(s->gateway.log, (enum record_period)policy->segment, policy->retention_months);
    guard_configure(s->gateway.guard, policy->workers, policy->inspect_seconds);
    gateway_relieve(&s->gateway, next);
}

static void reload(struct service *s)
{
    struct duty *before = s->gateway.duty;
    struct duty *next;
    bool good;

    notify_reloading();
    next = duty_load(s->options->file, s->options->socket, before, s->complaints);
    good = next != NULL && duty_secrets(next, before, s->complaints);
    tell(s, true);
    if (good) {
        put_in_force(s, next);
        syslog(LOG_NOTICE, "configuration reloaded");
    } else {
        duty_release(next);
        syslog(LOG_ERR, "reload failed: the configuration before it stays in force");
    }
    metrics_reload(s->gateway.metrics, good);
    event_ok(s, "reload", good);
    say_ready(s, good ? "" : "; last reload FAILED, older configuration in force");
}

/* serves until it is told to stop, and returns the exit status */
static int serve(struct service *s)
{
    struct pollfd waits[2] = {{.fd = signals_fd(), .events = POLLIN},
                              {.fd = guard_death_fd(s->gateway.guard), .events = POLLIN}};

    say_ready(s, "");
    for (;;) {
        write_metrics(s);
        if (poll(waits, 2, METRICS_MILLISECONDS) == -1 && errno != EINTR)
            return EX_OSERR;
        if (waits[1].revents != 0) {
            syslog(LOG_CRIT,
                   "the zygote is gone; guarded mail gets 451; stopping to be started anew");
            return EX_SOFTWARE;
        }
        switch (signals_next()) {
        case SIGNAL_NONE:
            break;
        case SIGNAL_RELOAD:
            reload(s);
            break;
        case SIGNAL_STOP:
            return EX_OK;
        case SIGNAL_MILTER_ENDED:
            return EX_UNAVAILABLE;
        }
    }
}

/* --- stop --- */

static void drain(struct service *s)
{
    const struct timespec pause = {0, 20 * 1000 * 1000};
    time_t deadline = time(NULL) + DRAIN_SECONDS;

    atomic_store(&s->gateway.stopping, true);
    while (atomic_load(&s->gateway.transactions) > 0 && time(NULL) < deadline)
        nanosleep(&pause, NULL);
}

/* libmilter is not asked to stop: it would take up to five seconds to notice, and sessions that are
 * not in a guarded mail have nothing to lose. The MTA sees the connection end and answers 451. */
static void stop(struct service *s, int status)
{
    notify_state("STOPPING=1\nSTATUS=finishing mail in flight");
    drain(s);
    socket_remove(policy_of(s));
    event(s, "stop", slice_from(status == EX_OK ? "\"ok\":true" : "\"ok\":false"));
    write_metrics(s);
    record_close(s->gateway.log);
    guard_stop(s->gateway.guard);
    syslog(LOG_NOTICE, "stopped");
}

void service_run(const struct service_options *options)
{
    struct service s = {.options = options, .complaints = complaints_new()};
    int status = EX_OSERR;

    if (s.complaints != NULL && signals_start()) {
        status = start(&s);
        tell(&s, false);
    }
    if (status == EX_OK) {
        syslog(LOG_NOTICE, "%s %s started, landlock %u", PROGRAM, REFERRAL_MILTER_VERSION,
               guard_landlock(s.gateway.guard));
        status = serve(&s);
        stop(&s, status);
    }
    /* Sessions of libmilter may still run: neither s nor what exit handlers take down may go */
    _exit(status);
}

/* what would keep the daemon from starting here, though the file is good: warnings, since -t may
 * run elsewhere */
static void check_folder(const struct policy *policy, const char *setting, const char *path,
                         struct complaints *complaints)
{
    struct stat folder;
    uid_t uid = geteuid();
    gid_t gid;
    bool fallback;

    if (uid == 0)
        policy_account(policy, &uid, &gid, &fallback);
    if (stat(path, &folder) != 0 || !S_ISDIR(folder.st_mode))
        complain(complaints, COMPLAINT_WARNING, policy->file, 0,
                 "%s: there is no folder %s; make it: install -d -m 750 -o %s %s", setting, path,
                 policy->user, path);
    else if (folder.st_uid != uid)
        complain(complaints, COMPLAINT_WARNING, policy->file, 0,
                 "%s: %s does not belong to the user of the daemon; mend it: chown %s %s", setting,
                 path, policy->user, path);
}

static void check_surroundings(const struct policy *policy, struct complaints *complaints)
{
    if (geteuid() == 0 && getpwnam(policy->user) == NULL)
        complain(complaints, COMPLAINT_WARNING, policy->file, 0,
                 "there is no user %s; started as root the daemon would run as nobody",
                 policy->user);
    if (socket_path(policy->socket) != NULL && policy->socket_group[0] != '\0' &&
        getgrnam(policy->socket_group) == NULL)
        complain(complaints, COMPLAINT_WARNING, policy->file, 0,
                 "socket_group: there is no group %s; the mail server could not connect",
                 policy->socket_group);
    check_folder(policy, "log_dir", policy->log_dir, complaints);
    check_folder(policy, "key_dir", policy->key_dir, complaints);
}

int service_check(const struct service_options *options)
{
    struct complaints *complaints = complaints_new();
    struct duty *duty = NULL;
    size_t errors;

    if (complaints == NULL)
        return EX_OSERR;
    duty = duty_load(options->file, options->socket, NULL, complaints);
    if (duty != NULL && !secret_heap_start(SECRET_HEAP_BYTES))
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "cannot lock %d bytes of memory (ulimit -l)",
                 SECRET_HEAP_BYTES);
    else if (duty != NULL)
        duty_secrets(duty, NULL, complaints);
    if (duty != NULL)
        check_surroundings(duty->policy, complaints);
    errors = complaints_errors(complaints);
    complaints_print(complaints, PROGRAM, stderr);
    if (errors == 0)
        printf("%s: the configuration is good\n", options->file);
    duty_release(duty);
    complaints_free(complaints);
    return errors == 0 ? EX_OK : EX_CONFIG;
}
