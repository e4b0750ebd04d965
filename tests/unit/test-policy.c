/*
 * test-policy - what a configuration comes to when it is right: defaults, paths, look-ups, digest
 */
#include "policy-fixture.h"
#include "test.h"

#include "base/buffer.h"
#include "inspect/format/format.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

/* only what has no default; explanations and sensitive have files as defaults */
static const char MINIMAL[] =
    "protocols = ( { id = \"p\"; title = \"t\"; recipients = [ \"a@b.be\" ];\n"
    "  valid_from = \"2026-02-28\"; passphrases = ( { id = \"1\"; file = \"x\"; } ); } );\n";

static void defaults_are_as_documented(void)
{
    struct config_folder f;
    struct policy *p;

    folder_start(&f);
    folder_write(&f, "sensitive.nl.conf", "words = [ \"zwanger*\", \"hiv\" ];");
    folder_write(&f, "sensitive.fr.conf", "words = [ \"dette*\" ];");
    folder_write(&f, "sensitive.en.conf", "words = [ \"debt*\" ];");
    p = folder_load(&f, MINIMAL);
    CHECK(p != NULL);
    if (p == NULL) {
        show_complaints(&f);
        goto out;
    }
    CHECK_STRING("unix:/var/spool/postfix/referral-milter/milter.sock", p->socket);
    CHECK_STRING("postfix", p->socket_group);
    CHECK_INT(0660, p->socket_mode);
    CHECK(!p->inet_remote);
    CHECK_STRING("referral-milter", p->user);
    CHECK_STRING("/var/log/referral-milter", p->log_dir);
    CHECK_STRING("/var/lib/referral-milter", p->key_dir);
    CHECK(p->gateway[0] != '\0' && strchr(p->gateway, '.') == NULL);
    CHECK_STRING("Europe/Brussels", p->time_zone);
    CHECK_INT(SEGMENT_MONTH, p->segment);
    CHECK_INT(36, p->retention_months);
    CHECK_INT(LOG_SENDER_FULL, p->log_sender);
    CHECK_INT(LOG_MAIL, p->syslog_facility);
    CHECK_STRING("", p->metrics_file);
    CHECK_INT(268435456, p->memory_budget);
    CHECK(p->workers >= 2 && p->workers % 2 == 0);
    CHECK_INT(20, p->inspect_seconds);
    CHECK_INT(2, explanations_languages(p->explanations));
    CHECK_INT(1, p->protocol_count);

    const struct policy_protocol *o = &p->protocols[0];
    const struct protocol *j = o->judged;
    CHECK_INT(MODE_ENFORCE, o->mode);
    CHECK_STRING("", o->help);
    CHECK_STRING("", o->other_contact);
    CHECK_INT(0, o->party_count);
    CHECK_INT(0, j->senders.count);
    CHECK_INT(1, j->other_recipients.count);
    CHECK_STRING("sender", j->other_recipients.items[0]);
    CHECK_INT(20260228, j->valid_from);
    CHECK_INT(0, j->valid_until);
    CHECK(!j->suspended);
    CHECK_STRING("", j->consent_statement);
    CHECK_INT(1048576, j->max_message_bytes);
    CHECK_INT(19, j->kdf_power_min);
    CHECK_INT(20, j->kdf_power_max);
    CHECK(!j->names_encrypted);
    CHECK_INT(262144, j->max_unpacked_bytes);
    CHECK_INT(((1 << FORMAT_COUNT) - 1) & ~1, j->formats);
    CHECK_INT(5, j->max_clients);
    CHECK(!j->foreign_addresses);
    CHECK_INT(5, j->field_count);
    for (unsigned i = 0; i < 5 && i < j->field_count; i++) {
        CHECK_STRING(value_kind_name((enum value_kind)i), j->fields[i].name);
        CHECK_INT(i, j->fields[i].kind);
        CHECK_INT(i < 2, j->fields[i].required);
    }
    CHECK(j->contact_required);
    CHECK_INT(CLEARTEXT_SCAN, j->cleartext);
    CHECK_INT(4, j->sensitive.count);
    CHECK_STRING("debt*", j->sensitive.items[3]);
    CHECK_INT(0, complaints_count(f.complaints));
out:
    policy_release(p);
    folder_end(&f);
}

