/*
 * test-policy-errors - every kind of mistake in a configuration is told, with its file and line
 */
#include "policy-fixture.h"
#include "test.h"

#include "policy/settings.h"

#include <stdlib.h>
#include <string.h>

/* In the good configuration, find becomes replacement; the complaint stands at the line where that
 * begins, or at the line of mark in the result */
struct mistake {
    const char *find, *replacement, *mark, *complaint;
};

#define L50 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define L200 L50 L50 L50 L50
#define H64 "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef"

static const struct mistake MISTAKES[] = {
    /* names */
    {"socket_group", "soket_group", NULL,
     "unknown setting \"soket_group\": did you mean \"socket_group\"?"},
    {"  mode = \"enforce\"", "  zzz = 1", NULL, "unknown setting \"zzz\": remove it"},
    {"kdf_power_min", "kdf_power_mim", NULL,
     "unknown setting \"kdf_power_mim\": did you mean \"kdf_power_min\"?"},
    {"formats =", "format =", NULL, "unknown setting \"format\": did you mean \"formats\"?"},
    {"file = \"one.pass\";", "file = \"one.pass\"; fle = 1;", NULL,
     "unknown setting \"fle\": did you mean \"file\"?"},
    {"workers = 4;\n", "workers = 4;\nworkers = 5;\n", "workers = 5", "duplicate setting name"},
    {"  id = \"kontich-2026\";\n", "", "protocols = (", "setting \"id\" is missing"},
    {"  title = \"Protocol\";\n", "", "protocols = (", "setting \"title\" is missing"},
    {"  recipients = [ \"sociale.dienst@kontich.be\" ];\n", "", "protocols = (",
     "setting \"recipients\" is missing"},
    {"  valid_from = \"2026-02-28\";\n", "", "protocols = (", "setting \"valid_from\" is missing"},
    {"{ id = \"2026-1\"; file = \"one.pass\"; }", "{ file = \"one.pass\"; }", NULL,
     "setting \"id\" is missing"},
    {"passphrases = ( { id = \"2026-1\"; file = \"one.pass\"; } );", "", "protocols = (",
     "setting \"passphrases\" is missing"},

    /* types */
    {"socket = \"unix:milter.sock\"", "socket = 5", NULL, "\"socket\" must be a string"},
    {"inet_remote = false", "inet_remote = \"no\"", NULL, "\"inet_remote\" must be true or false"},
    {"inet_remote = false", "inet_remote = 0", NULL, "\"inet_remote\" must be true or false"},
    {"workers = 4", "workers = \"4\"", NULL, "\"workers\" must be a whole number"},
    {"workers = 4", "workers = 4.0", NULL, "\"workers\" must be a whole number"},
    {"segment = \"month\"", "segment = 1", NULL, "\"segment\" must be a string"},
    {"memory_budget = 268435456", "memory_budget = true", NULL,
     "\"memory_budget\" must be a number of bytes, or a string"},
    {"explanations = [ \"explanations.nl.conf\" ]", "explanations = \"explanations.nl.conf\"", NULL,
     "\"explanations\" must be a list of strings"},
    {"senders = [ ]", "senders = [ 1 ]", NULL, "\"senders\" must be a list of strings"},
    {"senders = [ ]", "senders = ( \"a@b.be\", { } )", NULL,
     "\"senders\" must be a list of strings"},
    {"archive = { kdf_power_min = 19; kdf_power_max = 20; }", "archive = ( )", NULL,
     "\"archive\" must be a group"},
    {"parties = ( )", "parties = { }", NULL, "\"parties\" must be a list of groups"},
    {"parties = ( )", "parties = ( \"x\" )", NULL, "\"parties\" must be a list of groups"},
    {"valid_from = \"2026-02-28\"", "valid_from = 20260228", NULL,
     "\"valid_from\" must be a date as a string"},

    /* numbers: libconfig 1.5 would take 4294967300 for 4 */
    {"workers = 4", "workers = 4294967300", NULL,
     "\"workers\" must be a whole number from 0 to 1024"},
    {"workers = 4", "workers = 0x100000004", NULL, "\"workers\" must be a whole number"},
    {"workers = 4", "workers = 4294967300L", NULL, "\"workers\" must be a whole number"},
    {"workers = 4", "workers = 18446744073709551620", NULL, "\"workers\" must be a whole number"},
    {"workers = 4", "workers = 0x10000000000000004", NULL, "\"workers\" must be a whole number"},
    {"workers = 4", "workers = -1", NULL, "\"workers\" must be a whole number"},
    {"workers = 4", "workers = 1025", NULL, "\"workers\" must be a whole number"},
    {"workers = 4", "workers = 010", NULL, "a number with a leading zero"},
    {"inspect_seconds = 20", "inspect_seconds = 0", NULL,
     "\"inspect_seconds\" must be a whole number from 1 to 240"},
    {"inspect_seconds = 20", "inspect_seconds = 241", NULL, "\"inspect_seconds\" must be"},
    {"retention_months = 36", "retention_months = 1201", NULL, "\"retention_months\" must be"},
    {"kdf_power_max = 20", "kdf_power_max = 25", NULL,
     "\"kdf_power_max\" must be a whole number from 0 to 24"},
    {"kdf_power_min = 19", "kdf_power_min = 21", NULL, "\"kdf_power_min\" is more than"},
    {"memory_budget = 268435456", "memory_budget = 0", NULL, "\"memory_budget\" must be"},
    {"memory_budget = 268435456", "memory_budget = \"2 TB\"", NULL,
     "\"memory_budget\" must be a number of bytes, or a string"},
    {"memory_budget = 268435456", "memory_budget = \"99999999999999999999 B\"", NULL,
     "\"memory_budget\" must be a number of bytes"},
    {"memory_budget = 268435456", "memory_budget = \"18014398509481984 KiB\"", NULL,
     "\"memory_budget\" must be a number of bytes"},
    {"memory_budget = 268435456", "memory_budget = -5", NULL, "\"memory_budget\" must be"},
    {"max_message_bytes = 1048576", "max_message_bytes = 0", NULL,
     "\"max_message_bytes\" must be from 1 to 67108864"},
    {"max_message_bytes = 1048576", "max_message_bytes = 67108865", NULL,
     "\"max_message_bytes\" must be"},
    {"max_message_bytes = 1048576", "max_message_bytes = \"1 mb\"", NULL,
     "\"max_message_bytes\" must be a number of bytes"},
    {"memory_budget = 268435456;\n", "memory_budget = 1048576;\n", NULL, NULL},
    {"{ formats = [ \"txt\", \"csv\" ]; }", "{ max_clients = 0; }", NULL,
     "\"max_clients\" must be a whole number from 1"},

    /* what stands in the gateway's settings */
    {"unix:milter.sock", "milter.sock", NULL, "\"socket\" must be unix:PATH"},
    {"unix:milter.sock", "inet:8891@0.0.0.0", NULL, "\"socket\" would be open to other machines"},
    {"unix:milter.sock", "unix:/" L50 L50 L50, NULL, "\"socket\" has a path that is too long"},
    {"\"0660\"", "\"0888\"", NULL, "\"socket_mode\" must be rights"},
    {"\"0660\"", "\"7660\"", NULL, "\"socket_mode\" must be rights"},
    {"\"0660\"", "\"66\"", NULL, "\"socket_mode\" must be rights"},
    {"user = \"referral-milter\"", "user = \"root\"", NULL, "\"user\" may not be root"},
    {"user = \"referral-milter\"", "user = \"\"", NULL, "\"user\" is empty"},
    {"user = \"referral-milter\"", "user = \"a b\"", NULL, "\"user\" must be the name of an"},
    {"log_dir = \"log\"", "log_dir = \"\"", NULL, "\"log_dir\" is empty"},
    {"/var/lib/keys", "log", NULL, "\"key_dir\" must be another folder"},
    {"\"gw1\"", "\"gw_1\"", NULL, "\"gateway\" may hold letters, digits"},
    {"\"gw1\"", "\"-gw\"", NULL, "\"gateway\" may hold letters, digits"},
    {"\"gw1\"", "\"gw-\"", NULL, "\"gateway\" may hold letters, digits"},
    {"\"gw1\"", "\"" L50 "12345678901234\"", NULL, "\"gateway\" is too long: at most 63"},
    {"Europe/Brussels", "Europe/Kontich", NULL, "\"time_zone\" must be a zone"},
    {"Europe/Brussels", "Europe", NULL, "\"time_zone\" must be a zone"},
    {"Europe/Brussels", "/etc/passwd", NULL, "\"time_zone\" must be a zone"},
    {"Europe/Brussels", "Europe/../../../../etc/passwd", NULL, "\"time_zone\" must be a zone"},
    {"segment = \"month\"", "segment = \"week\"", NULL,
     "\"segment\" must be one of \"day\", \"month\", \"year\""},
    {"log_sender = \"full\"", "log_sender = \"none\"", NULL, "\"log_sender\" must be one of"},
    {"\"mail\"", "\"local8\"", NULL, "\"syslog_facility\" must be one of"},
    {"[ \"explanations.nl.conf\" ]", "[ ]", NULL, "\"explanations\" needs at least 1 entry"},
    {"[ \"explanations.nl.conf\" ]", "[ \"a\", \"b\", \"c\", \"d\", \"e\" ]", NULL,
     "\"explanations\" has more than 4"},

    /* a protocol */
    {"\"kontich-2026\"", "\"kontich 2026\"", NULL, "\"id\" may hold letters, digits"},
    {"\"kontich-2026\"", "\"\"", NULL, "\"id\" is empty"},
    {"\"kontich-2026\"", "\"a\\nb\"", NULL, "\"id\" holds a control character"},
    {"title = \"Protocol\"", "title = \"\"", NULL, "\"title\" is empty"},
    {"title = \"Protocol\"", "title = \"...\"", NULL, "\"title\" has no letter"},
    {"title = \"Protocol\"", "title = \"x\\xff\"", NULL, "\"title\" is not valid UTF-8"},
    {"title = \"Protocol\"", "title = \"" L200 "x\"", NULL, "\"title\" is too long: at most 200"},
    {"[ \"sociale.dienst@kontich.be\" ]", "[ ]", NULL, "\"recipients\" needs at least 1 entry"},
    {"[ \"sociale.dienst@kontich.be\" ]", "[ \"\" ]", NULL, "\"recipients\" is empty"},
    {"sociale.dienst@kontich.be", "sociale.dienst", NULL, "\"recipients\": write \"name@domain\""},
    {"sociale.dienst@kontich.be", "@kontich.be", NULL, "\"recipients\": write \"name@domain\""},
    {"sociale.dienst@kontich.be", "a%b@kontich.be", NULL, "\"recipients\": write"},
    {"sociale.dienst@kontich.be", "<a@kontich.be>", NULL, "\"recipients\": write"},
    {"sociale.dienst@kontich.be", "a@b@kontich.be", NULL, "\"recipients\": write"},
    {"sociale.dienst@kontich.be", "a+x@kontich.be", NULL, "\"recipients\": leave the \"+...\" out"},
    {"\"sociale.dienst@kontich.be\"", "\"a@b.be\",\n\"A@B.be\"", "\"A@B", "\"recipients\": this"},
    {"senders = [ ]", "senders = [ \"sender\" ]", NULL, "\"senders\": write"},
    {"senders = [ ]", "senders = [ \"a@b.be\",\n\"@\" ]", "\"@\"", "\"senders\": write"},
    {"[ \"sender\" ]", "[ \"sender\", \"sender\" ]", NULL, "\"other_recipients\": this entry"},
    {"\"2026-02-28\"", "\"2026-02-30\"", NULL, "\"valid_from\" is no date"},
    {"\"2026-02-28\"", "\"28-02-2026\"", NULL, "\"valid_from\" is no date"},
    {"\"2026-02-28\"", "\"\"", NULL, "\"valid_from\" is empty"},
    {"valid_until = \"\"", "valid_until = \"2026-02-27\"", NULL,
     "\"valid_until\" lies before \"valid_from\""},
    {"\"enforce\"", "\"off\"", NULL, "\"mode\" must be one of \"enforce\", \"observe\""},
    {"help = \"\"", "help = \"Caf\xc3\xa9\"", NULL, "\"help\" may hold printable ASCII only"},
    {"help = \"\"", "help = \"a\\nb\"", NULL, "\"help\" holds a control character or line break"},
    {"help = \"\"", "help = \"" L200 L50 L50 "x\"", NULL, "\"help\" is too long: at most 300"},
    {"other_contact = \"\"", "other_contact = \"\xe2\x82\xac\"", NULL,
     "\"other_contact\" may hold printable ASCII only"},
    {"consent_statement = \"\"", "consent_statement = \"...\"", NULL,
     "\"consent_statement\" has no letter"},
    {"parties = ( )", "parties = ( { contact = \"x\"; } )", NULL, "setting \"name\" is missing"},

    /* passphrases */
    {"{ id = \"2026-1\"; file = \"one.pass\"; }", "", NULL, "\"passphrases\" needs at least 1"},
    {"file = \"one.pass\";", "", NULL, "a passphrase needs a \"file\" or a \"credential\""},
    {"file = \"one.pass\";", "file = \"x\"; credential = \"y\";", NULL,
     "a passphrase has a \"file\" or a \"credential\", not both"},
    {"file = \"one.pass\";", "credential = \"../y\";", NULL, "\"credential\" may hold letters"},
    {"id = \"2026-1\"", "id = \"2026/1\"", NULL, "\"id\" may hold letters"},
    {"file = \"one.pass\"; }", "file = \"x\"; },\n{ id = \"2026-1\"; file = \"y\"; }",
     "file = \"y\"", "passphrase \"2026-1\" stands there twice"},
    {"file = \"one.pass\";",
     "file = \"x\"; valid_from = \"2026-03-02\"; valid_until = \"2026-03-01\";", NULL,
     "\"valid_until\" lies before"},

    /* content and fields */
    {"\"csv\"", "\"pdf\"", NULL, "\"formats\" knows txt, csv"},
    {"\"csv\"", "\"TXT\"", NULL, "\"formats\": this entry stands there twice"},
    {"[ \"txt\", \"csv\" ]", "[ ]", NULL, "\"formats\" needs at least 1"},
    {"[ \"txt\", \"csv\" ];", "[ \"txt\" ]; fixed_text = [ \"--\" ];", NULL,
     "\"fixed_text\": an entry without"},
    {"{ name = \"last-name\"; }, ", "{ name = \"room\"; }, ", NULL,
     "field \"room\" needs a \"kind\""},
    {"{ name = \"last-name\"; }, ", "{ name = \"room\"; kind = \"date\"; }, ", NULL,
     "\"kind\" must be one of"},
    {"{ name = \"last-name\"; }, ", "{ name = \"telephone\"; kind = \"text\"; }, ", NULL,
     "field \"telephone\" is always of kind telephone"},
    {"{ name = \"last-name\"; }, ", "{ name = \"email\"; }, ", NULL,
     "field \"email\" stands there twice"},
    {"{ name = \"last-name\"; }, ", "{ name = \"Room\"; kind = \"text\"; }, ", NULL,
     "\"name\" of a field may hold small letters"},
    {"{ name = \"last-name\"; }, ", "{ labels = [ \"x\" ]; }, ", NULL,
     "setting \"name\" is missing"},
    {"{ name = \"last-name\"; }, ", "{ name = \"last-name\"; labels = [ \":\" ]; }, ", NULL,
     "a label must have letters"},
    {"{ name = \"last-name\"; }, { name = \"email\"; }",
     "{ name = \"last-name\"; labels = [ \"Nm\" ]; }, { name = \"email\"; labels = [ \"N.M.\" ]; }",
     NULL, "this label belongs to another field too"},
    {", { name = \"email\"; } )", " )", "fields = (", "\"contact_required\" needs an address"},
    {"cleartext = \"scan\"", "cleartext = \"none\"", NULL, "\"cleartext\" must be one of"},
    {"images_sha256 = [ ]", "images_sha256 = [ \"" H64 "\", \"abc\" ]", NULL,
     "\"images_sha256\": write 64"},
    {"images_sha256 = [ ]", "images_sha256 = [ \"" H64 "0\" ]", NULL,
     "\"images_sha256\": write 64"},

    /* the text itself */
    {"workers = 4;", "workers = ;", NULL, "syntax error"},
    {"user = \"referral-milter\";", "user = \"referral-milter;", NULL,
     "a string begins here that does not end on its line"},
    {"workers = 4;", "/* never closed", NULL, "a comment begins here that does not end"},
    {"workers = 4;", "# \xff", NULL, "not valid UTF-8"},
    {"user = \"referral-milter\"", "user = \"a\\x00b\"", NULL, "a string with \\x00"},
    {"workers = 4;", "@include \"nothing.conf\"", NULL, "cannot include"},
    {"workers = 4;", "@include \"\"", NULL, "write @include \"FILE\""},
    {"workers = 4;", "x = (((((((((((((((((1)))))))))))))))));", NULL,
     "groups and lists are nested too deep"},
};

