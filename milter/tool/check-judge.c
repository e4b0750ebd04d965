/*
 * From a file to a verdict, in the steps of the daemon: recipients, protocol, worker.
 */
#include "tool/check-judge.h"

#include "inspect/address.h"
#include "tool/check-addresses.h"

#include <stdlib.h>
#include <string.h>

const char *check_word_name(enum check_word word)
{
    static const char *const names[] = {[CHECK_ACCEPT] = "accept",
                                        [CHECK_REFUSE] = "refuse",
                                        [CHECK_DEFER] = "defer",
                                        [CHECK_NOT_GUARDED] = "not-guarded"};

    return names[word];
}

/* spelled - normalised where it is an address, else as it is written */
static struct slice spelled(const char *address, char normalised[ADDRESS_MAX])
{
    struct slice raw = slice_from(address);

    return address_normalise(raw, normalised) ? slice_from(normalised) : raw;
}

static bool set_sender(const struct check_run *run, const struct check_file *file,
                       struct envelope *envelope)
{
    char normalised[ADDRESS_MAX];
    struct string_list from = {0};
    const char *sender = run->sender;
    bool good = true;
    struct slice s;

    if (sender == NULL && !file->bare)
        good = check_addresses(buffer_slice(&file->bytes), "From", &from);
    if (sender == NULL)
        sender = from.count > 0 ? from.items[0] : "";
    s = spelled(sender, normalised);
    envelope->sender = s.len == 0 ? strdup("") : strndup((const char *)s.data, s.len);
    string_list_clear(&from);
    return good && envelope->sender != NULL;
}

/* add_recipient - to the guarded ones of the first protocol that is met, or to the others */
static bool add_recipient(const struct check_run *run, const char *recipient,
                          struct check_verdict *out)
{
    int protocol = policy_protocol_for(run->policy, slice_from(recipient), run->day);
    char normalised[ADDRESS_MAX];
    struct slice address = spelled(recipient, normalised);

    if (protocol >= 0 && out->protocol < 0)
        out->protocol = protocol;
    if (protocol >= 0 && protocol == out->protocol)
        return string_list_add(&out->guarded, address);
    out->envelope.second_protocol = out->envelope.second_protocol || protocol >= 0;
    return string_list_add(&out->envelope.others, address);
}

/* only_protocol - for an archive without a mail around it */
static int only_protocol(const struct check_run *run)
{
    const struct policy *policy = run->policy;

    for (size_t i = 0; i < policy->protocol_count; i++) {
        const struct protocol *p = policy->protocols[i].judged;

        if (!p->suspended && day_within(run->day, p->valid_from, p->valid_until))
            return (int)i;
    }
    return policy->protocol_count > 0 ? 0 : -1;
}

static bool set_recipients(const struct check_run *run, const struct check_file *file,
                           struct check_verdict *out)
{
    struct slice message = buffer_slice(&file->bytes);
    struct string_list found = {0};
    const struct string_list *all = &run->recipients;
    bool good = true;

    if (all->count == 0 && file->bare) {
        out->protocol = only_protocol(run);
        return true;
    }
    if (all->count == 0) {
        good = check_addresses(message, "To", &found) && check_addresses(message, "Cc", &found);
        all = &found;
    }
    for (size_t i = 0; good && i < all->count; i++)
        good = add_recipient(run, all->items[i], out);
    string_list_clear(&found);
    return good;
}

static enum check_word word_of(const struct verdict *v)
{
    if (v->finding_count == 0)
        return CHECK_ACCEPT;
    for (uint32_t i = 0; i < v->finding_count; i++)
        if (reason_defers((enum reason)v->findings[i].reason))
            return CHECK_DEFER;
    return CHECK_REFUSE;
}

bool check_judge(const struct check_run *run, const struct check_file *file,
                 void (*progress)(void *context), void *context, struct check_verdict *out)
{
    struct guard_task task = {.message_fd = file->memfd,
                              .message_len = file->bytes.len,
                              .bare_archive = file->bare,
                              .envelope = &out->envelope,
                              .day = run->day,
                              .progress = progress,
                              .context = context};

    *out = (struct check_verdict){.word = CHECK_NOT_GUARDED, .protocol = -1};
    if (!set_sender(run, file, &out->envelope) || !set_recipients(run, file, out))
        return false;
    if (out->protocol < 0)
        return true;
    task.protocol = run->policy->protocols[out->protocol].judged;
    task.keyring = run->keyrings[out->protocol];
    guard_inspect(run->guard, &task, &out->result);
    out->word = word_of(&out->result.verdict);
    return true;
}

void check_verdict_clear(struct check_verdict *v)
{
    string_list_clear(&v->guarded);
    envelope_clear(&v->envelope);
}
