/*
 * Text and JSON for one file. Says reason codes, places and explanations: no text of the mail but
 * what the record holds, and the file's name, which the user gave.
 */
#include "tool/check-report.h"

#include "base/encode.h"
#include "base/json.h"
#include "record/transfer.h"

#include <stdio.h>
#include <string.h>

enum { LINE_MAX_BYTES = 4 << 20, EXPLANATION_SIZE = 2048 };

static const struct policy_protocol *protocol_of(const struct check_run *run,
                                                 const struct check_verdict *v)
{
    return v->protocol < 0 ? NULL : &run->policy->protocols[v->protocol];
}

/* print_name - without what could play tricks on a terminal */
static void print_name(FILE *out, const char *name)
{
    for (; *name != '\0'; name++)
        putc((unsigned char)*name < ' ' || *name == 0x7f ? '?' : *name, out);
}

static void print_finding(const struct check_run *run, const struct check_verdict *v,
                          const struct finding *finding)
{
    char place[PLACE_TEXT_SIZE], text[EXPLANATION_SIZE] = "";

    place_format(finding->place, place);
    explanation_text(run->policy->explanations, 0, protocol_of(run, v), finding, text, sizeof text);
    for (char *c = text; *c != '\0'; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
    printf("%s\t%s\t%s\n", reason_name((enum reason)finding->reason), place, text);
}

/* print_asides - on standard error: what helps the admin and is no finding */
static void print_asides(const char *name, const struct check_verdict *v)
{
    const struct verdict *verdict = &v->result.verdict;
    char hex[SHA256_HEX_SIZE];

    if (v->result.trouble[0] != '\0') {
        fputs("referral-check: ", stderr);
        print_name(stderr, name);
        fprintf(stderr, ": %s\n", v->result.trouble);
    }
    if (verdict->findings_lost > 0)
        fprintf(stderr, "referral-check: %u more findings\n", verdict->findings_lost);
    for (uint32_t i = 0; i < verdict->image_count; i++) {
        hex_encode(verdict->images[i], sizeof verdict->images[i], hex);
        fprintf(stderr, "referral-check: an image that is not in images_sha256: %s\n", hex);
    }
}

void report_text(const struct check_run *run, const char *name, bool several,
                 const struct check_verdict *v)
{
    if (several) {
        print_name(stdout, name);
        puts(":");
    }
    if (v->word != CHECK_NOT_GUARDED) {
        for (uint32_t i = 0; i < v->result.verdict.finding_count; i++)
            print_finding(run, v, &v->result.verdict.findings[i]);
        print_asides(name, v);
    }
    puts(check_word_name(v->word));
}

static void write_findings(struct json *j, const struct verdict *v)
{
    char place[PLACE_TEXT_SIZE];

    json_key(j, "findings");
    json_array_open(j);
    for (uint32_t i = 0; i < v->finding_count; i++) {
        place_format(v->findings[i].place, place);
        json_object_open(j);
        json_member(j, "code", reason_name((enum reason)v->findings[i].reason));
        json_member(j, "place", place);
        json_object_close(j);
    }
    json_array_close(j);
    if (v->findings_lost > 0)
        json_member_number(j, "findings_lost", v->findings_lost);
}

static void write_images(struct json *j, const struct verdict *v)
{
    char hex[SHA256_HEX_SIZE];

    if (v->image_count == 0)
        return;
    json_key(j, "images_sha256");
    json_array_open(j);
    for (uint32_t i = 0; i < v->image_count; i++) {
        hex_encode(v->images[i], sizeof v->images[i], hex);
        json_text(j, slice_from(hex), 0);
    }
    json_array_close(j);
}

/* write_reply - empty for a mail that passes */
static void write_reply(struct json *j, const struct check_run *run, const struct check_verdict *v)
{
    char line[REPLY_WIRE_MAX];
    struct reply reply;

    json_key(j, "reply");
    json_array_open(j);
    if (v->word == CHECK_REFUSE || v->word == CHECK_DEFER) {
        reply_build(run->policy->explanations, protocol_of(run, v), &v->result.verdict, NULL,
                    &reply);
        for (unsigned i = 0; i < reply.line_count; i++) {
            reply_line(&reply, i, line);
            json_text(j, slice_from(line), 0);
        }
    }
    json_array_close(j);
}

/* write_record - the members that are of this mail: no sequence number, no signature. A sender that
 * the log would hold hashed is left out, since the key of that hash is the daemon's. */
static void write_record(struct json *j, const struct check_run *run, const struct check_file *file,
                         const struct check_verdict *v)
{
    const struct verdict *verdict = &v->result.verdict;
    char sha256_text[SHA256_HEX_SIZE];
    struct transfer t = {.recipients = &v->guarded,
                         .other_recipients = (unsigned)v->envelope.others.count,
                         .bytes = file->total,
                         .verdict = verdict,
                         .trouble = v->result.trouble[0] != '\0' ? v->result.trouble : NULL};

    json_key(j, "record");
    json_object_open(j);
    if (v->word != CHECK_NOT_GUARDED) {
        t.judged = protocol_of(run, v)->judged;
        t.protocol = t.judged->id;
        t.message_id = slice_sub(buffer_slice(&file->bytes), verdict->message_id.offset,
                                 verdict->message_id.length);
        if (run->policy->log_sender == LOG_SENDER_FULL)
            t.sender = v->envelope.sender;
        if (v->result.archive_known) {
            hex_encode(v->result.archive_sha256, SHA256_SIZE, sha256_text);
            t.archive_sha256 = sha256_text;
        }
        json_member(j, "event", check_word_name(v->word));
        transfer_members(j, &t, v->word == CHECK_ACCEPT);
    }
    json_object_close(j);
}

bool report_json(const struct check_run *run, const char *name, const struct check_file *file,
                 const struct check_verdict *v)
{
    const struct policy_protocol *protocol = protocol_of(run, v);
    struct buffer line;
    struct json j;
    bool good;

    buffer_init(&line, LINE_MAX_BYTES);
    json_init(&j, &line);
    json_object_open(&j);
    json_member(&j, "file", name);
    json_member(&j, "verdict", check_word_name(v->word));
    json_key(&j, "protocol");
    if (protocol != NULL)
        json_text(&j, slice_from(protocol->judged->id), 0);
    else
        json_raw(&j, slice_from("null"));
    write_findings(&j, &v->result.verdict);
    write_images(&j, &v->result.verdict);
    write_reply(&j, run, v);
    write_record(&j, run, file, v);
    json_object_close(&j);
    good = !line.failed;
    if (good)
        printf("%.*s\n", (int)line.len, (const char *)line.data);
    buffer_free(&line);
    return good;
}
