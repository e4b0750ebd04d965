/* What stood in an archive is nowhere in the memory that is given back */
#include "crafted.h"
#include "failing-allocator.h"
#include "test.h"

#include <malloc.h>
#include <string.h>

static struct fixture fixture;

/* Every block is looked at when it is given back. Volatile, or compilers would believe that free()
 * counts nothing. */
static volatile unsigned blocks_freed, blocks_telling;

#if ALLOCATOR_FAILS
void __libc_free(void *memory);
void free(void *memory);

static bool tells(const unsigned char *block, size_t len)
{
    static const struct slice secrets[] = {
        BYTES("Peeters"),     BYTES("0470 12 34 56"),
        BYTES("aanmelding"),  BYTES("a\0a\0n\0m\0e\0l\0d\0i\0n\0g\0"),
        BYTES(SZ_PASSPHRASE), BYTES("k\0o\0n\0t\0i\0c\0h\0-\0"),
    };

    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++)
        if (memmem(block, len, secrets[i].data, secrets[i].len) != NULL)
            return true;
    return false;
}

void free(void *memory)
{
    if (memory != NULL) {
        blocks_freed = blocks_freed + 1;
        blocks_telling = blocks_telling + tells(memory, malloc_usable_size(memory));
    }
    __libc_free(memory);
}
#endif

static void judge_and_forget(const struct sz_archive *a, const char *expected)
{
    struct buffer bytes;

    buffer_init(&bytes, 1 << 16);
    sz_write(a, &bytes);
    blocks_freed = blocks_telling = 0;
    CHECK_STRING(expected, judge(&fixture, buffer_slice(&bytes)));
    archive_member_clear(&fixture.member);
    CHECK(!ALLOCATOR_FAILS || blocks_freed > 0);
    CHECK_INT(0, blocks_telling);
    buffer_free(&bytes);
}

/* Nothing compressed, so that no library holds any of it */
static void wipes_what_stood_in_an_archive(void)
{
    struct sz_archive a = crafted_encrypted_header(METHOD_COPY);

    a.folders[0].method = METHOD_COPY;
    judge_and_forget(&a, "accepted");
    a.change_sum = 1;
    judge_and_forget(&a, "archive-damaged");
    a.change_sum = 0;
    a.files[0].name = "aanmelding?.txt";
    judge_and_forget(&a, "archive-members:1");
    a.header = SZ_HEADER_PLAIN;
    a.folders[0].passphrase = "een heel andere zin";
    judge_and_forget(&a, "archive-wrong-passphrase archive-members:1");
}

/* Name and content as they are with who asked, until cleared */
static void keeps_them_until_cleared(void)
{
    struct sz_archive a = crafted_with_method(METHOD_COPY);

    EXPECT("accepted", &a);
    CHECK(member_is(&fixture, slice_from(DOCUMENT)));
    archive_member_clear(&fixture.member);
    CHECK(fixture.member.name == NULL && fixture.member.content.data == NULL &&
          !fixture.member.complete);
}

/* The watch itself sees what is not wiped. */
static void sees_what_is_not_wiped(void)
{
    char *left = strdup("Naam: Peeters");

    CHECK(left != NULL);
    blocks_telling = 0;
    free(left);
    CHECK(!ALLOCATOR_FAILS || blocks_telling == 1);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(sees_what_is_not_wiped),
        TEST(wipes_what_stood_in_an_archive),
        TEST(keeps_them_until_cleared),
    };
    int status;

    fixture_start(&fixture);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    return status;
}
