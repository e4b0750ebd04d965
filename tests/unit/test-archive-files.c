/* Archives bent in the names and kinds of their files and in the sizes they declare */
#include "crafted.h"
#include "run-command.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static struct fixture fixture;

/* --- names, and what kind of file --- */

static void refuses_malformed_names(void)
{
    static const struct {
        struct slice units;
        const char *expected;
    } cases[] = {
        {BYTES("a\0.\0t\0x\0t\0"), "archive-damaged"}, /* no end */
        {BYTES("a\0\0\0b\0\0\0"), "archive-damaged"},  /* two for one file */
        {BYTES("a\0\0\0\0\0"), "archive-damaged"},
        {BYTES("a\0\0\0b\0"), "archive-damaged"}, /* something behind the last */
        {BYTES("a\0\0\0b"), "archive-damaged"},   /* half a unit */
        {BYTES("a\0\0"), "archive-damaged"},
        {BYTES("\0\0"), "archive-members:1"}, /* empty */
        {BYTES("\x00\xd8"
               "a\0\0\0"),
         "archive-members:1"}, /* half a pair */
        {BYTES("\x00\xdc"
               "a\0\0\0"),
         "archive-members:1"},
    };
    struct sz_archive a = crafted_good();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        a.files[0].units = cases[i].units;
        EXPECT(cases[i].expected, &a);
    }
    a.files[0].units = slice_of("", 0);
    a.files[0].units.data = (const unsigned char *)"";
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    a.external_names = true;
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    a.files_info = (struct slice)BYTES("\x05\x01\x14\x0a\x01\x00\1\2\3\4\5\6\7\x08\x00"); /* none */
    EXPECT("archive-damaged", &a);
    a.no_streams_info = true; /* of no file */
    a.files_info = (struct slice)BYTES("\x05\x00\x11\x01\x00\x00");
    EXPECT("archive-damaged", &a);
}

static void refuses_unsafe_names(void)
{
    static const char *const names[] = {"/etc/passwd",
                                        "../a.txt",
                                        "a/b.txt",
                                        "a\\b.txt",
                                        "C:a.txt",
                                        "\\\\server\\a.txt",
                                        "a.csv:ads",
                                        "a\tb.txt",
                                        "a\nb.txt",
                                        "\xe2\x80\xae.txt",
                                        "a.txt ",
                                        "a.txt.",
                                        " a.txt",
                                        ".txt",
                                        "..",
                                        "con.txt",
                                        "LPT1",
                                        "nul.txt",
                                        "a*.txt",
                                        "a?.txt",
                                        "\xd0\xb0.txt",
                                        "a\xf0\x9f\x98\x80.txt",
                                        "a\xe2\x80\x8b.txt",
                                        "a\"b.txt",
                                        "a|b.txt"};
    struct sz_archive a = crafted_good();
    char long_name[40001];

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        a.files[0].name = names[i];
        check_case(names[i]);
        EXPECT("archive-members:1", &a);
        CHECK(fixture.member.complete && fixture.member.name != NULL);
    }
    check_case(NULL);
    memset(long_name, 'a', sizeof long_name);
    long_name[100] = '\0';
    a.files[0].name = long_name;
    EXPECT("accepted", &a);
    long_name[100] = 'a';
    long_name[101] = '\0';
    EXPECT("archive-members:1", &a);
    long_name[101] = 'a';
    long_name[30000] = '\0';
    EXPECT("archive-members:1", &a);
    long_name[30000] = 'a'; /* longer than a header may be, also when it is packed small */
    long_name[40000] = '\0';
    EXPECT("archive-members:2", &a);
    a.header = SZ_HEADER_ENCODED;
    a.header_folder.method = METHOD_LZMA;
    EXPECT("archive-members:2", &a);
}

static void takes_names_as_people_have_them(void)
{
    static const char *const names[] = {
        "Aanmelding Peeters-Janssens (2), Ren\xc3\xa9 & Zo\xc3\xab's.txt",
        "\xc5\x81ukasz.csv",
        "Nguy\xe1\xbb\x85n.txt",
        "e\xcc\x81\xc3\xa9.txt",
        "a",
        "console.txt",
        "-a+b_c.xlsx"};
    struct sz_archive a = crafted_good();

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        a.files[0].name = names[i];
        check_case(names[i]);
        EXPECT("accepted", &a);
        CHECK_STRING(names[i], fixture.member.name);
    }
    check_case(NULL);
}

