/*
 * The self-test of a start: built-in mails through a real worker, judged by the real inspection
 * with a protocol of its own. It shows that the lock-down leaves the libraries alive (a new C
 * library may want a new system call) and that the verdicts are right, one way and the other.
 */
#include "guard/guard.h"

#include "base/encode.h"
#include "base/whole.h"
#include "guard/self-test-archives.h"
#include "inspect/format/format.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MAIL_MAX = 16384, SELF_TEST_DAY = 20260302, ACCEPT = REASON_COUNT };

struct trial {
    const char *name;
    struct slice archive;
    unsigned expected; /* enum reason of the first finding; ACCEPT for none */
};

/* A mail as a common program writes it, before and after the attachment */
static const char head[] = "From: Team <team@example.org>\r\n"
                           "To: dienst@example.org\r\n"
                           "Subject: Verwijzing\r\n"
                           "Date: Mon, 2 Mar 2026 10:00:00 +0100\r\n"
                           "Message-ID: <self-test@example.org>\r\n"
                           "MIME-Version: 1.0\r\n"
                           "Content-Type: multipart/mixed; boundary=\"self-test-boundary\"\r\n"
                           "\r\n"
                           "--self-test-boundary\r\n"
                           "Content-Type: text/plain; charset=utf-8\r\n"
                           "Content-Transfer-Encoding: 7bit\r\n"
                           "\r\n"
                           "In bijlage de gegevens.\r\n"
                           "\r\n"
                           "--self-test-boundary\r\n"
                           "Content-Type: application/x-7z-compressed; name=\"verwijzing.7z\"\r\n"
                           "Content-Transfer-Encoding: base64\r\n"
                           "Content-Disposition: attachment; filename=\"verwijzing.7z\"\r\n"
                           "\r\n";
static const char tail[] = "\r\n--self-test-boundary--\r\n";

/* append_lines - base64 in lines of 76 */
static bool append_lines(struct buffer *mail, struct slice archive)
{
    struct buffer text;
    bool good;

    buffer_init(&text, MAIL_MAX);
    good = base64_append(&text, archive);
    for (size_t i = 0; good && i < text.len; i += 76)
        good = buffer_append_slice(mail, slice_sub(buffer_slice(&text), i, 76)) &&
               buffer_append_string(mail, "\r\n");
    buffer_free(&text);
    return good;
}

/* write_mail - a memfd with the mail; -1 on failure */
static int write_mail(struct slice archive, size_t *len_r)
{
    struct buffer mail;
    int fd = memfd_create("self-test", MFD_CLOEXEC | MFD_ALLOW_SEALING);

    buffer_init(&mail, MAIL_MAX);
    if (fd >= 0 &&
        (!buffer_append_string(&mail, head) || !append_lines(&mail, archive) ||
         !buffer_append_string(&mail, tail) || !whole_write_at(fd, buffer_slice(&mail), 0))) {
        close(fd);
        fd = -1;
    }
    *len_r = mail.len;
    buffer_free(&mail);
    return fd;
}

/* outcome_name - of a reason or ACCEPT */
static const char *outcome_name(unsigned outcome)
{
    return outcome == ACCEPT ? "accept" : reason_name((enum reason)outcome);
}

/* as_expected - complains when the verdict is another one than the trial's */
static bool as_expected(const struct trial *trial, const struct guard_result *result,
                        struct complaints *complaints)
{
    const struct verdict *v = &result->verdict;
    unsigned got = v->finding_count == 0 ? ACCEPT : v->findings[0].reason;

    if (got == trial->expected)
        return true;
    complain(complaints, COMPLAINT_ERROR, NULL, 0,
             "self-test: the built-in mail with %s gave %s instead of %s%s%s", trial->name,
             outcome_name(got), outcome_name(trial->expected),
             result->trouble[0] != '\0' ? ": " : "", result->trouble);
    return false;
}

static bool run_trial(struct guard *guard, const struct trial *trial, struct guard_task *task,
                      struct complaints *complaints)
{
    struct guard_result result;

    task->message_fd = write_mail(trial->archive, &task->message_len);
    if (task->message_fd < 0) {
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "self-test: %s", strerror(errno));
        return false;
    }
    guard_inspect(guard, task, &result);
    close(task->message_fd);
    return as_expected(trial, &result, complaints);
}

static bool run_trials(struct guard *guard, struct keyring *keyring, struct complaints *complaints)
{
    char id[] = "self-test", empty[] = "", first[] = "first-name", last[] = "last-name",
         telephone[] = "telephone", sender[] = "team@example.org";
    struct protocol_passphrase passphrase = {.id = id};
    struct protocol_field fields[] = {
        {.name = first, .kind = VALUE_FIRST_NAME, .required = true},
        {.name = last, .kind = VALUE_LAST_NAME, .required = true},
        {.name = telephone, .kind = VALUE_TELEPHONE},
    };
    struct protocol protocol = {.id = id,
                                .consent_statement = empty,
                                .passphrases = &passphrase,
                                .passphrase_count = 1,
                                .max_message_bytes = MAIL_MAX,
                                .kdf_power_min = 19,
                                .kdf_power_max = 19,
                                .max_unpacked_bytes = MAIL_MAX,
                                .formats = 1u << FORMAT_TXT,
                                .max_clients = 1,
                                .fields = fields,
                                .field_count = sizeof fields / sizeof *fields,
                                .contact_required = true};
    struct envelope envelope = {.sender = sender};
    const struct trial trials[] = {
        {"a compliant archive", slice_of(archive_good, sizeof archive_good), ACCEPT},
        {"a field too many", slice_of(archive_surplus, sizeof archive_surplus),
         REASON_FIELD_NOT_PERMITTED},
        {"a readable archive", slice_of(archive_readable, sizeof archive_readable),
         REASON_ARCHIVE_NOT_ENCRYPTED},
    };
    struct guard_task task = {
        .envelope = &envelope, .protocol = &protocol, .keyring = keyring, .day = SELF_TEST_DAY};
    bool good = true;

    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++)
        good = run_trial(guard, &trials[i], &task, complaints) && good;
    return good;
}

bool guard_self_test(struct guard *guard, struct complaints *complaints)
{
    struct keyring *keyring = keyring_new();
    bool good = false;

    if (keyring == NULL || !keyring_add(keyring, slice_from(SELF_TEST_PASSPHRASE)))
        complain(complaints, COMPLAINT_ERROR, NULL, 0, "self-test: no room in the secure heap");
    else
        good = run_trials(guard, keyring, complaints);
    keyring_free(keyring);
    return good;
}
