/*
 * reply - an SMTP reply of at most REPLY_LINES_MAX lines that explains a verdict
 *
 * First every language is planned as blocks: one text each, for findings of one reason that follow
 * each other. While that is too long, the language with most lines gives up its last block; it is
 * then counted in "+N". Only what was planned is written.
 */
#include "policy/language.h"
#include "policy/policy.h"
#include "policy/settings.h"

#include <string.h>

/* The text for findings [first, first + count) of the verdict */
struct block {
    unsigned first, count, lines;
};

struct plan {
    const struct language *language;
    struct block blocks[REPLY_FINDINGS_MAX];
    unsigned count;
};

/* What a reply is made from */
struct letter {
    const struct policy_protocol *protocol;
    const struct verdict *verdict;
    unsigned found; /* findings to explain, and in all */
    unsigned total;
};

/* block_render - the text of a block, its places one after the other */
static void block_render(const struct letter *letter, const struct language *l,
                         const struct block *block, char rendered[RENDERED_SIZE])
{
    char places[REPLY_FINDINGS_MAX * (PLACE_SIZE + 2)] = "", limit[LIMIT_SIZE];
    const struct finding *findings = letter->verdict->findings + block->first;
    enum reason reason = (enum reason)findings[0].reason;
    const char *lead = reason_defers(reason) ? l->deferred.text
                       : block->first == 0   ? l->refused.text
                                             : l->also.text;
    size_t used = 0;

    for (unsigned i = 0; i < block->count; i++) {
        char place[PLACE_SIZE];

        language_place(l, &findings[i], place);
        if (place[0] != '\0')
            used += (size_t)snprintf(places + used, sizeof(places) - used, "%s%s",
                                     used > 0 ? ", " : "", place);
    }
    limit_format(l, letter->protocol, reason, limit);
    language_render(lead, l->texts[reason].text, places, limit, rendered);
}

static void plan_make(const struct letter *letter, const struct language *l, struct plan *plan)
{
    const struct finding *findings = letter->verdict->findings;
    char rendered[RENDERED_SIZE];

    *plan = (struct plan){.language = l};
    for (unsigned i = 0; i < letter->found; i++) {
        if (i > 0 && findings[i].reason == findings[i - 1].reason)
            plan->blocks[plan->count - 1].count++;
        else
            plan->blocks[plan->count++] = (struct block){.first = i, .count = 1};
    }
    for (unsigned i = 0; i < plan->count; i++) {
        block_render(letter, l, &plan->blocks[i], rendered);
        plan->blocks[i].lines = wrap_count(rendered);
    }
}

static unsigned plan_explained(const struct plan *plan)
{
    return plan->count > 0
               ? plan->blocks[plan->count - 1].first + plan->blocks[plan->count - 1].count
               : 0;
}

/* plan_lines - its texts, and "+N" where something is left over */
static unsigned plan_lines(const struct letter *letter, const struct plan *plan)
{
    unsigned lines = plan_explained(plan) < letter->total;

    for (unsigned i = 0; i < plan->count; i++)
        lines += plan->blocks[i].lines;
    return lines;
}

/* plans_fit - gives up blocks until all plans together have at most room lines; each keeps one */
static void plans_fit(const struct letter *letter, struct plan *plans, size_t count, unsigned room)
{
    for (;;) {
        struct plan *longest = NULL;
        unsigned most = 0, all = 0;

        for (size_t i = 0; i < count; i++) {
            unsigned lines = plan_lines(letter, &plans[i]);

            all += lines;
            if (plans[i].count > 1 && lines >= most) {
                longest = &plans[i];
                most = lines;
            }
        }
        if (all <= room || longest == NULL)
            return;
        longest->count--;
    }
}

/* reply_add - one line, when there is room before the last reserved ones */
static void reply_add(struct reply *out, unsigned reserved, const char *line, size_t length)
{
    char *slot;

    if (out->line_count + reserved >= REPLY_LINES_MAX)
        return;
    slot = out->lines[out->line_count++];
    memcpy(slot, line, length);
    slot[length] = '\0';
}