static void settings_are_kept(void)
{
    struct config_folder f;
    char *config = replaced(GOOD_CONFIG, "segment = \"month\"", "segment = \"year\"");
    char *more =
        replaced(config, "senders = [ ]", "senders = ( \"@Opgroeien.BE\", \"Jan@Example.org\" )");
    char *most = replaced(
        more, "fields = ( { name = \"last-name\"; }, { name = \"email\"; } );",
        "fields = ( { name = \"gsm-2\"; kind = \"telephone\"; labels = [ \"GSM werk\" ]; },\n"
        "{ name = \"room\"; kind = \"text\"; required = true; } );");
    char *all =
        replaced(most, "parties = ( )",
                 "parties = ( { name = \"A\"; contact = \"a@b.be\"; }, { name = \"B\"; } )");
    struct policy *p;
    char path[200];

    folder_start(&f);
    p = folder_load(&f, all);
    CHECK(p != NULL);
    if (p == NULL) {
        show_complaints(&f);
        goto out;
    }
    const struct policy_protocol *o = &p->protocols[0];
    CHECK_STRING(f.config, p->file);
    CHECK_INT(SEGMENT_YEAR, p->segment);
    CHECK_INT(4, p->workers);
    CHECK_STRING("gw1", p->gateway);
    CHECK_INT(2, o->judged->senders.count);
    CHECK_STRING("@opgroeien.be", o->judged->senders.items[0]);
    CHECK_STRING("jan@example.org", o->judged->senders.items[1]);
    CHECK_INT(2, o->judged->field_count);
    CHECK_STRING("gsm-2", o->judged->fields[0].name);
    CHECK_INT(VALUE_TELEPHONE, o->judged->fields[0].kind);
    CHECK_STRING("GSM werk", o->judged->fields[0].labels.items[0]);
    CHECK_INT(VALUE_TEXT, o->judged->fields[1].kind);
    CHECK(o->judged->fields[1].required);
    CHECK_INT(2, o->party_count);
    CHECK_STRING("a@b.be", o->parties[0].contact);
    CHECK_STRING("", o->parties[1].contact);

    /* relative paths start at the folder of the configuration file */
    (void)snprintf(path, sizeof(path), "%s/log", f.folder);
    CHECK_STRING(path, p->log_dir);
    CHECK_STRING("/var/lib/keys", p->key_dir);
    (void)snprintf(path, sizeof(path), "unix:%s/milter.sock", f.folder);
    CHECK_STRING(path, p->socket);
    (void)snprintf(path, sizeof(path), "%s/one.pass", f.folder);
    CHECK_STRING(path, o->passphrase_files.items[0]);
    CHECK_STRING("", o->credentials.items[0]);
out:
    policy_release(p);
    free(config);
    free(more);
    free(most);
    free(all);
    folder_end(&f);
}

/* The shipped file is right as it is, and says of the defaults what they are */
static void shipped_configuration_is_right(void)
{
    struct complaints *c = complaints_new();
    struct policy *p = policy_load("conf/referral-milter.conf", c);

    complaints_print(c, "  said", stdout);
    CHECK(p != NULL);
    CHECK_INT(0, complaints_count(c));
    if (p != NULL) {
        const struct policy_protocol *o = &p->protocols[0];

        CHECK_INT(1, p->protocol_count);
        CHECK_STRING("kontich-2026", o->judged->id);
        CHECK_STRING("sociale.dienst@kontich.be", o->recipients.items[0]);
        CHECK_INT(20260228, o->judged->valid_from);
        CHECK_INT(2, o->party_count);
        CHECK_STRING("conf/kontich.pass", o->passphrase_files.items[0]);
        CHECK_INT(5, o->judged->field_count);
        CHECK(o->judged->sensitive.count > 100);
    }
    policy_release(p);
    complaints_free(c);
}

/* uncommented - the shipped file with every setting that stands behind a "#" switched on */
static char *uncommented(const char *file)
{
    FILE *in = fopen(file, "re");
    char line[400];
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    while (in != NULL && fgets(line, sizeof(line), in) != NULL) {
        char *mark = strchr(line, '#');
        bool first = mark != NULL && strspn(line, " ") == (size_t)(mark - line);

        if (first && (mark[1] != ' ' || mark[2] == ' ')) /* prose has one blank after the "#" */
            *mark = ' ';
        (void)fputs(line, out);
    }
    if (in != NULL)
        (void)fclose(in);
    (void)fclose(out);
    return text;
}

