/* session - see session.h */
#include "daemon/session.h"

#include "daemon/transaction.h"

#include <libmilter/mfapi.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <syslog.h>

#define RECEIPT_HEADER "Referral-Receipt"

struct session {
    bool leading_space; /* header values come as they stand after the colon */
    bool may_skip;      /* the MTA understands SMFIS_SKIP */
    unsigned receipts;  /* Referral-Receipt fields of the mail as it came */
    struct transaction *transaction;
};

/* libmilter hands nothing of ours to its callbacks before they have set private data; written once,
 * before its threads start */
static struct gateway *the_gateway;

static void end_transaction(struct session *s)
{
    transaction_free(s->transaction);
    s->transaction = NULL;
    s->receipts = 0;
}

static sfsistat on_negotiate(SMFICTX *ctx, unsigned long f0, unsigned long f1, unsigned long f2,
                             unsigned long f3, unsigned long *pf0, unsigned long *pf1,
                             unsigned long *pf2, unsigned long *pf3)
{
    const unsigned long actions = SMFIF_ADDHDRS | SMFIF_CHGHDRS;
    /* not SMFIP_NOEOH: libmilter then takes the body of a mail without header fields, as Sendmail
       shows it, for out of turn and answers nothing until the MTA gives up */
    const unsigned long spared = SMFIP_NOCONNECT | SMFIP_NOHELO | SMFIP_NOUNKNOWN;
    struct session *s = smfi_getpriv(ctx);

    (void)f2;
    (void)f3;
    if ((f0 & actions) != actions) {
        syslog(LOG_ERR,
               "the MTA does not let a filter add and remove header fields; refusing to work");
        return SMFIS_REJECT;
    }
    if (s == NULL && (s = calloc(1, sizeof *s)) == NULL)
        return SMFIS_REJECT;
    s->leading_space = (f1 & SMFIP_HDR_LEADSPC) != 0;
    s->may_skip = (f1 & SMFIP_SKIP) != 0;
    *pf0 = actions | (f0 & SMFIF_SETSYMLIST);
    *pf1 = f1 & (spared | SMFIP_HDR_LEADSPC | SMFIP_SKIP);
    *pf2 = *pf3 = 0;
    if ((f0 & SMFIF_SETSYMLIST) != 0) {
        /* Sendmail tells the queue id here and not at the end of the message, Postfix there only */
        smfi_setsymlist(ctx, SMFIM_ENVFROM, (char[]){"i {auth_authen}"});
        smfi_setsymlist(ctx, SMFIM_ENVRCPT, (char[]){"{rcpt_addr}"});
        smfi_setsymlist(ctx, SMFIM_EOM, (char[]){"i"});
    }
    if (smfi_setpriv(ctx, s) != MI_SUCCESS) {
        free(s);
        return SMFIS_REJECT;
    }
    return SMFIS_CONTINUE;
}

/* every printed line of the reply, "%" doubled as smfi_setmlreply() asks */
struct reply_lines {
    char text[REPLY_LINES_MAX][2 * REPLY_LINE_MAX + 1];
    char *line[REPLY_LINES_MAX + 1];
};

static void double_percent(const char *from, char *to)
{
    for (; *from != '\0'; from++) {
        if (*from == '%')
            *to++ = '%';
        *to++ = *from;
    }
    *to = '\0';
}

static bool set_reply(SMFICTX *ctx, const struct reply *reply)
{
    struct reply_lines r = {0};
    char code[4], status[8];
    char **l = r.line;

    for (unsigned i = 0; i < reply->line_count; i++) {
        l[i] = r.text[i];
        double_percent(reply->lines[i], l[i]);
    }
    snprintf(code, sizeof code, "%.3u", reply->code % 1000);
    snprintf(status, sizeof status, "%s", reply->status);
    /* the argument list ends at the first NULL; REPLY_LINES_MAX of them and one */
    return smfi_setmlreply(ctx, code, status, l[0], l[1], l[2], l[3], l[4], l[5], l[6], l[7], l[8],
                           l[9], l[10], l[11], l[12], l[13], l[14], l[15], l[16], l[17], l[18],
                           l[19], l[20], l[21], l[22], l[23], l[24], l[25], l[26], l[27], l[28],
                           l[29], l[30], l[31], l[32]) == MI_SUCCESS;
}

static sfsistat tempfail(SMFICTX *ctx, struct session *s, enum reason reason)
{
    struct reply reply;

    transaction_defer(s->transaction, reason, &reply);
    set_reply(ctx, &reply);
    end_transaction(s);
    return SMFIS_TEMPFAIL;
}

static sfsistat on_mail(SMFICTX *ctx, char **arguments)
{
    struct session *s = smfi_getpriv(ctx);

    if (s == NULL)
        return SMFIS_TEMPFAIL;
    end_transaction(s); /* after an accept at DATA libmilter tells no end */
    s->transaction =
        transaction_new(the_gateway, arguments[0], smfi_getsymval(ctx, (char[]){"{auth_authen}"}));
    return s->transaction == NULL ? SMFIS_TEMPFAIL : SMFIS_CONTINUE;
}