static void reply_add_text(struct reply *out, unsigned reserved, const char *text)
{
    const char *line;
    size_t length;

    while ((length = wrap_next(&text, &line)) > 0)
        reply_add(out, reserved, line, length);
}

static void plan_write(const struct letter *letter, const struct plan *plan, struct reply *out)
{
    char rendered[RENDERED_SIZE], rest[16];

    for (unsigned i = 0; i < plan->count; i++) {
        block_render(letter, plan->language, &plan->blocks[i], rendered);
        reply_add_text(out, 1, rendered);
    }
    if (plan_explained(plan) < letter->total) {
        (void)snprintf(rest, sizeof(rest), "+%u", letter->total - plan_explained(plan));
        reply_add_text(out, 1, rest);
    }
}

/* judged_part - the findings that the reply is about: a deferral alone, or all of a refusal. A
 * verdict without any cannot be explained: the mail is deferred, never refused without a reason. */
static struct verdict judged_part(const struct verdict *verdict)
{
    struct verdict part = *verdict;
    unsigned count = verdict->finding_count < VERDICT_FINDINGS_MAX ? verdict->finding_count
                                                                   : VERDICT_FINDINGS_MAX;

    for (unsigned i = 0; i < count; i++)
        if (part.findings[i].reason >= REASON_COUNT ||
            reason_defers((enum reason)part.findings[i].reason)) {
            part.findings[0] = part.findings[i];
            part.finding_count = 1;
            part.findings_lost = 0;
            break;
        }
    if (part.finding_count == 0) {
        part.findings[0] = (struct finding){.reason = REASON_DEFER_INSPECTION};
        part.finding_count = 1;
    }
    if (part.findings[0].reason >= REASON_COUNT)
        part.findings[0].reason = REASON_DEFER_INSPECTION;
    return part;
}

void reply_build(const struct explanations *e, const struct policy_protocol *protocol,
                 const struct verdict *verdict, const char *reference, struct reply *out)
{
    const struct verdict part = judged_part(verdict);
    enum reason first = (enum reason)part.findings[0].reason;
    struct letter letter = {
        .protocol = protocol,
        .verdict = &part,
        .found = part.finding_count < REPLY_FINDINGS_MAX ? part.finding_count : REPLY_FINDINGS_MAX,
        .total = part.finding_count + part.findings_lost,
    };
    struct plan plans[EXPLANATIONS_MAX];
    size_t languages = e->count < EXPLANATIONS_MAX ? e->count : EXPLANATIONS_MAX;
    const char *help = protocol != NULL && protocol->help != NULL ? protocol->help : "";
    const char *contact = protocol != NULL && protocol->other_contact != NULL &&
                                  verdict_has(&part, REASON_ATTACHMENT_MISSING)
                              ? protocol->other_contact
                              : "";
    char last[REPLY_TEXT_MAX + 1];

    *out = (struct reply){.code = reason_code(first), .status = reason_status(first)};
    for (size_t i = 0; i < languages; i++)
        plan_make(&letter, &e->languages[i], &plans[i]);
    plans_fit(&letter, plans, languages,
              REPLY_LINES_MAX - 1 - wrap_count(help) - wrap_count(contact));
    for (size_t i = 0; i < languages; i++)
        plan_write(&letter, &plans[i], out);
    reply_add_text(out, 1, contact);
    reply_add_text(out, 1, help);
    if (reference != NULL) {
        (void)snprintf(last, sizeof(last), "Ref: %s", reference);
        reply_add(out, 0, last, strlen(last));
    }
    if (out->line_count == 0)
        reply_add(out, 0, reason_name(first), strlen(reason_name(first)));
}

void reply_line(const struct reply *reply, unsigned i, char out[REPLY_WIRE_MAX])
{
    (void)snprintf(out, REPLY_WIRE_MAX, "%u%c%s %s", reply->code,
                   i + 1 < reply->line_count ? '-' : ' ', reply->status, reply->lines[i]);
}
