/*
 * settings - the parts of a policy as they are read; for the files of this folder only
 */
#ifndef POLICY_SETTINGS_H
#define POLICY_SETTINGS_H

#include "policy/policy.h"
#include "policy/schema.h"

enum {
    EXPLANATIONS_MAX = 4,    /* languages in a reply */
    PROTOCOLS_MAX = 64,      /* in one policy */
    RECIPIENTS_MAX = 64,     /* of one protocol */
    ADDRESSES_MAX = 4096,    /* in senders, other_recipients */
    PARTIES_MAX = 16,        /* of one protocol */
    LINES_MAX = 512,         /* in fixed_text, signature_lines, images_sha256 */
    LABELS_MAX = 32,         /* of one field */
    WORDS_MAX = 8192,        /* in one file of sensitive words */
    WORD_MAX = 100,          /* bytes of one of them */
    REPLY_SETTING_MAX = 300, /* bytes of help and other_contact */
    MESSAGE_BYTES_MAX = 64 << 20,
    UNPACKED_BYTES_MAX = 64 << 20,
    KDF_POWER_MAX = 24
};

/* The context of a reading of the configuration file */
struct policy_reading {
    struct policy *policy;
    struct buffer *fingerprint;
};

/* policy_settings_read - all of the file into policy, whose members are NULL and 0 before */
void policy_settings_read(const struct reading *r, struct policy *policy);
/* policy_settings_clear - frees what a policy holds */
void policy_settings_clear(struct policy *policy);

/* protocols_read - the check of the setting protocols; object is the struct policy */
setting_check protocols_read;
void policy_protocol_clear(struct policy_protocol *p);

/* protocols_cross_check - what concerns more than one protocol: ids, recipients, periods */
void protocols_cross_check(const struct reading *r, const config_setting_t *list,
                           const struct policy *policy);

/* addresses_read - turns every entry of a list into its normalised form; complains about those that
 * are no plain address, and about repeats. Entries: mailboxes ("name@domain"), with patterns also
 * "@domain", with word also that word. */
void addresses_read(const struct reading *r, const config_setting_t *at, const char *name,
                    struct string_list *list, bool patterns, const char *word);

/* fields_read - the setting fields: permitted fields of the protocol; at NULL: the five */
void fields_read(const struct reading *r, const config_setting_t *at, struct protocol *protocol);

/* parties_read, passphrases_read - the settings of these names; at NULL: none */
void parties_read(const struct reading *r, const config_setting_t *at,
                  struct policy_protocol *protocol);
void passphrases_read(const struct reading *r, const config_setting_t *at,
                      struct policy_protocol *outer, struct protocol *judged);

/* period_check - valid_from and valid_until of a group, 0 for open, are in order */
void period_check(const struct reading *r, const config_setting_t *group, day_number from,
                  day_number until);

/* words_read - one file of sensitive words, added to list */
void words_read(const char *file, struct string_list *list, struct buffer *fingerprint,
                struct complaints *complaints);

/* text_folds - does anything remain of the text when it is compared (fold_words)? */
bool text_folds(struct slice text);

/* socket_resolve - a Unix socket's path seen from the folder of the configuration file; takes and
 * gives ownership; NULL without memory */
char *socket_resolve(char *socket, const char *file);

#endif