static sfsistat on_recipient(SMFICTX *ctx, char **arguments)
{
    struct session *s = smfi_getpriv(ctx);

    if (s == NULL || s->transaction == NULL)
        return SMFIS_TEMPFAIL;
    if (!transaction_recipient(s->transaction, arguments[0],
                               smfi_getsymval(ctx, (char[]){"{rcpt_addr}"})))
        return SMFIS_TEMPFAIL;
    return SMFIS_CONTINUE;
}

static sfsistat on_data(SMFICTX *ctx)
{
    struct session *s = smfi_getpriv(ctx);

    if (s == NULL || s->transaction == NULL)
        return SMFIS_TEMPFAIL;
    if (!transaction_guarded(s->transaction)) {
        end_transaction(s);
        return SMFIS_ACCEPT; /* nothing more of this mail is sent to us */
    }
    if (!transaction_begin(s->transaction))
        return tempfail(ctx, s, REASON_DEFER_OVERLOAD);
    return SMFIS_CONTINUE;
}

static sfsistat on_header(SMFICTX *ctx, char *name, char *value)
{
    struct session *s = smfi_getpriv(ctx);

    if (s == NULL || s->transaction == NULL)
        return SMFIS_TEMPFAIL;
    if (strcasecmp(name, RECEIPT_HEADER) == 0)
        s->receipts++;
    transaction_header(s->transaction, name, value, s->leading_space);
    return SMFIS_CONTINUE;
}

static sfsistat on_body(SMFICTX *ctx, unsigned char *data, size_t len)
{
    struct session *s = smfi_getpriv(ctx);

    if (s == NULL || s->transaction == NULL)
        return SMFIS_TEMPFAIL;
    if (!transaction_body(s->transaction, data, len) && s->may_skip)
        return SMFIS_SKIP;
    return SMFIS_CONTINUE;
}

static void keep_alive(void *ctx)
{
    smfi_progress(ctx);
}

/* fields of our name that the sender put there say nothing; from the last, so that the indexes hold
 */
static bool drop_receipts(SMFICTX *ctx, unsigned count)
{
    for (; count > 0; count--)
        if (smfi_chgheader(ctx, (char[]){RECEIPT_HEADER}, (int)count, NULL) != MI_SUCCESS)
            return false;
    return true;
}

static bool add_receipt(SMFICTX *ctx, const struct session *s, const char *receipt)
{
    char value[RECEIPT_SIZE + 1];

    snprintf(value, sizeof value, "%s%s", s->leading_space ? " " : "", receipt);
    return smfi_addheader(ctx, (char[]){RECEIPT_HEADER}, value) == MI_SUCCESS;
}

static sfsistat pass(SMFICTX *ctx, struct session *s, const struct transaction_outcome *outcome)
{
    if (!drop_receipts(ctx, s->receipts) ||
        (outcome->receipt[0] != '\0' && !add_receipt(ctx, s, outcome->receipt)))
        return tempfail(ctx, s, REASON_DEFER_RECORD);
    end_transaction(s);
    return SMFIS_CONTINUE;
}

static sfsistat on_end(SMFICTX *ctx)
{
    struct session *s = smfi_getpriv(ctx);
    struct transaction_outcome outcome;
    bool explained;

    if (s == NULL || s->transaction == NULL)
        return SMFIS_TEMPFAIL;
    transaction_judge(s->transaction, smfi_getsymval(ctx, (char[]){"i"}), keep_alive, ctx,
                      &outcome);
    if (outcome.action == TRANSACTION_PASS)
        return pass(ctx, s, &outcome);
    explained = set_reply(ctx, &outcome.reply);
    if (!explained)
        syslog(LOG_ERR, "libmilter did not take the reply; the sender gets the MTA's own text");
    end_transaction(s);
    return outcome.action == TRANSACTION_REFUSE ? SMFIS_REJECT : SMFIS_TEMPFAIL;
}

static sfsistat on_abort(SMFICTX *ctx)
{
    struct session *s = smfi_getpriv(ctx);

    if (s != NULL)
        end_transaction(s);
    return SMFIS_CONTINUE;
}

static sfsistat on_close(SMFICTX *ctx)
{
    struct session *s = smfi_getpriv(ctx);

    if (s != NULL) {
        end_transaction(s);
        free(s);
        smfi_setpriv(ctx, NULL);
    }
    return SMFIS_CONTINUE;
}

bool session_register(struct gateway *gateway)
{
    struct smfiDesc description = {
        .xxfi_name = (char[]){"referral-milter"},
        .xxfi_version = SMFI_VERSION,
        .xxfi_flags = SMFIF_ADDHDRS | SMFIF_CHGHDRS,
        .xxfi_envfrom = on_mail,
        .xxfi_envrcpt = on_recipient,
        .xxfi_header = on_header,
        .xxfi_body = on_body,
        .xxfi_eom = on_end,
        .xxfi_abort = on_abort,
        .xxfi_close = on_close,
        .xxfi_data = on_data,
        .xxfi_negotiate = on_negotiate,
    };

    the_gateway = gateway;
    return smfi_register(description) == MI_SUCCESS;
}
