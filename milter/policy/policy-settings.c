/*
 * policy-settings - the settings of the gateway itself, that is all but the protocols
 */
#include "policy/settings.h"

#include "policy/source-file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

/* What a policy does not keep in the form it is written in */
struct draft {
    struct policy policy;
    char *socket_mode;
    unsigned facility;
    struct string_list explanations;
};

static const char *const SEGMENTS[] = {
    [SEGMENT_DAY] = "day", [SEGMENT_MONTH] = "month", [SEGMENT_YEAR] = "year", NULL};
static const char *const LOG_SENDERS[] = {
    [LOG_SENDER_FULL] = "full", [LOG_SENDER_HASH] = "hash", [LOG_SENDER_OFF] = "off", NULL};
static const char *const FACILITIES[] = {"mail",   "auth",   "authpriv", "cron",   "daemon",
                                         "lpr",    "news",   "syslog",   "user",   "uucp",
                                         "local0", "local1", "local2",   "local3", "local4",
                                         "local5", "local6", "local7",   NULL};
static const int FACILITY_NUMBERS[] = {LOG_MAIL,   LOG_AUTH,   LOG_AUTHPRIV, LOG_CRON,   LOG_DAEMON,
                                       LOG_LPR,    LOG_NEWS,   LOG_SYSLOG,   LOG_USER,   LOG_UUCP,
                                       LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2,   LOG_LOCAL3, LOG_LOCAL4,
                                       LOG_LOCAL5, LOG_LOCAL6, LOG_LOCAL7};
static const char *const DEFAULT_EXPLANATIONS[] = {"explanations.nl.conf", "explanations.en.conf",
                                                   NULL};

static setting_check check_mode, check_account, check_gateway, check_time_zone, check_explanations;

#define IN(member) offsetof(struct draft, member)
static const struct setting SETTINGS[] = {
    {.name = "socket",
     .type = SETTING_TEXT,
     .offset = IN(policy.socket),
     .min = 1,
     .max = 300,
     .text = "unix:/var/spool/postfix/referral-milter/milter.sock"},
    {.name = "socket_group",
     .type = SETTING_TEXT,
     .offset = IN(policy.socket_group),
     .max = 64,
     .text = "postfix",
     .check = check_account},
    {.name = "socket_mode",
     .type = SETTING_TEXT,
     .offset = IN(socket_mode),
     .min = 1,
     .max = 8,
     .text = "0660",
     .check = check_mode},
    {.name = "inet_remote", .type = SETTING_FLAG, .offset = IN(policy.inet_remote)},
    {.name = "user",
     .type = SETTING_TEXT,
     .offset = IN(policy.user),
     .min = 1,
     .max = 64,
     .text = "referral-milter",
     .check = check_account},
    {.name = "log_dir",
     .type = SETTING_TEXT,
     .offset = IN(policy.log_dir),
     .min = 1,
     .max = 1024,
     .text = "/var/log/referral-milter"},
    {.name = "key_dir",
     .type = SETTING_TEXT,
     .offset = IN(policy.key_dir),
     .min = 1,
     .max = 1024,
     .text = "/var/lib/referral-milter"},
    {.name = "gateway",
     .type = SETTING_TEXT,
     .offset = IN(policy.gateway),
     .max = 63,
     .check = check_gateway},
    {.name = "time_zone",
     .type = SETTING_TEXT,
     .offset = IN(policy.time_zone),
     .min = 1,
     .max = 64,
     .text = "Europe/Brussels",
     .check = check_time_zone},
    {.name = "segment",
     .type = SETTING_CHOICE,
     .offset = IN(policy.segment),
     .choices = SEGMENTS,
     .number = SEGMENT_MONTH},
    {.name = "retention_months",
     .type = SETTING_NUMBER,
     .offset = IN(policy.retention_months),
     .max = 1200,
     .number = 36},
    {.name = "log_sender",
     .type = SETTING_CHOICE,
     .offset = IN(policy.log_sender),
     .choices = LOG_SENDERS,
     .number = LOG_SENDER_FULL},
    {.name = "syslog_facility",
     .type = SETTING_CHOICE,
     .offset = IN(facility),
     .choices = FACILITIES},
    {.name = "metrics_file", .type = SETTING_TEXT, .offset = IN(policy.metrics_file), .max = 1024},
    {.name = "memory_budget",
     .type = SETTING_SIZE,
     .offset = IN(policy.memory_budget),
     .min = 1,
     .max = (uint64_t)1 << 40,
     .number = 256 << 20},
    {.name = "workers", .type = SETTING_NUMBER, .offset = IN(policy.workers), .max = 1024},
    {.name = "inspect_seconds",
     .type = SETTING_NUMBER,
     .offset = IN(policy.inspect_seconds),
     .min = 1,
     .max = 240,
     .number = 20},
    {.name = "explanations",
     .type = SETTING_LIST,
     .offset = IN(explanations),
     .min = 1,
     .max = EXPLANATIONS_MAX,
     .choices = DEFAULT_EXPLANATIONS,
     .check = check_explanations},
    {.name = "protocols",
     .type = SETTING_GROUPS,
     .required = true,
     .min = 1,
     .max = PROTOCOLS_MAX,
     .check = protocols_read},
};
#undef IN
static const struct schema SCHEMA = SCHEMA(SETTINGS);

