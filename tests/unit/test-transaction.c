/*
 * test-transaction - a mail from MAIL FROM to its answer, at its bounds
 *
 * Guard, workers, key ring, log and configuration are the real ones; the MTA is the test.
 */
#include "daemon/transaction.h"

#include "base/secret.h"
#include "logs.h"
#include "mail-help.h"
#include "policy-fixture.h"
#include "sevenzip-writer.h"
#include "test.h"
#include "wall-clock.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define SERVICE "<sociale.dienst@kontich.be>"
enum { MESSAGE_MAX = 4000, BUDGET = 6000 };

static struct config_folder folder;
static struct test_log records;
static struct guard *guard; /* one for all tests: it is started before the secure heap */
static struct gateway gateway;
static char *config; /* GOOD_CONFIG with the bounds above */

/* begin - a gateway on duty with this configuration, and an empty log */
static void begin(const char *text)
{
    struct duty *duty;

    folder_write(&folder, "test.conf", text);
    complaints_free(folder.complaints);
    folder.complaints = complaints_new();
    duty = duty_load(folder.config, NULL, NULL, folder.complaints);
    if (duty == NULL || !duty_secrets(duty, NULL, folder.complaints)) {
        show_complaints(&folder);
        printf("not ok fixture: no duty\n");
        exit(1);
    }
    test_log_new(&records);
    CHECK_INT(RECORD_OPENED, test_log_open(&records));
    gateway_init(&gateway, duty);
    gateway.guard = guard;
    gateway.log = records.log;
    gateway.metrics = metrics_new();
}

/* end - nothing is left of any transaction */
static void end(void)
{
    CHECK_INT(0, atomic_load(&gateway.spooled));
    CHECK_INT(0, atomic_load(&gateway.transactions));
    CHECK_INT(1, atomic_load(&gateway.duty->holders));
    duty_release(gateway.duty);
    metrics_free(gateway.metrics);
    test_log_free(&records);
}

/* recorded - does the last record hold this text? */
static bool recorded(const char *text)
{
    char *path = test_log_segment(&records, 0);
    char *log = test_read(path, NULL), *line;
    bool holds;

    if (log[0] != '\0')
        log[strlen(log) - 1] = '\0'; /* the last line feed */
    line = strrchr(log, '\n');
    holds = strstr(line == NULL ? log : line, text) != NULL;
    free(log);
    free(path);
    return holds;
}

static struct transaction *mail_to(const char *recipient)
{
    struct transaction *t = transaction_new(&gateway, "<An@Opgroeien.example>", NULL);

    CHECK(t != NULL && transaction_recipient(t, recipient, NULL));
    return t;
}

enum { HEADER = 5 + 21 + 2, EMPTY_LINE = 2 }; /* bytes of what header() adds, and behind it */

static void header(struct transaction *t)
{
    transaction_header(t, "From", " an@opgroeien.example", true);
}

/* fill - so many bytes of body */
static bool fill(struct transaction *t, size_t len)
{
    unsigned char bytes[MESSAGE_MAX + 1];

    memset(bytes, 'x', sizeof bytes);
    return transaction_body(t, bytes, len);
}

/* judge - to the end of the message; t is freed */
static struct transaction_outcome judge(struct transaction *t)
{
    struct transaction_outcome out;

    transaction_judge(t, "4ABC", NULL, NULL, &out);
    transaction_free(t);
    return out;
}

#define PASSPHRASE "een lange wachtzin 2026"

/* referral - the headers and the body of one that is in order */
static void referral(struct transaction *t)
{
    struct sz_archive a = sz_simple("a.txt", "Naam: Peeters\r\nE-mail: jan@example.org\r\n");
    struct buffer file, body;

    buffer_init(&file, 4096);
    buffer_init(&body, MESSAGE_MAX);
    a.folders[0].passphrase = PASSPHRASE;
    sz_write(&a, &file);
    buffer_append_string(&body, TEXT FILE_HEADER);
    mail_add_base64(&body, buffer_slice(&file));
    CHECK(buffer_append_string(&body, END));
    header(t);
    transaction_header(t, "Message-ID", " <1@opgroeien.example>", true);
    transaction_header(t, "MIME-Version", " 1.0", true);
    transaction_header(t, "Content-Type", " multipart/mixed; boundary=BB", true);
    CHECK(transaction_body(t, body.data, body.len));
    buffer_free(&file);
    buffer_free(&body);
}

