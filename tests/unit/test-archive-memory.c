/* Memory that runs out at any moment: archive or mail is then not judged, never judged otherwise;
 * and memory that is given back in time */
#include "archive-fixture.h"
#include "document.h"
#include "failing-allocator.h"
#include "inspect/inspect.h"
#include "mail-help.h"
#include "test.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct fixture fixture;

/* What is judged with allocation n failing, and perhaps all that follow */
struct shortage {
    const char *(*judge)(struct slice bytes);
    struct slice bytes;
    const char *expected;
    bool lasting;
};

static const char *judge_archive(struct slice archive)
{
    return judge(&fixture, archive);
}

/* Exit statuses; any other is that of libarchive, which ends the process in places */
enum { AS_EXPECTED = 10, OTHERWISE, NOT_JUDGED, ENOUGH };

static int judge_short(const struct shortage *s, size_t n)
{
    const char *found;
    bool failed;

    allocator_fail(n, s->lasting);
    found = s->judge(s->bytes);
    failed = allocator_fail(0, false);
    if (strcmp(found, "not judged") == 0)
        return NOT_JUDGED;
    if (strcmp(found, s->expected) != 0) {
        printf("allocation %zu: %s\n", n, found);
        return OTHERWISE;
    }
    return failed ? AS_EXPECTED : ENOUGH;
}

/* In a process of its own, as a worker is: libarchive may crash when it gets no memory, and whoever
 * waits for a worker that died takes the mail for not judged. */
static int judge_apart(const struct shortage *s, size_t n)
{
    int status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0 && close(STDERR_FILENO) == 0) /* libarchive has much to say there */
        exit(judge_short(s, n));
    if (child < 0 || waitpid(child, &status, 0) != child)
        return OTHERWISE;
    if (!WIFEXITED(status) || WEXITSTATUS(status) < AS_EXPECTED)
        return NOT_JUDGED;
    return WEXITSTATUS(status);
}

/* As it is judged with memory enough, or not at all; for every n */
static void judge_with_shortage(const struct shortage *s)
{
    unsigned not_judged = 0;
    int result = AS_EXPECTED;

    CHECK_STRING(s->expected, s->judge(s->bytes));
    for (size_t n = 1; result != ENOUGH; n++) {
        result = judge_apart(s, n);
        CHECK(result != OTHERWISE);
        not_judged += result == NOT_JUDGED;
    }
    CHECK(!ALLOCATOR_FAILS || not_judged > 3);
}

static void judge_without(const struct sz_archive *a, const char *expected)
{
    struct buffer bytes;

    buffer_init(&bytes, 1 << 20);
    sz_write(a, &bytes);
    judge_with_shortage(&(struct shortage){judge_archive, buffer_slice(&bytes), expected, true});
    buffer_free(&bytes);
}

#define TWICE "Voornaam: Jan\r\nNaam: Peeters\r\nVoornaam: Jan\r\nNaam: Peeters\r\n"

static void defers_what_is_good(void)
{
    for (unsigned i = 0; i < 9; i++) {
        struct sz_archive a = sz_simple("aanmelding.txt", TWICE TWICE);

        a.folders[0].method = (enum contents_method)(i % 3);
        a.header = i < 3 ? SZ_HEADER_PLAIN : SZ_HEADER_ENCODED;
        a.header_folder.method = METHOD_LZMA;
        a.header_folder.cipher = i < 6 ? SZ_PLAIN : SZ_AES;
        judge_without(&a, "accepted");
    }
}

static void defers_what_is_damaged(void)
{
    struct sz_archive a = sz_simple("aanmelding.txt", TWICE TWICE);

    a.change_sum = 1;
    judge_without(&a, "archive-damaged");
    a.change_sum = 0;
    a.folders[0].damage_at = 30;
    judge_without(&a, "archive-wrong-passphrase");
    a.folders[0].damage_at = 0;
    a.folder_count = a.file_count = 2;
    a.folders[1] = a.folders[0];
    a.files[1].name = "b.txt";
    judge_without(&a, "archive-members:2");
}

/* --- a whole mail --- */

static struct protocol *protocol; /* of mails; its passphrases are the fixture's */
static char sender[] = "jan@opgroeien.be";

