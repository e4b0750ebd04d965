/* Memory that runs out at any moment: the archive is then not judged, never judged otherwise */
#include "archive-fixture.h"
#include "failing-allocator.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct fixture fixture;

/* Exit statuses; any other is that of libarchive, which ends the process in places */
enum { AS_EXPECTED = 10, OTHERWISE, NOT_JUDGED, ENOUGH };

static int judge_short(struct slice archive, size_t n, const char *expected)
{
    const char *found;
    bool failed;

    allocator_fail(n, true);
    found = judge(&fixture, archive);
    failed = allocator_fail(0, false);
    if (strcmp(found, "not judged") == 0)
        return NOT_JUDGED;
    if (strcmp(found, expected) != 0) {
        printf("allocation %zu: %s\n", n, found);
        return OTHERWISE;
    }
    return failed ? AS_EXPECTED : ENOUGH;
}

/* In a process of its own, as a worker is: libarchive may crash when it gets no memory, and whoever
 * waits for a worker that died takes the mail for not judged. */
static int judge_apart(struct slice archive, size_t n, const char *expected)
{
    int status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0 && close(STDERR_FILENO) == 0) /* libarchive has much to say there */
        exit(judge_short(archive, n, expected));
    if (child < 0 || waitpid(child, &status, 0) != child)
        return OTHERWISE;
    if (!WIFEXITED(status) || WEXITSTATUS(status) < AS_EXPECTED)
        return NOT_JUDGED;
    return WEXITSTATUS(status);
}

/* As it is judged with memory enough, or not at all */
static void judge_without(const struct sz_archive *a, const char *expected)
{
    struct buffer bytes;
    unsigned not_judged = 0;
    int result = AS_EXPECTED;

    buffer_init(&bytes, 1 << 20);
    sz_write(a, &bytes);
    CHECK_STRING(expected, judge(&fixture, buffer_slice(&bytes)));
    for (size_t n = 1; result != ENOUGH; n++) {
        result = judge_apart(buffer_slice(&bytes), n, expected);
        CHECK(result != OTHERWISE);
        not_judged += result == NOT_JUDGED;
    }
    CHECK(!ALLOCATOR_FAILS || not_judged > 3);
    buffer_free(&bytes);
}

#define DOCUMENT "Voornaam: Jan\r\nNaam: Peeters\r\nVoornaam: Jan\r\nNaam: Peeters\r\n"

static void defers_what_is_good(void)
{
    for (unsigned i = 0; i < 9; i++) {
        struct sz_archive a = sz_simple("aanmelding.txt", DOCUMENT DOCUMENT);

        a.folders[0].method = (enum contents_method)(i % 3);
        a.header = i < 3 ? SZ_HEADER_PLAIN : SZ_HEADER_ENCODED;
        a.header_folder.method = METHOD_LZMA;
        a.header_folder.cipher = i < 6 ? SZ_PLAIN : SZ_AES;
        judge_without(&a, "accepted");
    }
}

static void defers_what_is_damaged(void)
{
    struct sz_archive a = sz_simple("aanmelding.txt", DOCUMENT DOCUMENT);

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

/* A passphrase is there with all its forms, or not at all. */
static void adds_all_or_nothing(void)
{
    bool added = false;

    for (size_t n = 1; !added; n++) {
        struct keyring *k = keyring_new();
        struct cipher_params p = {.power = 1};
        unsigned char block[16] = {0};

        allocator_fail(n, true);
        added = keyring_add(k, slice_from("geheim genoeg"));
        allocator_fail(0, false);
        CHECK_INT(added, keyring_count(k));
        CHECK(keyring_mentions(k, slice_from("geheim genoeg")) == added);
        CHECK(keyring_decrypt(k, 0, &p, block, block, sizeof block) == added);
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
        TEST(defers_what_is_good),
        TEST(defers_what_is_damaged),
        TEST(adds_all_or_nothing),
        TEST(derives_right_or_not_at_all),
    };
    int status;

    fixture_start(&fixture);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    return status;
}
