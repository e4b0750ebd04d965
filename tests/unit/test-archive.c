/* Archives as 7-Zip itself writes them, and the ways senders get them wrong */
#include "archive-fixture.h"
#include "run-command.h"
#include "sevenzip-oracle.h"
#include "test.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct fixture fixture;
static struct oracle
    oracle; /* is asked of every archive accepted under its passphrase, at the end */

static const char TEXT[] = "Voornaam: Jan\r\nNaam: Peeters\r\nTelefoon: 0470 12 34 56\r\n";

static void write_inputs(void)
{
    save_file(scratch_path("aanmelding.txt"), slice_from(TEXT));
    save_file(scratch_path("tweede.txt"), slice_from("Voornaam: An\r\nNaam: Jans\r\n"));
    save_file(scratch_path("leeg.txt"), slice_of("", 0));
}

enum { OPTIONS_MAX = 6 };

/* The program's command "a" with these options over these files (both lists end in NULL); NULL when
 * it fails */
static const char *write_with(const char *program, const char *const *options,
                              const char *const *files)
{
    const char *archive = scratch_path("t.7z");
    const char *argv[24] = {program, "a", "-bd", "-y", "-t7z", archive};
    size_t n = 6;

    unlink(archive);
    for (; *options != NULL; options++)
        argv[n++] = *options;
    for (; *files != NULL; files++)
        argv[n++] = scratch_path(*files);
    return run_command(argv, NULL) == 0 ? archive : NULL;
}

static const char *judge_made(const char *archive)
{
    const char *found = judge_file(&fixture, archive);

    if (strcmp(found, "accepted") == 0 && fixture.verdict.passphrase == 0)
        oracle_add(&oracle,
                   slice_of(fixture.keyholder.keyholder.archive, fixture.verdict.archive_bytes),
                   fixture.member.name, buffer_slice(&fixture.member.content));
    return found;
}

static const char *judge_written_by(const char *program, const char *const *options,
                                    const char *const *files)
{
    const char *archive = write_with(program, options, files);

    return archive != NULL ? judge_made(archive) : "the writer failed";
}

static const char *judge_7zz(const char *const *options, const char *const *files)
{
    return judge_written_by("7zz", options, files);
}

/* The system's own Python, since Debian's package is for that one */
static const char *judge_py7zr(const char *filters, bool encrypted_header)
{
    const char *archive = scratch_path("py.7z");
    char program[1024];
    const char *argv[] = {"/usr/bin/python3", "-c", program, NULL};

    unlink(archive);
    snprintf(program, sizeof program,
             "import py7zr\n"
             "with py7zr.SevenZipFile('%s', 'w', password='" SZ_PASSPHRASE "', filters=%s, "
             "header_encryption=%s) as z: z.write('%s', 'aanmelding.txt')\n",
             archive, filters, encrypted_header ? "True" : "False", scratch_path("aanmelding.txt"));
    return run_command(argv, NULL) == 0 ? judge_made(archive) : "py7zr failed";
}

#define PASSPHRASE "-p" SZ_PASSPHRASE
static const char *const ONE[] = {"aanmelding.txt", NULL};
static const char *const TWO[] = {"aanmelding.txt", "tweede.txt", NULL};
static const char *const EMPTY[] = {"leeg.txt", NULL};
static const char *const WITH_EMPTY[] = {"aanmelding.txt", "leeg.txt", NULL};

