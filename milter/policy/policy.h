/*
 * policy - the configuration file, checked, as one immutable object
 *
 * A policy is loaded whole or not at all, is never changed afterwards, and is counted: every mail
 * transaction holds the policy it began with, so that a reload disturbs none.
 */
#ifndef POLICY_POLICY_H
#define POLICY_POLICY_H

#include "base/complaint.h"
#include "base/digest.h"
#include "base/secret.h"
#include "inspect/protocol.h"
#include "policy/explanation.h"

#include <sys/types.h>

enum log_sender { LOG_SENDER_FULL, LOG_SENDER_HASH, LOG_SENDER_OFF };
enum segment_period { SEGMENT_DAY, SEGMENT_MONTH, SEGMENT_YEAR };
enum protocol_mode { MODE_ENFORCE, MODE_OBSERVE };

struct policy_party {
    char *name, *contact;
};

/* What the file says of a protocol beyond what an inspection needs */
struct policy_protocol {
    struct protocol *judged; /* for inspect() */
    char *title;
    struct string_list recipients; /* normalised mailboxes */
    enum protocol_mode mode;
    char *help, *other_contact; /* "" when not set */
    struct policy_party *parties;
    size_t party_count;
    struct string_list
        passphrase_files; /* by index as judged->passphrases: path, or "" for a credential */
    struct string_list credentials; /* likewise: credential name, or "" */
    struct secret **passphrases;    /* UTF-8; NULL until policy_load_secrets() */
};

struct policy {
    char *file; /* path as given */
    char *socket, *socket_group;
    mode_t socket_mode;
    bool inet_remote;
    char *user;
    char *log_dir, *key_dir; /* absolute or relative to the working directory, resolved */
    char *gateway;           /* host name when the setting is empty */
    char *time_zone;
    enum segment_period segment;
    unsigned retention_months;
    enum log_sender log_sender;
    int syslog_facility;    /* LOG_MAIL ... */
    char *metrics_file;     /* "" for none */
    uint64_t memory_budget; /* bytes */
    unsigned workers;       /* already resolved: at least 1 */
    unsigned inspect_seconds;
    struct explanations *explanations;
    struct policy_protocol *protocols;
    size_t protocol_count;
    char sha256[SHA256_HEX_SIZE]; /* of the configuration and all files it names, passphrases apart
                                   */
};

/* policy_load - reads and checks everything but the passphrases. NULL when there was an error;
 * every error and warning is in complaints. */
struct policy *policy_load(const char *file, struct complaints *complaints);

/* policy_load_secrets - reads the passphrases into the secure heap (which must run), checking
 * owner, rights, form and strength. The owner must be uid `owner` (or root, while we are root).
 * Credentials come from $CREDENTIALS_DIRECTORY; on a reload (previous != NULL) those are taken over
 * from the previous policy. */
bool policy_load_secrets(struct policy *policy, uid_t owner, const struct policy *previous,
                         struct complaints *complaints);

struct policy *policy_hold(struct policy *policy); /* thread-safe */
void policy_release(struct policy *policy);        /* frees with the last holder; NULL is fine */

/* policy_protocol_for - the protocol that guards this raw RCPT argument on that day: the one in
 * force, else the latest; index into policy->protocols, or -1 when the address is not guarded */
int policy_protocol_for(const struct policy *policy, struct slice recipient, day_number day);

/* policy_unchangeable - names the setting that differs between the two and may not change on reload
 * (socket, user, log_dir, key_dir, gateway); NULL when none does */
const char *policy_unchangeable(const struct policy *a, const struct policy *b);

/* policy_account - uid and gid to run as when started as root: `user`, or nobody where it does not
 * exist */
bool policy_account(const struct policy *policy, uid_t *uid_r, gid_t *gid_r, bool *fallback_r);

/* policy_socket_valid - the forms of the setting socket: unix:PATH, local:PATH, inet:PORT@HOST,
 * inet6:PORT@HOST; beyond loopback only with inet_remote. why follows "socket ". */
bool policy_socket_valid(const char *socket, bool inet_remote, char *why, size_t size);

#endif