static void refuses_what_is_no_regular_file(void)
{
    static const struct {
        uint32_t attributes;
        bool regular;
    } cases[] = {
        {0x00000020, true},  {0x00000001, true},  {0x81a48020, true},  {0x01a48020, true},
        {0x00000010, false}, {0x00000040, false}, {0x00000400, false}, {0x41ed8010, false},
        {0xa1ff8020, false}, {0x21a48020, false}, {0x61a48020, false}, {0x11a48020, false},
        {0xc1a48020, false}, {0x89ed8020, false}, {0x85ed8020, false}, {0x83ed8020, false},
        {0x41ed0020, true}, /* without the flag the upper half means nothing */
    };
    struct sz_archive a = crafted_good();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        a.files[0].attributes = cases[i].attributes;
        EXPECT(cases[i].regular ? "accepted" : "archive-members:1", &a);
    }
}

static void refuses_files_without_content(void)
{
    struct sz_archive a = crafted_good();

    a.file_count = 2;
    a.files[1].name = "leeg.txt";
    a.files[1].no_stream = true;
    EXPECT("archive-members:2", &a);
    CHECK(fixture.verdict.archive_opened && !fixture.member.complete);
    a.files[1].directory = true;
    a.files[1].attributes = 0x10;
    EXPECT("archive-members:2", &a);
    a = crafted_good(); /* content of no bytes */
    a.folders[0].contents[0] = slice_from("");
    a.folders[0].packed = (struct slice)BYTES("\x01\x00\x00x\x00");
    EXPECT("archive-members:1", &a);
    CHECK_INT(0, fixture.keyholder.decrypts);
    a = crafted_good(); /* a file that only pretends */
    a.folder_count = 0;
    a.files[0].no_stream = true;
    EXPECT("archive-not-encrypted archive-members:1", &a);
    CHECK_INT(0, fixture.verdict.archive_encrypted);
}

static void refuses_two_files_of_one_name(void)
{
    struct sz_archive a = crafted_with_second(crafted_good());

    a.files[1].name = a.files[0].name;
    EXPECT("archive-members:2", &a);
    a = crafted_good(); /* solid */
    a.file_count = 2;
    a.files[1].name = "AANMELDING.TXT";
    a.folders[0].content_count = 2;
    a.folders[0].contents[1] = slice_from("nog een");
    EXPECT("archive-members:2", &a);
    CHECK(fixture.verdict.archive_opened && !fixture.member.complete);
    a.folders[0].method = METHOD_LZMA;
    EXPECT("archive-members:2", &a);
    CHECK(!fixture.verdict.archive_opened);
    a.header = SZ_HEADER_ENCODED;
    EXPECT("archive-members:2", &a);
    CHECK(fixture.verdict.archive_opened);
}

/* --- sizes --- */

static void bounds_what_is_declared(void)
{
    struct sz_archive a = crafted_good();

    a.folders[0].size_delta = INT64_C(1) << 62;
    EXPECT("archive-too-large", &a);
    a.folders[0].size_delta = -1 - (int64_t)strlen(DOCUMENT); /* 2^64 - 1 */
    EXPECT("archive-too-large", &a);
    a = crafted_with_second(crafted_good()); /* both together do not even fit in a number */
    a.folders[0].size_delta = a.folders[1].size_delta = INT64_C(1) << 62;
    EXPECT("archive-members:2 archive-too-large", &a);
    a.folders[0].size_delta = -1 - (int64_t)strlen(DOCUMENT);
    EXPECT("archive-damaged", &a);
    a.folders[0].size_delta = 0; /* the limit is that of all together */
    a.folders[1].size_delta = 262144 - (int64_t)strlen(DOCUMENT "Voornaam: An\r\n");
    EXPECT("archive-members:2", &a);
    a.folders[1].size_delta++;
    EXPECT("archive-members:2 archive-too-large", &a);
    a = crafted_good();
    a.files_declared = UINT64_C(1) << 31;
    EXPECT("archive-damaged", &a);
    a.files_declared = UINT64_MAX;
    EXPECT("archive-damaged", &a);
    a.files_declared = 2;
    EXPECT("archive-damaged", &a);
    a = crafted_good();
    a.unpack_info =
        (struct slice)BYTES("\x07\x0b\xf0\x80\xf0\xfa\x02\x00"); /* 50 million folders */
    EXPECT("archive-damaged", &a);
}