static void accepts_what_7zip_writes(void)
{
    static const char *const options[][OPTIONS_MAX] = {
        {PASSPHRASE, NULL},
        {PASSPHRASE, "-mhe=on", NULL},
        {PASSPHRASE, "-mhc=off", NULL},
        {PASSPHRASE, "-mhe=on", "-mhc=off", NULL},
        {PASSPHRASE, "-mhcf=on", NULL},
        {PASSPHRASE, "-m0=Copy", NULL},
        {PASSPHRASE, "-m0=LZMA", NULL},
        {PASSPHRASE, "-m0=LZMA:eos", NULL},
        {PASSPHRASE, "-m0=LZMA2", NULL},
        {PASSPHRASE, "-m0=LZMA", "-mhe=on", NULL},
        {PASSPHRASE, "-m0=Copy", "-mhe=on", NULL},
        {PASSPHRASE, "-ms=off", NULL},
        {PASSPHRASE, "-mtm=off", "-mtr=off", NULL},
        {PASSPHRASE, "-mtc=on", "-mta=on", NULL},
        {PASSPHRASE, "-m0=LZMA2:d=1g", NULL},
        {PASSPHRASE, "-m0=LZMA2:lc=0:lp=4:pb=4", NULL},
        {PASSPHRASE, "-m0=LZMA:lc=1:lp=3", NULL},
        {PASSPHRASE, "-m0=LZMA:lc=4:lp=0:pb=0:d=64m", NULL},
    };

    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        check_case(options[i][1] != NULL ? options[i][1] : "default");
        CHECK_STRING("accepted", judge_7zz(options[i], ONE));
        CHECK(member_is(&fixture, slice_from(TEXT)));
        CHECK_STRING("aanmelding.txt", fixture.member.name);
        CHECK_INT(19, fixture.verdict.kdf_power);
        CHECK_INT(0, fixture.verdict.passphrase);
    }
    check_case(NULL);
}

/* p7zip's own program, and py7zr, which packs the header apart and sums the packed stream */
static void accepts_what_other_writers_write(void)
{
    static const char *const p7zip[][OPTIONS_MAX] = {
        {PASSPHRASE, NULL},
        {PASSPHRASE, "-mhe=on", NULL},
        {PASSPHRASE, "-m0=LZMA", "-mx=9", NULL},
        {PASSPHRASE, "-m0=Copy", NULL},
    };
    static const char *const filters[] = {
        "None",
        "[{'id':py7zr.FILTER_LZMA2,'preset':9},{'id':py7zr.FILTER_CRYPTO_AES256_SHA256}]",
        "[{'id':py7zr.FILTER_LZMA},{'id':py7zr.FILTER_CRYPTO_AES256_SHA256}]",
        "[{'id':py7zr.FILTER_COPY},{'id':py7zr.FILTER_CRYPTO_AES256_SHA256}]",
    };

    for (size_t i = 0; i < sizeof p7zip / sizeof p7zip[0]; i++) {
        check_case(p7zip[i][1] != NULL ? p7zip[i][1] : "default");
        CHECK_STRING("accepted", judge_written_by("7z", p7zip[i], ONE));
        CHECK(member_is(&fixture, slice_from(TEXT)));
    }
    for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++) {
        check_case(filters[i]);
        CHECK_STRING("accepted", judge_py7zr(filters[i], false));
        CHECK(member_is(&fixture, slice_from(TEXT)));
        CHECK_STRING("aanmelding.txt", fixture.member.name);
    }
    /* its encrypted header has no sum: nothing would tell a wrong passphrase from a damaged file */
    CHECK_STRING("archive-damaged", judge_py7zr("None", true));
    check_case(NULL);
}

static void knows_whether_names_are_encrypted(void)
{
    static const char *const shown[] = {PASSPHRASE, NULL};
    static const char *const hidden[] = {PASSPHRASE, "-mhe=on", NULL};

    CHECK_STRING("accepted", judge_7zz(shown, ONE));
    CHECK(!fixture.verdict.names_encrypted && !fixture.member.name_encrypted);
    CHECK_STRING("accepted", judge_7zz(hidden, ONE));
    CHECK(fixture.verdict.names_encrypted && fixture.member.name_encrypted);
    fixture.protocol.names_encrypted = true;
    CHECK_STRING("accepted", judge_7zz(hidden, ONE));
    CHECK_STRING("archive-names-readable", judge_7zz(shown, ONE));
    CHECK(fixture.member.complete);
    fixture.protocol.names_encrypted = false;
}