static void mistake_told(struct config_folder *f, const struct mistake *m)
{
    char *config = replaced(GOOD_CONFIG, m->find, m->replacement);
    struct policy *policy = folder_load(f, config);
    unsigned line = m->mark != NULL ? line_of(config, m->mark) : line_of(GOOD_CONFIG, m->find);

    check_case(m->replacement);
    if (m->complaint == NULL) {
        CHECK(policy != NULL);
    } else {
        CHECK(policy == NULL);
        CHECK(complains(f, "test.conf", line, m->complaint));
        CHECK_INT(1, complaints_errors(f->complaints));
        if (complaints_errors(f->complaints) != 1 || !complains(f, "test.conf", line, m->complaint))
            show_complaints(f);
    }
    policy_release(policy);
    free(config);
}

static void every_mistake_is_told(void)
{
    struct config_folder f;

    folder_start(&f);
    for (size_t i = 0; i < sizeof(MISTAKES) / sizeof(MISTAKES[0]); i++)
        mistake_told(&f, &MISTAKES[i]);
    folder_end(&f);
}

static void all_mistakes_are_told_at_once(void)
{
    static const char config[] = "socket = 5;\n"
                                 "wrokers = 4;\n"
                                 "inspect_seconds = 99999999999;\n"
                                 "protocols = ( {\n"
                                 "  id = \"a b\";\n"
                                 "  recipients = [ \"x\" ];\n"
                                 "  valid_from = \"tomorrow\";\n"
                                 "  archive = { kdf_power_min = 99; bogus = 1; };\n"
                                 "  fields = ( 5, { name = \"X\"; } );\n"
                                 "  sensitive = [ ];\n"
                                 "}, 7 );\n"
                                 "explanations = [ \"none.conf\" ];\n";
    struct config_folder f;

    folder_start(&f);
    CHECK(folder_load(&f, config) == NULL);
    CHECK(complains(&f, "test.conf", 1, "\"socket\" must be a string"));
    CHECK(complains(&f, "test.conf", 2, "unknown setting \"wrokers\": did you mean \"workers\"?"));
    CHECK(complains(&f, "test.conf", 3, "\"inspect_seconds\" must be"));
    CHECK(complains(&f, "test.conf", 4, "setting \"title\" is missing"));
    CHECK(complains(&f, "test.conf", 4, "setting \"passphrases\" is missing"));
    CHECK(complains(&f, "test.conf", 5, "\"id\" may hold letters"));
    CHECK(complains(&f, "test.conf", 6, "\"recipients\": write"));
    CHECK(complains(&f, "test.conf", 7, "\"valid_from\" is no date"));
    CHECK(complains(&f, "test.conf", 8, "\"kdf_power_min\" must be"));
    CHECK(complains(&f, "test.conf", 8, "unknown setting \"bogus\""));
    CHECK(complains(&f, "test.conf", 9, "\"fields\" must be a list of groups"));
    CHECK(complains(&f, "test.conf", 9, "\"name\" of a field may hold"));
    CHECK(complains(&f, "test.conf", 9, "field \"X\" needs a \"kind\""));
    CHECK(complains(&f, "test.conf", 11, "\"protocols\" must be a list of groups"));
    CHECK(complains(&f, "none.conf", 0, "cannot read: No such file or directory"));
    CHECK_INT(16, complaints_errors(f.complaints));
    if (complaints_errors(f.complaints) != 16)
        show_complaints(&f);
    folder_end(&f);
}

