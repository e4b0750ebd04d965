/*
 * Memory that runs out while a document is read: it is then not judged, or judged as with memory
 * enough; never a value less, never another finding
 */
#include "document.h"
#include "failing-allocator.h"
#include "package-edit.h"
#include "test.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Exit statuses; any other is that of a library that takes no memory for the end of its process */
enum { AS_EXPECTED = 10, OTHERWISE, NOT_JUDGED, ENOUGH };

/* What came of a reading: number of values and findings, and the first finding */
struct outcome {
    size_t values;
    struct verdict verdict;
};

static bool read_once(enum format format, struct slice file, const struct protocol *p,
                      struct outcome *out)
{
    struct referral *r;

    memset(out, 0, sizeof *out);
    verdict_init(&out->verdict);
    r = referral_read(format, file, p, &out->verdict);
    if (r == NULL)
        return false;
    out->values = r->count;
    referral_free(r);
    return true;
}

static int read_short(enum format format, struct slice file, const struct protocol *p,
                      const struct outcome *expected, size_t number)
{
    struct outcome got;
    bool judged;

    allocator_fail(number, true);
    judged = read_once(format, file, p, &got);
    if (!allocator_fail(0, false))
        return ENOUGH;
    if (!judged)
        return NOT_JUDGED;
    return memcmp(&got, expected, sizeof got) == 0 ? AS_EXPECTED : OTHERWISE;
}

/* read_apart - in a process of its own, as a worker is: whoever waits for a worker that died takes
 * the mail for not judged */
static int read_apart(enum format format, struct slice file, const struct protocol *p,
                      const struct outcome *expected, size_t number)
{
    int status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0 && close(STDERR_FILENO) == 0)
        _exit(read_short(format, file, p, expected, number));
    if (child < 0 || waitpid(child, &status, 0) != child)
        return OTHERWISE;
    if (!WIFEXITED(status) || WEXITSTATUS(status) < AS_EXPECTED)
        return NOT_JUDGED;
    return WEXITSTATUS(status);
}

static void without_memory(enum format format, const char *name, struct slice file)
{
    struct protocol *p = document_protocol();
    struct outcome expected;
    unsigned not_judged = 0;
    int result = AS_EXPECTED;

    check_case(name);
    CHECK(read_once(format, file, p, &expected));
    for (size_t n = 1; ALLOCATOR_FAILS && result != ENOUGH; n += 1 + n / 40) {
        result = read_apart(format, file, p, &expected, n);
        if (result == OTHERWISE)
            check_failed(__FILE__, __LINE__, "allocation %zu: another outcome", n);
        not_judged += result == NOT_JUDGED;
    }
    CHECK(!ALLOCATOR_FAILS || not_judged > 20);
    check_case(NULL);
    protocol_free(p);
}

static void fixture(enum format format, const char *name)
{
    struct buffer file;

    if (package_fixture(name, &file))
        without_memory(format, name, buffer_slice(&file));
    buffer_free(&file);
}

/* forbidden - with what must be found in it: no finding may be lost */
static void forbidden(enum format format, const char *name, const char *part, const char *find,
                      const char *put)
{
    const struct package_edit one = {part, find, put};
    struct buffer file;

    if (package_edit(name, &one, 1, &file))
        without_memory(format, put, buffer_slice(&file));
    buffer_free(&file);
}

#define JAN "Voornaam: Jan\nNaam: Peeters\nAdres: Kerkstraat 12\n2550 Kontich\nGSM: 0470 12 34 56\n"
static void plain_formats(void)
{
    without_memory(FORMAT_TXT, "txt", slice_from(JAN));
    without_memory(FORMAT_TXT, "txt, a remark", slice_from(JAN "Geboren: 12/03/1980\nziek\n"));
    without_memory(FORMAT_CSV, "csv",
                   slice_from("Voornaam;Naam;GSM;Info\nJan;Peeters;0470 12 34 56;ziek\n"));
    without_memory(FORMAT_VCF, "vcf",
                   slice_from("BEGIN:VCARD\nVERSION:3.0\nN:Peeters;Jan;;;\nFN:Jan Peeters\n"
                              "TEL:0470 12 34 56\nNOTE:85.07.30-033.28\nEND:VCARD\n"));
    without_memory(FORMAT_JSON, "json",
                   slice_from("{\"Voornaam\":\"Jan\",\"Naam\":\"Peeters\",\"GSM\":\"0470 12 34 56\""
                              ",\"Reden\":\"ziek\"}"));
}

static void word(void)
{
    fixture(FORMAT_DOCX, "writer-form.docx");
    forbidden(FORMAT_DOCX, "word-form.docx", "word/document.xml", "<w:t>ters</w:t>",
              "<w:t>ters</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>85.07.30-033.28</w:t>");
}

static void excel(void)
{
    fixture(FORMAT_XLSX, "calc-table.xlsx");
    forbidden(FORMAT_XLSX, "excel-table.xlsx", "xl/sharedStrings.xml", "</sst>",
              "<si><t>85.07.30-033.28</t></si></sst>");
}

static void writer(void)
{
    fixture(FORMAT_ODT, "writer-form.odt");
    forbidden(FORMAT_ODT, "writer-table.odt", "meta.xml", "<office:meta>",
              "<office:meta><dc:subject>85.07.30-033.28</dc:subject>");
}

int main(void)
{
    static const struct test tests[] = {TEST(plain_formats), TEST(word), TEST(excel), TEST(writer)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