/* Every method at every level, and the dictionaries these bring */
static void accepts_every_level(void)
{
    struct buffer text;

    buffer_init(&text, 1 << 20);
    for (unsigned i = 0; text.len < 200000; i++)
        buffer_printf(&text, "Client %u: straat %u, %u\r\n", i, i * 7919 % 1000, i * 104729 % 9999);
    CHECK(save_file(scratch_path("lang.csv"), buffer_slice(&text)));
    for (unsigned i = 0; i < 10 * 2 * 3; i++) {
        static const char *const methods[] = {"-m0=LZMA2", "-m0=LZMA", "-m0=Copy"};
        static const char *const files[] = {"lang.csv", NULL};
        char mx[16];
        const char *options[] = {PASSPHRASE, mx, methods[i % 3], i / 3 % 2 ? "-mhe=on" : NULL,
                                 NULL};

        snprintf(mx, sizeof mx, "-mx=%u", i / 6);
        check_case(mx);
        CHECK_STRING("accepted", judge_7zz(options, files));
        CHECK(member_is(&fixture, buffer_slice(&text)));
    }
    check_case(NULL);
    buffer_free(&text);
}

/* One archive, right and wrong passphrase: never is the wrong one called damage */
static void judge_twice(struct fixture *other, const char *const *options, struct slice text)
{
    const char *archive = write_with("7zz", options, (const char *const[]){"lang.csv", NULL});

    if (archive == NULL) {
        CHECK(archive != NULL);
        return;
    }
    CHECK_STRING("archive-wrong-passphrase", judge_file(other, archive));
    CHECK(!other->verdict.archive_opened && other->keyholder.decrypts == 1);
    CHECK_STRING("accepted", judge_made(archive));
    CHECK(member_is(&fixture, text));
}

static void tells_a_wrong_passphrase_whatever_the_method(void)
{
    static const char *const methods[] = {"-m0=Copy", "-m0=LZMA", "-m0=LZMA2", "-m0=LZMA2:d=4k",
                                          "-m0=LZMA:d=6k"};
    struct fixture other;
    struct buffer text;

    buffer_init(&text, 1 << 20);
    for (unsigned i = 0; text.len < 70000; i++)
        buffer_printf(&text, "Client %u: straat %u, %u\r\n", i, i * 7919 % 1000, i * 31 % 9999);
    CHECK(save_file(scratch_path("lang.csv"), buffer_slice(&text)));
    fixture_start_with(&other, "een heel andere zin");
    for (unsigned i = 0; i < 5 * 3 * 2 * 2; i++) {
        static const char *const levels[] = {"-mx=1", "-mx=5", "-mx=9"};
        const char *options[] = {PASSPHRASE,
                                 methods[i / 12],
                                 levels[i % 3],
                                 i / 3 % 2 ? "-ms=on" : "-ms=off",
                                 i / 6 % 2 ? "-mhe=on" : NULL,
                                 NULL};

        check_case(methods[i / 12]);
        judge_twice(&other, options, buffer_slice(&text));
    }
    check_case(NULL);
    fixture_stop(&other);
    buffer_free(&text);
}

/* Several files, in one folder or in one each: what can be told without opening is told, and no
 * more
 */
static void tells_no_damage_of_several_files(void)
{
    static const char *const methods[] = {"-m0=Copy", "-m0=LZMA",  "-m0=LZMA2",
                                          "-m0=PPMd", "-m0=BZip2", "-m0=Deflate"};

    for (unsigned i = 0; i < 6 * 2 * 2; i++) {
        const char *options[] = {"-pgeraden?", methods[i % 6], i / 6 % 2 ? "-ms=on" : "-ms=off",
                                 i / 12 ? "-mhe=on" : NULL, NULL};
        const char *found;

        check_case(methods[i % 6]);
        found = judge_7zz(options, TWO);
        CHECK(strstr(found, "archive-damaged") == NULL);
        CHECK(i / 12 == 0 || strcmp(found, "archive-wrong-passphrase") == 0);
        CHECK(i / 12 == 1 || strstr(found, "archive-members:2") != NULL);
        CHECK(!fixture.verdict.archive_opened);
    }
    check_case(NULL);
}