static void shipped_comments_show_the_defaults(void)
{
    struct config_folder f;
    char *text = uncommented("conf/referral-milter.conf");
    struct policy *p, *q;
    struct complaints *c = complaints_new();
    struct buffer a, b;

    folder_start(&f);
    folder_write(&f, "sensitive.nl.conf", "words = [ \"hiv\" ];");
    folder_write(&f, "sensitive.fr.conf", "words = [ \"vih\" ];");
    folder_write(&f, "sensitive.en.conf", "words = [ \"aids\" ];");
    p = folder_load(&f, text);
    show_complaints(&f);
    q = policy_load("conf/referral-milter.conf", c);
    CHECK(p != NULL && q != NULL);
    if (p == NULL || q == NULL)
        goto out;
    CHECK_STRING(q->socket, p->socket);
    CHECK_STRING(q->socket_group, p->socket_group);
    CHECK_INT(q->socket_mode, p->socket_mode);
    CHECK_STRING(q->user, p->user);
    CHECK_STRING(q->log_dir, p->log_dir);
    CHECK_STRING(q->key_dir, p->key_dir);
    CHECK_STRING(q->time_zone, p->time_zone);
    CHECK_INT(q->segment, p->segment);
    CHECK_INT(q->retention_months, p->retention_months);
    CHECK_INT(q->log_sender, p->log_sender);
    CHECK_INT(q->syslog_facility, p->syslog_facility);
    CHECK_INT(q->memory_budget, p->memory_budget);
    CHECK_INT(q->workers, p->workers);
    CHECK_INT(q->inspect_seconds, p->inspect_seconds);
    CHECK_STRING(q->protocols[0].help, ""); /* these three have examples behind the # */
    CHECK(p->protocols[0].help[0] != '\0' && p->protocols[0].other_contact[0] != '\0');
    CHECK_INT(1, p->protocols[0].judged->senders.count);

    /* all else of the protocol is the same */
    string_list_clear(&p->protocols[0].judged->senders);
    string_list_clear(&p->protocols[0].judged->sensitive);
    string_list_clear(&q->protocols[0].judged->sensitive);
    buffer_init(&a, 1 << 20);
    buffer_init(&b, 1 << 20);
    CHECK(protocol_serialise(p->protocols[0].judged, &a));
    CHECK(protocol_serialise(q->protocols[0].judged, &b));
    CHECK(slice_equal(buffer_slice(&a), buffer_slice(&b)));
    buffer_free(&a);
    buffer_free(&b);
out:
    policy_release(p);
    policy_release(q);
    complaints_free(c);
    free(text);
    folder_end(&f);
}

static void sizes_have_units(void)
{
    static const struct {
        const char *text;
        long long bytes;
    } sizes[] = {
        {"4096", 4096},       {"0x1000", 4096},       {"\"4096\"", 4096},    {"\"4096 B\"", 4096},
        {"\"4KiB\"", 4096},   {"\"4 kB\"", 4000},     {"\"4 KB\"", 4000},    {"\"2 MiB\"", 2097152},
        {"\"2MB\"", 2000000}, {"67108864", 67108864}, {"2000000L", 2000000},
    };
    struct config_folder f;

    folder_start(&f);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        char line[64];
        char *config;
        struct policy *p;

        (void)snprintf(line, sizeof(line), "max_message_bytes = %s;", sizes[i].text);
        config = replaced(GOOD_CONFIG, "max_message_bytes = 1048576;", line);
        p = folder_load(&f, config);
        check_case(line);
        CHECK(p != NULL);
        if (p != NULL)
            CHECK_INT(sizes[i].bytes, p->protocols[0].judged->max_message_bytes);
        policy_release(p);
        free(config);
    }
    folder_end(&f);
}

