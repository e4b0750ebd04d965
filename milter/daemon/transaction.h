/*
 * transaction - one mail from MAIL FROM to its answer; knows nothing of libmilter
 *
 * Collects the envelope, finds the protocol that guards a recipient, spools the mail when there is
 * one, has it inspected, writes the record and says what the MTA is to be told. Every trouble on
 * the way is a deferral (in observe mode: a pass), never an accept.
 */
#ifndef DAEMON_TRANSACTION_H
#define DAEMON_TRANSACTION_H

#include "daemon/gateway.h"
#include "policy/explanation.h"

struct transaction;

enum transaction_action { TRANSACTION_PASS, TRANSACTION_REFUSE, TRANSACTION_DEFER };

struct transaction_outcome {
    enum transaction_action action;
    struct reply reply;         /* for refuse and defer */
    char receipt[RECEIPT_SIZE]; /* value of the receipt header to add; "" for none */
};

/* transaction_new - sender: raw argument of MAIL FROM; auth: login name of the client, or NULL.
 * NULL without memory. */
struct transaction *transaction_new(struct gateway *gateway, const char *sender, const char *auth);
/* transaction_free - gives back memory, budget and duty; NULL is fine */
void transaction_free(struct transaction *t);

/* transaction_recipient - raw argument of RCPT TO, and what the MTA resolved it to (or NULL). Both
 * are matched. False without memory. */
bool transaction_recipient(struct transaction *t, const char *argument, const char *resolved);
bool transaction_guarded(const struct transaction *t);

/* transaction_begin - DATA of a guarded mail; false: defer it now (stopping, or no memory) */
bool transaction_begin(struct transaction *t);
void transaction_header(struct transaction *t, const char *name, const char *value,
                        bool leading_space);
/* transaction_body - false when no further body byte is wanted: the answer does not depend on them
 * any more */
bool transaction_body(struct transaction *t, const unsigned char *data, size_t len);

/* transaction_judge - end of message. progress is called about every second. */
void transaction_judge(struct transaction *t, const char *queue_id, void (*progress)(void *context),
                       void *context, struct transaction_outcome *out);

/* transaction_defer - the reply for a mail that cannot be taken now; nothing is recorded */
void transaction_defer(struct transaction *t, enum reason reason, struct reply *out);

#endif