static void tries_every_passphrase(void)
{
    static const char *const second[] = {"-pandere-zin-2027", NULL};
    static const char *const old[] = {"-p" FIXTURE_EXPIRED, NULL};
    static const char *const old_hidden[] = {"-p" FIXTURE_EXPIRED, "-mhe=on", NULL};
    static const char *const wrong[] = {"-pgeraden?", NULL};
    static const char *const wrong_hidden[] = {"-pgeraden?", "-mhe=on", NULL};
    static const char *const wrong_lzma[] = {"-pgeraden?", "-m0=LZMA", NULL};
    static const char *const wrong_copy[] = {"-pgeraden?", "-m0=Copy", NULL};

    CHECK_STRING("accepted", judge_7zz(second, ONE));
    CHECK_INT(1, fixture.verdict.passphrase);
    CHECK_STRING("archive-passphrase-expired", judge_7zz(old, ONE));
    CHECK_INT(2, fixture.verdict.passphrase);
    CHECK(fixture.verdict.archive_opened && member_is(&fixture, slice_from(TEXT)));
    CHECK_STRING("archive-passphrase-expired", judge_7zz(old_hidden, ONE));
    CHECK_INT(4, fixture.keyholder.decrypts);
    CHECK_STRING("archive-wrong-passphrase", judge_7zz(wrong, ONE));
    CHECK(!fixture.verdict.archive_opened && fixture.verdict.archive_encrypted);
    CHECK_INT(3, fixture.keyholder.decrypts);
    CHECK_STRING("archive-wrong-passphrase", judge_7zz(wrong_hidden, ONE));
    CHECK_STRING("archive-wrong-passphrase", judge_7zz(wrong_lzma, ONE));
    CHECK_STRING("archive-wrong-passphrase", judge_7zz(wrong_copy, ONE));
    /* what can be seen without opening is said as well */
    CHECK_STRING("archive-wrong-passphrase archive-members:2", judge_7zz(wrong, TWO));
}

/* Does `7zz x` give these bytes? */
static bool unpacks_to(const char *archive, const char *passphrase, struct slice text)
{
    const char *argv[] = {"7zz", "x", "-so", passphrase, archive, NULL};
    struct buffer out;
    bool same;

    buffer_init(&out, 1 << 20);
    same = run_command(argv, &out) == 0 && slice_equal(buffer_slice(&out), text);
    buffer_free(&out);
    return same;
}

/* Whatever people type: 7-Zip hashes its UTF-16, configured is its UTF-8 */
static void takes_any_passphrase(void)
{
    static const char *const passphrases[] = {
        "met spaties  erin ",
        "\"'\\$HOME`;*?",
        "geh\xc3\xa9im \xe2\x82\xac 2026",
        "\xf0\x9f\x94\x91\xf0\x9f\x94\x92 sleutel",
        "\xef\xbf\xbd\xee\x80\x80 rand",
        "\xd0\xbf\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c \xe5\xaf\x86\xe7\xa0\x81"};
    char option[512], long_one[201];

    memset(long_one, 'x', 200);
    long_one[200] = '\0';
    for (size_t i = 0; i <= sizeof passphrases / sizeof passphrases[0]; i++) {
        const char *p = i == 0 ? long_one : passphrases[i - 1];
        const char *options[] = {option, i % 2 ? "-mhe=on" : NULL, NULL};
        const char *archive;
        struct fixture f;

        check_case(p);
        fixture_start_with(&f, p);
        snprintf(option, sizeof option, "-p%s", p);
        archive = write_with("7zz", options, ONE);
        CHECK(archive != NULL);
        if (archive != NULL)
            CHECK_STRING("accepted", judge_file(&f, archive));
        CHECK(unpacks_to(archive, option, slice_from(TEXT)));
        CHECK(member_is(&f, slice_from(TEXT)));
        fixture_stop(&f);
    }
    check_case(NULL);
}

/* 7-Zip normalises no passphrase: the two spellings of an accent are two keys. Keyboards type the
 * composed one, so that is the one agreed, however the configuration spells it; the receiver could
 * not open the other either. */
static void tells_composed_from_decomposed(void)
{
    static const char *const spellings[] = {"-pgeh\xc3\xa9im 2026", "-pgehe\xcc\x81im 2026"};

    for (unsigned configured = 0; configured < 2; configured++) {
        struct fixture f;

        fixture_start_with(&f, spellings[configured] + 2);
        for (unsigned used = 0; used < 2; used++) {
            const char *options[] = {spellings[used], NULL};
            const char *archive = write_with("7zz", options, ONE);

            CHECK(archive != NULL);
            if (archive != NULL)
                CHECK_STRING(used == 0 ? "accepted" : "archive-wrong-passphrase",
                             judge_file(&f, archive));
        }
        fixture_stop(&f);
    }
}