static void files_that_cannot_be_read(void)
{
    struct config_folder f;
    char nul[] = "workers = 4;\n\n\0;";
    static char big[SOURCE_FILE_MAX + 2];

    folder_start(&f);
    CHECK(policy_load("/nonexistent/x.conf", f.complaints) == NULL);
    CHECK_STRING("/nonexistent/x.conf: cannot read: No such file or directory",
                 complaints_text(f.complaints, 0));
    CHECK(policy_load(f.folder, f.complaints) == NULL);
    CHECK(strstr(complaints_text(f.complaints, 1), "it is a folder") != NULL);

    CHECK(folder_load(&f, "") == NULL);
    CHECK(complains(&f, "test.conf", 1, "setting \"protocols\" is missing"));

    folder_write_bytes(&f, "test.conf", nul, sizeof(nul) - 1);
    CHECK(policy_load(f.config, f.complaints) == NULL);
    CHECK(complains(&f, "test.conf", 3, "a NUL byte"));

    memset(big, '\n', sizeof(big) - 1);
    CHECK(folder_load(&f, big) == NULL);
    CHECK(complains(&f, "test.conf", 0, "cannot read: the file is too large"));
    big[SOURCE_FILE_MAX] = '\0'; /* the largest that is read */
    CHECK(folder_load(&f, big) == NULL);
    CHECK(complains(&f, "test.conf", 1, "setting \"protocols\" is missing"));
    folder_end(&f);
}