/* refer - such a mail from its begin to its answer */
static struct transaction_outcome refer(const char *auth)
{
    struct transaction *t = transaction_new(&gateway, "<An@Opgroeien.example>", auth);

    CHECK(t != NULL && transaction_recipient(t, SERVICE, NULL) && transaction_begin(t));
    referral(t);
    return judge(t);
}

static void accepts_a_referral(void)
{
    struct transaction_outcome out;

    begin(config);
    out = refer("an");
    CHECK_INT(TRANSACTION_PASS, out.action);
    CHECK(strstr(out.receipt, "gw1") != NULL);
    CHECK(recorded("\"event\":\"accept\"") && recorded("\"auth\":\"an\""));
    CHECK(recorded("\"message_id\":\"<1@opgroeien.example>\""));
    CHECK(recorded("\"sender\":\"an@opgroeien.example\""));
    CHECK(!recorded("\"mode\""));
    refer(NULL);
    CHECK(recorded("\"event\":\"accept\"") && !recorded("\"auth\""));
    end();
}

static void names_the_sender_as_it_is_told_to(void)
{
    static const char *const settings[] = {"log_sender = \"hash\"", "log_sender = \"off\""};

    for (size_t i = 0; i < 2; i++) {
        char *other = replaced(config, "log_sender = \"full\"", settings[i]);

        begin(other);
        CHECK_INT(TRANSACTION_PASS, refer(NULL).action);
        CHECK(recorded("\"event\":\"accept\"") && !recorded("\"an@opgroeien.example"));
        CHECK(recorded("\"sender\":\"") == (i == 0));
        free(other);
        end();
    }
}

/* A clock that runs behind the log accepts nothing; a refusal needs no right time. */
static void accepts_nothing_before_its_time(void)
{
    struct transaction_outcome out;
    struct transaction *t;
    struct reply expected;
    struct record_id id;

    begin(config);
    wall_clock("2026-11-27T10:10:00.000Z");
    CHECK_INT(RECORD_WRITTEN, test_log_add(&records, "self-test", &id));
    wall_clock("2026-11-27T10:00:00.000Z");
    out = refer(NULL);
    CHECK_INT(TRANSACTION_DEFER, out.action);
    CHECK_STRING("", out.receipt);
    t = mail_to(SERVICE);
    transaction_defer(t, REASON_DEFER_CLOCK, &expected);
    CHECK_STRING(expected.lines[0], out.reply.lines[0]);
    CHECK(transaction_begin(t));
    CHECK_INT(TRANSACTION_REFUSE, judge(t).action);
    wall_clock("2026-11-27T10:10:00.000Z");
    CHECK_INT(TRANSACTION_PASS, refer(NULL).action);
    wall_clock(NULL);
    end();
}

static void knows_what_is_guarded(void)
{
    static const struct {
        const char *argument, *resolved;
        bool guarded;
    } cases[] = {
        {SERVICE, NULL, true},
        {"<Sociale.Dienst@KONTICH.BE>", NULL, true},
        {"<\"sociale.dienst\"@kontich.be>", NULL, true},
        {"<alias@elsewhere.example>", "sociale.dienst@kontich.be", true},
        {SERVICE, "someone@elsewhere.example", true},
        {"<sociale.dienst@kontich.example>", NULL, false},
        {"<alias@elsewhere.example>", "someone@elsewhere.example", false},
        {"<>", NULL, false},
        {"", NULL, false},
    };

    begin(config);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct transaction *t = transaction_new(&gateway, "<>", NULL);

        check_case(cases[i].argument);
        CHECK(!transaction_guarded(t));
        CHECK(transaction_recipient(t, cases[i].argument, cases[i].resolved));
        CHECK(transaction_guarded(t) == cases[i].guarded);
        transaction_free(t);
    }
    check_case(NULL);
    end();
}

