/*
 * Memory that runs out while a document is read: it is then not judged, or judged as with memory
 * enough; never another value, never another finding
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

/* One document, as it is read with memory enough */
struct reading {
    enum format format;
    struct slice file;
    struct protocol *protocol;
    struct document expected;
};

/* read_short - without the allocation of that number, and perhaps all after it */
static int read_short(const struct reading *r, size_t number, bool lasting)
{
    struct document got;

    allocator_fail(number, lasting);
    document_read(r->format, r->file, r->protocol, &got);
    if (!allocator_fail(0, false))
        return ENOUGH;
    if (strcmp(got.findings, "no memory") == 0)
        return NOT_JUDGED;
    if (strcmp(got.findings, r->expected.findings) == 0 &&
        strcmp(got.values, r->expected.values) == 0)
        return AS_EXPECTED;
    printf("found \"%s\", values \"%s\"\n", got.findings, got.values);
    fflush(stdout);
    return OTHERWISE;
}

/* read_apart - in a process of its own, as a worker is: whoever waits for a worker that died takes
 * the mail for not judged */
static int read_apart(const struct reading *r, size_t number, bool lasting)
{
    int status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0 && close(STDERR_FILENO) == 0)
        _exit(read_short(r, number, lasting));
    if (child < 0 || waitpid(child, &status, 0) != child)
        return OTHERWISE;
    if (!WIFEXITED(status) || WEXITSTATUS(status) < AS_EXPECTED)
        return NOT_JUDGED;
    return WEXITSTATUS(status);
}

/* each_allocation - one by one (later ones ever less densely) it fails; how many of the readings
 * were not judged. A reading goes on the longer when only one allocation fails. */
static unsigned each_allocation(const struct reading *r, bool lasting)
{
    size_t thinning = lasting ? 40 : 100;
    unsigned not_judged = 0;
    int result = AS_EXPECTED;

    for (size_t n = 1; ALLOCATOR_FAILS && result != ENOUGH; n += 1 + n / thinning) {
        result = read_apart(r, n, lasting);
        if (result == OTHERWISE)
            check_failed(__FILE__, __LINE__, "allocation %zu%s: another outcome", n,
                         lasting ? " and all after it" : "");
        not_judged += result == NOT_JUDGED;
    }
    return not_judged;
}

static void without_memory(enum format format, const char *name, struct slice file,
                           const char *findings)
{
    static struct reading r;

    r = (struct reading){.format = format, .file = file, .protocol = document_protocol()};
    check_case(name);
    document_read(format, file, r.protocol, &r.expected);
    CHECK_STRING(findings, r.expected.findings);
    CHECK(r.expected.values[0] != '\0');
    CHECK(each_allocation(&r, true) > 20 || !ALLOCATOR_FAILS);
    CHECK(each_allocation(&r, false) > 20 || !ALLOCATOR_FAILS);
    check_case(NULL);
    protocol_free(r.protocol);
}

static void fixture(enum format format, const char *name)
{
    struct buffer file;

    if (package_fixture(name, &file))
        without_memory(format, name, buffer_slice(&file), "");
    buffer_free(&file);
}

/* forbidden - with what must be found in it: no finding may be lost */
static void forbidden(enum format format, const char *name, const struct package_edit *edit,
                      const char *findings)
{
    struct buffer file;

    if (package_edit(name, edit, 1, &file))
        without_memory(format, edit->put, buffer_slice(&file), findings);
    buffer_free(&file);
}

#define JAN "Voornaam: Jan\nNaam: Peeters\nAdres: Kerkstraat 12\n2550 Kontich\nGSM: 0470 12 34 56\n"
static void plain_formats(void)
{
    without_memory(FORMAT_TXT, "txt", slice_from(JAN), "");
    without_memory(FORMAT_TXT, "txt, a remark", slice_from(JAN "Geboren: 12/03/1980\nziek\n"),
                   "field-not-permitted line 6; field-not-permitted line 7; forbidden-date line 6");
    without_memory(
        FORMAT_CSV, "csv", slice_from("Voornaam;Naam;GSM;Info\nJan;Peeters;0470 12 34 56;ziek\n"),
        "field-not-permitted sheet 1 row 1 column 4; field-not-permitted sheet 1 row 2 column 4");
    /* the first label is long: its cell grows more than once, under every separator tried */
    without_memory(FORMAT_CSV, "csv, quoted",
                   slice_from("\"Voornaam                                                      "
                              "                                                            \""
                              ",\"Naam\",\"Opmerking; vrij\",\"GSM\"\nJan,\"Peeters\",\"\",0470 12 "
                              "34 56\n"),
                   "field-not-permitted sheet 1 row 1 column 3");
    without_memory(
        FORMAT_VCF, "vcf",
        slice_from("BEGIN:VCARD\nVERSION:3.0\nN:Peeters;Jan;;;\nFN:Jan Peeters\n"
                   "TEL:0470 12 34 56\nNOTE:85.07.30-033.28\nEND:VCARD\n"),
        "field-not-permitted card 1 property 5; forbidden-national-number card 1 property 5");
    without_memory(FORMAT_JSON, "json",
                   slice_from("{\"Voornaam\":\"Jan\",\"Naam\":\"Peeters\",\"GSM\":\"0470 12 34 56\""
                              ",\"Reden\":\"ziek\"}"),
                   "field-not-permitted card 1 property 4");
}

static void word(void)
{
    static const struct package_edit vanished = {
        "word/document.xml", "<w:t>ters</w:t>",
        "<w:t>ters</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>85.07.30-033.28</w:t>"};
    static const struct package_edit column = {
        "customXml/item4.xml", "ma:displayName=\"Soort brief\"", "ma:displayName=\"Map Peeters\""};

    fixture(FORMAT_DOCX, "writer-form.docx");
    forbidden(FORMAT_DOCX, "word-form.docx", &vanished,
              "content-hidden paragraph 3; field-invalid paragraph 3; forbidden-national-number "
              "paragraph 3");
    forbidden(FORMAT_DOCX, "word-sharepoint.docx", &column, "content-hidden");
}

static void excel(void)
{
    static const struct package_edit unused = {"xl/sharedStrings.xml", "</sst>",
                                               "<si><t>85.07.30-033.28</t></si></sst>"};

    fixture(FORMAT_XLSX, "calc-table.xlsx");
    fixture(FORMAT_XLSX, "excel-printed.xlsx");
    forbidden(FORMAT_XLSX, "excel-table.xlsx", &unused,
              "content-hidden; forbidden-national-number");
}

static void writer(void)
{
    static const struct package_edit subject = {
        "meta.xml", "<office:meta>", "<office:meta><dc:subject>85.07.30-033.28</dc:subject>"};

    fixture(FORMAT_ODT, "writer-form.odt");
    forbidden(FORMAT_ODT, "writer-table.odt", &subject,
              "content-hidden; forbidden-national-number");
}

static void calc(void)
{
    static const struct package_edit comment = {
        "content.xml", "<text:p>Jan",
        "<office:annotation><text:p>85.07.30-033.28</text:p></office:annotation><text:p>Jan"};

    fixture(FORMAT_ODS, "calc-form.ods");
    forbidden(
        FORMAT_ODS, "calc-table.ods", &comment,
        "content-hidden sheet 1 row 2 column 1; forbidden-national-number sheet 1 row 2 column 1");
}

int main(void)
{
    static const struct test tests[] = {TEST(plain_formats), TEST(word), TEST(excel), TEST(writer),
                                        TEST(calc)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