static void takes_names_with_diacritics(void)
{
    static const char *const names[] = {"Ren\xc3\xa9 & Zo\xc3\xab.txt", "\xc5\x81ukasz (2).csv"};

    for (size_t i = 0; i < 2; i++) {
        for (unsigned hidden = 0; hidden < 2; hidden++) {
            const char *options[] = {PASSPHRASE, hidden ? "-mhe=on" : NULL, NULL};
            const char *files[] = {names[i], NULL};

            CHECK(save_file(scratch_path(names[i]), slice_from(TEXT)));
            CHECK_STRING("accepted", judge_7zz(options, files));
            CHECK_STRING(names[i], fixture.member.name);
        }
    }
}

static void valid_passphrases_come_first(void)
{
    static const char *const options[] = {PASSPHRASE, NULL};

    fixture.passphrases[0].valid_from = 20270101; /* not yet */
    CHECK_STRING("archive-passphrase-expired", judge_7zz(options, ONE));
    CHECK_INT(2, fixture.keyholder.decrypts); /* 1 is valid; then 0, before 2 */
    fixture.passphrases[0].valid_from = 20261123;
    fixture.passphrases[0].valid_until = 20261123;
    CHECK_STRING("accepted", judge_7zz(options, ONE));
    fixture.passphrases[0].valid_from = fixture.passphrases[0].valid_until = 0;
}

static void refuses_what_senders_get_wrong(void)
{
    static const char *const none[] = {"-mx=5", NULL};
    static const char *const with[] = {PASSPHRASE, NULL};
    static const char *const hidden[] = {PASSPHRASE, "-mhe=on", NULL};
    static const char *const parts[] = {PASSPHRASE, "-ms=off", NULL};

    CHECK_STRING("archive-not-encrypted", judge_7zz(none, ONE));
    CHECK_STRING("archive-not-encrypted archive-members:2", judge_7zz(none, TWO));
    CHECK_STRING("archive-members:2", judge_7zz(with, TWO));
    CHECK(fixture.verdict.archive_opened);
    CHECK_STRING("archive-members:2", judge_7zz(hidden, TWO));
    CHECK_STRING("archive-members:2", judge_7zz(parts, TWO));
    CHECK_STRING("archive-not-encrypted archive-members:1", judge_7zz(with, EMPTY));
    /* sorted by name: the empty one comes first */
    CHECK_STRING("archive-members:1 archive-members:2", judge_7zz(with, WITH_EMPTY));
}

static void refuses_other_methods(void)
{
    static const char *const methods[] = {"-m0=PPMd",      "-m0=BZip2",          "-m0=Deflate",
                                          "-m0=Deflate64", "-mf=Delta:4",        "-mf=BCJ",
                                          "-mf=ARM64",     "-m0=LZMA:lc=8:lp=0", "-mf=RISCV",
                                          "-mf=SWAP2",     "-mf=SWAP4",          "-mf=BCJ2",
                                          "-m0=BCJ2"};

    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        const char *options[] = {PASSPHRASE, methods[i], NULL};
        const char *plain[] = {methods[i], NULL};

        check_case(methods[i]);
        CHECK_STRING("archive-method", judge_7zz(options, ONE));
        CHECK_STRING("archive-not-encrypted archive-method", judge_7zz(plain, ONE));
    }
    check_case(NULL);
}

static void refuses_folders_and_links(void)
{
    static const char *const options[] = {PASSPHRASE, "-snl", NULL};
    static const char *const folder[] = {"map", NULL};
    static const char *const link[] = {"snel.txt", NULL};

    mkdir(scratch_path("map"), 0700);
    CHECK_STRING("archive-not-encrypted archive-members:1", judge_7zz(options, folder));
    save_file(scratch_path("map/x.txt"), slice_from(TEXT));
    CHECK_STRING("archive-members:1 archive-members:2", judge_7zz(options, folder));
    unlink(scratch_path("map/x.txt"));
    rmdir(scratch_path("map"));
    CHECK(symlink("aanmelding.txt", scratch_path("snel.txt")) == 0);
    CHECK_STRING("archive-members:1", judge_7zz(options, link));
}