static void includes_are_read(void)
{
    struct config_folder f;
    char *config = replaced(GOOD_CONFIG, "workers = 4;\n", "  @include \"more.conf\" # why\n");
    char *bad = replaced(GOOD_CONFIG, "protocols = ( {\n",
                         "protocols = ( {\n@include \"bad.conf\"\nbogus_after = 1;\n");
    struct policy *p;

    folder_start(&f);
    folder_write(&f, "more.conf", "\n@include \"deeper.conf\"");
    folder_write(&f, "deeper.conf", "\xef\xbb\xbf/* five\r\n */ workers = 5;");
    p = folder_load(&f, config);
    CHECK(p != NULL);
    if (p != NULL)
        CHECK_INT(5, p->workers);
    else
        show_complaints(&f);
    policy_release(p);

    /* complaints name the file that is included, and the lines after it are right */
    folder_write(&f, "bad.conf", "\n\nbogus = 1;");
    p = folder_load(&f, bad);
    CHECK(p == NULL);
    CHECK(complains(&f, "bad.conf", 3, "unknown setting \"bogus\""));
    CHECK(complains(&f, "test.conf", line_of(bad, "bogus_after"), "unknown setting"));

    folder_write(&f, "more.conf", "@include \"more.conf\"\n");
    p = folder_load(&f, config);
    CHECK(p == NULL);
    CHECK(complains(&f, "more.conf", 1, "cannot include"));
    free(config);
    free(bad);
    folder_end(&f);
}

/* add_line - what a file adds to the text that the digest is taken of */
static void add_line(struct buffer *lines, const struct config_folder *f, const char *name)
{
    static char text[65536];
    char path[200], digest[SHA256_HEX_SIZE] = "";
    FILE *file;
    size_t length;

    (void)snprintf(path, sizeof(path), "%s/%s", f->folder, name);
    file = fopen(path, "re");
    CHECK(file != NULL);
    if (file == NULL)
        return;
    length = fread(text, 1, sizeof(text), file);
    (void)fclose(file);
    CHECK(sha256_hex(slice_of(text, length), digest));
    CHECK(buffer_printf(lines, "%s %zu\n", digest, length));
}

static void digest_covers_every_file(void)
{
    struct config_folder f;
    char *config = replaced(GOOD_CONFIG, "sensitive = [ ]", "sensitive = [ \"words.conf\" ]");
    char *including = replaced(config, "workers = 4;\n", "@include \"more.conf\"\n");
    char seen[5][SHA256_HEX_SIZE] = {{0}};
    static const struct {
        const char *file, *text;
    } steps[] = {{NULL, NULL},
                 {"more.conf", "workers = 4; "},
                 {"words.conf", "words = [ \"hiv\" ]; "},
                 {"one.pass", "another passphrase"}};
    static const char *const ORDER[] = {"test.conf", "more.conf", "explanations.nl.conf",
                                        "words.conf"};
    char expected[SHA256_HEX_SIZE];
    struct buffer lines;
    struct policy *p;

    folder_start(&f);
    folder_write(&f, "more.conf", "workers = 4;");
    folder_write(&f, "words.conf", "words = [ \"hiv\" ];");
    folder_write(&f, "one.pass", "a passphrase");
    for (size_t i = 0; i < 4; i++) {
        if (steps[i].file != NULL)
            folder_write(&f, steps[i].file, steps[i].text);
        p = folder_load(&f, including);
        CHECK(p != NULL);
        if (p != NULL)
            (void)snprintf(seen[i], sizeof(seen[i]), "%s", p->sha256);
        policy_release(p);
    }
    /* as the manual says: one line "SHA256 LENGTH" a file, in the order in which they are named */
    buffer_init(&lines, 4096);
    for (size_t i = 0; i < 4; i++)
        add_line(&lines, &f, ORDER[i]);
    CHECK(sha256_hex(buffer_slice(&lines), expected));
    CHECK_STRING(expected, seen[3]);
    buffer_free(&lines);
    CHECK(strcmp(seen[0], seen[1]) != 0);
    CHECK(strcmp(seen[1], seen[2]) != 0);
    CHECK_STRING(seen[2], seen[3]); /* passphrases are no part of it */
    free(config);
    free(including);
    folder_end(&f);
}

