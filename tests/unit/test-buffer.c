/*
 * test-buffer - growing bytes with a hard maximum
 *
 * The file under test is included, so that what it gives back to the heap can be looked at first.
 */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

static const char SECRET[] = "client data";
static unsigned blocks_freed, blocks_with_secret;

static void watched_free(void *block)
{
    if (block) {
        blocks_freed++;
        if (memmem(block, malloc_usable_size(block), SECRET, strlen(SECRET)) != NULL)
            blocks_with_secret++;
    }
    free(block);
}

#define free watched_free
#include "base/buffer.c"
#undef free

static void starts_empty(void)
{
    struct buffer b;
    buffer_init(&b, 10);
    CHECK_INT(0, b.len);
    CHECK_INT(10, b.max);
    CHECK(!b.failed);
    CHECK_INT(0, buffer_slice(&b).len);
    CHECK_STRING("", buffer_string(&b));
    buffer_free(&b);
}

static void appends_in_order(void)
{
    struct buffer b;
    buffer_init(&b, 1000);
    CHECK(buffer_append(&b, "ab", 2));
    CHECK(buffer_append_byte(&b, 'c'));
    CHECK(buffer_append_string(&b, "de"));
    CHECK(buffer_append_slice(&b, slice_from("f")));
    CHECK(buffer_append(&b, NULL, 0));
    CHECK(buffer_append_slice(&b, slice_of(NULL, 0)));
    CHECK(buffer_printf(&b, "%u-%s", 7u, "g"));
    CHECK_STRING("abcdef7-g", buffer_string(&b));
    CHECK_INT(9, b.len);
    buffer_free(&b);
}

static void holds_max_and_no_byte_more(void)
{
    for (size_t max = 0; max < 200; max++) {
        struct buffer b;
        buffer_init(&b, max);
        for (size_t i = 0; i < max; i++)
            CHECK(buffer_append_byte(&b, 'x'));
        CHECK_INT(max, b.len);
        CHECK(buffer_string(&b) != NULL);
        CHECK_INT(max, strlen(buffer_string(&b)));
        CHECK(!buffer_append_byte(&b, 'x'));
        CHECK(b.failed);
        CHECK_INT(max, b.len);
        CHECK(buffer_string(&b) == NULL);
        buffer_free(&b);
    }
}

static void failing_changes_nothing_and_sticks(void)
{
    struct buffer b;
    buffer_init(&b, 5);
    CHECK(buffer_append_string(&b, "abc"));
    CHECK(!buffer_append_string(&b, "def"));
    CHECK(slice_is(buffer_slice(&b), "abc"));
    CHECK(!buffer_append_string(&b, "d"));
    CHECK(!buffer_append(&b, NULL, 0));
    CHECK(!buffer_printf(&b, "d"));
    CHECK(slice_is(buffer_slice(&b), "abc"));
    buffer_clear(&b);
    CHECK(!b.failed);
    CHECK(buffer_append_string(&b, "abcde"));
    CHECK(slice_is(buffer_slice(&b), "abcde"));
    buffer_free(&b);
    CHECK_INT(5, b.max);
    CHECK(!b.failed);
}

/* AddressSanitizer ends the program where malloc() would say no; it reads its options here */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void sizes_do_not_wrap(void)
{
    struct buffer b;
    buffer_init(&b, SIZE_MAX);
    CHECK(buffer_append_byte(&b, 'x'));
    CHECK(!buffer_reserve(&b, SIZE_MAX));
    buffer_clear(&b);
    CHECK(!buffer_reserve(&b, SIZE_MAX - 1));
    buffer_free(&b);
}

static void printf_fits_exactly(void)
{
    struct buffer b;
    buffer_init(&b, 4);
    CHECK(buffer_printf(&b, "%s", "abcd"));
    CHECK_STRING("abcd", buffer_string(&b));
    buffer_clear(&b);
    CHECK(!buffer_printf(&b, "%s", "abcde"));
    CHECK_INT(0, b.len);
    buffer_free(&b);
}

static void truncates(void)
{
    struct buffer b;
    buffer_init(&b, 100);
    buffer_append_string(&b, "abcdef");
    buffer_truncate(&b, 7);
    CHECK_INT(6, b.len);
    buffer_truncate(&b, 6);
    CHECK_INT(6, b.len);
    buffer_truncate(&b, 2);
    CHECK(slice_is(buffer_slice(&b), "ab"));
    buffer_truncate(&b, 0);
    CHECK_INT(0, b.len);
    buffer_free(&b);
    buffer_truncate(&b, 0);
}

static void wipes_what_it_keeps(void)
{
    struct buffer b;
    buffer_init(&b, 100);
    buffer_append_string(&b, SECRET);
    buffer_truncate(&b, 2);
    CHECK(memcmp(b.data, "cl\0\0\0\0\0\0\0\0\0", strlen(SECRET)) == 0);
    buffer_append_string(&b, SECRET);
    buffer_clear(&b);
    CHECK(memmem(b.data, b.capacity, "client", 6) == NULL);
    buffer_free(&b);
}

static void wipes_what_it_gives_up(void)
{
    struct buffer b;
    blocks_freed = blocks_with_secret = 0;
    buffer_init(&b, 100000);
    for (unsigned i = 0; i < 1000; i++)
        buffer_append_string(&b, SECRET);
    CHECK(blocks_freed > 3); /* it has moved */
    buffer_free(&b);
    CHECK_INT(0, blocks_with_secret);
    CHECK(b.data == NULL);

    /* the watch itself sees a secret that is not wiped */
    char *leaked = malloc(64);
    if (!leaked)
        abort();
    memcpy(leaked, SECRET, sizeof(SECRET));
    watched_free(leaked);
    CHECK_INT(1, blocks_with_secret);
}

static void keeps_bytes_when_growing(void)
{
    struct buffer b;
    buffer_init(&b, 100000);
    for (unsigned i = 0; i < 100000; i++)
        CHECK(buffer_append_byte(&b, (unsigned char)(i * 7)));
    for (unsigned i = 0; i < 100000; i++)
        if (b.data[i] != (unsigned char)(i * 7))
            check_failed(__FILE__, __LINE__, "byte %u is wrong", i);
    buffer_free(&b);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(starts_empty),
        TEST(appends_in_order),
        TEST(holds_max_and_no_byte_more),
        TEST(failing_changes_nothing_and_sticks),
        TEST(sizes_do_not_wrap),
        TEST(printf_fits_exactly),
        TEST(truncates),
        TEST(wipes_what_it_keeps),
        TEST(wipes_what_it_gives_up),
        TEST(keeps_bytes_when_growing),
    };
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