static void words_are_checked(void)
{
    static const struct {
        const char *text;
        unsigned line;
        const char *complaint;
    } cases[] = {
        {"words = [ \"zwanger*\", \"h\xc3\xb4pital\", \"sans papiers\" ];", 0, NULL},
        {"\nwords = [ ];", 2, "\"words\" needs at least 1"},
        {"wods = [ \"x\" ];", 1, "unknown setting \"wods\": did you mean \"words\"?"},
        {"", 1, "setting \"words\" is missing"},
        {"words = [ \"a\",\n\"zw*nger\" ];", 2, "a \"*\" may stand at the end"},
        {"words = [ \"a\",\n\n\"*\" ];", 3, "a word without a letter"},
        {"words = [ \"...\" ];", 1, "a word without a letter"},
        {"words = [ \"" L50 L50 "x\" ];", 1, "a word is too long: at most 100 bytes"},
        {"words = [ \"" L50 L50 "\" ];", 0, NULL},
        {"words = \"x\";", 1, "\"words\" must be a list of strings"},
    };
    struct config_folder f;
    char *config = replaced(GOOD_CONFIG, "sensitive = [ ]", "sensitive = [ \"words.conf\" ]");

    folder_start(&f);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct policy *p;

        folder_write(&f, "words.conf", cases[i].text);
        p = folder_load(&f, config);
        check_case(cases[i].text);
        CHECK_INT(cases[i].complaint == NULL, p != NULL);
        if (cases[i].complaint != NULL)
            CHECK(complains(&f, "words.conf", cases[i].line, cases[i].complaint));
        policy_release(p);
    }
    free(config);
    folder_end(&f);
}