static void check_mode(const struct reading *r, const config_setting_t *at, void *object)
{
    struct draft *draft = object;
    const char *mode = draft->socket_mode;
    size_t length = strlen(mode);

    if (length < 3 || length > 4 || strspn(mode, "01234567") != length ||
        (length == 4 && mode[0] != '0')) {
        reading_complain(r, at, "\"socket_mode\" must be rights in octal figures, like \"0660\"");
        return;
    }
    draft->policy.socket_mode = (mode_t)strtoul(mode, NULL, 8);
    if ((draft->policy.socket_mode & 0002) != 0)
        source_complain(r->source, at, r->complaints, COMPLAINT_WARNING,
                        "\"socket_mode\" lets every local user write to the socket");
}

/* account_name - as useradd(8) and systemd take them */
static bool account_name(const char *name)
{
    for (const char *c = name; *c != '\0'; c++)
        if (!isalnum((unsigned char)*c) && strchr("._-", *c) == NULL)
            return false;
    return name[0] != '-' && name[0] != '.';
}

static void check_account(const struct reading *r, const config_setting_t *at, void *object)
{
    const struct draft *draft = object;
    const char *user = draft->policy.user;

    if (at == NULL)
        return;
    if (!account_name(config_setting_get_string(at)))
        reading_complain(r, at, "\"%s\" must be the name of an account", config_setting_name(at));
    else if (user != NULL && strcmp(user, "root") == 0)
        reading_complain(r, at, "\"user\" may not be root: name an account without rights");
}

/* gateway_from_host - the host's name up to its first dot, in the letters that are permitted */
static void gateway_from_host(char *name, size_t size)
{
    size_t length;

    if (gethostname(name, size) != 0)
        name[0] = '\0';
    name[size - 1] = '\0';
    name[strcspn(name, ".")] = '\0';
    for (char *c = name; *c != '\0'; c++)
        if (!isalnum((unsigned char)*c))
            *c = '-';
    length = strlen(name);
    while (length > 0 && name[length - 1] == '-')
        name[--length] = '\0';
    memmove(name, name + strspn(name, "-"), strlen(name + strspn(name, "-")) + 1);
    if (name[0] == '\0')
        (void)snprintf(name, size, "gateway");
}

static void check_gateway(const struct reading *r, const config_setting_t *at, void *object)
{
    struct draft *draft = object;
    const char *name = draft->policy.gateway;
    char host[64];

    for (const char *c = name; *c != '\0'; c++) {
        if (isalnum((unsigned char)*c) || (*c == '-' && c != name && c[1] != '\0'))
            continue;
        reading_complain(r, at, "\"gateway\" may hold letters, digits and, inside, hyphens only");
        return;
    }
    if (name[0] != '\0')
        return;
    gateway_from_host(host, sizeof(host));
    free(draft->policy.gateway);
    draft->policy.gateway = strdup(host);
    if (draft->policy.gateway == NULL)
        reading_complain(r, at, "out of memory");
}

