/* gateway - see gateway.h */
#include "daemon/gateway.h"

#include "base/complaint.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool replace_socket(struct policy *policy, const char *socket)
{
    char *copy = strdup(socket);

    if (copy == NULL)
        return false;
    free(policy->socket);
    policy->socket = copy;
    return true;
}

/* the settings that hold for the life of the process */
static bool may_follow(const struct policy *before, const struct policy *after,
                       struct complaints *complaints)
{
    const char *setting = policy_unchangeable(before, after);

    if (setting == NULL && strcmp(before->time_zone, after->time_zone) != 0)
        setting = "time_zone";
    if (setting == NULL)
        return true;
    complain(complaints, COMPLAINT_ERROR, after->file, 0,
             "%s cannot change while the daemon runs; restart it", setting);
    return false;
}

struct duty *duty_load(const char *file, const char *socket, const struct duty *previous,
                       struct complaints *complaints)
{
    struct duty *duty = calloc(1, sizeof *duty);

    if (duty == NULL) {
        complain(complaints, COMPLAINT_ERROR, file, 0, "out of memory");
        return NULL;
    }
    atomic_init(&duty->holders, 1);
    duty->policy = policy_load(file, complaints);
    if (duty->policy == NULL)
        goto fail;
    if (socket != NULL && !replace_socket(duty->policy, socket))
        goto fail;
    if (previous != NULL && !may_follow(previous->policy, duty->policy, complaints))
        goto fail;
    return duty;
fail:
    duty_release(duty);
    return NULL;
}

static struct keyring *keyring_of(const struct policy_protocol *protocol)
{
    struct keyring *ring = keyring_new();

    for (size_t i = 0; ring != NULL && i < protocol->judged->passphrase_count; i++)
        if (!keyring_add(ring, secret_slice(protocol->passphrases[i]))) {
            keyring_free(ring);
            return NULL;
        }
    return ring;
}

/* the uid that passphrase files must belong to */
static uid_t owner_of_secrets(const struct policy *policy)
{
    uid_t uid = geteuid();
    gid_t gid;
    bool fallback;

    if (uid == 0)
        policy_account(policy, &uid, &gid, &fallback);
    return uid;
}

bool duty_secrets(struct duty *duty, const struct duty *previous, struct complaints *complaints)
{
    struct policy *policy = duty->policy;

    if (!policy_load_secrets(policy, owner_of_secrets(policy),
                             previous == NULL ? NULL : previous->policy, complaints))
        return false;
    duty->keyrings = calloc(policy->protocol_count, sizeof *duty->keyrings);
    for (size_t i = 0; i < policy->protocol_count; i++) {
        if (duty->keyrings != NULL)
            duty->keyrings[i] = keyring_of(&policy->protocols[i]);
        if (duty->keyrings == NULL || duty->keyrings[i] == NULL) {
            complain(complaints, COMPLAINT_ERROR, policy->file, 0,
                     "no locked memory left for the passphrases; raise the limit (ulimit -l)");
            return false;
        }
    }
    return true;
}

void duty_release(struct duty *duty)
{
    if (duty == NULL || atomic_fetch_sub(&duty->holders, 1) != 1)
        return;
    if (duty->keyrings != NULL)
        for (size_t i = 0; i < duty->policy->protocol_count; i++)
            keyring_free(duty->keyrings[i]);
    free(duty->keyrings);
    policy_release(duty->policy);
    free(duty);
}

void gateway_init(struct gateway *g, struct duty *duty)
{
    memset(g, 0, sizeof *g);
    pthread_mutex_init(&g->lock, NULL);
    g->duty = duty;
}

struct duty *gateway_duty(struct gateway *g)
{
    struct duty *duty;

    pthread_mutex_lock(&g->lock);
    duty = g->duty;
    atomic_fetch_add(&duty->holders, 1);
    pthread_mutex_unlock(&g->lock);
    return duty;
}

void gateway_relieve(struct gateway *g, struct duty *next)
{
    struct duty *before;

    pthread_mutex_lock(&g->lock);
    before = g->duty;
    g->duty = next;
    pthread_mutex_unlock(&g->lock);
    duty_release(before);
}

bool gateway_reserve(struct gateway *g, size_t bytes, uint64_t budget)
{
    size_t before = atomic_fetch_add(&g->spooled, bytes);

    if (before + bytes <= budget)
        return true;
    gateway_unreserve(g, bytes);
    return false;
}

void gateway_unreserve(struct gateway *g, size_t bytes)
{
    atomic_fetch_sub(&g->spooled, bytes);
}