/* As many folders as can be told of, and one more */
static void bounds_the_folders(void)
{
    struct buffer info;
    struct sz_archive a = crafted_good();

    for (unsigned count = 1024; count <= 1025; count++) {
        buffer_init(&info, 1 << 16);
        buffer_append_slice(&info, (struct slice)BYTES("\x07\x0b"));
        sz_number(&info, count);
        buffer_append_byte(&info, 0);
        for (unsigned i = 0; i < count; i++)
            buffer_append_slice(&info, (struct slice)BYTES("\x01\x01\x00"));
        buffer_append_slice(&info, (struct slice)BYTES("\x0c"));
        for (unsigned i = 0; i < count; i++)
            buffer_append_byte(&info, 1);
        buffer_append_byte(&info, 0);
        a.unpack_info = buffer_slice(&info);
        EXPECT(count == 1024 ? "archive-damaged archive-not-encrypted"
                             : "archive-not-encrypted archive-members:2",
               &a);
        buffer_free(&info);
    }
}

/* Padding makes the header so many bytes long, as it stands or unpacked. */
static const char *judge_header_of(enum sz_header header, size_t len)
{
    struct sz_archive a = crafted_packed_header(METHOD_LZMA);
    struct buffer padding, bytes;
    const char *found;
    size_t bare;

    buffer_init(&padding, 1 << 17);
    buffer_init(&bytes, 1 << 18);
    a.header = SZ_HEADER_PLAIN;
    sz_write(&a, &bytes);
    bare = bytes.data[20];
    CHECK(buffer_reserve(&padding, len));
    buffer_append_byte(&padding, 0x19);
    sz_number(&padding, len - bare - 4); /* itself three bytes */
    CHECK_INT(4, padding.len);
    memset(padding.data + 4, 0, len - bare - 4);
    padding.len = len - bare;
    a.properties_behind = buffer_slice(&padding);
    a.header = header;
    found = judge_written(&fixture, &a);
    buffer_free(&padding);
    buffer_free(&bytes);
    return found;
}

static void bounds_the_header(void)
{
    static const enum sz_header headers[] = {SZ_HEADER_PLAIN, SZ_HEADER_ENCODED};

    for (unsigned h = 0; h < 2; h++) {
        CHECK_STRING("accepted", judge_header_of(headers[h], 65536));
        CHECK_STRING("archive-members:2", judge_header_of(headers[h], 65537));
    }
}

/* Room for so many bytes more than the process has now; 0: no limit again */
static void limit_memory(rlim_t more)
{
#ifdef __SANITIZE_ADDRESS__
    (void)more; /* its shadow needs all of the address space */
#else
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    struct buffer statm;

    buffer_init(&statm, 256);
    if (more > 0 && load_file("/proc/self/statm", &statm))
        limit.rlim_cur = strtoull(buffer_string(&statm), NULL, 10) * 4096 + more;
    CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
    buffer_free(&statm);
#endif
}

/* A dictionary of 4 GiB costs no memory; neither does what unpacks to more than it says. */
static void bounds_memory(void)
{
    struct sz_archive a = crafted_good();
    struct buffer zeros;

    limit_memory(256 << 20); /* the writer of the test needs most of it */
    a.folders[0].method_properties = (struct slice)BYTES("\x28");
    EXPECT("accepted", &a);
    a = crafted_with_method(METHOD_LZMA);
    a.folders[0].method_properties = (struct slice)BYTES("\x5d\xff\xff\xff\xff");
    EXPECT("accepted", &a);
    a.folders[0].method_properties = (struct slice)BYTES("\x5d\x00\x00\x00\x00");
    EXPECT("accepted", &a);
    limit_memory(0);
    buffer_init(&zeros, 8 << 20);
    buffer_reserve(&zeros, 8 << 20);
    memset(zeros.data, 0, 8 << 20);
    zeros.len = 8 << 20;
    for (unsigned m = METHOD_LZMA; m <= METHOD_LZMA2; m++) {
        a = crafted_with_method((enum contents_method)m);
        a.folders[0].contents[0] = buffer_slice(&zeros);
        EXPECT("archive-too-large", &a);
        a.folders[0].size_delta = 1000 - (8 << 20);
        EXPECT(m == METHOD_LZMA ? "archive-wrong-passphrase" : "archive-damaged", &a);
    }
    buffer_free(&zeros);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(refuses_malformed_names),
        TEST(refuses_unsafe_names),
        TEST(takes_names_as_people_have_them),
        TEST(refuses_what_is_no_regular_file),
        TEST(refuses_files_without_content),
        TEST(refuses_two_files_of_one_name),
        TEST(bounds_what_is_declared),
        TEST(bounds_the_folders),
        TEST(bounds_the_header),
        TEST(bounds_memory),
    };
    int status;

    fixture_start(&fixture);
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    return status;
}