/* two - the good configuration with a second protocol for the same mailbox */
static char *two(const char *until, const char *from)
{
    char line[64], second[400];
    char *first, *both;

    (void)snprintf(line, sizeof(line), "valid_until = \"%s\"", until);
    (void)snprintf(
        second, sizeof(second),
        "[ ];\n}, { id = \"next\"; title = \"t\"; sensitive = [ ]; valid_from = \"%s\";\n"
        "passphrases = ( { id = \"1\"; file = \"x\"; } );\n"
        "recipients = [ \"sociale.dienst@KONTICH.be\", \"other@kontich.be\" ];\n} );",
        from);
    first = replaced(GOOD_CONFIG, "valid_until = \"\"", line);
    both = replaced(first, "[ ];\n} );\n", second);
    free(first);
    return both;
}

static void protocol_in_force_is_found(void)
{
    static const struct {
        const char *recipient;
        day_number day;
        int protocol;
    } cases[] = {
        {"<sociale.dienst@kontich.be>", 20260301, 0},
        {"<sociale.dienst@kontich.be>", 20261231, 0},
        {"<sociale.dienst@kontich.be>", 20270101, 1},
        {"<Sociale.Dienst+x@kontich.BE>", 20270101, 1},
        {"<sociale.dienst@kontich.be>", 20250101, 1}, /* none in force: the latest answers */
        {"other@kontich.be", 20260301, 1},
        {"<someone@kontich.be>", 20260301, -1},
        {"<>", 20260301, -1},
    };
    struct config_folder f;
    char *config;
    struct policy *p;

    folder_start(&f);
    config = two("2026-12-31", "2027-01-01");
    p = folder_load(&f, config);
    CHECK(p != NULL);
    for (size_t i = 0; p != NULL && i < sizeof(cases) / sizeof(cases[0]); i++) {
        check_case(cases[i].recipient);
        CHECK_INT(cases[i].protocol,
                  policy_protocol_for(p, slice_from(cases[i].recipient), cases[i].day));
    }
    policy_release(p);
    free(config);
    folder_end(&f);
}

static void overlapping_periods_are_refused(void)
{
    struct config_folder f;
    char *config;

    folder_start(&f);
    config = two("2026-12-31", "2026-12-31");
    CHECK(folder_load(&f, config) == NULL);
    CHECK(complains(&f, "test.conf", line_of(config, "sociale.dienst@KONTICH.be"),
                    "this recipient is guarded by protocol \"kontich-2026\" too"));
    free(config);
    config = two("", "2030-01-01");
    CHECK(folder_load(&f, config) == NULL);
    CHECK_INT(1, complaints_errors(f.complaints));
    free(config);
    /* the one that stands below may be the earlier one */
    for (unsigned day = 27; day <= 28; day++) {
        char period[64];

        (void)snprintf(period, sizeof(period), "2020-01-01\"; valid_until = \"2026-02-%u", day);
        config = two("", period);
        struct policy *p = folder_load(&f, config);
        CHECK_INT(day == 27, p != NULL); /* the other begins on the 28th */
        policy_release(p);
        free(config);
    }
    folder_end(&f);
}

static void unchangeable_settings_are_named(void)
{
    static const struct {
        const char *find, *replacement, *name;
    } cases[] = {
        {"milter.sock", "other.sock", "socket"},
        {"user = \"referral-milter\"", "user = \"mail\"", "user"},
        {"log_dir = \"log\"", "log_dir = \"logs\"", "log_dir"},
        {"/var/lib/keys", "/var/lib/others", "key_dir"},
        {"gateway = \"gw1\"", "gateway = \"gw2\"", "gateway"},
        {"workers = 4", "workers = 5", NULL},
    };
    struct config_folder f;
    struct policy *a, *b;

    folder_start(&f);
    a = folder_load(&f, GOOD_CONFIG);
    CHECK(a != NULL);
    for (size_t i = 0; a != NULL && i < sizeof(cases) / sizeof(cases[0]); i++) {
        char *config = replaced(GOOD_CONFIG, cases[i].find, cases[i].replacement);
        const char *name;

        b = folder_load(&f, config);
        check_case(cases[i].find);
        CHECK(b != NULL);
        name = b != NULL ? policy_unchangeable(a, b) : "none";
        CHECK_STRING(cases[i].name != NULL ? cases[i].name : "(null)", name);
        policy_release(b);
        free(config);
    }
    policy_release(a);
    folder_end(&f);
}