static void budget_should_hold_a_mail(void)
{
    struct config_folder f;
    char *config = replaced(GOOD_CONFIG, "memory_budget = 268435456", "memory_budget = 1048575");
    struct policy *p;

    folder_start(&f);
    p = folder_load(&f, config); /* mails beyond it are deferred, so none gets by */
    CHECK(p != NULL);
    CHECK(complains(&f, "test.conf", line_of(config, "memory_budget"),
                    "warning: \"memory_budget\" is less than the \"max_message_bytes\""));
    policy_release(p);
    free(config);
    folder_end(&f);
}

static void warnings_are_no_errors(void)
{
    struct config_folder f;
    char *open = replaced(GOOD_CONFIG, "\"0660\"", "\"0666\"");
    char *config =
        replaced(open, "file = \"one.pass\";", "file = \"x\"; valid_until = \"2026-03-01\";");
    struct policy *p;

    folder_start(&f);
    p = folder_load(&f, config);
    CHECK(p != NULL);
    CHECK_INT(0, complaints_errors(f.complaints));
    CHECK(complains(&f, "test.conf", 3, "warning: \"socket_mode\" lets every local user"));
    CHECK(
        complains(&f, "test.conf", 0, "warning: protocol \"kontich-2026\" is in force, but none"));
    policy_release(p);
    free(open);
    free(config);
    folder_end(&f);
}

