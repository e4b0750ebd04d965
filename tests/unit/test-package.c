#include "inspect/format/package.h"

#include "test.h"
#include "zip-writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct slice text(const char *s)
{
    return slice_from(s);
}

/* open_is - how a package of the given end comes out; frees the zip */
static enum package_result open_is(struct zip *z, struct package **package_r)
{
    struct package *p;
    enum package_result result = package_open(buffer_slice(&z->file), &p);

    if (package_r != NULL)
        *package_r = p;
    else
        package_free(p);
    return result;
}

static enum package_result only(const struct zip_entry *e)
{
    enum package_result result;
    struct zip z;

    zip_begin(&z);
    zip_text(&z, "first.xml", "<first/>");
    zip_add(&z, e);
    zip_text(&z, "last.xml", "<last/>");
    zip_end(&z);
    result = open_is(&z, NULL);
    zip_free(&z);
    return result;
}

static void parts_by_name(void)
{
    struct package *p;
    struct package_part *part;
    struct zip z;

    zip_begin(&z);
    zip_text(&z, "[Content_Types].xml", "<Types/>");
    zip_add(&z, &(struct zip_entry){.name = "dir/"});
    zip_add(&z, &(struct zip_entry){.name = "dir/stored", .content = text("stored")});
    zip_add(&z, &(struct zip_entry){.name = "dir/empty", .deflate = true});
    zip_end(&z);
    CHECK_INT(PACKAGE_OK, open_is(&z, &p));
    CHECK_INT(4, package_count(p));
    CHECK_STRING("dir/", package_at(p, 1)->name);
    CHECK_STRING("dir/stored", package_at(p, 2)->name);
    CHECK(package_at(p, 2)->stored && !package_at(p, 0)->stored && !package_at(p, 2)->seen);
    part = package_part(p, "dir/stored");
    CHECK(part == package_at(p, 2) && part->seen && slice_is(part->content, "stored"));
    CHECK(slice_is(package_part(p, "[Content_Types].xml")->content, "<Types/>"));
    CHECK_INT(0, package_part(p, "dir/empty")->content.len);
    CHECK(package_part(p, "dir/Stored") == NULL);
    package_free(p);
    zip_free(&z);
}

/* An empty folder has a name, and so has a part: neither may stand there for its own sake */
static void orphans(void)
{
    static const char *const none[] = {NULL}, *const known[] = {"empty/", NULL};
    struct package *p;
    struct zip z;

    zip_begin(&z);
    zip_text(&z, "dir/a.xml", "<a/>");
    zip_add(&z, &(struct zip_entry){.name = "dir/"});
    zip_add(&z, &(struct zip_entry){.name = "empty/"});
    zip_end(&z);
    CHECK_INT(PACKAGE_OK, open_is(&z, &p));
    CHECK(package_orphans(p, known));
    package_part(p, "dir/a.xml");
    CHECK(!package_orphans(p, known));
    CHECK(package_orphans(p, none));
    package_free(p);
    zip_free(&z);
}

#define ENTRY(...) \
    only(&(struct zip_entry){.name = "a.xml", .content = text("<a>text</a>"), __VA_ARGS__})

/* The seconds from the first entry to the second */
static long apart(uint32_t first, uint32_t second)
{
    const struct zip_entry a = {.name = "a.xml", .time = first};
    const struct zip_entry b = {.name = "b.xml", .time = second};
    struct package *package = NULL;
    struct zip z;
    long seconds = -1;

    zip_begin(&z);
    zip_add(&z, &a);
    zip_add(&z, &b);
    zip_end(&z);
    CHECK(package_open(buffer_slice(&z.file), &package) == PACKAGE_OK);
    if (package != NULL)
        seconds = (long)(package_part_saved(package_at(package, 1)) -
                         package_part_saved(package_at(package, 0)));
    package_free(package);
    zip_free(&z);
    return seconds;
}

/* MS-DOS: year from 1980, month, day; hour, minute, two seconds */
#define DOS(year, month, day, hour, minute, second)                                    \
    ((uint32_t)((year)-1980) << 25 | (uint32_t)(month) << 21 | (uint32_t)(day) << 16 | \
     (uint32_t)(hour) << 11 | (uint32_t)(minute) << 5 | (uint32_t)(second) / 2)

static void time_of_an_entry(void)
{
    CHECK(apart(DOS(2026, 11, 27, 14, 5, 58), DOS(2026, 11, 27, 14, 6, 0)) == 2);
    CHECK(apart(DOS(2026, 12, 31, 23, 59, 58), DOS(2027, 1, 1, 0, 0, 2)) == 4);
    CHECK(apart(DOS(2028, 2, 28, 0, 0, 0), DOS(2028, 3, 1, 0, 0, 0)) == 2 * 86400);
    CHECK(apart(DOS(2026, 11, 27, 14, 5, 58), DOS(2026, 11, 27, 13, 5, 58)) == -3600);
    CHECK(apart(DOS(1980, 1, 1, 0, 0, 0), DOS(2107, 12, 31, 23, 59, 58)) == 4039286398);
    CHECK(apart(DOS(2026, 15, 31, 31, 63, 62), DOS(2026, 15, 31, 31, 63, 62)) == 0);
}