static void *hold_and_release(void *policy)
{
    for (unsigned i = 0; i < 10000; i++)
        policy_release(policy_hold(policy));
    return NULL;
}

static void holders_are_counted(void)
{
    struct config_folder f;
    pthread_t threads[4];
    struct policy *p;

    folder_start(&f);
    p = folder_load(&f, GOOD_CONFIG);
    CHECK(p != NULL);
    for (size_t i = 0; p != NULL && i < 4; i++)
        CHECK_INT(0, pthread_create(&threads[i], NULL, hold_and_release, p));
    for (size_t i = 0; p != NULL && i < 4; i++)
        (void)pthread_join(threads[i], NULL);
    CHECK(p != NULL && policy_hold(p) == p);
    policy_release(p);
    CHECK(p != NULL && strcmp(p->gateway, "gw1") == 0); /* still held once */
    policy_release(p);
    policy_release(NULL);
    folder_end(&f);
}

static void account_falls_back_to_nobody(void)
{
    struct policy p = {.user = (char[]){"nobody"}};
    uid_t uid = 0, nobody;
    gid_t gid;
    bool fallback = true;

    CHECK(policy_account(&p, &nobody, &gid, &fallback));
    CHECK(!fallback && nobody != 0);
    p.user = (char[]){"no-such-user-here"};
    CHECK(policy_account(&p, &uid, &gid, &fallback));
    CHECK(fallback && uid == nobody);
    p.user = (char[]){"root"};
    CHECK(policy_account(&p, &uid, &gid, &fallback));
    CHECK(fallback && uid == nobody);
}

static void sockets_have_forms(void)
{
    static const struct {
        const char *socket;
        bool remote, valid;
    } cases[] = {
        {"unix:/run/x.sock", false, true},
        {"local:/run/x.sock", false, true},
        {"unix:", false, false},
        {"unix:/run/", false, false},
        {"/run/x.sock", false, false},
        {"inet:8891@127.0.0.1", false, true},
        {"inet:8891@127.8.8.8", false, true},
        {"inet:8891@localhost", false, true},
        {"inet6:8891@[::1]", false, true},
        {"inet6:8891@::1", false, true},
        {"inet:8891@0.0.0.0", false, false},
        {"inet:8891@0.0.0.0", true, true},
        {"inet6:8891@[::]", false, false},
        {"inet6:8891@[::]", true, true},
        {"inet:8891@gw.example.org", false, false},
        {"inet:8891@gw.example.org", true, true},
        {"inet:8891@127.0.0.1.example.org", false, false},
        {"inet:8891", false, false},
        {"inet:8891", true, false},
        {"inet:0@127.0.0.1", false, false},
        {"inet:65535@127.0.0.1", false, true},
        {"inet:65536@127.0.0.1", false, false},
        {"inet:@127.0.0.1", false, false},
        {"inet:88x@127.0.0.1", false, false},
        {"inet:8891@", true, false},
        {"inet:8891@bad host", true, false},
        {"inet:8891@-x", true, false},
        {"tcp:8891@127.0.0.1", true, false},
        {"", true, false},
    };
    char why[128], path[200] = "unix:/";

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        check_case(cases[i].socket);
        CHECK_INT(cases[i].valid,
                  policy_socket_valid(cases[i].socket, cases[i].remote, why, sizeof(why)));
        CHECK_INT(cases[i].valid, why[0] == '\0');
    }
    check_case("the longest path");
    memset(path + strlen(path), 'x', 106);
    CHECK(policy_socket_valid(path, false, why, sizeof(why)));
    path[strlen(path)] = 'x';
    CHECK(!policy_socket_valid(path, false, why, sizeof(why)));
}

int main(void)
{
    static const struct test tests[] = {
        TEST(defaults_are_as_documented),
        TEST(settings_are_kept),
        TEST(shipped_configuration_is_right),
        TEST(shipped_comments_show_the_defaults),
        TEST(sizes_have_units),
        TEST(includes_are_read),
        TEST(digest_covers_every_file),
        TEST(protocol_in_force_is_found),
        TEST(overlapping_periods_are_refused),
        TEST(unchangeable_settings_are_named),
        TEST(holders_are_counted),
        TEST(account_falls_back_to_nobody),
        TEST(sockets_have_forms),
    };

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