/* The mailbox that an alias leads to stands in the record. */
static void records_what_an_alias_leads_to(void)
{
    struct transaction *t;

    begin(config);
    t = transaction_new(&gateway, "<an@opgroeien.example>", NULL);
    CHECK(transaction_recipient(t, "<alias@elsewhere.example>", "sociale.dienst@kontich.be"));
    CHECK(transaction_begin(t));
    judge(t);
    CHECK(recorded("\"recipients\":[\"sociale.dienst@kontich.be\"],\"other_recipients\":0"));
    end();
}

/* One that is guarded among others is enough, in any order. */
static void counts_the_other_recipients(void)
{
    static const char *const orders[][3] = {
        {SERVICE, "<b@elsewhere.example>", "<c@elsewhere.example>"},
        {"<b@elsewhere.example>", "<c@elsewhere.example>", SERVICE}};

    begin(config);
    for (size_t i = 0; i < 2; i++) {
        struct transaction *t = mail_to(orders[i][0]);

        CHECK(transaction_recipient(t, orders[i][1], NULL));
        CHECK(transaction_recipient(t, orders[i][2], NULL));
        CHECK(transaction_guarded(t) && transaction_begin(t));
        header(t);
        CHECK_INT(TRANSACTION_REFUSE, judge(t).action);
        CHECK(recorded("\"other_recipients\":2") && recorded("other-recipients"));
        CHECK(recorded("\"recipients\":[\"sociale.dienst@kontich.be\"]"));
        CHECK(recorded("\"queue_id\":\"4ABC\"") && recorded("an@opgroeien.example"));
    }
    end();
}

/* The first protocol of a mail judges it; the mailbox of another is a stranger to it. */
static void takes_one_protocol(void)
{
    char *two =
        replaced(config, "  images_sha256 = [ ];\n} );\n",
                 "}, { id = \"elders\"; title = \"E\"; sensitive = [ ]; recipients = [ "
                 "\"sociaal@elders.be\" ];\n"
                 "  valid_from = \"2026-02-28\"; other_recipients = [ \"@kontich.be\" ];\n"
                 "  passphrases = ( { id = \"e-1\"; file = \"one.pass\"; } );\n"
                 "  max_message_bytes = 4000; archive = { max_unpacked_bytes = 4000; };\n"
                 "  fields = ( { name = \"last-name\"; }, { name = \"email\"; } );\n} );\n");
    struct transaction *t;

    begin(two);
    for (unsigned i = 0; i < 2; i++) { /* the guarded mailbox is refused though the domain may be */
        t = mail_to(i == 0 ? SERVICE : "<sociaal@elders.be>");
        CHECK(transaction_recipient(t, i == 0 ? "<sociaal@elders.be>" : SERVICE, NULL));
        CHECK(transaction_begin(t));
        header(t);
        CHECK_INT(TRANSACTION_REFUSE, judge(t).action);
        CHECK(recorded(i == 0 ? "\"protocol\":\"kontich-2026\"" : "\"protocol\":\"elders\""));
        CHECK(recorded("other-recipients") && recorded("\"other_recipients\":1"));
    }
    free(two);
    end();
}

static void keeps_a_mail_up_to_its_limit(void)
{
    begin(config);
    for (size_t more = 0; more <= 1; more++) {
        struct transaction *t = mail_to(SERVICE);
        struct transaction_outcome out;

        CHECK(transaction_begin(t));
        header(t);
        CHECK(fill(t, 1000));
        CHECK(fill(t, MESSAGE_MAX - HEADER - EMPTY_LINE - 1000 + more) == (more == 0));
        CHECK_INT(more == 0 ? MESSAGE_MAX : 0, atomic_load(&gateway.spooled));
        CHECK(more == 0 || !fill(t, 1)); /* no more is wanted, and does no harm */
        out = judge(t);
        CHECK_INT(TRANSACTION_REFUSE, out.action);
        CHECK_STRING("", out.receipt);
        CHECK(recorded("message-too-large") == (more == 1));
        CHECK(more == 1 || recorded("\"bytes\":4000,"));
    }
    end();
}