static void refuses_no_archive_at_all(void)
{
    const char *zip = scratch_path("t.zip");
    const char *argv[] = {"7zz", "a", "-tzip", zip, scratch_path("aanmelding.txt"), NULL};
    struct buffer bytes;

    buffer_init(&bytes, 1 << 20);
    CHECK_INT(0, run_command(argv, NULL));
    CHECK(load_file(zip, &bytes));
    CHECK(!archive_signature(buffer_slice(&bytes)));
    CHECK_STRING("archive-damaged", judge(&fixture, buffer_slice(&bytes)));
    CHECK(!fixture.verdict.archive_seen);
    CHECK_STRING("archive-damaged", judge(&fixture, slice_of("", 0)));
    buffer_free(&bytes);
}

/* An archive of nothing is 32 bytes. */
static void refuses_an_archive_of_nothing(void)
{
    struct sz_archive a = {.next_offset_delta = 0};
    struct buffer bytes;

    buffer_init(&bytes, 64);
    a.header_bytes = slice_of("", 0);
    sz_write(&a, &bytes);
    CHECK_INT(32, bytes.len);
    CHECK_STRING("archive-not-encrypted", judge(&fixture, buffer_slice(&bytes)));
    buffer_free(&bytes);
}

static void refuses_too_much(void)
{
    static const char *const options[] = {PASSPHRASE, NULL};
    static const char *const hidden[] = {PASSPHRASE, "-mhe=on", NULL};
    static const char *const zeros[] = {"nullen.txt", NULL};
    struct buffer bytes;

    buffer_init(&bytes, 1 << 20);
    buffer_reserve(&bytes, 262145);
    memset(bytes.data, 'a', 262145);
    bytes.len = 262145;
    CHECK(save_file(scratch_path("nullen.txt"), buffer_slice(&bytes)));
    CHECK_STRING("archive-too-large", judge_7zz(options, zeros));
    CHECK(fixture.verdict.archive_opened && !fixture.member.complete);
    CHECK_STRING("archive-too-large", judge_7zz(hidden, zeros));
    bytes.len--;
    CHECK(save_file(scratch_path("nullen.txt"), buffer_slice(&bytes)));
    CHECK_STRING("accepted", judge_7zz(options, zeros));
    CHECK(member_is(&fixture, buffer_slice(&bytes)));
    buffer_free(&bytes);
}

static void gives_up_when_the_key_holder_does(void)
{
    static const char *const options[] = {PASSPHRASE, NULL};
    static const char *const hidden[] = {PASSPHRASE, "-mhe=on", NULL};

    fixture.keyholder.fail_after = 1;
    CHECK_STRING("not judged", judge_7zz(options, ONE));
    CHECK_STRING("not judged", judge_7zz(hidden, ONE));
    CHECK_STRING("not judged", judge_7zz(options, TWO));
    fixture.keyholder.fail_after = 2;
    CHECK_STRING("not judged", judge_7zz(hidden, ONE));
    CHECK_STRING("accepted", judge_7zz(options, ONE));
    fixture.keyholder.fail_after = 0;
}

/* All that was accepted so far, of every writer: name and content are as 7zz has them */
static void agrees_with_7zip(void)
{
    CHECK(oracle.count > 150);
    oracle_ask(&oracle);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(accepts_what_7zip_writes),
        TEST(accepts_what_other_writers_write),
        TEST(knows_whether_names_are_encrypted),
        TEST(accepts_every_level),
        TEST(tells_a_wrong_passphrase_whatever_the_method),
        TEST(tells_no_damage_of_several_files),
        TEST(tries_every_passphrase),
        TEST(takes_any_passphrase),
        TEST(tells_composed_from_decomposed),
        TEST(takes_names_with_diacritics),
        TEST(valid_passphrases_come_first),
        TEST(refuses_what_senders_get_wrong),
        TEST(refuses_other_methods),
        TEST(refuses_folders_and_links),
        TEST(refuses_no_archive_at_all),
        TEST(refuses_an_archive_of_nothing),
        TEST(refuses_too_much),
        TEST(gives_up_when_the_key_holder_does),
        TEST(agrees_with_7zip),
    };
    int status;

    fixture_start(&fixture);
    oracle_start(&oracle);
    write_inputs();
    status = run_tests(tests, sizeof tests / sizeof tests[0]);
    fixture_stop(&fixture);
    return status;
}