/* random edits of a good file: never a crash, and an error whenever there is no policy */
static void edited_configurations_do_no_harm(void)
{
    static const char letters[] = "{}()[]\"\\;=,#/*@ \n-0x9L.a\xff\x01";
    struct config_folder f;
    unsigned state = 12345;

    folder_start(&f);
    for (unsigned round = 0; round < 1500; round++) {
        char *config = strdup(GOOD_CONFIG);
        size_t length = strlen(config);
        struct policy *p;

        for (unsigned edit = 0; edit < 1 + round % 3; edit++) {
            state = state * 1103515245u + 12345u;
            size_t at = (state >> 8) % length;
            state = state * 1103515245u + 12345u;
            config[at] = letters[(state >> 8) % (sizeof(letters) - 1)];
        }
        p = folder_load(&f, config);
        if ((p != NULL) != (complaints_errors(f.complaints) == 0)) {
            check_failed(__FILE__, __LINE__, "round %u: policy and complaints disagree", round);
            show_complaints(&f);
        }
        policy_release(p);
        free(config);
    }
    folder_end(&f);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(every_mistake_is_told),
        TEST(all_mistakes_are_told_at_once),
        TEST(files_that_cannot_be_read),
        TEST(words_are_checked),
        TEST(budget_should_hold_a_mail),
        TEST(warnings_are_no_errors),
        TEST(edited_configurations_do_no_harm),
    };

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