/* Too long a header is as good as too long a body. */
static void counts_the_header(void)
{
    char value[MESSAGE_MAX + 1];
    struct transaction *t;

    begin(config);
    memset(value, 'x', sizeof value - 1);
    value[sizeof value - 1] = '\0';
    t = mail_to(SERVICE);
    CHECK(transaction_begin(t));
    transaction_header(t, "Subject", value, true);
    CHECK_INT(0, atomic_load(&gateway.spooled));
    header(t);
    CHECK(!fill(t, 1));
    CHECK_INT(TRANSACTION_REFUSE, judge(t).action);
    CHECK(recorded("message-too-large"));
    end();
}

/* All mails together stay within the budget; what does not fit is put off, and nothing else. */
static void keeps_to_the_budget(void)
{
    struct transaction *first, *second, *third;

    begin(config);
    first = mail_to(SERVICE);
    second = mail_to(SERVICE);
    CHECK(transaction_begin(first) && transaction_begin(second));
    CHECK_INT(2, atomic_load(&gateway.transactions));
    CHECK(fill(first, 3500 - EMPTY_LINE));
    CHECK(fill(second, BUDGET - 3500 - EMPTY_LINE));
    CHECK(!fill(second, 1));
    CHECK(!fill(second, 1));
    CHECK_INT(3500, atomic_load(&gateway.spooled)); /* what it had is given back */
    third = mail_to(SERVICE);
    CHECK(transaction_begin(third));
    CHECK(fill(third, BUDGET - 3500 - EMPTY_LINE));
    CHECK_INT(TRANSACTION_DEFER, judge(second).action);
    CHECK(recorded("defer-overload") && recorded("\"event\":\"defer\""));
    CHECK_INT(TRANSACTION_REFUSE, judge(first).action);
    CHECK_INT(TRANSACTION_REFUSE, judge(third).action);
    end();
}

static void takes_nothing_while_stopping(void)
{
    struct transaction *t;
    struct reply reply;

    begin(config);
    t = mail_to(SERVICE);
    atomic_store(&gateway.stopping, true);
    CHECK(!transaction_begin(t));
    CHECK_INT(1, atomic_load(&gateway.transactions)); /* who stops waits for it */
    transaction_defer(t, REASON_DEFER_OVERLOAD, &reply);
    CHECK_INT(451, reply.code);
    CHECK(reply.line_count > 0);
    transaction_free(t);
    end();
}

/* What was on duty when the mail began judges it. */
static void keeps_its_duty(void)
{
    char *strict = replaced(config, "max_message_bytes = 4000", "max_message_bytes = 1000");
    struct transaction *t;
    struct duty *next;

    begin(config);
    t = mail_to(SERVICE);
    CHECK(transaction_begin(t));
    folder_write(&folder, "test.conf", strict);
    next = duty_load(folder.config, NULL, gateway.duty, folder.complaints);
    CHECK(next != NULL && duty_secrets(next, gateway.duty, folder.complaints));
    gateway_relieve(&gateway, next);
    CHECK(fill(t, 2000));
    CHECK_INT(TRANSACTION_REFUSE, judge(t).action);
    CHECK(!recorded("message-too-large"));
    t = mail_to(SERVICE);
    CHECK(transaction_begin(t));
    CHECK(!fill(t, 2000));
    CHECK_INT(TRANSACTION_REFUSE, judge(t).action);
    CHECK(recorded("message-too-large"));
    free(strict);
    end();
}

