/*
 * policy - the configuration file, checked, as one immutable object
 *
 * Reads files that the configuration names, passphrases apart (see passphrase.c), and looks up
 * accounts; changes nothing.
 */
#include "policy/policy.h"

#include "inspect/address.h"
#include "policy/settings.h"

#include <errno.h>
#include <pwd.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* What policy_load() hands out is the policy inside of one of these */
struct counted_policy {
    struct policy policy; /* first, so that one is the other */
    atomic_uint holders;
};

static struct policy *policy_new(const char *file)
{
    struct counted_policy *counted = calloc(1, sizeof(*counted));

    if (counted == NULL)
        return NULL;
    atomic_init(&counted->holders, 1);
    counted->policy.file = strdup(file);
    if (counted->policy.file == NULL) {
        free(counted);
        return NULL;
    }
    return &counted->policy;
}

/* warn_without_passphrase - a protocol in force that nobody can use today */
static void warn_without_passphrase(const struct policy *policy, day_number today,
                                    struct complaints *complaints)
{
    for (size_t i = 0; i < policy->protocol_count; i++) {
        const struct protocol *p = policy->protocols[i].judged;
        bool usable = p->suspended || !day_within(today, p->valid_from, p->valid_until);

        for (size_t j = 0; j < p->passphrase_count && !usable; j++)
            usable = day_within(today, p->passphrases[j].valid_from, p->passphrases[j].valid_until);
        if (!usable)
            complain(complaints, COMPLAINT_WARNING, policy->file, 0,
                     "protocol \"%s\" is in force, but none of its passphrases is valid today",
                     p->id);
    }
}

/* load - everything that can be said about the file is in complaints when it returns */
static void load(struct policy *policy, const struct source *source, struct buffer *fingerprint,
                 struct complaints *complaints)
{
    struct policy_reading context = {.policy = policy, .fingerprint = fingerprint};
    const struct reading r = {.source = source, .complaints = complaints, .context = &context};
    size_t before = complaints_errors(complaints);

    policy_settings_read(&r, policy);
    if (!sha256_hex(buffer_slice(fingerprint), policy->sha256) || fingerprint->failed)
        complain(complaints, COMPLAINT_ERROR, policy->file, 0,
                 "cannot hash the configuration: out of memory");
    if (complaints_errors(complaints) > before)
        return;
    if (explanations_check(policy->explanations, complaints))
        warn_without_passphrase(policy, day_today(), complaints);
}

struct policy *policy_load(const char *file, struct complaints *complaints)
{
    struct policy *policy = policy_new(file);
    size_t before = complaints_errors(complaints);
    struct source *source;
    struct buffer fingerprint;

    if (policy == NULL) {
        complain(complaints, COMPLAINT_ERROR, file, 0, "out of memory");
        return NULL;
    }
    buffer_init(&fingerprint, FINGERPRINT_MAX);
    source = source_read(file, &fingerprint, complaints);
    if (source != NULL)
        load(policy, source, &fingerprint, complaints);
    source_free(source);
    buffer_free(&fingerprint);
    if (complaints_errors(complaints) == before)
        return policy;
    policy_release(policy);
    return NULL;
}

struct policy *policy_hold(struct policy *policy)
{
    atomic_fetch_add(&((struct counted_policy *)policy)->holders, 1);
    return policy;
}

void policy_release(struct policy *policy)
{
    struct counted_policy *counted = (struct counted_policy *)policy;

    if (policy == NULL || atomic_fetch_sub(&counted->holders, 1) != 1)
        return;
    policy_settings_clear(policy);
    free(counted);
}

static bool guards(const struct policy_protocol *p, struct slice recipient)
{
    for (size_t i = 0; i < p->recipients.count; i++)
        if (address_matches_mailbox(recipient, p->recipients.items[i]))
            return true;
    return false;
}

int policy_protocol_for(const struct policy *policy, struct slice recipient, day_number day)
{
    int latest = -1;

    for (size_t i = 0; i < policy->protocol_count; i++) {
        const struct protocol *p = policy->protocols[i].judged;

        if (!guards(&policy->protocols[i], recipient))
            continue;
        if (day_within(day, p->valid_from, p->valid_until))
            return (int)i;
        if (latest < 0 || p->valid_from > policy->protocols[latest].judged->valid_from)
            latest = (int)i;
    }
    return latest;
}

const char *policy_unchangeable(const struct policy *a, const struct policy *b)
{
    const struct {
        const char *name, *a, *b;
    } settings[] = {
        {"socket", a->socket, b->socket},    {"user", a->user, b->user},
        {"log_dir", a->log_dir, b->log_dir}, {"key_dir", a->key_dir, b->key_dir},
        {"gateway", a->gateway, b->gateway},
    };

    for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
        if (strcmp(settings[i].a, settings[i].b) != 0)
            return settings[i].name;
    return NULL;
}

/* account - false when there is no such user, or it is root */
static bool account(const char *name, uid_t *uid_r, gid_t *gid_r)
{
    struct passwd entry, *found = NULL;
    size_t size = 16384;
    char *strings = malloc(size);
    bool usable;

    while (strings != NULL && getpwnam_r(name, &entry, strings, size, &found) == ERANGE) {
        free(strings);
        size *= 2;
        strings = size <= (1 << 20) ? malloc(size) : NULL;
    }
    usable = strings != NULL && found != NULL && entry.pw_uid != 0;
    if (usable) {
        *uid_r = entry.pw_uid;
        *gid_r = entry.pw_gid;
    }
    free(strings);
    return usable;
}

bool policy_account(const struct policy *policy, uid_t *uid_r, gid_t *gid_r, bool *fallback_r)
{
    *fallback_r = false;
    if (account(policy->user, uid_r, gid_r))
        return true;
    *fallback_r = true;
    return account("nobody", uid_r, gid_r);
}