static void as_programs_write_it(void)
{
    char padding[300] = "\x20\xa2\x28\x01\x28\xa0\x18\x01"; /* of 296 bytes, as Excel */

    CHECK_INT(PACKAGE_OK, ENTRY(.deflate = true));
    CHECK_INT(PACKAGE_OK, ENTRY(.deflate = true, .flags = 6));
    CHECK_INT(PACKAGE_OK, ENTRY(.deflate = true, .flags = 0x800, .descriptor = true));
    CHECK_INT(PACKAGE_OK, ENTRY(.deflate = true, .short_descriptor = true));
    CHECK_INT(PACKAGE_OK, ENTRY(.descriptor = true));
    CHECK_INT(PACKAGE_OK, ENTRY(.deflate = true, .zip64 = true));
    CHECK_INT(PACKAGE_OK, ENTRY(.deflate = true, .extra = slice_of(padding, sizeof padding)));
    padding[299] = 'x';
    CHECK_INT(PACKAGE_HIDDEN, ENTRY(.deflate = true, .extra = slice_of(padding, sizeof padding)));
}

static void odd_headers(void)
{
    CHECK_INT(PACKAGE_FORMAT, ENTRY(.local_name = "b.xml"));
    CHECK_INT(PACKAGE_FORMAT, ENTRY(.flags = 1));
    CHECK_INT(PACKAGE_FORMAT, ENTRY(.flags = 0x40));
    CHECK_INT(PACKAGE_FORMAT, ENTRY(.method = 12));
    CHECK_INT(PACKAGE_FORMAT, ENTRY(.method = 8));
    CHECK_INT(PACKAGE_FORMAT, ENTRY(.crc_xor = 1));
    CHECK_INT(PACKAGE_FORMAT, ENTRY(.crc_xor = 1, .deflate = true));
    CHECK_INT(PACKAGE_FORMAT, ENTRY(.size_more = 1));
    CHECK_INT(PACKAGE_FORMAT, ENTRY(.size_more = 1, .deflate = true));
    CHECK_INT(PACKAGE_FORMAT, ENTRY(.deflate = true, .packed_tail = text("x")));
    CHECK_INT(PACKAGE_FORMAT,
              ENTRY(.deflate = true, .packed_tail = text("a remark behind the end")));
    CHECK_INT(PACKAGE_HIDDEN, ENTRY(.comment = text("remark")));
    CHECK_INT(PACKAGE_HIDDEN, ENTRY(.extra = text("\x34\x12\x02\x00hi")));
    CHECK_INT(PACKAGE_HIDDEN, ENTRY(.central_extra = slice_of("\x34\x12\x02\x00hi", 6)));
    CHECK_INT(PACKAGE_HIDDEN, ENTRY(.extra = text("xyz")));
    CHECK_INT(PACKAGE_HIDDEN, ENTRY(.gap = text("remark")));
    CHECK_INT(PACKAGE_HIDDEN, ENTRY(.gap = text("remark"), .descriptor = true));
    CHECK_INT(PACKAGE_HIDDEN,
              only(&(struct zip_entry){.name = "dir/", .content = text("no directory")}));
    CHECK_INT(PACKAGE_HIDDEN,
              only(&(struct zip_entry){.name = "a", .packed_tail = text("x"), .deflate = true}));
}

static void names(void)
{
    static const char *const bad[] = {"/a",   "a//b",      "../a",      "a/../b",
                                      "a\\b", "a\nb",      "C:/a",      "",
                                      "..",   "a\xc3\xa9", "FIRST.XML", "first.xml"};
    char longest[PACKAGE_NAME_MAX + 2];

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        check_case(bad[i]);
        CHECK_INT(PACKAGE_FORMAT, only(&(struct zip_entry){.name = bad[i], .content = text("x")}));
    }
    check_case(NULL);
    CHECK_INT(PACKAGE_OK, only(&(struct zip_entry){.name = "Object 1/content.xml"})); /* Calc's */
    memset(longest, 'a', sizeof longest);
    longest[PACKAGE_NAME_MAX + 1] = '\0';
    CHECK_INT(PACKAGE_FORMAT, only(&(struct zip_entry){.name = longest, .content = text("x")}));
    longest[PACKAGE_NAME_MAX] = '\0';
    CHECK_INT(PACKAGE_OK, only(&(struct zip_entry){.name = longest, .content = text("x")}));
}

