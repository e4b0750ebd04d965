/*
 * log-receipt - referral-log receipt: checks the receipts in received messages, without any log
 *
 * A receipt holds when a key of its gateway that was in force at its record signed it, and an
 * attachment of the message has the hash that it names.
 */
#include "tool/log-document.h"
#include "tool/log-mail.h"
#include "tool/log-tool.h"
#include "tool/log-words.h"

#include "record/receipt.h"

#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_KEYS "/var/log/referral-milter/" KEYS_FILE_NAME

struct check {
    struct key_list keys;
    enum output output;
    enum language language;
    struct document document;
    json_t *archives; /* set of the hashes of receipts that hold */
    unsigned long hold, fail, without;
    struct progress progress;
};

/* One receipt of one message, judged */
struct judged {
    const struct mail *mail;
    const char *signature;  /* "holds" or why not */
    const char *attachment; /* "matches", "missing" */
    bool holds;
    struct receipt receipt; /* empty when it could not be read */
};

static void judge(const struct check *c, const struct mail_receipt *r, struct judged *j)
{
    enum receipt_check check;

    j->attachment = r->found ? "matches" : "missing";
    if (!receipt_parse(slice_from(r->value), &j->receipt)) {
        j->receipt = (struct receipt){0};
        j->signature = "not a receipt";
        return;
    }
    check = receipt_check(&j->receipt, &c->keys);
    j->signature = receipt_check_text(check);
    j->holds = check == RECEIPT_HOLDS && r->found;
}

static void cells_of(const struct judged *j, char seq[24], char message[512], const char *cells[8])
{
    snprintf(seq, 24, "%llu", (unsigned long long)j->receipt.record.seq);
    snprintf(message, 512, "%s:%lu", j->mail->file, j->mail->number);
    cells[0] = message;
    cells[1] = j->receipt.gateway;
    cells[2] = j->receipt.record.seq > 0 ? seq : "";
    cells[3] = j->receipt.record.time;
    cells[4] = j->receipt.archive_sha256;
    cells[5] = j->signature;
    cells[6] = j->attachment;
}

static void show_json(const struct judged *j)
{
    const struct receipt *r = &j->receipt;
    json_t *json = json_pack("{s:s?, s:I, s:b, s:s, s:b}", "file", j->mail->file, "message",
                             (json_int_t)j->mail->number, "holds", j->holds, "signature",
                             j->signature, "archive_found", strcmp(j->attachment, "matches") == 0);

    if (json != NULL && r->gateway[0] != '\0') {
        json_object_set_new(json, "gateway", json_string(r->gateway));
        json_object_set_new(json, "seq", json_integer((json_int_t)r->record.seq));
        json_object_set_new(json, "time", json_string(r->record.time));
        json_object_set_new(json, "record_sha256", json_string(r->record.sha256));
        json_object_set_new(json, "archive_sha256", json_string(r->archive_sha256));
        json_object_set_new(json, "key", json_integer((json_int_t)r->record.key));
    }
    json_dumpf(json, stdout, JSON_COMPACT | JSON_ENSURE_ASCII);
    putchar('\n');
    json_decref(json);
}

static void show(struct check *c, const struct judged *j)
{
    const char *cells[8];
    char seq[24], message[512];

    cells_of(j, seq, message, cells);
    switch (c->output) {
    case OUTPUT_JSON:
        show_json(j);
        break;
    case OUTPUT_CSV:
        csv_row(cells, 7);
        break;
    case OUTPUT_HTML:
        document_row(&c->document, cells);
        break;
    case OUTPUT_TEXT:
        if (j->receipt.gateway[0] == '\0')
            printf("%s: %s\n", message, j->signature);
        else
            printf("%s: %s-%s, %s, archive %s: %s; signature %s; archive %s\n", message, cells[1],
                   cells[2], cells[3], cells[4], j->holds ? "holds" : "DOES NOT HOLD", j->signature,
                   j->attachment);
        break;
    }
}