static void check_time_zone(const struct reading *r, const config_setting_t *at, void *object)
{
    const struct draft *draft = object;
    const char *zone = draft->policy.time_zone, *folder = getenv("TZDIR");
    struct buffer content;
    char path[512];
    const char *trouble = "no such time zone";

    if (strcmp(zone, "UTC") == 0)
        return;
    buffer_init(&content, 1 << 20);
    (void)snprintf(path, sizeof(path), "%s/%s", folder != NULL ? folder : "/usr/share/zoneinfo",
                   zone);
    if (isalpha((unsigned char)zone[0]) && strstr(zone, "..") == NULL)
        trouble = source_file_read(path, (1 << 20) - 1, &content);
    if (trouble == NULL && !slice_starts(buffer_slice(&content), "TZif"))
        trouble = "not the data of a time zone";
    if (trouble != NULL)
        reading_complain(r, at,
                         "\"time_zone\" must be a zone like \"Europe/Brussels\" (package tzdata) "
                         "or \"UTC\": %s",
                         trouble);
    buffer_free(&content);
}

static void check_explanations(const struct reading *r, const config_setting_t *at, void *object)
{
    struct draft *draft = object;
    struct policy_reading *context = r->context;

    draft->policy.explanations = explanations_new();
    if (draft->policy.explanations == NULL) {
        reading_complain(r, at, "out of memory");
        return;
    }
    for (size_t i = 0; i < draft->explanations.count; i++) {
        char *path = source_path(draft->policy.file, draft->explanations.items[i]);

        if (path != NULL)
            (void)explanations_add_counted(draft->policy.explanations, path, context->fingerprint,
                                           r->complaints);
        else
            reading_complain(r, at, "out of memory");
        free(path);
    }
}

/* resolve - a path as seen from the folder of the configuration file */
static void resolve(const struct reading *r, const struct policy *policy, char **path)
{
    char *resolved;

    if (*path == NULL || (*path)[0] == '\0')
        return;
    resolved = source_path(policy->file, *path);
    free(*path);
    *path = resolved;
    if (resolved == NULL)
        reading_complain(r, NULL, "out of memory");
}

/* check_socket - after all else is known: the form, and whether it is for this machine only */
static void check_socket(const struct reading *r, const config_setting_t *root,
                         struct policy *policy)
{
    char why[128];

    policy->socket = socket_resolve(policy->socket, policy->file);
    if (policy->socket == NULL)
        reading_complain(r, root, "out of memory");
    else if (!policy_socket_valid(policy->socket, policy->inet_remote, why, sizeof(why)))
        reading_complain(r, setting_at(root, "socket"), "\"socket\" %s", why);
}

/* check_budget - a mail of the largest kind that does not fit is deferred for ever */
static void check_budget(const struct reading *r, const config_setting_t *root,
                         const struct policy *policy)
{
    for (size_t i = 0; i < policy->protocol_count; i++)
        if (policy->protocols[i].judged->max_message_bytes > policy->memory_budget) {
            source_complain(r->source, setting_at(root, "memory_budget"), r->complaints,
                            COMPLAINT_WARNING,
                            "\"memory_budget\" is less than the \"max_message_bytes\" of a "
                            "protocol: larger mails will never pass; raise it");
            return;
        }
}

static unsigned workers_for_processors(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    return processors < 1 ? 2 : (unsigned)(processors > 512 ? 512 : processors) * 2;
}

void policy_settings_read(const struct reading *r, struct policy *policy)
{
    const config_setting_t *root = source_root(r->source);
    struct draft draft = {.policy = *policy};

    schema_read(r, &SCHEMA, root, &draft);
    *policy = draft.policy;
    policy->syslog_facility = FACILITY_NUMBERS[draft.facility];
    if (policy->workers == 0)
        policy->workers = workers_for_processors();
    resolve(r, policy, &policy->log_dir);
    resolve(r, policy, &policy->key_dir);
    resolve(r, policy, &policy->metrics_file);
    check_socket(r, root, policy);
    check_budget(r, root, policy);
    if (policy->log_dir != NULL && policy->key_dir != NULL &&
        strcmp(policy->log_dir, policy->key_dir) == 0)
        reading_complain(r, setting_at(root, "key_dir"),
                         "\"key_dir\" must be another folder than \"log_dir\": the log is for "
                         "reading, the key is not");
    free(draft.socket_mode);
    string_list_clear(&draft.explanations);
}

void policy_settings_clear(struct policy *policy)
{
    for (size_t i = 0; i < policy->protocol_count; i++)
        policy_protocol_clear(&policy->protocols[i]);
    free(policy->protocols);
    explanations_free(policy->explanations);
    free(policy->file);
    free(policy->socket);
    free(policy->socket_group);
    free(policy->user);
    free(policy->log_dir);
    free(policy->key_dir);
    free(policy->gateway);
    free(policy->time_zone);
    free(policy->metrics_file);
}