static const char *judge_whole(struct slice bytes, bool bare_archive)
{
    struct envelope envelope = {.sender = sender};
    struct inspection in = {bytes, bare_archive, &envelope, protocol, 20261123};

    memory_keyholder_load(&fixture.keyholder, slice_of(NULL, 0));
    if (!inspect(&in, &fixture.keyholder.keyholder, &fixture.verdict))
        return "not judged";
    return fixture.verdict.finding_count > 0 ? fixture_findings(&fixture) : "accepted";
}

static const char *judge_mail(struct slice mail)
{
    return judge_whole(mail, false);
}

static const char *judge_bare(struct slice archive)
{
    return judge_whole(archive, true);
}

/* The archive attached, below a text and an HTML text */
static void write_mail(const struct sz_archive *a, const char *text, struct buffer *mail)
{
    struct buffer archive;

    buffer_init(&archive, FIXTURE_CAPACITY);
    sz_write(a, &archive);
    buffer_printf(mail, MIXED TEXT "--BB\r\nContent-Type: text/html\r\n\r\n<p>%s</p>\r\n", text);
    buffer_append_string(mail, FILE_HEADER);
    mail_add_base64(mail, buffer_slice(&archive));
    CHECK(buffer_append_string(mail, END));
    buffer_free(&archive);
}

static void judge_mail_without(const struct sz_archive *a, const char *text, const char *expected)
{
    struct buffer mail;

    buffer_init(&mail, FIXTURE_CAPACITY);
    write_mail(a, text, &mail);
    for (unsigned lasting = 0; lasting < 2; lasting++)
        judge_with_shortage(
            &(struct shortage){judge_mail, buffer_slice(&mail), expected, lasting == 1});
    buffer_free(&mail);
}

/* One allocation fails, and those behind it do not: then nothing may be taken for damaged either.
 */
static void judge_bare_without(const struct sz_archive *a, const char *expected)
{
    struct buffer archive;

    buffer_init(&archive, FIXTURE_CAPACITY);
    sz_write(a, &archive);
    judge_with_shortage(&(struct shortage){judge_bare, buffer_slice(&archive), expected, false});
    buffer_free(&archive);
}

#define CLIENT "Voornaam: Jan\r\nNaam: Peeters\r\nTelefoon: 0470 12 34 56\r\n"

static void defers_whole_mails(void)
{
    struct sz_archive a = sz_simple("aanmelding.txt", CLIENT);

    a.header = SZ_HEADER_ENCODED;
    a.header_folder.method = METHOD_LZMA;
    judge_mail_without(&a, "Zie bijlage.", "accepted");
    judge_mail_without(&a, "Het gaat om Jan Peeters.", "cleartext-client-data");
    a.folders[0].contents[0] = slice_from(CLIENT "Diagnose: geen\r\n");
    judge_mail_without(&a, "Zie bijlage.", "field-not-permitted");
    a.folders[0].cipher = SZ_PLAIN;
    judge_mail_without(&a, "Zie bijlage.", "archive-not-encrypted");
}

static void defers_bare_archives(void)
{
    for (unsigned i = 0; i < 6; i++) {
        struct sz_archive a = sz_simple("aanmelding.txt", CLIENT);

        a.folders[0].method = (enum contents_method)(i % 3);
        a.header = SZ_HEADER_ENCODED;
        a.header_folder.method = (enum contents_method)(i % 3);
        if (i >= 3)
            a.folders[0].contents[0] = slice_from(CLIENT "Diagnose: geen\r\n");
        judge_bare_without(&a, i < 3 ? "accepted" : "field-not-permitted");
    }
}

/* --- memory given back --- */

static size_t used_at_question; /* bytes of the heap when a stream was to be decrypted first */

static size_t heap_used(void)
{
    struct mallinfo2 info = mallinfo2();

    return info.uordblks + info.hblkhd;
}

static enum keyholder_answer watch_decrypt(void *context, unsigned passphrase,
                                           const struct cipher_params *params, uint64_t offset,
                                           uint64_t length)
{
    if (used_at_question == 0)
        used_at_question = heap_used();
    return fixture.keyholder.keyholder.decrypt(context, passphrase, params, offset, length);
}