static void take_mail(void *context, const struct mail *mail)
{
    struct check *c = context;

    progress_step(&c->progress);
    if (mail->receipt_count == 0) {
        c->without++;
        return;
    }
    for (size_t i = 0; i < mail->receipt_count; i++) {
        struct judged j = {.mail = mail, .signature = "too many receipts", .attachment = "missing"};

        if (i < MAIL_RECEIPTS_MAX)
            judge(c, &mail->receipts[i], &j);
        c->hold += j.holds;
        c->fail += !j.holds;
        if (j.holds)
            json_object_set_new(c->archives, j.receipt.archive_sha256, json_true());
        show(c, &j);
    }
}

static int parse(int argc, char **argv, struct check *c)
{
    static const struct option options[] = {{"keys", required_argument, NULL, 'k'},
                                            {"format", required_argument, NULL, 'f'},
                                            {"lang", required_argument, NULL, 'l'},
                                            {NULL, 0, NULL, 0}};
    int option, status = EXIT_INTACT;

    while (status == EXIT_INTACT && (option = getopt_long(argc, argv, "k:", options, NULL)) != -1) {
        if (option == 'k')
            status = keys_load(optarg, &c->keys);
        else if (option == 'f')
            status = output_parse(optarg, &c->output);
        else if (option == 'l' && !language_parse(optarg, &c->language))
            status = log_usage("no language '%s': nl, en or fr", optarg);
        else if (option == '?')
            status = log_usage(NULL);
    }
    if (status == EXIT_INTACT && optind == argc)
        status = log_usage("which message, mbox or Maildir?");
    if (status != EXIT_INTACT || c->keys.count > 0)
        return status;
    if (access(DEFAULT_KEYS, R_OK) == 0) {
        fprintf(stderr, "%s: keys from %s\n", PROGRAM, DEFAULT_KEYS);
        return keys_load(DEFAULT_KEYS, &c->keys);
    }
    return log_usage("receipts are checked with the published keys of the gateway: -k KEYS");
}

static void begin(struct check *c)
{
    const char *titles[] = {word(c->language, WORD_MESSAGE),   word(c->language, WORD_GATEWAY),
                            word(c->language, WORD_REF),       word(c->language, WORD_TIME),
                            word(c->language, WORD_ARCHIVE),   word(c->language, WORD_SIGNATURE),
                            word(c->language, WORD_ATTACHMENT)};
    static const char *const names[] = {"message",        "gateway",   "seq",    "time",
                                        "archive_sha256", "signature", "archive"};

    c->archives = json_object();
    if (c->output == OUTPUT_CSV)
        csv_row(names, 7);
    if (c->output != OUTPUT_HTML)
        return;
    c->document =
        (struct document){.out = stdout, .html = true, .language = language_code(c->language)};
    document_open(&c->document, word(c->language, WORD_RECEIPTS));
    document_table(&c->document, titles, 7);
}

static void end(struct check *c)
{
    size_t archives = json_object_size(c->archives);

    json_decref(c->archives);
    if (c->output == OUTPUT_HTML)
        document_table_end(&c->document, word(c->language, WORD_NONE));
    else if (c->output == OUTPUT_TEXT)
        c->document = (struct document){.out = stdout, .language = language_code(c->language)};
    else
        return;
    document_paragraph(&c->document, "%s: %lu. %s: %lu. %s: %lu. %s: %zu.",
                       word(c->language, WORD_HOLD), c->hold, word(c->language, WORD_FAIL), c->fail,
                       word(c->language, WORD_WITHOUT), c->without,
                       word(c->language, WORD_DISTINCT), archives);
    document_close(&c->document);
}

int log_receipt(int argc, char **argv)
{
    struct check c = {.language = LANGUAGE_EN};
    const struct mail_visitor visitor = {take_mail, &c};
    int status = parse(argc, argv, &c);

    if (status == EXIT_INTACT) {
        begin(&c);
        for (int i = optind; i < argc; i++) {
            progress_start(&c.progress, argv[i]);
            if (mailbox_read(argv[i], &visitor) != 0) {
                log_complain(argv[i], 0, "%s", strerror(errno));
                status = EXIT_NO_INPUT;
            }
            progress_end(&c.progress);
        }
        end(&c);
        if (c.fail > 0 || c.hold == 0)
            status = worse(status, EXIT_BROKEN);
    }
    key_list_clear(&c.keys);
    return status;
}
