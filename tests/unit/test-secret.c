/* test-secret - bytes in the secure heap; the tests run in this order, since the heap starts once
 */
#include "base/secret.h"
#include "test.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HEAP = 16384, NOBODY = 65534 };

static void no_secret_without_the_heap(void)
{
    CHECK(secret_new(16) == NULL);
    CHECK(secret_copy(slice_from("x")) == NULL);
}

static void refuses_odd_sizes(void)
{
    CHECK(!secret_heap_start(0));
    CHECK(!secret_heap_start(8));
    CHECK(!secret_heap_start(HEAP + 1));
    CHECK(!secret_heap_start(3 * HEAP));
    CHECK(secret_new(16) == NULL);
}

/* unlockable - in a child without the right to lock memory: 0 when no heap started there */
static int unlockable(void)
{
    static const struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_MEMLOCK, &none) != 0 || (geteuid() == 0 && setuid(NOBODY) != 0))
        return 2;
    return secret_heap_start(HEAP) || secret_new(16) ? 1 : 0;
}

static void needs_locked_memory(void)
{
    int status = -1;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        _exit(unlockable());
    CHECK(child > 0 && waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK_INT(0, WEXITSTATUS(status));
}

static void starts_once(void)
{
    CHECK(secret_heap_start(HEAP));
    CHECK(!secret_heap_start(HEAP));
}

static void holds_bytes(void)
{
    struct secret *s = secret_copy(slice_of("pass\0phrase", 11));
    CHECK(s != NULL);
    if (!s)
        return;
    CHECK_INT(11, s->len);
    CHECK(slice_equal(secret_slice(s), slice_of("pass\0phrase", 11)));
    CHECK(CRYPTO_secure_allocated(s->data));
    secret_free(s);
}

static void starts_zero(void)
{
    struct secret *s = secret_new(100);
    CHECK(s != NULL);
    for (size_t i = 0; s && i < s->len; i++)
        CHECK_INT(0, s->data[i]);
    secret_free(s);
    secret_free(NULL);
}

static void may_be_empty(void)
{
    struct secret *s = secret_copy(slice_of(NULL, 0));
    CHECK(s != NULL);
    CHECK(s && secret_slice(s).len == 0);
    secret_free(s);
}

static void is_wiped_when_freed(void)
{
    struct secret *s = secret_copy(slice_from("0123456789abcdef a long passphrase in the heap"));
    CHECK(s != NULL);
    if (!s)
        return;
    /* the heap stays mapped, and keeps its own links in the first bytes of a free block */
    const volatile unsigned char *where = s->data;
    secret_free(s);
    for (size_t i = 17; i < 46; i++)
        CHECK_INT(0, where[i]);
}

static void ends_where_the_heap_ends(void)
{
    CHECK(secret_new(2 * HEAP) == NULL);
    struct secret *all = secret_new(HEAP);
    CHECK(all != NULL);
    CHECK(secret_new(1) == NULL); /* and never in ordinary memory */
    secret_free(all);
    struct secret *one = secret_new(1);
    CHECK(one != NULL);
    secret_free(one);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(no_secret_without_the_heap),
        TEST(refuses_odd_sizes),
        TEST(needs_locked_memory),
        TEST(starts_once),
        TEST(holds_bytes),
        TEST(starts_zero),
        TEST(may_be_empty),
        TEST(is_wiped_when_freed),
        TEST(ends_where_the_heap_ends),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