/* In a trial every mail passes, whatever it is recorded as; a receipt is for one in order. */
static void passes_while_observing(void)
{
    char *observe = replaced(config, "mode = \"enforce\"", "mode = \"observe\"");
    struct transaction_outcome out;
    struct transaction *t;

    begin(observe);
    t = mail_to(SERVICE);
    CHECK(transaction_begin(t));
    header(t);
    out = judge(t);
    CHECK_INT(TRANSACTION_PASS, out.action);
    CHECK_STRING("", out.receipt);
    CHECK(recorded("\"event\":\"observe\"") && recorded("attachment-missing"));
    out = refer(NULL);
    CHECK(out.action == TRANSACTION_PASS && out.receipt[0] != '\0');
    CHECK(recorded("\"event\":\"accept\"") && recorded("\"mode\":\"observe\""));
    t = mail_to(SERVICE);
    CHECK(transaction_begin(t));
    CHECK(!fill(t, MESSAGE_MAX + 1));
    CHECK_INT(TRANSACTION_PASS, judge(t).action);
    CHECK(recorded("\"event\":\"observe\"") && recorded("message-too-large"));
    free(observe);
    end();
}

/* Without its record no mail is answered for good. */
static void puts_off_what_is_not_recorded(void)
{
    enum { ROOM = 400000 }; /* bytes: for the files of a worker, and not for the log */
    struct rlimit before = {0}, full;
    struct transaction_outcome out;
    struct reply expected;
    struct transaction *t;
    struct record_id id;
    struct stat log = {0};

    begin(config);
    while (log.st_size < ROOM) {
        CHECK_INT(RECORD_WRITTEN, test_log_add(&records, "self-test", &id));
        char *path = test_log_segment(&records, 0);
        CHECK(stat(path, &log) == 0);
        free(path);
    }
    t = mail_to(SERVICE);
    CHECK(transaction_begin(t));
    header(t);
    transaction_defer(t, REASON_DEFER_RECORD, &expected);
    signal(SIGXFSZ, SIG_IGN);
    CHECK(getrlimit(RLIMIT_FSIZE, &before) == 0);
    full = (struct rlimit){ROOM, before.rlim_max};
    CHECK(setrlimit(RLIMIT_FSIZE, &full) == 0);
    out = judge(t);
    CHECK(setrlimit(RLIMIT_FSIZE, &before) == 0);
    CHECK_INT(TRANSACTION_DEFER, out.action);
    CHECK_INT(451, out.reply.code);
    CHECK_STRING(expected.lines[0], out.reply.lines[0]);
    CHECK(!recorded("4ABC"));
    end();
}

/* with_bounds - GOOD_CONFIG with MESSAGE_MAX and BUDGET; the caller frees */
static char *with_bounds(void)
{
    char *smaller =
        replaced(GOOD_CONFIG, "max_message_bytes = 1048576", "max_message_bytes = 4000");
    char *both = replaced(smaller, "memory_budget = 268435456", "memory_budget = 6000");

    free(smaller);
    return both;
}

int main(void)
{
    static const struct test tests[] = {
        TEST(accepts_a_referral),
        TEST(names_the_sender_as_it_is_told_to),
        TEST(accepts_nothing_before_its_time),
        TEST(records_what_an_alias_leads_to),
        TEST(knows_what_is_guarded),
        TEST(counts_the_other_recipients),
        TEST(takes_one_protocol),
        TEST(keeps_a_mail_up_to_its_limit),
        TEST(counts_the_header),
        TEST(keeps_to_the_budget),
        TEST(takes_nothing_while_stopping),
        TEST(keeps_its_duty),
        TEST(passes_while_observing),
        TEST(puts_off_what_is_not_recorded),
    };
    struct guard_options options = {65534, 65534};
    char path[160];
    int status;

    folder_start(&folder);
    guard = guard_start(&options, folder.complaints);
    if (guard == NULL || !secret_heap_start(65536)) {
        show_complaints(&folder);
        printf("not ok fixture: no guard\n");
        return 1;
    }
    folder_write(&folder, "one.pass", PASSPHRASE "\n");
    snprintf(path, sizeof path, "%s/one.pass", folder.folder);
    chmod(path, 0400);
    config = with_bounds();
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    guard_stop(guard);
    free(config);
    folder_end(&folder);
    return status;
}