static enum package_result ended(const char *before, const char *between, const char *comment)
{
    enum package_result result;
    struct zip z;

    zip_begin(&z);
    zip_text(&z, "a.xml", "<a/>");
    zip_end_with(&z, text(before), text(between), text(comment));
    result = open_is(&z, NULL);
    zip_free(&z);
    return result;
}

static void bytes_of_no_part(void)
{
    CHECK_INT(PACKAGE_OK, ended("", "", ""));
    CHECK_INT(PACKAGE_HIDDEN, ended("remark", "", ""));
    CHECK_INT(PACKAGE_HIDDEN, ended("", "remark", ""));
    CHECK_INT(PACKAGE_HIDDEN, ended("", "", "remark"));
}

static void many_parts(void)
{
    for (unsigned count = PACKAGE_PARTS_MAX; count <= PACKAGE_PARTS_MAX + 1; count++) {
        struct zip z;

        zip_begin(&z);
        for (unsigned i = 0; i < count; i++) {
            char name[20];

            snprintf(name, sizeof name, "part%u", i);
            zip_text(&z, name, "x");
        }
        zip_end(&z);
        CHECK_INT(count > PACKAGE_PARTS_MAX ? PACKAGE_FORMAT : PACKAGE_OK, open_is(&z, NULL));
        zip_free(&z);
    }
}

/* noise - bytes that deflate does not make much smaller */
static void noise(unsigned char *out, size_t len)
{
    uint32_t state = 12345;

    for (size_t i = 0; i < len; i++) {
        state = state * 1664525 + 1013904223;
        out[i] = (unsigned char)("0123456789abcdef"[state >> 28]);
    }
}

static void sizes(void)
{
    unsigned char *bytes = calloc(1, PACKAGE_PART_BYTES_MAX + 1);
    struct zip_entry e = {.name = "big", .deflate = true};
    struct zip z;

    if (bytes == NULL)
        abort();
    e.content = slice_of(bytes, PACKAGE_RATIO_FROM);
    CHECK_INT(PACKAGE_OK, only(&e));
    e.content.len = PACKAGE_PART_BYTES_MAX;
    CHECK_INT(PACKAGE_FORMAT, only(&e)); /* a thousand to one */
    noise(bytes, PACKAGE_PART_BYTES_MAX + 1);
    CHECK_INT(PACKAGE_OK, only(&e));
    e.content.len++;
    CHECK_INT(PACKAGE_FORMAT, only(&e));
    for (unsigned count = 3; count <= 4; count++) {
        static const char *const all[] = {"a", "b", "c", "d"};

        zip_begin(&z);
        for (unsigned i = 0; i < count; i++)
            zip_add(&z, &(struct zip_entry){.name = all[i],
                                            .deflate = true,
                                            .content = slice_of(bytes, PACKAGE_PART_BYTES_MAX)});
        zip_text(&z, "e", "one byte and more");
        zip_end(&z);
        CHECK_INT(count == 4 ? PACKAGE_FORMAT : PACKAGE_OK, open_is(&z, NULL));
        zip_free(&z);
    }
    free(bytes);
}

static void truncated_or_flipped(void)
{
    struct zip z;
    struct package *p;
    size_t good = 0;

    zip_begin(&z);
    zip_add(&z, &(struct zip_entry){.name = "a.xml",
                                    .content = text("<a>text</a>"),
                                    .deflate = true,
                                    .descriptor = true});
    zip_add(&z, &(struct zip_entry){.name = "b.xml", .content = text("<b>text</b>")});
    zip_end(&z);
    for (size_t len = 0; len < z.file.len; len++) {
        unsigned char *copy = malloc(len + 1); /* exact, so that reading beyond shows */

        if (copy == NULL)
            abort();
        memcpy(copy, z.file.data, len);
        CHECK(package_open(slice_of(copy, len), &p) != PACKAGE_OK && p == NULL);
        free(copy);
    }
    for (size_t i = 0; i < z.file.len; i++) {
        z.file.data[i] ^= 0x10;
        if (package_open(buffer_slice(&z.file), &p) == PACKAGE_OK)
            good++;
        package_free(p);
        z.file.data[i] ^= 0x10;
    }
    /* who made it, and attributes, are all that may differ, 2 + 2 + 4 bytes an entry; and the bits
     * that fill the last byte of deflate */
    CHECK_INT(17, good);
    zip_free(&z);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(parts_by_name),        TEST(orphans),     TEST(time_of_an_entry),
        TEST(as_programs_write_it), TEST(odd_headers), TEST(names),
        TEST(bytes_of_no_part),     TEST(many_parts),  TEST(sizes),
        TEST(truncated_or_flipped),
    };

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
