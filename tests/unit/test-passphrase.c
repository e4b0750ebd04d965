/*
 * test-passphrase - which passphrase files and credentials are taken, and which are refused and why
 */
#include "policy-fixture.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct config_folder folder;

/* write_pass - one.pass with these rights, owned by whoever runs the test */
static void write_pass(const char *bytes, size_t len, mode_t mode)
{
    char path[200];

    folder_write_bytes(&folder, "one.pass", bytes, len);
    (void)snprintf(path, sizeof(path), "%s/one.pass", folder.folder);
    CHECK_INT(0, chmod(path, mode));
}

static void new_complaints(void)
{
    complaints_free(folder.complaints);
    folder.complaints = complaints_new();
}

static void form_and_strength(void)
{
#define ROW(text) text, sizeof(text) - 1
    static const struct {
        const char *bytes;
        size_t len;
        const char *complaint, *kept; /* kept: NULL when it is refused */
    } cases[] = {
        {ROW("correct horse battery\n"), NULL, "correct horse battery"},
        {ROW("correct horse battery\r\n"), NULL, "correct horse battery"},
        {ROW("correct horse battery"), NULL, "correct horse battery"},
        {ROW("\xef\xbb\xbf"
             "correct horse battery\n"),
         NULL, "correct horse battery"},
        {ROW("  correct horse  \n"), NULL, "  correct horse  "},
        {ROW("correct horse \xc3\xa9t\xc3\xa9\n"), NULL, "correct horse \xc3\xa9t\xc3\xa9"},
        {ROW("14 characters.\n"), NULL, "14 characters."},
        {ROW("13 character.\n"), "warning: the passphrase is short", "13 character."},
        {ROW("8 lett\xc3\xa9r\n"), "warning: the passphrase is short", "8 lett\xc3\xa9r"},
        {ROW("7 lett\xc3\xa9\n"), "the passphrase is too short", NULL},
        {ROW(""), "the passphrase is too short", NULL},
        {ROW("\n"), "the passphrase is too short", NULL},
        {ROW("correct horse battery\n\n"), "the passphrase file holds more than one line", NULL},
        {ROW("correct horse\nbattery\n"), "the passphrase file holds more than one line", NULL},
        {ROW("correct horse battery\r"), "the passphrase file holds more than one line", NULL},
        {ROW("correct\thorse battery\n"), "the passphrase holds a control character", NULL},
        {ROW("correct\0horse battery\n"), "the passphrase holds a control character", NULL},
        {ROW("correct\x7fhorse battery\n"), "the passphrase holds a control character", NULL},
        {ROW("correct\xc2\x85horse battery\n"), "the passphrase holds a control character", NULL},
        {ROW("correct horse \xe9t\xe9\n"), "the passphrase is not valid UTF-8", NULL},
        {ROW("correct horse \xed\xa0\x80\n"), "the passphrase is not valid UTF-8", NULL},
        {ROW("SOCIALE.dienst\n"), "the passphrase is part of a recipient's address", NULL},
        {ROW("dienst@kontich\n"), "the passphrase is part of a recipient's address", NULL},
        {ROW("di\xc3\xa9nst@kontich\n"), "the passphrase is part of a recipient's address", NULL},
        {ROW("dienst@kontichx.\n"), NULL, "dienst@kontichx."},
    };
#undef ROW
    struct policy *p;

    folder_start(&folder);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct slice kept;

        p = folder_load(&folder, GOOD_CONFIG);
        write_pass(cases[i].bytes, cases[i].len, 0400);
        check_case(cases[i].bytes);
        CHECK_INT(cases[i].kept != NULL,
                  policy_load_secrets(p, geteuid(), NULL, folder.complaints));
        if (cases[i].complaint != NULL)
            CHECK(complains(&folder, "one.pass", 0, cases[i].complaint));
        CHECK_INT(cases[i].complaint != NULL, complaints_count(folder.complaints));
        CHECK_INT(cases[i].kept != NULL, p->protocols[0].passphrases[0] != NULL);
        if (cases[i].kept != NULL && p->protocols[0].passphrases[0] != NULL) {
            kept = secret_slice(p->protocols[0].passphrases[0]);
            CHECK(slice_is(kept, cases[i].kept));
        }
        policy_release(p);
    }
    folder_end(&folder);
}