/* Once it stands with the key holder, the decoded attachment is gone. */
static void keeps_no_second_copy(void)
{
    struct keyholder watched = fixture.keyholder.keyholder;
    struct sz_archive a = sz_simple("aanmelding.txt", CLIENT);
    struct envelope envelope = {.sender = sender};
    struct buffer mail, text;
    struct inspection in;
    size_t before;

    buffer_init(&mail, FIXTURE_CAPACITY);
    buffer_init(&text, 1 << 20);
    while (text.len < 500000)
        buffer_append_string(&text, CLIENT);
    a.folders[0].method = METHOD_COPY;
    a.folders[0].contents[0] = buffer_slice(&text);
    write_mail(&a, "Zie bijlage.", &mail);
    in = (struct inspection){buffer_slice(&mail), false, &envelope, protocol, 20261123};
    watched.decrypt = watch_decrypt;
    memory_keyholder_load(&fixture.keyholder, slice_of(NULL, 0));
    before = heap_used();
    CHECK(inspect(&in, &watched, &fixture.verdict) && fixture.verdict.archive_opened);
    /* the heap of sanitizers does not tell */
    CHECK(!ALLOCATOR_FAILS || used_at_question > 0);
    CHECK(!ALLOCATOR_FAILS || used_at_question < before + text.len / 2);
    buffer_free(&mail);
    buffer_free(&text);
}

static void drops_the_archive_and_nothing_else(void)
{
    static const char mail[] = MIXED TEXT FILE_7Z END;
    struct verdict verdict;
    struct message *m = mail_read(slice_from(mail), protocol, &verdict);

    CHECK(m != NULL && m->archive != NULL && m->archive->len == 8);
    message_drop_archive(m);
    CHECK(m->archive->data == NULL && m->archive->len == 0);
    CHECK_STRING("a.7z", m->archive->name);
    CHECK_INT(2, m->part_count);
    CHECK(slice_is(slice_of(m->parts[0].data, m->parts[0].len), "Hallo"));
    message_drop_archive(m);
    message_free(m);
}

/* A passphrase is there with all its forms, or not at all. */
static void adds_all_or_nothing(void)
{
    bool added = false;

    for (size_t n = 1; !added; n++) {
        struct keyring *k = keyring_new();
        struct cipher_params p = {.power = 1};
        struct salted_key slot = {.key = NULL};
        unsigned char block[16] = {0};

        allocator_fail(n, true);
        added = keyring_add(k, slice_from("geheim genoeg"));
        allocator_fail(0, false);
        CHECK_INT(added, keyring_count(k));
        CHECK(keyring_mentions(k, slice_from("geheim genoeg")) == added);
        CHECK(keyring_decrypt(k, 0, &p, &slot, block, block, sizeof block) == added);
        keyring_free(k);
    }
}

/* No key, or the right one */
static void derives_right_or_not_at_all(void)
{
    static const struct cipher_params p = {.power = 3, .salt_len = 4, .salt = {1, 2, 3, 4}};
    unsigned char right[32], key[32];
    bool derived = false;

    CHECK(sevenzip_key(slice_from("g\0e\0"), &p, right));
    for (size_t n = 1; !derived; n++) {
        allocator_fail(n, true);
        derived = sevenzip_key(slice_from("g\0e\0"), &p, key);
        allocator_fail(0, false);
        CHECK(!derived || memcmp(right, key, sizeof key) == 0);
    }
}

int main(void)
{
    static const struct test tests[] = {
        TEST(defers_what_is_good),  TEST(defers_what_is_damaged),
        TEST(defers_whole_mails),   TEST(defers_bare_archives),
        TEST(keeps_no_second_copy), TEST(drops_the_archive_and_nothing_else),
        TEST(adds_all_or_nothing),  TEST(derives_right_or_not_at_all),
    };
    int status;

    fixture_start(&fixture);
    protocol = document_protocol();
    protocol->passphrases = fixture.passphrases;
    protocol->passphrase_count = 3;
    protocol->kdf_power_min = 19;
    protocol->kdf_power_max = 20;
    protocol->max_unpacked_bytes = protocol->max_message_bytes = FIXTURE_CAPACITY;
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    protocol->passphrases = NULL;
    protocol->passphrase_count = 0;
    protocol_free(protocol);
    fixture_stop(&fixture);
    return status;
}