static void length_is_bounded(void)
{
    static char bytes[1025];
    struct policy *p;

    memset(bytes, 'x', sizeof(bytes));
    folder_start(&folder);
    p = folder_load(&folder, GOOD_CONFIG);
    write_pass(bytes, 1024, 0400);
    CHECK(policy_load_secrets(p, geteuid(), NULL, folder.complaints));
    write_pass(bytes, 1025, 0600);
    CHECK(!policy_load_secrets(p, geteuid(), NULL, folder.complaints));
    CHECK(complains(&folder, "one.pass", 0, "the passphrase is too long: at most 1024"));
    policy_release(p);
    folder_end(&folder);
}

static void rights_are_checked(void)
{
    static const mode_t wrong[] = {0440, 0404, 0420, 0410, 0401, 0402, 0644};
    static const char pass[] = "correct horse battery\n";
    struct policy *p;
    char path[200], link[200];

    folder_start(&folder);
    p = folder_load(&folder, GOOD_CONFIG);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        new_complaints();
        write_pass(pass, sizeof(pass) - 1, wrong[i]);
        CHECK(!policy_load_secrets(p, geteuid(), NULL, folder.complaints));
        CHECK(complains(&folder, "one.pass", 0, "group or others have rights"));
        CHECK(p->protocols[0].passphrases[0] == NULL);
    }
    write_pass(pass, sizeof(pass) - 1, 0600);
    CHECK(policy_load_secrets(p, geteuid(), NULL, folder.complaints));

    /* a link to a good file is as good as the file; a folder, a FIFO or nothing is not */
    (void)snprintf(path, sizeof(path), "%s/one.pass", folder.folder);
    (void)snprintf(link, sizeof(link), "%s/real.pass", folder.folder);
    CHECK_INT(0, rename(path, link));
    CHECK_INT(0, symlink(link, path));
    CHECK(policy_load_secrets(p, geteuid(), NULL, folder.complaints));
    CHECK_INT(0, unlink(path));
    new_complaints();
    CHECK(!policy_load_secrets(p, geteuid(), NULL, folder.complaints));
    CHECK(complains(&folder, "one.pass", 0, "cannot read the passphrase: No such file"));
    CHECK_INT(0, mkfifo(path, 0600));
    CHECK(!policy_load_secrets(p, geteuid(), NULL, folder.complaints));
    CHECK(complains(&folder, "one.pass", 0, "the passphrase file is no regular file"));
    policy_release(p);
    folder_end(&folder);
}

static void owner_is_checked(void)
{
    static const char pass[] = "correct horse battery\n";
    struct policy *p;
    char path[200];

    folder_start(&folder);
    p = folder_load(&folder, GOOD_CONFIG);
    write_pass(pass, sizeof(pass) - 1, 0400);
    (void)snprintf(path, sizeof(path), "%s/one.pass", folder.folder);
    if (geteuid() == 0) {
        CHECK(policy_load_secrets(p, 12345, NULL, folder.complaints)); /* root's, while root */
        CHECK_INT(0, chown(path, 12345, (gid_t)-1));
        CHECK(policy_load_secrets(p, 12345, NULL, folder.complaints));
        CHECK_INT(0, chown(path, 12346, (gid_t)-1));
    }
    CHECK(!policy_load_secrets(p, 12345, NULL, folder.complaints));
    CHECK(complains(&folder, "one.pass", 0, "the passphrase file belongs to another user"));
    policy_release(p);
    folder_end(&folder);
}

static void credentials_are_read_once(void)
{
    char *config = replaced(GOOD_CONFIG, "file = \"one.pass\"", "credential = \"one.pass\"");
    char *other = replaced(GOOD_CONFIG, "file = \"one.pass\"", "credential = \"two.pass\"");
    static const char pass[] = "correct horse battery\n";
    struct policy *first, *second, *third;

    folder_start(&folder);
    first = folder_load(&folder, config);
    CHECK(unsetenv("CREDENTIALS_DIRECTORY") == 0);
    CHECK(!policy_load_secrets(first, geteuid(), NULL, folder.complaints));
    CHECK(complains(&folder, "test.conf", 0, "credential \"one.pass\": no CREDENTIALS_DIRECTORY"));

    CHECK(setenv("CREDENTIALS_DIRECTORY", folder.folder, 1) == 0);
    new_complaints();
    CHECK(!policy_load_secrets(first, geteuid(), NULL, folder.complaints));
    CHECK(complains(&folder, "one.pass", 0, "cannot read the passphrase"));
    write_pass(pass, sizeof(pass) - 1, 0440); /* as systemd shows it where it uses an ACL */
    CHECK(policy_load_secrets(first, geteuid(), NULL, folder.complaints));

    /* on a reload the file is not looked at any more */
    write_pass("", 0, 0400);
    second = folder_load(&folder, config);
    CHECK(policy_load_secrets(second, geteuid(), first, folder.complaints));
    CHECK(second->protocols[0].passphrases[0] != NULL &&
          slice_is(secret_slice(second->protocols[0].passphrases[0]), "correct horse battery"));
    CHECK(second->protocols[0].passphrases[0] != first->protocols[0].passphrases[0]);
    third = folder_load(&folder, other);
    CHECK(!policy_load_secrets(third, geteuid(), first, folder.complaints));
    CHECK(complains(&folder, "test.conf", 0, "credential \"two.pass\" is new"));
    policy_release(first);
    policy_release(second);
    policy_release(third);
    CHECK(unsetenv("CREDENTIALS_DIRECTORY") == 0);
    free(config);
    free(other);
    folder_end(&folder);
}

/* the address of a second recipient gives it away as well; and on a reload one that is new */
static void every_recipient_is_compared(void)
{
    static const char *const recipients = "[ \"sociale.dienst@kontich.be\" ]",
                             *const two =
                                 "[ \"sociale.dienst@kontich.be\", \"lange.wachtzin@kontich.be\" ]";
    static const char pass[] = "Lange.Wachtzin@Kontich\n";
    char *file = replaced(GOOD_CONFIG, recipients, two);
    char *before = replaced(GOOD_CONFIG, "file = \"one.pass\"", "credential = \"one.pass\"");
    char *after = replaced(before, recipients, two);
    struct policy *first, *second;

    folder_start(&folder);
    first = folder_load(&folder, file);
    write_pass(pass, sizeof(pass) - 1, 0400);
    CHECK(!policy_load_secrets(first, geteuid(), NULL, folder.complaints));
    CHECK(complains(&folder, "one.pass", 0, "the passphrase is part of a recipient's address"));
    policy_release(first);

    CHECK(setenv("CREDENTIALS_DIRECTORY", folder.folder, 1) == 0);
    first = folder_load(&folder, before);
    CHECK(policy_load_secrets(first, geteuid(), NULL, folder.complaints));
    second = folder_load(&folder, after);
    CHECK(!policy_load_secrets(second, geteuid(), first, folder.complaints));
    CHECK(complains(&folder, "test.conf", 0, "the passphrase is part of a recipient's address"));
    policy_release(first);
    policy_release(second);
    CHECK(unsetenv("CREDENTIALS_DIRECTORY") == 0);
    free(file);
    free(before);
    free(after);
    folder_end(&folder);
}

static void all_files_are_told_at_once(void)
{
    char *config = replaced(GOOD_CONFIG, "file = \"one.pass\"; }",
                            "file = \"a.pass\"; }, { id = \"2\"; file = \"b.pass\"; }");
    struct policy *p;

    folder_start(&folder);
    p = folder_load(&folder, config);
    CHECK(!policy_load_secrets(p, geteuid(), NULL, folder.complaints));
    CHECK(complains(&folder, "a.pass", 0, "cannot read the passphrase"));
    CHECK(complains(&folder, "b.pass", 0, "cannot read the passphrase"));
    policy_release(p);
    free(config);
    folder_end(&folder);
}

static void complaints_do_not_quote(void)
{
    static const char *const secrets[] = {"s3cr3t", "s3cr3t horse battery\nx",
                                          "s3cr3t horse \xff battery", "s3cr3t\x01 horse battery"};
    struct policy *p;

    folder_start(&folder);
    p = folder_load(&folder, GOOD_CONFIG);
    for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
        write_pass(secrets[i], strlen(secrets[i]), 0600);
        CHECK(!policy_load_secrets(p, geteuid(), NULL, folder.complaints));
    }
    CHECK_INT(4, complaints_count(folder.complaints));
    for (size_t i = 0; i < complaints_count(folder.complaints); i++)
        CHECK(strstr(complaints_text(folder.complaints, i), "s3cr3t") == NULL);
    policy_release(p);
    folder_end(&folder);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(form_and_strength),          TEST(length_is_bounded),
        TEST(rights_are_checked),         TEST(owner_is_checked),
        TEST(credentials_are_read_once),  TEST(every_recipient_is_compared),
        TEST(all_files_are_told_at_once), TEST(complaints_do_not_quote),
    };

    if (!secret_heap_start(1 << 16)) {
        check_failed(__FILE__, __LINE__, "no secure heap");
        return 1;
    }
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
